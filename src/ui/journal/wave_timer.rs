//! The timer for pains that come and go: one button, for one hand in the dark.

use leptos::prelude::*;

use super::{
    JournalState, messages, state::Stored, warning_cards, wave_form, wave_list, wave_state::WaveState, wave_words,
};
use crate::{
    browser::document,
    journal::Timer,
    ui::{
        parts::{Look, actions, button, changing, live, nothing, paragraph, said},
        tool_names,
    },
};

/// The timer, where the leaflet times waves. It is open while a pain is timed, in the hour after one, and while a card stands in it.
pub(super) fn wave_timer(state: JournalState) -> AnyView {
    if state.words.with_value(|words| words.vocabulary.waves.is_none()) {
        return nothing();
    }
    let waves = WaveState::new(state);
    changing(move || {
        if state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        waves.follow();
        let is_wanted = waves.timer.get_untracked() != Timer::Stopped
            || waves.last_hour.with_untracked(|hour| hour.count > 0)
            || waves.cards.with_untracked(|cards| !cards.is_empty());
        let parts = vec![
            changing(move || {
                state.kept.track();
                state.memory.track();
                waves.follow();
                nothing()
            }),
            paragraph("hint", wave_words::ABOUT.to_owned()),
            one_button(waves),
            elapsed(waves),
            waves.panel.told(),
            live("", "wave-asked", "status", move || asked(waves)),
            waves.panel.undo(move || waves.panel.undo_remove(|_| document::focus_soon("wave-button"))),
            cards(waves),
            changing(move || match wave_words::last_hour(waves.last_hour.get()) {
                words if words.is_empty() => nothing(),
                words => paragraph("last-hour", words),
            }),
            wave_form::wave_form(waves),
            wave_list::wave_list(waves),
        ];
        view! {
            <details class="fold waves on-screen" open=is_wanted>
                <summary id="waves"><h2>{tool_names::WAVES}</h2></summary>
                {parts}
            </details>
        }
        .into_any()
    })
}

/// The button stays the same element, so that it keeps the focus: only its words change.
fn one_button(waves: WaveState) -> AnyView {
    let words = changing(move || {
        let words = match waves.timer.get() {
            _ if waves.panel.saving.get() => messages::SAVING,
            Timer::Running(..) | Timer::LeftRunning(..) => wave_words::END,
            Timer::Stopped => wave_words::BEGIN,
        };
        words.into_any()
    });
    view! { <button class="button wave-button" type="button" id="wave-button" on:click=move |_| waves.press()>{words}</button> }
        .into_any()
}

/// How long the pain has been there: to be seen, and to be asked for; never read out each second.
fn elapsed(waves: WaveState) -> AnyView {
    changing(move || {
        let Timer::Running(_, wave) = waves.timer.get() else { return nothing() };
        let words = changing(move || {
            waves.now.get().map(|now| wave_words::elapsed(wave.start(), now)).unwrap_or_default().into_any()
        });
        view! { <p class="elapsed" role="timer" aria-live="off">{words}</p> }.into_any()
    })
}

/// A pain without an end: is it still there?
fn asked(waves: WaveState) -> AnyView {
    let Timer::LeftRunning(id, wave) = waves.timer.get() else { return nothing() };
    let Some(now) = waves.now.get_untracked() else { return nothing() };
    let about = wave_words::about(wave);
    let answers = actions(vec![
        button(Look::SmallMain, "It has just stopped", &about, move || waves.end(id, true)),
        button(Look::SmallQuiet, "Say when it stopped", &about, move || waves.correct(id)),
        button(Look::SmallQuiet, "Another pain has started", "", move || {
            waves.begin(|_| document::focus_soon("wave-button"));
        }),
        button(Look::SmallQuiet, "Delete", &about, move || waves.remove(id)),
    ]);
    view! { <div class="notice">{paragraph("", wave_words::asked(wave, now))}{answers}</div> }.into_any()
}

/// The cards that pains which come and go call for: shown anew, and said anew, only when they change.
fn cards(waves: WaveState) -> AnyView {
    let shown = said("wave-warnings".to_owned(), true, move || {
        let cards = waves.cards.get();
        if cards.is_empty() { nothing() } else { warning_cards::of_wave(waves.journal, &cards) }
    });
    view! { <div class="warning-signs" id="wave-warnings">{shown}</div> }.into_any()
}
