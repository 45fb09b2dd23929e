//! The browser entry of the lock. It is a program of its own, which is loaded where the journal is locked, and where somebody wants to
//! lock it.
//!
//! Where the journal is locked, it is there before the journal's own programs: it asks for the passphrase, gives the page an `indexedDB`,
//! a `localStorage` and a `sessionStorage` behind which everything is sealed, and then lets them begin.

mod requests;
mod sealed_factory;
mod sealed_storage;
mod sealed_transaction;

use js_sys::{Object, Reflect};
use quietleaf::{
    app,
    browser::document,
    storage::{
        StorageProblem,
        sealed::{keeper::Keeper, sealed_database::SealedDatabase, typed_texts::Place},
    },
    ui::lock::Lock,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use self::{
    sealed_factory::{Connections, SealedFactory},
    sealed_storage::{SealedStorage, TypedTexts},
};

fn main() {
    app::handle_panics();
    let connections = Connections::default();
    let lost = {
        let connections = connections.clone();
        move || connections.lost()
    };
    let Ok(keeper) = Keeper::new() else { return document::show_app_note() };
    let lock =
        Lock::new(keeper.clone(), move |sealed| Box::pin(put_behind_lock(sealed, keeper.clone(), connections.clone())));
    // Before anything is mounted, nothing else can run.
    spawn_local(lock.begin(lost));
}

/// From now on, what the page stores is sealed.
async fn put_behind_lock(
    sealed: SealedDatabase,
    keeper: Keeper,
    connections: Connections,
) -> Result<(), StorageProblem> {
    let texts = TypedTexts::open(sealed.clone()).await?;
    let refreshed = texts.clone();
    document::on_return(move || {
        let texts = refreshed.clone();
        spawn_local(async move { texts.refresh().await });
    });
    let (local, session) = (SealedStorage::new(texts.clone(), Place::Local), SealedStorage::new(texts, Place::Session));
    let factory = SealedFactory::new(sealed, connections, keeper.factory().clone());
    let is_replaced = local.is_none_or(|local| replace("localStorage", &local.into()))
        && session.is_none_or(|session| replace("sessionStorage", &session.into()))
        && replace("indexedDB", &factory.into());
    if is_replaced { Ok(()) } else { Err(StorageProblem::Unavailable) }
}

/// Puts something in the place of what the page's window has under a name. It stays until the page is left.
fn replace(name: &str, by: &JsValue) -> bool {
    let property = Object::new();
    let is_set = Reflect::set(&property, &JsValue::from_str("value"), by);
    let window = js_sys::global();
    is_set.is_ok() && Reflect::define_property(&window, &JsValue::from_str(name), &property) == Ok(true)
}
