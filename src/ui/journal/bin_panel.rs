//! Recently deleted entries: what they were, how long they are kept, and both ways out.

use std::cmp::Reverse;

use leptos::prelude::*;

use super::{JournalState, history::recorded_in_week, messages, question_words, state::Stored, wave_words};
use crate::{
    browser::{clock, document},
    journal::{Binned, Changed, EntryId, KeptRecord, KeptThing},
    sorting::sort_by,
    ui::parts::{Look, actions, boxed, button, changing, list, nothing, paragraph},
};

/// The bin, folded until it is wanted; nothing where it is empty.
pub(super) fn bin_panel(state: JournalState) -> AnyView {
    changing(move || {
        if state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let past = state.past.get();
        let now = clock::changed();
        let mut kept = state.kept.with(|kept| removed(kept, now));
        if past.bin.is_empty() && kept.is_empty() {
            return nothing();
        }
        let heading = format!("Recently deleted ({})", past.bin.len() + kept.len());
        let mut rows: Vec<(&Binned, AnyView)> = Vec::new();
        for binned in &past.bin {
            // The one that was deleted last stands first.
            let place = rows.partition_point(|(other, _)| other.deleted() > binned.deleted());
            rows.insert(place, (binned, row(state, past.asked, binned)));
        }
        sort_by(&mut kept, |record| Reverse(record.changed()));
        let kept = kept.iter().filter_map(|record| row_of_kept(state, record, now));
        let rows = rows.into_iter().map(|(_, row)| row).chain(kept).collect();
        view! {
            <details class="fold bin on-screen">
                <summary id="recently-deleted"><h2>{heading}</h2></summary>
                {paragraph("hint", messages::about_bin())}
                {list("plain", rows)}
            </details>
        }
        .into_any()
    })
}

/// The waves and the questions that can still be brought back. Symptoms of one's own have a panel for that.
fn removed(kept: &[KeptRecord], now: Changed) -> Vec<KeptRecord> {
    let is_shown = |record: &&KeptRecord| {
        record.days_left(now) > 0 && matches!(record.what(), KeptThing::Wave(_) | KeptThing::Question(_))
    };
    kept.iter().filter(is_shown).cloned().collect()
}

fn row_of_kept(state: JournalState, record: &KeptRecord, now: Changed) -> Option<AnyView> {
    let (what, about) = match record.what() {
        KeptThing::Wave(wave) => {
            let minute = wave.start().minute();
            let lasted = wave_words::in_list(*wave, false, None);
            let words = format!("A pain, {}, {}. {lasted}", minute.day_in_words(), minute.clock());
            (paragraph("when", words), wave_words::about(*wave))
        }
        KeptThing::Question(question) => {
            let text = question.text().to_owned();
            (view! { <p class="when" dir="auto" translate="no">{text}</p> }.into_any(), question_words::about(question))
        }
        _ => return None,
    };
    let removed = record.clone();
    let bring_back = move || {
        let record = removed.holding(removed.what().clone(), clock::changed());
        state.keep(record);
        document::focus_soon("journal-data");
    };
    let parts = vec![
        what,
        paragraph("hint", messages::days_left(record.days_left(now))),
        actions(vec![button(Look::SmallQuiet, "Bring back", &about, bring_back)]),
    ];
    Some(boxed("binned", "", parts))
}

fn row(state: JournalState, asked: Option<EntryId>, binned: &Binned) -> AnyView {
    let id = binned.id();
    let entry = binned.entry();
    let mut parts = vec![paragraph("when", messages::moment(entry))];
    parts.extend(recorded_in_week(state, entry));
    parts.push(paragraph("hint", messages::days_left(binned.days_left(clock::changed()))));
    let about = format!(" {}", messages::moment(entry));
    if asked == Some(id) {
        let goes = binned.clone();
        let answers = actions(vec![
            button(Look::SmallMain, "Yes, delete it for good", &about, move || state.delete_for_good(goes.clone())),
            button(Look::SmallQuiet, "Keep it", &about, move || {
                state.past.update(|past| past.asked = None);
                document::focus_soon("recently-deleted");
            }),
        ]);
        let ask = paragraph("", messages::ASK_FOR_GOOD.to_owned());
        parts.push(boxed("ask", "ask-for-good", vec![ask, answers]));
    } else {
        parts.push(actions(vec![
            button(Look::SmallQuiet, "Bring back", &about, move || state.bring_back(id)),
            button(Look::SmallQuiet, "Delete for good", &about, move || {
                state.past.update(|past| past.asked = Some(id));
                document::focus_soon("ask-for-good");
            }),
        ]));
    }
    boxed("binned", "", parts)
}
