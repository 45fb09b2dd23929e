//! What stands where in a file, for a writer to see at a glance.

use super::{
    Problems,
    article::passages_with_lines,
    document::{Block, Document, Kind},
    inline::citations,
};
use crate::article::{
    Body, CalendarDate, Level, Passage,
    plain_language::{self, Measure},
};

/// What stands in a file of `content/`, each thing with its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The text before the first section, and the sections, in order.
    pub parts: Vec<Part>,
    /// All of the text.
    pub whole: Measure,
    /// The care cards that are written here, in order.
    pub cards: Vec<CardPlace>,
    /// The sources, in order of their lines.
    pub sources: Vec<SourcePlace>,
    /// The questions, in order.
    pub questions: Vec<QuestionPlace>,
}

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The line on which it begins.
    pub line: usize,
    /// The section's heading; none before the first section.
    pub heading: Option<String>,
    /// How long it is, and how hard to read.
    pub measure: Measure,
}

/// Where a care card stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPlace {
    /// The line of its heading.
    pub line: usize,
    /// How soon it asks to act.
    pub level: Level,
    /// Its heading.
    pub action: String,
    /// How many signs it has.
    pub signs: usize,
}

/// Where a source is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePlace {
    /// The line.
    pub line: usize,
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// The day on which it was read.
    pub read_on: CalendarDate,
    /// How often it is cited.
    pub citations: usize,
}

/// Where a question stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionPlace {
    /// The line.
    pub line: usize,
    /// The question.
    pub asks: String,
    /// How many passages answer it.
    pub passages: usize,
}

impl Outline {
    /// That of a document in which the sources with these keys are cited; a citation's number is its place among them.
    pub(super) fn of(document: &Document, cited: &[(String, usize)]) -> Self {
        let mut outline = Self {
            parts: parts(document),
            whole: Measure::of(&[]),
            cards: Vec::new(),
            sources: Vec::new(),
            questions: Vec::new(),
        };
        let passages = passages_with_lines(document);
        outline.whole = Measure::of(&passages.iter().map(|(passage, _)| passage.plain_text()).collect::<Vec<_>>());
        let citations: Vec<usize> =
            passages.iter().flat_map(|(passage, _)| passage.texts()).flat_map(citations).collect();
        for block in document.opening.iter().chain(document.sections.iter().flat_map(|section| &section.blocks)) {
            match block {
                Block::Passage(Passage { body: Body::Card(card), .. }, line) => outline.cards.push(CardPlace {
                    line: *line,
                    level: card.level,
                    action: card.action.clone(),
                    signs: card.signs.len(),
                }),
                Block::Source { key, source: Some(source), line } => {
                    let number = cited.iter().position(|(cited, _)| cited == key).map(|place| place + 1);
                    outline.sources.push(SourcePlace {
                        line: *line,
                        publisher: source.publisher.clone(),
                        title: source.title.clone(),
                        read_on: source.read_on,
                        citations: citations.iter().filter(|citation| Some(**citation) == number).count(),
                    });
                }
                Block::Question { asks, line, .. } => {
                    outline.questions.push(QuestionPlace { line: *line, asks: asks.clone(), passages: 0 });
                }
                Block::Mentions(mentions) => {
                    if let Some(question) = outline.questions.last_mut() {
                        question.passages += mentions.len();
                    }
                }
                Block::Passage(..) | Block::Source { source: None, .. } => {}
            }
        }
        outline
    }
}

/// Checks the words of a file, which is `thing`: how long its sentences and paragraphs are, and how hard it is to read.
pub(super) fn check_language(thing: &str, document: &Document, outline: &Outline, problems: &mut Problems) {
    plain_language::check_sentences(&passages_with_lines(document), problems);
    plain_language::check_whole(thing, outline.whole, problems);
    for part in &outline.parts {
        let heading = part.heading.as_deref().unwrap_or("before the first section");
        plain_language::check_section(heading, part.line, part.measure, problems);
    }
}

fn parts(document: &Document) -> Vec<Part> {
    let measure = |blocks: &[Block]| {
        let texts = blocks.iter().filter_map(|block| match block {
            Block::Passage(passage, _) => Some(passage.plain_text()),
            Block::Mentions(_) | Block::Question { .. } | Block::Source { .. } => None,
        });
        Measure::of(&texts.collect::<Vec<_>>())
    };
    let opening = document.opening.iter().find_map(|block| match block {
        Block::Passage(_, line) => Some(Part { line: *line, heading: None, measure: measure(&document.opening) }),
        Block::Mentions(_) | Block::Question { .. } | Block::Source { .. } => None,
    });
    let sections = document.sections.iter().filter(|section| section.kind == Kind::Text).map(|section| Part {
        line: section.line,
        heading: Some(section.heading.clone()),
        measure: measure(&section.blocks),
    });
    opening.into_iter().chain(sections).collect()
}
