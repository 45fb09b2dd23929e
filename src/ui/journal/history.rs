//! What was recorded, by day: the newest first. Only what was recorded is shown.

use leptos::prelude::*;

use super::{
    JournalState, messages, reading_words,
    state::{SHOWN_AT_ONCE, Stored},
    versions_fold::versions_fold,
};
use crate::{
    browser::document,
    journal::{Entry, PainScore, Reading},
    ui::parts::{Look, actions, boxed, button, changing, list, nothing, paragraph},
};

/// The list of entries.
pub(super) fn history(state: JournalState) -> AnyView {
    changing(move || {
        // What was loaded before the storage failed can still be read.
        let is_open = state.stored.with(|stored| *stored == Stored::Open);
        if !is_open && state.journal.with(crate::journal::Journal::is_empty) {
            return nothing();
        }
        let shown = state.shown.get();
        let (mut parts, left) = state.journal.with(|journal| {
            let days: Vec<AnyView> = journal.newest_by_day(shown).iter().map(|entries| day(state, entries)).collect();
            (days, journal.len().saturating_sub(shown))
        });
        if parts.is_empty() && state.journal.with(|journal| journal.unreadable().is_empty()) {
            parts.push(boxed("notice", "", vec![paragraph("first-use", messages::FIRST_USE.to_owned())]));
        }
        if left > 0 {
            let more = move || state.shown.update(|shown| *shown += SHOWN_AT_ONCE);
            parts.push(actions(vec![button(Look::Quiet, &format!("Show earlier entries ({left} more)"), "", more)]));
        }
        view! {
            <section class="history" aria-labelledby="history-heading">
                <h2 id="history-heading" class="visually-hidden">"Your entries"</h2>
                {parts}
            </section>
        }
        .into_any()
    })
}

fn day(state: JournalState, entries: &[&Entry]) -> AnyView {
    let name = entries.first().map(|entry| entry.when().day_in_words()).unwrap_or_default();
    let rows = entries.iter().map(|entry| row(state, entry)).collect();
    view! { <section class="day"><h3>{name}</h3>{list("", rows)}</section> }.into_any()
}

fn row(state: JournalState, entry: &Entry) -> AnyView {
    let when = entry.when();
    let about = format!(" {}", messages::moment(entry));
    let (edited, deleted) = (entry.clone(), entry.clone());
    let mut parts = recorded(state, entry);
    if let Some(gestation) = state.gestation_at(when) {
        parts.insert(0, paragraph("week", gestation.to_string()));
    }
    parts.push(leads_to_card(state, entry));
    parts.push(versions_fold(state, entry));
    let buttons = actions(vec![
        button(Look::SmallQuiet, "Edit", &about, move || state.edit(&edited)),
        button(Look::SmallQuiet, "Delete", &about, move || state.delete(deleted.clone())),
    ]);
    view! {
        <article class="entry">
            <time datetime=when.to_string()>{when.clock()}</time>
            {boxed("recorded", "", parts)}
            {buttons}
        </article>
    }
    .into_any()
}

/// An entry as another tab has left it.
pub(super) fn as_it_is_now(state: JournalState, entry: &Entry) -> AnyView {
    let mut parts = vec![paragraph("", format!("It is now: {}", messages::moment(entry)))];
    parts.extend(recorded(state, entry));
    boxed("as-it-is-now", "", parts)
}

/// What was recorded: the readings, and the notes.
pub(super) fn recorded(state: JournalState, entry: &Entry) -> Vec<AnyView> {
    let readings = state.words.with_value(|words| {
        let vocabulary = &words.vocabulary;
        let of_other_leaflets = entry.readings().iter().map(|(id, _)| id).filter(|id| vocabulary.symptom(id).is_none());
        let in_order = vocabulary.whole_symptoms().map(|symptom| &symptom.id);
        let shown = in_order.chain(of_other_leaflets).filter_map(|id| {
            let reading = entry.readings().get(id)?;
            let mut parts = vec![reading_words::reading(vocabulary, id, reading).into_any(), strength(reading)];
            let details = reading_words::details(vocabulary, id, entry.readings());
            if !details.is_empty() {
                parts.push(view! { <span class="of-it" dir="auto">{details}</span> }.into_any());
            }
            Some(parts.into_any())
        });
        shown.collect()
    });
    vec![list("readings", readings), notes(entry.notes().as_str())]
}

/// A pain score once more as a row of marks: for eyes only.
fn strength(reading: &Reading) -> AnyView {
    let Reading::Pain(score) = *reading else { return nothing() };
    let class = |mark: u8| if mark <= score.get() { "on" } else { "" };
    let marks: Vec<_> = (1..=PainScore::WORST.get()).map(|mark| view! { <i class=class(mark)></i> }).collect();
    view! { <span class="bar" aria-hidden="true">{marks}</span> }.into_any()
}

/// Notes as they were written; long ones are folded.
fn notes(notes: &str) -> AnyView {
    const SHOWN: usize = 600;
    let words = |words: String| view! { <p class="notes" dir="auto" translate="no">{words}</p> }.into_any();
    if notes.is_empty() {
        return nothing();
    }
    match notes.char_indices().nth(SHOWN) {
        None => words(notes.to_owned()),
        Some((end, _)) => {
            let beginning = words(format!("{}…", notes.get(..end).unwrap_or_default()));
            let all = words(notes.to_owned());
            view! { <details class="notes-fold"><summary>{beginning}</summary>{all}</details> }.into_any()
        }
    }
}

/// An entry of the last 24 hours that holds a warning sign leads to its strictest card, which stands further down on the
/// page. Older ones do not: the history is not to alarm for ever.
fn leads_to_card(state: JournalState, entry: &Entry) -> AnyView {
    if JournalState::is_past(entry.when()) {
        return nothing();
    }
    let Some(strictest) = state.warnings_of(entry).into_iter().next() else { return nothing() };
    let action = state.words.with_value(|words| words.card(&strictest.card).map(|card| card.action.replace(':', "…")));
    // No link: the address of the page is not to tell what was recorded.
    let go = move || document::go_to(strictest.card.as_str());
    boxed("to-card", "", vec!["What to do: ".into_any(), button(Look::Link, &action.unwrap_or_default(), "", go)])
}
