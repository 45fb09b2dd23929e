//! The journal in `IndexedDB`: one record for each entry, which is the truth, and one derived record for each month.
//!
//! A save is one strict transaction that writes the entry and takes its month's record away. "Saved" may be said only
//! when a later transaction has read the record back as it was written.

use wasm_bindgen::{JsCast, JsValue};

use super::{
    bin_store::{ask_bin, edited, read_bin, read_versions},
    database::{Access, Answer, Database, StorageProblem, Transaction, answer, request},
    entry_records::{current, entry_of, read_each, read_in_turns, text},
    kept_store::read_kept,
    month_records::{forget_months, load_by_month},
    steps::{finish, in_the_way, write},
};
use crate::{
    browser::numbers,
    journal::{Binned, Entry, EntryId, Everything, Journal, KeptRecord, encode, save},
};

pub(super) const NAME: &str = "quietleaf";
/// Version 1 had the entries and the months.
pub(super) const VERSION: u32 = 2;
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
/// All stores.
pub(super) const ALL: [&str; 5] = [ENTRIES, MONTHS, KEPT, VERSIONS, BIN];

/// The browser's name for the failure to add a record under a key that has one.
const TAKEN: &str = "ConstraintError";

/// The stored journal.
#[derive(Clone, Debug)]
pub struct JournalStore(pub(super) Database);

/// How much of the stored journal is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All that the page shows.
    Everything,
    /// All but the entries.
    BesideTheEntries,
}

/// What the page shows of what is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The entries, and whatever could not be read; none where they were not asked for.
    pub journal: Option<Journal>,
    /// What is kept beside them, in the order of keys; removed records too.
    pub kept: Vec<KeptRecord>,
    /// The deleted entries.
    pub bin: Vec<Binned>,
    /// The entries that have earlier versions, in order.
    pub edited: Vec<EntryId>,
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
        Database::open(NAME, VERSION, &ALL, closed).await.map(Self)
    }

    /// What the page shows: the entries from the months' records, and from the entries of the months that have none; and
    /// what is kept beside them.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where it cannot be read.
    pub async fn load(&self, extent: Extent) -> Result<Loaded, StorageProblem> {
        // One transaction: what another tab moves from one store to another meanwhile is found once.
        let transaction = self.0.begin(&ALL, Access::Read)?;
        let (kept, kept_keys) = ask_all(&transaction, KEPT)?;
        let (bin, bin_keys) = ask_all(&transaction, BIN)?;
        let versions = answer(transaction.store(VERSIONS)?.get_all_keys());
        let mut journal = match extent {
            Extent::Everything => Some(by_month_or_not(&transaction).await?),
            Extent::BesideTheEntries => None,
        };
        let (kept, mut unreadable) = read_kept(kept_keys, kept).await?;
        let (bin, more) = read_bin(bin_keys, bin).await?;
        unreadable.extend(more);
        if let Some(journal) = &mut journal {
            journal.report(unreadable);
        }
        Ok(Loaded { journal, kept, bin, edited: edited(versions.await?.unchecked_ref()) })
    }

    /// Everything that is stored, earlier versions too.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where it cannot be read.
    pub async fn load_everything(&self) -> Result<Everything, StorageProblem> {
        let transaction = self.0.begin(&ALL, Access::Read)?;
        let journal = by_month_or_not(&transaction).await?;
        with_the_rest(&transaction, journal).await
    }

    /// How many entries are stored, sound or not.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where they cannot be counted.
    pub async fn count(&self) -> Result<u32, StorageProblem> {
        let transaction = self.0.begin(&[ENTRIES], Access::Read)?;
        let count = answer(transaction.store(ENTRIES)?.count()).await?;
        Ok(numbers::count(&count))
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
        let transaction = self.0.begin(&[ENTRIES, MONTHS, VERSIONS, BIN], Access::WriteStrictly)?;
        let entries = transaction.store(ENTRIES)?;
        let in_bin = ask_bin(&transaction, entry.id())?;
        // A key that is taken, though nothing was expected there, is never written over: the transaction aborts.
        request(entries.add_with_key(&record, &key))?;
        forget_months(&transaction, [entry].into_iter())?;
        let in_bin = in_bin.read().await?.binned;
        let steps = save(entry, None, in_bin.as_ref());
        if in_bin.is_some() {
            write(&transaction, &steps, &[]).await?;
        }
        let Err(problem) = finish(&self.0, transaction, &steps).await else { return Ok(()) };
        if problem != StorageProblem::Failed(TAKEN.to_owned()) {
            return Err(problem.into());
        }
        let transaction = self.0.begin(&[ENTRIES], Access::Read)?;
        Err(changed_elsewhere(&answer(transaction.store(ENTRIES)?.get(&key)).await?))
    }

    async fn replace(&self, known: &Entry, entry: &Entry) -> Result<(), SaveProblem> {
        let transaction = self.0.begin(&[ENTRIES, MONTHS, VERSIONS], Access::WriteStrictly)?;
        let entries = transaction.store(ENTRIES)?;
        let stored = current(&entries, known).await?;
        if !is_expected(&stored, known) {
            return Err(changed_elsewhere(&stored));
        }
        let steps = save(entry, Some(known), None);
        let is_taken = known.key() != entry.key() && !answer(entries.get(&text(&entry.key()))).await?.is_undefined();
        let unreadable = if is_taken { vec![in_the_way(ENTRIES, entry.key().as_str())] } else { Vec::new() };
        write(&transaction, &steps, &unreadable).await?;
        Ok(finish(&self.0, transaction, &steps).await?)
    }
}

