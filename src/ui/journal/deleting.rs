//! Deleting an entry, bringing it back, and what goes for good.

use leptos::prelude::*;

use super::{JournalState, messages};
use crate::{
    app,
    browser::{clock, document},
    journal::{Binned, Changed, Entry, EntryId, due, due_marks},
    storage::{
        journal_changes,
        journal_store::SaveProblem,
        settings::{self, Settings},
    },
};

impl JournalState {
    /// Deletes an entry: it goes into the bin, and can be brought back from there.
    pub(super) fn delete(self, entry: Entry) {
        app::run(async move {
            self.quiet();
            let Some(store) = self.store.get_value() else { return };
            match store.delete(&entry, clock::changed()).await {
                Ok(binned) => {
                    self.journal.update(|journal| journal.remove(entry.id()));
                    self.looked_at.update(|looked_at| looked_at.retain(|other| *other != entry.id()));
                    self.said.set(messages::deleted(&entry));
                    if let Some(binned) = binned {
                        self.past.update(|past| {
                            past.bin.push(binned);
                            past.deleted.push(entry.id());
                        });
                        document::focus_soon("undo-delete");
                    } else {
                        // Another tab was first: it has put the entry into the bin.
                        self.reload().await;
                        document::focus_soon("add-entry");
                    }
                    self.announce();
                    self.ask_for_months();
                }
                Err(SaveProblem::ChangedElsewhere(_)) => {
                    self.failed.set(messages::NOT_DELETED_CHANGED.to_owned());
                    self.reload().await;
                }
                Err(SaveProblem::Storage(problem)) => self.failed.set(messages::not_deleted(&problem)),
            }
        });
    }

    /// Brings the entry back that was deleted last on this visit.
    pub(super) fn undo_delete(self) {
        if let Some(id) = self.past.with_untracked(|past| past.deleted.last().copied()) {
            self.bring_back(id);
        }
    }

    /// Brings a deleted entry back.
    pub(super) fn bring_back(self, id: EntryId) {
        app::run(async move {
            self.quiet();
            let Some(store) = self.store.get_value() else { return };
            let outcome = store.bring_back(id).await;
            self.reload().await;
            match outcome {
                Ok(Some(entry)) => {
                    self.said.set(messages::brought_back(&entry));
                    self.announce();
                    let warned = self.look_at([entry]);
                    document::focus_soon(if warned { self.place_of_warnings } else { "add-entry" });
                    self.ask_for_months();
                }
                Ok(None) => self.failed.set(messages::NOT_IN_BIN.to_owned()),
                Err(problem) => self.failed.set(messages::not_brought_back(&problem)),
            }
        });
    }

    /// Deletes an entry for good that is in the bin, and its earlier versions with it.
    pub(super) fn delete_for_good(self, binned: Binned) {
        app::run(async move {
            self.quiet();
            let Some(store) = self.store.get_value() else { return };
            let outcome = store.delete_for_good(std::slice::from_ref(&binned)).await;
            self.reload().await;
            let left = self.past.with_untracked(|past| past.bin.clone());
            match outcome {
                Ok(()) if left.iter().any(|other| other.id() == binned.id()) => {
                    self.failed.set(messages::NOT_DELETED_FOR_GOOD_CHANGED.to_owned());
                }
                Ok(()) => {
                    self.said.set(messages::deleted_for_good(binned.entry()));
                    self.announce();
                    document::focus_soon(if left.is_empty() { "add-entry" } else { "recently-deleted" });
                }
                Err(problem) => self.failed.set(messages::not_deleted_for_good(&problem)),
            }
        });
    }

    /// Deletes for good what was long enough in the bin. Returns the earlier visit at which it was looked into, by which is judged what
    /// else has become old.
    pub(super) async fn empty_bin(self) -> Option<Changed> {
        let store = self.store.get_value()?;
        let settings = settings::load();
        let mut goes = self.past.with_untracked(|past| past.bin.clone());
        let remember = due(&mut goes, settings.bin_looked_into.map(Changed), clock::changed());
        // Where it cannot be remembered, nothing goes.
        let remembered = settings.bin_looked_into.map(Changed);
        let _ = settings::save(&Settings { bin_looked_into: Some(remember.0), ..settings });
        let marks = self.kept.with_untracked(|kept| due_marks(kept, remembered, clock::changed()));
        let mut is_changed = false;
        for (removed, mark) in marks {
            // What cannot go now goes on another visit.
            is_changed |= store.save_kept(&mark, Some(&removed)).await.is_ok();
        }
        if is_changed {
            self.reload().await;
            self.announce_change(journal_changes::Changed::BesideTheEntries);
        }
        // What cannot go now goes on another visit.
        if !goes.is_empty() && store.delete_for_good(&goes).await.is_ok() {
            self.reload().await;
            self.announce();
        }
        remembered
    }

    /// From now on, an entry has earlier versions.
    pub(super) fn note_edited(self, id: EntryId) {
        self.past.update(|past| {
            (past.shown, past.versions) = (None, None);
            if let Err(place) = past.edited.binary_search(&id) {
                past.edited.insert(place, id);
            }
        });
    }
}
