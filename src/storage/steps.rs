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
use crate::journal::{Entry, EntryId, Step, Unreadable, encode, encode_binned, encode_kept};

/// What stands before the key of a record that cannot be read, where it is not among the entries.
pub(super) fn place_in(store: &str, key: &str) -> String {
    if store == ENTRIES { key.to_owned() } else { format!("{store} {key}") }
}

/// A record that stands where something else belongs.
pub(super) fn in_the_way(store: &str, key: &str) -> Unreadable {
    Unreadable { place: place_in(store, key), text: String::new(), reason: String::new() }
}

/// Writes all steps. The transaction is over all stores that they need, and over the months. What is known to be
/// unreadable makes room, and is kept beside what comes in its place.
pub(super) async fn write(
    transaction: &Transaction,
    steps: &[Step],
    unreadable: &[Unreadable],
) -> Result<(), StorageProblem> {
    let put = async |name: &str, key: &str, record: String| {
        let store = transaction.store(name)?;
        if !unreadable.is_empty() && unreadable.iter().any(|record| record.place == place_in(name, key)) {
            make_room(&store, key).await?;
        }
        request(store.put_with_key(&JsValue::from_str(&record), &JsValue::from_str(key)))
    };
    let mut touched = Vec::new();
    for step in steps {
        match step {
            Step::Put { entry, in_place_of } => {
                if let Some(known) = in_place_of {
                    if known.key() != entry.key() {
                        request(transaction.store(ENTRIES)?.delete(&text(&known.key())))?;
                    }
                    touched.push(known);
                }
                touched.push(entry);
                put(ENTRIES, entry.key().as_str(), encode(entry)).await?;
            }
            Step::Take(entry) => {
                touched.push(entry);
                request(transaction.store(ENTRIES)?.delete(&text(&entry.key())))?;
            }
            Step::PutInBin(binned) => put(BIN, &binned.id().to_string(), encode_binned(binned)).await?,
            Step::TakeFromBin(id) => request(transaction.store(BIN)?.delete(&JsValue::from_str(&id.to_string())))?,
            Step::PutVersion(entry) => put_version(&transaction.store(VERSIONS)?, entry).await?,
            Step::ForgetVersions(id) => request(transaction.store(VERSIONS)?.delete(versions_of(*id)?.as_ref()))?,
            Step::Keep(record) => put(KEPT, &record.key(), encode_kept(record)).await?,
        }
    }
    if touched.is_empty() { Ok(()) } else { forget_months(transaction, touched.into_iter()) }
}

/// The record under a key moves to a key beside it.
async fn make_room(store: &IdbObjectStore, key: &str) -> Result<(), StorageProblem> {
    let record = answer(store.get(&JsValue::from_str(key))).await?;
    let beside = free_key(store, &format!("{key} unreadable"), &JsValue::UNDEFINED).await?;
    request(store.put_with_key(&record, &beside))?;
    request(store.delete(&JsValue::from_str(key)))
}

/// An earlier version, under its id and the time at which it was written. Another one of the same time keeps its place.
async fn put_version(versions: &IdbObjectStore, entry: &Entry) -> Result<(), StorageProblem> {
    let record = JsValue::from_str(&encode(entry));
    let key = free_key(versions, &version_key(entry), &record).await?;
    request(versions.put_with_key(&record, &key))
}

fn version_key(entry: &Entry) -> String {
    format!("{} {:016}", entry.id(), entry.changed().0)
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

/// The keys of all versions of an entry.
pub(super) fn versions_of(id: EntryId) -> Result<IdbKeyRange, StorageProblem> {
    from_to(&format!("{id} "), &format!("{id} ~"))
}

fn from_to(from: &str, to: &str) -> Result<IdbKeyRange, StorageProblem> {
    range(IdbKeyRange::bound(&JsValue::from_str(from), &JsValue::from_str(to)))
}

/// Waits until the steps are on the disk, and have been found again as they were written.
pub(super) async fn finish(
    database: &Database,
    transaction: Transaction,
    steps: &[Step],
) -> Result<(), StorageProblem> {
    // Asked for at once, but a transaction on the same stores begins only when the one before it has ended.
    let later = database.begin(&[ENTRIES, VERSIONS, BIN, KEPT], Access::Read)?;
    let asked: Result<Vec<(Answer, Option<String>)>, StorageProblem> =
        steps.iter().map(|step| ask_for(&later, step)).collect();
    let asked = asked?;
    transaction.finished().await?;
    for (answer, expected) in asked {
        let found = answer.await?;
        let found: &Array = found.unchecked_ref();
        let is_kept = match expected {
            Some(record) => found.includes(&JsValue::from_str(&record), 0),
            None => found.length() == 0,
        };
        if !is_kept {
            return Err(StorageProblem::NotKept);
        }
    }
    Ok(())
}

/// Asks for all records where a step has written, and says which is to be among them; none where none is to be left.
fn ask_for(later: &Transaction, step: &Step) -> Result<(Answer, Option<String>), StorageProblem> {
    let (store, keys, expected) = match step {
        Step::Put { entry, .. } => (ENTRIES, only(entry.key().as_str()), Some(encode(entry))),
        Step::Take(entry) => (ENTRIES, only(entry.key().as_str()), None),
        Step::PutInBin(binned) => (BIN, only(&binned.id().to_string()), Some(encode_binned(binned))),
        Step::TakeFromBin(id) => (BIN, only(&id.to_string()), None),
        Step::PutVersion(entry) => (VERSIONS, versions_of(entry.id()), Some(encode(entry))),
        Step::ForgetVersions(id) => (VERSIONS, versions_of(*id), None),
        Step::Keep(record) => (KEPT, only(&record.key()), Some(encode_kept(record))),
    };
    Ok((answer(later.store(store)?.get_all_with_key(keys?.as_ref())), expected))
}

fn only(key: &str) -> Result<IdbKeyRange, StorageProblem> {
    range(IdbKeyRange::only(&JsValue::from_str(key)))
}
