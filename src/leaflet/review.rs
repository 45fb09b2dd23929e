//! When the words are to be checked again, seen from a day.

use std::fmt;

use crate::article::CalendarDate;

/// The next check of the words, seen from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    next_check: CalendarDate,
    /// Below 0 where it was due before.
    days_left: i64,
}

impl Review {
    /// A writer is reminded in the last days before the check, this many.
    pub const REMINDED_DAYS: i64 = 30;

    /// A check that is due on one day, seen from another.
    #[must_use]
    pub fn seen_from(today: CalendarDate, next_check: CalendarDate) -> Self {
        Self { next_check, days_left: today.days_until(next_check) }
    }

    /// Whether the check was due before that day.
    #[must_use]
    pub fn is_overdue(self) -> bool {
        self.days_left < 0
    }

    /// Whether the check is due within [`Review::REMINDED_DAYS`], or overdue.
    #[must_use]
    pub fn is_near(self) -> bool {
        self.days_left <= Self::REMINDED_DAYS
    }
}

impl fmt::Display for Review {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let remedy = "check the words against the sources, and set last_checked and next_check";
        let is_or_was = if self.is_overdue() { "was" } else { "is" };
        write!(f, "the next check {is_or_was} due on {}, ", self.next_check)?;
        match self.days_left {
            i64::MIN..-1 => write!(f, "{} days ago", -self.days_left)?,
            -1 => f.write_str("yesterday")?,
            0 => f.write_str("today")?,
            1 => f.write_str("tomorrow")?,
            days => write!(f, "in {days} days")?,
        }
        if self.is_near() { write!(f, ": {remedy}") } else { Ok(()) }
    }
}
