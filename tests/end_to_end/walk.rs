//! One walk through every state of every page in the engines in which not everything is tested.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{PAGES, accessibility::STATES_OF_READING, end, heading, journal::State, start};

/// What must be so in every state: the page has not stopped, does not scroll sideways, names everything once, and its first heading is seen.
const SOUND: &str = "const note = document.getElementById('app-note');\
    const ids = [...document.querySelectorAll('[id]')].map((it) => it.id);\
    return [note === null || note.hidden, document.documentElement.scrollWidth <= innerWidth,\
      ids.filter((id, place) => ids.indexOf(id) !== place), document.querySelector('h1').getClientRects().length > 0]";

async fn is_sound(browser: &Browser) -> Result<()> {
    let found = browser.run(SOUND).await?;
    ensure!(
        found == json!([true, true, [], true]),
        "it has stopped, is too wide, names something twice or has no heading: {found}"
    );
    Ok(())
}

async fn every_state_is_reached(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    for (path, title) in PAGES {
        browser.open_ready(&format!("{}{path}", server.url())).await?;
        ensure!(heading(&browser).await? == title, "/{path}");
        is_sound(&browser).await.with_context(|| format!("/{path}"))?;
    }
    for (state, path, bring_about) in STATES_OF_READING {
        browser.client.goto("about:blank").await?;
        if path == "away.html" {
            browser.client.goto(&format!("{}{path}", server.url())).await?;
            ensure!(browser.run("return document.title").await? == "No connection");
            continue;
        }
        browser.open_ready(&format!("{}{path}", server.url())).await?;
        browser.run(bring_about).await.with_context(|| state)?;
        is_sound(&browser).await.with_context(|| state)?;
    }
    for state in State::ALL {
        // WebKitGTK offers no lasting storage to a site without a certificate, and so is not asked for it.
        if engine == Engine::WebKit && matches!(state, State::Persistence) {
            continue;
        }
        state.reach(&browser, &server).await.with_context(|| format!("{state:?}"))?;
        is_sound(&browser).await.with_context(|| format!("{state:?}"))?;
    }
    end(browser, &server).await
}
in_firefox_and_webkit!(every_state_is_reached);
