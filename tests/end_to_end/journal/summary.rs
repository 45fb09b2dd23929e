//! The summary for a call or a visit: what is chosen, what is copied, and three busy days on one page of paper.

use anyhow::{Context, Result, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::{JournalPage, questions::wait_said};
use crate::{end, start};

/// Paper, by its width and height in inches.
const PAPER: [(&str, f64, f64); 2] = [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)];

/// What is left free, in inches: some lines that turn over at another minute need no second page.
const FREE: f64 = 0.25;

/// Stores so many entries of the last days, every few hours, each with many readings; dates, waves and questions. The records are
/// those of any other tab.
const FILL: &str = "
    const id = (number, kind) => `019aa935-4ac0-7707-8${kind}07-${String(number).padStart(12, '0')}`;
    const at = (hours, seconds) => {
      const moment = new Date(Date.now() - hours * 3600 * 1000).toISOString();
      return moment.slice(0, seconds ? 19 : 16) + '+00:00';
    };
    for (let number = 0; number < ENTRIES; number += 1) {
      const hours = 1 + number * 3.5;
      const readings = {
        'back-pain': { pain: number % 10 }, 'cramps': { pain: (number * 3 + 1) % 11 },
        'cramps-course': { choice: 'in-waves' }, 'cramps-place': { words: 'low down, more on the left' },
        'bleeding': { bleeding: 'light' }, 'bleeding-pads': { count: number % 3 }, 'bleeding-clots': { choice: 'small' },
        'bleeding-clot-size': { words: 'like a pea' }, 'bleeding-colour': { choice: 'dark-red' },
      };
      if (number % 3 === 0) readings['temperature'] = { temperature: '37.4 C' };
      if (number % 4 === 0) Object.assign(readings, { tried: { words: 'a warm bath, then lying on the side' }, 'tried-helped': { choice: 'a-little' } });
      if (number % 7 === 0) Object.assign(readings, { call: { words: 'the early pregnancy unit' }, 'call-advice': { words: 'come in tomorrow at nine' } });
      const record = { version: 2, id: id(number, 0), when: at(hours), changed: 1, readings, notes: '' };
      const moment = record.when.slice(0, 16) + 'Z';
      await all(entries.put(JSON.stringify(record), `${moment} ${record.id}`));
    }
    const keep = (kind, number, tag, what) => {
      const record = { version: 1, id: id(number, tag), changed: 1, removed: false, what: { [kind]: what } };
      return all(kept.put(JSON.stringify(record), `${kind} ${record.id}`));
    };
    for (let number = 0; number < 12; number += 1) {
      const hours = 2 + Math.floor(number / 4) * 20 + (number % 4) / 8;
      await keep('wave', number, 1, { start: at(hours, true), end: at(hours - 1 / 80, true) });
    }
    for (let number = 0; number < 5; number += 1) {
      await keep('question', number, 2, { text: `Question ${number + 1}: what should I do if the pain comes back in the night, and whom do I call then?`, place: null, answered: false });
    }
    return true;";

/// The number of pages of a file that Chromium has printed.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page").count() - text.matches("/Type /Pages").count()
}

/// Presses Print, and prints as the person would: what was chosen for paper holds until then.
async fn print(page: &JournalPage<'_>, name: &str, width: f64, height: f64) -> Result<Vec<u8>> {
    page.browser.run("window.print = () => {}").await?;
    page.press("Print").await?;
    page.wait("document.documentElement.dataset.print === 'summary'").await?;
    let wanted =
        json!({ "paperWidth": width, "paperHeight": height, "preferCSSPageSize": false, "printBackground": false });
    let printed = page.browser.devtools("Page.printToPDF", wanted).await?;
    let pdf = STANDARD.decode(printed["data"].as_str().context("nothing was printed")?)?;
    if let Some(folder) = std::env::var_os("QUIETLEAF_PICTURES") {
        std::fs::create_dir_all(&folder)?;
        std::fs::write(std::path::Path::new(&folder).join(format!("summary-{name}.pdf")), &pdf)?;
    }
    Ok(pdf)
}

async fn open_filled(browser: &Browser, server: &SiteServer, entries: usize) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    page.with_database(&FILL.replace("ENTRIES", &entries.to_string())).await?;
    page.reload().await?;
    // Dates are given as the person gives them.
    browser.run("document.querySelector('.dates').open = true").await?;
    let weeks_ago =
        browser.run("return new Date(Date.now() - 60 * 24 * 3600 * 1000).toISOString().slice(0, 10)").await?;
    page.fill("date-last-period", weeks_ago.as_str().unwrap_or_default()).await?;
    page.press("Save dates").await?;
    page.wait("document.querySelector('.dates-told') !== null").await?;
    browser.run("document.getElementById('visit-summary').open = true").await?;
    page.wait("document.querySelectorAll('.call-script h3').length === 5").await
}

/// Makes it an hour of this day, by the clock of the page.
const AT_HOUR: &str = "const ahead = new Date().setHours(HOUR, 20) - Date.now();\
    window.Date = class extends Date {\
      constructor(...given) { if (given.length === 0) super(window.Date.now()); else super(...given); }\
      static now() { return super.now() + ahead; }\
    };";

