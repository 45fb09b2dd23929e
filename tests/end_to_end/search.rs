//! The search among the questions, in the browser.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use fantoccini::{Locator, key::Key};
use quietleaf::questions::{self, search::Search};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{end, start};

/// Types a search at once, as pasting does; returns the ids of the questions that are shown, in order.
pub(crate) async fn search(browser: &Browser, text: &str) -> Result<Vec<String>> {
    let text = serde_json::to_string(text)?;
    let shown = browser
        .run(&format!(
            "const field = document.getElementById('search'), count = document.getElementById('search-count');\
             field.value = {text}; count.textContent = 'not yet';\
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));\
             const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));\
             const shown = () => [...document.querySelectorAll('.question:not([hidden]) .answer')].map((it) => it.id);\
             const looked = async () => {{ while (count.textContent === 'not yet') await painted(); }};\
             return looked().then(painted).then(shown);"
        ))
        .await?;
    Ok(serde_json::from_value(shown)?)
}

/// The browser reads the questions from its page, and finds what the core finds in the words themselves.
async fn the_page_finds_what_the_core_finds(engine: Engine) -> Result<()> {
    let leaflet = xtask::content::read(&xtask::paths::content())?;
    let searched: Vec<_> =
        questions::derive(&leaflet.article).iter().map(questions::AnsweredQuestion::searched).collect();
    let core = Search::new(&searched, &leaflet.search);
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    let mut compared = 0;
    let text = std::fs::read_to_string(xtask::paths::project().join("tests/fixtures/phrasings/tuned.toml"))?;
    let phrasings: BTreeMap<String, Vec<BTreeMap<String, toml::Value>>> = toml::from_str(&text)?;
    for phrasing in phrasings.values().flatten() {
        let asks = phrasing.get("asks").and_then(toml::Value::as_str).context("a phrasing asks nothing")?;
        let by_core: Vec<String> =
            core.find(asks).iter().map(|found| searched[found.question].id.to_string()).collect();
        let by_page = search(&browser, asks).await?;
        ensure!(by_page == by_core, "{asks}: {by_page:?} is not {by_core:?}");
        compared += 1;
    }
    ensure!(compared >= 300);
    end(browser, &server).await
}
in_chromium!(the_page_finds_what_the_core_finds);

async fn a_search_ranks_marks_and_counts_and_can_be_taken_back(engine: Engine) -> Result<()> {
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    crate::wait_until_stored(&browser).await?;
    // It asks nobody.
    server.stop();
    let order = "return [...document.querySelectorAll('.question .answer')].map((it) => it.id)";
    let all = browser.run(order).await?;
    for (asks, first) in [("tummy ache no blood", "q-severe-no-bleeding"), ("pain killers", "q-paracetamol")] {
        let found = search(&browser, asks).await?;
        ensure!(found.iter().take(3).any(|id| id == first), "{engine:?} {asks}: {found:?}");
    }
    let found = search(&browser, "scan").await?;
    ensure!(found.iter().take(3).any(|id| id == "q-how-found"), "{engine:?}: {found:?}");
    let told = browser.run("return document.getElementById('search-count').textContent").await?;
    ensure!(told.as_str().is_some_and(|told| told.contains("question")), "{engine:?}: {told}");
    // What can be seen is marked: the question, and its answer once it is open.
    search(&browser, "severe pain").await?;
    let marks = "return CSS.highlights ? CSS.highlights.get('found').size : 'none'";
    let marks = browser.run(marks).await?;
    ensure!(marks.as_u64() > Some(0), "{engine:?} marks {marks}");
    browser.press(Locator::XPath("//button[text()='Show all questions']")).await?;
    browser
        .wait_until("return document.activeElement.id === 'search' && document.activeElement.value === ''")
        .await
        .with_context(|| format!("{engine:?}"))?;
    ensure!(browser.run(order).await? == all, "{engine:?}: the questions are not in their own order again");
    // A link to a question that is hidden shows it.
    search(&browser, "scan").await?;
    browser.run("location.hash = '#q-anti-d'").await?;
    let open = "const fold = document.getElementById('q-anti-d').closest('details'); return fold.open && !fold.hidden";
    browser.wait_until(open).await.with_context(|| format!("{engine:?}"))?;
    browser.end().await?;
    Ok(())
}
in_every_engine!(a_search_ranks_marks_and_counts_and_can_be_taken_back);

