//! Deleted entries and earlier versions: putting them away, and getting them back.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::{
    database::{Access, Answer, StorageProblem, Transaction, answer},
    entry_records::{OTHER_KEY, current, entry_of, take_each},
    journal_store::{BIN, ENTRIES, JournalStore, MONTHS, SaveProblem, VERSIONS, changed_elsewhere, is_expected},
    steps::{finish, in_the_way, versions_of, write},
};
use crate::journal::{
    Binned, Changed, Entry, EntryId, Step, Unreadable, bring_back, decode, decode_binned, delete, delete_for_good,
};

impl JournalStore {
    /// Deletes an entry, if it still is as it is known: it goes into the bin, as returned. One that is gone already is no
    /// problem: then nothing is returned.
    ///
    /// # Errors
    ///
    /// [`SaveProblem`]: then it has not been deleted, except where [`StorageProblem::NotKept`] says that it is not known.
    pub async fn delete(&self, entry: &Entry, now: Changed) -> Result<Option<Binned>, SaveProblem> {
        let transaction = self.0.begin(&[ENTRIES, MONTHS, VERSIONS, BIN], Access::WriteStrictly)?;
        let stored = current(&transaction.store(ENTRIES)?, entry).await?;
        if stored.is_undefined() {
            return Ok(None);
        }
        if !is_expected(&stored, entry) {
            return Err(changed_elsewhere(&stored));
        }
        let in_bin = ask_bin(&transaction, entry.id())?.read().await?;
        let steps = delete(entry, in_bin.binned.as_ref(), now);
        write(&transaction, &steps, &in_bin.unreadable).await?;
        finish(&self.0, transaction, &steps).await?;
        Ok(steps.into_iter().find_map(|step| if let Step::PutInBin(binned) = step { Some(binned) } else { None }))
    }

    /// Brings a deleted entry back, and returns it; none where it is in the bin no more.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`]: then nothing has changed, except where [`StorageProblem::NotKept`] says that it is not known.
    pub async fn bring_back(&self, id: EntryId) -> Result<Option<Entry>, StorageProblem> {
        let transaction = self.0.begin(&[ENTRIES, MONTHS, VERSIONS, BIN], Access::WriteStrictly)?;
        let Some(binned) = ask_bin(&transaction, id)?.read().await?.binned else { return Ok(None) };
        let stored = current(&transaction.store(ENTRIES)?, binned.entry()).await?;
        let live = entry_of(&stored);
        let is_free = stored.is_undefined() || live.is_some();
        let unreadable = if is_free { Vec::new() } else { vec![in_the_way(ENTRIES, binned.entry().key().as_str())] };
        let steps = bring_back(&binned, live.as_ref());
        write(&transaction, &steps, &unreadable).await?;
        finish(&self.0, transaction, &steps).await?;
        Ok(Some(live.unwrap_or_else(|| binned.entry().clone())))
    }

    /// Deletes entries for good that are in the bin, and all their earlier versions. One that is not in the bin as it is
    /// known stays where it is.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`]: then nothing has changed, except where [`StorageProblem::NotKept`] says that it is not known.
    pub async fn delete_for_good(&self, known: &[Binned]) -> Result<(), StorageProblem> {
        let transaction = self.0.begin(&[VERSIONS, BIN], Access::WriteStrictly)?;
        let mut steps: Vec<Step> = Vec::new();
        for binned in known {
            if ask_bin(&transaction, binned.id())?.read().await?.binned.as_ref() == Some(binned) {
                steps.extend(delete_for_good(binned.id()));
            }
        }
        write(&transaction, &steps, &[]).await?;
        finish(&self.0, transaction, &steps).await
    }

    /// The earlier versions of an entry, the latest first, and what of them cannot be read.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where they cannot be read at all.
    pub async fn versions_of(&self, id: EntryId) -> Result<(Vec<Entry>, Vec<Unreadable>), StorageProblem> {
        let transaction = self.0.begin(&[VERSIONS], Access::Read)?;
        let store = transaction.store(VERSIONS)?;
        let range = versions_of(&id.to_string())?;
        let keys = answer(store.get_all_keys_with_key(range.as_ref()));
        let records = answer(store.get_all_with_key(range.as_ref()));
        let (mut versions, unreadable) = read_versions(keys, records).await?;
        versions.reverse();
        Ok((versions, unreadable))
    }
}

/// Asks what is in the bin of an entry.
pub(super) fn ask_bin(transaction: &Transaction, id: EntryId) -> Result<AskedBin, StorageProblem> {
    let record = answer(transaction.store(BIN)?.get(&JsValue::from_str(&id.to_string())));
    Ok(AskedBin { id, record })
}

/// What the browser has been asked for.
pub(super) struct AskedBin {
    id: EntryId,
    record: Answer,
}

/// What is in the bin of one entry.
pub(super) struct InBin {
    pub(super) binned: Option<Binned>,
    /// What stands there instead.
    unreadable: Vec<Unreadable>,
}

impl AskedBin {
    /// What is there.
    pub(super) async fn read(self) -> Result<InBin, StorageProblem> {
        let record = self.record.await?;
        let binned = record.as_string().and_then(|text| decode_binned(&text).ok());
        let binned = binned.filter(|binned| binned.id() == self.id);
        let is_unreadable = binned.is_none() && !record.is_undefined();
        let unreadable = is_unreadable.then(|| in_the_way(BIN, &self.id.to_string()));
        Ok(InBin { binned, unreadable: unreadable.into_iter().collect() })
    }
}

/// All deleted entries, and what of them cannot be read.
pub(super) async fn read_bin(keys: Answer, records: Answer) -> Result<(Vec<Binned>, Vec<Unreadable>), StorageProblem> {
    let (keys, records) = (keys.await?, records.await?);
    let mut bin = Vec::new();
    let unreadable = take_each(BIN, keys.unchecked_ref(), records.unchecked_ref(), &mut |place, text| {
        let binned = decode_binned(text).map_err(|error| error.to_string())?;
        if binned.id().to_string() != place {
            return Err(OTHER_KEY.to_owned());
        }
        bin.push(binned);
        Ok(())
    });
    Ok((bin, unreadable))
}

/// Earlier versions in the order of their keys, and what of them cannot be read.
pub(super) async fn read_versions(
    keys: Answer,
    records: Answer,
) -> Result<(Vec<Entry>, Vec<Unreadable>), StorageProblem> {
    let (keys, records) = (keys.await?, records.await?);
    let mut versions = Vec::new();
    let unreadable = take_each(VERSIONS, keys.unchecked_ref(), records.unchecked_ref(), &mut |place, text| {
        let version = decode(text).map_err(|error| error.to_string())?;
        if !place.starts_with(&version.id().to_string()) {
            return Err(OTHER_KEY.to_owned());
        }
        versions.push(version);
        Ok(())
    });
    Ok((versions, unreadable))
}

/// The entries that have earlier versions, by the keys of those: each once, in order.
pub(super) fn edited(keys: &Array) -> Vec<EntryId> {
    let id = |key: JsValue| EntryId::try_from(key.as_string()?.get(..36)?.to_owned()).ok();
    let mut edited: Vec<EntryId> = keys.iter().filter_map(id).collect();
    edited.dedup();
    edited
}
