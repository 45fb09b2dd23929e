//! Saving, editing, deleting, bringing back: in every engine.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, start, wait_until_stored};

async fn an_entry_is_saved_edited_deleted_and_brought_back(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    record(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(an_entry_is_saved_edited_deleted_and_brought_back);

/// Notes, in `window.written`, how durably each change of an entry is asked for, and in `window.logged` what is logged.
const WATCH: &str = "window.written = []; window.logged = [];\
    for (const name of ['add', 'put', 'delete']) {\
      const act = IDBObjectStore.prototype[name];\
      IDBObjectStore.prototype[name] = function (...given) {\
        if (this.name === 'entries') window.written.push([name, this.transaction.durability]);\
        return act.apply(this, given);\
      };\
    }\
    for (const name of ['log', 'info', 'debug', 'warn', 'error']) console[name] = (...given) => window.logged.push(given.join());";

pub(super) async fn record(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    let first_use = browser.run("return document.querySelector('.first-use').textContent").await?;
    let first_use = first_use.as_str().unwrap_or_default();
    ensure!(first_use.matches(['.', '?', '!']).count() == 3, "three sentences: {first_use}");
    browser.run(WATCH).await?;
    let place = browser.run("return [location.href, document.title, history.length]").await?;

    page.add().await?;
    page.choose("back-pain", "4").await?;
    page.choose("bleeding", "None").await?;
    page.fill("entry-notes", "Dull, better after a walk").await?;
    page.save().await?;
    page.wait("document.activeElement.id === 'add-entry'").await?;
    let history = page.history().await?;
    for expected in ["Back pain 4", "No bleeding", "Dull, better after a walk"] {
        ensure!(history.contains(expected), "{expected} is missing: {history}");
    }
    ensure!(!history.contains("Cramps"), "what was not recorded is shown: {history}");

    page.reload().await?;
    ensure!(page.history().await? == history, "a reload changed the history: {}", page.history().await?);

    browser.run(WATCH).await?;
    page.press("Edit").await?;
    page.wait("document.getElementById('entry-notes').value === 'Dull, better after a walk'").await?;
    page.choose("back-pain", "5").await?;
    page.press("Clear back pain").await?;
    page.choose("cramps", "2").await?;
    page.choose("bleeding", "Not recorded").await?;
    page.save().await?;
    let edited = page.history().await?;
    ensure!(
        edited.contains("Cramps or tummy pain 2") && !edited.contains("leeding") && !edited.contains("Back pain"),
        "{edited}"
    );
    ensure!(page.count().await? == 1, "an edit made a second entry");

    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    ensure!(page.count().await? == 0, "the entry is still shown");
    ensure!(page.stored().await?["entries"] == json!([]), "the entry is still stored");
    page.press("Undo").await?;
    page.wait_said_and_shown("Brought back:").await?;
    ensure!(page.history().await? == edited, "it came back otherwise");

    let written = browser.run("return window.written").await?;
    let written = written.as_array().cloned().unwrap_or_default();
    ensure!(written.len() >= 3 && written.iter().all(|it| it[1] == "strict"), "written as {written:?}");
    let logged = browser.run("return window.logged").await?;
    ensure!(logged == json!([]), "the console has {logged}");
    page.reload().await?;
    ensure!(page.history().await? == edited, "a reload changed the history");
    let now = browser.run("return [location.href, document.title]").await?;
    ensure!(now[0] == place[0] && now[1] == place[1], "something of the journal is in {now}");
    Ok(())
}

/// Below a path, and on a page that the browser rendered.
async fn the_journal_works_wherever_the_site_stands(engine: Engine) -> Result<()> {
    for site in [BuiltSite::Below, BuiltSite::Unrendered] {
        let server = SiteServer::start(&site.dist(), site.root(), 0)?;
        let browser = start(engine, &server, Wishes::default()).await?;
        let page = JournalPage::open(&browser, &server).await.with_context(|| format!("{site:?}"))?;
        page.add().await?;
        page.choose("cramps", "7").await?;
        page.wait("document.querySelector('#warning-cramps .care.emergency') !== null").await?;
        page.save().await.with_context(|| format!("{site:?}"))?;
        page.reload().await?;
        ensure!(page.history().await?.contains("Cramps or tummy pain 7"), "{site:?}");
        page.press("Call an ambulance or go to an emergency department now if…").await?;
        page.wait("document.activeElement.id === 'call-now'").await?;
        ensure!(browser.run("return location.hash").await? == "", "{site:?}: the address tells what was recorded");
        end(browser, &server).await?;
    }
    Ok(())
}
in_chromium!(the_journal_works_wherever_the_site_stands);

/// Without a server: opening, saving, reloading.
async fn entries_are_saved_offline(engine: Engine) -> Result<()> {
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    wait_until_stored(&browser).await?;
    server.stop();
    let page = JournalPage::open(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    page.add().await?;
    page.choose("cramps", "7").await?;
    page.wait("document.querySelector('#warning-cramps .care.emergency') !== null").await?;
    page.save().await.with_context(|| format!("{engine:?}"))?;
    page.reload().await?;
    ensure!(page.history().await?.contains("Cramps or tummy pain 7"), "{engine:?}: lost offline");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(entries_are_saved_offline);

/// Entries of other months come from derived records once those are made, and the page shows the same.
async fn month_records_are_derived_and_never_the_truth(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    for (when, score) in [("2026-01-05T10:00", "1"), ("2026-03-05T10:00", "2"), ("2026-04-05T10:00", "3")] {
        page.add().await?;
        page.fill("entry-when", when).await?;
        page.choose("cramps", score).await?;
        page.save().await?;
    }
    let made = json!(["2026-01", "2026-03", "2026-04"]);
    wait_for_months(&page, &made).await.with_context(|| format!("{engine:?}"))?;
    page.reload().await?;
    let history = page.history().await?;
    ensure!(
        ["Cramps or tummy pain 1", "Cramps or tummy pain 2", "Cramps or tummy pain 3"]
            .iter()
            .all(|it| history.contains(it)),
        "{engine:?}: {history}"
    );
    // A save takes its month's record away; then it is made again.
    page.add().await?;
    page.fill("entry-when", "2026-03-06T10:00").await?;
    page.choose("cramps", "9").await?;
    page.save().await?;
    wait_for_months(&page, &made).await?;
    // Records that do not add up, or cannot be read, are not believed.
    for damage in ["months.put(new Uint8Array([1, 0, 0]), '2026-03')", "months.put('x', '2026-04')", "months.clear()"] {
        page.with_database(&format!("await all({damage}); return true;")).await?;
        page.reload().await?;
        let history = page.history().await?;
        let all =
            ["Cramps or tummy pain 1", "Cramps or tummy pain 2", "Cramps or tummy pain 3", "Cramps or tummy pain 9"];
        ensure!(all.iter().all(|it| history.contains(it)), "{engine:?} after {damage}: {history}");
    }
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(month_records_are_derived_and_never_the_truth);

async fn wait_for_months(page: &JournalPage<'_>, months: &serde_json::Value) -> Result<()> {
    let mut last = json!(null);
    for _ in 0..100 {
        last = page.stored().await?["months"].clone();
        if last == *months {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    anyhow::bail!("the months have records {last}, not {months}")
}
