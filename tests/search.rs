//! The search among the questions: everyday phrasings find their question, and nothing that is typed harms.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use quietleaf::{
    article::Id,
    leaflet::Leaflet,
    questions::{
        self,
        danger::{Danger, DangerWords},
        search::{Search, SearchWords, Searched, words_in},
    },
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Phrasings {
    phrasing: Vec<Phrasing>,
}

/// What somebody types, and what it has to bring: the help that stands first, one of the questions that answer it, or no help at all.
#[derive(Deserialize)]
struct Phrasing {
    asks: String,
    #[serde(default)]
    help: Option<String>,
    #[serde(default)]
    right: Vec<Id>,
    #[serde(default)]
    harmless: bool,
}

fn leaflet() -> Leaflet {
    xtask::content::read(&xtask::paths::project().join("content")).expect("the words are sound")
}

fn searched(leaflet: &Leaflet) -> Vec<Searched> {
    questions::derive(&leaflet.article).iter().map(questions::AnsweredQuestion::searched).collect()
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn count(&mut self, is_right: bool) {
        self.of += 1;
        self.right += usize::from(is_right);
    }

    fn is_at_least(self, percent: usize) -> bool {
        self.of > 0 && self.right * 100 >= self.of * percent
    }
}

/// The figures of a set of phrasings, and by name what was not right.
#[derive(Debug, Default)]
struct Figures {
    some_help: Share,
    right_help_first: Share,
    no_help_for_harmless: Share,
    question_in_three: Share,
    /// By the id that has to stand first.
    by_help: BTreeMap<String, Share>,
    missed: Vec<String>,
}

fn figures(set: &str) -> Figures {
    let file = xtask::paths::project().join("tests/fixtures/phrasings").join(set);
    let phrasings: Phrasings = toml::from_str(&std::fs::read_to_string(file).expect(set)).expect(set);
    let leaflet = leaflet();
    let questions = searched(&leaflet);
    let search = Search::new(&questions, &leaflet.search);
    let danger = Danger::new(&leaflet.search.danger);
    let mut figures = Figures::default();
    for phrasing in &phrasings.phrasing {
        let seen = danger.look(&phrasing.asks).ids;
        let mut is_missed = false;
        if let Some(help) = &phrasing.help {
            let is_first = seen.first() == Some(help);
            figures.some_help.count(!seen.is_empty());
            figures.right_help_first.count(is_first);
            figures.by_help.entry(help.clone()).or_default().count(is_first);
            is_missed |= !is_first;
        }
        if phrasing.harmless {
            figures.no_help_for_harmless.count(seen.is_empty());
            is_missed |= !seen.is_empty();
        }
        if !phrasing.right.is_empty() {
            let found = search.find(&phrasing.asks);
            let found: Vec<&Id> = found.iter().take(3).map(|found| &questions[found.question].id).collect();
            let is_in_three = found.iter().any(|id| phrasing.right.contains(id));
            figures.question_in_three.count(is_in_three);
            if !is_in_three {
                figures.missed.push(format!("{} brings {found:?}", phrasing.asks));
            }
        }
        if is_missed {
            figures.missed.push(format!("{} shows {seen:?}", phrasing.asks));
        }
    }
    figures
}

/// Phrasings that were written once the search was there, and by whose kinds it was mended: what they find is not lost again.
#[test]
fn what_was_found_missing_stays_found() {
    let figures = figures("later.toml");
    println!("{:?}, right first {:?}", figures.some_help, figures.right_help_first);
    println!("no id for the harmless {:?}\n{}", figures.no_help_for_harmless, figures.missed.join("\n"));
    assert!(figures.some_help.of > 2_000 && figures.no_help_for_harmless.of > 350, "phrasings are missing");
    assert!(figures.some_help.is_at_least(97), "dangers without help");
    assert!(figures.right_help_first.is_at_least(90), "not the right help first");
    assert!(figures.no_help_for_harmless.is_at_least(93), "help for the harmless");
}

/// The held-out phrasings were written with the others and put aside while the search was made. The missed among them are
/// not named: the search is not to be tuned to them. All dangers of both sets should bring some help; of the held-out ones
/// 2 of 123 do not.
#[test]
fn everyday_phrasings_bring_help_and_their_question() {
    for (set, is_named, some_help, in_three) in [("tuned.toml", true, 100, 95), ("held_out.toml", false, 98, 92)] {
        let figures = figures(set);
        println!(
            "{set}: some help where there is danger {:?}, the right id first {:?}, no id for the harmless {:?}, \
             the right question among the first three {:?}; by id {:?}",
            figures.some_help,
            figures.right_help_first,
            figures.no_help_for_harmless,
            figures.question_in_three,
            figures.by_help,
        );
        let missed = if is_named { figures.missed.join("\n") } else { String::new() };
        println!("{missed}");
        assert!(figures.some_help.is_at_least(some_help), "{set}: a danger without help\n{missed}");
        assert!(figures.right_help_first.is_at_least(98), "{set}: not the right help first\n{missed}");
        assert!(figures.no_help_for_harmless.is_at_least(90), "{set}: help for the harmless\n{missed}");
        assert!(figures.question_in_three.is_at_least(in_three), "{set}: not the right question\n{missed}");
    }
}

