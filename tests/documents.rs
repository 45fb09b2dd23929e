//! The documents of this repository: their size, their links, the form of the decisions, and the figures that commands write.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Component, Path, PathBuf},
};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use xtask::{figures::Table, paths};

/// The most bytes of `ARCHITECTURE.md`: a reader who is new reads it to its end.
const MOST_BYTES_OF_THE_MAP: usize = 8000;

/// What stands in each decision, in order.
const HEADINGS: [&str; 4] = ["Context", "Alternatives", "Decision", "Status"];

/// Folders without documents of ours.
const NOT_OURS: [&str; 4] = ["advisories", "dist", "node_modules", "target"];

fn read(path: &Path) -> String {
    fs::read_to_string(paths::project().join(path)).expect("the file can be read")
}

/// The documents of the repository, as paths below its root. The words of a leaflet are none: the build checks their links.
fn documents(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(paths::project().join(below)).expect("the folder can be read") {
        let item = item.expect("an item can be read");
        let name = item.file_name().to_string_lossy().into_owned();
        let path = below.join(&name);
        if item.file_type().expect("an item has a kind").is_dir() {
            if !name.starts_with('.') && !NOT_OURS.contains(&name.as_str()) {
                found.extend(documents(&path));
            }
        } else if name.ends_with(".md") && !read(&path).starts_with("+++") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn events(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// The headings of a document, each with its level, as plain text.
fn headings(text: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut is_within = false;
    for event in events(text) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                found.push((level as usize, String::new()));
                is_within = true;
            }
            Event::End(TagEnd::Heading(_)) => is_within = false,
            Event::Text(words) | Event::Code(words) if is_within => {
                if let Some((_, heading)) = found.last_mut() {
                    heading.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

/// The names by which links reach the headings of a document, as GitHub makes them.
fn fragments(text: &str) -> BTreeSet<String> {
    let named = |heading: &str| -> String {
        let kept = heading.chars().filter(|it| it.is_alphanumeric() || [' ', '-', '_'].contains(it));
        kept.flat_map(char::to_lowercase).map(|it| if it == ' ' { '-' } else { it }).collect()
    };
    headings(text).iter().map(|(_, heading)| named(heading)).collect()
}

/// Where the links and pictures of a document lead, but for those that leave the repository.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for event in events(text) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                found.push(dest_url.into_string());
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let of = |name: &str| -> Vec<String> {
                    html.split(name).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
                };
                found.extend([of("src=\""), of("href=\"")].concat());
            }
            _ => {}
        }
    }
    found.retain(|link| !["https://", "http://", "mailto:"].iter().any(|away| link.starts_with(away)));
    found
}

/// A path without `..` and `.`; none where it leaves the repository.
fn below_the_root(path: &Path) -> Option<PathBuf> {
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => whole.push(name),
            Component::CurDir => {}
            Component::ParentDir if whole.pop() => {}
            _ => return None,
        }
    }
    Some(whole)
}

/// The links of a document that lead nowhere.
fn dead_links(document: &Path, text: &str) -> Vec<String> {
    let leads_somewhere = |link: &String| {
        let (file, fragment) = link.split_once('#').map_or((link.as_str(), None), |(file, id)| (file, Some(id)));
        let folder = document.parent().unwrap_or(Path::new(""));
        let target = if file.is_empty() { Some(document.to_owned()) } else { below_the_root(&folder.join(file)) };
        let Some(target) = target.filter(|target| paths::project().join(target).exists()) else { return false };
        fragment.is_none_or(|fragment| {
            let is_document = target.extension().is_some_and(|ending| ending == "md");
            is_document
                && fragments(&if target == document { text.to_owned() } else { read(&target) }).contains(fragment)
        })
    };
    links(text).into_iter().filter(|link| !leads_somewhere(link)).collect()
}

#[test]
fn the_map_is_short() {
    let bytes = read(Path::new("ARCHITECTURE.md")).len();
    assert!(
        bytes <= MOST_BYTES_OF_THE_MAP,
        "ARCHITECTURE.md has {bytes} bytes: what is too much belongs into a decision"
    );
}

#[test]
fn every_link_in_a_document_leads_somewhere() {
    let documents = documents(Path::new(""));
    for name in ["README.md", "ARCHITECTURE.md", "content/README.md", "docs/lock.md", "hosting/README.md"] {
        assert!(documents.contains(&PathBuf::from(name)), "{name} was not found");
    }
    for document in documents {
        let dead = dead_links(&document, &read(&document));
        assert!(dead.is_empty(), "{} leads nowhere by {dead:?}", document.display());
    }
}

