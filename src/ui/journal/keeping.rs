//! What is in the journal: deleting and bringing back, export and restore, and asking the browser to keep it.

use leptos::prelude::*;

use super::{JournalState, messages, state::Preview};
use crate::{
    app,
    browser::{clock, document, files::PreparedFile, persistence},
    exchange::{read_backup, write_backup},
    journal::{Entry, plan},
    storage::{
        StorageProblem,
        journal_store::SaveProblem,
        settings::{self, Settings},
    },
};

impl JournalState {
    /// Deletes an entry. It can be brought back until the page is left.
    pub(super) fn delete(self, entry: Entry) {
        app::run(async move {
            self.quiet();
            let Some(store) = self.store.get_value() else { return };
            match store.delete(&entry).await {
                Ok(()) => {
                    self.journal.update(|journal| journal.remove(entry.id()));
                    self.warned_of.update(|warned| warned.retain(|other| other.id() != entry.id()));
                    self.said.set(messages::deleted(&entry));
                    self.deleted.update(|deleted| deleted.push(entry));
                    self.announce();
                    document::focus_soon("undo-delete");
                    app::run(self.rebuild_months());
                }
                Err(SaveProblem::ChangedElsewhere(_)) => {
                    self.failed.set(messages::NOT_DELETED_CHANGED.to_owned());
                    self.reload().await;
                }
                Err(SaveProblem::Storage(problem)) => self.failed.set(messages::not_deleted(&problem)),
            }
        });
    }

    /// Brings the entry back that was deleted last.
    pub(super) fn undo_delete(self) {
        let Some(entry) = self.deleted.with_untracked(|deleted| deleted.last().cloned()) else { return };
        app::run(async move {
            self.quiet();
            let Some(store) = self.store.get_value() else { return };
            // By its id, and never over a later version: a restored backup may have brought another one meanwhile.
            match store.merge(vec![entry.clone()]).await {
                Ok(_) => {
                    self.deleted.update(|deleted| deleted.retain(|other| other.id() != entry.id()));
                    self.reload().await;
                    self.said.set(messages::brought_back(&entry));
                    self.announce();
                    let warned = self.warn_of([entry]);
                    document::focus_soon(if warned { "warning-after-saving" } else { "add-entry" });
                    app::run(self.rebuild_months());
                }
                Err(problem) => self.failed.set(messages::not_brought_back(&problem)),
            }
        });
    }

    /// Writes everything into a file, reads the file again, and only then hands it to the browser.
    pub(super) fn export(self) {
        app::run(async move {
            self.quiet();
            let Some(now) = clock::now() else {
                self.failed.set(messages::CLOCK_IS_WRONG.to_owned());
                return;
            };
            if !self.reload().await {
                self.failed.set(messages::NOT_EXPORTED.to_owned());
                return;
            }
            let journal = self.journal.get_untracked();
            let name = format!("quietleaf-backup-{}.json", now.local().get(..10).unwrap_or_default());
            let file = PreparedFile::json(name, &write_backup(&journal, now));
            let bytes = match &file {
                Some(file) => file.bytes().await,
                None => None,
            };
            let read = bytes.and_then(|bytes| read_backup(&bytes).ok());
            // What cannot be read here stands behind the entries: in the file, some of it may be an entry.
            let is_whole = read.is_some_and(|read| {
                let all = read.entries.len() + read.unreadable.len();
                read.declared == Some(journal.len())
                    && read.entries.get(..journal.len()) == Some(journal.entries())
                    && all == journal.len() + journal.unreadable().len()
            });
            match file {
                Some(file) if is_whole && file.download() => {
                    self.said.set(messages::exported(&journal, file.name()));
                }
                _ => self.failed.set(messages::NOT_EXPORTED.to_owned()),
            }
        });
    }

    /// Looks into a file and tells what putting it into the journal would change.
    pub(super) fn look_into(self, bytes: Option<Vec<u8>>) {
        self.quiet();
        match bytes.map(|bytes| read_backup(&bytes)) {
            None => self.failed.set(messages::FILE_UNREADABLE.to_owned()),
            Some(Err(_)) => self.failed.set(messages::NOT_A_BACKUP.to_owned()),
            Some(Ok(backup)) => {
                let merge = self.journal.with_untracked(|journal| plan(journal, backup.entries.iter().cloned()));
                self.preview.set(Some(Preview { backup, merge }));
                document::focus_soon("restore-preview");
            }
        }
    }

    /// Puts the file away.
    pub(super) fn close_preview(self) {
        self.preview.set(None);
        document::focus_soon("journal-data");
    }

    /// Puts what was looked into the journal.
    pub(super) fn restore(self) {
        // Taken away at once: a second press finds nothing to do.
        let Some(preview) = self.preview.get_untracked() else { return };
        self.preview.set(None);
        app::run(async move {
            self.quiet();
            let outcome = match self.store.get_value() {
                Some(store) => store.merge(preview.backup.entries.clone()).await,
                None => Err(StorageProblem::Unavailable),
            };
            match outcome {
                Ok(merge) => {
                    self.reload().await;
                    self.said.set(messages::restored(&merge));
                    self.announce();
                    let changed = merge.changed.into_iter().map(|(_, later)| later);
                    let warned = self.warn_of(merge.new.into_iter().chain(changed));
                    document::focus_soon(if warned { "warning-after-saving" } else { "journal-data" });
                    self.consider_persistence().await;
                    app::run(self.rebuild_months());
                }
                Err(problem) => {
                    self.preview.set(Some(preview));
                    self.failed.set(messages::not_restored(&problem));
                }
            }
        });
    }

    /// Saves the records that could not be read into a file, as they are.
    pub(super) fn download_unreadable(self) {
        let text = self.journal.with_untracked(|journal| {
            let records = journal.unreadable().iter();
            records.map(|record| format!("{}\n{}\n", record.place, record.text)).collect::<Vec<_>>().join("\n")
        });
        let file = PreparedFile::json("quietleaf-unreadable.txt".to_owned(), &text);
        if !file.is_some_and(|file| file.download()) {
            self.failed.set(messages::NOT_EXPORTED.to_owned());
        }
    }

    pub(super) async fn consider_persistence(self) {
        if !settings::load().persistence_settled && persistence::is_kept().await == Some(false) {
            self.offer_persistence.set(true);
        }
    }

    /// Asks the browser to keep what is stored.
    pub(super) fn ask_persistence(self) {
        app::run(async move {
            let kept = persistence::ask().await.unwrap_or(false);
            self.settle_persistence();
            self.said.set(messages::persistence(kept).to_owned());
        });
    }

    /// Does not ask again.
    pub(super) fn settle_persistence(self) {
        self.offer_persistence.set(false);
        // Where it cannot be kept, the question comes again.
        let _ = settings::save(&Settings { persistence_settled: true, ..settings::load() });
        document::focus_soon("add-entry");
    }
}