fn danger() -> Danger {
    Danger::new(&leaflet().search.danger)
}

#[test]
fn dangers_bring_their_help_first_in_many_words() {
    let danger = danger();
    for (typed, help) in [
        ("want to kill myself", "crisis"),
        ("i took all my tablets because i want to die", "crisis"),
        ("no bleeding no pain, i dont want to be here any more", "crisis"),
        ("rape", "not-safe"),
        ("he hits me", "not-safe"),
        ("My husband he is beating me", "not-safe"),
        ("i took overdose", "call-now"),
        ("help", "call-now"),
        ("HELP ME PLEASE!!!", "call-now"),
        ("\u{1f198}", "call-now"),
        ("she is having a seizure", "call-now"),
        ("bleeding heavily after miscarriage", "call-now"),
        ("soaking a pad an hour", "call-now"),
        ("cantstopbleeding", "call-now"),
        ("shoulder tip pain", "call-now"),
        ("I can not pee", "call-now"),
        ("headache and blurry vision", "call-now-unwell"),
        ("cant breathe", "call-now-unwell"),
        ("I can\u{2019}t breathe", "call-now-unwell"),
        ("not peed all day", "call-now-unwell"),
        ("baby not moving", "call-unit-now"),
        ("bleeding 20 weeks", "call-unit-now"),
        ("bleeding at 22+3", "call-unit-now"),
        ("bleeding 22w", "call-unit-now"),
        ("bleeding, third trimester", "call-unit-now"),
        ("bleeding 5 months pregnant", "call-unit-now"),
        ("waters broke", "call-unit-now"),
        ("bleeding, due in 9 weeks", "call-unit-now"),
        ("bleeding, not due for another 2 months", "call-unit-now"),
        ("bleeding, 7 weeks to go", "call-unit-now"),
        ("bleeding, my due date is 30 weeks away", "call-today"),
        ("bleeding 26 weeks before my due date", "call-from-twelve"),
        ("bleeding, 30 weeks since my last period", "call-unit-now"),
        ("bleeding in my last trimester", "call-unit-now"),
        ("bleeding, on maternity leave", "call-unit-now"),
        ("bleeding 31/40", "call-unit-now"),
        ("bleeding in the 8th month", "call-unit-now"),
        ("bleeding just into the second trimester", "call-from-twelve"),
        ("bleeding, 15 weeks on thursday", "call-from-twelve"),
        ("bleeding in my 4th month", "call-from-twelve"),
        ("bleading, 3rd trimeter", "call-unit-now"),
        ("bleedin trimester 3", "call-unit-now"),
        ("i am in 29 week and have blood", "call-unit-now"),
        ("scan in 2 weeks, bleeding", "call-today"),
        ("bleeding in month six", "call-unit-now"),
        ("bleeding since my growth scan", "call-unit-now"),
        ("bleeding before my viability scan", "call-today"),
        ("bleeding, is it viable", "call-today"),
        ("bleeding, baby due in june, 14 weeks", "call-from-twelve"),
        ("bleeding and due to see the midwife, 9 weeks", "call-today"),
        ("8 weeks left side pain and bleeding", "call-today"),
        ("6 weeks early pregnancy bleeding", "call-today"),
        ("bleeding 8 weeks to go to hospital or wait", "call-today"),
        ("still 4 months pregnant, bleeding", "call-from-twelve"),
        ("tightenings 29+6", "call-unit-now"),
        ("tightenings 37+0", "call-today"),
        ("bleeding 19 weeks", "call-from-twelve"),
        ("bleeding 12 weeks", "call-from-twelve"),
        ("bleeding twelve weeks", "call-from-twelve"),
        ("bleeding 11 weeks", "call-today"),
        ("bleeding for 20 weeks", "call-today"),
        ("bleeding", "call-today"),
        ("contractions 36 weeks", "call-unit-now"),
        ("contractions 37 weeks", "call-today"),
        ("fever", "call-today"),
        ("fever after my miscarriage", "after-loss"),
        ("pregnant again after a miscarriage, 8 weeks pregnant and bleeding", "call-today"),
    ] {
        assert_eq!(danger.look(typed).ids.first().map(String::as_str), Some(help), "{typed}");
    }
    assert!(danger.look("she is having a seizure").stands_on_no_card);
    assert!(!danger.look("soaking a pad an hour").stands_on_no_card);
}

#[test]
fn a_denial_takes_back_what_it_denies_and_nothing_else() {
    let danger = danger();
    for (typed, ids) in [
        ("no bleeding", vec![]),
        ("not bleeding", vec![]),
        ("no fever or bleeding", vec![]),
        ("no bleeding but a fever", vec!["call-today"]),
        ("bleeding but no fever", vec!["call-today"]),
        ("no heavy bleeding", vec!["call-today"]),
        ("not bleeding heavily", vec!["call-today"]),
        ("bleeding has stopped", vec!["call-today"]),
        ("not in pain but i fainted", vec!["call-now"]),
    ] {
        assert_eq!(danger.look(typed).ids, ids, "{typed}");
    }
}

