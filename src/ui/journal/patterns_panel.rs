//! Patterns: what was recorded over a span of days, drawn. Only what was counted is said.

use leptos::prelude::*;

use super::{JournalState, messages, pattern_charts, pattern_words, state::Stored};
use crate::{
    article::{CalendarDate, Id},
    browser::{clock, document},
    journal::{Journal, Measure, Vocabulary, Wave, Waves, hours, pain_by_day, tried},
    ui::{
        chart::nothing_to_draw,
        parts::{Look, actions, button, changing, live, nothing, paragraph},
        tool_names,
    },
};

/// The spans that can be chosen, in days.
const SPANS: [(i64, &str); 3] = [(14, "2 weeks"), (28, "4 weeks"), (84, "12 weeks")];

/// What is looked at.
#[derive(Clone, PartialEq)]
struct Looked {
    /// How many days.
    span: i64,
    /// The last of them; none where it is the last day of the journal.
    last: Option<CalendarDate>,
    /// The pain; none where it is the one that was recorded last.
    pain: Option<Id>,
}

/// The panel, folded until it is wanted, and drawn only then.
pub(super) fn patterns_panel(state: JournalState) -> AnyView {
    let is_open = RwSignal::new(false);
    let looked = RwSignal::new(Looked { span: 14, last: None, pain: None });
    changing(move || {
        if state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let content = changing(move || if is_open.get() { content(state, looked) } else { nothing() });
        view! {
            <details class="fold patterns" id="patterns" on:toggle=move |_| is_open.set(document::is_open("patterns"))>
                <summary><h2>{tool_names::PATTERNS}</h2></summary>
                {content}
            </details>
        }
        .into_any()
    })
}

fn content(state: JournalState, looked: RwSignal<Looked>) -> AnyView {
    if !state.has_entries.get() {
        return paragraph("hint", messages::ENTRIES_ARE_READ.to_owned());
    }
    let figures = changing(move || figures(state, looked));
    vec![paragraph("hint", pattern_words::ABOUT_PATTERNS.to_owned()), choices(state, looked), figures].into_any()
}

/// Which days and which pain. The choices stay the same elements while something else is chosen.
fn choices(state: JournalState, looked: RwSignal<Looked>) -> AnyView {
    let spans: Vec<AnyView> = SPANS
        .into_iter()
        .map(|(span, words)| {
            let is_chosen = move || looked.with(|looked| looked.span == span);
            chip("pattern-span", words.to_owned(), is_chosen, move || looked.update(|looked| looked.span = span))
        })
        .collect();
    let pains = changing(move || {
        state.kept.track();
        let pains = state.words.with_value(|words| {
            let pains = pains(&words.vocabulary);
            pains.map(|(id, name)| (id.clone(), name.to_owned())).collect::<Vec<_>>()
        });
        let chips = pains.into_iter().map(|(id, name)| {
            let chosen = id.clone();
            let is_chosen = move || chosen_pain(state, &looked.get()).as_ref() == Some(&chosen);
            chip("pattern-pain", name, is_chosen, move || looked.update(|looked| looked.pain = Some(id.clone())))
        });
        chips.collect::<Vec<_>>().into_any()
    });
    let turn = move |by: i64| {
        looked.update(|looked| {
            let turned = days(state, looked).and_then(|(_, last)| last.days_later(by * looked.span));
            looked.last = turned.or(looked.last);
        });
    };
    let turns = vec![
        button(Look::SmallQuiet, "Earlier", " days", move || turn(-1)),
        button(Look::SmallQuiet, "Later", " days", move || turn(1)),
        button(Look::SmallQuiet, "Print", " the patterns", || document::print(Some("patterns"))),
    ];
    view! {
        <fieldset class="symptom on-screen"><legend>"How many days"</legend><div class="chips">{spans}</div></fieldset>
        <fieldset class="symptom on-screen"><legend>"Which pain"</legend><div class="chips">{pains}</div></fieldset>
        {actions(turns)}
    }
    .into_any()
}

fn chip(
    group: &'static str,
    words: String,
    is_chosen: impl Fn() -> bool + Send + 'static,
    choose: impl Fn() + 'static,
) -> AnyView {
    let is_chosen: Box<dyn Fn() -> bool + Send> = Box::new(is_chosen);
    let choose: Box<dyn Fn()> = Box::new(choose);
    view! {
        <label>
            <input type="radio" name=group prop:checked=is_chosen autocomplete="off" on:change=move |_| choose()/>
            <span dir="auto">{words}</span>
        </label>
    }
    .into_any()
}

