//! Another leaflet, on another subject, is words alone: it is read, rendered and warns without a change in code.
//!
//! `tests/end_to_end/another_leaflet.rs` goes through its site in a browser.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::{collections::BTreeMap, fs};

use quietleaf::{
    article::{Body, Id, PageName},
    journal::{
        BleedingLevel::{HeavierThanAPeriod, Light, SoaksAPadAnHour, Spotting},
        CountedWeeks, Moment, Occurrence, PainScore, Reading, Readings, warnings,
    },
    leaflet::{self, Files, JournalWords, Leaflet},
    questions::{self, search::Search},
    ui::{self, SiteRoot},
};
use xtask::{check::BuiltSite, paths, prerender};

fn files() -> Files {
    xtask::content::files(&BuiltSite::Another.words()).expect("the words can be read")
}

/// The leaflet of these files, in which nothing is wrong.
fn sound(files: &Files) -> Leaflet {
    let (leaflet, problems) = leaflet::read(files);
    assert_eq!(problems, []);
    leaflet.expect("a sound leaflet is there")
}

/// Everything that each page says, in small letters: the words that it hands to the journal are written out.
fn pages(leaflet: &Leaflet) -> BTreeMap<PageName, String> {
    let pages = PageName::ALL.map(|page| {
        let body = prerender::body(leaflet, page, &SiteRoot::new("/"));
        let (title, description) = (ui::title(leaflet, page), ui::description(leaflet, page));
        let data = xtask::machines::structured_data(leaflet, page, "en-GB", None).unwrap_or_default();
        let handed_over = JournalWords::of(leaflet).map(|words| (words.encode(), format!("{words:?}")));
        let body = handed_over.map_or(body.clone(), |(encoded, words)| body.replace(&encoded, &words));
        (page, format!("{title}\n{description}\n{body}\n{data}").to_lowercase())
    });
    pages.into()
}

/// Words of the first leaflet's subject, its services and its numbers: beginnings, in small letters.
const OF_THE_FIRST: [&str; 26] = [
    "miscarr",
    "pregnan",
    "womb",
    "matern",
    "midwi",
    "baby",
    "trimester",
    "ectopic",
    "rhd",
    "anti-d",
    "back pain",
    "back-pain",
    "backache",
    "cramp",
    "tummy",
    "ibuprofen",
    "paracetamol",
    "clinician",
    "nhs ",
    "tommy's",
    "health board",
    "tel:999",
    "tel:911",
    "tel:112",
    "tel:111",
    "tel:000\"",
];

#[test]
fn every_page_says_its_own_words() {
    let leaflet = sound(&files());
    let pages = pages(&leaflet);
    for (page, says) in [
        (PageName::Article, "sore feet after a long walk: when to rest?"),
        (PageName::Article, "<a href=\"/journal/#note-sore-feet\">note sore feet in the journal</a>"),
        (PageName::Article, "<a href=\"/journal/#ask-blisters\">ask about this</a>"),
        (PageName::Article, "<dt>arch</dt>"),
        (PageName::Article, "<a href=\"#blisters\">what about blisters?</a>"),
        (PageName::Questions, "<h2>may i open a blister?</h2>"),
        (PageName::Questions, "data-also=\"needle pin bubble drain\""),
        (PageName::Journal, "bleeding blister"),
        (PageName::Journal, "id=\"next-visit\""),
        (PageName::Journal, "say too how far you walked"),
        (PageName::Help, "data-regions=\"no sj\">norway</option>"),
        (PageName::Help, "<li data-country=\"jp\">"),
        (PageName::About, "notes on your feet"),
        (PageName::About, "a word on socks was added."),
        (PageName::About, "mailto:feet@example.org"),
    ] {
        assert!(pages[&page].contains(says), "{page:?} does not say {says}");
    }
    let authorship = leaflet.article.authorship.to_lowercase();
    for (page, text) in &pages {
        assert!(text.contains(&authorship), "{page:?} says who wrote it");
        assert!(text.contains("href=\"https://example.org/weather\""), "{page:?} leads to its own plain page");
    }
}

