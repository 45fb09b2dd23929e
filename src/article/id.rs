//! Ids of sections, passages, questions and symptoms.

use std::{error::Error, fmt, sync::Arc};

use serde::{Deserialize, Serialize};

/// The lasting name of a place in the leaflet: small letters, digits and hyphens, beginning with a letter.
///
/// It is also the place's anchor in a URL. Copies share the text: a journal has thousands.
///
/// ```
/// use quietleaf::article::Id;
/// assert!(Id::new("call-now").is_ok());
/// assert!(Id::new("Call now").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(Arc<str>);

impl Id {
    /// Accepts `text` as an id.
    ///
    /// # Errors
    ///
    /// [`InvalidId`] when it is empty, longer than 64 characters, begins with anything but a small letter,
    /// ends with a hyphen, or holds anything but small letters, digits and hyphens.
    pub fn new(text: &str) -> Result<Self, InvalidId> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let begins_well = text.starts_with(|c: char| c.is_ascii_lowercase());
        if begins_well && !text.ends_with('-') && text.len() <= 64 && text.chars().all(allowed) {
            Ok(Self(text.into()))
        } else {
            Err(InvalidId)
        }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Id {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        Self::new(&text)
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0.as_ref().to_owned()
    }
}

/// The text is not an [`Id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidId;

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id is made of small letters, digits and hyphens, begins with a letter, and has at most 64")
    }
}

impl Error for InvalidId {}
