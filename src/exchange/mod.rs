//! The journal to and from other forms.

mod backup;

pub use backup::{Backup, NotABackup, read_backup, write_backup};
