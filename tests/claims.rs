//! What `docs/` says of the article's claims and sources, against the article.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, fs};

use quietleaf::{
    article::{Article, Id},
    leaflet::Leaflet,
};

fn article() -> Article {
    let leaflet: Leaflet = xtask::content::read(&xtask::paths::project().join("content")).expect("the words are sound");
    leaflet.article
}

fn document(name: &str) -> String {
    fs::read_to_string(xtask::paths::project().join("docs").join(name)).expect("the document is there")
}

/// The rows of the first table of a document, below its headings, as cells.
fn rows(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    lines
        .skip(2)
        .map(|line| line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect()
}

/// The words between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// What is wrong with the table of claims.
fn problems_of_claims(text: &str, article: &Article) -> Vec<String> {
    let mut problems = Vec::new();
    let mut missing: BTreeSet<String> =
        (1..=17).map(|number| number.to_string()).chain((1..=6).map(|number| format!("R{number}"))).collect();
    for row in rows(text) {
        let [claim, says, verdict, answered_by] = row.as_slice() else {
            problems.push(format!("a row of {} cells: {row:?}", row.len()));
            continue;
        };
        if !missing.remove(claim) {
            problems.push(format!("`{claim}` is no claim, or stands twice"));
        }
        if says.is_empty() || verdict.is_empty() {
            problems.push(format!("{claim} says nothing, or has no verdict"));
        }
        let passages = quoted(answered_by);
        if passages.is_empty() {
            problems.push(format!("no passage answers {claim}"));
        }
        for passage in passages {
            if !Id::new(passage).is_ok_and(|id| article.passage(&id).is_some()) {
                problems.push(format!("{claim} is answered by `{passage}`, which is no passage"));
            }
        }
    }
    problems.extend(missing.into_iter().map(|claim| format!("{claim} is missing")));
    problems
}

#[test]
fn every_claim_stands_once_and_its_passages_are_in_the_article() {
    assert_eq!(problems_of_claims(&document("claims.md"), &article()), Vec::<String>::new());
}

#[test]
fn a_table_of_claims_that_is_wrong_is_found() {
    let (text, article) = (document("claims.md"), article());
    for (from, to, problem) in [
        ("| R6 |", "| R5 |", "`R5` is no claim, or stands twice"),
        ("| 12 |", "| 18 |", "12 is missing"),
        ("`doctor-away`", "`reader-away`", "R6 is answered by `reader-away`, which is no passage"),
        ("| do not wait |", "| |", "R6 says nothing, or has no verdict"),
        ("`seen-anyway`", "", "no passage answers R3"),
    ] {
        let found = problems_of_claims(&text.replace(from, to), &article);
        assert!(found.iter().any(|found| found == problem), "{from} as {to}: {found:?}");
    }
}

/// What differs between the table of sources and the article's own list.
fn problems_of_sources(text: &str, article: &Article) -> Vec<String> {
    let mut problems = Vec::new();
    let rows = rows(text);
    for source in &article.sources {
        let standing: Vec<_> = rows.iter().filter(|row| row.contains(&source.address)).collect();
        match standing.as_slice() {
            [row] if row.contains(&source.read_on.to_string()) => {}
            [_] => problems.push(format!("{} was read on {}", source.address, source.read_on)),
            rows => problems.push(format!("{} stands {} times", source.address, rows.len())),
        }
    }
    let listed = |address: &String| article.sources.iter().any(|source| source.address == *address);
    let unlisted = rows.iter().filter_map(|row| row.get(1)).filter(|address| !listed(address));
    problems.extend(unlisted.map(|address| format!("{address} is no source of the article")));
    problems
}

#[test]
fn every_source_stands_with_the_day_on_which_it_was_looked_up() {
    let article = article();
    let text = document("sources-checked.md");
    assert_eq!(problems_of_sources(&text, &article), Vec::<String>::new());
    let address = &article.sources[0].address;
    assert!(!problems_of_sources(&text.replace(address.as_str(), "https://example.org"), &article).is_empty());
    let day = article.sources[0].read_on.to_string();
    assert!(!problems_of_sources(&text.replace(&day, "1 January 2026"), &article).is_empty());
}
