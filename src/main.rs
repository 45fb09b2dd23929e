//! The browser entry: mounts each interactive part in its place on the page.

use leptos::{mount::mount_to, prelude::*};
use quietleaf::{
    browser::{document, reading_position},
    ui,
};

fn main() {
    std::panic::set_hook(Box::new(|_| document::show_app_note()));
    for (name, place) in document::mounts() {
        match name.as_str() {
            "update" => mount(place, || ui::update_notice::update_notice().into_any()),
            "install" => mount(place, || ui::install_offer::install_offer().into_any()),
            _ => {}
        }
    }
    document::follow_anchor();
    reading_position::mark_in_contents();
    document::set_ready();
}

fn mount(place: document::Place, part: impl FnOnce() -> AnyView + 'static) {
    document::empty(&place);
    mount_to(place, part).forget();
}
