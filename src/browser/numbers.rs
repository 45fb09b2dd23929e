//! Numbers as the browser counts.

use wasm_bindgen::JsValue;

/// A count that the browser told; 0 where it is no number. It is not read as text: writing a float as text would bring 12 kB of program.
#[must_use]
pub fn count(value: &JsValue) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what does not fit becomes a bound")]
    let count = value.as_f64().unwrap_or_default() as u32;
    count
}
