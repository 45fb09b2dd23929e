//! Whatever the journal does is done with the keyboard alone, and every control has a name of its own.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::{
    JournalPage, State,
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

#[tokio::test]
async fn waves_by_the_keyboard() -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let said = async |words: &str| {
        page.wait(&format!("document.getElementById('wave-said').textContent.startsWith('{words}')")).await
    };
    unfold(&browser, &page, "waves").await?;
    tab_until(&browser, &is("wave-button")).await?;
    press(&browser, Key::Enter.into()).await?;
    said("A pain began at ").await?;
    press(&browser, ' ').await?;
    said("The pain has gone.").await?;
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

#[tokio::test]
async fn dates_by_the_keyboard() -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
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

#[tokio::test]
async fn reminders_by_the_keyboard() -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
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

#[tokio::test]
async fn own_symptoms_by_the_keyboard() -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
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

/// The roles of what can be pressed, chosen or typed into.
const CONTROLS: [&str; 13] = [
    "button",
    "link",
    "textbox",
    "searchbox",
    "radio",
    "checkbox",
    "combobox",
    "spinbutton",
    "DisclosureTriangle",
    "DisclosureTriangleGrouped",
    "Date",
    "DateTime",
    "InputTime",
];

/// The roles of what holds controls together: a screen reader says it with them.
const GROUPS: [&str; 14] = [
    "group",
    "radiogroup",
    "form",
    "region",
    "article",
    "listitem",
    "navigation",
    "main",
    "banner",
    "contentinfo",
    "Date",
    "DateTime",
    "InputTime",
    "row",
];

/// In every state, every control is named, and no two of a kind in one group have the same name.
#[tokio::test]
async fn every_control_has_a_name_of_its_own() -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    browser.run("document.querySelector('.own').open = true").await?;
    page.fill("own-name", "Itch").await?;
    browser.press(super::own::ADD).await?;
    page.wait("document.querySelector('.own .when') !== null").await?;
    for state in State::ALL {
        state.reach(&browser, &server).await.with_context(|| format!("{state:?}"))?;
        // Where everything is deleted, little is left to press.
        let least = if matches!(state, State::Gone) { 8 } else { 20 };
        let found = nameless_or_alike(&browser, least).await?;
        ensure!(found.is_empty(), "{state:?}: {found:#?}");
    }
    end(browser, &server).await
}

async fn nameless_or_alike(browser: &Browser, least: usize) -> Result<BTreeSet<String>> {
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().context("no tree")?;
    let by_id: BTreeMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
    let role = |node: &Value| node["role"]["value"].as_str().unwrap_or_default().to_owned();
    let name = |node: &Value| node["name"]["value"].as_str().unwrap_or_default().trim().to_owned();
    let parent = |node: &Value| node["parentId"].as_str().and_then(|id| by_id.get(id).copied());
    let group = |node: &Value| {
        let around = std::iter::successors(parent(node), |node| parent(node));
        around.filter(|node| GROUPS.contains(&role(node).as_str())).find_map(|node| node["nodeId"].as_str())
    };
    let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
    for node in nodes.iter().filter(|node| node["ignored"] == false && CONTROLS.contains(&role(node).as_str())) {
        let (role, name) = (role(node), name(node));
        if name.is_empty() {
            found.insert(format!("a {role} without a name: {node}"));
        }
        if !seen.insert((group(node), role.clone(), name.clone())) {
            found.insert(format!("two of {role} \u{201c}{name}\u{201d}"));
        }
    }
    ensure!(seen.len() > least, "the tree has only {} controls", seen.len());
    Ok(found)
}
