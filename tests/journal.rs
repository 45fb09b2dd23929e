//! The journal's rules: readings, drafts, the stored forms, merging. `warning_signs.rs` has the care cards.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod recording;

use std::collections::BTreeMap;

use proptest::prelude::*;
use quietleaf::{
    article::Id,
    exchange::{Counts, read_backup},
    journal::{
        BleedingLevel::{self, Light, Spotting},
        Changed, Count, CountedWeeks, Draft, DraftProblem, Entry, EntryId, FormOrder, Gestation, Journal, KeptRecord,
        KeptThing, Measure, Merge, Moment, Month, Notes, OwnMeasure, OwnSymptom, PainScore, Reading, Readings,
        RecordError, Temperature, TemperatureUnit, Words, by_day, clock_of_typed, decode, decode_month, encode,
        encode_month, own_symptoms, plan, read_typed, written,
    },
};
use recording::{bleeding, id, moment, pain, readings, words};

#[test]
fn a_moment_keeps_its_local_time_and_offset() {
    for (text, utc, day) in [
        ("2026-11-22T03:04+00:00", "2026-11-22T03:04Z", "Sunday 22 November 2026"),
        ("2026-11-22T03:04+13:45", "2026-11-21T13:19Z", "Sunday 22 November 2026"),
        ("2026-11-22T23:30-09:30", "2026-11-23T09:00Z", "Sunday 22 November 2026"),
        ("2024-02-29T00:00+01:00", "2024-02-28T23:00Z", "Thursday 29 February 2024"),
        ("1900-01-01T18:00+18:00", "1900-01-01T00:00Z", "Monday 1 January 1900"),
    ] {
        let moment = moment(text);
        assert_eq!((moment.to_string().as_str(), moment.utc().as_str()), (text, utc));
        assert_eq!(moment.day_in_words(), day);
        assert_eq!(Moment::from_unix_minutes(moment.unix_minutes(), moment.offset_minutes()), Ok(moment));
        assert_eq!(Month::of(moment).as_str(), utc.get(..7).unwrap());
    }
    for impossible in [
        "",
        "2026-11-22",
        "2026-11-22T03:04",
        "2026-11-22T03:04Z",
        "2026-11-22T03:04+1:00",
        "2026-11-22T03:04+01:60",
        "2026-11-22T03:04-00:00",
        "2026-11-22T03:04+18:01",
        "2026-02-29T03:04+00:00",
        "2026-11-31T03:04+00:00",
        "2026-11-22T24:00+00:00",
        "2026-11-22T23:60+00:00",
        "1899-12-31T23:59+00:00",
        "1900-01-01T00:00+00:01",
        "9999-12-31T23:59-00:01",
        "+026-11-22T03:04+00:00",
        "2026-1é-22T03:04+00:00",
    ] {
        assert!(Moment::try_from(impossible.to_owned()).is_err(), "{impossible}");
    }
    assert!(!moment("2026-11-21T12:00+00:00").is_more_than_a_day_before(moment("2026-11-22T12:00+00:00")));
    assert!(moment("2026-11-21T11:59+00:00").is_more_than_a_day_before(moment("2026-11-22T12:00+00:00")));
    // The same clock time, an hour later by the sun.
    assert!(!moment("2026-10-24T12:00+02:00").is_more_than_a_day_before(moment("2026-10-25T10:30+01:00")));
    let months = |one: &str, other: &str| Month::read(one).unwrap().is_just_before(&Month::read(other).unwrap());
    assert!(months("2026-11", "2026-12") && months("2026-12", "2027-01") && months("2028-02", "2028-03"));
    assert!(!months("2026-11", "2027-01") && !months("2026-11", "2026-11") && !months("2026-12", "2026-11"));
    assert!(Month::read("2026-13").is_none() && Month::read("x").is_none());
}

