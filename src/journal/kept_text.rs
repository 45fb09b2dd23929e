//! Short texts that a person gives: a name, a question.

use std::{error::Error, fmt};

/// The text without the spaces around it; all else is kept exactly.
///
/// # Errors
///
/// [`UnfitText`] when nothing is left, or more than so many characters are.
pub(super) fn trimmed(text: &str, most: usize) -> Result<String, UnfitText> {
    let text = text.trim();
    let characters = text.chars().count();
    match characters {
        0 => Err(UnfitText::Empty),
        _ if characters > most => Err(UnfitText::TooLong { characters, most }),
        _ => Ok(text.to_owned()),
    }
}

/// A stored text, which has no spaces around it.
///
/// # Errors
///
/// [`UnfitText`] when it could not have been stored.
pub(super) fn stored(text: String, most: usize) -> Result<String, UnfitText> {
    let fits = trimmed(&text, most)?;
    if fits == text { Ok(text) } else { Err(UnfitText::SpacesAround) }
}

/// A text cannot be kept as a name or a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfitText {
    /// It has nothing but spaces.
    Empty,
    /// It has too many characters.
    TooLong {
        /// How many it has.
        characters: usize,
        /// How many it may have.
        most: usize,
    },
    /// A stored text has spaces at its ends.
    SpacesAround,
}

impl fmt::Display for UnfitText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a text is empty"),
            Self::TooLong { characters, most } => write!(f, "a text has {characters} characters: {most} is the most"),
            Self::SpacesAround => f.write_str("a text has spaces at its ends"),
        }
    }
}

impl Error for UnfitText {}
