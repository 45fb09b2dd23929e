//! "What to say when you call", filled in from the entries.

use leptos::prelude::*;

use super::{JournalState, messages, reading_words, state::Stored};
use crate::{
    app,
    article::PageName,
    browser::{clock, share},
    journal::{Journal, Moment, SymptomSummary, Vocabulary, call_script},
    ui::parts::{Look, actions, button, changing, list, nothing, paragraph},
};

/// The part that can be read out: folded until it is wanted, and then on one screen.
pub(super) fn call_script_panel(state: JournalState) -> AnyView {
    let copied = RwSignal::new("");
    changing(move || {
        let is_empty = state.journal.with(Journal::is_empty);
        if is_empty || state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let Some(now) = clock::now() else { return nothing() };
        let summaries = state.journal.with(|journal| call_script(journal, now));
        let lines: Vec<String> =
            state.words.with_value(|words| summaries.iter().map(|it| line(it, now, &words.vocabulary)).collect());
        let (say_too, place) =
            state.words.with_value(|words| (words.vocabulary.say_too.clone(), words.vocabulary.what_to_say.clone()));
        let help = state.root.with_value(|root| match place {
            Some(place) => root.to_place(PageName::Journal, PageName::Help, &place),
            None => root.to(PageName::Help),
        });
        let mut parts = Vec::new();
        if lines.is_empty() {
            parts.push(paragraph("", messages::NOTHING_TO_SAY_YET.to_owned()));
        } else {
            let text = lines.join("\n");
            parts.push(list("list", lines.into_iter().map(IntoAny::into_any).collect()));
            let copy = move || {
                let text = text.clone();
                app::run(async move {
                    copied.set(if share::copy(&text).await {
                        "Copied. Other apps on this device may see what is copied."
                    } else {
                        "This browser does not copy."
                    });
                });
            };
            parts.push(actions(vec![button(Look::SmallQuiet, "Copy", " what to say", copy)]));
            parts.push(view! { <p class="hint" role="status">{move || copied.get()}</p> }.into_any());
        }
        parts.extend(say_too.map(|words| paragraph("", words)));
        parts.push(view! { <p><a href=help>"The whole list, and whom to call"</a></p> }.into_any());
        view! {
            <details class="fold call-script">
                <summary><h2>"What to say when you call"</h2></summary>
                {parts}
            </details>
        }
        .into_any()
    })
}

/// "Headache: now 4 (03:10). Worst: 7 (Sunday 22 November 2026, 23:00). Since …"
fn line(summary: &SymptomSummary, now: Moment, vocabulary: &Vocabulary) -> String {
    let when = |moment: Moment| {
        if moment.date() == now.date() {
            moment.clock()
        } else {
            format!("{}, {}", moment.day_in_words(), moment.clock())
        }
    };
    let symptom = vocabulary.symptom(&summary.symptom);
    let (last, last_at) = &summary.last;
    let mut words = format!("{} (at {})", reading_words::by_itself(vocabulary, &summary.symptom, last), when(*last_at));
    if summary.worst.0 != *last {
        let worst = reading_words::amount(symptom, &summary.worst.0);
        words = format!("{words}. Worst: {worst} (at {})", when(summary.worst.1));
    }
    if let Some(since) = summary.since.filter(|since| since != last_at) {
        words = format!("{words}. First noted: {}", when(since));
    }
    words
}