/// A common word that the signs do not name is never taken for a slip of one that they do, nor for a question's.
#[test]
fn a_common_word_is_no_slip_of_another() {
    let leaflet = leaflet();
    let danger = Danger::new(&leaflet.search.danger);
    let all: Vec<&str> = xtask::content::COMMON_WORDS.lines().collect();
    assert_eq!(danger.near(&all), Vec::<&str>::new());
    let searched = searched(&leaflet);
    assert_eq!(Search::new(&searched, &leaflet.search).near(&all), Vec::<&str>::new());
    for (word, other) in [("want", "wait"), ("rate", "rape"), ("bleating", "bleeding"), ("faun", "faint")] {
        assert_eq!(danger.look(word).ids, Vec::<String>::new(), "{word} is not {other}");
    }
    let near = std::fs::read_to_string(xtask::paths::project().join("content").join(xtask::content::NEAR_WORDS));
    let is_current = near.expect("it is there") == xtask::content::near_words(&leaflet);
    assert!(is_current, "run `cargo xtask near-words`: the words of the leaflet or of its search have changed");
}

/// The common words that stand for another by what they mean, or are written so often in its place that it is worth it: "chest pane".
/// Whoever adds one thinks about what it means elsewhere.
const SPELT_COMMON: &str = "abdomen abdominal abortions babe babies bathroom bedding belly bleeds boyfriend cannot canny daddy \
     diarrhea doctors dunny duvet expectant father fetus fierce frantically girlfriend gut guts haven \
     hour hourly hubs husbands jacks jeans joggers labor labors labours lavatory leggings mattress \
     midriff minute miscarriages mom mother mummy nights pad pane panes panties pants papa proper pure \
     pyjamas sanitary sheet shorts spouse stomach stomachs termination tights unable underpants underwear \
     urinate urinated urinating wan wanna wanting wants wean wee weed weeing week";

/// No misspelling is a common word, but for those that were thought about.
#[test]
fn a_misspelling_is_no_common_word() {
    let leaflet = leaflet();
    let common: Vec<&str> = xtask::content::COMMON_WORDS.lines().collect();
    let spelt = leaflet.search.danger.spelt.iter().flat_map(|[_, spellings]| spellings.split(',').map(str::trim));
    let mut found: Vec<&str> = spelt.filter(|spelling| common.contains(spelling)).collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(found.join(" "), SPELT_COMMON);
}

/// Words of dangers in sentences of every day.
#[test]
fn what_only_sounds_like_a_danger_shows_no_help() {
    let danger = danger();
    for typed in [
        "a window pane is broken",
        "a pane of glass",
        "a safe haven for my cat",
        "i set myself a goal of walking every day",
        "decided to go on holiday at 20 weeks",
        "when can i start jumping again",
        "we found a nice walk by the river",
        "talk me out of a home birth",
        "do i need permission for maternity leave",
        "i have a plan ready for labour day",
    ] {
        assert_eq!(danger.look(typed).ids, Vec::<String>::new(), "{typed}");
    }
}

#[test]
fn the_signs_are_the_same_once_they_were_written_and_read() {
    let words = leaflet().search.danger;
    let lines = words.to_lines();
    let read = DangerWords::from_lines(&lines);
    assert_eq!(read.to_lines(), lines);
    let (one, other) = (Danger::new(&words), Danger::new(&read));
    for typed in ["bleeding 22 weeks", "cant breathe", "fever after miscarriage", "bleeding gums"] {
        assert_eq!(one.look(typed), other.look(typed), "{typed}");
    }
}

/// However long a text is, a danger at its end is found.
#[test]
fn a_danger_at_the_end_of_a_long_text_is_found() {
    let danger = danger();
    for before in ["la ", "xqzv ", "bleeding pain ", "\u{202e}\u{5d0} ", "😀 ", "<b>a</b> "] {
        let typed = before.repeat(5000 / before.len()) + ". i want to kill myself";
        assert_eq!(danger.look(&typed).ids.first().map(String::as_str), Some("crisis"), "{before}");
    }
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
        ("scan", "q-nothing-on-scan"),
        ("will they do a scan to check", "q-how-found"),
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

    /// Whatever is typed is looked at: what is shown are ids of help, each once.
    #[test]
    fn anything_typed_is_looked_at_for_danger(typed in "[ -~é\\u{5d0}😀]{0,200}|\\PC{0,80}") {
        let words = DangerWords {
            order: vec!["call-now".to_owned()],
            no: "no".to_owned(),
            can_be_denied: "ache".to_owned(),
            sign: vec![quietleaf::questions::danger::Sign {
                shows: "call-now".to_owned(),
                said: vec!["ache bad|worse !song".to_owned(), "no ache".to_owned(), "?ouch*".to_owned()],
                ..Default::default()
            }],
            ..DangerWords::default()
        };
        let seen = Danger::new(&words).look(&typed);
        prop_assert!(seen.ids.len() <= 1);
    }

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
