//! An `indexedDB` behind which every record is sealed. It answers as the browser's own does, as far as the journal asks it: the journal's
//! programs work with either, and know nothing of the lock.
//!
//! What is sealed or opened takes longer than one of the browser's transactions may wait. So a transaction here is many of the browser's:
//! it reads what it is asked for, keeps what is written until its end, and then writes all of it in one strict transaction. Meanwhile
//! nobody else changes anything ([`turn_taking`](quietleaf::storage::sealed::turn_taking)).

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Array, Function};
use quietleaf::{browser::idle, storage::sealed::sealed_database::SealedDatabase};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::IdbFactory;

use super::{
    requests::{Request, call, exception},
    sealed_transaction::{Running, SealedTransaction},
};

/// The name by which the journal knows its database.
const JOURNAL: &str = "quietleaf";

/// All connections to the sealed database on this page.
#[derive(Clone, Default)]
pub(crate) struct Connections(Rc<RefCell<Vec<Rc<Connection>>>>);

impl Connections {
    /// The browser has taken the database away: whoever holds it is told.
    pub(crate) fn lost(&self) {
        for connection in self.0.take() {
            if !connection.is_closed.replace(true) {
                call(connection.onclose.borrow().as_ref(), &JsValue::NULL);
            }
        }
    }
}

#[derive(Default)]
struct Connection {
    is_closed: Cell<bool>,
    onclose: RefCell<Option<Function>>,
}

/// What takes the place of `indexedDB`.
#[wasm_bindgen]
pub struct SealedFactory {
    database: SealedDatabase,
    connections: Connections,
    browsers: IdbFactory,
}

impl SealedFactory {
    pub(crate) fn new(database: SealedDatabase, connections: Connections, browsers: IdbFactory) -> Self {
        Self { database, connections, browsers }
    }
}

#[wasm_bindgen]
impl SealedFactory {
    /// Opens the journal's database, or another one of the browser's.
    ///
    /// # Errors
    ///
    /// As the browser's own.
    pub fn open(&self, name: &str, version: Option<u32>) -> Result<JsValue, JsValue> {
        if name != JOURNAL {
            let opening = match version {
                Some(version) => self.browsers.open_with_u32(name, version),
                None => self.browsers.open(name),
            };
            return opening.map(JsValue::from);
        }
        let request = Request::new();
        let connection = Rc::new(Connection::default());
        self.connections.0.borrow_mut().push(connection.clone());
        let opened = SealedConnection { database: self.database.clone(), connection };
        let answering = request.clone();
        spawn_local(async move {
            idle::next_turn().await;
            answering.answer(Ok(JsValue::from(opened)));
        });
        Ok(request.0.into())
    }

    /// Deletes a database of the browser's.
    ///
    /// # Errors
    ///
    /// As the browser's own.
    #[wasm_bindgen(js_name = deleteDatabase)]
    pub fn delete_database(&self, name: &str) -> Result<JsValue, JsValue> {
        self.browsers.delete_database(name).map(JsValue::from)
    }
}

/// A connection to the journal's database.
#[wasm_bindgen]
pub struct SealedConnection {
    database: SealedDatabase,
    connection: Rc<Connection>,
}

#[wasm_bindgen]
impl SealedConnection {
    /// Called when the database is lost. The browser's own asks first to be let go of: here, that is the loss.
    #[wasm_bindgen(setter)]
    pub fn set_onclose(&self, handler: Option<Function>) {
        *self.connection.onclose.borrow_mut() = handler;
    }

    /// Begins a transaction.
    ///
    /// # Errors
    ///
    /// `InvalidStateError` where the connection is closed.
    pub fn transaction(&self, stores: &JsValue, mode: &JsValue) -> Result<SealedTransaction, JsValue> {
        if self.connection.is_closed.get() {
            return Err(exception("InvalidStateError"));
        }
        let stores = match stores.dyn_ref::<Array>() {
            Some(stores) => stores.iter().filter_map(|store| store.as_string()).collect(),
            None => stores.as_string().into_iter().collect(),
        };
        let can_write = *mode == "readwrite";
        let running = Rc::new(Running::new(self.database.clone(), stores, can_write));
        spawn_local(running.clone().run());
        Ok(SealedTransaction(running))
    }

    /// Lets go of it.
    pub fn close(&self) {
        self.connection.is_closed.set(true);
    }
}
