//! Installing the app: the browser's offer, which `boot.js` keeps until it is wanted.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

const KEPT_OFFER: &str = "quietleafInstallOffer";
const OFFER_EVENT: &str = "quietleaf-install-offer";

/// Calls `offered` when the browser offers to install the app: now, if it has, or once it does.
pub fn on_offer(offered: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    if kept_offer().is_some() {
        offered();
        return;
    }
    let listener = Closure::<dyn Fn()>::new(offered);
    let _ = window.add_event_listener_with_callback(OFFER_EVENT, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Takes the browser's offer up: it asks the person.
pub fn accept() {
    let Some(offer) = kept_offer() else { return };
    let prompt = Reflect::get(&offer, &JsValue::from_str("prompt")).ok().and_then(|it| it.dyn_into::<Function>().ok());
    if let Some(prompt) = prompt {
        // Where the browser refuses, it has already told the person, or the offer has passed.
        let _ = prompt.call0(&offer);
    }
}

fn kept_offer() -> Option<JsValue> {
    let window = web_sys::window()?;
    let offer = Reflect::get(&window, &JsValue::from_str(KEPT_OFFER)).ok()?;
    offer.is_object().then_some(offer)
}
