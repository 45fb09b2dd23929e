//! Keeping what is stored: what could not be read, and asking the browser to keep it all.

use leptos::prelude::*;

use super::{JournalState, messages};
use crate::{
    app,
    browser::{document, files::PreparedFile, persistence},
    storage::settings::{self, Settings},
};

impl JournalState {
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
