//! What a journal holds of a span of time, for a call or a visit: what was recorded, and nothing that was not.

use super::{Entry, Journal, Measure, Moment, Reading, Vocabulary};
use crate::article::Id;

/// A span of the journal, summed up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitSummary {
    /// What is measured by its strength, or was there or not: in the order of the first entry of each.
    pub strengths: Vec<SymptomSummary>,
    /// What is told reading by reading: pads, clots, temperatures, what was tried, calls. In the vocabulary's order.
    pub by_time: Vec<(Id, Vec<(Moment, Reading)>)>,
    /// The notes, the earliest first.
    pub notes: Vec<(Moment, String)>,
}

/// One symptom over the span, by what was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SymptomSummary {
    /// The symptom.
    pub symptom: Id,
    /// When it was first recorded as there; none where it was only recorded as absent.
    pub since: Option<Moment>,
    /// The strongest reading, and the last moment at which it was that strong.
    pub worst: (Reading, Moment),
    /// The last reading.
    pub last: (Reading, Moment),
}

impl VisitSummary {
    /// Sums up the entries of the last so many days before `now`; all of them where no number is given. Entries after `now`
    /// count: a clock that was set back hides nothing.
    #[must_use]
    pub fn new(journal: &Journal, vocabulary: &Vocabulary, now: Moment, days: Option<u8>) -> Self {
        let first = days.map_or(i64::MIN, |days| now.unix_minutes() - i64::from(days) * 24 * 60);
        let from = journal.entries().partition_point(|entry| entry.when().unix_minutes() < first);
        let mut summary = Self::default();
        for entry in journal.entries().iter().skip(from) {
            for (symptom, reading) in entry.readings().iter() {
                if is_told_by_time(vocabulary, symptom) {
                    summary.tell(symptom, entry.when(), reading);
                } else {
                    summary.take(symptom, entry, reading);
                }
            }
            if !entry.notes().as_str().is_empty() {
                summary.notes.push((entry.when(), entry.notes().as_str().to_owned()));
            }
        }
        let place = |id: &Id| vocabulary.symptoms.iter().position(|symptom| symptom.id == *id);
        summary.by_time.sort_by_key(|(symptom, _)| place(symptom));
        summary
    }

    /// Whether nothing was recorded in the span.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.strengths.is_empty() && self.by_time.is_empty() && self.notes.is_empty()
    }

    fn tell(&mut self, symptom: &Id, when: Moment, reading: &Reading) {
        let told = (when, reading.clone());
        match self.by_time.iter_mut().find(|(known, _)| known == symptom) {
            Some((_, readings)) => readings.push(told),
            None => self.by_time.push((symptom.clone(), vec![told])),
        }
    }

    fn take(&mut self, symptom: &Id, entry: &Entry, reading: &Reading) {
        match self.strengths.iter_mut().find(|summary| summary.symptom == *symptom) {
            Some(summary) => summary.take(entry, reading),
            None => self.strengths.push(SymptomSummary::begin(symptom, entry, reading)),
        }
    }
}

/// What has no strongest reading, and what is a detail, is told by its time. A symptom of another leaflet is summed up.
fn is_told_by_time(vocabulary: &Vocabulary, id: &Id) -> bool {
    vocabulary.symptom(id).is_some_and(|symptom| match symptom.measure {
        Measure::Temperature | Measure::Count | Measure::Choice | Measure::Words => true,
        Measure::Pain | Measure::Bleeding | Measure::YesNo => symptom.detail_of.is_some(),
    })
}

impl SymptomSummary {
    fn begin(symptom: &Id, entry: &Entry, reading: &Reading) -> Self {
        let at = (reading.clone(), entry.when());
        let since = (!reading.is_absent()).then(|| entry.when());
        Self { symptom: symptom.clone(), since, worst: at.clone(), last: at }
    }

    /// Takes a later reading in.
    fn take(&mut self, entry: &Entry, reading: &Reading) {
        let at = (reading.clone(), entry.when());
        if self.since.is_none() && !reading.is_absent() {
            self.since = Some(entry.when());
        }
        if *reading >= self.worst.0 {
            self.worst = at.clone();
        }
        self.last = at;
    }
}
