//! What the journal's parts share. `opening` fills it and keeps it in step; `writing`, `keeping` and `kept_things` are what it can
//! be asked to do.

use std::ops::Deref;

use leptos::prelude::*;

use super::{card_state::DraftCards, work::Work};
use crate::{
    article::{CalendarDate, Id},
    browser::{clock, random},
    journal::{
        Binned, CardMemory, DraftProblem, Entry, EntryId, FormOrder, Gestation, Journal, KeptRecord, Moment,
        gestation_on,
    },
    leaflet::JournalWords,
    storage::{
        StorageProblem,
        drafts::KeptDraft,
        journal_changes::{Changed, JournalChanges},
        journal_store::JournalStore,
    },
    ui::SiteRoot,
};

/// How many entries the history shows at first, and how many more each time.
pub(super) const SHOWN_AT_ONCE: usize = 20;

/// Whether the stored journal can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    /// Not known yet.
    Opening,
    /// It can.
    Open,
    /// It cannot.
    Failing(StorageProblem),
}

/// What was before the entries. One signal for all of it: each kind of signal is compiled for itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Past {
    /// The bin.
    pub(super) bin: Vec<Binned>,
    /// The entry of which it was asked whether it is to go for good.
    pub(super) asked: Option<EntryId>,
    /// Entries deleted on this visit, the last one last, as long as they are in the bin.
    pub(super) deleted: Vec<EntryId>,
    /// The entries that have earlier versions, in order.
    pub(super) edited: Vec<EntryId>,
    /// The entry whose earlier versions are shown.
    pub(super) shown: Option<EntryId>,
    /// These, the latest first, and how many of them cannot be read; none until they are loaded.
    pub(super) versions: Option<Result<(Vec<Entry>, usize), StorageProblem>>,
}

/// What keeps the draft from being saved.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Trouble {
    /// The draft itself.
    Draft(DraftProblem),
    /// The browser could not store it.
    NotSaved(StorageProblem),
    /// Another tab has stored or changed the entry, and it is now this; none where it was deleted.
    ChangedElsewhere(Option<Entry>),
}

/// Everything that the journal's parts share, as one half of the page has it. It is a handle: copies mean the same journal.
// A reference rather than the signals themselves, of which every closure would hold all.
#[derive(Clone, Copy)]
pub struct JournalState(&'static Half);

impl Deref for JournalState {
    type Target = Half;

    fn deref(&self) -> &Half {
        self.0
    }
}

/// A half of the journal's page: the form and the history, or the tools, which come later. Each says by itself what was done in it. All
/// else is the same for both.
pub struct Half {
    shared: &'static Shared,
    /// Whether this half has the form and the history.
    pub(super) has_form: bool,
    /// Where the cards stand that an entry calls for that was saved here, or restored.
    pub(super) place_of_warnings: &'static str,
    /// The entries that were saved or restored here on this visit, until their cards are read.
    pub(super) looked_at: RwSignal<Vec<EntryId>>,
    /// What was done last.
    pub(super) said: RwSignal<String>,
    /// What could not be done last, outside the form.
    pub(super) failed: RwSignal<String>,
}

impl Deref for Half {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        self.shared
    }
}

/// What both halves have.
pub struct Shared {
    /// Whether the entries have been read.
    pub(super) has_entries: RwSignal<bool>,
    /// Changes when the page comes back into sight: it may be another day.
    pub(super) returned: RwSignal<usize>,
    pub(super) words: StoredValue<JournalWords>,
    pub(super) root: StoredValue<SiteRoot>,
    pub(super) store: StoredValue<Option<JournalStore>, LocalStorage>,
    pub(super) changes: StoredValue<Option<JournalChanges>, LocalStorage>,
    pub(super) stored: RwSignal<Stored>,
    pub(super) journal: RwSignal<Journal>,
    /// What is kept beside the entries, in the order of keys; removed records too.
    pub(super) kept: RwSignal<Vec<KeptRecord>>,
    /// How many entries the history shows.
    pub(super) shown: RwSignal<usize>,
    /// The draft in the form; none where the form is closed.
    pub(super) draft: RwSignal<Option<KeptDraft>>,
    /// Drafts that another visit or another tab has left.
    pub(super) left_drafts: RwSignal<Vec<KeptDraft>>,
    pub(super) draft_not_kept: RwSignal<bool>,
    /// In what order the form asks, since it was opened.
    pub(super) order: StoredValue<FormOrder>,
    /// The symptom for which the person came from the article.
    pub(super) wanted: StoredValue<Option<Id>>,
    /// For each symptom, as the form shows them from the top, the cards that the draft calls for: they are shown anew, and
    /// said anew, only when they change.
    pub(super) cards: StoredValue<Vec<(Id, ArcRwSignal<DraftCards>)>>,
    /// Changes when the form is opened for another draft, or closed.
    pub(super) form: RwSignal<usize>,
    /// Whether the form is then made in steps: not where somebody writes in it already, who is to go on where she is.
    pub(super) form_in_steps: StoredValue<bool>,
    pub(super) trouble: RwSignal<Vec<Trouble>>,
    pub(super) saving: RwSignal<bool>,
    /// What she has said of the cards.
    pub(super) memory: RwSignal<CardMemory>,
    /// What was before the entries.
    pub(super) past: RwSignal<Past>,
    /// Whether to offer to ask the browser to keep what is stored.
    pub(super) offer_persistence: RwSignal<bool>,
    /// Reading again what other tabs have stored.
    pub(super) rereading: Work,
    /// What makes the months' records; none until the tools are there.
    pub(super) makes_months: StoredValue<Option<fn(JournalState)>>,
    /// Making the months' records that are missing.
    pub(super) rebuilding: Work,
}

