//! The journal in `IndexedDB`: one record for each entry, which is the truth, and one derived record for each month.
//!
//! A save is one strict transaction that writes the entry and takes its month's record away. "Saved" may be said only
//! when a later transaction has read the record back as it was written.

use std::{iter, mem};

use js_sys::{Array, JSON, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore};

use super::database::{Access, Answer, Database, StorageProblem, Transaction, answer};
use crate::journal::{
    Entry, EntryKey, Journal, Merge, Month, Unreadable, decode, decode_month, encode, encode_month, plan,
};

const NAME: &str = "quietleaf";
const VERSION: u32 = 1;
/// The truth: an entry's key, and its record as text.
const ENTRIES: &str = "entries";
/// Derived: a month, and the record of its entries as bytes.
const MONTHS: &str = "months";

/// The stored journal.
#[derive(Clone, Debug)]
pub struct JournalStore(Database);

/// Why an entry was not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveProblem {
    /// Meanwhile it was changed elsewhere, and is now this; none where it was deleted. Nothing was written.
    ChangedElsewhere(Option<Box<Entry>>),
    /// The browser could not store it.
    Storage(StorageProblem),
}

impl From<StorageProblem> for SaveProblem {
    fn from(problem: StorageProblem) -> Self {
        Self::Storage(problem)
    }
}

impl JournalStore {
    /// Opens it. `closed` is called when the connection is lost later: then it must be opened anew.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where the browser stores nothing for this site, or a newer form is stored.
    pub async fn open(closed: impl Fn() + 'static) -> Result<Self, StorageProblem> {
        Database::open(NAME, VERSION, &[ENTRIES, MONTHS], closed).await.map(Self)
    }

    /// Everything that is stored: from the months' records, and from the entries of the months that have none.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where it cannot be read.
    pub async fn load(&self) -> Result<Journal, StorageProblem> {
        if let Some(journal) = self.load_by_month().await? {
            return Ok(journal);
        }
        self.load_entries().await
    }

    /// The same from the entries alone.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where it cannot be read.
    pub async fn load_entries(&self) -> Result<Journal, StorageProblem> {
        let transaction = self.0.begin(&[ENTRIES], Access::Read)?;
        let entries = transaction.store(ENTRIES)?;
        if let Some(read) = read_in_turns(&entries).await? {
            transaction.finished().await?;
            return Ok(Journal::new(read, Vec::new()));
        }
        let records = answer(entries.get_all()).await?;
        let keys = answer(entries.get_all_keys()).await?;
        transaction.finished().await?;
        Ok(read_each(keys.unchecked_ref(), records.unchecked_ref()))
    }

    /// The entries of one month of universal time, from its record where it has one.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where they cannot be read.
    pub async fn load_month(&self, month: &Month) -> Result<Journal, StorageProblem> {
        let transaction = self.0.begin(&[ENTRIES, MONTHS], Access::Read)?;
        let record = answer(transaction.store(MONTHS)?.get(&JsValue::from_str(month.as_str()))).await?;
        if let Some(entries) = record.dyn_ref::<Uint8Array>().and_then(|bytes| decode_month(&bytes.to_vec())) {
            return Ok(Journal::new(entries, Vec::new()));
        }
        let entries = transaction.store(ENTRIES)?;
        let range = month_range(month)?;
        let records = answer(entries.get_all_with_key(&range)).await?;
        if let Some(read) = read_all(records.unchecked_ref()) {
            return Ok(Journal::new(read, Vec::new()));
        }
        let keys = answer(entries.get_all_keys_with_key(&range)).await?;
        Ok(read_each(keys.unchecked_ref(), records.unchecked_ref()))
    }

    /// Stores an entry: a new one, or in place of the version that it was made from.
    ///
    /// # Errors
    ///
    /// [`SaveProblem`]: then nothing has changed, except where [`StorageProblem::NotKept`] says that it is not known.
    pub async fn save(&self, entry: &Entry, replaces: Option<&Entry>) -> Result<(), SaveProblem> {
        match replaces {
            None => self.add(entry).await,
            Some(known) => self.replace(known, entry).await,
        }
    }

