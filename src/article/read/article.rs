//! Reading `article.md`.

use serde::Deserialize;

use super::{
    InnerLink, Mention, Problems, card_grammar,
    changes::{self, ChangeEntry, ReviewEntry},
    document::{self, Block, Document, DraftSection, Kind},
    figures, front_matter,
    inline::References,
    outline::{self, Outline},
    review_dates, source_dates,
};
use crate::article::{Article, Body, Id, PageName, Passage, Question, Section, Source};

/// What came of reading the article.
#[derive(Debug)]
pub struct ArticleReading {
    /// The article; none where its front matter cannot be read.
    pub article: Option<Article>,
    /// What stands where in it.
    pub outline: Outline,
    /// Its links within the leaflet, to be checked against every page.
    pub links: Vec<InnerLink>,
    /// What is wrong with it.
    pub problems: Problems,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: String,
    summary: String,
    last_checked: toml::value::Datetime,
    next_check: toml::value::Datetime,
    authorship: String,
    reviewed_by: Option<ReviewEntry>,
    #[serde(default)]
    changes: Vec<ChangeEntry>,
}

/// Reads the article from the text of a file. `symptoms` are those that the journal records.
#[must_use]
pub fn article(file: &str, text: &str, symptoms: &[Id]) -> ArticleReading {
    let mut problems = Problems::of(file);
    let mut references = References::from(PageName::Article);
    let split = front_matter::split::<FrontMatter>(text, &mut problems);
    let document = document::read(split.body, split.body_line, &mut references, &mut problems);
    let outline = Outline::of(&document, &references.cited);
    outline::check_language("the article", &document, &outline, &mut problems);
    figures::check(&document, &mut problems);
    card_grammar::check_twins(&passages_with_lines(&document), &mut problems);
    check_symptoms(&document, symptoms, &mut problems);
    if !symptoms.is_empty() {
        card_grammar::check_bullets(&passages_with_lines(&document), &mut problems);
    }
    let parts = Parts::of(document, &mut problems);
    check_answers(&parts, &mut problems);
    let sources = number_sources(&parts.sources, &references, &mut problems);
    let article = split.values.and_then(|front| {
        let last_checked = front_matter::date("last_checked", front.last_checked, text, &mut problems);
        let next_check = front_matter::date("next_check", front.next_check, text, &mut problems);
        source_dates::check(&parts.sources, last_checked, &mut problems);
        let (last_checked, next_check) = (last_checked?, next_check?);
        review_dates::check(last_checked, next_check, text, &mut problems);
        let reviewed_by = front.reviewed_by.and_then(|entry| changes::review(entry, last_checked, text, &mut problems));
        let changes = changes::changes(front.changes, last_checked, text, &mut problems);
        Some(Article {
            title: front.title,
            summary: front.summary,
            last_checked,
            next_check,
            authorship: front.authorship,
            reviewed_by,
            changes,
            opening: parts.opening,
            sections: parts.sections,
            sources,
            questions: parts.questions.into_iter().map(|(question, _)| question).collect(),
            emergency_numbers: Vec::new(),
        })
    });
    ArticleReading { article, outline, links: references.links, problems }
}

/// All passages of a document, each with its line.
pub(super) fn passages_with_lines(document: &Document) -> Vec<(&Passage, usize)> {
    let blocks = document.opening.iter().chain(document.sections.iter().flat_map(|section| &section.blocks));
    blocks
        .filter_map(|block| if let Block::Passage(passage, line) = block { Some((passage, *line)) } else { None })
        .collect()
}

fn check_symptoms(document: &Document, symptoms: &[Id], problems: &mut Problems) {
    let passages = passages_with_lines(document);
    for (passage, line) in &passages {
        for unknown in passage.symptoms.iter().filter(|symptom| !symptoms.contains(symptom)) {
            problems.note(*line, format!("unknown symptom `{unknown}`"), "name one of journal.toml, or add it there");
        }
    }
    for untold in
        symptoms.iter().filter(|symptom| !passages.iter().any(|(passage, _)| passage.symptoms.contains(symptom)))
    {
        problems.note(
            1,
            format!("no passage tells about the symptom `{untold}` of journal.toml"),
            format!("mark one with {{#some-id symptoms={untold}}}"),
        );
    }
}

/// The parts of the article that its sections make.
#[derive(Default)]
struct Parts {
    opening: Vec<Passage>,
    sections: Vec<Section>,
    questions: Vec<(Question, Vec<Mention>)>,
    sources: Vec<(String, Option<Source>, usize)>,
}

impl Parts {
    fn of(document: Document, problems: &mut Problems) -> Self {
        let mut parts = Self { opening: passages(document.opening, problems), ..Self::default() };
        for section in document.sections {
            match section.kind {
                Kind::Text => parts.sections.push(text_section(section, problems)),
                Kind::Questions => parts.questions.extend(questions(section, problems)),
                Kind::Sources => parts.sources.extend(sources(section, problems)),
            }
        }
        parts
    }
}

