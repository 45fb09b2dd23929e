//! The journal under a lock: every record sealed for itself, in a database of its own.
//!
//! The rest of the app knows nothing of it. Once the journal is unlocked, the page's `indexedDB` and `localStorage` are replaced by ones
//! that seal what is written and open what is read (`src/lock_app/`); where it is not locked, nothing of this is loaded.
//! docs/lock.md has the whole.

pub mod crypto;
pub mod keeper;
pub mod sealed_database;
pub mod switching;
pub mod turn_taking;
pub mod typed_texts;
pub mod unlocking;
