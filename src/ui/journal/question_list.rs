//! The person's questions: the open ones first. Each can be marked as answered, changed or deleted.

use leptos::prelude::*;

use super::{
    question_panel::{link_to, text_field},
    question_state::{QuestionState, place_of},
    question_words as words,
};
use crate::{
    journal::{KeptRecord, Question, questions as all_questions},
    ui::parts::{Look, actions, button, changing, list, nothing, paragraph},
};

/// The list; of the question that is being changed, the field stands in its place.
pub(super) fn question_list(questions: QuestionState) -> AnyView {
    changing(move || {
        let rewording = questions.rewording.get();
        let is_changed = |record: &KeptRecord| rewording.as_ref().is_some_and(|it| it.record.id() == record.id());
        let mut rows: Vec<AnyView> = Vec::new();
        questions.journal.kept.with(|kept| {
            let all = all_questions(kept);
            // One that another tab has deleted meanwhile: what is typed stays.
            if let Some(deleted) = rewording.as_ref().filter(|_| !all.iter().any(|(record, _)| is_changed(record))) {
                rows.push(changed_row(questions, &deleted.record, &deleted.question, None));
            }
            for (record, question) in all {
                rows.push(match rewording.as_ref().filter(|_| is_changed(record)) {
                    Some(begun) => changed_row(questions, record, question, Some(&begun.question)),
                    None => row(questions, record, question),
                });
            }
        });
        list("plain", rows)
    })
}

fn row(questions: QuestionState, record: &KeptRecord, question: &Question) -> AnyView {
    let mut parts = vec![text_of(question)];
    if question.is_answered() {
        parts.push(paragraph("answered", words::IS_ANSWERED.to_owned()));
    }
    parts.push(comes_from(questions, question));
    parts.push(buttons(questions, record, question));
    in_list(record, parts)
}

/// The question that is being changed: what another tab has made of it meanwhile is shown above the field.
fn changed_row(questions: QuestionState, record: &KeptRecord, now: &Question, begun: Option<&Question>) -> AnyView {
    let mut parts = Vec::new();
    if begun.is_some_and(|begun| begun.text() != now.text()) {
        parts.push(text_of(now));
    }
    parts.push(field(questions));
    parts.push(comes_from(questions, now));
    in_list(record, parts)
}

fn in_list(record: &KeptRecord, parts: Vec<AnyView>) -> AnyView {
    view! { <article class="binned" id=place_of(record) tabindex="-1">{parts}</article> }.into_any()
}

fn text_of(question: &Question) -> AnyView {
    let text = question.text().to_owned();
    view! { <p class="asked" dir="auto" translate="no">{text}</p> }.into_any()
}

/// The way to the section that a question is about, where the article still has it.
fn comes_from(questions: QuestionState, question: &Question) -> AnyView {
    let section = questions.journal.words.with_value(|words| words.section(question.place()?).cloned());
    section.map_or_else(nothing, |section| link_to(questions, &section))
}

fn buttons(questions: QuestionState, record: &KeptRecord, question: &Question) -> AnyView {
    let about = words::about(question);
    let is_answered = question.is_answered();
    let (marked, reworded, removed) = (record.clone(), record.clone(), record.clone());
    let (to_mark, to_reword) = (question.clone(), question.clone());
    let mark = if is_answered { "Ask again" } else { "Answered" };
    actions(vec![
        button(Look::SmallQuiet, mark, &about, move || {
            questions.mark(marked.clone(), to_mark.clone(), !is_answered);
        }),
        button(Look::SmallQuiet, "Change", &about, move || {
            questions.reword(reworded.clone(), to_reword.clone());
        }),
        button(Look::SmallQuiet, "Delete", &about, move || questions.panel.remove(removed.clone())),
    ])
}

/// The field in which a question is changed.
fn field(questions: QuestionState) -> AnyView {
    let text = text_field(
        "question-reworded",
        "question-reworded-problem",
        questions.reworded,
        questions.reworded_problem,
        move |text| questions.reworded.set(text),
    );
    view! {
        <div class="field">
            <label for="question-reworded">"Change your question"</label>
            {text}
        </div>
        {actions(vec![
            button(Look::SmallMain, "Save", " the question", move || questions.save_reworded()),
            button(Look::SmallQuiet, "Leave it as it was", "", move || questions.leave_as_it_was()),
        ])}
    }
    .into_any()
}
