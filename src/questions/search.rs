//! Finding questions by everyday words: it forgives typing mistakes, word forms and other words for the same.
//!
//! Pure and small: a leaflet has some dozens of questions, and everything is compared with everything. Crates for ranked
//! search bring a tokenizer and a stemmer but no forgiveness of mistakes, or the other way round;
//! `docs/decisions/0016-the-search-is-ours.md` names what was looked at. The distance between two words is `strsim`'s.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use serde::{Deserialize, Serialize};

use super::{
    danger::DangerWords,
    letters::{is_part_of_word, letters, small},
};
use crate::article::Id;

/// How a leaflet's search understands words: `content/search.toml` as a type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchWords {
    /// Groups of words that say the same.
    #[serde(default)]
    pub same: Vec<Vec<String>>,
    /// Words that say little about what is asked.
    #[serde(default)]
    pub weak: Vec<String>,
    /// What else people say when they mean a question.
    #[serde(default)]
    pub also: BTreeMap<Id, String>,
    /// The signs of danger, which are looked for first.
    #[serde(default)]
    pub danger: DangerWords,
}

/// A question as it is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    /// The question's anchor.
    pub id: Id,
    /// The question.
    pub asks: String,
    /// The first passage of its answer.
    pub lead: String,
    /// The rest of its answer, without care cards: many answers share those.
    pub rest: String,
}

/// A question that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its place among the questions searched.
    pub question: usize,
    /// The words of the question and its answer that the search has met, in small letters.
    pub words: BTreeSet<String>,
}

/// No more words of a search than this are looked at.
const MOST_WORDS: usize = 24;
/// A question is found when its score is this share of the best one's.
const SHARE_OF_BEST: f32 = 0.25;
/// The least score of a found question: less is a chance likeness.
const LEAST_SCORE: f32 = 2.0;
/// Words that are as alike as this are marked.
const ALIKE_ENOUGH_TO_MARK: f32 = 0.6;
/// What a weak word counts beside another.
const WEAK: f32 = 0.3;

/// The fields of a question, and what a word in each is worth.
const FIELDS: usize = 4;
const WORTH: [f32; FIELDS] = [4.6, 3.4, 1.2, 0.4];

/// Questions prepared to be searched.
#[derive(Clone, Debug)]
pub struct Search {
    /// Every word that stands in a question or its answer, once.
    known: Vec<Known>,
    /// For each question, the places of its words among the known ones, field by field.
    questions: Vec<[Vec<usize>; FIELDS]>,
    /// The group of each word that has others for the same.
    groups: BTreeMap<String, usize>,
    weak: BTreeSet<String>,
    /// Common words, which are no mistakes for others.
    common: BTreeSet<String>,
}

#[derive(Clone, Debug)]
struct Known {
    word: String,
    length: usize,
    letters: u32,
    group: Option<usize>,
}

/// A word of a search.
struct Asked {
    word: String,
    length: usize,
    letters: u32,
    group: Option<usize>,
    /// Whether it is too common to be a mistake for another.
    is_common: bool,
    /// Whether it may still be typed.
    is_last: bool,
}

impl Search {
    /// Prepares questions.
    #[must_use]
    pub fn new(questions: &[Searched], words: &SearchWords) -> Self {
        let mut groups = BTreeMap::new();
        for (group, same) in words.same.iter().enumerate() {
            for (word, _) in same.iter().flat_map(|word| words_in(word)) {
                groups.insert(word, group);
            }
        }
        let mut weak = BTreeSet::new();
        for word in &words.weak {
            weak.insert(word.clone());
        }
        // One after another: collecting would bring a sort of its own.
        let mut common = BTreeSet::new();
        common.extend(words.danger.common.split(' ').map(str::to_owned));
        let mut search = Self { known: Vec::new(), questions: Vec::new(), groups, weak, common };
        let mut places = BTreeMap::new();
        for question in questions {
            let also = words.also.get(&question.id).map_or("", String::as_str);
            let texts = [question.asks.as_str(), also, &question.lead, &question.rest];
            let fields = texts.map(|text| search.learn(text, &mut places));
            search.questions.push(fields);
        }
        search
    }

