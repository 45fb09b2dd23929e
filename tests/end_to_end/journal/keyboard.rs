//! Whatever the journal does is done with the keyboard alone.

use anyhow::{Result, bail, ensure};
use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::{
    JournalPage,
    backup::choose_file,
    storage::{keep_files, saved_file},
};
use crate::{end, start};

/// Presses a key on the keyboard: whatever has the focus gets it.
pub(super) async fn press(browser: &Browser, key: char) -> Result<()> {
    let keys =
        KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
    Ok(browser.client.perform_actions(keys).await?)
}

async fn write(browser: &Browser, text: &str) -> Result<()> {
    for letter in text.chars() {
        press(browser, letter).await?;
    }
    Ok(())
}

/// Presses Tab until a condition holds.
pub(super) async fn tab_until(browser: &Browser, condition: &str) -> Result<()> {
    let mut reached = Vec::new();
    for _ in 0..60 {
        press(browser, Key::Tab.into()).await?;
        if browser.run(&format!("return {condition}")).await? == true {
            return Ok(());
        }
        reached.push(browser.run("return document.activeElement.outerHTML.slice(0, 60)").await?);
    }
    bail!("the keyboard does not reach {condition}, but {reached:?}")
}

/// That what has the focus has this id.
fn is(id: &str) -> String {
    format!("document.activeElement.id === '{id}'")
}

/// That what has the focus begins with these words.
fn says(words: &str) -> String {
    format!("document.activeElement.textContent.startsWith('{words}')")
}

/// Goes to a fold by the keyboard, from the top of the page, and opens it.
async fn unfold(browser: &Browser, page: &JournalPage<'_>, name: &str) -> Result<()> {
    page.wait(&format!("document.getElementById('{name}') !== null")).await?;
    browser.run("document.getElementById('main').focus()").await?;
    tab_until(browser, &is(name)).await?;
    press(browser, Key::Enter.into()).await?;
    page.wait("document.activeElement.parentElement.open").await
}

