//! Storage that is blocked, missing, full, failing, newer, closed or damaged: each says what happened, what was typed stays,
//! and the page can be read.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, heading, start, wait_until_stored};

/// Each is broken before the page runs.
const NEVER_OPENS: [(&str, &str); 4] = [
    ("missing", "Object.defineProperty(window, 'indexedDB', { value: undefined });"),
    (
        "refused",
        "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('', 'SecurityError'); } });",
    ),
    (
        "failing",
        "indexedDB.open = () => { const request = {}; setTimeout(() => { request.error = new DOMException('', 'UnknownError');\
         request.onerror(new Event('error')); }); return request; };",
    ),
    (
        "no localStorage either",
        "for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) Object.defineProperty(window, name,\
         { get() { throw new DOMException('', 'SecurityError'); } });",
    ),
];

async fn a_journal_that_cannot_open_says_so_and_the_page_reads(engine: Engine) -> Result<()> {
    for (name, break_it) in NEVER_OPENS {
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let browser = start(engine, &server, Wishes::default()).await?;
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": break_it })).await?;
        let page = JournalPage::open(&browser, &server).await.with_context(|| name.to_owned())?;
        cannot_be_used(&page).await.with_context(|| name.to_owned())?;
        end(browser, &server).await?;
    }
    Ok(())
}
in_chromium!(a_journal_that_cannot_open_says_so_and_the_page_reads);

async fn cannot_be_used(page: &JournalPage<'_>) -> Result<()> {
    page.wait("document.getElementById('journal-failing').innerText.includes('does not let this site store')").await?;
    ensure!(heading(page.browser).await? == "Journal");
    // Warning signs are looked at all the same, and what was typed stays.
    page.add().await?;
    page.choose("cramps", "8").await?;
    page.wait("document.querySelector('#warning-cramps .care.emergency') !== null").await?;
    page.fill("entry-notes", "typed").await?;
    page.press("Save entry").await?;
    page.wait(
        "document.getElementById('entry-trouble').innerText.startsWith('Not saved. What you typed is still here.')",
    )
    .await?;
    page.wait("document.getElementById('entry-notes').value === 'typed'").await
}

/// A newer Quietleaf has stored a newer form: this one does not touch it.
async fn a_newer_form_is_not_touched(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", "from the older version").await?;
    page.save().await?;
    page.add().await?;
    page.fill("entry-notes", "typed meanwhile").await?;
    // A newer version in another tab changes the form: this tab lets go, says so, and what was typed stays.
    let upgrade = "return new Promise((resolve, reject) => { const opening = indexedDB.open('quietleaf', 3);\
         opening.onsuccess = () => { opening.result.close(); resolve(true); };\
         opening.onerror = () => reject(opening.error); opening.onblocked = () => reject('blocked'); })";
    ensure!(browser.run(upgrade).await? == true);
    page.wait("document.getElementById('journal-failing').innerText.includes('has closed the journal')").await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('entry-trouble').innerText.startsWith('Not saved.')").await?;
    page.reload().await?;
    page.wait("document.getElementById('journal-failing').innerText.includes('A newer version')")
        .await
        .with_context(|| format!("{engine:?}"))?;
    page.wait("document.getElementById('entry-notes').value === 'typed meanwhile'").await?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_newer_form_is_not_touched);

/// A save that the browser refuses, aborts, or only seems to keep, and a browser that only lets read.
async fn a_save_that_fails_says_so_and_keeps_what_was_typed(engine: Engine) -> Result<()> {
    const BREAKS: [(&str, &str); 5] = [
        (
            "IDBObjectStore.prototype.add = function () { throw new DOMException('', 'QuotaExceededError'); };",
            "no room left",
        ),
        (
            "const add = IDBObjectStore.prototype.add; IDBObjectStore.prototype.add = function (...given) {\
               const request = add.apply(this, given); this.transaction.abort(); return request; };",
            "a problem with its storage",
        ),
        (
            "const add = IDBObjectStore.prototype.add; IDBObjectStore.prototype.add = function (value, key) {\
               return add.call(this, value.replace('typed', 'other'), key); };",
            "could not read back what was written",
        ),
        (
            "const begin = IDBDatabase.prototype.transaction; IDBDatabase.prototype.transaction = function (names, mode, ...more) {\
               if (mode === 'readwrite') throw new DOMException('', 'ReadOnlyError'); return begin.call(this, names, mode, ...more); };",
            "a problem with its storage (ReadOnlyError)",
        ),
        (
            "IDBDatabase.prototype.transaction = () => { throw new DOMException('', 'InvalidStateError'); };",
            "has closed the journal",
        ),
    ];
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    for (break_it, message) in BREAKS {
        let page = JournalPage::open(&browser, &server).await?;
        page.wait("document.getElementById('add-entry') !== null").await?;
        page.add().await?;
        page.fill("entry-notes", "typed").await?;
        browser.run(break_it).await?;
        page.press("Save entry").await?;
        page.wait(&format!("document.getElementById('entry-trouble').innerText.includes('{message}')"))
            .await
            .with_context(|| format!("{engine:?}: {message}"))?;
        let said = browser.run("return document.getElementById('journal-said').textContent").await?;
        ensure!(said == "", "{engine:?}: it says {said}");
        // What is stored can be taken along.
        let offered = "return [document.querySelector('#entry-trouble a')?.hash, document.getElementById('journal-data') !== null]";
        let offered = browser.run(offered).await?;
        ensure!(offered == json!(["#journal-data", true]), "{engine:?}: {message}: {offered}");
        page.wait("document.getElementById('entry-notes').value === 'typed'").await?;
        // Mended, the same draft is there again.
        page.reload().await?;
        page.wait("document.getElementById('entry-notes').value === 'typed'").await?;
        page.press("Delete this draft").await?;
    }
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_save_that_fails_says_so_and_keeps_what_was_typed);

