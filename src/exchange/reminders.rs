//! Reminders without a server: a calendar file (iCalendar, RFC 5545) that any calendar app can take in.
//!
//! Its words are neutral, because a calendar is seen by others and may be shared: nothing in it tells what it is for, or
//! which app has made it. Its times are floating: they ring by the phone's own clock, wherever that is.

use ics::{
    Alarm, Event, ICalendar,
    properties::{Class, Description, DtStart, Duration, RRule, Summary, Transp, Trigger},
};
use time::{Date, Weekday};

use crate::{
    journal::{Changed, EntryId, Moment},
    sorting::sort_by,
};

/// The file's name, which tells nothing either.
pub const REMINDERS_FILE: &str = "reminder.ics";

/// What the calendar shows, and reads out.
const TITLE: &str = "Reminder";

/// Times of day at which to be reminded, on every day or on some days of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminders {
    /// The first of each, in order, each once; the offset means nothing.
    first: Vec<Moment>,
    /// In the order of the week, each once; all seven where it is every day.
    days: Vec<Weekday>,
    last: Option<Date>,
}

impl Reminders {
    /// The most times of day.
    pub const MOST_TIMES: usize = 24;

    /// Reminders at these times of day (`09:30`), on these days of the week, from a day (`2026-11-22`) on, and up to and with
    /// a last day, where one is given: all as fields of a form give them. Empty times do not count.
    ///
    /// # Errors
    ///
    /// Everything that must be mended first, in the order of the fields.
    pub fn new(times: &[&str], days: &[Weekday], from: &str, until: &str) -> Result<Self, Vec<ReminderProblem>> {
        let times: Vec<&str> = times.iter().copied().filter(|time| !time.is_empty()).collect();
        let day = |text: &str| Moment::from_local(&format!("{text}T00:00"), 0).map(Moment::date).ok();
        let mut problems = Vec::new();
        if times.is_empty() || times.len() > Self::MOST_TIMES {
            problems.push(ReminderProblem::Times);
        } else if times.iter().any(|time| Moment::from_local(&format!("2000-01-01T{time}"), 0).is_err()) {
            problems.push(ReminderProblem::NoSuchTime);
        }
        let mut days = days.to_vec();
        sort_by(&mut days, |day| day.number_days_from_monday());
        days.dedup();
        if days.is_empty() {
            problems.push(ReminderProblem::NoDay);
        }
        // RFC 5545: the first one counts, whatever the rule says; so it lies on one of the days.
        let first_day = day(from).map(|from| first_on(from, &days));
        if first_day.is_none() {
            problems.push(ReminderProblem::NoSuchFirstDay);
        }
        let last = if until.is_empty() { None } else { day(until) };
        match (last, first_day) {
            (None, _) if !until.is_empty() => problems.push(ReminderProblem::NoSuchLastDay),
            (Some(last), Some(first)) if last < first => problems.push(ReminderProblem::EndsBeforeTheFirst),
            _ => {}
        }
        let (Some(first_day), true) = (first_day, problems.is_empty()) else { return Err(problems) };
        let at = |time: &&str| Moment::from_local(&format!("{first_day}T{time}"), 0).ok();
        let mut first: Vec<Moment> = times.iter().filter_map(at).collect();
        sort_by(&mut first, |moment| moment.unix_minutes());
        first.dedup();
        Ok(Self { first, days, last })
    }
}

/// The first of these days of the week from a day on.
fn first_on(from: Date, days: &[Weekday]) -> Date {
    let mut day = from;
    for _ in 0..7 {
        if days.contains(&day.weekday()) {
            return day;
        }
        day = day.next_day().unwrap_or(day);
    }
    from
}

/// The calendar file: one event for each time of day, which recurs and rings.
///
/// `now` and the random bytes make the names of the events, so that no calendar takes two for one.
#[must_use]
pub fn write_reminders(reminders: &Reminders, now: Moment, random: [u8; 10]) -> String {
    let made = u64::try_from(now.unix_minutes() * 60_000).unwrap_or(0);
    let name = EntryId::new(Changed(made), random);
    let rule = rule(reminders);
    let mut calendar = ICalendar::new("2.0", "-//Reminder//EN");
    for first in &reminders.first {
        let starts = compact(&first.local());
        let mut event =
            Event::new(format!("{name}-{starts}"), format!("{}00Z", compact(now.utc().trim_end_matches('Z'))));
        event.push(DtStart::new(format!("{starts}00")));
        event.push(Duration::new("PT5M"));
        event.push(RRule::new(rule.clone()));
        event.push(Summary::new(TITLE));
        event.push(Class::private());
        event.push(Transp::transparent());
        event.add_alarm(Alarm::display(Trigger::new("PT0S"), Description::new(TITLE)));
        calendar.add_event(event);
    }
    calendar.to_string()
}

/// How they recur. The end is floating like the start, as RFC 5545 asks, and takes in the whole last day.
fn rule(reminders: &Reminders) -> String {
    let often = if reminders.days.len() == 7 {
        "FREQ=DAILY".to_owned()
    } else {
        let days: Vec<&str> = reminders.days.iter().map(|day| two_letters(*day)).collect();
        format!("FREQ=WEEKLY;BYDAY={}", days.join(","))
    };
    match reminders.last {
        Some(last) => format!("{often};UNTIL={}T235959", compact(&last.to_string())),
        None => often,
    }
}

/// `2026-11-22T03:04` without its marks.
fn compact(time: &str) -> String {
    time.replace(['-', ':'], "")
}

fn two_letters(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

/// What keeps reminders from being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReminderProblem {
    /// There is no time of day, or there are more than [`Reminders::MOST_TIMES`].
    Times,
    /// One of the times is none that a clock has.
    NoSuchTime,
    /// No day of the week is chosen.
    NoDay,
    /// The first day is none that the calendar has.
    NoSuchFirstDay,
    /// The last day is none that the calendar has.
    NoSuchLastDay,
    /// The last day lies before the first on which they would ring.
    EndsBeforeTheFirst,
}
