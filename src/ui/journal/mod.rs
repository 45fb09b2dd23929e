//! The journal on the device: writing entries down, finding them again, and keeping them safe.

mod asking;
mod backup_panel;
mod bin_panel;
mod call_script;
mod deleting;
mod entry_form;
mod history;
mod keeping;
mod kept_things;
mod messages;
mod notices;
mod opening;
mod reading_words;
mod state;
mod symptom_field;
mod versions_fold;
mod warning_cards;
mod wave_form;
mod wave_list;
mod wave_state;
mod wave_timer;
mod wave_words;
mod writing;

use leptos::prelude::*;

pub use state::JournalState;

/// The part that is mounted on the journal's page.
///
/// The page is ready when the state's journal has been opened, or could not be: [`JournalState::open`].
#[must_use]
pub fn journal(state: JournalState) -> AnyView {
    vec![
        warning_cards::after_saving(state),
        super::parts::live("said", "journal-said", "status", move || state.said.get().into_any()),
        notices::notices(state),
        entry_form::entry_form(state),
        wave_timer::wave_timer(state),
        call_script::call_script_panel(state),
        history::history(state),
        bin_panel::bin_panel(state),
        backup_panel::backup_panel(state),
    ]
    .into_any()
}
