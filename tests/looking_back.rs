//! Looking back: finding entries again, the calendar, the patterns. Only what was recorded is counted.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod recording;

use proptest::prelude::*;
use quietleaf::{
    article::{CalendarDate, Id},
    journal::{
        BleedingLevel, Changed, DayMarks, Entry, EntryId, HistoryFilter, Journal, Moment, Notes, PainScore, Presence,
        Reading, Words, day_marks, hours, pain_by_day, tried, weeks_of_month,
    },
};
use recording::{bleeding, id, moment, pain, readings, words};

fn entry(number: u8, when: &str, of: &[(&str, Reading)], notes: &str) -> Entry {
    let notes = Notes::new(notes.to_owned()).unwrap();
    Entry::new(EntryId::from_bytes([number; 16]), moment(when), Changed(0), readings(of), notes).unwrap()
}

fn own_words(symptom: &str, text: &str) -> (&'static str, Reading) {
    let name: &'static str = Box::leak(symptom.to_owned().into_boxed_str());
    (name, Reading::Words(Words::new(text.to_owned()).unwrap()))
}

fn day(iso: &str) -> CalendarDate {
    CalendarDate::read(iso).unwrap()
}

/// A journal of a few days, one of them on a journey.
fn journal() -> Journal {
    let choice = |choice: &str| Reading::Choice(Id::new(choice).unwrap());
    let entries = vec![
        entry(
            1,
            "2026-11-19T08:00+00:00",
            &[pain("back-pain", 4), bleeding(BleedingLevel::None)],
            "Lay down. It eased",
        ),
        entry(2, "2026-11-20T18:30-09:30", &[pain("back-pain", 0), ("sleep", choice("woken"))], ""),
        entry(
            3,
            "2026-11-21T07:15+00:00",
            &[own_words("tried", "Warm bath, then the 🍃 tea"), ("tried-helped", choice("yes"))],
            "didn’t SLEEP",
        ),
        entry(
            4,
            "2026-11-22T03:04+00:00",
            &[bleeding(BleedingLevel::Light), own_words("call", "Zoë, the midwife")],
            "שלום ÇA VA CAFÉ ΟΔΟΣ ЁЛКА IŞIK",
        ),
    ];
    Journal::new(entries, Vec::new())
}

/// The numbers of the entries that a filter leaves, in the order in which they are shown.
fn found(filter: &HistoryFilter) -> Vec<u8> {
    let journal = journal();
    let vocabulary = words().vocabulary;
    filter.find(journal.entries(), &vocabulary).iter().map(|entry| entry.id().bytes()[0]).collect()
}

#[test]
fn words_are_found_in_notes_in_own_words_and_in_names() {
    for (words, expected) in [
        ("", vec![4, 3, 2, 1]),
        ("   ", vec![4, 3, 2, 1]),
        ("eased", vec![1]),
        ("EASED down", vec![1]),
        ("eased bath", vec![]),
        ("bath", vec![3]),
        ("🍃", vec![3]),
        ("didn't", vec![3]),
        ("didn’t sleep", vec![3]),
        ("zoë", vec![4]),
        ("ZOË", vec![4]),
        ("ça", vec![4]),
        ("שלום", vec![4]),
        ("café", vec![4]),
        // The sigma at the end of a word is a letter of its own.
        ("οδος", vec![4]),
        ("οδοσ", vec![4]),
        ("ёлка", vec![4]),
        ("işik", vec![4]),
        // The names of what was recorded, as the history shows them.
        ("back", vec![2, 1]),
        ("bleed", vec![4, 1]),
        ("woken", vec![2]),
        ("helped yes", vec![3]),
        // Part by part, never across two texts.
        ("teadidn't", vec![]),
        ("(", vec![]),
        ("\0", vec![]),
    ] {
        let filter = HistoryFilter { words: words.to_owned(), ..HistoryFilter::default() };
        assert_eq!(found(&filter), expected, "{words:?}");
        assert_eq!(filter.is_empty(), words.trim().is_empty());
    }
}

#[test]
fn a_symptom_is_found_as_it_was_recorded() {
    for (symptom, presence, expected) in [
        ("back-pain", Presence::Recorded, vec![2, 1]),
        ("back-pain", Presence::There, vec![1]),
        ("back-pain", Presence::Absent, vec![2]),
        ("bleeding", Presence::Absent, vec![1]),
        ("bleeding", Presence::There, vec![4]),
        ("fluid", Presence::Absent, vec![]),
    ] {
        let filter = HistoryFilter { symptom: Some(id(symptom)), presence, ..HistoryFilter::default() };
        assert_eq!(found(&filter), expected, "{symptom} {presence:?}");
        assert!(!filter.is_empty());
    }
}

/// Days are those of the clock by which an entry was written, wherever that was.
#[test]
fn days_are_those_of_the_persons_calendar() {
    for (from, to, expected) in [
        (Some("2026-11-20"), None, vec![4, 3, 2]),
        (None, Some("2026-11-20"), vec![2, 1]),
        (Some("2026-11-20"), Some("2026-11-20"), vec![2]),
        (Some("2026-11-23"), None, vec![]),
        (Some("2026-11-22"), Some("2026-11-20"), vec![]),
    ] {
        let filter = HistoryFilter { from: from.map(day), to: to.map(day), ..HistoryFilter::default() };
        assert_eq!(found(&filter), expected, "{from:?} {to:?}");
        assert_eq!(filter.days_are_crossed(), from > to && to.is_some());
    }
}

