//! Telling the other tabs that the stored journal has changed. Nothing of it is in the message.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "quietleaf";
const BESIDE_THE_ENTRIES: &str = "beside";
const EVERYTHING_GOES: &str = "gone";

/// What of the stored journal has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Anything.
    Anything,
    /// Only what is kept beside the entries: they need not be read again.
    BesideTheEntries,
    /// Everything is being deleted: nothing of it may be kept again.
    EverythingGoes,
}

/// The line to the other tabs.
#[derive(Clone, Debug)]
pub struct JournalChanges(Option<BroadcastChannel>);

impl JournalChanges {
    /// Opens the line. `changed` is called when another tab has stored or deleted something.
    pub fn listen(changed: impl Fn(Changed) + 'static) -> Self {
        // Where a browser has none, other tabs see the change when they are looked at again.
        let channel = BroadcastChannel::new(NAME).ok();
        if let Some(channel) = &channel {
            let listener = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
                // A message of an earlier version says less.
                changed(match message.data().as_string().as_deref() {
                    Some(BESIDE_THE_ENTRIES) => Changed::BesideTheEntries,
                    Some(EVERYTHING_GOES) => Changed::EverythingGoes,
                    _ => Changed::Anything,
                });
            });
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            listener.forget();
        }
        Self(channel)
    }

    /// Tells the other tabs.
    pub fn announce(&self, changed: Changed) {
        if let Some(channel) = &self.0 {
            let message = match changed {
                Changed::Anything => JsValue::TRUE,
                Changed::BesideTheEntries => JsValue::from_str(BESIDE_THE_ENTRIES),
                Changed::EverythingGoes => JsValue::from_str(EVERYTHING_GOES),
            };
            let _ = channel.post_message(&message);
        }
    }
}