#[test]
fn a_dead_link_is_found() {
    for (text, dead) in [
        ("[a](lock.md) [b](../README.md#figures) [c](https://example.org/none) [d](#here)\n\n# Here", &[][..]),
        ("[a](none.md)", &["none.md"]),
        ("[a](../README.md#none)", &["../README.md#none"]),
        ("[a](#there)\n\n# Here", &["#there"]),
        ("[a](../../outside.md)", &["../../outside.md"]),
        ("| a |\n| --- |\n| [a](none.md) |", &["none.md"]),
        ("<img src=\"pictures/none.png\" alt=\"\">", &["pictures/none.png"]),
        ("![a](pictures/none.png)", &["pictures/none.png"]),
        ("`[a](none.md)`\n\n```\n[a](none.md)\n```", &[]),
        ("[a](../README.md#what-is-here-now) [b](../CONTRIBUTING.md#what-is-heard)", &[]),
    ] {
        assert_eq!(dead_links(Path::new("docs/lock.md"), text), dead, "{text}");
    }
}

/// What is wrong with the form of a decision.
fn problems_of_decision(text: &str, number: usize) -> Vec<String> {
    let mut problems = Vec::new();
    let found = headings(text);
    let title = found.first().filter(|(level, _)| *level == 1).map(|(_, title)| title.as_str()).unwrap_or_default();
    if !title.starts_with(&format!("{number:04}: ")) {
        problems.push(format!("its title does not begin with {number:04}"));
    }
    let parts: Vec<&str> = found.iter().filter(|(level, _)| *level == 2).map(|(_, part)| part.as_str()).collect();
    if parts != HEADINGS {
        problems.push(format!("it has the headings {parts:?}, and not {HEADINGS:?}"));
    }
    let mut rest = text;
    for heading in HEADINGS {
        rest = rest.split_once(&format!("## {heading}\n")).map(|(_, rest)| rest).unwrap_or_default();
        if rest.split("\n## ").next().unwrap_or_default().trim().is_empty() {
            problems.push(format!("nothing stands below {heading}"));
        }
    }
    problems
}

#[test]
fn decisions_have_their_form_and_stand_in_the_index() {
    let folder = Path::new("docs/decisions");
    let index = folder.join("README.md");
    let listed = links(&read(&index));
    let decisions: Vec<PathBuf> = documents(folder).into_iter().filter(|it| *it != index).collect();
    assert!(decisions.len() > 40, "only {} decisions were found", decisions.len());
    for (number, decision) in (1..).zip(&decisions) {
        let name = decision.file_name().expect("a file has a name").to_string_lossy().into_owned();
        assert!(name.starts_with(&format!("{number:04}-")), "{name} is not number {number}");
        assert_eq!(problems_of_decision(&read(decision), number), Vec::<String>::new(), "{name}");
        assert_eq!(listed.iter().filter(|link| **link == name).count(), 1, "{name} stands in the index once");
    }
}

#[test]
fn a_decision_without_its_form_is_found() {
    let sound = "# 0007: A title\n\n## Context\n\nA\n\n## Alternatives\n\nB\n\n## Decision\n\nC\n\n## Status\n\nD\n";
    assert_eq!(problems_of_decision(sound, 7), Vec::<String>::new());
    for (from, to) in [
        ("# 0007: ", "# 0008: "),
        ("## Context\n\nA\n\n", ""),
        ("## Alternatives\n", "Alternatives\n"),
        ("## Decision", "## What was decided"),
        ("\n\nD\n", "\n"),
    ] {
        assert!(!problems_of_decision(&sound.replace(from, to), 7).is_empty(), "{from} as {to}");
    }
}

/// What is wrong with the README's tables of figures, against their files.
fn problems_of_figures(readme: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for table in Table::ALL {
        let name = table.name();
        let file = fs::read_to_string(table.file()).unwrap_or_default();
        match table.shown_in(readme) {
            None => problems.push(format!("{name} has no place")),
            Some(shown) if file.is_empty() || shown != file => {
                problems.push(format!("{name} is not what docs/figures/{name}.md says"));
            }
            Some(_) => {}
        }
    }
    problems
}

#[test]
fn the_readme_shows_the_figures_that_the_commands_have_written() {
    let readme = read(Path::new("README.md"));
    assert_eq!(problems_of_figures(&readme), Vec::<String>::new());
    for table in Table::ALL {
        let name = table.name();
        let typed = table.put_into(&readme, "| a | 1 | 2 |\n").expect("the table has its place");
        assert_eq!(problems_of_figures(&typed), [format!("{name} is not what docs/figures/{name}.md says")]);
        let unmarked = readme.replace(&format!("<!-- figures: {name} -->"), "");
        assert_eq!(problems_of_figures(&unmarked), [format!("{name} has no place")]);
        let again = table.put_into(&typed, &fs::read_to_string(table.file()).expect("the file can be read"));
        assert_eq!(again.as_deref(), Some(readme.as_str()), "what the command writes is what stands there");
    }
}
