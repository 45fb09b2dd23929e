//! From an open journal to a locked one, back, and from one passphrase to another: at every step, whatever ends the page, either all of the
//! old journal is there or all of the new one.
//!
//! | State | The database `quietleaf` | Those of sealed records |
//! | --- | --- | --- |
//! | not locked | the journal, in the form that the programs know | none that counts |
//! | locked | of a version that no program opens; it names the sealed one that counts | that one |
//! | the lock is being turned on or off, and the page ended | none | one that is whole |
//!
//! Each switch is one transaction of the browser's: the one that puts something else into `quietleaf`.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbTransaction};

use super::{
    super::{
        database::{Access, Database, StorageProblem, answer, make_stores, request},
        journal_store::{ALL, MONTHS, NAME, VERSION},
    },
    crypto::RecordKeys,
    sealed_database::{DRAFTS, LOCK, NAMES, SealedChange, SealedDatabase, as_text},
    turn_taking::{TurnFor, take_turn},
    typed_texts::PlainTexts,
};
use crate::lock::{KeyRange, LockRecord};

/// The version of `quietleaf` while the journal is locked: every program opens a lower one, and is refused.
const LOCKED_VERSION: u32 = 1000;
/// Under which key it names the sealed database.
const COUNTS: &str = "database";
/// Under which key it says that nothing but it was ever in its database.
const ANEW: &str = "anew";
/// How many records are sealed and written in one go.
const WRITTEN_AT_ONCE: usize = 1000;
/// How often it is tried to lock a journal in which somebody goes on writing.
const TRIES: usize = 3;

/// Why the journal is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SwitchProblem {
    /// The browser does not do it.
    Storage(StorageProblem),
    /// So many sealed records cannot be opened: they would be lost.
    Damaged(usize),
    /// Somebody goes on writing in it, in another tab.
    Busy,
    /// Another tab has locked it, unlocked it, or changed the passphrase.
    Outdated,
}

impl<T: Into<StorageProblem>> From<T> for SwitchProblem {
    fn from(problem: T) -> Self {
        Self::Storage(problem.into())
    }
}

/// The journal's records as text, by store and key, without what is derived; and what is typed and not saved yet.
type Records = BTreeMap<(String, String), String>;

/// What there is of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is not locked, or there is none.
    Open,
    /// It is locked; the sealed database that counts has this name.
    Locked(String),
}

/// Looks whether the journal is locked.
///
/// # Errors
///
/// [`StorageProblem`] where the browser does not tell.
pub async fn find(factory: &IdbFactory) -> Result<Found, StorageProblem> {
    let Some(database) = open_as_it_is(factory, NAME).await? else {
        for name in NAMES {
            if is_whole(factory, name).await? {
                return Ok(Found::Locked(name.to_owned()));
            }
        }
        return Ok(Found::Open);
    };
    let is_locked = database.version() >= f64::from(LOCKED_VERSION);
    let database = Database::of(database);
    let found = if is_locked { named_in(&database).await.map(Found::Locked) } else { Ok(Found::Open) };
    database.close();
    found
}

async fn named_in(database: &Database) -> Result<String, StorageProblem> {
    let transaction = database.begin(&[LOCK], Access::Read)?;
    let named = answer(transaction.store(LOCK)?.get(&JsValue::from_str(COUNTS))).await?;
    named.as_string().ok_or_else(|| StorageProblem::Failed("DataError".to_owned()))
}

async fn is_whole(factory: &IdbFactory, name: &str) -> Result<bool, StorageProblem> {
    let Some(database) = open_as_it_is(factory, name).await? else { return Ok(false) };
    let database = Database::of(database);
    let is_whole = SealedDatabase::is_whole(&database).await;
    database.close();
    is_whole
}

