//! What a leaflet must never say, as `[[never]]` of `site.toml` has it: phrases, why not, and what to say in their place.

use serde::Deserialize;

use super::wording::{self, Word};
use crate::article::read::Problems;

/// `[[never]]`, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NeverEntry {
    words: Vec<toml::Spanned<String>>,
    #[serde(default)]
    unless: Vec<toml::Spanned<String>>,
    why: toml::Spanned<String>,
    instead: toml::Spanned<String>,
}

/// Phrases that must not stand in any sentence, unless others stand in the same one.
#[derive(Debug)]
pub(super) struct NeverRule {
    phrases: Vec<Phrase>,
    unless: Vec<Phrase>,
    why: String,
    instead: String,
}

/// Words that follow each other. Between the runs, any others may stand.
#[derive(Debug)]
struct Phrase {
    runs: Vec<Vec<Piece>>,
}

#[derive(Debug)]
enum Piece {
    Word(String),
    /// Every word that begins like this.
    Beginning(String),
}

impl NeverRule {
    /// Reads an entry of `site.toml`, whose text tells the lines of what is wrong with it.
    pub(super) fn read(entry: &NeverEntry, text: &str, problems: &mut Problems) -> Self {
        let line_of = |spanned: &toml::Spanned<String>| {
            let before = text.get(..spanned.span().start).unwrap_or_default();
            1 + before.matches('\n').count()
        };
        let mut phrases = |written: &[toml::Spanned<String>]| -> Vec<Phrase> {
            let read = written.iter().filter_map(|words| {
                let phrase = Phrase::read(words.get_ref());
                if phrase.is_none() {
                    let what = format!("a phrase that cannot be looked for (\u{201c}{}\u{201d})", words.get_ref());
                    problems.note(line_of(words), what, "write words, with … between them where others may stand");
                }
                phrase
            });
            read.collect()
        };
        let rule = Self {
            phrases: phrases(&entry.words),
            unless: phrases(&entry.unless),
            why: entry.why.get_ref().clone(),
            instead: entry.instead.get_ref().clone(),
        };
        if entry.words.is_empty() {
            problems.note(line_of(&entry.why), "a rule that forbids no words", "name them in `words`");
        }
        for empty in [&entry.why, &entry.instead].into_iter().filter(|told| told.get_ref().trim().is_empty()) {
            let remedy = "tell the writer why, and what to say instead";
            problems.note(line_of(empty), "a rule that does not explain itself", remedy);
        }
        rule
    }

    /// Where a sentence breaks the rule: the words that do.
    fn broken_by<'a>(&self, sentence: &'a [Word]) -> Option<&'a [Word]> {
        let found = self.phrases.iter().find_map(|phrase| phrase.find(sentence))?;
        let is_allowed = self.unless.iter().any(|phrase| phrase.find(sentence).is_some());
        (!is_allowed).then_some(found)
    }
}

impl Phrase {
    /// Reads a phrase: `*` behind a word stands for any ending, `…` for any words of the same sentence.
    fn read(text: &str) -> Option<Self> {
        let mut runs: Vec<Vec<Piece>> = vec![Vec::new()];
        for written in text.split_whitespace() {
            if written == "…" {
                runs.push(Vec::new());
                continue;
            }
            let mut words = wording::words(written);
            let last = words.pop()?;
            let run = runs.last_mut()?;
            run.extend(words.into_iter().map(Piece::Word));
            run.push(if written.ends_with('*') { Piece::Beginning(last) } else { Piece::Word(last) });
        }
        runs.iter().all(|run| !run.is_empty()).then_some(Self { runs })
    }

    /// The words of a sentence from the first to the last of the phrase.
    fn find<'a>(&self, sentence: &'a [Word]) -> Option<&'a [Word]> {
        let mut start = None;
        let mut end = 0;
        for run in &self.runs {
            let rest = sentence.get(end..)?;
            let at = end
                + rest
                    .windows(run.len())
                    .position(|words| run.iter().zip(words).all(|(piece, word)| piece.fits(word)))?;
            start = start.or(Some(at));
            end = at + run.len();
        }
        sentence.get(start?..end)
    }
}

impl Piece {
    fn fits(&self, word: &Word) -> bool {
        match self {
            Self::Word(text) => word.text == *text,
            Self::Beginning(text) => word.text.starts_with(text.as_str()),
        }
    }
}

/// Checks every sentence of a file against every rule.
pub(super) fn check(text: &str, rules: &[NeverRule], problems: &mut Problems) {
    for sentence in wording::sentences(problems.file(), text) {
        for rule in rules {
            let Some(found) = rule.broken_by(&sentence) else { continue };
            let said: Vec<&str> = found.iter().map(|word| word.text.as_str()).collect();
            let line = found.first().map_or(1, |word| word.line);
            let what = format!("the words \u{201c}{}\u{201d}: {}", said.join(" "), rule.why);
            problems.note(line, what, rule.instead.as_str());
        }
    }
}
