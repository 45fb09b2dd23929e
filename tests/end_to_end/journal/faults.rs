//! Storage that is slow, and storage that is full in the middle of a restore. What it refuses, and what it loses, is in `storage`.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::{JournalPage, backup::choose_file, restoring::backup_of};
use crate::{end, start, wait_until_stored};

/// Holds the journal's stores in a transaction of its own, until `window.letGo` is called: whoever wants to write waits.
const HOLD: &str = "return new Promise((resolve, reject) => {\
      const opening = indexedDB.open('quietleaf');\
      opening.onerror = () => reject(opening.error);\
      opening.onsuccess = () => {\
        const store = opening.result.transaction(['entries', 'months', 'kept', 'versions', 'bin'], 'readwrite').objectStore('kept');\
        let held = true;\
        window.letGo = () => { held = false; };\
        const again = () => { if (held) store.get('x').onsuccess = again; else opening.result.close(); };\
        store.get('x').onsuccess = () => { resolve(true); again(); };\
      };\
    })";

/// The browser takes seconds to store: the page says that it is saving, what was typed stays, the button does not save twice, and in the end
/// the entry stands there once. A journal that takes seconds to open says that it is being opened, and opens.
async fn slow_storage_is_waited_for(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let first = browser.client.window().await?;
    let second = browser.client.new_window(false).await?.handle;
    page.add().await?;
    page.fill("entry-notes", "saved slowly").await?;
    browser.client.switch_to_window(second.clone()).await?;
    browser.open_ready(&server.url()).await?;
    ensure!(browser.run(HOLD).await? == true, "{engine:?}");
    browser.client.switch_to_window(first.clone()).await?;
    page.press("Save entry").await?;
    page.wait("document.querySelector('.entry-form button[type=submit]').innerText === 'Saving…'").await?;
    browser.run("document.querySelector('.entry-form button[type=submit]').click()").await?;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let told = browser
        .run("return [document.getElementById('journal-said').innerText, document.getElementById('entry-notes').value]")
        .await?;
    ensure!(told == json!(["", "saved slowly"]), "{engine:?}: {told}");
    browser.client.switch_to_window(second.clone()).await?;
    browser.run("window.letGo()").await?;
    browser.client.switch_to_window(first.clone()).await?;
    page.wait_said("Saved.").await.with_context(|| format!("{engine:?}"))?;
    ensure!(page.count().await? == 1, "{engine:?}");
    // Opening.
    browser.client.switch_to_window(second.clone()).await?;
    ensure!(browser.run(HOLD).await? == true, "{engine:?}");
    browser.client.switch_to_window(first.clone()).await?;
    browser.client.goto(&page.address).await?;
    page.wait("document.getElementById('journal-failing')?.textContent === 'Your journal is being opened.'")
        .await
        .with_context(|| format!("{engine:?}"))?;
    browser.client.switch_to_window(second).await?;
    browser.run("window.letGo()").await?;
    browser.client.switch_to_window(first).await?;
    page.wait("document.querySelector('.history .notes')?.textContent === 'saved slowly'").await?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(slow_storage_is_waited_for);

/// No room is left in the middle of a restore: nothing of it is there, all else is, and with room it is carried out.
async fn storage_that_is_full_in_the_middle_of_a_restore_loses_nothing(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    wait_until_stored(&browser).await?;
    let used = browser.run("return navigator.storage.estimate().then((it) => it.usage)").await?;
    let quota = used.as_u64().context("no usage")? + 300_000;
    let origin = server.url().trim_end_matches('/').to_owned();
    browser.devtools("Storage.overrideQuotaForOrigin", json!({ "origin": origin, "quotaSize": quota })).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", "mine").await?;
    page.save().await?;
    choose_file(&browser, &backup_of(10_000)).await?;
    page.wait("document.getElementById('restore-preview')?.innerText.includes('10000 new')").await?;
    page.press("Restore these").await?;
    page.wait("document.getElementById('data-failure').innerText.startsWith('Nothing was restored.')").await?;
    let told = browser.run("return document.getElementById('data-failure').innerText").await?;
    ensure!(told.as_str().is_some_and(|told| told.contains("no room left")), "{told}");
    let stored = page
        .with_database("return [await all(entries.count()), await all(versions.count()), await all(bin.count())];")
        .await?;
    ensure!(stored == json!([1, 0, 0]), "{stored}");
    ensure!(page.history().await?.contains("mine"));
    browser.devtools("Storage.overrideQuotaForOrigin", json!({ "origin": origin })).await?;
    page.press("Restore these").await?;
    page.wait_said("Restored: 10000 new").await?;
    ensure!(page.with_database("return all(entries.count());").await? == 10_001);
    end(browser, &server).await
}
in_chromium!(storage_that_is_full_in_the_middle_of_a_restore_loses_nothing);
