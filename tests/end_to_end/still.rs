//! Nothing that somebody reads, or is about to press, moves while a page comes and afterwards.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{PAGES, end, journal::JournalPage, start};

/// The most that the layout of a page may shift, in thousandths of Chromium's measure: all of it added up, over the whole visit. It is a
/// tenth of what is usually called good.
const MOST: u64 = 10;

/// How long the page stays after everything on it is live.
const AFTERWARDS: Duration = Duration::from_secs(5);

/// How many entries a long journal has.
const ENTRIES: u64 = 1000;

/// The windows of a phone and of a desk, in pixels.
const WINDOWS: [(u64, u64); 2] = [(390, 844), (1280, 800)];

/// Keeps what has shifted: how much, when, and which element, from where to where.
const RECORD: &str = "window.shifts = []; new PerformanceObserver((list) => { for (const it of list.getEntries())\
     if (!it.hadRecentInput) shifts.push([it.value, Math.round(it.startTime), ...it.sources.map((source) => [\
       (source.node?.outerHTML ?? source.node?.textContent ?? '').slice(0, 80), source.previousRect.top, source.currentRect.top])]); })\
     .observe({ type: 'layout-shift', buffered: true });";

/// Writes as many entries as a long journal has.
fn fill() -> String {
    format!(
        "for (let number = 0; number < {ENTRIES}; number += 1) {{\
         const when = new Date(Date.now() - (number + 1) * 5 * 3600e3).toISOString().slice(0, 16);\
         const id = `019e5b60-7c00-7abc-8def-${{String(number).padStart(12, '0')}}`;\
         entries.put(JSON.stringify({{ version: 2, id, when: `${{when}}+00:00`, changed: 1000, readings: {{}},\
           notes: `number ${{number}}` }}), `${{when}}Z ${{id}}`);\
       }} return true;"
    )
}

/// Visits a page for the first time, with or without a long journal, and sees that it stands still.
async fn stands_still(path: &str, is_long: bool, window: (u64, u64), is_slow: bool) -> Result<()> {
    // Another origin: nothing of the page is kept.
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    if is_long {
        JournalPage::open(&browser, &server).await?.with_database(&fill()).await?;
        // Only the journal is left of that visit.
        let origin = server.url().trim_end_matches('/').to_owned();
        let kept = json!({ "origin": origin, "storageTypes": "cache_storage,service_workers,local_storage" });
        browser.client.goto("about:blank").await?;
        browser.devtools("Storage.clearDataForOrigin", kept).await?;
        browser.devtools("Network.enable", json!({})).await?;
        browser.devtools("Network.clearBrowserCache", json!({})).await?;
    }
    let (width, height) = window;
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORD })).await?;
    if is_slow {
        browser.slow_down().await?;
    }
    browser.open_ready(&format!("{}{path}", server.url())).await?;
    if is_long {
        browser.wait_until("return document.querySelector('.history .day') !== null").await?;
    }
    tokio::time::sleep(AFTERWARDS).await;
    let most = if path.is_empty() { 0 } else { MOST };
    let shifted = browser.run("return Math.ceil(shifts.reduce((sum, it) => sum + it[0], 0) * 1000)").await?;
    let shifted = shifted.as_u64().context("no shift was measured")?;
    let shifts = browser.run("return shifts").await?;
    ensure!(shifted <= most, "it shifts by {shifted} thousandths: {shifts}");
    end(browser, &server).await
}

/// Every page, and the journal's with many entries.
async fn every_page_stands_still(window: (u64, u64), is_slow: bool) -> Result<()> {
    let one = async |path: &'static str, is_long: bool| {
        let place = format!("/{path}, long: {is_long}, window: {window:?}, slow: {is_slow}");
        stands_still(path, is_long, window, is_slow).await.context(place)
    };
    // Side by side: most of it is waiting.
    let two = async |pages: [(&'static str, bool); 2]| {
        for (path, is_long) in pages {
            one(path, is_long).await?;
        }
        anyhow::Ok(())
    };
    let [article, questions, journal, help, about, missing] = PAGES.map(|(path, _)| path);
    tokio::try_join!(
        two([(article, false), (help, false)]),
        two([(questions, false), (about, false)]),
        two([(journal, false), (missing, false)]),
        one(journal, true),
    )?;
    Ok(())
}

async fn on_a_phone(_: Engine) -> Result<()> {
    every_page_stands_still(WINDOWS[0], false).await
}
in_chromium!(on_a_phone);

async fn on_a_slow_phone(_: Engine) -> Result<()> {
    every_page_stands_still(WINDOWS[0], true).await
}
in_chromium!(on_a_slow_phone);

async fn on_a_desk(_: Engine) -> Result<()> {
    every_page_stands_still(WINDOWS[1], false).await
}
in_chromium!(on_a_desk);

async fn on_a_slow_desk(_: Engine) -> Result<()> {
    every_page_stands_still(WINDOWS[1], true).await
}
in_chromium!(on_a_slow_desk);
