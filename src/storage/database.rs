//! `IndexedDB`, as far as the journal needs it: opening, strict transactions, requests as futures.
//!
//! Own code rather than a crate: `idb` and `rexie` cannot ask for strict durability, and `indexed_db_futures` hides why a
//! transaction was aborted (docs/decisions/0023-indexeddb-by-web-sys.md).

use std::{
    cell::Cell,
    error::Error,
    fmt,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

#[wasm_bindgen]
extern "C" {
    /// A database whose transactions take options: `web-sys` calls them unstable and leaves them out.
    type WithOptions;

    #[wasm_bindgen(method, catch)]
    fn transaction(this: &WithOptions, names: &Array, mode: &str, options: &Object) -> Result<IdbTransaction, JsValue>;

    /// A transaction that can be told to end: `web-sys` marks its own as deprecated, which the standard does not.
    type WithCommit;

    #[wasm_bindgen(method, catch)]
    fn commit(this: &WithCommit) -> Result<(), JsValue>;
}

/// Why the browser could not store or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageProblem {
    /// The browser has no storage for this site, or refuses it.
    Unavailable,
    /// A newer Quietleaf has stored a newer form.
    Newer,
    /// Other tabs hold an older form open, or the browser did not answer for long.
    HeldOpen,
    /// The connection was closed: the site's data was cleared, or a newer Quietleaf needs to change it.
    Closed,
    /// There is no room left.
    Full,
    /// What was written could not be read back as it was.
    NotKept,
    /// Something else; the browser's own name for it.
    Failed(String),
}

impl fmt::Display for StorageProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable => f.write_str("the browser has no storage for this site"),
            Self::Newer => f.write_str("a newer version has stored a newer form"),
            Self::HeldOpen => f.write_str("other tabs hold an older form open"),
            Self::Closed => f.write_str("the connection was closed"),
            Self::Full => f.write_str("there is no room left"),
            Self::NotKept => f.write_str("what was written could not be read back"),
            Self::Failed(name) => write!(f, "the browser reports {name}"),
        }
    }
}

impl Error for StorageProblem {}

impl StorageProblem {
    pub(super) fn of(error: &JsValue) -> Self {
        let name = error.dyn_ref::<DomException>().map(DomException::name);
        let name = name.or_else(|| Reflect::get(error, &JsValue::from_str("name")).ok()?.as_string());
        match name.as_deref() {
            Some("QuotaExceededError") => Self::Full,
            Some("VersionError") => Self::Newer,
            Some("SecurityError") => Self::Unavailable,
            Some(other) => Self::Failed(other.to_owned()),
            None => Self::Failed("no reason".to_owned()),
        }
    }
}

/// An open database.
#[derive(Clone, Debug)]
pub(super) struct Database(IdbDatabase);

/// What a transaction may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Read.
    Read,
    /// Write, and be told that it is done only when it is on the disk.
    WriteStrictly,
    /// Write what can be made anew.
    WriteLoosely,
}

/// How long a database may be waited for: then it counts as held open by others.
const MOST_MILLISECONDS_TO_OPEN: i32 = 10_000;

