//! Finding entries again: by words, by symptom, by day. Looking for something changes nothing, and says nothing about it.

use super::{Entry, Reading, Vocabulary, letters::add_small};
use crate::{
    article::{CalendarDate, Id},
    sorting::sort_by,
};

/// What is looked for among the entries. As it is at first, it leaves no entry out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Words as they were typed. An entry has to hold every one of them, each as a part of a word: in its notes, in other
    /// words of the person's own, or in the names of what was recorded. Small and capital letters are the same.
    pub words: String,
    /// The symptom that has to be recorded.
    pub symptom: Option<Id>,
    /// How it has to be recorded.
    pub presence: Presence,
    /// The first day, by the person's calendar.
    pub from: Option<CalendarDate>,
    /// The last day, by the person's calendar.
    pub to: Option<CalendarDate>,
}

/// How a symptom that is looked for has to be recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// There, or not there.
    #[default]
    Recorded,
    /// There.
    There,
    /// As not there.
    Absent,
}

impl Presence {
    /// All ways.
    pub const ALL: [Self; 3] = [Self::Recorded, Self::There, Self::Absent];
}

impl HistoryFilter {
    /// Whether it leaves no entry out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.symptom.is_none() && self.from.is_none() && self.to.is_none()
    }

    /// Whether no day lies between its days, because the first is later than the last.
    #[must_use]
    pub fn days_are_crossed(&self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| from > to)
    }

    /// Those of some entries that it leaves, the last one first. The entries of a journal can be looked through part by part.
    #[must_use]
    pub fn find<'a>(&self, entries: &'a [Entry], vocabulary: &Vocabulary) -> Vec<&'a Entry> {
        let words = self.words.split_whitespace().map(|word| Sought::new(word, vocabulary));
        let mut words: Vec<Sought<'_>> = words.collect();
        // The longest is the rarest.
        sort_by(&mut words, |word| usize::MAX - word.folded.len());
        let mut text = String::new();
        let found = entries.iter().rev().filter(|entry| {
            let day = CalendarDate::from(entry.when().date());
            self.from.is_none_or(|from| from <= day)
                && self.to.is_none_or(|to| day <= to)
                && self.symptom.as_ref().is_none_or(|symptom| self.is_recorded(entry.readings().get(symptom)))
                && holds_all(entry, &words, &mut text)
        });
        found.collect()
    }

    fn is_recorded(&self, reading: Option<&Reading>) -> bool {
        match self.presence {
            Presence::Recorded => reading.is_some(),
            Presence::There => reading.is_some_and(|reading| !reading.is_absent()),
            Presence::Absent => reading.is_some_and(Reading::is_absent),
        }
    }
}

/// A word that is looked for, and the names in which it stands.
struct Sought<'a> {
    folded: String,
    symptoms: Vec<&'a Id>,
    choices: Vec<&'a Id>,
}

impl<'a> Sought<'a> {
    fn new(word: &str, vocabulary: &'a Vocabulary) -> Self {
        let mut folded = String::new();
        fold(word, &mut folded);
        let mut text = String::new();
        let mut is_in = |name: &str| {
            text.clear();
            fold(name, &mut text);
            text.contains(&folded)
        };
        let (mut symptoms, mut choices) = (Vec::new(), Vec::new());
        for symptom in &vocabulary.symptoms {
            if is_in(&symptom.name) {
                symptoms.push(&symptom.id);
            }
            choices.extend(symptom.choices.iter().filter(|choice| is_in(&choice.name)).map(|choice| &choice.id));
        }
        Self { folded, symptoms, choices }
    }

    fn is_named_in(&self, symptom: &Id, reading: &Reading) -> bool {
        self.symptoms.contains(&symptom) || matches!(reading, Reading::Choice(choice) if self.choices.contains(&choice))
    }
}

/// Whether every word stands in an entry. `text` is room to write in.
fn holds_all(entry: &Entry, words: &[Sought<'_>], text: &mut String) -> bool {
    if words.is_empty() {
        return true;
    }
    text.clear();
    fold(entry.notes().as_str(), text);
    for (_, reading) in entry.readings().iter() {
        if let Reading::Words(own) = reading {
            // No word that was typed has a line break in it, so none is found across two texts.
            text.push('\n');
            fold(own.as_str(), text);
        }
    }
    let is_named = |word: &Sought<'_>| entry.readings().iter().any(|(id, reading)| word.is_named_in(id, reading));
    words.iter().all(|word| text.contains(&word.folded) || is_named(word))
}

/// Adds a text in small letters. The apostrophes that a keyboard and a phone make are the same.
fn fold(text: &str, into: &mut String) {
    for (place, part) in text.split(['\u{2018}', '\u{2019}']).enumerate() {
        if place > 0 {
            into.push('\'');
        }
        add_small(part, into);
    }
}
