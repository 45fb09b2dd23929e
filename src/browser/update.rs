//! "A new version is ready", on a page whose program has no components.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element};

use super::{document, service_worker};

/// Asks before a new version begins. Until then, and without an answer, the one in use stays.
pub fn offer() {
    document::run(service_worker::on_new_version(|| {
        let document = web_sys::window().and_then(|window| window.document());
        let _ = document.and_then(|document| show(&document));
    }));
}

/// Shows the question in the place that the page has for it.
fn show(document: &Document) -> Option<()> {
    let place = document.query_selector("[data-mount=update]").ok()??;
    place.set_text_content(None);
    let notice = element(document, &place, "div", "notice", "")?;
    notice.set_id("update-notice");
    let _ = notice.set_attribute("tabindex", "-1");
    element(document, &notice, "p", "", "A new version is ready. It begins when you say so.")?;
    let actions = element(document, &notice, "div", "actions on-screen", "")?;
    let begin = element(document, &actions, "button", "button", "Use it now")?;
    on_press(&begin, || document::run(service_worker::begin_new_version(document::reload)));
    let later = element(document, &actions, "button", "button quiet", "Later")?;
    on_press(&later, move || place.set_text_content(None));
    Some(())
}

fn element(document: &Document, within: &Element, name: &str, class: &str, words: &str) -> Option<Element> {
    let element = document.create_element(name).ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(words));
    if name == "button" {
        let _ = element.set_attribute("type", "button");
    }
    within.append_child(&element).ok()?;
    Some(element)
}

fn on_press(button: &Element, act: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(act);
    let _ = button.add_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
    listener.forget();
}
