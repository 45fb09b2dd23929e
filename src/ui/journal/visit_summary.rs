//! The summary for a call or a visit: read out, copied, or printed on one page.

use leptos::prelude::*;

use super::{
    JournalState, messages,
    state::Stored,
    summary_words::{self, Part},
};
use crate::{
    app,
    article::PageName,
    browser::{clock, document, share},
    journal::{Moment, SummaryPart, VisitSummary},
    ui::parts::{Look, actions, button, changing, nothing, paragraph},
};

/// The spans that can be chosen, in days; none is everything.
const SPANS: [(Option<u8>, &str); 4] =
    [(Some(1), "Last 24 hours"), (Some(3), "Last 3 days"), (Some(7), "Last 7 days"), (None, "Everything")];

/// What the person has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Choice {
    days: Option<u8>,
    included: Vec<SummaryPart>,
}

impl Choice {
    fn at_first() -> Self {
        let included = SummaryPart::ALL.into_iter().filter(|part| part.is_told_at_first()).collect();
        Self { days: Some(3), included }
    }
}

/// The panel: folded until it is wanted, and made only then.
pub(super) fn visit_summary_panel(state: JournalState) -> AnyView {
    let is_open = RwSignal::new(false);
    let choice = RwSignal::new(Choice::at_first());
    let copied = RwSignal::new("");
    changing(move || {
        if state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let content = changing(move || match is_open.get() {
            true if state.needs_entries() => shown(state, choice, copied),
            true => paragraph("hint", messages::ENTRIES_ARE_READ.to_owned()),
            false => nothing(),
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

fn shown(state: JournalState, choice: RwSignal<Choice>, copied: RwSignal<&'static str>) -> AnyView {
    // What is told is of today, also where the page was open overnight.
    state.returned.track();
    let Some(now) = clock::now() else { return nothing() };
    let Choice { days, included } = choice.get();
    let (is_empty, knows_weeks, mut parts) = state.words.with_value(|words| {
        let vocabulary = &words.vocabulary;
        let of = |journal: &_| state.kept.with(|kept| VisitSummary::new(journal, kept, vocabulary, now, days));
        let summary = state.journal.with(of);
        (summary.is_empty(), summary.knows_dates(), summary_words::parts(&summary, vocabulary, now))
    });
    let mut shown = vec![spans(choice)];
    if is_empty {
        shown.push(paragraph("on-screen", messages::NOTHING_TO_SAY_YET.to_owned()));
    }
    if !parts.is_empty() {
        shown.push(what_to_include(choice, parts.iter().map(|(part, _)| *part)));
        parts.retain(|(part, _)| included.contains(part));
        shown.push(if parts.is_empty() {
            paragraph("on-screen", messages::NOTHING_CHOSEN.to_owned())
        } else {
            told(&parts, now, copied)
        });
    }
    shown.push(what_else_to_say(state, knows_weeks));
    shown.into_any()
}

/// The summary itself: what is shown, printed and copied is the same.
fn told(parts: &[Part], now: Moment, copied: RwSignal<&'static str>) -> AnyView {
    let mut shown = vec![paragraph("hint", summary_words::written_on(now))];
    for (part, days) in parts {
        let heading = summary_words::heading(*part);
        shown.push(view! { <h3>{heading}</h3> }.into_any());
        let is_own = matches!(part, SummaryPart::Questions | SummaryPart::Notes);
        shown.extend(days.iter().map(|(day, lines)| of_day(day.as_deref(), lines, is_own)));
    }
    let text = summary_words::in_text(parts, now);
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
    shown.into_any()
}

/// The lines of a day, each in its own direction. The person's own words are never translated.
fn of_day(day: Option<&str>, lines: &[String], is_own: bool) -> AnyView {
    let day = day.map(|day| paragraph("told-day", day.to_owned()));
    let lines: Vec<_> = lines.iter().map(|line| view! { <li dir="auto">{line.clone()}</li> }).collect();
    view! { {day}<ul class="list told" translate=is_own.then_some("no")>{lines}</ul> }.into_any()
}

/// What the journal does not know, and the way to the whole list.
fn what_else_to_say(state: JournalState, knows_weeks: bool) -> AnyView {
    let (say_weeks, say_too, place) = state.words.with_value(|words| {
        let vocabulary = &words.vocabulary;
        let say_weeks = vocabulary.say_weeks.clone().filter(|_| !knows_weeks);
        (say_weeks, vocabulary.say_too.clone(), vocabulary.what_to_say.clone())
    });
    let help = state.root.with_value(|root| match place {
        Some(place) => root.to_place(PageName::Journal, PageName::Help, &place),
        None => root.to(PageName::Help),
    });
    let say: Vec<AnyView> = say_weeks.into_iter().chain(say_too).map(|words| paragraph("on-screen", words)).collect();
    view! { {say}<p class="on-screen"><a href=help>"The whole list, and whom to call"</a></p> }.into_any()
}

/// Which days.
fn spans(choice: RwSignal<Choice>) -> AnyView {
    let spans: Vec<AnyView> = SPANS
        .into_iter()
        .map(|(span, words)| {
            view! {
                <label>
                    <input type="radio" name="span" prop:checked=move || choice.with(|choice| choice.days == span)
                        autocomplete="off" on:change=move |_| choice.update(|choice| choice.days = span)/>
                    <span>{words}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! { <fieldset class="symptom on-screen"><legend>"Which days"</legend><div class="chips">{spans}</div></fieldset> }
        .into_any()
}

/// Which parts, of those that have something to say.
fn what_to_include(choice: RwSignal<Choice>, parts: impl Iterator<Item = SummaryPart>) -> AnyView {
    let boxes: Vec<AnyView> = parts
        .map(|part| {
            let include = move |event: leptos::ev::Event| {
                let is_included = event_target_checked(&event);
                choice.update(|choice| {
                    choice.included.retain(|other| *other != part);
                    choice.included.extend(is_included.then_some(part));
                });
            };
            view! {
                <label class="check">
                    <input type="checkbox" prop:checked=move || choice.with(|choice| choice.included.contains(&part))
                        autocomplete="off" on:change=include/>
                    <span>{summary_words::heading(part)}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="symptom on-screen"><legend>"What to include"</legend><div class="checks">{boxes}</div></fieldset>
    }
    .into_any()
}
