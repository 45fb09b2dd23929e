//! Reading `content/` as a whole, and what only the whole can tell: dead links and words that are never used.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Leaflet,
    addresses::SiteFile,
    calls,
    never::{self, NeverRule},
};
use crate::{
    article::{
        Article, Destination, PageName, Problem, Section,
        read::{self as words, InnerLink, Outline, Problems},
    },
    journal::JournalFile,
    questions::search::SearchWords,
};

/// The files of `content/`: their names, and their bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// All that there is to tell a writer about the files of `content/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The leaflet; it is there when nothing is missing that it cannot do without.
    pub leaflet: Option<Leaflet>,
    /// What stands where in each file of text, by the file's name.
    pub outlines: BTreeMap<String, Outline>,
    /// What is wrong; the leaflet is sound when there is nothing.
    pub problems: Vec<Problem>,
}

/// Reads the leaflet from the files of `content/`.
///
/// The leaflet is there when nothing is missing that it cannot do without; it is sound when there are no problems.
#[must_use]
pub fn read(files: &Files) -> (Option<Leaflet>, Vec<Problem>) {
    let Survey { leaflet, problems, .. } = survey(files);
    (leaflet, problems)
}

/// Files whose words no page says: they name what is never said, and what readers type. What `site.toml` says of countries is looked at
/// beside them.
const UNSAID: [&str; 3] = ["site.toml", "search.toml", "near-words.txt"];

/// Reads the leaflet as [`read`] does, and keeps what stands where.
#[must_use]
pub fn survey(files: &Files) -> Survey {
    let mut outlines = BTreeMap::new();
    let mut found = Vec::new();
    let files: BTreeMap<String, String> =
        files.iter().map(|(name, bytes)| (name.clone(), text_of(name, bytes, &mut found))).collect();
    let files = &files;
    let mut journal_problems = Problems::of("journal.toml");
    let journal_text = files.get("journal.toml").map(String::as_str).unwrap_or_default();
    let journal_file = JournalFile::read(journal_text, &mut journal_problems);
    let mut site_problems = Problems::of("site.toml");
    let site = files.get("site.toml").map_or_else(SiteFile::default, |text| SiteFile::read(text, &mut site_problems));
    let site_text = files.get("site.toml").map(String::as_str).unwrap_or_default();
    let rules: Vec<NeverRule> =
        site.never.iter().map(|entry| NeverRule::read(entry, site_text, &mut site_problems)).collect();
    found.extend(site_problems.into_sorted());
    let said = files.iter().filter(|(name, _)| !UNSAID.contains(&name.as_str()));
    let said_of_countries = ("site.toml".to_owned(), calls::said(site_text));
    for (name, text) in said.chain([(&said_of_countries.0, &said_of_countries.1)]) {
        let mut problems = Problems::of(name);
        check_words_never_used(text, &site.words_never_used, &mut problems);
        never::check(text, &rules, &mut problems);
        found.extend(problems.into_sorted());
    }

    let symptom_ids = journal_file.symptom_ids();
    let article = needed("article.md", files, &mut found).map(|text| words::article("article.md", text, &symptom_ids));
    let (article, mut links) = article.map_or((None, Vec::new()), |reading| {
        found.extend(reading.problems.into_sorted());
        outlines.insert("article.md".to_owned(), reading.outline);
        (reading.article, reading.links)
    });
    links.extend(journal_file.link(journal_text));
    let mut page = |file: &str, name: PageName| {
        let reading = words::page(file, needed(file, files, &mut found)?, name, article.as_ref());
        found.extend(reading.problems.into_sorted());
        outlines.insert(file.to_owned(), reading.outline);
        links.extend(reading.links);
        reading.page
    };
    let help = page("help.md", PageName::Help);
    let about = page("about.md", PageName::About);
    let vocabulary = |article| journal_file.vocabulary(article, help.as_ref(), journal_text, &mut journal_problems);
    let journal = article.as_ref().and_then(vocabulary);
    found.extend(journal_problems.into_sorted());
    let search = search_words(files, article.as_ref(), &mut found);
    let article = article.map(|article| {
        let emergency_numbers = journal.as_ref().map(|journal| journal.emergency_numbers.clone()).unwrap_or_default();
        Article { emergency_numbers, ..article }
    });
    let leaflet = match (article, help, about) {
        (Some(article), Some(help), Some(about)) => {
            let (countries, no_advice_line) = (site.country.clone(), site.no_advice_line.clone());
            let addresses = site.addresses();
            Some(Leaflet { article, help, about, journal, search, countries, no_advice_line, addresses })
        }
        _ => None,
    };
    if let Some(leaflet) = &leaflet {
        found.extend(dead_links(leaflet, &links));
        found.extend(unknown_countries(leaflet, files));
        found.extend(calls::problems(leaflet, site_text));
    }
    Survey { leaflet, outlines, problems: found }
}

/// The text of a file; what is not UTF-8 in it is noted and replaced.
fn text_of(name: &str, bytes: &[u8], found: &mut Vec<Problem>) -> String {
    if let Err(error) = std::str::from_utf8(bytes) {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + String::from_utf8_lossy(before).matches('\n').count();
        let mut problems = Problems::of(name);
        problems.note(line, "bytes that are not text in UTF-8", "save the file as UTF-8");
        found.extend(problems.into_sorted());
    }
    String::from_utf8_lossy(bytes).into_owned()
}

