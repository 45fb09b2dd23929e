//! The summary for a call or a visit: read out, copied, or printed on one page.

use leptos::prelude::*;

use super::{
    JournalState, messages,
    state::Stored,
    summary_words::{self, Part},
};
use crate::{
    app,
    article::{CalendarDate, PageName},
    browser::{clock, document, share},
    journal::{Moment, SummaryPart, SummarySpan, VisitSummary},
    ui::{
        parts::{Look, actions, boxed, button, changing, live, nothing, paragraph},
        tool_names,
    },
};

/// The spans that can be chosen.
const SPANS: [(ChosenSpan, &str); 5] = [
    (ChosenSpan::Of(SummarySpan::LastDays(1)), "Last 24 hours"),
    (ChosenSpan::Of(SummarySpan::LastDays(3)), "Last 3 days"),
    (ChosenSpan::Of(SummarySpan::LastDays(7)), "Last 7 days"),
    (ChosenSpan::Of(SummarySpan::Everything), "Everything"),
    (ChosenSpan::Typed, "Choose days"),
];
const FROM: &str = "summary-from";
const TO: &str = "summary-to";
/// Where it is told that the typed days are no span.
const NO_SUCH_DAYS: &str = "summary-no-days";

/// Which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChosenSpan {
    /// A span of its own.
    Of(SummarySpan),
    /// From one typed day to another.
    Typed,
}

/// What the person has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Choice {
    span: ChosenSpan,
    /// What is typed for the first and for the last of some days.
    typed: [String; 2],
    included: Vec<SummaryPart>,
}

impl Choice {
    fn at_first() -> Self {
        let included = SummaryPart::ALL.into_iter().filter(|part| part.is_told_at_first()).collect();
        Self { span: ChosenSpan::Of(SummarySpan::LastDays(3)), typed: [String::new(), String::new()], included }
    }

    /// None while the typed days are none, or stand the wrong way round.
    fn span(&self) -> Option<SummarySpan> {
        match self.span {
            ChosenSpan::Of(span) => Some(span),
            ChosenSpan::Typed => {
                let [from, to] = &self.typed;
                let (from, to) = (CalendarDate::read(from)?, CalendarDate::read(to)?);
                (from <= to).then_some(SummarySpan::Days(from, to))
            }
        }
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
            true if state.has_entries.get() => shown(state, choice, copied),
            true => paragraph("hint", messages::ENTRIES_ARE_READ.to_owned()),
            false => nothing(),
        });
        view! {
            <details class="fold call-script" id="visit-summary" on:toggle=move |_| is_open.set(document::is_open("visit-summary"))>
                <summary><h2>{tool_names::SUMMARY}</h2></summary>
                {content}
            </details>
        }
        .into_any()
    })
}

fn shown(state: JournalState, choice: RwSignal<Choice>, copied: RwSignal<&'static str>) -> AnyView {
    let span = Memo::new(move |_| choice.with(Choice::span));
    vec![spans(choice), typed_days(choice), changing(move || summed_up(state, choice, span, copied))].into_any()
}

fn summed_up(
    state: JournalState,
    choice: RwSignal<Choice>,
    span: Memo<Option<SummarySpan>>,
    copied: RwSignal<&'static str>,
) -> AnyView {
    // What is told is of today, also where the page was open overnight. What was said of the copy before is said no more.
    state.returned.track();
    copied.set("");
    let Some(now) = clock::now() else { return nothing() };
    let Some(span) = span.get() else {
        let say = what_else_to_say(state, false);
        return vec![boxed("on-screen", NO_SUCH_DAYS, vec![messages::NO_SUCH_DAYS.into_any()]), say].into_any();
    };
    let included = choice.with(|choice| choice.included.clone());
    let (is_empty, knows_weeks, mut parts) = state.words.with_value(|words| {
        let vocabulary = &words.vocabulary;
        let of = |journal: &_| state.kept.with(|kept| VisitSummary::new(journal, kept, vocabulary, now, span));
        let summary = state.journal.with(of);
        (summary.is_empty(), summary.knows_dates(), summary_words::parts(&summary, vocabulary, now))
    });
    let mut shown = Vec::new();
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
    shown.push(live("hint on-screen", "summary-copied", "status", move || copied.get().into_any()));
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
    view! { {say}<p class="on-screen"><a href=help>"The whole list, and who to call"</a></p> }.into_any()
}

/// Which days.
fn spans(choice: RwSignal<Choice>) -> AnyView {
    let spans: Vec<AnyView> = SPANS
        .into_iter()
        .map(|(span, words)| {
            view! {
                <label>
                    <input type="radio" name="span" prop:checked=move || choice.with(|choice| choice.span == span)
                        autocomplete="off" on:change=move |_| choice.update(|choice| choice.span = span)/>
                    <span>{words}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! { <fieldset class="symptom on-screen"><legend>"Which days"</legend><div class="chips">{spans}</div></fieldset> }
        .into_any()
}

/// The first and the last of some days, while these are chosen.
fn typed_days(choice: RwSignal<Choice>) -> AnyView {
    let is_chosen = Memo::new(move |_| choice.with(|choice| choice.span == ChosenSpan::Typed));
    changing(move || {
        if !is_chosen.get() {
            return nothing();
        }
        let day = |id: &'static str, name: &'static str, place: usize| {
            let take = move |event: leptos::ev::Event| {
                let typed = event_target_value(&event);
                choice.update(|choice| {
                    if let Some(field) = choice.typed.get_mut(place) {
                        *field = typed;
                    }
                });
            };
            let value = choice.with_untracked(|choice| choice.typed.get(place).cloned());
            view! {
                <div class="field">
                    <label for=id>{name}</label>
                    <input type="date" id=id value=value autocomplete="off" aria-describedby=NO_SUCH_DAYS on:change=take/>
                </div>
            }
            .into_any()
        };
        boxed("find-fields on-screen", "", vec![day(FROM, "From", 0), day(TO, "To", 1)])
    })
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
