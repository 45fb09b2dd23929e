//! Sealing with a passphrase, in words.

use super::messages;
use crate::{exchange::Counts, journal::Everything, sealed_backup::SealProblem};

pub(super) const ABOUT: &str = "Nobody can open this file without the passphrase, and nobody can give it back if it is forgotten. Five or six \
     unrelated words are strong and easy to remember. Other programs for the age format open the file too.";
pub(super) const SEALING: &str = "The file is being encrypted, and opened again to check it. This takes some seconds.";
pub(super) const OPENING: &str = "The file is being opened. This takes some seconds.";
pub(super) const ASKS: &str = "This file is encrypted. Enter its passphrase to open it.";
pub(super) const NOT_SEALED: &str = "The file could not be encrypted here. Your journal is as it was. This needs a connection the first time, and some \
     memory: close other tabs, then try again.";
pub(super) const CUT: &str = "This file is damaged or incomplete. What comes before the damage is shown here.";

pub(super) fn exported(everything: &Everything, name: &str) -> String {
    format!(
        "Backup verified: {name}. It was opened again with the passphrase and holds all {}. Check that it is among your downloads.",
        messages::counts(&Counts::of(everything))
    )
}

pub(super) fn not_opened(problem: SealProblem) -> &'static str {
    match problem {
        SealProblem::OtherPassphrase => "That passphrase does not open this file. Check capital letters and spaces.",
        SealProblem::NotSealed => {
            "This file is not encrypted with a passphrase, or its beginning is damaged. Your journal is as it was."
        }
        SealProblem::TooMuchWork => {
            "This file asks for more memory than a browser has. Open it with a program for the age format, then restore what \
             comes out."
        }
        SealProblem::Refused => {
            "The file could not be opened here. Your journal is as it was. This needs a connection the first time, and some memory: \
             close other tabs, then try again."
        }
    }
}
