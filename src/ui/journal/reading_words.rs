//! Readings in words: the same in the form, in the history and to a screen reader.

use crate::{
    article::Id,
    journal::{BleedingLevel, Reading, Vocabulary},
};

/// A level as the form names it.
pub(super) fn level(level: BleedingLevel) -> &'static str {
    match level {
        BleedingLevel::None => "None",
        BleedingLevel::Spotting => "Spotting",
        BleedingLevel::Light => "Light",
        BleedingLevel::LikeAPeriod => "Like a period",
        BleedingLevel::HeavierThanAPeriod => "Heavier than a period",
        BleedingLevel::SoaksAPadAnHour => "Soaks a pad in an hour or less",
    }
}

/// A reading as the history shows it: "Headache 4", "No bleeding".
pub(super) fn reading(vocabulary: &Vocabulary, symptom: &Id, reading: Reading) -> String {
    // A symptom of another leaflet keeps its id for a name.
    let name = vocabulary.symptom(symptom).map_or_else(|| symptom.to_string(), |symptom| symptom.name.clone());
    match reading {
        Reading::Pain(score) => format!("{name} {}", score.get()),
        Reading::Bleeding(BleedingLevel::None) => format!("No {}", within(&name)),
        Reading::Bleeding(amount) => format!("{name}: {}", within(level(amount))),
    }
}

/// How much, without the symptom: "7 out of 10", "light".
pub(super) fn amount(reading: Reading) -> String {
    match reading {
        Reading::Pain(score) => format!("{} out of 10", score.get()),
        Reading::Bleeding(amount) => within(level(amount)),
    }
}

/// A name as it stands within a sentence: with a small letter.
pub(super) fn within(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_lowercase(), letters.as_str()))
}
