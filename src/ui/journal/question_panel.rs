//! The person's own questions, for her next call or visit: writing them down, and finding them again.

use leptos::prelude::*;

use super::{question_list::question_list, question_state::QuestionState, question_words as words, state::Stored};
use crate::{
    article::PageName,
    browser::document,
    journal::UnfitText,
    leaflet::SectionName,
    ui::{
        parts::{Look, actions, button, changing, live, nothing, paragraph},
        tool_names,
    },
};

/// The panel, folded until it is wanted: it is open where a question was begun before a reload.
pub(super) fn question_panel(questions: QuestionState) -> AnyView {
    document::on_anchor(move || questions.go_to_asked());
    changing(move || {
        if questions.journal.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let parts = vec![
            paragraph("hint", words::ABOUT.to_owned()),
            form(questions),
            questions.panel.told(),
            questions.panel.undo(move || questions.undo_remove()),
            question_list(questions),
        ];
        view! {
            <details class="fold questions on-screen" open=questions.is_begun()>
                <summary id="questions"><h2>{tool_names::QUESTIONS}</h2></summary>
                {parts}
            </details>
        }
        .into_any()
    })
}

fn form(questions: QuestionState) -> AnyView {
    let field = text_field("question-text", "question-problem", questions.text, questions.problem, move |text| {
        questions.type_text(text);
    });
    view! {
        <div class="field">
            <label for="question-text">"Your question"</label>
            <div id="question-about">{changing(move || about(questions))}</div>
            {field}
        </div>
        {actions(vec![button(Look::Quiet, "Add it", " to your questions", move || questions.add())])}
    }
    .into_any()
}

/// The section that the new question is about, with a way to take that off.
fn about(questions: QuestionState) -> AnyView {
    let Some(section) = questions.about.get() else { return nothing() };
    let take_off = move || {
        questions.set_about(None);
        document::focus_soon("question-text");
    };
    vec![
        link_to(questions, &section),
        paragraph("hint", words::HEADING_WILL_DO.to_owned()),
        actions(vec![button(Look::SmallQuiet, "Remove this", &format!(": {}", section.heading), take_off)]),
    ]
    .into_any()
}

/// Where a question comes from.
pub(super) fn link_to(questions: QuestionState, section: &SectionName) -> AnyView {
    let address =
        questions.journal.root.with_value(|root| root.to_place(PageName::Journal, PageName::Article, &section.id));
    let heading = section.heading.clone();
    view! { <p class="asked-about">"About: " <a href=address>{heading}</a></p> }.into_any()
}

/// A field for a question, with what keeps it from being saved beside it.
pub(super) fn text_field(
    id: &'static str,
    problem_id: &'static str,
    text: RwSignal<String>,
    problem: RwSignal<Option<UnfitText>>,
    change: impl Fn(String) + 'static,
) -> AnyView {
    let change: Box<dyn Fn(String)> = Box::new(change);
    let described = format!("question-about {problem_id}");
    view! {
        <textarea id=id rows="3" prop:value=move || text.get() dir="auto" autocomplete="off" spellcheck="false"
            translate="no" data-gramm="false" aria-describedby=described
            aria-invalid=move || problem.with(Option::is_some).then_some("true")
            on:input=move |event| change(event_target_value(&event))></textarea>
        {live("problem", problem_id, "alert", move || {
            problem.get().map_or_else(nothing, |problem| words::problem(problem).into_any())
        })}
    }
    .into_any()
}
