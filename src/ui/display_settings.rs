//! Colours and the size of text, chosen by the person for every page.

use leptos::prelude::*;

use crate::{
    browser::document,
    storage::settings::{self, Settings},
};

/// Something to choose, as the settings and the styles know it.
struct Choice {
    /// The name of the setting.
    name: &'static str,
    /// What it is called.
    legend: &'static str,
    /// The values and what they are called; none is the first.
    values: [(Option<&'static str>, &'static str); 3],
    /// What is chosen.
    chosen: fn(&mut Settings) -> &mut Option<String>,
}

const CHOICES: [Choice; 2] = [
    Choice {
        name: "text",
        legend: "Size of text",
        values: [(None, "Normal"), (Some("large"), "Large"), (Some("larger"), "Larger")],
        chosen: |settings| &mut settings.text,
    },
    Choice {
        name: "theme",
        legend: "Colours",
        values: [(None, "Same as the device"), (Some("light"), "Light"), (Some("dark"), "Dark")],
        chosen: |settings| &mut settings.theme,
    },
];

/// Follows what has been chosen. A prerendered page has done so before it was painted.
pub fn apply() {
    let mut settings = settings::load();
    for choice in CHOICES {
        document::set_choice(choice.name, (choice.chosen)(&mut settings).as_deref());
    }
}

/// The choices, live at once and kept for the next page.
#[must_use]
pub fn display_settings() -> AnyView {
    let mut settings = settings::load();
    let mut shown = Vec::new();
    for choice in CHOICES {
        let now = (choice.chosen)(&mut settings).clone();
        let values: Vec<_> = choice.values.into_iter().map(|(value, words)| {
            let choose = move |_| {
                document::set_choice(choice.name, value);
                settings::change(|settings| *(choice.chosen)(settings) = value.map(str::to_owned));
            };
            view! {
                <label>
                    <input type="radio" name=format!("display-{}", choice.name) checked={now.as_deref() == value} on:change=choose autocomplete="off"/>
                    <span>{words}</span>
                </label>
            }
        }).collect();
        shown.push(view! { <fieldset class="choices"><legend>{choice.legend}</legend>{values}</fieldset> }.into_any());
    }
    shown.into_any()
}
