//! Writing everything into a file, and making sure that the file is a backup.

use leptos::prelude::*;

use super::{messages, safety::SafetyState};
use crate::{
    app,
    browser::{clock, files::PreparedFile},
    exchange::{MOST_BYTES, read_backup, write_backup},
    storage::safekeeping,
};

impl SafetyState {
    /// Writes everything into a file, reads the file again, and only then hands it to the browser.
    pub(super) fn export(self) {
        app::run(async move {
            self.journal.quiet();
            let Some(now) = clock::now() else {
                self.journal.failed.set(messages::CLOCK_IS_WRONG.to_owned());
                return;
            };
            let everything = match self.journal.store.get_value() {
                Some(store) if self.journal.reload().await => store.load_everything().await.ok(),
                _ => None,
            };
            let Some(everything) = everything else {
                self.journal.failed.set(messages::NOT_EXPORTED.to_owned());
                return;
            };
            let settings = safekeeping::chosen_settings();
            let name = format!("quietleaf-backup-{}.json", now.local().get(..10).unwrap_or_default());
            let file = PreparedFile::json(name, &write_backup(&everything, &settings, now));
            let bytes = match &file {
                Some(file) => file.bytes().await,
                None => None,
            };
            let read = bytes.filter(|bytes| bytes.len() <= MOST_BYTES).and_then(|bytes| read_backup(&bytes).ok());
            let is_whole = read.is_some_and(|read| read.holds(&everything, &settings));
            match file {
                Some(file) if is_whole && file.download() => {
                    safekeeping::change(|known| (known.last_backup, known.put_off) = (Some(clock::changed()), None));
                    self.look_at_safety().await;
                    self.journal.said.set(messages::exported(&everything, file.name()));
                }
                _ => self.journal.failed.set(messages::NOT_EXPORTED.to_owned()),
            }
        });
    }
}