/// Opens a database in whatever version it has; none where there is none.
async fn open_as_it_is(factory: &IdbFactory, name: &str) -> Result<Option<IdbDatabase>, StorageProblem> {
    let opening = factory.open(name).map_err(|error| StorageProblem::of(&error))?;
    let is_new = Rc::new(Cell::new(false));
    let none = Closure::<dyn Fn()>::new({
        let (opening, is_new) = (opening.clone(), is_new.clone());
        move || {
            // It would be made: it is not to be.
            is_new.set(true);
            let _ = opening.transaction().map(|transaction| transaction.abort());
        }
    });
    opening.set_onupgradeneeded(Some(none.as_ref().unchecked_ref()));
    let answered = JsFuture::from(Promise::new(&mut |resolve, reject| {
        opening.set_onsuccess(Some(&resolve));
        opening.set_onerror(Some(&reject));
    }))
    .await;
    match (answered, opening.error()) {
        (Ok(_), _) => Ok(opening.result().ok().map(JsCast::unchecked_into)),
        (Err(_), _) if is_new.get() => Ok(None),
        (Err(_), Ok(Some(error))) => Err(StorageProblem::of(&error)),
        (Err(_), _) => Err(StorageProblem::Unavailable),
    }
}

/// Locks the journal, and what is typed and not saved yet with it; returns the name of the database that counts from now on. [`tidy`]
/// does the rest.
///
/// # Errors
///
/// [`SwitchProblem`]: then it is open as before.
pub async fn turn_on(
    factory: &IdbFactory,
    lock: &LockRecord,
    keys: &RecordKeys,
    drafts: &[(String, String)],
) -> Result<&'static str, SwitchProblem> {
    let _turn = take_turn(TurnFor::Changing).await;
    let [name, _] = NAMES;
    for _ in 0..TRIES {
        // Where a page ended while the lock was turned off, the sealed database is all that there is.
        if find(factory).await? != Found::Open {
            return Err(SwitchProblem::Outdated);
        }
        let mut records = read_open(factory).await?;
        let plain = records.clone();
        records.extend(drafts.iter().map(|(name, text)| ((DRAFTS.to_owned(), name.clone()), text.clone())));
        let sealed = write_sealed(factory, name, lock, keys, &records).await?;
        sealed.close();
        match replace_by_pointer(factory, plain, name).await {
            Ok(true) => return Ok(name),
            // It may be the database that counts now.
            Err(SwitchProblem::Outdated) => return Err(SwitchProblem::Outdated),
            outcome => {
                Database::delete_in(factory, name).await?;
                outcome?;
            }
        }
    }
    Err(SwitchProblem::Busy)
}

/// Turns the lock off.
///
/// # Errors
///
/// [`SwitchProblem`]: then it is locked as before.
pub async fn turn_off(
    factory: &IdbFactory,
    sealed: &SealedDatabase,
    name: &str,
    texts: &PlainTexts,
) -> Result<(), SwitchProblem> {
    let _turn = take_turn(TurnFor::Changing).await;
    still_counts(factory, name).await?;
    let mut records = read_sealed(sealed).await?;
    let known = overtake(sealed).await?;
    // First what is typed and not saved: where the page ends before the rest, it is sealed again when the journal is next unlocked.
    let typed: Vec<(String, String)> =
        records.extract_if(.., |(store, _), _| store == DRAFTS).map(|((_, key), text)| (key, text)).collect();
    let turned_off = async {
        if texts.put_back(&typed) > 0 {
            return Err(StorageProblem::Full.into());
        }
        not_overtaken(sealed, known).await?;
        Database::delete_in(factory, NAME).await?;
        if let Err(problem) = write_open(factory, records).await {
            make_pointer_anew(factory, name).await?;
            return Err(problem.into());
        }
        Ok(())
    };
    let turned_off: Result<(), SwitchProblem> = turned_off.await;
    if turned_off.is_err() {
        texts.forget(&typed);
        return turned_off;
    }
    // What is left of it is sealed, and counts no more.
    sealed.close();
    for name in NAMES {
        let _ = Database::delete_in(factory, name).await;
    }
    Ok(())
}

