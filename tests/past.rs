//! What is kept beside and behind the entries: kept records, earlier versions, the bin.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod stores;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use quietleaf::{
    article::{CalendarDate, Id},
    exchange::{Backup, ChosenSettings, Counts, read_backup, write_backup},
    journal::{
        BACKUP_DAYS, BIN_DAYS, BackupAge, Binned, Changed, Contents, Entry, EntryId, Everything, Instant, Journal,
        KeptRecord, KeptThing, Moment, Notes, OwnMeasure, OwnSymptom, Question, Readings, RecordError, Step, UnfitText,
        Unreadable, Wave, bring_back, decode_binned, decode_kept, delete, delete_days, delete_for_good, due, due_marks,
        encode, encode_binned, encode_kept, last_day_to_go, plan_kept, put_kept, restore, save, undo, undoable,
    },
};

use self::stores::Stores;

/// A kept record of each kind that the first version has written: every later version reads it.
const KEPT_1: [&str; 3] = [
    r#"{"version":1,"id":"019e5b60-7c00-7abc-8def-0123456789ab","changed":1795313045123,"removed":false,"what":{"own-symptom":{"name":"Heartburn","measure":"yes-no"}}}"#,
    r#"{"version":1,"id":"019e5b60-7c00-7abc-8def-0123456789ac","changed":1795313045124,"removed":true,"what":{"question":{"text":"Is this pain expected?","place":"what-it-feels-like","answered":true}}}"#,
    r#"{"version":1,"id":"019e5b60-7c00-7abc-8def-0123456789ad","changed":1795313045125,"removed":false,"what":{"wave":{"start":"2026-11-22T03:04:05+01:00","end":"2026-11-22T03:05:00+01:00"}}}"#,
];

#[test]
fn kept_records_of_the_first_version_are_read_for_ever() {
    let read = KEPT_1.map(|text| decode_kept(text).unwrap());
    assert_eq!(read.each_ref().map(encode_kept), KEPT_1);
    let [symptom, question, wave] = read;
    let heartburn = OwnSymptom::new("Heartburn", OwnMeasure::YesNo).unwrap();
    assert_eq!((symptom.what(), symptom.is_removed()), (&KeptThing::OwnSymptom(heartburn), false));
    assert_eq!(symptom.key(), "own-symptom 019e5b60-7c00-7abc-8def-0123456789ab");
    let place = Some(Id::new("what-it-feels-like").unwrap());
    let asked = Question::new("Is this pain expected?", place).unwrap().answered(true);
    assert_eq!((question.what(), question.is_removed()), (&KeptThing::Question(asked), true));
    assert_eq!(question.changed(), Changed(1_795_313_045_124));
    let KeptThing::Wave(wave) = wave.what() else { panic!("no wave") };
    assert_eq!(wave.duration(), Some(55));
}

#[test]
fn what_is_not_a_kept_record_is_told_apart() {
    for (record, text, by, is_newer) in [
        (0, "\"version\":1", "\"version\":2", true),
        (0, "\"version\":1", "\"version\":2,\"new\":[1]", true),
        (0, "\"version\":1", "\"version\":\"1\"", false),
        (0, "\"removed\":false,", "", false),
        (0, "\"removed\":false", "\"removed\":0", false),
        (0, "\"what\"", "\"more\":1,\"what\"", false),
        (0, "own-symptom", "own-sign", false),
        (0, "Heartburn", "", false),
        (0, "Heartburn", " Heartburn", false),
        (0, "Heartburn\",", "Heartburn\",\"more\":1,", false),
        (0, "yes-no", "smell", false),
        (0, "019e5b60-7c00-7abc-8def-0123456789ab", "019E5B60-7C00-7ABC-8DEF-0123456789AB", false),
        (1, "\"question\":{", "\"question\":{},\"own-symptom\":{", false),
        (1, "Is this pain expected?", "  ", false),
        (1, "what-it-feels-like", "What it feels like", false),
        (1, "\"answered\":true", "\"answered\":\"yes\"", false),
        (1, "\"place\":\"what-it-feels-like\",", "", false),
        (1, "}", "", false),
        (2, "03:04:05", "03:06:05", false),
    ] {
        let sound = KEPT_1[record];
        assert!(sound.contains(text), "{text} is not in {sound}");
        let damaged = sound.replacen(text, by, 1);
        match decode_kept(&damaged) {
            Err(RecordError::Version(2)) => assert!(is_newer, "{damaged}"),
            Err(RecordError::Damaged(_)) => assert!(!is_newer, "{damaged}"),
            other => panic!("{damaged}: {other:?}"),
        }
    }
}

#[test]
fn short_texts_have_bounds() {
    let name = |text: &str| OwnSymptom::new(text, OwnMeasure::Count).map(|it| it.name().to_owned());
    let question = |text: &str| Question::new(text, None).map(|it| it.text().to_owned());
    let long = |characters: usize, most: usize| Err(UnfitText::TooLong { characters, most });
    let of = |character: &str, times: usize| character.repeat(times);
    for (text, named, asked) in [
        (String::new(), Err(UnfitText::Empty), Err(UnfitText::Empty)),
        (" \n\t\u{a0} ".to_owned(), Err(UnfitText::Empty), Err(UnfitText::Empty)),
        (" a  b ".to_owned(), Ok("a  b".to_owned()), Ok("a  b".to_owned())),
        (
            "<b>\0\u{202e}\u{1f343}".to_owned(),
            Ok("<b>\0\u{202e}\u{1f343}".to_owned()),
            Ok("<b>\0\u{202e}\u{1f343}".to_owned()),
        ),
        (of("\u{1f343}", 100), Ok(of("\u{1f343}", 100)), Ok(of("\u{1f343}", 100))),
        (of("a", 101), long(101, 100), Ok(of("a", 101))),
        (of("a", 1_000), long(1_000, 100), Ok(of("a", 1_000))),
        (of("a", 1_001), long(1_001, 100), long(1_001, 1_000)),
    ] {
        assert_eq!((name(&text), question(&text)), (named, asked), "{text:?}");
    }
}

