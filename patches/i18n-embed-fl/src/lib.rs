//! Stands in the place of the crate `i18n-embed-fl` (`[patch.crates-io]` in the workspace's `Cargo.toml`), of which `age` uses the
//! macro [`fl!`] for the words of its errors.
//!
//! The real macro looks them up, while the program runs, in files for eight languages, which are in the program with what reads them: half
//! of the program for passphrases. Nobody sees those words: `quietleaf::sealed_backup` turns each error of `age` into a problem of its own, and the
//! page has the words for it. So here an error says the id of its message, such as `err-decryption-failed`.

/// The id of a message. The arguments that the message would hold are left out.
#[macro_export]
macro_rules! fl {
    ($loader:expr, $message_id:literal $(, $($arguments:tt)*)?) => {
        $message_id
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_message_is_its_id_with_and_without_arguments() {
        assert_eq!(fl!(NOWHERE, "err-decryption-failed"), "err-decryption-failed");
        assert_eq!(fl!(NOWHERE, "rec-excessive-work", duration = 1 << 3), "rec-excessive-work");
    }
}
