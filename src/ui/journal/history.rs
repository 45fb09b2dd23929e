//! What was recorded, by day: the newest first. Only what was recorded is shown.

use leptos::prelude::*;

use super::{
    JournalState,
    history_days::{Group, new_above},
    history_found::Found,
    history_search::history_search,
    messages, reading_words,
    state::{SHOWN_AT_ONCE, Stored},
    versions_fold::{ShownVersions, versions_fold},
};
use crate::{
    article::{CalendarDate, Id},
    browser::{clock, document},
    journal::{Entry, HistoryFilter, PainScore, Reading, Warning, by_day},
    ui::parts::{Look, actions, boxed, button, changing, list, nothing, paragraph},
};

/// What the history shows of one day. Only a day of which something else is to be shown is drawn anew: what is focused on
/// another one stays, and a long history costs nothing while an entry is saved.
#[derive(Clone, PartialEq)]
pub(super) struct ShownDay {
    pub(super) date: CalendarDate,
    name: String,
    pub(super) rows: Vec<ShownRow>,
}

/// What it shows of one entry.
#[derive(Clone, PartialEq)]
pub(super) struct ShownRow {
    entry: Entry,
    readings: Vec<ShownReading>,
    week: String,
    card: Option<(Id, String)>,
    versions: ShownVersions,
}

/// What the history consists of. Plain numbers that change only when something else is to be shown: each kind of signal is
/// compiled for itself, and a memo is more than a signal.
#[derive(Clone, Copy)]
struct Drawn {
    /// Nothing, the words for the first use, or the entries.
    face: RwSignal<usize>,
    /// The days that have come above the others since those were drawn.
    newer: Group,
    days: Group,
    found: Found,
    /// How many entries fit what is looked for.
    count: RwSignal<usize>,
    /// How many of them are not shown.
    left: RwSignal<usize>,
}

const FIRST_USE: usize = 1;
const ENTRIES: usize = 2;

/// The list of entries, with the search above it.
pub(super) fn history(state: JournalState) -> AnyView {
    let filter = RwSignal::new(HistoryFilter::default());
    let drawn = Drawn {
        face: RwSignal::new(0),
        newer: Group::new(),
        days: Group::new(),
        found: Found::of(state, filter),
        count: RwSignal::new(0),
        left: RwSignal::new(0),
    };
    Effect::new(move |before: Option<usize>| {
        let search = drawn.found.search.get();
        drawn.keep_in_step(state, search, before.is_some_and(|before| before != search));
        search
    });
    changing(move || {
        let parts = match drawn.face.get() {
            FIRST_USE => vec![boxed("notice", "", vec![paragraph("first-use", messages::FIRST_USE.to_owned())])],
            ENTRIES => {
                let (newer, days) = (drawn.newer.view(state), drawn.days.view(state));
                vec![history_search(state, filter, drawn.found.search, drawn.count), newer, days, more(state, drawn)]
            }
            _ => return nothing(),
        };
        view! {
            <section class="history" aria-labelledby="history-heading">
                <h2 id="history-heading" class="visually-hidden" tabindex="-1">"Your entries"</h2>
                {parts}
            </section>
        }
        .into_any()
    })
}

impl Drawn {
    fn keep_in_step(self, state: JournalState, search: usize, is_search: bool) {
        // What was loaded before the storage failed can still be read.
        let is_open = state.stored.with(|stored| *stored == Stored::Open);
        let face = state.journal.with(|journal| match journal.is_empty() {
            true if is_open && journal.unreadable().is_empty() => FIRST_USE,
            true => 0,
            false => ENTRIES,
        });
        let most = state.shown.get();
        state.kept.track();
        let (mut shown, count) = state.journal.with(|journal| match search {
            0 => (shown_days(state, journal.entries().iter().rev().take(most)), journal.len()),
            _ => self.found.with(|newest, count| (shown_days(state, newest.iter()), count)),
        });
        let left = count.saturating_sub(most);
        for (signal, now) in [(self.face, face), (self.count, count), (self.left, left)] {
            if signal.get_untracked() != now {
                signal.set(now);
            }
        }
        let above = new_above(&shown, &self.days.dates());
        let rest = shown.split_off(above.unwrap_or_default());
        self.newer.show(if above.is_some() { shown } else { Vec::new() }, is_search);
        self.days.show(rest, is_search);
    }
}

fn more(state: JournalState, drawn: Drawn) -> AnyView {
    changing(move || {
        let left = drawn.left.get();
        if left == 0 {
            return nothing();
        }
        let more = move || state.shown.update(|shown| *shown += SHOWN_AT_ONCE);
        actions(vec![button(Look::Quiet, &format!("Show earlier entries ({left} more)"), "", more)])
    })
}

fn shown_days<'a>(state: JournalState, newest: impl Iterator<Item = &'a Entry>) -> Vec<ShownDay> {
    by_day(&newest.collect::<Vec<_>>()).into_iter().filter_map(|entries| shown_day(state, &entries)).collect()
}

