//! The form for one entry, and the button that opens it.

use leptos::prelude::*;

use super::{
    JournalState, history, messages,
    state::{Stored, Trouble},
    symptom_field::symptom_field,
};
use crate::{
    app,
    article::Id,
    browser::{clock, idle},
    journal::{Draft, DraftProblem, FormOrder, Moment, SymptomGroup},
    ui::parts::{Look, actions, anew, boxed, button, changing, live, nothing, paragraph, submit_button, wrong},
};

/// The button, or the open form. The form is made anew for another draft, and stays while its draft changes.
pub(super) fn entry_form(state: JournalState) -> AnyView {
    changing(move || {
        let turn = state.form.get();
        let draft = state.draft.with_untracked(|kept| kept.as_ref().map(|kept| kept.draft.clone()));
        draft.map_or_else(|| add_button(state), |draft| anew(turn, form(state, &draft)))
    })
}

fn add_button(state: JournalState) -> AnyView {
    let opening = move || state.stored.with(|stored| *stored == Stored::Opening);
    let add = move |_| {
        if !untrack(opening) {
            state.add();
        }
    };
    let button = view! {
        <button class="button" type="button" id="add-entry" aria-disabled=wrong(opening) on:click=add>
            "Add entry"
        </button>
    };
    actions(vec![button.into_any()])
}

fn form(state: JournalState, draft: &Draft) -> AnyView {
    let is_edit = draft.edits.is_some();
    let heading = if is_edit { "Change this entry" } else { "How are you now?" };
    let order = state.order.get_value();
    let (at_once, later) = order.first.split_at(order.first.len().min(FormOrder::FIRST));
    let mut fields = symptoms(state, at_once);
    let (later, groups, draft) = (later.to_vec(), order.groups, draft.clone());
    fields.push(made_later(state, move || {
        let mut fields = symptoms(state, &later);
        fields.push(notes_field(state, &draft));
        fields.push(when_field(state, &draft));
        let is_recorded = |id: &Id| draft.readings.get(id).is_some() || draft.typed(id).is_some();
        fields.extend(groups.iter().map(|group| more(state, group, group.symptoms.iter().any(is_recorded))));
        fields.push(troubles(state));
        fields.push(changing(move || {
            let words = if state.draft_not_kept.get() {
                "This browser cannot keep what you type. Save it before you leave this page."
            } else {
                "What you type is kept on this device until you save it or delete it."
            };
            paragraph("hint", words.to_owned())
        }));
        let discard = if is_edit { "Leave it as it was" } else { "Delete this draft" };
        let save = submit_button("Save entry", messages::SAVING, move || state.saving.get());
        fields.push(actions(vec![save, button(Look::Quiet, discard, "", move || state.discard())]));
        fields
    }));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.save();
    };
    view! {
        <form class="entry-form on-screen" novalidate autocomplete="off" translate="no" aria-labelledby="entry-heading" on:submit=save>
            <h2 id="entry-heading" tabindex="-1">{heading}</h2>
            {fields}
        </form>
    }
    .into_any()
}

/// What stands below the first symptoms is made in a task of its own: the form opens at once, on a slow telephone too.
fn made_later(state: JournalState, make: impl Fn() -> Vec<AnyView> + Send + 'static) -> AnyView {
    let in_steps = state.form_in_steps.get_value();
    let is_made = RwSignal::new(!in_steps);
    if in_steps {
        app::run(async move {
            idle::next_task().await;
            is_made.set(true);
        });
    }
    changing(move || if is_made.get() { make().into_any() } else { nothing() })
}

/// The symptoms, each with the cards that it calls for.
fn symptoms(state: JournalState, asked: &[Id]) -> Vec<AnyView> {
    state.words.with_value(|words| {
        let asked = asked.iter().filter_map(|id| words.vocabulary.symptom(id));
        asked.map(|symptom| symptom_field(state, symptom)).collect()
    })
}

/// What is asked for only when it is wanted: folded, unless something of it has been recorded. Its fields are made when it is
/// opened for the first time: the form opens and closes without them.
fn more(state: JournalState, group: &SymptomGroup, is_open: bool) -> AnyView {
    let is_made = RwSignal::new(is_open);
    let asked = group.symptoms.clone();
    let fields = changing(move || if is_made.get() { symptoms(state, &asked).into_any() } else { nothing() });
    let make = move |_| {
        if !is_made.get_untracked() {
            is_made.set(true);
        }
    };
    let name = group.name.clone();
    view! { <details class="more" open=is_open on:toggle=make><summary>{name}</summary>{fields}</details> }.into_any()
}

