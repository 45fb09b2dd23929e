//! One symptom in the form: how it is recorded by its measure, and what is asked more where it was there.

use std::rc::Rc;

use leptos::prelude::*;

use super::{JournalState, messages, reading_words, warning_cards};
use crate::{
    article::{Id, PageName},
    browser::document,
    journal::{
        BleedingLevel, DraftProblem, Measure, PainScore, Reading, Symptom, TemperatureUnit, read_typed, written,
    },
    ui::parts::{Look, button, changing, nothing, said, wrong},
};

/// The choices for a symptom, or the field for it; below that the cards that its reading calls for, and its details.
pub(super) fn symptom_field(state: JournalState, symptom: &Symptom) -> AnyView {
    let (about, details) = match symptom.detail_of {
        None => (about(state, symptom), details(state, symptom)),
        Some(_) => (nothing(), nothing()),
    };
    // What the ends of a scale mean is in its name: Orca says what describes a group to nobody.
    let is_scale = symptom.measure == Measure::Pain;
    let ends = is_scale.then(|| view! { <span class="visually-hidden">{format!(" ({ENDS})")}</span> }.into_any());
    let hint = is_scale.then(|| view! { <p class="hint" aria-hidden="true">{ENDS}</p> }.into_any());
    view! {
        <fieldset class="symptom" id=format!("entry-{}", symptom.id) tabindex="-1">
            <legend>{symptom.name.clone()}{ends}</legend>
            {about}
            {hint}
            {control(state, symptom)}
            {cards(state, symptom)}
            {details}
        </fieldset>
    }
    .into_any()
}

/// What the ends of the pain scale mean.
const ENDS: &str = "0 is none, 10 is the worst you can imagine";

/// The cards that the draft calls for because of this symptom, as soon as it does.
fn cards(state: JournalState, symptom: &Symptom) -> AnyView {
    let id = format!("warning-{}", symptom.id);
    let place = id.clone();
    let cards = state.cards_of(&symptom.id);
    let shown = said(id.clone(), true, move || {
        let cards = cards.get();
        if cards.is_empty() {
            return nothing();
        }
        document::show_soon(&place);
        warning_cards::in_draft(state, &cards)
    });
    view! { <div class="warning-signs" id=id>{shown}</div> }.into_any()
}

/// The way to what the article says of it.
fn about(state: JournalState, symptom: &Symptom) -> AnyView {
    let Some(passage) = &symptom.passage else { return nothing() };
    let address = state.root.with_value(|root| root.to_place(PageName::Journal, PageName::Article, passage));
    let name = format!("About this: {}", symptom.name);
    view! { <a class="about" href=address aria-label=name>"About this"</a> }.into_any()
}

/// What is asked more: only while the symptom was there.
fn details(state: JournalState, symptom: &Symptom) -> AnyView {
    let asked: Vec<Symptom> = state.words.with_value(|words| words.vocabulary.details(&symptom.id).cloned().collect());
    if asked.is_empty() {
        return nothing();
    }
    let id = symptom.id.clone();
    let is_there = Memo::new(move |_| recorded(state, &id).is_some_and(|reading| !reading.is_absent()));
    changing(move || {
        if !is_there.get() {
            return nothing();
        }
        let fields: Vec<AnyView> = asked.iter().map(|detail| symptom_field(state, detail)).collect();
        view! { <div class="details">{fields}</div> }.into_any()
    })
}

fn control(state: JournalState, symptom: &Symptom) -> AnyView {
    match symptom.measure {
        Measure::Pain => {
            let scores = PainScore::all()
                .map(|score| choice(state, symptom, Some(Reading::Pain(score)), &score.get().to_string()));
            let scores: Vec<AnyView> = scores.collect();
            view! {
                <div class="scale">{scores}</div>
                <p class="ends" aria-hidden="true"><span>"None"</span><span>"Worst"</span></p>
                {clear(state, symptom)}
            }
            .into_any()
        }
        Measure::Bleeding => {
            let levels = BleedingLevel::ALL;
            chips(
                state,
                symptom,
                levels.map(|level| (Reading::Bleeding(level), reading_words::level(level).to_owned())),
            )
        }
        Measure::YesNo => {
            chips(state, symptom, [(Reading::Felt(false), "No".to_owned()), (Reading::Felt(true), "Yes".to_owned())])
        }
        Measure::Choice => {
            let offered =
                symptom.choices.iter().map(|choice| (Reading::Choice(choice.id.clone()), choice.name.clone()));
            chips(state, symptom, absent(state, symptom).into_iter().chain(offered))
        }
        Measure::Temperature | Measure::Words | Measure::Count => {
            let absent = absent(state, symptom).map(|absent| chips(state, symptom, [absent]));
            vec![absent.into_any(), typed_field(state, symptom)].into_any()
        }
    }
}

/// What to press where the symptom was not there, if that is offered.
fn absent(state: JournalState, symptom: &Symptom) -> Option<(Reading, String)> {
    let held = untrack(|| recorded(state, &symptom.id));
    symptom.absent_choice(held.as_ref()).map(|words| (Reading::Absent, words.to_owned()))
}

