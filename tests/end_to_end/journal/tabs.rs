//! Two tabs: each sees what the other stores at once, and neither writes over the other.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, start};

async fn two_tabs_never_write_over_each_other(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    two_tabs(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(two_tabs_never_write_over_each_other);

pub(super) async fn two_tabs(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    let first = browser.client.window().await?;
    // A window of its own: what a tab in the background does not draw, no driver can press.
    let second = browser.client.new_window(false).await?.handle;
    browser.client.switch_to_window(second.clone()).await?;
    page.reload().await?;
    page.add().await?;
    page.fill("entry-notes", "a draft in the second").await?;

    // What the first stores, the second shows at once, and its draft stays.
    browser.client.switch_to_window(first.clone()).await?;
    page.add().await?;
    page.fill("entry-notes", "from the first").await?;
    page.save().await?;
    browser.client.switch_to_window(second.clone()).await?;
    page.wait("document.querySelector('.history').textContent.includes('from the first')").await?;
    page.wait("document.getElementById('entry-notes').value === 'a draft in the second'").await?;
    page.save().await?;
    ensure!(page.count().await? == 2);

    // Both change the same entry: the later save writes nothing, and says so.
    page.press("Edit").await?;
    page.fill("entry-notes", "changed in the second").await?;
    browser.client.switch_to_window(first.clone()).await?;
    page.wait("document.querySelectorAll('.entry').length === 2").await?;
    page.press("Edit").await?;
    page.fill("entry-notes", "changed in the first").await?;
    page.save().await?;
    browser.client.switch_to_window(second.clone()).await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('entry-trouble').innerText.includes('changed in another tab')").await?;
    let trouble = browser.run("return document.getElementById('entry-trouble').innerText").await?;
    ensure!(trouble.as_str().is_some_and(|it| it.contains("changed in the first")), "{trouble}");
    page.wait("document.getElementById('entry-notes').value === 'changed in the second'").await?;
    page.press("Save mine as a new entry").await?;
    page.wait_said("Saved.").await?;
    let history = page.history().await?;
    ensure!(page.count().await? == 3, "{history}");
    for notes in ["changed in the first", "changed in the second", "a draft in the second"] {
        ensure!(history.contains(notes), "{notes} is lost: {history}");
    }

    // One moves an entry in time, the other changes it where it was: it is found again.
    page.press("Edit").await?;
    browser.client.switch_to_window(first.clone()).await?;
    page.wait("document.querySelectorAll('.entry').length === 3").await?;
    page.press("Edit").await?;
    page.fill("entry-when", "2026-01-02T03:04").await?;
    page.save().await?;
    browser.client.switch_to_window(second.clone()).await?;
    page.wait("document.querySelector('.history').textContent.includes('2 January 2026')").await?;
    page.fill("entry-notes", "where it was").await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('entry-trouble').innerText.includes('2 January 2026')").await?;
    page.press("Leave it as it was").await?;
    ensure!(page.count().await? == 3);

    // One deletes what the other changes: the change is not lost, and nothing comes back by itself.
    page.press("Edit").await?;
    page.fill("entry-notes", "changed while it was deleted").await?;
    browser.client.switch_to_window(first.clone()).await?;
    page.wait("document.querySelectorAll('.entry').length === 3").await?;
    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    browser.client.switch_to_window(second.clone()).await?;
    page.wait("document.querySelectorAll('.entry').length === 2").await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('entry-trouble').innerText.includes('was deleted in the meantime')").await?;
    page.press("Save mine as a new entry").await?;
    page.wait_said("Saved.").await?;
    ensure!(page.history().await?.contains("changed while it was deleted"));

    // The same draft, gone on with in two tabs, is one entry.
    page.add().await?;
    page.fill("entry-notes", "one draft in two tabs").await?;
    browser.client.switch_to_window(first.clone()).await?;
    page.reload().await?;
    page.press("Continue with it").await?;
    page.save().await?;
    browser.client.switch_to_window(second).await?;
    page.wait("document.querySelector('.history').textContent.includes('one draft in two tabs')").await?;
    page.fill("entry-notes", "one draft in two tabs, and more").await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('entry-trouble').innerText.includes('in another tab')").await?;
    page.press("Delete this draft").await?;
    let entries = page.stored().await?["entries"].as_array().map(Vec::len);
    ensure!(entries == Some(4), "{entries:?} are stored");
    page.reload().await?;
    let left = browser.run("return Object.keys(localStorage).filter((name) => name.includes('draft'))").await?;
    ensure!(left == json!([]), "left behind: {left}");
    browser.client.close_window().await?;
    browser.client.switch_to_window(first).await?;
    Ok(())
}
