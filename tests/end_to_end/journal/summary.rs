//! The summary for a call or a visit: what is chosen, and what is copied.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::{JournalPage, questions::wait_said};
use crate::{end, start};

/// The questions are in the summary: on the screen, in the copied text, and with no entry beside them.
#[tokio::test]
async fn the_summary_holds_the_open_questions_and_what_was_chosen() -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    browser
        .run("document.getElementById('questions').click(); document.getElementById('visit-summary').open = true")
        .await?;
    page.wait("document.querySelector('.call-script').textContent.includes('There is no entry of these days.')")
        .await?;
    for text in ["First?", "Second?"] {
        page.fill("question-text", text).await?;
        page.press("Add it").await?;
        page.wait("document.getElementById('question-text').value === ''").await?;
    }
    page.press("Answered").await?;
    wait_said(&page, "Marked as answered.").await?;
    let headings = "return [...document.querySelectorAll('.call-script h3')].map((it) => it.textContent)";
    page.wait("document.querySelector('.call-script h3') !== null").await?;
    ensure!(browser.run(headings).await? == json!(["My questions"]));
    let lines = "return [...document.querySelectorAll('.call-script .told li')].map((it) => it.textContent)";
    ensure!(browser.run(lines).await? == json!(["Second?"]), "{}", browser.run(lines).await?);

    page.add().await?;
    page.choose("cramps", "5").await?;
    page.fill("entry-notes", "for me alone").await?;
    page.save().await?;
    page.wait("document.querySelectorAll('.call-script h3').length === 3").await?;
    ensure!(browser.run(headings).await? == json!(["Symptoms", "By time", "My questions"]), "notes are told unasked");
    let offered = "return [...document.querySelectorAll('.call-script .check')].map((it) => [it.textContent, it.querySelector('input').checked])";
    ensure!(
        browser.run(offered).await?
            == json!([["Symptoms", true], ["By time", true], ["My questions", true], ["Notes", false]]),
        "{}",
        browser.run(offered).await?
    );
    // By the keyboard: the focus stays on what was chosen.
    browser.run("document.querySelector('.call-script .check input').focus()").await?;
    browser.client.active_element().await?.send_keys(" ").await?;
    page.wait("document.querySelectorAll('.call-script h3').length === 2").await?;
    ensure!(browser.run("return document.activeElement.closest('label')?.textContent").await? == "Symptoms");
    browser.run("[...document.querySelectorAll('.call-script .check input')].at(-1).click()").await?;
    page.wait("document.querySelectorAll('.call-script h3').length === 3").await?;
    ensure!(browser.run(headings).await? == json!(["By time", "My questions", "Notes"]));

    // What is copied is what is shown.
    browser.run("navigator.clipboard.writeText = async (text) => { window.copiedText = text; }").await?;
    page.press("Copy as text").await?;
    page.wait("window.copiedText !== undefined").await?;
    let copied = browser.run("return window.copiedText").await?;
    let copied = copied.as_str().context("nothing was copied")?;
    let shown = browser
        .run("return [...document.querySelectorAll('.call-script .hint:first-of-type, .call-script h3, .call-script .told li')].map((it) => it.textContent)")
        .await?;
    let shown = shown.as_array().context("nothing is shown")?.iter().filter_map(Value::as_str);
    let shown = shown.filter(|line| !line.starts_with("Copied")).collect::<Vec<_>>();
    for line in &shown {
        ensure!(copied.contains(line), "{line} is not in {copied}");
    }
    ensure!(copied.contains("for me alone") && !copied.contains("First?") && !copied.contains("Symptoms"), "{copied}");

    // Nothing chosen is said, and nothing is offered to be copied.
    browser
        .run("document.querySelectorAll('.call-script .check input').forEach((it) => { if (it.checked) it.click(); })")
        .await?;
    page.wait("document.querySelector('.call-script').textContent.includes('Choose above what to include.')").await?;
    ensure!(browser.run("return document.querySelector('.call-script .told') === null").await? == true);
    end(browser, &server).await
}
