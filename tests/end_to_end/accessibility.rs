//! Every page and state under axe-core: light, dark, with more contrast and with forced colours, at three widths.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    pictures::{Colours, set_view, shoot},
    server::SiteServer,
    tools,
};

use crate::{PAGES, end, journal::State, start};

/// Every rule of axe-core, and the stricter contrast of level AAA beside them.
const EVERY_RULE: &str = "{ rules: { 'color-contrast-enhanced': { enabled: true } }, resultTypes: ['violations'] }";

/// The rules whose answer the colours decide.
const OF_COLOURS: &str =
    "{ runOnly: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'], resultTypes: ['violations'] }";

/// The views in which everything is looked at: every palette, and every rule on the narrowest screen and on a wide one.
const VIEWS: [(u32, Colours, &str); 5] = [
    (320, Colours::Light, EVERY_RULE),
    (390, Colours::MoreContrast, OF_COLOURS),
    (390, Colours::Dark, OF_COLOURS),
    (1280, Colours::DarkMoreContrast, EVERY_RULE),
    (1280, Colours::Forced, OF_COLOURS),
];

async fn axe_finds_no_violation_on_any_page(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let mut found = Vec::new();
    for (path, _) in PAGES {
        browser.open_ready(&format!("{}{path}", server.url())).await?;
        found.extend(check_state(&browser, &format!("page-{path}")).await?);
        browser.run(OPEN_EVERYTHING).await?;
        found.extend(check_state(&browser, &format!("page-{path}-all-open")).await?);
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    end(browser, &server).await
}
in_chromium!(axe_finds_no_violation_on_any_page);

/// Every state of the journal: what it shows, and what it says when something is wrong.
async fn axe_finds_no_violation_in_any_state_of_the_journal(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let mut found = Vec::new();
    for state in State::ALL {
        let place = format!("{:02}-{state:?}", state as usize);
        state.reach(&browser, &server).await.with_context(|| place.clone())?;
        found.extend(check_state(&browser, &place).await?);
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    end(browser, &server).await
}
in_chromium!(axe_finds_no_violation_in_any_state_of_the_journal);

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
pub(crate) const STATES_OF_READING: [(&str, &str, &str); 12] = [
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

async fn axe_finds_no_violation_in_any_state_of_reading(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let mut found = Vec::new();
    for (state, path, bring_about) in STATES_OF_READING {
        let address = format!("{}{path}", server.url());
        if path == "away.html" {
            browser.client.goto(&address).await?;
        } else {
            browser.client.goto("about:blank").await?;
            browser.open_ready(&address).await?;
        }
        browser.run(bring_about).await?;
        found.extend(check_state(&browser, &format!("reading-{}", state.replace([' ', ','], "-"))).await?);
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    end(browser, &server).await
}
in_chromium!(axe_finds_no_violation_in_any_state_of_reading);

/// Asks axe-core about a state in every view, asks whether it scrolls sideways, and takes its picture for people to look at.
async fn check_state(browser: &Browser, state: &str) -> Result<Vec<String>> {
    browser.run(LAY_OUT).await?;
    if browser.run("return 'axe' in window").await? == false {
        let axe = std::fs::read_to_string(tools::axe_script()).context("axe-core is not set up")?;
        browser.run(&axe).await?;
    }
    let mut found = Vec::new();
    for (width, colours, rules) in VIEWS {
        let place = format!("{state}-{width}-{colours:?}");
        set_view(browser, width, 844, colours).await?;
        browser.run(PAINTED).await?;
        let seen = browser
            .run("return [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, document.documentElement.scrollWidth > innerWidth]")
            .await?;
        let dark = matches!(colours, Colours::Dark | Colours::DarkMoreContrast);
        ensure!(seen == json!([width, dark, false]), "{place}: the view is not set, or scrolls sideways: {seen}");
        found.extend(violations(browser, &place, rules).await?);
        if let Some(folder) = std::env::var_os("QUIETLEAF_PICTURES") {
            shoot(browser, true, &Path::new(&folder).join(format!("{}.png", place.replace('/', "_")))).await?;
        }
    }
    Ok(found)
}

/// Waits until what was done has been painted, and what waited for the paint has been done.
const PAINTED: &str = "return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))";

/// Lays out what is far below the window too: what is not laid out seems to lie over something else.
const LAY_OUT: &str =
    "document.querySelectorAll('.section').forEach((it) => { it.style.contentVisibility = 'visible'; });";

/// Nothing moves by itself, with or without a wish for less motion.
async fn nothing_moves_by_itself(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
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
in_chromium!(nothing_moves_by_itself);

/// Opens every question, shows the note, and makes the offer to install.
const OPEN_EVERYTHING: &str = "document.querySelectorAll('details').forEach((it) => { it.open = true; });\
    document.getElementById('app-note').hidden = false;\
    dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt() {} }));\
    return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));";

async fn violations(browser: &Browser, place: &str, rules: &str) -> Result<Vec<String>> {
    let run = format!(
        "return axe.run(document, {rules}).then((found) => ({{ checked: found.testEngine.version, violations: found.violations\
         .map((it) => ({{ id: it.id, help: it.help, nodes: it.nodes.slice(0, 4)\
           .map((node) => [node.html.slice(0, 160), ...node.any.map((any) => any.message)]) }})) }}))"
    );
    let result = browser.run(&run).await?;
    ensure!(result["checked"].is_string(), "axe-core did not run on {place}");
    let violations = result["violations"].as_array().cloned().unwrap_or_default();
    Ok(violations.into_iter().map(|violation| format!("{place}: {violation}")).collect())
}

/// axe-core does find what is wrong: a control. What only one of the views shows is found in that view.
async fn axe_finds_what_is_wrong(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    browser.run("document.documentElement.lang = 'no such'").await?;
    let found = check_state(&browser, "wrong-language").await?;
    ensure!(found.len() == 2 && found.iter().all(|it| it.contains("html-lang-valid")), "{found:?}");
    browser.run("document.documentElement.lang = 'en-GB'").await?;
    let style = "const style = new CSSStyleSheet();\
        style.replaceSync('@media (prefers-color-scheme: dark) and (max-width: 640px) { .lede { color: #333 !important } }');\
        document.adoptedStyleSheets = [style];";
    browser.run(style).await?;
    let found = check_state(&browser, "dark-on-dark").await?;
    let is_there = |it: &String| it.starts_with("dark-on-dark-390-Dark:") && it.contains("color-contrast");
    ensure!(!found.is_empty() && found.iter().all(is_there), "{found:?}");
    end(browser, &server).await
}
in_chromium!(axe_finds_what_is_wrong);
