//! What tests of the journal record.

use std::sync::LazyLock;

use quietleaf::{
    article::Id,
    journal::{BleedingLevel, Moment, PainScore, Reading, Readings},
    leaflet::{self, JournalWords},
};

/// The journal of `content/`.
pub(crate) fn words() -> JournalWords {
    static WORDS: LazyLock<JournalWords> = LazyLock::new(|| {
        let files = xtask::content::files(&xtask::paths::content()).unwrap();
        JournalWords::of(&leaflet::read(&files).0.unwrap()).unwrap()
    });
    WORDS.clone()
}

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub(crate) fn moment(text: &str) -> Moment {
    Moment::try_from(text.to_owned()).unwrap()
}

pub(crate) fn pain(symptom: &str, score: u8) -> (&str, Reading) {
    (symptom, Reading::Pain(PainScore::new(score).unwrap()))
}

pub(crate) fn bleeding(level: BleedingLevel) -> (&'static str, Reading) {
    ("bleeding", Reading::Bleeding(level))
}

pub(crate) fn readings(of: &[(&str, Reading)]) -> Readings {
    let mut readings = Readings::new();
    for (symptom, reading) in of {
        readings.set(&id(symptom), Some(reading.clone()));
    }
    readings
}
