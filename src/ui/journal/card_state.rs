//! Which cards the journal shows: of the draft, of what was saved, and what she has said of them. The rules are the journal's own.

use leptos::prelude::*;

use super::{JournalState, messages};
use crate::{
    article::{CalendarDate, Id},
    browser::{clock, document, speaking},
    journal::{
        CardMemory, Days, Draft, Entry, EntryId, Moment, Occurrence, Readings, SaidWeeks, Standing, Vocabulary,
        Warning, circumstances_on, standing, warnings,
    },
    storage::card_memory,
};

/// No warning sign looks further than this from an entry: a day more, for two clocks that are a day apart.
const DAYS_LOOKED_AT: u8 = Days::MOST + 1;

/// The question that narrows unknown weeks, for one entry.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AskedWeeks {
    pub(super) entry: EntryId,
    /// When that was, where more than one entry asks.
    pub(super) about: Option<Moment>,
    /// What she has answered.
    pub(super) answered: Option<SaidWeeks>,
    /// The cards that hold whatever her weeks: the question stands below them.
    pub(super) below: Vec<Id>,
}

/// The cards that stand, and what is asked above them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SavedCards {
    pub(super) standing: Standing,
    pub(super) asked: Option<AskedWeeks>,
}

/// The cards that the draft calls for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct DraftCards {
    pub(super) standing: Standing,
    /// Whether the emergency numbers stand here: once in the form, below the first card that asks to call now.
    pub(super) with_numbers: bool,
    pub(super) asked: Option<AskedWeeks>,
}

impl DraftCards {
    pub(super) fn is_empty(&self) -> bool {
        self.standing.is_empty() && self.asked.is_none()
    }
}

impl JournalState {
    /// Takes in what was kept of the cards, by this tab or another.
    pub(super) fn remember_cards(self) {
        let kept = card_memory::load();
        if self.memory.with_untracked(|known| *known != kept) {
            self.memory.set(kept);
        }
    }

    fn change_memory(self, change: impl FnOnce(&mut CardMemory, Moment)) {
        let Some(now) = clock::now() else {
            self.failed.set(messages::CLOCK_IS_WRONG.to_owned());
            return;
        };
        let mut memory = self.memory.get_untracked();
        change(&mut memory, now);
        card_memory::keep(&memory);
        self.memory.set(memory);
        self.look_at_draft();
        self.announce();
    }

    /// Keeps for one entry how far she is, and nothing else.
    pub(super) fn say_weeks(self, entry: EntryId, weeks: SaidWeeks) {
        self.change_memory(|memory, now| memory.say_weeks(entry, weeks, now));
    }

    /// Marks every card that stands as read.
    pub(super) fn mark_cards_read(self) {
        let called = untrack(|| self.called_for());
        self.looked_at.set(Vec::new());
        self.change_memory(|memory, now| {
            for (entry, warnings) in called {
                let standing: Vec<Warning> =
                    warnings.into_iter().filter(|warning| warning.stands(entry.when(), now)).collect();
                memory.mark_read(entry.id(), &standing, now);
            }
        });
        document::focus_soon(match self.draft.with_untracked(Option::is_some) {
            _ if !self.has_form => "journal-data",
            true => "entry-heading",
            false => "add-entry",
        });
    }

    /// Looks at entries that were just saved, restored or brought back: what they call for stands, as of any other entry. Says
    /// whether anything is shown because of them.
    pub(super) fn look_at(self, entries: impl IntoIterator<Item = Entry>) -> bool {
        let entries: Vec<Entry> = entries.into_iter().collect();
        let mut looked_at = self.looked_at.get_untracked();
        looked_at.retain(|known| !entries.iter().any(|entry| entry.id() == *known));
        looked_at.extend(entries.iter().map(Entry::id));
        self.looked_at.set(looked_at);
        let own = |(entry, _): &(Entry, Vec<Warning>)| entries.iter().any(|other| other.id() == entry.id());
        let called: Vec<_> = untrack(|| self.called_for()).into_iter().filter(own).collect();
        let is_shown = !untrack(|| self.standing_of(&called)).is_empty();
        if is_shown {
            // Also where the same cards stood there before.
            speaking::say_element(self.place_of_warnings, true);
        }
        is_shown
    }

