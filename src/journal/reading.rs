//! Readings: one symptom at one moment, with its measure.

use serde::{Deserialize, Serialize};

use super::{BleedingLevel, Count, PainScore, Temperature, Words};
use crate::article::Id;

/// What was recorded of one symptom. A symptom that was recorded as not there is [absent](Reading::is_absent); a symptom
/// without a reading was not recorded.
///
/// Readings of one measure compare by strength, where the measure has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// A pain score.
    Pain(PainScore),
    /// A bleeding level.
    Bleeding(BleedingLevel),
    /// Whether it was there.
    Felt(bool),
    /// A temperature.
    Temperature(Temperature),
    /// How many, or how often.
    Count(Count),
    /// One of the choices that the symptom offers, by its id.
    Choice(Id),
    /// A few words of the person's own.
    Words(Words),
    /// It was not there, where the measure itself cannot say so.
    Absent,
}

impl Reading {
    /// Whether the person recorded that the symptom was not there.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        match self {
            Self::Pain(score) => *score == PainScore::NONE,
            Self::Bleeding(level) => *level == BleedingLevel::None,
            Self::Felt(felt) => !felt,
            Self::Count(count) => *count == Count::NONE,
            Self::Absent => true,
            Self::Temperature(_) | Self::Choice(_) | Self::Words(_) => false,
        }
    }
}