async fn no_result_leads_to_help_and_shows_the_emergency_card(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    for nothing in ["xqzv", "\u{202e}\u{5d0}\u{5d1}", "<xqzv onzzz=zzqq()>", "'); xqzv(); ('"] {
        let found = search(&browser, nothing).await?;
        ensure!(found.is_empty(), "{nothing} finds {found:?}");
        let shown = browser
            .run(
                "const box = document.querySelector('.nothing-found');\
                 return [window.ran ?? false, box.querySelector('.care.emergency') !== null, \
                         box.querySelector('a[href=\"tel:999\"]') !== null, box.querySelector('a.button').pathname, \
                         document.getElementById('search-count').textContent]",
            )
            .await?;
        ensure!(shown == json!([false, true, true, "/help/", "No question is like that."]), "{nothing}: {shown}");
    }
    // Markup is words like any other, and 10,000 characters are answered too.
    for text in ["<img src=x onerror=window.ran=1>".to_owned(), "bleeding pain ".repeat(715)] {
        let found = search(&browser, &text).await?;
        let whole = browser.run("return [window.ran ?? false, document.getElementById('app-note').hidden]").await?;
        ensure!(!found.is_empty() && whole == json!([false, true]), "{whole}");
    }
    end(browser, &server).await
}
in_chromium!(no_result_leads_to_help_and_shows_the_emergency_card);

/// What stands first for each id of the search's help, above every question, with what can be pressed.
const HELP_FIRST: &str = "const help = document.getElementById('search-help');\
    const seen = (it) => it.checkVisibility();\
    const before = help.compareDocumentPosition(document.querySelector('.question')) & Node.DOCUMENT_POSITION_FOLLOWING;\
    return [help.dataset.searchHelp?.split(' ')[0] ?? null, before !== 0,\
            [...help.querySelectorAll('.care:first-of-type, .call-alone')].some(seen),\
            [...help.querySelectorAll('a[href^=\"tel:\"]')].some(seen),\
            [...help.querySelectorAll('.call-alone')].some(seen),\
            [...document.querySelectorAll('#search-emergency a')].some(seen),\
            new Set([...document.querySelectorAll('[id]')].map((it) => it.id)).size === document.querySelectorAll('[id]').length]";

