//! Symptoms of the person's own.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, start};

/// The button below the name.
pub(super) const ADD: Locator<'static> =
    Locator::XPath("//details[contains(@class, 'own')]//button[normalize-space(text())='Add it']");

async fn own_symptoms_are_asked_for_until_they_are_not(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    add(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(own_symptoms_are_asked_for_until_they_are_not);

pub(super) async fn add(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    browser.run("document.querySelector('.own').open = true").await?;
    for unfit in ["", "   ", &"x".repeat(5000)] {
        page.fill("own-name", unfit).await?;
        browser.press(ADD).await?;
        page.wait("document.getElementById('own-name-problem').innerText.includes('1 to 100')").await?;
        page.wait("document.activeElement.id === 'own-name'").await?;
    }
    // Markup, right-to-left text, an emoji and null characters are kept exactly.
    let name = "<img src=x onerror='window.ran = true'> חרדה\u{0} 🍃\u{0}";
    page.fill("own-name", name).await?;
    browser.press(ADD).await?;
    page.wait("document.querySelector('.own .when') !== null").await?;
    ensure!(browser.run("return document.querySelector('.own .when').textContent").await? == name);
    // The form hears of it, and asks for it among the folded parts.
    let asks = "[...document.querySelectorAll('.entry-form .more:last-of-type legend')].map((it) => it.textContent)";
    page.wait("document.querySelector('.history') !== null").await?;
    loop {
        page.add().await?;
        if browser.run(&format!("return {asks}.length > 0 && {asks}[0].includes('onerror')")).await? == true {
            break;
        }
        page.press("Delete this draft").await?;
    }
    browser.run("document.querySelector('.entry-form .more:last-of-type').open = true").await?;
    browser.run("document.querySelectorAll('.entry-form .more:last-of-type .scale input')[4].click()").await?;
    page.save().await?;
    let history = page.history().await?;
    ensure!(history.contains(&format!("{name} 4")), "{history}");

    // Another name: the same record, and what was recorded before shows it.
    page.press("Rename").await?;
    page.wait("document.activeElement.id === 'own-renamed'").await?;
    for unfit in ["", "   ", &"x".repeat(5000)] {
        page.fill("own-renamed", unfit).await?;
        page.press("Save").await?;
        page.wait("document.getElementById('own-renamed-problem').innerText.includes('1 to 100')").await?;
        page.wait("document.activeElement.id === 'own-renamed'").await?;
    }
    page.press("Leave it as it was").await?;
    page.wait("document.getElementById('own-renamed') === null").await?;
    ensure!(browser.run("return document.querySelector('.own .when').textContent").await? == name);
    let name = "<b onerror='window.ran = true'>\u{5d7}\u{5e8}\u{5d3}\u{5d4}</b> \u{1f340}";
    page.press("Rename").await?;
    page.fill("own-renamed", name).await?;
    page.press("Save").await?;
    page.wait_said("Renamed.").await?;
    ensure!(browser.run("return document.querySelector('.own .when').textContent").await? == name);
    let records = page.with_database("return (await all(kept.getAll())).length").await?;
    ensure!(records == 1, "{records} records");
    page.wait(&format!(
        "document.querySelector('.history').innerText.includes({})",
        serde_json::to_string(&format!("{name} 4"))?
    ))
    .await?;

    page.press("Stop asking").await?;
    page.wait("document.querySelector('.own .binned')?.textContent.includes('no longer asks')").await?;
    page.reload().await?;
    ensure!(page.history().await?.contains(&format!("{name} 4")), "the name went with the question");
    page.add().await?;
    ensure!(browser.run(&format!("return {asks}.some((it) => it.includes('onerror'))")).await? == false, "still asked");
    // Asked for again, it is the same symptom.
    browser.run("document.querySelector('.own').open = true").await?;
    page.press("Ask for it again").await?;
    page.wait("document.querySelector('.own .binned')?.textContent.includes('Stop asking')").await?;
    // It was recorded last, and so stands among what is asked first.
    let legends =
        "[...document.querySelectorAll('.entry-form legend')].some((it) => it.textContent.includes('onerror'))";
    page.wait(legends).await?;
    let records = page.with_database("return (await all(kept.getAll())).length").await?;
    ensure!(records == 1, "{records} records");
    ensure!(browser.run("return window.ran === undefined").await? == true, "a name was run");
    Ok(())
}

/// A draft that comes back is laid out before the journal is loaded where that takes long, and once more after it: nothing that is asked is
/// missing, nothing that was filled in is out of sight.
async fn a_draft_that_comes_back_asks_for_all(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    browser.run("document.querySelector('.own').open = true").await?;
    for name in ["Hiccups", "Itch"] {
        page.fill("own-name", name).await?;
        browser.press(ADD).await?;
        page.wait(&format!("[...document.querySelectorAll('.own .when')].some((it) => it.textContent === '{name}')"))
            .await?;
    }
    page.reload().await?;
    page.add().await?;
    let own = ".entry-form .more:last-of-type";
    browser.run(&format!("document.querySelector('{own}').open = true")).await?;
    browser
        .run(&format!("document.querySelectorAll('{own} fieldset')[1].querySelectorAll('.scale input')[4].click()"))
        .await?;
    page.fill("entry-notes", "half a sen").await?;
    // Three seconds are over at once, and whoever is quick goes on writing before the journal is loaded.
    let quick = "const { setTimeout } = window;\
                 window.setTimeout = (act, wait, ...given) => setTimeout(act, wait === 3000 ? 0 : wait, ...given);\
                 new MutationObserver((_, observer) => { const notes = document.getElementById('entry-notes');\
                   if (notes) { observer.disconnect(); window.early = document.querySelectorAll('.entry-form legend').length; notes.focus(); } })\
                 .observe(document, { childList: true, subtree: true });";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": quick })).await?;
    page.reload().await?;
    page.wait(&format!(
        "[...document.querySelectorAll('{own} legend')].map((it) => it.firstChild.textContent).join() === 'Hiccups,Itch'"
    ))
    .await?;
    let kept = browser
        .run(&format!(
            "const fold = document.querySelector('{own}'); const notes = document.getElementById('entry-notes');\
             return [fold.open, fold.querySelectorAll('fieldset')[1].querySelectorAll('.scale input')[4].checked, notes.value,\
               document.querySelectorAll('.entry-form legend').length > window.early]"
        ))
        .await?;
    ensure!(kept == json!([true, true, "half a sen", true]), "{kept}");
    page.wait("document.activeElement.id === 'entry-notes' && document.activeElement.selectionStart === 10").await?;
    page.save().await?;
    ensure!(page.history().await?.contains("Itch 4"));
    end(browser, &server).await
}
in_chromium!(a_draft_that_comes_back_asks_for_all);
