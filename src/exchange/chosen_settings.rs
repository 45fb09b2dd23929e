//! The settings that a person has chosen, as a backup holds them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The version that is written.
const VERSION: u64 = 1;
/// The longest name of a country that is taken.
const LONGEST_COUNTRY: usize = 20;

/// What a person has chosen; none where she has chosen nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChosenSettings {
    /// The code of the country whose telephone numbers are shown; empty where all are to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The size of text: `large` or `larger`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The colours: `light` or `dark`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Whether to be reminded of backups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind_of_backup: Option<bool>,
}

/// Version 1, once released frozen.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsRecord1 {
    version: u64,
    settings: ChosenSettings,
}

/// Why a record holds no settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSettings(String);

impl fmt::Display for NoSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it holds no settings that this version knows: {}", self.0)
    }
}

impl ChosenSettings {
    /// What of these has not been chosen elsewhere.
    #[must_use]
    pub fn missing_in(self, elsewhere: &Self) -> Self {
        Self {
            country: self.country.filter(|_| elsewhere.country.is_none()),
            text: self.text.filter(|_| elsewhere.text.is_none()),
            theme: self.theme.filter(|_| elsewhere.theme.is_none()),
            remind_of_backup: self.remind_of_backup.filter(|_| elsewhere.remind_of_backup.is_none()),
        }
    }

    /// These, with others beside them: where both have chosen, these count.
    #[must_use]
    pub fn with(self, others: Self) -> Self {
        Self {
            country: self.country.or(others.country),
            text: self.text.or(others.text),
            theme: self.theme.or(others.theme),
            remind_of_backup: self.remind_of_backup.or(others.remind_of_backup),
        }
    }

    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many things are chosen.
    #[must_use]
    pub fn len(&self) -> usize {
        [self.country.is_some(), self.text.is_some(), self.theme.is_some(), self.remind_of_backup.is_some()]
            .into_iter()
            .filter(|is_chosen| *is_chosen)
            .count()
    }

    /// The settings as one line of JSON.
    #[must_use]
    pub fn encode(&self) -> String {
        let record = SettingsRecord1 { version: VERSION, settings: self.clone() };
        // Texts and a flag: nothing in it can fail to be written.
        serde_json::to_string(&record).unwrap_or_default()
    }

    /// The settings that a record holds.
    ///
    /// # Errors
    ///
    /// [`NoSettings`], with the reason, where it holds none, or one that cannot be.
    pub fn decode(text: &str) -> Result<Self, NoSettings> {
        let record: SettingsRecord1 = serde_json::from_str(text).map_err(|error| NoSettings(error.to_string()))?;
        let Self { country, text, theme, .. } = &record.settings;
        let is_one_of =
            |chosen: &Option<String>, of: [&str; 2]| chosen.as_deref().is_none_or(|chosen| of.contains(&chosen));
        let is_code = |code: &str| {
            code.len() <= LONGEST_COUNTRY && code.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        };
        let is_sound = record.version == VERSION
            && is_one_of(text, ["large", "larger"])
            && is_one_of(theme, ["light", "dark"])
            && country.as_deref().is_none_or(is_code);
        if is_sound { Ok(record.settings) } else { Err(NoSettings("one of its values".to_owned())) }
    }
}
