//! Which section of the article is being read.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// A section counts as read when it crosses this line, a quarter below the top of the window.
const READING_LINE: &str = "-25% 0px -74% 0px";

/// Marks the link of the section that is being read, among the links of the contents.
pub fn mark_in_contents() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let marked = document.clone();
    let crossed = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        for entry in entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok()) {
            let link = marked.query_selector(&format!(".contents a[href=\"#{}\"]", entry.target().id()));
            let Ok(Some(link)) = link else { continue };
            let _ = if entry.is_intersecting() {
                link.set_attribute("aria-current", "true")
            } else {
                link.remove_attribute("aria-current")
            };
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(READING_LINE);
    options.set_threshold(&JsValue::from_f64(0.0));
    let observer = IntersectionObserver::new_with_options(crossed.as_ref().unchecked_ref(), &options);
    crossed.forget();
    let (Ok(observer), Ok(sections)) = (observer, document.query_selector_all("article section[id]")) else { return };
    for section in (0..sections.length()).filter_map(|index| sections.item(index)) {
        if let Ok(section) = section.dyn_into() {
            observer.observe(&section);
        }
    }
}
