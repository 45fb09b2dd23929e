//! A transaction over sealed records: what was asked for is answered in order, what is written is kept until the end, and written at once.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, VecDeque},
    rc::Rc,
};

use js_sys::{Array, Function, Reflect};
use quietleaf::{
    browser::idle,
    lock::KeyRange,
    storage::{
        StorageProblem,
        sealed::{
            sealed_database::{SealedChange, SealedDatabase},
            turn_taking::{TurnFor, take_turn},
        },
    },
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::requests::{Request, call, exception, exception_of};

type Records = BTreeMap<String, JsValue>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// It takes requests.
    Open,
    /// It was taken back.
    Aborted,
    /// It takes none any more.
    Ended,
}

/// What a request asks for.
enum Asked {
    Get(KeyRange),
    GetAll(KeyRange),
    GetAllKeys(KeyRange),
    GetKey(KeyRange),
    Count(KeyRange),
    Add(String, JsValue),
    Put(String, JsValue),
    Delete(KeyRange),
}

/// A transaction that is running.
pub(crate) struct Running {
    database: SealedDatabase,
    stores: Vec<String>,
    can_write: bool,
    phase: Cell<Phase>,
    asked: RefCell<VecDeque<(Request, String, Asked)>>,
    /// What is written at the end: for each store, the keys, and what stands under them then; none where nothing does.
    written: RefCell<BTreeMap<String, BTreeMap<String, Option<JsValue>>>>,
    /// What was read of each part of a store: nobody changes it meanwhile.
    read: RefCell<BTreeMap<(String, String), Rc<Records>>>,
    error: RefCell<JsValue>,
    oncomplete: RefCell<Option<Function>>,
    onabort: RefCell<Option<Function>>,
}

impl Running {
    pub(crate) fn new(database: SealedDatabase, stores: Vec<String>, can_write: bool) -> Self {
        Self {
            database,
            stores,
            can_write,
            phase: Cell::new(Phase::Open),
            asked: RefCell::default(),
            written: RefCell::default(),
            read: RefCell::default(),
            error: RefCell::new(JsValue::NULL),
            oncomplete: RefCell::default(),
            onabort: RefCell::default(),
        }
    }

    /// Answers until nothing more is asked for, then writes.
    pub(crate) async fn run(self: Rc<Self>) {
        let turn = take_turn(if self.can_write { TurnFor::Changing } else { TurnFor::Reading }).await;
        let ended = self.answer_all_and_write().await;
        let is_open = self.phase.replace(Phase::Ended) == Phase::Open;
        drop(turn);
        match ended {
            Ok(()) if is_open => call(self.oncomplete.borrow().as_ref(), &JsValue::NULL),
            outcome => {
                if let Err(error) = outcome {
                    *self.error.borrow_mut() = error;
                }
                let aborted = exception("AbortError");
                while let Some((request, ..)) = self.next() {
                    request.answer(Err(aborted.clone()));
                }
                call(self.onabort.borrow().as_ref(), &JsValue::NULL);
            }
        }
    }

    async fn answer_all_and_write(&self) -> Result<(), JsValue> {
        let known = self.database.changes().await.map_err(|problem| exception_of(&problem))?;
        loop {
            while self.phase.get() == Phase::Open {
                let Some((request, store, asked)) = self.next() else { break };
                let answer = self.answer(&store, asked).await;
                let failed = answer.as_ref().err().cloned();
                request.answer(answer);
                if let Some(error) = failed {
                    return Err(error);
                }
            }
            if self.phase.get() != Phase::Open {
                return Ok(());
            }
            // Whoever was answered asks for more before the browser does anything else.
            idle::next_turn().await;
            if self.asked.borrow().is_empty() {
                break;
            }
        }
        if self.phase.get() != Phase::Open {
            return Ok(());
        }
        self.phase.set(Phase::Ended);
        let changes = self.changes();
        if !changes.is_empty() {
            self.database.commit(&changes, known).await.map_err(|problem| exception_of(&problem))?;
        }
        self.phase.set(Phase::Open);
        Ok(())
    }

    fn next(&self) -> Option<(Request, String, Asked)> {
        self.asked.borrow_mut().pop_front()
    }

    fn changes(&self) -> Vec<SealedChange> {
        let written = self.written.borrow();
        let of_store = |(store, records): (&String, &BTreeMap<String, Option<JsValue>>)| {
            let change = |(key, record): (&String, &Option<JsValue>)| SealedChange {
                store: store.clone(),
                key: key.clone(),
                record: record.clone(),
            };
            records.iter().map(change).collect::<Vec<_>>()
        };
        written.iter().flat_map(of_store).collect()
    }

    async fn answer(&self, store: &str, asked: Asked) -> Result<JsValue, JsValue> {
        self.answered(store, asked).await.map_err(|problem| exception_of(&problem))
    }

