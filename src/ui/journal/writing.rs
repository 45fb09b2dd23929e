//! Writing an entry: the draft in the form, drafts that were left, and saving.

use leptos::prelude::*;

use super::{
    JournalState, messages,
    state::{Trouble, new_id},
};
use crate::{
    app,
    browser::{clock, document, idle},
    journal::{Draft, DraftProblem, Entry, encode},
    storage::{
        StorageProblem,
        drafts::{self, KeptDraft},
        journal_store::SaveProblem,
    },
};

impl JournalState {
    /// Opens the form for a new entry.
    pub(super) fn add(self) {
        let Some(now) = clock::now() else {
            self.failed.set(messages::CLOCK_IS_WRONG.to_owned());
            return;
        };
        self.open_form(Draft::new(new_id(), now));
    }

    /// Opens the form for an entry that stands in the journal.
    pub(super) fn edit(self, entry: &Entry) {
        self.open_form(Draft::of(entry));
    }

    fn open_form(self, draft: Draft) {
        // What is typed now would be kept readable where a lock has taken everything away: of another tab just now, or one that was not found.
        let problem = self.why_not_open();
        if matches!(problem, StorageProblem::Closed | StorageProblem::Newer) {
            return self.failed.set(messages::storage(&problem));
        }
        if self.put_open_draft_away() {
            self.write(KeptDraft { name: new_id().to_string(), draft });
        }
        document::focus_soon("entry-heading");
    }

    /// Makes room in the form: the draft in it is offered later. One that cannot be kept stays where it is.
    fn put_open_draft_away(self) -> bool {
        let Some(open) = self.draft.get_untracked() else { return true };
        if !open.draft.is_changed() {
            drafts::remove(&open.name);
        } else if !drafts::keep(&open) {
            self.failed.set(messages::DRAFT_IN_THE_WAY.to_owned());
            return false;
        }
        self.draft.set(None);
        true
    }

    pub(super) fn write(self, kept: KeptDraft) {
        self.quiet();
        self.set_order(&kept.draft);
        self.trouble.set(Vec::new());
        self.draft.set(Some(kept));
        self.look_at_draft();
        self.form_in_steps.set_value(true);
        self.form.update(|form| *form += 1);
        self.find_left_drafts();
    }

    /// Takes a change of the draft, and keeps it at once.
    pub(super) fn change(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(|kept| {
            if let Some(kept) = kept {
                change(&mut kept.draft);
                self.draft_not_kept.set(!drafts::keep(kept));
            }
        });
        self.look_at_draft();
    }

    /// The draft that this tab was writing before a reload comes back; the others are offered.
    pub(super) fn resume(self) {
        if let Some(own) = drafts::own() {
            self.write(own);
        }
        self.find_left_drafts();
    }

    pub(super) fn find_left_drafts(self) {
        let own = self.draft.get_untracked().map(|kept| kept.name);
        let mut left = drafts::all();
        left.retain(|kept| Some(&kept.name) != own.as_ref() && !self.forget_if_saved(kept));
        if self.left_drafts.with_untracked(|known| *known != left) {
            self.left_drafts.set(left);
        }
    }

    /// Takes a draft away that says what the journal says: a browser that ended in between keeps it for longer than it should.
    fn forget_if_saved(self, kept: &KeptDraft) -> bool {
        let is_saved = self.journal.with_untracked(|journal| {
            journal.find(kept.draft.id).is_some_and(|entry| self.says_the_same(&kept.draft, entry))
        });
        if is_saved {
            drafts::remove(&kept.name);
        }
        is_saved
    }

    fn says_the_same(self, draft: &Draft, entry: &Entry) -> bool {
        self.words.with_value(|words| draft.says_the_same_as(entry, &words.vocabulary))
    }

    /// The same for the draft in the form.
    pub(super) fn forget_saved_draft(self) {
        if self.draft.get_untracked().is_some_and(|open| self.forget_if_saved(&open)) {
            self.close_form();
        }
    }

    /// Goes on with a draft that was left. It keeps its name: this tab writes it from now on.
    pub(super) fn resume_left(self, kept: KeptDraft) {
        if !self.put_open_draft_away() {
            return;
        }
        self.write(kept);
        document::focus_soon("entry-heading");
    }

    /// Throws a draft away that was left.
    pub(super) fn discard_left(self, name: &str) {
        drafts::remove(name);
        self.find_left_drafts();
        document::focus_soon("add-entry");
    }

    /// Closes the form and throws its draft away.
    pub(super) fn discard(self) {
        if let Some(kept) = self.draft.get_untracked() {
            drafts::remove(&kept.name);
        }
        self.close_form();
        self.announce();
        document::focus_soon("add-entry");
    }