async fn waves_by_the_keyboard(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let said = async |words: &str| {
        page.wait(&format!("document.getElementById('wave-said').textContent.startsWith('{words}')")).await
    };
    unfold(&browser, &page, "waves").await?;
    tab_until(&browser, &is("wave-button")).await?;
    press(&browser, Key::Enter.into()).await?;
    said("Pain started at ").await?;
    press(&browser, ' ').await?;
    said("Pain stopped.").await?;
    tab_until(&browser, &says("Add a pain by hand")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait(&is("wave-form-heading")).await?;
    tab_until(&browser, &is("wave-minutes")).await?;
    write(&browser, "x").await?;
    tab_until(&browser, &says("Save")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait(&is("wave-problems")).await?;
    browser.run("document.getElementById('wave-form-heading').focus()").await?;
    tab_until(&browser, &is("wave-minutes")).await?;
    press(&browser, Key::Backspace.into()).await?;
    tab_until(&browser, &says("Save")).await?;
    press(&browser, Key::Enter.into()).await?;
    said("Saved.").await?;
    page.wait("document.querySelectorAll('.wave').length === 2").await?;
    page.wait(&is("wave-button")).await?;
    tab_until(&browser, &says("Delete")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait(&is("wave-undo")).await?;
    press(&browser, Key::Enter.into()).await?;
    said("Brought back.").await?;
    page.wait(&is("wave-button")).await?;
    end(browser, &server).await
}
in_chromium!(waves_by_the_keyboard);

async fn dates_by_the_keyboard(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let year = browser.run("return new Date(Date.now() - 300 * 86400000).getFullYear()").await?;
    unfold(&browser, &page, "pregnancy-dates").await?;
    tab_until(&browser, &is("date-last-period")).await?;
    // The same in every order of day and month.
    write(&browser, &format!("0505{year}")).await?;
    page.wait(&format!("document.getElementById('date-last-period').value === '{year}-05-05'")).await?;
    tab_until(&browser, "document.activeElement.name === 'status'").await?;
    for _ in 0..2 {
        press(&browser, Key::Up.into()).await?;
    }
    page.wait("document.activeElement.checked && document.activeElement.parentElement.textContent === 'Ongoing'")
        .await?;
    tab_until(&browser, &says("Save dates")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait("document.getElementById('dates-said').textContent.startsWith('Saved.')").await?;
    page.wait(&is("pregnancy-dates")).await?;
    let told = browser.run("return document.querySelector('.dates-told').textContent").await?;
    ensure!(told.as_str().is_some_and(|it| it.starts_with("Counted from your last period.")), "{told}");
    end(browser, &server).await
}
in_chromium!(dates_by_the_keyboard);

async fn reminders_by_the_keyboard(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    keep_files(&browser).await?;
    unfold(&browser, &page, "reminders").await?;
    tab_until(&browser, &is("reminder-1")).await?;
    // Clocks of 12 hours want to know which half of the day.
    write(&browser, "0930a").await?;
    page.wait("document.getElementById('reminder-1').value === '09:30'").await?;
    tab_until(&browser, "document.activeElement.parentElement.textContent === 'Sunday'").await?;
    press(&browser, ' ').await?;
    tab_until(&browser, &says("Make the file")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait("document.getElementById('data-said').textContent.startsWith('File made:')").await?;
    let file = saved_file(&browser).await?;
    ensure!(file.contains("T093000\r\n") && file.contains("BYDAY=MO,TU,WE,TH,FR,SA"), "{file}");
    end(browser, &server).await
}
in_chromium!(reminders_by_the_keyboard);

async fn own_symptoms_by_the_keyboard(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    unfold(&browser, &page, "own-symptoms").await?;
    tab_until(&browser, &is("own-name")).await?;
    write(&browser, "Itch").await?;
    tab_until(&browser, "document.activeElement.name === 'own-measure'").await?;
    press(&browser, Key::Down.into()).await?;
    tab_until(&browser, &says("Add it")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait("document.querySelector('.own .when')?.textContent === 'Itch'").await?;
    page.wait(&is("own-symptoms")).await?;
    let stored = page.with_database("return (await all(kept.getAll())).join();").await?.to_string();
    ensure!(stored.contains("Itch") && stored.contains("yes-no"), "{stored}");
    tab_until(&browser, &says("Stop asking")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait("document.querySelector('.own .binned')?.textContent.includes('no longer asks')").await?;
    page.wait(&is("own-symptoms")).await?;
    tab_until(&browser, &says("Ask for it again")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait("document.querySelector('.own .binned')?.textContent.includes('Stop asking')").await?;
    end(browser, &server).await
}
in_chromium!(own_symptoms_by_the_keyboard);

/// Goes to the first control after the beginning of the page of which a condition holds, and presses it.
async fn go_and_press(browser: &Browser, condition: &str) -> Result<()> {
    browser.run("document.getElementById('main').focus()").await?;
    tab_until(browser, condition).await?;
    press(browser, Key::Enter.into()).await
}

/// Earlier versions, deleting, the bin and its two ways out.
async fn the_past_by_the_keyboard(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", "as it was").await?;
    page.save().await?;

    go_and_press(&browser, &says("Edit")).await?;
    page.wait(&is("entry-heading")).await?;
    tab_until(&browser, &is("entry-notes")).await?;
    write(&browser, "!").await?;
    tab_until(&browser, &says("Save entry")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait_said("Saved.").await?;
    go_and_press(&browser, &says("Earlier versions")).await?;
    page.wait("document.querySelectorAll('.versions .version').length === 1").await?;
    page.wait("document.activeElement.getAttribute('aria-expanded') === 'true'").await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait("document.querySelector('.versions .version') === null").await?;
    page.wait(&says("Earlier versions")).await?;

    go_and_press(&browser, &says("Delete")).await?;
    page.wait(&is("undo-delete")).await?;
    page.wait("document.querySelector('.bin') !== null").await?;
    unfold(&browser, &page, "recently-deleted").await?;
    tab_until(&browser, &says("Delete for good")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait(&is("ask-for-good")).await?;
    tab_until(&browser, &says("Keep it")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait(&is("recently-deleted")).await?;
    tab_until(&browser, &says("Bring back")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait_said_and_shown("Brought back:").await?;
    page.wait(&is("add-entry")).await?;

    go_and_press(&browser, &says("Delete")).await?;
    page.wait(&is("undo-delete")).await?;
    unfold(&browser, &page, "recently-deleted").await?;
    tab_until(&browser, &says("Delete for good")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait(&is("ask-for-good")).await?;
    tab_until(&browser, &says("Yes, delete it for good")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait_said("Deleted for good:").await?;
    page.wait(&is("add-entry")).await?;
    ensure!(page.count().await? == 0, "an entry is left");
    end(browser, &server).await
}
in_chromium!(the_past_by_the_keyboard);

/// Finding words, a symptom and its absence.
async fn finding_by_the_keyboard(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    for (score, notes) in [("0", "one"), ("4", "two")] {
        page.add().await?;
        page.choose("back-pain", score).await?;
        page.fill("entry-notes", notes).await?;
        page.save().await?;
    }
    let found = async |notes: &[&str]| {
        let shown = "[...document.querySelectorAll('.history .entry .notes')].map((it) => it.textContent)";
        page.wait(&format!("JSON.stringify({shown}) === JSON.stringify({})", json!(notes))).await
    };
    found(&["two", "one"]).await?;
    unfold(&browser, &page, "find-entries").await?;
    tab_until(&browser, &is("find-words")).await?;
    write(&browser, "on").await?;
    found(&["one"]).await?;
    page.wait(&is("find-words")).await?;
    for _ in 0..2 {
        press(&browser, Key::Backspace.into()).await?;
    }
    found(&["two", "one"]).await?;
    tab_until(&browser, &is("find-symptom")).await?;
    // The first of the list after "Any".
    press(&browser, Key::Down.into()).await?;
    page.wait("document.getElementById('find-symptom').value === 'back-pain'").await?;
    tab_until(&browser, "document.activeElement.name === 'find-presence'").await?;
    for _ in 0..2 {
        press(&browser, Key::Down.into()).await?;
    }
    found(&["one"]).await?;
    tab_until(&browser, &says("Show all entries")).await?;
    press(&browser, Key::Enter.into()).await?;
    found(&["two", "one"]).await?;
    end(browser, &server).await
}
in_chromium!(finding_by_the_keyboard);

/// The summary, the table and the backup are taken along, and a file is restored.
async fn taking_along_by_the_keyboard(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    keep_files(&browser).await?;
    browser
        .run("window.print = () => { window.printed = true; }; navigator.clipboard.writeText = async (text) => { window.copiedText = text; }")
        .await?;
    page.add().await?;
    page.choose("back-pain", "4").await?;
    page.save().await?;

    go_and_press(&browser, &says("Summary for a call")).await?;
    page.wait("document.getElementById('visit-summary').open").await?;
    tab_until(&browser, "document.activeElement.name === 'span'").await?;
    for _ in 0..3 {
        press(&browser, Key::Down.into()).await?;
    }
    page.wait("document.getElementById('summary-from') !== null").await?;
    page.wait("document.getElementById('summary-no-days') !== null").await?;
    let year = browser.run("return new Date().getFullYear()").await?;
    tab_until(&browser, &is("summary-from")).await?;
    write(&browser, &format!("0101{year}")).await?;
    tab_until(&browser, &is("summary-to")).await?;
    write(&browser, &format!("1212{year}")).await?;
    page.wait(&format!("document.getElementById('summary-to').value === '{year}-12-12'")).await?;
    page.wait("document.querySelector('.call-script .told') !== null").await?;
    tab_until(&browser, &says("Copy as text")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait("window.copiedText?.includes('Back pain 4')").await?;
    tab_until(&browser, &says("Print")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait("window.printed === true").await?;

    go_and_press(&browser, &says("Table for a spreadsheet")).await?;
    tab_until(&browser, &says("Save the table")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait_said("Table made:").await?;
    ensure!(saved_file(&browser).await?.contains("Back pain,,4,of 10"));

    go_and_press(&browser, &says("Export")).await?;
    page.wait_said("Backup verified").await?;
    let file = saved_file(&browser).await?;
    go_and_press(&browser, &says("Delete")).await?;
    page.wait_said("Deleted:").await?;
    browser.run("document.getElementById('main').focus()").await?;
    tab_until(&browser, &is("restore-file")).await?;
    // The browser's own dialogue is not driven.
    choose_file(&browser, &file).await?;
    page.wait(&is("restore-preview")).await?;
    tab_until(&browser, &says("Restore these")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait_said_and_shown("Restored: 1 new").await?;
    page.wait(&is("restored")).await?;
    tab_until(&browser, &says("Undo this restore")).await?;
    press(&browser, Key::Enter.into()).await?;
    page.wait("document.querySelector('.history .entry') === null").await?;
    end(browser, &server).await
}
in_chromium!(taking_along_by_the_keyboard);