    async fn answered(&self, store: &str, asked: Asked) -> Result<JsValue, StorageProblem> {
        Ok(match asked {
            Asked::Get(keys) => match keys.only_key() {
                Some(key) => self.one(store, key).await?,
                None => self.all(store, &keys).await?.into_values().next().unwrap_or(JsValue::UNDEFINED),
            },
            Asked::GetAll(keys) => self.all(store, &keys).await?.into_values().collect::<Array>().into(),
            Asked::GetAllKeys(keys) => {
                self.all(store, &keys).await?.into_keys().map(JsValue::from).collect::<Array>().into()
            }
            Asked::GetKey(keys) => self.first_key(store, &keys).await?.map_or(JsValue::UNDEFINED, JsValue::from),
            Asked::Count(keys) if keys == KeyRange::default() && !self.written.borrow().contains_key(store) => {
                self.database.count(store).await?.into()
            }
            Asked::Count(keys) => {
                let count = self.all(store, &keys).await?.len();
                JsValue::from_f64(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
            }
            Asked::Add(key, record) => {
                if !self.one(store, &key).await?.is_undefined() {
                    return Err(StorageProblem::Failed("ConstraintError".to_owned()));
                }
                self.write(store, key, Some(record))
            }
            Asked::Put(key, record) => self.write(store, key, Some(record)),
            Asked::Delete(keys) => {
                let goes: Vec<String> = match keys.only_key() {
                    Some(key) => vec![key.to_owned()],
                    None => self.all(store, &keys).await?.into_keys().collect(),
                };
                for key in goes {
                    self.write(store, key, None);
                }
                JsValue::UNDEFINED
            }
        })
    }

    fn write(&self, store: &str, key: String, record: Option<JsValue>) -> JsValue {
        let answer = JsValue::from_str(&key);
        self.written.borrow_mut().entry(store.to_owned()).or_default().insert(key, record);
        answer
    }

    /// The record under a key; undefined where there is none.
    async fn one(&self, store: &str, key: &str) -> Result<JsValue, StorageProblem> {
        let written = self.written.borrow().get(store).and_then(|records| records.get(key).cloned());
        match written {
            Some(record) => Ok(record.unwrap_or(JsValue::UNDEFINED)),
            None => self.database.get(store, key).await,
        }
    }

    /// All records in a range of keys, in order.
    async fn all(&self, store: &str, keys: &KeyRange) -> Result<Records, StorageProblem> {
        let mut found = Records::new();
        for part in self.database.parts(store, keys).await? {
            let part = self.part(store, part).await?;
            found.extend(
                part.iter().filter(|(key, _)| keys.contains(key)).map(|(key, record)| (key.clone(), record.clone())),
            );
        }
        self.with_written(store, keys, &mut found);
        Ok(found)
    }

    /// The first key in a range: only as many parts are read as it takes to find it.
    async fn first_key(&self, store: &str, keys: &KeyRange) -> Result<Option<String>, StorageProblem> {
        let mut found = Records::new();
        for part in self.database.parts(store, keys).await? {
            // Those without a month come last, and can be any.
            if found.is_empty() || !part.starts_with(|first: char| first.is_ascii_digit()) {
                let part = self.part(store, part).await?;
                let written = self.written.borrow();
                // What is written over, or goes, is not what is found.
                let is_as_it_was = |key: &String| !written.get(store).is_some_and(|written| written.contains_key(key));
                let some = part.iter().filter(|(key, _)| keys.contains(key) && is_as_it_was(key));
                found.extend(some.map(|(key, record)| (key.clone(), record.clone())));
            }
        }
        self.with_written(store, keys, &mut found);
        Ok(found.into_keys().next())
    }

    fn with_written(&self, store: &str, keys: &KeyRange, found: &mut Records) {
        let written = self.written.borrow();
        for (key, record) in written.get(store).into_iter().flatten().filter(|(key, _)| keys.contains(key)) {
            match record {
                Some(record) => found.insert(key.clone(), record.clone()),
                None => found.remove(key),
            };
        }
    }

    async fn part(&self, store: &str, part: String) -> Result<Rc<Records>, StorageProblem> {
        let name = (store.to_owned(), part);
        if let Some(read) = self.read.borrow().get(&name) {
            return Ok(read.clone());
        }
        let read = Rc::new(self.database.read_part(&name.0, &name.1).await?.records);
        self.read.borrow_mut().insert(name, read.clone());
        Ok(read)
    }
}

/// A transaction, as the journal's programs see it.
#[wasm_bindgen]
pub struct SealedTransaction(pub(crate) Rc<Running>);

#[wasm_bindgen]
impl SealedTransaction {
    /// One of its stores.
    ///
    /// # Errors
    ///
    /// `NotFoundError` where it is not one of them.
    #[wasm_bindgen(js_name = objectStore)]
    pub fn object_store(&self, name: String) -> Result<SealedStore, JsValue> {
        if self.0.stores.contains(&name) {
            Ok(SealedStore { running: self.0.clone(), name })
        } else {
            Err(exception("NotFoundError"))
        }
    }

