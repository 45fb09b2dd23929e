//! What is remembered about the safety of the journal, kept by the browser for this site: only the journal's tools
//! read it.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use super::settings;
use crate::{exchange::ChosenSettings, journal::Changed};

/// The name under which it is kept. The number is the version of [`Safekeeping`].
const NAME: &str = "quietleaf.safekeeping.1";

/// What is remembered. Once released, version 1 keeps its form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Safekeeping {
    /// When the last backup was made that was verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_backup: Option<Changed>,
    /// Whether to be reminded of backups, where that was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remind_of_backup: Option<bool>,
    /// When the last reminder was put off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub put_off: Option<Changed>,
    /// When the journal was first seen with entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<Changed>,
    /// When it was last seen with entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<Changed>,
    /// How many entries it had then.
    pub entries: u32,
    /// After how many days entries delete themselves, where that was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete_after_days: Option<u32>,
}

/// What is remembered; nothing where nothing can be.
#[must_use]
pub fn load() -> Safekeeping {
    if super::local_storage_available() { LocalStorage::get(NAME).unwrap_or_default() } else { Safekeeping::default() }
}

/// Changes what is remembered. Without storage, it is forgotten.
pub fn change(by: impl FnOnce(&mut Safekeeping)) {
    let mut safekeeping = load();
    by(&mut safekeeping);
    if super::local_storage_available() {
        let _ = LocalStorage::set(NAME, &safekeeping);
    }
}

/// The settings that were chosen, as a backup holds them.
#[must_use]
pub fn chosen_settings() -> ChosenSettings {
    let settings = settings::load();
    ChosenSettings {
        country: settings.country,
        text: settings.text,
        theme: settings.theme,
        remind_of_backup: load().remind_of_backup,
    }
}

/// Chooses these settings in place of all that were chosen.
pub fn choose_settings(chosen: ChosenSettings) {
    let ChosenSettings { country, text, theme, remind_of_backup } = chosen;
    settings::change(|settings| (settings.country, settings.text, settings.theme) = (country, text, theme));
    change(|safekeeping| safekeeping.remind_of_backup = remind_of_backup);
}