impl Shared {
    fn new(words: JournalWords, root: SiteRoot) -> &'static Self {
        Box::leak(Box::new(Self {
            order: StoredValue::new(FormOrder::default()),
            wanted: StoredValue::new(None),
            cards: StoredValue::new(Vec::new()),
            has_entries: RwSignal::new(false),
            returned: RwSignal::new(0),
            words: StoredValue::new(words),
            root: StoredValue::new(root),
            store: StoredValue::new_local(None),
            changes: StoredValue::new_local(None),
            stored: RwSignal::new(Stored::Opening),
            journal: RwSignal::new(Journal::default()),
            kept: RwSignal::new(Vec::new()),
            shown: RwSignal::new(SHOWN_AT_ONCE),
            draft: RwSignal::new(None),
            left_drafts: RwSignal::new(Vec::new()),
            draft_not_kept: RwSignal::new(false),
            form: RwSignal::new(0),
            form_in_steps: StoredValue::new(true),
            trouble: RwSignal::new(Vec::new()),
            saving: RwSignal::new(false),
            memory: RwSignal::new(CardMemory::default()),
            past: RwSignal::new(Past::default()),
            offer_persistence: RwSignal::new(false),
            rereading: Work::default(),
            makes_months: StoredValue::new(None),
            rebuilding: Work::default(),
        }))
    }
}

impl JournalState {
    /// A journal that is not open yet, for a leaflet with these words, as the form and the history have it. It is there until the page is
    /// left.
    #[must_use]
    pub fn new(words: JournalWords, root: SiteRoot) -> Self {
        Self::of_half(Shared::new(words, root), "warning-after-saving", true)
    }

    /// The same journal, as the tools have it.
    #[must_use]
    pub fn for_tools(self) -> Self {
        Self::of_half(self.shared, "warning-after-restoring", false)
    }

    fn of_half(shared: &'static Shared, place_of_warnings: &'static str, has_form: bool) -> Self {
        Self(Box::leak(Box::new(Half {
            shared,
            has_form,
            place_of_warnings,
            looked_at: RwSignal::new(Vec::new()),
            said: RwSignal::new(String::new()),
            failed: RwSignal::new(String::new()),
        })))
    }

    /// Why nothing can be stored, where the journal is not open.
    pub(super) fn why_not_open(self) -> StorageProblem {
        match self.stored.get_untracked() {
            Stored::Failing(problem) => problem,
            _ => StorageProblem::Unavailable,
        }
    }

    /// How far the pregnancy had come at a moment; none where that is not known, or no longer shown.
    pub(super) fn gestation_at(self, when: Moment) -> Option<Gestation> {
        self.kept.with(|kept| gestation_on(kept, CalendarDate::from(when.date())))
    }

    /// Takes the last messages away before something new is done.
    pub(super) fn quiet(self) {
        self.said.set(String::new());
        self.failed.set(String::new());
    }

    pub(super) fn announce(self) {
        self.announce_change(Changed::Anything);
    }

    pub(super) fn announce_change(self, changed: Changed) {
        self.changes.with_value(|changes| changes.iter().for_each(|line| line.announce(changed)));
    }
}

pub(super) fn new_id() -> EntryId {
    EntryId::new(clock::changed(), random::ten_bytes())
}
