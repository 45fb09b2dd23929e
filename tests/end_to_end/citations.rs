//! Sources shown where they are cited, and the way back.

use anyhow::{Context, Result, ensure};
use fantoccini::{Locator, key::Key};
use serde_json::json;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{end, start};

/// Where the window is, and whether the source lies at its foot, in sight.
const AT_THE_FOOT: &str = "const source = document.querySelector('.sources li:target');\
    const place = source && source.getBoundingClientRect();\
    return [Math.round(scrollY), Boolean(place) && getComputedStyle(source).position === 'fixed' \
            && Math.abs(place.bottom - innerHeight) < 2 && place.top > 0]";

async fn a_source_is_shown_in_place_and_leads_back(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    let citation = Locator::Css("#alone-answer sup a");
    browser.press(citation).await?;
    browser.wait_until("return location.hash.startsWith('#source-')").await?;
    let before = browser.run(AT_THE_FOOT).await?;
    ensure!(before[1] == true, "{engine:?}: the source is not in place: {before}");
    ensure!(before[0].as_u64() > Some(500), "{engine:?}: the page has jumped: {before}");
    // Escape leads back to the very citation.
    browser.client.active_element().await?.send_keys(&char::from(Key::Escape).to_string()).await?;
    browser
        .wait_until(
            "return location.hash === '#alone-answer' && document.activeElement.closest('#alone-answer') !== null",
        )
        .await
        .with_context(|| format!("{engine:?}"))?;
    // So do the source's own links, to whichever place they name.
    browser.press(citation).await?;
    browser.wait_until("return location.hash.startsWith('#source-')").await?;
    browser.press(Locator::Css(".sources li:target .back a:last-child")).await?;
    let back = "const passage = document.querySelector(':target');\
                return !location.hash.startsWith('#source-') && passage.contains(document.activeElement) \
                && document.activeElement.closest('sup') !== null";
    browser.wait_until(back).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_source_is_shown_in_place_and_leads_back);

async fn a_source_is_shown_in_place_without_scripts(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes { without_script: true, ..Wishes::default() }).await?;
    browser.client.goto(&server.url()).await?;
    let citation = browser.client.find(Locator::Css("#alone-answer sup a")).await?;
    citation.click().await?;
    let place = browser.run(AT_THE_FOOT).await?;
    ensure!(place[1] == true && place[0].as_u64() > Some(500), "{engine:?}: {place}");
    browser.client.find(Locator::Css(".sources li:target .back a")).await?.click().await?;
    let hash = browser.run("return [location.hash.startsWith('#source-'), document.querySelector(':target') !== null]");
    ensure!(hash.await? == json!([false, true]), "{engine:?}: no way back");
    end(browser, &server).await?;
    Ok(())
}
in_chromium_and_firefox!(a_source_is_shown_in_place_without_scripts);

/// A place that the page does not have shows it from its top.
async fn a_hash_that_names_nothing_shows_the_page_from_its_top(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    for hash in ["nowhere", "%00", "source-9999", "\"><script>window.ran = true</script>", "[x", "🦊"] {
        for path in ["", "faq/", "journal/"] {
            browser.client.goto("about:blank").await?;
            browser.open_ready(&format!("{}{path}#{hash}", server.url())).await.with_context(|| hash.to_owned())?;
            let seen = browser.run("return [scrollY, window.ran ?? false, document.getElementById('app-note').hidden]");
            ensure!(seen.await? == json!([0, false, true]), "/{path}#{hash}");
        }
    }
    end(browser, &server).await
}
in_chromium!(a_hash_that_names_nothing_shows_the_page_from_its_top);
