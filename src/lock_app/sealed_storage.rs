//! A `localStorage` or `sessionStorage` behind which typed texts are sealed. Everything else stays where it is.
//!
//! A draft is kept with every letter, at once, as the journal's program asks for it; sealing takes a moment longer. What comes meanwhile
//! is sealed together. Where that fails, the next text is refused, as a full storage does: then the page says that the draft is not kept.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    mem,
    rc::Rc,
};

use js_sys::JsString;
use quietleaf::storage::{
    StorageProblem,
    sealed::{
        sealed_database::{DRAFTS, SealedChange, SealedDatabase},
        turn_taking::{TurnFor, take_turn},
        typed_texts::Place,
    },
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::Storage;

use super::requests::exception;

/// The typed texts behind the lock.
pub(crate) struct TypedTexts {
    database: SealedDatabase,
    held: RefCell<BTreeMap<String, String>>,
    /// What is to be sealed: none where a text goes.
    waiting: RefCell<BTreeMap<String, Option<String>>>,
    is_sealing: Cell<bool>,
    has_failed: Cell<bool>,
}

/// The texts among records, by their names.
fn texts(records: BTreeMap<String, JsValue>) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    // One after another: collecting would bring a sort of its own.
    texts.extend(records.into_iter().filter_map(|(name, text)| Some((name, text.as_string()?))));
    texts
}

impl TypedTexts {
    /// Those of this database.
    pub(crate) async fn open(database: SealedDatabase) -> Result<Rc<Self>, StorageProblem> {
        let sealed = database.read_part(DRAFTS, "").await?;
        let held = RefCell::new(texts(sealed.records));
        let (waiting, is_sealing, has_failed) = (RefCell::default(), Cell::default(), Cell::default());
        Ok(Rc::new(Self { database, held, waiting, is_sealing, has_failed }))
    }

    /// What other tabs have sealed since comes in.
    pub(crate) async fn refresh(&self) {
        let Ok(sealed) = self.database.read_part(DRAFTS, "").await else { return };
        if !self.is_sealing.get() && self.waiting.borrow().is_empty() {
            *self.held.borrow_mut() = texts(sealed.records);
        }
    }

    fn set(self: &Rc<Self>, key: String, text: Option<String>) {
        match &text {
            Some(text) => self.held.borrow_mut().insert(key.clone(), text.clone()),
            None => self.held.borrow_mut().remove(&key),
        };
        self.waiting.borrow_mut().insert(key, text);
        if !self.is_sealing.replace(true) {
            spawn_local(self.clone().seal());
        }
    }

    async fn seal(self: Rc<Self>) {
        loop {
            let waiting = mem::take(&mut *self.waiting.borrow_mut());
            if waiting.is_empty() {
                break;
            }
            let is_written = self.write(&waiting).await.is_ok();
            self.has_failed.set(!is_written);
            if !is_written {
                // They are tried again with the next letter; what was typed since counts.
                let mut newer = self.waiting.borrow_mut();
                for (key, text) in waiting {
                    newer.entry(key).or_insert(text);
                }
                break;
            }
        }
        self.is_sealing.set(false);
    }

    async fn write(&self, texts: &BTreeMap<String, Option<String>>) -> Result<(), StorageProblem> {
        let _turn = take_turn(TurnFor::Changing).await;
        let change = |(key, text): (&String, &Option<String>)| SealedChange {
            store: DRAFTS.to_owned(),
            key: key.clone(),
            record: text.as_deref().map(JsValue::from_str),
        };
        let changes: Vec<SealedChange> = texts.iter().map(change).collect();
        let known = self.database.changes().await?;
        self.database.commit(&changes, known).await.map(|_| ())
    }
}

/// What takes the place of `localStorage` or `sessionStorage`.
#[wasm_bindgen]
pub struct SealedStorage {
    texts: Rc<TypedTexts>,
    place: Place,
    browsers: Storage,
}

impl SealedStorage {
    /// None where the browser refuses its own: then the page knows that there is none.
    pub(crate) fn new(texts: Rc<TypedTexts>, place: Place) -> Option<Self> {
        Some(Self { texts, place, browsers: place.storage()? })
    }

    fn names(&self) -> Vec<String> {
        let count = self.browsers.length().unwrap_or(0);
        let of_browser = (0..count).filter_map(|index| self.browsers.key(index).ok().flatten());
        let held = self.texts.held.borrow();
        let sealed = held.keys().filter_map(|key| self.place.name(key).map(str::to_owned));
        of_browser.filter(|name| !self.place.holds_typed(name)).chain(sealed).collect()
    }
}

#[wasm_bindgen]
impl SealedStorage {
    /// How many texts there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> u32 {
        u32::try_from(self.names().len()).unwrap_or(u32::MAX)
    }

    /// The name of one of them.
    pub fn key(&self, index: u32) -> Option<String> {
        self.names().into_iter().nth(usize::try_from(index).ok()?)
    }

    /// A text.
    ///
    /// # Errors
    ///
    /// As the browser's own.
    #[wasm_bindgen(js_name = getItem)]
    pub fn get_item(&self, name: &str) -> Result<JsValue, JsValue> {
        let text = if self.place.holds_typed(name) {
            self.texts.held.borrow().get(&self.place.key(name)).cloned()
        } else {
            self.browsers.get_item(name)?
        };
        // None is null, as the browser's own answers.
        Ok(text.map_or(JsValue::NULL, JsValue::from))
    }

    /// Keeps a text.
    ///
    /// # Errors
    ///
    /// As the browser's own; `QuotaExceededError` where the last one could not be sealed.
    #[wasm_bindgen(js_name = setItem)]
    pub fn set_item(&self, name: &str, text: JsString) -> Result<(), JsValue> {
        let text = String::from(text);
        if !self.place.holds_typed(name) {
            return self.browsers.set_item(name, &text);
        }
        self.texts.set(self.place.key(name), Some(text));
        if self.texts.has_failed.get() { Err(exception("QuotaExceededError")) } else { Ok(()) }
    }

    /// Takes a text away.
    ///
    /// # Errors
    ///
    /// As the browser's own.
    #[wasm_bindgen(js_name = removeItem)]
    pub fn remove_item(&self, name: &str) -> Result<(), JsValue> {
        if !self.place.holds_typed(name) {
            return self.browsers.remove_item(name);
        }
        let key = self.place.key(name);
        if self.texts.held.borrow().contains_key(&key) {
            self.texts.set(key, None);
        }
        Ok(())
    }
}
