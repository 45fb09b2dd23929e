//! A sealed record as it stands in the store.
//!
//! ```text
//! 1 byte    form, 1
//! 4 bytes   revision, the least significant byte first
//! 12 bytes  nonce
//! the rest  AES-256-GCM of the content, with its 16-byte tag
//! ```
//!
//! What the tag covers beside the content is [`bound_to`]: the form, the revision, the store and the place. A record that is moved to
//! another place or given another revision cannot be opened.

use std::{error::Error, fmt};

/// How many bytes a nonce has.
pub const NONCE_BYTES: usize = 12;
/// The form of envelope and content.
const FORM: u8 = 1;
const REVISION_BYTES: usize = 4;
const HEAD_BYTES: usize = 1 + REVISION_BYTES + NONCE_BYTES;

/// Why bytes are no envelope, or opened ones no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnvelopeProblem {
    /// There are too few of them.
    TooShort,
    /// They have a form of a newer version.
    Newer,
    /// What was opened is no record with its key.
    NoContent,
}

impl fmt::Display for EnvelopeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooShort => "it is damaged: it is too short",
            Self::Newer => "it is from a newer version",
            Self::NoContent => "it is damaged: it holds no record",
        })
    }
}

impl Error for EnvelopeProblem {}

/// A sealed record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The number of the change with which it was written.
    pub revision: u32,
    /// The nonce: random, and never used twice with a key.
    pub nonce: [u8; NONCE_BYTES],
    /// The sealed content with its tag.
    pub sealed: Vec<u8>,
}

impl Envelope {
    /// The bytes that are stored.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORM];
        bytes.extend(self.revision.to_le_bytes());
        bytes.extend(self.nonce);
        bytes.extend(&self.sealed);
        bytes
    }

    /// Reads what was stored.
    ///
    /// # Errors
    ///
    /// [`EnvelopeProblem`].
    pub fn read(bytes: &[u8]) -> Result<Self, EnvelopeProblem> {
        let (form, rest) = bytes.split_first().ok_or(EnvelopeProblem::TooShort)?;
        if *form != FORM {
            return Err(EnvelopeProblem::Newer);
        }
        let (head, sealed) = rest.split_at_checked(HEAD_BYTES - 1).ok_or(EnvelopeProblem::TooShort)?;
        let (revision, nonce) = head.split_at_checked(REVISION_BYTES).ok_or(EnvelopeProblem::TooShort)?;
        Ok(Self {
            revision: u32::from_le_bytes(revision.try_into().map_err(|_| EnvelopeProblem::TooShort)?),
            nonce: nonce.try_into().map_err(|_| EnvelopeProblem::TooShort)?,
            sealed: sealed.to_vec(),
        })
    }
}

/// What the tag of a record covers beside its content.
#[must_use]
pub fn bound_to(store: &str, place: &str, revision: u32) -> Vec<u8> {
    // No name and no place holds a line break.
    format!("quietleaf sealed record {FORM}\n{store}\n{place}\n{revision}").into_bytes()
}

/// What is sealed: a record, and the key under which it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The key.
    pub key: String,
    /// The record.
    pub record: Record,
}

/// A record, as the browser's storage holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// Text: nearly all of them.
    Text(String),
    /// Bytes: the derived records of the months.
    Bytes(Vec<u8>),
}

const TEXT: u8 = 0;
const BYTES: u8 = 1;

impl Content {
    /// The bytes that are sealed: 1 byte, 0 for text and 1 for bytes; 4 bytes, the length of the key, the least significant byte first;
    /// the key; the record.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let (kind, record) = match &self.record {
            Record::Text(text) => (TEXT, text.as_bytes()),
            Record::Bytes(bytes) => (BYTES, bytes.as_slice()),
        };
        let mut bytes = vec![kind];
        bytes.extend(u32::try_from(self.key.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(self.key.as_bytes());
        bytes.extend(record);
        bytes
    }

    /// Reads what was opened.
    ///
    /// # Errors
    ///
    /// [`EnvelopeProblem::NoContent`].
    pub fn read(bytes: &[u8]) -> Result<Self, EnvelopeProblem> {
        Self::split(bytes).ok_or(EnvelopeProblem::NoContent)
    }

    fn split(bytes: &[u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        let (length, rest) = rest.split_at_checked(4)?;
        let length = u32::from_le_bytes(length.try_into().ok()?);
        let (key, record) = rest.split_at_checked(usize::try_from(length).ok()?)?;
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
        let record = match *kind {
            TEXT => Record::Text(text(record)?),
            BYTES => Record::Bytes(record.to_vec()),
            _ => return None,
        };
        Some(Self { key: text(key)?, record })
    }
}