#[test]
fn a_later_version_is_later_even_where_the_clock_was_set_back() {
    let what = || KeptThing::Question(Question::new("a", None).unwrap());
    let first = KeptRecord::new(EntryId::from_bytes([1; 16]), Changed(10), what());
    let removed = first.removed(Changed(5));
    let back = removed.holding(what(), Changed(20));
    assert_eq!((removed.changed(), removed.is_removed()), (Changed(11), true));
    assert_eq!((back.changed(), back.is_removed(), back.id()), (Changed(20), false, first.id()));
    assert!(back.is_a_version_of(&first));
}

/// Any kept record that the types allow: few ids and few times, so that versions of one record meet.
fn any_kept() -> impl Strategy<Value = KeptRecord> {
    let text = || prop_oneof![Just("a".to_owned()), "[\\PC\\x00-\\x1f\u{202e}\u{1f343}<>&\"\\\\]{1,40}"];
    let symptom = (text(), 0_usize..3)
        .prop_filter_map("a name", |(name, measure)| OwnSymptom::new(&name, OwnMeasure::ALL[measure]).ok())
        .prop_map(KeptThing::OwnSymptom);
    let question = (text(), any::<bool>(), any::<bool>())
        .prop_filter_map("a text", |(text, placed, answered)| {
            let place = placed.then(|| Id::new("a-place").unwrap());
            Question::new(&text, place).ok().map(|question| question.answered(answered))
        })
        .prop_map(KeptThing::Question);
    let wave = (0_u32..100_000, proptest::option::of(0_u32..=Wave::LONGEST)).prop_map(|(start, length)| {
        let start = Instant::try_from("2026-10-24T22:30:05+02:00".to_owned()).unwrap().later(start).unwrap();
        let ended = length.map(|length| Wave::new(start, start.later(length).unwrap()).unwrap());
        KeptThing::Wave(ended.unwrap_or_else(|| Wave::begun(start)))
    });
    let id = prop_oneof![(0_u8..3).prop_map(|id| [id; 16]), any::<[u8; 16]>()];
    let changed = prop_oneof![0_u64..3, any::<u64>()];
    (id, changed, any::<bool>(), prop_oneof![symptom, question, wave]).prop_map(|(id, changed, removed, what)| {
        let record = KeptRecord::new(EntryId::from_bytes(id), Changed(changed), what);
        if removed { record.removed(Changed(changed)) } else { record }
    })
}

fn with_kept(mut here: Vec<KeptRecord>, incoming: &[KeptRecord]) -> Vec<KeptRecord> {
    plan_kept(&here, incoming.iter().cloned()).apply(&mut here);
    here
}

/// A deleted entry as the first version has written it: every later version reads it.
const BINNED_1: &str = r#"{"version":1,"deleted":1795313045999,"entry":{"version":1,"id":"019e5b60-7c00-7abc-8def-0123456789ab","when":"2026-11-22T03:04+01:00","changed":1795313045123,"readings":{"back-pain":{"pain":4}},"notes":"Dull."}}"#;

#[test]
fn deleted_entries_of_the_first_version_are_read_for_ever() {
    let binned = decode_binned(BINNED_1).unwrap();
    assert_eq!((binned.deleted(), binned.entry().notes().as_str()), (Changed(1_795_313_045_999), "Dull."));
    assert_eq!(decode_binned(&encode_binned(&binned)), Ok(binned));
    for (text, by, is_newer) in [
        ("\"version\":1,\"deleted\"", "\"version\":2,\"deleted\"", true),
        ("\"version\":1,\"id\"", "\"version\":99,\"id\"", true),
        ("\"deleted\":1795313045999", "\"deleted\":-1", false),
        ("\"deleted\":1795313045999,", "", false),
        ("\"deleted\"", "\"more\":1,\"deleted\"", false),
        ("{\"pain\":4}", "{\"pain\":11}", false),
        ("}}", "}", false),
    ] {
        assert!(BINNED_1.contains(text), "{text}");
        let damaged = BINNED_1.replacen(text, by, 1);
        match decode_binned(&damaged) {
            Err(RecordError::Version(2 | 99)) => assert!(is_newer, "{damaged}"),
            Err(RecordError::Damaged(_)) => assert!(!is_newer, "{damaged}"),
            other => panic!("{damaged}: {other:?}"),
        }
    }
}

const DAY: u64 = 86_400_000;
/// A time of day, so that days are not counted from midnight.
const DELETED: u64 = 1_795_313_045_999;

#[test]
fn a_deleted_entry_is_kept_for_thirty_days() {
    let binned = Binned::new(entry(1, 0, 0, "a"), Changed(DELETED));
    for (now, left) in [
        (DELETED, BIN_DAYS),
        (DELETED + DAY - 1, 30),
        (DELETED + DAY, 29),
        (DELETED + 30 * DAY - 1, 1),
        (DELETED + 30 * DAY, 0),
        (u64::MAX, 0),
        // The clock was set back: it is kept for longer, and never said to be.
        (DELETED - DAY, 30),
        (0, 30),
    ] {
        assert_eq!(binned.days_left(Changed(now)), left, "at {now}");
    }
    // Deleted while the clock was years behind: it does not go at once when the clock is set right.
    let written = entry(1, 0, 5, "a");
    assert_eq!(Binned::new(written, Changed(1)).deleted(), Changed(5));
}

