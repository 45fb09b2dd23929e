//! What a person wants to ask at her next visit: written freely, or collected from the article.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use quietleaf::{
    article::Id,
    journal::{Changed, EntryId, Instant, KeptRecord, KeptThing, Question, UnfitText, Wave, put_kept, questions},
    leaflet::{self, JournalWords},
};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn kept(number: u8, what: KeptThing) -> KeptRecord {
    KeptRecord::new(EntryId::from_bytes([number; 16]), Changed(u64::from(number)), what)
}

fn asked(number: u8, text: &str) -> KeptRecord {
    kept(number, KeptThing::Question(Question::new(text, None).unwrap()))
}

#[test]
fn questions_are_asked_answered_and_reworded() {
    let section = id("what-it-feels-like");
    let about = |text: &str| Question::about(text, &section, "What does it feel like?");
    for (typed, text) in [("", "What does it feel like?"), (" \n", "What does it feel like?"), (" Mine? ", "Mine?")] {
        let question = about(typed).unwrap();
        assert_eq!(
            (question.text(), question.place(), question.is_answered()),
            (text, Some(&section), false),
            "{typed:?}"
        );
    }
    let too_long = "x".repeat(5_000);
    let problem = UnfitText::TooLong { characters: 5_000, most: 1_000 };
    assert_eq!(about(&too_long), Err(problem));
    let question = about("\u{5d0} <b>\u{0}</b> \u{1f343}").unwrap().answered(true);
    assert_eq!(question.text(), "\u{5d0} <b>\u{0}</b> \u{1f343}");
    // Other words change nothing else.
    let reworded = question.clone().reworded("  Other words? ").unwrap();
    assert_eq!((reworded.text(), reworded.place(), reworded.is_answered()), ("Other words?", Some(&section), true));
    assert_eq!(question.clone().reworded(" "), Err(UnfitText::Empty));
    assert_eq!(question.reworded(&too_long), Err(problem));
    assert_eq!(Question::place_in_journal(&section), "ask-what-it-feels-like");
}

#[test]
fn open_questions_come_first_in_the_order_in_which_they_were_added() {
    let mut all = Vec::new();
    for (number, answered) in [(3, false), (1, true), (2, false), (4, true)] {
        let question = Question::new(&format!("{number}"), None).unwrap().answered(answered);
        put_kept(&mut all, kept(number, KeptThing::Question(question)));
    }
    put_kept(&mut all, asked(5, "5").removed(Changed(9)));
    let wave = Wave::begun(Instant::try_from("2026-11-22T01:00:00+00:00".to_owned()).unwrap());
    put_kept(&mut all, kept(6, KeptThing::Wave(wave)));
    let order: Vec<_> = questions(&all).into_iter().map(|(_, question)| question.text()).collect();
    assert_eq!(order, ["2", "3", "1", "4"]);
}

/// The journal's page is handed the sections about which questions can be asked.
#[test]
fn the_sections_of_the_article_are_handed_over() {
    let files = xtask::content::files(&xtask::paths::content()).unwrap();
    let words = JournalWords::of(&leaflet::read(&files).0.unwrap()).unwrap();
    assert_eq!(JournalWords::decode(&words.encode()).as_ref(), Some(&words));
    assert!(words.sections.len() > 5, "{:?}", words.sections);
    for section in &words.sections {
        let place = Question::place_in_journal(&section.id);
        assert_eq!(words.section_asked_at(&place), Some(section));
        assert_eq!(words.section(&section.id), Some(section));
        // No symptom is noted at the same place.
        assert!(words.vocabulary.symptoms.iter().all(|symptom| symptom.place_in_journal() != place), "{place}");
    }
    assert!(words.section_asked_at("ask-sources").is_none() && words.section_asked_at("note-back-pain").is_none());
    assert!(words.section(&id("no-such-section")).is_none());
}
