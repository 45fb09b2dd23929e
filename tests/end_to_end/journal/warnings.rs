//! The article's cards, as soon as an entry calls for them.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, help, start, wait_until_stored};

async fn a_warning_sign_shows_its_card_in_the_draft_and_after_saving(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    warn(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_warning_sign_shows_its_card_in_the_draft_and_after_saving);

/// The text of the page's parts that a selector finds, joined. What is far below the window is laid out for it.
async fn text(browser: &Browser, selector: &str) -> Result<String> {
    let script = format!(
        "document.querySelectorAll('.section, .history .day').forEach((it) => {{ it.style.contentVisibility = 'visible'; }});\
         return [...document.querySelectorAll('{selector}')].map((it) => it.innerText.trim()).filter((it) => it).join(' | ')"
    );
    Ok(browser.run(&script).await?.as_str().unwrap_or_default().to_owned())
}

/// A card that comes into a fold that is closed opens it.
async fn opened_by_a_card(page: &JournalPage<'_>) -> Result<()> {
    let browser = page.browser;
    page.add().await?;
    browser.run("document.getElementById('entry-faint').closest('details').open = true").await?;
    page.choose("faint", "Yes").await?;
    page.wait("document.querySelector('#warning-faint .care.emergency') !== null").await?;
    browser.run("document.getElementById('warning-faint').closest('details').open = false").await?;
    page.choose("back-pain", "8").await?;
    page.wait("document.querySelector('#warning-faint .care.urgent')?.checkVisibility() === true").await?;
    page.press("Delete this draft").await?;
    Ok(())
}

async fn warn(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    let emergency = text(browser, "#call-now").await?;
    let today = text(browser, "#call-today").await?;
    ensure!(emergency.contains("Call an ambulance") && today.contains("today if"), "{emergency} {today}");

    page.add().await?;
    ensure!(text(browser, ".warning-signs").await?.is_empty(), "an empty draft says something");
    page.choose("back-pain", "6").await?;
    page.choose("bleeding", "None").await?;
    ensure!(text(browser, ".warning-signs").await?.is_empty(), "no card must say nothing");
    page.choose("bleeding", "Soaks a pad in an hour or less").await?;
    page.wait("document.querySelector('#warning-bleeding .care') !== null").await?;
    let shown = text(browser, "#warning-bleeding").await?;
    // The weeks are not known: every answer stands there, the strictest first, and says for which weeks it speaks.
    let in_order = [
        &*emergency,
        "999",
        "Elsewhere",
        "How many weeks pregnant are you?",
        "If you are 20 weeks pregnant or more",
        "maternity unit now",
        "If you are 12 to 19 weeks pregnant",
        "from 12 to 19 weeks",
        &*today,
    ];
    let mut from = 0;
    for expected in in_order {
        let found = shown.get(from..).and_then(|rest| rest.find(expected));
        let found = found.with_context(|| format!("{expected} is missing, or out of order: {shown}"))?;
        from += found + expected.len();
    }
    ensure!(shown.matches("United Kingdom").count() == 1, "the numbers stand more than once: {shown}");
    let call = browser
        .run("return document.querySelectorAll('#warning-bleeding .numbers [data-country~=GB] a[href=\"tel:999\"]').length")
        .await?;
    ensure!(call == 1, "{call}");
    let ids = browser.run("return document.querySelectorAll('[id=call-now]').length").await?;
    ensure!(ids == 1, "an id stands {ids} times");
    // The one question narrows this entry's cards, and stays to be answered again.
    page.press("12 to 19").await?;
    page.wait("document.querySelectorAll('#warning-bleeding .care').length === 3").await?;
    page.wait("document.activeElement.getAttribute('aria-pressed') === 'true'").await?;
    let narrowed = text(browser, "#warning-bleeding").await?;
    ensure!(!narrowed.contains("maternity unit now") && !narrowed.contains("If you are"), "{narrowed}");
    page.press("Not sure").await?;
    page.wait("document.querySelectorAll('#warning-bleeding .care').length === 4").await?;
    page.choose("bleeding", "Light").await?;
    page.wait("!document.getElementById('warning-bleeding').innerText.includes('ambulance')").await?;

    page.choose("bleeding", "Heavier than a period").await?;
    page.save().await?;
    page.wait("document.activeElement.id === 'warning-after-saving'").await?;
    let first = browser
        .run("const found = document.querySelector('.journal .care'); return [found.closest('section').id, found.innerText.trim()]")
        .await?;
    ensure!(first[0] == "warning-after-saving" && first[1] == json!(emergency), "{first}");
    let above = browser
        .run("return document.querySelector('.journal').innerText.trim().startsWith('Call an ambulance')")
        .await?;
    // A heading for screen readers alone stands before it in some engines' text.
    let heading = browser.run("return document.querySelector('.journal').innerText.trim().slice(0, 60)").await?;
    ensure!(
        above == true || heading.as_str().is_some_and(|it| it.starts_with("What to do")),
        "before it stands {heading}"
    );
    let to_card = text(browser, ".history .to-card").await?;
    ensure!(to_card.contains("Call an ambulance"), "{to_card}");

    // An edit is looked at too, and a time long past is another question.
    page.press("Edit").await?;
    page.fill("entry-when", "2026-01-05T10:00").await?;
    page.wait("document.getElementById('warning-bleeding').innerText.startsWith('If this is still happening')").await?;
    page.save().await?;
    page.wait("document.activeElement.id === 'warning-after-saving'").await?;
    let past = text(browser, "#warning-after-saving").await?;
    ensure!(past.contains("If this is still happening") && past.contains("999"), "{past}");
    page.press("Edit").await?;
    page.choose("bleeding", "None").await?;
    page.save().await?;
    ensure!(text(browser, ".warning-signs, .to-card").await?.is_empty(), "the sign is gone, the card is not");

    // The strictest stands first in the form, whatever the order of the symptoms.
    page.add().await?;
    page.choose("back-pain", "8").await?;
    page.wait("document.querySelector('#warning-back-pain .care.urgent') !== null").await?;
    page.choose("cramps", "8").await?;
    page.wait("document.querySelector('#warning-cramps .care.urgent') !== null").await?;
    let levels =
        browser.run("return [...document.querySelectorAll('.entry-form .care')].map((it) => it.className)").await?;
    ensure!(levels == json!(["care emergency", "care urgent", "care urgent"]), "{levels}");
    page.press("Delete this draft").await?;

    opened_by_a_card(&page).await?;
    // Three days of four: the entries before count.
    for day in ["2026-02-01", "2026-02-03", "2026-02-04"] {
        page.add().await?;
        page.fill("entry-when", &format!("{day}T10:00")).await?;
        page.choose("back-pain", "5").await?;
        page.save().await?;
    }
    let mention = text(browser, "#warning-after-saving").await?;
    ensure!(mention.contains("next appointment"), "{mention}");
    Ok(())
}

/// The numbers that stand in the part of the page with this id, first to last.
async fn numbers(browser: &Browser, part: &str) -> Result<Vec<String>> {
    let script = format!(
        "return [...document.querySelectorAll('#{part} .numbers li:not([hidden]) a.call')].map((it) => it.getAttribute('href'))"
    );
    let numbers = browser.run(&script).await?;
    let numbers = numbers.as_array().context("no list of numbers")?.iter();
    Ok(numbers.filter_map(|it| Some(it.as_str()?.to_owned())).collect())
}

/// Wherever a card stands in the journal, it stands with the numbers of the chosen country; without a choice, with all.
async fn the_numbers_below_a_card_are_those_of_the_chosen_country(engine: Engine) -> Result<()> {
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    choose_a_country(&browser, &mut server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(the_numbers_below_a_card_are_those_of_the_chosen_country);

async fn choose_a_country(browser: &Browser, server: &mut SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    let all = numbers(browser, "when-to-call").await?;
    ensure!(["tel:999", "tel:000", "tel:911"].iter().all(|it| all.iter().any(|number| number == it)), "{all:?}");
    page.add().await?;
    page.choose("bleeding", "Heavier than a period").await?;
    page.wait("document.querySelector('#warning-bleeding .numbers') !== null").await?;
    ensure!(numbers(browser, "warning-bleeding").await? == all, "a guess hides numbers");
    page.press("Delete this draft").await?;
    // The browser's language only says what comes first.
    if browser.run("return navigator.languages[0] === 'en-US'").await? == true {
        ensure!(all.first().is_some_and(|first| first == "tel:911"), "{all:?}");
    }

    browser.open_ready(&format!("{}help/", server.url())).await?;
    help::choose(browser, "Australia").await?;
    wait_until_stored(browser).await?;
    server.stop();
    page.reload().await?;
    ensure!(numbers(browser, "when-to-call").await? == ["tel:000"]);
    page.add().await?;
    page.choose("bleeding", "Heavier than a period").await?;
    page.wait("document.querySelector('#warning-bleeding .numbers') !== null").await?;
    ensure!(numbers(browser, "warning-bleeding").await? == ["tel:000"]);
    page.save().await?;
    page.wait("document.querySelector('#warning-after-saving .numbers') !== null").await?;
    ensure!(numbers(browser, "warning-after-saving").await? == ["tel:000"]);
    browser.run("document.getElementById('waves').click(); document.getElementById('wave-button').click();").await?;
    page.wait("document.querySelector('#wave-warnings .numbers') !== null").await?;
    ensure!(numbers(browser, "wave-warnings").await? == ["tel:000"]);

    // Chosen anew in another tab: the cards that stand there follow when this one comes back.
    browser
        .run(
            "const name = 'quietleaf.settings.1'; const settings = JSON.parse(localStorage.getItem(name));\
             localStorage.setItem(name, JSON.stringify({ ...settings, country: 'NZ' }));\
             document.dispatchEvent(new Event('visibilitychange'));",
        )
        .await?;
    for part in ["when-to-call", "warning-after-saving", "wave-warnings"] {
        ensure!(numbers(browser, part).await? == ["tel:111"], "{part}");
    }
    Ok(())
}

/// A card that was called for stands until it is read, after a reload too; it comes back as one line that day, and in full where
/// something has risen.
async fn a_card_stands_until_it_is_read(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    read(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(a_card_stands_until_it_is_read);

async fn read(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    let save = async |symptom: &str, score: &str| {
        page.add().await?;
        page.choose(symptom, score).await?;
        page.save().await
    };
    let emergency = "document.querySelector('#warning-after-saving .care.emergency') !== null";
    let lines = "document.querySelectorAll('#warning-after-saving .card-line').length";
    save("cramps", "8").await?;
    page.wait(emergency).await?;
    // Going on to write takes nothing away, and neither does an entry without a sign.
    page.add().await?;
    ensure!(browser.run(&format!("return {emergency}")).await? == true, "the form took the card away");
    page.press("Delete this draft").await?;
    save("back-pain", "1").await?;
    ensure!(browser.run(&format!("return {emergency}")).await? == true, "another entry took the card away");
    page.wait("document.querySelectorAll('#warning-after-saving .care').length === 3").await?;
    page.reload().await?;
    page.wait(emergency).await?;
    ensure!(browser.run(&format!("return {lines}")).await? == 0, "what was not read stands in full");

    page.press("I have read this").await?;
    page.wait("document.getElementById('warning-after-saving') === null && document.activeElement.id === 'add-entry'")
        .await?;
    page.reload().await?;
    ensure!(text(browser, "#warning-after-saving").await?.is_empty(), "it came back by itself");
    save("cramps", "2").await?;
    page.wait(&format!("{lines} === 2")).await?;
    let seen = browser.run("return document.querySelector('#warning-after-saving .care').checkVisibility()").await?;
    ensure!(seen == false, "what was read stands in full again");
    save("cramps", "9").await?;
    page.wait(&format!("{emergency} && {lines} === 0")).await?;
    // It goes with what called for it.
    page.press("Edit").await?;
    page.choose("cramps", "3").await?;
    page.save().await?;
    page.wait(&format!("!({emergency}) && {lines} === 2")).await
}
