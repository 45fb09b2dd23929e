//! A month of the calendar, and what was recorded on each of its days.

use super::{BleedingLevel, Journal, PainScore, Reading};
use crate::article::CalendarDate;

/// What was recorded on one day. A day without an entry has no marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayMarks {
    /// How many entries tell about it.
    pub entries: usize,
    /// The worst score of any pain; 0 where pain was only recorded as absent; none where it was not recorded.
    pub worst_pain: Option<PainScore>,
    /// The heaviest bleeding; none where it was not recorded.
    pub bleeding: Option<BleedingLevel>,
    /// Whether anything was there: a symptom, however weak, or notes. Else all that was recorded was recorded as absent.
    pub anything_there: bool,
}

/// The weeks of the month in which a day lies, Monday first. Where a week begins or ends in another month, its days of that
/// month are left out.
#[must_use]
pub fn weeks_of_month(of: CalendarDate) -> Vec<[Option<CalendarDate>; 7]> {
    let mut weeks: Vec<[Option<CalendarDate>; 7]> = Vec::new();
    let first = of.first_of_month();
    let days = 0..i64::from(of.last_of_month().day_of_month());
    for day in days.filter_map(|later| first.days_later(later)) {
        if weeks.is_empty() || day.day_of_week() == 0 {
            weeks.push([None; 7]);
        }
        if let Some(place) = weeks.last_mut().and_then(|week| week.get_mut(usize::from(day.day_of_week()))) {
            *place = Some(day);
        }
    }
    weeks
}

/// What was recorded on each day of the month in which a day lies: the first day of the month stands first.
#[must_use]
pub fn day_marks(journal: &Journal, of: CalendarDate) -> Vec<DayMarks> {
    let (first, last) = (of.first_of_month(), of.last_of_month());
    let mut marks = vec![DayMarks::default(); usize::from(last.day_of_month())];
    for entry in journal.between(first, last) {
        let day = CalendarDate::from(entry.when().date()).day_of_month();
        let Some(marks) = usize::from(day).checked_sub(1).and_then(|place| marks.get_mut(place)) else { continue };
        marks.entries += 1;
        marks.anything_there |= !entry.notes().as_str().is_empty();
        for (_, reading) in entry.readings().iter() {
            marks.anything_there |= !reading.is_absent();
            match *reading {
                Reading::Pain(score) => marks.worst_pain = marks.worst_pain.max(Some(score)),
                Reading::Bleeding(level) => marks.bleeding = marks.bleeding.max(Some(level)),
                _ => {}
            }
        }
    }
    marks
}
