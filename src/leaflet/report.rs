//! What `cargo xtask content` tells a writer: how the words stand, and what is wrong with them.

use std::fmt::Write as _;

use super::{Leaflet, Review, Survey};
use crate::article::{
    CalendarDate,
    plain_language::Measure,
    read::{CardPlace, Outline, Part, QuestionPlace, SourcePlace},
};
use crate::journal::Symptom;

/// What the text before the first section is called.
const BEFORE_SECTIONS: &str = "(before the first section)";

/// The report on the words, as it is printed on a day.
#[must_use]
pub fn report(survey: &Survey, today: CalendarDate) -> String {
    let mut parts: Vec<String> = survey.outlines.iter().map(|(file, outline)| text_table(file, outline)).collect();
    if survey.outlines.values().flat_map(|outline| &outline.parts).any(|part| !part.measure.is_judged()) {
        let fewest = Measure::FEWEST_JUDGED;
        parts.push(format!(
            "Grades are Flesch–Kincaid. One in brackets is not judged: it is of fewer than {fewest} words.\n"
        ));
    }
    parts.extend([sources(survey), cards(survey), questions(survey)]);
    if let Some(leaflet) = &survey.leaflet {
        parts.push(symptoms(leaflet));
        let review = Review::seen_from(today, leaflet.article.next_check);
        parts.push(format!("The words were last checked on {}; {review}.\n", leaflet.article.last_checked));
    }
    parts.push(problems(survey));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn text_table(file: &str, outline: &Outline) -> String {
    let row = |line: String, measure: Measure, grade: String, name: &str| {
        vec![line, measure.words.to_string(), measure.longest_sentence.to_string(), grade, name.to_owned()]
    };
    let part = |part: &Part| {
        let name = part.heading.as_deref().unwrap_or(BEFORE_SECTIONS);
        let grade = part.measure.grade();
        let grade = if part.measure.is_judged() { grade + " " } else { format!("({grade})") };
        row(part.line.to_string(), part.measure, grade, name)
    };
    let whole = row(String::new(), outline.whole, outline.whole.grade() + " ", "(the whole file)");
    let rows: Vec<Vec<String>> = outline.parts.iter().map(part).chain([whole]).collect();
    table(file, &[right("line"), right("words"), right("longest sentence"), right("grade"), left("section")], &rows)
}

fn sources(survey: &Survey) -> String {
    let cells = |source: &SourcePlace| {
        let name = format!("{}. {}", source.publisher, source.title);
        (source.line, vec![source.citations.to_string(), source.read_on.to_string(), name])
    };
    let rows = rows(survey, |outline| outline.sources.iter().map(cells).collect());
    table("Sources", &[left("place"), right("cited"), left("read on"), left("source")], &rows)
}

fn cards(survey: &Survey) -> String {
    let cells =
        |card: &CardPlace| (card.line, vec![card.signs.to_string(), card.level.word().to_owned(), card.action.clone()]);
    let rows = rows(survey, |outline| outline.cards.iter().map(cells).collect());
    table("Care cards", &[left("place"), right("signs"), left("level"), left("card")], &rows)
}

fn questions(survey: &Survey) -> String {
    let cells = |question: &QuestionPlace| (question.line, vec![question.passages.to_string(), question.asks.clone()]);
    let rows = rows(survey, |outline| outline.questions.iter().map(cells).collect());
    table("Questions", &[left("place"), right("passages"), left("question")], &rows)
}

/// What stands in the files, by file and line: the place of each thing, and its other cells.
fn rows(survey: &Survey, things: impl Fn(&Outline) -> Vec<(usize, Vec<String>)>) -> Vec<Vec<String>> {
    let in_files = survey.outlines.iter().flat_map(|(file, outline)| {
        things(outline).into_iter().map(move |(line, cells)| (format!("{file}:{line}"), cells))
    });
    in_files.map(|(place, cells)| [vec![place], cells].concat()).collect()
}

fn symptoms(leaflet: &Leaflet) -> String {
    let Some(journal) = &leaflet.journal else { return String::new() };
    let row = |symptom: &Symptom| {
        let passages = leaflet.article.passages().filter(|passage| passage.symptoms.contains(&symptom.id)).count();
        let signs = journal.warning_signs.iter().filter(|sign| sign.symptom == symptom.id).count();
        vec![passages.to_string(), signs.to_string(), symptom.name.clone()]
    };
    let rows: Vec<Vec<String>> = journal.symptoms.iter().map(row).collect();
    table("Symptoms of the journal", &[right("passages"), right("warning signs"), left("symptom")], &rows)
}

fn problems(survey: &Survey) -> String {
    let mut problems = survey.problems.clone();
    problems.sort();
    let mut text = String::new();
    for problem in &problems {
        text.push_str(&problem.to_string());
        text.push('\n');
    }
    let closing = match problems.len() {
        0 => "The words are sound.".to_owned(),
        1 => "\nThe words have 1 problem.".to_owned(),
        more => format!("\nThe words have {more} problems."),
    };
    text.push_str(&closing);
    text.push('\n');
    text
}

/// A column of a table.
struct Column {
    name: &'static str,
    is_right: bool,
}

fn left(name: &'static str) -> Column {
    Column { name, is_right: false }
}

fn right(name: &'static str) -> Column {
    Column { name, is_right: true }
}

/// A table with a title, its columns aligned; nothing where it has no rows.
fn table(title: &str, columns: &[Column], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let heads: Vec<String> = columns.iter().map(|column| column.name.to_owned()).collect();
    let width = |at: usize| {
        let cells = std::iter::once(&heads).chain(rows).filter_map(|row| row.get(at));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let mut text = format!("{title}\n");
    for row in std::iter::once(&heads).chain(rows) {
        let mut line = String::new();
        for (at, (cell, column)) in row.iter().zip(columns).enumerate() {
            let width = width(at);
            // Writing into a text does not fail.
            let _ = if column.is_right { write!(line, "  {cell:>width$}") } else { write!(line, "  {cell:<width$}") };
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
