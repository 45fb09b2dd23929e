//! The article's own cards, where an entry calls for them, with the emergency numbers. Where none matches, nothing is said.

use leptos::prelude::*;

use super::JournalState;
use crate::{
    article::Id,
    browser::document,
    journal::{Entry, Warning, WeekSpan},
    ui::parts::{Look, actions, button, changing, nothing, paragraph},
};

/// What was saved or restored calls for these, until they are put away: before anything else on the page.
pub(super) fn after_saving(state: JournalState) -> AnyView {
    changing(move || {
        let warned = state.warned_of.get();
        if warned.is_empty() {
            return nothing();
        }
        // Another tab may have changed them, or taken them away.
        let entries: Vec<Entry> = state
            .journal
            .with(|journal| warned.iter().filter_map(|entry| journal.as_it_is_now(entry).cloned()).collect());
        let (mut now, mut past): (Vec<Warning>, Vec<Warning>) = (Vec::new(), Vec::new());
        for entry in &entries {
            let group = if JournalState::is_past(entry.when()) { &mut past } else { &mut now };
            for warning in state.warnings_of(entry) {
                add(group, warning);
            }
        }
        past.retain(|warning| !now.iter().any(|shown| shown.card == warning.card));
        if now.is_empty() && past.is_empty() {
            return nothing();
        }
        let numbers_are_shown =
            now.iter().any(|warning| state.words.with_value(|words| words.is_emergency(&warning.card)));
        let put_away = move || {
            state.warned_of.set(Vec::new());
            document::focus_soon(match state.draft.with_untracked(Option::is_some) {
                _ if !state.writes_drafts => "journal-data",
                true => "entry-heading",
                false => "add-entry",
            });
        };
        let shown = vec![
            cards(state, &now, true),
            still_happening(state, &past, !numbers_are_shown),
            actions(vec![button(Look::SmallQuiet, "Put this away", ": what to do", put_away)]),
        ];
        let name = format!("{}-name", state.place_of_warnings);
        let heading = name.clone();
        view! {
            <section class="warning-signs" id=state.place_of_warnings tabindex="-1" aria-labelledby=name>
                <h2 class="visually-hidden" id=heading>"What to do"</h2>
                {shown}
            </section>
        }
        .into_any()
    })
}

/// Cards for the draft.
pub(super) fn in_draft(state: JournalState, warnings: &[Warning], is_past: bool, with_numbers: bool) -> AnyView {
    if is_past { still_happening(state, warnings, with_numbers) } else { cards(state, warnings, with_numbers) }
}

/// Each card once; it is for every week where one sign says so.
fn add(group: &mut Vec<Warning>, warning: Warning) {
    match group.iter_mut().find(|known| known.card == warning.card) {
        Some(known) if warning.only_in.is_none() => known.only_in = None,
        Some(_) => {}
        None => group.push(warning),
    }
}

fn still_happening(state: JournalState, warnings: &[Warning], with_numbers: bool) -> AnyView {
    if warnings.is_empty() {
        return nothing();
    }
    let heading = view! { <h2 class="still-happening">"If this is still happening"</h2> }.into_any();
    vec![heading, cards(state, warnings, with_numbers)].into_any()
}

/// The cards, the strictest first; the numbers stand below the first that asks to call now.
fn cards(state: JournalState, warnings: &[Warning], with_numbers: bool) -> AnyView {
    let mut numbers_to_show = with_numbers;
    let mut shown: Vec<AnyView> = Vec::new();
    // In the order of the signs, whatever entry each warning comes from.
    state.words.with_value(|words| {
        let mut seen: Vec<&Id> = Vec::new();
        for sign in &words.vocabulary.warning_signs {
            let warning = warnings.iter().find(|warning| warning.card == sign.card);
            let Some(warning) = warning.filter(|_| !seen.contains(&&sign.card)) else { continue };
            seen.push(&sign.card);
            if let Some(weeks) = warning.only_in {
                shown.push(paragraph("weeks", in_words(weeks)));
            }
            shown.push(copy(&sign.card));
            if numbers_to_show && words.is_emergency(&sign.card) {
                shown.extend(words.vocabulary.emergency_numbers.iter().map(copy));
                numbers_to_show = false;
            }
        }
    });
    shown.into_any()
}

/// A passage as it stands under "When to call" on this page: the article's own words, once more.
fn copy(id: &Id) -> AnyView {
    view! { <div inner_html=document::copy_of(id.as_str())></div> }.into_any()
}

/// For which weeks a card speaks, where the person's are not known.
fn in_words(weeks: WeekSpan) -> String {
    match (weeks.from, weeks.to) {
        (Some(from), Some(to)) => format!("If you are between {from} and {to} pregnant:"),
        (Some(from), None) => format!("If you are {from} pregnant or more:"),
        (None, Some(to)) if to.days() == 6 => format!("If you are less than {} weeks pregnant:", to.weeks() + 1),
        (None, Some(to)) => format!("If you are {to} pregnant or less:"),
        (None, None) => String::new(),
    }
}
