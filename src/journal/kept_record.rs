//! What a person keeps beside her entries: one record for each thing, as it is stored and as it stands in a backup. JSON,
//! version 1. Once released, the form is frozen.

use std::{
    borrow::Cow,
    cmp::Ordering,
    collections::{BTreeMap, btree_map::Entry},
};

use serde::{Deserialize, Serialize};

use super::{Changed, EntryId, Instant, OwnSymptom, Pregnancy, Question, RecordError, Wave, bin::days_left};
use crate::sorting::sort;

/// The version that is written.
const VERSION: u64 = 1;

/// One thing that a person keeps beside her entries.
///
/// What was removed stays as a mark, so that an old backup does not bring it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRecord {
    id: EntryId,
    changed: Changed,
    removed: bool,
    what: KeptThing,
}

/// What can be kept beside entries. Written as an object with its kind: `{"question":{…}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeptThing {
    /// The dates and the status of a pregnancy.
    Pregnancy(Pregnancy),
    /// A pain that comes and goes.
    Wave(Wave),
    /// A symptom of the person's own.
    OwnSymptom(OwnSymptom),
    /// A question for the next visit.
    Question(Question),
}

impl KeptThing {
    /// The name of its kind, as it stands in records and keys.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Pregnancy(_) => "pregnancy",
            Self::Wave(_) => "wave",
            Self::OwnSymptom(_) => "own-symptom",
            Self::Question(_) => "question",
        }
    }
}

impl KeptRecord {
    /// A new record.
    #[must_use]
    pub fn new(id: EntryId, changed: Changed, what: KeptThing) -> Self {
        Self { id, changed, removed: false, what }
    }

    /// A later version of this record, which holds this. It is there again if it was removed.
    #[must_use]
    pub fn holding(&self, what: KeptThing, now: Changed) -> Self {
        Self { id: self.id, changed: self.changed.after(now), removed: false, what }
    }

    /// A later version of this record, which is removed.
    #[must_use]
    pub fn removed(&self, now: Changed) -> Self {
        Self { changed: self.changed.after(now), removed: true, ..self.clone() }
    }

    /// Its own name, which it keeps for ever.
    #[must_use]
    pub fn id(&self) -> EntryId {
        self.id
    }

    /// When it was last written.
    #[must_use]
    pub fn changed(&self) -> Changed {
        self.changed
    }

    /// Whether the person has removed it: then it is not shown.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.removed
    }

    /// For how many more days a removed record is shown, so that it can be brought back; none where it is not removed.
    #[must_use]
    pub fn days_left(&self, now: Changed) -> u64 {
        if self.removed { days_left(self.changed, now) } else { 0 }
    }

    /// The mark that stays of a removed record when it can be brought back no more: it holds nothing that the person has written, and still
    /// keeps an older file from bringing the record back. None where it is not removed, is such a mark already, or is a symptom of the
    /// person's own, whose name what was recorded of it still needs.
    #[must_use]
    pub fn without_content(&self) -> Option<Self> {
        let what = match &self.what {
            KeptThing::Pregnancy(_) => KeptThing::Pregnancy(Pregnancy::default()),
            KeptThing::Wave(_) => KeptThing::Wave(Wave::begun(Instant::from_unix_seconds(0, 0).ok()?)),
            KeptThing::Question(_) => KeptThing::Question(Question::new("\u{2026}", None).ok()?),
            KeptThing::OwnSymptom(_) => return None,
        };
        (self.removed && self.what != what).then(|| Self { what, ..self.clone() })
    }

    /// What is kept.
    #[must_use]
    pub fn what(&self) -> &KeptThing {
        &self.what
    }

    /// The key under which it is stored: its kind, a space, its id.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{} {}", self.what.kind(), self.id)
    }

    /// Whether both are versions of one record.
    #[must_use]
    pub fn is_a_version_of(&self, other: &Self) -> bool {
        self.id == other.id && self.what.kind() == other.what.kind()
    }
}

/// Version 1. No field may be added, taken away or read in another way: a change needs a version of its own.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptRecord1<'a> {
    version: u64,
    id: EntryId,
    changed: Changed,
    removed: bool,
    what: Cow<'a, KeptThing>,
}