/// Visits one after the other, each with what the clock shows in hours after the deletion, and whether it goes.
#[test]
fn a_wrong_clock_does_not_empty_the_bin() {
    const DAYS: u64 = 24;
    const AHEAD: u64 = 2_000 * DAYS;
    for (visits, goes_at) in [
        // Day by day: it goes a day after its days were over.
        (vec![0, 29 * DAYS, 30 * DAYS, 31 * DAYS], Some(3)),
        (vec![0, 29 * DAYS, 31 * DAYS, 32 * DAYS], Some(3)),
        // After a long absence: not at the first visit.
        (vec![0, 90 * DAYS], None),
        (vec![0, 90 * DAYS, 91 * DAYS], Some(2)),
        (vec![0, 90 * DAYS, 120 * DAYS], Some(2)),
        // Often on one day.
        (vec![30 * DAYS, 30 * DAYS + 1, 31 * DAYS - 1], None),
        (vec![30 * DAYS, 30 * DAYS + 1, 31 * DAYS - 1, 31 * DAYS], Some(3)),
        // The clock is years ahead for one visit, or for a day.
        (vec![0, AHEAD, DAYS, 2 * DAYS], None),
        (vec![0, AHEAD, AHEAD + 1, AHEAD + 23, DAYS, 2 * DAYS, 29 * DAYS, 30 * DAYS], None),
        (vec![0, AHEAD, DAYS, AHEAD, 2 * DAYS, AHEAD, 3 * DAYS], None),
        // Nothing was remembered: a new browser, or settings that were cleared.
        (vec![AHEAD], None),
    ] {
        let bin = vec![Binned::new(entry(1, 0, 0, "a"), Changed(DELETED))];
        let mut remembered = None;
        let mut gone = None;
        for (place, hour) in visits.iter().enumerate() {
            let mut goes = bin.clone();
            remembered = Some(due(&mut goes, remembered, Changed(DELETED + hour * DAY / DAYS)));
            if !goes.is_empty() && gone.is_none() {
                gone = Some(place);
            }
        }
        assert_eq!(gone, goes_at, "{visits:?}");
    }
}

fn entry(number: u8, minutes: i64, changed: u64, notes: &str) -> Entry {
    let when = Moment::from_unix_minutes(29_000_000 + minutes, 60).unwrap();
    let notes = Notes::new(notes.to_owned()).unwrap();
    Entry::new(EntryId::from_bytes([number; 16]), when, Changed(changed), Readings::new(), notes).unwrap()
}

/// Few ids, times and words, so that versions of one entry meet, also two that claim the same time.
fn any_entry() -> impl Strategy<Value = Entry> {
    (0_u8..4, 0_i64..3, 0_u64..4, prop_oneof![Just("a"), Just("b")])
        .prop_map(|(number, minutes, changed, notes)| entry(number, minutes, changed, notes))
}

fn any_contents() -> impl Strategy<Value = Contents> {
    let entries = || proptest::collection::vec(any_entry(), 0..6);
    let binned = (any_entry(), 0_u64..6).prop_map(|(entry, deleted)| Binned::new(entry, Changed(deleted)));
    (entries(), entries(), proptest::collection::vec(binned, 0..4), proptest::collection::vec(any_kept(), 0..4))
        .prop_map(|(entries, versions, bin, kept)| Contents { entries, versions, bin, kept })
}

fn texts_of(file: &Contents) -> BTreeSet<String> {
    let entries = file.entries.iter().chain(&file.versions).chain(file.bin.iter().map(Binned::entry));
    entries.map(encode).collect()
}

/// Settings that were chosen.
fn chosen() -> ChosenSettings {
    ChosenSettings { country: Some("GB".to_owned()), remind_of_backup: Some(true), ..ChosenSettings::default() }
}

/// The file of version 3, which every later version reads: as version 2, and with the settings.
#[test]
fn a_backup_of_version_3_is_read_for_ever() {
    let file = std::fs::read_to_string(xtask::paths::project().join("tests/fixtures/backup-3.json")).unwrap();
    let backup = read_backup(file.as_bytes()).unwrap();
    let counts = Counts { entries: 1, versions: 1, bin: 1, kept: 1 };
    assert_eq!((Counts::of_contents(&backup.contents), backup.declared), (counts, Some(counts)));
    assert_eq!((backup.unreadable.len(), backup.newer), (1, None));
    let settings = ChosenSettings {
        country: Some("GB".to_owned()),
        text: Some("large".to_owned()),
        theme: Some("dark".to_owned()),
        remind_of_backup: Some(false),
    };
    assert_eq!(backup.settings, settings);
    // What was chosen here stays.
    let here = ChosenSettings { theme: Some("light".to_owned()), ..ChosenSettings::default() };
    assert_eq!(backup.settings.clone().missing_in(&here), ChosenSettings { theme: None, ..settings.clone() });
    assert!(settings.clone().missing_in(&settings).is_empty());
    // What is chosen here stays, and what is missing comes beside it.
    assert_eq!(here.clone().with(settings.clone()).theme, here.theme);
    assert_eq!(here.clone().with(settings.clone().missing_in(&here)), here.clone().with(settings.clone()));
    let damaged = file.replacen("\"counts\"", "\"counted\"", 1);
    let by_line = read_backup(damaged.as_bytes()).unwrap();
    assert_eq!((by_line.contents, by_line.settings), (backup.contents, settings));
}

