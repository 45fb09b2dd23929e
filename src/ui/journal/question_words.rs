//! What the journal says of the person's own questions.

use crate::journal::{Question, UnfitText};

pub(super) const ABOUT: &str = "What do you want to ask at your next call or visit? Your questions are in the summary too, until you mark them as answered.";
pub(super) const ADDED: &str = "Added. It is in the summary too.";
pub(super) const ANSWERED: &str = "Marked as answered. The summary leaves it out from now on.";
pub(super) const OPEN_AGAIN: &str = "It is in the summary again.";
pub(super) const IS_ANSWERED: &str = "Answered";
pub(super) const HEADING_WILL_DO: &str = "If you write nothing, this heading is your question.";

/// How many characters of a question its buttons name.
const NAMED: usize = 60;

/// Why a question cannot be kept, and what to do.
pub(super) fn problem(problem: UnfitText) -> String {
    match problem {
        UnfitText::TooLong { characters, most } => {
            format!(
                "This has {characters} characters. Up to {most} can be saved. Shorten it, or split it into two questions."
            )
        }
        UnfitText::Empty | UnfitText::SpacesAround => {
            "Nothing is written yet. Write your question here first.".to_owned()
        }
    }
}

/// What a button acts on: the beginning of the question.
pub(super) fn about(question: &Question) -> String {
    let text = question.text();
    let begun: String = text.chars().take(NAMED).collect();
    format!(": {begun}{}", if begun.len() < text.len() { "…" } else { "" })
}
