//! In what order the form asks, and where in it the cards stand.

use leptos::prelude::*;

use super::{
    JournalState,
    card_state::{AskedWeeks, DraftCards},
};
use crate::{
    article::{CalendarDate, Id},
    browser::{clock, document},
    journal::{CountedWeeks, Draft, FormOrder, Reading, Readings, Showing, TemperatureUnit, Warning, counted_weeks_on},
    storage::settings,
};

impl JournalState {
    /// Settles in what order the form asks for this draft.
    pub(super) fn set_order(self, draft: &Draft) {
        let order = self.order_for(draft);
        // A card stands below the very question whose answer calls for it: below a detail too.
        let cards = self.words.with_value(|words| {
            let asked = order.all().flat_map(|id| {
                let details = words.vocabulary.details(id).map(|detail| detail.id.clone());
                std::iter::once(id.clone()).chain(details)
            });
            asked.map(|id| (id, ArcRwSignal::new(DraftCards::default()))).collect()
        });
        self.order.set_value(order);
        self.cards.set_value(cards);
    }

    /// Lays the form out anew where the journal, now that it is loaded, asks in another order or for more. What is typed is the
    /// draft's, and stays; so does the focus.
    pub(super) fn ask_anew(self) {
        let Some(open) = self.draft.get_untracked() else { return };
        let order = self.order_for(&open.draft);
        if self.order.with_value(|known| *known == order) {
            return;
        }
        let focused = document::focused_in_form();
        self.set_order(&open.draft);
        self.form_in_steps.set_value(false);
        self.form.update(|form| *form += 1);
        if let Some(focused) = focused {
            document::focus_soon(&focused);
        }
    }

    fn order_for(self, draft: &Draft) -> FormOrder {
        let wanted = self.wanted.get_value();
        let weeks = draft.when.map_or(CountedWeeks::Unknown, |when| {
            self.kept.with_untracked(|kept| counted_weeks_on(kept, CalendarDate::from(when.date())))
        });
        self.words.with_value(|words| {
            self.journal.with_untracked(|journal| {
                FormOrder::new(&words.vocabulary, &draft.readings, journal.entries(), weeks, wanted.as_ref())
            })
        })
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

    /// The cards that the draft calls for because of a symptom.
    pub(super) fn cards_of(self, symptom: &Id) -> ArcRwSignal<DraftCards> {
        let known =
            self.cards.with_value(|cards| cards.iter().find(|(id, _)| id == symptom).map(|(_, cards)| cards.clone()));
        known.unwrap_or_else(|| ArcRwSignal::new(DraftCards::default()))
    }

    pub(super) fn look_at_draft(self) {
        let draft = self.draft.get_untracked().map(|kept| kept.draft);
        let cards = self.cards.get_value();
        let shown = draft.and_then(|draft| self.cards_of_draft(&draft, &cards));
        let shown = shown.unwrap_or_else(|| vec![DraftCards::default(); cards.len()]);
        for ((_, cards), now) in cards.into_iter().zip(shown) {
            if cards.with_untracked(|known| *known != now) {
                cards.set(now);
            }
        }
    }

    /// The cards of each symptom, in the order of the form.
    fn cards_of_draft(self, draft: &Draft, cards: &[(Id, ArcRwSignal<DraftCards>)]) -> Option<Vec<DraftCards>> {
        let (when, readings) = self.read_draft(draft)?;
        // Where the clock is wrong, what is written is about now.
        let now = clock::now().unwrap_or(when);
        let memory = self.memory.get_untracked();
        let (warnings, asked) =
            untrack(|| (self.look(when, &readings, draft.id, &memory), self.asks_weeks(draft.id, when, &readings)));
        let is_emergency = |warning: &&Warning| self.words.with_value(|words| words.is_emergency(&warning.card));
        let first_emergency = warnings.iter().find(is_emergency).map(|warning| warning.card.clone());
        let mut shown = vec![DraftCards::default(); cards.len()];
        let place_of = |symptom: &Id| cards.iter().position(|(own, _)| own == symptom).unwrap_or(0);
        // Below the first question that calls for it, but never above a stricter card: the strictest stands first in the whole form.
        let mut lowest = 0;
        let mut place_of_question = None;
        for warning in warnings {
            let own = warning.signs.iter().map(|(symptom, _)| place_of(symptom)).min().unwrap_or(0);
            lowest = lowest.max(own);
            if asked.as_ref().is_some_and(|asked| !asked.below.contains(&warning.card)) {
                place_of_question.get_or_insert(lowest);
            }
            let Some(place) = shown.get_mut(lowest) else { continue };
            place.with_numbers |= first_emergency.as_ref() == Some(&warning.card);
            if warning.stands(when, now) {
                // What was read for this very entry stays in sight while it is written.
                let showing = memory.showing(draft.id, &warning, now).unwrap_or(Showing::Line);
                place.standing.now.push((warning, showing));
            } else {
                place.standing.past.push(warning);
            }
        }
        if let Some(asked) = asked
            && let Some(place) = shown.get_mut(place_of_question.unwrap_or(lowest))
        {
            place.asked = Some(AskedWeeks { about: None, ..asked });
        }
        Some(shown)
    }
}
