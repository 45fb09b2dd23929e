//! The page as the browser holds it: its places to mount parts in, its notices, its readiness.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, Event, HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// An element in which a part can be mounted.
pub use web_sys::HtmlElement as Place;

use super::idle;
use crate::{article::PageName, ui::SiteRoot};

/// The document; none outside a browser's window.
fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The root of the site, as the build wrote it on the script that starts the app.
#[must_use]
pub fn site_root() -> SiteRoot {
    let script = document().and_then(|document| document.query_selector("script[data-base]").ok().flatten());
    SiteRoot::new(&script.and_then(|script| script.get_attribute("data-base")).unwrap_or_default())
}

/// The addresses of the worker that seals backups: its script, and its program without the endings.
#[must_use]
pub fn sealing_program() -> (String, String) {
    let root = site_root();
    let script = document().and_then(|document| document.query_selector("script[data-sealing]").ok().flatten());
    let program = script.and_then(|script| script.get_attribute("data-sealing"));
    // A page that was not prerendered has the name with which the program was built.
    let program = program.unwrap_or_else(|| format!("{}quietleaf-sealing", root.path()));
    (format!("{}sealing.js", root.path()), program)
}

/// The page that is open.
#[must_use]
pub fn page(root: &SiteRoot) -> PageName {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    path.map_or(PageName::NotFound, |path| root.page_at(&path))
}

/// The places in which a part can be mounted, each with the name of the part.
#[must_use]
pub fn mounts() -> Vec<(String, HtmlElement)> {
    let found = document().and_then(|document| document.query_selector_all("[data-mount]").ok());
    let nodes = found.map(|nodes| (0..nodes.length()).filter_map(move |index| nodes.item(index)));
    nodes
        .into_iter()
        .flatten()
        .filter_map(|node| node.dyn_into::<HtmlElement>().ok())
        .filter_map(|element| Some((element.get_attribute("data-mount")?, element)))
        .collect()
}

/// Which folds of a part are open and which has the focus in its name, each by its place among them.
#[derive(Debug, Default)]
pub struct Folds {
    open: Vec<usize>,
    focused: Option<usize>,
}

/// The names of the folds that stand in the place of this name, in order.
fn fold_names(mount: &str) -> Vec<HtmlElement> {
    let found = document()
        .and_then(|document| document.query_selector_all(&format!("[data-mount={mount}] > details > summary")).ok());
    let nodes = found.map(|nodes| (0..nodes.length()).filter_map(move |index| nodes.item(index)));
    nodes.into_iter().flatten().filter_map(|node| node.dyn_into().ok()).collect()
}

/// The folds in the place of this name, as they are now.
#[must_use]
pub fn folds_in(mount: &str) -> Folds {
    let focused = document().and_then(|document| document.active_element());
    let mut folds = Folds::default();
    for (place, name) in fold_names(mount).iter().enumerate() {
        if name.parent_element().is_some_and(|fold| fold.has_attribute("open")) {
            folds.open.push(place);
        }
        if focused.as_ref().is_some_and(|focused| **name == *focused) {
            folds.focused = Some(place);
        }
    }
    folds
}

impl Folds {
    /// Opens the folds that now stand in their places, and gives one of them the focus back.
    pub fn take_over(&self, mount: &str) {
        for (place, name) in fold_names(mount).iter().enumerate() {
            if self.open.contains(&place) {
                let _ = name.parent_element().map(|fold| fold.set_attribute("open", ""));
            }
            if self.focused == Some(place) {
                // Where it cannot take the focus, the focus stays.
                let _ = name.focus();
            }
        }
    }
}

/// Empties a place before a part is mounted in it.
pub fn empty(element: &Element) {
    element.set_text_content(None);
}

/// The part of the page that is not its head, its navigation or its foot.
#[must_use]
pub fn main() -> Option<HtmlElement> {
    document()?.get_element_by_id("main")?.dyn_into().ok()
}

