//! The person's own questions: collected in the article, written, answered, changed, deleted and brought back.

use anyhow::{Context, Result, ensure};
use fantoccini::{Locator, key::Key};
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, READY, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, start};

async fn questions_are_collected_from_the_article_and_kept(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    collect(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(questions_are_collected_from_the_article_and_kept);

/// Goes from a section of the article to the journal, and waits until the question can be typed.
async fn ask_about(page: &JournalPage<'_>, server: &SiteServer, section: &str) -> Result<()> {
    page.browser.open_ready(&server.url()).await?;
    let link = format!("//section[@id='{section}']//a[text()='Ask about this']");
    page.browser.press(Locator::XPath(&link)).await?;
    page.browser.wait_until(&format!("if (location.pathname !== '/journal/') return false; {READY}")).await?;
    page.wait("document.activeElement.id === 'question-text'").await?;
    let address = page.browser.run("return location.href.slice(location.origin.length)").await?;
    ensure!(address == "/journal/", "the address tells {address}");
    Ok(())
}

/// The questions as they are shown: their text, whether they are marked as answered, and where they lead.
async fn shown(page: &JournalPage<'_>) -> Result<Value> {
    page.browser
        .run(
            "return [...document.querySelectorAll('.questions .asked')].map((it) => {\
               const row = it.closest('article');\
               return [it.textContent, row.querySelector('.answered')?.textContent ?? '',\
                 row.querySelector('.asked-about a')?.getAttribute('href') ?? '']; })",
        )
        .await
}

pub(super) async fn wait_said(page: &JournalPage<'_>, beginning: &str) -> Result<()> {
    page.wait(&format!("document.getElementById('question-said')?.textContent.startsWith('{beginning}')")).await
}

/// The records of questions in the store, removed ones too.
async fn kept(page: &JournalPage<'_>) -> Result<Vec<Value>> {
    let records = page.with_database("return all(kept.getAll());").await?;
    let records = records.as_array().context("the store holds records")?.iter();
    let records = records.filter_map(Value::as_str).map(serde_json::from_str::<Value>);
    Ok(records.collect::<Result<_, _>>()?)
}

pub(super) async fn collect(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage { browser, address: format!("{}journal/", server.url()) };

    // One press collects a section: with nothing typed its heading is the question.
    ask_about(&page, server, "what-it-feels-like").await?;
    let about = "document.querySelector('#question-about a')";
    let heading = browser.run(&format!("return {about}.textContent")).await?;
    ensure!(browser.run(&format!("return {about}.getAttribute('href')")).await? == "/#what-it-feels-like");
    page.press("Add it").await?;
    wait_said(&page, "Added.").await?;
    ensure!(shown(&page).await? == json!([[heading, "", "/#what-it-feels-like"]]), "{}", shown(&page).await?);
    page.wait("document.activeElement.id.startsWith('question-0')").await?;
    ensure!(browser.run(&format!("return {about} === null")).await? == true, "the next question is about it too");

    // What is typed, and what it is about, is there after a reload; the section can be taken off.
    ask_about(&page, server, "other-signs").await?;
    page.fill("question-text", "Is this normal?").await?;
    page.reload().await?;
    page.wait("document.getElementById('question-text')?.value === 'Is this normal?'").await?;
    ensure!(browser.run("return document.querySelector('.questions').open").await? == true, "it is folded away");
    ensure!(browser.run(&format!("return {about} !== null")).await? == true, "the section is forgotten");
    page.press("Remove this").await?;
    page.wait(&format!("{about} === null && document.activeElement.id === 'question-text'")).await?;
    page.press("Add it").await?;
    wait_said(&page, "Added.").await?;
    page.wait("document.getElementById('question-text').value === ''").await?;
    page.reload().await?;
    ensure!(
        shown(&page).await? == json!([[heading, "", "/#what-it-feels-like"], ["Is this normal?", "", ""]]),
        "{}",
        shown(&page).await?
    );

    // On the page itself, a link works too.
    browser.run("location.hash = '#ask-what-it-feels-like'").await?;
    page.wait(&format!("{about} !== null && location.hash === '' && document.querySelector('.questions').open"))
        .await?;
    page.press("Remove this").await?;

    // Answered ones stand last, and say so in words.
    page.press("Answered").await?;
    wait_said(&page, "Marked as answered.").await?;
    let answered = json!([["Is this normal?", "", ""], [heading, "Answered", "/#what-it-feels-like"]]);
    ensure!(shown(&page).await? == answered, "{}", shown(&page).await?);
    page.wait("document.activeElement.querySelector?.('.answered') != null").await?;
    page.press("Ask again").await?;
    wait_said(&page, "It is in the summary again.").await?;
    page.wait("document.querySelector('.questions .answered') === null").await?;

    // Changed in place: the same record.
    let before = kept(&page).await?;
    page.press("Change").await?;
    page.wait("document.activeElement.id === 'question-reworded'").await?;
    page.fill("question-reworded", " ").await?;
    page.press("Save").await?;
    page.wait("document.getElementById('question-reworded-problem').innerText.includes('Write your question')").await?;
    page.fill("question-reworded", "Where does it hurt?").await?;
    page.press("Save").await?;
    wait_said(&page, "Saved.").await?;
    page.wait("document.querySelector('.questions .asked').textContent === 'Where does it hurt?'").await?;
    let ids = |records: &[Value]| records.iter().map(|it| it["id"].clone()).collect::<Vec<_>>();
    ensure!(ids(&kept(&page).await?) == ids(&before), "a change has made another record");

    // Deleted and brought back; what was removed stays as a mark.
    browser.run("document.querySelector('.questions article button:last-child').click()").await?;
    wait_said(&page, "Deleted.").await?;
    page.wait(
        "document.querySelectorAll('.questions .asked').length === 1 && document.activeElement.id === 'question-undo'",
    )
    .await?;
    page.press("Undo").await?;
    wait_said(&page, "Brought back.").await?;
    page.wait("document.querySelectorAll('.questions .asked').length === 2").await?;
    wild_input(&page).await
}

/// Text of any kind is kept exactly, or refused beside its field, and never run.
async fn wild_input(page: &JournalPage<'_>) -> Result<()> {
    for (unfit, says) in
        [("", "Nothing is written yet."), ("  \n ", "Nothing is written yet."), (&"x".repeat(5000), "5000 characters")]
    {
        page.fill("question-text", unfit).await?;
        page.press("Add it").await?;
        page.wait(&format!("document.getElementById('question-problem').innerText.includes('{says}')")).await?;
        page.wait("document.activeElement.id === 'question-text'").await?;
        let typed = page.browser.run("return document.getElementById('question-text').value").await?;
        ensure!(typed == unfit, "what was typed is gone: {typed}");
    }
    for wild in [
        "<img src=x onerror='window.ran = true'><script>window.ran = true</script>",
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202e} abc",
        "\u{1f343}\u{200d}\u{1f476}\u{1f3fd}",
        "null \u{0} in it",
        "two\nlines",
        &"\u{1f343}".repeat(1000),
    ] {
        page.fill("question-text", wild).await?;
        page.press("Add it").await?;
        page.wait("document.getElementById('question-text').value === ''").await?;
        page.wait(&format!(
            "[...document.querySelectorAll('.questions .asked')].at(-1).textContent === {}",
            serde_json::to_string(wild)?
        ))
        .await?;
        let stored = kept(page).await?;
        ensure!(stored.iter().any(|it| it["what"]["question"]["text"] == wild), "not kept as typed: {wild}");
    }
    ensure!(page.browser.run("return window.ran === undefined").await? == true, "a question was run");
    let wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    ensure!(page.browser.run(&format!("return {wide}")).await? == false, "a long question makes the page wider");
    Ok(())
}

/// Everything with the keyboard alone: to the link, to the question, and into the list.
async fn a_question_is_asked_with_the_keyboard_alone(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage { browser: &browser, address: format!("{}journal/", server.url()) };
    browser.open_ready(&server.url()).await?;
    let press = async |key: &str| anyhow::Ok(browser.client.active_element().await?.send_keys(key).await?);
    let tab_to = async |condition: &str| {
        for _ in 0..150 {
            if browser.run(&format!("return {condition}")).await? == true {
                return Ok(());
            }
            press(&char::from(Key::Tab).to_string()).await?;
        }
        anyhow::bail!("the Tab key does not lead to {condition}")
    };
    tab_to("document.activeElement.textContent === 'Ask about this'").await?;
    press(&char::from(Key::Enter).to_string()).await?;
    browser.wait_until(&format!("if (location.pathname !== '/journal/') return false; {READY}")).await?;
    page.wait("document.activeElement.id === 'question-text'").await?;
    press("May I walk?").await?;
    tab_to("document.activeElement.textContent.startsWith('Add it')").await?;
    press(" ").await?;
    wait_said(&page, "Added.").await?;
    page.wait("document.activeElement.textContent.includes('May I walk?')").await?;
    tab_to("document.activeElement.textContent.startsWith('Answered')").await?;
    press(" ").await?;
    wait_said(&page, "Marked as answered.").await?;
    page.wait("document.activeElement.querySelector?.('.answered') != null").await?;
    end(browser, &server).await
}
in_chromium!(a_question_is_asked_with_the_keyboard_alone);
