//! Telling the other tabs that the stored journal has changed. Nothing of it is in the message.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::BroadcastChannel;

const NAME: &str = "quietleaf";

/// The line to the other tabs.
#[derive(Clone, Debug)]
pub struct JournalChanges(Option<BroadcastChannel>);

impl JournalChanges {
    /// Opens the line. `changed` is called when another tab has stored or deleted something.
    pub fn listen(changed: impl Fn() + 'static) -> Self {
        // Where a browser has none, other tabs see the change when they are looked at again.
        let channel = BroadcastChannel::new(NAME).ok();
        if let Some(channel) = &channel {
            let listener = Closure::<dyn Fn()>::new(changed);
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            listener.forget();
        }
        Self(channel)
    }

    /// Tells the other tabs.
    pub fn announce(&self) {
        if let Some(channel) = &self.0 {
            let _ = channel.post_message(&JsValue::TRUE);
        }
    }
}
