//! What the journal's parts share, and how it is opened and kept in step. `writing` and `keeping` are what it can be asked to do.

use std::ops::Deref;

use leptos::prelude::*;

use crate::{
    app,
    article::Id,
    browser::{clock, document, idle, random},
    exchange::Backup,
    journal::{
        Days, Draft, DraftProblem, Entry, EntryId, FormOrder, Journal, Merge, Moment, Occurrence, Reading, Readings,
        Symptom, TemperatureUnit, Warning, warnings,
    },
    leaflet::JournalWords,
    storage::{
        StorageProblem,
        drafts::{self, KeptDraft},
        journal_changes::JournalChanges,
        journal_store::JournalStore,
        settings,
    },
    ui::SiteRoot,
};

/// How many entries the history shows at first, and how many more each time.
pub(super) const SHOWN_AT_ONCE: usize = 60;

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

/// What was read from a file, before it is put into the journal.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Preview {
    pub(super) backup: Backup,
    pub(super) merge: Merge,
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

/// The cards that the draft calls for because of one symptom.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct DraftCards {
    pub(super) warnings: Vec<Warning>,
    /// Whether the draft is about a time more than 24 hours ago.
    pub(super) is_past: bool,
    /// Whether the emergency numbers stand here: once in the form, below the first card that asks to call now.
    pub(super) with_numbers: bool,
}

