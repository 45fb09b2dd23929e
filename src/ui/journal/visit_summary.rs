//! The summary for a call or a visit: read out, copied, or printed on one page.

use leptos::prelude::*;

use super::{JournalState, messages, pregnancy_words, reading_words, state::Stored, wave_words};
use crate::{
    app,
    article::{CalendarDate, PageName},
    browser::{clock, document, share},
    journal::{
        Instant, Moment, Pregnancy, SymptomSummary, VisitSummary, Vocabulary, Waves, latest_pregnancy,
        summary as sum_up,
    },
    ui::parts::{Look, actions, button, changing, list, nothing, paragraph},
};

/// The spans that can be chosen, in days; none is everything.
const SPANS: [(Option<u8>, &str); 4] =
    [(Some(1), "Last 24 hours"), (Some(3), "Last 3 days"), (Some(7), "Last 7 days"), (None, "Everything")];

/// A part of the summary: a heading, and lines below it.
type Part = (&'static str, Vec<String>);

/// The panel: folded until it is wanted, and made only then.
pub(super) fn visit_summary_panel(state: JournalState) -> AnyView {
    let is_open = RwSignal::new(false);
    let days = RwSignal::new(Some(3));
    let with_notes = RwSignal::new(false);
    let copied = RwSignal::new("");
    changing(move || {
        if state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let content = changing(move || {
            if !is_open.get() {
                return nothing();
            }
            if !state.needs_entries() {
                return paragraph("hint", messages::ENTRIES_ARE_READ.to_owned());
            }
            shown(state, days, with_notes, copied)
        });
        view! {
            <details class="fold call-script" id="visit-summary" on:toggle=move |_| is_open.set(document::is_open("visit-summary"))>
                <summary><h2>"Summary for a call or a visit"</h2></summary>
                {content}
            </details>
        }
        .into_any()
    })
}

fn shown(
    state: JournalState,
    days: RwSignal<Option<u8>>,
    with_notes: RwSignal<bool>,
    copied: RwSignal<&'static str>,
) -> AnyView {
    let Some(now) = clock::now() else { return nothing() };
    let parts = parts(state, now, days.get(), with_notes.get());
    let mut shown = vec![choices(days, with_notes)];
    if parts.is_empty() {
        shown.push(paragraph("", messages::NOTHING_TO_SAY_YET.to_owned()));
    } else {
        shown.push(paragraph("hint", format!("Written on {}, {}", now.day_in_words(), now.clock())));
        for (heading, lines) in &parts {
            shown.push(view! { <h3>{*heading}</h3> }.into_any());
            shown.push(list("list", lines.iter().cloned().map(IntoAny::into_any).collect()));
        }
        let text = in_text(&parts, now);
        let copy = move || {
            let text = text.clone();
            app::run(async move {
                copied.set(if share::copy(&text).await { messages::COPIED } else { messages::NOT_COPIED });
            });
        };
        shown.push(actions(vec![
            button(Look::SmallQuiet, "Copy as text", "", copy),
            button(Look::SmallQuiet, "Print", " the summary", || document::print(Some("summary"))),
        ]));
        shown.push(view! { <p class="hint on-screen" role="status">{move || copied.get()}</p> }.into_any());
    }
    let (say_too, place) =
        state.words.with_value(|words| (words.vocabulary.say_too.clone(), words.vocabulary.what_to_say.clone()));
    let help = state.root.with_value(|root| match place {
        Some(place) => root.to_place(PageName::Journal, PageName::Help, &place),
        None => root.to(PageName::Help),
    });
    shown.extend(say_too.map(|words| paragraph("", words)));
    shown.push(view! { <p class="on-screen"><a href=help>"The whole list, and whom to call"</a></p> }.into_any());
    shown.into_any()
}

/// Which days, and whether with the notes.
fn choices(days: RwSignal<Option<u8>>, with_notes: RwSignal<bool>) -> AnyView {
    let spans: Vec<AnyView> = SPANS
        .into_iter()
        .map(|(span, words)| {
            view! {
                <label>
                    <input type="radio" name="span" prop:checked=move || days.get() == span on:change=move |_| days.set(span)
                        autocomplete="off"/>
                    <span>{words}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="symptom on-screen"><legend>"Which days"</legend><div class="chips">{spans}</div></fieldset>
        <label class="check on-screen">
            <input type="checkbox" prop:checked=move || with_notes.get() autocomplete="off"
                on:change=move |event| with_notes.set(event_target_checked(&event))/>
            <span>"With my notes"</span>
        </label>
    }
    .into_any()
}

/// All that is told, in the order in which it is asked on the telephone. Empty where nothing was recorded.
fn parts(state: JournalState, now: Moment, days: Option<u8>, with_notes: bool) -> Vec<Part> {
    let summary = state
        .words
        .with_value(|words| state.journal.with(|journal| VisitSummary::new(journal, &words.vocabulary, now, days)));
    let waves = waves(state, now, days);
    if summary.is_empty() && waves.is_empty() {
        return Vec::new();
    }
    let today = CalendarDate::from(now.date());
    let told = state.kept.with(|kept| latest_pregnancy(kept).map(|(_, latest)| dates(latest, today)));
    let mut parts: Vec<Part> = vec![("Dates", told.unwrap_or_default())];
    state.words.with_value(|words| {
        let vocabulary = &words.vocabulary;
        parts.push(("Symptoms", summary.strengths.iter().map(|it| line(it, now, vocabulary)).collect()));
        let mut by_time = Vec::new();
        for (symptom, readings) in &summary.by_time {
            for (when, reading) in readings {
                by_time.push(format!("{}: {}", at(*when, now), reading_words::by_itself(vocabulary, symptom, reading)));
            }
        }
        parts.push(("By time", by_time));
    });
    parts.push((wave_words::HEADING, waves));
    if with_notes {
        let notes = summary.notes.into_iter().map(|(when, notes)| format!("{}: {notes}", at(when, now)));
        parts.push(("Notes", notes.collect()));
    }
    parts.retain(|(_, lines)| !lines.is_empty());
    parts
}

fn dates(pregnancy: &Pregnancy, today: CalendarDate) -> Vec<String> {
    pregnancy_words::counted(pregnancy, today).into_iter().collect()
}

/// The waves of the span, and what they come to.
fn waves(state: JournalState, now: Moment, days: Option<u8>) -> Vec<String> {
    let first = days.map_or(i64::MIN, |days| now.unix_minutes() - i64::from(days) * 24 * 60);
    let waves = state.kept.with(|kept| Waves::of(kept));
    let is_in = |start: Instant| start.minute().unix_minutes() >= first;
    let sessions = waves.sessions().filter(|session| session.iter().any(|(_, wave)| is_in(wave.start())));
    let told = sessions.map(|session| {
        let begun = session.iter().map(|(_, wave)| wave.start().minute()).min_by_key(|it| it.unix_minutes());
        let begun = begun.map(|begun| format!("From {}: ", at(begun, now))).unwrap_or_default();
        format!("{begun}{}", wave_words::counted(sum_up(session)))
    });
    told.collect()
}

/// A moment beside others: today's as a time of day alone.
fn at(moment: Moment, now: Moment) -> String {
    if moment.date() == now.date() { moment.clock() } else { format!("{}, {}", moment.day_in_words(), moment.clock()) }
}

/// "Headache: now 4 (03:10). Worst: 7 (Sunday 22 November 2026, 23:00). Since …"
fn line(summary: &SymptomSummary, now: Moment, vocabulary: &Vocabulary) -> String {
    let symptom = vocabulary.symptom(&summary.symptom);
    let (last, last_at) = &summary.last;
    let last_words = reading_words::by_itself(vocabulary, &summary.symptom, last);
    let mut words = format!("{last_words} (at {})", at(*last_at, now));
    if summary.worst.0 != *last {
        let worst = reading_words::amount(symptom, &summary.worst.0);
        words = format!("{words}. Worst: {worst} (at {})", at(summary.worst.1, now));
    }
    if let Some(since) = summary.since.filter(|since| since != last_at) {
        words = format!("{words}. First noted: {}", at(since, now));
    }
    words
}

/// The same as plain text.
fn in_text(parts: &[Part], now: Moment) -> String {
    let mut text = vec![format!("Summary, written on {}, {}", now.day_in_words(), now.clock())];
    for (heading, lines) in parts {
        text.push(format!("\n{heading}"));
        text.extend(lines.iter().map(|line| format!("- {line}")));
    }
    text.join("\n")
}
