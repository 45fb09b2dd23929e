//! From Markdown to headed blocks: what every file of `content/` has in common.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag};

use super::{
    InnerLink, Mention, Problems,
    attributes::{Attributes, id_or_problem, split_trailing_braces},
    card_grammar, icon_array,
    inline::{self, Lined, References, closing},
    source_dates,
};
use crate::article::{
    Body, CareCard, Destination, Id, Inline, Level, NumberLine, Passage, Source, Table, Term, plain_text,
};

/// A file's text in its parts.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) opening: Vec<Block>,
    pub(super) sections: Vec<DraftSection>,
    /// Every id given in the file, and those that the pages themselves use.
    pub(super) ids: BTreeSet<Id>,
    /// The lines on which the items of each list begin, by the list's id.
    pub(super) item_lines: BTreeMap<Id, Vec<usize>>,
}

/// The ids that the pages give to their own parts.
const OF_THE_PAGES: [&str; 23] = [
    "dots",
    "main",
    "contents",
    "contents-name",
    "app-note",
    "exit-told",
    "offline-note",
    "overdue-note",
    "leaving",
    "display",
    "install",
    "changes",
    "listen",
    "country",
    "country-hint",
    "country-guess",
    "search",
    "search-count",
    "update-notice",
    "update-without-app",
    "install-name",
    "corrections",
    "when-to-call",
];

/// A second-level heading and what follows it.
#[derive(Debug)]
pub(super) struct DraftSection {
    pub(super) id: Id,
    pub(super) heading: String,
    pub(super) related: Vec<Id>,
    pub(super) line: usize,
    pub(super) kind: Kind,
    pub(super) blocks: Vec<Block>,
}

/// What a section is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Questions,
    Sources,
}

/// One thing that stands below a heading.
#[derive(Debug)]
pub(super) enum Block {
    /// A passage and its line.
    Passage(Passage, usize),
    /// A list of ids of passages.
    Mentions(Vec<Mention>),
    /// A question, whose answer is the next block.
    Question { id: Id, asks: String, line: usize },
    /// A source and the key by which it is cited; none where what is written is not a source.
    Source { key: String, source: Option<Source>, line: usize },
}

/// Reads a file's text below its front matter.
pub(super) fn read(body: &str, first_line: usize, references: &mut References, problems: &mut Problems) -> Document {
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES;
    let line_starts: Vec<usize> = body.match_indices('\n').map(|(at, _)| at + 1).collect();
    let line_at = |offset: usize| first_line + line_starts.partition_point(|start| *start <= offset);
    let events: Vec<Lined<'_>> =
        pulldown_cmark::TextMergeWithOffset::new(Parser::new_ext(body, options).into_offset_iter())
            .map(|(event, range)| (event, line_at(range.start)))
            .collect();
    let mut reader = Reader {
        references,
        problems,
        document: Document {
            ids: OF_THE_PAGES.into_iter().filter_map(|id| Id::new(id).ok()).collect(),
            ..Document::default()
        },
    };
    let mut at = 0;
    while at < events.len() {
        at = reader.block(&events, at);
    }
    reader.document
}

struct Reader<'a> {
    references: &'a mut References,
    problems: &'a mut Problems,
    document: Document,
}