/// Everything that the journal's parts share. It is a handle: copies mean the same journal, which lives as long as the page.
#[derive(Clone, Copy)]
pub struct JournalState(&'static JournalParts);

impl Deref for JournalState {
    type Target = JournalParts;

    fn deref(&self) -> &JournalParts {
        self.0
    }
}

/// What a [`JournalState`] leads to.
pub struct JournalParts {
    pub(super) words: StoredValue<JournalWords>,
    pub(super) root: StoredValue<SiteRoot>,
    pub(super) store: StoredValue<Option<JournalStore>, LocalStorage>,
    pub(super) changes: StoredValue<Option<JournalChanges>, LocalStorage>,
    pub(super) stored: RwSignal<Stored>,
    pub(super) journal: RwSignal<Journal>,
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
    cards: StoredValue<Vec<(Id, ArcRwSignal<DraftCards>)>>,
    /// Changes when the form is opened for another draft, or closed.
    pub(super) form: RwSignal<usize>,
    pub(super) trouble: RwSignal<Vec<Trouble>>,
    pub(super) saving: RwSignal<bool>,
    /// The entries that were saved or restored last, while their warning signs are shown; none that has no sign.
    pub(super) warned_of: RwSignal<Vec<Entry>>,
    /// Entries deleted on this visit, the last one last: each can be brought back.
    pub(super) deleted: RwSignal<Vec<Entry>>,
    /// What was done last.
    pub(super) said: RwSignal<String>,
    /// What could not be done last, outside the form.
    pub(super) failed: RwSignal<String>,
    pub(super) preview: RwSignal<Option<Preview>>,
    /// Whether to offer to ask the browser to keep what is stored.
    pub(super) offer_persistence: RwSignal<bool>,
}

impl JournalState {
    /// A journal that is not open yet, for a leaflet with these words.
    #[must_use]
    pub fn new(words: JournalWords, root: SiteRoot) -> Self {
        Self(Box::leak(Box::new(JournalParts {
            order: StoredValue::new(FormOrder::default()),
            wanted: StoredValue::new(None),
            cards: StoredValue::new(Vec::new()),
            words: StoredValue::new(words),
            root: StoredValue::new(root),
            store: StoredValue::new_local(None),
            changes: StoredValue::new_local(None),
            stored: RwSignal::new(Stored::Opening),
            journal: RwSignal::new(Journal::default()),
            shown: RwSignal::new(SHOWN_AT_ONCE),
            draft: RwSignal::new(None),
            left_drafts: RwSignal::new(Vec::new()),
            draft_not_kept: RwSignal::new(false),
            form: RwSignal::new(0),
            trouble: RwSignal::new(Vec::new()),
            saving: RwSignal::new(false),
            warned_of: RwSignal::new(Vec::new()),
            deleted: RwSignal::new(Vec::new()),
            said: RwSignal::new(String::new()),
            failed: RwSignal::new(String::new()),
            preview: RwSignal::new(None),
            offer_persistence: RwSignal::new(false),
        })))
    }

    /// Opens the stored journal, and the draft that this tab was writing; returns when all is live, or could not be.
    pub async fn open(self) {
        self.resume();
        let lost = move || self.stored.set(Stored::Failing(StorageProblem::Closed));
        let loaded = match JournalStore::open(lost).await {
            Ok(store) => {
                // A draft that came back can be saved while the rest is read.
                self.store.set_value(Some(store.clone()));
                store.load().await
            }
            Err(problem) => Err(problem),
        };
        match loaded {
            Ok(journal) => {
                self.journal.set(journal);
                self.stored.set(Stored::Open);
                self.forget_saved_draft();
                self.find_left_drafts();
                self.look_at_draft();
                let changed = move || {
                    app::run(async move {
                        self.reload().await;
                    });
                };
                self.changes.set_value(Some(JournalChanges::listen(changed)));
                document::on_return(changed);
                app::run(self.rebuild_months());
                self.go_to_symptom();
            }
            Err(problem) => self.stored.set(Stored::Failing(problem)),
        }
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

    /// Settles in what order the form asks for this draft.
    pub(super) fn set_order(self, draft: &Draft) {
        let wanted = self.wanted.get_value();
        let order = self.words.with_value(|words| {
            self.journal.with_untracked(|journal| {
                // The weeks are not recorded yet: everything is asked for.
                FormOrder::new(&words.vocabulary, &draft.readings, journal.entries(), None, wanted.as_ref())
            })
        });
        let cards = order.all().map(|id| (id.clone(), ArcRwSignal::new(DraftCards::default()))).collect();
        self.order.set_value(order);
        self.cards.set_value(cards);
    }

    /// The unit in which a temperature is typed: that of the draft, else that of the last one in the journal, else that of
    /// the chosen country.
    pub(super) fn unit_of_temperature(self, symptom: &Id) -> TemperatureUnit {
        let of = |readings: &Readings| match readings.get(symptom) {
            Some(Reading::Temperature(temperature)) => Some(temperature.unit()),
            _ => None,
        };
        let of_draft = self.draft.with_untracked(|kept| kept.as_ref().and_then(|kept| of(&kept.draft.readings)));
        let last = || {
            self.journal.with_untracked(|journal| journal.entries().iter().rev().find_map(|entry| of(entry.readings())))
        };
        let of_country = || match settings::load().country.as_deref() {
            Some("US") => TemperatureUnit::Fahrenheit,
            _ => TemperatureUnit::Celsius,
        };
        of_draft.or_else(last).unwrap_or_else(of_country)
    }

    /// What another tab has stored comes in; a draft stays as it is, and stays kept. Says whether all could be read.
    pub(super) async fn reload(self) -> bool {
        let Some(store) = self.store.get_value() else { return false };
        let loaded = store.load().await;
        let is_loaded = loaded.is_ok();
        match loaded {
            Ok(journal) => {
                if self.journal.with_untracked(|known| *known != journal) {
                    self.journal.set(journal);
                }
                if self.stored.with_untracked(|stored| *stored != Stored::Open) {
                    self.stored.set(Stored::Open);
                }
            }
            Err(problem) => self.stored.set(Stored::Failing(problem)),
        }
        // Another tab that went on with the same draft may have taken away what was kept of it.
        if let Some(open) = self.draft.get_untracked().filter(|open| open.draft.is_changed()) {
            self.draft_not_kept.set(!drafts::keep(&open));
        }
        self.find_left_drafts();
        self.look_at_draft();
        is_loaded
    }

    pub(super) async fn rebuild_months(self) {
        let Some(store) = self.store.get_value() else { return };
        loop {
            idle::wait().await;
            let journal = self.journal.get_untracked();
            // Records that cannot be made now are made on another visit: they are only for speed.
            if !store.rebuild_one_month(&journal).await.unwrap_or(false) {
                return;
            }
        }
    }

    /// The cards that the draft calls for because of a symptom.
    pub(super) fn cards_of(self, symptom: &Id) -> ArcRwSignal<DraftCards> {
        let known =
            self.cards.with_value(|cards| cards.iter().find(|(id, _)| id == symptom).map(|(_, cards)| cards.clone()));
        known.unwrap_or_else(|| ArcRwSignal::new(DraftCards::default()))
    }

    pub(super) fn look_at_draft(self) {
        let draft = self.draft.get_untracked().map(|kept| kept.draft);
        let warnings = draft.as_ref().map(|draft| self.warnings_of_draft(draft)).unwrap_or_default();
        let is_past = draft.and_then(|draft| draft.when).is_some_and(Self::is_past);
        let is_emergency = |warning: &&Warning| self.words.with_value(|words| words.is_emergency(&warning.card));
        let first_emergency = warnings.iter().find(is_emergency).map(|warning| warning.card.clone());
        let cards = self.cards.get_value();
        let mut shown: Vec<DraftCards> =
            cards.iter().map(|_| DraftCards { is_past, ..DraftCards::default() }).collect();
        // Below its symptom, but never above a stricter card: the strictest stands first in the whole form.
        let mut lowest = 0;
        for warning in warnings {
            let own = cards.iter().position(|(symptom, _)| *symptom == self.whole(&warning.symptom)).unwrap_or(0);
            lowest = lowest.max(own);
            if let Some(place) = shown.get_mut(lowest) {
                place.with_numbers |= first_emergency.as_ref() == Some(&warning.card);
                place.warnings.push(warning);
            }
        }
        for ((_, cards), now) in cards.into_iter().zip(shown) {
            if cards.with_untracked(|known| *known != now) {
                cards.set(now);
            }
        }
    }

    /// The symptom itself, or the one of which it is a detail.
    fn whole(self, symptom: &Id) -> Id {
        let of = |words: &JournalWords| words.vocabulary.symptom(symptom).and_then(|symptom| symptom.detail_of.clone());
        self.words.with_value(of).unwrap_or_else(|| symptom.clone())
    }

    /// Shows the warning signs of these entries, and says whether there are any.
    pub(super) fn warn_of(self, entries: impl IntoIterator<Item = Entry>) -> bool {
        let warned: Vec<Entry> = entries.into_iter().filter(|entry| !self.warnings_of(entry).is_empty()).collect();
        let any = !warned.is_empty();
        self.warned_of.set(warned);
        any
    }

    /// The cards that an entry calls for.
    pub(super) fn warnings_of(self, entry: &Entry) -> Vec<Warning> {
        let occurrence = Occurrence { date: entry.when().date(), readings: entry.readings() };
        self.journal.with(|journal| self.look(occurrence, entry.when(), entry.id(), journal))
    }

    /// The cards that the draft calls for as it stands.
    pub(super) fn warnings_of_draft(self, draft: &Draft) -> Vec<Warning> {
        // Where the time cannot be read yet, the person writes about now.
        let Some(when) = draft.when.or_else(clock::now) else { return Vec::new() };
        let recorded = self.words.with_value(|words| draft.recorded(&words.vocabulary));
        let occurrence = Occurrence { date: when.date(), readings: &recorded };
        self.journal.with(|journal| self.look(occurrence, when, draft.id, journal))
    }

    fn look(self, occurrence: Occurrence<'_>, when: Moment, id: EntryId, journal: &Journal) -> Vec<Warning> {
        let others = journal.near(when, DAYS_LOOKED_AT).filter(|other| other.id() != id);
        let others = others.map(|other| Occurrence { date: other.when().date(), readings: other.readings() });
        // The weeks are not recorded yet: every sign is looked at.
        self.words.with_value(|words| warnings(&words.vocabulary.warning_signs, occurrence, None, &others))
    }

    /// Takes the last messages away before something new is done.
    pub(super) fn quiet(self) {
        self.said.set(String::new());
        self.failed.set(String::new());
    }

    pub(super) fn announce(self) {
        self.changes.with_value(|changes| changes.iter().for_each(JournalChanges::announce));
    }

    /// Whether an entry is about a time more than 24 hours ago.
    pub(super) fn is_past(when: Moment) -> bool {
        clock::now().is_some_and(|now| when.is_more_than_a_day_before(now))
    }
}

/// No warning sign looks further than this from an entry: a day more, for two clocks that are a day apart.
const DAYS_LOOKED_AT: u8 = Days::MOST + 1;

pub(super) fn new_id() -> EntryId {
    EntryId::new(clock::changed(), random::ten_bytes())
}
