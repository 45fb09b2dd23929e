//! The form for one wave: when it began and how long it was.

use leptos::prelude::*;

use super::{
    messages,
    wave_state::{WaveForm, WaveState},
    wave_words,
};
use crate::{
    browser::{clock, document},
    journal::Instant,
    ui::parts::{Look, actions, button, changing, list, live, nothing, paragraph},
};

/// The form, while it is open.
pub(super) fn wave_form(waves: WaveState) -> AnyView {
    changing(move || waves.form.get().map_or_else(nothing, |open| form(waves, open)))
}

fn form(waves: WaveState, open: WaveForm) -> AnyView {
    let is_correction = open.corrects.is_some();
    let length = open.corrects.as_ref().and_then(|(_, wave)| wave.duration());
    let (minutes, seconds) = (length.map(|length| length / 60), length.map(|length| length % 60));
    let latest = clock::instant().map(Instant::local);
    let start = open.start.local();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let start = start_of(&open, &document::typed("wave-start"));
        waves.save_form(start, &document::typed("wave-minutes"), &document::typed("wave-seconds"));
    };
    let problems = live("problem", "wave-problems", "alert", move || {
        let problems: Vec<AnyView> =
            waves.problems.get().into_iter().map(|problem| wave_words::problem(problem).into_any()).collect();
        if problems.is_empty() { nothing() } else { list("plain", problems) }
    });
    let submit = changing(move || {
        let words = if waves.panel.saving.get() { messages::SAVING } else { "Save" };
        view! { <button class="button" type="submit">{words}</button> }.into_any()
    });
    let buttons = actions(vec![submit, button(Look::Quiet, "Leave it", "", move || waves.close_form())]);
    view! {
        <form class="wave-form" novalidate autocomplete="off" aria-labelledby="wave-form-heading" on:submit=save>
            <h3 id="wave-form-heading" tabindex="-1">
                {if is_correction { "Correct this pain" } else { "A pain that was not timed" }}
            </h3>
            <div class="field">
                <label for="wave-start">"When it began"</label>
                <input type="datetime-local" step="1" id="wave-start" value=start max=latest autocomplete="off"
                    aria-describedby="wave-problems"/>
            </div>
            <fieldset class="field wave-length">
                <legend>"How long it lasted"</legend>
                {paragraph("hint", wave_words::NO_LENGTH.to_owned())}
                {number("wave-minutes", "Minutes", minutes)}
                {number("wave-seconds", "Seconds", seconds)}
            </fieldset>
            {problems}
            {buttons}
        </form>
    }
    .into_any()
}

fn number(id: &'static str, name: &'static str, value: Option<u32>) -> AnyView {
    let value = value.map(|value| value.to_string());
    view! {
        <div>
            <label for=id>{name}</label>
            <input class="short" type="text" inputmode="numeric" id=id value=value autocomplete="off"
                aria-describedby="wave-problems"/>
        </div>
    }
    .into_any()
}

/// The start that was typed. A wave that was written by another clock, on a journey, stays on that clock; so does one in the
/// hour that comes twice when the clocks go back.
fn start_of(open: &WaveForm, typed: &str) -> Option<Instant> {
    let written = open.corrects.as_ref().map(|(_, wave)| wave.start());
    match written.filter(|written| clock::local_instant(&written.local()) != Some(*written)) {
        Some(written) => Instant::from_local(typed.get(..19).unwrap_or(typed), written.minute().offset_minutes()).ok(),
        None => clock::local_instant(typed),
    }
}
