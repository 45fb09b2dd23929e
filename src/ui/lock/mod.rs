//! The lock of the journal, as a person sees it: the screen that asks for the passphrase, and the fold in which the lock is switched.

mod leaving;
mod lock_fold;
mod lock_screen;
mod lock_words;

use std::{ops::Deref, pin::Pin};

use leptos::prelude::*;

use crate::{
    app,
    browser::{clock, document},
    lock::{RecoveryCode, Way},
    storage::{
        StorageProblem, lock_settings,
        sealed::{
            keeper::{Keeper, LockState},
            sealed_database::{LockedProblem, SealedDatabase},
            unlocking::UnlockProblem,
        },
    },
    ui::passphrase_field::take_typed,
};

/// Puts the page's storage behind the lock.
type PutBehindLock = dyn Fn(SealedDatabase) -> Pin<Box<dyn Future<Output = Result<(), StorageProblem>>>>;

/// Everything that the lock's parts share. It is a handle.
#[derive(Clone, Copy)]
pub struct Lock(&'static Shared);

impl Deref for Lock {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        self.0
    }
}

/// What a [`Lock`] leads to.
pub struct Shared {
    keeper: StoredValue<Keeper, LocalStorage>,
    put_behind_lock: StoredValue<Box<PutBehindLock>, LocalStorage>,
    /// What the person opens it with.
    way: RwSignal<usize>,
    /// Whether it is being opened.
    opens: RwSignal<bool>,
    /// Why it is not open.
    problem: RwSignal<String>,
    /// Whether everything would be deleted.
    asks_to_delete: RwSignal<bool>,
    /// Whether it must not lock itself just now.
    is_held: StoredValue<bool>,
    /// Whether the journal is unlocked.
    is_unlocked: StoredValue<bool>,
}

const BY_PASSPHRASE: usize = 0;
const BY_CODE: usize = 1;
/// Nothing opens it.
const BROKEN: usize = 2;
/// The browser does not give it out just now.
const OUT_OF_REACH: usize = 3;

impl Lock {
    /// The lock of this page. It is there until the page is left.
    pub fn new(
        keeper: Keeper,
        put_behind_lock: impl Fn(SealedDatabase) -> Pin<Box<dyn Future<Output = Result<(), StorageProblem>>>> + 'static,
    ) -> Self {
        Self(Box::leak(Box::new(Shared {
            keeper: StoredValue::new_local(keeper),
            put_behind_lock: StoredValue::new_local(Box::new(put_behind_lock)),
            way: RwSignal::new(BY_PASSPHRASE),
            opens: RwSignal::new(false),
            problem: RwSignal::new(String::new()),
            asks_to_delete: RwSignal::new(false),
            is_held: StoredValue::new(false),
            is_unlocked: StoredValue::new(false),
        })))
    }

    /// Shows the screen where the journal is locked, and else the fold, where it is open. `lost` is called when the browser takes the
    /// sealed journal away.
    pub async fn begin(self, lost: impl Fn() + 'static) {
        let lost = move || {
            lost();
            // What it asks the passphrase of is not there any more: another tab has changed it.
            if !self.is_unlocked.get_value() && !self.is_held.get_value() {
                document::reload();
            }
        };
        let found = self.keeper().look(lost).await;
        match (document::is_live("locked"), found) {
            (false, Ok(LockState::Open)) => return lock_fold::show_when_opened(self),
            (false, Err(problem)) => return lock_fold::show_problem(lock_words::cannot_be_opened(&problem)),
            // Another tab has locked the journal, or unlocked it, since the page was asked for.
            (false, Ok(LockState::Locked)) => return document::reload(),
            (true, Ok(LockState::Open)) => {
                let Err(problem) = self.keeper().remove_unfinished().await else { return document::reload() };
                self.way.set(OUT_OF_REACH);
                self.problem.set(lock_words::cannot_be_opened(&problem.into()));
            }
            (true, Ok(LockState::Locked)) => {}
            (true, Err(problem)) => {
                self.way.set(if matches!(problem, LockedProblem::Storage(_)) { OUT_OF_REACH } else { BROKEN });
                self.problem.set(lock_words::cannot_be_opened(&problem));
            }
        }
        app::mount("journal", move || lock_screen::lock_screen(self));
        document::set_ready();
        leaving::lock_on_leaving();
    }

    fn keeper(self) -> Keeper {
        self.keeper.get_value()
    }

    /// Opens the journal with what is typed.
    fn unlock(self) {
        let attempts = lock_settings::load().attempts;
        let wait = attempts.wait(clock::changed().0);
        if wait > 0 {
            return self.refuse(lock_words::wait(wait));
        }
        let typed = take_typed(lock_screen::TYPED);
        let (way, typed) = match self.way.get_untracked() {
            BY_CODE => match RecoveryCode::read(&typed) {
                Ok(code) => (Way::RecoveryCode, code.as_passphrase().to_owned()),
                Err(problem) => return self.refuse(lock_words::no_code(problem).to_owned()),
            },
            _ if typed.is_empty() => return self.refuse(lock_words::NOTHING_TYPED.to_owned()),
            _ => (Way::Passphrase, typed),
        };
        self.problem.set(String::new());
        self.opens.set(true);
        app::run(async move {
            let unlocked = self.keeper().unlock(way, &typed).await;
            match unlocked {
                Ok(sealed) => {
                    lock_settings::change(|settings| settings.attempts = <_>::default());
                    let is_behind = self.put_behind_lock.with_value(|put| put(sealed)).await;
                    match is_behind {
                        Ok(()) => self.let_in(),
                        Err(problem) => self.refuse(lock_words::not_opened(&problem)),
                    }
                }
                Err(UnlockProblem::Wrong) => {
                    lock_settings::change(|settings| {
                        settings.attempts = settings.attempts.failed_at(clock::changed().0);
                    });
                    self.refuse(lock_words::wrong(way).to_owned());
                }
                Err(UnlockProblem::Outdated) => document::reload(),
                Err(UnlockProblem::Refused) => self.refuse(lock_words::REFUSED.to_owned()),
            }
        });
    }

    fn refuse(self, why: String) {
        self.opens.set(false);
        self.problem.set(why);
        document::focus_soon(lock_screen::TYPED);
    }

    /// The journal's programs begin.
    fn let_in(self) {
        self.is_unlocked.set_value(true);
        lock_fold::show_when_opened(self);
        leaving::lock_when_idle(self);
        document::announce_unlocked();
        document::focus_when_there("add-entry");
    }
}

impl LockedProblem {
    /// Whether a newer version would open it.
    fn is_newer(&self) -> bool {
        matches!(self, Self::Lock(crate::lock::LockProblem::Newer) | Self::Storage(StorageProblem::Newer))
    }
}
