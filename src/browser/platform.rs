//! What kind of device and browser this is, as far as help to install depends on it.

use web_sys::Window;

/// How an app is put on the home screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// iPhone or iPad: any browser, by its share menu.
    Apple,
    /// Android: any browser, by its menu.
    Android,
    /// A Mac with Safari.
    MacSafari,
    /// A computer with Chromium.
    ComputerChromium,
    /// One that cannot install an app, or is not known.
    Other,
}

/// The platform, by what the browser says of itself; none of it is kept or sent.
#[must_use]
pub fn platform() -> Platform {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else { return Platform::Other };
    let says = navigator.user_agent().unwrap_or_default();
    let has = |word: &str| says.contains(word);
    if has("iPhone") || has("iPad") || (has("Macintosh") && navigator.max_touch_points() > 1) {
        Platform::Apple
    } else if has("Android") {
        Platform::Android
    } else if has("Chrome/") {
        Platform::ComputerChromium
    } else if has("Macintosh") && has("Safari/") {
        Platform::MacSafari
    } else {
        Platform::Other
    }
}

/// Whether the browser deletes what a site has stored after a week without a visit: Safari does, and so does every browser on an
/// iPhone or iPad.
#[must_use]
pub fn deletes_after_a_week() -> bool {
    matches!(platform(), Platform::Apple | Platform::MacSafari)
}

/// Whether the page runs as an installed app.
#[must_use]
pub fn is_installed() -> bool {
    let asks = |window: &Window| window.match_media("(display-mode: standalone)").ok().flatten();
    web_sys::window().and_then(|window| asks(&window)).is_some_and(|answer| answer.matches())
}
