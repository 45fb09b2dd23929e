//! What was typed, with everything in it that the signs know: where each stands, and what is denied.

use std::collections::BTreeMap;

use crate::sorting::sort_by;

use super::{
    pattern::{ElementId, Patterns, Span},
    typed::{Token, tokens},
    vocabulary::{Vocabulary, squeeze},
    weeks::{self, Weeks},
};

/// The elements that have a part to play in every sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Roles {
    /// Words that do not count between others.
    pub(super) past: ElementId,
    /// Words that deny.
    pub(super) no: ElementId,
    /// Words at which a denial ends.
    pub(super) no_ends: ElementId,
    /// Words for how much.
    pub(super) degrees: ElementId,
    /// What can be denied.
    pub(super) can_be_denied: ElementId,
    /// Words that speak of something else.
    pub(super) elsewhere: ElementId,
    /// Words that speak of the person.
    pub(super) own: ElementId,
}

/// What was typed.
#[derive(Clone, Debug)]
pub(super) struct Said {
    tokens: Vec<Token>,
    /// How many words that count stand before each.
    counted: Vec<usize>,
    /// The place of the word that denies each.
    denied_by: Vec<Option<usize>>,
    /// Where each element stands, in order.
    places: Vec<Vec<Span>>,
    roles: Roles,
}

/// A denial reaches no further than this many words that count.
const DENIAL: usize = 4;
/// What holds more words than this does not call for help alone.
const MOST_ALONE: usize = 12;
/// Words about something else take a weak sign back when they stand at most so many words away.
const ELSEWHERE: usize = 4;

impl Said {
    /// Reads what was typed.
    pub(super) fn new(typed: &str, vocabulary: &Vocabulary, patterns: &Patterns, roles: &Roles) -> Self {
        let (all, words) = read_all(typed, vocabulary);
        let has = |place: usize, word: &usize| words.get(place).is_some_and(|ids| ids.contains(word));
        let mut places: Vec<Vec<Span>> = vec![Vec::new(); patterns.elements.len()];
        for (start, ids) in words.iter().enumerate() {
            for (element, phrase) in ids.iter().filter_map(|id| patterns.by_first.get(id)).flatten() {
                let phrase = patterns.elements.get(*element).and_then(|it| it.phrases.get(*phrase));
                let Some((_, rest)) = phrase.and_then(|phrase| phrase.split_first()) else { continue };
                if rest.iter().enumerate().all(|(on, word)| has(start + 1 + on, word))
                    && let Some(found) = places.get_mut(*element)
                {
                    found.push((start, start + 1 + rest.len()));
                }
            }
        }
        for found in places.iter_mut().filter(|found| found.len() > 1) {
            sort_by(found, |place| *place);
            found.dedup();
        }
        let mut said = Self { tokens: all, counted: Vec::new(), denied_by: Vec::new(), places, roles: roles.clone() };
        said.count();
        said.deny();
        said
    }

    fn count(&mut self) {
        let mut is_past = vec![false; self.tokens.len()];
        for (from, to) in self.places(self.roles.past) {
            is_past.get_mut(*from..*to).into_iter().flatten().for_each(|past| *past = true);
        }
        let mut counted = 0;
        self.counted = vec![0];
        for (token, is_past) in self.tokens.iter().zip(is_past) {
            counted += usize::from(token.after_break && counted > 0);
            if let Some(last) = self.counted.last_mut() {
                *last = counted;
            }
            counted += usize::from(!is_past);
            self.counted.push(counted);
        }
    }