/// In the hour that comes twice, what is typed stays in that one of the two in which the form was opened; what was written on
/// a journey stays on its clock; all else is read by the clock of this place.
#[test]
fn a_typed_time_stays_in_its_one_of_the_two_hours() {
    // London: an hour ahead from 29 March to 25 October 2026, each change at 01:00 universal time.
    let changes = ["2026-03-29T01:00+00:00", "2026-10-25T01:00+00:00"].map(|it| moment(it).unix_minutes());
    let london = |at: Moment| if (changes[0]..changes[1]).contains(&at.unix_minutes()) { 60 } else { 0 };
    for (opened, typed, expected) in [
        // Untouched, and moved within the hour: the first of the two, and the second.
        ("2026-10-25T01:30+01:00", "2026-10-25T01:30", Some(60)),
        ("2026-10-25T01:30+00:00", "2026-10-25T01:30", Some(0)),
        ("2026-10-25T01:30+00:00", "2026-10-25T01:45", Some(0)),
        ("2026-10-25T01:30+00:00", "2026-10-25T01:30:05", Some(0)),
        ("2026-10-25T00:10+01:00", "2026-10-25T01:30", Some(60)),
        ("2026-10-25T09:00+00:00", "2026-10-25T01:30", Some(0)),
        // Over the change, and into the hour that the clocks leap over: by the clock of this place.
        ("2026-10-25T01:30+00:00", "2026-10-24T20:00", None),
        ("2026-10-24T20:00+01:00", "2026-10-26T20:00", None),
        ("2026-03-29T00:30+00:00", "2026-03-29T01:30", None),
        ("2026-03-29T02:30+01:00", "2026-03-29T01:30", None),
        // Written on a journey: by that clock, also where this one has changed.
        ("2026-07-01T09:00+09:00", "2026-12-01T10:00", Some(540)),
        ("2026-07-01T09:00+00:00", "2026-07-01T10:00", Some(0)),
        // No time at all.
        ("2026-10-25T01:30+00:00", "2026-10-25", None),
        ("2026-07-01T09:00+09:00", "", None),
    ] {
        assert_eq!(clock_of_typed(typed, moment(opened), &london), expected, "{typed} in place of {opened}");
    }
}

const NOW: &str = "2026-11-22T12:00+01:00";

fn draft() -> Draft {
    Draft::new(EntryId::from_bytes([7; 16]), moment(NOW))
}

#[test]
fn a_draft_is_saved_only_when_it_is_sound() {
    use DraftProblem::{InTheFuture, NoSuchTime, NotesTooLong, NothingRecorded};
    let (now, words) = (moment(NOW), words().vocabulary);
    let with = |change: &dyn Fn(&mut Draft)| {
        let mut draft = draft();
        draft.readings.set(&id("cramps"), Some(pain("cramps", 0).1));
        change(&mut draft);
        draft.finish(now, Changed(5), &words)
    };
    assert!(with(&|_| {}).is_ok(), "\u{201c}none\u{201d} is something to record");
    assert_eq!(with(&|draft| draft.readings = Readings::new()), Err(vec![NothingRecorded]));
    assert!(with(&|draft| (draft.readings, draft.notes) = (Readings::new(), " ".to_owned())).is_ok());
    assert_eq!(with(&|draft| draft.when = None), Err(vec![NoSuchTime]));
    assert!(with(&|draft| draft.when = Some(moment("2026-11-22T11:00+00:00"))).is_ok(), "now, on another clock");
    assert_eq!(with(&|draft| draft.when = Some(moment("2026-11-22T11:01+00:00"))), Err(vec![InTheFuture]));
    assert!(with(&|draft| draft.notes = "\u{1f343}".repeat(100_000)).is_ok());
    let characters = 100_001;
    assert_eq!(with(&|draft| draft.notes = "x".repeat(characters)), Err(vec![NotesTooLong { characters }]));
    assert_eq!(
        with(&|draft| (draft.when, draft.readings) = (None, Readings::new())),
        Err(vec![NoSuchTime, NothingRecorded])
    );
}

/// A version is later than the one it was made from, even where the clock was set back.
#[test]
fn an_edit_is_later_than_what_it_edits() {
    let mut draft = draft();
    draft.notes = "a".to_owned();
    let first = draft.finish(moment(NOW), Changed(1000), &words().vocabulary).unwrap();
    let mut edit = Draft::of(&first);
    assert_eq!(edit.edited().as_ref(), Some(&first));
    edit.notes = "b".to_owned();
    let second = edit.finish(moment(NOW), Changed(10), &words().vocabulary).unwrap();
    assert_eq!((second.id(), second.changed()), (first.id(), Changed(1001)));
    let kept = serde_json::to_string(&edit).unwrap();
    assert_eq!(serde_json::from_str::<Draft>(&kept).unwrap(), edit);
}

// The stored forms: what version 1 has written is read for ever.

