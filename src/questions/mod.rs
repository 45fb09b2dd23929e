//! The questions: each is answered with the article's own passages, so that no answer is written twice.

pub mod search;

use crate::article::{Article, Body, Passage, Question};
use search::Searched;

/// A question with the passages that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredQuestion<'a> {
    /// The question.
    pub question: &'a Question,
    /// The article's passages, in the order of the answer.
    pub answer: Vec<&'a Passage>,
}

/// Derives the questions from the article, in their order.
#[must_use]
pub fn derive(article: &Article) -> Vec<AnsweredQuestion<'_>> {
    article
        .questions
        .iter()
        .map(|question| AnsweredQuestion {
            question,
            answer: question.answer.iter().filter_map(|id| article.passage(id)).collect(),
        })
        .collect()
}

impl AnsweredQuestion<'_> {
    /// The question as it is searched.
    #[must_use]
    pub fn searched(&self) -> Searched {
        let texts = |passages: &[&Passage]| -> String {
            let own = passages.iter().filter(|passage| !matches!(passage.body, Body::Card(_)));
            own.map(|passage| passage.plain_text() + "\n").collect()
        };
        let (lead, rest) = self.answer.split_at(self.answer.len().min(1));
        Searched {
            id: self.question.id.clone(),
            asks: self.question.asks.clone(),
            lead: lead.iter().map(|passage| passage.plain_text()).collect(),
            rest: texts(rest),
        }
    }
}