/// The browser's own limit, for real.
async fn full_storage_loses_nothing(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    wait_until_stored(&browser).await?;
    // Room for a little: Chromium remembers for a while how much room it had, so this comes before the first save.
    let used = browser.run("return navigator.storage.estimate().then((it) => it.usage)").await?;
    let quota = used.as_u64().context("no usage")? + 60_000;
    let origin = server.url().trim_end_matches('/').to_owned();
    browser.devtools("Storage.overrideQuotaForOrigin", json!({ "origin": origin, "quotaSize": quota })).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", "before it was full").await?;
    page.save().await?;
    page.add().await?;
    // Text that cannot be made shorter: browsers compress what they store.
    let mut random = 1_u32;
    let notes = (0..100_000).map(|_| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_u32(0x4e00 + (random >> 16) % 0x5000).unwrap_or('x')
    });
    page.fill("entry-notes", &notes.collect::<String>()).await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('entry-trouble').innerText.includes('no room left')").await?;
    page.wait("document.getElementById('entry-notes').value.length === 100000").await?;
    browser.press(Locator::LinkText("Export what is stored")).await?;
    page.press("Export").await?;
    page.wait_said("Backup verified").await?;
    ensure!(page.history().await?.contains("before it was full"));
    browser.devtools("Storage.overrideQuotaForOrigin", json!({ "origin": origin })).await?;
    page.save().await?;
    page.reload().await?;
    ensure!(page.count().await? == 2, "{}", page.history().await?);
    end(browser, &server).await
}
in_chromium!(full_storage_loses_nothing);

/// A record that is not an entry is listed, kept and can be saved to a file; all others are untouched.
async fn a_damaged_record_is_reported_and_kept(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    damaged(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_damaged_record_is_reported_and_kept);

pub(super) async fn damaged(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    for notes in ["first", "second"] {
        page.add().await?;
        page.fill("entry-notes", notes).await?;
        page.save().await?;
    }
    let key = "2026-11-01T00:00Z 00000000-0000-7000-8000-000000000000";
    for (value, text, count) in [
        ("'{\"version\":1,\"id\"'", "{\"version\":1,\"id\"", "1 entry could"),
        ("'two\\nlines'", "two\nlines", "1 entry could"),
        ("{ pain: 7 }", "{\"pain\":7}", "1 entry could"),
        ("'{\"version\":9}'", "{\"version\":9}", "1 entry could"),
    ] {
        page.with_database(&format!("await all(entries.put({value}, '{key}')); return true;")).await?;
        page.reload().await?;
        page.wait(&format!("document.getElementById('unreadable')?.innerText.includes('{count} not be read')"))
            .await
            .with_context(|| text.to_owned())?;
        let history = page.history().await?;
        ensure!(history.contains("first") && history.contains("second"), "{text}: {history}");
        keep_files(browser).await?;
        page.press("Save what could not be read").await?;
        let file = saved_file(browser).await?;
        ensure!(file.contains(text) && file.contains(key), "the file holds {file}");
    }
    // It stays through a save, a deletion and a backup.
    page.add().await?;
    page.fill("entry-notes", "third").await?;
    page.save().await?;
    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    keep_files(browser).await?;
    page.press("Export").await?;
    page.wait_said("Backup verified").await?;
    ensure!(saved_file(browser).await?.contains(key), "the backup lacks it");
    let kept = page.with_database(&format!("return all(entries.get('{key}'));")).await?;
    ensure!(kept == "{\"version\":9}", "it became {kept}");
    Ok(())
}

/// From now on, the files that the page makes are kept where [`saved_file`] finds them.
pub(super) async fn keep_files(browser: &Browser) -> Result<()> {
    browser
        .run(
            "window.madeFiles = []; const make = window.makeFile ?? (window.makeFile = URL.createObjectURL);\
             URL.createObjectURL = (file) => { window.madeFiles.push(file); return make.call(URL, file); };",
        )
        .await?;
    Ok(())
}

/// The text of the last file that the page has made.
pub(super) async fn saved_file(browser: &Browser) -> Result<String> {
    browser.wait_until("return window.madeFiles.length > 0").await?;
    let text = browser.run("return window.madeFiles.at(-1).text()").await?;
    Ok(text.as_str().context("the file is not text")?.to_owned())
}
