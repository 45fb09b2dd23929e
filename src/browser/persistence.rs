//! Asking the browser to keep what is stored for this site.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// Whether the browser keeps what is stored until the person removes it; none where it does not say.
pub async fn is_kept() -> Option<bool> {
    JsFuture::from(manager()?.persisted().ok()?).await.ok()?.as_bool()
}

/// Asks the browser to keep it, and says whether it will; none where it cannot be asked.
pub async fn ask() -> Option<bool> {
    JsFuture::from(manager()?.persist().ok()?).await.ok()?.as_bool()
}

/// The bytes that this site uses and those that it may use in all, as far as the browser says: it rounds them, and they hold the pages
/// that are stored for reading offline.
pub async fn space() -> Option<(u64, u64)> {
    let estimate = JsFuture::from(manager()?.estimate().ok()?).await.ok()?;
    let bytes = |name: &str| {
        let bytes = Reflect::get(&estimate, &JsValue::from_str(name)).ok()?.as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "what does not fit becomes a bound"
        )]
        let bytes = bytes as u64;
        Some(bytes)
    };
    Some((bytes("usage")?, bytes("quota")?))
}

/// Missing in some browsers, and outside secure places.
fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &JsValue::from_str("storage")).ok()?;
    manager.dyn_into().ok()
}
