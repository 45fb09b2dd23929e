//! Where WebAssembly cannot run or stops: the page stays, and says calmly what does not work.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::json;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{PAGES, end, heading, start, wait_until_stored};

const NOTE_SHOWN: &str = "return document.getElementById('app-note').hidden === false";

async fn without_webassembly_everything_reads_also_offline(engine: Engine) -> Result<()> {
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes { without_webassembly: true, ..Wishes::default() }).await?;
    browser.client.goto(&server.url()).await?;
    ensure!(browser.run("return typeof WebAssembly").await? == "undefined", "{engine:?} has WebAssembly");
    browser.wait_until(NOTE_SHOWN).await.with_context(|| format!("{engine:?}"))?;
    let note = browser.client.find(Locator::Id("app-note")).await?.text().await?;
    ensure!(note.contains("You can read everything here"), "{engine:?}: {note}");
    wait_until_stored(&browser).await?;
    server.stop();
    for (path, title) in PAGES {
        browser.client.goto(&format!("{}{path}", server.url())).await?;
        ensure!(heading(&browser).await? == title, "{engine:?} {path}");
    }
    end(browser, &server).await?;
    Ok(())
}
in_chromium_and_firefox!(without_webassembly_everything_reads_also_offline);

async fn a_panic_leaves_the_page_and_says_so(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    // Elements cannot be made: the first part that is mounted cannot go on.
    let breaking = json!({ "source": "Document.prototype.createElement = () => { throw new Error('broken'); };" });
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", breaking).await?;
    for ((path, title), says) in [
        (PAGES[0], "You can read everything here"),
        (PAGES[2], "The journal does not work in this browser, or has stopped"),
    ] {
        browser.client.goto(&format!("{}{path}", server.url())).await?;
        browser.wait_until(NOTE_SHOWN).await.with_context(|| path.to_owned())?;
        ensure!(heading(&browser).await? == title, "/{path}");
        let note = browser.client.find(Locator::Id("app-note")).await?.text().await?;
        ensure!(note.contains(says), "/{path}: {note}");
        let ready = browser.run("return document.documentElement.dataset.ready ?? 'no'").await?;
        ensure!(ready == "no", "a page whose parts have stopped says that it is ready");
    }
    end(browser, &server).await
}
in_chromium!(a_panic_leaves_the_page_and_says_so);

async fn blocked_storage_stops_nothing(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let blocking = json!({ "source":
        "for (const name of ['localStorage', 'caches', 'indexedDB']) \
         Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });\
         Object.defineProperty(navigator, 'serviceWorker', { get() { throw new DOMException('blocked', 'SecurityError'); } });" });
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", blocking).await?;
    browser.open_ready(&server.url()).await?;
    ensure!(heading(&browser).await? == PAGES[0].1);
    let quiet = browser.run("return document.getElementById('app-note').hidden").await?;
    ensure!(quiet == true, "the app did not start without storage");
    end(browser, &server).await
}
in_chromium!(blocked_storage_stops_nothing);

/// The browser's own offer to install is made calmly, and declined for good.
async fn the_offer_to_install_can_be_declined(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    // The event that Chromium sends, at a moment of the test's choosing.
    let offer = "dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), \
                 { prompt() { window.prompted = true; } }))";
    browser.run(offer).await?;
    browser.wait_until("return document.getElementById('install-name') !== null").await?;
    browser.press(Locator::XPath("//button[text()='Install']")).await?;
    browser.wait_until("return window.prompted === true").await.with_context(|| format!("{engine:?}"))?;
    browser.open_ready(&server.url()).await?;
    browser.run(offer).await?;
    browser.wait_until("return document.getElementById('install-name') !== null").await?;
    browser.press(Locator::XPath("//button[text()='Do not ask again']")).await?;
    browser.wait_until("return document.getElementById('install-name') === null").await?;
    browser.open_ready(&server.url()).await?;
    browser.run(offer).await?;
    browser.run("return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))").await?;
    let again = browser.run("return document.getElementById('install-name') !== null").await?;
    ensure!(again == false, "{engine:?}: declined, and offered again");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(the_offer_to_install_can_be_declined);
