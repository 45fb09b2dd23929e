//! What is kept beside the entries: storing it.

use leptos::prelude::*;

use super::{JournalState, messages};
use crate::{
    app,
    journal::{KeptRecord, own_symptoms, put_kept},
    storage::{journal_changes::Changed, kept_store::KeepProblem},
};

impl JournalState {
    /// Stores a record: a new one, or a later version of the one that is shown. What could not be done is said.
    pub fn keep(self, record: KeptRecord) {
        let shown = self.kept.with_untracked(|kept| kept.iter().find(|known| known.is_a_version_of(&record)).cloned());
        app::run(async move {
            self.quiet();
            self.keep_in_place_of(shown, record).await;
        });
    }

    /// Stores a record in place of the version that it was made from, and says whether it is stored. Where a form shows a
    /// record while it is changed, that version is the one that the form was opened with. What could not be done is said.
    pub async fn keep_in_place_of(self, replaces: Option<KeptRecord>, record: KeptRecord) -> bool {
        let outcome = match self.store.get_value() {
            Some(store) => store.save_kept(&record, replaces.as_ref()).await,
            None => Err(KeepProblem::Storage(self.why_not_open())),
        };
        match outcome {
            Ok(()) => {
                self.kept.update(|kept| {
                    put_kept(kept, record);
                    self.words.update_value(|words| words.vocabulary.take_own(own_symptoms(kept)));
                });
                self.follow_kept();
                self.announce_change(Changed::BesideTheEntries);
                return true;
            }
            Err(KeepProblem::ChangedElsewhere(_)) => {
                self.failed.set(messages::NOT_KEPT_CHANGED.to_owned());
                self.reload().await;
            }
            Err(KeepProblem::Storage(problem)) => self.failed.set(messages::not_kept(&problem)),
        }
        false
    }
}
