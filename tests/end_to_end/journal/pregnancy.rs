//! The dates of a pregnancy, its weeks, and its end.

use anyhow::{Context, Result, ensure};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, start};

#[tokio::test]
async fn weeks_are_counted_and_stop_where_a_pregnancy_has_ended() -> Result<()> {
    for engine in Engine::ALL {
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let browser = start(engine, &server, Wishes::default()).await?;
        count(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
        end(browser, &server).await?;
    }
    Ok(())
}

/// The day that lies so many days before today, by the browser's clock.
async fn days_ago(browser: &Browser, days: i64) -> Result<String> {
    let script = format!(
        "const now = new Date(); const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() - ({days})));\
         return day.toISOString().slice(0, 10)"
    );
    Ok(browser.run(&script).await?.as_str().context("no day")?.to_owned())
}

async fn open_dates(page: &JournalPage<'_>) -> Result<()> {
    page.wait("document.querySelector('.dates') !== null").await?;
    page.browser.run("document.querySelector('.dates').open = true").await?;
    Ok(())
}

async fn save_dates(page: &JournalPage<'_>) -> Result<()> {
    page.press("Save dates").await?;
    page.wait("document.getElementById('dates-said').textContent.startsWith('Saved.')").await
}

async fn choose_status(page: &JournalPage<'_>, words: &str) -> Result<()> {
    page.browser
        .run(&format!(
            "[...document.querySelectorAll('.dates label')].find((it) => it.textContent === '{words}').querySelector('input').click()"
        ))
        .await?;
    Ok(())
}

async fn count(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    page.add().await?;
    page.choose("bleeding", "Spotting").await?;
    page.save().await?;
    ensure!(!page.history().await?.contains("weeks"), "weeks of which nothing is known");
    page.wait(
        "document.getElementById('warning-after-saving').innerText.includes('If you are 20 weeks pregnant or more')",
    )
    .await?;

    // What cannot be is explained beside its field, and nothing is stored.
    open_dates(&page).await?;
    let tomorrow = days_ago(browser, -1).await?;
    page.fill("date-last-period", &tomorrow).await?;
    page.press("Save dates").await?;
    page.wait("document.getElementById('date-last-period-problem').innerText.includes('has not come yet')").await?;
    page.wait("document.activeElement.id === 'date-last-period'").await?;
    ensure!(page.with_database("return all(kept.count());").await? == 0);

    // 21 weeks: the week stands with each entry, and only the cards of that week are shown.
    let beginning = days_ago(browser, 147).await?;
    page.fill("date-last-period", &beginning).await?;
    save_dates(&page).await?;
    page.wait("document.querySelector('.dates-told').textContent.includes('Today: 21 weeks.')").await?;
    page.wait("document.querySelector('.history .week')?.textContent === '21 weeks'").await?;
    page.press("Edit").await?;
    page.wait("document.querySelectorAll('#warning-bleeding .care').length === 1").await?;
    let card = browser.run("return document.getElementById('warning-bleeding').innerText").await?;
    ensure!(card.as_str().is_some_and(|it| it.contains("maternity unit now") && !it.contains("If you are")), "{card}");
    page.press("Leave it as it was").await?;
    page.reload().await?;
    page.wait("document.querySelector('.history .week')?.textContent === '21 weeks'").await?;

    // Ended: nothing counts, cards go on without weeks, and what comes after is offered once.
    open_dates(&page).await?;
    choose_status(&page, "It has ended").await?;
    page.wait("document.getElementById('date-ended') !== null").await?;
    browser.run("document.querySelector('.dates .check input').click()").await?;
    save_dates(&page).await?;
    page.wait("document.querySelector('.history .week') === null && document.querySelector('.dates-told') === null")
        .await?;
    page.wait("document.querySelector('#what-comes-after a')?.getAttribute('href') === '/#feelings'").await?;
    page.press("Edit").await?;
    page.wait("document.querySelectorAll('#warning-bleeding .care').length === 2").await?;
    let cards = browser.run("return document.getElementById('warning-bleeding').innerText").await?;
    ensure!(cards.as_str().is_some_and(|it| !it.contains("If you are")), "a card speaks of weeks: {cards}");
    page.press("Leave it as it was").await?;
    page.press("Put this away").await?;
    page.wait("document.getElementById('what-comes-after') === null").await?;
    page.reload().await?;
    ensure!(browser.run("return document.getElementById('what-comes-after') === null").await? == true, "offered twice");

    // It can be undone; then a new one can begin only after an end.
    open_dates(&page).await?;
    choose_status(&page, "Ongoing").await?;
    save_dates(&page).await?;
    page.wait("document.querySelector('.history .week')?.textContent === '21 weeks'").await?;
    let begin =
        "[...document.querySelectorAll('.dates button')].some((it) => it.textContent.startsWith('Begin a new'))";
    ensure!(browser.run(&format!("return {begin}")).await? == false, "a new one beside one that goes on");
    choose_status(&page, "It has ended").await?;
    let yesterday = days_ago(browser, 1).await?;
    page.wait("document.getElementById('date-ended') !== null").await?;
    page.fill("date-ended", &yesterday).await?;
    save_dates(&page).await?;
    page.wait("document.querySelector('.history .week') === null").await?;
    page.press("Begin a new pregnancy").await?;
    page.wait("document.getElementById('date-last-period').value === ''").await?;
    ensure!(page.with_database("return all(kept.count());").await? == 2);
    Ok(())
}
