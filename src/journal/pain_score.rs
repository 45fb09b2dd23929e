//! The numeric rating scale of pain.

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};

/// A pain score on the numeric rating scale: 0 is none, 10 is the worst that the person can imagine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct PainScore(u8);

impl PainScore {
    /// No pain.
    pub const NONE: Self = Self(0);
    /// The worst pain.
    pub const WORST: Self = Self(10);

    /// A score.
    ///
    /// # Errors
    ///
    /// [`ImpossibleScore`] above 10.
    pub fn new(score: u8) -> Result<Self, ImpossibleScore> {
        if score <= Self::WORST.0 { Ok(Self(score)) } else { Err(ImpossibleScore) }
    }

    /// All scores, from none to the worst.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=Self::WORST.0).map(Self)
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for PainScore {
    type Error = ImpossibleScore;

    fn try_from(score: u8) -> Result<Self, ImpossibleScore> {
        Self::new(score)
    }
}

impl From<PainScore> for u8 {
    fn from(score: PainScore) -> Self {
        score.0
    }
}

/// The score is above 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImpossibleScore;

impl fmt::Display for ImpossibleScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a pain score lies between 0 and 10")
    }
}

impl Error for ImpossibleScore {}
