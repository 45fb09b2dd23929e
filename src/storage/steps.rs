//! Writing the steps of a change, and finding them again.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore};

use super::{
    database::{Access, Answer, Database, StorageProblem, Transaction, answer, range, request},
    entry_records::text,
    journal_store::{BIN, ENTRIES, KEPT, VERSIONS},
    month_records::forget_months,
};
use crate::journal::{Entry, Step, Unreadable, encode, encode_binned, encode_kept};

/// What stands before the key of a record that cannot be read, where it is not among the entries.
pub(super) fn place_in(store: &str, key: &str) -> String {
    if store == ENTRIES { key.to_owned() } else { format!("{store} {key}") }
}

/// A record that stands where something else belongs.
pub(super) fn in_the_way(store: &str, key: &str) -> Unreadable {
    Unreadable { place: place_in(store, key), text: String::new(), reason: String::new() }
}

/// What a step leaves in a store under a key. Under that of an earlier version, others can stand that begin with it.
struct Left {
    store: &'static str,
    key: String,
    leaves: Leaves,
}

/// What stands there afterwards.
enum Leaves {
    /// This record.
    Record(String),
    /// Nothing.
    Nothing,
    /// Whatever else there is, but not this record.
    NotThis(String),
}

impl Left {
    fn of(step: &Step) -> Self {
        let version_key = |entry: &Entry| format!("{} {:016}", entry.id(), entry.changed().0);
        let (store, key, leaves) = match step {
            Step::Put { entry, .. } => (ENTRIES, entry.key().as_str().to_owned(), Leaves::Record(encode(entry))),
            Step::Take(entry) => (ENTRIES, entry.key().as_str().to_owned(), Leaves::Nothing),
            Step::PutInBin(binned) => (BIN, binned.id().to_string(), Leaves::Record(encode_binned(binned))),
            Step::TakeFromBin(id) => (BIN, id.to_string(), Leaves::Nothing),
            Step::PutVersion(entry) => (VERSIONS, version_key(entry), Leaves::Record(encode(entry))),
            Step::TakeVersion(entry) => (VERSIONS, version_key(entry), Leaves::NotThis(encode(entry))),
            Step::ForgetVersions(id) => (VERSIONS, id.to_string(), Leaves::Nothing),
            Step::Keep(record) => (KEPT, record.key(), Leaves::Record(encode_kept(record))),
            Step::TakeKept(record) => (KEPT, record.key(), Leaves::Nothing),
        };
        Self { store, key, leaves }
    }

    fn keys(&self) -> Result<IdbKeyRange, StorageProblem> {
        if self.store == VERSIONS { versions_of(&self.key) } else { only(&self.key) }
    }
}

/// After how many steps a change with many of them lets the browser do something else.
const STEPS_AT_ONCE: usize = 200;

/// Writes all steps. The transaction is over all stores that they need, and over the months. What is known to be
/// unreadable makes room, and is kept beside what comes in its place.
pub(super) async fn write(
    transaction: &Transaction,
    steps: &[Step],
    unreadable: &[Unreadable],
) -> Result<(), StorageProblem> {
    write_watched(transaction, steps, unreadable, &|_| true).await.map(|_| ())
}

/// The same; `watch` is told how many steps are written, and says whether to go on. Says whether all are written: else the
/// transaction is to be dropped.
pub(super) async fn write_watched(
    transaction: &Transaction,
    steps: &[Step],
    unreadable: &[Unreadable],
    watch: &dyn Fn(usize) -> bool,
) -> Result<bool, StorageProblem> {
    let mut touched = Vec::new();
    for (written, step) in steps.iter().enumerate() {
        if written > 0 && written.is_multiple_of(STEPS_AT_ONCE) {
            // The answer comes when all that was asked for before is done; until then, the page can do something else.
            answer(transaction.store(VERSIONS)?.get(&JsValue::from_str(""))).await?;
            if !watch(written) {
                return Ok(false);
            }
        }
        let left = Left::of(step);
        let store = transaction.store(left.store)?;
        match step {
            Step::Put { entry, in_place_of } => {
                touched.push(entry);
                touched.extend(in_place_of);
                if let Some(known) = in_place_of.as_ref().filter(|known| known.key() != entry.key()) {
                    request(store.delete(&text(&known.key())))?;
                }
            }
            Step::Take(entry) => touched.push(entry),
            _ => {}
        }
        let record = match &left.leaves {
            Leaves::Record(record) => record,
            Leaves::Nothing => {
                request(store.delete(left.keys()?.as_ref()))?;
                continue;
            }
            Leaves::NotThis(record) => {
                delete_record(&store, &left.keys()?, &JsValue::from_str(record)).await?;
                continue;
            }
        };
        let record = JsValue::from_str(record);
        let mut key = JsValue::from_str(&left.key);
        if left.store == VERSIONS {
            // Another version of the same time keeps its place.
            key = free_key(&store, &left.key, &record).await?;
        } else if unreadable.iter().any(|known| known.place == place_in(left.store, &left.key)) {
            make_room(&store, &left.key).await?;
        }
        request(store.put_with_key(&record, &key))?;
    }
    if !touched.is_empty() {
        forget_months(transaction, touched.into_iter())?;
    }
    Ok(true)
}

