//! The service worker: when a new version waits, and how to begin with it. `boot.js` registers it.

use js_sys::Reflect;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

/// The message that makes a waiting version begin.
const BEGIN: &str = "begin";

/// The browser's container of service workers; none where they are switched off or the page is not secure.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &JsValue::from_str("serviceWorker")).ok()?;
    container.dyn_into().ok()
}

/// Calls `waiting` whenever a new version has been stored beside the one in use.
pub async fn on_new_version(waiting: impl Fn() + 'static) {
    let Some(container) = container() else { return };
    let Ok(ready) = container.ready() else { return };
    let Ok(registration) = JsFuture::from(ready).await else { return };
    let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>() else { return };
    let waiting: Rc<dyn Fn()> = Rc::new(waiting);
    if registration.waiting().is_some() {
        waiting();
    }
    watch_installing(&registration, &waiting);
    let found = {
        let registration = registration.clone();
        Closure::<dyn Fn()>::new(move || watch_installing(&registration, &waiting))
    };
    let _ = registration.add_event_listener_with_callback("updatefound", found.as_ref().unchecked_ref());
    found.forget();
}

fn watch_installing(registration: &ServiceWorkerRegistration, waiting: &Rc<dyn Fn()>) {
    let Some(worker) = registration.installing() else { return };
    let changed = {
        let (worker, waiting) = (worker.clone(), Rc::clone(waiting));
        Closure::<dyn Fn()>::new(move || {
            let controlled = container().is_some_and(|container| container.controller().is_some());
            if worker.state() == ServiceWorkerState::Installed && controlled {
                waiting();
            }
        })
    };
    let _ = worker.add_event_listener_with_callback("statechange", changed.as_ref().unchecked_ref());
    changed.forget();
}

/// Makes the waiting version begin; `begun` is called when it has.
pub async fn begin_new_version(begun: impl Fn() + 'static) {
    let Some(container) = container() else { return };
    let Ok(registration) = JsFuture::from(container.get_registration()).await else { return };
    let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>() else { return };
    let Some(worker) = registration.waiting() else {
        // It has begun already, from another tab: this page only has to follow.
        begun();
        return;
    };
    let listener = Closure::<dyn Fn()>::new(begun);
    let _ = container.add_event_listener_with_callback("controllerchange", listener.as_ref().unchecked_ref());
    listener.forget();
    let _ = worker.post_message(&JsValue::from_str(BEGIN));
}
