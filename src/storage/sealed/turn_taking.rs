//! Taking turns: what is sealed or opened takes longer than one of the browser's transactions may wait, so that whoever changes something
//! keeps the others out meanwhile, in other tabs too.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Under which name turns are taken.
const NAME: &str = "quietleaf-sealed";

/// What a turn is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnFor {
    /// Reading, beside others who read.
    Reading,
    /// Changing something, alone.
    Changing,
}

/// A turn; it ends when it is dropped, and when the page goes.
#[derive(Debug)]
pub struct Turn(Option<Function>);

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(end) = &self.0 {
            let _ = end.call0(&JsValue::NULL);
        }
    }
}

/// Waits for a turn. Where the browser cannot keep others out, it is given at once: then the number of the last change tells whether
/// somebody was faster ([`super::sealed_database`]).
pub async fn take_turn(purpose: TurnFor) -> Turn {
    let locks =
        web_sys::window().and_then(|window| Reflect::get(&window.navigator(), &JsValue::from_str("locks")).ok());
    let request = locks.as_ref().and_then(|locks| Reflect::get(locks, &JsValue::from_str("request")).ok());
    let Some((locks, request)) = locks.zip(request.and_then(|request| request.dyn_into::<Function>().ok())) else {
        return Turn(None);
    };
    let mut end = None;
    let held = Promise::new(&mut |resolve, _| end = Some(resolve));
    let given = Promise::new(&mut |resolve, reject| {
        let held = held.clone();
        // Called once: where it never is, it goes with the page.
        let begin = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::NULL);
            held
        });
        let options = Object::new();
        let mode = if purpose == TurnFor::Reading { "shared" } else { "exclusive" };
        let _ = Reflect::set(&options, &JsValue::from_str("mode"), &JsValue::from_str(mode));
        let asked = request.call3(&locks, &JsValue::from_str(NAME), &options, &begin);
        // Refused: a turn that is not kept is one all the same.
        match asked.ok().and_then(|asked| asked.dyn_into::<Promise>().ok()) {
            Some(asked) => {
                let refused = Closure::once_into_js(move |_: JsValue| {
                    let _ = reject.call0(&JsValue::NULL);
                });
                let _ = Reflect::get(&asked, &JsValue::from_str("catch"))
                    .and_then(|catch| catch.unchecked_into::<Function>().call1(&asked, &refused));
            }
            None => {
                let _ = reject.call0(&JsValue::NULL);
            }
        }
    });
    let is_given = JsFuture::from(given).await.is_ok();
    Turn(end.filter(|_| is_given))
}