/// A file that a newer version has written says so; what this one knows of it is found all the same.
#[test]
fn a_backup_from_the_future_says_so() {
    let file = std::fs::read_to_string(xtask::paths::project().join("tests/fixtures/backup-3.json")).unwrap();
    let backup = read_backup(file.as_bytes()).unwrap();
    let future = file.replacen("\"version\":3", "\"version\":4", 1);
    let read = read_backup(future.as_bytes()).unwrap();
    assert_eq!((read.newer, read.contents), (Some(4), backup.contents));
    let unknown = "{\"format\":\"quietleaf-journal\",\"version\":12,\"everything\":{\"else\":[]}}";
    let read = read_backup(unknown.as_bytes()).unwrap();
    assert_eq!((read.newer, Counts::of_contents(&read.contents).sum()), (Some(12), 0));
    for settings in ["{\"version\":2,\"settings\":{}}", "{\"version\":1,\"settings\":{\"colour\":\"red\"}}"] {
        let read = read_backup(format!("{settings}\n{}", encode(&entry(1, 0, 3, "live"))).as_bytes()).unwrap();
        assert_eq!(read.unreadable.len(), 1, "{settings}");
        assert!(read.unreadable[0].reason.contains("settings"), "{:?}", read.unreadable);
    }
}

/// A file that nests as deep as it can is no backup, and ends nothing.
#[test]
fn a_deeply_nested_file_is_no_backup() {
    for (open, close) in [("[", "]"), ("{\"entries\":[", "]}"), ("{\"format\":", "}")] {
        for depth in [100, 100_000] {
            let nested = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            assert!(read_backup(nested.as_bytes()).is_err(), "{open} {depth}");
            let inside = format!(
                "{{\"format\":\"quietleaf-journal\",\"version\":3,\"entries\":[\n{nested},\n{}\n]}}",
                encode(&entry(1, 0, 3, "live"))
            );
            let read = read_backup(inside.as_bytes()).unwrap();
            assert_eq!((read.contents.entries.len(), read.unreadable.len()), (1, 1), "{open} {depth}");
        }
    }
}

/// A backup is old after 30 days, a journal without one after 7; a clock that was set back only makes it later.
#[test]
fn a_reminder_comes_when_the_last_backup_is_old() {
    const DAY: u64 = 86_400_000;
    let now = Changed(100 * DAY);
    let ago = |days: u64| Some(Changed(now.0 - days * DAY));
    for (last_backup, first_seen, put_off, expected) in [
        (None, None, None, false),
        (None, ago(6), None, false),
        (None, ago(7), None, true),
        (ago(29), ago(99), None, false),
        (ago(30), ago(99), None, true),
        (ago(30), ago(99), ago(6), false),
        (ago(30), ago(99), ago(7), true),
        (Some(Changed(now.0 + DAY)), ago(99), None, false),
        (ago(40), ago(99), Some(Changed(now.0 + DAY)), false),
    ] {
        let age = BackupAge { last_backup, first_seen, put_off };
        assert_eq!(age.is_old(now), expected, "{age:?}");
    }
    // One millisecond before the day is over, it is not.
    let age = BackupAge { last_backup: Some(Changed(now.0 - BACKUP_DAYS * DAY + 1)), ..BackupAge::default() };
    assert!(!age.is_old(now));
}

/// Of a record that was removed 30 days ago, at two visits, a mark stays that holds nothing of it, and keeps an older file from bringing it
/// back.
#[test]
fn a_removed_record_leaves_a_mark_without_content() {
    const DAY: u64 = 86_400_000;
    let now = Changed(20_000 * DAY);
    let of = |text: &str| decode_kept(text).unwrap();
    let [own, question, wave] = KEPT_1.map(of);
    let removed_at = |record: &KeptRecord, days: u64| {
        KeptRecord::new(record.id(), Changed(0), record.what().clone()).removed(Changed(now.0 - days * DAY))
    };
    let kept = [
        removed_at(&own, 99),
        removed_at(&question, 40),
        removed_at(&wave, 31),
        removed_at(&wave, 30),
        question.clone(),
    ];
    let due = |earlier: Option<u64>| due_marks(&kept, earlier.map(|by| Changed(now.0 - by)), now);
    assert_eq!(due(None), []);
    assert_eq!(due(Some(DAY - 1)), []);
    let marks = due(Some(DAY));
    assert_eq!(marks.iter().map(|(record, _)| record).collect::<Vec<_>>(), [&kept[1], &kept[2]]);
    for (record, mark) in &marks {
        assert!(mark.is_removed() && mark.is_a_version_of(record) && mark.changed() == record.changed());
        let text = encode_kept(mark);
        assert_eq!(decode_kept(&text).as_ref(), Ok(mark));
        assert!(!text.contains("expected") && !text.contains("2026") && !text.contains("what-it-feels-like"), "{text}");
        assert_eq!(mark.without_content(), None);
        // What an older file holds stays out.
        let older = KeptRecord::new(record.id(), Changed(1), record.what().clone());
        assert_eq!(plan_kept(std::slice::from_ref(mark), [older]).written().count(), 0);
    }
    assert_eq!(kept[0].without_content(), None, "what was recorded of a symptom needs its name");
    assert_eq!(question.without_content().is_some(), question.is_removed());
}

/// What deletes itself by its age goes only at a second visit, a day or more after the first, by the day of the first.
#[test]
fn what_is_old_goes_at_the_second_visit() {
    const DAY: u64 = 86_400_000;
    let now = Changed(20_000 * DAY);
    let day = |text: &str| CalendarDate::read(text).unwrap();
    let earlier = |by: u64| Some((Changed(now.0 - by), day("2026-11-24")));
    assert_eq!(last_day_to_go(30, None, now), None);
    assert_eq!(last_day_to_go(30, earlier(DAY - 1), now), None);
    assert_eq!(last_day_to_go(30, earlier(DAY), now), Some(day("2026-10-24")));
    // A clock that was set back: nothing goes.
    assert_eq!(last_day_to_go(30, Some((Changed(now.0 + DAY), day("2026-11-24"))), now), None);
    // A clock that runs ahead by years at one visit alone deletes nothing: the day of the visit before counts.
    let ahead = Changed(now.0 + 3_650 * DAY);
    assert_eq!(last_day_to_go(365, earlier(0), ahead), Some(day("2025-11-23")));
}

