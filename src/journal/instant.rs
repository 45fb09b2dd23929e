//! When something began or ended, to the second, as the person's own clock showed it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ImpossibleMoment, Moment};

/// A second by the person's clock, and how far that clock was ahead of universal time.
///
/// Written `2026-10-25T01:30:05+01:00`. Travel and clock changes move nothing; what lies between two instants is counted in
/// universal time. The bounds are those of [`Moment`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Instant {
    minute: Moment,
    second: u8,
}

impl Instant {
    /// A local time on a clock that is so many minutes ahead of universal time, as a field for date and time writes it:
    /// `2026-10-25T01:30:05`, or `2026-10-25T01:30` at the full minute.
    ///
    /// # Errors
    ///
    /// [`ImpossibleMoment`] when the calendar or the clock has no such time, or it lies out of bounds.
    pub fn from_local(local: &str, offset_minutes: i16) -> Result<Self, ImpossibleMoment> {
        let (minute, second) = local.split_at_checked(16).ok_or(ImpossibleMoment)?;
        let second = if second.is_empty() { 0 } else { parse_second(second)? };
        Ok(Self { minute: Moment::from_local(minute, offset_minutes)?, second })
    }

    /// The second that begins so many seconds after the beginning of 1970 in universal time, on such a clock.
    ///
    /// # Errors
    ///
    /// [`ImpossibleMoment`] when it lies out of bounds.
    pub fn from_unix_seconds(seconds: i64, offset_minutes: i16) -> Result<Self, ImpossibleMoment> {
        let minute = Moment::from_unix_minutes(seconds.div_euclid(60), offset_minutes)?;
        let second = u8::try_from(seconds.rem_euclid(60)).map_err(|_| ImpossibleMoment)?;
        Ok(Self { minute, second })
    }

    /// So many seconds later, by the same clock.
    ///
    /// # Errors
    ///
    /// [`ImpossibleMoment`] when it lies out of bounds.
    pub fn later(self, seconds: u32) -> Result<Self, ImpossibleMoment> {
        Self::from_unix_seconds(self.unix_seconds() + i64::from(seconds), self.minute.offset_minutes())
    }

    /// The minute in which it lies.
    #[must_use]
    pub fn minute(self) -> Moment {
        self.minute
    }

    /// Seconds from the beginning of 1970 in universal time.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        self.minute.unix_minutes() * 60 + i64::from(self.second)
    }

    /// How many seconds it lies after another: fewer than 0 where it lies before it.
    #[must_use]
    pub fn seconds_since(self, other: Self) -> i64 {
        self.unix_seconds() - other.unix_seconds()
    }

    /// The local time, as in `2026-10-25T01:30:05`: the form that a field for date and time takes.
    #[must_use]
    pub fn local(self) -> String {
        format!("{}:{:02}", self.minute.local(), self.second)
    }
}

/// The seconds behind a minute: `:05`.
fn parse_second(text: &str) -> Result<u8, ImpossibleMoment> {
    match text.as_bytes() {
        [b':', tens @ b'0'..=b'5', ones @ b'0'..=b'9'] => Ok((tens - b'0') * 10 + (ones - b'0')),
        _ => Err(ImpossibleMoment),
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.local(), self.minute.offset())
    }
}

impl TryFrom<String> for Instant {
    type Error = ImpossibleMoment;

    fn try_from(text: String) -> Result<Self, ImpossibleMoment> {
        let (minute, rest) = text.split_at_checked(16).ok_or(ImpossibleMoment)?;
        let (second, offset) = rest.split_at_checked(3).ok_or(ImpossibleMoment)?;
        Ok(Self { minute: Moment::try_from(format!("{minute}{offset}"))?, second: parse_second(second)? })
    }
}

impl From<Instant> for String {
    fn from(instant: Instant) -> Self {
        instant.to_string()
    }
}