/// The words that the page hands to a part.
#[must_use]
pub fn mounted_words(name: &str) -> Option<String> {
    mounts().into_iter().find(|(known, _)| known == name).and_then(|(_, place)| place.get_attribute("data-words"))
}

/// The element with this id once more, as HTML, without its id; empty where the page has none.
#[must_use]
pub fn copy_of(id: &str) -> String {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let copy = element.and_then(|element| element.clone_node_with_deep(true).ok()?.dyn_into::<Element>().ok());
    copy.map_or_else(String::new, |copy| {
        // An id stands once on a page.
        let _ = copy.remove_attribute("id");
        copy.outer_html()
    })
}

/// Moves the focus to the element with this id, once what is being shown has been laid out. The folds around it are opened.
pub fn focus_soon(id: &str) {
    let id = id.to_owned();
    soon(move || {
        if let Some(element) = document().and_then(|document| document.get_element_by_id(&id)) {
            unfold(&element);
            // Where it cannot take the focus, the focus stays.
            let _ = element.dyn_into::<HtmlElement>().map(|element| element.focus());
        }
    });
}

/// Opens the folds around an element. The name of a fold is in sight without it.
fn unfold(element: &Element) {
    let around = |element: &Element| element.closest("details").ok().flatten();
    let name = element.closest("summary").ok().flatten();
    let beyond = |fold: Element| fold.parent_element().and_then(|parent| around(&parent));
    let mut next = around(element);
    if name.is_some() {
        next = next.and_then(beyond);
    }
    while let Some(fold) = next {
        let _ = fold.set_attribute("open", "");
        next = beyond(fold);
    }
}

/// The id of what has the focus in a form, or of the nearest around it that has one; none where the focus is elsewhere.
#[must_use]
pub fn focused_in_form() -> Option<String> {
    Some(document()?.active_element()?.closest("form [id]").ok()??.id())
}

/// Goes to the element with this id as a link would, without a trace in the page's address.
pub fn go_to(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.set_attribute("tabindex", "-1");
        let _ = element.focus();
        element.scroll_into_view();
    }
}

/// Scrolls no further than needed until the element with this id is in sight, once it has been laid out.
pub fn show_soon(id: &str) {
    let id = id.to_owned();
    soon(move || {
        if let Some(element) = document().and_then(|document| document.get_element_by_id(&id)) {
            while let Ok(Some(fold)) = element.closest("details:not([open])") {
                let _ = fold.set_attribute("open", "");
            }
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Does something after the next paint: what the person has just typed is on the screen before it is looked at.
pub fn after_paint(act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    let act = Closure::once_into_js(act);
    soon(move || {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), 0);
        }
    });
}

fn soon(act: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let act = Closure::once_into_js(Box::new(act) as Box<dyn FnOnce()>);
        let _ = window.request_animation_frame(act.unchecked_ref());
    }
}

