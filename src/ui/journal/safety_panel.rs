//! How safe the journal is on this device, and what has to be said of it without being asked.

use leptos::prelude::*;

use super::{
    safety::{Safety, SafetyState},
    safety_words,
    state::Stored,
};
use crate::{
    browser::{clock, document, platform},
    journal::Moment,
    ui::parts::{Look, actions, boxed, button, changing, list, nothing, paragraph},
};

/// That the journal is empty and was not before.
pub(super) fn what_is_gone(state: SafetyState) -> AnyView {
    changing(move || {
        let Some((seen, entries)) = state.safety.with(|safety| safety.emptied) else { return nothing() };
        let day = clock::moment_of(seen).map(Moment::day_in_words).unwrap_or_default();
        let parts = vec![
            view! { <h2>"The journal is empty"</h2> }.into_any(),
            paragraph("", safety_words::emptied(entries, &day)),
            actions(vec![
                button(Look::SmallMain, "Restore a backup", "", || document::go_to("journal-data")),
                button(Look::SmallQuiet, "I deleted it myself", "", move || state.accept_empty()),
            ]),
        ];
        boxed("notice problem-notice on-screen", "journal-emptied", parts)
    })
}

/// That the last backup is old.
pub(super) fn reminder(state: SafetyState) -> AnyView {
    changing(move || {
        let safety = state.safety.get();
        if safety.emptied.is_some() || !safety.is_due {
            return nothing();
        }
        let last = safety.last_backup.and_then(clock::moment_of).map(Moment::day_in_words);
        let parts = vec![
            paragraph("", safety_words::reminder(last.as_deref())),
            actions(vec![
                button(Look::SmallMain, "Export a backup", "", move || state.export()),
                button(Look::SmallQuiet, "Not now", "", move || state.put_reminder_off()),
                button(Look::SmallQuiet, "Do not remind me", "", move || state.remind(false)),
            ]),
        ];
        boxed("notice on-screen", "backup-reminder", parts)
    })
}

/// The fold that says how safe the journal is here.
pub(super) fn safety_panel(state: SafetyState) -> AnyView {
    changing(move || {
        if state.journal.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let facts = changing(move || list("list", facts(state, &state.safety.get())));
        let asks = changing(move || {
            if state.safety.with(|safety| safety.is_kept) != Some(false) {
                return nothing();
            }
            actions(vec![button(Look::Quiet, "Ask the browser to keep it", "", move || {
                state.journal.ask_persistence();
            })])
        });
        let reminds = move || state.safety.with(|safety| safety.reminds);
        view! {
            <details class="fold on-screen" id="safety">
                <summary><h2>"Is my journal safe here?"</h2></summary>
                {facts}
                {asks}
                <label class="check">
                    <input type="checkbox" id="remind-of-backup" prop:checked=reminds autocomplete="off"
                        on:change=move |_| state.remind(!reminds())/>
                    <span>{safety_words::about_reminders()}</span>
                </label>
            </details>
        }
        .into_any()
    })
}

fn facts(state: SafetyState, safety: &Safety) -> Vec<AnyView> {
    let last = safety.last_backup.and_then(clock::moment_of);
    let unreadable = state.journal.journal.with(|journal| journal.unreadable().len());
    let mut facts = vec![
        safety_words::last_backup(last),
        safety_words::kept(safety.is_kept).to_owned(),
        safety_words::space(safety.space),
        safety_words::unreadable(unreadable),
        safety_words::installed(platform::is_installed()).to_owned(),
    ];
    if platform::deletes_after_a_week() && !platform::is_installed() {
        facts.push(safety_words::DELETED_AFTER_A_WEEK.to_owned());
    }
    facts.into_iter().map(IntoAny::into_any).collect()
}
