//! The code that opens the lock when the passphrase is forgotten: shown once, written down on paper.

use std::{error::Error, fmt};

/// How many random bytes a code is made of: 120 bits, which nobody can try out.
pub const RECOVERY_BYTES: usize = 15;

/// Crockford's Base32 (<https://www.crockford.com/base32.html>): no letter that is taken for a digit.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS_OF_CODE: usize = RECOVERY_BYTES * 8 / 5;
const LETTERS_IN_GROUP: usize = 5;

/// A code, as 25 letters and digits in groups of five. The last one is a check: a letter that is mistyped, or two neighbours that are
/// swapped, are told before anything is tried with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryCode(String);

/// Why what was typed is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryCodeProblem {
    /// It has another number of letters and digits than 25.
    Length,
    /// A letter or digit in it is not the one on the paper.
    Mistyped,
}

impl fmt::Display for RecoveryCodeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Length => "it has not 25 letters and digits",
            Self::Mistyped => "a letter in it is not the one on the paper",
        })
    }
}

impl Error for RecoveryCodeProblem {}

impl RecoveryCode {
    /// The code of these random bytes.
    #[must_use]
    pub fn new(random: [u8; RECOVERY_BYTES]) -> Self {
        let mut letters = Vec::new();
        let (mut bits, mut held) = (0_u32, 0);
        for byte in random {
            bits = bits << 8 | u32::from(byte);
            held += 8;
            while held >= 5 {
                held -= 5;
                letters.push(bits >> held & 31);
            }
            bits &= (1 << held) - 1;
        }
        letters.push(check(&letters));
        Self(letters.into_iter().filter_map(letter).collect())
    }

    /// Reads what was typed: small letters, spaces and hyphens do not matter, and a letter that looks like a digit is that digit.
    ///
    /// # Errors
    ///
    /// [`RecoveryCodeProblem`].
    pub fn read(typed: &str) -> Result<Self, RecoveryCodeProblem> {
        let typed = typed.chars().filter(|letter| !letter.is_whitespace() && !is_hyphen(*letter));
        let values: Vec<Option<u32>> = typed.map(value).collect();
        if values.len() != LETTERS_OF_CODE + 1 {
            return Err(RecoveryCodeProblem::Length);
        }
        let values: Option<Vec<u32>> = values.into_iter().collect();
        let values = values.ok_or(RecoveryCodeProblem::Mistyped)?;
        match values.split_last() {
            Some((last, code)) if *last == check(code) => Ok(Self(values.into_iter().filter_map(letter).collect())),
            _ => Err(RecoveryCodeProblem::Mistyped),
        }
    }

    /// What opens the lock: the letters and digits without spaces.
    #[must_use]
    pub fn as_passphrase(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecoveryCode {
    /// In groups, as it is written down.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.chars().enumerate() {
            if place > 0 && place.is_multiple_of(LETTERS_IN_GROUP) {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

fn letter(value: u32) -> Option<char> {
    LETTERS.get(usize::try_from(value).ok()?).copied().map(char::from)
}

fn value(letter: char) -> Option<u32> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = LETTERS.iter().position(|known| char::from(*known) == letter)?;
    u32::try_from(place).ok()
}

fn is_hyphen(letter: char) -> bool {
    // Phones write some of these by themselves.
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The sum of the values times 1, 2, 3 and so on, modulo 31: a prime, so that it tells every single letter that is another one, but for
/// the two that differ by 31, and every swap of neighbours.
fn check(values: &[u32]) -> u32 {
    (1..).zip(values).fold(0, |sum, (weight, value)| (sum + weight * value) % 31)
}
