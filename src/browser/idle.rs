//! Waiting until the browser has nothing better to do.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Lets the browser do what waits: what follows is a task of its own. It goes on in a page that is out of sight too.
pub async fn next_task() {
    pause(0).await;
}

/// Waits for so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let Some(window) = web_sys::window() else { return };
    let waiting = Promise::new(&mut |resolve, _| {
        // A refused wait ends with the page.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(waiting).await;
}

/// Lets everybody go on who has just been answered, and nobody else for longer than that takes.
pub async fn next_turn() {
    let Ok(channel) = MessageChannel::new() else { return next_task().await };
    let waiting = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        let _ = channel.port2().post_message(&JsValue::NULL);
    });
    let _ = JsFuture::from(waiting).await;
    channel.port1().close();
}

/// Waits until the browser is idle; a moment, where it cannot tell.
pub async fn wait() {
    let Some(window) = web_sys::window() else { return };
    let idle = Reflect::get(&window, &JsValue::from_str("requestIdleCallback")).ok();
    let idle: Option<Function> = idle.and_then(|idle| idle.dyn_into().ok());
    let waiting = Promise::new(&mut |resolve, _| {
        // A refused wait ends with the page.
        let _ = match &idle {
            Some(idle) => idle.call1(&window, &resolve).map(|_| ()),
            None => window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 200).map(|_| ()),
        };
    });
    let _ = JsFuture::from(waiting).await;
}