#[test]
fn no_page_says_a_word_of_the_first_leaflet() {
    let first = xtask::content::read(&paths::project().join("content")).expect("the words are sound");
    let article = &first.article;
    let mut theirs: Vec<String> = OF_THE_FIRST.map(str::to_owned).into();
    theirs.extend([article.title.clone(), article.summary.clone(), article.authorship.clone()]);
    theirs.extend(article.sections.iter().map(|section| section.heading.clone()));
    theirs.extend(article.questions.iter().map(|question| question.asks.clone()));
    theirs.extend(article.sources.iter().map(|source| source.address.clone()));
    theirs.extend(first.countries.iter().map(|country| country.name.clone()));
    for passage in article.passages() {
        if let Body::Card(card) = &passage.body {
            theirs.push(card.action.clone());
        }
    }
    for (page, text) in pages(&sound(&files())) {
        for words in &theirs {
            assert!(!text.contains(&words.to_lowercase()), "{page:?} says \u{201c}{words}\u{201d}");
        }
    }
    // They are found where they stand.
    let found = pages(&first);
    for words in OF_THE_FIRST {
        assert!(found.values().any(|text| text.contains(words)), "the first leaflet does not say {words}");
    }
}

/// What a page says only once the app runs is not rendered above: so the code is looked through as well.
#[test]
fn no_code_holds_a_word_of_the_first_leaflet() {
    // `weeks` and `pregnancy` in `journal.toml` are a part of the vocabulary: what they bring says so, where they are set.
    const OF_THE_VOCABULARY: [(&str, &str); 8] = [
        ("src/ui/tool_names.rs", "pregnan"),
        ("src/ui/journal/pregnancy_fields.rs", "pregnan"),
        ("src/ui/journal/summary_words.rs", "pregnan"),
        ("src/ui/journal/warning_cards.rs", "pregnan"),
        ("src/ui/journal/mod.rs", "pregnan"),
        ("src/ui/journal/pregnancy_panel.rs", "pregnan"),
        ("src/ui/journal/pregnancy_words.rs", "pregnan"),
        ("src/ui/journal/typed_dates.rs", "pregnan"),
    ];
    let of_code = |line: &&str| !line.trim_start().starts_with("//");
    let mut looked_through = 0;
    for folder in ["src/ui", "src/browser", "src/storage", "src/metadata", "public", "style"] {
        let root = paths::project().join(folder);
        for path in xtask::worker::shipped(&root).expect("the folder can be read") {
            let Ok(text) = fs::read_to_string(root.join(&path)) else { continue };
            let name = format!("{folder}/{}", path.display());
            let code: String = text.lines().filter(of_code).collect::<Vec<_>>().join("\n").to_lowercase();
            for word in OF_THE_FIRST {
                let is_allowed = OF_THE_VOCABULARY.contains(&(name.as_str(), word));
                assert_eq!(code.contains(word), is_allowed, "{name}: {word}");
            }
            looked_through += 1;
        }
    }
    assert!(looked_through > 60, "{looked_through} files");
}

#[test]
fn its_signs_lead_to_its_own_cards() {
    let words = JournalWords::of(&sound(&files())).expect("it has a journal");
    let id = |text: &str| Id::new(text).unwrap_or_else(|_| panic!("{text}"));
    let day = |day: &str| Moment::try_from(format!("{day}T12:00+00:00")).expect(day).date();
    let readings = |symptom: &str, reading: Reading| {
        let mut readings = Readings::new();
        readings.set(&id(symptom), Some(reading));
        readings
    };
    let sore = |score: u8| ("sore-feet", Reading::Pain(PainScore::new(score).expect("it is a score")));
    let bleeds = |level| ("bleeding-blister", Reading::Bleeding(level));
    for (now, before, expected) in [
        (sore(2), None, ""),
        (sore(5), None, ""),
        (sore(6), None, "ask-today"),
        (sore(8), None, "ask-today"),
        (sore(9), None, "call-number"),
        (sore(10), None, "call-number"),
        (bleeds(Spotting), None, ""),
        (bleeds(Light), None, "ask-today"),
        (bleeds(HeavierThanAPeriod), None, "ask-today"),
        (bleeds(SoaksAPadAnHour), None, "call-number, ask-today"),
        // Sore on two days of five.
        (sore(3), Some(("2026-11-18", 3)), "next-visit"),
        (sore(3), Some(("2026-11-17", 3)), ""),
        (sore(3), Some(("2026-11-21", 2)), ""),
        (sore(2), Some(("2026-11-21", 3)), ""),
        (sore(9), Some(("2026-11-21", 3)), "call-number, next-visit"),
    ] {
        let here = readings(now.0, now.1.clone());
        let other = before.map(|(on, score)| (day(on), readings(sore(score).0, sore(score).1)));
        let others = other.iter().map(|(date, readings)| Occurrence { date: *date, readings });
        let occurrence = Occurrence { date: day("2026-11-22"), readings: &here };
        let found = warnings(&words.vocabulary.warning_signs, occurrence, CountedWeeks::Unknown.into(), &others);
        let cards: Vec<String> = found.iter().map(|warning| warning.card.to_string()).collect();
        assert_eq!(cards.join(", "), expected, "{now:?} after {before:?}");
        assert!(found.iter().all(|warning| warning.only_in.is_empty() && words.card(&warning.card).is_some()));
    }
    assert!(words.is_emergency(&id("call-number")) && !words.is_emergency(&id("ask-today")));
}

