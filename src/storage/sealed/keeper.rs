//! Who keeps the lock: knows which sealed database counts, opens it for whoever knows the passphrase, and switches the lock on and off.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsValue;
use web_sys::IdbFactory;

use super::{
    super::database::{StorageProblem, factory},
    crypto::RecordKeys,
    sealed_database::{DRAFTS, LockedDatabase, LockedProblem, SealedChange, SealedDatabase},
    switching::{self, Found, SwitchProblem},
    turn_taking::{TurnFor, take_turn},
    typed_texts::PlainTexts,
    unlocking::{UnlockProblem, make_lock, unlock},
};
use crate::lock::{LockRecord, RecoveryCode, Way};

/// Whether the journal is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockState {
    /// It is not.
    Open,
    /// It is.
    Locked,
}

/// A new lock that is not switched on yet.
#[derive(Clone, Debug)]
pub struct NewLock {
    lock: LockRecord,
    keys: RecordKeys,
}

impl NewLock {
    /// The lock that a passphrase and a recovery code open.
    ///
    /// # Errors
    ///
    /// [`UnlockProblem::Refused`].
    pub async fn make(passphrase: &str, code: &RecoveryCode) -> Result<Self, UnlockProblem> {
        make_lock(passphrase, code).await.map(|(lock, keys)| Self { lock, keys })
    }
}

/// Who keeps the lock. It is a handle.
#[derive(Clone, Debug)]
pub struct Keeper(Rc<Kept>);

#[derive(Debug)]
struct Kept {
    /// The browser's own databases and storages: the page's can be other ones.
    factory: IdbFactory,
    texts: PlainTexts,
    locked: RefCell<Option<(String, LockedDatabase)>>,
    sealed: RefCell<Option<SealedDatabase>>,
}

impl Keeper {
    /// A keeper for this page.
    ///
    /// # Errors
    ///
    /// [`StorageProblem::Unavailable`].
    pub fn new() -> Result<Self, StorageProblem> {
        let (locked, sealed) = (RefCell::default(), RefCell::default());
        Ok(Self(Rc::new(Kept { factory: factory()?, texts: PlainTexts::of_page(), locked, sealed })))
    }

    /// The browser's own databases.
    #[must_use]
    pub fn factory(&self) -> &IdbFactory {
        &self.0.factory
    }

    /// Looks whether the journal is locked. `lost` is called when the browser takes the sealed database away.
    ///
    /// # Errors
    ///
    /// [`LockedProblem`] where that cannot be told, or nothing can open it.
    pub async fn look(&self, lost: impl Fn() + 'static) -> Result<LockState, LockedProblem> {
        match switching::find(&self.0.factory).await? {
            Found::Open => Ok(LockState::Open),
            Found::Locked(name) => {
                let locked = LockedDatabase::open(&self.0.factory, &name, lost).await?;
                *self.0.locked.borrow_mut() = Some((name, locked));
                Ok(LockState::Locked)
            }
        }
    }

    fn locked(&self) -> Option<(String, LockedDatabase)> {
        self.0.locked.borrow().clone()
    }

    /// Opens the journal with what was typed. What stands somewhere as plain text, because a page ended when it was being locked, is sealed.
    ///
    /// # Errors
    ///
    /// [`UnlockProblem`].
    pub async fn unlock(&self, way: Way, typed: &str) -> Result<SealedDatabase, UnlockProblem> {
        let (name, locked) = self.locked().ok_or(UnlockProblem::Refused)?;
        let keys = unlock(&locked.lock, way, typed).await?;
        let sealed = locked.unlocked(keys);
        if !switching::tidy(&self.0.factory, &name).await.map_err(|_| UnlockProblem::Refused)? {
            return Err(UnlockProblem::Outdated);
        }
        *self.0.sealed.borrow_mut() = Some(sealed.clone());
        let texts = self.0.texts.all();
        if seal_texts(&sealed, &texts).await.is_ok() {
            self.0.texts.forget(&texts);
        }
        Ok(sealed)
    }

    /// Removes what is left of a lock that was never finished.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`].
    pub async fn remove_unfinished(&self) -> Result<(), StorageProblem> {
        switching::remove_unfinished(&self.0.factory).await
    }

    /// Whether the passphrase is the right one, or what was typed is the recovery code.
    ///
    /// # Errors
    ///
    /// [`UnlockProblem`].
    pub async fn check(&self, typed: &str) -> Result<(), UnlockProblem> {
        let (_, locked) = self.locked().ok_or(UnlockProblem::Refused)?;
        if let Ok(code) = RecoveryCode::read(typed)
            && unlock(&locked.lock, Way::RecoveryCode, code.as_passphrase()).await.is_ok()
        {
            return Ok(());
        }
        unlock(&locked.lock, Way::Passphrase, typed).await.map(|_| ())
    }

    /// Locks the journal.
    ///
    /// # Errors
    ///
    /// [`SwitchProblem`]: then it is open as before.
    pub async fn turn_on(&self, new: &NewLock) -> Result<(), SwitchProblem> {
        let texts = self.0.texts.all();
        let name = switching::turn_on(&self.0.factory, &new.lock, &new.keys, &texts).await?;
        self.0.texts.forget(&texts);
        // It is locked, whatever becomes of the traces; what is not removed now is when it is unlocked.
        let _ = switching::tidy(&self.0.factory, name).await;
        Ok(())
    }

    /// Turns the lock off.
    ///
    /// # Errors
    ///
    /// [`SwitchProblem`]: then it is locked as before.
    pub async fn turn_off(&self) -> Result<(), SwitchProblem> {
        let (name, sealed) = self.unlocked()?;
        switching::turn_off(&self.0.factory, &sealed, &name, &self.0.texts).await
    }

    /// Seals everything anew, under another lock.
    ///
    /// # Errors
    ///
    /// [`SwitchProblem`]: then it is locked as before.
    pub async fn change(&self, new: &NewLock) -> Result<(), SwitchProblem> {
        let (name, sealed) = self.unlocked()?;
        switching::change_lock(&self.0.factory, &sealed, &name, &new.lock, &new.keys).await.map(|_| ())
    }

    fn unlocked(&self) -> Result<(String, SealedDatabase), SwitchProblem> {
        let unlocked = self.locked().zip(self.0.sealed.borrow().clone());
        let ((name, _), sealed) = unlocked.ok_or(SwitchProblem::Storage(StorageProblem::Closed))?;
        Ok((name, sealed))
    }
}

/// Seals typed texts beside those that are sealed.
async fn seal_texts(sealed: &SealedDatabase, texts: &[(String, String)]) -> Result<(), StorageProblem> {
    if texts.is_empty() {
        return Ok(());
    }
    let _turn = take_turn(TurnFor::Changing).await;
    let change = |(key, text): &(String, String)| SealedChange {
        store: DRAFTS.to_owned(),
        key: key.clone(),
        record: Some(JsValue::from_str(text)),
    };
    let changes: Vec<SealedChange> = texts.iter().map(change).collect();
    let known = sealed.changes().await?;
    sealed.commit(&changes, known).await.map(|_| ())
}