    pub(super) fn close_form(self) {
        self.draft.set(None);
        self.wanted.set_value(None);
        self.form.update(|form| *form += 1);
        self.trouble.set(Vec::new());
        self.draft_not_kept.set(false);
        self.find_left_drafts();
    }

    /// Saves the draft: says "Saved" only when it has been read back.
    pub(super) fn save(self) {
        let Some(kept) = self.draft.get_untracked() else { return };
        if self.saving.get_untracked() {
            return;
        }
        let Some(now) = clock::now() else {
            self.failed.set(messages::CLOCK_IS_WRONG.to_owned());
            return;
        };
        match self.words.with_value(|words| kept.draft.finish(now, clock::changed(), &words.vocabulary)) {
            Err(problems) => {
                let place = match problems.first() {
                    Some(DraftProblem::NotAReading(symptom)) => format!("entry-{symptom}-typed"),
                    Some(DraftProblem::NotesTooLong { .. }) => "entry-notes".to_owned(),
                    Some(DraftProblem::NoSuchTime | DraftProblem::InTheFuture) => "entry-when".to_owned(),
                    _ => "entry-trouble".to_owned(),
                };
                document::focus_soon(&place);
                self.trouble.set(problems.into_iter().map(Trouble::Draft).collect());
            }
            Ok(entry) => {
                self.trouble.set(Vec::new());
                self.saving.set(true);
                app::run(self.store_entry(kept, entry));
            }
        }
    }

    async fn store_entry(self, kept: KeptDraft, entry: Entry) {
        let edited = kept.draft.edited();
        let outcome = match self.store.get_value() {
            _ if edited.is_none() && self.journal.with_untracked(|journal| journal.find(entry.id()).is_some()) => {
                let now = self.journal.with_untracked(|journal| journal.find(entry.id()).cloned());
                Err(SaveProblem::ChangedElsewhere(now.map(Box::new)))
            }
            Some(store) => store.save(&entry, edited.as_ref()).await,
            None => Err(SaveProblem::Storage(self.why_not_open())),
        };
        // What stands there already is what was to be saved: an earlier try did it, or another tab with the same draft.
        let outcome = match outcome {
            Err(SaveProblem::ChangedElsewhere(Some(now))) if self.says_the_same(&kept.draft, &now) => Ok(*now),
            Err(problem) => Err(problem),
            Ok(()) => Ok(entry),
        };
        match outcome {
            Ok(entry) => {
                self.journal.update(|journal| journal.put(entry.clone()));
                if edited.is_some() {
                    self.note_edited(entry.id());
                }
                // The history is drawn first, and the form closed in a task of its own: neither keeps the page from answering.
                idle::next_task().await;
                self.saving.set(false);
                self.said.set(messages::saved(&entry));
                let focus = self.close_saved_form(&kept, &entry);
                let warned = self.look_at([entry]);
                if let Some(focus) = focus {
                    document::focus_soon(if warned { self.place_of_warnings } else { focus });
                }
                self.announce();
                self.consider_persistence().await;
                self.ask_for_months();
            }
            Err(SaveProblem::ChangedElsewhere(now)) => {
                self.saving.set(false);
                self.trouble.set(vec![Trouble::ChangedElsewhere(now.map(|now| *now))]);
                document::focus_soon("entry-trouble");
            }
            Err(SaveProblem::Storage(problem)) => {
                self.saving.set(false);
                self.trouble.set(vec![Trouble::NotSaved(problem)]);
                document::focus_soon("entry-trouble");
            }
        }
    }

    /// Closes the form of a draft that has been saved, and says where the focus belongs. What was typed meanwhile stays: it is
    /// now a change of the saved entry.
    fn close_saved_form(self, saved: &KeptDraft, entry: &Entry) -> Option<&'static str> {
        let open = self.draft.get_untracked();
        if open.as_ref().is_some_and(|open| open.name == saved.name && open.draft != saved.draft) {
            self.change(|draft| draft.edits = Some(encode(entry)));
            return None;
        }
        drafts::remove(&saved.name);
        if open.is_some_and(|open| open.name != saved.name) {
            self.find_left_drafts();
            return None;
        }
        self.close_form();
        Some("add-entry")
    }

    /// Saves the draft as an entry of its own, beside the one that was changed elsewhere.
    pub(super) fn save_as_new(self) {
        self.change(|draft| {
            draft.id = new_id();
            draft.edits = None;
        });
        self.save();
    }
}
