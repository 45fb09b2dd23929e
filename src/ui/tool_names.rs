//! The names of the tools that stand between the journal's form and its history, in order. Their folds stand in the page before the program
//! that fills them has come.

/// Pains that come and go, timed.
pub(super) const WAVES: &str = "Pains that come and go";
/// What was recorded, for a call or a visit.
pub(super) const SUMMARY: &str = "Summary for a call or a visit";
/// On which days something was recorded.
pub(super) const CALENDAR: &str = "Calendar";
/// What was recorded, drawn.
pub(super) const PATTERNS: &str = "Patterns";
/// What to ask.
pub(super) const QUESTIONS: &str = "Questions to ask";
/// The dates of a pregnancy.
pub(super) const DATES: &str = "Pregnancy dates";
