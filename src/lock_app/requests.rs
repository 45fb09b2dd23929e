//! Requests and failures, as the browser's own `indexedDB` has them.

use js_sys::{Function, Object, Reflect};
use quietleaf::storage::StorageProblem;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

pub(crate) fn call(handler: Option<&Function>, event: &JsValue) {
    if let Some(handler) = handler {
        let _ = handler.call1(&JsValue::NULL, event);
    }
}

pub(crate) fn exception(name: &str) -> JsValue {
    DomException::new_with_message_and_name("", name).map_or_else(|error| error, JsValue::from)
}

pub(crate) fn exception_of(problem: &StorageProblem) -> JsValue {
    exception(match problem {
        StorageProblem::Full => "QuotaExceededError",
        StorageProblem::Newer => "VersionError",
        StorageProblem::Unavailable => "SecurityError",
        StorageProblem::Closed => "InvalidStateError",
        StorageProblem::HeldOpen | StorageProblem::NotKept => "AbortError",
        StorageProblem::Failed(name) => name,
    })
}

/// A request: an object with the fields that the browser's own have.
#[derive(Clone)]
pub(crate) struct Request(pub(crate) Object);

impl Request {
    pub(crate) fn new() -> Self {
        Self(Object::new())
    }

    fn set(&self, name: &str, value: &JsValue) {
        // Setting a property of an object of ours cannot fail.
        let _ = Reflect::set(&self.0, &JsValue::from_str(name), value);
    }

    pub(crate) fn answer(&self, answer: Result<JsValue, JsValue>) {
        let handler = match answer {
            Ok(result) => {
                self.set("error", &JsValue::NULL);
                self.set("result", &result);
                "onsuccess"
            }
            Err(error) => {
                self.set("error", &error);
                "onerror"
            }
        };
        let event = Object::new();
        let _ = Reflect::set(&event, &JsValue::from_str("target"), &self.0);
        let handler = Reflect::get(&self.0, &JsValue::from_str(handler)).ok();
        let handler: Option<Function> = handler.and_then(|handler| handler.dyn_into().ok());
        call(handler.as_ref(), &event);
    }
}
