//! The journal's rules: warning signs row by row, the stored forms, drafts, merging.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use quietleaf::{
    article::Id,
    exchange::{Counts, read_backup},
    journal::{
        BleedingLevel::{self, HeavierThanAPeriod, Light, LikeAPeriod, SoaksAPadAnHour, Spotting},
        Changed, Draft, DraftProblem, Entry, EntryId, Gestation, Journal, Measure, Merge, Moment, Month, Notes,
        Occurrence, PainScore, Reading, Readings, RecordError, Vocabulary, call_script, decode, decode_month, encode,
        encode_month, plan, warnings,
    },
    leaflet::{self, JournalWords},
};

fn words() -> JournalWords {
    let files = xtask::content::files(&xtask::paths::content()).unwrap();
    JournalWords::of(&leaflet::read(&files).0.unwrap()).unwrap()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::try_from(text.to_owned()).unwrap()
}

fn pain(symptom: &str, score: u8) -> (&str, Reading) {
    (symptom, Reading::Pain(PainScore::new(score).unwrap()))
}

fn bleeding(level: BleedingLevel) -> (&'static str, Reading) {
    ("bleeding", Reading::Bleeding(level))
}

fn readings(of: &[(&str, Reading)]) -> Readings {
    let mut readings = Readings::new();
    for (symptom, reading) in of {
        readings.set(&id(symptom), Some(*reading));
    }
    readings
}

