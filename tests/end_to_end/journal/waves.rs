//! Pains that come and go: one button, a record that survives a reload, the question about a forgotten timer, waves by hand.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, start};

async fn pains_that_come_and_go_are_timed(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    time_a_pain(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(pains_that_come_and_go_are_timed);

/// The waves in the store, as they are written, removed ones too.
async fn kept(page: &JournalPage<'_>) -> Result<Vec<Value>> {
    let records = page.with_database("return all(kept.getAll());").await?;
    let records = records.as_array().context("the store holds records")?.iter();
    let records = records.filter_map(Value::as_str).map(serde_json::from_str::<Value>);
    Ok(records.collect::<Result<_, _>>()?)
}

async fn wait_said(page: &JournalPage<'_>, beginning: &str) -> Result<()> {
    page.wait(&format!("document.getElementById('wave-said')?.textContent.startsWith('{beginning}')")).await
}

async fn press_the_button(page: &JournalPage<'_>, words: &str) -> Result<()> {
    page.wait(&format!("document.getElementById('wave-button')?.textContent === '{words}'")).await?;
    page.browser.run("const button = document.getElementById('wave-button'); button.focus(); button.click();").await?;
    Ok(())
}

/// What the list says, wave by wave, the latest first.
async fn list(page: &JournalPage<'_>) -> Result<Value> {
    page.browser.run("return [...document.querySelectorAll('.wave .recorded')].map((it) => it.textContent)").await
}

pub(super) async fn time_a_pain(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    ensure!(browser.run("return document.querySelector('.waves').open").await? == false, "folded until it is wanted");
    browser.run("document.getElementById('waves').click()").await?;

    // A pain begins: it is kept, its cards are shown, the focus stays on the button.
    press_the_button(&page, "Pain started").await?;
    wait_said(&page, "Pain started at ").await?;
    let running = kept(&page).await?;
    ensure!(running.len() == 1 && running.iter().all(|it| it["what"]["wave"]["end"].is_null()), "{running:?}");
    ensure!(browser.run("return document.activeElement.id").await? == "wave-button");
    page.wait("document.querySelector('#wave-warnings .care') !== null").await?;
    let shown = browser.run("return document.getElementById('wave-warnings').innerText").await?;
    ensure!(shown.as_str().is_some_and(|it| it.contains("If you are 20 to 36 weeks pregnant:")), "{shown}");
    // The time goes on, and is not read out.
    let elapsed = "document.querySelector('.elapsed').textContent";
    let first = browser.run(&format!("return {elapsed}")).await?;
    page.wait(&format!("{elapsed} !== {first}")).await?;
    ensure!(browser.run("return document.querySelector('.elapsed').getAttribute('aria-live')").await? == "off");

    // It is there after a reload, open, and is ended there.
    page.reload().await?;
    page.wait("document.querySelector('.waves')?.open === true").await?;
    press_the_button(&page, "Pain stopped").await?;
    wait_said(&page, "Pain stopped. It lasted ").await?;
    let over = kept(&page).await?;
    ensure!(over.len() == 1 && over.iter().all(|it| it["what"]["wave"]["end"].is_string()), "{over:?}");
    page.wait("document.querySelector('.elapsed') === null").await?;

    // By hand: what cannot be is told, and what is typed stays.
    page.press("Add a pain by hand").await?;
    page.wait("document.activeElement.id === 'wave-form-heading'").await?;
    page.fill("wave-start", "2025-01-02T03:04:05").await?;
    page.fill("wave-minutes", "-1").await?;
    page.press("Save").await?;
    page.wait("document.getElementById('wave-problems').textContent.includes('whole minutes and seconds')").await?;
    page.fill("wave-minutes", "1").await?;
    page.fill("wave-seconds", "5").await?;
    page.press("Save").await?;
    wait_said(&page, "Saved.").await?;
    ensure!(list(&page).await?.get(1) == Some(&json!("Lasted 1 minute 5 seconds.")), "{}", list(&page).await?);

    // Deleted and brought back.
    browser.run("[...document.querySelectorAll('.wave')].at(-1).querySelector('button:last-child').click()").await?;
    wait_said(&page, "Deleted.").await?;
    page.wait("document.querySelectorAll('.wave').length === 1 && document.activeElement.id === 'wave-undo'").await?;
    page.press("Undo").await?;
    wait_said(&page, "Brought back.").await?;
    page.wait("document.querySelectorAll('.wave').length === 2").await?;
    // After a reload too: it is among what was deleted.
    browser.run("[...document.querySelectorAll('.wave')].at(-1).querySelector('button:last-child').click()").await?;
    wait_said(&page, "Deleted.").await?;
    page.reload().await?;
    page.open_bin().await?;
    page.wait("document.querySelector('.bin').innerText.includes('Lasted 1 minute 5 seconds.')").await?;
    browser.run("[...document.querySelectorAll('.bin button')].find((it) => it.textContent.startsWith('Bring back')).click()").await?;
    page.wait("document.querySelectorAll('.wave').length === 2 && document.querySelector('.bin') === null").await?;

    // A timer that was forgotten is asked about, and counts once the person says that it has gone.
    page.with_database(
        "const id = '019aa935-4ac0-7707-8707-070707070707';\
         const start = new Date(Date.now() - 40 * 60 * 1000).toISOString().slice(0, 19) + '+00:00';\
         await all(kept.put(JSON.stringify({ version: 1, id, changed: 1, removed: false, what: { wave: { start, end: null } } }), `wave ${id}`));",
    )
    .await?;
    page.browser.run("[...document.querySelectorAll('.wave')][0].querySelector('button:last-child').click()").await?;
    wait_said(&page, "Deleted.").await?;
    page.reload().await?;
    page.wait("document.getElementById('wave-asked')?.textContent.includes('Has it stopped?')").await?;
    // The button begins no second pain: it leads to the question.
    ensure!(browser.run("return document.getElementById('wave-button').textContent").await? == "Pain stopped");
    browser.run("document.getElementById('wave-button').click()").await?;
    page.wait("document.activeElement.id === 'wave-asked'").await?;
    ensure!(browser.run("return document.querySelectorAll('.wave').length").await? == 2, "a second pain has begun");
    page.press("It has just stopped").await?;
    wait_said(&page, "Pain stopped. It lasted 40 minutes").await?;
    page.wait("document.getElementById('wave-asked').textContent === ''").await
}

/// The form for one pain holds nothing of what was typed for another: else that one would be moved in time.
async fn one_pain_is_not_corrected_by_another(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    browser.run("document.getElementById('waves').click()").await?;
    for (day, count) in [("2025-01-02", 1), ("2025-01-03", 2)] {
        page.press("Add a pain by hand").await?;
        page.wait("document.getElementById('wave-start') !== null").await?;
        page.fill("wave-start", &format!("{day}T03:04:05")).await?;
        page.press("Save").await?;
        page.wait(&format!("document.querySelectorAll('.wave').length === {count}")).await?;
        page.wait("document.getElementById('wave-start') === null").await?;
    }
    let correct = |place: usize| format!("document.querySelectorAll('.wave')[{place}].querySelector('button').click()");
    browser.run(&correct(0)).await?;
    page.wait("document.getElementById('wave-start')?.value === '2025-01-03T03:04:05'").await?;
    page.fill("wave-start", "2025-01-03T09:09:09").await?;
    page.fill("wave-minutes", "7").await?;
    browser.run(&correct(1)).await?;
    page.wait("document.getElementById('wave-start').value === '2025-01-02T03:04:05'").await?;
    page.wait("document.getElementById('wave-minutes').value === ''").await?;
    end(browser, &server).await
}
in_chromium!(one_pain_is_not_corrected_by_another);
