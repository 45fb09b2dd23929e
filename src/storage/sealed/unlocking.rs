//! From what a person types to the keys of the records.

use super::crypto::{CryptoProblem, RecordKeys, SealKey, random};
use crate::{
    browser::sealing_worker,
    lock::{LockRecord, RecoveryCode, SECRET_BYTES, Way, Work, Wrapped},
};

/// Why the keys are not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnlockProblem {
    /// What was typed does not open it.
    Wrong,
    /// Another tab has changed the lock since this page was loaded.
    Outdated,
    /// The device refused: it has too little memory, or the program for passphrases cannot be had.
    Refused,
}

impl From<CryptoProblem> for UnlockProblem {
    fn from(CryptoProblem: CryptoProblem) -> Self {
        Self::Refused
    }
}

/// The keys, for what was typed.
///
/// # Errors
///
/// [`UnlockProblem`].
pub async fn unlock(lock: &LockRecord, way: Way, typed: &str) -> Result<RecordKeys, UnlockProblem> {
    let wrapped = lock.wrapped(way);
    let mut key =
        sealing_worker::stretch(typed, &wrapped.salt, wrapped.work).await.map_err(|_| UnlockProblem::Refused)?;
    let wrapping = SealKey::new(&key).await;
    key.fill(0);
    let opened = wrapping?.begin_to_open(&wrapped.secret, &wrapped.nonce, way.bound_to()).done().await;
    let mut secret: [u8; SECRET_BYTES] =
        opened.map_err(|_| UnlockProblem::Wrong)?.try_into().map_err(|_| UnlockProblem::Wrong)?;
    let keys = RecordKeys::from_secret(&secret).await;
    secret.fill(0);
    Ok(keys?)
}

/// A new lock that a passphrase and a recovery code open, and the keys behind it.
///
/// # Errors
///
/// [`UnlockProblem::Refused`].
pub async fn make_lock(passphrase: &str, code: &RecoveryCode) -> Result<(LockRecord, RecordKeys), UnlockProblem> {
    let mut secret = random()?;
    let by_passphrase = wrap(&secret, Way::Passphrase, passphrase).await;
    let by_code = wrap(&secret, Way::RecoveryCode, code.as_passphrase()).await;
    let keys = RecordKeys::from_secret(&secret).await;
    secret.fill(0);
    Ok((LockRecord::new(by_passphrase?, by_code?), keys?))
}

async fn wrap(secret: &[u8; SECRET_BYTES], way: Way, typed: &str) -> Result<Wrapped, UnlockProblem> {
    let (salt, nonce, work) = (random()?, random()?, Work::NEW);
    let mut key = sealing_worker::stretch(typed, &salt, work).await.map_err(|_| UnlockProblem::Refused)?;
    let wrapping = SealKey::new(&key).await;
    key.fill(0);
    let wrapped = wrapping?.begin_to_seal(secret, &nonce, way.bound_to()).done().await?;
    Ok(Wrapped { salt, work, nonce, secret: wrapped.try_into().map_err(|_| UnlockProblem::Refused)? })
}

/// A new recovery code.
///
/// # Errors
///
/// [`UnlockProblem::Refused`] where the browser has no randomness.
pub fn new_code() -> Result<RecoveryCode, UnlockProblem> {
    Ok(RecoveryCode::new(random()?))
}
