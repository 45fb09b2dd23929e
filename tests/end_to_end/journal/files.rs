//! Files for other programs: the table for a spreadsheet, and reminders for a calendar.

use anyhow::{Context, Result, ensure};
use serde_json::json;
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

async fn files_for_other_programs_are_made(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    make_files(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(files_for_other_programs_are_made);

async fn make_files(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    page.add().await?;
    page.choose("cramps", "3").await?;
    page.fill("entry-notes", "=1+1").await?;
    page.save().await?;
    browser
        .run("document.querySelectorAll('[data-mount=journal-data] details').forEach((it) => { it.open = true; })")
        .await?;

    keep_files(browser).await?;
    // What the first program has stored comes to the second, which makes the table from the store.
    page.press("Save the table").await?;
    let table = saved_file(browser).await?;
    ensure!(table.contains(",Cramps or tummy pain,,3,of 10\r\n") && table.contains(",Notes,,'=1+1,\r\n"), "{table}");
    let start =
        browser.run("return window.madeFiles.at(-1).arrayBuffer().then((it) => [...new Uint8Array(it, 0, 3)])").await?;
    ensure!(start == json!([0xef, 0xbb, 0xbf]), "the byte order mark is missing: {start}");

    // Reminders: what cannot be is told, and no file is made of it.
    keep_files(browser).await?;
    page.press("Make the file").await?;
    page.wait("document.getElementById('reminder-problems').textContent === 'Enter at least one time of day.'").await?;
    ensure!(browser.run("return window.madeFiles.length").await? == 0);
    let invalid = "[...document.querySelectorAll('.reminders [aria-invalid=true]')].map((it) => it.id)";
    page.wait(&format!("{invalid}.join() === 'reminder-1,reminder-2,reminder-3,reminder-4'")).await?;
    page.fill("reminder-1", "09:30").await?;
    page.fill("reminder-from", "2031-01-01").await?;
    page.fill("reminder-until", "2031-01-31").await?;
    page.press("Make the file").await?;
    let file = saved_file(browser).await?;
    for line in ["DTSTART:20310101T093000\r\n", "RRULE:FREQ=DAILY;UNTIL=20310131T235959\r\n", "SUMMARY:Reminder\r\n"] {
        ensure!(file.contains(line), "{file}");
    }
    page.wait("document.getElementById('data-said').textContent.startsWith('File made: reminder.ics.')").await
}
