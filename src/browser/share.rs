//! Handing the address of this page to somebody: by what the device offers, or by the clipboard.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, Navigator, ShareData};

/// The address of this page, or of a place on it.
#[must_use]
pub fn address(place: Option<&str>) -> String {
    let location = web_sys::window().map(|window| window.location());
    let whole = location.and_then(|location| location.href().ok()).unwrap_or_default();
    let page = whole.split('#').next().unwrap_or_default().to_owned();
    place.map_or(page.clone(), |place| format!("{page}#{place}"))
}

/// Whether the device offers to share.
#[must_use]
pub fn is_offered() -> bool {
    share_function().is_some()
}

/// Shares an address under a name; says whether the device took it. Where the person thinks better of it, it was not.
pub async fn share(name: &str, address: &str) -> bool {
    let (Some(navigator), Some(share)) = (navigator(), share_function()) else { return false };
    let data = ShareData::new();
    data.set_title(name);
    data.set_url(address);
    let promise = share.call1(&navigator, &data).ok().and_then(|promise| promise.dyn_into::<Promise>().ok());
    match promise {
        Some(promise) => JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}

/// Copies a text; says whether that worked.
pub async fn copy(text: &str) -> bool {
    let clipboard = navigator().and_then(|navigator| {
        // Missing outside secure places.
        Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?.dyn_into::<Clipboard>().ok()
    });
    match clipboard {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}

fn share_function() -> Option<Function> {
    let navigator = navigator()?;
    Reflect::get(&navigator, &JsValue::from_str("share")).ok()?.dyn_into().ok()
}

fn navigator() -> Option<Navigator> {
    Some(web_sys::window()?.navigator())
}
