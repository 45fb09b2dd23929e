//! The bin: deleted entries, which can be brought back for 30 days.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Changed, Entry, EntryId, KeptRecord, RecordError, decode, encode, kept_record::problem};

/// How many days a deleted entry is kept.
pub const BIN_DAYS: u64 = 30;

const DAY: u64 = 24 * 60 * 60 * 1000;
/// The version that is written.
const VERSION: u64 = 1;

/// A deleted entry, and when it was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binned {
    deleted: Changed,
    entry: Entry,
}

impl Binned {
    /// An entry that is deleted now. It counts as deleted no earlier than it was written, also where the clock was set back:
    /// else it would go too soon.
    #[must_use]
    pub fn new(entry: Entry, now: Changed) -> Self {
        Self { deleted: now.max(entry.changed()), entry }
    }

    /// The same entry, deleted at the later of two times.
    pub(super) fn deleted_no_earlier(self, other: Changed) -> Self {
        Self { deleted: self.deleted.max(other), ..self }
    }

    /// The entry as it was.
    #[must_use]
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The entry's id, which is also the key under which it is stored.
    #[must_use]
    pub fn id(&self) -> EntryId {
        self.entry.id()
    }

    /// When it was deleted.
    #[must_use]
    pub fn deleted(&self) -> Changed {
        self.deleted
    }

    /// How many more days it is kept: from [`BIN_DAYS`] on the first day down to 1 on the last, then 0 until it goes.
    #[must_use]
    pub fn days_left(&self, now: Changed) -> u64 {
        days_left(self.deleted, now)
    }
}

/// How many more days what was deleted can be brought back.
pub(super) fn days_left(deleted: Changed, now: Changed) -> u64 {
    BIN_DAYS.saturating_sub(now.0.saturating_sub(deleted.0) / DAY)
}

/// Leaves of the bin what goes for good at a visit, and returns the time to remember for the next one.
///
/// A clock that is wrong by years must not empty the bin: an entry goes only if its days were over at a remembered visit as
/// well, and that was a day earlier or more. Where the clock has gone back, nothing goes, and it is begun anew.
#[must_use = "without it, nothing ever goes"]
pub fn due(bin: &mut Vec<Binned>, remembered: Option<Changed>, now: Changed) -> Changed {
    let is_later = |earlier: Changed| now.0 >= earlier.0.saturating_add(DAY);
    bin.retain(|binned| remembered.is_some_and(|earlier| is_later(earlier) && binned.days_left(earlier) == 0));
    remembered.filter(|earlier| now >= *earlier && !is_later(*earlier)).unwrap_or(now)
}

/// The marks that take the place of removed records which can be brought back no more, each with the record: by the same two visits as
/// [`due`].
#[must_use]
pub fn due_marks(kept: &[KeptRecord], remembered: Option<Changed>, now: Changed) -> Vec<(KeptRecord, KeptRecord)> {
    let remembered = remembered.filter(|earlier| now.0 >= earlier.0.saturating_add(DAY));
    let is_over = |record: &&KeptRecord| remembered.is_some_and(|earlier| record.days_left(earlier) == 0);
    kept.iter().filter(is_over).filter_map(|record| Some((record.clone(), record.without_content()?))).collect()
}

/// Version 1. No field may be added, taken away or read in another way: a change needs a version of its own. The entry is a
/// record of its own, which has its own version.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BinRecord1<'a> {
    version: u64,
    deleted: Changed,
    #[serde(borrow)]
    entry: &'a RawValue,
}

/// The deleted entry as one line of JSON.
#[must_use]
pub fn encode_binned(binned: &Binned) -> String {
    format!("{{\"version\":{VERSION},\"deleted\":{},\"entry\":{}}}", binned.deleted.0, encode(&binned.entry))
}

/// The deleted entry that a record holds.
///
/// # Errors
///
/// [`RecordError`]: the text is to be kept, and reported.
pub fn decode_binned(text: &str) -> Result<Binned, RecordError> {
    let record: BinRecord1<'_> = serde_json::from_str(text).map_err(|error| problem(text, VERSION, &error))?;
    if record.version != VERSION {
        return Err(RecordError::Version(record.version));
    }
    Ok(Binned { deleted: record.deleted, entry: decode(record.entry.get())? })
}
