//! The database of sealed records: reading, and writing all or nothing.

use std::collections::BTreeMap;

use js_sys::{Array, JSON, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbFactory, IdbKeyRange, IdbObjectStore};

use super::{
    super::{
        database::{Access, Answer, Database, StorageProblem, answer, make_stores, range, request},
        journal_store::{ALL, ENTRIES, MONTHS},
    },
    crypto::{self, Begun, CryptoProblem, RecordKeys, Token},
};
use crate::{
    browser::numbers,
    lock::{Content, Envelope, KeyRange, LockProblem, LockRecord, PlaceRange, Record, bound_to, place},
};

/// The names that it can have: while the passphrase is changed, there are two.
pub const NAMES: [&str; 2] = ["quietleaf-sealed-1", "quietleaf-sealed-2"];
const VERSION: u32 = 1;
/// What is typed and not saved yet, under the names that it has in `localStorage` where nothing is locked.
pub const DRAFTS: &str = "drafts";
/// What is not sealed: the lock, whether the database is whole, and the number of the last change.
pub(super) const LOCK: &str = "lock";
const STORES: [&str; 7] = [ALL[0], ALL[1], ALL[2], ALL[3], ALL[4], DRAFTS, LOCK];
const LOCK_RECORD: &str = "lock";
const CHANGES: &str = "changes";
const WHOLE: &str = "whole";

impl From<CryptoProblem> for StorageProblem {
    fn from(CryptoProblem: CryptoProblem) -> Self {
        Self::Failed("OperationError".to_owned())
    }
}

/// What somebody else has changed while it was being changed here: only where the browser cannot keep others out.
pub(super) fn overtaken() -> StorageProblem {
    StorageProblem::Failed("AbortError".to_owned())
}

/// A database whose records are sealed. It is a handle.
#[derive(Clone, Debug)]
pub struct SealedDatabase {
    database: Database,
    keys: RecordKeys,
}

/// A database that is not unlocked.
#[derive(Clone, Debug)]
pub struct LockedDatabase {
    database: Database,
    /// What opens it.
    pub lock: LockRecord,
}

/// Why a database cannot be unlocked, whatever is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockedProblem {
    /// The browser does not open it.
    Storage(StorageProblem),
    /// What stands beside the sealed records is no lock.
    Lock(LockProblem),
}

impl From<StorageProblem> for LockedProblem {
    fn from(problem: StorageProblem) -> Self {
        Self::Storage(problem)
    }
}

/// What a part of a store holds.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The records, by their keys.
    pub records: BTreeMap<String, JsValue>,
    /// How many of them cannot be opened.
    pub damaged: usize,
}

/// A change of one record.
#[derive(Clone, Debug)]
pub struct SealedChange {
    /// The store.
    pub store: String,
    /// The key.
    pub key: String,
    /// The record from now on; none where it goes.
    pub record: Option<JsValue>,
}

/// How many changes are sealed beside each other.
const SEALED_AT_ONCE: usize = 500;

/// Where a month's records are read together, the month; everything else of a store is read as a whole.
fn is_by_month(store: &str) -> bool {
    [ENTRIES, MONTHS].contains(&store)
}

impl LockedDatabase {
    /// Opens it. `closed` is called when the connection is lost later.
    ///
    /// # Errors
    ///
    /// [`LockedProblem`].
    pub async fn open(factory: &IdbFactory, name: &str, closed: impl Fn() + 'static) -> Result<Self, LockedProblem> {
        let database =
            Database::open_in(factory, name, VERSION, |opening| make_stores(opening, &STORES), closed).await?;
        let text = text_of(&database, LOCK_RECORD).await?;
        let lock = text.map(|text| LockRecord::decode(&text));
        match lock {
            Some(Ok(lock)) => Ok(Self { database, lock }),
            Some(Err(problem)) => Err(LockedProblem::Lock(problem)),
            None => Err(LockedProblem::Lock(LockProblem::Damaged)),
        }
    }

