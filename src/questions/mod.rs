//! The questions: each is answered with the article's own passages, so that no answer is written twice.

pub mod danger;
mod letters;
pub mod search;

use crate::article::{Article, Body, Level, Passage, Question};
use search::Searched;

/// A question with the passages that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredQuestion<'a> {
    /// The question.
    pub question: &'a Question,
    /// What answers it: the article's passages but cards, their notes and the emergency numbers, in the order of the answer.
    pub words: Vec<&'a Passage>,
    /// The cards that belong to it: the strictest first, then in the order of the article.
    pub cards: Vec<AnsweredCard<'a>>,
    /// The passages with the emergency numbers, which stand below the strictest card; empty where there is no card.
    pub numbers: Vec<&'a Passage>,
}

/// A care card of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredCard<'a> {
    /// The card.
    pub card: &'a Passage,
    /// What the answer says that it rests on.
    pub notes: Vec<&'a Passage>,
}

/// Derives the questions from the article, in their order.
#[must_use]
pub fn derive(article: &Article) -> Vec<AnsweredQuestion<'_>> {
    article.questions.iter().map(|question| answered(question, article)).collect()
}

/// An answer begins with what answers. Whatever the order in which the article names them, its cards follow.
fn answered<'a>(question: &'a Question, article: &'a Article) -> AnsweredQuestion<'a> {
    let mut words = Vec::new();
    let mut cards: Vec<AnsweredCard<'_>> = Vec::new();
    let mut follows_card = false;
    for passage in question.answer.iter().filter_map(|id| article.passage(id)) {
        match (&passage.body, cards.last_mut()) {
            (Body::Card(_), _) => cards.push(AnsweredCard { card: passage, notes: Vec::new() }),
            (Body::Basis(_), Some(card)) if follows_card => card.notes.push(passage),
            _ => words.push(passage),
        }
        follows_card =
            matches!(passage.body, Body::Card(_)) || (follows_card && matches!(passage.body, Body::Basis(_)));
    }
    let place = |card: &AnsweredCard<'_>| article.passages().position(|passage| passage.id == card.card.id);
    cards.sort_by_key(|card| (card.level(), place(card)));
    let is_number = |passage: &&Passage| article.emergency_numbers.contains(&passage.id);
    let numbers = if cards.is_empty() {
        Vec::new()
    } else {
        words.retain(|passage| !is_number(passage));
        article.emergency_numbers.iter().filter_map(|id| article.passage(id)).collect()
    };
    AnsweredQuestion { question, words, cards, numbers }
}

impl AnsweredCard<'_> {
    /// How soon the card asks to act.
    fn level(&self) -> Option<Level> {
        match &self.card.body {
            Body::Card(card) => Some(card.level),
            _ => None,
        }
    }
}

impl<'a> AnsweredQuestion<'a> {
    /// All that the answer shows, in the order in which it stands there.
    pub fn shown(&self) -> impl Iterator<Item = &'a Passage> {
        let with_notes =
            |card: &AnsweredCard<'a>| [card.card].into_iter().chain(card.notes.clone()).collect::<Vec<_>>();
        let mut cards = self.cards.iter().map(with_notes);
        let strictest = cards.next().unwrap_or_default();
        let others: Vec<&'a Passage> = cards.flatten().collect();
        self.words.clone().into_iter().chain(strictest).chain(self.numbers.clone()).chain(others)
    }

    /// The question as it is searched: many answers share the cards and their numbers, which are left out.
    #[must_use]
    pub fn searched(&self) -> Searched {
        let (lead, rest) = self.words.split_at(self.words.len().min(1));
        Searched {
            id: self.question.id.clone(),
            asks: self.question.asks.clone(),
            lead: lead.iter().map(|passage| passage.plain_text()).collect(),
            rest: rest.iter().map(|passage| passage.plain_text() + "\n").collect(),
        }
    }
}
