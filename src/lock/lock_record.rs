//! What a passphrase opens: the secret from which the keys of all records come, wrapped twice.

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};

use super::{NONCE_BYTES, hex_bytes};

/// How many bytes the secret has.
pub const SECRET_BYTES: usize = 32;
/// How many bytes the salt of a passphrase has.
pub const SALT_BYTES: usize = 16;
/// The secret, and the tag of what wraps it.
const WRAPPED_BYTES: usize = SECRET_BYTES + 16;
const FORM: u8 = 1;

/// What stands beside the sealed records, as JSON. Nothing of it is secret: without the passphrase or the code, it opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockRecord {
    /// The form, 1.
    version: u8,
    /// The secret, wrapped by the passphrase.
    passphrase: Wrapped,
    /// The secret, wrapped by the recovery code.
    recovery: Wrapped,
}

/// How a person opens the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// With the passphrase.
    Passphrase,
    /// With the recovery code.
    RecoveryCode,
}

impl Way {
    /// What the tag of the wrapped secret covers beside it: what one way wraps cannot stand in the place of the other.
    #[must_use]
    pub fn bound_to(self) -> &'static [u8] {
        match self {
            Self::Passphrase => b"quietleaf lock 1 passphrase",
            Self::RecoveryCode => b"quietleaf lock 1 recovery code",
        }
    }
}

/// A wrapped secret: AES-256-GCM under the key that Argon2id makes of what the person types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wrapped {
    /// The salt.
    #[serde(with = "hex_bytes")]
    pub salt: [u8; SALT_BYTES],
    /// How much work Argon2id does.
    pub work: Work,
    /// The nonce.
    #[serde(with = "hex_bytes")]
    pub nonce: [u8; NONCE_BYTES],
    /// The wrapped secret with its tag.
    #[serde(with = "hex_bytes")]
    pub secret: [u8; WRAPPED_BYTES],
}

/// How much work Argon2id (RFC 9106, version 0x13) does, with one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// The memory, in KiB.
    pub memory_kib: u32,
    /// How often it passes over the memory.
    pub passes: u32,
}

impl Work {
    /// The work that a new lock asks for. OWASP's "Password Storage Cheat Sheet" asks for 46 MiB and one pass, or 19 MiB and two, at
    /// least: this is the memory of the one with the passes of the other, which a telephone can still do.
    pub const NEW: Self = Self { memory_kib: 46 * 1024, passes: 2 };
    /// More is not tried: a record that asks for it is damaged, or made to harm.
    const MOST: Self = Self { memory_kib: 1024 * 1024, passes: 16 };
    /// Less is not tried: a record that asks for it would let a passphrase be guessed by whoever has put it there.
    const LEAST: Self = Self { memory_kib: 19 * 1024, passes: 1 };

    fn is_sane(self) -> bool {
        (Self::LEAST.memory_kib..=Self::MOST.memory_kib).contains(&self.memory_kib)
            && (Self::LEAST.passes..=Self::MOST.passes).contains(&self.passes)
    }
}

/// Why a stored text is no lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockProblem {
    /// It cannot be read.
    Damaged,
    /// It has a form of a newer version.
    Newer,
}

impl fmt::Display for LockProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "the lock is damaged",
            Self::Newer => "the lock is from a newer version",
        })
    }
}

impl Error for LockProblem {}

impl LockRecord {
    /// A lock.
    #[must_use]
    pub fn new(passphrase: Wrapped, recovery: Wrapped) -> Self {
        Self { version: FORM, passphrase, recovery }
    }

    /// The secret as one of the ways wraps it.
    #[must_use]
    pub fn wrapped(&self, way: Way) -> &Wrapped {
        match way {
            Way::Passphrase => &self.passphrase,
            Way::RecoveryCode => &self.recovery,
        }
    }

    /// The text that is stored.
    #[must_use]
    pub fn encode(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what was stored.
    ///
    /// # Errors
    ///
    /// [`LockProblem`].
    pub fn decode(text: &str) -> Result<Self, LockProblem> {
        #[derive(Deserialize)]
        struct Form {
            version: u64,
        }
        let form: Form = serde_json::from_str(text).map_err(|_| LockProblem::Damaged)?;
        if form.version > u64::from(FORM) {
            return Err(LockProblem::Newer);
        }
        let lock: Self = serde_json::from_str(text).map_err(|_| LockProblem::Damaged)?;
        let is_sane = lock.version == FORM && lock.passphrase.work.is_sane() && lock.recovery.work.is_sane();
        if is_sane { Ok(lock) } else { Err(LockProblem::Damaged) }
    }
}
