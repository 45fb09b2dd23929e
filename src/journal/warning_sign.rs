//! Warning signs: which entries lead to which care card of the article.
//!
//! The rules are data (`content/journal.toml`); the article's cards say what they rest on. Nothing here reassures:
//! no card is never good news, and where something is not known, the answer is the most cautious one.

use serde::{Deserialize, Serialize};
use time::Date;

use super::{Gestation, Measure, Reading, Readings};
use crate::article::Id;

/// A condition that calls for a care card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningSign {
    /// The card of the article.
    pub card: Id,
    /// The symptom whose reading is looked at.
    pub symptom: Id,
    /// The readings that match.
    pub when: Condition,
    /// The weeks of pregnancy in which it holds; without them, in all and after a loss.
    pub weeks: Option<WeekSpan>,
    /// On how many days; without it, one reading is enough.
    pub days: Option<Days>,
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

/// Weeks of pregnancy, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekSpan {
    /// The first day; without it, from the beginning.
    pub from: Option<Gestation>,
    /// The last day; without it, to the end.
    pub to: Option<Gestation>,
}

impl WeekSpan {
    /// Whether a gestation lies in it.
    #[must_use]
    pub fn holds(self, gestation: Gestation) -> bool {
        self.from.is_none_or(|from| from <= gestation) && self.to.is_none_or(|to| gestation <= to)
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

/// What was felt on a day.
#[derive(Clone, Copy, Debug)]
pub struct Occurrence<'a> {
    /// The day on the person's calendar.
    pub date: Date,
    /// What was recorded.
    pub readings: &'a Readings,
}

/// What is known of the weeks of a pregnancy on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedWeeks {
    /// Nothing: every sign is looked at, and its card says for which weeks it speaks.
    Unknown,
    /// How far it had come.
    Known(Gestation),
    /// It has ended: every sign is looked at, and no card speaks of weeks.
    NoLonger,
}

/// A card that an entry calls for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The card of the article.
    pub card: Id,
    /// The symptom that calls for it.
    pub symptom: Id,
    /// The weeks for which the card speaks, where the person's weeks are not known and the card may not be for them.
    pub only_in: Option<WeekSpan>,
}

/// The cards that an occurrence calls for, each once, in the order of the signs: the strictest first.
///
/// `weeks` are those of that day. `others` are the journal's other entries.
#[must_use]
pub fn warnings<'a>(
    signs: &[WarningSign],
    occurrence: Occurrence<'a>,
    weeks: CountedWeeks,
    others: &(impl Iterator<Item = Occurrence<'a>> + Clone),
) -> Vec<Warning> {
    let mut found: Vec<Warning> = Vec::new();
    for sign in signs {
        let Some(reading) = occurrence.readings.get(&sign.symptom) else { continue };
        let only_in = match (sign.weeks, weeks) {
            (Some(span), CountedWeeks::Known(gestation)) if !span.holds(gestation) => continue,
            (Some(span), CountedWeeks::Unknown) => Some(span),
            _ => None,
        };
        let often_enough = || sign.days.is_none_or(|days| recurs(sign, days, occurrence, others.clone()));
        if !sign.matches(reading) || !often_enough() {
            continue;
        }
        match found.iter_mut().find(|warning| warning.card == sign.card) {
            // Where one sign calls for the card whatever the weeks, the card is for this person.
            Some(warning) if only_in.is_none() => warning.only_in = None,
            Some(_) => {}
            None => found.push(Warning { card: sign.card.clone(), symptom: sign.symptom.clone(), only_in }),
        }
    }
    found
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
    fn is_reached_by(&self, reading: &Reading) -> bool {
        match (&self.when, reading) {
            (Condition::Strength { from, .. }, _) => Measure::of(reading) == Measure::of(from) && reading >= from,
            (Condition::OneOf(choices), Reading::Choice(chosen)) => choices.contains(chosen),
            (Condition::OneOf(_), _) => false,
        }
    }
}

/// Whether the sign was reached on enough days of some days in a row that hold the occurrence's day.
fn recurs<'a>(
    sign: &WarningSign,
    days: Days,
    occurrence: Occurrence<'a>,
    others: impl Iterator<Item = Occurrence<'a>>,
) -> bool {
    let reach = i32::from(days.of.min(Days::MOST)) - 1;
    // One bit for each day that can lie in the same run of days, the earliest first.
    let first = occurrence.date.to_julian_day() - reach;
    let mut reached: u64 = 1 << reach;
    for other in others {
        let day = other.date.to_julian_day() - first;
        let matches = other.readings.get(&sign.symptom).is_some_and(|reading| sign.is_reached_by(reading));
        if matches && (0..=2 * reach).contains(&day) {
            reached |= 1 << day;
        }
    }
    let run = (1u64 << days.of.min(Days::MOST)) - 1;
    (0..=reach).any(|shift| ((reached >> shift) & run).count_ones() >= u32::from(days.on))
}
