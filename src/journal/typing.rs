//! Readings that are typed: from the text in a field, and back.

use super::{Count, Measure, Reading, Symptom, Temperature, TemperatureUnit, Words};

/// The reading that a text is of a symptom; none where it is empty, or not one that can be.
///
/// `unit` is the one in which a temperature is typed.
#[must_use]
pub fn read_typed(symptom: &Symptom, text: &str, unit: TemperatureUnit) -> Option<Reading> {
    if text.trim().is_empty() {
        return None;
    }
    match symptom.measure {
        Measure::Temperature => Temperature::typed(text, unit).ok().map(Reading::Temperature),
        Measure::Words => Words::new(text.to_owned()).ok().map(Reading::Words),
        Measure::Count => {
            let digits = text.trim();
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            let count = is_number.then(|| digits.parse::<u16>().ok()).flatten();
            let count = count.filter(|count| *count <= symptom.most.unwrap_or(Count::MOST));
            count.and_then(|count| Count::new(count).ok()).map(Reading::Count)
        }
        Measure::Pain | Measure::Bleeding | Measure::YesNo | Measure::Choice => None,
    }
}

/// The text that stands in the field for a reading; empty where it is not typed.
#[must_use]
pub fn written(reading: &Reading) -> String {
    match reading {
        Reading::Temperature(temperature) => temperature.degrees(),
        Reading::Words(words) => words.as_str().to_owned(),
        Reading::Count(count) => count.get().to_string(),
        Reading::Pain(_) | Reading::Bleeding(_) | Reading::Felt(_) | Reading::Choice(_) | Reading::Absent => {
            String::new()
        }
    }
}
