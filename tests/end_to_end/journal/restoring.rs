//! A restore that is stopped, taken back, or asked of a file that is none; settings in a backup; reminders; an emptied journal.

use std::{
    env,
    fmt::Write,
    fs,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    paths,
    server::SiteServer,
};

use super::{JournalPage, backup::choose_file};
use crate::{end, figure, start};

/// The most that a restore of [`ENTRIES`] may take; it counts in `cargo xtask reliability`.
const RESTORE_BUDGET: Duration = Duration::from_secs(5);

/// A backup with so many entries, one each hour.
pub(crate) fn backup_of(entries: usize) -> String {
    let mut file = format!(
        "{{\"format\":\"quietleaf-journal\",\"version\":3,\"exported\":\"2026-11-22T12:00+01:00\",\"counts\":{{\"entries\":{entries},\"versions\":0,\"bin\":0,\"kept\":0}},\"entries\":[\n"
    );
    for number in 0..entries {
        let (day, hour) = (number / 24 % 28 + 1, number % 24);
        let (month, year) = (number / 24 / 28 % 12 + 1, 2000 + number / 24 / 28 / 12);
        let comma = if number + 1 < entries { "," } else { "" };
        // Writing to a text cannot fail.
        let _ = writeln!(
            file,
            "{{\"version\":2,\"id\":\"019e5b60-7c00-7abc-8def-{number:012}\",\"when\":\"{year}-{month:02}-{day:02}T{hour:02}:04+00:00\",\"changed\":{number},\"readings\":{{\"back-pain\":{{\"pain\":4}}}},\"notes\":\"Woke up from it.\"}}{comma}"
        );
    }
    file.push_str("],\"versions\":[\n],\"bin\":[\n],\"kept\":[\n],\"settings\":[\n],\"unreadable\":[\n]}\n");
    file
}

async fn stored_count(page: &JournalPage<'_>) -> Result<u64> {
    page.with_database("return all(entries.count());").await?.as_u64().context("no count")
}

/// Clicks the button with these words as soon as it is there and a script says so.
async fn press_when(browser: &Browser, words: &str, condition: &str) -> Result<()> {
    browser
        .run(&format!(
            "window.pressedAt = null; const watch = () => {{\
               const button = [...document.querySelectorAll('button')].find((it) => it.textContent.startsWith('{words}'));\
               if (button && ({condition})) {{ window.pressedAt = document.querySelector('#restore-running p').textContent; button.click(); }}\
               else requestAnimationFrame(watch); }};\
             requestAnimationFrame(watch);"
        ))
        .await?;
    Ok(())
}

/// Ten thousand entries come in within the time that is allowed, can be stopped half way, and taken back.
async fn many_entries_are_restored_stopped_and_taken_back(engine: Engine) -> Result<()> {
    const ENTRIES: usize = 10_000;
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let entries = if engine == Engine::Chromium { ENTRIES } else { 2_000 };
    many(&browser, &server, entries).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(many_entries_are_restored_stopped_and_taken_back);

pub(super) async fn many(browser: &Browser, server: &SiteServer, entries: usize) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    page.add().await?;
    page.fill("entry-notes", "mine").await?;
    page.save().await?;
    let file = backup_of(entries);

    // Stopped half way: nothing of it is there.
    choose_file(browser, &file).await?;
    page.wait(&format!("document.getElementById('restore-preview')?.innerText.includes('{entries} new')")).await?;
    press_when(browser, "Stop", "Number(document.querySelector('#restore-running progress')?.value) >= 400").await?;
    page.press("Restore these").await?;
    page.wait_said("Stopped. Your journal is as it was.").await?;
    let pressed = browser.run("return window.pressedAt").await?;
    ensure!(pressed.as_str().is_some_and(|it| it.contains("are written")), "{pressed}");
    ensure!(stored_count(&page).await? == 1, "something of a stopped restore stayed");

    // Carried out.
    let begun = Instant::now();
    page.press("Restore these").await?;
    page.wait_said(&format!("Restored: {entries} new")).await?;
    let took = begun.elapsed();
    figure(&format!("{entries} entries restored, ms"), took.as_millis());
    // A time fails only where times are measured.
    ensure!(took < RESTORE_BUDGET || env::var_os("QUIETLEAF_TIMES").is_none(), "{took:?}");
    ensure!(stored_count(&page).await? == u64::try_from(entries)? + 1);

    // One of them is edited; the restore is taken back, and the edited one stays with what was before it.
    page.wait("document.querySelectorAll('.entry').length > 1").await?;
    browser
        .run("[...document.querySelectorAll('.entry')].find((it) => it.textContent.includes('Woke up')).querySelector('.actions button').click()")
        .await?;
    page.wait("document.getElementById('entry-notes')?.value === 'Woke up from it.'").await?;
    page.fill("entry-notes", "edited since").await?;
    page.save().await?;
    page.press("Undo this restore").await?;
    page.wait_said("The restore is undone. What it had added is gone. 1 record stays").await?;
    page.wait("document.querySelectorAll('.entry').length === 2").await?;
    let history = page.history().await?;
    ensure!(history.contains("mine") && history.contains("edited since"), "{history}");
    page.reload().await?;
    ensure!(stored_count(&page).await? == 2 && page.count().await? == 2);
    let versions = page.with_database("return all(versions.count());").await?;
    ensure!(versions == 1, "the edited entry has {versions} earlier versions");
    // Once more: what was taken back comes again.
    choose_file(browser, &file).await?;
    page.wait(&format!("document.getElementById('restore-preview')?.innerText.includes('{} new')", entries - 1)).await
}

