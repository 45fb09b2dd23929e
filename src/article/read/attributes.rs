//! The marks in braces: `{#id .mark symptoms=back-pain,bleeding}`.

use super::Problems;
use crate::article::{Id, InvalidId};

/// What stands in braces below a passage or behind a heading.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) id: Option<Id>,
    pub(super) classes: Vec<String>,
    pub(super) symptoms: Vec<Id>,
    pub(super) related: Vec<Id>,
    /// How many dots of an icon array are filled.
    pub(super) filled: Option<u8>,
}

impl Attributes {
    /// Reads the text between the braces; the line is where it stands.
    pub(super) fn read(inside: &str, line: usize, problems: &mut Problems) -> Self {
        let mut attributes = Self::default();
        for word in inside.split_whitespace() {
            if let Some(id) = word.strip_prefix('#') {
                if attributes.id.is_some() {
                    problems.note(line, format!("a second id, `{id}`"), "give each place one id");
                }
                attributes.id = id_or_problem(id, line, problems);
            } else if let Some(class) = word.strip_prefix('.') {
                attributes.classes.push(class.to_owned());
            } else {
                let (name, value) = word.split_once('=').unwrap_or((word, ""));
                attributes.name_value(name, value, line, problems);
            }
        }
        attributes.check_classes(line, problems);
        attributes
    }

    /// There is at most one mark with a dot: a second one would be overlooked.
    pub(super) fn check_classes(&self, line: usize, problems: &mut Problems) {
        if let Some(second) = self.classes.get(1) {
            problems.note(line, format!("a second mark, `.{second}`"), "give each place at most one mark with a dot");
        }
    }

    /// Takes one `name=value` mark.
    pub(super) fn name_value(&mut self, name: &str, value: &str, line: usize, problems: &mut Problems) {
        if name == "filled" {
            self.filled = value.parse().ok();
            if self.filled.is_some() {
                return;
            }
        }
        let ids = match name {
            "symptoms" => Some(&mut self.symptoms),
            "related" => Some(&mut self.related),
            _ => None,
        };
        if let Some(ids) = ids.filter(|_| !value.is_empty()) {
            let named = value.trim_matches('"').split(',');
            ids.extend(named.filter_map(|id| id_or_problem(id, line, problems)));
        } else {
            problems.note(
                line,
                format!("unknown mark `{name}`"),
                "use #id, .basis, .icon-array, filled=15, .numbers, .terms, .fill-in, a level such as .urgent, symptoms=one,two or related=one,two",
            );
        }
    }
}

/// Splits text whose last line is `{…}` into the words before and what stands between the braces.
pub(super) fn split_trailing_braces(text: &str) -> Option<(&str, &str)> {
    let trimmed = text.trim_end();
    let (before, last_line) = trimmed.rsplit_once('\n').unwrap_or(("", trimmed));
    let inside = last_line.trim().strip_prefix('{')?.strip_suffix('}')?;
    Some((before, inside))
}

/// The id, or a problem.
pub(super) fn id_or_problem(text: &str, line: usize, problems: &mut Problems) -> Option<Id> {
    if let Ok(id) = Id::new(text) {
        Some(id)
    } else {
        problems.note(line, format!("`{text}` is not an id"), format!("{InvalidId}"));
        None
    }
}
