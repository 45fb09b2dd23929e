//! The built site in real browsers, from one suite, in three engines.
//!
//! `cargo xtask test` builds the sites and sets up the browsers first.

/// A test for each of some engines, named after it: one engine's failure hides no other's. Those that do not run on every change
/// bear a reason.
macro_rules! in_engines {
    ($test:ident, $($name:ident $engine:ident $(but $reason:literal)?),+) => {
        mod $test {
            $(
                #[test]
                $(#[ignore = $reason])?
                fn $name() -> anyhow::Result<()> {
                    crate::shared::run(super::$test(xtask::browsers::Engine::$engine))
                }
            )+
        }
    };
}

/// For what the engine decides: storage, the lock, the worker, the policy, tabs, files, the keyboard.
macro_rules! in_every_engine {
    ($test:ident) => {
        in_engines!($test, chromium Chromium, firefox Firefox, webkit WebKit);
    };
}

/// For what the program decides: in the other engines, `cargo xtask release-check` runs it.
macro_rules! in_chromium_first {
    ($test:ident) => {
        in_engines!(
            $test,
            chromium Chromium,
            firefox Firefox but "cargo xtask release-check runs it",
            webkit WebKit but "cargo xtask release-check runs it"
        );
    };
}

macro_rules! in_chromium_and_firefox {
    ($test:ident) => {
        in_engines!($test, chromium Chromium, firefox Firefox);
    };
}

/// For what is asked of Chromium by its own protocol, and for combinations of colours, width and size.
macro_rules! in_chromium {
    ($test:ident) => {
        in_engines!($test, chromium Chromium);
    };
}

macro_rules! in_firefox_and_webkit {
    ($test:ident) => {
        in_engines!($test, firefox Firefox, webkit WebKit);
    };
}

macro_rules! in_firefox {
    ($test:ident) => {
        in_engines!($test, firefox Firefox);
    };
}

mod accessibility;
mod aids;
mod another_leaflet;
mod citations;
mod failing;
mod help;
mod journal;
mod leaving;
mod notes;
mod offline;
mod policy;
mod reading;
mod reliability;
mod requests;
mod search;
mod shared;
mod still;
mod unrendered;
mod update;
mod walk;

use anyhow::{Result, ensure};
use fantoccini::Locator;
use serde_json::{Value, json};
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

/// A browser whose only way out is the server, which keeps a record of everything asked for.
async fn start(engine: Engine, server: &SiteServer, wishes: Wishes) -> Result<Browser> {
    if wishes == Wishes::default() {
        return shared::take(engine, server).await;
    }
    Browser::start(engine, &Wishes { proxy: Some(server.authority()), ..wishes }).await
}

/// Ends with a browser. Over the whole run, no request has left the origin.
async fn end(browser: Browser, server: &SiteServer) -> Result<()> {
    let elsewhere = asked_elsewhere(&browser).await?;
    ensure!(elsewhere == json!([]), "the page asked elsewhere: {elsewhere}");
    shared::give_back(browser).await?;
    let outside = outside(server);
    ensure!(outside.is_empty(), "asked elsewhere: {outside:?}");
    Ok(())
}

/// Hosts that the browsers ask by themselves, on an empty page too. Their services are switched off by the settings in `xtask/src/browsers.rs`;
/// the page that Chromium shows in a new tab has none that stops it, and other versions ask for others. None of these hosts serves
/// anything that a page could use, and a page's own record is checked beside this one.
const BROWSERS_OWN: [&str; 15] = [
    "accounts.google.com",
    "accounts.invalid",
    "clients1.google.com",
    "clients2.google.com",
    "clients4.google.com",
    "clientservices.googleapis.com",
    "content-autofill.googleapis.com",
    "optimizationguide-pa.googleapis.com",
    "redirector.gvt1.com",
    "safebrowsing.googleapis.com",
    "start.duckduckgo.com",
    "update.googleapis.com",
    "updates.invalid",
    "services.mozilla.com",
    "cdn.mozilla.net",
];

/// A figure of `docs/reliability.md`, as a row of its table.
fn figure(name: &str, value: impl std::fmt::Display) {
    println!("| {name} | {value} |");
}

/// What was asked for on another origin.
fn outside(server: &SiteServer) -> Vec<Asked> {
    asked_by_pages(server).into_iter().filter(|asked| !asked.own).collect()
}

/// What was asked for, but for what the browsers ask by themselves.
fn asked_by_pages(server: &SiteServer) -> Vec<Asked> {
    let is_browsers_own = |address: &str| {
        let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = after_scheme.split([':', '/']).next().unwrap_or_default();
        BROWSERS_OWN.iter().any(|own| host == *own || host.strip_suffix(own).is_some_and(|sub| sub.ends_with('.')))
    };
    server.asked().into_iter().filter(|asked| asked.own || !is_browsers_own(&asked.address)).collect()
}

/// What the page's own record says that it has asked for on another origin.
async fn asked_elsewhere(browser: &Browser) -> Result<Value> {
    browser
        .run(
            "return performance.getEntriesByType('resource').map((it) => it.name)\
             .filter((name) => !name.startsWith(location.origin + '/'));",
        )
        .await
}

/// The page's first heading, as it is shown.
async fn heading(browser: &Browser) -> Result<String> {
    Ok(browser.client.find(Locator::Css("h1")).await?.text().await?)
}

/// Waits until the service worker answers for this page, and so has stored every page.
async fn wait_until_stored(browser: &Browser) -> Result<()> {
    browser.wait_until("return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null").await
}