/// Seals everything anew, under another lock, and returns the name of the database that counts from now on.
///
/// # Errors
///
/// [`SwitchProblem`]: then it is locked as before.
pub async fn change_lock(
    factory: &IdbFactory,
    sealed: &SealedDatabase,
    name: &str,
    lock: &LockRecord,
    keys: &RecordKeys,
) -> Result<&'static str, SwitchProblem> {
    let _turn = take_turn(TurnFor::Changing).await;
    still_counts(factory, name).await?;
    let records = read_sealed(sealed).await?;
    let known = overtake(sealed).await?;
    let [first, second] = NAMES;
    let other = if name == first { second } else { first };
    let made = write_sealed(factory, other, lock, keys, &records).await?;
    made.close();
    not_overtaken(sealed, known).await?;
    point_to(factory, other).await?;
    sealed.close();
    let _ = Database::delete_in(factory, name).await;
    Ok(other)
}

/// Whether the database of this name still counts. Then those that do not are removed, and the pointer is made anew where a page ended
/// before it had: what was written in the open journal stays in Firefox's files as long as its database does, though its stores are gone.
///
/// # Errors
///
/// [`StorageProblem`] where the browser does not tell.
pub async fn tidy(factory: &IdbFactory, name: &str) -> Result<bool, StorageProblem> {
    let _turn = take_turn(TurnFor::Changing).await;
    // Another tab can have changed the passphrase since this one asked for it: what counts now is not to be removed.
    if find(factory).await? != Found::Locked(name.to_owned()) {
        return Ok(false);
    }
    for other in NAMES.into_iter().filter(|other| *other != name) {
        let _ = Database::delete_in(factory, other).await;
    }
    // Where that cannot be told now, it can be later: it keeps nobody out.
    if let Ok(false) = is_pointer_anew(factory).await {
        let _ = make_pointer_anew(factory, name).await;
    }
    Ok(true)
}

/// Removes sealed databases that are not whole, where there is nothing else: a page ended before anything was in them.
///
/// # Errors
///
/// [`StorageProblem`] where the browser does not tell.
pub async fn remove_unfinished(factory: &IdbFactory) -> Result<(), StorageProblem> {
    let _turn = take_turn(TurnFor::Changing).await;
    let open = open_as_it_is(factory, NAME).await?;
    open.iter().for_each(IdbDatabase::close);
    if open.is_none() && find(factory).await? == Found::Open {
        for name in NAMES {
            Database::delete_in(factory, name).await?;
        }
    }
    Ok(())
}

async fn still_counts(factory: &IdbFactory, name: &str) -> Result<(), SwitchProblem> {
    let counts = find(factory).await? == Found::Locked(name.to_owned());
    if counts { Ok(()) } else { Err(SwitchProblem::Outdated) }
}

/// From now on, nobody who has read what it holds can change it. Returned is the number of that change.
async fn overtake(sealed: &SealedDatabase) -> Result<u32, StorageProblem> {
    let known = sealed.changes().await?;
    sealed.commit(&[], known).await
}

/// Where the browser cannot keep others out, somebody can have begun a change since: it would be lost.
async fn not_overtaken(sealed: &SealedDatabase, known: u32) -> Result<(), SwitchProblem> {
    if sealed.changes().await? == known { Ok(()) } else { Err(SwitchProblem::Busy) }
}

/// The open journal, without what is derived.
async fn read_open(factory: &IdbFactory) -> Result<Records, StorageProblem> {
    let upgrade = |opening: &IdbOpenDbRequest| make_stores(opening, &ALL);
    let database = Database::open_in(factory, NAME, VERSION, upgrade, || {}).await?;
    let records = {
        let transaction = database.begin(&ALL, Access::Read)?;
        read_all(|name| transaction.store(name)).await
    };
    database.close();
    records
}

async fn read_all(
    store: impl Fn(&str) -> Result<web_sys::IdbObjectStore, StorageProblem>,
) -> Result<Records, StorageProblem> {
    let mut asked = Vec::new();
    for name in ALL.into_iter().filter(|name| *name != MONTHS) {
        let store = store(name)?;
        asked.push((name, answer(store.get_all_keys()), answer(store.get_all())));
    }
    let mut records = Records::new();
    for (name, keys, found) in asked {
        let (keys, found) = (keys.await?, found.await?);
        let (keys, found): (&Array, &Array) = (keys.unchecked_ref(), found.unchecked_ref());
        records.extend(
            keys.iter().zip(found.iter()).map(|(key, record)| ((name.to_owned(), as_text(&key)), as_text(&record))),
        );
    }
    Ok(records)
}