    /// The common words among `all` that could be taken for a mistake for a word that is known.
    #[must_use]
    pub fn near<'a>(&self, all: &[&'a str]) -> Vec<&'a str> {
        let mut by_first: BTreeMap<char, Vec<&Known>> = BTreeMap::new();
        for known in &self.known {
            known.word.chars().next().into_iter().for_each(|first| by_first.entry(first).or_default().push(known));
        }
        let is_near = |word: &&&str| {
            let (length, letters, is_common) = (word.chars().count(), letters(word), self.common.contains(**word));
            let asked = Asked { word: (**word).to_owned(), length, letters, group: None, is_common, is_last: false };
            let beside = word.chars().next().and_then(|first| by_first.get(&first)).map_or(&[][..], Vec::as_slice);
            beside.iter().any(|known| is_mistyped(&asked, known)) && beside.iter().all(|known| known.word != asked.word)
        };
        all.iter().filter(is_near).copied().collect()
    }

    /// The places of a text's words among the known ones.
    fn learn(&mut self, text: &str, places: &mut BTreeMap<String, usize>) -> Vec<usize> {
        let mut learnt = Vec::new();
        for (word, _) in words_in(text) {
            let next = self.known.len();
            let place = *places.entry(word.clone()).or_insert(next);
            if place == next {
                let group = self.groups.get(&word).copied();
                self.known.push(Known { length: word.chars().count(), letters: letters(&word), word, group });
            }
            if !learnt.contains(&place) {
                learnt.push(place);
            }
        }
        learnt
    }

    /// The questions that a search finds, the best first. None, where it is empty or nothing is like it.
    #[must_use]
    pub fn find(&self, search: &str) -> Vec<Found> {
        let mut scores = vec![0.0_f32; self.questions.len()];
        let mut is_met = vec![false; self.known.len()];
        let asked = self.asked(search);
        // Words that say little find nothing by themselves.
        if asked.iter().all(|asked| self.weak.contains(&asked.word)) {
            return Vec::new();
        }
        for asked in asked {
            let mut likeness = Vec::with_capacity(self.known.len());
            for (known, is_met) in self.known.iter().zip(&mut is_met) {
                let alike = alike(&asked, known);
                *is_met |= alike >= ALIKE_ENOUGH_TO_MARK && !self.weak.contains(&known.word);
                likeness.push(alike);
            }
            let mut worth = Vec::with_capacity(self.questions.len());
            // In how many questions it stands: a word that few know tells more.
            let mut knowing = 0.0;
            for fields in &self.questions {
                let best = best_field(fields, &likeness);
                knowing += (best / WORTH[0]).min(1.0);
                worth.push(best);
            }
            let weight =
                rarity(self.questions.len(), knowing) * if self.weak.contains(&asked.word) { WEAK } else { 1.0 };
            for (score, worth) in scores.iter_mut().zip(worth) {
                *score += worth * weight;
            }
        }
        let best = scores.iter().copied().fold(0.0, f32::max);
        // A word that stands in an answer finds it, also in a leaflet of few questions, where no word is rare.
        let is_known = is_met.iter().any(|met| *met) && best > 0.0;
        let least = if is_known { LEAST_SCORE.min(best) } else { LEAST_SCORE }.max(best * SHARE_OF_BEST);
        let mut order: Vec<usize> = Vec::new();
        for (question, score) in scores.iter().enumerate().filter(|(_, score)| **score >= least) {
            // Behind those that are as good.
            let place = order.iter().position(|other| scores[*other] < *score).unwrap_or(order.len());
            order.insert(place, question);
        }
        order.into_iter().map(|question| self.found(question, &is_met)).collect()
    }

    fn found(&self, question: usize, is_met: &[bool]) -> Found {
        let mut words = BTreeSet::new();
        for place in self.questions.get(question).into_iter().flatten().flatten() {
            if is_met.get(*place) == Some(&true) {
                words.extend(self.known.get(*place).map(|known| known.word.clone()));
            }
        }
        Found { question, words }
    }

    /// The words of a search; two that make one known word count as that word.
    fn asked(&self, search: &str) -> Vec<Asked> {
        let words: Vec<String> = words_in(search).map(|(word, _)| word).take(MOST_WORDS).collect();
        let is_known =
            |word: &String| self.groups.contains_key(word) || self.known.iter().any(|known| known.word == *word);
        let mut asked = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let joined = words.get(at + 1).map(|next| format!("{word}{next}")).filter(is_known);
            at += if joined.is_some() { 2 } else { 1 };
            let word = joined.unwrap_or_else(|| word.clone());
            let is_last = at >= words.len() && search.ends_with(is_part_of_word);
            let (length, group) = (word.chars().count(), self.groups.get(&word).copied());
            let is_common = self.common.contains(&word);
            asked.push(Asked { length, letters: letters(&word), group, is_common, word, is_last });
        }
        asked
    }
}

