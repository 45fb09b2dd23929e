//! How far a pregnancy has come.

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};

/// Completed weeks and days, counted from the last menstrual period or from what replaces it. Written `20+0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Gestation {
    weeks: u8,
    days: u8,
}

impl Gestation {
    /// No pregnancy is counted further than this many weeks.
    pub const MOST_WEEKS: u8 = 45;

    /// So many weeks and days.
    ///
    /// # Errors
    ///
    /// [`ImpossibleGestation`] above [`Gestation::MOST_WEEKS`] weeks or 6 days.
    pub fn new(weeks: u8, days: u8) -> Result<Self, ImpossibleGestation> {
        if weeks <= Self::MOST_WEEKS && days <= 6 { Ok(Self { weeks, days }) } else { Err(ImpossibleGestation) }
    }

    /// Weeks and days as they are typed, each into a field of its own. Days alone are not enough; without days, none are meant;
    /// where both fields are empty, there is nothing.
    ///
    /// # Errors
    ///
    /// [`ImpossibleGestation`] where it is anything else than whole weeks and days within the bounds.
    pub fn typed(weeks: &str, days: &str) -> Result<Option<Self>, ImpossibleGestation> {
        let number = |text: &str| {
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { text.parse().map_err(|_| ImpossibleGestation) } else { Err(ImpossibleGestation) }
        };
        match (weeks.trim(), days.trim()) {
            ("", "") => Ok(None),
            (weeks, "") => Self::new(number(weeks)?, 0).map(Some),
            (weeks, days) => Self::new(number(weeks)?, number(days)?).map(Some),
        }
    }

    /// So many days after the beginning; none before it, or above [`Gestation::MOST_WEEKS`] weeks and 6 days.
    #[must_use]
    pub fn of_days(days: i64) -> Option<Self> {
        Self::new(u8::try_from(days / 7).ok()?, u8::try_from(days % 7).ok()?).ok()
    }

    /// All days since the beginning.
    #[must_use]
    pub fn in_days(self) -> i64 {
        i64::from(self.weeks) * 7 + i64::from(self.days)
    }

    /// Completed weeks.
    #[must_use]
    pub fn weeks(self) -> u8 {
        self.weeks
    }

    /// Days beyond the completed weeks, 0 to 6.
    #[must_use]
    pub fn days(self) -> u8 {
        self.days
    }
}

impl fmt::Display for Gestation {
    /// "12 weeks", "12 weeks and 1 day".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |f: &mut fmt::Formatter<'_>, number: u8, one: &str| {
            write!(f, "{number} {one}{}", if number == 1 { "" } else { "s" })
        };
        counted(f, self.weeks, "week")?;
        if self.days > 0 {
            f.write_str(" and ")?;
            counted(f, self.days, "day")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Gestation {
    type Error = ImpossibleGestation;

    fn try_from(text: String) -> Result<Self, ImpossibleGestation> {
        let (weeks, days) = text.split_once('+').ok_or(ImpossibleGestation)?;
        let number = |digits: &str| digits.parse().map_err(|_| ImpossibleGestation);
        Self::new(number(weeks)?, number(days)?)
    }
}

impl From<Gestation> for String {
    fn from(gestation: Gestation) -> Self {
        format!("{}+{}", gestation.weeks, gestation.days)
    }
}

/// The text is not a gestation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImpossibleGestation;

impl fmt::Display for ImpossibleGestation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a gestation is written as weeks+days, as in 20+0, with at most 45 weeks and 6 days")
    }
}

impl Error for ImpossibleGestation {}
