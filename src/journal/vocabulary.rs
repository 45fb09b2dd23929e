//! What a leaflet's journal records, and which entries lead to which card: `content/journal.toml` as types.

use serde::{Deserialize, Serialize};

use super::{Reading, WarningSign};
use crate::article::Id;

/// The symptoms that a leaflet's journal records, and its warning signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vocabulary {
    /// What can be recorded, in the order in which it is asked for; never empty.
    pub symptoms: Vec<Symptom>,
    /// When an entry leads to a care card of the article, the strictest card first.
    pub warning_signs: Vec<WarningSign>,
    /// The passages of the article with the emergency numbers: they stand below the first emergency card.
    pub emergency_numbers: Vec<Id>,
    /// What a person should say on the telephone besides what the journal sums up.
    pub say_too: Option<String>,
    /// The place on the page "Get help" that tells what to say.
    pub what_to_say: Option<Id>,
}

impl Vocabulary {
    /// The symptom with this id.
    #[must_use]
    pub fn symptom(&self, id: &Id) -> Option<&Symptom> {
        self.symptoms.iter().find(|symptom| &symptom.id == id)
    }
}

/// Something that a person can feel or see, and how it is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Symptom {
    /// Its lasting name.
    pub id: Id,
    /// Its name as the person says it.
    pub name: String,
    /// How it is measured.
    pub measure: Measure,
    /// The passage of the article that tells about it.
    pub passage: Id,
}

impl Symptom {
    /// The place on the journal's page at which it is noted: the article leads there.
    #[must_use]
    pub fn place_in_journal(&self) -> String {
        format!("note-{}", self.id)
    }
}

/// How a symptom is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// A pain score from 0 to 10: the numeric rating scale.
    Pain,
    /// How much blood: none, spotting, light, like a period, heavier than a period, or a pad an hour.
    Bleeding,
}

impl Measure {
    /// The measure of a reading.
    #[must_use]
    pub fn of(reading: Reading) -> Self {
        match reading {
            Reading::Pain(_) => Self::Pain,
            Reading::Bleeding(_) => Self::Bleeding,
        }
    }
}