/// The file of version 2, which every later version reads. It holds one of each, and a record of each store that could not
/// be read.
#[test]
fn a_backup_of_version_2_is_read_for_ever() {
    let file = std::fs::read_to_string(xtask::paths::project().join("tests/fixtures/backup-2.json")).unwrap();
    let backup = read_backup(file.as_bytes()).unwrap();
    let counts = Counts { entries: 1, versions: 1, bin: 1, kept: 3 };
    assert_eq!((Counts::of_contents(&backup.contents), backup.declared), (counts, Some(counts)));
    let notes = |entries: &[Entry]| entries.iter().map(|it| it.notes().as_str().to_owned()).collect::<Vec<_>>();
    assert_eq!(notes(&backup.contents.entries), ["Dull.\nBetter after a walk. \u{1f343}"]);
    assert_eq!(notes(&backup.contents.versions), ["Dull."]);
    assert_eq!(backup.contents.bin[0].deleted(), Changed(1_795_320_245_123));
    assert_eq!(backup.contents.kept.iter().map(encode_kept).collect::<Vec<_>>(), KEPT_1);
    let unreadable: Vec<&str> = backup.unreadable.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(unreadable, ["{\"version\":1,\"damaged", "{\"version\":99}"]);
    // The damaged file gives back the same, line by line.
    let damaged = file.replacen("\"counts\"", "\"counted\"", 1);
    assert_eq!(read_backup(damaged.as_bytes()).unwrap().contents, backup.contents);
}

/// In a file that is whole, what cannot be read is told by its line, in whatever order the parts stand.
#[test]
fn what_cannot_be_read_is_told_by_its_line() {
    let file = "{\"format\":\"quietleaf-journal\",\"version\":2,\"exported\":\"\",\n\"kept\":[\n{\"k\":1}],\n\
                \"unreadable\":[],\"entries\":[{\"x\":1},\n\n{\"x\":2}\n]}";
    let backup = read_backup(file.as_bytes()).unwrap();
    let places: Vec<&str> = backup.unreadable.iter().map(|record| record.place.as_str()).collect();
    assert_eq!(places, ["line 4, entry 1", "line 6, entry 2", "line 3, kept record 1"]);
}

/// What could not be read when the file was written goes where it belongs when it can be.
#[test]
fn what_an_older_version_could_not_read_comes_to_its_place() {
    let live = encode(&entry(1, 0, 3, "live"));
    let binned = encode_binned(&Binned::new(entry(2, 0, 3, "deleted"), Changed(9)));
    for (place, text, expected) in [
        ("2025-02-19T21:20Z x", live.as_str(), Counts { entries: 1, ..Counts::default() }),
        ("versions 01010101-0101-0101-0101-010101010101 3", &live, Counts { versions: 1, ..Counts::default() }),
        ("bin 02020202-0202-0202-0202-020202020202", &binned, Counts { bin: 1, ..Counts::default() }),
        ("kept own-symptom x", KEPT_1[0], Counts { kept: 1, ..Counts::default() }),
        ("kept own-symptom x", "{\"version\":99}", Counts::default()),
    ] {
        let unreadable = Unreadable { place: place.to_owned(), text: text.to_owned(), reason: "r".to_owned() };
        let everything =
            Everything::new(Journal::new(Vec::new(), vec![unreadable]), Vec::new(), Vec::new(), Vec::new());
        let backup = read_backup(write_backup(&everything, &chosen(), noon()).as_bytes()).unwrap();
        assert_eq!(Counts::of_contents(&backup.contents), expected, "{place}");
        assert_eq!(backup.unreadable.len() + expected.sum(), 1, "{place}");
        assert!(backup.holds(&everything, &chosen()), "{place}");
    }
}

/// Why a line cannot be read is said of what it seems to be.
#[test]
fn what_cannot_be_read_is_listed_with_its_reason() {
    for (line, reason) in [
        (KEPT_1[0].replace("yes-no", "smell"), "smell"),
        (BINNED_1.replace("\"version\":1,\"deleted\"", "\"version\":7,\"deleted\""), "form 7"),
        (BINNED_1.replace("\"deleted\":", "\"deleted\":-"), "`-1795313045999`"),
        ("{\"version\":99,\"id\":1}".to_owned(), "form 99"),
        ("{\"earlier\":{\"version\":99}}".to_owned(), "form 99"),
    ] {
        let file = format!("{{\"format\":\"quietleaf-journal\"\n{line}\n");
        let backup = read_backup(file.as_bytes()).unwrap();
        let said: Vec<&str> = backup.unreadable.iter().map(|it| it.reason.as_str()).collect();
        assert!(said.len() == 1 && said[0].contains(reason), "{line}: {said:?}");
    }
}

fn noon() -> Moment {
    Moment::try_from("2026-11-22T12:00+01:00".to_owned()).unwrap()
}

/// Everything that a person can have, from the files that she could have restored.
fn any_everything() -> impl Strategy<Value = Everything> {
    any_contents().prop_map(|contents| Stores::default().with(&contents).everything())
}

/// What a line of a backup holds when it stands alone.
fn on_its_line(line: &str) -> Contents {
    let file = format!("{{\"format\":\"quietleaf-journal\"\n{line}\n");
    read_backup(file.as_bytes()).map(|backup| backup.contents).unwrap_or_default()
}

