//! The search among the questions: everyday phrasings find their question, and nothing that is typed harms.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use quietleaf::{
    article::Id,
    leaflet::Leaflet,
    questions::{
        self,
        search::{Search, SearchWords, Searched, words_in},
    },
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Phrasings {
    phrasing: Vec<Phrasing>,
}

#[derive(Deserialize)]
struct Phrasing {
    asks: String,
    right: Vec<Id>,
}

fn leaflet() -> Leaflet {
    xtask::content::read(&xtask::paths::project().join("content")).expect("the words are sound")
}

fn searched(leaflet: &Leaflet) -> Vec<Searched> {
    questions::derive(&leaflet.article).iter().map(questions::AnsweredQuestion::searched).collect()
}

/// How many of the phrasings of a file find a right question among the first three, of how many; the others by name.
fn found_in_three(file: &str) -> (usize, usize, Vec<String>) {
    let text = std::fs::read_to_string(xtask::paths::project().join("tests/fixtures").join(file)).expect(file);
    let phrasings: Phrasings = toml::from_str(&text).expect(file);
    let leaflet = leaflet();
    let questions = searched(&leaflet);
    let search = Search::new(&questions, &leaflet.search);
    let mut missed = Vec::new();
    for phrasing in &phrasings.phrasing {
        let found: Vec<&Id> = search.find(&phrasing.asks).iter().take(3).map(|it| &questions[it.question].id).collect();
        if !found.iter().any(|id| phrasing.right.contains(id)) {
            missed.push(format!("{}: {found:?}", phrasing.asks));
        }
    }
    (phrasings.phrasing.len() - missed.len(), phrasings.phrasing.len(), missed)
}

/// The held-out phrasings were written with the others and put aside while the search was made. The missed among them are
/// not named: the search is not to be tuned to them.
#[test]
fn everyday_phrasings_find_their_question_among_the_first_three() {
    let (found, of, missed) = found_in_three("phrasings.toml");
    let (held_out_found, held_out, _) = found_in_three("phrasings_held_out.toml");
    println!("among the first three: {found} of {of} phrasings, {held_out_found} of {held_out} that were held out");
    assert!(of >= 40 && held_out >= 20);
    let (all_found, all) = (found + held_out_found, of + held_out);
    assert!(all_found * 100 >= all * 95, "{all_found} of {all}; missed, of those not held out:\n{}", missed.join("\n"));
    assert!(held_out_found * 100 >= held_out * 90, "held out: {held_out_found} of {held_out}");
}

fn first(search: &str) -> Option<String> {
    let leaflet = leaflet();
    let questions = searched(&leaflet);
    let found = Search::new(&questions, &leaflet.search).find(search);
    found.first().map(|found| questions[found.question].id.to_string())
}

#[test]
fn mistakes_forms_and_other_words_are_forgiven() {
    for (search, id) in [
        ("ibuprofen", "q-ibuprofen"),
        ("Ibuprofin", "q-ibuprofen"),
        ("IBUPROFEN!!!", "q-ibuprofen"),
        ("aneti-d", "q-anti-d"),
        ("parasetamol", "q-paracetamol"),
        ("tilt", "q-tilted-womb"),
        ("lifted", "q-fault"),
        ("doctor is away", "q-doctor-away"),
        ("my dr's away", "q-doctor-away"),
        ("scan", "q-how-found"),
    ] {
        assert_eq!(first(search).as_deref(), Some(id), "{search}");
    }
}

#[test]
fn what_is_like_nothing_finds_nothing() {
    for search in ["", "   ", "?!", "xqzv", "zzzzzzzzzz 😀", "the of and", "\u{202e}\u{0}", "<script>"] {
        assert_eq!(first(search), None, "{search:?}");
    }
}

#[test]
fn words_keep_their_places_in_the_text() {
    let text = "Don\u{2019}t wait: 38.5 °C, D&C (é).";
    let words: Vec<(String, &str)> = words_in(text).map(|(word, place)| (word, &text[place])).collect();
    let expected =
        [("dont", "Don\u{2019}t"), ("wait", "wait"), ("38.5", "38.5"), ("c", "C"), ("d&c", "D&C"), ("é", "é")];
    assert_eq!(words, expected.map(|(word, shown)| (word.to_owned(), shown)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is typed is answered: with questions that exist, each once.
    #[test]
    fn anything_typed_is_answered(search in any::<String>(), long in 0_usize..3) {
        let search = search.repeat(1 + long * 500);
        let questions = [Searched {
            id: Id::new("q-one").expect("it is an id"),
            asks: "Does it ache?".to_owned(),
            lead: "It can ache.".to_owned(),
            rest: String::new(),
        }];
        let words = SearchWords { same: vec![vec!["ache".to_owned(), "hurt".to_owned()]], ..SearchWords::default() };
        let found = Search::new(&questions, &words).find(&search);
        prop_assert!(found.len() <= 1);
        prop_assert!(found.iter().all(|found| found.question == 0));
    }
}