/// Help is marked and shown as soon as a danger is typed, follows what is typed on, and goes with it.
async fn help_stands_first_is_marked_and_goes_with_the_danger(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    for (typed, id, stands_alone) in [
        ("i want to kill myself", "crisis", false),
        ("he hits me", "not-safe", false),
        ("soaking a pad an hour", "call-now", false),
        ("she is having a seizure", "call-now", true),
        ("cant breathe", "call-now-unwell", false),
        ("baby not moving since yesterday", "call-unit-now", false),
        ("bleeding at 15 weeks", "call-from-twelve", false),
        ("fever", "call-today", false),
        ("fever after my miscarriage", "after-loss", false),
    ] {
        search(&browser, typed).await?;
        let found = browser.run(HELP_FIRST).await?;
        // Each of these ids is a number to call, here or below the card.
        let expected = json!([id, true, true, true, stands_alone, true, true]);
        ensure!(found == expected, "{engine:?} {typed}: {found}");
    }
    for typed in ["no bleeding", "can i take calpol", "   ", ""] {
        search(&browser, "fever").await?;
        search(&browser, typed).await?;
        let found = browser.run(HELP_FIRST).await?;
        let expected = json!([null, true, false, false, false, true, true]);
        ensure!(found == expected, "{engine:?} {typed:?}: {found}");
        let is_empty = browser
            .run("return document.getElementById('search-help').childNodes.length === 0 && document.getElementById('search-nothing').hidden")
            .await?;
        ensure!(is_empty == true, "{engine:?} {typed:?}: help is left");
    }
    // "Show all questions" takes it away too; what is typed after that is looked at again.
    search(&browser, "bleeding at 15 weeks").await?;
    browser.press(Locator::Id("search-all")).await?;
    browser
        .wait_until("return document.querySelector('[data-search-help]') === null && document.getElementById('search').value === ''")
        .await?;
    browser.client.active_element().await?.send_keys("cant breathe").await?;
    browser
        .wait_until("return document.getElementById('search-help').dataset.searchHelp?.startsWith('call-now-unwell')")
        .await
        .with_context(|| format!("{engine:?}"))?;
    // The others open in place.
    search(&browser, "bleeding at 15 weeks and a bad headache").await?;
    let opened = browser
        .run(
            "const fold = document.querySelector('#search-help details'); const was = fold.open;\
             fold.querySelector('summary').click();\
             return [document.getElementById('search-help').dataset.searchHelp.split(' ').length > 1, was, fold.open, \
                     fold.querySelector('li').checkVisibility()]",
        )
        .await?;
    ensure!(opened == json!([true, false, true, true]), "{engine:?}: {opened}");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(help_stands_first_is_marked_and_goes_with_the_danger);

/// By keyboard alone: to the field, a search, the first question, its answer, and back to all of them.
async fn the_search_works_by_keyboard_alone(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    let key = |key: Key| char::from(key).to_string();
    let press =
        async |keys: String| -> Result<()> { Ok(browser.client.active_element().await?.send_keys(&keys).await?) };
    let is_focused = |what: &str| format!("return document.activeElement.matches('{what}')");
    for _ in 0..12 {
        press(key(Key::Tab)).await?;
        if browser.run(&is_focused("#search")).await? == true {
            break;
        }
    }
    press("can i take calpol".to_owned()).await?;
    browser.wait_until("return document.getElementById('search-count').textContent.includes('question')").await?;
    // Between them stand the emergency number and "Get help"; some engines stop at the field's own button first.
    for _ in 0..5 {
        press(key(Key::Tab)).await?;
        if browser.run(&is_focused(".search button")).await? == true {
            break;
        }
    }
    ensure!(browser.run(&is_focused(".search button")).await? == true, "{engine:?}: no way back after the field");
    press(key(Key::Tab)).await?;
    ensure!(browser.run(&is_focused(".question:not([hidden]) summary")).await? == true, "{engine:?}: no question next");
    press(key(Key::Enter)).await?;
    let open =
        "const fold = document.activeElement.closest('details'); return [fold.open, fold.querySelector('.answer').id]";
    ensure!(browser.run(open).await? == json!([true, "q-paracetamol"]), "{engine:?}: {}", browser.run(open).await?);
    end(browser, &server).await?;
    Ok(())
}
in_chromium_and_firefox!(the_search_works_by_keyboard_alone);

/// What was typed before the app had started is searched once it has.
async fn what_is_typed_early_is_not_lost(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let type_early =
        "addEventListener('DOMContentLoaded', () => { document.getElementById('search').value = 'anti-d'; });";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": type_early })).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    // The signs of danger come first: without them nothing is searched.
    browser.wait_until("return document.querySelector('.question:not([hidden]) .answer').id === 'q-anti-d'").await?;
    end(browser, &server).await
}
in_chromium!(what_is_typed_early_is_not_lost);

/// Where the signs of danger cannot be had, nothing is searched: help stands there, and the next key tries again.
async fn where_the_signs_of_danger_cannot_be_had_help_stands_there(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    // Without its worker, which has the signs.
    let script = "Object.defineProperty(navigator.serviceWorker, 'register', { value: () => new Promise(() => {}) });";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.setBlockedURLs", json!({ "urls": ["*search-signs.txt"] })).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    let typing = "const field = document.getElementById('search'); field.value = 'i cannot breathe';\
                  field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.run(typing).await?;
    browser
        .wait_until(
            "return !document.getElementById('search-nothing').hidden && !document.getElementById('app-note').hidden \
               && document.querySelector('#search-nothing a[href=\"tel:999\"]').checkVisibility()",
        )
        .await?;
    browser.devtools("Network.setBlockedURLs", json!({ "urls": [] })).await?;
    browser.run(typing).await?;
    browser
        .wait_until(
            "return document.getElementById('search-help').dataset.searchHelp?.startsWith('call-now-unwell') \
               && document.getElementById('search-nothing').hidden && document.getElementById('app-note').hidden",
        )
        .await?;
    end(browser, &server).await
}
in_chromium!(where_the_signs_of_danger_cannot_be_had_help_stands_there);
