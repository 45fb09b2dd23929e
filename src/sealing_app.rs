//! The worker's entry: sealing backups with a passphrase and opening them again, and making the key that opens the lock.
//!
//! It is a program of its own, which is loaded when a passphrase is used for the first time.

use quietleaf::{browser::sealing_worker, lock, sealed_backup};

fn main() {
    sealing_worker::serve(sealed_backup::seal, sealed_backup::open, lock::stretch);
}
