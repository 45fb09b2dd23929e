//! Symptoms of the person's own: adding them, renaming them, and no longer being asked for them.

use leptos::prelude::*;

use super::{
    JournalState, messages,
    own_symptom_name::{Renaming, field},
    state::{Stored, new_id},
};
use crate::{
    app,
    browser::{clock, document},
    journal::{KeptRecord, KeptThing, OwnMeasure, OwnSymptom},
    ui::parts::{Look, actions, boxed, button, changing, list, live, nothing, paragraph, wrong},
};

/// The panel, folded until it is wanted.
pub(super) fn own_symptom_panel(state: JournalState) -> AnyView {
    changing(move || {
        if state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let renaming = Renaming::new();
        let rows = changing(move || {
            let renamed = renaming.of.get();
            let rows = state.kept.with(|kept| {
                kept.iter().filter_map(|record| row(state, record, renaming, renamed == Some(record.id()))).collect()
            });
            list("plain", rows)
        });
        view! {
            <details class="fold own on-screen">
                <summary id="own-symptoms"><h2>"Your own symptoms"</h2></summary>
                {paragraph("hint", messages::ABOUT_OWN_SYMPTOMS.to_owned())}
                {rows}
                {form(state)}
            </details>
        }
        .into_any()
    })
}

/// A symptom, or the field in which it is renamed.
fn row(state: JournalState, record: &KeptRecord, renaming: Renaming, is_renamed: bool) -> Option<AnyView> {
    let KeptThing::OwnSymptom(own) = record.what() else { return None };
    if is_renamed && !record.is_removed() {
        return Some(boxed("binned", "", vec![field(state, record, own, renaming)]));
    }
    let about = format!(": {}", own.name());
    let name = view! { <p class="when" dir="auto" translate="no">{own.name().to_owned()}</p> }.into_any();
    let measure = paragraph("hint", measure_words(own.measure()).to_owned());
    if record.is_removed() {
        // Under its old id: what was recorded of it before belongs to it.
        let asked_again = record.holding(record.what().clone(), clock::changed());
        let again = button(Look::SmallQuiet, "Ask for it again", &about, move || {
            state.keep(asked_again.clone());
            document::focus_soon("own-symptoms");
        });
        let stopped = paragraph("hint", messages::OWN_SYMPTOM_STOPPED.to_owned());
        return Some(boxed("binned", "", vec![name, stopped, actions(vec![again])]));
    }
    let (id, renamed, removed) = (record.id(), own.name().to_owned(), record.clone());
    let rename = button(Look::SmallQuiet, "Rename", &about, move || renaming.begin(id, &renamed));
    let stop = button(Look::SmallQuiet, "Stop asking", &about, move || {
        state.keep(removed.removed(clock::changed()));
        document::focus_soon("own-symptoms");
    });
    Some(boxed("binned", "", vec![name, measure, actions(vec![rename, stop])]))
}

fn form(state: JournalState) -> AnyView {
    let name = RwSignal::new(String::new());
    let measure = RwSignal::new(OwnMeasure::Pain);
    let problem = RwSignal::new("");
    let choices: Vec<AnyView> = OwnMeasure::ALL
        .into_iter()
        .map(|of| {
            view! {
                <label>
                    <input type="radio" name="own-measure" prop:checked=move || measure.get() == of autocomplete="off"
                        on:change=move |_| measure.set(of)/>
                    <span>{measure_words(of)}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    let add = move || match OwnSymptom::new(&name.get_untracked(), measure.get_untracked()) {
        Err(_) => {
            problem.set(messages::OWN_SYMPTOM_UNFIT);
            document::focus_soon("own-name");
        }
        Ok(own) => {
            problem.set("");
            app::run(async move {
                state.quiet();
                let record = KeptRecord::new(new_id(), clock::changed(), KeptThing::OwnSymptom(own));
                if state.keep_in_place_of(None, record).await {
                    name.set(String::new());
                    state.said.set(messages::OWN_SYMPTOM_ADDED.to_owned());
                    document::focus_soon("own-symptoms");
                }
            });
        }
    };
    view! {
        <div class="field">
            <label for="own-name">"What you call it"</label>
            <input type="text" id="own-name" prop:value=move || name.get() dir="auto" autocomplete="off" spellcheck="false"
                translate="no" data-gramm="false" aria-describedby="own-name-problem" aria-invalid=wrong(move || !problem.get().is_empty())
                on:input=move |event| name.set(event_target_value(&event))/>
            {live("problem", "own-name-problem", "alert", move || problem.get().into_any())}
        </div>
        <fieldset class="symptom"><legend>"How you want to record it"</legend><div class="chips">{choices}</div></fieldset>
        {actions(vec![button(Look::Quiet, "Add it", "", add)])}
    }
    .into_any()
}

fn measure_words(measure: OwnMeasure) -> &'static str {
    match measure {
        OwnMeasure::Pain => "A score, 0 to 10",
        OwnMeasure::YesNo => "Yes or no",
        OwnMeasure::Count => "How many, or how often",
    }
}
