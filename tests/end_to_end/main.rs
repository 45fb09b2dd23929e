//! The built site in real browsers, from one suite, in three engines.
//!
//! `cargo xtask test` builds the sites and sets up the browsers first.

mod accessibility;
mod failing;
mod offline;
mod reading;
mod requests;
mod unrendered;
mod update;

use anyhow::Result;
use fantoccini::Locator;
use xtask::browsers::Browser;

/// The pages, below the site's root, each with its heading.
const PAGES: [(&str, &str); 6] = [
    ("", "Back pain and miscarriage: what is the connection?"),
    ("faq/", "Questions"),
    ("journal/", "Journal"),
    ("help/", "Get help"),
    ("about/", "About Quietleaf"),
    ("404.html", "There is no such page"),
];

/// The page's first heading, as it is shown.
async fn heading(browser: &Browser) -> Result<String> {
    Ok(browser.client.find(Locator::Css("h1")).await?.text().await?)
}

/// Waits until the service worker answers for this page, and so has stored every page.
async fn wait_until_stored(browser: &Browser) -> Result<()> {
    browser.wait_until("return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null").await
}
