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
    /// The regions that a browser's language may name, as in `AT`; empty where it is the code itself.
    #[serde(default)]
    pub regions: Vec<String>,
}

impl Country {
    /// The regions that a browser's language may name, parted by spaces.
    #[must_use]
    pub fn all_regions(&self) -> String {
        if self.regions.is_empty() { self.code.clone() } else { self.regions.join(" ") }
    }
}

/// The region that a language names, as `GB` in `en-GB`; none where it names none.
///
/// It only hints at where a person is: many people keep a language of another country.
#[must_use]
pub fn region(language: &str) -> Option<String> {
    let region = language.split(['-', '_']).skip(1).find(|part| part.len() == 2)?;
    region.chars().all(|letter| letter.is_ascii_alphabetic()).then(|| region.to_uppercase())
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
