//! One symptom over a span of time, by what was recorded.

use super::{Entry, Moment, Reading, Vocabulary};
use crate::article::Id;

/// What a span of the journal holds of one symptom, or of one detail of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SymptomSummary {
    /// The symptom.
    pub symptom: Id,
    /// When it was first recorded as there; none where it was only recorded as absent.
    pub since: Option<Moment>,
    /// When it was last recorded as there before the span; none where it was not.
    pub before: Option<Moment>,
    /// The strongest reading, and the last moment at which it was that strong; none where its readings have no strength. Of choices,
    /// the one that calls for the strictest card is the strongest.
    pub worst: Option<(Reading, Moment)>,
    /// The last reading.
    pub last: (Reading, Moment),
    /// What was recorded more about it, each summed up by itself.
    pub details: Vec<SymptomSummary>,
}

impl SymptomSummary {
    pub(super) fn begin(symptom: &Id, entry: &Entry, reading: &Reading, vocabulary: &Vocabulary) -> Self {
        let last = (reading.clone(), entry.when());
        let mut begun =
            Self { symptom: symptom.clone(), since: None, before: None, worst: None, last, details: Vec::new() };
        begun.take(entry, reading, vocabulary);
        begun
    }

    /// Takes a later reading in.
    pub(super) fn take(&mut self, entry: &Entry, reading: &Reading, vocabulary: &Vocabulary) {
        let at = (reading.clone(), entry.when());
        if self.since.is_none() && !reading.is_absent() {
            self.since = Some(entry.when());
        }
        let worst = self.worst.as_ref().map(|(worst, _)| worst);
        let is_worst = match vocabulary.gravity(&self.symptom, reading) {
            // A choice is as strong as the card that it calls for.
            Some(gravity) if matches!(reading, Reading::Choice(_)) => {
                let known = worst.and_then(|worst| vocabulary.gravity(&self.symptom, worst));
                known.is_none_or(|known| gravity <= known)
            }
            _ => has_strength(reading) && worst.is_none_or(|worst| reading >= worst),
        };
        if is_worst {
            self.worst = Some(at.clone());
        }
        self.last = at;
    }

    /// Takes a later reading of something that belongs to it in.
    pub(super) fn take_detail(&mut self, detail: &Id, entry: &Entry, reading: &Reading, vocabulary: &Vocabulary) {
        match self.details.iter_mut().find(|known| known.symptom == *detail) {
            Some(known) => known.take(entry, reading, vocabulary),
            None => self.details.push(Self::begin(detail, entry, reading, vocabulary)),
        }
    }

    /// Looks for it in the entries before the span.
    pub(super) fn look_before(&mut self, entries: &[&Entry]) {
        let was_there = |entry: &&&Entry| entry.readings().get(&self.symptom).is_some_and(|it| !it.is_absent());
        self.before = entries.iter().rev().find(was_there).map(|entry| entry.when());
    }
}

/// Whether readings of its measure compare by strength.
fn has_strength(reading: &Reading) -> bool {
    match reading {
        Reading::Pain(_) | Reading::Bleeding(_) | Reading::Felt(_) | Reading::Temperature(_) | Reading::Count(_) => {
            true
        }
        Reading::Choice(_) | Reading::Words(_) | Reading::Absent => false,
    }
}
