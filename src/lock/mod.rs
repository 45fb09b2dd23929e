//! The lock of the journal, as far as it needs no browser: how a stored record is sealed and where it stands, what a passphrase
//! opens, the code for the day on which it is forgotten, and how attempts slow down. docs/lock.md describes all of it.

mod attempts;
mod envelope;
mod hex_bytes;
mod lock_record;
mod place;
mod recovery_code;
#[cfg(any(feature = "csr", feature = "ssr"))]
mod stretching;

pub use attempts::Attempts;
pub use envelope::{Content, Envelope, EnvelopeProblem, NONCE_BYTES, Record, bound_to};
pub use lock_record::{LockProblem, LockRecord, SALT_BYTES, SECRET_BYTES, Way, Work, Wrapped};
pub use place::{KeyRange, PlaceRange, TOKEN_BYTES, place};
pub use recovery_code::{RECOVERY_BYTES, RecoveryCode, RecoveryCodeProblem};
#[cfg(any(feature = "csr", feature = "ssr"))]
pub use stretching::{StretchProblem, stretch};
