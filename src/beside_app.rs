//! The browser entry of what stands beside the journal's form and history.
//!
//! It is a program of its own, which is loaded when the journal is live: what a frightened person needs first does not wait
//! for it. It opens the stored journal as another tab would, and the two tell each other what they store.

use quietleaf::{
    app,
    browser::document,
    leaflet::JournalWords,
    ui::journal::{JournalState, QuestionState, SafetyState, data, tools},
};

fn main() {
    let words = document::mounted_words("journal").and_then(|words| JournalWords::decode(&words));
    let Some(words) = words else { return };
    app::handle_panics();
    let state = JournalState::beside(words, document::site_root());
    let safety = SafetyState::new(state);
    let questions = QuestionState::new(state);
    app::mount("journal-tools", move || tools(state, safety, questions));
    app::mount("journal-data", move || data(state, safety));
    app::run(async move {
        if state.open_beside().await {
            safety.begin().await;
        }
        questions.go_to_asked();
        document::set_live("beside");
    });
}
