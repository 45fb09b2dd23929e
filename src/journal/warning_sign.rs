//! Warning signs: the conditions under which an entry leads to a care card of the article.
//!
//! The rules are data (`content/journal.toml`); the article's cards say what they rest on. Nothing here reassures:
//! no card is never good news, and where something is not known, the answer is the most cautious one.

use serde::{Deserialize, Serialize};

use super::{Gestation, Measure, Reading};
use crate::{article::Id, sorting::sort_by};

/// A condition that calls for a care card, or for a passage that stands above one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningSign {
    /// The card of the article; or the passage, see [`WarningSign::bullet`].
    pub card: Id,
    /// The sign of the card that it stands for, by its id; none where it calls for a passage.
    pub bullet: Option<Id>,
    /// The symptom whose reading is looked at.
    pub symptom: Id,
    /// The readings that match.
    pub when: Condition,
    /// While a pregnancy goes on, the weeks in which it holds: none of them, some, or all.
    pub weeks: Weeks,
    /// The days after an end on which it holds; none where it is quiet then.
    pub after_end: Option<DaySpan>,
    /// On how many days; without it, one reading is enough.
    pub days: Option<Days>,
    /// Whether the reading must be stronger than all of the day before, on which there must be one.
    pub is_worse: bool,
    /// Whether it holds only after fertility treatment: where the pregnancy's dates name a transfer or an egg collection.
    pub is_of_treatment: bool,
    /// Whether somebody should call even if it has stopped: see [`Warning::stands`](super::Warning::stands).
    pub even_if_stopped: bool,
}

/// Which readings of a symptom match a warning sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Those of some strength.
    Strength {
        /// The weakest that matches.
        from: Reading,
        /// The strongest that matches; without it, every stronger one does.
        to: Option<Reading>,
    },
    /// One of these choices.
    OneOf(Vec<Id>),
}

/// The weeks in which a sign holds while a pregnancy goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weeks {
    /// In none: it is about what comes after an end.
    None,
    /// In these.
    Some(WeekSpan),
    /// In all.
    All,
}

/// Weeks of pregnancy, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekSpan {
    /// The first day; without it, from the beginning.
    pub from: Option<Gestation>,
    /// The last day; without it, to the end.
    pub to: Option<Gestation>,
}

impl WeekSpan {
    /// Every week.
    pub const ALL: Self = Self { from: None, to: None };

    /// Whether a gestation lies in it.
    #[must_use]
    pub fn holds(self, gestation: Gestation) -> bool {
        self.covers(Self { from: Some(gestation), to: Some(gestation) })
    }

    /// Whether all of another lies in it.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.first() <= other.first() && other.last() <= self.last()
    }

    /// What lies in both; none where nothing does.
    #[must_use]
    pub fn within(self, other: Self) -> Option<Self> {
        let from = if self.first() >= other.first() { self.from } else { other.from };
        let to = if self.last() <= other.last() { self.to } else { other.to };
        let both = Self { from, to };
        (both.first() <= both.last()).then_some(both)
    }

    fn first(self) -> i64 {
        self.from.map_or(0, Gestation::in_days)
    }

    fn last(self) -> i64 {
        self.to.map_or(i64::from(Gestation::MOST_WEEKS) * 7 + 6, Gestation::in_days)
    }
}

/// These spans as few as they can be, the earliest first: what overlaps or meets is one.
pub(super) fn unite(mut spans: Vec<WeekSpan>) -> Vec<WeekSpan> {
    sort_by(&mut spans, |span| span.first());
    let mut united: Vec<WeekSpan> = Vec::new();
    for span in spans {
        match united.last_mut() {
            Some(last) if span.first() <= last.last() + 1 => {
                if span.last() > last.last() {
                    last.to = span.to;
                }
            }
            _ => united.push(span),
        }
    }
    united
}

/// Days after the end of a pregnancy, both included. Day 0 is the day of the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaySpan {
    /// The first.
    #[serde(default)]
    pub from: u16,
    /// The last; without it, for ever.
    pub to: Option<u16>,
}

impl DaySpan {
    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: u16) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// On some days of a few in a row, one of which is the entry's day. A reading counts when it is as strong or stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// On so many days: 2 or more.
    pub on: u8,
    /// Of so many in a row: [`Days::MOST`] or fewer.
    pub of: u8,
}

impl Days {
    /// The longest run of days that is looked at.
    pub const MOST: u8 = 31;
}

impl WarningSign {
    /// Whether a reading is what the sign asks for.
    pub(super) fn matches(&self, reading: &Reading) -> bool {
        let is_not_too_strong = match &self.when {
            Condition::Strength { to, .. } => to.as_ref().is_none_or(|to| reading <= to),
            Condition::OneOf(_) => true,
        };
        self.is_reached_by(reading) && is_not_too_strong
    }

    /// Whether a reading is as strong as the sign asks for, or stronger.
    pub(super) fn is_reached_by(&self, reading: &Reading) -> bool {
        match (&self.when, reading) {
            (Condition::Strength { from, .. }, _) => Measure::of(reading) == Measure::of(from) && reading >= from,
            (Condition::OneOf(choices), Reading::Choice(chosen)) => choices.contains(chosen),
            (Condition::OneOf(_), _) => false,
        }
    }
}