/// The record under a key moves to a key beside it.
async fn make_room(store: &IdbObjectStore, key: &str) -> Result<(), StorageProblem> {
    let record = answer(store.get(&JsValue::from_str(key))).await?;
    let beside = free_key(store, &format!("{key} unreadable"), &JsValue::UNDEFINED).await?;
    request(store.put_with_key(&record, &beside))?;
    request(store.delete(&JsValue::from_str(key)))
}

/// Deletes what stands in a range, where it is this record.
async fn delete_record(store: &IdbObjectStore, range: &IdbKeyRange, record: &JsValue) -> Result<(), StorageProblem> {
    let keys = answer(store.get_all_keys_with_key(range));
    let records = answer(store.get_all_with_key(range));
    let (keys, records) = (keys.await?, records.await?);
    let records: &Array = records.unchecked_ref();
    let is_it = |place: u32| records.get(place) == *record;
    for (_, key) in (0..).zip(keys.unchecked_ref::<Array>().iter()).filter(|(place, _)| is_it(*place)) {
        request(store.delete(&key))?;
    }
    Ok(())
}

/// The key, or, where something else than this record stands under it, the first one after it that is free.
async fn free_key(store: &IdbObjectStore, key: &str, record: &JsValue) -> Result<JsValue, StorageProblem> {
    let mut candidate = JsValue::from_str(key);
    for number in 2_u32.. {
        let current = answer(store.get(&candidate)).await?;
        if current.is_undefined() || current == *record {
            break;
        }
        candidate = JsValue::from_str(&format!("{key} {number}"));
    }
    Ok(candidate)
}

/// The keys of earlier versions that begin with an entry's id, or with more.
pub(super) fn versions_of(key: &str) -> Result<IdbKeyRange, StorageProblem> {
    range(IdbKeyRange::bound(&JsValue::from_str(key), &JsValue::from_str(&format!("{key}~"))))
}

/// Waits until the steps are on the disk, and have been found again as they were written.
pub(super) async fn finish(
    database: &Database,
    transaction: Transaction,
    steps: &[Step],
) -> Result<(), StorageProblem> {
    // Asked for at once, but a transaction on the same stores begins only when the one before it has ended.
    let later = database.begin(&[ENTRIES, VERSIONS, BIN, KEPT], Access::Read)?;
    let ask = |step| {
        let left = Left::of(step);
        let found = answer(later.store(left.store)?.get_all_with_key(left.keys()?.as_ref()));
        Ok((found, left.leaves))
    };
    let asked: Result<Vec<(Answer, Leaves)>, StorageProblem> = steps.iter().map(ask).collect();
    let asked = asked?;
    transaction.finished().await?;
    for (answer, expected) in asked {
        let found = answer.await?;
        let found: &Array = found.unchecked_ref();
        let is_kept = match expected {
            Leaves::Record(record) => found.includes(&JsValue::from_str(&record), 0),
            Leaves::Nothing => found.length() == 0,
            Leaves::NotThis(record) => !found.includes(&JsValue::from_str(&record), 0),
        };
        if !is_kept {
            return Err(StorageProblem::NotKept);
        }
    }
    Ok(())
}

fn only(key: &str) -> Result<IdbKeyRange, StorageProblem> {
    range(IdbKeyRange::only(&JsValue::from_str(key)))
}
