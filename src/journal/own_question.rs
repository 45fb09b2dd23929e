//! What a person wants to ask at her next visit.

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use super::{
    KeptRecord, KeptThing,
    kept_text::{UnfitText, stored, trimmed},
};
use crate::{article::Id, sorting::sort_by};

/// A question of the person's own, for the next call or visit: written freely, or begun at a passage of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    #[serde(deserialize_with = "text")]
    text: String,
    // A record that has lost it is damaged: it is not a question without a place.
    #[serde(deserialize_with = "place_or_null")]
    place: Option<Id>,
    answered: bool,
}

impl Question {
    /// The most characters.
    pub const LONGEST: usize = 1_000;

    /// A question that is not answered yet. The spaces around it go; all else is kept exactly. `place` is the passage of the
    /// article that it is about.
    ///
    /// # Errors
    ///
    /// [`UnfitText`] when it is empty, or longer than [`Question::LONGEST`].
    pub fn new(text: &str, place: Option<Id>) -> Result<Self, UnfitText> {
        Ok(Self { text: trimmed(text, Self::LONGEST)?, place, answered: false })
    }

    /// A question about a section of the article, by its id and its heading. Where nothing is typed, the heading is the
    /// question: one press collects it.
    ///
    /// # Errors
    ///
    /// [`UnfitText`] when what is typed is longer than [`Question::LONGEST`].
    pub fn about(text: &str, section: &Id, heading: &str) -> Result<Self, UnfitText> {
        let text = if text.trim().is_empty() { heading } else { text };
        Self::new(text, Some(section.clone()))
    }

    /// The place on the journal's page at which a question about a section is asked: the article leads there.
    #[must_use]
    pub fn place_in_journal(section: &Id) -> String {
        format!("ask-{section}")
    }

    /// The same question in other words: it stays about the same, and as answered as it was.
    ///
    /// # Errors
    ///
    /// [`UnfitText`] as of [`Question::new`].
    pub fn reworded(self, text: &str) -> Result<Self, UnfitText> {
        Ok(Self { text: trimmed(text, Self::LONGEST)?, ..self })
    }

    /// The same question, answered or open again.
    #[must_use]
    pub fn answered(self, answered: bool) -> Self {
        Self { answered, ..self }
    }

    /// The person's words.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The passage of the article that it is about: its id, which is also its anchor.
    #[must_use]
    pub fn place(&self) -> Option<&Id> {
        self.place.as_ref()
    }

    /// Whether the person has marked it as answered.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.answered
    }
}

/// The questions among what a person keeps, each with its record: the open ones first, then those that are answered, in the
/// order in which they were added. Those that were removed are left out.
#[must_use]
pub fn questions(kept: &[KeptRecord]) -> Vec<(&KeptRecord, &Question)> {
    let there = kept.iter().filter(|record| !record.is_removed());
    let asked = there.filter_map(|record| match record.what() {
        KeptThing::Question(question) => Some((record, question)),
        _ => None,
    });
    let mut asked: Vec<_> = asked.collect();
    sort_by(&mut asked, |(record, question)| (question.answered, record.id()));
    asked
}

fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    stored(String::deserialize(from)?, Question::LONGEST).map_err(D::Error::custom)
}

fn place_or_null<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Id>, D::Error> {
    Option::deserialize(from)
}
