//! What is kept beside the entries, one record for each thing.
//!
//! As with an entry, "saved" may be said only when a later transaction has read the record back as it was written.

use wasm_bindgen::{JsCast, JsValue};

use super::{
    database::{Access, Answer, StorageProblem, answer},
    entry_records::{OTHER_KEY, take_each},
    journal_store::{JournalStore, KEPT},
    steps::{finish, write},
};
use crate::journal::{KeptRecord, Step, Unreadable, decode_kept};

/// Why a record was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepProblem {
    /// Meanwhile it was changed elsewhere, and is now this; none where there is none, or none that can be read. Nothing was
    /// written.
    ChangedElsewhere(Option<Box<KeptRecord>>),
    /// The browser could not store it.
    Storage(StorageProblem),
}

impl From<StorageProblem> for KeepProblem {
    fn from(problem: StorageProblem) -> Self {
        Self::Storage(problem)
    }
}

impl JournalStore {
    /// Stores a record: a new one, or in place of the version that it was made from. One that stands there already is no
    /// problem.
    ///
    /// # Errors
    ///
    /// [`KeepProblem`]: then nothing has changed, except where [`StorageProblem::NotKept`] says that it is not known.
    pub async fn save_kept(&self, record: &KeptRecord, replaces: Option<&KeptRecord>) -> Result<(), KeepProblem> {
        let transaction = self.0.begin(&[KEPT], Access::WriteStrictly)?;
        let current = answer(transaction.store(KEPT)?.get(&JsValue::from_str(&record.key()))).await?;
        let known = current.as_string().and_then(|text| decode_kept(&text).ok());
        // What cannot be read is never written over.
        let is_expected = known.as_ref() == replaces && (known.is_some() || current.is_undefined());
        let is_stored = known.as_ref() == Some(record);
        if !is_expected && !is_stored {
            return Err(KeepProblem::ChangedElsewhere(known.map(Box::new)));
        }
        let steps = [Step::Keep(record.clone())];
        write(&transaction, &steps, &[]).await?;
        Ok(finish(&self.0, transaction, &steps).await?)
    }
}

/// All kept records, and what of them cannot be read.
pub(super) async fn read_kept(
    keys: Answer,
    records: Answer,
) -> Result<(Vec<KeptRecord>, Vec<Unreadable>), StorageProblem> {
    let (keys, records) = (keys.await?, records.await?);
    let mut kept = Vec::new();
    let unreadable = take_each(KEPT, keys.unchecked_ref(), records.unchecked_ref(), &mut |place, text| {
        let record = decode_kept(text).map_err(|error| error.to_string())?;
        if record.key() != place {
            return Err(OTHER_KEY.to_owned());
        }
        kept.push(record);
        Ok(())
    });
    Ok((kept, unreadable))
}