/// A new sealed database with these records, read back and compared.
async fn write_sealed(
    factory: &IdbFactory,
    name: &str,
    lock: &LockRecord,
    keys: &RecordKeys,
    records: &Records,
) -> Result<SealedDatabase, SwitchProblem> {
    let sealed = SealedDatabase::make(factory, name, lock, keys.clone()).await?;
    let change = |((store, key), text): (&(String, String), &String)| SealedChange {
        store: store.clone(),
        key: key.clone(),
        record: Some(JsValue::from_str(text)),
    };
    let changes: Vec<SealedChange> = records.iter().map(change).collect();
    let mut known = 0;
    for some in changes.chunks(WRITTEN_AT_ONCE) {
        known = sealed.commit(some, known).await?;
    }
    if read_sealed(&sealed).await? != *records {
        return Err(StorageProblem::NotKept.into());
    }
    sealed.set_whole().await?;
    Ok(sealed)
}

/// All records of a sealed database, without what is derived.
async fn read_sealed(sealed: &SealedDatabase) -> Result<Records, SwitchProblem> {
    let mut records = Records::new();
    let mut damaged = 0;
    for store in ALL.into_iter().chain([DRAFTS]).filter(|name| *name != MONTHS) {
        for part in sealed.parts(store, &KeyRange::default()).await? {
            let read = sealed.read_part(store, &part).await?;
            // A typed text that cannot be opened is nowhere to be seen, and must not keep the lock as it is for ever.
            damaged += if store == DRAFTS { 0 } else { read.damaged };
            records.extend(read.records.into_iter().map(|(key, record)| ((store.to_owned(), key), as_text(&record))));
        }
    }
    if damaged > 0 { Err(SwitchProblem::Damaged(damaged)) } else { Ok(records) }
}

/// Puts the pointer in the place of an open journal, if it still is as it was read; says whether it was. Where another tab has locked it
/// meanwhile, [`SwitchProblem::Outdated`].
async fn replace_by_pointer(factory: &IdbFactory, read: Records, name: &'static str) -> Result<bool, SwitchProblem> {
    let is_other = Rc::new(Cell::new(false));
    let read = Rc::new(RefCell::new(Some(read)));
    let upgrade = {
        let (is_other, read) = (is_other.clone(), read.clone());
        move |opening: &IdbOpenDbRequest| {
            let Some(transaction) = opening.transaction() else { return };
            let (Some(read), Ok(database)) = (read.take(), opening.result()) else {
                // It comes after all, when nobody waits for it any more.
                let _ = transaction.abort();
                return;
            };
            let is_other = is_other.clone();
            spawn_local(async move {
                let store = |name: &str| transaction.object_store(name).map_err(|error| StorageProblem::of(&error));
                let now = read_all(store).await;
                let is_done =
                    now.as_ref() == Ok(&read) && put_pointer(database.unchecked_ref(), &transaction, name).is_ok();
                if !is_done {
                    is_other.set(now.is_ok_and(|now| now != read));
                    let _ = transaction.abort();
                }
            });
        }
    };
    let opened = Database::open_in(factory, NAME, LOCKED_VERSION, upgrade, || {}).await;
    // Where another tab holds it open, this must not happen later either: what is sealed is about to be deleted.
    let is_untouched = read.take().is_some();
    match opened {
        Ok(database) if is_untouched => {
            database.close();
            Err(SwitchProblem::Outdated)
        }
        Ok(database) => {
            // It has happened, and what is sealed is all that there is, whether or not it can be hurried to the disk.
            let _ = settle(&database).await;
            Ok(true)
        }
        Err(_) if is_other.get() => Ok(false),
        Err(problem) => Err(problem.into()),
    }
}

/// Whether the pointer is in a database of its own, in which nothing else ever was.
async fn is_pointer_anew(factory: &IdbFactory) -> Result<bool, StorageProblem> {
    let Some(database) = open_as_it_is(factory, NAME).await? else { return Ok(false) };
    let database = Database::of(database);
    let is_anew = async {
        let transaction = database.begin(&[LOCK], Access::Read)?;
        Ok(answer(transaction.store(LOCK)?.get(&JsValue::from_str(ANEW))).await? == JsValue::TRUE)
    };
    let is_anew = is_anew.await;
    database.close();
    is_anew
}

