//! Countries whose telephone numbers a reader can choose.

use serde::{Deserialize, Serialize};

/// A country, or a group of them that share a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// The code by which numbers name it, as in `GB`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How a sentence says that somebody is there, as in "in the United Kingdom"; none where "in" and the name do.
    #[serde(default)]
    pub place: Option<String>,
    /// The regions that a browser's language may name, as in `AT`; empty where it is the code itself.
    #[serde(default)]
    pub regions: Vec<String>,
    /// Its emergency numbers, first the one to call first; empty where the leaflet names none.
    #[serde(default)]
    pub emergency: Vec<EmergencyNumber>,
    /// Its advice line; none where the leaflet knows none.
    #[serde(default)]
    pub advice: Option<AdviceLine>,
    /// What else is said below its numbers.
    #[serde(default)]
    pub note: Option<String>,
}

/// A number that brings an ambulance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyNumber {
    /// The number as it is printed; [`dialled`](crate::article::dialled) tells what it dials.
    pub number: String,
    /// From where it can be called, as in "from a mobile"; none where that is not said.
    #[serde(default)]
    pub from: Option<String>,
}

/// A line that gives advice when it is no emergency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdviceLine {
    /// The number as it is printed; [`dialled`](crate::article::dialled) tells what it dials.
    pub number: String,
    /// What the line is, where and when it answers. It holds no digits: nobody takes them for a part of the number.
    pub says: String,
}

impl Country {
    /// The regions that a browser's language may name, parted by spaces.
    #[must_use]
    pub fn all_regions(&self) -> String {
        if self.regions.is_empty() { self.code.clone() } else { self.regions.join(" ") }
    }

    /// Where somebody is who is there, as in "in the United Kingdom".
    #[must_use]
    pub fn place(&self) -> String {
        self.place.clone().unwrap_or_else(|| format!("in {}", self.name))
    }
}

/// The region that a language names, as `GB` in `en-GB`; none where it names none.
///
/// It only hints at where a person is: many people keep a language of another country. `calls.js` reads it the same way.
#[must_use]
pub fn region(language: &str) -> Option<String> {
    let region = language.split(['-', '_']).skip(1).find(|part| part.len() == 2)?;
    region.chars().all(|letter| letter.is_ascii_alphabetic()).then(|| region.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::region;

    #[test]
    fn a_region_is_read_from_a_language() {
        for (language, expected) in [
            ("en-GB", Some("GB")),
            ("en-us", Some("US")),
            ("de_AT", Some("AT")),
            ("zh-Hant-TW", Some("TW")),
            ("en", None),
            ("", None),
            ("-", None),
            ("x-gbb", None),
            ("en-12", None),
            ("es-419", None),
        ] {
            assert_eq!(region(language).as_deref(), expected, "{language}");
        }
    }
}