    async fn add(&self, entry: &Entry) -> Result<(), SaveProblem> {
        let (key, record) = (text(&entry.key()), JsValue::from_str(&encode(entry)));
        let transaction = self.0.begin(&[ENTRIES, MONTHS], Access::WriteStrictly)?;
        let entries = transaction.store(ENTRIES)?;
        let taken = answer(entries.get(&key));
        // A key that is taken, though nothing was expected there, is never written over: the transaction aborts.
        request(entries.add_with_key(&record, &key))?;
        forget_months(&transaction, [entry].into_iter())?;
        let Err(problem) = self.keep(transaction, &key, &record).await else { return Ok(()) };
        match taken.await {
            Ok(current) if !current.is_undefined() => Err(changed_elsewhere(&current)),
            _ => Err(problem.into()),
        }
    }

    async fn replace(&self, known: &Entry, entry: &Entry) -> Result<(), SaveProblem> {
        let (known_key, key) = (text(&known.key()), text(&entry.key()));
        let record = JsValue::from_str(&encode(entry));
        let transaction = self.0.begin(&[ENTRIES, MONTHS], Access::WriteStrictly)?;
        let entries = transaction.store(ENTRIES)?;
        let current = current(&entries, known).await?;
        if !is_expected(&current, known) {
            return Err(changed_elsewhere(&current));
        }
        if known_key == key {
            request(entries.put_with_key(&record, &key))?;
        } else {
            request(entries.delete(&known_key))?;
            request(entries.add_with_key(&record, &key))?;
        }
        forget_months(&transaction, [entry, known].into_iter())?;
        Ok(self.keep(transaction, &key, &record).await?)
    }

    /// Waits until what was written is on the disk and has been read back as it was written.
    async fn keep(&self, transaction: Transaction, key: &JsValue, record: &JsValue) -> Result<(), StorageProblem> {
        // Asked for at once, but a transaction on the same store begins only when the one before it has ended.
        let later = self.0.begin(&[ENTRIES], Access::Read)?;
        let kept = answer(later.store(ENTRIES)?.get(key));
        transaction.finished().await?;
        if kept.await? == *record { Ok(()) } else { Err(StorageProblem::NotKept) }
    }

    /// Deletes an entry, if it still is as it is known. One that is gone already is no problem.
    ///
    /// # Errors
    ///
    /// [`SaveProblem`]: then it has not been deleted.
    pub async fn delete(&self, entry: &Entry) -> Result<(), SaveProblem> {
        let key = entry.key();
        let transaction = self.0.begin(&[ENTRIES, MONTHS], Access::WriteStrictly)?;
        let entries = transaction.store(ENTRIES)?;
        let current = current(&entries, entry).await?;
        if !current.is_undefined() && !is_expected(&current, entry) {
            return Err(changed_elsewhere(&current));
        }
        request(entries.delete(&text(&key)))?;
        forget_months(&transaction, [entry].into_iter())?;
        Ok(transaction.finished().await?)
    }

