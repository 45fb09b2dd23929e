//! In every state of the journal, every control has a name of its own.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::{JournalPage, State};
use crate::{end, start};

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
async fn every_control_has_a_name_of_its_own(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    browser.run("document.querySelector('.own').open = true").await?;
    page.fill("own-name", "Itch").await?;
    browser.press(super::own::ADD).await?;
    page.wait("document.querySelector('.own .when') !== null").await?;
    for state in State::ALL {
        state.reach(&browser, &server).await.with_context(|| format!("{state:?}"))?;
        // Where everything is deleted, where the lock has been switched, and where the journal is locked, there is less to press.
        let least = match state {
            State::Gone | State::Switched => 8,
            State::Locked | State::PassphraseForgotten => 15,
            _ => 20,
        };
        let found = nameless_or_alike(&browser, least).await.with_context(|| format!("{state:?}"))?;
        ensure!(found.is_empty(), "{state:?}: {found:#?}");
    }
    end(browser, &server).await
}
in_chromium!(every_control_has_a_name_of_its_own);

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
