//! How many.

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};

/// A number of things or of times, from 0 to [`Count::MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Count(u16);

impl Count {
    /// None.
    pub const NONE: Self = Self(0);
    /// The most that can be counted.
    pub const MOST: u16 = 999;

    /// So many.
    ///
    /// # Errors
    ///
    /// [`ImpossibleCount`] above [`Count::MOST`].
    pub fn new(count: u16) -> Result<Self, ImpossibleCount> {
        if count <= Self::MOST { Ok(Self(count)) } else { Err(ImpossibleCount) }
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Count {
    type Error = ImpossibleCount;

    fn try_from(count: u16) -> Result<Self, ImpossibleCount> {
        Self::new(count)
    }
}

impl From<Count> for u16 {
    fn from(count: Count) -> Self {
        count.0
    }
}

/// More than can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImpossibleCount;

impl fmt::Display for ImpossibleCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a count lies between 0 and {}", Count::MOST)
    }
}

impl Error for ImpossibleCount {}