    /// Marks what each denial denies: the next thing that can be, and what is added to it with "or".
    fn deny(&mut self) {
        let mut denied_by = vec![None; self.tokens.len()];
        let starts = |element: ElementId, at: usize| {
            let places = self.places(element);
            places.get(places.partition_point(|place| place.0 < at)).filter(|place| place.0 == at).copied()
        };
        for (no, behind) in self.places(self.roles.no) {
            let mut at = *behind;
            let mut has_denied = false;
            let mut degree: Option<usize> = None;
            while let Some(token) = self.tokens.get(at) {
                let is_or = token.word == "or" || token.word == "nor";
                let ends = token.after_break
                    || starts(self.roles.no_ends, at).is_some()
                    || starts(self.roles.no, at).is_some()
                    || self.between(*behind, at) > DENIAL
                    || (has_denied && !is_or);
                if ends {
                    break;
                }
                if is_or {
                    has_denied = false;
                    at += 1;
                    continue;
                }
                if starts(self.roles.degrees, at).is_some() {
                    degree = Some(at);
                }
                if let Some((_, end)) = starts(self.roles.can_be_denied, at) {
                    // "Not bleeding heavily", "no heavy bleeding": how much is denied, and no more.
                    let degree = degree.take().or_else(|| starts(self.roles.degrees, end).map(|_| end));
                    let denied = degree.map_or(at..end, |degree| degree..degree + 1);
                    denied_by.get_mut(denied).into_iter().flatten().for_each(|by| *by = Some(*no));
                    has_denied = true;
                    at = end.max(degree.map_or(0, |degree| degree + 1));
                    continue;
                }
                at += 1;
            }
            // "Not a lot".
            if let Some(degree) = degree.filter(|_| !has_denied) {
                denied_by.get_mut(degree..=degree).into_iter().flatten().for_each(|by| *by = Some(*no));
            }
        }
        self.denied_by = denied_by;
    }

    /// Where an element stands, in order.
    pub(super) fn places(&self, element: ElementId) -> &[Span] {
        self.places.get(element).map_or(&[], Vec::as_slice)
    }

    /// How many words that count stand between two places; none where they overlap.
    pub(super) fn between(&self, end: usize, start: usize) -> usize {
        let counted = |at: usize| self.counted.get(at).copied().unwrap_or_default();
        if start <= end { 0 } else { counted(start) - counted(end) }
    }

    /// Whether a word is denied by one that the shape itself has not taken.
    pub(super) fn is_denied(&self, at: usize, taken: &[Span]) -> bool {
        let by = self.denied_by.get(at).copied().flatten();
        by.is_some_and(|by| !taken.iter().any(|(from, to)| (*from..*to).contains(&by)))
    }

    /// Whether words beside a place speak of something else than a person. A weak sign is taken back by words that are
    /// near, or by any where no person is spoken of; another by a word right beside it, where no person is.
    pub(super) fn speaks_of_something_else(&self, span: Span, is_weak: bool) -> bool {
        let places = self.places(self.roles.elsewhere);
        let is_of_nobody = self.places(self.roles.own).is_empty();
        let within = |most: usize| {
            let near = |place: &Span| self.between(place.1, span.0) <= most && self.between(span.1, place.0) <= most;
            places.iter().any(near)
        };
        if is_weak { within(ELSEWHERE) || (is_of_nobody && !places.is_empty()) } else { is_of_nobody && within(1) }
    }

    /// Whether an element covers every word that counts.
    pub(super) fn covers(&self, element: ElementId) -> bool {
        let is_at = |places: &[Span], at: usize| places.iter().any(|place| (place.0..place.1).contains(&at));
        let (own, past) = (self.places(element), self.places(self.roles.past));
        self.tokens.len() <= MOST_ALONE
            && !own.is_empty()
            && (0..self.tokens.len()).all(|at| is_at(own, at) || is_at(past, at))
    }

    /// Takes words out, as if they had not been typed.
    pub(super) fn take_out(&mut self, span: Span) {
        for places in &mut self.places {
            places.retain(|place| place.1 <= span.0 || span.1 <= place.0);
        }
    }

    /// The weeks that are named.
    pub(super) fn weeks(&self) -> Option<Weeks> {
        weeks::weeks(&self.tokens)
    }
}

