//! What was recorded over a span of days, counted. Nothing here says what a number means, or where it is going.

use super::{BleedingLevel, Journal, Measure, PainScore, Reading, Symptom, Vocabulary, letters::add_small};
use crate::{
    article::{CalendarDate, Id},
    sorting::sort_by,
};

/// What was recorded of one pain, and of bleeding, on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayPattern {
    /// The day, by the person's calendar.
    pub day: CalendarDate,
    /// The least and the worst score; both 0 where the pain was only recorded as absent; none where it was not recorded.
    pub pain: Option<(PainScore, PainScore)>,
    /// The heaviest bleeding; none where it was not recorded.
    pub bleeding: Option<BleedingLevel>,
}

/// Every day from the first to the last, with what was recorded on it. Where the first is later than the last, there is none.
///
/// `bleeding` is the symptom that is measured by bleeding levels, where there is one.
#[must_use]
pub fn pain_by_day(
    journal: &Journal,
    pain: &Id,
    bleeding: Option<&Id>,
    (from, to): (CalendarDate, CalendarDate),
) -> Vec<DayPattern> {
    let days = (0..=from.days_until(to)).filter_map(|later| from.days_later(later));
    let mut days: Vec<DayPattern> = days.map(|day| DayPattern { day, pain: None, bleeding: None }).collect();
    for entry in journal.between(from, to) {
        let place = usize::try_from(from.days_until(CalendarDate::from(entry.when().date())));
        let Some(day) = place.ok().and_then(|place| days.get_mut(place)) else { continue };
        if let Some(Reading::Pain(score)) = entry.readings().get(pain) {
            let (least, worst) = day.pain.unwrap_or((*score, *score));
            day.pain = Some((least.min(*score), worst.max(*score)));
        }
        if let Some(Reading::Bleeding(level)) = bleeding.and_then(|bleeding| entry.readings().get(bleeding)) {
            day.bleeding = day.bleeding.max(Some(*level));
        }
    }
    days
}

/// What was recorded of one pain in one part of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HoursPattern {
    /// How often it was recorded as there.
    pub there: usize,
    /// How often it was recorded as absent.
    pub absent: usize,
    /// The worst score; none where it was never there.
    pub worst: Option<PainScore>,
}

impl HoursPattern {
    /// How many hours one part of the day has. The number is ours.
    pub const LENGTH: u8 = 3;
}

/// What was recorded of one pain from the first day to the last by the time of day, on the person's clock: from midnight on,
/// [`HoursPattern::LENGTH`] hours each.
#[must_use]
pub fn hours(journal: &Journal, pain: &Id, (from, to): (CalendarDate, CalendarDate)) -> Vec<HoursPattern> {
    let mut parts = vec![HoursPattern::default(); usize::from(24 / HoursPattern::LENGTH)];
    for entry in journal.between(from, to) {
        let Some(part) = parts.get_mut(usize::from(entry.when().hour() / HoursPattern::LENGTH)) else { continue };
        match entry.readings().get(pain) {
            Some(Reading::Pain(score)) if *score == PainScore::NONE => part.absent += 1,
            Some(Reading::Pain(score)) => {
                part.there += 1;
                part.worst = part.worst.max(Some(*score));
            }
            _ => {}
        }
    }
    parts
}

/// What a person tried, and what she said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriedPattern {
    /// The symptom under which it is written down, in words of her own.
    pub symptom: Id,
    /// The answers to whether it helped, the fullest one last: their names.
    pub answers: Vec<String>,
    /// Each thing once: the most often tried first, and of two the one that was tried later.
    pub things: Vec<Tried>,
}

/// One thing that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// What it is, as it was written the last time.
    pub what: String,
    /// How often each answer was given, in their order.
    pub answered: Vec<usize>,
    /// How often it was tried and no answer was given.
    pub unanswered: usize,
}

impl Tried {
    /// How often it was tried.
    #[must_use]
    pub fn times(&self) -> usize {
        self.answered.iter().sum::<usize>() + self.unanswered
    }
}

/// What was tried from the first day to the last; none where the leaflet does not ask for it: it asks for something in the
/// person's own words, and by a choice how that was. Words that differ in capital letters or in the spaces around them are
/// one thing; nothing else is guessed.
#[must_use]
pub fn tried(
    journal: &Journal,
    vocabulary: &Vocabulary,
    (from, to): (CalendarDate, CalendarDate),
) -> Option<TriedPattern> {
    let (symptom, detail) =
        vocabulary.whole_symptoms().filter(|symptom| symptom.measure == Measure::Words).find_map(|symptom| {
            let detail = vocabulary.details(&symptom.id).find(|detail| detail.measure == Measure::Choice)?;
            Some((symptom, detail))
        })?;
    let answers: Vec<Option<&Id>> = answers(detail);
    let mut things: Vec<(String, Tried)> = Vec::new();
    // The latest first, so that each thing is named as it was written last.
    let entries: Vec<_> = journal.between(from, to).collect();
    for entry in entries.into_iter().rev() {
        let Some(Reading::Words(what)) = entry.readings().get(&symptom.id) else { continue };
        let what = what.as_str().trim();
        let mut known = String::new();
        add_small(what, &mut known);
        let place = things.iter().position(|(other, _)| *other == known).unwrap_or_else(|| {
            let answered = vec![0; answers.len()];
            things.push((known, Tried { what: what.to_owned(), answered, unanswered: 0 }));
            things.len() - 1
        });
        let Some((_, tried)) = things.get_mut(place) else { continue };
        let answer = match entry.readings().get(&detail.id) {
            Some(Reading::Choice(choice)) => answers.iter().position(|answer| *answer == Some(choice)),
            Some(reading) if reading.is_absent() => answers.iter().position(Option::is_none),
            _ => None,
        };
        match answer.and_then(|answer| tried.answered.get_mut(answer)) {
            Some(count) => *count += 1,
            None => tried.unanswered += 1,
        }
    }
    let mut things: Vec<Tried> = things.into_iter().map(|(_, tried)| tried).collect();
    sort_by(&mut things, |tried| usize::MAX - tried.times());
    let name = |answer: Option<&Id>| match answer {
        Some(choice) => detail.choice(choice).unwrap_or_default().to_owned(),
        None => detail.absent.clone().unwrap_or_default(),
    };
    Some(TriedPattern { symptom: symptom.id.clone(), answers: answers.into_iter().map(name).collect(), things })
}

/// The answers that a choice offers: that it was not so, where that has a name, then the choices in their order.
fn answers(detail: &Symptom) -> Vec<Option<&Id>> {
    let absent = detail.absent.is_some().then_some(None);
    absent.into_iter().chain(detail.choices.iter().map(|choice| Some(&choice.id))).collect()
}
