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

use anyhow::{Result, ensure};
use fantoccini::Locator;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    server::{Asked, SiteServer},
};

/// The pages, below the site's root, each with its heading.
const PAGES: [(&str, &str); 6] = [
    ("", "Back pain and miscarriage: what is the connection?"),
    ("faq/", "Questions"),
    ("journal/", "Journal"),
    ("help/", "Get help"),
    ("about/", "About Quietleaf"),
    ("404.html", "There is no such page"),
];

/// Starts a browser whose only way out is the server, which keeps a record of everything asked for.
async fn start(engine: Engine, server: &SiteServer, wishes: Wishes) -> Result<Browser> {
    Browser::start(engine, &Wishes { proxy: Some(server.authority()), ..wishes }).await
}

/// Ends a browser. Over the whole run, no request has left the origin.
async fn end(browser: Browser, server: &SiteServer) -> Result<()> {
    browser.end().await?;
    let outside = outside(server);
    ensure!(outside.is_empty(), "asked elsewhere: {outside:?}");
    Ok(())
}

/// What the browsers ask by themselves, on an empty page too: Chromium who is signed in, Firefox for its settings. No page of
/// ours can: the policy forbids it, and what the pages themselves have asked for is checked by their own record.
const BROWSERS_OWN: [&str; 2] = ["accounts.google.com:443", "firefox.settings.services.mozilla.com:443"];

/// What was asked for on another origin.
fn outside(server: &SiteServer) -> Vec<Asked> {
    let all = server.asked().into_iter();
    all.filter(|asked| !asked.own && !BROWSERS_OWN.contains(&asked.address.as_str())).collect()
}

/// The page's first heading, as it is shown.
async fn heading(browser: &Browser) -> Result<String> {
    Ok(browser.client.find(Locator::Css("h1")).await?.text().await?)
}

/// Waits until the service worker answers for this page, and so has stored every page.
async fn wait_until_stored(browser: &Browser) -> Result<()> {
    browser.wait_until("return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null").await
}
