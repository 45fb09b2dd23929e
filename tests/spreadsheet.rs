//! The journal as a table: cell by cell, and as another library reads it back.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod recording;

use std::sync::LazyLock;

use expect_test::expect;
use proptest::prelude::*;
use quietleaf::{
    article::{CalendarDate, Id},
    exchange::{CellWords, write_spreadsheet},
    journal::{
        BleedingLevel, Changed, Count, Entry, EntryId, Gestation, Instant, Journal, Moment, Notes, Reading,
        Temperature, TemperatureUnit, Vocabulary, Wave, Waves, Words,
    },
};
use recording::{bleeding, id, moment, pain, readings, words};

/// Read once: it takes longer than a test.
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| words().vocabulary);

fn level(level: BleedingLevel) -> &'static str {
    match level {
        BleedingLevel::None => "None",
        BleedingLevel::Spotting => "Spotting",
        BleedingLevel::HeavierThanAPeriod => "Heavier than a period",
        _ => "Another level",
    }
}

/// The weeks of a pregnancy that are known on one day.
fn gestation(day: CalendarDate) -> Option<Gestation> {
    (day.iso() == "2026-11-22").then(|| Gestation::new(8, 3).unwrap())
}

fn sheet(entries: Vec<Entry>, waves: &Waves, vocabulary: &Vocabulary, own: &str) -> String {
    let own_symptom = |symptom: &Id| (*symptom == id("of-her-own")).then(|| own.to_owned());
    write_spreadsheet(
        &Journal::new(entries, Vec::new()),
        waves,
        CellWords { vocabulary, own_symptom: &own_symptom, level, gestation: &gestation },
    )
}

fn entry(number: u8, when: Moment, of: &[(&str, Reading)], notes: &str) -> Entry {
    let notes = Notes::new(notes.to_owned()).unwrap();
    Entry::new(EntryId::from_bytes([number; 16]), when, Changed(1), readings(of), notes).unwrap()
}

