//! By which clock a time is read that is typed in place of another.

use super::Moment;

/// How far the clock was ahead of universal time by which a time is read that stands in a field in place of `opened`: the
/// same as that one's, in minutes. None where the time is to be read by the clock of this place.
///
/// It is the same where the clock of this place shows the typed time so: in the hour that comes twice when the clocks go back,
/// the time stays in that one of the two in which it was. It is the same too where `opened` was written by another clock, on a
/// journey: it stays on that clock.
///
/// `offset_here` is how far the clock of this place is ahead at a moment, in minutes.
#[must_use]
pub fn clock_of_typed(typed: &str, opened: Moment, offset_here: &dyn Fn(Moment) -> i16) -> Option<i16> {
    let offset = opened.offset_minutes();
    let is_by_clock_here = |moment: Moment| offset_here(moment) == offset;
    let read = Moment::from_local(typed.get(..16)?, offset).ok()?;
    (is_by_clock_here(read) || !is_by_clock_here(opened)).then_some(offset)
}