impl Reader<'_> {
    /// Reads the block that begins at `at`; returns where the next one begins.
    fn block(&mut self, events: &[Lined<'_>], at: usize) -> usize {
        let Some((event, line)) = events.get(at) else { return at + 1 };
        let end = closing(events, at);
        let inside = events.get(at + 1..end).unwrap_or_default();
        match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let mut attributes = Attributes {
                    id: id.as_ref().and_then(|id| id_or_problem(id, *line, self.problems)),
                    classes: classes.iter().map(ToString::to_string).collect(),
                    ..Attributes::default()
                };
                for (name, value) in attrs {
                    let value = value.as_ref().map_or("", |value: &CowStr<'_>| value);
                    attributes.name_value(name, value, *line, self.problems);
                }
                attributes.check_classes(*line, self.problems);
                let heading = plain_text(&self.words(inside));
                match level {
                    HeadingLevel::H2 => self.section(heading, attributes, *line),
                    HeadingLevel::H3 if self.kind() == Kind::Questions => self.question(heading, &attributes, *line),
                    HeadingLevel::H3 => return self.card(heading, attributes, *line, events, end + 1),
                    _ => self.problems.note(
                        *line,
                        format!("a heading of a level that a leaflet does not have: {heading}"),
                        "use ## for a section and ### for a care card or a question",
                    ),
                }
            }
            Event::Start(Tag::Paragraph) => self.paragraph(inside, *line),
            Event::Start(Tag::List(first)) => self.list(inside, first.is_some(), *line),
            Event::Start(Tag::Table(_)) => return self.table(inside, *line, events, end + 1),
            Event::Start(Tag::FootnoteDefinition(key)) => self.source(key, inside, *line),
            Event::End(_) => {}
            _ => self.problems.note(
                *line,
                "a kind of block that a leaflet does not have",
                "use paragraphs, lists of one level, and headings",
            ),
        }
        end + 1
    }

    fn words(&mut self, inside: &[Lined<'_>]) -> Vec<Inline> {
        inline::join_lines(inline::read(inside, self.references, self.problems))
    }

    fn kind(&self) -> Kind {
        self.document.sections.last().map_or(Kind::Text, |section| section.kind)
    }

    fn push(&mut self, block: Block) {
        match self.document.sections.last_mut() {
            Some(section) => section.blocks.push(block),
            None => self.document.opening.push(block),
        }
    }

    /// Takes an id for a thing; a problem where it has none or shares it.
    fn claim(&mut self, id: Option<Id>, thing: &str, example: &str, line: usize) -> Option<Id> {
        let Some(id) = id else {
            self.problems.note(line, format!("{thing} has no id"), format!("add one, such as {example}"));
            return None;
        };
        let is_of_a_list = ["source-", "changed-"].iter().any(|beginning| id.as_str().starts_with(beginning));
        if is_of_a_list || !self.document.ids.insert(id.clone()) {
            self.problems.note(line, format!("the id `{id}` is taken"), "give each place an id of its own");
            return None;
        }
        Some(id)
    }

    fn section(&mut self, heading: String, attributes: Attributes, line: usize) {
        if !attributes.symptoms.is_empty() {
            let place = "mark the passage that tells about them";
            self.problems.note(line, "symptoms marked on a section", place);
        }
        let kind = match attributes.classes.first().map(String::as_str) {
            None => Kind::Text,
            Some("questions") => Kind::Questions,
            Some("sources") => Kind::Sources,
            Some(other) => {
                self.problems.note(
                    line,
                    format!("unknown mark `.{other}`"),
                    "a section takes .questions, .sources or none",
                );
                Kind::Text
            }
        };
        if let Some(id) = self.claim(attributes.id, "the section", "## Heading {#some-id}", line) {
            let related = attributes.related;
            let page = self.references.page;
            self.references.links.extend(related.iter().map(|id| InnerLink {
                file: self.problems.file().to_owned(),
                line,
                to: Destination::Place { page, id: Some(id.clone()) },
            }));
            self.document.sections.push(DraftSection { id, heading, related, line, kind, blocks: Vec::new() });
        }
    }

    fn question(&mut self, asks: String, attributes: &Attributes, line: usize) {
        if !attributes.symptoms.is_empty() {
            self.problems.note(line, "symptoms marked on a question", "mark the passage that tells about them");
        }
        if let Some(id) = self.claim(attributes.id.clone(), "the question", "### Question? {#some-id}", line) {
            self.push(Block::Question { id, asks, line });
        }
    }

    /// Reads a card, whose heading has been read and whose list begins at `at`.
    fn card(&mut self, action: String, attributes: Attributes, line: usize, events: &[Lined<'_>], at: usize) -> usize {
        let word = attributes.classes.first().map_or("", String::as_str);
        let level = Level::ALL.into_iter().find(|level| level.word() == word);
        if level.is_none() {
            let levels = "give it .emergency, .urgent or .routine behind its id";
            self.problems.note(line, format!("a care card of unknown level `{word}`"), levels);
        }
        let id = self.claim(attributes.id, "the care card", "### Call … if: {#some-id .urgent}", line);
        card_grammar::check_action(&action, level, line, self.problems);
        let Some((Event::Start(Tag::List(_)), list_line)) = events.get(at) else {
            self.problems.note(line, "a care card without its list of signs", "let a list follow its heading");
            return at;
        };
        let end = closing(events, at);
        let signs = self.raw_items(events.get(at + 1..end).unwrap_or_default());
        let mut signs: Vec<_> = signs.into_iter().map(|(words, line)| (inline::join_lines(words), line)).collect();
        let bullets = card_grammar::take_bullets(&mut signs, self.problems);
        card_grammar::check_signs(&signs, *list_line, self.problems);
        if let (Some(id), Some(level)) = (id, level) {
            let signs = signs.into_iter().map(|(words, _)| words).collect();
            let body = Body::Card(CareCard { level, action, signs, bullets });
            self.push(Block::Passage(Passage { id, symptoms: attributes.symptoms, body }, line));
        }
        end + 1
    }

    fn paragraph(&mut self, inside: &[Lined<'_>], line: usize) {
        let mut words = inline::read(inside, self.references, self.problems);
        let attributes = self.trailing(&mut words, line);
        let words = inline::join_lines(words);
        let body = match attributes.classes.first().map(String::as_str) {
            None => Body::Paragraph(words),
            Some("basis") => Body::Basis(words),
            Some("icon-array") => icon_array::read(words, attributes.filled, line, self.problems),
            Some(other) => {
                self.problems.note(
                    line,
                    format!("unknown mark `.{other}`"),
                    "a paragraph takes .basis, .icon-array or none",
                );
                Body::Paragraph(words)
            }
        };
        self.passage(attributes, body, "the paragraph", line);
    }

    fn list(&mut self, inside: &[Lined<'_>], numbered: bool, line: usize) {
        let mut items = self.raw_items(inside);
        let mentions: Vec<Mention> = items.iter().filter_map(|(words, line)| mention(words, *line)).collect();
        if mentions.len() == items.len() && !mentions.is_empty() {
            self.push(Block::Mentions(mentions));
            return;
        }
        let attributes =
            items.last_mut().map(|(words, line)| (std::mem::take(words), *line)).map(|(mut words, line)| {
                let attributes = self.trailing(&mut words, line);
                if let Some((last, _)) = items.last_mut() {
                    *last = words;
                }
                attributes
            });
        let attributes = attributes.unwrap_or_default();
        if let Some(id) = attributes.id.clone() {
            self.document.item_lines.insert(id, items.iter().map(|(_, line)| *line).collect());
        }
        let items: Vec<Vec<Inline>> = items.into_iter().map(|(words, _)| inline::join_lines(words)).collect();
        let body = match attributes.classes.first().map(String::as_str) {
            None => Body::List { numbered, to_fill_in: false, items },
            Some("fill-in") => Body::List { numbered, to_fill_in: true, items },
            Some("numbers") => {
                let is_call = |inline: Option<&Inline>| {
                    matches!(inline, Some(Inline::Link { to: Destination::Telephone(_), .. }))
                };
                if !items.iter().all(|item| is_call(item.first())) {
                    let example = "begin each item with a link such as [999](tel:999)";
                    self.problems.note(line, "a list of numbers with an item that does not begin with one", example);
                }
                Body::Numbers(items.into_iter().map(number_line).collect())
            }
            Some("terms") => {
                let terms: Vec<Term> = items.iter().filter_map(|item| term(item)).collect();
                if terms.len() < items.len() {
                    let example = "begin each item with its term, such as **Anti-D**: an injection.";
                    self.problems.note(line, "a list of terms with an item that does not begin with one", example);
                }
                Body::Terms(terms)
            }
            Some(other) => {
                self.problems.note(
                    line,
                    format!("unknown mark `.{other}`"),
                    "a list takes .numbers, .terms, .fill-in or none",
                );
                Body::List { numbered, to_fill_in: false, items }
            }
        };
        self.passage(attributes, body, "the list", line);
    }

    /// Reads a table, whose rows are inside, and the paragraph `{#some-id}` that begins at `at`, directly below it.
    fn table(&mut self, inside: &[Lined<'_>], line: usize, events: &[Lined<'_>], at: usize) -> usize {
        let mut rows = Vec::new();
        let mut row_at = 0;
        while row_at < inside.len() {
            let row_end = closing(inside, row_at);
            let cells = self.raw_items(inside.get(row_at + 1..row_end).unwrap_or_default());
            rows.push(cells.into_iter().map(|(words, _)| inline::join_lines(words)).collect());
            row_at = row_end + 1;
        }
        let end = closing(events, at);
        let mut attributes = Attributes::default();
        let mut next = at;
        if let Some((Event::Start(Tag::Paragraph), below)) = events.get(at) {
            let words = inline::read(events.get(at + 1..end).unwrap_or_default(), self.references, self.problems);
            if let [Inline::Text(text)] = words.as_slice()
                && let Some(("", marks)) = split_trailing_braces(text)
            {
                attributes = Attributes::read(marks, *below, self.problems);
                next = end + 1;
            }
        }
        let headings = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        self.passage(attributes, Body::Table(Table { headings, rows }), "the table", line);
        next
    }

    fn passage(&mut self, attributes: Attributes, body: Body, thing: &str, line: usize) {
        if attributes.filled.is_some() && !attributes.classes.iter().any(|class| class == "icon-array") {
            self.problems.note(line, "`filled` on what is no icon array", "add .icon-array, or take it off");
        }
        if let Some(id) = self.claim(attributes.id, thing, "{#some-id} on a line of its own directly below it", line) {
            self.push(Block::Passage(Passage { id, symptoms: attributes.symptoms, body }, line));
        }
    }

    /// The items of a list, each with its line.
    fn raw_items(&mut self, inside: &[Lined<'_>]) -> Vec<(Vec<Inline>, usize)> {
        let mut items = Vec::new();
        let mut at = 0;
        while let Some((_, line)) = inside.get(at) {
            let end = closing(inside, at);
            let mut item = inside.get(at + 1..end).unwrap_or_default();
            if let Some((Event::Start(Tag::Paragraph), _)) = item.first() {
                let paragraph_end = closing(item, 0);
                if paragraph_end + 1 < item.len() {
                    self.problems.note(*line, "a list item of more than one paragraph", "make it one paragraph");
                }
                item = item.get(1..paragraph_end).unwrap_or_default();
            }
            items.push((inline::read(item, self.references, self.problems), *line));
            at = end + 1;
        }
        items
    }

    /// Takes the last line `{…}` off running text that begins on a line.
    fn trailing(&mut self, words: &mut [Inline], first_line: usize) -> Attributes {
        let line = first_line + line_breaks(words);
        let Some(Inline::Text(text)) = words.last_mut() else { return Attributes::default() };
        let Some((before, inside)) = split_trailing_braces(text) else { return Attributes::default() };
        let attributes = Attributes::read(inside, line, self.problems);
        *text = before.to_owned();
        attributes
    }

    fn source(&mut self, key: &str, inside: &[Lined<'_>], line: usize) {
        if self.kind() != Kind::Sources {
            let place = "list it in the section marked {#sources .sources}";
            self.problems.note(line, format!("the source `{key}` is listed outside the sources"), place);
        }
        let is_start = |event: &Event<'_>| matches!(event, Event::Start(Tag::Paragraph));
        let inside = match inside.first() {
            Some((event, _)) if is_start(event) => inside.get(1..closing(inside, 0)).unwrap_or_default(),
            _ => inside,
        };
        let words = self.words(inside);
        let source = if let [
            Inline::Text(publisher),
            Inline::Link { to: Destination::Elsewhere(address), words },
            Inline::Text(note),
        ] = words.as_slice()
        {
            let note = note.trim().trim_start_matches('.').trim();
            source_dates::read_on(key, note, line, self.problems).map(|read_on| Source {
                publisher: publisher.trim().trim_end_matches('.').to_owned(),
                title: plain_text(words),
                address: address.clone(),
                note: note.to_owned(),
                read_on,
            })
        } else {
            self.problems.note(
                line,
                format!("the source `{key}` is not publisher, link and note"),
                "write: [^key]: Publisher. [Title](https://…) What was read, as in: Read on 22 November 2026.",
            );
            None
        };
        self.push(Block::Source { key: key.to_owned(), source, line });
    }
}

/// The id in a list item that is nothing but `#id`.
fn mention(words: &[Inline], line: usize) -> Option<Mention> {
    match words {
        [Inline::Text(text)] => Id::new(text.strip_prefix('#')?).ok().map(|id| Mention { id, line }),
        _ => None,
    }
}

/// A telephone number with the countries in which it works: `{country=GB,IE}` at its end.
fn number_line(mut words: Vec<Inline>) -> NumberLine {
    let mut countries = Vec::new();
    if let Some(Inline::Text(text)) = words.last_mut()
        && let Some((before, codes)) = text.rsplit_once("{country=")
        && let Some(codes) = codes.trim_end().strip_suffix('}')
    {
        countries = codes.split(',').map(|code| code.trim().to_owned()).collect();
        *text = before.trim_end().to_owned();
    }
    NumberLine { words, countries }
}

/// A term in bold, a colon, and what it means.
fn term(words: &[Inline]) -> Option<Term> {
    let [Inline::Strong(name), Inline::Text(first), rest @ ..] = words else { return None };
    let first = first.strip_prefix(':')?.trim_start().to_owned();
    let meaning = [Inline::Text(first)].into_iter().chain(rest.iter().cloned()).collect();
    Some(Term { name: plain_text(name), meaning })
}

/// The line breaks that are still in running text.
fn line_breaks(words: &[Inline]) -> usize {
    plain_text(words).matches('\n').count()
}
