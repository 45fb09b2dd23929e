//! The published form of the backup, `docs/backup.schema.json`, against the files that are written.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use jsonschema::Validator;
use proptest::prelude::*;
use quietleaf::{
    article::CalendarDate,
    exchange::{ChosenSettings, read_backup, write_backup},
    journal::{
        Binned, Changed, EmbryoAge, EntryId, Everything, Gestation, Instant, Journal, KeptRecord, KeptThing, Moment,
        OwnMeasure, OwnSymptom, Pregnancy, Question, Status, Unreadable, Wave, decode,
    },
};
use serde_json::{Value, json};

fn schema() -> Validator {
    let text = fs::read_to_string(xtask::paths::project().join("docs/backup.schema.json")).unwrap();
    let schema = serde_json::from_str(&text).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn fixture(name: &str) -> String {
    fs::read_to_string(xtask::paths::project().join("tests/fixtures").join(name)).unwrap()
}

fn day(text: &str) -> CalendarDate {
    CalendarDate::read(text).unwrap()
}

/// Pregnancies with every date that can be given, and every status.
fn pregnancies() -> Vec<Pregnancy> {
    let all = Pregnancy {
        last_period: Some(day("2026-03-01")),
        due: Some(day("2026-12-06")),
        scan: Some((day("2026-05-10"), Gestation::new(9, 6).unwrap())),
        conception: Some(day("2026-03-15")),
        retrieval: Some(day("2026-03-15")),
        transfer: Some((day("2026-03-20"), EmbryoAge::Days5)),
        status: Status::Ongoing,
        after_offered: false,
    };
    let of = |status| Pregnancy { status, after_offered: true, ..Pregnancy::default() };
    let of_age = |age| Pregnancy { transfer: Some((day("2026-03-20"), age)), ..Pregnancy::default() };
    let mut pregnancies = vec![
        all,
        of(Status::NotSaid),
        of(Status::Ended { on: None, keep_weeks: false }),
        of(Status::Ended { on: Some(day("2026-06-01")), keep_weeks: true }),
    ];
    pregnancies.extend(EmbryoAge::ALL.into_iter().map(of_age));
    pregnancies
}

/// A backup with every kind of record, and of each every form that it can have.
fn everything() -> Everything {
    let entries: Vec<_> =
        ["entry-1.json", "entry-2.json"].iter().map(|name| decode(fixture(name).trim()).unwrap()).collect();
    let instant = |text: &str| Instant::try_from(text.to_owned()).unwrap();
    let begun = instant("2026-10-25T01:30:05+01:00");
    let mut things: Vec<KeptThing> = pregnancies().into_iter().map(KeptThing::Pregnancy).collect();
    things.push(KeptThing::Wave(Wave::begun(begun)));
    things.push(KeptThing::Wave(Wave::new(begun, instant("2026-10-25T01:31:00+01:00")).unwrap()));
    things.extend(OwnMeasure::ALL.map(|measure| KeptThing::OwnSymptom(OwnSymptom::new("\u{0} 🍃", measure).unwrap())));
    things.push(KeptThing::Question(Question::new("Why?", None).unwrap()));
    things
        .push(KeptThing::Question(Question::new("Why?", "causes".to_owned().try_into().ok()).unwrap().answered(true)));
    let kept = (0_u8..).zip(things).map(|(number, what)| {
        let record = KeptRecord::new(EntryId::from_bytes([number; 16]), Changed(u64::from(number)), what);
        if number % 2 == 0 { record } else { record.removed(Changed(99)) }
    });
    let bin = entries.iter().map(|entry| Binned::new(entry.clone(), Changed(u64::MAX))).collect();
    let unreadable =
        vec![Unreadable { place: "kept x".to_owned(), text: "\u{0}{\"".to_owned(), reason: "damaged".to_owned() }];
    let earlier =
        |name: &str| decode(fixture(name).trim().replace("\"changed\":17", "\"changed\":16").as_str()).unwrap();
    let versions = vec![earlier("entry-1.json"), earlier("entry-2.json")];
    Everything::new(Journal::new(entries, unreadable), versions, bin, kept.collect())
}

fn settings() -> ChosenSettings {
    ChosenSettings {
        country: Some("GB".to_owned()),
        text: Some("larger".to_owned()),
        theme: Some("dark".to_owned()),
        remind_of_backup: Some(false),
    }
}

fn backup() -> Value {
    let exported = Moment::try_from("2026-11-25T12:00-03:30".to_owned()).unwrap();
    serde_json::from_str(&write_backup(&everything(), &settings(), exported)).unwrap()
}

#[test]
fn what_is_exported_fits_the_schema() {
    let schema = schema();
    let backup = backup();
    let problems: Vec<String> =
        schema.iter_errors(&backup).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(problems, [""; 0]);
    for kind in ["entries", "versions", "bin", "kept", "settings", "unreadable"] {
        assert!(!backup[kind].as_array().unwrap().is_empty(), "{kind}");
    }
    let fixture: Value = serde_json::from_str(&fixture("backup-3.json")).unwrap();
    assert!(schema.is_valid(&fixture));
}

/// The schema is no looser than what reads the file: what is refused there is refused here.
#[test]
fn what_is_no_backup_does_not_fit() {
    let schema = schema();
    for (place, by) in [
        ("/format", json!("another")),
        ("/version", json!(2)),
        ("/counts/entries", json!(-1)),
        ("/entries/0/id", json!("019E5B60-7C00-7ABC-8DEF-0123456789AB")),
        ("/entries/0/when", json!("2026-11-22T03:04Z")),
        ("/entries/0/changed", json!(-1)),
        ("/entries/0/readings", json!({"Back pain": {"pain": 1}})),
        ("/entries/0/readings", json!({"x": {"pain": 11}})),
        ("/entries/0/readings", json!({"x": {"pain": 1, "felt": true}})),
        ("/entries/0/readings", json!({"x": {}})),
        ("/entries/0/readings", json!({"x": {"bleeding": "much"}})),
        ("/entries/0/readings", json!({"x": {"temperature": "38 C"}})),
        ("/entries/0/readings", json!({"x": {"count": 1000}})),
        ("/entries/0/readings", json!({"x": {"words": "w".repeat(1001)}})),
        ("/entries/0/readings", json!({"x": "present"})),
        ("/entries/0/notes", json!("n".repeat(100_001))),
        ("/kept/0/what", json!({"own-sign": {}})),
        ("/kept/0/what", json!({"wave": {"start": "2026-10-25T01:30:05+01:00"}})),
        ("/kept/0/what", json!({"question": {"text": "", "place": null, "answered": false}})),
        ("/kept/0/what", json!({"own-symptom": {"name": "n".repeat(101), "measure": "pain"}})),
        ("/kept/0/what/pregnancy/scan", json!([[2026, 5, 10], "9+7"])),
        ("/kept/0/what/pregnancy/transfer", json!([[2026, 5, 10], "days4"])),
        ("/kept/0/what/pregnancy/due", json!([1899, 12, 31])),
        ("/kept/0/what/pregnancy/status", json!("over")),
        ("/settings/0/version", json!(2)),
        ("/settings/0/settings/text", json!("tiny")),
        ("/settings/0/settings/theme", json!("red")),
        ("/settings/0/settings/country", json!("a country")),
        ("/settings/0/settings/country", json!("a".repeat(21))),
        ("/settings/0/settings/remind_of_backup", json!("no")),
    ] {
        let mut changed = backup();
        *changed.pointer_mut(place).unwrap() = by.clone();
        assert!(!schema.is_valid(&changed), "{place} {by:.60}");
        // What reads the file takes none of it for sound either; a line that says what the file is can be wrong.
        let read = read_backup(changed.to_string().as_bytes());
        let is_of_head = ["/format", "/version", "/counts/entries"].contains(&place);
        assert!(is_of_head || read.unwrap().unreadable.len() > 1, "{place} {by:.60}");
    }
    for (place, more) in [
        ("", "more"),
        ("/entries/0", "more"),
        ("/kept/0", "more"),
        ("/settings/0", "more"),
        ("/settings/0/settings", "more"),
        ("/counts", "more"),
    ] {
        let mut changed = backup();
        changed.pointer_mut(place).unwrap().as_object_mut().unwrap().insert(more.to_owned(), json!(1));
        assert!(!schema.is_valid(&changed), "{place}");
    }
    let mut empty = backup();
    empty["entries"][0]["readings"] = json!({});
    empty["entries"][0]["notes"] = json!("");
    assert!(!schema.is_valid(&empty));
}

proptest! {
    /// Any words of the person's own are kept as they are, and fit.
    #[test]
    fn any_words_fit(text in "\\PC{1,200}", number in 0_u8..=10) {
        let Ok(question) = Question::new(&text, None) else { return Ok(()) };
        let mut file = backup();
        file["kept"][0]["what"] = json!({ "question": { "text": question.text(), "place": null, "answered": false } });
        file["entries"][0]["notes"] = json!(text);
        file["entries"][0]["readings"] = json!({ "x": { "pain": number }, "y": { "words": text } });
        prop_assert!(schema().is_valid(&file));
        let read = read_backup(file.to_string().as_bytes()).unwrap();
        prop_assert_eq!(read.unreadable.len(), 1);
    }
}
