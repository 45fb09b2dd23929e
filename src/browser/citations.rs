//! From a source, which is shown at the foot of the window, back to the citation that led to it.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, Event, HtmlElement, KeyboardEvent};

/// The source that is shown because a citation led to it.
const SHOWN_SOURCE: &str = ".sources li:target";

/// Gives the focus back to the citation that was pressed, when the person goes back from its source or presses Escape.
/// Without it, the source's own links lead back to the passages.
pub fn lead_back() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let pressed: Rc<RefCell<Option<Element>>> = Rc::default();
    let on_click = {
        let (document, pressed) = (document.clone(), Rc::clone(&pressed));
        Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let Some(link) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
            if let Ok(Some(citation)) = link.closest("sup a") {
                *pressed.borrow_mut() = Some(citation);
            } else if let Ok(Some(way)) = link.closest(".back a") {
                event.prevent_default();
                let passage = way.get_attribute("href").unwrap_or_default();
                go_back(&document, &passage, pressed.borrow().as_ref());
            }
        })
    };
    let _ = document.add_event_listener_with_callback("click", on_click.as_ref().unchecked_ref());
    on_click.forget();
    let on_key = {
        let document = document.clone();
        Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            let shown = document.query_selector(SHOWN_SOURCE).ok().flatten();
            let Some(source) = shown.filter(|_| event.key() == "Escape") else { return };
            let pressed = pressed.borrow();
            let of_source = pressed.as_ref().filter(|citation| leads_to(citation, &source));
            let passage = of_source.and_then(passage_of).or_else(|| first_place(&source));
            go_back(&document, &passage.unwrap_or_default(), of_source);
        })
    };
    let _ = document.add_event_listener_with_callback("keydown", on_key.as_ref().unchecked_ref());
    on_key.forget();
}

fn leads_to(citation: &Element, source: &Element) -> bool {
    citation.get_attribute("href").is_some_and(|href| href == format!("#{}", source.id()))
}

/// The address of the passage in which a citation stands.
fn passage_of(citation: &Element) -> Option<String> {
    let passage = citation.closest("p[id], ul[id], ol[id], dl[id]").ok().flatten()?;
    Some(format!("#{}", passage.id()))
}

fn first_place(source: &Element) -> Option<String> {
    source.query_selector(".back a").ok().flatten()?.get_attribute("href")
}

/// Goes to a passage, and to the citation in it that was pressed; else to its first one of the shown source.
fn go_back(document: &Document, passage: &str, pressed: Option<&Element>) {
    let source = document.query_selector(SHOWN_SOURCE).ok().flatten();
    let Some(window) = web_sys::window() else { return };
    if window.location().set_hash(passage).is_err() {
        return;
    }
    let own = pressed.filter(|citation| passage_of(citation).is_some_and(|own| own == passage)).cloned();
    let citation = own.or_else(|| {
        let link = format!("{passage} a[href=\"#{}\"]", source?.id());
        document.query_selector(&link).ok().flatten()
    });
    if let Some(citation) = citation.and_then(|citation| citation.dyn_into::<HtmlElement>().ok()) {
        // Where it cannot take the focus, the passage is in sight all the same.
        let _ = citation.focus();
    }
}
