//! From one version to the next: asked, not forced, and what is stored stays.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::{BuiltSite, NEXT_SUMMARY},
    server::SiteServer,
};

use crate::wait_until_stored;

const SUMMARY: &str = "return document.querySelector('.lede').textContent";

#[tokio::test]
async fn a_new_version_asks_and_leaves_what_is_stored() -> Result<()> {
    for engine in Engine::ALL {
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let browser = Browser::start(engine, &Wishes::default()).await?;
        update(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
        browser.end().await?;
    }
    Ok(())
}

async fn update(browser: &Browser, server: &SiteServer) -> Result<()> {
    browser.open_ready(&server.url()).await?;
    wait_until_stored(browser).await?;
    store(browser).await?;
    let before = browser.run(SUMMARY).await?;
    ensure!(before != NEXT_SUMMARY);

    server.replace(&BuiltSite::Next.dist(), BuiltSite::Next.root());
    browser.open_ready(&server.url()).await?;
    browser.wait_until("return document.getElementById('update-notice') !== null").await?;
    let notice = browser.client.find(Locator::Id("update-notice")).await?;
    ensure!(notice.text().await?.contains("A new version is ready"));
    ensure!(browser.run(SUMMARY).await? == before, "the new version began without being asked");

    // "Later" puts the question away until the page is opened again, and the version in use stays.
    notice.find(Locator::XPath(".//button[text()='Later']")).await?.click().await?;
    browser.wait_until("return document.getElementById('update-notice') === null").await?;
    browser.open_ready(&format!("{}help/", server.url())).await?;
    browser.wait_until("return document.getElementById('update-notice') !== null").await?;
    browser.open_ready(&server.url()).await?;
    ensure!(browser.run(SUMMARY).await? == before, "the new version began after \u{201c}Later\u{201d}");

    browser.wait_until("return document.getElementById('update-notice') !== null").await?;
    browser.client.find(Locator::XPath("//button[text()='Use it now']")).await?.click().await?;
    browser
        .wait_until(&format!("return document.querySelector('.lede')?.textContent === '{NEXT_SUMMARY}'"))
        .await
        .context("the new version did not begin")?;
    ensure!(stored(browser).await?, "the update touched what was stored");
    let caches = browser.run("return caches.keys().then((names) => names.length)").await?;
    ensure!(caches == 1, "the older version is still stored: {caches} caches");
    Ok(())
}

/// Stores something in each place that a journal will use.
async fn store(browser: &Browser) -> Result<()> {
    browser
        .run(
            "localStorage.setItem('kept', 'yes');\
             return new Promise((resolve, reject) => {\
               const opening = indexedDB.open('kept', 1);\
               opening.onupgradeneeded = () => opening.result.createObjectStore('kept');\
               opening.onerror = () => reject(opening.error);\
               opening.onsuccess = () => {\
                 const writing = opening.result.transaction('kept', 'readwrite');\
                 writing.objectStore('kept').put('yes', 'kept');\
                 writing.oncomplete = () => { opening.result.close(); resolve(true); };\
               };\
             });",
        )
        .await?;
    Ok(())
}

async fn stored(browser: &Browser) -> Result<bool> {
    let both = browser
        .run(
            "return new Promise((resolve, reject) => {\
               const opening = indexedDB.open('kept', 1);\
               opening.onerror = () => reject(opening.error);\
               opening.onsuccess = () => {\
                 const reading = opening.result.transaction('kept').objectStore('kept').get('kept');\
                 reading.onsuccess = () => resolve(reading.result === 'yes' && localStorage.getItem('kept') === 'yes');\
               };\
             });",
        )
        .await?;
    Ok(both == true)
}
