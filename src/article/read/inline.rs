//! Running text: words, stress, links and citations.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{InnerLink, Problems};
use crate::article::{Destination, Id, Inline, PageName, dialled, plain_text};

/// Everything that running text refers to, gathered while a file is read.
#[derive(Debug)]
pub(super) struct References {
    /// The page that the file becomes.
    pub(super) page: PageName,
    /// Keys of the sources cited, in the order of first citation, with the line of each.
    pub(super) cited: Vec<(String, usize)>,
    /// Links within the leaflet.
    pub(super) links: Vec<InnerLink>,
}

impl References {
    pub(super) fn from(page: PageName) -> Self {
        Self { page, cited: Vec::new(), links: Vec::new() }
    }

    /// The number of a source, given at its first citation.
    fn number(&mut self, key: &str, line: usize) -> usize {
        if let Some(place) = self.cited.iter().position(|(cited, _)| cited == key) {
            return place + 1;
        }
        self.cited.push((key.to_owned(), line));
        self.cited.len()
    }
}

/// How deeply emphasis, links and the like may stand in each other.
const DEEPEST: usize = 8;

/// One event of the Markdown reader with the line on which it begins.
pub(super) type Lined<'a> = (Event<'a>, usize);

/// Reads running text up to the end of what encloses it. Line breaks stay as `\n`.
pub(super) fn read(events: &[Lined<'_>], references: &mut References, problems: &mut Problems) -> Vec<Inline> {
    read_at_depth(events, 0, references, problems)
}

fn read_at_depth(
    events: &[Lined<'_>],
    depth: usize,
    references: &mut References,
    problems: &mut Problems,
) -> Vec<Inline> {
    let mut words = Vec::new();
    if depth > DEEPEST {
        let line = events.first().map_or(1, |(_, line)| *line);
        problems.note(line, "text nested too deeply", "use one kind of emphasis at a time");
        return words;
    }
    let enclosed = |inside: &Range<usize>, references: &mut References, problems: &mut Problems| {
        read_at_depth(events.get(inside.clone()).unwrap_or_default(), depth + 1, references, problems)
    };
    let mut at = 0;
    while let Some((event, line)) = events.get(at) {
        let inside = at + 1..closing(events, at);
        match event {
            Event::Text(text) => {
                note_unlisted(text, *line, problems);
                push_text(&mut words, text);
            }
            Event::SoftBreak => push_text(&mut words, "\n"),
            Event::FootnoteReference(key) => words.push(Inline::Citation(references.number(key, *line))),
            Event::Start(Tag::Strong) => words.push(Inline::Strong(enclosed(&inside, references, problems))),
            Event::Start(Tag::Emphasis) => {
                words.push(Inline::Emphasis(enclosed(&inside, references, problems)));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let link_words = enclosed(&inside, references, problems);
                match destination(dest_url, references.page) {
                    Some(to) => {
                        if matches!(to, Destination::Place { .. }) {
                            let file = problems.file().to_owned();
                            references.links.push(InnerLink { file, line: *line, to: to.clone() });
                        }
                        note_other_number(&to, &link_words, *line, problems);
                        words.push(Inline::Link { to, words: link_words });
                    }
                    None => problems.note(
                        *line,
                        format!("a link to `{dest_url}`, which is no place that a leaflet can link to"),
                        "link to #id, /#id, /faq/, /journal/, /help/, /about/, tel:… or https://…",
                    ),
                }
            }
            Event::End(_) => {}
            _ => problems.note(
                *line,
                "a kind of text that a passage cannot hold",
                "use only words, **bold**, *emphasis*, links and citations",
            ),
        }
        at = if matches!(event, Event::Start(_)) { inside.end + 1 } else { at + 1 };
    }
    words
}

/// A link to call that shows another number than it dials.
fn note_other_number(to: &Destination, words: &[Inline], line: usize, problems: &mut Problems) {
    let Destination::Telephone(number) = to else { return };
    let printed = dialled(&plain_text(words));
    if printed != *number {
        problems.note(
            line,
            format!("a link that shows {printed} and dials {number}"),
            "print the number that is dialled, and no other digits: [0800 611 116](tel:0800611116)",
        );
    }
}

/// The numbers of the sources that running text cites, in order.
pub(super) fn citations(words: &[Inline]) -> Vec<usize> {
    words
        .iter()
        .flat_map(|inline| match inline {
            Inline::Text(_) => Vec::new(),
            Inline::Strong(words) | Inline::Emphasis(words) | Inline::Link { words, .. } => citations(words),
            Inline::Citation(number) => vec![*number],
        })
        .collect()
}

/// A citation of a source that is not listed is left as text by Markdown.
fn note_unlisted(text: &str, line: usize, problems: &mut Problems) {
    for key in text.split("[^").skip(1).filter_map(|rest| rest.split_once(']')).map(|(key, _)| key) {
        problems.note(
            line,
            format!("the source `{key}` is cited but not listed"),
            format!("add a line `[^{key}]: …` to the sources, or remove the citation"),
        );
    }
}

fn push_text(words: &mut Vec<Inline>, text: &str) {
    if let Some(Inline::Text(last)) = words.last_mut() {
        last.push_str(text);
    } else {
        words.push(Inline::Text(text.to_owned()));
    }
}

/// Turns the line breaks that are left into spaces and drops white space at both ends.
pub(super) fn join_lines(words: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = words
        .into_iter()
        .map(|inline| match inline {
            Inline::Text(text) => Inline::Text(text.replace('\n', " ")),
            Inline::Strong(words) => Inline::Strong(join_lines(words)),
            Inline::Emphasis(words) => Inline::Emphasis(join_lines(words)),
            Inline::Link { to, words } => Inline::Link { to, words: join_lines(words) },
            citation @ Inline::Citation(_) => citation,
        })
        .collect();
    if let Some(Inline::Text(first)) = joined.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Inline::Text(last)) = joined.last_mut() {
        *last = last.trim_end().to_owned();
    }
    joined.retain(|inline| *inline != Inline::Text(String::new()));
    joined
}

/// The place of the event that closes the one at `start`; where none does, the place behind the last.
pub(super) fn closing(events: &[Lined<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    events.len()
}

/// Where a link of `content/` leads, seen from a page.
fn destination(address: &str, page: PageName) -> Option<Destination> {
    if let Some(number) = address.strip_prefix("tel:") {
        let digits = number.strip_prefix('+').unwrap_or(number);
        let callable = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
        return callable.then(|| Destination::Telephone(number.to_owned()));
    }
    if let Some(rest) = address.strip_prefix("https://") {
        let well_formed = rest.contains('.') && !rest.contains(char::is_whitespace) && !rest.contains(['"', '<', '>']);
        return well_formed.then(|| Destination::Elsewhere(address.to_owned()));
    }
    let (path, id) = match address.split_once('#') {
        Some((path, id)) => (path, Some(Id::new(id).ok()?)),
        None => (address, None),
    };
    let page = match path.strip_prefix('/') {
        Some(path) => PageName::ALL.into_iter().find(|page| page.path() == path && *page != PageName::NotFound)?,
        None if path.is_empty() && id.is_some() => page,
        None => return None,
    };
    Some(Destination::Place { page, id })
}
