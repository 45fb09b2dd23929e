//! What to say on the telephone, from the entries of the last days: what was recorded, and nothing that was not.

use super::{Entry, Journal, Moment, Reading};
use crate::article::Id;

/// How many days of the journal it looks back on.
pub const DAYS: u8 = 3;

/// One symptom over the last days, by what was recorded.
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

/// The symptoms of the last [`DAYS`] days, in the order of their first entry. Entries after `now` count: a clock that was
/// set back hides nothing.
#[must_use]
pub fn call_script(journal: &Journal, now: Moment) -> Vec<SymptomSummary> {
    let mut summaries: Vec<SymptomSummary> = Vec::new();
    for entry in journal.near(now, DAYS) {
        for (symptom, reading) in entry.readings().iter() {
            match summaries.iter_mut().find(|summary| summary.symptom == *symptom) {
                Some(summary) => summary.take(entry, reading),
                None => summaries.push(SymptomSummary::begin(symptom, entry, reading)),
            }
        }
    }
    summaries
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