#[test]
fn version_1_is_read_for_ever() {
    let read = |name: &str| std::fs::read(xtask::paths::project().join("tests/fixtures").join(name)).unwrap();
    let record = String::from_utf8(read("entry-1.json")).unwrap();
    let entry = decode(record.trim_end()).unwrap();
    assert_eq!(encode(&entry), record.trim_end().replacen("\"version\":1", "\"version\":2", 1), "all else is alike");
    assert_eq!(entry.when(), moment("2026-11-22T03:04+01:00"));
    assert_eq!(entry.key().as_str(), "2026-11-22T02:04Z 019e5b60-7c00-7abc-8def-0123456789ab");
    assert_eq!(entry.readings(), &readings(&[pain("back-pain", 4), bleeding(BleedingLevel::None)]));
    assert_eq!(entry.notes().as_str(), "Dull.\nBetter after a walk. \u{1f343}");
    let backup = read_backup(&read("backup-1.json")).unwrap();
    let two = Counts { entries: 2, ..Counts::default() };
    assert_eq!((Counts::of_contents(&backup.contents), backup.declared), (two, Some(two)));
    assert_eq!(backup.contents.entries.first(), Some(&entry));
    assert_eq!(backup.unreadable.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["{\"version\":1,\"damaged"]);
    let record = String::from_utf8(read("entry-2.json")).unwrap();
    let second = decode(record.trim_end()).unwrap();
    assert_eq!(encode(&second), record.trim_end(), "the form of version 2 has changed");
    let every_kind = every_kind_of_reading();
    assert_eq!(second.readings().iter().count(), every_kind.len());
    for (number, (reading, ..)) in every_kind.iter().enumerate() {
        assert_eq!(second.readings().get(&id(&format!("of-kind-{number}"))), Some(reading));
    }
    let draft: Draft = serde_json::from_slice(&read("draft-1.json")).unwrap();
    assert_eq!((draft.edited().as_ref(), draft.notes.as_str()), (Some(&entry), "And now?"));
}

#[test]
fn what_is_not_an_entry_is_told_apart() {
    let sound = encode(&entry(1, 0, 3, "a"));
    assert!(decode(&sound).is_ok());
    for (text, by, is_newer) in [
        ("\"version\":2", "\"version\":3", true),
        ("\"version\":2", "\"version\":0", false),
        ("\"version\":2", "\"version\":3,\"new\":[1]", true),
        ("\"version\":2", "\"version\":\"2\"", false),
        ("\"pain\":3", "\"pain\":11", false),
        ("\"pain\":3", "\"pain\":-1", false),
        ("\"pain\":3", "\"pain\":3.5", false),
        ("\"pain\":3", "\"smell\":3", false),
        ("\"back-pain\"", "\"Back pain\"", false),
        ("\"readings\":{", "\"readings\":{\"back-pain\":{\"pain\":1},", false),
        ("+00:00\"", "\"", false),
        ("\"changed\":", "\"changed\":-", false),
        ("{\"back-pain\":{\"pain\":3}},\"notes\":\"a\"", "{},\"notes\":\"\"", false),
        ("}", "", false),
        ("{", " ", false),
    ] {
        assert!(sound.contains(text), "{text} is not in {sound}");
        let damaged = sound.replacen(text, by, 1);
        match decode(&damaged) {
            Err(RecordError::Version(3)) => assert!(is_newer, "{damaged}"),
            Err(RecordError::Damaged(_)) => assert!(!is_newer, "{damaged}"),
            other => panic!("{damaged}: {other:?}"),
        }
    }
}

fn entry(number: u8, minutes: i64, score: u8, notes: &str) -> Entry {
    let when = Moment::from_unix_minutes(29_000_000 + minutes, 0).unwrap();
    let notes = Notes::new(notes.to_owned()).unwrap();
    let id = EntryId::from_bytes([number; 16]);
    Entry::new(id, when, Changed(u64::from(score)), readings(&[pain("back-pain", score)]), notes).unwrap()
}

#[test]
fn the_history_is_by_day_of_the_persons_calendar() {
    let at = |number: u8, when: &str| {
        let readings = readings(&[pain("cramps", 1)]);
        Entry::new(EntryId::from_bytes([number; 16]), moment(when), Changed(0), readings, Notes::default()).unwrap()
    };
    // After a flight east, the day of the earlier moment is the later day.
    let journal = Journal::new(
        vec![
            at(1, "2026-11-21T08:00+00:00"),
            at(2, "2026-11-22T01:00+12:00"),
            at(3, "2026-11-21T20:00+00:00"),
            at(4, "2026-11-22T09:00+00:00"),
        ],
        Vec::new(),
    );
    let days = by_day(&journal.entries().iter().rev().collect::<Vec<_>>());
    let shown: Vec<Vec<String>> = days.iter().map(|day| day.iter().map(|it| it.when().local()).collect()).collect();
    assert_eq!(
        shown,
        [vec!["2026-11-22T09:00", "2026-11-22T01:00"], vec!["2026-11-21T20:00", "2026-11-21T08:00"]]
            .map(|day| day.into_iter().map(str::to_owned).collect::<Vec<_>>())
    );
}