/// Calls `act` whenever the page comes back into sight.
pub fn on_return(act: impl Fn() + 'static) {
    let Some(document) = document() else { return };
    let seen = document.clone();
    let listener = Closure::<dyn Fn()>::new(move || {
        if !seen.hidden() {
            act();
        }
    });
    let _ = document.add_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Calls `act` when the page is left.
pub fn on_leave(act: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn()>::new(act);
    let _ = window.add_event_listener_with_callback("pagehide", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Calls `act` when a link to a place on this page is followed.
pub fn on_anchor(act: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn()>::new(act);
    let _ = window.add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// What stands in the field with this id.
#[must_use]
pub fn typed(id: &str) -> String {
    let field = document().and_then(|document| document.get_element_by_id(id));
    let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

/// Does something that takes time.
pub fn run(work: impl Future<Output = ()> + 'static) {
    spawn_local(work);
}

/// Calls `act` when the button with this id is pressed.
pub fn on_press(id: &str, act: impl Fn() + 'static) {
    let Some(button) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    let listener = Closure::<dyn Fn()>::new(act);
    let _ = button.add_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Calls `act` whenever the element with this id gets the focus.
pub fn on_focus(id: &str, act: impl Fn() + 'static) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    let listener = Closure::<dyn Fn()>::new(act);
    let _ = element.add_event_listener_with_callback("focus", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Whether the element with this id has the focus.
#[must_use]
pub fn is_focused(id: &str) -> bool {
    document().and_then(|document| document.active_element()).is_some_and(|focused| focused.id() == id)
}

/// Writes words into the element with this id.
pub fn set_text(id: &str, words: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.set_text_content(Some(words));
    }
}

/// Shows the element with this id, or hides it.
pub fn set_shown(id: &str, shown: bool) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element {
        let _ = if shown { element.remove_attribute("hidden") } else { element.set_attribute("hidden", "") };
    }
}

/// Whether the box with this id is ticked.
#[must_use]
pub fn is_checked(id: &str) -> bool {
    let field = document().and_then(|document| document.get_element_by_id(id));
    field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()).is_some_and(|field| field.checked())
}

/// Writes into the field with this id.
pub fn set_typed(id: &str, typed: &str) {
    let field = document().and_then(|document| document.get_element_by_id(id));
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(typed);
    }
}

/// Writes into the field with this id as a person does: whoever listens to it hears of it.
pub fn type_into(id: &str, typed: &str) {
    set_typed(id, typed);
    let field = document().and_then(|document| document.get_element_by_id(id));
    if let (Some(field), Ok(event)) = (field, Event::new("input")) {
        let _ = field.dispatch_event(&event);
    }
}

/// Calls `act` with what the field or the choice with this id holds, whenever the person changes it.
pub fn on_input(id: &str, act: impl Fn(String) + 'static) {
    let Some(field) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let value = event.target().and_then(|field| Reflect::get(&field, &JsValue::from_str("value")).ok());
        if let Some(value) = value.and_then(|value| value.as_string()) {
            act(value);
        }
    });
    // Some browsers tell of a choice by the second only.
    for event in ["input", "change"] {
        let _ = field.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    }
    listener.forget();
}

/// Sets a choice on the whole document, for the styles to follow; takes it away where there is none.
pub fn set_choice(name: &str, chosen: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let name = format!("data-{name}");
    let _ = match chosen {
        Some(chosen) => root.set_attribute(&name, chosen),
        None => root.remove_attribute(&name),
    };
}

/// Whether the fold with this id is open.
#[must_use]
pub fn is_open(id: &str) -> bool {
    document().and_then(|document| document.get_element_by_id(id)).is_some_and(|fold| fold.has_attribute("open"))
}

/// Asks the browser to print the page: `whole`, all of it; `summary`, the journal's summary alone; without a part, the short
/// form that the styles make.
///
/// What was chosen holds for this one time.
pub fn print(part: Option<&str>) {
    set_choice("print", part);
    if let Some(window) = web_sys::window() {
        let printed = Closure::<dyn Fn()>::new(|| set_choice("print", None));
        let _ = window.add_event_listener_with_callback("afterprint", printed.as_ref().unchecked_ref());
        printed.forget();
        // Where the browser does not print, nothing happens.
        let _ = window.print();
    }
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Says that every interactive part is live that the page needs first.
pub fn set_ready() {
    set_live("ready");
}

/// Says so of the parts of this name.
pub fn set_live(parts: &str) {
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root {
        // Where this fails, the page still reads; only tests and what comes later wait for the mark.
        let _ = root.set_attribute(&format!("data-{parts}"), "true");
    }
}

/// Whether these parts were said to be live, or the page to be so.
#[must_use]
pub fn is_live(parts: &str) -> bool {
    let root = document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute(&format!("data-{parts}")))
}

/// Waits until the styles are there of what comes later, or cannot be had: `beside.js` asks for them.
pub async fn dressed() {
    let Some(window) = web_sys::window().filter(|_| !is_live("dressed")) else { return };
    let waiting = Promise::new(&mut |resolve, _| {
        let _ = window.add_event_listener_with_callback("quietleaf-dressed", &resolve);
    });
    let _ = JsFuture::from(waiting).await;
}

/// Brings the focus to the element with this id as soon as it is there, in the next seconds.
pub fn focus_when_there(id: &'static str) {
    spawn_local(async move {
        for _ in 0..100 {
            idle::next_task().await;
            idle::wait().await;
            if document().is_some_and(|document| document.get_element_by_id(id).is_some()) {
                return focus_soon(id);
            }
        }
    });
}

/// Shows and says the note that some parts do not work. The page stays as it is.
pub fn show_app_note() {
    let Some(document) = document() else { return };
    let Some(note) = document.get_element_by_id("app-note") else { return };
    let _ = note.remove_attribute("hidden");
    // At once: this program has stopped, and does nothing later.
    if let Some(region) = document.get_element_by_id("told-now") {
        region.set_text_content(note.text_content().as_deref());
    }
}

/// The place on the page that the address names.
#[must_use]
pub fn anchor() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    hash.strip_prefix('#').filter(|id| !id.is_empty()).map(str::to_owned)
}

/// Takes the place on the page out of the address, and out of the browser's history.
pub fn forget_anchor() {
    let Some(window) = web_sys::window() else { return };
    let (path, history) = (window.location().pathname(), window.history());
    if let (Ok(path), Ok(history)) = (path, history) {
        // Where this is refused, the address stays as it is.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    }
}

/// Opens the fold that the address leads into, where the browser has not: because it does not open folds, or because the
/// words came after the address was followed.
pub fn follow_anchor() {
    let place = anchor().and_then(|id| document()?.get_element_by_id(&id));
    let Some(fold) = place.as_ref().and_then(|place| place.closest("details").ok().flatten()) else { return };
    if !fold.has_attribute("open") {
        let _ = fold.set_attribute("open", "");
        fold.scroll_into_view();
    }
}

/// Tells `boot.js` that the words of the page are there.
pub fn announce_page() {
    let event = Event::new("quietleaf-page").ok();
    if let (Some(window), Some(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event);
    }
}

/// Tells `beside.js` that the journal is unlocked: its programs can begin. Until they are live, the page is not.
pub fn announce_unlocked() {
    let root = document().and_then(|document| document.document_element());
    for mark in ["data-ready", "data-locked"] {
        let _ = root.as_ref().map(|root| root.remove_attribute(mark));
    }
    let event = Event::new("quietleaf-unlocked").ok();
    if let (Some(window), Some(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event);
    }
}

/// Calls `act` when the fold with this id is open, now or whenever it is opened.
pub fn on_opened(id: &'static str, act: impl Fn() + 'static) {
    let Some(document) = document() else { return };
    if is_open(id) {
        act();
    }
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let fold = event.target().and_then(|fold| fold.dyn_into::<Element>().ok());
        if fold.is_some_and(|fold| fold.id() == id && fold.has_attribute("open")) {
            act();
        }
    });
    // What folds tell is told to them alone: it is listened to on its way down.
    let _ = document.add_event_listener_with_callback_and_bool("toggle", listener.as_ref().unchecked_ref(), true);
    listener.forget();
}

/// Calls `act` whenever the person does something on the page.
pub fn on_activity(act: impl Fn() + 'static) {
    let Some(document) = document() else { return };
    let listener = Closure::<dyn Fn()>::new(act);
    for event in ["pointerdown", "pointermove", "keydown", "scroll", "input"] {
        let _ = document.add_event_listener_with_callback_and_bool(event, listener.as_ref().unchecked_ref(), true);
    }
    listener.forget();
}

/// Takes all that the page holds out of sight, and out of the page.
pub fn clear() {
    if let Some(body) = document().and_then(|document| document.body()) {
        body.set_text_content(None);
    }
}

/// Calls `act` when the page comes back from the browser's memory.
pub fn on_resurrection(act: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let is_kept = Reflect::get(&event, &JsValue::from_str("persisted")).is_ok_and(|kept| kept.is_truthy());
        if is_kept {
            act();
        }
    });
    let _ = window.add_event_listener_with_callback("pageshow", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Follows a link.
pub fn follow(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(address);
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}
