//! The entries of one month in one record: derived from the entries for speed, never the truth.
//!
//! A byte with the version, then the entries in postcard. What does not decode is made anew from the entries.

use serde::{Deserialize, Serialize};

use super::{Changed, Entry, EntryId, Moment, Notes, Reading, Readings};
use crate::article::Id;

/// Changes whenever the form does: records of another version are made anew.
const VERSION: u8 = 2;

#[derive(Serialize, Deserialize)]
struct MonthRecord {
    /// Each symptom once: readings name its place.
    symptoms: Vec<Id>,
    entries: Vec<CompactEntry>,
}

#[derive(Serialize, Deserialize)]
struct CompactEntry {
    id: [u8; 16],
    unix_minutes: i64,
    offset_minutes: i16,
    changed: Changed,
    readings: Vec<(u32, Reading)>,
    notes: Notes,
}

/// The record of a month's entries.
#[must_use]
pub fn encode_month<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<u8> {
    let mut symptoms: Vec<Id> = Vec::new();
    let mut compact = Vec::new();
    for entry in entries {
        let mut readings = Vec::new();
        for (symptom, reading) in entry.readings().iter() {
            // A handful of symptoms: looking through them is quicker than a map.
            let known = symptoms.iter().position(|known| known == symptom);
            let place = known.unwrap_or_else(|| {
                symptoms.push(symptom.clone());
                symptoms.len() - 1
            });
            readings.push((u32::try_from(place).unwrap_or(u32::MAX), reading.clone()));
        }
        compact.push(CompactEntry {
            id: entry.id().bytes(),
            unix_minutes: entry.when().unix_minutes(),
            offset_minutes: entry.when().offset_minutes(),
            changed: entry.changed(),
            readings,
            notes: entry.notes().clone(),
        });
    }
    let record = MonthRecord { symptoms, entries: compact };
    postcard::to_extend(&record, vec![VERSION]).unwrap_or_default()
}

/// The entries of a month's record; nothing where it is of another version, or anything in it does not fit.
#[must_use]
pub fn decode_month(bytes: &[u8]) -> Option<Vec<Entry>> {
    let (&VERSION, rest) = bytes.split_first()? else { return None };
    let (record, []) = postcard::take_from_bytes::<MonthRecord>(rest).ok()? else { return None };
    let MonthRecord { symptoms, entries } = record;
    entries
        .into_iter()
        .map(|compact| {
            let mut readings = Readings::new();
            for (place, reading) in compact.readings {
                readings.set(symptoms.get(usize::try_from(place).ok()?)?, Some(reading));
            }
            let when = Moment::from_unix_minutes(compact.unix_minutes, compact.offset_minutes).ok()?;
            Entry::new(EntryId::from_bytes(compact.id), when, compact.changed, readings, compact.notes).ok()
        })
        .collect()
}
