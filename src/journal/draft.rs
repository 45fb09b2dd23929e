//! An entry that is being written: it may be incomplete, and survives a reload.

use serde::{Deserialize, Serialize};

use super::{Changed, Entry, EntryId, Moment, Notes, Readings};

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
    /// The notes so far, of any length.
    pub notes: String,
    /// The record of the entry that is being edited; none for a new one.
    pub edits: Option<String>,
}

impl Draft {
    /// An empty draft at a moment.
    #[must_use]
    pub fn new(id: EntryId, when: Moment) -> Self {
        let readings = Readings::new();
        Self { id, when_typed: when.local(), when: Some(when), readings, notes: String::new(), edits: None }
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
        self.readings.is_empty() && self.notes.is_empty()
    }

    /// Whether it holds anything that would be lost with it.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.edited().map_or_else(|| !self.is_empty(), |entry| Self::of(&entry) != *self)
    }

    /// Whether an entry holds all that was typed, and nothing else.
    #[must_use]
    pub fn says_the_same_as(&self, entry: &Entry) -> bool {
        self.when == Some(entry.when()) && self.readings == *entry.readings() && self.notes == entry.notes().as_str()
    }

    /// The entry that the draft makes now.
    ///
    /// `now` is the present moment, `changed` the present time in milliseconds.
    ///
    /// # Errors
    ///
    /// Everything that must be mended first, in the order of the fields.
    pub fn finish(&self, now: Moment, changed: Changed) -> Result<Entry, Vec<DraftProblem>> {
        let mut problems = Vec::new();
        match self.when {
            None => problems.push(DraftProblem::NoSuchTime),
            Some(when) if when.unix_minutes() > now.unix_minutes() => problems.push(DraftProblem::InTheFuture),
            Some(_) => {}
        }
        let notes = Notes::new(self.notes.clone());
        if let Err(long) = notes {
            problems.push(DraftProblem::NotesTooLong { characters: long.characters });
        }
        if self.is_empty() {
            problems.push(DraftProblem::NothingRecorded);
        }
        let changed = self.edited().map_or(changed, |edited| edited.changed().after(changed));
        match (self.when, notes) {
            (Some(when), Ok(notes)) if problems.is_empty() => {
                Entry::new(self.id, when, changed, self.readings.clone(), notes)
                    .map_err(|_| vec![DraftProblem::NothingRecorded])
            }
            _ => Err(problems),
        }
    }
}

/// What keeps a draft from being saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftProblem {
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