/// Whatever the hour: at night, the same time reaches into a day more.
async fn three_busy_days_fit_on_one_page(engine: Engine) -> Result<()> {
    for hour in [0, 9, 21] {
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let browser = start(engine, &server, Wishes::default()).await?;
        let source = AT_HOUR.replace("HOUR", &hour.to_string());
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        open_filled(&browser, &server, 20).await?;
        let now = browser.run("return new Date().getHours()").await?;
        ensure!(now == hour, "the clock was not set: {now}");
        let page = JournalPage { browser: &browser, address: format!("{}journal/", server.url()) };
        let told = browser.run("return document.querySelectorAll('.call-script .told li').length").await?;
        ensure!(told.as_u64().is_some_and(|told| told >= 20 + 5 + 3), "{told} lines are a quiet journal");
        for (name, width, height) in PAPER {
            let pdf = print(&page, name, width, height - FREE).await?;
            ensure!(pages(&pdf) == 1, "{name} at {hour}: {} pages", pages(&pdf));
        }
        end(browser, &server).await?;
    }
    Ok(())
}
in_chromium!(three_busy_days_fit_on_one_page);

/// What is too long for a page goes on on the next, whole line by whole line, and nothing else is printed.
async fn a_long_summary_breaks_between_its_lines(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    open_filled(&browser, &server, 80).await?;
    let page = JournalPage { browser: &browser, address: format!("{}journal/", server.url()) };
    browser.run("document.querySelectorAll('.call-script [name=span]')[3].click()").await?;
    page.wait("document.querySelectorAll('.call-script .told li').length > 85").await?;
    let pdf = print(&page, "long", 8.27, 11.69).await?;
    ensure!((2..=4).contains(&pages(&pdf)), "{} pages", pages(&pdf));
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    browser.run("document.documentElement.dataset.print = 'summary'").await?;
    let whole: Value = browser
        .run("return [...document.querySelectorAll('.told li')].every((it) => getComputedStyle(it).breakInside === 'avoid')")
        .await?;
    ensure!(whole == true, "a line may be torn");
    end(browser, &server).await
}
in_chromium!(a_long_summary_breaks_between_its_lines);

/// The questions are in the summary: on the screen, in the copied text, and with no entry beside them.
async fn the_summary_holds_the_open_questions_and_what_was_chosen(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    browser
        .run("document.getElementById('questions').click(); document.getElementById('visit-summary').open = true")
        .await?;
    page.wait("document.querySelector('.call-script').textContent.includes('There are no entries for these days.')")
        .await?;
    for text in ["First?", "Second?"] {
        page.fill("question-text", text).await?;
        page.press("Add it").await?;
        page.wait("document.getElementById('question-text').value === ''").await?;
    }
    page.press("Answered").await?;
    wait_said(&page, "Marked as answered.").await?;
    let headings = "return [...document.querySelectorAll('.call-script h3')].map((it) => it.textContent)";
    page.wait("document.querySelector('.call-script h3') !== null").await?;
    ensure!(browser.run(headings).await? == json!(["My questions"]));
    let lines = "return [...document.querySelectorAll('.call-script .told li')].map((it) => it.textContent)";
    ensure!(browser.run(lines).await? == json!(["Second?"]), "{}", browser.run(lines).await?);

    page.add().await?;
    page.choose("cramps", "5").await?;
    page.fill("entry-notes", "for me alone").await?;
    page.save().await?;
    page.wait("document.querySelectorAll('.call-script h3').length === 3").await?;
    ensure!(browser.run(headings).await? == json!(["Symptoms", "By time", "My questions"]), "notes are told unasked");
    let offered = "return [...document.querySelectorAll('.call-script .check')].map((it) => [it.textContent, it.querySelector('input').checked])";
    ensure!(
        browser.run(offered).await?
            == json!([["Symptoms", true], ["By time", true], ["My questions", true], ["Notes", false]]),
        "{}",
        browser.run(offered).await?
    );
    // By the keyboard: the focus stays on what was chosen.
    browser.run("document.querySelector('.call-script .check input').focus()").await?;
    browser.client.active_element().await?.send_keys(" ").await?;
    page.wait("document.querySelectorAll('.call-script h3').length === 2").await?;
    ensure!(browser.run("return document.activeElement.closest('label')?.textContent").await? == "Symptoms");
    browser.run("[...document.querySelectorAll('.call-script .check input')].at(-1).click()").await?;
    page.wait("document.querySelectorAll('.call-script h3').length === 3").await?;
    ensure!(browser.run(headings).await? == json!(["By time", "My questions", "Notes"]));

    // What is copied is what is shown.
    browser.run("navigator.clipboard.writeText = async (text) => { window.copiedText = text; }").await?;
    page.press("Copy as text").await?;
    page.wait("window.copiedText !== undefined").await?;
    let copied = browser.run("return window.copiedText").await?;
    let copied = copied.as_str().context("nothing was copied")?;
    let shown = browser
        .run("return [...document.querySelectorAll('.call-script .hint:first-of-type, .call-script h3, .call-script .told li')].map((it) => it.textContent)")
        .await?;
    let shown = shown.as_array().context("nothing is shown")?.iter().filter_map(Value::as_str);
    let shown = shown.filter(|line| !line.starts_with("Copied")).collect::<Vec<_>>();
    for line in &shown {
        ensure!(copied.contains(line), "{line} is not in {copied}");
    }
    ensure!(copied.contains("for me alone") && !copied.contains("First?") && !copied.contains("Symptoms"), "{copied}");

    // Nothing chosen is said, and nothing is offered to be copied.
    browser
        .run("document.querySelectorAll('.call-script .check input').forEach((it) => { if (it.checked) it.click(); })")
        .await?;
    page.wait("document.querySelector('.call-script').textContent.includes('Choose above what to include.')").await?;
    ensure!(browser.run("return document.querySelector('.call-script .told') === null").await? == true);
    end(browser, &server).await
}
in_chromium!(the_summary_holds_the_open_questions_and_what_was_chosen);
