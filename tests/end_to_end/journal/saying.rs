//! What a screen reader is told, as the regions that speak hold it. That a screen reader says it is proved with a real one.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{PAGES, end, start};

/// Collects what comes into the regions, and which elements lose the focus to nothing.
const LISTEN: &str = "window.told = [];\
    for (const id of ['told', 'told-now']) {\
      const region = document.getElementById(id);\
      new MutationObserver(() => { if (region.textContent) told.push([id, region.textContent]); })\
        .observe(region, { childList: true, characterData: true, subtree: true });\
    }";

/// Waits until something is said with these words in this order, and that it is said once. Then all is forgotten.
async fn hear(page: &JournalPage<'_>, region: &str, words: &[&str]) -> Result<()> {
    let pattern = words.join("[^]*");
    let said = format!("told.filter(([id, words]) => id === '{region}' && new RegExp({}).test(words))", json!(pattern));
    page.wait(&format!("{said}.length > 0")).await.with_context(|| format!("{region}: {words:?}"))?;
    let times = page.browser.run(&format!("const times = {said}.length; told.length = 0; return times")).await?;
    ensure!(times == 1, "{words:?} was said {times} times");
    Ok(())
}

/// No part of a page speaks by itself but the regions for it, which are there, empty, before anything is to be said.
async fn only_the_regions_for_it_speak(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let speaking = "return [...document.querySelectorAll('[role=status], [role=alert], [role=log], [aria-live]')]\
                    .filter((it) => it.ariaLive !== 'off')\
                    .map((it) => [it.id, it.role, it.ariaLive, it.textContent, getComputedStyle(it).display])";
    let regions = json!([
        ["exit-told", null, "assertive", "", "block"],
        ["told", null, "polite", "", "block"],
        ["told-now", "alert", "assertive", "", "block"],
    ]);
    for (path, _) in PAGES {
        browser.open_ready(&format!("{}{path}", server.url())).await?;
        let found = browser.run(speaking).await?;
        ensure!(found == regions, "/{path}: {found}");
    }
    // Where everything is open too.
    let page = JournalPage::open(&browser, &server).await?;
    page.wait("document.documentElement.dataset.beside === 'true'").await?;
    page.add().await?;
    browser.run("document.querySelectorAll('details').forEach((it) => { it.open = true; })").await?;
    page.wait("document.getElementById('lock-passphrase') !== null").await?;
    page.wait("document.getElementById('told').textContent + document.getElementById('told-now').textContent === ''")
        .await?;
    let found = browser.run(speaking).await?;
    ensure!(found == regions, "the journal: {found}");
    ensure!(
        browser.run("return document.querySelectorAll('[disabled]').length").await? == 0,
        "what is disabled loses the focus"
    );
    end(browser, &server).await
}
in_chromium!(only_the_regions_for_it_speak);

async fn what_is_shown_is_said(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    say(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(what_is_shown_is_said);

/// The heading of a card that is shown, and its first sign.
async fn of_card(browser: &Browser, card: &str) -> Result<(String, String)> {
    let script = format!(
        "const card = document.querySelector('{card}');\
         const plain = (it) => it.textContent.trim().replace(/[^A-Za-z ]/g, '.');\
         return [plain(card.querySelector('h3')), plain(card.querySelector('li'))]"
    );
    let words = browser.run(&script).await?;
    let word = |at: usize| words[at].as_str().map(str::to_owned).context("the card has no words");
    Ok((word(0)?, word(1)?))
}

async fn say(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    page.wait("document.documentElement.dataset.beside === 'true'").await?;
    browser.run(LISTEN).await?;

    // The card that a score calls for: below its scale, and before what is asked more.
    page.open_form().await?;
    page.choose("cramps", "8").await?;
    page.wait("document.querySelector('#warning-cramps .care') !== null").await?;
    let (heading, sign) = of_card(browser, "#warning-cramps .care").await?;
    hear(&page, "told-now", &[&heading, &sign]).await?;
    let order = browser
        .run(
            "const field = document.getElementById('entry-cramps');\
             return [...field.querySelectorAll('.scale, #warning-cramps .care, .details')].map((it) => it.className.split(' ')[0])",
        )
        .await?;
    ensure!(order[0] == "scale" && order[1] == "care", "{order}");

    // "Saved" first, by the name of what takes the focus; then the card.
    page.save().await?;
    page.wait("document.activeElement.id === 'warning-after-saving'").await?;
    let name = browser
        .run(
            "return document.activeElement.getAttribute('aria-labelledby').split(' ')\
             .map((id) => document.getElementById(id).textContent).join(' ')",
        )
        .await?;
    ensure!(name.as_str().is_some_and(|name| name.starts_with("Saved. ")), "{name}");
    hear(&page, "told-now", &[&heading, &sign]).await?;

    // Without a card, "Saved" itself.
    page.press("I have read this").await?;
    page.open_form().await?;
    page.choose("back-pain", "1").await?;
    page.save().await?;
    hear(&page, "told", &["^Saved\\. "]).await?;

    // What keeps an entry from being saved. The focus is there, and so it is the field that says it.
    page.open_form().await?;
    page.press("Save entry").await?;
    hear(&page, "told-now", &["Nothing is recorded yet"]).await?;
    page.press("Delete this draft").await?;

    // How long a pain lasted, and then the card.
    browser.run("document.getElementById('waves').parentElement.open = true").await?;
    page.press("Pain started").await?;
    page.wait("document.querySelector('#wave-warnings .care') !== null").await?;
    page.wait("told.length > 0").await?;
    browser.run("told.length = 0").await?;
    page.press("Pain stopped").await?;
    page.wait("told.some(([, words]) => words.includes('Pain stopped. It lasted '))").await?;

    // A passphrase that cannot be: said by the field to which the focus goes, and not once more.
    browser.run("told.length = 0; document.getElementById('lock').open = true").await?;
    page.wait("document.getElementById('lock-passphrase') !== null").await?;
    page.press("Continue").await?;
    page.wait("document.activeElement.id === 'lock-passphrase'").await?;
    let described = browser
        .run("return document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent")
        .await?;
    ensure!(described.as_str().is_some_and(|it| it.contains("characters")), "{described}");
    let said = "told.filter(([, words]) => words.includes('characters')).length";
    browser.run("document.querySelector('#lock .actions button').click()").await?;
    page.wait(&format!("{said} > 0")).await?;
    let again: Value =
        browser.run(&format!("return new Promise((resolve) => setTimeout(() => resolve({said}), 1500))")).await?;
    // The focus was there before: the field says nothing then, and a region does.
    ensure!(again == 1, "said {again} times");
    Ok(())
}
