//! A person's pregnancies, and to which of them a day belongs.

use super::{Changed, Circumstances, CountedWeeks, EntryId, Gestation, KeptRecord, KeptThing, Pregnancy};
use crate::article::CalendarDate;

/// The pregnancy to which a day belongs: of those that had begun by then, the one that was written down last, which is the
/// one that the person can change. So an end counts even where the same pregnancy was written down twice.
///
/// A pregnancy begins on day 0 of its weeks. Where no date is given, it begins on the day on which it was first written
/// down, the earliest that any place on earth had then, or on the day of its end where that is earlier. One of which it is
/// only known that it has ended may have ended before any day: earlier days are its own where they are no other's.
#[must_use]
pub fn pregnancy_on(kept: &[KeptRecord], day: CalendarDate) -> Option<&Pregnancy> {
    record_on(kept, day).map(|(_, pregnancy)| pregnancy)
}

fn record_on(kept: &[KeptRecord], day: CalendarDate) -> Option<(&KeptRecord, &Pregnancy)> {
    let has_begun = |(record, pregnancy): &(&KeptRecord, &Pregnancy)| {
        beginning(record, pregnancy).is_some_and(|begun| begun <= day)
    };
    let has_only_ended = |(_, pregnancy): &(&KeptRecord, &Pregnancy)| {
        pregnancy.has_ended() && pregnancy.end().is_none() && pregnancy.beginning().is_none()
    };
    latest(pregnancies(kept).filter(has_begun)).or_else(|| latest(pregnancies(kept).filter(has_only_ended)))
}

/// Whether there is a pregnancy before the latest.
#[must_use]
pub fn has_earlier_pregnancy(kept: &[KeptRecord]) -> bool {
    pregnancies(kept).nth(1).is_some()
}

/// The last day on which a pregnancy ended that was written down before this one.
#[must_use]
pub fn end_before(kept: &[KeptRecord], this: EntryId) -> Option<CalendarDate> {
    pregnancies(kept).filter(|(record, _)| record.id() < this).filter_map(|(_, pregnancy)| pregnancy.end()).max()
}

/// What the care cards, and the form that asks, know of the weeks on a day. From the day on which it ended, and where the
/// weeks of one that has ended are no longer shown, none are counted.
#[must_use]
pub fn counted_weeks_on(kept: &[KeptRecord], day: CalendarDate) -> CountedWeeks {
    let Some((record, pregnancy)) = record_on(kept, day) else { return CountedWeeks::Unknown };
    match pregnancy.gestation_before_end(day) {
        Some(gestation) => CountedWeeks::Known(gestation),
        None if pregnancy.has_ended() => CountedWeeks::NoLonger(days_after_end(record, pregnancy, day)),
        None => CountedWeeks::Unknown,
    }
}

/// What the care cards know of the pregnancy on a day.
#[must_use]
pub fn circumstances_on(kept: &[KeptRecord], day: CalendarDate) -> Circumstances {
    let is_of_treatment = pregnancy_on(kept, day).is_some_and(Pregnancy::is_of_treatment);
    Circumstances { weeks: counted_weeks_on(kept, day), is_of_treatment }
}

/// The days from the end to a day; 0 for earlier days. Where the day of the end is not given, they count from the day on
/// which the record was last written: the end may lie before it, so what is looked at for some weeks is looked at longer.
fn days_after_end(record: &KeptRecord, pregnancy: &Pregnancy, day: CalendarDate) -> u16 {
    let end = pregnancy.end().or_else(|| day_by_universal_time(record.changed()));
    let days = end.map_or(0, |end| end.days_until(day));
    u16::try_from(days.max(0)).unwrap_or(u16::MAX)
}

fn day_by_universal_time(at: Changed) -> Option<CalendarDate> {
    CalendarDate::new(1970, 1, 1).ok()?.days_later(i64::try_from(at.0 / 86_400_000).ok()?)
}

/// The latest pregnancy: the one that the person can change.
#[must_use]
pub fn latest_pregnancy(kept: &[KeptRecord]) -> Option<(&KeptRecord, &Pregnancy)> {
    latest(pregnancies(kept))
}

/// The one that was written down last.
fn latest<'a>(
    pregnancies: impl Iterator<Item = (&'a KeptRecord, &'a Pregnancy)>,
) -> Option<(&'a KeptRecord, &'a Pregnancy)> {
    pregnancies.max_by_key(|(record, _)| record.id())
}

/// How far the pregnancy had come to which a day belongs.
#[must_use]
pub fn gestation_on(kept: &[KeptRecord], day: CalendarDate) -> Option<Gestation> {
    pregnancy_on(kept, day).and_then(|pregnancy| pregnancy.gestation_on(day))
}

fn pregnancies(kept: &[KeptRecord]) -> impl Iterator<Item = (&KeptRecord, &Pregnancy)> {
    kept.iter().filter(|record| !record.is_removed()).filter_map(|record| match record.what() {
        KeptThing::Pregnancy(pregnancy) => Some((record, pregnancy)),
        _ => None,
    })
}

fn beginning(record: &KeptRecord, pregnancy: &Pregnancy) -> Option<CalendarDate> {
    pregnancy.beginning().or_else(|| {
        // Clocks are at most 12 hours behind universal time.
        let written = day_by_universal_time(Changed(record.id().made_at()?.0.saturating_sub(12 * 3_600_000)))?;
        Some(pregnancy.end().map_or(written, |end| end.min(written)))
    })
}
