//! The month: on which days something was recorded, and what that was.

use leptos::prelude::*;

use super::{
    JournalState,
    history::recorded_in_week,
    history_search::{FROM, TO},
    messages,
    pattern_words::count,
    patterns_panel::last_day,
    reading_words,
    state::Stored,
};
use crate::{
    article::CalendarDate,
    browser::{document, speaking},
    journal::{BleedingLevel, DayMarks, Entry, Measure, PainScore, day_marks, weeks_of_month},
    ui::{
        chart::{Mark, circle, diamond, small},
        parts::{Look, actions, boxed, button, changing, list, nothing, paragraph},
        tool_names,
    },
};

/// The names of the days of the week, in short and whole.
const WEEKDAYS: [(&str, &str); 7] = [
    ("Mo", "Monday"),
    ("Tu", "Tuesday"),
    ("We", "Wednesday"),
    ("Th", "Thursday"),
    ("Fr", "Friday"),
    ("Sa", "Saturday"),
    ("Su", "Sunday"),
];

/// So many days before the first of a month lies the month before, and so many days after it the next.
const DAYS_BACK: i64 = 7;
const DAYS_ON: i64 = 35;

/// The panel, folded until it is wanted, and made only then.
pub(super) fn calendar_panel(state: JournalState) -> AnyView {
    let is_open = RwSignal::new(false);
    // None until another month is chosen: then it is the month of the last entry, or this one.
    let month = RwSignal::new(None);
    let chosen = RwSignal::new(None);
    changing(move || {
        if state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let content = changing(move || if is_open.get() { content(state, month, chosen) } else { nothing() });
        view! {
            <details class="fold calendar on-screen" id="calendar" on:toggle=move |_| is_open.set(document::is_open("calendar"))>
                <summary><h2>{tool_names::CALENDAR}</h2></summary>
                {content}
            </details>
        }
        .into_any()
    })
}

fn content(
    state: JournalState,
    month: RwSignal<Option<CalendarDate>>,
    chosen: RwSignal<Option<CalendarDate>>,
) -> AnyView {
    if !state.has_entries.get() {
        return paragraph("hint", messages::ENTRIES_ARE_READ.to_owned());
    }
    let shown_month = move || month.get().or_else(|| last_day(state)).map(CalendarDate::first_of_month);
    let turn = move |by: i64| {
        let other = shown_month().and_then(|first| first.days_later(by));
        month.set(other.or(month.get_untracked()));
        chosen.set(None);
        if let Some(shown) = untrack(shown_month) {
            speaking::say(&shown.month_in_words());
        }
    };
    let turns = actions(vec![
        button(Look::SmallQuiet, "Earlier month", "", move || turn(-DAYS_BACK)),
        button(Look::SmallQuiet, "Later month", "", move || turn(DAYS_ON)),
    ]);
    let shown = changing(move || shown_month().map_or_else(nothing, |month| table(state, month, chosen)));
    let day = changing(move || chosen.get().map_or_else(nothing, |day| of_day(state, day)));
    vec![turns, shown, meanings(state), view! { <div id="calendar-day" tabindex="-1">{day}</div> }.into_any()]
        .into_any()
}

