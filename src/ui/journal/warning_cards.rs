//! The article's own cards, where an entry calls for them, with the emergency numbers. Where none matches, nothing is said.

use leptos::prelude::*;

use super::{
    JournalState,
    card_state::{AskedWeeks, DraftCards, SavedCards},
};
use crate::{
    article::Id,
    browser::document,
    journal::{Gestation, SaidWeeks, Showing, Standing, Warning, WeekSpan},
    ui::parts::{Look, actions, button, changing, nothing, paragraph, said},
};

/// What was saved or restored calls for these, as long as they stand: before anything else on the page. They are shown anew, and said
/// anew, only when they change.
pub(super) fn after_saving(state: JournalState) -> AnyView {
    let shown = RwSignal::new(SavedCards::default());
    let follow = changing(move || {
        let now = state.saved_cards();
        if shown.with_untracked(|known| *known != now) {
            shown.set(now);
        }
        nothing()
    });
    let cards = said(state.place_of_warnings.to_owned(), true, move || {
        let SavedCards { standing, asked } = shown.get();
        if standing.is_empty() {
            return nothing();
        }
        let is_emergency = |warning: &Warning| state.words.with_value(|words| words.is_emergency(&warning.card));
        let numbers_are_shown = standing.now.iter().any(|(warning, _)| is_emergency(warning));
        let parts = vec![
            now_and_past(state, &standing, asked.as_ref(), (true, !numbers_are_shown), "saved"),
            actions(vec![button(Look::SmallQuiet, "I have read this", ": what to do", move || {
                state.mark_cards_read();
            })]),
        ];
        let heading = format!("{}-name", state.place_of_warnings);
        // The focus comes here when something was saved: that is said first.
        let name = format!("{} {heading}", if state.has_form { "journal-said" } else { "data-said" });
        view! {
            <section class="warning-signs" id=state.place_of_warnings tabindex="-1" aria-labelledby=name>
                <h2 class="visually-hidden" id=heading>"What to do"</h2>
                {parts}
            </section>
        }
        .into_any()
    });
    vec![follow, cards].into_any()
}

/// Cards for the draft.
pub(super) fn in_draft(state: JournalState, shown: &DraftCards) -> AnyView {
    // Where both stand here, the strictest is the first: it bears the numbers.
    let has_now = !shown.standing.now.is_empty();
    let with_numbers = (shown.with_numbers && has_now, shown.with_numbers && !has_now);
    now_and_past(state, &shown.standing, shown.asked.as_ref(), with_numbers, "draft")
}

/// What stands, and what is longer ago; the question about the weeks stands where the first of them does.
fn now_and_past(
    state: JournalState,
    standing: &Standing,
    asked: Option<&AskedWeeks>,
    (numbers_now, numbers_past): (bool, bool),
    place: &'static str,
) -> AnyView {
    let Standing { now, past } = standing;
    let asked_now = asked.filter(|_| !now.is_empty() || past.is_empty());
    let mut parts = vec![cards(state, now, numbers_now, asked_now, place)];
    if !past.is_empty() {
        parts.push(view! { <h2 class="still-happening">"If this is still happening"</h2> }.into_any());
        let past: Vec<_> = past.iter().map(|warning| (warning.clone(), Showing::Full)).collect();
        parts.push(cards(state, &past, numbers_past, asked.filter(|_| now.is_empty()), place));
    }
    parts.into_any()
}

/// Cards for a pain that was timed.
pub(super) fn of_wave(state: JournalState, shown: &DraftCards) -> AnyView {
    now_and_past(state, &shown.standing, shown.asked.as_ref(), (shown.with_numbers, false), "wave")
}

