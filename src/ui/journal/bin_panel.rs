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
    // The entry of which it was asked whether it is to go for good.
    let asked = RwSignal::new(None::<EntryId>);
    changing(move || {
        if state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let mut bin = state.bin.get();
        if bin.is_empty() {
            return nothing();
        }
        // The one that was deleted last stands first.
        bin.sort_by_key(|binned| std::cmp::Reverse(binned.deleted()));
        let heading = format!("Recently deleted ({})", bin.len());
        let rows = bin.into_iter().map(|binned| row(state, asked, binned)).collect();
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

fn row(state: JournalState, asked: RwSignal<Option<EntryId>>, binned: Binned) -> AnyView {
    let id = binned.id();
    let entry = binned.entry().clone();
    let left = binned.days_left(clock::changed());
    let mut parts = vec![paragraph("when", messages::moment(&entry))];
    parts.extend(recorded(state, &entry));
    parts.push(paragraph("hint", messages::days_left(left)));
    parts.push(changing(move || {
        let about = format!(" {}", messages::moment(&entry));
        if asked.get() == Some(id) {
            let goes = binned.clone();
            let ask = paragraph("", messages::ASK_FOR_GOOD.to_owned());
            let answers = actions(vec![
                button(Look::SmallMain, "Yes, delete it for good", &about, move || {
                    asked.set(None);
                    state.delete_for_good(goes.clone());
                }),
                button(Look::SmallQuiet, "Keep it", &about, move || {
                    asked.set(None);
                    document::focus_soon("recently-deleted");
                }),
            ]);
            return boxed("ask", "ask-for-good", vec![ask, answers]);
        }
        actions(vec![
            button(Look::SmallQuiet, "Bring back", &about, move || state.bring_back(id)),
            button(Look::SmallQuiet, "Delete for good", &about, move || {
                asked.set(Some(id));
                document::focus_soon("ask-for-good");
            }),
        ])
    }));
    boxed("binned", "", parts)
}
