//! Writing everything into a file, and making sure that the file is a backup.

use leptos::prelude::*;

use super::{messages, safety::SafetyState};
use crate::{
    app,
    browser::{clock, files::PreparedFile},
    exchange::{ChosenSettings, MOST_BYTES, read_backup, write_backup},
    journal::Everything,
    storage::safekeeping,
};

/// Everything, and what was written of it.
pub(super) struct Written {
    pub(super) everything: Everything,
    pub(super) settings: ChosenSettings,
    /// The text of the file.
    pub(super) text: String,
    /// The name of the file.
    pub(super) name: String,
}

impl SafetyState {
    /// Writes everything into a file, reads the file again, and only then hands it to the browser.
    pub(super) fn export(self) {
        app::run(async move {
            self.journal.quiet();
            match self.make_backup().await {
                Ok(said) => {
                    self.after_backup().await;
                    self.journal.said.set(said);
                }
                Err(failed) => self.journal.failed.set(failed.to_owned()),
            }
        });
    }

    async fn make_backup(self) -> Result<String, &'static str> {
        let written = self.write_everything().await?;
        let file = PreparedFile::json(written.name, &written.text).ok_or(messages::NOT_EXPORTED)?;
        let bytes = file.bytes().await.ok_or(messages::NOT_EXPORTED)?;
        let read = Some(bytes).filter(|bytes| bytes.len() <= MOST_BYTES).and_then(|bytes| read_backup(&bytes).ok());
        if read.is_some_and(|read| read.holds(&written.everything, &written.settings)) && file.download() {
            Ok(messages::exported(&written.everything, file.name()))
        } else {
            Err(messages::NOT_EXPORTED)
        }
    }

    /// Reads everything and writes it down, or says why not.
    pub(super) async fn write_everything(self) -> Result<Written, &'static str> {
        let now = clock::now().ok_or(messages::CLOCK_IS_WRONG)?;
        let everything = match self.journal.store.get_value() {
            Some(store) if self.journal.reload().await => store.load_everything().await.ok(),
            _ => None,
        };
        let everything = everything.ok_or(messages::NOT_EXPORTED)?;
        let settings = safekeeping::chosen_settings();
        let text = write_backup(&everything, &settings, now);
        let name = format!("quietleaf-backup-{}.json", now.local().get(..10).unwrap_or_default());
        Ok(Written { everything, settings, text, name })
    }

    /// Remembers that a backup was made now.
    pub(super) async fn after_backup(self) {
        safekeeping::change(|known| (known.last_backup, known.put_off) = (Some(clock::changed()), None));
        self.look_at_safety().await;
    }
}
