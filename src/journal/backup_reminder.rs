//! When to remind a person of a backup.

use super::Changed;

/// After how many days a backup is old.
pub const BACKUP_DAYS: u64 = 30;
/// For how many days a journal goes without its first backup before it is spoken of, and a reminder that was put off stays away.
pub const PATIENCE_DAYS: u64 = 7;

const DAY: u64 = 24 * 60 * 60 * 1000;

/// What is known about a journal and its backups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BackupAge {
    /// When the last verified backup was made.
    pub last_backup: Option<Changed>,
    /// When the journal was first seen with entries.
    pub first_seen: Option<Changed>,
    /// When the last reminder was put off.
    pub put_off: Option<Changed>,
}

impl BackupAge {
    /// Whether it is time to look at whether anything has been written since. A clock that was set back only makes it later.
    #[must_use]
    pub fn is_old(&self, now: Changed) -> bool {
        let days_since = |earlier: Changed| now.0.saturating_sub(earlier.0) / DAY;
        if self.put_off.is_some_and(|put_off| days_since(put_off) < PATIENCE_DAYS) {
            return false;
        }
        match (self.last_backup, self.first_seen) {
            (Some(last), _) => days_since(last) >= BACKUP_DAYS,
            (None, Some(first)) => days_since(first) >= PATIENCE_DAYS,
            (None, None) => false,
        }
    }
}
