//! The encrypted backup: the plain one in the standard passphrase format of `age` (<https://age-encryption.org/v1>), which
//! other programs open too.
//!
//! A module of its own beside `exchange`, because sealing needs randomness. Only the worker's program links it.

use std::{
    error::Error,
    fmt,
    io::{Read, Write},
    iter,
};

use age::{
    DecryptError, Decryptor, Encryptor, Identity, Recipient, armor::ArmoredReader, scrypt, secrecy::SecretString,
};

/// The work factor of what is sealed here, as a power of two: scrypt with N = 2^17, r = 8, p = 1 is what OWASP's "Password Storage
/// Cheat Sheet" asks for at least. It takes 128 MiB of memory, which a telephone has.
pub const WORK_FACTOR: u8 = 17;
/// The highest work factor that is tried: it takes 1 GiB. Other programs write 18 as a rule.
const MOST_WORK: u8 = 20;

/// What a sealed file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The bytes: all of them, or those before the first place that is damaged.
    pub bytes: Vec<u8>,
    /// Whether they are all.
    pub is_whole: bool,
}

/// Why nothing could be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealProblem {
    /// The passphrase is another one.
    OtherPassphrase,
    /// The file is not sealed with a passphrase in this format.
    NotSealed,
    /// It asks for more work than is tried.
    TooMuchWork,
    /// The device refused, or has no randomness.
    Refused,
}

impl fmt::Display for SealProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Error for SealProblem {}

impl SealProblem {
    const ALL: [Self; 4] = [Self::OtherPassphrase, Self::NotSealed, Self::TooMuchWork, Self::Refused];

    /// Its name, as the worker tells it to the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OtherPassphrase => "other-passphrase",
            Self::NotSealed => "not-sealed",
            Self::TooMuchWork => "too-much-work",
            Self::Refused => "refused",
        }
    }

    /// The problem of this name; a name that is not known says only that it was refused.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|problem| problem.name() == name).unwrap_or(Self::Refused)
    }
}

/// Seals a file with a passphrase.
///
/// # Errors
///
/// [`SealProblem::Refused`] where the device has no randomness.
pub fn seal(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, SealProblem> {
    seal_with(bytes, passphrase, WORK_FACTOR)
}

/// The same with another work factor.
///
/// # Errors
///
/// As [`seal`].
pub fn seal_with(bytes: &[u8], passphrase: &str, work_factor: u8) -> Result<Vec<u8>, SealProblem> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(work_factor);
    let recipient: &dyn Recipient = &recipient;
    let encryptor = Encryptor::with_recipients(iter::once(recipient)).map_err(|_| SealProblem::Refused)?;
    let mut sealed = Vec::new();
    let written = encryptor.wrap_output(&mut sealed).and_then(|mut writer| {
        writer.write_all(bytes)?;
        writer.finish()
    });
    written.map(|_| ()).map_err(|_| SealProblem::Refused)?;
    Ok(sealed)
}

/// Opens a file that is sealed with a passphrase, plain or armoured. Of one that is damaged or cut off, what stands before that place
/// is given back.
///
/// # Errors
///
/// [`SealProblem`] where nothing of it can be opened.
pub fn open(sealed: &[u8], passphrase: &str) -> Result<Opened, SealProblem> {
    let decryptor = Decryptor::new_buffered(ArmoredReader::new(sealed)).map_err(|_| SealProblem::NotSealed)?;
    if !decryptor.is_scrypt() {
        return Err(SealProblem::NotSealed);
    }
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    let identity: &dyn Identity = &identity;
    let mut reader = decryptor.decrypt(iter::once(identity)).map_err(|problem| match problem {
        DecryptError::ExcessiveWork { .. } => SealProblem::TooMuchWork,
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => {
            SealProblem::OtherPassphrase
        }
        _ => SealProblem::NotSealed,
    })?;
    let mut bytes = Vec::new();
    let is_whole = reader.read_to_end(&mut bytes).is_ok();
    Ok(Opened { bytes, is_whole })
}