    /// With the keys, it can be read.
    #[must_use]
    pub fn unlocked(self, keys: RecordKeys) -> SealedDatabase {
        SealedDatabase { database: self.database, keys }
    }
}

async fn text_of(database: &Database, key: &str) -> Result<Option<String>, StorageProblem> {
    let transaction = database.begin(&[LOCK], Access::Read)?;
    Ok(answer(transaction.store(LOCK)?.get(&JsValue::from_str(key))).await?.as_string())
}

impl SealedDatabase {
    /// Makes a new one, in place of whatever has this name.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`].
    pub async fn make(
        factory: &IdbFactory,
        name: &str,
        lock: &LockRecord,
        keys: RecordKeys,
    ) -> Result<Self, StorageProblem> {
        Database::delete_in(factory, name).await?;
        let upgrade = |opening: &_| make_stores(opening, &STORES);
        let database = Database::open_in(factory, name, VERSION, upgrade, || {}).await?;
        let transaction = database.begin(&[LOCK], Access::WriteStrictly)?;
        let store = transaction.store(LOCK)?;
        request(store.put_with_key(&JsValue::from_str(&lock.encode()), &JsValue::from_str(LOCK_RECORD)))?;
        transaction.finished().await?;
        Ok(Self { database, keys })
    }

    /// Says that all that it is to hold is there.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`].
    pub async fn set_whole(&self) -> Result<(), StorageProblem> {
        let transaction = self.database.begin(&[LOCK], Access::WriteStrictly)?;
        request(transaction.store(LOCK)?.put_with_key(&JsValue::TRUE, &JsValue::from_str(WHOLE)))?;
        transaction.finished().await
    }

    /// Whether all that a database is to hold is there.
    pub(super) async fn is_whole(database: &Database) -> Result<bool, StorageProblem> {
        let transaction = match database.begin(&[LOCK], Access::Read) {
            Ok(transaction) => transaction,
            // A page ended before it had its stores.
            Err(StorageProblem::Failed(name)) if name == "NotFoundError" => return Ok(false),
            Err(problem) => return Err(problem),
        };
        Ok(answer(transaction.store(LOCK)?.get(&JsValue::from_str(WHOLE))).await? == JsValue::TRUE)
    }

    /// Lets go of it.
    pub fn close(&self) {
        self.database.close();
    }

    /// The number of the last change.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`].
    pub async fn changes(&self) -> Result<u32, StorageProblem> {
        let transaction = self.database.begin(&[LOCK], Access::Read)?;
        Ok(numbers::count(&answer(transaction.store(LOCK)?.get(&JsValue::from_str(CHANGES))).await?))
    }

    /// How many records a store has.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`].
    pub async fn count(&self, store: &str) -> Result<u32, StorageProblem> {
        let transaction = self.database.begin(&[store], Access::Read)?;
        Ok(numbers::count(&answer(transaction.store(store)?.count()).await?))
    }

    /// The record with this key; undefined where there is none.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`].
    pub async fn get(&self, store: &str, key: &str) -> Result<JsValue, StorageProblem> {
        let place = self.place(store, key).await?;
        let stored = {
            let transaction = self.database.begin(&[store], Access::Read)?;
            answer(transaction.store(store)?.get(&JsValue::from_str(&place))).await?
        };
        if stored.is_undefined() {
            return Ok(stored);
        }
        let (_, record, _) = self.begin_to_open(store, &place, &stored).opened().await;
        Ok(record)
    }

    /// The parts in which the records of a store are read: the months in order, then what has no month.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`].
    pub async fn parts(&self, store: &str, keys: &KeyRange) -> Result<Vec<String>, StorageProblem> {
        if !is_by_month(store) {
            return Ok(vec![String::new()]);
        }
        let looked_through = keys.places(true);
        let places = {
            let transaction = self.database.begin(&[store], Access::Read)?;
            answer(transaction.store(store)?.get_all_keys()).await?
        };
        let mut parts = Vec::new();
        for place in places.unchecked_ref::<Array>().iter().filter_map(|place| place.as_string()) {
            let part = part_of(&place);
            if looked_through.contains(&place) && parts.last().map(String::as_str) != Some(part) {
                parts.push(part.to_owned());
            }
        }
        Ok(parts)
    }

