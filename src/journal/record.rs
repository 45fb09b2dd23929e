//! An entry as it is stored, and as it stands in a backup: JSON, version 2. Once released, a form is frozen.
//!
//! Version 1 knew two measures, pain scores and bleeding levels; else the two are alike. It is read for ever.

use std::{borrow::Cow, error::Error, fmt};

use serde::{Deserialize, Serialize};

use super::{Changed, Entry, EntryId, Moment, Notes, Reading, Readings};

/// The version that is written.
const VERSION: u64 = 2;

/// Versions 1 and 2. No field may be added, taken away or read in another way: a change needs a version of its own.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryRecord<'a> {
    version: u64,
    id: EntryId,
    when: Moment,
    changed: Changed,
    readings: Cow<'a, Readings>,
    notes: Cow<'a, Notes>,
}

/// The entry as one line of JSON.
#[must_use]
pub fn encode(entry: &Entry) -> String {
    let record = EntryRecord {
        version: VERSION,
        id: entry.id(),
        when: entry.when(),
        changed: entry.changed(),
        readings: Cow::Borrowed(entry.readings()),
        notes: Cow::Borrowed(entry.notes()),
    };
    // Texts, numbers and maps with texts as keys: nothing in it can fail to be written.
    serde_json::to_string(&record).unwrap_or_default()
}

/// The entry that a record holds.
///
/// # Errors
///
/// [`RecordError`]: the text is to be kept, and reported.
pub fn decode(text: &str) -> Result<Entry, RecordError> {
    let record: EntryRecord<'_> = serde_json::from_str(text).map_err(|error| RecordError::of(text, &error))?;
    match record.version {
        VERSION => {}
        1 if record.readings.iter().all(|(_, reading)| is_of_version_1(reading)) => {}
        1 => return Err(RecordError::Damaged("version 1 has no such reading".to_owned())),
        0 => return Err(RecordError::Damaged("there is no version 0".to_owned())),
        newer => return Err(RecordError::Version(newer)),
    }
    let EntryRecord { id, when, changed, readings, notes, .. } = record;
    Entry::new(id, when, changed, readings.into_owned(), notes.into_owned())
        .map_err(|error| RecordError::Damaged(error.to_string()))
}

fn is_of_version_1(reading: &Reading) -> bool {
    matches!(reading, Reading::Pain(_) | Reading::Bleeding(_))
}

/// Why a record could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// It bears a version above 2: a newer Quietleaf has written it.
    Version(u64),
    /// It is not the JSON of an entry.
    Damaged(String),
}

impl RecordError {
    fn of(text: &str, error: &serde_json::Error) -> Self {
        #[derive(Deserialize)]
        struct AnyVersion {
            version: u64,
        }
        match serde_json::from_str::<AnyVersion>(text) {
            Ok(AnyVersion { version }) if version > VERSION => Self::Version(version),
            _ => Self::Damaged(error.to_string()),
        }
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => write!(f, "it has the form {version}, which a newer Quietleaf has written"),
            Self::Damaged(cause) => write!(f, "it is damaged: {cause}"),
        }
    }
}

impl Error for RecordError {}