fn shown_day(state: JournalState, entries: &[&Entry]) -> Option<ShownDay> {
    let when = entries.first()?.when();
    let rows = entries.iter().map(|entry| shown_row(state, entry)).collect();
    Some(ShownDay { date: CalendarDate::from(when.date()), name: when.day_in_words(), rows })
}

fn shown_row(state: JournalState, entry: &Entry) -> ShownRow {
    ShownRow {
        entry: entry.clone(),
        readings: shown_readings(state, entry),
        week: shown_week(state, entry),
        card: card_to_lead_to(state, entry),
        versions: ShownVersions::of(state, entry),
    }
}

pub(super) fn day(state: JournalState, shown: &ShownDay) -> AnyView {
    let rows = shown.rows.iter().map(|shown| row(state, shown)).collect();
    view! { <section class="day"><h3>{shown.name.clone()}</h3>{list("", rows)}</section> }.into_any()
}

fn row(state: JournalState, shown: &ShownRow) -> AnyView {
    let entry = &shown.entry;
    let when = entry.when();
    let about = format!(" {}", messages::moment(entry));
    let (edited, deleted) = (entry.clone(), entry.clone());
    let mut parts: Vec<AnyView> = week(&shown.week).into_iter().collect();
    parts.extend(readings_and_notes(&shown.readings, entry));
    parts.extend(shown.card.clone().map(leads_to_card));
    parts.push(versions_fold(state, entry, &shown.versions));
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

/// What was recorded at its time: the week, the readings, and the notes.
pub(super) fn recorded_in_week(state: JournalState, entry: &Entry) -> Vec<AnyView> {
    let mut parts: Vec<AnyView> = week(&shown_week(state, entry)).into_iter().collect();
    parts.extend(recorded(state, entry));
    parts
}

fn shown_week(state: JournalState, entry: &Entry) -> String {
    state.gestation_at(entry.when()).map(|gestation| gestation.to_string()).unwrap_or_default()
}

fn week(shown: &str) -> Option<AnyView> {
    (!shown.is_empty()).then(|| paragraph("week", shown.to_owned()))
}

/// What was recorded: the readings, and the notes.
pub(super) fn recorded(state: JournalState, entry: &Entry) -> Vec<AnyView> {
    readings_and_notes(&shown_readings(state, entry), entry)
}

/// A reading as it is shown: its words, the pain score in it, and what was recorded more about its symptom.
#[derive(Clone, PartialEq)]
struct ShownReading {
    words: String,
    score: Option<PainScore>,
    details: String,
}

fn shown_readings(state: JournalState, entry: &Entry) -> Vec<ShownReading> {
    state.words.with_value(|words| {
        let vocabulary = &words.vocabulary;
        let of_other_leaflets = entry.readings().iter().map(|(id, _)| id).filter(|id| vocabulary.symptom(id).is_none());
        let in_order = vocabulary.whole_symptoms().map(|symptom| &symptom.id);
        let shown = in_order.chain(of_other_leaflets).filter_map(|id| {
            let reading = entry.readings().get(id)?;
            Some(ShownReading {
                words: reading_words::reading(vocabulary, id, reading),
                score: if let Reading::Pain(score) = *reading { Some(score) } else { None },
                details: reading_words::details(vocabulary, id, entry.readings()),
            })
        });
        shown.collect()
    })
}

fn readings_and_notes(readings: &[ShownReading], entry: &Entry) -> Vec<AnyView> {
    let readings = readings.iter().map(|reading| {
        let mut parts = vec![reading.words.clone().into_any()];
        parts.extend(reading.score.map(strength));
        if !reading.details.is_empty() {
            let details = reading.details.clone();
            parts.push(view! { <span class="of-it" dir="auto">{details}</span> }.into_any());
        }
        parts.into_any()
    });
    vec![list("readings", readings.collect()), notes(entry.notes().as_str())]
}

/// A pain score once more as a row of marks: for eyes only.
fn strength(score: PainScore) -> AnyView {
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

/// The strictest card that stands because of an entry, and what it asks to do. Older entries have none: the history is not to
/// alarm for ever.
fn card_to_lead_to(state: JournalState, entry: &Entry) -> Option<(Id, String)> {
    let now = clock::now()?;
    let standing = |warning: &Warning| warning.stands(entry.when(), now);
    let strictest = state.warnings_of(entry).into_iter().find(standing)?.card;
    let action = state.words.with_value(|words| words.card(&strictest).map(|card| card.action.replace(':', "…")));
    Some((strictest, action.unwrap_or_default()))
}

/// The way to a card, which stands further down on the page. No link: the address of the page is not to tell what was recorded.
fn leads_to_card((card, action): (Id, String)) -> AnyView {
    let go = move || document::go_to(card.as_str());
    boxed("to-card", "", vec!["What to do: ".into_any(), button(Look::Link, &action, "", go)])
}
