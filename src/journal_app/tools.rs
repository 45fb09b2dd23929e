//! What stands beside the journal's form and history: what to say on a call, questions to ask, the bin, backups.
//!
//! It is a chunk of the program, which is loaded when the journal is live: what a frightened person needs first does not wait for it.
//! Where it cannot be had, the page says so, and entries can be written and read all the same.

use quietleaf::{
    app,
    browser::document,
    ui::journal::{JournalState, QuestionState, SafetyState, data, tools},
};
#[cfg(not(unsplit))]
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// The chunk cannot be had.
struct NotThere;

/// Loads the chunk and mounts what it brings, with its styles.
pub(crate) async fn bring(state: JournalState) {
    // It is under way while the page waits for the styles.
    if load().await.is_ok() {
        document::dressed().await;
        if mount(state).await.is_ok() {
            return;
        }
    }
    document::show_app_note();
}

/// Mounts it, as soon as it is loaded.
#[cfg(not(unsplit))]
#[wasm_split(tools, fallible, preload(load))]
#[allow(clippy::unnecessary_wraps, reason = "what loads the chunk fails, where it cannot be had")]
fn mount(state: JournalState) -> Result<(), NotThere> {
    begin(state);
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
fn load() -> std::future::Ready<Result<(), NotThere>> {
    std::future::ready(Ok(()))
}

#[cfg(unsplit)]
fn mount(state: JournalState) -> std::future::Ready<Result<(), NotThere>> {
    begin(state);
    std::future::ready(Ok(()))
}

fn begin(state: JournalState) {
    let state = state.for_tools();
    let safety = SafetyState::new(state);
    let questions = QuestionState::new(state);
    // Whoever has opened a fold already finds it open.
    let folds = document::folds_in("journal-tools");
    app::mount("journal-tools", move || tools(state, safety, questions));
    folds.take_over("journal-tools");
    app::mount("journal-data", move || data(state, safety));
    app::run(async move {
        if state.is_open() {
            safety.begin().await;
            state.make_months();
        }
        questions.go_to_asked();
        document::set_live("beside");
    });
}
