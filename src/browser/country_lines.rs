//! The telephone numbers of one country, among those of all.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlSelectElement};

/// The languages that the browser asks for, the most wanted first.
#[must_use]
pub fn languages() -> Vec<String> {
    let navigator = web_sys::window().map(|window| window.navigator());
    let languages = navigator.map(|navigator| navigator.languages());
    languages.into_iter().flat_map(|languages| languages.to_vec()).filter_map(|it| it.as_string()).collect()
}

/// The code of the country that the page names for a region.
#[must_use]
pub fn code_of_region(region: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let option = document.query_selector(&format!("option[data-regions~=\"{region}\"]")).ok()??;
    option.get_attribute("value")
}

/// Chooses a country in the field with this id. A code that it does not have is passed over.
pub fn choose(field: &str, code: &str) {
    let field = web_sys::window().and_then(|window| window.document()?.get_element_by_id(field));
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlSelectElement>().ok()) {
        field.set_value(code);
    }
}

/// Whether the page has numbers of the country with this code.
#[must_use]
pub fn is_known(code: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let options = document.map(|document| all(&document, "option[data-regions]")).unwrap_or_default();
    options.iter().any(|option| option.get_attribute("value").is_some_and(|value| value == code))
}

/// Puts the lines of a country first in each list; with `alone`, hides those of others. Without a country, all are shown.
/// Shows the calls of the country, which say that it is a guess where it does not stand alone.
pub fn show(code: Option<&str>, alone: bool) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(document) = document else { return };
    for part in all(&document, "[data-here]") {
        let is_here = part.get_attribute("data-here").as_deref() == code;
        let _ = if is_here { part.remove_attribute("hidden") } else { part.set_attribute("hidden", "") };
    }
    for calls in all(&document, ".calls") {
        let is_guess = code.is_some() && !alone;
        let _ = if is_guess { calls.set_attribute("data-guess", "") } else { calls.remove_attribute("data-guess") };
    }
    for list in all(&document, ".numbers") {
        let lines = list.children();
        let lines: Vec<Element> = (0..lines.length()).filter_map(|index| lines.item(index)).collect();
        let is_of = |line: &Element| {
            let countries = line.get_attribute("data-country");
            code.is_none_or(|code| countries.is_none_or(|all| all.split(' ').any(|country| country == code)))
        };
        for line in lines.iter().filter(|line| is_of(line)).rev() {
            let _ = list.insert_before(line, list.first_child().as_ref());
        }
        let has_own = lines.iter().any(is_of);
        for line in &lines {
            let _ =
                if alone && !is_of(line) { line.set_attribute("hidden", "") } else { line.remove_attribute("hidden") };
        }
        let _ =
            if alone && !has_own { list.set_attribute("data-none", "") } else { list.remove_attribute("data-none") };
    }
}

fn all(document: &Document, what: &str) -> Vec<Element> {
    let found = document.query_selector_all(what).ok();
    let nodes = found.map(|nodes| (0..nodes.length()).filter_map(move |index| nodes.item(index)));
    nodes.into_iter().flatten().filter_map(|node| node.dyn_into().ok()).collect()
}
