//! "About": the words of the leaflet's publisher, and what every Quietleaf says of itself.

use leptos::prelude::*;

use super::{SiteRoot, text_page::text_page};
use crate::{
    article::{Article, Change, PageName},
    leaflet::{Addresses, Leaflet},
};

/// The words of `about.md`, then what the app itself has to tell.
pub(super) fn about_page(leaflet: &Leaflet, root: &SiteRoot) -> impl IntoView + use<> {
    let words = text_page(&leaflet.about, PageName::About, root, ().into_any());
    let feed = leaflet.addresses.origin.as_ref().map(|_| format!("{}{}", root.path(), Addresses::FEED));
    let changes = changes(&leaflet.article, feed);
    (
        words,
        view! { <div class="narrow">{changes} {display()} {install()} {leaving()}</div> },
        leaflet.addresses.corrections.clone().map(corrections),
    )
}

/// How the pages look. The choices need the app.
fn display() -> impl IntoView {
    view! {
        <section class="section" id="display">
            <h2>"Text size and colours"</h2>
            <p>"Your choice applies to every page, and is kept in this browser."</p>
            <div data-mount="display"></div>
            <noscript><p>"To choose here, turn JavaScript on. Your browser can also make text larger."</p></noscript>
        </section>
    }
}

/// How the app gets an icon, for each kind of device.
fn install() -> impl IntoView {
    view! {
        <section class="section" id="install">
            <h2>"Keep it on your device"</h2>
            <p>
                "After one visit, most browsers can show every page without a connection. You do not need to install anything. \
                 If you want an icon, it is a leaf named Quietleaf. Anyone who uses this device can see it."
            </p>
            <ul class="list">
                <li>"iPhone or iPad, in Safari: tap Share, then \u{201c}Add to Home Screen\u{201d}."</li>
                <li>"Android, in Chrome: open the menu, then \u{201c}Install app\u{201d} or \u{201c}Add to Home screen\u{201d}."</li>
                <li>"Android, in Firefox: open the menu, then \u{201c}Add app to Home screen\u{201d}."</li>
                <li>"Computer, in Chrome or Edge: press the install icon at the end of the address bar."</li>
                <li>"Mac, in Safari: open the File menu, then \u{201c}Add to Dock\u{201d}."</li>
            </ul>
            <p>
                "On an iPhone, the app on the home screen and Safari do not share a journal. If you have written in Safari, \
                 export a backup there first. Then restore it in the app."
            </p>
        </section>
    }
}

/// What "Exit this page" does and does not do.
fn leaving() -> impl IntoView {
    view! {
        <section class="section" id="leaving">
            <h2>"Leaving fast, and the browser\u{2019}s history"</h2>
            <p>
                "\u{201c}Exit this page\u{201d}, or Escape pressed three times within two seconds, takes you to another \
                 site at once. Without a connection it shows an empty page. The page that you left is replaced in the \
                 Back button, but the browser\u{2019}s history still shows your visit, and pages that you read before."
            </p>
            <p>"To clear the history:"</p>
            <ul class="list">
                <li>"iPhone or iPad, in Safari: Settings, Apps, Safari, \u{201c}Clear History and Website Data\u{201d}. This clears all sites, and the journal with them."</li>
                <li>"Android, in Chrome: the menu, History, then the cross beside each visit."</li>
                <li>"Computer: press Ctrl and H (on a Mac, Command and Y), then remove each visit."</li>
            </ul>
            <p>
                "A private window keeps no history after it is closed. It keeps no journal either. \
                 Someone who watches the network, or who put a program on this device, may see more."
            </p>
        </section>
    }
}

/// What has changed in the words, the newest first, with the feed where there is one.
fn changes(article: &Article, feed: Option<String>) -> impl IntoView + use<> {
    let changes = article.changes.iter().map(|change| {
        let Change { date, what } = change.clone();
        view! {
            <li id=change.anchor()>
                <time datetime=date.iso()>{date.to_string()}</time> ": " {what}
            </li>
        }
    });
    let changes = changes.collect_view();
    view! {
        <section class="section" id="changes">
            <h2>"What has changed in the words"</h2>
            <ul class="list">{changes}</ul>
            {feed.map(|feed| view! { <p><a href=feed>"Follow the changes in a feed reader (Atom)"</a></p> })}
        </section>
    }
}

/// Where mistakes are to be told.
fn corrections(address: String) -> impl IntoView {
    let shown = address.strip_prefix("mailto:").unwrap_or(&address).to_owned();
    view! {
        <section class="section narrow" id="corrections">
            <h2>"Corrections"</h2>
            <p>"Tell us about mistakes in this leaflet: " <a href=address rel="noreferrer">{shown}</a> "."</p>
        </section>
    }
}