/// Any entry that the types allow.
fn any_entry() -> impl Strategy<Value = Entry> {
    let symptom = prop_oneof![Just("back-pain"), Just("cramps"), Just("bleeding"), Just("of-another-leaflet")];
    let reading = prop_oneof![
        (0_u8..=10).prop_map(|score| Reading::Pain(PainScore::new(score).unwrap())),
        (0_usize..6).prop_map(|level| Reading::Bleeding(BleedingLevel::ALL[level])),
        any::<bool>().prop_map(Reading::Felt),
        (300_u16..=450)
            .prop_map(|tenths| Reading::Temperature(Temperature::new(tenths, TemperatureUnit::Celsius).unwrap())),
        (860_u16..=1130)
            .prop_map(|tenths| Reading::Temperature(Temperature::new(tenths, TemperatureUnit::Fahrenheit).unwrap())),
        (0..=Count::MOST).prop_map(|count| Reading::Count(Count::new(count).unwrap())),
        "[a-z][a-z0-9]{0,20}".prop_map(|choice| Reading::Choice(id(&choice))),
        "[\\PC\\x00-\\x1f\u{202e}\u{1f343}<>&\"\\\\]{0,40}"
            .prop_map(|words| Reading::Words(Words::new(words).unwrap())),
        Just(Reading::Absent),
    ];
    let notes = prop_oneof![Just(String::new()), ".{0,40}", "[\\PC\\x00-\\x1f\u{202e}\u{1f343}<>&\"\\\\]{0,40}"];
    (
        // Few ids and few times, so that versions of one entry meet.
        prop_oneof![(0_u8..4).prop_map(|id| [id; 16]), any::<[u8; 16]>()],
        -30_000_000_i64..4_000_000_000,
        -1080_i16..=1080,
        prop_oneof![0_u64..3, any::<u64>()],
        proptest::collection::vec((symptom, reading), 0..4),
        notes,
    )
        .prop_filter_map("an entry records something", |(id, minutes, offset, changed, of, notes)| {
            let when = Moment::from_unix_minutes(minutes, offset).ok()?;
            Entry::new(EntryId::from_bytes(id), when, Changed(changed), readings(&of), Notes::new(notes).ok()?).ok()
        })
}

fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::vec(any_entry(), 0..12)
}

fn merged(journal: &Journal, incoming: &[Entry]) -> (Journal, Merge) {
    let merge = plan(journal, incoming.iter().cloned());
    let mut after = journal.clone();
    merge.clone().apply(&mut after);
    (after, merge)
}

/// A journal as the store would hold it: each entry once.
fn journal(of: &[Entry]) -> Journal {
    merged(&Journal::default(), of).0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_entry_round_trips(entry in any_entry()) {
        let record = encode(&entry);
        prop_assert!(!record.contains('\n'), "a record stands on one line");
        prop_assert_eq!(decode(&record).unwrap(), entry.clone());
        let draft = Draft::of(&entry);
        prop_assert_eq!(draft.edited(), Some(entry.clone()));
        prop_assert_eq!(serde_json::from_str::<Draft>(&serde_json::to_string(&draft).unwrap()).unwrap(), draft);
        prop_assert_eq!(Moment::try_from(entry.when().to_string()), Ok(entry.when()));
    }

    #[test]
    fn keys_are_in_the_order_of_entries(one in any_entry(), other in any_entry()) {
        prop_assert_eq!(one.key().cmp(&other.key()), one.order().cmp(&other.order()));
        prop_assert!(one.key().as_str().starts_with(Month::of(one.when()).as_str()));
        prop_assert!(one.key().as_str() < Month::of(one.when()).end().as_str());
    }

    #[test]
    fn every_month_round_trips(entries in any_entries()) {
        prop_assert_eq!(decode_month(&encode_month(entries.iter())), Some(entries));
    }

    /// Any bytes as a record: no panic, and nothing is taken for an entry that is not one.
    #[test]
    fn any_bytes_are_read_as_a_record(bytes in proptest::collection::vec(any::<u8>(), 0..200), entries in any_entries(), at in any::<prop::sample::Index>(), by in any::<u8>()) {
        let _ = decode(&String::from_utf8_lossy(&bytes));
        let _ = decode_month(&bytes);
        let mut month = encode_month(entries.iter());
        let place = at.index(month.len());
        month[place] = by;
        // A damaged month is refused, or holds entries that the types allow: the entries themselves are the truth.
        let _ = decode_month(&month);
        prop_assert_eq!(decode_month(&[&[1], &month[1..]].concat()), None);
    }

    #[test]
    fn merging_is_idempotent_and_its_order_does_not_matter(here in any_entries(), one in any_entries(), other in any_entries()) {
        let start = journal(&here);
        let (after_one, merge) = merged(&start, &one);
        prop_assert_eq!(merge.new.len() + merge.changed.len() + merge.same + merge.older.len(), one.len());
        let (again, nothing) = merged(&after_one, &one);
        prop_assert_eq!(&again, &after_one);
        prop_assert!(nothing.is_empty());
        let (both, _) = merged(&after_one, &other);
        let (turned, _) = merged(&merged(&start, &other).0, &one);
        prop_assert_eq!(&both, &turned);
        prop_assert_eq!(&both, &merged(&start, &[one.clone(), other.clone()].concat()).0);
        // Nothing is lost, nothing stands twice, and a version never gives way to an earlier one.
        let mut latest: BTreeMap<EntryId, Changed> = BTreeMap::new();
        for entry in here.iter().chain(&one).chain(&other) {
            let known = latest.entry(entry.id()).or_default();
            *known = (*known).max(entry.changed());
        }
        let kept: BTreeMap<EntryId, Changed> = both.entries().iter().map(|it| (it.id(), it.changed())).collect();
        prop_assert_eq!(both.len(), kept.len());
        prop_assert_eq!(kept, latest);
    }

    #[test]
    fn a_journal_finds_what_is_put_in(entries in any_entries(), next in any_entry(), days in 0_u8..40) {
        let mut journal = journal(&entries);
        journal.put(next.clone());
        prop_assert!(journal.holds(&next));
        prop_assert_eq!(journal.find(next.id()), Some(&next));
        // Whatever version is asked about, at whatever moment, the one that is here is found.
        for known in &entries {
            prop_assert_eq!(journal.as_it_is_now(known), journal.find(known.id()));
        }
        prop_assert!(journal.entries().is_sorted_by_key(Entry::order));
        let reach = i64::from(days) * 24 * 60;
        let near: Vec<&Entry> = journal.near(next.when(), days).collect();
        let expected: Vec<&Entry> = journal.entries().iter()
            .filter(|it| (it.when().unix_minutes() - next.when().unix_minutes()).abs() <= reach).collect();
        prop_assert_eq!(near, expected);
        journal.remove(next.id());
        prop_assert_eq!(journal.find(next.id()), None);
        prop_assert_eq!(journal.as_it_is_now(&next), None);
    }
}

