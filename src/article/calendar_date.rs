//! Dates of the calendar, without a time of day or a place.

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};
use time::{Date, Month};

/// A day of the Gregorian calendar, between the years 1900 and 9999.
///
/// Shown in full: "22 November 2026". Dates compare in the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u16, u8, u8)", into = "(u16, u8, u8)")]
pub struct CalendarDate(Date);

impl CalendarDate {
    /// The given day, months and days counted from 1.
    ///
    /// # Errors
    ///
    /// [`ImpossibleDate`] when the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, ImpossibleDate> {
        let month = Month::try_from(month).map_err(|_| ImpossibleDate)?;
        let date = Date::from_calendar_date(i32::from(year), month, day).map_err(|_| ImpossibleDate)?;
        if (1900..=9999).contains(&year) { Ok(Self(date)) } else { Err(ImpossibleDate) }
    }

    /// The same day of the next year; 28 February where that year has no 29th. In the year 9999, the same day.
    #[must_use]
    pub fn one_year_later(self) -> Self {
        let next = self.0.year() + 1;
        let later = self.0.replace_year(next).or_else(|_| Date::from_calendar_date(next, Month::February, 28));
        later.map_or(self, |date| if next > 9999 { self } else { Self(date) })
    }

    /// The days from this one to another: below 0 where the other is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).whole_days()
    }

    /// The day that is so many days later, or earlier where they are below 0; none outside the years 1900 to 9999.
    #[must_use]
    pub fn days_later(self, days: i64) -> Option<Self> {
        let date = self.0.checked_add(time::Duration::days(days))?;
        (1900..=9999).contains(&date.year()).then_some(Self(date))
    }

    /// The day of its month, from 1.
    #[must_use]
    pub fn day_of_month(self) -> u8 {
        self.0.day()
    }

    /// The day of its week: Monday is 0.
    #[must_use]
    pub fn day_of_week(self) -> u8 {
        self.0.weekday().number_days_from_monday()
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        self.days_later(1 - i64::from(self.day_of_month())).unwrap_or(self)
    }

    /// The last day of its month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        let length = self.0.month().length(self.0.year());
        self.days_later(i64::from(length) - i64::from(self.day_of_month())).unwrap_or(self)
    }

    /// Its month: "November 2026".
    #[must_use]
    pub fn month_in_words(self) -> String {
        format!("{} {}", self.0.month(), self.0.year())
    }

    /// The day without its year, in short: "22 Nov".
    #[must_use]
    pub fn short(self) -> String {
        let month: String = self.0.month().to_string().chars().take(3).collect();
        format!("{} {month}", self.0.day())
    }

    /// With the day of the week: "Sunday 22 November 2026".
    #[must_use]
    pub fn with_weekday(self) -> String {
        format!("{} {self}", self.0.weekday())
    }

    /// The day that is written so, as in `2026-11-22`.
    #[must_use]
    pub fn read(iso: &str) -> Option<Self> {
        let mut parts = iso.splitn(3, '-');
        let mut number = |length: usize| {
            let digits =
                parts.next().filter(|it| it.len() == length && it.bytes().all(|byte| byte.is_ascii_digit()))?;
            digits.parse::<u16>().ok()
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
    }

    /// The form that machines read, as in `2026-11-22` (ISO 8601).
    #[must_use]
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl From<Date> for CalendarDate {
    /// Dates of moments lie in the bounds.
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.0.day(), self.0.month(), self.0.year())
    }
}

impl TryFrom<(u16, u8, u8)> for CalendarDate {
    type Error = ImpossibleDate;

    fn try_from((year, month, day): (u16, u8, u8)) -> Result<Self, ImpossibleDate> {
        Self::new(year, month, day)
    }
}

impl From<CalendarDate> for (u16, u8, u8) {
    fn from(date: CalendarDate) -> Self {
        (u16::try_from(date.0.year()).unwrap_or_default(), u8::from(date.0.month()), date.0.day())
    }
}

/// The calendar has no such day, or it lies outside the years 1900 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImpossibleDate;

impl fmt::Display for ImpossibleDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the calendar has no such day between 1900 and 9999")
    }
}

impl Error for ImpossibleDate {}

#[cfg(test)]
mod tests {
    use super::{CalendarDate, ImpossibleDate};

    #[test]
    fn only_days_of_the_calendar_exist() {
        for (year, month, day, exists) in [
            (2026, 11, 22, true),
            (2024, 2, 29, true),
            (2026, 2, 29, false),
            (2000, 2, 29, true),
            (2100, 2, 29, false),
            (2026, 4, 31, false),
            (2026, 13, 1, false),
            (2026, 0, 1, false),
            (2026, 1, 0, false),
            (1899, 12, 31, false),
        ] {
            let date = CalendarDate::new(year, month, day);
            assert_eq!(date.is_ok(), exists, "{year}-{month}-{day}");
            assert!(exists || date == Err(ImpossibleDate));
        }
    }

    #[test]
    fn a_year_later_is_the_same_day_or_the_last_before_it() -> Result<(), ImpossibleDate> {
        for ((year, month, day), later, days) in [
            ((2026, 11, 22), "2027-11-22", 365),
            ((2027, 3, 1), "2028-03-01", 366),
            ((2028, 2, 29), "2029-02-28", 365),
            ((9999, 12, 31), "9999-12-31", 0),
        ] {
            let date = CalendarDate::new(year, month, day)?;
            assert_eq!(date.one_year_later().iso(), later);
            assert_eq!(date.days_until(date.one_year_later()), days, "{later}");
            assert_eq!(date.one_year_later().days_until(date), -days, "{later}");
        }
        Ok(())
    }

    #[test]
    fn a_day_knows_its_week_and_its_month() -> Result<(), ImpossibleDate> {
        for ((year, month, day), weekday, first, last) in [
            ((2026, 11, 22), 6, "2026-11-01", "2026-11-30"),
            ((2024, 2, 29), 3, "2024-02-01", "2024-02-29"),
            ((1900, 1, 1), 0, "1900-01-01", "1900-01-31"),
            ((9999, 12, 31), 4, "9999-12-01", "9999-12-31"),
        ] {
            let date = CalendarDate::new(year, month, day)?;
            assert_eq!(date.day_of_week(), weekday, "{date}");
            assert_eq!((date.first_of_month().iso().as_str(), date.last_of_month().iso().as_str()), (first, last));
        }
        assert_eq!(CalendarDate::new(2026, 11, 22)?.with_weekday(), "Sunday 22 November 2026");
        assert_eq!(CalendarDate::new(2026, 11, 22)?.month_in_words(), "November 2026");
        assert_eq!(CalendarDate::new(2026, 11, 2)?.short(), "2 Nov");
        Ok(())
    }

    #[test]
    fn dates_are_shown_in_full_and_in_order() -> Result<(), ImpossibleDate> {
        let earlier = CalendarDate::new(2026, 11, 22)?;
        let later = CalendarDate::new(2027, 5, 2)?;
        assert_eq!(earlier.to_string(), "22 November 2026");
        assert_eq!(later.iso(), "2027-05-02");
        assert!(earlier < later);
        Ok(())
    }
}
