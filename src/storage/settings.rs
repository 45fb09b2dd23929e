//! Settings, kept by the browser for this site.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

/// The name under which the settings are kept. The number is the version of [`Settings`].
const NAME: &str = "quietleaf.settings.1";

/// What a person has chosen. Once released, version 1 keeps its form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The offer to install has been declined and is not made again.
    pub install_declined: bool,
    /// The browser has been asked to keep what is stored, or the question has been put away.
    pub persistence_settled: bool,
    /// `light` or `dark`; without it, as the device is set. `early.js` reads it too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// `large` or `larger`; without it, the browser's size. `early.js` reads it too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The code of the country whose telephone numbers are shown; empty where all are to be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// When the bin was looked into on an earlier visit, in milliseconds since 1970: what goes from it for good depends on two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bin_looked_into: Option<u64>,
    /// On how many days the site has been opened, up to two: help to install is offered from the second on.
    pub days_opened: u8,
    /// The last of them, as in `2026-11-22`.
    pub last_opened: String,
}

/// The settings; the defaults where none are kept, or none can be.
#[must_use]
pub fn load() -> Settings {
    if !super::local_storage_available() {
        return Settings::default();
    }
    LocalStorage::get(NAME).unwrap_or_default()
}

/// The country that was chosen, as in [`Settings::country`]. The questions' page reads it alone: what decodes all settings would be a
/// seventh of its program.
#[must_use]
pub fn country() -> Option<String> {
    if !super::local_storage_available() {
        return None;
    }
    let kept = LocalStorage::raw().get_item(NAME).ok()??;
    let settings = js_sys::JSON::parse(&kept).ok()?;
    js_sys::Reflect::get(&settings, &"country".into()).ok()?.as_string()
}

/// Changes the settings and keeps them. Without storage the change holds until the page is left.
pub fn change(by: impl FnOnce(&mut Settings)) {
    let mut settings = load();
    by(&mut settings);
    let _ = save(&settings);
}

/// Keeps the settings; says whether that worked. Without storage they hold until the page is left.
#[must_use]
pub fn save(settings: &Settings) -> bool {
    super::local_storage_available() && LocalStorage::set(NAME, settings).is_ok()
}