/// Each reading, whether it says that the symptom was not there, and how it is stored.
fn every_kind_of_reading() -> Vec<(Reading, Option<Measure>, bool, &'static str)> {
    let celsius = Temperature::new(385, TemperatureUnit::Celsius).unwrap();
    let fahrenheit = Temperature::new(1013, TemperatureUnit::Fahrenheit).unwrap();
    let words = Words::new("left \u{202e}hip\u{0} \u{1f343}".to_owned()).unwrap();
    vec![
        (pain("cramps", 3).1, Some(Measure::Pain), false, r#"{"pain":3}"#),
        (pain("cramps", 0).1, Some(Measure::Pain), true, r#"{"pain":0}"#),
        (bleeding(Spotting).1, Some(Measure::Bleeding), false, r#"{"bleeding":"spotting"}"#),
        (bleeding(BleedingLevel::None).1, Some(Measure::Bleeding), true, r#"{"bleeding":"none"}"#),
        (Reading::Felt(true), Some(Measure::YesNo), false, r#"{"felt":true}"#),
        (Reading::Felt(false), Some(Measure::YesNo), true, r#"{"felt":false}"#),
        (Reading::Temperature(celsius), Some(Measure::Temperature), false, r#"{"temperature":"38.5 C"}"#),
        (Reading::Temperature(fahrenheit), Some(Measure::Temperature), false, r#"{"temperature":"101.3 F"}"#),
        (Reading::Count(Count::new(2).unwrap()), Some(Measure::Count), false, r#"{"count":2}"#),
        (Reading::Count(Count::NONE), Some(Measure::Count), true, r#"{"count":0}"#),
        (Reading::Choice(id("comes-and-goes")), Some(Measure::Choice), false, r#"{"choice":"comes-and-goes"}"#),
        (Reading::Words(words), Some(Measure::Words), false, "{\"words\":\"left \u{202e}hip\\u0000 \u{1f343}\"}"),
        (Reading::Absent, None, true, r#""absent""#),
    ]
}

#[test]
fn every_reading_is_stored_and_read_back() {
    for (reading, measure, is_absent, stored) in every_kind_of_reading() {
        assert_eq!((Measure::of(&reading), reading.is_absent()), (measure, is_absent), "{reading:?}");
        assert_eq!(serde_json::to_string(&reading).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Reading>(stored).unwrap(), reading);
        let one = Entry::new(
            EntryId::from_bytes([1; 16]),
            moment(NOW),
            Changed(1),
            readings(&[("any", reading.clone())]),
            Notes::default(),
        );
        let one = one.unwrap();
        assert_eq!(decode(&encode(&one)).unwrap(), one);
        assert_eq!(decode_month(&encode_month([&one].into_iter())), Some(vec![one.clone()]));
        // Version 1 had only the first two measures.
        let as_version_1 = decode(&encode(&one).replacen("\"version\":2", "\"version\":1", 1));
        assert_eq!(as_version_1.is_ok(), matches!(reading, Reading::Pain(_) | Reading::Bleeding(_)), "{stored}");
    }
    for impossible in [
        r#"{"pain":11}"#,
        r#"{"pain":-1}"#,
        r#"{"felt":"yes"}"#,
        r#"{"temperature":"29.9 C"}"#,
        r#"{"temperature":"45.1 C"}"#,
        r#"{"temperature":"38.5"}"#,
        r#"{"temperature":"38 C"}"#,
        r#"{"temperature":"38.55 C"}"#,
        r#"{"temperature":"38.5 K"}"#,
        r#"{"temperature":"38.5 CC"}"#,
        r#"{"temperature":" 38.5 C"}"#,
        r#"{"count":-1}"#,
        r#"{"count":1000}"#,
        r#"{"choice":"Bright red"}"#,
        r#""none""#,
    ] {
        assert!(serde_json::from_str::<Reading>(impossible).is_err(), "{impossible}");
    }
    let long = format!("{{\"words\":\"{}\"}}", "x".repeat(1001));
    assert!(serde_json::from_str::<Reading>(&long).is_err());
}

#[test]
fn temperatures_compare_by_warmth() {
    let of = |text: &str| Temperature::try_from(text.to_owned()).unwrap();
    for (cooler, warmer) in [
        ("37.9 C", "38.0 C"),
        ("38.0 C", "100.4 F"),
        ("100.3 F", "38.0 C"),
        ("37.9 C", "100.3 F"),
        ("100.4 F", "38.1 C"),
        ("30.0 C", "113.0 F"),
    ] {
        assert!(of(cooler) < of(warmer), "{cooler} {warmer}");
    }
    let typed = |text: &str, unit| Temperature::typed(text, unit).map(String::from).ok();
    for (text, unit, read) in [
        ("38", TemperatureUnit::Celsius, Some("38.0 C")),
        (" 38.5 ", TemperatureUnit::Celsius, Some("38.5 C")),
        ("38,5", TemperatureUnit::Celsius, Some("38.5 C")),
        ("101.3", TemperatureUnit::Fahrenheit, Some("101.3 F")),
        ("101.3", TemperatureUnit::Celsius, None),
        ("38.5", TemperatureUnit::Fahrenheit, None),
        ("38.55", TemperatureUnit::Celsius, None),
        ("38.", TemperatureUnit::Celsius, None),
        (".5", TemperatureUnit::Celsius, None),
        ("-38", TemperatureUnit::Celsius, None),
        ("3８", TemperatureUnit::Celsius, None),
        ("99999999999", TemperatureUnit::Celsius, None),
        ("hot", TemperatureUnit::Celsius, None),
        ("", TemperatureUnit::Celsius, None),
    ] {
        assert_eq!(typed(text, unit).as_deref(), read, "{text} {unit:?}");
    }
}

/// What is typed is kept as it is; only what is a reading is recorded.
#[test]
fn what_is_typed_is_kept_and_read() {
    let vocabulary = words().vocabulary;
    for (symptom, text, read) in [
        ("bleeding-pads", "2", Some(r#"{"count":2}"#)),
        ("bleeding-pads", " 0 ", Some(r#"{"count":0}"#)),
        ("bleeding-pads", "20", Some(r#"{"count":20}"#)),
        ("bleeding-pads", "21", None),
        ("bleeding-pads", "10000", None),
        ("bleeding-pads", "999999999999", None),
        ("bleeding-pads", "-1", None),
        ("bleeding-pads", "1.5", None),
        ("bleeding-pads", "two", None),
        ("temperature", "38.5", Some(r#"{"temperature":"38.5 C"}"#)),
        ("temperature", "385", None),
        ("back-pain-place", "<b>left</b>", Some(r#"{"words":"<b>left</b>"}"#)),
        ("back-pain-place", "  ", None),
        // A score is not typed.
        ("back-pain", "4", None),
    ] {
        let of = vocabulary.symptom(&id(symptom)).unwrap();
        let reading = read_typed(of, text, TemperatureUnit::Celsius);
        let stored = reading.as_ref().map(|reading| serde_json::to_string(reading).unwrap());
        assert_eq!(stored.as_deref(), read, "{symptom}: {text}");
        if let Some(reading) = &reading {
            assert_eq!(read_typed(of, &written(reading), TemperatureUnit::Celsius).as_ref(), Some(reading));
        }
        let mut draft = draft();
        draft.record(&id("bleeding"), Some(bleeding(Light).1));
        draft.record(&id("back-pain"), Some(pain("back-pain", 4).1));
        draft.type_in(&of.id, text.to_owned(), reading.clone());
        assert_eq!(draft.typed(&of.id), (!text.trim().is_empty()).then_some(text));
        let kept: Draft = serde_json::from_str(&serde_json::to_string(&draft).unwrap()).unwrap();
        assert_eq!(kept, draft);
        let finished = draft.finish(moment(NOW), Changed(1), &vocabulary);
        if reading.is_some() || text.trim().is_empty() {
            assert_eq!(finished.unwrap().readings().get(&of.id), reading.as_ref());
        } else {
            assert_eq!(finished, Err(vec![DraftProblem::NotAReading(of.id.clone())]), "{symptom}: {text}");
        }
    }
}

/// A detail is saved only beside a symptom that was there. Until then it stays in the draft.
#[test]
fn details_go_with_their_symptom() {
    let vocabulary = words().vocabulary;
    let of = |bleeds: Option<BleedingLevel>| {
        let mut draft = draft();
        draft.notes = "a".to_owned();
        draft.record(&id("bleeding"), bleeds.map(Reading::Bleeding));
        draft.record(&id("bleeding-clots"), Some(Reading::Choice(id("large"))));
        draft.type_in(&id("bleeding-pads"), "many".to_owned(), None);
        draft.type_in(&id("bleeding-pads"), String::new(), None);
        draft
    };
    for (level, is_kept) in [(Some(Light), true), (Some(BleedingLevel::None), false), (None, false)] {
        let draft = of(level);
        assert!(draft.readings.get(&id("bleeding-clots")).is_some());
        let saved = draft.finish(moment(NOW), Changed(1), &vocabulary).unwrap();
        assert_eq!(saved.readings().get(&id("bleeding-clots")).is_some(), is_kept, "{level:?}");
        assert!(draft.says_the_same_as(&saved, &vocabulary));
    }
    // What was mistyped in a field that is not shown keeps nothing from being saved.
    let mut hidden = of(Some(BleedingLevel::None));
    hidden.type_in(&id("bleeding-pads"), "many".to_owned(), None);
    let saved = hidden.finish(moment(NOW), Changed(1), &vocabulary);
    assert!(saved.is_ok(), "{saved:?}");
}

/// First what was used last, then what the leaflet asks first; everything stands once, and nothing is left out.
#[test]
fn the_form_asks_first_for_what_was_used_last() {
    let vocabulary = words().vocabulary;
    let at = |number: u8, of: &[(&str, Reading)]| {
        let when = Moment::from_unix_minutes(29_000_000 + i64::from(number), 0).unwrap();
        Entry::new(EntryId::from_bytes([number; 16]), when, Changed(0), readings(of), Notes::default()).unwrap()
    };
    let order = |entries: &[Entry], draft: &[(&str, Reading)], weeks: Option<u8>, wanted: Option<&str>| {
        let weeks = weeks.map_or(CountedWeeks::Unknown, |weeks| CountedWeeks::Known(Gestation::new(weeks, 0).unwrap()));
        FormOrder::new(&vocabulary, &readings(draft), entries, weeks, wanted.map(id).as_ref())
    };
    let first = |order: FormOrder| order.first.iter().map(Id::to_string).collect::<Vec<_>>().join(" ");
    let felt = |symptom: &'static str| (symptom, Reading::Felt(true));
    let used = [at(1, &[felt("faint"), felt("shivering")]), at(2, &[pain("cramps", 1)]), at(3, &[felt("faint")])];
    for (entries, wanted, expected) in [
        (&used[..0], None, "back-pain cramps bleeding"),
        (&used[..1], None, "faint shivering back-pain"),
        (&used[..2], None, "cramps faint shivering"),
        (&used[..], None, "faint cramps shivering"),
        (&used[..0], Some("sleep"), "sleep back-pain cramps"),
        (&used[..0], Some("no-such-thing"), "back-pain cramps bleeding"),
    ] {
        assert_eq!(first(order(entries, &[], None, wanted)), expected);
    }
    let asked = |order: &FormOrder| order.all().map(Id::to_string).collect::<Vec<_>>();
    let whole: Vec<String> = vocabulary.whole_symptoms().map(|symptom| symptom.id.to_string()).collect();
    let mut all = asked(&order(&used, &[], None, Some("sleep")));
    all.sort_unstable();
    let mut expected = whole.clone();
    expected.sort_unstable();
    assert_eq!(all, expected, "each once");
    // Movements are asked for from the week at which the article speaks of them, and kept where they were recorded.
    let asks_movements = |weeks, draft: &[_]| asked(&order(&[], draft, weeks, None)).iter().any(|it| it == "movements");
    assert!(asks_movements(None, &[]) && asks_movements(Some(24), &[]) && !asks_movements(Some(23), &[]));
    assert!(asks_movements(Some(23), &[felt("movements")]));
    // Whoever came for it from the article is asked, whatever the weeks.
    assert_eq!(first(order(&used, &[], Some(8), Some("movements"))), "movements faint cramps");
}

/// After an end nothing is asked that a pregnancy that goes on is asked, however lately it was used. What is recorded stays.
#[test]
fn after_an_end_the_form_asks_nothing_of_a_pregnancy() {
    let vocabulary = words().vocabulary;
    let used = [("pregnancy-signs", Reading::Choice(id("same"))), ("movements", Reading::Felt(false))];
    let when = Moment::from_unix_minutes(29_000_000, 0).unwrap();
    let entries =
        [Entry::new(EntryId::from_bytes([1; 16]), when, Changed(0), readings(&used), Notes::default()).unwrap()];
    let asked = |draft: &[(&str, Reading)], weeks| -> Vec<String> {
        let order = FormOrder::new(&vocabulary, &readings(draft), &entries, weeks, None);
        order.all().map(Id::to_string).filter(|it| used.iter().any(|(symptom, _)| symptom == it)).collect()
    };
    assert_eq!(asked(&[], CountedWeeks::Unknown), ["pregnancy-signs", "movements"]);
    assert_eq!(asked(&[], CountedWeeks::NoLonger(0)), [""; 0]);
    assert_eq!(asked(&used[..1], CountedWeeks::NoLonger(0)), ["pregnancy-signs"]);
    let until_end: Vec<_> = vocabulary.symptoms.iter().filter(|it| it.until_end).map(|it| it.id.as_str()).collect();
    assert_eq!(until_end, ["pregnancy-signs", "movements"]);
}

/// That something was not there is offered in words of its own; where it no longer is, an entry that holds it keeps them.
#[test]
fn what_was_not_there_is_offered_in_words() {
    let vocabulary = words().vocabulary;
    let held = Some(Reading::Absent);
    for (symptom, offered, known) in [
        ("temperature", Some("No fever"), Some("No fever")),
        ("pregnancy-signs", Some("None"), Some("None")),
        ("bleeding-clots", Some("None"), Some("None")),
        ("bleeding-colour", None, None),
        // Earlier versions wrote "no sleep" so.
        ("sleep", None, Some("No sleep")),
    ] {
        let symptom = vocabulary.symptom(&id(symptom)).unwrap();
        assert_eq!(symptom.absent_choice(None), offered, "{}", symptom.id);
        assert_eq!(symptom.absent_choice(held.as_ref()), known, "{}", symptom.id);
    }
}

/// A person's own symptoms are asked for like the others; one that was removed keeps its name and is asked for no more.
#[test]
fn own_symptoms_join_the_vocabulary() {
    let kept = |number: u8, name: &str, measure| {
        let own = KeptThing::OwnSymptom(OwnSymptom::new(name, measure).unwrap());
        KeptRecord::new(EntryId::from_bytes([number; 16]), Changed(1), own)
    };
    let all = [
        kept(1, "  Heartburn <b>", OwnMeasure::Pain),
        kept(2, "Hiccups", OwnMeasure::Count),
        kept(3, "Itch", OwnMeasure::YesNo).removed(Changed(2)),
    ];
    let mut vocabulary = words().vocabulary;
    let before = vocabulary.clone();
    for _ in 0..2 {
        vocabulary.take_own(own_symptoms(&all));
    }
    let own: Vec<_> = vocabulary.symptoms.iter().filter(|symptom| symptom.is_own()).collect();
    let named: Vec<_> = own.iter().map(|symptom| (symptom.name.as_str(), symptom.measure, symptom.retired)).collect();
    let expected =
        [("Heartburn <b>", Measure::Pain, false), ("Hiccups", Measure::Count, false), ("Itch", Measure::YesNo, true)];
    assert_eq!(named, expected);
    let order = FormOrder::new(&vocabulary, &Readings::new(), &[], CountedWeeks::Unknown, None);
    let group = order.groups.last().unwrap();
    assert_eq!((group.name.as_str(), group.symptoms.len()), ("Your own", 2));
    vocabulary.take_own([]);
    assert_eq!(vocabulary, before);
}

/// Another name goes with all that was recorded, and the measure stays.
#[test]
fn an_own_symptom_gets_another_name() {
    let own = OwnSymptom::new("Heartburn", OwnMeasure::Count).unwrap();
    let renamed = own.renamed(" <b>Reflux</b> ").unwrap();
    assert_eq!((renamed.name(), renamed.measure()), ("<b>Reflux</b>", OwnMeasure::Count));
    assert!(own.renamed(" ").is_err());
    assert!(own.renamed(&"x".repeat(101)).is_err());
    let record = KeptRecord::new(EntryId::from_bytes([1; 16]), Changed(1), KeptThing::OwnSymptom(own));
    let later = record.holding(KeptThing::OwnSymptom(renamed), Changed(9));
    let named = |record: KeptRecord| own_symptoms(&[record]).map(|it| (it.id, it.name)).next().unwrap();
    let (before, after) = (named(record), named(later));
    assert_eq!((before.0 == after.0, after.1.as_str()), (true, "<b>Reflux</b>"));
}