    /// All records of a part, each with its key. What cannot be opened stands under its place, as text that says so: it is reported, and
    /// stays.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`].
    pub async fn read_part(&self, store: &str, part: &str) -> Result<Part, StorageProblem> {
        let (places, records) = {
            let transaction = self.database.begin(&[store], Access::Read)?;
            let in_store = transaction.store(store)?;
            let range = part_range(store, part)?;
            let (places, records) = ask(&in_store, range.as_ref());
            (places.await?, records.await?)
        };
        let (places, records): (&Array, &Array) = (places.unchecked_ref(), records.unchecked_ref());
        let places = places.iter().map(|place| place.as_string().unwrap_or_default());
        let begun: Vec<OpeningRecord> =
            places.zip(records.iter()).map(|(place, stored)| self.begin_to_open(store, &place, &stored)).collect();
        let mut read = Part::default();
        for opening in begun {
            let (key, record, is_damaged) = opening.opened().await;
            read.damaged += usize::from(is_damaged);
            read.records.insert(key, record);
        }
        Ok(read)
    }

    async fn place(&self, store: &str, key: &str) -> Result<String, StorageProblem> {
        let token = self.keys.begin_token(store, key).made().await?;
        Ok(place(is_by_month(store), key, &token))
    }

    fn begin_to_open(&self, store: &str, place: &str, stored: &JsValue) -> OpeningRecord {
        let envelope = stored.dyn_ref::<Uint8Array>().map(|bytes| Envelope::read(&bytes.to_vec()));
        let begun = match envelope {
            Some(Ok(envelope)) => {
                let bound_to = bound_to(store, place, envelope.revision);
                Ok(self.keys.seal.begin_to_open(&envelope.sealed, &envelope.nonce, &bound_to))
            }
            Some(Err(problem)) => Err(problem.to_string()),
            None => Err("it is damaged: it is not sealed".to_owned()),
        };
        OpeningRecord { place: place.to_owned(), stored: stored.clone(), begun }
    }

    /// Writes changes, all or nothing, strictly. `known` is the number of the last change when they were thought of; returned is the
    /// number of this one.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`]: then nothing has changed.
    pub async fn commit(&self, changes: &[SealedChange], known: u32) -> Result<u32, StorageProblem> {
        let number = known.checked_add(1).ok_or_else(|| StorageProblem::Failed("DataError".to_owned()))?;
        let mut sealed: Vec<(&str, String, Option<Uint8Array>)> = Vec::new();
        for some in changes.chunks(SEALED_AT_ONCE) {
            self.seal_some(some, number, &mut sealed).await?;
        }
        let mut stores = vec![LOCK];
        for (store, ..) in &sealed {
            if !stores.contains(store) {
                stores.push(store);
            }
        }
        let transaction = self.database.begin(&stores, Access::WriteStrictly)?;
        let lock = transaction.store(LOCK)?;
        let changes_key = JsValue::from_str(CHANGES);
        if numbers::count(&answer(lock.get(&changes_key)).await?) != known {
            return Err(overtaken());
        }
        for (store, place, record) in &sealed {
            let store = transaction.store(store)?;
            let place = JsValue::from_str(place);
            match record {
                Some(record) => request(store.put_with_key(record, &place))?,
                None => request(store.delete(&place))?,
            }
        }
        request(lock.put_with_key(&JsValue::from_f64(f64::from(number)), &changes_key))?;
        transaction.finished().await?;
        Ok(number)
    }