    /// Puts entries from elsewhere in, all or none, and returns what that has changed.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`]: then nothing has changed, except where [`StorageProblem::NotKept`] says that it is not known.
    pub async fn merge(&self, incoming: Vec<Entry>) -> Result<Merge, StorageProblem> {
        let transaction = self.0.begin(&[ENTRIES, MONTHS], Access::WriteStrictly)?;
        let entries = transaction.store(ENTRIES)?;
        let records = answer(entries.get_all()).await?;
        let keys = answer(entries.get_all_keys()).await?;
        let journal = read_each(keys.unchecked_ref(), records.unchecked_ref());
        let merge = plan(&journal, incoming);
        for (known, later) in &merge.changed {
            if known.key() != later.key() {
                request(entries.delete(&text(&known.key())))?;
            }
            request(entries.put_with_key(&JsValue::from_str(&encode(later)), &text(&later.key())))?;
        }
        for entry in &merge.new {
            if let Some(place) = journal.unreadable().iter().position(|record| record.place == entry.key().as_str()) {
                // Something damaged stands where a sound version belongs: it makes room, and is kept beside it.
                let record = unreadable_record(keys.unchecked_ref(), records.unchecked_ref(), entry.key().as_str());
                let beside = JsValue::from_str(&format!("{} unreadable {place}", entry.key().as_str()));
                request(entries.add_with_key(&record, &beside))?;
                request(entries.delete(&text(&entry.key())))?;
            }
            request(entries.add_with_key(&JsValue::from_str(&encode(entry)), &text(&entry.key())))?;
        }
        let touched = merge.new.iter().chain(merge.changed.iter().flat_map(|(known, later)| [known, later]));
        forget_months(&transaction, touched)?;
        transaction.finished().await?;
        // From here on it is written: what cannot be read back now is not known.
        let now = self.load_entries().await.map_err(|_| StorageProblem::NotKept)?;
        let written = merge.new.iter().chain(merge.changed.iter().map(|(_, later)| later));
        let all_kept = written.into_iter().all(|entry| now.holds(entry));
        if all_kept { Ok(merge) } else { Err(StorageProblem::NotKept) }
    }

    /// Makes one month's record that is missing, and says whether one was made: then another may be missing.
    ///
    /// A month in which a record cannot be read gets none, so that the record is reported each time.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where it cannot be made; the entries are untouched.
    pub async fn rebuild_one_month(&self, journal: &Journal) -> Result<bool, StorageProblem> {
        let months = self.0.begin(&[MONTHS], Access::Read)?;
        let made = answer(months.store(MONTHS)?.get_all_keys()).await?;
        let made: Vec<String> = made.unchecked_ref::<Array>().iter().filter_map(|key| key.as_string()).collect();
        let is_missing = |month: &Month| {
            let month = month.as_str();
            !made.iter().any(|made| made == month)
                && !journal.unreadable().iter().any(|record| record.place.starts_with(month))
        };
        let Some(month) = months_of(journal).find(is_missing) else { return Ok(false) };
        let transaction = self.0.begin(&[ENTRIES, MONTHS], Access::WriteLoosely)?;
        let records = answer(transaction.store(ENTRIES)?.get_all_with_key(month_range(&month)?.as_ref())).await?;
        let Some(entries) = read_all(records.unchecked_ref()) else {
            return Ok(false);
        };
        let bytes = Uint8Array::from(encode_month(entries.iter()).as_slice());
        request(transaction.store(MONTHS)?.put_with_key(&bytes, &JsValue::from_str(month.as_str())))?;
        transaction.finished().await?;
        Ok(true)
    }

    /// From the months' records where they are sound; none where the entries have to be read one by one.
    async fn load_by_month(&self) -> Result<Option<Journal>, StorageProblem> {
        let transaction = self.0.begin(&[ENTRIES, MONTHS], Access::Read)?;
        let (entries, months) = (transaction.store(ENTRIES)?, transaction.store(MONTHS)?);
        let keys = answer(months.get_all_keys()).await?;
        let made = keys.unchecked_ref::<Array>().iter().map(|key| key.as_string().and_then(|key| Month::read(&key)));
        let Some(made) = made.collect::<Option<Vec<Month>>>() else { return Ok(None) };
        let records = answer(months.get_all());
        let others = between(&made)?.into_iter().map(|range| answer(entries.get_all_with_key(&range)));
        let others: Vec<Answer> = others.collect();
        // The browser takes long to count: meanwhile the records are read.
        let count = answer(entries.count());
        let mut found = Vec::new();
        for record in records.await?.unchecked_ref::<Array>().iter() {
            let read = record.dyn_into::<Uint8Array>().ok().and_then(|bytes| decode_month(&bytes.to_vec()));
            let Some(read) = read else { return Ok(None) };
            found.extend(read);
        }
        for other in others {
            let Some(read) = read_all(other.await?.unchecked_ref()) else { return Ok(None) };
            found.extend(read);
        }
        let journal = Journal::new(found, Vec::new());
        let count = count.await?;
        // The months' records are never the truth: where they do not add up, they are not believed.
        let adds_up = count.as_f64() == u32::try_from(journal.len()).ok().map(f64::from);
        Ok(adds_up.then_some(journal))
    }
}

