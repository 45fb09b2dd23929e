//! Starting the app in the browser: mounts each interactive part in its place on the page.

use std::pin::Pin;

use leptos::{mount::mount_to, prelude::*, task::spawn_local};

use crate::{browser::document, ui};

/// Prepares for the worst, opens what the address leads to, and mounts the part that every page has.
pub fn start() {
    handle_panics();
    mount("update", ui::update_notice::update_notice);
    document::follow_anchor();
}

/// Says on the page that some parts have stopped, where a program has.
pub fn handle_panics() {
    std::panic::set_hook(Box::new(|_| document::show_app_note()));
}

/// Mounts a part in the place of its name, where the page has one, in place of what stood there.
pub fn mount(name: &str, part: impl FnOnce() -> AnyView + 'static) {
    let found = document::mounts().into_iter().find(|(known, _)| known == name);
    if let Some((_, place)) = found {
        document::empty(&place);
        mount_to(place, part).forget();
    }
}

/// Takes away what stands in the place of this name.
pub fn clear(name: &str) {
    if let Some((_, place)) = document::mounts().into_iter().find(|(known, _)| known == name) {
        document::empty(&place);
    }
}

/// Shows something in place of all that the page holds, and brings the focus to its heading, `gone`.
pub fn replace_page(by: impl FnOnce() -> AnyView + 'static) {
    let Some(place) = document::main() else { return };
    document::empty(&place);
    mount_to(place, by).forget();
    document::focus_soon("gone");
}

/// Does something that takes time.
pub fn run(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(work);
}