fn has_all(found: &Contents, of: &Contents) -> bool {
    of.entries.iter().all(|it| found.entries.contains(it))
        && of.versions.iter().all(|it| found.versions.contains(it))
        && of.bin.iter().all(|it| found.bin.contains(it))
        && of.kept.iter().all(|it| found.kept.contains(it))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_kept_record_round_trips(record in any_kept(), other in any_kept()) {
        let text = encode_kept(&record);
        prop_assert!(!text.contains('\n'), "a record stands on one line");
        prop_assert_eq!(decode_kept(&text).unwrap(), record.clone());
        prop_assert_eq!(record.key() == other.key(), record.is_a_version_of(&other));
        let kind = serde_json::from_str::<serde_json::Value>(&text).unwrap();
        prop_assert!(kind["what"].get(record.what().kind()).is_some());
    }

    #[test]
    fn any_bytes_are_read_as_a_kept_record(bytes in proptest::collection::vec(any::<u8>(), 0..200), record in any_kept(), at in any::<prop::sample::Index>()) {
        let _ = decode_kept(&String::from_utf8_lossy(&bytes));
        let whole = encode_kept(&record);
        let cut: String = whole.chars().take(at.index(whole.chars().count())).collect();
        prop_assert!(decode_kept(&cut).is_err());
    }

    #[test]
    fn merging_kept_records_obeys_its_laws(here in proptest::collection::vec(any_kept(), 0..8), one in proptest::collection::vec(any_kept(), 0..8), other in proptest::collection::vec(any_kept(), 0..8)) {
        let start = with_kept(Vec::new(), &here);
        let after_one = with_kept(start.clone(), &one);
        let merge = plan_kept(&start, one.iter().cloned());
        prop_assert_eq!(merge.written().count() + merge.same + merge.older, one.len());
        prop_assert_eq!(plan_kept(&after_one, one.iter().cloned()).written().count(), 0);
        prop_assert_eq!(with_kept(after_one.clone(), &one), after_one.clone());
        let both = with_kept(after_one, &other);
        prop_assert_eq!(&both, &with_kept(with_kept(start.clone(), &other), &one));
        prop_assert_eq!(&both, &with_kept(start, &with_kept(with_kept(Vec::new(), &one), &other)));
        // Each stands once, in order, in the latest version that was ever seen; removed ones stay as marks.
        prop_assert!(both.is_sorted_by(|one, next| one.key() < next.key()));
        for seen in here.iter().chain(&one).chain(&other) {
            let kept = both.iter().find(|kept| kept.is_a_version_of(seen)).unwrap();
            prop_assert!(kept.changed() >= seen.changed());
        }
        let mut put = both.clone();
        for record in both.iter().rev() {
            put_kept(&mut put, record.clone());
        }
        prop_assert_eq!(put, both);
    }
    #[test]
    fn every_deleted_entry_round_trips(entry in any_entry(), deleted in any::<u64>(), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let binned = Binned::new(entry, Changed(deleted));
        let text = encode_binned(&binned);
        prop_assert!(!text.contains('\n'), "a record stands on one line");
        prop_assert_eq!(decode_binned(&text), Ok(binned));
        let _ = decode_binned(&String::from_utf8_lossy(&bytes));
    }

    /// Files in any order, and however often, lead to the same; nothing that was ever seen is lost, and nothing is both
    /// in the journal and in the bin.
    #[test]
    fn restoring_everything_obeys_its_laws(here in any_contents(), one in any_contents(), other in any_contents()) {
        let start = Stores::default().with(&here);
        let after_one = start.with(&one);
        prop_assert!(restore(&after_one.everything(), one.clone()).is_empty());
        let both = after_one.with(&other);
        let turned = start.with(&other).with(&one);
        prop_assert_eq!(both.everything(), turned.everything());
        let at_once = Contents {
            entries: [one.entries.clone(), other.entries.clone()].concat(),
            versions: [one.versions.clone(), other.versions.clone()].concat(),
            bin: [one.bin.clone(), other.bin.clone()].concat(),
            kept: [one.kept.clone(), other.kept.clone()].concat(),
        };
        prop_assert_eq!(both.everything(), start.with(&at_once).everything());

        let seen: BTreeSet<String> = [&here, &one, &other].into_iter().flat_map(texts_of).collect();
        prop_assert_eq!(both.texts(), seen);
        prop_assert!(both.bin.keys().all(|id| !both.live.contains_key(id)), "an entry is in both");
        for file in [&here, &one, &other] {
            // What is in the journal anywhere is in it afterwards, no earlier than it was.
            for entry in &file.entries {
                prop_assert!(both.live[&entry.id()].changed() >= entry.changed());
            }
            for binned in &file.bin {
                let kept = both.bin.get(&binned.id());
                prop_assert!(kept.map_or_else(|| both.live.contains_key(&binned.id()), |kept| kept.deleted() >= binned.deleted()));
            }
        }
    }

    /// What was deleted and brought back is as it was; what was edited leaves what it was behind it; what was deleted for
    /// good is nowhere.
    #[test]
    fn deleting_can_be_undone(here in any_contents(), at in any::<prop::sample::Index>(), now in any::<u64>()) {
        let before = Stores::default().with(&here);
        prop_assume!(!before.live.is_empty());
        let entry = before.live.values().nth(at.index(before.live.len())).unwrap().clone();
        let mut stores = before.clone();
        stores.carry_out(&delete(&entry, None, Changed(now)));
        let taken = Step::Take(entry.clone());
        prop_assert!(!before.everything().shows(&taken) && stores.everything().shows(&taken));
        prop_assert!(!stores.live.contains_key(&entry.id()) && stores.bin[&entry.id()].entry() == &entry);
        prop_assert_eq!(stores.texts(), before.texts());
        let binned = stores.bin[&entry.id()].clone();

        let mut back = stores.clone();
        back.carry_out(&bring_back(&binned, None));
        prop_assert_eq!(&back, &before);

        let edited = self::entry(99, 0, 0, "edited");
        let edited = Entry::new(entry.id(), edited.when(), entry.changed().after(Changed(now)), Readings::new(), edited.notes().clone()).unwrap();
        back.carry_out(&save(&edited, Some(&entry), None));
        prop_assert_eq!(&back.live[&entry.id()], &edited);
        prop_assert!(back.versions.contains(&encode(&entry)));

        let forgotten = Step::ForgetVersions(entry.id());
        prop_assert!(!back.everything().shows(&forgotten));
        stores.carry_out(&delete_for_good(entry.id()));
        prop_assert!(stores.everything().shows(&forgotten));
        prop_assert!(!stores.texts().iter().any(|text| text.contains(&entry.id().to_string())));
        prop_assert_eq!(stores.live.len() + 1, before.live.len());
    }

    /// A restore that is taken back leaves everything as it was. An entry that was changed since stays, with all that is behind
    /// it, and so does a record that was.
    #[test]
    fn a_restore_can_be_undone(here in any_contents(), file in any_contents(), edited in 0_u8..5) {
        let before = Stores::default().with(&here);
        let planned = restore(&before.everything(), file.clone());
        let undoable = undoable(&before.everything(), &planned.steps);
        prop_assert_eq!(undoable.len(), planned.steps.len());
        let mut after = before.clone();
        after.carry_out(&planned.steps);

        let at_once = undo(&after.everything(), &undoable);
        prop_assert_eq!(at_once.left, 0);
        let mut back = after.clone();
        back.carry_out(&at_once.steps);
        prop_assert_eq!(back.everything(), before.everything());
        // Twice is once.
        prop_assert!(undo(&back.everything(), &undoable).steps.is_empty());

        let id = EntryId::from_bytes([edited; 16]);
        let Some(live) = after.live.get(&id).cloned() else { return Ok(()) };
        let later = Entry::new(id, live.when(), live.changed().after(Changed(99)), Readings::new(), Notes::new("edited".to_owned()).unwrap()).unwrap();
        after.carry_out(&save(&later, Some(&live), None));
        let versions = |stores: &Stores| stores.versions.iter().filter(|text| text.contains(&id.to_string())).cloned().collect::<Vec<_>>();
        let (versions_after, changed) = (versions(&after), planned.steps.iter().any(|step| matches!(step, Step::Put { entry, .. } if entry.id() == id)));
        let undone = undo(&after.everything(), &undoable);
        prop_assert_eq!(undone.left, usize::from(changed));
        let mut back = after.clone();
        back.carry_out(&undone.steps);
        prop_assert_eq!(&back.live[&id], &later);
        if changed {
            prop_assert_eq!(versions(&back), versions_after);
        }
        for other in before.live.values().filter(|other| other.id() != id) {
            prop_assert_eq!(&back.live[&other.id()], other);
        }
    }

    /// What is deleted by its days is nowhere, with all that was behind it; everything else is as it was.
    #[test]
    fn what_is_deleted_by_its_days_is_nowhere(here in any_contents(), chosen in proptest::collection::vec(any::<bool>(), 4)) {
        let before = Stores::default().with(&here);
        // Few of the days on which something is.
        let all = before.live.values().chain(before.bin.values().map(Binned::entry));
        let day_of = |entry: &Entry| CalendarDate::from(entry.when().date());
        let days: BTreeSet<CalendarDate> = all.clone().map(day_of).collect();
        let goes = |day: CalendarDate| days.iter().position(|known| *known == day).is_none_or(|place| chosen[place % chosen.len()]);
        let deletion = delete_days(&before.everything(), &goes);
        let mut after = before.clone();
        after.carry_out(&deletion.steps);
        prop_assert!(!after.live.values().chain(after.bin.values().map(Binned::entry)).any(|entry| goes(day_of(entry))));
        let gone: BTreeSet<EntryId> = all.filter(|entry| goes(day_of(entry))).map(Entry::id).collect();
        prop_assert_eq!(deletion.entries + deletion.binned, gone.len());
        for text in &before.versions {
            let is_of_gone = gone.iter().any(|id| text.contains(&id.to_string()));
            prop_assert_eq!(after.versions.contains(text), !is_of_gone);
        }
        for (id, entry) in before.live.iter().filter(|(id, _)| !gone.contains(id)) {
            prop_assert_eq!(&after.live[id], entry);
        }
        prop_assert_eq!(before.kept.len() - after.kept.len(), deletion.waves);
        let is_wave = |record: &KeptRecord| matches!(record.what(), KeptThing::Wave(_));
        prop_assert!(before.kept.iter().all(|(key, record)| after.kept.contains_key(key) || is_wave(record)));
        prop_assert!(deletion.steps.iter().all(|step| after.everything().shows(step)));
        prop_assert!(delete_days(&after.everything(), &goes).is_empty());
    }

    /// Should an entry ever be in both, the one in the journal counts, and the other stays behind it.
    #[test]
    fn an_entry_that_is_in_both_is_in_one_afterwards(live in any_entry(), other in any_entry(), now in 0_u64..9) {
        let other = Entry::new(live.id(), other.when(), other.changed(), Readings::new(), other.notes().clone()).unwrap();
        let binned = Binned::new(other.clone(), Changed(now));
        let both = Stores {
            live: [(live.id(), live.clone())].into(),
            bin: [(live.id(), binned.clone())].into(),
            ..Stores::default()
        };
        let mut brought_back = both.clone();
        brought_back.carry_out(&bring_back(&binned, Some(&live)));
        let restored = both.with(&Contents::default());
        let mut deleted = both.clone();
        deleted.carry_out(&delete(&live, Some(&binned), Changed(now)));
        let mut saved = Stores { live: BTreeMap::new(), ..both.clone() };
        saved.carry_out(&save(&live, None, Some(&binned)));
        for (stores, is_live) in [(brought_back, true), (restored, true), (saved, true), (deleted, false)] {
            prop_assert_eq!(stores.texts(), both.texts());
            prop_assert_eq!(stores.live.get(&live.id()), is_live.then_some(&live));
            prop_assert_eq!(stores.bin.get(&live.id()).map(Binned::entry), (!is_live).then_some(&live));
        }
    }
    #[test]
    fn a_backup_holds_everything(everything in any_everything(), unreadable in proptest::collection::vec(".{0,30}", 0..3)) {
        let unreadable: Vec<Unreadable> = unreadable.into_iter().map(|text| {
            Unreadable { place: "2026-11 x".to_owned(), text: format!("{text}}}"), reason: "r".to_owned() }
        }).collect();
        let journal = Journal::new(everything.journal().entries().to_vec(), unreadable.clone());
        let everything = Everything::new(journal, everything.versions().to_vec(), everything.bin().to_vec(), everything.kept().to_vec());
        let backup = read_backup(write_backup(&everything, &chosen(), noon()).as_bytes()).unwrap();
        prop_assert!(backup.holds(&everything, &chosen()));
        prop_assert_eq!(backup.declared, Some(Counts::of_contents(&backup.contents)));
        let kept: Vec<&str> = backup.unreadable.iter().map(|it| it.text.as_str()).collect();
        prop_assert_eq!(kept, unreadable.iter().map(|it| it.text.as_str()).collect::<Vec<_>>());
        // On another device it is all there again.
        let again = Stores::default().with(&backup.contents).everything();
        prop_assert_eq!(again.versions(), everything.versions());
        prop_assert_eq!((again.bin(), again.kept()), (everything.bin(), everything.kept()));
        prop_assert_eq!(again.journal().entries(), everything.journal().entries());
    }

    /// A backup that lacks anything, or has more, does not pass for whole.
    #[test]
    fn a_backup_that_is_not_whole_is_told(one in any_everything(), other in any_everything()) {
        let backup = read_backup(write_backup(&one, &chosen(), noon()).as_bytes()).unwrap();
        prop_assert_eq!(backup.holds(&other, &chosen()), one == other);
        let Contents { entries, versions, bin, kept } = backup.contents.clone();
        for lacking in [
            Contents { entries: entries.iter().skip(1).cloned().collect(), ..backup.contents.clone() },
            Contents { versions: versions.iter().skip(1).cloned().collect(), ..backup.contents.clone() },
            Contents { bin: bin.iter().skip(1).cloned().collect(), ..backup.contents.clone() },
            Contents { kept: kept.iter().skip(1).cloned().collect(), ..backup.contents.clone() },
        ] {
            let is_whole = lacking == backup.contents;
            prop_assert_eq!(Backup { contents: lacking, ..backup.clone() }.holds(&one, &chosen()), is_whole);
        }
        let undeclared = Backup { declared: None, ..backup.clone() };
        prop_assert!(!undeclared.holds(&one, &chosen()));
        let deleted_later = |it: &Binned| Binned::new(it.entry().clone(), Changed(it.deleted().0 + 1));
        let changed_later = |it: &KeptRecord| it.removed(it.changed());
        for other in [
            Contents { bin: bin.iter().map(deleted_later).collect(), ..backup.contents.clone() },
            Contents { kept: kept.iter().map(changed_later).collect(), ..backup.contents.clone() },
            Contents { versions: versions.iter().rev().cloned().collect(), ..backup.contents.clone() },
            Contents { entries: entries.iter().rev().cloned().collect(), ..backup.contents.clone() },
        ] {
            let is_whole = other == backup.contents;
            prop_assert_eq!(Backup { contents: other, ..backup.clone() }.holds(&one, &chosen()), is_whole);
        }
    }

    /// A backup with one stretch of it replaced by anything: everything on a line that is whole is found.
    #[test]
    fn a_damaged_backup_gives_back_what_is_whole(everything in any_everything(), start in any::<prop::sample::Index>(), length in 0_usize..300, by in proptest::collection::vec(any::<u8>(), 0..20)) {
        let whole = write_backup(&everything, &chosen(), noon());
        let start = start.index(whole.len());
        let end = (start + length).min(whole.len());
        let damaged = [&whole.as_bytes()[..start], &by, &whole.as_bytes()[end..]].concat();
        let found = read_backup(&damaged).map(|backup| backup.contents).unwrap_or_default();
        let mut offset = 0;
        for line in whole.split_inclusive('\n') {
            let stretch = offset..offset + line.len();
            offset = stretch.end;
            // The line break before belongs to the line: without it, two lines are one.
            if stretch.end <= start || end < stretch.start {
                prop_assert!(has_all(&found, &on_its_line(line)), "lost: {}", line);
            }
        }
    }

    /// A backup that some program has written anew, with other spaces and line breaks.
    #[test]
    fn a_backup_may_be_formatted(everything in any_everything()) {
        let value: serde_json::Value = serde_json::from_str(&write_backup(&everything, &chosen(), noon())).unwrap();
        let backup = read_backup(serde_json::to_string_pretty(&value).unwrap().as_bytes()).unwrap();
        prop_assert!(backup.holds(&everything, &chosen()));
    }

    #[test]
    fn any_bytes_are_read_as_a_backup(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_backup(&bytes);
    }
}
