//! The symptoms that a leaflet records, as `content/journal.toml` names them.

use serde::{Deserialize, Serialize};

use crate::article::Id;

/// Something that a person can feel or see, and how it is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symptom {
    /// Its lasting name; a passage of the article tells about it.
    pub id: Id,
    /// Its name as the person says it.
    pub name: String,
    /// How it is measured.
    pub measure: Measure,
}

/// How a symptom is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// A pain score from 0 to 10: the numeric rating scale.
    Pain,
    /// How much blood: none, spotting, light, like a period, heavier, or a pad an hour.
    Bleeding,
}

/// Reads the symptoms from the text of `journal.toml`.
#[cfg(feature = "ssr")]
pub fn read(text: &str, problems: &mut crate::article::read::Problems) -> Vec<Symptom> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Vocabulary {
        #[serde(default)]
        symptom: Vec<Symptom>,
    }
    let vocabulary: Vocabulary = match toml::from_str(text) {
        Ok(vocabulary) => vocabulary,
        Err(error) => {
            crate::article::read::toml_problem(&error, text, 1, problems);
            return Vec::new();
        }
    };
    let symptoms = vocabulary.symptom;
    for (place, symptom) in symptoms.iter().enumerate() {
        if symptoms.iter().take(place).any(|earlier| earlier.id == symptom.id) {
            let declared = text.lines().enumerate().filter(|(_, line)| line.contains(&format!("\"{}\"", symptom.id)));
            let line = declared.last().map_or(1, |(index, _)| index + 1);
            problems.note(line, format!("the symptom `{}` stands twice", symptom.id), "keep one of them");
        }
    }
    symptoms
}
