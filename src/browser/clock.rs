//! The device's clock and its time zone.

use js_sys::Date;
use wasm_bindgen::JsValue;

use crate::journal::{Changed, Instant, Moment, clock_of_typed};

/// The present minute by the person's clock; none where the device's clock is set outside the years 1900 to 9999.
#[must_use]
pub fn now() -> Option<Moment> {
    let now = Date::new_0();
    Moment::from_unix_minutes(whole(now.get_time() / 60_000.0), offset_minutes(&now)).ok()
}

/// The present second by the person's clock; none where the device's clock is set outside the years 1900 to 9999.
#[must_use]
pub fn instant() -> Option<Instant> {
    let now = Date::new_0();
    Instant::from_unix_seconds(whole(now.get_time() / 1000.0), offset_minutes(&now)).ok()
}

/// Today by universal time, as in `2026-11-22`.
#[must_use]
pub fn today() -> String {
    Date::new_0().to_iso_string().as_string().unwrap_or_default().chars().take(10).collect()
}

/// The present time in milliseconds.
#[must_use]
pub fn changed() -> Changed {
    Changed(u64::try_from(whole(Date::now())).unwrap_or(0))
}

/// The minute in which something was written, by the clock of this place; none where it lies outside the years 1900 to 9999.
#[must_use]
pub fn moment_of(changed: Changed) -> Option<Moment> {
    let minutes = i64::try_from(changed.0 / 60_000).ok()?;
    Moment::from_unix_minutes(minutes, offset_here(Moment::from_unix_minutes(minutes, 0).ok()?)).ok()
}

/// The moment that a field for date and time names, by the clock of this place; none where the calendar has no such day,
/// or the clocks went forward over the time.
#[must_use]
pub fn local_moment(typed: &str) -> Option<Moment> {
    // Some browsers add seconds, which are not recorded.
    let minute = typed.get(..16)?;
    let date = Date::new(&JsValue::from_str(minute));
    let moment = Moment::from_local(minute, offset_minutes(&date)).ok()?;
    // Where the clocks go forward, the browser takes a time that does not exist for a later one.
    (whole(date.get_time() / 60_000.0) == moment.unix_minutes()).then_some(moment)
}

/// The second that a field for date and time names, as [`local_moment`] reads a minute.
#[must_use]
pub fn local_instant(typed: &str) -> Option<Instant> {
    // Some browsers add fractions, which are not recorded.
    let second = typed.get(..19).unwrap_or(typed);
    let date = Date::new(&JsValue::from_str(second));
    let instant = Instant::from_local(second, offset_minutes(&date)).ok()?;
    (whole(date.get_time() / 1000.0) == instant.unix_seconds()).then_some(instant)
}

/// The moment that is typed in place of the one with which the field was opened: see [`clock_of_typed`].
#[must_use]
pub fn retyped_moment(typed: &str, opened: Option<Moment>) -> Option<Moment> {
    match opened.and_then(|opened| clock_of_typed(typed, opened, &offset_here)) {
        Some(offset) => Moment::from_local(typed.get(..16)?, offset).ok(),
        None => local_moment(typed),
    }
}

/// The second that is typed in place of another, in the same way.
#[must_use]
pub fn retyped_instant(typed: &str, opened: Instant) -> Option<Instant> {
    match clock_of_typed(typed, opened.minute(), &offset_here) {
        Some(offset) => Instant::from_local(typed.get(..19).unwrap_or(typed), offset).ok(),
        None => local_instant(typed),
    }
}

/// Whether the clock of this place shows a moment as it is written.
#[must_use]
pub fn is_here(moment: Moment) -> bool {
    offset_here(moment) == moment.offset_minutes()
}

fn offset_here(moment: Moment) -> i16 {
    offset_minutes(&Date::new(&JsValue::from_str(&moment.utc())))
}

/// How far the clock is ahead of universal time.
fn offset_minutes(date: &Date) -> i16 {
    i16::try_from(-whole(date.get_timezone_offset())).unwrap_or(i16::MAX)
}

fn whole(number: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "times of the calendar fit; others become bounds, which are refused"
    )]
    let whole = number.floor() as i64;
    whole
}
