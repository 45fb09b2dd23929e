//! The journal to and from other forms.

mod backup;
mod reminders;
mod spreadsheet;

pub use backup::{Backup, Counts, NotABackup, read_backup, write_backup};
pub use reminders::{REMINDERS_FILE, ReminderProblem, Reminders, write_reminders};
pub use spreadsheet::{CellWords, write_spreadsheet};
