//! Symptoms that a person adds to those of the leaflet.

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use super::{
    KeptRecord, KeptThing, Measure, Symptom,
    kept_text::{UnfitText, stored, trimmed},
};
use crate::article::Id;

/// A symptom of the person's own: what she calls it, and how it is measured. No warning sign looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnSymptom {
    #[serde(deserialize_with = "name")]
    name: String,
    measure: OwnMeasure,
}

/// How a symptom of the person's own is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnMeasure {
    /// A pain score, 0 to 10.
    Pain,
    /// Whether it is there.
    YesNo,
    /// How often, or how many.
    Count,
}

impl OwnSymptom {
    /// The most characters of a name.
    pub const LONGEST_NAME: usize = 100;

    /// A symptom with this name. The spaces around it go; all else is kept exactly.
    ///
    /// # Errors
    ///
    /// [`UnfitText`] when the name is empty, or longer than [`OwnSymptom::LONGEST_NAME`].
    pub fn new(name: &str, measure: OwnMeasure) -> Result<Self, UnfitText> {
        Ok(Self { name: trimmed(name, Self::LONGEST_NAME)?, measure })
    }

    /// The same symptom under another name: what was recorded of it goes with it.
    ///
    /// # Errors
    ///
    /// [`UnfitText`] as of [`OwnSymptom::new`].
    pub fn renamed(&self, name: &str) -> Result<Self, UnfitText> {
        Self::new(name, self.measure)
    }

    /// What the person calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it is measured.
    #[must_use]
    pub fn measure(&self) -> OwnMeasure {
        self.measure
    }
}

/// The symptoms among what a person keeps, in the order in which they were added; those that were removed are no longer
/// asked for.
pub fn own_symptoms(kept: &[KeptRecord]) -> impl Iterator<Item = Symptom> {
    kept.iter().filter_map(|record| {
        let KeptThing::OwnSymptom(own) = record.what() else { return None };
        let measure = match own.measure {
            OwnMeasure::Pain => Measure::Pain,
            OwnMeasure::YesNo => Measure::YesNo,
            OwnMeasure::Count => Measure::Count,
        };
        Some(Symptom {
            id: Id::new(&format!("{}{}", Symptom::OWN, record.id())).ok()?,
            name: own.name.clone(),
            measure,
            passage: None,
            detail_of: None,
            group: Some("Your own".to_owned()),
            asked_first: false,
            choices: Vec::new(),
            absent: None,
            offers_absent: true,
            most: None,
            weeks: None,
            until_end: false,
            retired: record.is_removed(),
        })
    })
}

impl OwnMeasure {
    /// All measures.
    pub const ALL: [Self; 3] = [Self::Pain, Self::YesNo, Self::Count];
}

fn name<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    stored(String::deserialize(from)?, OwnSymptom::LONGEST_NAME).map_err(D::Error::custom)
}
