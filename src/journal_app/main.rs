//! The browser entry of the journal's page.
//!
//! It is a program of its own, so that the other pages do not load it, and in two modules: `tools` is a chunk that is loaded when the form
//! and the history are live.

mod tools;

use std::sync::Once;

use quietleaf::{
    app,
    browser::{document, idle},
    leaflet::JournalWords,
    ui::{
        country_choice::follow_country,
        journal::{JournalState, history, journal},
    },
};

fn main() {
    app::start();
    let words = document::mounted_words("journal").and_then(|words| JournalWords::decode(&words));
    let Some(words) = words else {
        // A leaflet without a journal.
        document::set_ready();
        return;
    };
    // Before anything is mounted: the cards that an entry calls for are copies of those on the page.
    follow_country();
    let state = JournalState::new(words, document::site_root());
    app::run(async move {
        state.open().await;
        show(state);
        if !state.is_open() {
            app::clear("journal-tools");
        }
        document::set_ready();
        idle::wait().await;
        tools::bring(state).await;
    });
    app::run(async move {
        idle::pause(OPENING_MILLISECONDS).await;
        show(state);
    });
}

/// A journal is open sooner. One that is not is shown all the same, and says that it is being opened.
const OPENING_MILLISECONDS: i32 = 3000;

/// Shows the form and the history, once: together, when they are as they stay, so that nothing moves.
fn show(state: JournalState) {
    static SHOWN: Once = Once::new();
    SHOWN.call_once(|| {
        app::mount("journal", move || journal(state));
        app::mount("journal-history", move || history(state));
    });
}
