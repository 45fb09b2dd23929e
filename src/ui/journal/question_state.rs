//! What the person's own questions share, and what can be done with them.

use std::ops::Deref;

use leptos::prelude::*;

use super::{
    JournalState,
    kept_panel::{KeptPanel, PanelPlaces},
    messages, question_words as words,
};
use crate::{
    browser::document,
    journal::{KeptRecord, KeptThing, Question, UnfitText},
    leaflet::SectionName,
    storage::question_draft::{self, QuestionDraft},
};

/// A question that is being changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rewording {
    /// The record as it was when the person began.
    pub(super) record: KeptRecord,
    pub(super) question: Question,
}

/// Everything that the parts for questions share. It is a handle, and there until the page is left.
#[derive(Clone, Copy)]
pub struct QuestionState(&'static Shared);

impl Deref for QuestionState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        self.0
    }
}

/// What a [`QuestionState`] leads to.
pub struct Shared {
    pub(super) journal: JournalState,
    pub(super) panel: &'static KeptPanel,
    /// What is typed as a new question.
    pub(super) text: RwSignal<String>,
    /// The section of the article that the new question is about.
    pub(super) about: RwSignal<Option<SectionName>>,
    pub(super) problem: RwSignal<Option<UnfitText>>,
    pub(super) rewording: RwSignal<Option<Rewording>>,
    /// What is typed in place of the question that is being changed.
    pub(super) reworded: RwSignal<String>,
    pub(super) reworded_problem: RwSignal<Option<UnfitText>>,
}

impl QuestionState {
    /// The questions of a journal, with the new one that this tab was writing before a reload.
    #[must_use]
    pub fn new(journal: JournalState) -> Self {
        let QuestionDraft { text, about } = question_draft::load();
        let about = about.and_then(|id| journal.words.with_value(|words| words.section(&id).cloned()));
        let places = PanelPlaces { said: "question-said", failure: "question-failure", undo: "question-undo" };
        Self(Box::leak(Box::new(Shared {
            journal,
            panel: KeptPanel::new(journal, places),
            text: RwSignal::new(text),
            about: RwSignal::new(about),
            problem: RwSignal::new(None),
            rewording: RwSignal::new(None),
            reworded: RwSignal::new(String::new()),
            reworded_problem: RwSignal::new(None),
        })))
    }

    /// Opens the fold for a question about the section that has led here. The address then says no more of it.
    pub fn go_to_asked(self) {
        let Some(place) = document::anchor() else { return };
        let section = self.journal.words.with_value(|words| words.section_asked_at(&place).cloned());
        let Some(section) = section else { return };
        document::forget_anchor();
        self.set_about(Some(section));
        document::focus_soon("question-text");
    }

    /// Whether a question was begun and is not added yet.
    pub(super) fn is_begun(self) -> bool {
        self.about.with_untracked(Option::is_some) || self.text.with_untracked(|text| !text.is_empty())
    }

    pub(super) fn type_text(self, text: String) {
        self.text.set(text);
        self.keep_draft();
    }

    pub(super) fn set_about(self, about: Option<SectionName>) {
        self.about.set(about);
        self.problem.set(None);
        self.keep_draft();
    }

    fn keep_draft(self) {
        let about = self.about.with_untracked(|about| about.as_ref().map(|section| section.id.clone()));
        question_draft::keep(&QuestionDraft { text: self.text.get_untracked(), about });
    }

    /// Keeps what is typed as a new question.
    pub(super) fn add(self) {
        let text = self.text.get_untracked();
        let about = self.about.get_untracked();
        let question = match &about {
            Some(section) => Question::about(&text, &section.id, &section.heading),
            None => Question::new(&text, None),
        };
        self.problem.set(question.as_ref().err().copied());
        match question {
            Err(_) => document::focus_soon("question-text"),
            Ok(question) => {
                self.panel.keep(None, KeptThing::Question(question), words::ADDED.to_owned(), move |record| {
                    // What was typed meanwhile stays.
                    if self.text.with_untracked(|now| *now == text) && self.about.with_untracked(|now| *now == about) {
                        self.text.set(String::new());
                        self.set_about(None);
                    }
                    document::focus_soon(&place_of(record));
                });
            }
        }
    }

    /// Marks a question as answered, or as open again.
    pub(super) fn mark(self, record: KeptRecord, question: Question, answered: bool) {
        let said = if answered { words::ANSWERED } else { words::OPEN_AGAIN };
        let what = KeptThing::Question(question.answered(answered));
        self.panel.keep(Some(record), what, said.to_owned(), |record| document::focus_soon(&place_of(record)));
    }

    /// Opens the field in which a question is changed.
    pub(super) fn reword(self, record: KeptRecord, question: Question) {
        self.panel.quiet();
        self.reworded.set(question.text().to_owned());
        self.reworded_problem.set(None);
        self.rewording.set(Some(Rewording { record, question }));
        document::focus_soon("question-reworded");
    }

    pub(super) fn leave_as_it_was(self) {
        if let Some(Rewording { record, .. }) = self.rewording.get_untracked() {
            self.rewording.set(None);
            document::focus_soon(&place_of(&record));
        }
    }

    /// Keeps the other words. Where another tab has changed the question, that is told and shown, and the words stay in the
    /// field: saved once more, they take the place of what is shown.
    pub(super) fn save_reworded(self) {
        let Some(Rewording { record, question }) = self.rewording.get_untracked() else { return };
        let was_told = self.panel.failed.with_untracked(|why| !why.is_empty());
        let now = self.journal.kept.with_untracked(|kept| kept.iter().find(|it| it.is_a_version_of(&record)).cloned());
        let record = now.filter(|_| was_told).unwrap_or(record);
        let reworded = question.reworded(&self.reworded.get_untracked());
        self.reworded_problem.set(reworded.as_ref().err().copied());
        match reworded {
            Err(_) => document::focus_soon("question-reworded"),
            Ok(question) => {
                let said = messages::KEPT.to_owned();
                self.panel.keep(Some(record), KeptThing::Question(question), said, move |record| {
                    self.rewording.set(None);
                    document::focus_soon(&place_of(record));
                });
            }
        }
    }

    pub(super) fn undo_remove(self) {
        self.panel.undo_remove(|record| document::focus_soon(&place_of(record)));
    }
}

/// The place of a question in the list.
pub(super) fn place_of(record: &KeptRecord) -> String {
    format!("question-{}", record.id())
}