#[test]
fn all_that_is_looked_for_has_to_be_so() {
    let filter = HistoryFilter {
        words: "lay".to_owned(),
        symptom: Some(id("back-pain")),
        presence: Presence::There,
        from: Some(day("2026-11-19")),
        to: Some(day("2026-11-19")),
    };
    assert_eq!(found(&filter), [1]);
    assert_eq!(found(&HistoryFilter { presence: Presence::Absent, ..filter }), [0_u8; 0]);
}

proptest! {
    /// Whatever is typed: what is found is in order, holds the words, and nothing that holds them is left out.
    #[test]
    fn a_search_finds_what_holds_the_words(typed in "\\PC{0,12}", notes in proptest::collection::vec("\\PC{0,40}", 1..8)) {
        let with_notes = notes.iter().zip(1..).map(|(notes, number)| {
            entry(number, &format!("2026-11-{number:02}T12:00+00:00"), &[("x", Reading::Pain(PainScore::NONE))], notes)
        });
        let journal = Journal::new(with_notes.collect(), Vec::new());
        let filter = HistoryFilter { words: typed.clone(), ..HistoryFilter::default() };
        // A vocabulary without names: only the notes can hold the words.
        let mut vocabulary = words().vocabulary;
        vocabulary.symptoms.clear();
        let same = |text: &str| {
            let small: String = text.chars().flat_map(char::to_lowercase).collect();
            small.replace(['‘', '’'], "'").replace('ς', "σ")
        };
        let expected: Vec<&Entry> = journal.entries().iter().rev().filter(|entry| {
            typed.split_whitespace().all(|word| same(entry.notes().as_str()).contains(&same(word)))
        }).collect();
        prop_assert_eq!(filter.find(journal.entries(), &vocabulary), expected);
    }
}

fn span(from: &str, to: &str) -> (CalendarDate, CalendarDate) {
    (day(from), day(to))
}

#[test]
fn a_month_has_its_weeks_and_each_day_what_was_recorded_on_it() {
    let weeks = weeks_of_month(day("2026-11-22"));
    let written = |week: &[Option<CalendarDate>; 7]| {
        week.map(|day| day.map_or(0, CalendarDate::day_of_month)).map(|day| day.to_string()).join(" ")
    };
    assert_eq!(
        weeks.iter().map(written).collect::<Vec<_>>(),
        [
            "0 0 0 0 0 0 1",
            "2 3 4 5 6 7 8",
            "9 10 11 12 13 14 15",
            "16 17 18 19 20 21 22",
            "23 24 25 26 27 28 29",
            "30 0 0 0 0 0 0"
        ]
    );
    let marks = day_marks(&journal(), day("2026-11-01"));
    let told = |number: usize| {
        let DayMarks { entries, worst_pain, bleeding, .. } = marks[number - 1];
        (entries, worst_pain.map(PainScore::get), bleeding)
    };
    assert_eq!(marks.len(), 30);
    assert_eq!(told(18), (0, None, None));
    assert_eq!(told(19), (1, Some(4), Some(BleedingLevel::None)));
    assert_eq!(told(20), (1, Some(0), None));
    assert_eq!(told(21), (1, None, None));
    assert_eq!(told(22), (1, None, Some(BleedingLevel::Light)));
    let anything_there = |number: usize| marks[number - 1].anything_there;
    assert_eq!([18, 19, 20, 21, 22].map(anything_there), [false, true, true, true, true]);
    let faint = entry(1, "2026-11-19T08:00+00:00", &[("faint", Reading::Felt(false))], "");
    let absent = day_marks(&Journal::new(vec![faint], Vec::new()), day("2026-11-01"))[18];
    assert_eq!((absent.entries, absent.anything_there), (1, false));
    // Another month has none of it.
    assert!(day_marks(&journal(), day("2026-10-31")).iter().all(|marks| *marks == DayMarks::default()));
}

