//! Export, and what comes back from it.

use std::{fs, time::Duration};

use anyhow::{Context, Result, ensure};
use quietleaf::exchange::read_backup;
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    paths,
    server::SiteServer,
};

use super::{
    JournalPage,
    storage::{keep_files, saved_file},
};
use crate::{end, start};

async fn a_backup_is_restored_without_doubles(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    restore(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(a_backup_is_restored_without_doubles);

/// Chooses a file with this text in the field for restoring.
pub(crate) async fn choose_file(browser: &Browser, text: &str) -> Result<()> {
    let text = serde_json::to_string(text)?;
    browser
        .run(&format!(
            "const files = new DataTransfer(); files.items.add(new File([{text}], 'backup.json', {{ type: 'application/json' }}));\
             const field = document.getElementById('restore-file'); field.files = files.files;\
             field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ))
        .await?;
    Ok(())
}

async fn preview(page: &JournalPage<'_>, expected: &[&str]) -> Result<()> {
    page.wait("document.getElementById('restore-preview') !== null").await?;
    let shown = page.browser.run("return document.getElementById('restore-preview').innerText").await?;
    for line in expected {
        ensure!(shown.as_str().is_some_and(|shown| shown.contains(line)), "{line} is missing: {shown}");
    }
    Ok(())
}

pub(super) async fn restore(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    for (when, notes) in [("2026-01-05T10:00", "one"), ("2026-02-05T10:00", "two"), ("2026-03-05T10:00", "three")] {
        page.add().await?;
        page.fill("entry-when", when).await?;
        page.fill("entry-notes", notes).await?;
        page.save().await?;
    }
    keep_files(browser).await?;
    page.press("Export").await?;
    page.wait_said("Backup verified").await?;
    let file = saved_file(browser).await?;
    let read = read_backup(file.as_bytes())?;
    ensure!(
        read.contents.entries.len() == 3 && read.declared.is_some_and(|it| it.sum() == 3) && read.unreadable.is_empty(),
        "{file}"
    );
    let said = browser.run("return document.getElementById('data-said').textContent").await?;
    ensure!(said.as_str().is_some_and(|said| said.contains("holds all 3 entries")), "{said}");

    // The same again: nothing to do.
    choose_file(browser, &file).await?;
    preview(&page, &["0 new", "3 the same", "0 changed", "0 unreadable", "nothing to restore"]).await?;
    page.press("Close").await?;

    // One deleted, one changed here, and one later in the file.
    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    let before = page.history().await?;
    ensure!(!before.contains("three"));
    let changed = file.replace("\"notes\":\"one\"", "\"notes\":\"one, later\"");
    let stamp = changed.find("\"changed\":").context("no time")? + "\"changed\":".len();
    let end_of_stamp = stamp + changed[stamp..].find(',').context("no end")?;
    let later: u64 = changed[stamp..end_of_stamp].parse::<u64>()? + 1;
    let changed = format!("{}{later}{}", &changed[..stamp], &changed[end_of_stamp..]);
    let damaged = changed.replace("],\"unreadable\":[", ",{\"version\":1,\"notes\":\"damaged\n],\"unreadable\":[");
    choose_file(browser, &damaged).await?;
    preview(&page, &["1 new", "1 the same", "1 changed", "1 unreadable"]).await?;
    ensure!(page.history().await? == before, "looking into a file changed the journal");
    page.press("Restore these").await?;
    page.wait_said_and_shown("Restored: 1 new, 1 entry changed").await?;
    let after = page.history().await?;
    ensure!(page.count().await? == 3 && after.contains("one, later") && after.contains("three"), "{after}");
    page.reload().await?;
    ensure!(page.history().await? == after, "a reload changed it");
    // Twice is once, and an older file takes nothing away.
    choose_file(browser, &damaged).await?;
    preview(&page, &["0 new", "3 the same", "0 changed"]).await?;
    page.press("Close").await?;
    choose_file(browser, &file).await?;
    preview(&page, &["0 new", "2 the same", "1 older than yours"]).await?;
    page.press("Close").await?;

    // A later version that was deleted here: the file's comes back, and the deleted one stays behind it.
    page.press("Edit").await?;
    page.fill("entry-notes", "three, later").await?;
    page.save().await?;
    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    choose_file(browser, &file).await?;
    preview(&page, &["1 new", "1 more earlier version"]).await?;
    page.press("Restore these").await?;
    page.wait_said_and_shown("Restored: 1 new").await?;
    page.wait("document.querySelector('.bin') === null && document.getElementById('undo-delete') === null").await?;
    ensure!(page.count().await? == 3, "{}", page.history().await?);
    page.press("Earlier versions").await?;
    page.wait("document.querySelector('.version')?.innerText.includes('three, later')").await?;

    // A record that is damaged makes room for the sound one of the file, and is kept.
    page.with_database(
        "const [key] = await all(entries.getAllKeys()); await all(entries.put('damaged', key)); await all(months.clear());",
    )
    .await?;
    page.reload().await?;
    page.wait("document.getElementById('unreadable') !== null").await?;
    choose_file(browser, &changed).await?;
    preview(&page, &["1 new"]).await?;
    page.press("Restore these").await?;
    page.wait_said_and_shown("Restored: 1 new").await?;
    ensure!(page.count().await? == 3 && page.history().await?.contains("one, later"), "{}", page.history().await?);
    page.reload().await?;
    page.wait("document.getElementById('unreadable')?.innerText.includes('1 entry could not be read')").await?;
    ensure!(page.stored().await?["entries"].to_string().contains("\"damaged\""), "the damaged record is gone");

    // What is imported is judged by its own time: what is old pops up nowhere, what is of now does.
    let severe = |id: char, when: &str| {
        format!(
            "{{\"version\":1,\"id\":\"019e5b60-7c00-7abc-8def-0123456789a{id}\",\"when\":\"{when}\",\"changed\":1,\"readings\":{{\"cramps\":{{\"pain\":9}}}},\"notes\":\"\"}}"
        )
    };
    choose_file(browser, &severe('a', "2026-01-01T03:04+01:00")).await?;
    preview(&page, &["1 new"]).await?;
    page.press("Restore these").await?;
    page.wait_said_and_shown("Restored: 1 new").await?;
    ensure!(
        browser.run("return document.querySelectorAll('.journal .care').length").await? == 0,
        "what is old pops up"
    );
    let an_hour_ago =
        browser.run("return new Date(Date.now() - 3600000).toISOString().slice(0, 16) + '+00:00'").await?;
    choose_file(browser, &severe('b', an_hour_ago.as_str().unwrap_or_default())).await?;
    preview(&page, &["1 new"]).await?;
    page.press("Restore these").await?;
    page.wait_said_and_shown("Restored: 1 new").await?;
    page.wait("document.getElementById('warning-after-restoring').innerText.includes('Call an ambulance')").await?;

    for not_a_backup in ["", "hello", "{\"entries\":[]}", "[1,2,3]"] {
        choose_file(browser, not_a_backup).await?;
        page.wait("document.getElementById('data-failure').innerText.includes('not a Quietleaf backup')").await?;
    }
    Ok(())
}

/// A file with everything comes in whole, and goes out again as it was.
async fn a_backup_of_everything_comes_in_and_goes_out(engine: Engine) -> Result<()> {
    let file = fs::read_to_string(paths::project().join("tests/fixtures/backup-2.json"))?;
    let expected = read_backup(file.as_bytes())?;
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    choose_file(&browser, &file).await?;
    let lines = ["1 new", "1 more earlier versions", "1 more under", "3 other records new", "2 unreadable"];
    preview(&page, &lines).await.with_context(|| format!("{engine:?}"))?;
    page.press("Restore these").await?;
    page.wait_said_and_shown(
        "Restored: 1 new, 0 entries changed. Also: 1 earlier version, 1 deleted entry, 3 other records.",
    )
    .await
    .with_context(|| format!("{engine:?}"))?;
    for round in 0..2 {
        page.reload().await?;
        keep_files(&browser).await?;
        page.press("Export").await?;
        page.wait_said("Backup verified").await?;
        let again = read_backup(saved_file(&browser).await?.as_bytes())?;
        ensure!(again.contents == expected.contents, "{engine:?}, {round}: {again:?}");
        choose_file(&browser, &file).await?;
        preview(&page, &["0 new", "nothing to restore"]).await?;
        page.press("Close").await?;
    }
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_backup_of_everything_comes_in_and_goes_out);

/// The file that reaches the disk, and a file that is chosen from there.
async fn the_exported_file_reaches_the_disk_and_comes_back(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes { alone: true, ..Wishes::default() }).await?;
    let folder = paths::target().join("browsers/downloads");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let to_folder = json!({ "behavior": "allow", "downloadPath": folder });
    browser.devtools("Browser.setDownloadBehavior", to_folder).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", "on the disk").await?;
    page.save().await?;
    page.press("Export").await?;
    page.wait_said("Backup verified: quietleaf-backup-").await?;
    let mut file = None;
    for _ in 0..200 {
        let mut files = fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path()));
        file = files.find(|path| path.extension().is_some_and(|ending| ending == "json"));
        if file.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let file = file.context("no file came")?;
    ensure!(read_backup(&fs::read(&file)?)?.contents.entries.len() == 1);
    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    let field = browser.client.find(fantoccini::Locator::Id("restore-file")).await?;
    field.send_keys(&file.display().to_string()).await?;
    preview(&page, &["1 new"]).await?;
    page.press("Restore these").await?;
    page.wait_said_and_shown("Restored: 1 new").await?;
    ensure!(page.history().await?.contains("on the disk"));
    end(browser, &server).await
}
in_chromium!(the_exported_file_reaches_the_disk_and_comes_back);
