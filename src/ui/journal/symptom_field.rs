//! One symptom in the form: a group of choices by its measure.

use leptos::prelude::*;

use super::{JournalState, reading_words};
use crate::{
    article::{Id, PageName},
    browser::document,
    journal::{BleedingLevel, Measure, PainScore, Reading, Symptom},
    ui::parts::{Look, button, changing, nothing},
};

/// The choices for a symptom.
pub(super) fn symptom_field(state: JournalState, symptom: &Symptom) -> AnyView {
    let mut choices = Vec::new();
    let (class, hint, ends, clear) = match symptom.measure {
        Measure::Pain => {
            choices.extend(
                PainScore::all()
                    .map(|score| choice(state, symptom, Some(Reading::Pain(score)), &score.get().to_string())),
            );
            let ends = view! { <p class="ends" aria-hidden="true"><span>"None"</span><span>"Worst"</span></p> };
            ("scale", "0 is none, 10 is the worst you can imagine", ends.into_any(), clear(state, symptom))
        }
        Measure::Bleeding => {
            choices.push(choice(state, symptom, None, "Not recorded"));
            let levels = BleedingLevel::ALL;
            choices.extend(
                levels.map(|level| choice(state, symptom, Some(Reading::Bleeding(level)), reading_words::level(level))),
            );
            ("chips", "", nothing(), nothing())
        }
    };
    let address = state.root.with_value(|root| root.to_place(PageName::Journal, PageName::Article, &symptom.passage));
    let name = symptom.name.clone();
    let hint_id = format!("{}-hint", symptom.id);
    view! {
        <fieldset class="symptom" id=format!("entry-{}", symptom.id) tabindex="-1" aria-describedby=hint_id.clone()>
            <legend>{name.clone()}</legend>
            <a class="about" href=address>"About this"<span class="visually-hidden">{format!(": {name}")}</span></a>
            <p class="hint" id=hint_id.clone()>{hint}</p>
            <div class=class>{choices}</div>
            {ends}
            {clear}
        </fieldset>
    }
    .into_any()
}

/// Takes a reading back: a scale has no cell for "not recorded".
fn clear(state: JournalState, symptom: &Symptom) -> AnyView {
    let id = symptom.id.clone();
    let words = format!("Clear {}", reading_words::within(&symptom.name));
    changing(move || {
        if recorded(state, &id).is_none() {
            return nothing();
        }
        let id = id.clone();
        button(Look::SmallQuiet, &words, "", move || {
            state.change(|draft| draft.readings.set(&id, None));
            // The button goes: the scale that it belongs to takes the focus.
            document::focus_soon(&format!("entry-{id}"));
        })
    })
}

fn choice(state: JournalState, symptom: &Symptom, reading: Option<Reading>, words: &str) -> AnyView {
    let group = symptom.id.to_string();
    let (id, words) = (symptom.id.clone(), words.to_owned());
    let chosen = {
        let id = id.clone();
        move || recorded(state, &id) == reading
    };
    let choose = move |_| {
        state.change(|draft| draft.readings.set(&id, reading));
    };
    view! {
        <label>
            <input type="radio" name=group prop:checked=chosen on:change=choose autocomplete="off"/>
            <span>{words}</span>
        </label>
    }
    .into_any()
}

fn recorded(state: JournalState, symptom: &Id) -> Option<Reading> {
    state.draft.with(|kept| kept.as_ref().and_then(|kept| kept.draft.readings.get(symptom)))
}
