//! Recently deleted entries: what they were, how long they are kept, and both ways out.

use leptos::prelude::*;

use super::{JournalState, history::recorded, messages, state::Stored};
use crate::{
    browser::{clock, document},
    journal::{Binned, EntryId},
    ui::parts::{Look, actions, boxed, button, changing, list, nothing, paragraph},
};

/// The bin, folded until it is wanted; nothing where it is empty.
pub(super) fn bin_panel(state: JournalState) -> AnyView {
    changing(move || {
        if state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let past = state.past.get();
        if past.bin.is_empty() {
            return nothing();
        }
        let heading = format!("Recently deleted ({})", past.bin.len());
        let mut rows: Vec<(&Binned, AnyView)> = Vec::new();
        for binned in &past.bin {
            // The one that was deleted last stands first.
            let place = rows.partition_point(|(other, _)| other.deleted() > binned.deleted());
            rows.insert(place, (binned, row(state, past.asked, binned)));
        }
        let rows = rows.into_iter().map(|(_, row)| row).collect();
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

fn row(state: JournalState, asked: Option<EntryId>, binned: &Binned) -> AnyView {
    let id = binned.id();
    let entry = binned.entry();
    let mut parts = vec![paragraph("when", messages::moment(entry))];
    parts.extend(recorded(state, entry));
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
