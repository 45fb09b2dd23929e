//! What is kept on the device: the journal in `IndexedDB`; settings and unsaved drafts in `localStorage`; a question that is not
//! added yet in `sessionStorage`.

mod bin_store;
mod database;
mod entry_records;
mod month_records;
mod steps;

pub mod card_memory;
pub mod deleting;
pub mod drafts;
pub mod journal_changes;
pub mod journal_store;
pub mod kept_store;
pub mod lock_settings;
pub mod question_draft;
pub mod restoring;
pub mod safekeeping;
pub mod sealed;
pub mod settings;

pub use database::StorageProblem;

/// Whether the browser has storage for this site: `gloo_storage` must not be asked where it is blocked.
fn local_storage_available() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

/// The same for what lasts as long as the tab.
fn session_storage_available() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.session_storage(), Ok(Some(_))))
}
