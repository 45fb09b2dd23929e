//! When something was felt, as the person's own clock showed it.

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};
use time::{Date, PrimitiveDateTime, Time, UtcOffset};

use crate::article::CalendarDate;

/// A minute by the person's clock, and how far that clock was ahead of universal time.
///
/// Written `2026-11-22T03:04+01:00`. Travel and clock changes move nothing: the local time stays as it was.
/// Both the local and the universal year lie between 1900 and 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    local: PrimitiveDateTime,
    offset: UtcOffset,
}

impl Moment {
    /// No clock is further from universal time than this, in minutes.
    pub const MOST_OFFSET: i16 = 18 * 60;

    /// A local time, written `2026-11-22T03:04`, on a clock that is so many minutes ahead of universal time.
    ///
    /// # Errors
    ///
    /// [`ImpossibleMoment`] when the calendar or the clock has no such time, or it lies out of bounds.
    pub fn from_local(local: &str, offset_minutes: i16) -> Result<Self, ImpossibleMoment> {
        let offset = offset(offset_minutes)?;
        Self::new(parse_local(local).ok_or(ImpossibleMoment)?, offset)
    }

    /// The minute that begins so many minutes after the beginning of 1970 in universal time, on such a clock.
    ///
    /// # Errors
    ///
    /// [`ImpossibleMoment`] when it lies out of bounds.
    pub fn from_unix_minutes(minutes: i64, offset_minutes: i16) -> Result<Self, ImpossibleMoment> {
        let offset = offset(offset_minutes)?;
        let seconds = minutes.checked_mul(60).ok_or(ImpossibleMoment)?;
        let utc = time::OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| ImpossibleMoment)?;
        let local = utc.checked_to_offset(offset).ok_or(ImpossibleMoment)?;
        Self::new(PrimitiveDateTime::new(local.date(), local.time()), offset)
    }

    fn new(local: PrimitiveDateTime, offset: UtcOffset) -> Result<Self, ImpossibleMoment> {
        let utc = local.assume_offset(offset).checked_to_offset(UtcOffset::UTC).ok_or(ImpossibleMoment)?;
        let in_bounds = |year: i32| (1900..=9999).contains(&year);
        if in_bounds(local.year()) && in_bounds(utc.year()) {
            Ok(Self { local, offset })
        } else {
            Err(ImpossibleMoment)
        }
    }

    /// The day on the person's calendar.
    #[must_use]
    pub fn date(self) -> Date {
        self.local.date()
    }

    /// The day in words: "Sunday 22 November 2026".
    #[must_use]
    pub fn day_in_words(self) -> String {
        CalendarDate::from(self.date()).with_weekday()
    }

    /// The hour of the day, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.local.hour()
    }

    /// The time of day: "03:04".
    #[must_use]
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.local.hour(), self.local.minute())
    }

    /// The local time, as in `2026-11-22T03:04`: the form that a field for date and time takes.
    #[must_use]
    pub fn local(self) -> String {
        minute(self.local)
    }

    /// How far the clock was ahead of universal time: "+01:00".
    #[must_use]
    pub fn offset(self) -> String {
        let minutes = self.offset_minutes();
        let sign = if minutes < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
    }

    /// The same, in minutes.
    #[must_use]
    pub fn offset_minutes(self) -> i16 {
        self.offset.whole_minutes()
    }

    /// Minutes from the beginning of 1970 in universal time.
    #[must_use]
    pub fn unix_minutes(self) -> i64 {
        self.local.assume_offset(self.offset).unix_timestamp().div_euclid(60)
    }

    /// Whether it lies more than 24 hours before another.
    #[must_use]
    pub fn is_more_than_a_day_before(self, other: Self) -> bool {
        other.unix_minutes() - self.unix_minutes() > 24 * 60
    }

    /// The same moment by universal time: `2026-11-22T02:04Z`. In the order of these texts, moments are in order.
    #[must_use]
    pub fn utc(self) -> String {
        let utc = self.local.assume_offset(self.offset).to_offset(UtcOffset::UTC);
        format!("{}Z", minute(PrimitiveDateTime::new(utc.date(), utc.time())))
    }
}

fn offset(minutes: i16) -> Result<UtcOffset, ImpossibleMoment> {
    if minutes.abs() > Moment::MOST_OFFSET {
        return Err(ImpossibleMoment);
    }
    UtcOffset::from_whole_seconds(i32::from(minutes) * 60).map_err(|_| ImpossibleMoment)
}

fn minute(at: PrimitiveDateTime) -> String {
    let month = u8::from(at.month());
    format!("{:04}-{month:02}-{:02}T{:02}:{:02}", at.year(), at.day(), at.hour(), at.minute())
}

/// Digits at the places where they belong, and nothing else.
fn parse_local(text: &str) -> Option<PrimitiveDateTime> {
    let shape_fits = text.len() == 16
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            10 => byte == b'T',
            13 => byte == b':',
            _ => byte.is_ascii_digit(),
        });
    if !shape_fits {
        return None;
    }
    let month: u8 = text.get(5..7)?.parse().ok()?;
    let date =
        Date::from_calendar_date(text.get(..4)?.parse().ok()?, month.try_into().ok()?, text.get(8..10)?.parse().ok()?);
    let time = Time::from_hms(text.get(11..13)?.parse().ok()?, text.get(14..)?.parse().ok()?, 0);
    Some(PrimitiveDateTime::new(date.ok()?, time.ok()?))
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.local(), self.offset())
    }
}

impl TryFrom<String> for Moment {
    type Error = ImpossibleMoment;

    fn try_from(text: String) -> Result<Self, ImpossibleMoment> {
        let (local, offset) = text.split_at_checked(16).ok_or(ImpossibleMoment)?;
        let [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] = offset.as_bytes() else { return Err(ImpossibleMoment) };
        let digit = |byte: &u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0')).ok_or(ImpossibleMoment);
        let (hours, minutes) = (digit(h1)? * 10 + digit(h2)?, digit(m1)? * 10 + digit(m2)?);
        if minutes > 59 {
            return Err(ImpossibleMoment);
        }
        let ahead = hours * 60 + minutes;
        // Universal time has one way to be written.
        if *sign == b'-' && ahead == 0 {
            return Err(ImpossibleMoment);
        }
        Self::from_local(local, if *sign == b'-' { -ahead } else { ahead })
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

/// A month of universal time, written `2026-11`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(String);

impl Month {
    /// The month in which a moment lies.
    #[must_use]
    pub fn of(moment: Moment) -> Self {
        Self(moment.utc().chars().take(7).collect())
    }

    /// The month that is written so.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        parse_local(&format!("{text}-01T00:00")).map(|_| Self(text.to_owned()))
    }

    /// The month as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the other month follows this one at once.
    #[must_use]
    pub fn is_just_before(&self, other: &Self) -> bool {
        let first_day = |month: &Self| parse_local(&format!("{}-01T00:00", month.0)).map(PrimitiveDateTime::date);
        let (Some(first), Some(next)) = (first_day(self), first_day(other)) else { return false };
        let length = i32::from(first.month().length(first.year()));
        next.to_julian_day() == first.to_julian_day() + length
    }

    /// A text that comes after the keys of all the month's entries, and before those of the next.
    #[must_use]
    pub fn end(&self) -> String {
        format!("{}\u{7e}", self.0)
    }
}

/// The calendar or the clock has no such time, or it lies outside the years 1900 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImpossibleMoment;

impl fmt::Display for ImpossibleMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a moment is written as in 2026-11-22T03:04+01:00, and exists on the calendar")
    }
}

impl Error for ImpossibleMoment {}
