//! What an entry calls for: the warning signs that it shows, card by card.

use time::Date;

use super::{
    Days, Gestation, Measure, Moment, Reading, Readings, WarningSign, WeekSpan,
    warning_sign::{Weeks, unite},
};
use crate::article::Id;

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
    /// That they lie somewhere in these: the person said so of one entry.
    Within(WeekSpan),
    /// How far it had come.
    Known(Gestation),
    /// It has ended so many days before: no card speaks of weeks. Where the day of the end is not known, they are counted
    /// from the day on which the end was written down.
    NoLonger(u16),
}

/// What is known of a pregnancy on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circumstances {
    /// Its weeks.
    pub weeks: CountedWeeks,
    /// Whether it came with a transfer or an egg collection, as its dates say.
    pub is_of_treatment: bool,
}

impl From<CountedWeeks> for Circumstances {
    fn from(weeks: CountedWeeks) -> Self {
        Self { weeks, is_of_treatment: false }
    }
}

/// A card, or a passage above one, that an entry calls for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The card of the article, or the passage.
    pub card: Id,
    /// What calls for it, each symptom once; never empty.
    pub signs: Vec<(Id, Reading)>,
    /// The weeks for which the card speaks, where the person's weeks are not known and the card may not be for them;
    /// none where it is for them whatever their weeks.
    pub only_in: Vec<WeekSpan>,
    /// Whether somebody should call even if it has stopped.
    pub even_if_stopped: bool,
}

impl Warning {
    /// How long a card stands of which one sign is marked `even-if-stopped`, in minutes: 7 days.
    const STANDS_IF_STOPPED: i64 = 7 * 24 * 60;
    /// How long every other card stands, in minutes: 24 hours.
    const STANDS: i64 = 24 * 60;

    /// Whether the card of an entry about `when` still stands at `now`. What lies ahead, because a clock was set back, does.
    #[must_use]
    pub fn stands(&self, when: Moment, now: Moment) -> bool {
        let age = now.unix_minutes() - when.unix_minutes();
        age <= if self.even_if_stopped { Self::STANDS_IF_STOPPED } else { Self::STANDS }
    }

    /// Takes in what calls for the same card elsewhere. It is for every week where one of them is.
    pub(super) fn join(&mut self, other: &Self) {
        for (symptom, reading) in &other.signs {
            if !self.signs.contains(&(symptom.clone(), reading.clone())) {
                self.signs.push((symptom.clone(), reading.clone()));
            }
        }
        self.even_if_stopped |= other.even_if_stopped;
        self.only_in = match (self.only_in.as_slice(), other.only_in.as_slice()) {
            ([], _) | (_, []) => Vec::new(),
            (own, others) => unite(own.iter().chain(others).copied().collect()),
        };
    }
}

/// The cards that an occurrence calls for, each once, in the order of the signs: the strictest first.
///
/// `circumstances` are those of that day. `others` are the journal's other entries.
#[must_use]
pub fn warnings<'a>(
    signs: &[WarningSign],
    occurrence: Occurrence<'a>,
    circumstances: Circumstances,
    others: &(impl Iterator<Item = Occurrence<'a>> + Clone),
) -> Vec<Warning> {
    let mut found: Vec<Warning> = Vec::new();
    for sign in signs {
        let Some(reading) = occurrence.readings.get(&sign.symptom).filter(|reading| sign.matches(reading)) else {
            continue;
        };
        let Some(only_in) = weeks_of(sign, circumstances) else { continue };
        let often_enough = || sign.days.is_none_or(|days| recurs(sign, days, occurrence, others.clone()));
        let bad_enough = || !sign.is_worse || is_worse(&sign.symptom, reading, occurrence, others.clone());
        if !often_enough() || !bad_enough() {
            continue;
        }
        let warning = Warning {
            card: sign.card.clone(),
            signs: vec![(sign.symptom.clone(), reading.clone())],
            only_in,
            even_if_stopped: sign.even_if_stopped,
        };
        match found.iter_mut().find(|known| known.card == sign.card) {
            Some(known) => known.join(&warning),
            None => found.push(warning),
        }
    }
    // What speaks for all the weeks that there can be, part by part, is for this person.
    let possible = possible_weeks(circumstances.weeks);
    for warning in &mut found {
        if warning.only_in.iter().any(|span| span.covers(possible)) {
            warning.only_in.clear();
        }
    }
    found
}

/// The weeks that there can be, where they are not known.
fn possible_weeks(weeks: CountedWeeks) -> WeekSpan {
    match weeks {
        CountedWeeks::Within(span) => span,
        _ => WeekSpan::ALL,
    }
}

/// The weeks for which a sign speaks in these circumstances, as [`Warning::only_in`] tells them; none where it does not hold.
fn weeks_of(sign: &WarningSign, circumstances: Circumstances) -> Option<Vec<WeekSpan>> {
    let whatever_the_weeks = Vec::new();
    if sign.is_of_treatment && !circumstances.is_of_treatment {
        return None;
    }
    match (circumstances.weeks, sign.weeks) {
        (CountedWeeks::NoLonger(day), _) => sign.after_end.filter(|span| span.holds(day)).map(|_| whatever_the_weeks),
        (_, Weeks::None) => None,
        (_, Weeks::All) => Some(whatever_the_weeks),
        (CountedWeeks::Known(gestation), Weeks::Some(span)) => span.holds(gestation).then_some(whatever_the_weeks),
        (weeks @ (CountedWeeks::Unknown | CountedWeeks::Within(_)), Weeks::Some(span)) => {
            let possible = possible_weeks(weeks);
            let both = span.within(possible)?;
            Some(if both == possible { whatever_the_weeks } else { vec![both] })
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

/// Whether a reading is stronger than all of the day before. Where nothing was recorded then, nothing can be compared.
fn is_worse<'a>(
    symptom: &Id,
    reading: &Reading,
    occurrence: Occurrence<'a>,
    others: impl Iterator<Item = Occurrence<'a>>,
) -> bool {
    let day_before = occurrence.date.to_julian_day() - 1;
    let mut before = others
        .filter(|other| other.date.to_julian_day() == day_before)
        .filter_map(|other| other.readings.get(symptom))
        .peekable();
    let is_weaker =
        |known: &Reading| known.is_absent() || (Measure::of(known) == Measure::of(reading) && known < reading);
    before.peek().is_some() && before.all(is_weaker)
}
