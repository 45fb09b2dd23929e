//! What stands beside the journal's form and history: what to say on a call, questions to ask, the bin, backups.
//!
//! It is a chunk of the program, which is loaded when the journal is live: what a frightened person needs first does not wait for it.
//! Where it cannot be had, the page says so, and entries can be written and read all the same.

use quietleaf::{
    app,
    browser::document,
    leaflet::JournalWords,
    ui::journal::{JournalState, QuestionState, SafetyState, data, tools},
};
#[cfg(not(unsplit))]
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// The chunk cannot be had.
struct NotThere;

/// Loads the chunk and mounts what it brings, with its styles.
pub(crate) async fn bring(words: JournalWords) {
    // The chunk is under way while the page waits for the styles.
    let loaded = load().await;
    document::dressed().await;
    if loaded.is_err() || mount(words).await.is_err() {
        document::show_app_note();
    }
}

/// Mounts it, as soon as it is loaded.
#[cfg(not(unsplit))]
#[wasm_split(tools, fallible, preload(load))]
fn mount(words: JournalWords) -> Result<(), NotThere> {
    begin(words);
    Ok(())
}

#[cfg(not(unsplit))]
impl From<SplitLoaderError> for NotThere {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// As one module, it is there.
#[cfg(unsplit)]
async fn load() -> Result<(), NotThere> {
    Ok(())
}

#[cfg(unsplit)]
async fn mount(words: JournalWords) -> Result<(), NotThere> {
    begin(words);
    Ok(())
}

fn begin(words: JournalWords) {
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
