//! Get help: one country's numbers, chosen once.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{end, start};

/// The numbers that are shown, first to last.
pub(crate) const SHOWN: &str =
    "return [...document.querySelectorAll('.numbers li:not([hidden]) a.call')].map((it) => it.getAttribute('href'))";

/// Chooses a country by the keyboard: its name is typed.
pub(crate) async fn choose(browser: &Browser, name: &str) -> Result<()> {
    let field = browser.client.find(Locator::Id("country")).await?;
    field.send_keys(name).await?;
    let chosen =
        format!("const field = document.getElementById('country'); return field.selectedOptions[0].text === '{name}'");
    browser.wait_until(&chosen).await.with_context(|| name.to_owned())
}

#[tokio::test]
async fn a_country_is_chosen_once_and_its_numbers_are_shown_alone() -> Result<()> {
    for engine in Engine::wanted(&Engine::ALL) {
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let browser = start(engine, &server, Wishes::default()).await?;
        browser.open_ready(&format!("{}help/", server.url())).await?;
        let all = browser.run(SHOWN).await?;
        let count = all.as_array().map(Vec::len).unwrap_or_default();
        ensure!(count > 20, "{engine:?}: a guess hides numbers: {all}");
        // Storing the pages for offline reading asks for files of its own.
        crate::wait_until_stored(&browser).await.with_context(|| format!("{engine:?}"))?;
        server.forget();
        choose(&browser, "Australia").await?;
        let australian = json!(["tel:000", "tel:1800882436", "tel:1300726306", "tel:131114", "tel:1800737732"]);
        browser
            .wait_until("return document.querySelectorAll('.numbers li:not([hidden])').length < 10")
            .await
            .with_context(|| format!("{engine:?}"))?;
        let shown = browser.run(SHOWN).await?;
        ensure!(shown == australian, "{engine:?}: {shown}");
        let asked = crate::asked_by_pages(&server);
        ensure!(asked.is_empty(), "{engine:?}: the network was asked: {asked:?}");
        browser.open_ready(&format!("{}help/", server.url())).await?;
        ensure!(browser.run(SHOWN).await? == australian, "{engine:?}: forgotten");
        let chosen = browser.run("return document.getElementById('country').value").await?;
        ensure!(chosen == "AU", "{engine:?}: {chosen}");
        choose(&browser, "All countries").await?;
        browser.wait_until("return document.querySelectorAll('.numbers li[hidden]').length === 0").await?;
        end(browser, &server).await?;
    }
    Ok(())
}

/// The browser's language only says what comes first: it can be wrong.
#[tokio::test]
async fn a_guess_comes_first_and_hides_nothing() -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    for (languages, chosen, first) in [
        ("['en-NZ']", "NZ", "tel:111"),
        ("['fr', 'fr-FR']", "EU", "tel:112"),
        ("['en']", "", "tel:999"),
        ("['xx-\"]']", "", "tel:999"),
    ] {
        let speak =
            format!("Object.defineProperty(navigator, 'languages', {{ get: () => {languages}, configurable: true }});");
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": speak })).await?;
        browser.open_ready(&format!("{}help/", server.url())).await?;
        let guess = browser
            .run(
                "return [document.getElementById('country').value, document.querySelector('.numbers a.call').getAttribute('href'), \
                 document.querySelectorAll('.numbers li[hidden]').length, document.getElementById('country-guess').hidden]",
            )
            .await?;
        ensure!(guess == json!([chosen, first, 0, chosen.is_empty()]), "{languages}: {guess}");
    }
    end(browser, &server).await
}