fn figures(state: JournalState, looked: RwSignal<Looked>) -> AnyView {
    state.returned.track();
    let looked = looked.get();
    let Some(days) = days(state, &looked) else { return nothing() };
    let told = pattern_words::span(days);
    let mut shown = vec![live("pattern-days", "pattern-days-told", "status", move || told.clone().into_any())];
    let pain = chosen_pain(state, &looked);
    state.journal.with(|journal| {
        state.words.with_value(|words| {
            let vocabulary = &words.vocabulary;
            if let Some(pain) = pain.as_ref().and_then(|pain| vocabulary.symptom(pain)) {
                let bleeding = vocabulary.whole_symptoms().find(|symptom| symptom.measure == Measure::Bleeding);
                let by_day = pain_by_day(journal, &pain.id, bleeding.map(|bleeding| &bleeding.id), days);
                shown.push(pattern_charts::by_day(&pain.name, bleeding.map(|it| it.name.as_str()), &by_day));
                shown.push(pattern_charts::by_hours(&pain.name, &hours(journal, &pain.id, days)));
            }
            if vocabulary.waves.is_some() {
                let waves = state.kept.with(|kept| Waves::of(kept));
                let is_in = |wave: &Wave| (days.0..=days.1).contains(&CalendarDate::from(wave.start().minute().date()));
                let mut of_these_days = waves.sessions().filter(|session| session.iter().any(|(_, wave)| is_in(wave)));
                let latest = of_these_days.next();
                let others = of_these_days.count();
                shown.push(latest.map_or_else(
                    || nothing_to_draw(tool_names::WAVES, pattern_words::NOTHING_IN_THESE_DAYS.to_owned()),
                    |latest| pattern_charts::waves(latest, others),
                ));
            }
            if let Some(tried) = tried(journal, vocabulary, days) {
                let name = vocabulary.symptom(&tried.symptom).map(|symptom| symptom.name.clone()).unwrap_or_default();
                shown.push(pattern_charts::tried(&name, &tried));
            }
        });
    });
    shown.into_any()
}

/// The pains that can be chosen: what is measured by a score.
fn pains(vocabulary: &Vocabulary) -> impl Iterator<Item = (&Id, &str)> {
    let pains = vocabulary.whole_symptoms().filter(|symptom| symptom.measure == Measure::Pain);
    pains.map(|symptom| (&symptom.id, symptom.name.as_str()))
}

/// The pain that was chosen; before that, the one that was recorded last; before that, the first of the leaflet.
fn chosen_pain(state: JournalState, looked: &Looked) -> Option<Id> {
    looked.pain.clone().or_else(|| {
        state.words.with_value(|words| {
            let known = || pains(&words.vocabulary).map(|(id, _)| id);
            let last = state.journal.with(|journal| {
                let newest = journal.entries().iter().rev();
                let mut recorded = newest.filter_map(|entry| known().find(|id| entry.readings().get(id).is_some()));
                recorded.next().cloned()
            });
            last.or_else(|| known().next().cloned())
        })
    })
}

/// The first day and the last that are looked at.
fn days(state: JournalState, looked: &Looked) -> Option<(CalendarDate, CalendarDate)> {
    let last = looked.last.or_else(|| last_day(state))?;
    Some((last.days_later(1 - looked.span).unwrap_or(last), last))
}

/// Today, or the day of the last entry where that lies later: a clock that was set back hides nothing. Where there has been no
/// entry for longer than the shortest span, the day of the last entry: what was recorded is in sight. None where neither is known.
pub(super) fn last_day(state: JournalState) -> Option<CalendarDate> {
    let last = state.journal.with(|journal: &Journal| journal.entries().last().map(|entry| entry.when().date()));
    let last = last.map(CalendarDate::from);
    let today = clock::now().map(|now| CalendarDate::from(now.date()));
    match (last, today) {
        (Some(last), Some(today)) if (0..SPANS[0].0).contains(&last.days_until(today)) => Some(today),
        _ => last.or(today),
    }
}
