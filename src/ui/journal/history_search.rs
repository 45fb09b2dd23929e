//! The search above the history: by words, by symptom, by day.

use leptos::prelude::*;

use super::{JournalState, messages};
use crate::{
    article::{CalendarDate, Id},
    browser::document,
    journal::{HistoryFilter, Journal, Presence},
    ui::parts::{Look, actions, button, changing, live, nothing, paragraph},
};

/// The fields for the first day and the last: the calendar fills them in.
pub(super) const FROM: &str = "find-from";
pub(super) const TO: &str = "find-to";

/// The fold, and below it what the history shows for it: `search` is none while it shows all, and `found` is how many entries
/// that are.
pub(super) fn history_search(
    state: JournalState,
    filter: RwSignal<HistoryFilter>,
    search: RwSignal<usize>,
    found: RwSignal<usize>,
) -> AnyView {
    // Whether a symptom is chosen: then it is asked how it was recorded.
    let is_chosen = RwSignal::new(false);
    let show_all = move || {
        is_chosen.set(false);
        filter.set(HistoryFilter::default());
        document::set_typed(FROM, "");
        document::set_typed(TO, "");
        document::focus_soon("find-entries");
    };
    let told = live("found", "found-entries", "status", move || {
        if search.get() == 0 {
            return nothing();
        }
        let all = state.journal.with(Journal::len);
        paragraph("", messages::found(found.get(), all))
    });
    let again = changing(move || {
        if search.get() == 0 {
            return nothing();
        }
        actions(vec![button(Look::Quiet, "Show all entries", "", show_all)])
    });
    view! {
        <details class="fold find on-screen">
            <summary id="find-entries"><h3>"Find entries"</h3></summary>
            <div class="find-fields" role="search">
                {words_field(filter)}
                {symptom_field(state, filter, is_chosen)}
                {day_field(filter, FROM, "From", |filter| &mut filter.from)}
                {day_field(filter, TO, "To", |filter| &mut filter.to)}
            </div>
            {live("problem", "find-problem", "alert", move || {
                let crossed = filter.with(HistoryFilter::days_are_crossed);
                if crossed { messages::DAYS_ARE_CROSSED } else { "" }.into_any()
            })}
        </details>
        {told}
        {again}
    }
    .into_any()
}

fn words_field(filter: RwSignal<HistoryFilter>) -> AnyView {
    let change = move |event: leptos::ev::Event| {
        let words = event_target_value(&event);
        // What was typed is on the screen before it is looked for.
        document::after_paint(move || filter.update(|filter| filter.words = words));
    };
    view! {
        <div class="field">
            <label for="find-words">"Words"</label>
            <input type="search" id="find-words" autocomplete="off" spellcheck="false" translate="no" data-gramm="false"
                dir="auto" prop:value=move || filter.with(|filter| filter.words.clone()) on:input=change/>
        </div>
    }
    .into_any()
}

/// The symptom, and, where one is chosen, how it was recorded.
fn symptom_field(state: JournalState, filter: RwSignal<HistoryFilter>, is_chosen: RwSignal<bool>) -> AnyView {
    let choose = move |event: leptos::ev::Event| {
        let chosen = Id::new(&event_target_value(&event)).ok();
        is_chosen.set(chosen.is_some());
        filter.update(|filter| (filter.symptom, filter.presence) = (chosen, Presence::default()));
    };
    let presences = changing(move || if is_chosen.get() { presences(filter) } else { nothing() });
    // Own symptoms come and go with what is kept.
    let options = changing(move || {
        state.kept.track();
        let chosen = filter.with_untracked(|filter| filter.symptom.clone());
        let options: Vec<AnyView> = state.words.with_value(|words| {
            let symptoms = words.vocabulary.whole_symptoms();
            symptoms.map(|symptom| option(&symptom.id, &symptom.name, chosen.as_ref() == Some(&symptom.id))).collect()
        });
        options.into_any()
    });
    view! {
        <div class="field">
            <label for="find-symptom">"Symptom"</label>
            <select id="find-symptom" autocomplete="off" on:change=choose
                prop:value=move || filter.with(|filter| filter.symptom.as_ref().map(Id::to_string).unwrap_or_default())>
                <option value="">"Any"</option>
                {options}
            </select>
        </div>
        {presences}
    }
    .into_any()
}

fn option(id: &Id, name: &str, is_chosen: bool) -> AnyView {
    let name = name.to_owned();
    view! { <option value=id.to_string() selected=is_chosen>{name}</option> }.into_any()
}

fn presences(filter: RwSignal<HistoryFilter>) -> AnyView {
    let chip = |presence: Presence| {
        let words = match presence {
            Presence::Recorded => "There or not",
            Presence::There => "There",
            Presence::Absent => "Not there",
        };
        view! {
            <label>
                <input type="radio" name="find-presence" autocomplete="off"
                    prop:checked=move || filter.with(|filter| filter.presence == presence)
                    on:change=move |_| filter.update(|filter| filter.presence = presence)/>
                <span>{words}</span>
            </label>
        }
        .into_any()
    };
    let chips: Vec<AnyView> = Presence::ALL.into_iter().map(chip).collect();
    view! { <fieldset class="symptom"><legend>"Recorded as"</legend><div class="chips">{chips}</div></fieldset> }
        .into_any()
}

fn day_field(
    filter: RwSignal<HistoryFilter>,
    id: &'static str,
    words: &'static str,
    of: fn(&mut HistoryFilter) -> &mut Option<CalendarDate>,
) -> AnyView {
    // A day that is not typed whole yet is none: nothing is left out for it.
    let change = move |event: leptos::ev::Event| {
        let day = CalendarDate::read(&event_target_value(&event));
        filter.update(|filter| *of(filter) = day);
    };
    view! {
        <div class="field">
            <label for=id>{words}</label>
            <input type="date" id=id autocomplete="off" aria-describedby="find-problem" on:input=change/>
        </div>
    }
    .into_any()
}
