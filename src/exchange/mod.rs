//! The journal to and from other forms.

mod backup;

pub use backup::{Backup, Counts, NotABackup, read_backup, write_backup};
