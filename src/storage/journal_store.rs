//! The journal in `IndexedDB`: one record for each entry, which is the truth, and one derived record for each month.
//!
//! A save is one strict transaction that writes the entry and takes its month's record away. "Saved" may be said only
//! when a later transaction has read the record back as it was written.

use wasm_bindgen::{JsCast, JsValue};

use super::{
    database::{Access, Database, StorageProblem, Transaction, answer, request},
    entry_records::{current, entry_of, read_each, read_in_turns, text, unreadable_record},
    kept_store::ask_kept,
    month_records::{forget_months, load_by_month},
};
use crate::journal::{Entry, Journal, KeptRecord, Merge, encode, plan};

const NAME: &str = "quietleaf";
/// Version 1 had the entries and the months.
const VERSION: u32 = 2;
/// The truth: an entry's key, and its record as text.
pub(super) const ENTRIES: &str = "entries";
/// Derived: a month, and the record of its entries as bytes.
pub(super) const MONTHS: &str = "months";
/// What is kept beside the entries: a kept record's key, and the record as text.
pub(super) const KEPT: &str = "kept";
/// Earlier versions of entries: an entry's id and when the version was written, and its record as text.
pub(super) const VERSIONS: &str = "versions";
/// Deleted entries: an entry's id, and its record with the time of deletion as text.
pub(super) const BIN: &str = "bin";

/// The stored journal.
#[derive(Clone, Debug)]
pub struct JournalStore(pub(super) Database);

/// What the page shows of what is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The entries, and whatever could not be read.
    pub journal: Journal,
    /// What is kept beside them, in the order of keys; removed records too.
    pub kept: Vec<KeptRecord>,
}

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
        Database::open(NAME, VERSION, &[ENTRIES, MONTHS, KEPT, VERSIONS, BIN], closed).await.map(Self)
    }

    /// Everything that the page shows: the entries from the months' records, and from the entries of the months that have
    /// none.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where it cannot be read.
    pub async fn load(&self) -> Result<Loaded, StorageProblem> {
        // One transaction: what another tab moves from one store to another meanwhile is found once.
        let transaction = self.0.begin(&[ENTRIES, MONTHS, KEPT], Access::Read)?;
        let kept = ask_kept(&transaction)?;
        let mut journal = match load_by_month(&transaction).await? {
            Some(journal) => journal,
            None => load_entries(&transaction).await?,
        };
        let (kept, unreadable) = kept.read().await?;
        journal.report(unreadable);
        Ok(Loaded { journal, kept })
    }

    /// The entries, without the months' records.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where they cannot be read.
    pub async fn load_entries(&self) -> Result<Journal, StorageProblem> {
        load_entries(&self.0.begin(&[ENTRIES], Access::Read)?).await
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
        let Err(problem) = self.keep(transaction, ENTRIES, &key, &record).await else { return Ok(()) };
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
        Ok(self.keep(transaction, ENTRIES, &key, &record).await?)
    }

    /// Waits until what was written is on the disk and has been read back as it was written.
    pub(super) async fn keep(
        &self,
        transaction: Transaction,
        store: &str,
        key: &JsValue,
        record: &JsValue,
    ) -> Result<(), StorageProblem> {
        // Asked for at once, but a transaction on the same store begins only when the one before it has ended.
        let later = self.0.begin(&[store], Access::Read)?;
        let kept = answer(later.store(store)?.get(key));
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
}

async fn load_entries(transaction: &Transaction) -> Result<Journal, StorageProblem> {
    let entries = transaction.store(ENTRIES)?;
    if let Some(read) = read_in_turns(&entries).await? {
        return Ok(Journal::new(read, Vec::new()));
    }
    let (records, keys) = (answer(entries.get_all()), answer(entries.get_all_keys()));
    let (records, keys) = (records.await?, keys.await?);
    Ok(read_each(keys.unchecked_ref(), records.unchecked_ref()))
}

fn changed_elsewhere(current: &JsValue) -> SaveProblem {
    SaveProblem::ChangedElsewhere(entry_of(current).map(Box::new))
}

/// Whether what is stored is what the person has seen.
fn is_expected(current: &JsValue, known: &Entry) -> bool {
    entry_of(current).as_ref() == Some(known)
}
