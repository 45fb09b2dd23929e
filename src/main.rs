//! The browser entry: mounts each interactive part in its place on the page.

use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use quietleaf::{
    browser::{content, document, reading_position},
    ui,
};


/// The place that holds the whole page, on a page that was not prerendered.
const WHOLE_PAGE: &str = "page";

fn main() {
    std::panic::set_hook(Box::new(|_| document::show_app_note()));
    let whole = document::mounts().into_iter().find(|(name, _)| name == WHOLE_PAGE);
    match whole {
        None => mount_parts(),
        Some((_, place)) => spawn_local(async move {
            render_page(place).await;
            mount_parts();
        }),
    }
}

/// Renders a page from `content.json`.
async fn render_page(place: document::Place) {
    let root = document::site_root();
    match content::fetch(&root).await {
        Ok(leaflet) => {
            let page = document::page(&root);
            document::set_title(&ui::title(&leaflet, page));
            mount(place, move || ui::page(&leaflet, page, &root));
            document::follow_anchor();
        }
        Err(error) => mount(place, move || {
            view! {
                <main id="main" class="wrap">
                    <h1>"The words could not be loaded"</h1>
                    <p>{format!("What happened: {error}.")}</p>
                    <p>"Check the connection, then load the page again. In an emergency, call your local emergency number."</p>
                </main>
            }
            .into_any()
        }),
    }
}

/// Mounts every part that has a place on this page, and says that they are live.
fn mount_parts() {
    for (name, place) in document::mounts() {
        match name.as_str() {
            "update" => mount(place, || ui::update_notice::update_notice().into_any()),
            "install" => mount(place, || ui::install_offer::install_offer().into_any()),
            _ => {}
        }
    }
    reading_position::mark_in_contents();
    document::set_ready();
}

fn mount(place: document::Place, part: impl FnOnce() -> AnyView + 'static) {
    document::empty(&place);
    mount_to(place, part).forget();
}