/// Asks for all records of a store, and for their keys.
fn ask_all(transaction: &Transaction, name: &str) -> Result<(Answer, Answer), StorageProblem> {
    let store = transaction.store(name)?;
    Ok((answer(store.get_all()), answer(store.get_all_keys())))
}

async fn by_month_or_not(transaction: &Transaction) -> Result<Journal, StorageProblem> {
    match load_by_month(transaction).await? {
        Some(journal) => Ok(journal),
        None => load_entries(transaction).await,
    }
}

/// What is stored beside and behind a journal.
pub(super) async fn with_the_rest(
    transaction: &Transaction,
    mut journal: Journal,
) -> Result<Everything, StorageProblem> {
    let (kept, kept_keys) = ask_all(transaction, KEPT)?;
    let (bin, bin_keys) = ask_all(transaction, BIN)?;
    let (versions, version_keys) = ask_all(transaction, VERSIONS)?;
    let (kept, unreadable) = read_kept(kept_keys, kept).await?;
    journal.report(unreadable);
    let (bin, unreadable) = read_bin(bin_keys, bin).await?;
    journal.report(unreadable);
    let (versions, unreadable) = read_versions(version_keys, versions).await?;
    journal.report(unreadable);
    Ok(Everything::new(journal, versions, bin, kept))
}

pub(super) async fn load_entries(transaction: &Transaction) -> Result<Journal, StorageProblem> {
    let entries = transaction.store(ENTRIES)?;
    if let Some(read) = read_in_turns(&entries).await? {
        return Ok(Journal::new(read, Vec::new()));
    }
    let (records, keys) = (answer(entries.get_all()), answer(entries.get_all_keys()));
    let (records, keys) = (records.await?, keys.await?);
    Ok(read_each(keys.unchecked_ref(), records.unchecked_ref()))
}

pub(super) fn changed_elsewhere(current: &JsValue) -> SaveProblem {
    SaveProblem::ChangedElsewhere(entry_of(current).map(Box::new))
}

/// Whether what is stored is what the person has seen.
pub(super) fn is_expected(current: &JsValue, known: &Entry) -> bool {
    entry_of(current).as_ref() == Some(known)
}
