//! The journal to and from other forms.

mod backup;
mod reminders;

pub use backup::{Backup, NotABackup, read_backup, write_backup};
pub use reminders::{REMINDERS_FILE, ReminderProblem, Reminders, write_reminders};