fn table(state: JournalState, month: CalendarDate, chosen: RwSignal<Option<CalendarDate>>) -> AnyView {
    let marks = state.journal.with(|journal| day_marks(journal, month));
    let heads: Vec<AnyView> = WEEKDAYS
        .into_iter()
        .map(|(short, whole)| view! { <th scope="col"><abbr title=whole>{short}</abbr></th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = weeks_of_month(month)
        .into_iter()
        .map(|week| {
            let cells: Vec<AnyView> = week
                .into_iter()
                .map(|day| {
                    let cell = day.map_or_else(nothing, |day| {
                        let place = usize::from(day.day_of_month()).checked_sub(1);
                        let marks = place.and_then(|place| marks.get(place)).copied().unwrap_or_default();
                        cell(day, marks, chosen)
                    });
                    view! { <td>{cell}</td> }.into_any()
                })
                .collect();
            view! { <tr>{cells}</tr> }.into_any()
        })
        .collect();
    let entries: usize = marks.iter().map(|marks| marks.entries).sum();
    let days = marks.iter().filter(|marks| marks.entries > 0).count();
    let told = format!("{} on {}.", messages::entries(entries), count(days, "day"));
    view! {
        <table class="month">
            <caption><h3>{month.month_in_words()}</h3><p>{told}</p></caption>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A day: a button where something was recorded on it.
fn cell(day: CalendarDate, marks: DayMarks, chosen: RwSignal<Option<CalendarDate>>) -> AnyView {
    let number = day.day_of_month();
    if marks.entries == 0 {
        return view! { <span class="no-entry">{number}</span> }.into_any();
    }
    let mut shown: Vec<AnyView> = Vec::new();
    match marks.worst_pain.map(PainScore::get) {
        None => {}
        Some(0) => shown.push(small(Mark::Open, &circle(6, 6, 4))),
        Some(worst) => shown.push(view! { <b>{worst}</b> }.into_any()),
    }
    match marks.bleeding {
        None => {}
        Some(BleedingLevel::None) => shown.push(small(Mark::SecondOpen, &diamond(6, 6, 5))),
        Some(_) => shown.push(small(Mark::Second, &diamond(6, 6, 5))),
    }
    if shown.is_empty() {
        shown.push(if marks.anything_there { small(Mark::Full, &circle(6, 6, 2)) } else { dash() });
    }
    let press = move |_| {
        chosen.set(Some(day));
        document::focus_soon("calendar-day");
    };
    view! {
        <button type="button" aria-pressed=move || (chosen.get() == Some(day)).to_string() on:click=press>
            <span class="visually-hidden">{in_words(day, marks)}</span>
            <span class="on-face" aria-hidden="true">{number} <span class="marks">{shown}</span></span>
        </button>
    }
    .into_any()
}

fn dash() -> AnyView {
    view! { <b>"\u{2013}"</b> }.into_any()
}

/// "Sunday 22 November 2026: 2 entries, worst pain 7 out of 10, bleeding light".
fn in_words(day: CalendarDate, marks: DayMarks) -> String {
    let mut words = format!("{}: {}", day.with_weekday(), messages::entries(marks.entries));
    match marks.worst_pain.map(PainScore::get) {
        None => {}
        Some(0) => words.push_str(", no pain"),
        Some(worst) => words = format!("{words}, worst pain {worst} out of 10"),
    }
    if let Some(level) = marks.bleeding {
        words = format!("{words}, bleeding: {}", reading_words::within(reading_words::level(level)));
    }
    if !marks.anything_there {
        words.push_str(", only what was not there");
    }
    words
}

/// What the marks mean.
fn meanings(state: JournalState) -> AnyView {
    let has_bleeding = state
        .words
        .with_value(|words| words.vocabulary.whole_symptoms().any(|symptom| symptom.measure == Measure::Bleeding));
    let mut meanings = vec![
        (view! { <b>"7"</b> }.into_any(), "worst pain of the day"),
        (small(Mark::Open, &circle(6, 6, 4)), "no pain"),
    ];
    if has_bleeding {
        meanings.push((small(Mark::Second, &diamond(6, 6, 5)), "bleeding"));
        meanings.push((small(Mark::SecondOpen, &diamond(6, 6, 5)), "no bleeding"));
    }
    meanings.push((small(Mark::Full, &circle(6, 6, 2)), "something else"));
    meanings.push((dash(), "only what was not there"));
    let meanings = meanings.into_iter().map(|(mark, words)| vec![mark, " ".into_any(), words.into_any()].into_any());
    list("meanings", meanings.collect())
}

/// What was recorded on a day.
fn of_day(state: JournalState, day: CalendarDate) -> AnyView {
    let entries: Vec<AnyView> = state.journal.with(|journal| {
        let entries = journal.between(day, day);
        let entry = |entry: &Entry| {
            let mut parts = vec![paragraph("when", entry.when().clock())];
            parts.extend(recorded_in_week(state, entry));
            boxed("version", "", parts)
        };
        entries.map(entry).collect()
    });
    let find = move || {
        document::type_into(FROM, &day.iso());
        document::type_into(TO, &day.iso());
        document::go_to("history-heading");
    };
    let about = format!(" of {}", day.with_weekday());
    vec![
        view! { <h3>{day.with_weekday()}</h3> }.into_any(),
        list("plain", entries),
        actions(vec![button(Look::SmallQuiet, "Show in your entries", &about, find)]),
    ]
    .into_any()
}