fn chips(state: JournalState, symptom: &Symptom, offered: impl IntoIterator<Item = (Reading, String)>) -> AnyView {
    let mut choices = vec![choice(state, symptom, None, "Not recorded")];
    choices.extend(offered.into_iter().map(|(reading, words)| choice(state, symptom, Some(reading), &words)));
    view! { <div class="chips">{choices}</div> }.into_any()
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
            state.change(|draft| draft.record(&id, None));
            // The button goes: the scale that it belongs to takes the focus.
            document::focus_soon(&format!("entry-{id}"));
        })
    })
}

fn choice(state: JournalState, symptom: &Symptom, reading: Option<Reading>, words: &str) -> AnyView {
    let group = symptom.id.to_string();
    let (id, words) = (symptom.id.clone(), words.to_owned());
    let chosen = {
        let (id, reading) = (id.clone(), reading.clone());
        // What is typed and not yet a reading is not "not recorded".
        move || recorded(state, &id) == reading && (reading.is_some() || typed(state, &id).is_none())
    };
    let choose = move |_| {
        state.change(|draft| draft.record(&id, reading.clone()));
    };
    view! {
        <label>
            <input type="radio" name=group prop:checked=chosen on:change=choose autocomplete="off"/>
            <span>{words}</span>
        </label>
    }
    .into_any()
}

/// A field that is typed into. What is typed is kept as it is; where it is a reading, it is recorded.
fn typed_field(state: JournalState, symptom: &Symptom) -> AnyView {
    let unit = RwSignal::new(state.unit_of_temperature(&symptom.id));
    let shown = {
        let id = symptom.id.clone();
        move || {
            let typed = typed(state, &id);
            typed.or_else(|| recorded(state, &id).map(|reading| written(&reading))).unwrap_or_default()
        }
    };
    let take: Rc<dyn Fn(String)> = {
        let symptom = symptom.clone();
        Rc::new(move |text| {
            let reading = read_typed(&symptom, &text, unit.get_untracked());
            state.change(|draft| draft.type_in(&symptom.id, text, reading));
        })
    };
    let units = if symptom.measure == Measure::Temperature {
        let (take, shown) = (take.clone(), shown.clone());
        let read_again: Rc<dyn Fn()> = Rc::new(move || take(untrack(&shown)));
        units(&symptom.id, unit, &read_again)
    } else {
        nothing()
    };
    let mode = match symptom.measure {
        Measure::Count => "numeric",
        Measure::Temperature => "decimal",
        _ => "text",
    };
    let class = if mode == "text" { "" } else { "short" };
    let (name, field_id) = (symptom.name.clone(), format!("entry-{}-typed", symptom.id));
    let problem_id = format!("{}-problem", symptom.id);
    let problem = problem(state, symptom, problem_id.clone());
    let own = DraftProblem::NotAReading(symptom.id.clone());
    let invalid = wrong(move || state.has_problem(|problem| *problem == own));
    view! {
        <div class="field typed">
            <input type="text" class=class inputmode=mode id=field_id prop:value=shown dir="auto" autocomplete="off"
                spellcheck="false" translate="no" data-gramm="false" aria-label=name aria-describedby=problem_id.clone()
                aria-invalid=invalid on:input=move |event| take(event_target_value(&event))/>
            {units}
        </div>
        <div class="problem" id=problem_id>{problem}</div>
    }
    .into_any()
}

/// Celsius or Fahrenheit. What has been typed is read again in the other.
fn units(id: &Id, unit: RwSignal<TemperatureUnit>, read_again: &Rc<dyn Fn()>) -> AnyView {
    let units: Vec<AnyView> = TemperatureUnit::ALL
        .into_iter()
        .map(|of| {
            let read_again = read_again.clone();
            let choose = move |_| {
                unit.set(of);
                read_again();
            };
            view! {
                <label>
                    <input type="radio" name=format!("{id}-unit") prop:checked=move || unit.get() == of on:change=choose
                        autocomplete="off"/>
                    <span>{format!("°{}", of.letter())}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! { <div class="chips" role="group" aria-label="Unit">{units}</div> }.into_any()
}

/// The message beside the field, where what was typed could not be saved.
fn problem(state: JournalState, symptom: &Symptom, id: String) -> AnyView {
    let symptom = symptom.clone();
    said(id, true, move || {
        let is_own = |problem: &DraftProblem| *problem == DraftProblem::NotAReading(symptom.id.clone());
        if state.has_problem(is_own) { messages::not_a_reading(&symptom).into_any() } else { nothing() }
    })
}

fn recorded(state: JournalState, symptom: &Id) -> Option<Reading> {
    state.draft.with(|kept| kept.as_ref().and_then(|kept| kept.draft.readings.get(symptom).cloned()))
}

fn typed(state: JournalState, symptom: &Id) -> Option<String> {
    state.draft.with(|kept| kept.as_ref().and_then(|kept| kept.draft.typed(symptom).map(str::to_owned)))
}