/// A file that is no backup, one that is too large, and one that a newer version has written.
async fn a_file_that_cannot_be_restored_says_why(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    browser
        .run(
            "const part = new Uint8Array(1024 * 1024).fill(32); const files = new DataTransfer();\
             files.items.add(new File(Array(200).fill(part), 'large.json'));\
             const field = document.getElementById('restore-file'); field.files = files.files;\
             field.dispatchEvent(new Event('change', { bubbles: true }));",
        )
        .await?;
    page.wait("document.getElementById('data-failure').innerText.includes('larger than any backup')").await?;
    choose_file(&browser, &format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000))).await?;
    page.wait("document.getElementById('data-failure').innerText.includes('not a Quietleaf backup')").await?;
    choose_file(&browser, "{\"format\":\"quietleaf-journal\",\"version\":9,\"all\":{\"else\":[1]}}").await?;
    page.wait("document.getElementById('restore-preview')?.innerText.includes('A newer Quietleaf wrote this file, in the form 9')")
        .await?;
    ensure!(
        browser.run("return document.getElementById('restore-preview').innerText.includes('Restore these')").await?
            == false
    );
    page.press("Close").await?;
    ensure!(stored_count(&page).await? == 0);
    end(browser, &server).await
}
in_chromium!(a_file_that_cannot_be_restored_says_why);

/// Settings come in where nothing is chosen, and go out again with Undo.
async fn settings_come_with_a_backup(engine: Engine) -> Result<()> {
    let file = fs::read_to_string(paths::project().join("tests/fixtures/backup-3.json"))?;
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    browser.run("localStorage.setItem('quietleaf.settings.1', JSON.stringify({ theme: 'light' }))").await?;
    page.reload().await?;
    choose_file(&browser, &file).await?;
    page.wait(
        "document.getElementById('restore-preview')?.innerText.includes('3 settings that you have not chosen here')",
    )
    .await?;
    page.press("Restore these").await?;
    page.wait_said("Restored: 1 new").await?;
    let settings = "const of = JSON.parse(localStorage.getItem('quietleaf.settings.1'));\
                    const kept = JSON.parse(localStorage.getItem('quietleaf.safekeeping.1'));\
                    return [of.theme ?? null, of.text ?? null, of.country ?? null, kept.remind_of_backup ?? null, document.documentElement.dataset.text ?? null]";
    let chosen = browser.run(settings).await?;
    ensure!(chosen == json!(["light", "large", "GB", false, "large"]), "{chosen}");
    page.press("Undo this restore").await?;
    page.wait_said("The restore is undone.").await?;
    let chosen = browser.run(settings).await?;
    ensure!(chosen == json!(["light", null, null, null, null]), "{chosen}");
    let left =
        page.with_database("return Promise.all([entries, versions, bin, kept].map((it) => all(it.count())));").await?;
    ensure!(left == json!([0, 0, 0, 0]), "{left}");
    end(browser, &server).await
}
in_chromium!(settings_come_with_a_backup);

