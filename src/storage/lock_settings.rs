//! What is chosen about the lock, and how many tries were in vain, kept by the browser for this site where anybody can read it.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use crate::lock::Attempts;

/// The name under which it is kept. The number is the version of [`LockSettings`].
const NAME: &str = "quietleaf.lock.1";

/// What is kept. Once released, version 1 keeps its form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LockSettings {
    /// After how many minutes in which nothing is done the journal locks itself.
    pub idle_minutes: u32,
    /// Tries in vain.
    pub attempts: Attempts,
}

impl Default for LockSettings {
    fn default() -> Self {
        Self { idle_minutes: 5, attempts: Attempts::default() }
    }
}

/// What is kept; the defaults where nothing is.
#[must_use]
pub fn load() -> LockSettings {
    if super::local_storage_available() { LocalStorage::get(NAME).unwrap_or_default() } else { LockSettings::default() }
}

/// Changes what is kept. Without storage, it is forgotten.
pub fn change(by: impl FnOnce(&mut LockSettings)) {
    let mut settings = load();
    by(&mut settings);
    if super::local_storage_available() {
        let _ = LocalStorage::set(NAME, &settings);
    }
}
