//! Small parts that the interactive parts are put together from.
//!
//! Each is built in one place for all its uses, with boxed closures: what is generic is compiled once for each use, and
//! programs are measured in kilobytes.

use leptos::prelude::*;

use crate::browser::speaking;

/// Something on the page that follows the state.
pub(super) fn changing(show: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let show: Box<dyn Fn() -> AnyView + Send> = Box::new(show);
    show.into_any()
}

/// A form that is built from the ground in each turn. Else its fields would stay the same elements, and what a person has typed
/// into one stands above what it is told to hold.
pub(super) fn anew(turn: usize, form: AnyView) -> AnyView {
    // Another type than in the turn before is not built into what stands there.
    if turn.is_multiple_of(2) { form } else { vec![form].into_any() }
}

/// Something that is there only while it has something to show.
pub(super) fn nothing() -> AnyView {
    ().into_any()
}

/// How a button looks.
#[derive(Clone, Copy)]
pub(super) enum Look {
    /// The one to press.
    Main,
    /// One beside it.
    Quiet,
    /// The one to press, in a narrow place.
    SmallMain,
    /// One beside it, in a narrow place.
    SmallQuiet,
    /// As a link in running text.
    Link,
}

/// A button. `about` says to a screen reader what it acts on, where its words alone do not. It is in the button's name, not in a hidden part
/// of it: before such a part there is a pause, also where a colon begins it.
pub(super) fn button(look: Look, words: &str, about: &str, act: impl Fn() + 'static) -> AnyView {
    button_with_id(look, None, words, about, act)
}

/// A button that can be given the focus.
pub(super) fn button_with_id(
    look: Look,
    id: Option<&'static str>,
    words: &str,
    about: &str,
    act: impl Fn() + 'static,
) -> AnyView {
    let act: Box<dyn Fn()> = Box::new(act);
    let class = match look {
        Look::Main => "button",
        Look::Quiet => "button quiet",
        Look::SmallMain => "button small",
        Look::SmallQuiet => "button quiet small",
        Look::Link => "link",
    };
    let words = words.to_owned();
    let name = (!about.is_empty()).then(|| format!("{words}{about}"));
    view! { <button class=class type="button" id=id aria-label=name on:click=move |_| act()>{words}</button> }
        .into_any()
}

/// The button of a form. While `is_busy`, it says so, does nothing, and keeps the focus: a button that is `disabled` loses it.
pub(super) fn submit_button(
    words: &'static str,
    busy: &'static str,
    is_busy: impl Fn() -> bool + Copy + Send + 'static,
) -> AnyView {
    let shown = changing(move || if is_busy() { busy } else { words }.into_any());
    let state = wrong(is_busy);
    view! { <button class="button" type="submit" aria-disabled=state>{shown}</button> }.into_any()
}

/// Buttons in a row.
pub(super) fn actions(buttons: Vec<AnyView>) -> AnyView {
    view! { <div class="actions on-screen">{buttons}</div> }.into_any()
}

/// A paragraph.
pub(super) fn paragraph(class: &'static str, words: String) -> AnyView {
    view! { <p class=class>{words}</p> }.into_any()
}

/// A box of parts. `id` is empty where nothing leads to it.
pub(super) fn boxed(class: &'static str, id: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <div class=class id=(!id.is_empty()).then_some(id) tabindex=(!id.is_empty()).then_some("-1")>{parts}</div> }
        .into_any()
}

/// A list.
pub(super) fn list(class: &'static str, items: Vec<AnyView>) -> AnyView {
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
    view! { <ul class=class>{items}</ul> }.into_any()
}

/// A place of which a screen reader says what comes into it: `status` in passing, `alert` at once. Its id stands once on the page: see
/// [`speaking::say_element`].
pub(super) fn live(
    class: &'static str,
    id: &'static str,
    role: &'static str,
    show: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let shown = said(id.to_owned(), role == "alert", show);
    view! { <div class=class id=id tabindex="-1">{shown}</div> }.into_any()
}

/// Something that follows the state, in the element with this id: a screen reader says it whenever it changes.
pub(super) fn said(id: String, is_urgent: bool, show: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    changing(move || {
        speaking::say_element(&id, is_urgent);
        show()
    })
}

/// What an element says of itself to a screen reader, and to the styles, while something is so: that what a field holds cannot be saved, that a
/// button does nothing just now.
pub(super) fn wrong(is_wrong: impl Fn() -> bool + Send + 'static) -> Box<dyn Fn() -> Option<&'static str> + Send> {
    Box::new(move || is_wrong().then_some("true"))
}
