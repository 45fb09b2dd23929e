//! A field for a passphrase. What is typed stands in the field alone, until it is taken from there.

use leptos::prelude::*;

use super::parts::wrong;
use crate::{
    browser::document,
    journal::{PassphraseProblem, SHORTEST_PASSPHRASE},
};

/// The field. `told` is the id of what tells the problem.
pub(super) fn passphrase_field(
    id: &'static str,
    name: &'static str,
    told: &'static str,
    is_shown: RwSignal<bool>,
    problem: RwSignal<String>,
) -> AnyView {
    let invalid = wrong(move || problem.with(|problem| !problem.is_empty()));
    let kind = move || if is_shown.get() { "text" } else { "password" };
    view! {
        <div class="field">
            <label for=id>{name}</label>
            <input type=kind id=id autocomplete="off" autocapitalize="none" spellcheck="false" translate="no" data-gramm="false"
                dir="auto" aria-describedby=told aria-invalid=invalid/>
        </div>
    }
    .into_any()
}

/// The choice to see what is typed.
pub(super) fn shows(is_shown: RwSignal<bool>) -> AnyView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || is_shown.get() autocomplete="off"
                on:change=move |_| is_shown.update(|shown| *shown = !*shown)/>
            <span>"Show what I type"</span>
        </label>
    }
    .into_any()
}

/// What is typed in a field. It stands there no longer.
pub(super) fn take_typed(id: &str) -> String {
    let typed = document::typed(id);
    document::set_typed(id, "");
    typed
}

/// Why a new passphrase is not taken.
pub(super) fn unfit_passphrase(problem: PassphraseProblem) -> String {
    match problem {
        PassphraseProblem::TooShort => format!("Use at least {SHORTEST_PASSPHRASE} characters."),
        PassphraseProblem::NotTheSame => "The two passphrases are not the same. Type both again.".to_owned(),
    }
}