/// The cards that readings on 22 November 2026 call for, beside other days' readings; a card for some weeks only, where
/// the person's are not known, bears those weeks.
fn cards(now: &[(&str, Reading)], weeks: Option<&str>, others: &[(&str, &[(&str, Reading)])]) -> String {
    let words = words();
    let gestation = weeks.map(|weeks| Gestation::try_from(weeks.to_owned()).unwrap());
    let on = |day: &str| moment(&format!("{day}T12:00+00:00")).date();
    let others: Vec<_> = others.iter().map(|(day, of)| (on(day), readings(of))).collect();
    let others = others.iter().map(|(date, readings)| Occurrence { date: *date, readings });
    let now = readings(now);
    let occurrence = Occurrence { date: on("2026-11-22"), readings: &now };
    let found = warnings(&words.vocabulary.warning_signs, occurrence, gestation, &others);
    let shown = found.iter().map(|warning| match warning.only_in {
        None => warning.card.to_string(),
        Some(weeks) => {
            let end = |gestation: Option<Gestation>| gestation.map(String::from).unwrap_or_default();
            format!("{} ({}..{})", warning.card, end(weeks.from), end(weeks.to))
        }
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// Every row of the rules that this version records, and both sides of each boundary.
#[test]
fn an_entry_leads_to_its_cards() {
    const UNKNOWN_WEEKS: &str = "call-unit-now (20+0..), call-today (..19+6)";
    let heavy_unknown = format!("call-now, {UNKNOWN_WEEKS}");
    for (now, weeks, expected) in [
        // Nothing felt, or nothing recorded: nothing is said.
        (vec![], None, ""),
        (vec![bleeding(BleedingLevel::None), pain("cramps", 0), pain("back-pain", 0)], None, ""),
        // Bleeding heavier than a period, or soaking a pad in an hour or less.
        (vec![bleeding(HeavierThanAPeriod)], Some("8+0"), "call-now, call-today"),
        (vec![bleeding(SoaksAPadAnHour)], Some("8+0"), "call-now, call-today"),
        (vec![bleeding(LikeAPeriod)], Some("8+0"), "call-today"),
        (vec![bleeding(HeavierThanAPeriod)], Some("20+0"), "call-now, call-unit-now"),
        (vec![bleeding(HeavierThanAPeriod)], None, &heavy_unknown),
        // Any bleeding, on either side of 20 weeks, and where the weeks are not known.
        (vec![bleeding(Spotting)], Some("19+6"), "call-today"),
        (vec![bleeding(Spotting)], Some("20+0"), "call-unit-now"),
        (vec![bleeding(Light)], Some("4+0"), "call-today"),
        (vec![bleeding(Light)], Some("41+0"), "call-unit-now"),
        (vec![bleeding(Spotting)], None, UNKNOWN_WEEKS),
        (vec![bleeding(BleedingLevel::None)], Some("20+0"), ""),
        // Cramps 7 or more.
        (vec![pain("cramps", 6)], None, ""),
        (vec![pain("cramps", 7)], None, "call-now"),
        (vec![pain("cramps", 10)], Some("30+0"), "call-now"),
        // Back pain 7 or more, even alone.
        (vec![pain("back-pain", 6)], None, ""),
        (vec![pain("back-pain", 7)], None, "call-today"),
        (vec![pain("back-pain", 10)], Some("12+0"), "call-today"),
        // All that match are shown, the strictest first.
        (vec![pain("back-pain", 8), pain("cramps", 9), bleeding(Spotting)], Some("10+0"), "call-now, call-today"),
        (vec![pain("back-pain", 8), bleeding(Spotting)], None, "call-unit-now (20+0..), call-today"),
    ] {
        assert_eq!(cards(&now, weeks, &[]), expected, "{now:?} at {weeks:?}");
    }
}

/// Back pain of 4 to 6 on three days of any four in a row that hold the entry's day.
#[test]
fn back_pain_that_stays_is_worth_a_mention() {
    let of = |score: u8| vec![pain("back-pain", score)];
    for (now, others, expected) in [
        (4, vec![], ""),
        (4, vec![("2026-11-21", 4)], ""),
        (4, vec![("2026-11-21", 4), ("2026-11-20", 4)], "mention"),
        (4, vec![("2026-11-20", 4), ("2026-11-19", 6)], "mention"),
        // The fourth day before is too far.
        (4, vec![("2026-11-21", 4), ("2026-11-18", 4)], ""),
        // Too weak on one day.
        (3, vec![("2026-11-21", 4), ("2026-11-20", 4)], ""),
        (4, vec![("2026-11-21", 3), ("2026-11-20", 4)], ""),
        // A stronger day counts as well; on the day itself it has a stricter card.
        (6, vec![("2026-11-21", 8), ("2026-11-20", 5)], "mention"),
        (7, vec![("2026-11-21", 5), ("2026-11-20", 5)], "call-today"),
        // Two entries of one day are one day.
        (5, vec![("2026-11-22", 5), ("2026-11-21", 5)], ""),
        // An entry that is added later for a day in between counts from both sides.
        (5, vec![("2026-11-21", 5), ("2026-11-23", 5)], "mention"),
        (5, vec![("2026-11-23", 5), ("2026-11-25", 5)], "mention"),
        (5, vec![("2026-11-24", 5), ("2026-11-26", 5)], ""),
    ] {
        let others: Vec<(&str, Vec<(&str, Reading)>)> = others.iter().map(|(day, score)| (*day, of(*score))).collect();
        let others: Vec<(&str, &[(&str, Reading)])> = others.iter().map(|(day, of)| (*day, of.as_slice())).collect();
        assert_eq!(cards(&of(now), None, &others), expected, "{now} after {others:?}");
    }
}

/// Each sign of the vocabulary can be reached, and each of its cards stands on the journal's page.
#[test]
fn every_warning_sign_has_a_row() {
    let words = words();
    let signs = &words.vocabulary.warning_signs;
    let named: Vec<String> = signs.iter().map(|sign| format!("{} {}", sign.card, sign.symptom)).collect();
    assert_eq!(
        named,
        [
            "call-now bleeding",
            "call-now cramps",
            "call-unit-now bleeding",
            "call-today bleeding",
            "call-today back-pain",
            "mention back-pain"
        ],
        "a new sign needs its rows above"
    );
    for sign in signs {
        assert!(words.card(&sign.card).is_some(), "{}", sign.card);
    }
    assert!(words.is_emergency(&id("call-now")) && !words.is_emergency(&id("call-today")));
    assert_eq!(JournalWords::decode(&words.encode()).as_ref(), Some(&words));
    for broken in ["", "0", "zz", "00", &words.encode()[2..]] {
        assert_ne!(JournalWords::decode(broken).as_ref(), Some(&words));
    }
}

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

const NOW: &str = "2026-11-22T12:00+01:00";

fn draft() -> Draft {
    Draft::new(EntryId::from_bytes([7; 16]), moment(NOW))
}

#[test]
fn a_draft_is_saved_only_when_it_is_sound() {
    use DraftProblem::{InTheFuture, NoSuchTime, NotesTooLong, NothingRecorded};
    let now = moment(NOW);
    let with = |change: &dyn Fn(&mut Draft)| {
        let mut draft = draft();
        draft.readings.set(&id("cramps"), Some(pain("cramps", 0).1));
        change(&mut draft);
        draft.finish(now, Changed(5))
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
    let first = draft.finish(moment(NOW), Changed(1000)).unwrap();
    let mut edit = Draft::of(&first);
    assert_eq!(edit.edited().as_ref(), Some(&first));
    edit.notes = "b".to_owned();
    let second = edit.finish(moment(NOW), Changed(10)).unwrap();
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
    assert_eq!(encode(&entry), record.trim_end(), "the form of version 1 has changed");
    assert_eq!(entry.when(), moment("2026-11-22T03:04+01:00"));
    assert_eq!(entry.key().as_str(), "2026-11-22T02:04Z 019e5b60-7c00-7abc-8def-0123456789ab");
    assert_eq!(entry.readings(), &readings(&[pain("back-pain", 4), bleeding(BleedingLevel::None)]));
    assert_eq!(entry.notes().as_str(), "Dull.\nBetter after a walk. \u{1f343}");
    let backup = read_backup(&read("backup-1.json")).unwrap();
    let two = Counts { entries: 2, ..Counts::default() };
    assert_eq!((Counts::of_contents(&backup.contents), backup.declared), (two, Some(two)));
    assert_eq!(backup.contents.entries.first(), Some(&entry));
    assert_eq!(backup.unreadable.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["{\"version\":1,\"damaged"]);
    let draft: Draft = serde_json::from_slice(&read("draft-1.json")).unwrap();
    assert_eq!((draft.edited().as_ref(), draft.notes.as_str()), (Some(&entry), "And now?"));
}

#[test]
fn what_is_not_an_entry_is_told_apart() {
    let sound = encode(&entry(1, 0, 3, "a"));
    assert!(decode(&sound).is_ok());
    for (text, by, is_newer) in [
        ("\"version\":1", "\"version\":2", true),
        ("\"version\":1", "\"version\":2,\"new\":[1]", true),
        ("\"version\":1", "\"version\":\"1\"", false),
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
            Err(RecordError::Version(2)) => assert!(is_newer, "{damaged}"),
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
    let days = journal.newest_by_day(10);
    let shown: Vec<Vec<String>> = days.iter().map(|day| day.iter().map(|it| it.when().local()).collect()).collect();
    assert_eq!(
        shown,
        [vec!["2026-11-22T09:00", "2026-11-22T01:00"], vec!["2026-11-21T20:00", "2026-11-21T08:00"]]
            .map(|day| day.into_iter().map(str::to_owned).collect::<Vec<_>>())
    );
    assert_eq!(journal.newest_by_day(1).concat().len(), 1);
}

/// Any entry that the types allow.
fn any_entry() -> impl Strategy<Value = Entry> {
    let symptom = prop_oneof![Just("back-pain"), Just("cramps"), Just("bleeding"), Just("of-another-leaflet")];
    let reading = prop_oneof![
        (0_u8..=10).prop_map(|score| Reading::Pain(PainScore::new(score).unwrap())),
        (0_usize..6).prop_map(|level| Reading::Bleeding(BleedingLevel::ALL[level])),
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
        prop_assert_eq!(decode_month(&[&[2], &month[1..]].concat()), None);
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
        prop_assert!(journal.entries().is_sorted_by_key(Entry::order));
        let reach = i64::from(days) * 24 * 60;
        let near: Vec<&Entry> = journal.near(next.when(), days).collect();
        let expected: Vec<&Entry> = journal.entries().iter()
            .filter(|it| (it.when().unix_minutes() - next.when().unix_minutes()).abs() <= reach).collect();
        prop_assert_eq!(near, expected);
        journal.remove(next.id());
        prop_assert_eq!(journal.find(next.id()), None);
    }

    /// However often, and whatever the weeks, a stronger reading never leads to a milder answer.
    #[test]
    fn a_stronger_reading_is_never_answered_more_mildly(score in 0_u8..10, weeks in 0_u8..45, level in 0_usize..5) {
        let Vocabulary { warning_signs, .. } = words().vocabulary;
        let strictest = |of: Readings| {
            let occurrence = Occurrence { date: moment(NOW).date(), readings: &of };
            let found = warnings(&warning_signs, occurrence, Gestation::new(weeks, 0).ok(), &std::iter::empty());
            let place = |card: &Id| warning_signs.iter().position(|sign| sign.card == *card).unwrap();
            found.first().map_or(usize::MAX, |first| place(&first.card))
        };
        for symptom in ["back-pain", "cramps"] {
            prop_assert!(strictest(readings(&[pain(symptom, score + 1)])) <= strictest(readings(&[pain(symptom, score)])));
        }
        let of = |level: usize| readings(&[bleeding(BleedingLevel::ALL[level])]);
        prop_assert!(strictest(of(level + 1)) <= strictest(of(level)));
    }
}

#[test]
fn a_measure_is_told_by_its_reading() {
    assert_eq!(Measure::of(pain("cramps", 3).1), Measure::Pain);
    assert_eq!(Measure::of(bleeding(Light).1), Measure::Bleeding);
    assert!(
        pain("cramps", 0).1.is_absent()
            && bleeding(BleedingLevel::None).1.is_absent()
            && !bleeding(Spotting).1.is_absent()
    );
}

/// What is read out on the telephone holds first, worst and last, and only of the last three days.
#[test]
fn the_call_script_sums_up_the_last_three_days() {
    let entry = |number: u8, when: &str, of: &[(&str, Reading)]| {
        let when = moment(when);
        Entry::new(EntryId::from_bytes([number; 16]), when, Changed(1), readings(of), Notes::default()).unwrap()
    };
    let journal = Journal::new(
        vec![
            entry(1, "2026-11-18T12:00+00:00", &[pain("back-pain", 10)]),
            entry(2, "2026-11-20T12:00+00:00", &[pain("back-pain", 0), bleeding(BleedingLevel::None)]),
            entry(3, "2026-11-21T12:00+01:00", &[pain("back-pain", 7)]),
            entry(4, "2026-11-22T01:00+00:00", &[pain("back-pain", 7), pain("cramps", 2)]),
            entry(5, "2026-11-22T03:00+00:00", &[pain("back-pain", 4)]),
        ],
        Vec::new(),
    );
    let shown: Vec<String> = call_script(&journal, moment("2026-11-22T03:10+00:00"))
        .iter()
        .map(|it| {
            let since = it.since.map_or_else(|| "never".to_owned(), Moment::local);
            format!(
                "{} since {since}, worst {:?} {}, last {:?} {}",
                it.symptom,
                it.worst.0,
                it.worst.1.local(),
                it.last.0,
                it.last.1.local()
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "back-pain since 2026-11-21T12:00, worst Pain(PainScore(7)) 2026-11-22T01:00, last Pain(PainScore(4)) 2026-11-22T03:00",
            "bleeding since never, worst Bleeding(None) 2026-11-20T12:00, last Bleeding(None) 2026-11-20T12:00",
            "cramps since 2026-11-22T01:00, worst Pain(PainScore(2)) 2026-11-22T01:00, last Pain(PainScore(2)) 2026-11-22T01:00",
        ]
    );
    assert_eq!(call_script(&Journal::default(), moment("2026-11-22T03:10+00:00")), []);
}