/// The months in which a journal has entries, the latest first.
fn months_of(journal: &Journal) -> impl Iterator<Item = Month> {
    let mut earlier = journal.entries();
    iter::from_fn(move || {
        let month = Month::of(earlier.last()?.when());
        let before = earlier.partition_point(|entry| Month::of(entry.when()) < month);
        earlier = earlier.get(..before)?;
        Some(month)
    })
}

/// The ranges of keys that no month of these lies in. The months are in order.
fn between(months: &[Month]) -> Result<Vec<IdbKeyRange>, StorageProblem> {
    let key = |text: &str| JsValue::from_str(text);
    let Some((first, last)) = months.first().zip(months.last()) else {
        return Ok(vec![range(IdbKeyRange::lower_bound(&key("")))?]);
    };
    let mut ranges = vec![range(IdbKeyRange::upper_bound_with_open(&key(first.as_str()), true))?];
    for (earlier, later) in months.iter().zip(months.iter().skip(1)) {
        if !earlier.is_just_before(later) {
            let (from, to) = (key(&earlier.end()), key(later.as_str()));
            ranges.push(range(IdbKeyRange::bound_with_lower_open_and_upper_open(&from, &to, true, true))?);
        }
    }
    ranges.push(range(IdbKeyRange::lower_bound_with_open(&key(&last.end()), true))?);
    Ok(ranges)
}

fn month_range(month: &Month) -> Result<IdbKeyRange, StorageProblem> {
    let (from, to) = (JsValue::from_str(month.as_str()), JsValue::from_str(&month.end()));
    range(IdbKeyRange::bound(&from, &to))
}

fn range(made: Result<IdbKeyRange, JsValue>) -> Result<IdbKeyRange, StorageProblem> {
    made.map_err(|error| StorageProblem::of(&error))
}

fn text(key: &EntryKey) -> JsValue {
    JsValue::from_str(key.as_str())
}

/// A request whose answer is the transaction's end.
fn request(made: Result<web_sys::IdbRequest, JsValue>) -> Result<(), StorageProblem> {
    made.map(|_| ()).map_err(|error| StorageProblem::of(&error))
}

fn forget_months<'a>(
    transaction: &Transaction,
    touched: impl Iterator<Item = &'a Entry>,
) -> Result<(), StorageProblem> {
    let months: IdbObjectStore = transaction.store(MONTHS)?;
    let mut forgotten: Vec<Month> = Vec::new();
    for month in touched.map(|entry| Month::of(entry.when())) {
        if !forgotten.contains(&month) {
            request(months.delete(&JsValue::from_str(month.as_str())))?;
            forgotten.push(month);
        }
    }
    Ok(())
}

fn entry_of(record: &JsValue) -> Option<Entry> {
    record.as_string().and_then(|text| decode(&text).ok())
}

/// What is stored of an entry: under the key that is known, or, where another tab has moved it in time, under its own.
async fn current(entries: &IdbObjectStore, known: &Entry) -> Result<JsValue, StorageProblem> {
    let current = answer(entries.get(&text(&known.key()))).await?;
    if !current.is_undefined() {
        return Ok(current);
    }
    let keys = answer(entries.get_all_keys()).await?;
    let id = known.id().to_string();
    let is_its_own = |key: &JsValue| key.as_string().is_some_and(|key| key.ends_with(&id));
    match keys.unchecked_ref::<Array>().iter().find(is_its_own) {
        Some(key) => answer(entries.get(&key)).await,
        None => Ok(JsValue::UNDEFINED),
    }
}

/// The record that stands under a key, as it is.
fn unreadable_record(keys: &Array, records: &Array, key: &str) -> JsValue {
    let mut both = keys.iter().zip(records.iter());
    both.find(|(place, _)| place.as_string().as_deref() == Some(key)).map_or(JsValue::UNDEFINED, |(_, record)| record)
}

