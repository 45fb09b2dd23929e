//! The life of a card: how long it stands, what was read, and how it comes back.
//!
//! Everything is decided from entries, from what was read, and from the present moment: nothing is counted down.

use serde::{Deserialize, Serialize};

use super::{Entry, EntryId, Measure, Moment, Reading, Readings, Warning, WeekSpan};
use crate::{article::Id, sorting::sort_by};

/// What a person has said of the cards: which ones she has read, and how far she is, for one entry each.
///
/// It is kept no longer than [`CardMemory::KEPT_DAYS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardMemory {
    read: Vec<ReadCard>,
    weeks: Vec<WeeksOfEntry>,
}

/// A card that was marked "I have read this".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadCard {
    card: Id,
    entry: EntryId,
    at: Moment,
    /// What called for it then.
    signs: Readings,
}

/// What she answered to the one question that narrows unknown weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeeksOfEntry {
    entry: EntryId,
    at: Moment,
    weeks: SaidWeeks,
}

/// What she answered to the question that narrows unknown weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaidWeeks {
    /// She is not sure.
    NotSure,
    /// They lie in these.
    Within(WeekSpan),
}

/// How a card is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Showing {
    /// As one line, which opens: it was read on the same day, and nothing has risen since.
    Line,
    /// In full.
    Full,
}

/// What stands at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The cards that stand, each once, the strictest first.
    pub now: Vec<(Warning, Showing)>,
    /// The cards of what is longer ago, while it is looked at: "If this is still happening".
    pub past: Vec<Warning>,
}

impl Standing {
    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.now.is_empty() && self.past.is_empty()
    }
}

impl CardMemory {
    /// After so many days nothing needs to be known any more: one more than any card stands.
    pub const KEPT_DAYS: i64 = 8;

    /// Marks what an entry calls for as read.
    pub fn mark_read(&mut self, entry: EntryId, warnings: &[Warning], now: Moment) {
        self.forget_old(now);
        for warning in warnings {
            let mut signs = Readings::new();
            for (symptom, reading) in &warning.signs {
                signs.set(symptom, Some(reading.clone()));
            }
            self.read.retain(|known| (known.entry, &known.card) != (entry, &warning.card));
            self.read.push(ReadCard { card: warning.card.clone(), entry, at: now, signs });
        }
    }

    /// Keeps for one entry how far she is.
    pub fn say_weeks(&mut self, entry: EntryId, weeks: SaidWeeks, now: Moment) {
        self.forget_old(now);
        self.weeks.retain(|known| known.entry != entry);
        self.weeks.push(WeeksOfEntry { entry, at: now, weeks });
    }

    /// What she has said of one entry; none where she was not asked, or has not answered.
    #[must_use]
    pub fn weeks_of(&self, entry: EntryId) -> Option<SaidWeeks> {
        self.weeks.iter().find(|known| known.entry == entry).map(|known| known.weeks)
    }

    fn forget_old(&mut self, now: Moment) {
        let is_old = |at: Moment| now.unix_minutes() - at.unix_minutes() > Self::KEPT_DAYS * 24 * 60;
        self.read.retain(|known| !is_old(known.at));
        self.weeks.retain(|known| !is_old(known.at));
    }

    /// How a card that an entry calls for is shown at `now`; none where it was read for this entry.
    #[must_use]
    pub fn showing(&self, entry: EntryId, warning: &Warning, now: Moment) -> Option<Showing> {
        let of_card = |known: &&ReadCard| known.card == warning.card;
        let is_read = |marks: &dyn Fn(&&ReadCard) -> bool| {
            warning.signs.iter().all(|(symptom, reading)| {
                self.read
                    .iter()
                    .filter(of_card)
                    .filter(marks)
                    .any(|known| known.signs.get(symptom).is_some_and(|known| has_not_risen(reading, known)))
            })
        };
        if is_read(&|known| known.entry == entry) {
            return None;
        }
        let is_of_today = is_read(&|known| known.at.date() == now.date());
        Some(if is_of_today { Showing::Line } else { Showing::Full })
    }
}

/// Whether a reading is no stronger than one that was read.
fn has_not_risen(reading: &Reading, read: &Reading) -> bool {
    match reading {
        Reading::Choice(_) | Reading::Words(_) => reading == read,
        _ => Measure::of(reading) == Measure::of(read) && reading <= read,
    }
}

/// What stands at `now` of what these entries call for. `order` tells the cards, the strictest first; the entries of
/// `looked_at` are shown even where they are longer ago.
#[must_use]
pub fn standing(
    entries: &[(Entry, Vec<Warning>)],
    looked_at: &[EntryId],
    memory: &CardMemory,
    order: &dyn Fn(&Id) -> usize,
    now: Moment,
) -> Standing {
    let mut standing = Standing::default();
    for (entry, warnings) in entries {
        for warning in warnings {
            if warning.stands(entry.when(), now) {
                let Some(showing) = memory.showing(entry.id(), warning, now) else { continue };
                match standing.now.iter_mut().find(|(known, _)| known.card == warning.card) {
                    Some((known, shown)) => {
                        known.join(warning);
                        *shown = (*shown).max(showing);
                    }
                    None => standing.now.push((warning.clone(), showing)),
                }
            } else if looked_at.contains(&entry.id()) {
                match standing.past.iter_mut().find(|known| known.card == warning.card) {
                    Some(known) => known.join(warning),
                    None => standing.past.push(warning.clone()),
                }
            }
        }
    }
    let Standing { now, past } = &mut standing;
    past.retain(|warning| !now.iter().any(|(known, _)| known.card == warning.card));
    sort_by(now, |(warning, _)| order(&warning.card));
    sort_by(past, |warning| order(&warning.card));
    standing
}