impl Database {
    /// Opens a database and makes the stores that it lacks: those that an older version has made stay as they are.
    /// `closed` is called when the connection is lost later.
    pub(super) async fn open(
        name: &str,
        version: u32,
        stores: &'static [&'static str],
        closed: impl Fn() + 'static,
    ) -> Result<Self, StorageProblem> {
        Self::open_in(&factory()?, name, version, move |opening| make_stores(opening, stores), closed).await
    }

    /// The same among the databases of this factory; `upgrade` makes an older form into this one, or a new database.
    pub(super) async fn open_in(
        factory: &IdbFactory,
        name: &str,
        version: u32,
        upgrade: impl Fn(&IdbOpenDbRequest) + 'static,
        closed: impl Fn() + 'static,
    ) -> Result<Self, StorageProblem> {
        let opening = factory.open_with_u32(name, version).map_err(|error| StorageProblem::of(&error))?;
        let has_begun = Rc::new(Cell::new(false));
        let upgrades = Closure::<dyn Fn()>::new({
            let (opening, has_begun) = (opening.clone(), has_begun.clone());
            move || {
                has_begun.set(true);
                upgrade(&opening);
            }
        });
        opening.set_onupgradeneeded(Some(upgrades.as_ref().unchecked_ref()));
        let promise = Promise::new(&mut |resolve, reject| {
            opening.set_onsuccess(Some(&resolve));
            opening.set_onerror(Some(&reject));
            opening.set_onblocked(Some(&reject));
            // While another page that has gone still asks for it, some browsers do not answer at all. A refused wait is none. An upgrade
            // that has begun is waited for: it would go on.
            let has_begun = has_begun.clone();
            let give_up = Closure::once_into_js(move || {
                if !has_begun.get() {
                    let _ = reject.call0(&JsValue::NULL);
                }
            });
            if let Some(window) = web_sys::window() {
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
                    give_up.unchecked_ref(),
                    MOST_MILLISECONDS_TO_OPEN,
                );
            }
        });
        let answered = JsFuture::from(promise).await;
        if answered.is_err() {
            let error = opening.error();
            if error.is_err() {
                // Not answered yet: when the other tabs let go, the stores are made after all, and the connection is closed.
                let late = Closure::once_into_js({
                    let opening = opening.clone();
                    move || {
                        if let Ok(database) = opening.result() {
                            database.unchecked_into::<IdbDatabase>().close();
                        }
                    }
                });
                opening.set_onsuccess(Some(late.unchecked_ref()));
                upgrades.forget();
            }
            return Err(match error {
                Ok(Some(error)) => match StorageProblem::of(&error) {
                    StorageProblem::Full => StorageProblem::Full,
                    StorageProblem::Newer => StorageProblem::Newer,
                    // Private windows and blocked cookies have many names.
                    _ => StorageProblem::Unavailable,
                },
                _ => StorageProblem::HeldOpen,
            });
        }
        let database: IdbDatabase = opening.result().map_err(|error| StorageProblem::of(&error))?.unchecked_into();
        let lost = Closure::<dyn Fn()>::new({
            let database = database.clone();
            move || {
                database.close();
                closed();
            }
        });
        database.set_onclose(Some(lost.as_ref().unchecked_ref()));
        database.set_onversionchange(Some(lost.as_ref().unchecked_ref()));
        lost.forget();
        Ok(Self(database))
    }

    /// One that is open already.
    pub(super) fn of(database: IdbDatabase) -> Self {
        Self(database)
    }

    /// Lets go of it.
    pub(super) fn close(&self) {
        self.0.close();
    }

    /// Deletes a database, with all that is in it. Other tabs that have it open let go of it; one that does not holds it up, and it is
    /// deleted when that tab is closed.
    pub(super) async fn delete(name: &str) -> Result<(), StorageProblem> {
        Self::delete_in(&factory()?, name).await
    }

    /// The same among the databases of this factory.
    pub(super) async fn delete_in(factory: &IdbFactory, name: &str) -> Result<(), StorageProblem> {
        let deleting = factory.delete_database(name).map_err(|error| StorageProblem::of(&error))?;
        let promise = Promise::new(&mut |resolve, reject| {
            deleting.set_onsuccess(Some(&resolve));
            deleting.set_onerror(Some(&reject));
            deleting.set_onblocked(Some(&reject));
        });
        if JsFuture::from(promise).await.is_ok() {
            return Ok(());
        }
        match deleting.error() {
            Ok(Some(error)) => Err(StorageProblem::of(&error)),
            // Not answered yet: it is blocked.
            _ => Err(StorageProblem::HeldOpen),
        }
    }

    /// Begins a transaction over these stores.
    pub(super) fn begin(&self, stores: &[&str], access: Access) -> Result<Transaction, StorageProblem> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        let (mode, durability) = match access {
            Access::Read => ("readonly", "default"),
            Access::WriteStrictly => ("readwrite", "strict"),
            Access::WriteLoosely => ("readwrite", "relaxed"),
        };
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str("durability"), &JsValue::from_str(durability));
        let transaction =
            self.0.unchecked_ref::<WithOptions>().transaction(&names, mode, &options).map_err(|error| {
                match StorageProblem::of(&error) {
                    StorageProblem::Failed(name) if name == "InvalidStateError" => StorageProblem::Closed,
                    other => other,
                }
            })?;
        let ended = Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
        });
        Ok(Transaction { transaction, ended: Some(JsFuture::from(ended)) })
    }
}

