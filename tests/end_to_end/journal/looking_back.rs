//! Looking back: finding entries again, the calendar, the patterns.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, start};

/// Stores entries of November 2026, as the journal does: the moment, the readings as JSON, the notes.
async fn store(page: &JournalPage<'_>, entries: &[(&str, &str, &str)]) -> Result<()> {
    let mut puts = String::new();
    for (number, (when, readings, notes)) in (0..).zip(entries) {
        let id = format!("019e5b60-7c00-7abc-8def-{number:012}");
        let readings: Value = serde_json::from_str(readings)?;
        let record = json!({
            "version": 2, "id": id, "when": format!("{when}+00:00"), "changed": 1000 + number, "readings": readings, "notes": notes,
        });
        let record = serde_json::to_string(&record.to_string())?;
        puts = format!("{puts}entries.put({record}, '{when}Z {id}');");
    }
    page.with_database(&format!("{puts} return true;")).await?;
    page.reload().await
}

const ENTRIES: [(&str, &str, &str); 5] = [
    ("2026-11-02T03:10", r#"{"back-pain":{"pain":7},"bleeding":{"bleeding":"light"}}"#, "Woke up from it"),
    (
        "2026-11-02T21:00",
        r#"{"back-pain":{"pain":2},"tried":{"words":"Warm bath"},"tried-helped":{"choice":"yes"}}"#,
        "",
    ),
    ("2026-11-04T08:00", r#"{"back-pain":{"pain":0},"bleeding":{"bleeding":"none"}}"#, "<b>walked</b> חרדה"),
    ("2026-11-05T08:00", r#"{"cramps":{"pain":3},"tried":{"words":"warm BATH"},"tried-helped":"absent"}"#, ""),
    ("2026-10-12T08:00", r#"{"fluid":{"felt":false}}"#, "Long ago"),
];

/// The times of the entries that the history shows.
const SHOWN: &str =
    "[...document.querySelectorAll('.history .entry time')].map((it) => it.dateTime.slice(5, 16)).join(' ')";

async fn entries_are_found_by_words_by_symptom_and_by_day(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    find(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(entries_are_found_by_words_by_symptom_and_by_day);

pub(super) async fn find(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    ensure!(browser.run("return document.querySelector('.find') === null").await? == true, "a search of nothing");
    store(&page, &ENTRIES).await?;
    let all = "11-05T08:00 11-04T08:00 11-02T21:00 11-02T03:10 10-12T08:00";
    page.wait(&format!("{SHOWN} === '{all}'")).await?;
    browser.run("document.querySelector('.find').open = true").await?;
    let long = "x".repeat(5000);
    for (words, expected, told) in [
        ("woke", "11-02T03:10", "1 of 5 entries."),
        ("BATH warm", "11-05T08:00 11-02T21:00", "2 of 5 entries."),
        ("חרדה", "11-04T08:00", "1 of 5 entries."),
        ("back", "11-04T08:00 11-02T21:00 11-02T03:10", "3 of 5 entries."),
        ("<b>", "11-04T08:00", "1 of 5 entries."),
        ("nowhere", "", "None of 5 entries."),
        (&long, "", "None of 5 entries."),
        ("\0", "", "None of 5 entries."),
        ("", all, ""),
    ] {
        // A field for one line takes no null character in some browsers: then nothing is looked for.
        page.fill("find-words", words).await?;
        if words == "\0" && browser.run("return document.getElementById('find-words').value").await? == "" {
            continue;
        }
        let shown =
            format!("{SHOWN} === '{expected}' && document.querySelector('.found').innerText.trim() === '{told}'");
        page.wait(&shown).await.with_context(|| format!("{words:.20}"))?;
    }
    // A symptom, there or not there.
    browser
        .run("const of = document.getElementById('find-symptom'); of.value = 'back-pain'; of.dispatchEvent(new Event('change', { bubbles: true }));")
        .await?;
    page.wait("document.querySelectorAll('[name=find-presence]').length === 3").await?;
    for (words, expected) in [
        ("There or not", "11-04T08:00 11-02T21:00 11-02T03:10"),
        ("Not there", "11-04T08:00"),
        ("There", "11-02T21:00 11-02T03:10"),
    ] {
        let label = format!("//div[contains(@class,'find-fields')]//label[span[text()='{words}']]");
        browser.press(Locator::XPath(&label)).await?;
        page.wait(&format!("{SHOWN} === '{expected}'")).await.with_context(|| words)?;
    }
    // The days too.
    page.fill("find-from", "2026-11-03").await?;
    page.wait(&format!("{SHOWN} === ''")).await?;
    page.fill("find-to", "2026-11-01").await?;
    page.wait("document.getElementById('find-problem').innerText.includes('later than the last one')").await?;
    page.press("Show all entries").await?;
    page.wait(&format!("{SHOWN} === '{all}' && document.activeElement.id === 'find-entries'")).await?;
    let empty = "return ['find-words', 'find-symptom', 'find-from', 'find-to'].every((id) => document.getElementById(id).value === '')";
    ensure!(browser.run(empty).await? == true, "something is still looked for");
    ensure!(
        browser.run("return document.querySelector('.history b.x, .notes b') === null").await? == true,
        "notes are markup"
    );
    ensure!(browser.run("return [location.hash, location.search].join('')").await? == "", "the address tells of it");
    // What is saved while something is looked for is looked at as well.
    page.fill("find-words", "fresh").await?;
    page.wait(&format!("{SHOWN} === ''")).await?;
    page.add().await?;
    page.fill("entry-notes", "A fresh start").await?;
    page.save().await?;
    page.wait("document.querySelectorAll('.history .entry').length === 1").await?;
    page.wait("document.querySelector('.found').innerText.trim() === '1 of 6 entries.'").await
}

/// A long journal is looked through part by part: its oldest entry is found too, the last thing looked for counts, and what is found
/// follows what happens to it.
async fn a_long_journal_is_searched_to_its_beginning(engine: Engine) -> Result<()> {
    const FILL: &str = "for (let number = 0; number < 4500; number += 1) {\
        const when = new Date(Date.UTC(2026, 0, 1) + number * 3600e3).toISOString().slice(0, 16);\
        const id = `019e5b60-7c00-7abc-8def-${String(number).padStart(12, '0')}`;\
        entries.put(JSON.stringify({ version: 2, id, when: `${when}+00:00`, changed: 1000, readings: {},\
          notes: `number ${String(number).padStart(4, '0')}` }), `${when}Z ${id}`);\
      } return true;";
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.with_database(FILL).await?;
    page.reload().await?;
    browser.run("document.querySelector('.find').open = true").await?;
    for words in ["number", "number 4", "0000 number"] {
        page.fill("find-words", words).await?;
    }
    let found = "document.querySelector('.found').innerText.trim()";
    page.wait(&format!("{SHOWN} === '01-01T00:00' && {found}.startsWith('1 of 4')"))
        .await
        .with_context(|| format!("{engine:?}"))?;
    browser.press(Locator::XPath("//article//button[starts-with(., 'Delete')]")).await?;
    page.wait(&format!("{SHOWN} === '' && {found}.startsWith('None of 4')")).await?;
    page.fill("find-words", "number").await?;
    page.wait(&format!(
        "{found}.replace(/\\D/g, '') === '44994499' && document.querySelector('.history .day') !== null"
    ))
    .await
    .with_context(|| format!("{engine:?}"))?;
    page.press("Show all entries").await?;
    page.wait(&format!("{found} === ''")).await?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(a_long_journal_is_searched_to_its_beginning);

async fn a_day_of_the_calendar_shows_what_was_recorded(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    calendar(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(a_day_of_the_calendar_shows_what_was_recorded);

pub(super) async fn calendar(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    store(&page, &ENTRIES).await?;
    page.wait("document.getElementById('calendar') !== null").await?;
    browser.run("document.getElementById('calendar').open = true").await?;
    page.wait("document.querySelector('.month') !== null").await?;
    let names = "[...document.querySelectorAll('.month button')].map((it) => it.querySelector('.visually-hidden').textContent).join('|')";
    let said = browser.run(&format!("return {names}")).await?;
    let expected = "Monday 2 November 2026: 2 entries, worst pain 7 out of 10, bleeding: light\
                    |Wednesday 4 November 2026: 1 entry, no pain, bleeding: none\
                    |Thursday 5 November 2026: 1 entry, worst pain 3 out of 10";
    ensure!(said == expected, "{said}");
    let told =
        browser.run("return document.querySelector('.month caption').innerText.replace(/\\s+/g, ' ').trim()").await?;
    ensure!(told == "November 2026 4 entries on 3 days.", "{told}");
    // By the keyboard alone.
    browser.run("document.querySelector('.month button').focus()").await?;
    browser.client.active_element().await?.send_keys("\u{e007}").await?;
    page.wait("document.activeElement.id === 'calendar-day'").await?;
    let shown = browser.run("return document.getElementById('calendar-day').innerText").await?;
    let shown = shown.as_str().unwrap_or_default();
    for part in ["Monday 2 November 2026", "03:10", "Back pain 7", "Woke up from it", "21:00", "Warm bath"] {
        ensure!(shown.contains(part), "{part}: {shown}");
    }
    page.press("Show in your entries").await?;
    page.wait(&format!("{SHOWN} === '11-02T21:00 11-02T03:10'")).await?;
    page.press("Earlier month").await?;
    page.wait("document.querySelector('.month h3').innerText === 'October 2026'").await?;
    page.wait(&format!("{names} === 'Monday 12 October 2026: 1 entry'")).await?;
    ensure!(
        browser.run("return document.getElementById('calendar-day').innerText").await? == "",
        "another month's day"
    );
    for month in ["November 2026", "December 2026", "January 2027"] {
        page.press("Later month").await?;
        page.wait(&format!("document.querySelector('.month h3').innerText === '{month}'")).await?;
    }
    Ok(())
}

async fn patterns_say_what_was_counted_and_have_it_behind_them(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    patterns(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    if engine == Engine::Chromium {
        on_paper(&browser).await?;
    }
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(patterns_say_what_was_counted_and_have_it_behind_them);

/// The rows of the table behind a drawing.
fn rows(id: &str) -> String {
    format!(
        "[...document.querySelectorAll('#{id} tbody tr')].map((row) => [...row.cells].map((it) => it.textContent).join(', ')).join('|')"
    )
}

pub(super) async fn patterns(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    page.wait("document.getElementById('patterns') !== null").await?;
    browser.run("document.getElementById('patterns').open = true").await?;
    page.wait("document.querySelectorAll('#patterns .pattern').length === 4").await?;
    ensure!(
        browser.run("return document.querySelector('#patterns svg') === null").await? == true,
        "nothing is drawn of nothing"
    );
    store(&page, &ENTRIES).await?;
    page.with_database(
        "kept.put(JSON.stringify({ version: 1, id: '019e5b60-7c00-7abc-8def-0123456789aa', changed: 1, removed: false, what: { wave:\
           { start: '2026-11-05T02:00:00+00:00', end: '2026-11-05T02:01:00+00:00' } } }), 'wave 019e5b60-7c00-7abc-8def-0123456789aa');\
         kept.put(JSON.stringify({ version: 1, id: '019e5b60-7c00-7abc-8def-0123456789ab', changed: 1, removed: false, what: { wave:\
           { start: '2026-11-05T02:05:30+00:00', end: null } } }), 'wave 019e5b60-7c00-7abc-8def-0123456789ab');\
         return true;",
    )
    .await?;
    page.reload().await?;
    page.wait("document.getElementById('patterns') !== null").await?;
    browser.run("document.getElementById('patterns').open = true").await?;
    page.wait("document.querySelector('#pattern-days svg') !== null").await?;
    // Of the pain that was recorded last, unless another one is chosen.
    page.wait("document.querySelector('#pattern-days h3').innerText === 'Cramps or tummy pain, day by day'").await?;
    browser.press(Locator::XPath("//details[@id='patterns']//label[span[text()='Back pain']]")).await?;
    page.wait("document.querySelector('#pattern-days h3').innerText === 'Back pain, day by day'").await?;
    for (id, told, expected) in [
        (
            "pattern-days",
            "Back pain was recorded on 2 of 14 days, at worst 7 out of 10 on 2 November 2026, and as not there on 1 day.",
            "2 November 2026, 2, 7, Light|4 November 2026, 0, 0, None",
        ),
        (
            "pattern-hours",
            "Back pain was recorded as there 2 times, and as not there 1 time.",
            "03:00 to 06:00, 1, 7, 0|06:00 to 09:00, 0, , 1|21:00 to 24:00, 1, 2, 0",
        ),
        (
            "pattern-waves",
            "Thursday 5 November 2026, from 02:00: 2 pains, on average 5 minutes 30 seconds from start to start and 1 minute long.",
            "02:00, 1 minute, |02:05, , 5 minutes 30 seconds",
        ),
        ("pattern-tried", "1 thing was tried, 2 times in all.", "warm BATH, 2, 1, 0, 1, 0"),
    ] {
        let said = browser.run(&format!("return document.getElementById('{id}-summary').textContent")).await?;
        ensure!(said == told, "{id}: {said}");
        let behind = browser.run(&format!("return {}", rows(id))).await?;
        ensure!(behind == expected, "{id}: {behind}");
        let drawn = browser
            .run(&format!(
                "const it = document.querySelector('#{id} .chart svg');\
                 return it.getAttribute('role') === 'img' && it.getAttribute('aria-labelledby') === '{id}-summary'\
                   && it.getBBox().width > 50 && it.querySelectorAll('path[d]').length > 1"
            ))
            .await?;
        ensure!(drawn == true, "{id} is not drawn, or not named");
    }
    // The marks that say different things differ in shape.
    let shapes = browser
        .run("return [...document.querySelectorAll('#pattern-days .meanings path')].map((it) => it.className.baseVal + it.getAttribute('d'))")
        .await?;
    let shapes = shapes.as_array().context("no meanings")?;
    ensure!(
        shapes.len() == 4 && shapes.iter().all(|one| shapes.iter().filter(|other| *other == one).count() == 1),
        "{shapes:?}"
    );
    // By the keyboard: another span, and the days before.
    browser.run("document.querySelector('[name=pattern-span]').focus()").await?;
    browser.client.active_element().await?.send_keys("\u{e014}").await?;
    page.wait("document.getElementById('pattern-days-summary').textContent.includes('of 28 days')").await?;
    page.press("Earlier").await?;
    page.wait("document.querySelectorAll('#patterns .pattern').length === 4 && document.querySelector('#pattern-days') === null").await?;
    page.press("Later").await?;
    page.wait("document.querySelector('#pattern-days') !== null").await
}

/// On paper the patterns stand alone, and nothing is cut off.
async fn on_paper(browser: &Browser) -> Result<()> {
    browser.run("window.print = () => {}; document.querySelector('#patterns .behind').open = true").await?;
    browser
        .press(Locator::XPath("//details[@id='patterns']//button[starts-with(normalize-space(.), 'Print')]"))
        .await?;
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let seen = browser
        .run(
            "return [...document.querySelectorAll('h1, h2, .top, .care, .entry, #paper-diary')].filter((it) =>\
               it.checkVisibility({ visibilityProperty: true })).map((it) => it.textContent)",
        )
        .await?;
    ensure!(seen == json!(["Patterns"]), "{seen}");
    let cut = browser
        .run("return [...document.querySelectorAll('.chart')].filter((it) => it.scrollWidth > it.clientWidth + 1).length")
        .await?;
    ensure!(cut == 0, "a drawing is cut off on paper");
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
    Ok(())
}
