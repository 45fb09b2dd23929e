//! What a person wants to ask at her next visit.

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use super::kept_text::{UnfitText, stored, trimmed};
use crate::article::Id;

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

fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    stored(String::deserialize(from)?, Question::LONGEST).map_err(D::Error::custom)
}

fn place_or_null<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Id>, D::Error> {
    Option::deserialize(from)
}
