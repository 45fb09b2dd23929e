//! Another leaflet, on another subject, in a browser: the same programs, other words.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{
    end, heading,
    help::{self, choose},
    journal::JournalPage,
    search::search,
    start, wait_until_stored,
};

/// Its pages, each with its heading.
const PAGES: [(&str, &str); 6] = [
    ("", "Sore feet after a long walk: when to rest?"),
    ("faq/", "Questions"),
    ("journal/", "Journal"),
    ("help/", "Whom to ask about your feet"),
    ("about/", "About the example of the feet"),
    ("404.html", "There is no such page"),
];

fn serve() -> Result<SiteServer> {
    SiteServer::start(&BuiltSite::Another.dist(), "/", 0)
}

/// Opens every page, and makes sure that it is this leaflet's and that its parts have started.
async fn visit_every_page(browser: &Browser, server: &SiteServer) -> Result<()> {
    for (path, title) in PAGES {
        browser.open_ready(&format!("{}{path}", server.url())).await.with_context(|| format!("/{path}"))?;
        ensure!(heading(browser).await? == title, "/{path} has another heading");
        let shown = browser
            .run(
                "return [document.querySelector('footer p').textContent, document.getElementById('app-note').hidden,\
                 document.querySelector('.exit').href]",
            )
            .await?;
        let own = json!([
            "An example for tests. Nobody has reviewed it; do not follow it.",
            true,
            "https://example.org/weather"
        ]);
        ensure!(shown == own, "/{path}: {shown}");
    }
    Ok(())
}

async fn every_page_can_be_visited_and_is_there_offline_after_one_visit(engine: Engine) -> Result<()> {
    let server = serve()?;
    let browser = start(engine, &server, Wishes::default()).await?;
    visit_every_page(&browser, &server).await?;
    end(browser, &server).await?;

    let mut server = serve()?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    wait_until_stored(&browser).await?;
    server.stop();
    visit_every_page(&browser, &server).await.context("offline")?;
    end(browser, &server).await
}
in_chromium!(every_page_can_be_visited_and_is_there_offline_after_one_visit);

async fn the_search_finds_its_questions_and_shows_its_card_where_there_is_none(engine: Engine) -> Result<()> {
    let server = serve()?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    for (asks, first) in [("may i prick it", "q-open-blister"), ("too tired to hike on", "q-walk-on")] {
        let found = search(&browser, asks).await?;
        ensure!(found.first().map(String::as_str) == Some(first), "{asks}: {found:?}");
    }
    ensure!(search(&browser, "xqzv").await?.is_empty());
    let shown = browser
        .run(
            "const box = document.querySelector('.nothing-found');\
             return [box.querySelector('.care.emergency').innerText.split('\\n')[0],\
                     [...box.querySelectorAll('a.call')].map((it) => it.getAttribute('href'))]",
        )
        .await?;
    let own = json!(["Call the emergency number now if:", ["tel:113", "tel:119", "tel:192"]]);
    ensure!(shown == own, "{shown}");
    end(browser, &server).await
}
in_chromium!(the_search_finds_its_questions_and_shows_its_card_where_there_is_none);

/// The cards in a part of the page, by their classes.
async fn cards(browser: &Browser, part: &str) -> Result<serde_json::Value> {
    browser.run(&format!("return [...document.querySelectorAll('{part} .care')].map((it) => it.className)")).await
}

async fn the_journal_records_its_symptoms_and_shows_its_cards(engine: Engine) -> Result<()> {
    let server = serve()?;
    let browser = start(engine, &server, Wishes::default()).await?;
    // From the article into the form.
    browser.open_ready(&server.url()).await?;
    browser.press(Locator::LinkText("Note sore feet in the journal")).await?;
    browser.wait_until("return document.activeElement.id === 'entry-sore-feet'").await?;

    // Its own limits: 5 says nothing, 8 asks today, 9 calls.
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.choose("sore-feet", "5").await?;
    ensure!(cards(&browser, ".warning-signs").await? == json!([]), "a card below the limit");
    page.choose("sore-feet", "8").await?;
    page.wait("document.querySelector('#warning-sore-feet .care') !== null").await?;
    ensure!(cards(&browser, ".warning-signs").await? == json!(["care urgent"]));
    page.choose("sore-feet", "9").await?;
    page.wait("document.querySelector('#warning-sore-feet .care.emergency') !== null").await?;
    page.choose("bleeding-blister", "Spotting").await?;
    page.save().await?;
    page.wait("document.activeElement.id === 'warning-after-saving'").await?;
    let shown = browser
        .run(
            "const card = document.querySelector('#warning-after-saving .care');\
             return [document.querySelectorAll('#warning-after-saving .care').length,\
                     card.textContent === document.getElementById('call-number').textContent,\
                     card.innerText.split('\\n')[0],\
                     [...document.querySelectorAll('#warning-after-saving a.call')].map((it) => it.getAttribute('href'))]",
        )
        .await?;
    let own = json!([1, true, "Call the emergency number now if:", ["tel:113", "tel:119", "tel:192"]]);
    ensure!(shown == own, "{shown}");
    let history = page.history().await?;
    ensure!(history.contains("Sore feet 9") && history.contains("Bleeding blister: spotting"), "{history}");

    // What to say on the telephone is its own, and leads to its own list. No page says anything of another subject.
    browser.run("document.getElementById('visit-summary').open = true").await?;
    page.wait("document.querySelector('.call-script').textContent.includes('Sore feet 9')").await?;
    let script = browser.run("return document.querySelector('.call-script').textContent").await?;
    let script = script.as_str().unwrap_or_default();
    ensure!(script.contains("Sore feet 9 (at "), "{script}");
    ensure!(script.contains("Say too how far you walked, and in which shoes."), "{script}");
    let whole = browser.run("return document.body.textContent").await?;
    let whole = whole.as_str().unwrap_or_default().to_lowercase();
    for word in ["pregnan", "miscarr", "rhd", "midwi", "back pain"] {
        ensure!(!whole.contains(word), "the journal says {word}");
    }
    let list = browser.run("return document.querySelector('.call-script a').href").await?;
    ensure!(list == format!("{}help/#telling-them", server.url()), "{list}");
    browser.open_ready(list.as_str().unwrap_or_default()).await?;
    ensure!(browser.run("return document.getElementById('telling-them') !== null").await? == true);

    // The entry is there on the next visit.
    page.reload().await?;
    ensure!(page.count().await? == 1);
    end(browser, &server).await
}
in_chromium!(the_journal_records_its_symptoms_and_shows_its_cards);

async fn its_own_countries_can_be_chosen(engine: Engine) -> Result<()> {
    let server = serve()?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}help/", server.url())).await?;
    let offered = browser.run("return [...document.getElementById('country').options].map((it) => it.text)").await?;
    ensure!(offered == json!(["All countries", "Norway", "Japan", "Brazil"]), "{offered}");
    let all = json!(["tel:113", "tel:119", "tel:192", "tel:00001", "tel:00002"]);
    ensure!(browser.run(help::SHOWN).await? == all, "a number is missing");
    choose(&browser, "Japan").await?;
    browser.wait_until("return document.querySelectorAll('.numbers li[hidden]').length > 0").await?;
    let japanese = json!(["tel:119", "tel:00002"]);
    let shown = browser.run(help::SHOWN).await?;
    ensure!(shown == japanese, "{shown}");
    browser.open_ready(&format!("{}help/", server.url())).await?;
    ensure!(browser.run(help::SHOWN).await? == japanese, "forgotten");
    end(browser, &server).await
}
in_chromium!(its_own_countries_can_be_chosen);
