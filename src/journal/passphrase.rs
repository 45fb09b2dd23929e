//! A passphrase that a person chooses, as it is typed twice.

/// The fewest characters that a new passphrase may have. The number is ours: more than the 8 that NIST SP 800-63B asks for at least,
/// because whoever has a sealed file can try as often as they like.
pub const SHORTEST_PASSPHRASE: usize = 12;

/// Why a new passphrase is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassphraseProblem {
    /// It has fewer than [`SHORTEST_PASSPHRASE`] characters.
    TooShort,
    /// The two are not the same.
    NotTheSame,
}

/// Checks what was typed twice. Every character counts, spaces too.
///
/// # Errors
///
/// [`PassphraseProblem`].
pub fn check_new_passphrase(typed: &str, again: &str) -> Result<(), PassphraseProblem> {
    if typed.chars().count() < SHORTEST_PASSPHRASE {
        Err(PassphraseProblem::TooShort)
    } else if typed != again {
        Err(PassphraseProblem::NotTheSame)
    } else {
        Ok(())
    }
}