    /// The entries of which a card can be shown now, and what they call for.
    fn called_for(self) -> Vec<(Entry, Vec<Warning>)> {
        let Some(now) = clock::now() else { return Vec::new() };
        let looked_at = self.looked_at.get();
        let days = u8::try_from(CardMemory::KEPT_DAYS).unwrap_or(u8::MAX);
        let entries: Vec<Entry> = self.journal.with(|journal| {
            // Among the tools stands only what was restored there: the rest stands above the form.
            let mut entries: Vec<&Entry> = if self.has_form { journal.near(now, days).collect() } else { Vec::new() };
            for id in &looked_at {
                if !entries.iter().any(|entry| entry.id() == *id) {
                    entries.extend(journal.find(*id));
                }
            }
            entries.into_iter().cloned().collect()
        });
        let with_warnings = entries.into_iter().map(|entry| {
            let warnings = self.warnings_of(&entry);
            (entry, warnings)
        });
        with_warnings.filter(|(_, warnings)| !warnings.is_empty()).collect()
    }

    fn standing_of(self, called: &[(Entry, Vec<Warning>)]) -> Standing {
        let Some(now) = clock::now() else { return Standing::default() };
        // What was restored is not looked at: of it stands what is not long ago.
        let looked_at = if self.has_form { self.looked_at.get() } else { Vec::new() };
        self.memory.with(|memory| {
            self.words.with_value(|words| {
                standing(called, &looked_at, memory, &|card| words.vocabulary.strictness(card), now)
            })
        })
    }

    /// What is shown of the entries.
    pub(super) fn saved_cards(self) -> SavedCards {
        self.returned.track();
        let called = self.called_for();
        let standing = self.standing_of(&called);
        if standing.is_empty() && called.is_empty() {
            return SavedCards::default();
        }
        let is_shown = |entry: &Entry| {
            let own = self.standing_of(&[(entry.clone(), self.warnings_of(entry))]);
            !own.is_empty()
        };
        // Of several, the latest that has no answer yet.
        let mut asked: Vec<AskedWeeks> = called
            .iter()
            .rev()
            .filter(|(entry, _)| is_shown(entry))
            .filter_map(|(entry, _)| self.asks_weeks(entry.id(), entry.when(), entry.readings()))
            .collect();
        if asked.len() < 2 {
            for asked in &mut asked {
                asked.about = None;
            }
        }
        let open = asked.iter().position(|asked| asked.answered.is_none()).unwrap_or(0);
        let asked = (open < asked.len()).then(|| asked.swap_remove(open));
        SavedCards { standing, asked }
    }

    /// Whether an entry asks for the weeks: as its cards would be if she had not answered.
    pub(super) fn asks_weeks(self, entry: EntryId, when: Moment, readings: &Readings) -> Option<AskedWeeks> {
        let cards = self.look(when, readings, entry, &CardMemory::default());
        self.words.with_value(|words| {
            let is_emergency = |card: &Id| words.is_emergency(card);
            words.vocabulary.weeks_question_for(&cards, is_emergency)?;
            let is_sure = |warning: &&Warning| warning.only_in.is_empty() && is_emergency(&warning.card);
            Some(AskedWeeks {
                entry,
                about: Some(when),
                answered: self.memory.with(|memory| memory.weeks_of(entry)),
                below: cards.iter().filter(is_sure).map(|warning| warning.card.clone()).collect(),
            })
        })
    }

    /// The cards that an entry calls for.
    pub(super) fn warnings_of(self, entry: &Entry) -> Vec<Warning> {
        self.memory.with(|memory| self.look(entry.when(), entry.readings(), entry.id(), memory))
    }

    /// What the draft records as it stands, and when that was; none where the clock is wrong.
    pub(super) fn read_draft(self, draft: &Draft) -> Option<(Moment, Readings)> {
        // Where the time cannot be read yet, the person writes about now.
        let when = draft.when.or_else(clock::now)?;
        Some((when, self.words.with_value(|words| draft.recorded(&words.vocabulary))))
    }

    pub(super) fn look(self, when: Moment, readings: &Readings, id: EntryId, memory: &CardMemory) -> Vec<Warning> {
        let occurrence = Occurrence { date: when.date(), readings };
        let day = CalendarDate::from(occurrence.date);
        let mut circumstances = self.kept.with(|kept| circumstances_on(kept, day));
        circumstances.weeks = Vocabulary::narrowed(circumstances.weeks, memory, id);
        self.journal.with(|journal| {
            let others = journal.near(when, DAYS_LOOKED_AT).filter(|other| other.id() != id);
            let others = others.map(|other| Occurrence { date: other.when().date(), readings: other.readings() });
            self.words.with_value(|words| warnings(&words.vocabulary.warning_signs, occurrence, circumstances, &others))
        })
    }

    /// Whether an entry is about a time more than 24 hours ago.
    pub(super) fn is_past(when: Moment) -> bool {
        clock::now().is_some_and(|now| when.is_more_than_a_day_before(now))
    }
}
