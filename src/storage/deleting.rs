//! Deleting for good: the days of a span, or everything that this site has stored.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Storage;

use super::{
    database::{Database, StorageProblem},
    journal_store::{JournalStore, NAME},
    sealed::sealed_database::NAMES,
};
use crate::{
    article::CalendarDate,
    journal::{Deletion, Everything, delete_days},
};

/// What the names of all that is kept in `localStorage` and `sessionStorage` begin with.
const OURS: &str = "quietleaf";

impl JournalStore {
    /// Deletes what was recorded on days, all or nothing, and returns what went.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`]: then nothing has changed, except where [`StorageProblem::NotKept`] says that it is not known.
    pub async fn delete_days(&self, goes: &dyn Fn(CalendarDate) -> bool) -> Result<Deletion, StorageProblem> {
        let plan = |here: &Everything| {
            let deletion = delete_days(here, goes);
            (deletion.steps.clone(), deletion)
        };
        Ok(self.change_all(plan, &|_| true).await?.unwrap_or_default())
    }
}

/// What "Delete everything" has removed beside the journal's records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Whether the journal's database is gone.
    pub journal: bool,
    /// How many settings and drafts are gone.
    pub settings: usize,
    /// How many stores of pages for reading offline are gone.
    pub caches: usize,
    /// How many service workers are gone.
    pub workers: usize,
}

/// Removes everything that this site has stored: the journal first, then the rest, each whatever becomes of the others.
///
/// # Errors
///
/// [`StorageProblem`] where the journal could not be removed; the rest stays then.
pub async fn remove_everything() -> Result<Removed, StorageProblem> {
    for name in [NAME].into_iter().chain(NAMES) {
        Database::delete(name).await?;
    }
    let mut removed = Removed { journal: true, ..Removed::default() };
    if let Some(window) = web_sys::window() {
        for storage in [window.local_storage(), window.session_storage()].into_iter().filter_map(|it| it.ok().flatten())
        {
            removed.settings += clear(&storage);
        }
    }
    removed.caches = remove_caches().await.unwrap_or(0);
    removed.workers = remove_workers().await.unwrap_or(0);
    Ok(removed)
}

fn clear(storage: &Storage) -> usize {
    let names = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
    let ours: Vec<String> = names.filter(|name| name.starts_with(OURS)).collect();
    ours.iter().filter(|name| storage.remove_item(name).is_ok()).count()
}

/// Removes the stores of pages, and says how many.
async fn remove_caches() -> Option<usize> {
    let window = web_sys::window()?;
    let caches = Reflect::get(&window, &JsValue::from_str("caches")).ok().filter(JsValue::is_object)?;
    let names: Array = called(&caches, "keys", None).await?.dyn_into().ok()?;
    let mut removed = 0;
    for name in names.iter().filter(|name| name.as_string().is_some_and(|name| name.starts_with(OURS))) {
        removed += usize::from(called(&caches, "delete", Some(&name)).await?.is_truthy());
    }
    Some(removed)
}

/// Removes the service workers of this site, and says how many.
async fn remove_workers() -> Option<usize> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &JsValue::from_str("serviceWorker")).ok().filter(JsValue::is_object)?;
    let registered: Array = called(&container, "getRegistrations", None).await?.dyn_into().ok()?;
    let mut removed = 0;
    for worker in registered.iter() {
        removed += usize::from(called(&worker, "unregister", None).await?.is_truthy());
    }
    Some(removed)
}

/// What a method that promises something has given; none where the browser refuses.
async fn called(of: &JsValue, method: &str, with: Option<&JsValue>) -> Option<JsValue> {
    let method: Function = Reflect::get(of, &JsValue::from_str(method)).ok()?.dyn_into().ok()?;
    let promise = match with {
        Some(with) => method.call1(of, with),
        None => method.call0(of),
    };
    JsFuture::from(promise.ok()?.dyn_into::<Promise>().ok()?).await.ok()
}
