//! Locking again: when the page is left, when nothing is done for a while, and when somebody asks for it. To lock is to load the page anew:
//! nothing that it held is left, and neither are the keys.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;

use super::Lock;
use crate::{
    app,
    browser::{clock, document, seconds},
    storage::lock_settings,
};

/// Locks the journal.
pub(super) fn lock_now() {
    document::clear();
    document::reload();
}

/// A page that is left shows nothing any more, and is locked where it comes back from the browser's memory.
pub(super) fn lock_on_leaving() {
    document::on_leave(document::clear);
    document::on_resurrection(document::reload);
}

/// Locks the journal when nothing was done for as long as was chosen, also while the page was out of sight or the device asleep.
pub(super) fn lock_when_idle(lock: Lock) {
    let last = Rc::new(Cell::new(clock::changed().0));
    let lock_if_idle = {
        let last = last.clone();
        move || {
            let idle = clock::changed().0.abs_diff(last.get());
            // Somebody moves the pointer: what is chosen need not be read each time.
            if idle > 1_000
                && !lock.is_held.get_value()
                && idle > u64::from(lock_settings::load().idle_minutes) * 60_000
            {
                lock_now();
            }
        }
    };
    document::on_return(lock_if_idle.clone());
    document::on_activity({
        let lock_if_idle = lock_if_idle.clone();
        move || {
            // The first thing that is done after a long sleep must not make it awake.
            lock_if_idle();
            last.set(clock::changed().0);
        }
    });
    app::run(async move {
        loop {
            seconds::wait(LOOKED_AT_EVERY).await;
            lock_if_idle();
        }
    });
}

/// In seconds.
const LOOKED_AT_EVERY: i32 = 5;
