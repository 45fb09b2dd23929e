//! A question that is being written and is not added yet, in `sessionStorage`: it survives a reload, and goes with the tab.

use gloo_storage::{SessionStorage, Storage};
use serde::{Deserialize, Serialize};

use super::session_storage_available;
use crate::article::Id;

/// The name under which it is kept. The number is the version of [`QuestionDraft`].
const NAME: &str = "quietleaf.question.1";

/// What was typed, and the section of the article that it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionDraft {
    /// What was typed.
    pub text: String,
    /// The section, by its id.
    pub about: Option<Id>,
}

/// What this tab was writing before the page was loaded anew; nothing where it was not, or that cannot be read.
#[must_use]
pub fn load() -> QuestionDraft {
    if session_storage_available() { SessionStorage::get(NAME).unwrap_or_default() } else { QuestionDraft::default() }
}

/// Keeps it; without storage it lasts until the page is left.
pub fn keep(draft: &QuestionDraft) {
    if !session_storage_available() {
        return;
    }
    if *draft == QuestionDraft::default() {
        SessionStorage::delete(NAME);
    } else {
        let _ = SessionStorage::set(NAME, draft);
    }
}
