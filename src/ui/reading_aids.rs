//! Aids beside the article: listen, share, print, copy links to places, and how the pages look.

use leptos::prelude::*;

use super::{
    display_settings::display_settings,
    listen::listen,
    parts::{Look, button, changing, live},
};
use crate::{
    app,
    browser::{document, place_links, share},
};

/// The name under which a page is shared: it says nothing of what the page is about.
const SHARED_AS: &str = "Quietleaf";

/// The aids, in one row.
#[must_use]
pub fn reading_aids() -> AnyView {
    let said = RwSignal::new(String::new());
    let copy = move |address: String, done: &'static str| {
        app::run(async move {
            let words =
                if share::copy(&address).await { done.to_owned() } else { format!("Copy this link: {address}") };
            said.set(words);
        });
    };
    let share_page = move || {
        let address = share::address(None);
        if share::is_offered() {
            app::run(async move {
                // Where the person thinks better of it, nothing is to be said.
                let _ = share::share(SHARED_AS, &address).await;
            });
        } else {
            copy(address, "The link to this page is copied.");
        }
    };
    let share_words = if share::is_offered() { "Share" } else { "Copy the link" };
    let links_shown = RwSignal::new(false);
    let links = changing(move || {
        if links_shown.get() {
            return button(Look::Quiet, "Hide links to places", "", move || {
                place_links::hide();
                links_shown.set(false);
            });
        }
        button(Look::Quiet, "Show links to places", "", move || {
            place_links::show("Copy link", move |place| {
                copy(share::address(Some(&place)), "The link to this place is copied.");
            });
            links_shown.set(true);
        })
    });
    let told = live("said", "aids-said", "status", move || said.get().into_any());
    view! {
        <div class="actions">
            {listen()}
            {button(Look::Quiet, share_words, "", share_page)}
            {button(Look::Quiet, "Print the short form", "", || document::print(None))}
            {button(Look::Quiet, "Print all of it", "", || document::print(Some("whole")))}
        </div>
        <details class="display">
            <summary>"Text size, colours, links"</summary>
            {display_settings()}
            <div class="actions">{links}</div>
        </details>
        {told}
    }
    .into_any()
}
