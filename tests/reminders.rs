//! Reminders: the calendar file as another library reads it, and what must not be in it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use expect_test::expect;
use icalendar::{Calendar, Class, Component, Event, EventLike};
use proptest::prelude::*;
use quietleaf::{
    exchange::{
        REMINDERS_FILE,
        ReminderProblem::{self, EndsBeforeTheFirst, NoDay, NoSuchFirstDay, NoSuchLastDay, NoSuchTime, Times},
        Reminders, write_reminders,
    },
    journal::Moment,
};
use time::Weekday::{self, Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

const EVERY_DAY: [Weekday; 7] = [Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday];

/// A Sunday.
const FROM: &str = "2026-11-22";

fn file(times: &[&str], days: &[Weekday], from: &str, until: &str) -> String {
    let now = Moment::try_from("2026-11-22T03:04+01:00".to_owned()).unwrap();
    write_reminders(&Reminders::new(times, days, from, until).unwrap(), now, [7; 10])
}

fn read(file: &str) -> Vec<Event> {
    file.parse::<Calendar>().unwrap().events().cloned().collect()
}

/// The first so many times at which a calendar would ring, by the rules of the other library.
fn rings(event: &Event, most: u16) -> Vec<String> {
    let dates = event.get_recurrence().unwrap().all(most).dates;
    dates.iter().map(|date| date.naive_local().to_string()).collect()
}

#[test]
fn the_file_as_a_whole() {
    expect![[r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Reminder//EN
        BEGIN:VEVENT
        UID:01a200fe-fa80-7707-8707-070707070707-20261123T0930
        DTSTAMP:20261122T020400Z
        DTSTART:20261123T093000
        DURATION:PT5M
        RRULE:FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261204T235959
        SUMMARY:Reminder
        CLASS:PRIVATE
        TRANSP:TRANSPARENT
        BEGIN:VALARM
        ACTION:DISPLAY
        TRIGGER:PT0S
        DESCRIPTION:Reminder
        END:VALARM
        END:VEVENT
        END:VCALENDAR
    "]]
    .assert_eq(&file(&["09:30"], &[Friday, Monday], FROM, "2026-12-04").replace("\r\n", "\n"));
    assert_eq!(REMINDERS_FILE, "reminder.ics");
}

#[test]
fn another_library_reads_when_it_rings() {
    for (days, from, until, expected) in [
        (&EVERY_DAY[..], FROM, "", &["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"][..]),
        (&EVERY_DAY, FROM, "2026-11-23", &["2026-11-22", "2026-11-23"]),
        (&EVERY_DAY, FROM, FROM, &["2026-11-22"]),
        // Over a leap day and the end of a year.
        (&EVERY_DAY, "2028-02-28", "", &["2028-02-28", "2028-02-29", "2028-03-01", "2028-03-02"]),
        // The first is on a chosen day, whatever the day it is asked for from.
        (&[Monday], FROM, "", &["2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14"]),
        (&[Sunday, Wednesday], FROM, "", &["2026-11-22", "2026-11-25", "2026-11-29", "2026-12-02"]),
        (&[Saturday, Tuesday, Saturday], FROM, "2026-11-28", &["2026-11-24", "2026-11-28"]),
        // Where clocks change, the time by the phone's clock stays.
        (&[Sunday], "2026-10-18", "2026-11-01", &["2026-10-18", "2026-10-25", "2026-11-01"]),
    ] {
        let events = read(&file(&["01:30"], days, from, until));
        let [event] = events.as_slice() else { panic!("one time of day is one event") };
        let expected: Vec<String> = expected.iter().map(|day| format!("{day} 01:30:00")).collect();
        assert_eq!(rings(event, 4), expected, "{days:?} from {from} until {until}");
    }
}

#[test]
fn what_cannot_ring_is_told() {
    let full = ["08:00"; 24];
    let too_many = ["08:00"; 25];
    for (times, days, from, until, expected) in [
        (&["08:00"][..], &EVERY_DAY[..], FROM, "", vec![]),
        (&["", "00:00", "23:59", ""], &EVERY_DAY, FROM, FROM, vec![]),
        (&full, &EVERY_DAY, FROM, "", vec![]),
        (&too_many, &EVERY_DAY, FROM, "", vec![Times]),
        (&[], &[], "", "", vec![Times, NoDay, NoSuchFirstDay]),
        (&["", ""], &EVERY_DAY, FROM, "", vec![Times]),
        (&["24:00"], &EVERY_DAY, FROM, "", vec![NoSuchTime]),
        (&["08:00", "8:00"], &EVERY_DAY, FROM, "", vec![NoSuchTime]),
        (&["08:00\r\nX:1"], &EVERY_DAY, FROM, "", vec![NoSuchTime]),
        (&["08:00"], &EVERY_DAY, "2026-02-29", "", vec![NoSuchFirstDay]),
        (&["08:00"], &EVERY_DAY, FROM, "2026-11-31", vec![NoSuchLastDay]),
        (&["08:00"], &EVERY_DAY, FROM, "2026-11-21", vec![EndsBeforeTheFirst]),
        // From Sunday to Wednesday there is no Thursday.
        (&["08:00"], &[Thursday], FROM, "2026-11-25", vec![EndsBeforeTheFirst]),
        (&["08:00"], &[Thursday], FROM, "2026-11-26", vec![]),
        (&["08:00"], &EVERY_DAY, "9999-12-31", "", vec![]),
    ] {
        let problems: Vec<ReminderProblem> = Reminders::new(times, days, from, until).err().unwrap_or_default();
        assert_eq!(problems, expected, "{times:?} {days:?} {from} {until}");
    }
}

fn any_days() -> impl Strategy<Value = Vec<Weekday>> {
    proptest::sample::subsequence(EVERY_DAY.to_vec(), 1..=7).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is chosen: lines as RFC 5545 asks for, times as chosen, and nothing that tells what it is about.
    #[test]
    fn any_reminders(times in proptest::collection::vec((0_u8..24, 0_u8..60), 1..6), days in any_days(), start in 0_i64..20_000, length in proptest::option::of(7_i64..60), random in any::<[u8; 10]>(), now in 0_i64..40_000_000) {
        let day = |days: i64| Moment::from_unix_minutes(days * 24 * 60, 0).unwrap().local()[..10].to_owned();
        let times: Vec<String> = times.iter().map(|(hour, minute)| format!("{hour:02}:{minute:02}")).collect();
        let typed: Vec<&str> = times.iter().chain(times.first()).map(String::as_str).collect();
        let until = length.map_or_else(String::new, |length| day(start + length));
        let now = Moment::from_unix_minutes(now, 60).unwrap();
        let file = write_reminders(&Reminders::new(&typed, &days, &day(start), &until).unwrap(), now, random);

        // Every line ends as it must, and none is so long that it had to be folded: 75 bytes at most.
        let lines: Vec<&str> = file.strip_suffix("\r\n").unwrap().split("\r\n").collect();
        for line in &lines {
            prop_assert!(line.len() <= 75 && line.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{}", line);
            // Nothing needs an escape: what would, stands only where it parts values.
            prop_assert!(!line.contains('\\') && (line.starts_with("RRULE:") || !line.contains([',', ';'])), "{}", line);
        }
        let small = file.to_lowercase();
        for word in ["quietleaf", "preg", "pain", "journal", "baby", "health", "diary", "symptom", "miscarr", "http", "url", "://", "tzid", "@", "location"] {
            prop_assert!(!small.contains(word), "{}", word);
        }
        let told: Vec<&str> = lines.iter().copied().filter(|line| line.starts_with("SUMMARY") || line.starts_with("DESCRIPTION")).collect();
        prop_assert!(told.iter().all(|line| line.ends_with(":Reminder")));

        // As the other library reads it.
        let events = read(&file);
        let mut chosen = times.clone();
        chosen.sort_unstable();
        chosen.dedup();
        prop_assert_eq!(events.len(), chosen.len());
        let mut names: Vec<&str> = events.iter().filter_map(Component::get_uid).collect();
        names.sort_unstable();
        names.dedup();
        prop_assert_eq!(names.len(), events.len());
        for (event, time) in events.iter().zip(&chosen) {
            prop_assert_eq!(event.get_class(), Some(Class::Private));
            prop_assert_eq!(event.get_timestamp().unwrap().timestamp().div_euclid(60), now.unix_minutes());
            let most = 20;
            let rings = rings(event, most);
            let expected: Vec<String> = (start..start + 200)
                .take_while(|at| length.is_none_or(|length| *at <= start + length))
                .filter(|at| days.contains(&Moment::from_unix_minutes(at * 24 * 60, 0).unwrap().date().weekday()))
                .map(|at| format!("{} {time}:00", day(at)))
                .take(usize::from(most))
                .collect();
            prop_assert_eq!(rings, expected);
        }
    }
}
