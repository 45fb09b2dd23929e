//! What a panel shares that keeps records beside the entries: it stores them one at a time, says what was done where the person
//! is, and brings back what was removed last.

use leptos::prelude::*;

use super::{JournalState, messages, state::new_id};
use crate::{
    app,
    browser::{clock, document},
    journal::{KeptRecord, KeptThing},
    ui::parts::{Look, actions, button_with_id, changing, live, nothing},
};

/// The places of a panel by their ids: what was done, what could not be, and the button that brings back.
pub(super) struct PanelPlaces {
    pub(super) said: &'static str,
    pub(super) failure: &'static str,
    pub(super) undo: &'static str,
}

/// A panel's own messages, and the record that it removed last.
pub(super) struct KeptPanel {
    pub(super) journal: JournalState,
    places: PanelPlaces,
    pub(super) saving: RwSignal<bool>,
    pub(super) said: RwSignal<String>,
    /// What could not be done last.
    pub(super) failed: RwSignal<String>,
    /// The record that was removed last on this visit, as it is now.
    pub(super) removed: RwSignal<Option<KeptRecord>>,
}

impl KeptPanel {
    /// A panel with nothing said yet. It is there until the page is left.
    pub(super) fn new(journal: JournalState, places: PanelPlaces) -> &'static Self {
        Box::leak(Box::new(Self {
            journal,
            places,
            saving: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            failed: RwSignal::new(String::new()),
            removed: RwSignal::new(None),
        }))
    }

    /// Stores a new record, or a later version of one: what was shown when the person began to change it. `then` follows where
    /// that is done. A button that is pressed twice does one thing.
    pub(super) fn keep(
        &'static self,
        replaces: Option<KeptRecord>,
        what: KeptThing,
        said: String,
        then: impl FnOnce(&KeptRecord) + 'static,
    ) {
        let changed = clock::changed();
        let record = match &replaces {
            Some(record) => record.holding(what, changed),
            None => KeptRecord::new(new_id(), changed, what),
        };
        self.store(replaces, record, said, Box::new(then));
    }

    /// Removes a record. It can be brought back at once until the page is left, and for 30 days from among what was deleted.
    pub(super) fn remove(&'static self, record: KeptRecord) {
        let removed = record.removed(clock::changed());
        let undo = self.places.undo;
        self.store(Some(record), removed, messages::REMOVED.to_owned(), Box::new(move |_| document::focus_soon(undo)));
    }

    /// Brings back what was removed last.
    pub(super) fn undo_remove(&'static self, then: impl FnOnce(&KeptRecord) + 'static) {
        if let Some(removed) = self.removed.get_untracked() {
            let what = removed.what().clone();
            self.keep(Some(removed), what, messages::BROUGHT_BACK.to_owned(), then);
        }
    }

    fn store(
        &'static self,
        replaces: Option<KeptRecord>,
        record: KeptRecord,
        said: String,
        then: Box<dyn FnOnce(&KeptRecord)>,
    ) {
        if self.saving.get_untracked() {
            return;
        }
        self.saving.set(true);
        self.quiet();
        app::run(async move {
            self.journal.quiet();
            let is_kept = self.journal.keep_in_place_of(replaces, record.clone()).await;
            self.saving.set(false);
            if !is_kept {
                // It is said where the person is, and once.
                let why = self.journal.failed.get_untracked();
                self.journal.failed.set(String::new());
                self.fail(why);
                return;
            }
            then(&record);
            self.removed.set(record.is_removed().then_some(record));
            self.said.set(said);
        });
    }

    /// Takes the last messages away before something new is done.
    pub(super) fn quiet(&self) {
        self.said.set(String::new());
        self.failed.set(String::new());
    }

    /// Says what could not be done.
    pub(super) fn fail(&self, why: String) {
        self.failed.set(why);
        document::focus_soon(self.places.failure);
    }

    /// What was done last, and what could not be.
    pub(super) fn told(&'static self) -> AnyView {
        vec![
            live("said", self.places.said, "status", move || self.said.get().into_any()),
            live("problem", self.places.failure, "alert", move || self.failed.get().into_any()),
        ]
        .into_any()
    }

    /// The button that brings back what was removed last, where something was.
    pub(super) fn undo(&'static self, undo: impl Fn() + Copy + Send + 'static) -> AnyView {
        changing(move || {
            if self.removed.with(Option::is_none) {
                return nothing();
            }
            actions(vec![button_with_id(Look::SmallQuiet, Some(self.places.undo), "Undo", "", undo)])
        })
    }
}