/// The worth of the field that knows a word best, by how alike the words are.
fn best_field(fields: &[Vec<usize>; FIELDS], likeness: &[f32]) -> f32 {
    let mut best = 0.0_f32;
    for (field, worth) in fields.iter().zip(WORTH) {
        for place in field {
            best = best.max(likeness.get(*place).copied().unwrap_or_default() * worth);
        }
    }
    best
}

/// How alike two words are: 1 for the same, 0 for unlike ones.
fn alike(asked: &Asked, known: &Known) -> f32 {
    let (word, other) = (asked.word.as_str(), known.word.as_str());
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    if word == other {
        1.0
    } else if is_number(word) || is_number(other) {
        0.0
    } else if is_form_of(word, other) {
        0.9
    } else if asked.group.is_some() && asked.group == known.group {
        0.8
    } else if asked.is_last && word.len() >= 3 && other.starts_with(word) {
        0.7
    } else if is_mistyped(asked, known) {
        0.65
    } else {
        0.0
    }
}

fn rarity(questions: usize, knowing: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "there are some dozens of questions")]
    let questions = questions as f32;
    (1.0 + questions / knowing.max(1.0)).ln()
}

/// The words of a text in small letters, without apostrophes, and where each stands. Numbers keep their decimals, and
/// "d&c" is one word.
pub fn words_in(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let is_part = |c: char| is_part_of_word(c) || matches!(c, '\'' | '\u{2019}' | '&');
    let mut begun = None;
    let mut found = Vec::new();
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let in_number = c == '.'
            && text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
            && text.get(at + 1..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        match begun {
            None if is_part(c) => begun = Some(at),
            Some(from) if !is_part(c) && !in_number => {
                found.push(from..at);
                begun = None;
            }
            _ => {}
        }
    }
    found.into_iter().filter_map(move |place| {
        let letters = text.get(place.clone())?.chars().filter(|c| !matches!(c, '\'' | '\u{2019}'));
        let word: String = letters.map(small).collect();
        word.chars().any(is_part_of_word).then_some((word, place))
    })
}

/// Endings that make another form of the same word.
const ENDINGS: [&str; 10] = ["s", "es", "ed", "d", "ing", "er", "y", "ly", "ies", "ness"];

/// Whether two words are forms of one: they share their beginning and differ in a usual ending.
fn is_form_of(one: &str, other: &str) -> bool {
    let shared: usize = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let (rest, other_rest) = (&one[shared..], &other[shared..]);
    let is_ending = |rest: &str| rest.is_empty() || rest == "e" || ENDINGS.contains(&rest);
    if shared >= 3 && is_ending(rest) && is_ending(other_rest) {
        return true;
    }
    // "miscarry" and "miscarriage".
    shared >= 6 && rest.len() <= 5 && other_rest.len() <= 5
}

/// Whether one word is the other with a typing mistake: one in a word of five letters or more, two from nine on. The first letter
/// is right, and a common word is no mistake.
fn is_mistyped(asked: &Asked, known: &Known) -> bool {
    let most = match asked.length.min(known.length) {
        0..=4 => return false,
        5..=8 => 1,
        _ => 2,
    };
    if asked.is_common || asked.word.chars().next() != known.word.chars().next() {
        return false;
    }
    // Each mistake takes at most one letter away and brings another: most pairs are told apart without counting.
    let differ = (asked.letters ^ known.letters).count_ones() as usize;
    differ <= 2 * most
        && asked.length.abs_diff(known.length) <= most
        && strsim::osa_distance(&asked.word, &known.word) <= most
}