/// How the search understands words, where the leaflet says it.
fn search_words(files: &BTreeMap<String, String>, article: Option<&Article>, found: &mut Vec<Problem>) -> SearchWords {
    let mut problems = Problems::of("search.toml");
    let text = files.get("search.toml").map(String::as_str).unwrap_or_default();
    let mut words: SearchWords = toml::from_str(text).unwrap_or_else(|error| {
        words::toml_problem(&error, text, 1, &mut problems);
        SearchWords::default()
    });
    for id in words.also.keys().filter(|_| article.is_some()) {
        if !article.is_some_and(|article| article.questions.iter().any(|question| question.id == *id)) {
            let line = text.lines().position(|line| line.trim_start().starts_with(id.as_str()));
            let what = format!("`{id}` is no question of the article");
            problems.note(line.map_or(1, |line| line + 1), what, "name the id of a question, or take the line away");
        }
    }
    found.extend(problems.into_sorted());
    if let Some(near) = files.get("near-words.txt") {
        words.danger.common = near.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    words
}

fn needed<'a>(file: &str, files: &'a BTreeMap<String, String>, found: &mut Vec<Problem>) -> Option<&'a str> {
    let text = files.get(file).map(String::as_str);
    if text.is_none() {
        let mut problems = Problems::of(file);
        problems.note(1, "the file is missing", "write it; content/README.md tells how");
        found.extend(problems.into_sorted());
    }
    text
}

fn check_words_never_used(text: &str, never: &[String], problems: &mut Problems) {
    for (index, line) in text.lines().enumerate() {
        let line_in_small = line.to_lowercase();
        for word in never {
            let at_word_start = |at: usize| {
                let before = line_in_small.get(..at).and_then(|before| before.chars().next_back());
                !before.is_some_and(char::is_alphanumeric)
            };
            if line_in_small.match_indices(&word.to_lowercase()).any(|(at, _)| at_word_start(at)) {
                let what = format!("the words \u{201c}{word}\u{201d}, which the leaflet never uses");
                problems.note(index + 1, what, "say it in other words");
            }
        }
    }
}

/// Numbers of countries that cannot be chosen.
fn unknown_countries(leaflet: &Leaflet, files: &BTreeMap<String, String>) -> Vec<Problem> {
    let mut unknown = Vec::new();
    for (file, text) in files.iter().filter(|(file, _)| file.ends_with(".md")) {
        let mut problems = Problems::of(file);
        for (index, line) in text.lines().enumerate() {
            let Some((_, codes)) = line.rsplit_once("{country=") else { continue };
            for code in codes.trim_end().trim_end_matches('}').split(',').map(str::trim) {
                if !leaflet.countries.iter().any(|country| country.code == code) {
                    let remedy = "name the code of a country of site.toml, or list it there";
                    problems.note(index + 1, format!("unknown country `{code}`"), remedy);
                }
            }
        }
        unknown.extend(problems.into_sorted());
    }
    unknown
}

fn dead_links(leaflet: &Leaflet, links: &[InnerLink]) -> Vec<Problem> {
    let places = places(leaflet);
    let mut dead = Vec::new();
    for link in links {
        let Destination::Place { page, id: Some(id) } = &link.to else { continue };
        if !places.contains(&(*page, id.as_str().to_owned())) {
            let mut problems = Problems::of(&link.file);
            let remedy = "link to an id that stands there, or give the place this id";
            problems.note(link.line, format!("a dead link: /{}#{id}", page.path()), remedy);
            dead.extend(problems.into_sorted());
        }
    }
    dead
}

/// Every anchor of every page.
fn places(leaflet: &Leaflet) -> BTreeSet<(PageName, String)> {
    fn sections(page: PageName, sections: &[Section]) -> impl Iterator<Item = (PageName, String)> {
        sections.iter().flat_map(move |section| {
            let passages = section.passages.iter().map(|passage| &passage.id);
            std::iter::once(&section.id).chain(passages).map(move |id| (page, id.to_string()))
        })
    }
    let Article { opening, sections: article_sections, questions, sources, .. } = &leaflet.article;
    let openings = [
        (PageName::Article, opening),
        (PageName::Help, &leaflet.help.opening),
        (PageName::About, &leaflet.about.opening),
    ];
    let in_openings = openings
        .into_iter()
        .flat_map(|(page, opening)| opening.iter().map(move |passage| (page, passage.id.to_string())));
    let in_questions = questions.iter().map(|question| (PageName::Questions, question.id.to_string()));
    let in_sources = (1..=sources.len()).map(|number| (PageName::Article, format!("source-{number}")));
    sections(PageName::Article, article_sections)
        .chain(sections(PageName::Help, &leaflet.help.sections))
        .chain(sections(PageName::About, &leaflet.about.sections))
        .chain(in_openings)
        .chain(in_questions)
        .chain(in_sources)
        .chain(places_of_the_pages().map(|(page, id)| (page, id.to_owned())))
        .collect()
}

/// Places that the pages have whatever the words are.
fn places_of_the_pages() -> impl Iterator<Item = (PageName, &'static str)> {
    let about = ["changes", "leaving", "display", "install"].map(|id| (PageName::About, id));
    [(PageName::Article, "sources")].into_iter().chain(about)
}
