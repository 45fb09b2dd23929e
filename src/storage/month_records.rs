//! The months' derived records: for speed, never the truth. A save takes its month's record away, and it is made anew when there is time.

use std::iter;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore};

use super::{
    database::{Access, Answer, StorageProblem, Transaction, answer, range, request},
    entry_records::{read_all, read_each},
    journal_store::{ENTRIES, JournalStore, MONTHS},
};
use crate::journal::{Entry, Journal, Month, decode_month, encode_month};

impl JournalStore {
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
}

/// All entries from the months' records where they are sound; none where the entries have to be read one by one.
pub(super) async fn load_by_month(transaction: &Transaction) -> Result<Option<Journal>, StorageProblem> {
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

/// Takes the records of these entries' months away.
pub(super) fn forget_months<'a>(
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