/// What was typed, word by word, with the places in the vocabulary of what each is.
fn read_all(typed: &str, vocabulary: &Vocabulary) -> (Vec<Token>, Vec<Vec<usize>>) {
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut all: Vec<Token> = Vec::new();
    for token in tokens(typed) {
        let read = known.entry(token.word.clone()).or_insert_with(|| read(&token.word, vocabulary)).clone();
        for (at, word) in read.into_iter().enumerate() {
            let (after_break, joined) = if at == 0 { (token.after_break, token.joined) } else { (false, None) };
            // "Can not" is "cant".
            let pair = all.last().filter(|_| !after_break).map(|last| format!("{} {word}", last.word));
            if let Some((last, meant)) = all.last_mut().zip(pair.and_then(|pair| vocabulary.meant(&pair))) {
                meant.clone_into(&mut last.word);
            } else {
                all.push(Token { word, after_break, joined });
            }
        }
    }
    name_weeks(&mut all);
    let mut ids: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let words =
        all.iter().map(|token| ids.entry(&token.word).or_insert_with(|| places(&token.word, vocabulary)).clone());
    let words = words.collect();
    (all, words)
}

/// Says "weeks" where it is only written with a sign: "29+6", "31/40", "22w".
fn name_weeks(all: &mut Vec<Token>) {
    let number = |word: &str| word.parse::<u16>().ok();
    let mut at = 1;
    while at < all.len() {
        let [before, here] = [at - 1, at].map(|at| all.get(at).map_or("", |it| it.word.as_str()));
        let is_age = number(before).is_some_and(|weeks| (4..=43).contains(&weeks));
        let joined = all.get(at).and_then(|it| it.joined);
        let is_signed = match joined {
            Some('+') => number(here).is_some_and(|days| days < 7),
            Some('/') => here == "40",
            _ => false,
        };
        if is_age && joined.is_some() && here == "w" {
            all.get_mut(at).into_iter().for_each(|it| "weeks".clone_into(&mut it.word));
        } else if is_age && is_signed && all.get(at + 1).is_none_or(|it| it.word != "weeks") {
            all.insert(at + 1, Token { word: "weeks".to_owned(), after_break: false, joined: None });
        }
        at += 1;
    }
}

/// The places of a word that has been read: its own, or those that it is a slip of.
fn places(word: &str, vocabulary: &Vocabulary) -> Vec<usize> {
    let mut places = vocabulary.exact(word);
    // What only begins like a word, as "spottng" like "spot", may be a slip of another.
    if !vocabulary.is_whole(word) {
        places.extend(vocabulary.mistyped(word));
    }
    places
}

/// The words that a typed word is: itself, those that it joins, or what it is another spelling of.
fn read(word: &str, vocabulary: &Vocabulary) -> Vec<String> {
    if let Some(meant) = vocabulary.meant(word) {
        return vec![meant.to_owned()];
    }
    if let Some(full) = vocabulary.in_full(word) {
        return vec![full];
    }
    if vocabulary.is_whole(word) {
        return vec![word.to_owned()];
    }
    let parts = || {
        let parts = vocabulary.parts(word)?;
        Some(parts.into_iter().flat_map(|part| read(&part, vocabulary)).collect())
    };
    // "Bloooood", "dieee".
    for most in [2, 1] {
        let squeezed = squeeze(word, most);
        if squeezed != word && (vocabulary.is_whole(&squeezed) || vocabulary.meant(&squeezed).is_some()) {
            return read(&squeezed, vocabulary);
        }
    }
    let squeezed = squeeze(word, 2);
    if squeezed != word {
        return read(&squeezed, vocabulary);
    }
    let slips = vocabulary.mistyped(word);
    if slips.is_empty() {
        return parts().unwrap_or_else(|| vec![word.to_owned()]);
    }
    let meant = slips.into_iter().find_map(|id| vocabulary.meant(vocabulary.word(id)));
    vec![meant.unwrap_or(word).to_owned()]
}
