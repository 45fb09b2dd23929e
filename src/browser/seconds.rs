//! Waiting by the clock.

use js_sys::{Date, Promise};
use wasm_bindgen_futures::JsFuture;

/// Waits until the next second of the device's clock begins, or so many later. A browser that has put the page to sleep goes on
/// when it wakes up.
pub async fn wait(seconds: i32) {
    let Some(window) = web_sys::window() else { return };
    #[expect(clippy::cast_possible_truncation, reason = "a number of milliseconds below 1000")]
    let gone = Date::now().rem_euclid(1000.0) as i32;
    let waiting = Promise::new(&mut |resolve, _| {
        // A refused wait ends with the page.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, seconds * 1000 - gone);
    });
    let _ = JsFuture::from(waiting).await;
}
