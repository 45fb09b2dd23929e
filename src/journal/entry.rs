//! Entries: one moment, and what was recorded of it.

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Moment, Notes, Readings};

/// One moment, and what was recorded of it: a reading, or notes, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    id: EntryId,
    when: Moment,
    changed: Changed,
    readings: Readings,
    notes: Notes,
}

impl Entry {
    /// An entry.
    ///
    /// # Errors
    ///
    /// [`NothingRecorded`] when it has neither a reading nor notes.
    pub fn new(
        id: EntryId,
        when: Moment,
        changed: Changed,
        readings: Readings,
        notes: Notes,
    ) -> Result<Self, NothingRecorded> {
        if readings.is_empty() && notes.as_str().is_empty() {
            return Err(NothingRecorded);
        }
        Ok(Self { id, when, changed, readings, notes })
    }

    /// The entry's own name, which it keeps for ever.
    #[must_use]
    pub fn id(&self) -> EntryId {
        self.id
    }

    /// The moment that it tells about.
    #[must_use]
    pub fn when(&self) -> Moment {
        self.when
    }

    /// When it was last written.
    #[must_use]
    pub fn changed(&self) -> Changed {
        self.changed
    }

    /// What was recorded of the symptoms.
    #[must_use]
    pub fn readings(&self) -> &Readings {
        &self.readings
    }

    /// The person's own words.
    #[must_use]
    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    /// What entries are ordered by: the moment, then the id. It is the order of their keys.
    #[must_use]
    pub fn order(&self) -> (i64, EntryId) {
        (self.when.unix_minutes(), self.id)
    }

    /// The key under which it is stored.
    #[must_use]
    pub fn key(&self) -> EntryKey {
        EntryKey(format!("{} {}", self.when.utc(), self.id))
    }
}

/// The key of a stored entry: its moment in universal time, a space, its id. In the order of keys, entries are in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryKey(String);

impl EntryKey {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An entry's own name: a UUID of version 7, so that entries made later sort later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EntryId(Uuid);

impl EntryId {
    /// A new name, from the time in milliseconds since 1970 and from random bytes.
    #[must_use]
    pub fn new(now: Changed, random: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(now.0, &random).into_uuid())
    }

    /// When it was made; none of a name that was made in another way.
    #[must_use]
    pub fn made_at(self) -> Option<Changed> {
        let bytes = self.bytes();
        let is_version_7 = bytes.get(6).is_some_and(|byte| byte >> 4 == 7);
        is_version_7.then(|| Changed(bytes.iter().take(6).fold(0, |time, byte| time << 8 | u64::from(*byte))))
    }

    /// The name with these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(self) -> [u8; 16] {
        self.0.into_bytes()
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for EntryId {
    type Error = InvalidEntryId;

    fn try_from(text: String) -> Result<Self, InvalidEntryId> {
        let id = Uuid::try_parse(&text).map_err(|_| InvalidEntryId)?;
        // One name has one way to be written.
        if id.to_string() == text { Ok(Self(id)) } else { Err(InvalidEntryId) }
    }
}

impl From<EntryId> for String {
    fn from(id: EntryId) -> Self {
        id.to_string()
    }
}

/// The text is not an [`EntryId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidEntryId;

impl fmt::Display for InvalidEntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the id of an entry is a UUID in small letters")
    }
}

impl Error for InvalidEntryId {}

/// When an entry was last written: milliseconds since the beginning of 1970 in universal time, by the device's clock.
///
/// Of two versions of one entry, the later counts; a version is always later than the one that it was made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Changed(pub u64);

impl Changed {
    /// The mark of a version that is made now from an earlier one, even where the clock was set back.
    #[must_use]
    pub fn after(self, now: Self) -> Self {
        Self(now.0.max(self.0.saturating_add(1)))
    }
}

/// An entry has neither a reading nor notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NothingRecorded;

impl fmt::Display for NothingRecorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry records a symptom or has notes")
    }
}

impl Error for NothingRecorded {}