fn text_section(section: DraftSection, problems: &mut Problems) -> Section {
    check_short_answer(&section, problems);
    let passages = passages(section.blocks, problems);
    Section { id: section.id, heading: section.heading, related: section.related, passages }
}

/// A section opens with its short answer: a paragraph, or the words beside a picture of their share.
pub(super) fn check_short_answer(section: &DraftSection, problems: &mut Problems) {
    let opens_with_paragraph = matches!(
        section.blocks.first(),
        Some(Block::Passage(Passage { body: Body::Paragraph(_) | Body::IconArray(_), .. }, _))
    );
    if !opens_with_paragraph {
        let what = format!("the section `{}` does not open with its short answer", section.id);
        problems.note(section.line, what, "begin it with a paragraph that answers its heading");
    }
}

fn passages(blocks: Vec<Block>, problems: &mut Problems) -> Vec<Passage> {
    let mut passages = Vec::new();
    for block in blocks {
        match block {
            Block::Passage(passage, _) => passages.push(passage),
            Block::Mentions(mentions) => {
                let line = mentions.first().map_or(1, |mention| mention.line);
                problems.note(
                    line,
                    "a list of ids in the article's own text",
                    "write the passage once, and link to it",
                );
            }
            Block::Question { line, .. } | Block::Source { line, .. } => {
                problems.note(line, "a question or a source in running text", "move it to its own section");
            }
        }
    }
    passages
}

fn questions(section: DraftSection, problems: &mut Problems) -> Vec<(Question, Vec<Mention>)> {
    let mut questions: Vec<(Question, Vec<Mention>)> = Vec::new();
    let mut lines = Vec::new();
    for block in section.blocks {
        match block {
            Block::Question { id, asks, line } => {
                questions.push((Question { id, asks, answer: Vec::new() }, Vec::new()));
                lines.push(line);
            }
            Block::Mentions(mentions) => {
                if let Some((question, answer)) = questions.last_mut() {
                    question.answer.extend(mentions.iter().map(|mention| mention.id.clone()));
                    answer.extend(mentions);
                }
            }
            Block::Passage(_, line) | Block::Source { line, .. } => problems.note(
                line,
                "words of its own among the questions",
                "answer with a list of ids, such as - #some-id: the answer is what the article says",
            ),
        }
    }
    for ((question, _), line) in questions.iter().zip(lines).filter(|((question, _), _)| question.answer.is_empty()) {
        problems.note(line, format!("the question `{}` has no answer", question.id), "list the ids of its passages");
    }
    questions
}

fn sources(section: DraftSection, problems: &mut Problems) -> Vec<(String, Option<Source>, usize)> {
    let mut sources: Vec<(String, Option<Source>, usize)> = Vec::new();
    for block in section.blocks {
        match block {
            Block::Source { key, source, line } => {
                if sources.iter().any(|(listed, ..)| *listed == key) {
                    problems.note(line, format!("the source `{key}` is listed twice"), "keep one of them");
                } else {
                    sources.push((key, source, line));
                }
            }
            Block::Passage(_, line) | Block::Question { line, .. } => {
                problems.note(line, "running text among the sources", "list sources only: [^key]: …");
            }
            Block::Mentions(_) => {}
        }
    }
    sources
}

fn check_answers(parts: &Parts, problems: &mut Problems) {
    let known = |id: &Id| {
        let sections = parts.sections.iter().flat_map(|section| &section.passages);
        parts.opening.iter().chain(sections).any(|passage| passage.id == *id)
    };
    for mention in parts.questions.iter().flat_map(|(_, answer)| answer).filter(|mention| !known(&mention.id)) {
        let what = format!("an answer with `{}`, which is no passage of the article", mention.id);
        problems.note(mention.line, what, "name the id of a paragraph, a list or a care card");
    }
}

/// Puts the sources in the order in which they are first cited.
fn number_sources(
    listed: &[(String, Option<Source>, usize)],
    references: &References,
    problems: &mut Problems,
) -> Vec<Source> {
    for (key, _, line) in listed {
        if !references.cited.iter().any(|(cited, _)| cited == key) {
            let remedy = format!("cite it as [^{key}] where a sentence rests on it, or take it off the list");
            problems.note(*line, format!("the source `{key}` is listed but never cited"), remedy);
        }
    }
    let mut numbered = Vec::new();
    for (cited, line) in &references.cited {
        match listed.iter().find(|(key, ..)| key == cited) {
            Some((_, source, _)) => numbered.extend(source.clone()),
            None => problems.note(
                *line,
                format!("the source `{cited}` is cited but not listed"),
                format!("add a line `[^{cited}]: …` to the sources, or remove the citation"),
            ),
        }
    }
    numbered
}
