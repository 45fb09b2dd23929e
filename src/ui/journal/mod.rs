//! The journal on the device: writing entries down, finding them again, and keeping them safe.

mod asking;
mod backup_panel;
mod bin_panel;
mod calendar_panel;
mod card_state;
mod deleting;
mod deleting_panel;
mod deleting_words;
mod entry_form;
mod exporting;
mod history;
mod history_days;
mod history_found;
mod history_search;
mod keeping;
mod kept_panel;
mod kept_things;
mod lock_panel;
mod messages;
mod notices;
mod opening;
mod own_symptom_name;
mod own_symptom_panel;
mod pattern_charts;
mod pattern_words;
mod patterns_panel;
mod pregnancy_fields;
mod pregnancy_panel;
mod pregnancy_words;
mod question_list;
mod question_panel;
mod question_state;
mod question_words;
mod reading_words;
mod reminder_panel;
mod restoring;
mod safety;
mod safety_panel;
mod safety_words;
mod sealed_export;
mod sealing_words;
mod spreadsheet_panel;
mod state;
mod summary_words;
mod symptom_field;
mod typed_dates;
mod versions_fold;
mod visit_summary;
mod warning_cards;
mod wave_form;
mod wave_list;
mod wave_state;
mod wave_timer;
mod wave_words;
mod work;
mod writing;

use leptos::prelude::*;

use super::parts::live;

pub(super) use deleting_words::everything_gone;
pub use question_state::QuestionState;
pub use safety::SafetyState;
pub use state::JournalState;

/// The notices and the form: what the journal's page needs first.
///
/// The page is ready when the state's journal has been opened, or could not be: [`JournalState::open`].
#[must_use]
pub fn journal(state: JournalState) -> AnyView {
    vec![
        warning_cards::after_saving(state),
        live("said", "journal-said", "status", move || state.said.get().into_any()),
        notices::notices(state),
        entry_form::entry_form(state),
    ]
    .into_any()
}

/// What was recorded.
#[must_use]
pub fn history(state: JournalState) -> AnyView {
    history::history(state)
}

/// The tools between the form and the history, which come later: see [`JournalState::for_tools`].
#[must_use]
pub fn tools(state: JournalState, safety: SafetyState, questions: QuestionState) -> AnyView {
    vec![
        safety_panel::what_is_gone(safety),
        wave_timer::wave_timer(state),
        visit_summary::visit_summary_panel(state),
        calendar_panel::calendar_panel(state),
        patterns_panel::patterns_panel(state),
        question_panel::question_panel(questions),
        pregnancy_panel::pregnancy_panel(state),
        // Below what stands there already, which stays where it is.
        pregnancy_panel::what_comes_after(state),
        safety_panel::reminder(safety),
    ]
    .into_any()
}

/// The tools below the history.
#[must_use]
pub fn data(state: JournalState, safety: SafetyState) -> AnyView {
    vec![
        warning_cards::after_saving(state),
        bin_panel::bin_panel(state),
        own_symptom_panel::own_symptom_panel(state),
        backup_panel::backup_panel(safety),
        safety_panel::safety_panel(safety),
        lock_panel::lock_panel(),
        deleting_panel::deleting_panel(safety),
        spreadsheet_panel::spreadsheet_panel(state),
        reminder_panel::reminder_panel(state),
        live("said", "data-said", "status", move || state.said.get().into_any()),
        live("", "data-failure", "alert", move || notices::failure(state)),
    ]
    .into_any()
}