/// The databases of this page: the browser's own, or, where the journal is unlocked, those behind the lock.
pub(super) fn factory() -> Result<IdbFactory, StorageProblem> {
    web_sys::window().and_then(|window| window.indexed_db().ok().flatten()).ok_or(StorageProblem::Unavailable)
}

pub(super) fn make_stores(opening: &IdbOpenDbRequest, stores: &[&str]) {
    let Ok(database) = opening.result() else { return };
    let database: IdbDatabase = database.unchecked_into();
    let known = database.object_store_names();
    for name in stores.iter().filter(|name| !known.contains(name)) {
        // Where a store cannot be made, every later transaction on it fails and says so.
        let _ = database.create_object_store(name);
    }
}

/// A transaction. It counts only when [`Transaction::finished`] says so; one that is dropped before is taken back.
#[derive(Debug)]
pub(super) struct Transaction {
    transaction: IdbTransaction,
    ended: Option<JsFuture>,
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if self.ended.is_some() {
            // Half of what was asked for is never to be kept. One that has ended already refuses, and stays as it is.
            let _ = self.transaction.abort();
        }
    }
}

impl Transaction {
    /// One of its stores.
    pub(super) fn store(&self, name: &str) -> Result<IdbObjectStore, StorageProblem> {
        self.transaction.object_store(name).map_err(|error| StorageProblem::of(&error))
    }

    /// Waits until it is complete.
    pub(super) async fn finished(mut self) -> Result<(), StorageProblem> {
        let Some(ended) = self.ended.take() else { return Ok(()) };
        // All is asked for: the browser need not answer it first. Where this is refused, it ends by itself.
        let _ = self.transaction.unchecked_ref::<WithCommit>().commit();
        match ended.await {
            Ok(_) => Ok(()),
            Err(_) => Err(self
                .transaction
                .error()
                .map_or_else(|| StorageProblem::Failed("AbortError".to_owned()), |error| StorageProblem::of(&error))),
        }
    }
}

/// The answer to a request, which is listened for from now on: other requests can be made before it is waited for. The
/// transaction stays open while nothing else is awaited between.
pub(super) fn answer(request: Result<IdbRequest, JsValue>) -> Answer {
    Answer(request.map_err(|error| StorageProblem::of(&error)).map(|request| {
        let promise = Promise::new(&mut |resolve, reject| {
            request.set_onsuccess(Some(&resolve));
            request.set_onerror(Some(&reject));
        });
        (request, JsFuture::from(promise))
    }))
}

/// What a request will be answered.
// A type of its own rather than an async function: where many wait, it makes less code.
#[derive(Debug)]
pub(super) struct Answer(Result<(IdbRequest, JsFuture), StorageProblem>);

impl Future for Answer {
    type Output = Result<JsValue, StorageProblem>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (request, answered) = match &mut self.0 {
            Ok(asked) => asked,
            Err(problem) => return Poll::Ready(Err(problem.clone())),
        };
        Pin::new(answered).poll(context).map(|answered| match (answered, request.error()) {
            (Ok(_), _) => request.result().map_err(|error| StorageProblem::of(&error)),
            (Err(_), Ok(Some(error))) => Err(StorageProblem::of(&error)),
            (Err(_), _) => Err(StorageProblem::Failed("no reason".to_owned())),
        })
    }
}

/// A request whose answer is the transaction's end.
pub(super) fn request(made: Result<IdbRequest, JsValue>) -> Result<(), StorageProblem> {
    made.map(|_| ()).map_err(|error| StorageProblem::of(&error))
}

/// A range of keys.
pub(super) fn range(made: Result<IdbKeyRange, JsValue>) -> Result<IdbKeyRange, StorageProblem> {
    made.map_err(|error| StorageProblem::of(&error))
}
