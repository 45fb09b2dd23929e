//! The person's own words.

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};

/// The person's own words: any text of at most [`Notes::MOST`] characters, kept exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Notes(String);

impl Notes {
    /// The most characters.
    pub const MOST: usize = 100_000;

    /// Notes with these words.
    ///
    /// # Errors
    ///
    /// [`TooLong`] above [`Notes::MOST`] characters.
    pub fn new(text: String) -> Result<Self, TooLong> {
        within(Self::MOST, text).map(Self)
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Notes {
    type Error = TooLong;

    fn try_from(text: String) -> Result<Self, TooLong> {
        Self::new(text)
    }
}

impl From<Notes> for String {
    fn from(notes: Notes) -> Self {
        notes.0
    }
}

/// A few words about one symptom, such as where it hurts: at most [`Words::MOST`] characters, kept exactly.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Words(String);

impl Words {
    /// The most characters.
    pub const MOST: usize = 1000;

    /// These words.
    ///
    /// # Errors
    ///
    /// [`TooLong`] above [`Words::MOST`] characters.
    pub fn new(text: String) -> Result<Self, TooLong> {
        within(Self::MOST, text).map(Self)
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Words {
    type Error = TooLong;

    fn try_from(text: String) -> Result<Self, TooLong> {
        Self::new(text)
    }
}

impl From<Words> for String {
    fn from(words: Words) -> Self {
        words.0
    }
}

fn within(most: usize, text: String) -> Result<String, TooLong> {
    // A character has one byte or more: most texts need no counting.
    let characters = if text.len() <= most { 0 } else { text.chars().count() };
    if characters <= most { Ok(text) } else { Err(TooLong { characters, most }) }
}

/// A text has too many characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// How many it has.
    pub characters: usize,
    /// How many it may have.
    pub most: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text has {} characters: {} is the most", self.characters, self.most)
    }
}

impl Error for TooLong {}
