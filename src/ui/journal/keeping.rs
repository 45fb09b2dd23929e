//! What is in the journal: export and restore, and asking the browser to keep it.

use leptos::prelude::*;

use super::{JournalState, messages, state::Preview};
use crate::{
    app,
    browser::{clock, document, files::PreparedFile, persistence},
    exchange::{read_backup, write_backup},
    journal::{Merge, restore},
    storage::{
        StorageProblem,
        settings::{self, Settings},
    },
};

impl JournalState {
    /// Writes everything into a file, reads the file again, and only then hands it to the browser.
    pub(super) fn export(self) {
        app::run(async move {
            self.quiet();
            let Some(now) = clock::now() else {
                self.failed.set(messages::CLOCK_IS_WRONG.to_owned());
                return;
            };
            let everything = match self.store.get_value() {
                Some(store) if self.reload().await => store.load_everything().await.ok(),
                _ => None,
            };
            let Some(everything) = everything else {
                self.failed.set(messages::NOT_EXPORTED.to_owned());
                return;
            };
            let name = format!("quietleaf-backup-{}.json", now.local().get(..10).unwrap_or_default());
            let file = PreparedFile::json(name, &write_backup(&everything, now));
            let bytes = match &file {
                Some(file) => file.bytes().await,
                None => None,
            };
            let is_whole = bytes.and_then(|bytes| read_backup(&bytes).ok()).is_some_and(|read| read.holds(&everything));
            match file {
                Some(file) if is_whole && file.download() => {
                    self.said.set(messages::exported(&everything, file.name()));
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
            Some(Ok(backup)) => app::run(async move {
                let everything = match self.store.get_value() {
                    Some(store) => store.load_everything().await,
                    None => Err(StorageProblem::Unavailable),
                };
                match everything {
                    Ok(everything) => {
                        let restore = restore(&everything, backup.contents.clone());
                        self.preview.set(Some(Preview { backup, restore }));
                        document::focus_soon("restore-preview");
                    }
                    Err(problem) => self.failed.set(messages::not_restored(&problem)),
                }
            }),
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
                Some(store) => store.restore(preview.backup.contents.clone()).await,
                None => Err(StorageProblem::Unavailable),
            };
            match outcome {
                Ok(restored) => {
                    self.reload_with_entries().await;
                    self.said.set(messages::restored(&restored));
                    self.announce();
                    let Merge { new, changed, .. } = restored.entries;
                    let warned = self.warn_of(new.into_iter().chain(changed.into_iter().map(|(_, later)| later)));
                    document::focus_soon(if warned { self.place_of_warnings } else { "journal-data" });
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
