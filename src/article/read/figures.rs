//! Every figure is cited: a paragraph or a list item of the article that holds one cites the source that it rests on.

use super::{Problems, article::passages_with_lines, document::Document, inline::citations};
use crate::article::{Body, IconArray, Inline, plain_text};

/// Numbers in words that make "one in seven" a figure.
const IN_WORDS: [&str; 13] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "fifty", "hundred"];

/// Checks every paragraph and list item. Cards cite below themselves, and telephone numbers are no figures.
pub(super) fn check(document: &Document, problems: &mut Problems) {
    for (passage, line) in passages_with_lines(document) {
        match &passage.body {
            Body::Paragraph(words) | Body::Basis(words) | Body::IconArray(IconArray { words, .. }) => {
                check_words(words, "a paragraph", line, problems);
            }
            Body::List { items, .. } => {
                let lines = document.item_lines.get(&passage.id);
                for (at, words) in items.iter().enumerate() {
                    let line = lines.and_then(|lines| lines.get(at)).copied().unwrap_or(line);
                    check_words(words, "a list item", line, problems);
                }
            }
            Body::Terms(_) | Body::Table(_) => {
                for words in passage.texts() {
                    check_words(words, "a meaning or a cell", line, problems);
                }
            }
            Body::Numbers(_) | Body::Card(_) => {}
        }
    }
}

fn check_words(words: &[Inline], thing: &str, line: usize, problems: &mut Problems) {
    let text = plain_text(words);
    if let Some(figure) = figure(&text)
        && citations(words).is_empty()
    {
        problems.note(
            line,
            format!("{thing} with a figure (\u{201c}{figure}\u{201d}) and no source"),
            "cite what it rests on, as in 15 in 100.[^key], or leave the figure out",
        );
    }
}

/// The first figure of a text: a word with a digit in it, or "one in seven".
fn figure(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let in_digits = || words.iter().find(|word| word.contains(|c: char| c.is_ascii_digit())).map(ToString::to_string);
    let in_words = || {
        let is_share = |three: &&[&str]| {
            let [one, within, of] = three else { return false };
            let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
            is(one, "one") && is(within, "in") && IN_WORDS.iter().any(|number| is(of, number))
        };
        words.windows(3).find(is_share).map(|three| three.join(" "))
    };
    in_digits().or_else(in_words)
}
