//! How much a person bleeds.

use serde::{Deserialize, Serialize};

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
