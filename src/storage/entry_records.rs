//! Records as they stand in the stores: reading them, and keeping apart what cannot be read.

use std::mem;

use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore};

use super::{
    database::{Answer, StorageProblem, answer, range},
    journal_store::ENTRIES,
    steps::place_in,
};
use crate::journal::{Entry, EntryKey, Journal, Month, Unreadable, decode};

/// An entry's key, as the browser takes it.
pub(super) fn text(key: &EntryKey) -> JsValue {
    JsValue::from_str(key.as_str())
}

/// The entry that a record holds.
pub(super) fn entry_of(record: &JsValue) -> Option<Entry> {
    record.as_string().and_then(|text| decode(&text).ok())
}

/// What is stored of an entry: under the key that is known, or, where another tab has moved it in time, under its own.
pub(super) async fn current(entries: &IdbObjectStore, known: &Entry) -> Result<JsValue, StorageProblem> {
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

/// How many records cross from the browser as one text: enough to cross seldom, few enough to stay near the processor.
const CROSS_AT_ONCE: u32 = 200;

/// Reads records that are all sound; nothing where one is not.
pub(super) fn read_all(records: &Array) -> Option<Vec<Entry>> {
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
pub(super) async fn read_in_turns(entries: &IdbObjectStore) -> Result<Option<Vec<Entry>>, StorageProblem> {
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
pub(super) fn read_each(keys: &Array, records: &Array) -> Journal {
    let mut entries = Vec::new();
    let unreadable = take_each(ENTRIES, keys, records, &mut |place, text| {
        let entry = decode(text).map_err(|error| error.to_string())?;
        if entry.key().as_str() != place {
            return Err(OTHER_KEY.to_owned());
        }
        entries.push(entry);
        Ok(())
    });
    Journal::new(entries, unreadable)
}

/// Hands over the records of a store one by one, each with its key. What is not taken is returned, with the reason.
pub(super) fn take_each(
    store: &str,
    keys: &Array,
    records: &Array,
    take: &mut dyn FnMut(&str, &str) -> Result<(), String>,
) -> Vec<Unreadable> {
    let as_text = |value: &JsValue| {
        let json = || JSON::stringify(value).ok().and_then(|json| json.as_string());
        value.as_string().or_else(json).unwrap_or_default()
    };
    let mut unreadable = Vec::new();
    for (key, record) in keys.iter().zip(records.iter()) {
        let (key, text) = (as_text(&key), as_text(&record));
        let taken = if record.is_string() { take(&key, &text) } else { Err(NO_TEXT.to_owned()) };
        if let Err(reason) = taken {
            unreadable.push(Unreadable { place: place_in(store, &key), text, reason });
        }
    }
    unreadable
}

const NO_TEXT: &str = "it is damaged: it is not text";
pub(super) const OTHER_KEY: &str = "it stands under another key";
