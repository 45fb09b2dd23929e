//! From one version to the next: asked, not forced, and what is stored stays.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::{BuiltSite, NEXT_SUMMARY},
    server::SiteServer,
};

use crate::{end, start, wait_until_stored};

const SUMMARY: &str = "return document.querySelector('.lede').textContent";

async fn a_new_version_asks_and_leaves_what_is_stored(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    update(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_new_version_asks_and_leaves_what_is_stored);

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
    browser.press(Locator::XPath("//*[@id='update-notice']//button[text()='Later']")).await?;
    browser.wait_until("return document.getElementById('update-notice') === null").await?;
    browser.open_ready(&format!("{}help/", server.url())).await?;
    browser.wait_until("return document.getElementById('update-notice') !== null").await?;
    browser.open_ready(&server.url()).await?;
    ensure!(browser.run(SUMMARY).await? == before, "the new version began after \u{201c}Later\u{201d}");

    browser.wait_until("return document.getElementById('update-notice') !== null").await?;
    browser.press(Locator::XPath("//button[text()='Use it now']")).await?;
    browser
        .wait_until(&format!("return document.querySelector('.lede')?.textContent === '{NEXT_SUMMARY}'"))
        .await
        .context("the new version did not begin")?;
    ensure!(stored(browser).await?, "the update touched what was stored");
    let caches = browser.run("return caches.keys().then((names) => names.length)").await?;
    ensure!(caches == 1, "the older version is still stored: {caches} caches");
    Ok(())
}

/// Another tab has begun the new version already: the question left in this one only has to follow.
async fn the_question_left_in_another_tab_still_works(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    wait_until_stored(&browser).await?;
    server.replace(&BuiltSite::Next.dist(), "/");
    browser.open_ready(&server.url()).await?;
    browser.wait_until("return document.getElementById('update-notice') !== null").await?;
    let first = browser.client.window().await?;
    let second = browser.client.new_window(true).await?.handle;
    browser.client.switch_to_window(second).await?;
    browser.open_ready(&server.url()).await?;
    browser.wait_until("return document.getElementById('update-notice') !== null").await?;
    for tab in [None, Some(first)] {
        if let Some(tab) = tab {
            browser.client.switch_to_window(tab).await?;
        }
        browser.press(Locator::XPath("//*[@id='update-notice']//button[text()='Use it now']")).await?;
        browser
            .wait_until(&format!("return document.querySelector('.lede')?.textContent === '{NEXT_SUMMARY}'"))
            .await?;
    }
    end(browser, &server).await
}
in_chromium!(the_question_left_in_another_tab_still_works);

/// Where the app cannot run, a new version is offered all the same.
async fn a_new_version_asks_without_webassembly_too(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let wishes = Wishes { without_webassembly: true, ..Wishes::default() };
    let browser = start(engine, &server, wishes).await?;
    browser.client.goto(&server.url()).await?;
    wait_until_stored(&browser).await?;
    server.replace(&BuiltSite::Next.dist(), "/");
    browser.client.goto(&server.url()).await?;
    browser.wait_until("return document.getElementById('update-without-app').hidden === false").await?;
    browser.press(Locator::Css("#update-without-app button")).await?;
    browser.wait_until(&format!("return document.querySelector('.lede')?.textContent === '{NEXT_SUMMARY}'")).await?;
    end(browser, &server).await
}
in_firefox!(a_new_version_asks_without_webassembly_too);

/// The host goes back to the version in use, and breaks: what is stored stays, and reads without the server.
async fn going_back_to_a_broken_older_version_takes_nothing_away(engine: Engine) -> Result<()> {
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    wait_until_stored(&browser).await?;
    server.replace(&BuiltSite::Next.dist(), "/");
    browser.open_ready(&server.url()).await?;
    browser.wait_until("return document.getElementById('update-notice') !== null").await?;
    let broken = crate::offline::broken_copy("rolled-back")?;
    server.replace(&broken, "/");
    server.forget();
    browser.run("navigator.serviceWorker.getRegistration().then((it) => it.update()).catch(() => {})").await?;
    while !["/sw.js", "/help/", "/about/"].iter().all(|path| server.asked().iter().any(|asked| asked.address == *path))
    {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    browser.wait_until("return navigator.serviceWorker.getRegistration().then((it) => it.installing === null)").await?;
    server.stop();
    for (path, title) in crate::PAGES {
        browser.open_ready(&format!("{}{path}", server.url())).await.with_context(|| path.to_owned())?;
        ensure!(crate::heading(&browser).await? == title, "{path}");
    }
    end(browser, &server).await
}
in_chromium!(going_back_to_a_broken_older_version_takes_nothing_away);

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
