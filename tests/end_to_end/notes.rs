//! What the pages say by themselves: no connection, an overdue check, help to install; and ways from page to page.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::json;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{PAGES, end, start, wait_until_stored};

async fn no_connection_is_said_calmly_and_taken_back(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    wait_until_stored(&browser).await?;
    browser.open_ready(&server.url()).await?;
    let hidden = "return document.getElementById('offline-note').hidden";
    ensure!(browser.run(hidden).await? == true, "it is said with a connection");
    let network =
        |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.emulateNetworkConditions", network(true)).await?;
    browser.wait_until("return document.getElementById('offline-note').hidden === false").await?;
    browser.open_ready(&format!("{}help/", server.url())).await?;
    ensure!(browser.run(hidden).await? == false, "a page that is opened without a connection does not say so");
    browser.devtools("Network.emulateNetworkConditions", network(false)).await?;
    browser.wait_until("return document.getElementById('offline-note').hidden").await?;
    end(browser, &server).await
}
in_chromium!(no_connection_is_said_calmly_and_taken_back);

async fn words_whose_check_is_overdue_say_so(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    for (today, overdue) in
        [("2027-05-27T12:00:00Z", false), ("2027-05-28T12:00:00Z", true), ("2026-01-01T00:00:00Z", false)]
    {
        let browser = start(engine, &server, Wishes::default()).await?;
        let clock = format!(
            "const Real = Date; Date = class extends Real {{ constructor(...of) {{ super(...(of.length ? of : ['{today}'])); }} }};"
        );
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": clock })).await?;
        for (path, _) in PAGES {
            browser.open_ready(&format!("{}{path}", server.url())).await?;
            let said = browser
                .run("const note = document.getElementById('overdue-note'); return note !== null && !note.hidden");
            let has_advice = !["about/", "404.html"].contains(&path);
            ensure!(said.await? == (overdue && has_advice), "/{path} on {today}");
        }
        end(browser, &server).await?;
    }
    Ok(())
}
in_chromium!(words_whose_check_is_overdue_say_so);

/// Help to install comes on the second day, never before, and never again once it was put away.
async fn help_to_install_comes_on_the_second_day(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    // Chromium's own offer may come at any time: it is kept away.
    let without_offer = "addEventListener('beforeinstallprompt', (offer) => offer.stopImmediatePropagation(), true);";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": without_offer })).await?;
    let offered = "return document.getElementById('install-name') !== null";
    for _ in 0..3 {
        browser.open_ready(&server.url()).await?;
        ensure!(browser.run(offered).await? == false, "offered on the first day");
    }
    // The day before.
    browser
        .run("const name = 'quietleaf.settings.1'; const kept = JSON.parse(localStorage[name]); kept.last_opened = '2026-01-01'; localStorage[name] = JSON.stringify(kept)")
        .await?;
    browser.open_ready(&server.url()).await?;
    ensure!(browser.run(offered).await? == true, "not offered on the second day");
    let words = browser.run("return document.querySelector('.notice[aria-labelledby=install-name]').innerText").await?;
    ensure!(words.as_str().is_some_and(|words| words.contains("address bar")), "{words}");
    browser.press(Locator::XPath("//button[text()='Do not ask again']")).await?;
    browser.wait_until("return document.getElementById('install-name') === null").await?;
    browser.open_ready(&server.url()).await?;
    ensure!(browser.run(offered).await? == false, "offered again");
    end(browser, &server).await
}
in_chromium!(help_to_install_comes_on_the_second_day);

/// A symptom in the article leads to the journal, where it is ready to be noted; the address then says nothing of it.
async fn a_symptom_of_the_article_is_ready_in_the_journal(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    browser.press(Locator::LinkText("Note cramps or tummy pain in the journal")).await?;
    browser
        .wait_until("return location.pathname === '/journal/' && document.activeElement.id === 'entry-cramps'")
        .await
        .with_context(|| format!("{engine:?}"))?;
    let address = browser.run("return [location.hash, location.search]").await?;
    ensure!(address == json!(["", ""]), "{engine:?}: {address}");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_symptom_of_the_article_is_ready_in_the_journal);

/// What to say on the telephone is filled in from the entries, and says nothing that was not recorded.
async fn what_to_say_is_filled_in_from_the_entries(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = crate::journal::JournalPage::open(&browser, &server).await?;
    let open = "document.getElementById('visit-summary').open = true";
    browser.run(open).await?;
    page.wait("document.querySelector('.call-script').textContent.includes('There are no entries for these days.')")
        .await?;
    for (symptom, level) in [("back-pain", "7"), ("back-pain", "3")] {
        page.add().await?;
        page.choose(symptom, level).await?;
        page.save().await?;
    }
    // What was there before the entry is made anew when the other program has heard of it.
    page.wait("document.querySelector('.call-script').textContent.includes('Back pain 3 (at ')").await?;
    let said = browser.run("return document.querySelector('.call-script').textContent").await?;
    let said = said.as_str().unwrap_or_default();
    ensure!(said.contains("Worst: 7 out of 10"), "{said}");
    ensure!(!said.contains("leeding"), "{said}");
    // On paper it stands alone.
    browser.run("window.print = () => {}").await?;
    page.press("Print").await?;
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let seen = browser
        .run(
            "return [...document.querySelectorAll('h1, h2, h3, .top, .care, #paper-diary')].filter((it) =>\
               it.checkVisibility({ visibilityProperty: true })).map((it) => it.textContent)",
        )
        .await?;
    ensure!(seen == json!(["Summary for a call or a visit", "Symptoms", "By time"]), "{seen}");
    end(browser, &server).await
}
in_chromium!(what_to_say_is_filled_in_from_the_entries);
