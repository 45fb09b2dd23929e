//! Readings in words: the same in the form, in the history and to a screen reader.

use crate::{
    article::Id,
    journal::{BleedingLevel, Reading, Readings, Symptom, Vocabulary, written},
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

/// A reading as the history shows it: "Headache 4", "No bleeding", "Temperature: 38.5 °C".
pub(super) fn reading(vocabulary: &Vocabulary, id: &Id, reading: &Reading) -> String {
    // A symptom of another leaflet keeps its id for a name.
    let symptom = vocabulary.symptom(id);
    let name = symptom.map_or_else(|| id.to_string(), |symptom| symptom.name.clone());
    match reading {
        Reading::Pain(score) => format!("{name} {}", score.get()),
        Reading::Felt(true) => name,
        Reading::Bleeding(BleedingLevel::None) => format!("No {}", within(&name)),
        _ => format!("{name}: {}", amount(symptom, reading)),
    }
}

/// What was recorded more about a symptom: "too bad to walk or talk, where: left hip".
pub(super) fn details(vocabulary: &Vocabulary, id: &Id, readings: &Readings) -> String {
    let told = vocabulary
        .details(id)
        .filter_map(|detail| readings.get(&detail.id).map(|told| within(&reading(vocabulary, &detail.id, told))));
    told.collect::<Vec<_>>().join(", ")
}

/// Everything that was recorded at one moment: "Headache 4 (where: left side); temperature: 38.5 °C".
pub(super) fn all(vocabulary: &Vocabulary, readings: &Readings) -> String {
    let is_told_with_its_symptom = |id: &Id| {
        let whole = vocabulary.symptom(id).and_then(|symptom| symptom.detail_of.as_ref());
        whole.is_some_and(|whole| readings.get(whole).is_some())
    };
    let of_other_leaflets = readings.iter().map(|(id, _)| id).filter(|id| vocabulary.symptom(id).is_none());
    let in_order = vocabulary.symptoms.iter().map(|symptom| &symptom.id).chain(of_other_leaflets);
    let mut told = Vec::new();
    for id in in_order.filter(|id| !is_told_with_its_symptom(id)) {
        let Some(recorded) = readings.get(id) else { continue };
        let words = by_itself(vocabulary, id, recorded);
        let details = details(vocabulary, id, readings);
        told.push(if details.is_empty() { words } else { format!("{words} ({details})") });
    }
    told.join("; ")
}

/// A reading that stands without the symptom of which it is a detail: "Bleeding, colour: brown".
pub(super) fn by_itself(vocabulary: &Vocabulary, id: &Id, of: &Reading) -> String {
    let words = reading(vocabulary, id, of);
    let whole = vocabulary.symptom(id).and_then(|symptom| vocabulary.symptom(symptom.detail_of.as_ref()?));
    whole.map_or_else(|| words.clone(), |whole| format!("{}, {}", whole.name, within(&words)))
}

/// How much, without the symptom: "7 out of 10", "light".
pub(super) fn amount(symptom: Option<&Symptom>, reading: &Reading) -> String {
    match reading {
        Reading::Pain(score) => format!("{} out of 10", score.get()),
        Reading::Bleeding(amount) => within(level(*amount)),
        Reading::Felt(felt) => if *felt { "yes" } else { "no" }.to_owned(),
        Reading::Temperature(temperature) => format!("{} °{}", temperature.degrees(), temperature.unit().letter()),
        Reading::Count(_) | Reading::Words(_) => written(reading),
        Reading::Choice(choice) => {
            let name = symptom.and_then(|symptom| symptom.choice(choice));
            name.map_or_else(|| choice.to_string(), within)
        }
        Reading::Absent => {
            let words = symptom.and_then(|symptom| symptom.absent.as_deref());
            within(words.unwrap_or("None"))
        }
    }
}

/// A name as it stands within a sentence: with a small letter.
pub(super) fn within(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_lowercase(), letters.as_str()))
}
