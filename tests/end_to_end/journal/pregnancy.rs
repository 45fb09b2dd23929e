//! The dates of a pregnancy, its weeks, and its end.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, start};

async fn weeks_are_counted_and_stop_where_a_pregnancy_has_ended(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    count(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(weeks_are_counted_and_stop_where_a_pregnancy_has_ended);

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

/// Starts with the dates of another pregnancy, which is offered folded, and under words that do not speak of one.
async fn begin_another(page: &JournalPage<'_>) -> Result<()> {
    let fold = "document.querySelector('.dates-form > .more:last-child')";
    page.wait(&format!("{fold}?.open === false && {fold}.querySelector('summary').textContent === 'Other dates'"))
        .await?;
    page.browser.run(&format!("{fold}.open = true")).await?;
    page.press("Start with new dates").await
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

pub(super) async fn count(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    page.add().await?;
    page.choose("bleeding", "Spotting").await?;
    page.save().await?;
    ensure!(
        browser.run("return document.querySelector('.history .week')").await?.is_null(),
        "weeks of which nothing is known"
    );
    page.wait(
        "document.getElementById('warning-after-saving').innerText.includes('If you are 20 weeks pregnant or more')",
    )
    .await?;

    // What cannot be is explained beside its field, and nothing is stored.
    open_dates(&page).await?;
    let tomorrow = days_ago(browser, -1).await?;
    page.fill("date-last-period", &tomorrow).await?;
    page.press("Save dates").await?;
    page.wait("document.getElementById('date-last-period-problem').innerText.includes('is in the future')").await?;
    page.wait("document.activeElement.id === 'date-last-period'").await?;
    ensure!(page.with_database("return all(kept.count());").await? == 0);

    // 21 weeks: the week stands with each entry, and only the cards of that week are shown.
    let beginning = days_ago(browser, 147).await?;
    page.fill("date-last-period", &beginning).await?;
    save_dates(&page).await?;
    page.wait("document.querySelector('.dates-told').textContent.includes('Today: 21 weeks.')").await?;
    page.wait("document.querySelector('.history .week')?.textContent === '21 weeks'").await?;
    page.press("Edit").await?;
    page.wait("document.querySelectorAll('#warning-bleeding .care').length === 2").await?;
    let card = browser.run("return document.getElementById('warning-bleeding').innerText").await?;
    ensure!(card.as_str().is_some_and(|it| it.contains("maternity unit now") && !it.contains("If you are")), "{card}");
    // The draft's cards follow the dates while it is open.
    let later = days_ago(browser, 70).await?;
    page.fill("date-last-period", &later).await?;
    save_dates(&page).await?;
    page.wait("document.querySelector('#warning-bleeding .care.emergency') === null").await?;
    ensure!(browser.run("return document.querySelectorAll('#warning-bleeding .care.urgent').length").await? == 1);
    page.fill("date-last-period", &beginning).await?;
    save_dates(&page).await?;
    page.wait("document.querySelectorAll('#warning-bleeding .care.emergency').length === 1").await?;
    page.press("Leave it as it was").await?;
    page.reload().await?;
    page.wait("document.querySelector('.history .week')?.textContent === '21 weeks'").await?;

    // Ended: nothing counts, light bleeding is quiet, and what comes after is offered once.
    open_dates(&page).await?;
    choose_status(&page, "It has ended").await?;
    page.wait("document.getElementById('date-ended') !== null").await?;
    ensure!(
        browser.run("return document.querySelector('.dates .check input').checked").await? == false,
        "weeks go on by themselves"
    );
    save_dates(&page).await?;
    page.wait("document.querySelector('.history .week') === null && document.querySelector('.dates-told') === null")
        .await?;
    page.wait("document.querySelector('#what-comes-after a')?.getAttribute('href') === '/#feelings'").await?;
    page.press("Edit").await?;
    page.wait("document.querySelector('#entry-bleeding input:checked') !== null").await?;
    let cards = browser.run("return document.querySelectorAll('.journal .care').length").await?;
    ensure!(cards == 0, "{cards} cards");
    page.choose("bleeding", "Heavier than a period").await?;
    page.wait("document.querySelectorAll('#warning-bleeding .care').length === 2").await?;
    let cards = browser.run("return document.getElementById('warning-bleeding').innerText").await?;
    let is_for_after = |it: &str| !it.contains("If you are") && it.contains("after a pregnancy has ended");
    ensure!(cards.as_str().is_some_and(is_for_after), "a card speaks of weeks: {cards}");
    page.press("Leave it as it was").await?;
    page.press("I have read this").await?;
    page.wait("document.getElementById('what-comes-after') === null").await?;
    page.reload().await?;
    ensure!(browser.run("return document.getElementById('what-comes-after') === null").await? == true, "offered twice");

    // It can be undone; then a new one can begin only after an end.
    open_dates(&page).await?;
    choose_status(&page, "Ongoing").await?;
    save_dates(&page).await?;
    page.wait("document.querySelector('.history .week')?.textContent === '21 weeks'").await?;
    let begin = "[...document.querySelectorAll('.dates button')].some((it) => it.textContent.startsWith('Start with new dates'))";
    ensure!(browser.run(&format!("return {begin}")).await? == false, "a new one beside one that goes on");
    choose_status(&page, "It has ended").await?;
    let yesterday = days_ago(browser, 1).await?;
    page.wait("document.getElementById('date-ended') !== null").await?;
    page.fill("date-ended", &yesterday).await?;
    save_dates(&page).await?;
    page.wait("document.querySelector('.history .week') === null").await?;
    begin_another(&page).await?;
    page.wait("document.getElementById('date-last-period').value === ''").await?;
    ensure!(page.with_database("return all(kept.count());").await? == 2);
    Ok(())
}

/// Dates that are typed and not saved stand through what another tab saves, and never write over it unsaid.
async fn typed_dates_stand_through_a_change_elsewhere(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    change_in_two_tabs(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(typed_dates_stand_through_a_change_elsewhere);

async fn stored_dates(page: &JournalPage<'_>) -> Result<String> {
    Ok(page.with_database("return (await all(kept.getAll())).join();").await?.to_string())
}

/// A date as the store writes it: `[2026,3,1]`.
fn as_stored(day: &str) -> String {
    let parts: Vec<&str> = day.split('-').map(|part| part.trim_start_matches('0')).collect();
    format!("[{}]", parts.join(","))
}

async fn change_in_two_tabs(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    let (first_day, theirs, mine) =
        (days_ago(browser, 100).await?, days_ago(browser, 90).await?, days_ago(browser, 110).await?);
    open_dates(&page).await?;
    page.fill("date-last-period", &first_day).await?;
    save_dates(&page).await?;
    let first = browser.client.window().await?;
    let second = browser.client.new_window(false).await?.handle;
    browser.client.switch_to_window(second.clone()).await?;
    page.reload().await?;
    open_dates(&page).await?;
    page.wait(&format!("document.getElementById('date-last-period').value === '{first_day}'")).await?;
    page.fill("date-last-period", &mine).await?;

    browser.client.switch_to_window(first.clone()).await?;
    page.fill("date-last-period", &theirs).await?;
    save_dates(&page).await?;
    browser.client.switch_to_window(second).await?;
    page.wait("document.querySelector('.dates-told').textContent.includes('12 weeks and 6 days')").await?;
    ensure!(browser.run("return document.getElementById('date-last-period').value").await? == mine, "typed, and gone");
    page.press("Save dates").await?;
    page.wait("document.getElementById('dates-failure').innerText.includes('another tab has changed the dates')")
        .await?;
    let stored = stored_dates(&page).await?;
    ensure!(stored.contains(&as_stored(&theirs)) && !stored.contains(&as_stored(&mine)), "written over: {stored}");
    ensure!(browser.run("return document.getElementById('date-last-period').value").await? == mine, "typed, and gone");
    save_dates(&page).await?;
    ensure!(stored_dates(&page).await?.contains(&as_stored(&mine)));
    ensure!(browser.run("return document.getElementById('dates-failure').innerText").await? == "");
    browser.client.close_window().await?;
    browser.client.switch_to_window(first).await?;
    // What is not touched follows.
    page.wait(&format!("document.getElementById('date-last-period').value === '{mine}'")).await
}

/// What comes after is offered once: it is settled by following it, and by putting it away, which leaves alone what is typed.
async fn what_comes_after_is_offered_once(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    offer_once(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(what_comes_after_is_offered_once);

async fn offer_once(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    let say = async |words: &str| {
        open_dates(&page).await?;
        choose_status(&page, words).await?;
        save_dates(&page).await
    };
    let is_gone = "document.getElementById('what-comes-after') === null";
    say("It has ended").await?;
    page.wait("document.querySelector('#what-comes-after a') !== null").await?;
    browser.run("document.querySelector('#what-comes-after a').click()").await?;
    page.wait("location.pathname === '/' && location.hash === '#feelings'").await?;
    page.reload().await?;
    page.wait("document.querySelector('.dates') !== null").await?;
    ensure!(browser.run(&format!("return {is_gone}")).await? == true, "followed, and offered again");

    // It was taken back, and said once more.
    say("Ongoing").await?;
    say("It has ended").await?;
    page.wait("document.querySelector('#what-comes-after a') !== null").await?;
    let yesterday = days_ago(browser, 1).await?;
    page.fill("date-ended", &yesterday).await?;
    browser.run("document.querySelector('#what-comes-after button').click()").await?;
    page.wait(is_gone).await?;
    ensure!(browser.run("return document.getElementById('date-ended').value").await? == yesterday, "typed, and gone");
    save_dates(&page).await?;
    ensure!(stored_dates(&page).await?.contains(&as_stored(&yesterday)));
    Ok(())
}

/// What does not fit is told beside its field, in its fold too; a screen reader hears it there.
async fn dates_that_do_not_fit_are_told_beside_their_fields(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let told = async |field: &str, problem: &str, words: &str| {
        page.press("Save dates").await?;
        let told = format!(
            "(() => {{ const field = document.getElementById('{field}'); return document.activeElement === field\
               && field.getAttribute('aria-invalid') === 'true' && field.getAttribute('aria-describedby') === '{problem}'\
               && document.getElementById('{problem}').innerText.includes('{words}')\
               && document.getElementById('dates-failure').innerText.startsWith('Not saved.'); }})()"
        );
        page.wait(&told).await.with_context(|| format!("{field}: {words}"))
    };
    let scanned = days_ago(&browser, 1).await?;
    open_dates(&page).await?;
    page.fill("date-scan", &scanned).await?;
    for (weeks, days) in [("50", ""), ("12.5", ""), ("12", "7"), ("", "")] {
        browser.run("document.getElementById('date-scan').closest('details').open = false").await?;
        page.fill("scan-weeks", weeks).await?;
        page.fill("scan-days", days).await?;
        told("scan-weeks", "scan-weeks-problem", "whole weeks, from 0 to 45").await?;
    }
    page.fill("scan-weeks", "12").await?;
    page.fill("date-scan", "").await?;
    told("date-scan", "date-scan-problem", "day of the scan").await?;
    page.fill("date-scan", &scanned).await?;
    page.fill("date-transfer", &scanned).await?;
    told("date-transfer", "date-transfer-problem", "age of the embryo").await?;
    page.fill("date-transfer", "").await?;
    save_dates(&page).await?;
    page.wait("document.querySelectorAll('.dates [aria-invalid]').length === 0").await?;

    // A new one that would have begun before the earlier one ended is explained.
    choose_status(&page, "It has ended").await?;
    page.wait("document.getElementById('date-ended') !== null").await?;
    page.fill("date-ended", &scanned).await?;
    save_dates(&page).await?;
    begin_another(&page).await?;
    page.wait("document.getElementById('date-scan').value === ''").await?;
    page.fill("date-last-period", &days_ago(&browser, 20).await?).await?;
    save_dates(&page).await?;
    page.wait(
        "document.getElementById('date-last-period-problem').innerText.includes('before the earlier one had ended')",
    )
    .await?;

    // What the browser cannot store is told once.
    browser.run("IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };").await?;
    page.fill("date-last-period", &days_ago(&browser, 21).await?).await?;
    page.press("Save dates").await?;
    page.wait("document.getElementById('dates-failure').innerText.includes('no room left')").await?;
    page.wait("document.getElementById('told-now').textContent !== ''").await?;
    let told =
        browser.run("return document.getElementById('told-now').textContent.split('no room left').length - 1").await?;
    ensure!(told == 1, "said {told} times");
    end(browser, &server).await
}
in_chromium!(dates_that_do_not_fit_are_told_beside_their_fields);

/// On the day of an end, nothing is asked any more of a pregnancy that goes on.
async fn nothing_of_it_is_asked_from_the_day_of_its_end(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let asked = "['entry-movements', 'entry-pregnancy-signs'].filter((id) => document.getElementById(id) !== null)";
    page.add().await?;
    browser.run("document.getElementById('entry-pregnancy-signs').closest('details').open = true").await?;
    page.choose("pregnancy-signs", "The same").await?;
    page.save().await?;
    page.add().await?;
    ensure!(browser.run(&format!("return {asked}.length")).await? == 2);
    page.press("Delete this draft").await?;
    open_dates(&page).await?;
    page.fill("date-last-period", &days_ago(&browser, 210).await?).await?;
    choose_status(&page, "It has ended").await?;
    page.wait("document.getElementById('date-ended') !== null").await?;
    page.fill("date-ended", &days_ago(&browser, 0).await?).await?;
    save_dates(&page).await?;
    page.add().await?;
    let left = browser.run(&format!("return {asked}")).await?;
    ensure!(left == json!([]), "still asked: {left}");
    end(browser, &server).await
}
in_chromium!(nothing_of_it_is_asked_from_the_day_of_its_end);
