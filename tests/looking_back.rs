//! Looking back: finding entries again, the calendar, the patterns. Only what was recorded is counted.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod recording;

use proptest::prelude::*;
use quietleaf::{
    article::{CalendarDate, Id},
    journal::{
        BleedingLevel, Changed, Entry, EntryId, HistoryFilter, Journal, Notes, PainScore, Presence, Reading, Words,
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
            "שלום ÇA VA",
        ),
    ];
    Journal::new(entries, Vec::new())
}

/// The numbers of the entries that a filter leaves, in the order in which they are shown.
fn found(filter: &HistoryFilter) -> Vec<u8> {
    let journal = journal();
    let vocabulary = words().vocabulary;
    filter.find(&journal, &vocabulary).iter().map(|entry| entry.id().bytes()[0]).collect()
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
        let same = |text: &str| text.replace(['‘', '’'], "'").chars().flat_map(char::to_lowercase).collect::<String>();
        let expected: Vec<&Entry> = journal.entries().iter().rev().filter(|entry| {
            typed.split_whitespace().all(|word| same(entry.notes().as_str()).contains(&same(word)))
        }).collect();
        prop_assert_eq!(filter.find(&journal, &vocabulary), expected);
    }
}
