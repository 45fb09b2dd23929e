//! The browser entry for a page that was not prerendered: renders it from `content.json` with the same components.
//!
//! It is a program of its own, so that a prerendered page, which has no use for it, does not load it.

use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use quietleaf::{
    browser::{content, document},
    leaflet::Leaflet,
    ui::{self, SiteRoot, display_settings},
};

/// The place that holds the whole page.
const WHOLE_PAGE: &str = "page";

fn main() {
    std::panic::set_hook(Box::new(|_| document::show_app_note()));
    display_settings::apply();
    let whole = document::mounts().into_iter().find(|(name, _)| name == WHOLE_PAGE);
    if let Some((_, place)) = whole {
        document::empty(&place);
        let waiting = mount_to(place.clone(), || view! { <p class="wrap">"Quietleaf is loading."</p> });
        spawn_local(async move {
            let root = document::site_root();
            let fetched = content::fetch(&root).await;
            drop(waiting);
            render(place, root, fetched);
        });
    }
}

fn render(place: document::Place, root: SiteRoot, fetched: Result<Leaflet, content::ContentError>) {
    match fetched {
        Ok(leaflet) => {
            let page = document::page(&root);
            document::set_title(&ui::title(&leaflet, page));
            mount_to(place, move || ui::page(&leaflet, page, &root)).forget();
        }
        Err(error) => mount_to(place, move || unreadable(&error)).forget(),
    }
    document::announce_page();
}

fn unreadable(error: &content::ContentError) -> impl IntoView + use<> {
    view! {
        <main id="main" class="wrap">
            <h1>"The words could not be loaded"</h1>
            <p>{format!("What happened: {error}.")}</p>
            <p>"Check the connection, then load the page again. In an emergency, call your local emergency number."</p>
        </main>
    }
}
