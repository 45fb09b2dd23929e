//! Readings: one symptom at one moment, with its measure.

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};

/// What was recorded of one symptom. A symptom that was recorded as not there is [absent](Reading::is_absent); a symptom
/// without a reading was not recorded.
///
/// Readings of one measure compare by strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// A pain score.
    Pain(PainScore),
    /// A bleeding level.
    Bleeding(BleedingLevel),
}

impl Reading {
    /// Whether the person recorded that the symptom was not there.
    #[must_use]
    pub fn is_absent(self) -> bool {
        match self {
            Self::Pain(score) => score == PainScore::NONE,
            Self::Bleeding(level) => level == BleedingLevel::None,
        }
    }
}

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

/// How much a person bleeds, from nothing upwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BleedingLevel {
    /// No blood.
    None,
    /// Drops or marks.
    Spotting,
    /// Less than a period.
    Light,
    /// As much as a period.
    LikeAPeriod,
    /// More than a period.
    HeavierThanAPeriod,
    /// A pad is soaked in an hour or less.
    SoaksAPadAnHour,
}

impl BleedingLevel {
    /// All levels, from none upwards.
    pub const ALL: [Self; 6] =
        [Self::None, Self::Spotting, Self::Light, Self::LikeAPeriod, Self::HeavierThanAPeriod, Self::SoaksAPadAnHour];
}
