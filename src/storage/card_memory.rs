//! Which care cards were read, and how far along an entry is, in `localStorage`: it is typed text, and sealed like it behind the
//! lock.

use gloo_storage::{LocalStorage, Storage};

use super::local_storage_available;
use crate::journal::CardMemory;

/// The name under which it is kept. The number is the version of [`CardMemory`].
const NAME: &str = "quietleaf.cards.1";

/// What is kept; nothing where nothing is, or it cannot be read.
#[must_use]
pub fn load() -> CardMemory {
    if local_storage_available() { LocalStorage::get(NAME).unwrap_or_default() } else { CardMemory::default() }
}

/// Keeps it. Without storage it lasts until the page is left: then a card stands longer, and none is lost.
pub fn keep(memory: &CardMemory) {
    if local_storage_available() {
        let _ = LocalStorage::set(NAME, memory);
    }
}
