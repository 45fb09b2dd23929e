//! Opening the stored journal, and keeping in step with what other tabs store.

use leptos::prelude::*;

use super::{
    JournalState,
    state::{Past, Stored},
};
use crate::{
    app,
    browser::{document, idle},
    journal::{CardMemory, EntryId, Journal, Symptom, own_symptoms},
    storage::{
        StorageProblem, drafts,
        journal_changes::{Changed, JournalChanges},
        journal_store::{Extent, JournalStore, Loaded},
    },
};

impl JournalState {
    /// Opens the stored journal, and the draft that this tab was writing; returns when all is live, or could not be.
    pub async fn open(self) {
        self.resume();
        let lost = move || self.stored.set(Stored::Failing(StorageProblem::Closed));
        let loaded = match JournalStore::open(lost).await {
            Ok(store) => {
                // A draft that came back can be saved while the rest is read.
                self.store.set_value(Some(store.clone()));
                self.listen();
                store.load(Extent::Everything).await
            }
            Err(problem) => Err(problem),
        };
        if self.is_gone() {
            return;
        }
        match loaded {
            Ok(loaded) => {
                self.show(loaded);
                self.stored.set(Stored::Open);
                self.forget_saved_draft();
                self.ask_anew();
                self.find_left_drafts();
                self.look_at_draft();
                self.ask_for_months();
                self.go_to_symptom();
            }
            Err(problem) => self.stored.set(Stored::Failing(problem)),
        }
    }

    /// Whether the stored journal can be used.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.stored.with_untracked(|stored| *stored == Stored::Open)
    }

    /// Keeps in step with what is stored elsewhere.
    fn listen(self) {
        let reload = move |changed: Changed| match changed {
            Changed::EverythingGoes => _ = self.forget_everything(),
            _ if self.rereading.has_to_wait(changed) => {}
            _ => app::run(async move {
                while let Some(changed) = self.rereading.next() {
                    match changed {
                        Changed::BesideTheEntries => self.load_again(Extent::BesideTheEntries).await,
                        _ => self.reload().await,
                    };
                }
            }),
        };
        self.changes.set_value(Some(JournalChanges::listen(reload)));
        document::on_return(move || {
            self.returned.update(|returned| *returned += 1);
            reload(Changed::Anything);
        });
    }

    /// Lets go of everything that is shown: it is being deleted, and a draft that is open must not be kept again. Says that nothing
    /// is loaded.
    pub(super) fn forget_everything(self) -> bool {
        self.store.set_value(None);
        self.draft.set(None);
        self.form.update(|form| *form += 1);
        self.left_drafts.set(Vec::new());
        self.looked_at.set(Vec::new());
        self.memory.set(CardMemory::default());
        self.past.set(Past::default());
        self.kept.set(Vec::new());
        self.journal.set(Journal::default());
        self.stored.set(Stored::Failing(StorageProblem::Closed));
        false
    }

    /// Whether everything has been let go of meanwhile, and must not be shown again.
    fn is_gone(self) -> bool {
        self.stored.with_untracked(|stored| *stored == Stored::Failing(StorageProblem::Closed))
            && self.store.with_value(Option::is_none)
    }

    /// Opens the form at the symptom that the article has led to. The address then says no more of it.
    fn go_to_symptom(self) {
        let Some(place) = document::anchor() else { return };
        let is_place = |symptom: &&Symptom| symptom.place_in_journal() == place;
        let wanted =
            self.words.with_value(|words| words.vocabulary.whole_symptoms().find(is_place).map(|it| it.id.clone()));
        let Some(wanted) = wanted else { return };
        document::forget_anchor();
        let place = format!("entry-{wanted}");
        self.wanted.set_value(Some(wanted));
        match self.draft.get_untracked() {
            None => self.add(),
            // What was being written stays; what is wanted comes to the top of it.
            Some(open) => self.write(open),
        }
        document::focus_soon(&place);
    }

    /// What another tab has stored comes in; a draft stays as it is, and stays kept. Says whether all could be read.
    pub(super) async fn reload(self) -> bool {
        let is_loaded = self.load_again(Extent::Everything).await;
        self.look_after_drafts();
        is_loaded
    }

    async fn load_again(self, extent: Extent) -> bool {
        let Some(store) = self.store.get_value() else { return false };
        let loaded = store.load(extent).await;
        if self.is_gone() {
            return false;
        }
        let is_loaded = loaded.is_ok();
        match loaded {
            Ok(loaded) => {
                self.show(loaded);
                if self.stored.with_untracked(|stored| *stored != Stored::Open) {
                    self.stored.set(Stored::Open);
                }
            }
            Err(problem) => self.stored.set(Stored::Failing(problem)),
        }
        is_loaded
    }

    fn look_after_drafts(self) {
        // Another tab that went on with the same draft may have taken away what was kept of it.
        if let Some(open) = self.draft.get_untracked().filter(|open| open.draft.is_changed()) {
            self.draft_not_kept.set(!drafts::keep(&open));
        }
        self.find_left_drafts();
        self.look_at_draft();
    }

    /// Shows what was loaded, where it is not what is shown.
    fn show(self, loaded: Loaded) {
        self.remember_cards();
        let Loaded { journal, kept, bin, edited } = loaded;
        let known = self.past.get_untracked();
        let mut past = Past { bin, edited, ..known.clone() };
        let Past { bin, deleted, asked, .. } = &mut past;
        let is_in_bin = |id: &EntryId| bin.iter().any(|binned| binned.id() == *id);
        deleted.retain(is_in_bin);
        *asked = asked.filter(is_in_bin);
        if let Some(journal) = journal {
            if self.journal.with_untracked(|known| *known != journal) {
                // Those that are shown may be others now.
                (past.shown, past.versions) = (None, None);
                self.journal.set(journal);
            }
            if !self.has_entries.get_untracked() {
                self.has_entries.set(true);
            }
        }
        if self.kept.with_untracked(|known| *known != kept) {
            self.words.update_value(|words| words.vocabulary.take_own(own_symptoms(&kept)));
            self.kept.set(kept);
            self.follow_kept();
        }
        if known != past {
            self.past.set(past);
        }
    }

    /// What is kept beside the entries is another: other weeks call for other cards, and other symptoms are asked for.
    pub(super) fn follow_kept(self) {
        self.ask_anew();
        self.look_at_draft();
    }

    /// Has the months' records made that are missing, as soon as the tools are there, which can do so.
    pub(super) fn ask_for_months(self) {
        if let Some(make) = self.makes_months.get_value() {
            make(self);
        }
    }

    /// From now on, months' records are made when they are asked for. Those that are missing already are.
    pub fn make_months(self) {
        self.makes_months.set_value(Some(|state| app::run(state.rebuild_months())));
        self.ask_for_months();
    }

    /// Makes the months' records that are missing.
    pub(super) async fn rebuild_months(self) {
        let Some(store) = self.store.get_value() else { return };
        if self.rebuilding.has_to_wait(Changed::Anything) {
            return;
        }
        while self.rebuilding.next().is_some() {
            idle::wait().await;
            let journal = self.journal.get_untracked();
            // Records that cannot be made now are made on another visit: they are only for speed.
            if store.rebuild_one_month(&journal).await.unwrap_or(false) {
                // Another may be missing.
                self.rebuilding.has_to_wait(Changed::Anything);
            }
        }
    }
}
