//! A key from a passphrase, with so much work that passphrases cannot be tried out quickly. Only the worker's program links it.

use std::{error::Error, fmt};

use argon2::{Algorithm, Argon2, Params, Version};

use super::{SALT_BYTES, SECRET_BYTES, Work};

/// The device has not the memory, or the work is none that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StretchProblem;

impl fmt::Display for StretchProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key cannot be made here")
    }
}

impl Error for StretchProblem {}

/// The key that Argon2id (RFC 9106) makes of a passphrase.
///
/// # Errors
///
/// [`StretchProblem`].
pub fn stretch(passphrase: &[u8], salt: &[u8; SALT_BYTES], work: Work) -> Result<[u8; SECRET_BYTES], StretchProblem> {
    let parameters = Params::new(work.memory_kib, work.passes, 1, Some(SECRET_BYTES)).map_err(|_| StretchProblem)?;
    let mut key = [0; SECRET_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
        .hash_password_into(passphrase, salt, &mut key)
        .map_err(|_| StretchProblem)?;
    Ok(key)
}