/// Changes what is remembered of the journal's safety.
async fn remember(browser: &Browser, change: &str) -> Result<()> {
    browser
        .run(&format!(
            "const name = 'quietleaf.safekeeping.1'; const known = JSON.parse(localStorage.getItem(name) ?? '{{}}');\
             {change} localStorage.setItem(name, JSON.stringify(known));"
        ))
        .await?;
    Ok(())
}

/// A reminder comes when something was written since an old backup, can be put off and switched off; an emptied journal is told.
async fn an_old_backup_and_an_emptied_journal_are_told(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.wait("document.getElementById('safety') !== null").await?;
    ensure!(browser.run("return document.getElementById('backup-reminder') === null").await? == true);
    page.add().await?;
    page.fill("entry-notes", "one").await?;
    page.save().await?;
    page.reload().await?;
    page.wait("JSON.parse(localStorage.getItem('quietleaf.safekeeping.1'))?.entries === 1").await?;
    ensure!(browser.run("return document.getElementById('backup-reminder') === null").await? == true, "too soon");
    // A week without a backup.
    remember(&browser, "known.first_seen = Date.now() - 7 * 86400000;").await?;
    page.reload().await?;
    page.wait("document.getElementById('backup-reminder')?.innerText.includes('You have no backup yet')").await?;
    page.press("Not now").await?;
    page.wait("document.getElementById('backup-reminder') === null").await?;
    page.reload().await?;
    page.wait("document.getElementById('safety') !== null").await?;
    ensure!(
        browser.run("return document.getElementById('backup-reminder') === null").await? == true,
        "put off in vain"
    );
    // An old backup, and nothing written since: nothing to remind of. Then something is written.
    remember(&browser, "delete known.put_off; known.last_backup = Date.now() - 31 * 86400000;").await?;
    page.reload().await?;
    page.wait("document.getElementById('backup-reminder')?.innerText.includes('you have written since')").await?;
    page.press("Export a backup").await?;
    page.wait_said("Backup verified").await?;
    page.wait("document.getElementById('backup-reminder') === null").await?;
    page.wait("document.getElementById('safety').textContent.includes('Last verified backup')").await?;
    remember(&browser, "known.last_backup = Date.now() - 31 * 86400000;").await?;
    page.reload().await?;
    page.wait("document.getElementById('backup-reminder') !== null").await?;
    page.press("Do not remind me").await?;
    page.wait("document.getElementById('backup-reminder') === null").await?;
    page.reload().await?;
    page.wait("document.getElementById('remind-of-backup')?.checked === false").await?;
    ensure!(
        browser.run("return document.getElementById('backup-reminder') === null").await? == true,
        "switched off in vain"
    );

    // Gone, and nobody has deleted it here.
    page.with_database("await all(entries.clear()); await all(months.clear()); return true;").await?;
    page.reload().await?;
    page.wait("document.getElementById('journal-emptied')?.innerText.includes('it held 1 entry')").await?;
    page.reload().await?;
    page.wait("document.getElementById('journal-emptied') !== null").await?;
    page.press("I deleted it myself").await?;
    page.wait("document.getElementById('journal-emptied') === null").await?;
    page.reload().await?;
    page.wait("document.getElementById('safety') !== null").await?;
    ensure!(browser.run("return document.getElementById('journal-emptied') === null").await? == true, "told again");

    // What is deleted here is no alarm.
    page.add().await?;
    page.fill("entry-notes", "two").await?;
    page.save().await?;
    page.reload().await?;
    page.wait("JSON.parse(localStorage.getItem('quietleaf.safekeeping.1'))?.entries === 1").await?;
    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    page.reload().await?;
    page.wait("document.getElementById('safety') !== null").await?;
    ensure!(browser.run("return document.getElementById('journal-emptied') === null").await? == true, "a false alarm");
    end(browser, &server).await
}
in_chromium!(an_old_backup_and_an_emptied_journal_are_told);