/// The record as one line of JSON.
#[must_use]
pub fn encode_kept(record: &KeptRecord) -> String {
    let record = KeptRecord1 {
        version: VERSION,
        id: record.id,
        changed: record.changed,
        removed: record.removed,
        what: Cow::Borrowed(&record.what),
    };
    // Texts, numbers and maps with texts as keys: nothing in it can fail to be written.
    serde_json::to_string(&record).unwrap_or_default()
}

/// The thing that a record holds.
///
/// # Errors
///
/// [`RecordError`]: the text is to be kept, and reported.
pub fn decode_kept(text: &str) -> Result<KeptRecord, RecordError> {
    let record: KeptRecord1<'_> = serde_json::from_str(text).map_err(|error| problem(text, VERSION, &error))?;
    if record.version != VERSION {
        return Err(RecordError::Version(record.version));
    }
    let KeptRecord1 { id, changed, removed, what, .. } = record;
    Ok(KeptRecord { id, changed, removed, what: what.into_owned() })
}

/// Why a record could not be read where this version is known: it bears another, or it is damaged.
pub(super) fn problem(text: &str, known: u64, error: &serde_json::Error) -> RecordError {
    #[derive(Deserialize)]
    struct AnyVersion {
        version: u64,
    }
    match serde_json::from_str::<AnyVersion>(text) {
        Ok(AnyVersion { version }) if version != known => RecordError::Version(version),
        _ => RecordError::Damaged(error.to_string()),
    }
}

/// What putting kept records from elsewhere beside those that are here changes.
///
/// Of two versions of one record the later counts; of two that claim the same time, the one that is the greater text. So
/// the result is the same in whatever order things come, and however often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptMerge {
    /// Records that are not here.
    pub new: Vec<KeptRecord>,
    /// Later versions of records that are here.
    pub changed: Vec<KeptRecord>,
    /// How many are here in a later version, which stays.
    pub older: usize,
    /// How many are as they are here.
    pub same: usize,
}

impl KeptMerge {
    /// All records that are written.
    pub fn written(&self) -> impl Iterator<Item = &KeptRecord> {
        self.new.iter().chain(&self.changed)
    }

    /// Carries it out.
    pub fn apply(self, here: &mut Vec<KeptRecord>) {
        for record in self.new.into_iter().chain(self.changed) {
            put_kept(here, record);
        }
    }
}

/// What putting these records beside those that are here changes.
#[must_use]
pub fn plan_kept(here: &[KeptRecord], incoming: impl IntoIterator<Item = KeptRecord>) -> KeptMerge {
    let mut merge = KeptMerge::default();
    let mut latest: BTreeMap<String, KeptRecord> = BTreeMap::new();
    for record in incoming {
        match latest.entry(record.key()) {
            Entry::Vacant(place) => {
                place.insert(record);
            }
            Entry::Occupied(mut place) => match order(place.get(), &record) {
                Ordering::Equal => merge.same += 1,
                Ordering::Greater => merge.older += 1,
                Ordering::Less => {
                    merge.older += 1;
                    place.insert(record);
                }
            },
        }
    }
    let mut known: Vec<(String, &KeptRecord)> = here.iter().map(|record| (record.key(), record)).collect();
    sort(&mut known, &|(one, _), (other, _)| one.cmp(other));
    for (key, record) in latest {
        let after = known.partition_point(|(known, _)| *known <= key);
        let known = after.checked_sub(1).and_then(|place| known.get(place)).filter(|(known, _)| *known == key);
        match known.map(|(_, known)| order(known, &record)) {
            None => merge.new.push(record),
            Some(Ordering::Less) => merge.changed.push(record),
            Some(Ordering::Equal) => merge.same += 1,
            Some(Ordering::Greater) => merge.older += 1,
        }
    }
    merge
}

/// Puts a record in, in the order of keys. Another version of it gives way.
pub fn put_kept(records: &mut Vec<KeptRecord>, record: KeptRecord) {
    records.retain(|other| !other.is_a_version_of(&record));
    let place = records.partition_point(|other| other.key() < record.key());
    records.insert(place, record);
}

/// Which of two versions of one record counts: the greater.
fn order(one: &KeptRecord, other: &KeptRecord) -> Ordering {
    one.changed.cmp(&other.changed).then_with(|| encode_kept(one).cmp(&encode_kept(other)))
}