    /// Takes it back.
    ///
    /// # Errors
    ///
    /// `InvalidStateError` where it has ended.
    pub fn abort(&self) -> Result<(), JsValue> {
        if self.0.phase.get() != Phase::Open {
            return Err(exception("InvalidStateError"));
        }
        self.0.phase.set(Phase::Aborted);
        Ok(())
    }

    /// Why it was taken back; null where somebody has asked for that.
    #[wasm_bindgen(getter)]
    pub fn error(&self) -> JsValue {
        self.0.error.borrow().clone()
    }

    /// Called when all is written.
    #[wasm_bindgen(setter)]
    pub fn set_oncomplete(&self, handler: Option<Function>) {
        *self.0.oncomplete.borrow_mut() = handler;
    }

    /// Called when it was taken back.
    #[wasm_bindgen(setter)]
    pub fn set_onabort(&self, handler: Option<Function>) {
        *self.0.onabort.borrow_mut() = handler;
    }
}

/// A store, as the journal's programs see it. All that is asked for is answered in order.
#[wasm_bindgen]
pub struct SealedStore {
    running: Rc<Running>,
    name: String,
}

impl SealedStore {
    fn ask(&self, asked: Asked) -> Result<JsValue, JsValue> {
        if self.running.phase.get() != Phase::Open {
            return Err(exception("TransactionInactiveError"));
        }
        let is_change = matches!(asked, Asked::Add(..) | Asked::Put(..) | Asked::Delete(..));
        if is_change && !self.running.can_write {
            return Err(exception("ReadOnlyError"));
        }
        let request = Request::new();
        self.running.asked.borrow_mut().push_back((request.clone(), self.name.clone(), asked));
        Ok(request.0.into())
    }
}

/// The errors of all are `TransactionInactiveError`, `ReadOnlyError`, and `DataError` for a key that is no text.
#[wasm_bindgen]
impl SealedStore {
    /// The first record in a range.
    pub fn get(&self, keys: &JsValue) -> Result<JsValue, JsValue> {
        self.ask(Asked::Get(range_of(keys)?))
    }

    /// All records in a range.
    #[wasm_bindgen(js_name = getAll)]
    pub fn get_all(&self, keys: &JsValue) -> Result<JsValue, JsValue> {
        self.ask(Asked::GetAll(range_of(keys)?))
    }

    /// All keys in a range.
    #[wasm_bindgen(js_name = getAllKeys)]
    pub fn get_all_keys(&self, keys: &JsValue) -> Result<JsValue, JsValue> {
        self.ask(Asked::GetAllKeys(range_of(keys)?))
    }

    /// The first key in a range.
    #[wasm_bindgen(js_name = getKey)]
    pub fn get_key(&self, keys: &JsValue) -> Result<JsValue, JsValue> {
        self.ask(Asked::GetKey(range_of(keys)?))
    }

    /// How many records are in a range.
    pub fn count(&self, keys: &JsValue) -> Result<JsValue, JsValue> {
        self.ask(Asked::Count(range_of(keys)?))
    }

    /// Adds a record; the transaction fails where one has this key.
    pub fn add(&self, record: JsValue, key: &JsValue) -> Result<JsValue, JsValue> {
        self.ask(Asked::Add(key_of(key)?, record))
    }

    /// Writes a record.
    pub fn put(&self, record: JsValue, key: &JsValue) -> Result<JsValue, JsValue> {
        self.ask(Asked::Put(key_of(key)?, record))
    }

    /// Deletes the records in a range.
    pub fn delete(&self, keys: &JsValue) -> Result<JsValue, JsValue> {
        self.ask(Asked::Delete(range_of(keys)?))
    }

    /// Deletes all records.
    pub fn clear(&self) -> Result<JsValue, JsValue> {
        self.ask(Asked::Delete(KeyRange::default()))
    }
}

fn key_of(key: &JsValue) -> Result<String, JsValue> {
    key.as_string().ok_or_else(|| exception("DataError"))
}

/// The range that a query means: a key, a range of the browser's own, or everything.
fn range_of(query: &JsValue) -> Result<KeyRange, JsValue> {
    if query.is_undefined() || query.is_null() {
        return Ok(KeyRange::default());
    }
    if let Some(key) = query.as_string() {
        return Ok(KeyRange::only(&key));
    }
    if !query.is_object() {
        return Err(exception("DataError"));
    }
    let field = |name: &str| Reflect::get(query, &JsValue::from_str(name));
    // A bound that is no text, such as a number, comes before all text.
    let bound = |key: &str, open: &str| -> Result<Option<(String, bool)>, JsValue> {
        Ok(field(key)?.as_string().zip(Some(field(open)?.is_truthy())))
    };
    Ok(KeyRange { from: bound("lower", "lowerOpen")?, to: bound("upper", "upperOpen")? })
}
