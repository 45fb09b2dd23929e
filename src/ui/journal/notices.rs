//! What the person has to know before the journal: that nothing can be stored, that something is unfinished, what could be
//! taken back.

use leptos::prelude::*;

use super::{JournalState, messages, state::Stored};
use crate::{
    storage::{StorageProblem, drafts::KeptDraft},
    ui::parts::{Look, actions, boxed, button, button_with_id, changing, live, nothing, paragraph},
};

/// All notices, the gravest first.
pub(super) fn notices(state: JournalState) -> AnyView {
    vec![
        live("", "journal-failing", "alert", move || match state.stored.get() {
            Stored::Opening => paragraph("notice", "Your journal is being opened.".to_owned()),
            Stored::Open => nothing(),
            Stored::Failing(problem) => failing(&problem),
        }),
        live("", "journal-failure", "alert", move || failure(state)),
        changing(move || unreadable(state)),
        changing(move || undo(state)),
        live("", "left-drafts", "status", move || {
            state.left_drafts.get().into_iter().map(|kept| left_draft(state, kept)).collect::<Vec<_>>().into_any()
        }),
        changing(move || if state.offer_persistence.get() { persistence(state) } else { nothing() }),
    ]
    .into_any()
}

/// What could not be done last.
pub(super) fn failure(state: JournalState) -> AnyView {
    problem(state.failed.get())
}

/// A problem in words; nothing where there is none.
pub(super) fn problem(what: String) -> AnyView {
    if what.is_empty() { nothing() } else { paragraph("notice problem-notice", what) }
}

fn failing(problem: &StorageProblem) -> AnyView {
    view! {
        <div class="notice problem-notice">
            <h2>"The journal cannot be used now"</h2>
            <p>{messages::storage(problem)}</p>
            <p>"You can read everything here, and use the " <a href="#paper-diary">"paper diary"</a> "."</p>
        </div>
    }
    .into_any()
}

fn undo(state: JournalState) -> AnyView {
    let count = state.past.with(|past| past.deleted.len());
    if count == 0 {
        return nothing();
    }
    let words = messages::can_be_brought_back(count);
    let undo = button_with_id(Look::SmallQuiet, Some("undo-delete"), "Undo", "", move || state.undo_delete());
    boxed("notice undo on-screen", "", vec![paragraph("", words), undo])
}

fn left_draft(state: JournalState, kept: KeptDraft) -> AnyView {
    let thrown_away = kept.name.clone();
    boxed(
        "notice on-screen",
        "",
        vec![
            paragraph("", messages::left_draft(&kept.draft)),
            actions(vec![
                button(Look::SmallMain, "Continue with it", "", move || state.resume_left(kept.clone())),
                button(Look::SmallQuiet, "Delete this draft", "", move || state.discard_left(&thrown_away)),
            ]),
        ],
    )
}

fn persistence(state: JournalState) -> AnyView {
    let buttons = actions(vec![
        button(Look::Main, "Ask the browser to keep it", "", move || state.ask_persistence()),
        button(Look::Quiet, "Not now", "", move || state.settle_persistence()),
    ]);
    view! {
        <section class="notice on-screen" aria-labelledby="persistence-name">
            <h2 id="persistence-name">"Keep your journal from being cleared"</h2>
            <p>
                "When a device runs out of space, a browser may clear what a site has stored. You can ask it to keep your \
                 journal until you remove it. It may ask you to agree."
            </p>
            {buttons}
        </section>
    }
    .into_any()
}

fn unreadable(state: JournalState) -> AnyView {
    let count = state.journal.with(|journal| journal.unreadable().len());
    if count == 0 {
        return nothing();
    }
    boxed(
        "notice problem-notice",
        "unreadable",
        vec![
            paragraph("", messages::unreadable(count)),
            actions(vec![button(Look::SmallQuiet, "Save what could not be read", "", move || {
                state.download_unreadable();
            })]),
        ],
    )
}