#[test]
fn a_pain_by_day_has_its_least_its_worst_and_its_absence() {
    let entries = vec![
        entry(1, "2026-11-19T08:00+00:00", &[pain("back-pain", 4), bleeding(BleedingLevel::None)], ""),
        entry(2, "2026-11-19T21:00+00:00", &[pain("back-pain", 0)], ""),
        entry(3, "2026-11-19T22:00+00:00", &[pain("back-pain", 6), pain("cramps", 9)], ""),
        entry(4, "2026-11-21T01:00+00:00", &[pain("back-pain", 0), bleeding(BleedingLevel::Light)], ""),
        entry(5, "2026-11-21T02:00+00:00", &[bleeding(BleedingLevel::Spotting)], ""),
        entry(6, "2026-11-22T23:59+00:00", &[pain("cramps", 3)], ""),
        entry(7, "2026-11-23T00:00+00:00", &[pain("back-pain", 10)], ""),
    ];
    let journal = Journal::new(entries, Vec::new());
    let days = pain_by_day(&journal, &id("back-pain"), Some(&id("bleeding")), span("2026-11-19", "2026-11-22"));
    let told: Vec<_> = days
        .iter()
        .map(|it| (it.day.iso(), it.pain.map(|(least, worst)| (least.get(), worst.get())), it.bleeding))
        .collect();
    assert_eq!(
        told,
        [
            ("2026-11-19".to_owned(), Some((0, 6)), Some(BleedingLevel::None)),
            ("2026-11-20".to_owned(), None, None),
            ("2026-11-21".to_owned(), Some((0, 0)), Some(BleedingLevel::Light)),
            ("2026-11-22".to_owned(), None, None),
        ]
    );
    assert_eq!(pain_by_day(&journal, &id("back-pain"), None, span("2026-11-22", "2026-11-19")), []);

    let parts = hours(&journal, &id("back-pain"), span("2026-11-19", "2026-11-22"));
    let told: Vec<_> = parts.iter().map(|it| (it.there, it.absent, it.worst.map(PainScore::get))).collect();
    let nothing = (0, 0, None);
    assert_eq!(told, [(0, 1, None), nothing, (1, 0, Some(4)), nothing, nothing, nothing, nothing, (1, 1, Some(6))]);
}

#[test]
fn what_was_tried_is_counted_by_its_words() {
    let helped = |answer: &str| ("tried-helped", Reading::Choice(id(answer)));
    let not = ("tried-helped", Reading::Absent);
    let entries = vec![
        entry(1, "2026-11-19T08:00+00:00", &[own_words("tried", "Warm bath"), helped("yes")], ""),
        entry(2, "2026-11-20T08:00+00:00", &[own_words("tried", "warm BATH "), not], ""),
        entry(3, "2026-11-21T08:00+00:00", &[own_words("tried", "Lying down"), helped("a-little")], ""),
        entry(4, "2026-11-22T08:00+00:00", &[own_words("tried", "a walk")], ""),
        entry(5, "2026-11-22T09:00+00:00", &[("tried", Reading::Absent)], ""),
        entry(6, "2026-11-23T08:00+00:00", &[own_words("tried", "a walk"), helped("yes")], ""),
    ];
    let journal = Journal::new(entries, Vec::new());
    let vocabulary = words().vocabulary;
    let found = tried(&journal, &vocabulary, span("2026-11-19", "2026-11-22")).unwrap();
    assert_eq!(found.symptom, id("tried"));
    assert_eq!(found.answers, ["No", "A little", "Yes"]);
    let told: Vec<_> =
        found.things.iter().map(|it| (it.what.as_str(), it.answered.clone(), it.unanswered, it.times())).collect();
    assert_eq!(
        told,
        [("warm BATH", vec![1, 0, 1], 0, 2), ("a walk", vec![0, 0, 0], 1, 1), ("Lying down", vec![0, 1, 0], 0, 1),]
    );
    // A leaflet that does not ask for it.
    let mut without = vocabulary;
    without.symptoms.retain(|symptom| symptom.id != id("tried-helped"));
    assert_eq!(tried(&journal, &without, span("2026-11-19", "2026-11-22")), None);
}

proptest! {
    /// Whatever was recorded, wherever: each reading is counted once, on its own day and in its own hours.
    #[test]
    fn every_reading_is_counted_once(
        of in proptest::collection::vec((0_i64..100_000, -1080_i16..=1080, 0_u8..=10), 0..40),
    ) {
        let entries = of.iter().zip(0_u8..).map(|((minutes, offset, score), number)| {
            let when = Moment::from_unix_minutes(29_000_000 + minutes, *offset).unwrap();
            entry(number, &when.to_string(), &[pain("back-pain", *score)], "")
        });
        let journal = Journal::new(entries.collect(), Vec::new());
        let whole = span("2025-01-01", "2025-12-31");
        let days = pain_by_day(&journal, &id("back-pain"), None, whole);
        for entry in journal.entries() {
            let local = entry.when().local();
            let score = entry.readings().get(&id("back-pain")).cloned();
            let day = days.iter().find(|day| local.starts_with(&day.day.iso())).and_then(|day| day.pain).unwrap();
            prop_assert!(Reading::Pain(day.0) <= score.clone().unwrap() && score.unwrap() <= Reading::Pain(day.1));
        }
        let recorded: std::collections::BTreeSet<String> =
            journal.entries().iter().map(|entry| entry.when().local()[..10].to_owned()).collect();
        prop_assert_eq!(days.iter().filter(|day| day.pain.is_some()).count(), recorded.len());
        let parts = hours(&journal, &id("back-pain"), whole);
        prop_assert_eq!(parts.iter().map(|part| part.there + part.absent).sum::<usize>(), journal.len());
        let marked: usize = (1..=12).flat_map(|month| day_marks(&journal, day(&format!("2025-{month:02}-15")))).map(|it| it.entries).sum();
        prop_assert_eq!(marked, journal.len());
    }
}
