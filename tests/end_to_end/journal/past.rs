//! Earlier versions, the bin, what is kept beside the entries, and a journal that an older version has made.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::{
    JournalPage,
    storage::{keep_files, saved_file},
};
use crate::{end, start};

async fn what_was_edited_and_deleted_is_kept(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    edit_and_delete(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(what_was_edited_and_deleted_is_kept);

/// What the fold of deleted entries says, line by line.
async fn bin(page: &JournalPage<'_>) -> Result<String> {
    page.open_bin().await?;
    let text = page.browser.run("return document.querySelector('.bin').innerText").await?;
    Ok(text.as_str().context("the bin is not text")?.to_owned())
}

async fn versions(page: &JournalPage<'_>) -> Result<Value> {
    page.wait("document.querySelector('.version') !== null").await?;
    page.browser.run("return [...document.querySelectorAll('.version .notes')].map((it) => it.textContent)").await
}

pub(super) async fn edit_and_delete(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    for notes in ["first", "second"] {
        page.add().await?;
        page.fill("entry-notes", notes).await?;
        page.save().await?;
    }
    // Two edits, one of which moves it in time: both earlier versions stand behind it, the latest first.
    for (notes, when) in [("second, edited", "2026-01-02T03:04"), ("second, edited again", "2026-01-02T03:04")] {
        // Pressed until it opens: the history may be made anew at that very moment.
        page.wait(
            "document.getElementById('entry-notes') !== null || ([...document.querySelectorAll('.entry')]\
             .find((it) => it.textContent.includes('second')).querySelector('.actions button').click(), false)",
        )
        .await?;
        page.fill("entry-when", when).await?;
        page.fill("entry-notes", notes).await?;
        page.save().await?;
    }
    ensure!(page.history().await?.matches("Edited").count() == 1, "{}", page.history().await?);
    page.press("Earlier versions").await?;
    ensure!(versions(&page).await? == json!(["second, edited", "second"]));
    // The fold stays with its entry when another comes in.
    page.add().await?;
    page.fill("entry-notes", "third").await?;
    page.save().await?;
    page.reload().await?;
    page.press("Earlier versions").await?;
    ensure!(versions(&page).await? == json!(["second, edited", "second"]));
    page.press("Earlier versions").await?;
    page.wait("document.querySelector('.version') === null").await?;

    // Deleted, it is in the bin, also after a reload; brought back, it is as it was.
    let before = page.history().await?;
    let delete = |notes: &str| {
        format!(
            "[...document.querySelectorAll('.entry')].find((it) => it.textContent.includes('{notes}'))\
             .querySelector('.actions button:last-child').click()"
        )
    };
    for (notes, left) in [("third", 2), ("second", 1)] {
        browser.run(&delete(notes)).await?;
        page.wait(&format!("document.querySelectorAll('.entry').length === {left}")).await?;
    }
    page.reload().await?;
    let deleted = bin(&page).await?;
    for expected in ["Recently deleted (2)", "second, edited again", "third", "Kept for 30 more days."] {
        ensure!(deleted.contains(expected), "{expected} is missing: {deleted}");
    }
    ensure!(deleted.find("second") < deleted.find("third"), "the last one does not stand first: {deleted}");
    for shown in [2, 3] {
        page.open_bin().await?;
        page.press("Bring back").await?;
        page.wait(&format!("document.querySelectorAll('.entry').length === {shown}")).await?;
    }
    page.reload().await?;
    ensure!(page.history().await? == before, "{}", page.history().await?);
    page.wait("document.querySelector('.bin') === null").await?;
    page.press("Earlier versions").await?;
    ensure!(versions(&page).await? == json!(["second, edited", "second"]));

    // For good only when asked once more; then nothing of it is left.
    browser.run(&delete("second")).await?;
    page.wait_said("Deleted:").await?;
    page.open_bin().await?;
    page.press("Delete for good").await?;
    page.wait("document.activeElement.id === 'ask-for-good'").await?;
    page.press("Keep it").await?;
    page.wait("document.activeElement.id === 'recently-deleted'").await?;
    ensure!(bin(&page).await?.contains("second, edited again"));
    page.press("Delete for good").await?;
    page.press("Yes, delete it for good").await?;
    page.wait_said("Deleted for good:").await?;
    page.wait("document.querySelector('.bin') === null && document.getElementById('undo-delete') === null").await?;
    let left = page
        .with_database("return [await all(entries.getAll()), await all(versions.getAll()), await all(bin.getAll())];")
        .await?;
    ensure!(!left.to_string().contains("second"), "it is still stored: {left}");
    ensure!(left[0].as_array().map(Vec::len) == Some(2) && left[1] == json!([]) && left[2] == json!([]), "{left}");
    Ok(())
}

/// Makes what was deleted long ago so.
const AGE: &str = "for (const text of await all(bin.getAll())) { const record = JSON.parse(text);\
    if (record.entry.notes.startsWith('long')) { record.deleted -= 40 * 86400000;\
    await all(bin.put(JSON.stringify(record), record.entry.id)); } } return true;";

/// What is in the bin for 30 days goes, but not at the first visit: the clock may be wrong.
async fn the_bin_empties_itself_at_the_second_visit(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    for notes in ["of late", "long ago"] {
        page.add().await?;
        page.fill("entry-notes", notes).await?;
        page.save().await?;
    }
    // The one that was written last stands first.
    page.press("Edit").await?;
    page.fill("entry-notes", "long ago, edited").await?;
    page.save().await?;
    for left in [1, 0] {
        page.press("Delete").await?;
        page.wait(&format!("document.querySelectorAll('.entry').length === {left}")).await?;
    }
    page.with_database(AGE).await?;
    page.reload().await?;
    let first = bin(&page).await?;
    ensure!(first.contains("long ago, edited") && first.contains("Will be deleted for good soon."), "{first}");
    // On the same day it stays, and where the clock was ahead at the last visit.
    for earlier in ["Date.now() - 60000", "Date.now() + 86400000000"] {
        remember(&page, earlier).await?;
        page.reload().await?;
        ensure!(bin(&page).await?.contains("long ago, edited"), "it went after {earlier}");
    }
    remember(&page, "Date.now() - 86500000").await?;
    page.reload().await?;
    page.wait("document.querySelector('.bin h2')?.textContent === 'Recently deleted (1)'").await?;
    let left = page.with_database("return [await all(bin.getAll()), await all(versions.getAll())];").await?;
    ensure!(left.to_string().contains("of late") && !left.to_string().contains("long ago"), "{left}");
    end(browser, &server).await
}
in_chromium!(the_bin_empties_itself_at_the_second_visit);

async fn remember(page: &JournalPage<'_>, when: &str) -> Result<()> {
    let script = format!(
        "const name = 'quietleaf.settings.1'; const settings = JSON.parse(localStorage.getItem(name));\
         settings.bin_looked_into = {when}; localStorage.setItem(name, JSON.stringify(settings));"
    );
    page.browser.run(&script).await?;
    Ok(())
}

/// A record of each store that cannot be read is reported, stays, and goes into the backup.
async fn a_damaged_record_of_any_store_is_reported_and_kept(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", "sound").await?;
    page.save().await?;
    page.with_database(
        "const id = JSON.parse((await all(entries.getAll()))[0]).id; await all(kept.put('damaged 1', 'question x'));\
         await all(bin.put('damaged 2', id)); await all(versions.put('damaged 3', id + ' 0000000000000001'));",
    )
    .await?;
    page.reload().await?;
    page.wait("document.getElementById('unreadable')?.innerText.startsWith('2 entries could not be read')").await?;
    page.press("Earlier versions").await?;
    page.wait("document.querySelector('.versions').innerText.includes('1 earlier version could not be read')").await?;
    // The place in the bin is taken: what is damaged makes room, and stays.
    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    page.press("Undo").await?;
    page.wait_said_and_shown("Brought back:").await?;
    keep_files(&browser).await?;
    page.press("Export").await?;
    page.wait_said("Backup verified").await?;
    let file = saved_file(&browser).await?;
    for damaged in ["\"kept question x\",\"text\":\"damaged 1\"", "\"damaged 2\"", "\"damaged 3\"", "\"sound\""] {
        ensure!(file.contains(damaged), "{damaged} is not in the backup: {file}");
    }
    let left = page
        .with_database("return [await all(kept.getAll()), await all(bin.getAll()), await all(versions.getAll())];")
        .await?;
    ensure!(left == json!([["damaged 1"], ["damaged 2"], ["damaged 3"]]), "{left}");
    end(browser, &server).await
}
in_chromium!(a_damaged_record_of_any_store_is_reported_and_kept);

/// The journal as version 1 has stored it.
const VERSION_1: &str = "return new Promise((resolve, reject) => { const opening = indexedDB.open('quietleaf', 1);\
    opening.onupgradeneeded = () => { const entries = opening.result.createObjectStore('entries');\
      opening.result.createObjectStore('months');\
      entries.put(RECORD, '2026-11-22T02:04Z 019e5b60-7c00-7abc-8def-0123456789ab'); };\
    opening.onerror = () => reject(opening.error);\
    opening.onsuccess = () => { window.held = opening.result; resolve(true); }; })";

/// Another tab that holds the older form open is told; then it is upgraded, and no entry is touched.
async fn a_journal_of_version_1_is_upgraded(engine: Engine) -> Result<()> {
    let record = include_str!("../../fixtures/entry-1.json").trim_end();
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    upgrade(&browser, &server, record).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_journal_of_version_1_is_upgraded);

async fn upgrade(browser: &Browser, server: &SiteServer, record: &str) -> Result<()> {
    browser.open_ready(&format!("{}help/", server.url())).await?;
    browser.run(&VERSION_1.replace("RECORD", &serde_json::to_string(record)?)).await?;
    let holding = browser.client.window().await?;
    let second = browser.client.new_window(false).await?.handle;
    browser.client.switch_to_window(second).await?;
    let page = JournalPage::open(browser, server).await?;
    let held =
        "document.getElementById('journal-failing').innerText.includes('open in another tab, in an older version')";
    page.wait(held).await?;
    // Loaded again meanwhile, the browser may say nothing at all: the page says it all the same, and lets her write.
    browser.client.goto(&page.address).await?;
    page.wait(held).await?;
    page.open_form().await?;
    page.fill("entry-notes", "written meanwhile").await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('entry-trouble').innerText.includes('in an older version')").await?;
    page.press("Delete this draft").await?;
    browser.client.switch_to_window(holding.clone()).await?;
    browser.run("window.held.close()").await?;
    browser.client.close_window().await?;
    let window = browser.client.windows().await?.into_iter().next().context("no window")?;
    browser.client.switch_to_window(window).await?;
    page.reload().await?;
    let history = page.history().await?;
    ensure!(history.contains("Back pain 4") && history.contains("Better after a walk."), "{history}");
    let stored = page
        .with_database(
            "return [database.version, [...database.objectStoreNames], await all(entries.getAll()), await all(entries.getAllKeys())];",
        )
        .await?;
    let key = "2026-11-22T02:04Z 019e5b60-7c00-7abc-8def-0123456789ab";
    let expected = json!([2, ["bin", "entries", "kept", "months", "versions"], [record], [key]]);
    ensure!(stored == expected, "{stored}");
    page.press("Edit").await?;
    page.fill("entry-notes", "edited since").await?;
    page.save().await?;
    page.press("Earlier versions").await?;
    page.wait("document.querySelector('.version')?.innerText.includes('Better after a walk.')").await
}

/// One deletes, the other sees it in its bin at once; what one brings back, the other cannot bring back again.
async fn two_tabs_share_a_bin(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    two_tabs(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(two_tabs_share_a_bin);

pub(super) async fn two_tabs(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    page.add().await?;
    page.fill("entry-notes", "in two tabs").await?;
    let draft = browser.run("return Object.entries(localStorage).find(([name]) => name.includes('draft'))").await?;
    page.save().await?;
    let first = browser.client.window().await?;
    let second = browser.client.new_window(false).await?.handle;
    browser.client.switch_to_window(second.clone()).await?;
    page.reload().await?;
    browser.client.switch_to_window(first.clone()).await?;
    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    browser.client.switch_to_window(second.clone()).await?;
    page.wait("document.querySelector('.bin h2')?.textContent === 'Recently deleted (1)'").await?;
    page.open_bin().await?;
    page.press("Bring back").await?;
    page.wait_said_and_shown("Brought back:").await?;
    browser.client.switch_to_window(first.clone()).await?;
    page.wait("document.querySelector('.bin') === null && document.getElementById('undo-delete') === null").await?;
    ensure!(page.count().await? == 1);

    // The draft that the entry was saved from is saved once more after the entry was deleted: it is in one place only.
    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    let (name, text) = (&draft[0], &draft[1]);
    browser.run(&format!("localStorage.setItem({name}, {text})")).await?;
    page.reload().await?;
    page.press("Continue with it").await?;
    page.fill("entry-notes", "in two tabs, again").await?;
    page.save().await?;
    page.reload().await?;
    ensure!(page.count().await? == 1 && page.history().await?.contains("in two tabs, again"));
    let stored = page.with_database("return [await all(bin.getAll()), await all(versions.getAll())];").await?;
    ensure!(stored[0] == json!([]) && stored[1].to_string().contains("in two tabs"), "{stored}");
    browser.client.close_window().await?;
    browser.client.switch_to_window(second).await?;
    Ok(())
}

/// An entry that is deleted while it is being changed, here or elsewhere: what was typed is not lost, and what is said is true.
async fn an_entry_is_deleted_while_it_is_changed(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", "as it was").await?;
    page.save().await?;
    page.press("Edit").await?;
    page.fill("entry-notes", "as it is now").await?;
    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('entry-trouble').innerText.includes('deleted in the meantime')").await?;
    let told = browser.run("return document.getElementById('entry-trouble').innerText").await?;
    ensure!(told.as_str().is_some_and(|it| !it.contains("another tab")), "{told}");
    page.press("Save mine as a new entry").await?;
    page.wait_said("Saved.").await?;
    ensure!(page.history().await?.contains("as it is now"));
    end(browser, &server).await
}
in_chromium!(an_entry_is_deleted_while_it_is_changed);
