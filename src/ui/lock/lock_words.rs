//! The lock, in words.

use crate::{
    lock::{RecoveryCodeProblem, Way},
    storage::{
        StorageProblem,
        sealed::{sealed_database::LockedProblem, switching::SwitchProblem},
    },
};

pub(super) const ABOUT: &str = "With a lock, nobody can read your journal on this device without the passphrase or the recovery code. Without \
     both, nobody can open it, and neither can we. Five or six unrelated words are strong and easy to remember. Export a backup first.";
pub(super) const ABOUT_UNLOCKED: &str = "The journal is unlocked on this page. It locks again when you leave the page, or when \
     nothing happens for a while.";
pub(super) const ABOUT_CHANGE: &str = "For both, you need the current passphrase or the recovery code. With a new passphrase, everything is encrypted \
     again, and you get a new recovery code.";
pub(super) const ABOUT_CODE: &str = "It opens the journal if you forget the passphrase. It is shown only once. Write it on paper, and keep \
     it where nobody else will find it.";
pub(super) const NOT_WRITTEN_DOWN: &str = "Write the code down first, then tick the box above.";
pub(super) const MAKES: &str = "The lock is being prepared. This takes a few seconds.";
pub(super) const OPENS: &str = "Unlocking. This takes a moment.";
pub(super) const LOCKS: &str = "Your journal is being locked";
pub(super) const UNLOCKS: &str = "The lock is being turned off";
pub(super) const KEEP_OPEN: &str = "Keep this page open. If it closes anyway, nothing is lost: the change is then either complete, or not \
     made.";
pub(super) const TURNED_OFF: &str = "The lock is off. Everything was read again and compared.";
pub(super) const LOCKED: &str = "Everything was encrypted, read again and compared. The new passphrase opens it.";
pub(super) const FORGOTTEN: &str = "The recovery code opens the journal too. Without both, nobody can open it. You can then delete everything here, and \
     restore a backup that you have exported.";
pub(super) const ASK_TO_DELETE: &str = "This deletes everything that this site has stored in this browser: the journal, settings, stored pages. It cannot \
     be brought back. Delete it?";
pub(super) const NOTHING_TYPED: &str = "Type the passphrase first.";
pub(super) const WRONG_KNOWN: &str =
    "This is not the current passphrase or the recovery code. Check capital letters and spaces.";
pub(super) const REFUSED: &str = "This could not be done here. Nothing has changed. It needs a connection the first time, and some memory: close \
     other tabs, then try again.";
pub(super) const READABLE: [&str; 4] = [
    "That there is a journal, and a lock.",
    "How many entries and other records there are, how large each is, and in which month an entry lies.",
    "Settings: country, text size, colours, reminders, when the last backup was, since when there are entries, and how many wrong \
     passphrases were tried.",
    "Backups, tables and calendar files that you have saved elsewhere.",
];
pub(super) const TRACES: &str = "Traces of what you wrote before there was a lock can stay in the browser\u{2019}s files until the browser writes over \
     them. While the journal is unlocked, anyone who has the device can read it.";

pub(super) fn wrong(way: Way) -> &'static str {
    match way {
        Way::Passphrase => "This is not the passphrase. Check capital letters and spaces.",
        Way::RecoveryCode => "This is not the recovery code of this journal. A new passphrase comes with a new code.",
    }
}

pub(super) fn no_code(problem: RecoveryCodeProblem) -> &'static str {
    match problem {
        RecoveryCodeProblem::Length => "The code has 25 letters and digits, in five groups of five.",
        RecoveryCodeProblem::Mistyped => {
            "A letter or digit of the code does not match. Compare it with what you wrote down."
        }
    }
}

pub(super) fn wait(seconds: u64) -> String {
    let wait = match seconds {
        1 => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    };
    format!("Too many tries. Wait {wait}, then try again.")
}

pub(super) fn cannot_be_opened(problem: &LockedProblem) -> String {
    if let LockedProblem::Storage(problem) = problem
        && *problem != StorageProblem::Newer
    {
        not_reached(problem)
    } else if problem.is_newer() {
        "A newer version of this app has locked the journal. Load the page again when you have a connection.".to_owned()
    } else {
        "The journal is locked, and what opens it is damaged or cannot be read. Nothing was changed. If you have a backup, you can delete \
         everything here and restore it."
            .to_owned()
    }
}

fn not_reached(problem: &StorageProblem) -> String {
    format!(
        "The locked journal could not be reached: {problem}. Nothing was changed. Close other tabs of this site, then load the page again."
    )
}

pub(super) fn not_opened(problem: &StorageProblem) -> String {
    format!("The journal could not be opened: {problem}. Nothing was changed. Load the page again, then try once more.")
}

pub(super) fn not_deleted(problem: &StorageProblem) -> String {
    format!("Not everything was deleted: {problem}. Close other tabs of this site, then try again.")
}

pub(super) fn not_switched(problem: &SwitchProblem) -> String {
    match problem {
        SwitchProblem::Damaged(1) => {
            "One record cannot be opened any more, and would be lost. Nothing was changed. Export a backup, and keep it.".to_owned()
        }
        SwitchProblem::Damaged(count) => format!(
            "{count} records cannot be opened any more, and would be lost. Nothing was changed. Export a backup, and keep it."
        ),
        SwitchProblem::Outdated => {
            "Another tab has locked the journal, unlocked it, or changed the passphrase. Here, nothing was changed.".to_owned()
        }
        SwitchProblem::Busy => {
            "Something is being written in another tab. Nothing was changed. Close other tabs of this site, then try again.".to_owned()
        }
        SwitchProblem::Storage(problem) => {
            format!("The browser could not do it: {problem}. Nothing was changed. Close other tabs of this site, then try again.")
        }
    }
}