/// The rows as another library reads them. What it reads is what a spreadsheet program would show.
fn rows(sheet: &str) -> Vec<Vec<String>> {
    let bytes = sheet.strip_prefix('\u{feff}').unwrap().as_bytes();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Every kind of reading has a row here: a new one does not compile in `cells` until it says what it is.
#[test]
fn every_reading_has_its_row() {
    let at = |text: &str| Instant::try_from(text.to_owned()).unwrap();
    let waves = Waves::new(vec![
        (EntryId::from_bytes([1; 16]), Wave::begun(at("2026-11-22T04:00:09+01:00"))),
        (
            EntryId::from_bytes([2; 16]),
            Wave::new(at("2026-10-25T01:59:30+01:00"), at("2026-10-25T01:00:35+00:00")).unwrap(),
        ),
    ]);
    let temperature = |tenths: u16, unit| Reading::Temperature(Temperature::new(tenths, unit).unwrap());
    let entries = vec![
        entry(1, moment("2026-10-25T01:30+01:00"), &[pain("back-pain", 7), bleeding(BleedingLevel::Spotting)], ""),
        entry(
            2,
            moment("2026-10-25T01:30+00:00"),
            &[
                pain("cramps", 0),
                ("cramps-course", Reading::Choice(id("in-waves"))),
                ("cramps-place", Reading::Words(Words::new("left, low".to_owned()).unwrap())),
                ("cramps-unbearable", Reading::Felt(true)),
                ("shivering", Reading::Felt(false)),
                ("bleeding-pads", Reading::Count(Count::new(2).unwrap())),
                ("bleeding-clots", Reading::Absent),
                ("temperature", temperature(385, TemperatureUnit::Celsius)),
                ("of-her-own", Reading::Count(Count::new(0).unwrap())),
                ("of-another-leaflet", Reading::Choice(id("some-choice"))),
                ("one-more", Reading::Absent),
            ],
            "She said: \"come\".\r\nAt 5; or later.",
        ),
        entry(
            3,
            moment("2026-11-22T23:59-09:30"),
            &[("temperature", temperature(1013, TemperatureUnit::Fahrenheit))],
            "=1+1",
        ),
    ];
    let sheet = sheet(entries, &waves, &VOCABULARY, "Restless legs");
    assert!(sheet.starts_with("\u{feff}Date,"), "Excel needs the mark");
    assert_eq!(sheet.matches('\n').count(), sheet.matches("\r\n").count());
    expect![[r#"
        Date,Time,UTC offset,Gestation,Symptom,Detail,Value,Unit
        2026-10-25,01:30,UTC+01:00,,Back pain,,7,of 10
        2026-10-25,01:30,UTC+01:00,,Bleeding,,Spotting,
        2026-10-25,01:59:30,UTC+01:00,,Pain that comes and goes,Duration,65,seconds
        2026-10-25,01:30,UTC+00:00,,Bleeding,Clots,None,
        2026-10-25,01:30,UTC+00:00,,Bleeding,Pads soaked in the last hour,2,
        2026-10-25,01:30,UTC+00:00,,Cramps or tummy pain,,0,of 10
        2026-10-25,01:30,UTC+00:00,,Cramps or tummy pain,Pattern,"In waves, like cramps",
        2026-10-25,01:30,UTC+00:00,,Cramps or tummy pain,Where,"left, low",
        2026-10-25,01:30,UTC+00:00,,Cramps or tummy pain,Too bad to walk or talk,Yes,
        2026-10-25,01:30,UTC+00:00,,of-another-leaflet,,some-choice,
        2026-10-25,01:30,UTC+00:00,,Restless legs,,0,
        2026-10-25,01:30,UTC+00:00,,one-more,,None,
        2026-10-25,01:30,UTC+00:00,,Shivering,,No,
        2026-10-25,01:30,UTC+00:00,,Temperature,,38.5,°C
        2026-10-25,01:30,UTC+00:00,,Notes,,"She said: ""come"".
        At 5; or later.",
        2026-11-22,04:00:09,UTC+01:00,8+3,Pain that comes and goes,Duration,,
        2026-11-22,23:59,UTC-09:30,8+3,Temperature,,101.3,°F
        2026-11-22,23:59,UTC-09:30,8+3,Notes,,'=1+1,
    "#]]
    .assert_eq(&sheet.replace('\u{feff}', "").replace("\r\n", "\n"));
}

#[test]
fn an_empty_journal_has_its_headings() {
    let sheet = sheet(Vec::new(), &Waves::default(), &VOCABULARY, "");
    assert_eq!(sheet, "\u{feff}Date,Time,UTC offset,Gestation,Symptom,Detail,Value,Unit\r\n");
}

#[test]
fn no_cell_is_taken_for_a_formula() {
    for (text, expected) in [
        ("", None),
        ("fine", Some("fine")),
        ("5-6", Some("5-6")),
        ("'tis", Some("'tis")),
        ("=1+1", Some("'=1+1")),
        ("+44 20", Some("'+44 20")),
        ("-5", Some("'-5")),
        ("@SUM(A1)", Some("'@SUM(A1)")),
        ("\t=1", Some("'\t=1")),
        ("\r=1", Some("'\r=1")),
        ("\n=1", Some("'\n=1")),
        ("\tx", Some("'\tx")),
        (" =1", Some("' =1")),
        ("\0=1", Some("'\0=1")),
        ("\u{a0}-1", Some("'\u{a0}-1")),
        ("'=1", Some("''=1")),
        ("\u{ff1d}1", Some("'\u{ff1d}1")),
        ("=cmd|' /C calc'!A0", Some("'=cmd|' /C calc'!A0")),
        ("a;=1+1,=2\t=3", Some("a;=1+1,=2\t=3")),
    ] {
        let entries = vec![entry(1, moment("2026-11-22T03:04-01:00"), &[pain("cramps", 1)], text)];
        let rows = rows(&sheet(entries, &Waves::default(), &VOCABULARY, ""));
        assert_eq!(rows.get(2).and_then(|row| row.get(6)).map(String::as_str), expected, "{text:?}");
    }
}

/// Names and notes of any kind.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,30}",
        "[\\PC\\x00-\\x1f\u{202e}\u{5d0}\u{1f343}<>&\"\\\\,;\t\r\n]{0,30}",
        "['=+@\t\r\n \\-]{0,4}[a-z\",\r\n\0\u{1f343}]{0,6}",
    ]
}

/// What was written: the apostrophe that keeps a cell from being a formula is taken away.
fn without_apostrophe(cell: &str) -> String {
    let harmless = |rest: &str| {
        let rest = rest.trim_start_matches('\'');
        let first =
            rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter.is_control()).chars().next();
        let sign = first.is_some_and(|first| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first));
        !sign && !rest.starts_with(['\t', '\r', '\n'])
    };
    match cell.strip_prefix('\'') {
        Some(rest) if !harmless(rest) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a symptom is called and whatever was noted, another library reads it as it was written, in as many rows as
    /// there are readings and notes; and nothing in the table is a formula.
    #[test]
    fn every_cell_is_read_back(own in any_text(), name in any_text(), of_course in any_text(), notes in proptest::collection::vec(any_text(), 1..4)) {
        let mut vocabulary = VOCABULARY.clone();
        for symptom in &mut vocabulary.symptoms {
            if symptom.id == id("cramps") {
                symptom.name.clone_from(&name);
            }
        }
        let entries: Vec<Entry> = notes.iter().zip(1_u8..).map(|(notes, number)| {
            let when = Moment::from_unix_minutes(29_000_000 + i64::from(number), -90).unwrap();
            let place = Reading::Words(Words::new(of_course.clone()).unwrap());
            entry(number, when, &[pain("cramps", 3), ("cramps-place", place), pain("of-her-own", 4)], notes)
        }).collect();
        let sheet = sheet(entries, &Waves::default(), &vocabulary, &own);
        let rows = rows(&sheet);
        for cell in rows.iter().flatten() {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{:?}", cell);
        }
        let read: Vec<Vec<String>> = rows.iter().skip(1).map(|row| row.iter().skip(4).map(|cell| without_apostrophe(cell)).collect()).collect();
        let mut expected: Vec<Vec<String>> = Vec::new();
        for notes in &notes {
            let mut row = |cells: [&str; 4]| expected.push(cells.map(str::to_owned).to_vec());
            row([&name, "", "3", "of 10"]);
            row([&name, "Where", &of_course, ""]);
            row([&own, "", "4", "of 10"]);
            if !notes.is_empty() {
                row(["Notes", "", notes, ""]);
            }
        }
        prop_assert_eq!(read, expected);
    }
}
