//! When each source was read: its note says so in its last words.

use std::str::FromStr;

use time::Month;

use super::Problems;
use crate::article::{CalendarDate, Source};

/// The day with which the note of a source ends, as in "Excerpt read on 22 November 2026."
pub(super) fn read_on(key: &str, note: &str, line: usize, problems: &mut Problems) -> Option<CalendarDate> {
    let words: Vec<&str> = note.trim_end_matches('.').split_whitespace().collect();
    let [.., read, "on", day, month, year] = words.as_slice() else {
        note_undated(key, line, problems);
        return None;
    };
    if !read.eq_ignore_ascii_case("read") {
        note_undated(key, line, problems);
        return None;
    }
    let date = date(day, month, year);
    if date.is_none() {
        problems.note(
            line,
            format!("the source `{key}` was read on {day} {month} {year}, which is no day"),
            "write the day as in 22 November 2026",
        );
    }
    date
}

fn note_undated(key: &str, line: usize, problems: &mut Problems) {
    let remedy = "end its note with the day, as in: Read on 22 November 2026.";
    problems.note(line, format!("the source `{key}` does not say when it was read"), remedy);
}

fn date(day: &str, month: &str, year: &str) -> Option<CalendarDate> {
    let month = Month::from_str(month).ok()?;
    CalendarDate::new(year.parse().ok()?, u8::from(month), day.parse().ok()?).ok()
}

/// No source may have been read after the day on which the words were last checked against it.
pub(super) fn check(
    listed: &[(String, Option<Source>, usize)],
    last_checked: Option<CalendarDate>,
    problems: &mut Problems,
) {
    for (key, source, line) in listed {
        if let (Some(source), Some(last_checked)) = (source, last_checked)
            && source.read_on > last_checked
        {
            problems.note(
                *line,
                format!("the source `{key}` was read on {}, after the words were last checked", source.read_on),
                "correct the day, or check the words against it and set last_checked",
            );
        }
    }
}
