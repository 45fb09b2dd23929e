//! What is typed and not yet saved is not lost.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::json;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, start};

/// What is typed while an entry is being saved is not lost: it becomes a change of that entry.
async fn what_is_typed_while_saving_stays(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", "before").await?;
    browser
        .run(
            "document.querySelector('[type=submit]').click();\
             const field = document.getElementById('entry-notes'); field.value = 'before and after';\
             field.dispatchEvent(new Event('input', { bubbles: true }));",
        )
        .await?;
    page.wait_said("Saved.").await.with_context(|| format!("{engine:?}"))?;
    ensure!(page.stored().await?["entries"].to_string().contains("\\\"before\\\""), "{engine:?}: not saved as it was");
    page.wait("document.getElementById('entry-notes').value === 'before and after'").await?;
    page.reload().await?;
    page.wait("document.getElementById('entry-notes')?.value === 'before and after'").await?;
    page.save().await?;
    ensure!(page.count().await? == 1 && page.history().await?.contains("before and after"), "{engine:?}");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(what_is_typed_while_saving_stays);

/// A draft that the browser brings back though it was saved: it says what the journal says, and is no question.
async fn a_draft_that_was_saved_is_not_offered(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", "saved").await?;
    let kept = browser.run("return Object.entries(localStorage).filter(([name]) => name.includes('draft'))").await?;
    page.save().await?;
    for (session, name) in [("", "left"), ("sessionStorage.setItem('quietleaf.draft', JSON.stringify(name));", "own")] {
        browser
            .run(&format!(
                "const [[key, value]] = {kept}; localStorage.setItem(key, value);\
                 const name = key.split('.').at(-1); {session}"
            ))
            .await?;
        page.reload().await?;
        let shown = browser
            .run("return [document.getElementById('left-drafts').innerText, document.getElementById('entry-notes') === null]")
            .await?;
        ensure!(shown == json!(["", true]), "the {name} draft is offered: {shown}");
        let left = browser.run("return Object.keys(localStorage).filter((name) => name.includes('draft'))").await?;
        ensure!(left == json!([]), "left behind: {left}");
    }
    end(browser, &server).await
}
in_chromium!(a_draft_that_was_saved_is_not_offered);

async fn a_draft_survives_a_reload_and_another_visit(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let step = || format!("{engine:?}");
    page.add().await?;
    page.choose("cramps", "3").await?;
    browser.client.find(Locator::Id("entry-notes")).await?.send_keys("half a sen").await?;
    page.fill("entry-when", "2026-10-05T07:08").await?;
    page.reload().await?;
    let kept = "document.getElementById('entry-notes')?.value === 'half a sen' && \
                document.getElementById('entry-when').value === '2026-10-05T07:08' && \
                document.querySelectorAll('#entry-cramps input')[3].checked";
    page.wait(kept).await.with_context(step)?;
    ensure!(page.count().await? == 0, "{engine:?}: a draft is not an entry");

    // Another tab does not take it: it offers it.
    let second = browser.client.new_window(true).await?.handle;
    let first = browser.client.window().await?;
    browser.client.switch_to_window(second).await?;
    page.reload().await?;
    page.wait("document.getElementById('left-drafts').innerText.includes('5 October 2026')")
        .await
        .with_context(step)?;
    ensure!(browser.run("return document.getElementById('entry-notes') === null").await? == true);
    browser.client.close_window().await?;
    browser.client.switch_to_window(first).await?;

    // A visit later, in which this tab's own mark is gone.
    browser.run("sessionStorage.clear()").await?;
    page.reload().await?;
    page.press("Continue with it").await.with_context(step)?;
    page.wait(kept).await?;
    page.save().await?;
    page.reload().await?;
    ensure!(page.history().await?.contains("half a sen"), "{engine:?}: lost");
    let left = browser.run("return Object.keys(localStorage).filter((name) => name.includes('draft'))").await?;
    ensure!(left == json!([]), "{engine:?}: left behind: {left}");

    // Thrown away is thrown away.
    page.add().await?;
    page.fill("entry-notes", "not this").await?;
    page.press("Delete this draft").await?;
    page.reload().await?;
    let form = browser.run("return document.getElementById('entry-notes') === null").await?;
    ensure!(form == true && !page.history().await?.contains("not this"), "{engine:?}: it came back");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_draft_survives_a_reload_and_another_visit);

/// A form that is opened for another entry holds that entry, whatever was typed into its fields before.
async fn a_form_holds_nothing_of_the_one_before(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    for when in ["2026-10-05T07:08", "2026-10-04T07:08"] {
        page.add().await?;
        page.fill("entry-when", when).await?;
        page.fill("entry-notes", "the same").await?;
        page.save().await?;
    }
    page.press("Edit").await?;
    page.wait("document.getElementById('entry-when')?.value === '2026-10-05T07:08'").await?;
    page.fill("entry-when", "2026-10-04T07:09").await?;
    page.fill("entry-notes", "changed").await?;
    browser.run("[...document.querySelectorAll('.entry')].at(-1).querySelector('.actions button').click()").await?;
    page.wait("document.getElementById('left-drafts').innerText !== ''").await?;
    let shown =
        browser.run("return ['entry-when', 'entry-notes'].map((id) => document.getElementById(id).value)").await?;
    ensure!(shown == json!(["2026-10-04T07:08", "the same"]), "{shown}");
    end(browser, &server).await
}
in_chromium!(a_form_holds_nothing_of_the_one_before);
