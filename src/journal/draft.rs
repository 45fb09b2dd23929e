//! An entry that is being written: it may be incomplete, and survives a reload.

use serde::{Deserialize, Serialize};

use super::{Changed, Entry, EntryId, Moment, Notes, Reading, Readings, Vocabulary};
use crate::article::Id;

/// What was typed so far, whether it can be saved or not.
///
/// Its form is stored: version 1, frozen once released. A field that is added later has a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The id that the entry has, or will have.
    pub id: EntryId,
    /// What stands in the field for the moment, as it was typed.
    pub when_typed: String,
    /// The moment, where what was typed is one.
    pub when: Option<Moment>,
    /// What was recorded so far.
    pub readings: Readings,
    /// What stands in the fields that are typed into, whether it is a reading or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub typed: Vec<(Id, String)>,
    /// The notes so far, of any length.
    pub notes: String,
    /// The record of the entry that is being edited; none for a new one.
    pub edits: Option<String>,
}

impl Draft {
    /// An empty draft at a moment.
    #[must_use]
    pub fn new(id: EntryId, when: Moment) -> Self {
        Self {
            id,
            when_typed: when.local(),
            when: Some(when),
            readings: Readings::new(),
            typed: Vec::new(),
            notes: String::new(),
            edits: None,
        }
    }

    /// A draft that edits an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self {
            readings: entry.readings().clone(),
            notes: entry.notes().as_str().to_owned(),
            edits: Some(super::encode(entry)),
            ..Self::new(entry.id(), entry.when())
        }
    }

    /// The entry that is being edited; none for a new one.
    #[must_use]
    pub fn edited(&self) -> Option<Entry> {
        self.edits.as_deref().and_then(|record| super::decode(record).ok())
    }

    /// Whether nothing has been recorded yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.readings.is_empty() && self.typed.is_empty() && self.notes.is_empty()
    }

    /// Records a symptom, or takes its reading back.
    pub fn record(&mut self, symptom: &Id, reading: Option<Reading>) {
        self.typed.retain(|(known, _)| known != symptom);
        self.readings.set(symptom, reading);
    }

    /// Takes what was typed for a symptom, and the reading that it is.
    pub fn type_in(&mut self, symptom: &Id, typed: String, reading: Option<Reading>) {
        self.record(symptom, reading);
        if !typed.trim().is_empty() {
            self.typed.push((symptom.clone(), typed));
        }
    }

    /// What was typed for a symptom.
    #[must_use]
    pub fn typed(&self, symptom: &Id) -> Option<&str> {
        self.typed.iter().find(|(known, _)| known == symptom).map(|(_, typed)| typed.as_str())
    }

    /// The symptoms for which something was typed that is not a reading.
    fn mistyped(&self) -> impl Iterator<Item = &Id> {
        self.typed.iter().map(|(symptom, _)| symptom).filter(|symptom| self.readings.get(symptom).is_none())
    }

    /// What would be saved: a detail only beside a symptom that was there.
    #[must_use]
    pub fn recorded(&self, vocabulary: &Vocabulary) -> Readings {
        let mut recorded = self.readings.clone();
        for (symptom, _) in self.readings.iter() {
            if !self.is_shown(symptom, vocabulary) {
                recorded.set(symptom, None);
            }
        }
        recorded
    }

    /// Whether a symptom stands by itself, or tells more about one that was there.
    fn is_shown(&self, symptom: &Id, vocabulary: &Vocabulary) -> bool {
        let of = vocabulary.symptom(symptom).and_then(|symptom| symptom.detail_of.as_ref());
        of.is_none_or(|of| self.readings.get(of).is_some_and(|reading| !reading.is_absent()))
    }

    /// Whether it holds anything that would be lost with it.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.edited().map_or_else(|| !self.is_empty(), |entry| Self::of(&entry) != *self)
    }

    /// Whether an entry holds all that was typed, and nothing else.
    #[must_use]
    pub fn says_the_same_as(&self, entry: &Entry, vocabulary: &Vocabulary) -> bool {
        self.when == Some(entry.when())
            && self.mistyped().next().is_none()
            && self.recorded(vocabulary) == *entry.readings()
            && self.notes == entry.notes().as_str()
    }

    /// The entry that the draft makes now.
    ///
    /// `now` is the present moment, `changed` the present time in milliseconds.
    ///
    /// # Errors
    ///
    /// Everything that must be mended first, in the order of the fields.
    ///
    /// Details of what was not there are left out: see [`Draft::recorded`].
    pub fn finish(&self, now: Moment, changed: Changed, vocabulary: &Vocabulary) -> Result<Entry, Vec<DraftProblem>> {
        let mistyped = self.mistyped().filter(|symptom| self.is_shown(symptom, vocabulary));
        let mut problems: Vec<_> = mistyped.cloned().map(DraftProblem::NotAReading).collect();
        let is_mistyped = !problems.is_empty();
        match self.when {
            None => problems.push(DraftProblem::NoSuchTime),
            Some(when) if when.unix_minutes() > now.unix_minutes() => problems.push(DraftProblem::InTheFuture),
            Some(_) => {}
        }
        let notes = Notes::new(self.notes.clone());
        if let Err(long) = notes {
            problems.push(DraftProblem::NotesTooLong { characters: long.characters });
        }
        let readings = self.recorded(vocabulary);
        if !is_mistyped && readings.is_empty() && self.notes.is_empty() {
            problems.push(DraftProblem::NothingRecorded);
        }
        let changed = self.edited().map_or(changed, |edited| edited.changed().after(changed));
        match (self.when, notes) {
            (Some(when), Ok(notes)) if problems.is_empty() => {
                Entry::new(self.id, when, changed, readings, notes).map_err(|_| vec![DraftProblem::NothingRecorded])
            }
            _ => Err(problems),
        }
    }
}

/// What keeps a draft from being saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftProblem {
    /// What was typed for this symptom is not a reading of it.
    NotAReading(Id),
    /// What was typed for the moment is not one that the calendar and the person's clock have.
    NoSuchTime,
    /// The moment has not come yet.
    InTheFuture,
    /// The notes are longer than [`Notes::MOST`].
    NotesTooLong {
        /// How many characters they have.
        characters: usize,
    },
    /// Neither a reading nor notes.
    NothingRecorded,
}
