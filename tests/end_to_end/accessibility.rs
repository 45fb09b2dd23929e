//! Every page and state under axe-core: light, dark, with more contrast and with forced colours, at three widths.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    pictures::{Colours, set_view, shoot},
    server::SiteServer,
    tools,
};

use crate::{PAGES, end, journal::State, start};

/// Every rule of axe-core, and the stricter contrast of level AAA beside them.
const RUN: &str = "return axe.run(document, { rules: { 'color-contrast-enhanced': { enabled: true } }, \
    resultTypes: ['violations'] }).then((found) => ({ checked: found.testEngine.version, violations: found.violations\
    .map((it) => ({ id: it.id, help: it.help, nodes: it.nodes.slice(0, 4).map((node) => [node.html.slice(0, 160), ...node.any.map((any) => any.message)]) })) }));";

#[tokio::test]
async fn axe_finds_no_violation_on_any_page() -> Result<()> {
    let axe = std::fs::read_to_string(tools::axe_script()).context("axe-core is not set up")?;
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    let mut found = Vec::new();
    for width in [320, 390, 1280] {
        for colours in Colours::ALL {
            set_view(&browser, width, 844, colours).await?;
            for (path, _) in PAGES {
                browser.open_ready(&format!("{}{path}", server.url())).await?;
                let shade = browser.run("return matchMedia('(prefers-color-scheme: dark)').matches").await?;
                let dark = matches!(colours, Colours::Dark | Colours::DarkMoreContrast);
                ensure!(shade == dark, "the colours were not set");
                if path == "journal/" {
                    browser.wait_until("return document.documentElement.dataset.beside === 'true'").await?;
                }
                browser.run(LAY_OUT).await?;
                browser.run(PAINTED).await?;
                browser.run(&axe).await?;
                found.extend(check(&browser, &format!("/{path} at {width} px, {colours:?}")).await?);
                browser.run(OPEN_EVERYTHING).await?;
                found.extend(check(&browser, &format!("/{path} at {width} px, {colours:?}, all open")).await?);
            }
        }
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    end(browser, &server).await
}

/// Every state of the journal: what it shows, and what it says when something is wrong.
#[tokio::test]
async fn axe_finds_no_violation_in_any_state_of_the_journal() -> Result<()> {
    let axe = std::fs::read_to_string(tools::axe_script()).context("axe-core is not set up")?;
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let mut found = Vec::new();
    for (width, colours) in [
        (320, Colours::Light),
        (390, Colours::Dark),
        (390, Colours::MoreContrast),
        (1280, Colours::Dark),
        (1280, Colours::Forced),
        (1280, Colours::Light),
    ] {
        let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
        set_view(&browser, width, 844, colours).await?;
        for state in State::ALL {
            let place = format!("{:02}-{state:?}-{width}-{colours:?}", state as usize);
            state.reach(&browser, &server).await.with_context(|| place.clone())?;
            found.extend(check_state(&browser, &axe, &place).await?);
        }
        end(browser, &server).await?;
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Types a danger, and waits for the help that stands first.
macro_rules! helped {
    ($typed:literal) => {
        concat!(
            "const field = document.getElementById('search'); field.value = '",
            $typed,
            "'; field.dispatchEvent(new Event('input'));\
             const helped = (done) => document.querySelector('[data-search-help]') ? done() : requestAnimationFrame(() => helped(done));\
             return new Promise(helped);"
        )
    };
}

/// The states of the pages for reading, each with its page and what brings it about.
const STATES_OF_READING: [(&str, &str, &str); 12] = [
    ("search with a danger", "faq/", helped!("bleeding at 15 weeks and a bad headache")),
    ("search with a crisis", "faq/", helped!("i want to die")),
    ("search with what stands on no card", "faq/", helped!("she is having a seizure")),
    (
        "search with results",
        "faq/",
        "const field = document.getElementById('search'); field.value = 'tummy ache no blood'; field.dispatchEvent(new Event('input'));\
         return new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve))))\
           .then(() => { document.querySelector('.question:not([hidden])').open = true; });",
    ),
    (
        "search without a result",
        "faq/",
        "const field = document.getElementById('search'); field.value = 'xqzv'; field.dispatchEvent(new Event('input'));",
    ),
    ("a source at the foot", "", "location.hash = '#source-12';"),
    (
        "aids open, links to places shown",
        "",
        "document.querySelector('.display').open = true; [...document.querySelectorAll('.display button')].at(-1).click();",
    ),
    (
        "dark and larger, chosen",
        "",
        "Object.assign(document.documentElement.dataset, { theme: 'dark', text: 'larger' });",
    ),
    (
        "light and large, chosen",
        "help/",
        "Object.assign(document.documentElement.dataset, { theme: 'light', text: 'large' });",
    ),
    (
        "offline and overdue",
        "help/",
        "document.getElementById('offline-note').hidden = false; document.getElementById('overdue-note').hidden = false;",
    ),
    (
        "one country's numbers",
        "help/",
        "const field = document.getElementById('country'); field.value = 'CA'; field.dispatchEvent(new Event('change'));",
    ),
    ("the neutral page", "away.html", ""),
];

#[tokio::test]
async fn axe_finds_no_violation_in_any_state_of_reading() -> Result<()> {
    let axe = std::fs::read_to_string(tools::axe_script()).context("axe-core is not set up")?;
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let mut found = Vec::new();
    for (width, colours) in [
        (320, Colours::Light),
        (390, Colours::Dark),
        (390, Colours::MoreContrast),
        (1280, Colours::Forced),
        (1280, Colours::Light),
    ] {
        let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
        set_view(&browser, width, 844, colours).await?;
        for (state, path, bring_about) in STATES_OF_READING {
            let address = format!("{}{path}", server.url());
            if path == "away.html" {
                browser.client.goto(&address).await?;
            } else {
                browser.client.goto("about:blank").await?;
                browser.open_ready(&address).await?;
            }
            browser.run(bring_about).await?;
            browser.run(LAY_OUT).await?;
            browser.run(PAINTED).await?;
            let place = format!("reading-{}-{width}-{colours:?}", state.replace([' ', ','], "-"));
            found.extend(check_state(&browser, &axe, &place).await?);
        }
        end(browser, &server).await?;
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Asks axe-core about a state, asks whether it scrolls sideways, and takes its picture for people to look at.
async fn check_state(browser: &Browser, axe: &str, place: &str) -> Result<Vec<String>> {
    browser.run(axe).await?;
    let found = check(browser, place).await?;
    let wide = browser.run("return document.documentElement.scrollWidth > innerWidth").await?;
    ensure!(wide == false, "{place} scrolls sideways");
    if let Some(folder) = std::env::var_os("QUIETLEAF_PICTURES") {
        shoot(browser, true, &Path::new(&folder).join(format!("{place}.png"))).await?;
    }
    Ok(found)
}

/// Waits until what was done has been painted, and what waited for the paint has been done.
const PAINTED: &str = "return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))";

/// Lays out what is far below the window too: what is not laid out seems to lie over something else.
const LAY_OUT: &str =
    "document.querySelectorAll('.section').forEach((it) => { it.style.contentVisibility = 'visible'; });";

/// Nothing moves by itself, with or without a wish for less motion.
#[tokio::test]
async fn nothing_moves_by_itself() -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    for wish in ["reduce", "no-preference"] {
        let features = json!({ "features": [{ "name": "prefers-reduced-motion", "value": wish }] });
        browser.devtools("Emulation.setEmulatedMedia", features).await?;
        for (path, _) in PAGES {
            browser.open_ready(&format!("{}{path}", server.url())).await?;
            let moving = browser
                .run(
                    "const root = getComputedStyle(document.documentElement);\
                     return [...document.querySelectorAll('*')].filter((it) => {\
                       const style = getComputedStyle(it);\
                       return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0;\
                     }).map((it) => it.outerHTML.slice(0, 80)).concat(root.scrollBehavior === 'auto' ? [] : ['scrolling'])",
                )
                .await?;
            ensure!(moving == json!([]), "/{path}, {wish}: {moving}");
        }
    }
    end(browser, &server).await
}

/// Lays out what is far below the window too, opens every question, shows the note, and makes the offer to install.
const OPEN_EVERYTHING: &str = "document.querySelectorAll('.section').forEach((it) => { it.style.contentVisibility = 'visible'; });\
    document.querySelectorAll('details').forEach((it) => { it.open = true; });\
    document.getElementById('app-note').hidden = false;\
    dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt() {} }));\
    return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));";

async fn check(browser: &Browser, place: &str) -> Result<Vec<String>> {
    let result = browser.run(RUN).await?;
    ensure!(result["checked"].is_string(), "axe-core did not run on {place}");
    let violations = result["violations"].as_array().cloned().unwrap_or_default();
    Ok(violations.into_iter().map(|violation| format!("{place}: {violation}")).collect())
}

/// axe-core does find what is wrong: a control.
#[tokio::test]
async fn axe_finds_what_is_wrong() -> Result<()> {
    let axe = std::fs::read_to_string(tools::axe_script()).context("axe-core is not set up")?;
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    browser.run(&axe).await?;
    browser.run("document.querySelector('.lede').style.color = '#cccccc'").await?;
    let result = browser.run(RUN).await?;
    let found: Vec<&Value> = result["violations"].as_array().into_iter().flatten().map(|it| &it["id"]).collect();
    ensure!(found.contains(&&json!("color-contrast")), "{found:?}");
    end(browser, &server).await
}