    /// Seals some changes: all are begun before the first is waited for.
    async fn seal_some<'a>(
        &self,
        changes: &'a [SealedChange],
        revision: u32,
        sealed: &mut Vec<(&'a str, String, Option<Uint8Array>)>,
    ) -> Result<(), StorageProblem> {
        let tokens: Vec<Token> =
            changes.iter().map(|change| self.keys.begin_token(&change.store, &change.key)).collect();
        let mut begun = Vec::new();
        for (change, token) in changes.iter().zip(tokens) {
            let place = place(is_by_month(&change.store), &change.key, &token.made().await?);
            let sealing = match &change.record {
                Some(record) => {
                    let mut content = Content { key: change.key.clone(), record: record_of(record) }.to_bytes();
                    let nonce = crypto::random()?;
                    let bound_to = bound_to(&change.store, &place, revision);
                    let sealing = self.keys.seal.begin_to_seal(&content, &nonce, &bound_to);
                    content.fill(0);
                    Some((nonce, sealing))
                }
                None => None,
            };
            begun.push((change.store.as_str(), place, sealing));
        }
        for (store, place, sealing) in begun {
            let record = match sealing {
                Some((nonce, sealing)) => {
                    let envelope = Envelope { revision, nonce, sealed: sealing.done().await? };
                    Some(Uint8Array::from(envelope.to_bytes().as_slice()))
                }
                None => None,
            };
            sealed.push((store, place, record));
        }
        Ok(())
    }
}

fn record_of(record: &JsValue) -> Record {
    match record.dyn_ref::<Uint8Array>() {
        Some(bytes) => Record::Bytes(bytes.to_vec()),
        None => Record::Text(as_text(record)),
    }
}

/// All records of a range, or of a whole store, and their keys.
fn ask(store: &IdbObjectStore, range: Option<&IdbKeyRange>) -> (Answer, Answer) {
    match range {
        Some(range) => (answer(store.get_all_keys_with_key(range)), answer(store.get_all_with_key(range))),
        None => (answer(store.get_all_keys()), answer(store.get_all())),
    }
}

/// A record that is being opened.
struct OpeningRecord {
    place: String,
    stored: JsValue,
    begun: Result<Begun, String>,
}

impl OpeningRecord {
    /// Its key, itself, and whether it could not be opened.
    async fn opened(self) -> (String, JsValue, bool) {
        let content = match self.begun {
            Ok(opening) => {
                let opened = opening.done().await;
                opened
                    .map_err(|_| "it is damaged, or was sealed elsewhere".to_owned())
                    .and_then(|bytes| Content::read(&bytes).map_err(|problem| problem.to_string()))
            }
            Err(problem) => Err(problem),
        };
        match content {
            Ok(Content { key, record: Record::Text(text) }) => (key, JsValue::from_str(&text), false),
            Ok(Content { key, record: Record::Bytes(bytes) }) => {
                (key, Uint8Array::from(bytes.as_slice()).into(), false)
            }
            Err(problem) => {
                // With its bytes, so that they are kept wherever it goes.
                let told = format!("a sealed record that cannot be opened: {problem}; {}", hexadecimal(&self.stored));
                (self.place, JsValue::from_str(&told), true)
            }
        }
    }
}

fn hexadecimal(stored: &JsValue) -> String {
    let Some(bytes) = stored.dyn_ref::<Uint8Array>() else { return as_text(stored) };
    let digits = bytes.to_vec().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

/// A record that is no text is kept as its JSON: whatever it was, it could not be read before either.
pub(super) fn as_text(record: &JsValue) -> String {
    let json = || JSON::stringify(record).ok().and_then(|json| json.as_string());
    record.as_string().or_else(json).unwrap_or_default()
}

fn part_of(place: &str) -> &str {
    if place.starts_with(PlaceRange::WITHOUT_MONTH) {
        PlaceRange::WITHOUT_MONTH
    } else {
        place.get(..7).unwrap_or(place)
    }
}

/// The places of a part; none where it is the whole store.
fn part_range(store: &str, part: &str) -> Result<Option<IdbKeyRange>, StorageProblem> {
    if !is_by_month(store) {
        return Ok(None);
    }
    let from = JsValue::from_str(part);
    let made = if part == PlaceRange::WITHOUT_MONTH {
        IdbKeyRange::lower_bound(&from)
    } else {
        IdbKeyRange::bound(&from, &JsValue::from_str(&format!("{part}~")))
    };
    range(made).map(Some)
}
