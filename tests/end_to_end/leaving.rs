//! "Exit this page": by the link, by Shift, offline, and what is left behind.

use anyhow::{Context, Result, ensure};
use fantoccini::{
    Locator,
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, PATIENCE, Wishes},
    check::BuiltSite,
    pictures::{Colours, set_view},
    server::SiteServer,
};

use crate::{PAGES, end, start, wait_until_stored};

/// Presses Shift so often, and nothing else.
async fn press_shift(browser: &Browser, times: usize) -> Result<()> {
    let mut keys = KeyActions::new("keyboard".to_owned());
    for _ in 0..times {
        let shift = char::from(Key::Shift);
        keys = keys.then(KeyAction::Down { value: shift }).then(KeyAction::Up { value: shift });
    }
    Ok(browser.client.perform_actions(keys).await?)
}

/// Lets the link lead to a page of this server: the neutral site itself is outside, where no test goes.
async fn lead_to(browser: &Browser, address: &str) -> Result<()> {
    browser.run(&format!("document.querySelector('a.exit').href = '{address}'")).await?;
    Ok(())
}

#[tokio::test]
async fn the_link_leaves_at_once_and_the_page_is_not_in_the_history() -> Result<()> {
    for engine in Engine::wanted(&Engine::ALL) {
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let browser = start(engine, &server, Wishes::default()).await?;
        let (first, away) = (format!("{}help/", server.url()), format!("{}away.html", server.url()));
        browser.open_ready(&first).await?;
        browser.open_ready(&format!("{}faq/", server.url())).await?;
        let real = browser.client.find(Locator::Css("a.exit")).await?.attr("href").await?;
        ensure!(real.as_deref() == Some("https://www.bbc.co.uk/weather"), "{engine:?}: {real:?}");
        lead_to(&browser, &away).await?;
        // In the very task of the click the page is covered and says no more what it is.
        let covered = browser
            .run(
                "document.querySelector('a.exit').click();\
                 return [getComputedStyle(document.body).visibility, document.title, \
                         getComputedStyle(document.documentElement).backgroundColor]",
            )
            .await?;
        ensure!(covered == json!(["hidden", "Loading", "rgb(255, 255, 255)"]), "{engine:?}: {covered}");
        browser.wait_until("return location.pathname === '/away.html'").await.with_context(|| format!("{engine:?}"))?;
        browser.client.back().await?;
        browser.wait_until("return location.pathname === '/help/'").await.with_context(|| format!("{engine:?}"))?;
        let hidden = browser.run("return getComputedStyle(document.body).visibility").await?;
        ensure!(hidden == "visible", "{engine:?}: the page before stays covered");
        end(browser, &server).await?;
    }
    Ok(())
}

#[tokio::test]
async fn shift_three_times_leaves_from_every_page_and_is_told() -> Result<()> {
    for engine in Engine::wanted(&[Engine::Chromium, Engine::Firefox]) {
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let browser = start(engine, &server, Wishes::default()).await?;
        let told = "return document.getElementById('exit-told').textContent";
        for (path, _) in PAGES {
            browser.open_ready(&format!("{}{path}", server.url())).await?;
            lead_to(&browser, &format!("{}away.html", server.url())).await?;
            press_shift(&browser, 1).await?;
            let said = browser.run(told).await?;
            ensure!(said == "Shift: press it 2 more times to leave this page.", "{engine:?} /{path}: {said}");
            press_shift(&browser, 1).await?;
            ensure!(browser.run(told).await? == "Shift: press it once more to leave this page.", "{engine:?} /{path}");
            press_shift(&browser, 1).await?;
            browser.wait_until("return location.pathname === '/away.html'").await.with_context(|| path.to_owned())?;
        }
        // Shift that is held for letters is no press, and neither is another key between.
        browser.open_ready(&format!("{}faq/", server.url())).await?;
        browser.press(Locator::Id("search")).await?;
        browser.client.find(Locator::Id("search")).await?.send_keys("ABC DEF GHI").await?;
        press_shift(&browser, 2).await?;
        browser.client.find(Locator::Id("search")).await?.send_keys("x").await?;
        press_shift(&browser, 2).await?;
        ensure!(browser.client.current_url().await?.path() == "/faq/", "{engine:?}: left by typing");
        let typed = browser.run("return document.getElementById('search').value").await?;
        ensure!(typed == "ABC DEF GHIx", "{engine:?}: {typed}");
        end(browser, &server).await?;
    }
    Ok(())
}

/// Wherever the reader is, and however narrow the window, the link is in sight.
#[tokio::test]
async fn the_link_stays_in_sight() -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    for width in [320, 390, 1280] {
        set_view(&browser, width, 700, Colours::Light).await?;
        for (path, _) in PAGES {
            browser.open_ready(&format!("{}{path}", server.url())).await?;
            let in_sight = browser
                .run(
                    "scrollTo(0, document.body.scrollHeight);\
                     const place = document.querySelector('a.exit').getBoundingClientRect();\
                     const met = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);\
                     return place.top >= 0 && place.bottom <= innerHeight && place.right <= innerWidth && met.closest('a.exit') !== null",
                )
                .await?;
            ensure!(in_sight == true, "/{path} at {width} px");
        }
    }
    end(browser, &server).await
}

/// A page that the browser brings back from its memory is shown again.
#[tokio::test]
async fn a_page_that_comes_back_is_uncovered() -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    let shown = browser
        .run(
            "document.querySelector('a.exit').href = '#main'; document.querySelector('a.exit').click();\
             const covered = getComputedStyle(document.body).visibility;\
             dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));\
             return [covered, getComputedStyle(document.body).visibility, document.title !== 'Loading'];",
        )
        .await?;
    ensure!(shown == json!(["hidden", "visible", true]), "{shown}");
    end(browser, &server).await
}

#[tokio::test]
async fn without_a_connection_it_leads_to_the_neutral_page() -> Result<()> {
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}journal/", server.url())).await?;
    wait_until_stored(&browser).await?;
    server.stop();
    let offline = json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.emulateNetworkConditions", offline).await?;
    browser.wait_until("return navigator.onLine === false").await?;
    press_shift(&browser, 3).await?;
    browser.wait_until("return location.pathname === '/away.html' && document.title === 'No connection'").await?;
    let looks = browser.run("return getComputedStyle(document.querySelector('main').parentElement).maxWidth").await?;
    ensure!(looks == "480px", "the neutral page's style was refused: {looks}");
    browser.end().await
}

/// Without scripts, the link is a link.
#[tokio::test]
async fn without_scripts_the_link_leads_out() -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    for engine in Engine::wanted(&[Engine::Firefox]) {
        let browser = start(engine, &server, Wishes { without_script: true, ..Wishes::default() }).await?;
        browser.client.goto(&server.url()).await?;
        server.forget();
        browser.client.find(Locator::Css("a.exit")).await?.click().await.ok();
        let begun = std::time::Instant::now();
        while !server.asked().iter().any(|asked| asked.address.contains("www.bbc.co.uk")) {
            ensure!(begun.elapsed() < PATIENCE, "nothing was asked of the neutral site");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        browser.end().await?;
    }
    Ok(())
}
