//! The form for one wave: when it began and how long it was.

use leptos::prelude::*;

use super::{
    messages,
    wave_state::{WaveForm, WaveState},
    wave_words,
};
use crate::{
    browser::{clock, document},
    journal::{Instant, WaveProblem},
    ui::parts::{Look, actions, anew, button, changing, list, live, nothing, paragraph, submit_button, wrong},
};

/// The form, while it is open.
pub(super) fn wave_form(waves: WaveState) -> AnyView {
    let turns = StoredValue::new(0);
    changing(move || {
        turns.update_value(|turn| *turn += 1);
        waves.form.get().map_or_else(nothing, |open| anew(turns.get_value(), form(waves, &open)))
    })
}

fn form(waves: WaveState, open: &WaveForm) -> AnyView {
    let is_correction = open.corrects.is_some();
    let length = open.corrects.as_ref().and_then(|(_, wave)| wave.duration());
    let (minutes, seconds) = (length.map(|length| length / 60), length.map(|length| length % 60));
    let latest = clock::instant().map(Instant::local);
    let opened = open.start;
    let start = opened.local();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let start = clock::retyped_instant(&document::typed("wave-start"), opened);
        waves.save_form(start, &document::typed("wave-minutes"), &document::typed("wave-seconds"));
    };
    let problems = live("problem", "wave-problems", "alert", move || {
        let problems: Vec<AnyView> =
            waves.problems.get().into_iter().map(|problem| wave_words::problem(problem).into_any()).collect();
        if problems.is_empty() { nothing() } else { list("plain", problems) }
    });
    let submit = submit_button("Save", messages::SAVING, move || waves.panel.saving.get());
    let buttons = actions(vec![submit, button(Look::Quiet, "Cancel", "", move || waves.close_form())]);
    view! {
        <form class="wave-form" novalidate autocomplete="off" aria-labelledby="wave-form-heading" on:submit=save>
            <h3 id="wave-form-heading" tabindex="-1">
                {if is_correction { "Correct this pain" } else { "A pain that was not timed" }}
            </h3>
            <div class="field">
                <label for="wave-start">"When it started"</label>
                <input type="datetime-local" step="1" id="wave-start" value=start max=latest autocomplete="off"
                    aria-describedby="wave-problems" aria-invalid=wrong(move || has_problem(waves, WaveProblem::is_of_start))/>
            </div>
            <fieldset class="field wave-length">
                <legend>"How long it lasted"</legend>
                {paragraph("hint", wave_words::NO_LENGTH.to_owned())}
                {number(waves, "wave-minutes", "Minutes", minutes)}
                {number(waves, "wave-seconds", "Seconds", seconds)}
            </fieldset>
            {problems}
            {buttons}
        </form>
    }
    .into_any()
}

fn has_problem(waves: WaveState, is_such: impl Fn(&WaveProblem) -> bool) -> bool {
    waves.problems.with(|problems| problems.iter().any(is_such))
}

fn number(waves: WaveState, id: &'static str, name: &'static str, value: Option<u32>) -> AnyView {
    let value = value.map(|value| value.to_string());
    let invalid = wrong(move || has_problem(waves, |problem| !problem.is_of_start()));
    view! {
        <div>
            <label for=id>{name}</label>
            <input class="short" type="text" inputmode="numeric" id=id value=value autocomplete="off"
                aria-describedby="wave-problems" aria-invalid=invalid/>
        </div>
    }
    .into_any()
}
