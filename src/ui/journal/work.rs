//! Work that a change calls for, done by one at a time.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering::Relaxed};

use crate::storage::journal_changes::Changed;

/// Work that changes call for: while it is under way, more of it is done once, after it.
// Atomic because what the journal's parts share is in closures that could be sent; there is one thread.
#[derive(Default)]
pub(super) struct Work {
    is_under_way: AtomicBool,
    due: AtomicU8,
}

const BESIDE_THE_ENTRIES: u8 = 1;
const ANYTHING: u8 = 2;

impl Work {
    /// Notes what calls for it, and says whether somebody is at it, who will see to it.
    pub(super) fn has_to_wait(&self, changed: Changed) -> bool {
        self.due.fetch_max(if changed == Changed::BesideTheEntries { BESIDE_THE_ENTRIES } else { ANYTHING }, Relaxed);
        self.is_under_way.swap(true, Relaxed)
    }

    /// What has called for it since; none where it is done.
    pub(super) fn next(&self) -> Option<Changed> {
        match self.due.swap(0, Relaxed) {
            0 => {
                self.is_under_way.store(false, Relaxed);
                None
            }
            BESIDE_THE_ENTRIES => Some(Changed::BesideTheEntries),
            _ => Some(Changed::Anything),
        }
    }
}
