//! The journal to and from other forms.

mod backup;
mod chosen_settings;
mod reminders;
mod spreadsheet;

pub use backup::{Backup, Counts, MOST_BYTES, NotABackup, is_sealed, read_backup, write_backup};
pub use chosen_settings::{ChosenSettings, NoSettings};
pub use reminders::{REMINDERS_FILE, ReminderProblem, Reminders, write_reminders};
pub use spreadsheet::{CellWords, write_spreadsheet};
