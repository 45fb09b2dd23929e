//! The telephone numbers on the pages: what is pressed dials what it shows, and every country has its own.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::cell::RefCell;

use lol_html::{HtmlRewriter, Settings, element, text};
use quietleaf::{
    article::{Body, Level, PageName, dialled},
    leaflet::Leaflet,
    questions,
    ui::SiteRoot,
};
use xtask::{content, paths, prerender};

fn leaflet() -> Leaflet {
    content::read(&paths::project().join("content")).expect("the words are sound")
}

/// The links to call that a selector finds: what each dials, and what it shows.
fn calls(html: &str, selector: &str) -> Vec<(String, String)> {
    let found = RefCell::new(Vec::<(String, String)>::new());
    {
        let settings = Settings {
            element_content_handlers: vec![
                element!(selector, |link| {
                    found.borrow_mut().push((link.get_attribute("href").unwrap_or_default(), String::new()));
                    Ok(())
                }),
                text!(selector, |piece| {
                    if let Some((_, shown)) = found.borrow_mut().last_mut() {
                        shown.push_str(piece.as_str());
                    }
                    Ok(())
                }),
            ],
            ..Settings::new()
        };
        let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
        rewriter.write(html.as_bytes()).expect("the page is HTML");
        rewriter.end().expect("the page is HTML");
    }
    found.into_inner()
}

#[test]
fn what_is_pressed_dials_what_it_shows_on_every_page() {
    let another = paths::project().join("tests/fixtures/another-leaflet");
    for leaflet in [leaflet(), content::read(&another).expect("the words are sound")] {
        let mut compared = 0;
        for page in PageName::ALL {
            let body = prerender::body(&leaflet, page, &SiteRoot::new("/"));
            for (address, shown) in calls(&body, "a[href^=\"tel:\"]") {
                let number = address.strip_prefix("tel:").expect("it is a link to call");
                let printed = shown.strip_prefix("Call ").unwrap_or(&shown);
                assert_eq!(dialled(printed), number, "{page:?}: {shown}");
                compared += 1;
            }
        }
        assert!(compared >= 20, "only {compared} links to call were compared");
    }
}

/// The numbers as they were looked up on 27 November 2026.
const LOOKED_UP: [(&str, &[&str], Option<&str>); 13] = [
    ("GB", &["999"], Some("111")),
    ("IE", &["112"], Some("1800 700 700")),
    ("US", &["911"], None),
    ("CA", &["911"], Some("811")),
    ("AU", &["000"], None),
    ("NZ", &["111"], Some("0800 611 116")),
    ("IN", &["112"], None),
    ("ZA", &["112", "10177"], None),
    ("NG", &["112"], None),
    ("SG", &["995"], None),
    ("MY", &["999"], None),
    ("PH", &["911"], None),
    ("EU", &["112"], None),
];

#[test]
fn every_country_has_its_calls_where_they_are_needed() {
    let leaflet = leaflet();
    let page = |page: PageName| prerender::body(&leaflet, page, &SiteRoot::new("/"));
    let (help, journal, questions) = (page(PageName::Help), page(PageName::Journal), page(PageName::Questions));
    let codes: Vec<&str> = leaflet.countries.iter().map(|country| country.code.as_str()).collect();
    assert_eq!(codes, LOOKED_UP.map(|(code, ..)| code));
    let all: Vec<String> = calls(&help, ".all-calls a").into_iter().map(|(address, _)| address).collect();
    let every = LOOKED_UP.iter().flat_map(|(_, numbers, _)| numbers.iter().map(|it| format!("tel:{it}")));
    assert_eq!(all, every.collect::<Vec<_>>(), "without a script, every country's emergency number is there");
    for (code, emergency, advice) in LOOKED_UP {
        let own = calls(&help, &format!(".calls > [data-here={code}] a.call-button"));
        let expected: Vec<String> =
            emergency.iter().copied().chain(advice).map(|it| format!("tel:{}", dialled(it))).collect();
        assert_eq!(own.iter().map(|(address, _)| address.clone()).collect::<Vec<_>>(), expected, "{code}");
        let begins = own.iter().zip(emergency.iter().copied().chain(advice));
        assert!(begins.clone().all(|((_, shown), number)| shown.starts_with(&format!("Call {number} "))), "{own:?}");
        // A country whose advice line is not known says what to do.
        let says_what_to_do = format!("data-here=\"{code}\"");
        let part = help.split(&says_what_to_do).nth(1).expect("the country has a place");
        let part = part.split("</div>").next().unwrap_or_default();
        assert!(advice.is_some() || part.contains("go to an emergency department"), "{code}: {part}");
        // Where cards stand, its number stands in the list below the first.
        for (page, html) in [("help", &help), ("journal", &journal), ("questions", &questions)] {
            let line = calls(html, &format!(".numbers > li[data-country~={code}] a.call"));
            let addresses: Vec<&String> = line.iter().map(|(address, _)| address).collect();
            let is_there = |number: &&str| addresses.iter().any(|address| **address == format!("tel:{number}"));
            assert!(emergency.iter().all(is_there), "{code} on {page}: {addresses:?}");
        }
    }
}

/// An answer begins with what answers; its cards follow, the strictest first, whatever the order in which the article names them.
#[test]
fn answers_begin_with_the_answer_and_their_strictest_card_is_whole() {
    let leaflet = leaflet();
    let page = prerender::body(&leaflet, PageName::Questions, &SiteRoot::new("/"));
    let mut with_cards = 0;
    for answered in questions::derive(&leaflet.article) {
        let id = &answered.question.id;
        let answer = page
            .split(&format!("<div id=\"{id}\" class=\"answer\">"))
            .nth(1)
            .unwrap_or_else(|| panic!("{id} is on the page"));
        let answer = answer.split("<p class=\"places\">").next().unwrap_or_default();
        let levels: Vec<Level> = answered
            .cards
            .iter()
            .map(|card| match &card.card.body {
                Body::Card(card) => card.level,
                other => panic!("{other:?} is no card"),
            })
            .collect();
        assert!(levels.is_sorted(), "{id}: {levels:?}");
        assert!(answered.words.iter().all(|passage| !matches!(passage.body, Body::Card(_))), "{id}");
        let whole = answer.matches("<div class=\"care ").count();
        let folded = answer.matches("<details class=\"care care-line ").count();
        assert_eq!((whole, folded), (usize::from(!levels.is_empty()), levels.len().saturating_sub(1)), "{id}");
        if levels.is_empty() {
            continue;
        }
        with_cards += 1;
        let begins_with_card = answer.starts_with("<div class=\"cards\"><div class=\"care ");
        assert_eq!(begins_with_card, answered.words.is_empty(), "{id}: {answer}");
        let (_, after_card) = answer.split_once("<div class=\"care ").unwrap_or_else(|| panic!("{id} has a card"));
        assert!(
            after_card.contains("</div><ul class=\"numbers\">"),
            "{id}: the numbers stand below the strictest card"
        );
        let is_before_folds = after_card.find("tel:999") < after_card.find("<details").or(Some(usize::MAX));
        assert!(is_before_folds, "{id}: the numbers stand above the folded cards");
    }
    assert!(with_cards > 15, "only {with_cards} answers have cards");
}
