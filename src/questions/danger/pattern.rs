//! The shapes in which a sign is told: words that follow one another, stand near one another, or anywhere.

use std::collections::BTreeMap;

use super::{
    Said,
    vocabulary::{Vocabulary, WordId},
};

/// The place of an element among all of them.
pub(super) type ElementId = usize;

/// One place of a shape: any of some words or phrases.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    /// Each is one word or several that stand side by side.
    pub(super) phrases: Vec<Vec<usize>>,
}

/// A shape.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern {
    /// Each group of runs stands anywhere; the runs of a group stand near one another, in any order.
    pub(super) parts: Vec<Vec<Vec<ElementId>>>,
    /// What must not stand beside it.
    pub(super) unless: Vec<ElementId>,
    /// Whether it is too little where the words speak of something else.
    pub(super) is_weak: bool,
    /// Whether nothing else may have been said than its words.
    pub(super) is_all: bool,
    /// Whether its words stand side by side.
    pub(super) is_tight: bool,
}

/// Where something stands: the first word, and the one after the last.
pub(super) type Span = (usize, usize);

/// No more words than this stand between two that follow one another; words that are looked past do not count.
const GAP: usize = 2;
/// No more words than this stand between two runs that are near one another.
const NEAR: usize = 5;
/// What must not stand beside a shape stands at most so many words away.
const BESIDE: usize = 2;

/// All elements and patterns, as they are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    pub(super) elements: Vec<Element>,
    /// The least letters of a word of which slips are forgiven, for the words that are read now.
    pub(super) forgiven_from: usize,
    places: BTreeMap<String, ElementId>,
    /// By the first word of a phrase: the elements that have it, and which of their phrases it is.
    pub(super) by_first: BTreeMap<WordId, Vec<(ElementId, usize)>>,
}

impl Patterns {
    /// A named group of words.
    pub(super) fn group(&mut self, name: &str, words: &str, vocabulary: &mut Vocabulary) {
        let id = self.element(words, vocabulary);
        self.places.insert(name.to_owned(), id);
    }

    /// An element: words and names of groups, parted by spaces or bars.
    pub(super) fn element(&mut self, written: &str, vocabulary: &mut Vocabulary) -> ElementId {
        if let Some(id) = self.places.get(written) {
            return *id;
        }
        let mut phrases: Vec<Vec<WordId>> = Vec::new();
        for word in written.split([' ', '|', '\n']).filter(|word| !word.is_empty()) {
            match self.places.get(word).and_then(|id| self.elements.get(*id)) {
                Some(group) => phrases.extend(group.phrases.iter().cloned()),
                None => {
                    phrases.push(word.split('_').map(|word| vocabulary.add_meant(word, self.forgiven_from)).collect());
                }
            }
        }
        let id = self.elements.len();
        for (at, phrase) in phrases.iter().enumerate() {
            let first = phrase.first().into_iter();
            first.for_each(|first| self.by_first.entry(*first).or_default().push((id, at)));
        }
        self.elements.push(Element { phrases });
        self.places.insert(written.to_owned(), id);
        id
    }

    /// A pattern as it is written.
    pub(super) fn pattern(&mut self, written: &str, vocabulary: &mut Vocabulary) -> Pattern {
        let mut pattern =
            Pattern { is_weak: written.starts_with('?'), is_all: written.starts_with('='), ..Pattern::default() };
        for part in written.trim_start_matches(['?', '=']).split('&') {
            let mut runs = Vec::new();
            for run in part.split('~') {
                let mut elements = Vec::new();
                for word in run.split_whitespace() {
                    match word.strip_prefix('!') {
                        Some(word) => pattern.unless.push(self.element(word, vocabulary)),
                        None => elements.push(self.element(word, vocabulary)),
                    }
                }
                if !elements.is_empty() {
                    runs.push(elements);
                }
            }
            if !runs.is_empty() {
                pattern.parts.push(runs);
            }
        }
        pattern
    }
}

impl Pattern {
    /// Where it stands in what was said; none where it does not.
    pub(super) fn find(&self, said: &Said) -> Option<Span> {
        if self.is_all && !self.is_all_of(said) {
            return None;
        }
        let mut all: Option<Span> = None;
        for part in &self.parts {
            let span = self.find_part(part, said)?;
            all = Some(all.map_or(span, |all| (all.0.min(span.0), all.1.max(span.1))));
        }
        all
    }

    /// Whether the first element covers every word that counts.
    fn is_all_of(&self, said: &Said) -> bool {
        let element = self.parts.first().and_then(|runs| runs.first()).and_then(|run| run.first());
        element.is_some_and(|element| said.covers(*element))
    }

    fn find_part(&self, runs: &[Vec<ElementId>], said: &Said) -> Option<Span> {
        let (first, others) = runs.split_first()?;
        if runs.iter().flatten().any(|element| said.places(*element).is_empty()) {
            return None;
        }
        let mut taken = Vec::new();
        for start in said.places(*first.first()?) {
            taken.clear();
            let Some(span) = follow(first, *start, self.is_tight, said, &mut taken) else { continue };
            let mut span = span;
            let is_near = others.iter().all(|run| {
                let near = run_near(run, span, self.is_tight, said, &mut taken);
                if let Some(near) = near {
                    span = (span.0.min(near.0), span.1.max(near.1));
                }
                near.is_some()
            });
            if is_near && self.holds(span, &taken, said) {
                return Some(span);
            }
        }
        None
    }

    /// Whether nothing beside it takes it back.
    fn holds(&self, span: Span, taken: &[Span], said: &Said) -> bool {
        let is_denied = taken.iter().any(|(from, to)| (*from..*to).any(|at| said.is_denied(at, taken)));
        let is_beside =
            |place: &Span| said.between(place.1, span.0) <= BESIDE && said.between(span.1, place.0) <= BESIDE;
        let is_taken_back = is_denied || self.unless.iter().any(|element| said.places(*element).iter().any(is_beside));
        !is_taken_back && (self.is_tight || !said.speaks_of_something_else(span, self.is_weak))
    }
}

/// The elements that follow one another from a place on.
fn follow(run: &[ElementId], start: Span, is_tight: bool, said: &Said, taken: &mut Vec<Span>) -> Option<Span> {
    let kept = taken.len();
    taken.push(start);
    let Some((next, rest)) = run.get(1..).and_then(<[ElementId]>::split_first) else { return Some(start) };
    let after = said.places(*next);
    let from = after.partition_point(|place| place.0 < start.1);
    for place in after.get(from..).unwrap_or_default() {
        if said.between(start.1, place.0) > if is_tight { 0 } else { GAP } || (is_tight && place.0 > start.1 + 2) {
            break;
        }
        let mut tail = vec![*next];
        tail.extend_from_slice(rest);
        if let Some(span) = follow(&tail, *place, is_tight, said, taken) {
            return Some((start.0, span.1));
        }
    }
    taken.truncate(kept);
    None
}

/// A run that stands near a place and does not share its words.
fn run_near(run: &[ElementId], beside: Span, is_tight: bool, said: &Said, taken: &mut Vec<Span>) -> Option<Span> {
    let starts = said.places(*run.first()?);
    let near = |place: &&Span| said.between(place.1, beside.0) <= NEAR && said.between(beside.1, place.0) <= NEAR;
    for start in starts.iter().filter(near) {
        let kept = taken.len();
        if let Some(span) = follow(run, *start, is_tight, said, taken) {
            let shares = |other: &Span| other.0 < span.1 && span.0 < other.1;
            if !taken.iter().take(kept).any(shares) {
                return Some(span);
            }
        }
        taken.truncate(kept);
    }
    None
}