fn changed_elsewhere(current: &JsValue) -> SaveProblem {
    SaveProblem::ChangedElsewhere(entry_of(current).map(Box::new))
}

/// Whether what is stored is what the person has seen.
fn is_expected(current: &JsValue, known: &Entry) -> bool {
    entry_of(current).as_ref() == Some(known)
}

/// How many records cross from the browser as one text: enough to cross seldom, few enough to stay near the processor.
const CROSS_AT_ONCE: u32 = 200;

/// Reads records that are all sound; nothing where one is not.
fn read_all(records: &Array) -> Option<Vec<Entry>> {
    let mut read = Vec::new();
    for from in (0..records.length()).step_by(CROSS_AT_ONCE as usize) {
        let some = records.slice(from, from.saturating_add(CROSS_AT_ONCE));
        // No record holds a line break: JSON writes it in another way.
        let joined = String::from(some.join("\n"));
        for record in joined.split('\n') {
            read.push(decode(record).ok()?);
        }
    }
    (u32::try_from(read.len()).ok() == Some(records.length())).then_some(read)
}

/// Reads all records; nothing where one is not sound. While the browser looks for those of a month, the ones before are
/// read.
async fn read_in_turns(entries: &IdbObjectStore) -> Result<Option<Vec<Entry>>, StorageProblem> {
    let mut found = Vec::new();
    let mut before: Option<Answer> = None;
    let least = range(IdbKeyRange::lower_bound(&JsValue::from_f64(f64::NEG_INFINITY)))?;
    let mut first = answer(entries.get_key(&least)).await?;
    loop {
        let end = first.as_string().as_deref().and_then(end_of_month).map(JsValue::from);
        let (records, later) = match &end {
            _ if first.is_undefined() => (None, None),
            Some(end) => (Some(IdbKeyRange::bound(&first, end)), Some(IdbKeyRange::lower_bound_with_open(end, true))),
            // A key that is no moment: whatever follows is read at once.
            None => (Some(IdbKeyRange::lower_bound(&first)), None),
        };
        let ask = |made| range(made).map(|range| answer(entries.get_all_with_key(&range)));
        let records = records.map(ask).transpose()?;
        let next = later.map(|later| range(later).map(|later| answer(entries.get_key(&later)))).transpose()?;
        let is_last = records.is_none();
        if let Some(before) = mem::replace(&mut before, records) {
            let Some(read) = read_all(before.await?.unchecked_ref()) else { return Ok(None) };
            found.extend(read);
        }
        if is_last {
            return Ok(Some(found));
        }
        first = match next {
            Some(next) => next.await?,
            None => JsValue::UNDEFINED,
        };
    }
}

/// A text that comes after all keys of the month in which an entry with this key lies; nothing for another key.
fn end_of_month(key: &str) -> Option<String> {
    Month::read(key.get(..7)?).map(|month| month.end())
}

/// Reads records one by one; those that are not sound are kept apart.
fn read_each(keys: &Array, records: &Array) -> Journal {
    let mut entries = Vec::new();
    let mut unreadable = Vec::new();
    for (key, record) in keys.iter().zip(records.iter()) {
        let as_text = |value: &JsValue| {
            let json = || JSON::stringify(value).ok().and_then(|json| json.as_string());
            value.as_string().or_else(json).unwrap_or_default()
        };
        let (place, text) = (as_text(&key), as_text(&record));
        let read =
            if record.is_string() { decode(&text).map_err(|error| error.to_string()) } else { Err(NO_TEXT.to_owned()) };
        match read {
            Ok(entry) if entry.key().as_str() == place => entries.push(entry),
            Ok(_) => unreadable.push(Unreadable { place, text, reason: "it stands under another key".to_owned() }),
            Err(reason) => unreadable.push(Unreadable { place, text, reason }),
        }
    }
    Journal::new(entries, unreadable)
}

const NO_TEXT: &str = "it is damaged: it is not text";