/// The cards, which come the strictest first; the numbers stand below the first that asks to call now.
fn cards(
    state: JournalState,
    warnings: &[(Warning, Showing)],
    with_numbers: bool,
    asked: Option<&AskedWeeks>,
    place: &'static str,
) -> AnyView {
    let mut numbers_to_show = with_numbers;
    let mut to_ask = asked;
    let mut shown: Vec<AnyView> = Vec::new();
    state.words.with_value(|words| {
        for (warning, showing) in warnings {
            if to_ask.is_some_and(|asked| !asked.below.contains(&warning.card)) {
                shown.extend(to_ask.take().map(|asked| weeks_question(state, asked, place)));
            }
            let mut parts = Vec::new();
            if !warning.only_in.is_empty() {
                parts.push(paragraph("weeks", in_words(&warning.only_in)));
            }
            parts.push(copy(&warning.card));
            if numbers_to_show && words.is_emergency(&warning.card) {
                parts.extend(words.vocabulary.emergency_numbers.iter().map(copy));
                numbers_to_show = false;
            }
            parts.extend(words.vocabulary.below(warning).map(copy));
            let action = || words.card(&warning.card).map(|card| card.action.replace(':', "…")).unwrap_or_default();
            match showing {
                Showing::Full => shown.extend(parts),
                Showing::Line => shown.push(line(&action(), parts)),
            }
        }
    });
    shown.extend(to_ask.map(|asked| weeks_question(state, asked, place)));
    shown.into_any()
}

/// A card that was read today: one line, which opens in place.
fn line(action: &str, parts: Vec<AnyView>) -> AnyView {
    view! {
        <details class="card-line">
            <summary>{format!("What to do: {action}")}</summary>
            {parts}
        </details>
    }
    .into_any()
}

/// The one question that narrows unknown weeks. It is there as long as the answer matters, so that it can be changed.
fn weeks_question(state: JournalState, asked: &AskedWeeks, place: &'static str) -> AnyView {
    let Some(question) = state.words.with_value(|words| words.vocabulary.weeks_question.clone()) else {
        return nothing();
    };
    let entry = asked.entry;
    let answers = question.answers.into_iter().map(|answer| (answer.name, SaidWeeks::Within(answer.weeks)));
    let answers: Vec<AnyView> = answers
        .chain([(question.not_sure, SaidWeeks::NotSure)])
        .enumerate()
        .map(|(number, (name, weeks))| {
            let id = format!("weeks-{place}-{number}");
            let own = id.clone();
            let is_chosen = (asked.answered == Some(weeks)).to_string();
            let choose = move |_| {
                state.say_weeks(entry, weeks);
                document::focus_soon(&own);
            };
            view! {
                <button class="button quiet small" type="button" id=id aria-pressed=is_chosen on:click=choose>{name}</button>
            }
            .into_any()
        })
        .collect();
    let about = asked.about.map(|when| format!(" ({}, {})", when.day_in_words(), when.clock())).unwrap_or_default();
    view! {
        <fieldset class="weeks-question on-screen">
            <legend>{question.asks}{about}</legend>
            {actions(answers)}
        </fieldset>
    }
    .into_any()
}

/// A passage as it stands under "When to call" on this page: the article's own words, once more.
fn copy(id: &Id) -> AnyView {
    view! { <div inner_html=document::copy_of(id.as_str())></div> }.into_any()
}

/// For which weeks a card speaks, where the person's are not known.
fn in_words(spans: &[WeekSpan]) -> String {
    let spans: Vec<String> = spans.iter().map(|span| weeks_in_words(*span)).collect();
    format!("If you are {}:", spans.join(", or "))
}

fn weeks_in_words(weeks: WeekSpan) -> String {
    let is_last_of_week = |to: Gestation| to.days() == 6;
    match (weeks.from, weeks.to) {
        (Some(from), Some(to)) if from.days() == 0 && is_last_of_week(to) => {
            format!("{} to {} weeks pregnant", from.weeks(), to.weeks())
        }
        (Some(from), Some(to)) => format!("between {from} and {to} pregnant"),
        (Some(from), None) => format!("{from} pregnant or more"),
        (None, Some(to)) if is_last_of_week(to) => format!("less than {} weeks pregnant", to.weeks() + 1),
        (None, Some(to)) => format!("{to} pregnant or less"),
        (None, None) => String::new(),
    }
}
