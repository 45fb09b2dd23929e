//! Settings, kept by the browser for this site as JSON.
//!
//! The browser reads and writes that JSON itself: what decodes it here would be a sixth of the article's program, which decodes nothing else.

use gloo_storage::{LocalStorage, Storage};
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::numbers;

/// The name under which the settings are kept. The number is the version of [`Settings`].
const NAME: &str = "quietleaf.settings.1";

// The names of the values, as they are kept.
const INSTALL_DECLINED: &str = "install_declined";
const PERSISTENCE_SETTLED: &str = "persistence_settled";
const THEME: &str = "theme";
const TEXT: &str = "text";
const COUNTRY: &str = "country";
const BIN_LOOKED_INTO: &str = "bin_looked_into";
const DAYS_OPENED: &str = "days_opened";
const LAST_OPENED: &str = "last_opened";

/// What a person has chosen. Once released, version 1 keeps its form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The offer to install has been declined and is not made again.
    pub install_declined: bool,
    /// The browser has been asked to keep what is stored, or the question has been put away.
    pub persistence_settled: bool,
    /// `light` or `dark`; without it, as the device is set. `early.js` reads it too.
    pub theme: Option<String>,
    /// `large` or `larger`; without it, the browser's size. `early.js` reads it too.
    pub text: Option<String>,
    /// The code of the country whose telephone numbers are shown; empty where all are to be shown.
    pub country: Option<String>,
    /// When the bin was looked into on an earlier visit, in milliseconds since 1970: what goes from it for good depends on two.
    pub bin_looked_into: Option<u64>,
    /// On how many days the site has been opened, up to two: help to install is offered from the second on.
    pub days_opened: u8,
    /// The last of them, as in `2026-11-22`.
    pub last_opened: String,
}

/// The settings; the defaults where none are kept, or none can be.
#[must_use]
pub fn load() -> Settings {
    let kept = kept();
    let value = |name: &str| Reflect::get(&kept, &name.into()).unwrap_or(JsValue::UNDEFINED);
    Settings {
        install_declined: value(INSTALL_DECLINED).is_truthy(),
        persistence_settled: value(PERSISTENCE_SETTLED).is_truthy(),
        theme: value(THEME).as_string(),
        text: value(TEXT).as_string(),
        country: value(COUNTRY).as_string(),
        bin_looked_into: value(BIN_LOOKED_INTO).as_f64().map(milliseconds),
        days_opened: u8::try_from(numbers::count(&value(DAYS_OPENED))).unwrap_or_default(),
        last_opened: value(LAST_OPENED).as_string().unwrap_or_default(),
    }
}

/// The country that was chosen, as in [`Settings::country`]: the program of the questions asks for nothing else.
#[must_use]
pub fn country() -> Option<String> {
    Reflect::get(&kept(), &COUNTRY.into()).ok()?.as_string()
}

/// What is kept, as the browser reads it; an object without anything where nothing is, or what is no object.
fn kept() -> Object {
    let text = if super::local_storage_available() { LocalStorage::raw().get_item(NAME) } else { Ok(None) };
    let kept = text.ok().flatten().and_then(|text| JSON::parse(&text).ok());
    kept.and_then(|kept| kept.dyn_into().ok()).unwrap_or_default()
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
    super::local_storage_available() && write(settings).is_ok()
}

fn write(settings: &Settings) -> Result<(), JsValue> {
    let text = |text: &Option<String>| text.as_deref().map(JsValue::from_str);
    // Milliseconds since 1970 are whole in a number of JavaScript for 280,000 years.
    #[expect(clippy::cast_precision_loss, reason = "they are far below the first number that is not exact")]
    let bin_looked_into = settings.bin_looked_into.map(|moment| JsValue::from_f64(moment as f64));
    let values = [
        (INSTALL_DECLINED, Some(JsValue::from_bool(settings.install_declined))),
        (PERSISTENCE_SETTLED, Some(JsValue::from_bool(settings.persistence_settled))),
        (THEME, text(&settings.theme)),
        (TEXT, text(&settings.text)),
        (COUNTRY, text(&settings.country)),
        (BIN_LOOKED_INTO, bin_looked_into),
        (DAYS_OPENED, Some(JsValue::from_f64(f64::from(settings.days_opened)))),
        (LAST_OPENED, Some(JsValue::from_str(&settings.last_opened))),
    ];
    let kept = Object::new();
    for (name, value) in values {
        if let Some(value) = value {
            Reflect::set(&kept, &name.into(), &value)?;
        }
    }
    LocalStorage::raw().set_item(NAME, &String::from(JSON::stringify(&kept)?))
}

fn milliseconds(number: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what does not fit becomes a bound")]
    let milliseconds = number as u64;
    milliseconds
}