fn when_field(state: JournalState, draft: &Draft) -> AnyView {
    let latest = clock::now().map(Moment::local);
    // A new entry is about this place, wherever its draft was begun.
    let begun = || draft.when.filter(|when| clock::is_here(*when));
    let opened = draft.edited().map(|entry| entry.when()).or_else(begun);
    let change = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        state.change(|draft| {
            draft.when = clock::retyped_moment(&typed, opened);
            draft.when_typed = typed;
        });
    };
    let ahead = changing(move || {
        let when = state.draft.with(|kept| kept.as_ref().and_then(|kept| kept.draft.when));
        let words = when.map(|when| format!("Local time, UTC{}", when.offset()));
        paragraph("hint", words.unwrap_or_default())
    });
    let is_own = |problem: &DraftProblem| matches!(problem, DraftProblem::NoSuchTime | DraftProblem::InTheFuture);
    let problem = problem(state, "entry-when-problem", is_own);
    let typed = draft.when_typed.clone();
    view! {
        <div class="field">
            <label for="entry-when">"When"</label>
            {ahead}
            <input type="datetime-local" id="entry-when" value=typed max=latest autocomplete="off"
                aria-describedby="entry-when-problem" aria-invalid=wrong(move || state.has_problem(is_own)) on:input=change/>
            {problem}
        </div>
    }
    .into_any()
}

fn notes_field(state: JournalState, draft: &Draft) -> AnyView {
    let change = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        state.change(|draft| draft.notes = typed);
    };
    let is_own = |problem: &DraftProblem| matches!(problem, DraftProblem::NotesTooLong { .. });
    let problem = problem(state, "entry-notes-problem", is_own);
    let typed = draft.notes.clone();
    view! {
        <div class="field">
            <label for="entry-notes">"Notes"</label>
            <textarea id="entry-notes" rows="3" prop:value=typed dir="auto" autocomplete="off" spellcheck="false"
                translate="no" data-gramm="false" aria-describedby="entry-notes-problem"
                aria-invalid=wrong(move || state.has_problem(is_own)) on:input=change></textarea>
            {problem}
        </div>
    }
    .into_any()
}

/// The message beside a field.
fn problem(state: JournalState, id: &'static str, is_of_field: fn(&DraftProblem) -> bool) -> AnyView {
    live("problem", id, "alert", move || {
        let problems = state.trouble.get();
        let own = problems.into_iter().find_map(|trouble| match trouble {
            Trouble::Draft(problem) if is_of_field(&problem) => Some(messages::draft(&problem)),
            _ => None,
        });
        own.unwrap_or_default().into_any()
    })
}

impl JournalState {
    /// Whether something like this keeps the draft from being saved.
    pub(super) fn has_problem(self, is_such: impl Fn(&DraftProblem) -> bool) -> bool {
        self.trouble
            .with(|troubles| troubles.iter().any(|it| matches!(it, Trouble::Draft(problem) if is_such(problem))))
    }
}

/// What keeps the whole draft from being saved.
fn troubles(state: JournalState) -> AnyView {
    live("problem", "entry-trouble", "alert", move || {
        let troubles = state.trouble.get();
        // Its field may be far from here. It is said once, however many fields there are.
        let mistyped = troubles.iter().position(|it| matches!(it, Trouble::Draft(DraftProblem::NotAReading(_))));
        let shown = troubles.into_iter().enumerate().filter_map(|(place, trouble)| match trouble {
            Trouble::Draft(problem) if problem == DraftProblem::NothingRecorded || mistyped == Some(place) => {
                Some(paragraph("", messages::draft(&problem)))
            }
            Trouble::Draft(_) => None,
            Trouble::NotSaved(problem) => {
                let mut parts = vec![paragraph("", messages::not_saved(&problem))];
                if state.stored.with(|stored| *stored == Stored::Open) {
                    parts.push(view! { <p><a href="#journal-data">"Export what is stored"</a></p> }.into_any());
                }
                Some(boxed("", "", parts))
            }
            Trouble::ChangedElsewhere(now) => {
                let mut parts = vec![paragraph("", messages::changed_elsewhere(now.is_some()).to_owned())];
                parts.extend(now.map(|now| history::as_it_is_now(state, &now)));
                parts.push(actions(vec![button(Look::Main, "Save mine as a new entry", "", move || {
                    state.save_as_new();
                })]));
                Some(boxed("", "", parts))
            }
        });
        shown.collect::<Vec<_>>().into_any()
    })
}
