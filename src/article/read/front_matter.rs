//! The block between two lines `+++` at the head of a file.

use serde::de::DeserializeOwned;

use super::Problems;
use crate::article::CalendarDate;

/// The front matter's values, and the rest of the file with the number of its first line.
pub(super) struct Split<'a, T> {
    pub(super) values: Option<T>,
    pub(super) body: &'a str,
    pub(super) body_line: usize,
}

/// Splits the file and reads its front matter.
pub(super) fn split<'a, T: DeserializeOwned>(text: &'a str, problems: &mut Problems) -> Split<'a, T> {
    // Some editors begin a file with a mark that cannot be seen.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut end = None;
    let mut offset = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let is_fence = line.trim_end() == "+++";
        offset += line.len();
        match (index, is_fence) {
            (0, false) => break,
            (0, true) | (_, false) => {}
            (_, true) => {
                end = Some((offset - line.len(), offset, index + 2));
                break;
            }
        }
    }
    let Some((close, body, body_line)) = end else {
        problems.note(1, "there is no front matter", "begin the file with a block between two lines `+++`");
        return Split { values: None, body: text, body_line: 1 };
    };
    let open = text.find('\n').map_or(0, |at| at + 1);
    let inside = text.get(open..close).unwrap_or_default();
    let values = match toml::from_str(inside) {
        Ok(values) => Some(values),
        Err(error) => {
            toml_problem(&error, inside, 2, problems);
            None
        }
    };
    Split { values, body: text.get(body..).unwrap_or_default(), body_line }
}

/// Notes an error of TOML that begins on the given line of its file.
pub(crate) fn toml_problem(error: &toml::de::Error, text: &str, first_line: usize, problems: &mut Problems) {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = first_line + before.map_or(0, |before| before.matches('\n').count());
    let what = error.message().lines().next().unwrap_or("not TOML").to_owned();
    problems.note(line, what, "see content/README.md for what belongs here");
}

/// A date as TOML writes it: `2026-11-22`.
pub(super) fn date(
    name: &str,
    date: toml::value::Datetime,
    text: &str,
    problems: &mut Problems,
) -> Option<CalendarDate> {
    date_on(line_of(name, text), name, date, problems)
}

/// The same, on a line that is known.
pub(super) fn date_on(
    line: usize,
    name: &str,
    date: toml::value::Datetime,
    problems: &mut Problems,
) -> Option<CalendarDate> {
    let date = date.date.and_then(|date| CalendarDate::new(date.year, date.month, date.day).ok());
    if date.is_none() {
        let remedy = "write it as 2026-11-22, without quotation marks";
        problems.note(line, format!("`{name}` is not a date"), remedy);
    }
    date
}

/// The line of a value of the front matter, whose place was read with it.
pub(super) fn line_of_value<T>(value: &toml::Spanned<T>, text: &str) -> usize {
    let inside = text.find('\n').and_then(|at| text.get(at + 1..)).unwrap_or_default();
    let before = inside.get(..value.span().start).unwrap_or_default();
    2 + before.matches('\n').count()
}

/// The line on which a value of the front matter is set; the first where it is not found.
pub(super) fn line_of(name: &str, text: &str) -> usize {
    text.lines().position(|line| line.trim_start().starts_with(name)).map_or(1, |index| index + 1)
}
