//! Unsaved entries, in `localStorage`: written at once with every change, so that they survive a reload.
//!
//! Each new draft has a name of its own, so that tabs do not write over each other's. A draft that another tab goes on with
//! keeps its name: the tab that still has it open keeps it again when it hears of a change.

use gloo_storage::{LocalStorage, SessionStorage, Storage};

use super::{local_storage_available, session_storage_available};
use crate::journal::Draft;

/// What the names of drafts begin with. The number is the version of [`Draft`].
const NAMES: &str = "quietleaf.draft.1.";
/// Under which name this tab keeps its own, told from one load of the page to the next.
const OWN: &str = "quietleaf.draft";

/// A draft that is kept, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDraft {
    /// The name under which it is kept.
    pub name: String,
    /// What was typed.
    pub draft: Draft,
}

/// Keeps this tab's draft; says whether that worked.
#[must_use]
pub fn keep(kept: &KeptDraft) -> bool {
    if !local_storage_available() {
        return false;
    }
    if session_storage_available() {
        // Without it, the draft is found all the same, and offered.
        let _ = SessionStorage::set(OWN, &kept.name);
    }
    LocalStorage::set(format!("{NAMES}{}", kept.name), &kept.draft).is_ok()
}

/// Takes a draft away: it has been saved, or discarded.
pub fn remove(name: &str) {
    if local_storage_available() {
        LocalStorage::delete(format!("{NAMES}{name}"));
        if own_name().as_deref() == Some(name) {
            SessionStorage::delete(OWN);
        }
    }
}

fn own_name() -> Option<String> {
    if session_storage_available() { SessionStorage::get(OWN).ok() } else { None }
}

/// The draft that this tab was writing before the page was loaded anew.
#[must_use]
pub fn own() -> Option<KeptDraft> {
    if !local_storage_available() {
        return None;
    }
    let name = own_name()?;
    let draft = LocalStorage::get(format!("{NAMES}{name}")).ok()?;
    Some(KeptDraft { name, draft })
}

/// All drafts that are kept, from whatever tab, in no order. What is not a draft stays as it is and is passed over.
#[must_use]
pub fn all() -> Vec<KeptDraft> {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    let Some(storage) = storage else { return Vec::new() };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
    let names = names.filter_map(|key| key.strip_prefix(NAMES).map(str::to_owned));
    names
        .filter_map(|name| {
            let draft = LocalStorage::get(format!("{NAMES}{name}")).ok()?;
            Some(KeptDraft { name, draft })
        })
        .collect()
}
