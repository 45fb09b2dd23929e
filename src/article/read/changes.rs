//! Reading what the front matter of `article.md` says of its changes and of a clinician's review.

use serde::Deserialize;
use toml::{Spanned, value::Datetime};

use super::{Problems, front_matter};
use crate::article::{CalendarDate, Change, Review, plain_language};

/// An entry of `[[changes]]`, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeEntry {
    date: Spanned<Datetime>,
    what: Spanned<String>,
}

/// The value of `reviewed_by`, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReviewEntry {
    name: Spanned<String>,
    role: Spanned<String>,
    on: Spanned<Datetime>,
}

/// The changes, the newest first.
pub(super) fn changes(
    entries: Vec<ChangeEntry>,
    last_checked: CalendarDate,
    text: &str,
    problems: &mut Problems,
) -> Vec<Change> {
    if entries.is_empty() {
        let remedy = "add a block [[changes]] with a date and what = \"First version.\"";
        problems.note(front_matter::line_of("last_checked", text), "no changes are listed", remedy);
    }
    let mut changes: Vec<Change> = Vec::new();
    for entry in entries {
        let line = front_matter::line_of_value(&entry.date, text);
        let Some(date) = front_matter::date_on(line, "date", *entry.date.get_ref(), problems) else { continue };
        if date > last_checked {
            let remedy = "set last_checked to the day on which the changed words were checked";
            problems.note(line, "a change after the words were last checked", remedy);
        }
        if changes.last().is_some_and(|newer| newer.date <= date) {
            let remedy = "put the newest first, and what changed on one day into one entry";
            problems.note(line, "a change that is not older than the one before it", remedy);
        }
        check_words(&entry.what, text, problems);
        changes.push(Change { date, what: entry.what.into_inner() });
    }
    changes
}

/// The review.
pub(super) fn review(
    entry: ReviewEntry,
    last_checked: CalendarDate,
    text: &str,
    problems: &mut Problems,
) -> Option<Review> {
    for (name, value) in [("name", &entry.name), ("role", &entry.role)] {
        if value.get_ref().trim().is_empty() {
            let line = front_matter::line_of_value(value, text);
            let remedy = "say who has reviewed the words, or leave `reviewed_by` out";
            problems.note(line, format!("a review with an empty `{name}`"), remedy);
        }
    }
    let line = front_matter::line_of_value(&entry.on, text);
    let on = front_matter::date_on(line, "on", *entry.on.get_ref(), problems)?;
    if on > last_checked {
        let remedy = "set last_checked to that day or later, or mend the review's day";
        problems.note(line, "a review after the words were last checked", remedy);
    }
    Some(Review { name: entry.name.into_inner(), role: entry.role.into_inner(), on })
}

fn check_words(what: &Spanned<String>, text: &str, problems: &mut Problems) {
    let line = front_matter::line_of_value(what, text);
    if what.get_ref().trim().is_empty() {
        problems.note(line, "a change that does not say what has changed", "say it in one or two sentences");
    }
    plain_language::check_text(what.get_ref(), line, problems);
}
