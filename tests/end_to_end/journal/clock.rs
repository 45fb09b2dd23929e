//! A clock that was wrong, and is set back: nothing is lost, nothing is written over.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, start};

/// Sets the clock of each page that is opened from now on forth by what `clock` in the storage says, in milliseconds.
const CLOCK: &str = "const shift = Number(localStorage.getItem('clock') ?? 0);\
    window.Date = class extends Date {\
      constructor(...given) { if (given.length === 0) super(window.Date.now()); else super(...given); }\
      static now() { return super.now() + shift; } };";

/// Half a year, in milliseconds: longer than anything that goes by itself stays.
const HALF_A_YEAR: i64 = 183 * 86_400_000;

/// Gives this tab a clock that can be set.
async fn with_a_clock(browser: &Browser) -> Result<()> {
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": CLOCK })).await.map(|_| ())
}

async fn set_clock(page: &JournalPage<'_>, forth: i64) -> Result<()> {
    page.browser.run(&format!("localStorage.setItem('clock', {forth})")).await?;
    page.reload().await?;
    let now = page.browser.run("return Date.now() - performance.timeOrigin - performance.now()").await?;
    let now = now.as_f64().context("no clock")?;
    #[expect(clippy::cast_precision_loss, reason = "a millisecond is enough")]
    let is_set = (now - forth as f64).abs() < 60_000.0;
    ensure!(is_set, "the clock shows {now}, not {forth}");
    Ok(())
}

/// What the entries, the bin and the earlier versions hold.
async fn kept(page: &JournalPage<'_>) -> Result<[usize; 3]> {
    let counts =
        page.with_database("return [await all(entries.count()), await all(bin.count()), await all(versions.count())];");
    Ok(serde_json::from_value(counts.await?)?)
}

async fn edit(page: &JournalPage<'_>, from: &str, to: &str) -> Result<()> {
    page.wait(&format!(
        "document.getElementById('entry-notes') !== null || ([...document.querySelectorAll('.entry')]\
         .find((it) => it.textContent.includes('{from}')).querySelector('.actions button').click(), false)"
    ))
    .await?;
    page.fill("entry-notes", to).await
}

async fn a_clock_that_is_set_back_loses_nothing(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    set_back(&browser, &server).await?;
    end(browser, &server).await
}
in_chromium!(a_clock_that_is_set_back_loses_nothing);

pub(super) async fn set_back(browser: &Browser, server: &SiteServer) -> Result<()> {
    with_a_clock(browser).await?;
    let page = JournalPage::open(browser, server).await?;
    // Written by a clock that is half a year ahead.
    set_clock(&page, HALF_A_YEAR).await?;
    for notes in ["first", "second"] {
        page.add().await?;
        page.fill("entry-notes", notes).await?;
        page.save().await?;
    }
    edit(&page, "first", "first, edited ahead").await?;
    page.save().await?;

    // Back by half a year: what was written "later" is there, and what is written now goes over it in an edit, and only there.
    set_clock(&page, 0).await?;
    ensure!(kept(&page).await? == [2, 0, 1]);
    edit(&page, "first, edited ahead", "first, edited since").await?;
    page.press("Save entry").await?;
    // Its time is in the future: that is said beside the field, and what was typed stays.
    page.wait("document.getElementById('entry-when-problem').innerText.includes('is in the future')").await?;
    page.fill("entry-when", "2026-01-02T03:04").await?;
    page.save().await?;
    page.add().await?;
    page.fill("entry-notes", "third").await?;
    page.save().await?;
    ensure!(kept(&page).await? == [3, 0, 2]);
    let history = page.history().await?;
    for notes in ["first, edited since", "second", "third"] {
        ensure!(history.contains(notes), "{notes} is not shown: {history}");
    }
    ensure!(!history.contains("edited ahead"), "{history}");

    // What was deleted by the clock that was ahead can be brought back by the one that was set back, and stays until then.
    set_clock(&page, HALF_A_YEAR).await?;
    page.wait("document.querySelectorAll('.entry').length === 3").await?;
    browser
        .run(
            "[...document.querySelectorAll('.entry')].find((it) => it.textContent.includes('third'))\
             .querySelector('.actions button:last-child').click()",
        )
        .await?;
    page.wait_said("Deleted:").await?;
    set_clock(&page, 0).await?;
    ensure!(kept(&page).await? == [2, 1, 2]);
    page.open_bin().await?;
    page.press("Bring back").await?;
    page.wait_said_and_shown("Brought back:").await?;
    ensure!(kept(&page).await? == [3, 0, 2]);

    // Two tabs with different clocks: the one whose clock is behind does not write over the other, nor the other way round.
    let (first, second) = (browser.client.window().await?, browser.client.new_window(false).await?.handle);
    browser.client.switch_to_window(second.clone()).await?;
    with_a_clock(browser).await?;
    for (slow, ahead) in [(&first, &second), (&second, &first)] {
        browser.client.switch_to_window(ahead.clone()).await?;
        browser.open_ready(&server.url()).await?;
        set_clock(&page, HALF_A_YEAR).await?;
        edit(&page, "second", "second, by the tab ahead").await?;
        browser.client.switch_to_window(slow.clone()).await?;
        set_clock(&page, 0).await?;
        edit(&page, "second", "second, by the slow tab").await?;
        page.fill("entry-when", "2026-01-03T03:04").await?;
        page.save().await?;
        browser.client.switch_to_window(ahead.clone()).await?;
        page.press("Save entry").await?;
        page.wait("document.getElementById('entry-trouble').innerText.includes('changed in another tab')").await?;
        page.press("Leave it as it was").await?;
        ensure!(page.history().await?.contains("second, by the slow tab"));
    }
    browser.client.switch_to_window(second).await?;
    browser.client.close_window().await?;
    browser.client.switch_to_window(first).await?;

    // A file that was written by the clock that was ahead: what it puts in the place of something is kept behind it.
    page.reload().await?;
    let before = kept(&page).await?;
    let older: Value = page
        .with_database("return (await all(entries.getAll())).map((it) => JSON.parse(it)).find((it) => it.notes.startsWith('second'));")
        .await?;
    let mut ahead = older.clone();
    ahead["notes"] = json!("second, from a file");
    let changed = older["changed"].as_u64().context("no time of the change")?;
    ahead["changed"] = json!(changed + u64::try_from(HALF_A_YEAR)?);
    let file = format!(
        "{{\"format\":\"quietleaf-journal\",\"version\":3,\"exported\":\"2026-11-22T12:00+01:00\",\"counts\":{{\"entries\":1,\"versions\":0,\"bin\":0,\"kept\":0}},\
         \"entries\":[\n{ahead}\n],\"versions\":[\n],\"bin\":[\n],\"kept\":[\n],\"settings\":[\n],\"unreadable\":[\n]}}\n"
    );
    super::backup::choose_file(browser, &file).await?;
    page.wait("document.getElementById('restore-preview')?.innerText.includes('1 changed')").await?;
    page.press("Restore these").await?;
    page.wait_said_and_shown("Restored: ").await?;
    ensure!(page.history().await?.contains("second, from a file"));
    ensure!(kept(&page).await? == [before[0], before[1], before[2] + 1], "what it took the place of is not kept");
    page.reload().await?;
    ensure!(page.history().await?.contains("second, from a file"));
    Ok(())
}