/// Deletes `quietleaf`, whatever it is, and makes the pointer. Where the page ends between the two, the sealed database counts.
async fn make_pointer_anew(factory: &IdbFactory, name: &str) -> Result<(), StorageProblem> {
    // Where the first has to wait for another tab, the second waits behind it.
    let _ = Database::delete_in(factory, NAME).await;
    make_pointer(factory, name).await
}

fn put_pointer(database: &IdbDatabase, transaction: &IdbTransaction, name: &str) -> Result<(), JsValue> {
    let stores = database.object_store_names();
    for store in (0..stores.length()).filter_map(|place| stores.item(place)).collect::<Vec<String>>() {
        database.delete_object_store(&store)?;
    }
    database.create_object_store(LOCK)?;
    transaction.object_store(LOCK)?.put_with_key(&JsValue::from_str(name), &JsValue::from_str(COUNTS)).map(|_| ())
}

/// Makes the pointer where there is no journal.
async fn make_pointer(factory: &IdbFactory, name: &str) -> Result<(), StorageProblem> {
    let name = name.to_owned();
    let upgrade = move |opening: &IdbOpenDbRequest| {
        let Some((database, transaction)) = opening.result().ok().zip(opening.transaction()) else { return };
        let database: IdbDatabase = database.unchecked_into();
        // What stood open here until now leaves traces.
        let is_anew = database.object_store_names().length() == 0;
        // Where it cannot be made, what follows fails and says so.
        let _ = put_pointer(&database, &transaction, &name).and_then(|()| {
            transaction.object_store(LOCK)?.put_with_key(&JsValue::from_bool(is_anew), &JsValue::from_str(ANEW))
        });
    };
    let database = Database::open_in(factory, NAME, LOCKED_VERSION, upgrade, || {}).await?;
    settle(&database).await
}

/// Names another sealed database as the one that counts.
async fn point_to(factory: &IdbFactory, name: &str) -> Result<(), StorageProblem> {
    make_pointer(factory, name).await?;
    let database = Database::open_in(factory, NAME, LOCKED_VERSION, |_| {}, || {}).await?;
    let pointed = async {
        let transaction = database.begin(&[LOCK], Access::WriteStrictly)?;
        request(transaction.store(LOCK)?.put_with_key(&JsValue::from_str(name), &JsValue::from_str(COUNTS)))?;
        transaction.finished().await
    };
    let pointed = pointed.await;
    database.close();
    pointed
}

/// Waits until what was made with a version is on the disk: for that transaction, it cannot be asked for. Then lets go of the database.
async fn settle(database: &Database) -> Result<(), StorageProblem> {
    let settled = async {
        let transaction = database.begin(&[LOCK], Access::WriteStrictly)?;
        request(transaction.store(LOCK)?.put_with_key(&JsValue::TRUE, &JsValue::from_str("settled")))?;
        transaction.finished().await
    };
    let settled = settled.await;
    database.close();
    settled
}

/// Makes the open journal with these records, in one transaction, and compares it.
async fn write_open(factory: &IdbFactory, records: Records) -> Result<(), StorageProblem> {
    let to_write = records.clone();
    let upgrade = move |opening: &IdbOpenDbRequest| {
        make_stores(opening, &ALL);
        let Some(transaction) = opening.transaction() else { return };
        let put = |((store, key), text): (&(String, String), &String)| {
            transaction.object_store(store)?.put_with_key(&JsValue::from_str(text), &JsValue::from_str(key))
        };
        if to_write.iter().map(put).any(|put| put.is_err()) {
            let _ = transaction.abort();
        }
    };
    let database = Database::open_in(factory, NAME, VERSION, upgrade, || {}).await?;
    // Strict, as nothing that made it could be.
    let transaction = database.begin(&[MONTHS], Access::WriteStrictly)?;
    request(transaction.store(MONTHS)?.clear())?;
    transaction.finished().await?;
    database.close();
    if read_open(factory).await? == records { Ok(()) } else { Err(StorageProblem::NotKept) }
}
