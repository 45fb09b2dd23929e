//! The questions: each is answered with the article's own passages, so that no answer is written twice.

use crate::article::{Article, Passage, Question};

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
