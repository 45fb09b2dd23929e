//! The readings of one moment, by symptom.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Visitor},
};

use super::Reading;
use crate::article::Id;

/// At most one reading for each symptom. Written as an object: `{"back-pain":{"pain":4}}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings(Vec<(Id, Reading)>);

impl Readings {
    /// No readings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing was recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was recorded of a symptom; nothing where it was not.
    #[must_use]
    pub fn get(&self, symptom: &Id) -> Option<&Reading> {
        self.iter().find(|(known, _)| *known == symptom).map(|(_, reading)| reading)
    }

    /// Records a symptom, or takes its reading back.
    pub fn set(&mut self, symptom: &Id, reading: Option<Reading>) {
        self.0.retain(|(known, _)| known != symptom);
        if let Some(reading) = reading {
            let place = self.0.iter().take_while(|(known, _)| known < symptom).count();
            self.0.insert(place, (symptom.clone(), reading));
        }
    }

    /// All readings, in the order of the symptoms' ids.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Reading)> {
        self.0.iter().map(|(symptom, reading)| (symptom, reading))
    }
}

impl Serialize for Readings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Readings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OfMap)
    }
}

struct OfMap;

impl<'de> Visitor<'de> for OfMap {
    type Value = Readings;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("readings by symptom")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Readings, M::Error> {
        let mut readings = Readings::new();
        while let Some((symptom, reading)) = map.next_entry::<Id, Reading>()? {
            if readings.get(&symptom).is_some() {
                return Err(M::Error::custom("a symptom stands twice"));
            }
            readings.set(&symptom, Some(reading));
        }
        Ok(readings)
    }
}
