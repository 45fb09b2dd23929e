//! A link at every section and passage, to be copied: shown when asked for, so that they are in nobody's way.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, Event};

/// What has a link of its own: the sections by their headings, and the passages.
const PLACES: &str = "article section[id] > h2, article p[id], article ul[id], article ol[id], article dl[id], \
                      article .care[id], article .icon-array[id]";
/// The links.
const LINKS: &str = "article .place-link";

/// Shows the links; `chosen` is called with the place whose link was pressed.
pub fn show(words: &str, chosen: impl Fn(String) + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let press = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let target = event.current_target().and_then(|it| it.dyn_into::<Element>().ok());
        if let Some(place) = target.and_then(|link| link.get_attribute("href")) {
            event.prevent_default();
            chosen(place.trim_start_matches('#').to_owned());
        }
    });
    let Ok(places) = document.query_selector_all(PLACES) else { return };
    for place in (0..places.length()).filter_map(|index| places.item(index)) {
        let Ok(place) = place.dyn_into::<Element>() else { continue };
        if let Some(link) = link_to(&document, &place, words) {
            let _ = link.add_event_listener_with_callback("click", press.as_ref().unchecked_ref());
        }
    }
    press.forget();
}

/// Puts the link behind its place. Where an element cannot be made, that place has none.
fn link_to(document: &Document, place: &Element, words: &str) -> Option<Element> {
    let section = place.parent_element().filter(|_| place.id().is_empty());
    let id = section.map_or_else(|| place.id(), |section| section.id());
    let paragraph = document.create_element("p").ok()?;
    paragraph.set_class_name("place-link");
    let link = document.create_element("a").ok()?;
    link.set_attribute("href", &format!("#{id}")).ok()?;
    link.set_text_content(Some(words));
    paragraph.append_child(&link).ok()?;
    place.parent_node()?.insert_before(&paragraph, place.next_sibling().as_ref()).ok()?;
    Some(link)
}

/// Takes the links away.
pub fn hide() {
    let links = web_sys::window().and_then(|window| window.document()?.query_selector_all(LINKS).ok());
    let Some(links) = links else { return };
    for link in (0..links.length()).filter_map(|index| links.item(index)) {
        if let Ok(link) = link.dyn_into::<Element>() {
            link.remove();
        }
    }
}