#[test]
fn its_search_understands_its_words() {
    let leaflet = sound(&files());
    let questions: Vec<_> =
        questions::derive(&leaflet.article).iter().map(questions::AnsweredQuestion::searched).collect();
    let search = Search::new(&questions, &leaflet.search);
    for (asks, id) in [
        ("may i prick it", "q-open-blister"),
        ("needle", "q-open-blister"),
        ("too tired to hike on", "q-walk-on"),
        ("survey", "q-how-many"),
    ] {
        let found = search.find(asks);
        assert_eq!(found.first().map(|it| questions[it.question].id.as_str()), Some(id), "{asks}");
    }
    let danger = questions::danger::Danger::new(&leaflet.search.danger);
    for (typed, ids) in [("my toes are numb", vec!["call-number"]), ("my toes are not numb", vec![]), ("help", vec![])]
    {
        assert_eq!(danger.look(typed).ids, ids, "{typed}");
    }
}

#[test]
fn its_own_rules_hold() {
    for (text, by, problem) in [
        (
            "Take a second pair with you.",
            "Just walk it off.",
            "content/article.md:83: the words \u{201c}walk it off\u{201d}: nobody has to walk on sore feet; say when to rest",
        ),
        (
            "Take a second pair with you.",
            "Tough it out.",
            "content/article.md:83: the words \u{201c}tough it out\u{201d}, which the leaflet never uses; say it in other words",
        ),
        (
            "{country=JP}",
            "{country=GB}",
            "content/article.md:24: unknown country `GB`; name the code of a country of site.toml, or list it there",
        ),
    ] {
        let mut files = files();
        let article = String::from_utf8_lossy(&files["article.md"]).replacen(text, by, 1);
        files.insert("article.md".to_owned(), article.into_bytes());
        let (_, problems) = leaflet::read(&files);
        assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), [problem]);
    }
    // What the first leaflet never says is no matter of this one.
    assert!(String::from_utf8_lossy(&files()["site.toml"]).matches("[[never]]").count() == 1);
}

/// The same without what a leaflet can do without.
#[test]
fn a_leaflet_without_journal_and_search_is_whole() {
    let mut files = files();
    let article = String::from_utf8_lossy(&files["article.md"]).into_owned();
    let marks = [" symptoms=sore-feet", " symptoms=bleeding-blister"];
    let unmarked = marks.iter().fold(article.clone(), |text, mark| text.replace(mark, ""));
    assert_ne!(unmarked, article);
    files.insert("article.md".to_owned(), unmarked.into_bytes());
    assert!(files.remove("journal.toml").is_some() && files.remove("search.toml").is_some());
    let leaflet = sound(&files);
    let pages = pages(&leaflet);
    assert_eq!(ui::description(&leaflet, PageName::Journal), "This leaflet has no journal.");
    let journal = &pages[&PageName::Journal];
    assert!(journal.contains("<p>this leaflet has no journal.</p>"), "{journal}");
    for offered in ["data-mount=\"journal\"", "paper-diary", "kept only on this device"] {
        assert!(!journal.contains(offered), "the page offers {offered}");
    }
    for offered in ["to-journal", "note how you feel", "ask about this"] {
        assert!(!pages[&PageName::Article].contains(offered), "the article offers {offered}");
    }
    assert!(pages[&PageName::Questions].contains("<h2>may i open a blister?</h2>"));
    assert!(pages[&PageName::Article].contains("id=\"call-number\""));
}
