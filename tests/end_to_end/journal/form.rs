//! The form: what it refuses, what it keeps exactly, and how it is used without a mouse.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::{
    JournalPage,
    keyboard::{press, tab_until},
};
use crate::{end, start};

/// Notes with markup, scripts, right-to-left text, marks that turn text around, emoji, null characters, and the longest.
fn wild_notes() -> Vec<String> {
    vec![
        "<b>bold</b><img src=x onerror=\"window.ran = true\"><script>window.ran = true</script>".to_owned(),
        "\u{202e}כאבי גב \u{2066}a\u{2069} وجع".to_owned(),
        "👩🏽‍🍼🍃 e\u{301} \u{feff}\u{200b}".to_owned(),
        "a\u{0}b\u{1}\u{7f}\u{85}\u{2028}c".to_owned(),
        "line\n\n  indented\ttab\n".to_owned(),
        "{\"version\":1,\"notes\":\"\\u0000\"}\n],\"unreadable\":[".to_owned(),
        "🍃".repeat(100_000),
    ]
}

async fn notes_are_kept_exactly_or_refused_clearly(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    for notes in wild_notes() {
        let step = || format!("{engine:?}: {}", notes.chars().take(60).collect::<String>());
        page.add().await?;
        page.fill("entry-notes", &notes).await?;
        page.save().await.with_context(step)?;
        page.reload().await?;
        page.press("Edit").await?;
        page.wait("document.getElementById('entry-notes') !== null").await?;
        let kept = browser.run("return document.getElementById('entry-notes').value").await?;
        ensure!(
            kept.as_str() == Some(&notes),
            "{}: it became {}",
            step(),
            kept.to_string().chars().take(200).collect::<String>()
        );
        page.press("Leave it as it was").await?;
        page.press("Delete").await?;
        page.wait_said("Deleted:").await?;
    }
    page.add().await?;
    page.fill("entry-notes", &"x".repeat(100_001)).await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('entry-notes-problem').innerText.includes('100001 characters')").await?;
    page.wait("document.activeElement.id === 'entry-notes'").await?;
    ensure!(browser.run("return window.ran === undefined").await? == true, "{engine:?}: notes ran");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(notes_are_kept_exactly_or_refused_clearly);

async fn impossible_times_and_empty_entries_are_refused_beside_the_field(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('entry-trouble').innerText.includes('Nothing is recorded')").await?;
    page.choose("cramps", "0").await?;
    for (when, message) in [("", "a day and a time that exist"), ("2999-01-01T00:00", "is in the future")] {
        page.fill("entry-when", when).await?;
        page.press("Save entry").await?;
        page.wait(&format!("document.getElementById('entry-when-problem').innerText.includes('{message}')"))
            .await
            .with_context(|| format!("{engine:?}: {when}"))?;
        page.wait("document.activeElement.id === 'entry-when'").await?;
    }
    ensure!(page.stored().await?["entries"] == json!([]), "{engine:?}: something was stored");
    page.fill("entry-when", "2024-02-29T23:59").await?;
    page.save().await?;
    ensure!(page.history().await?.contains("Thursday 29 February 2024"), "{}", page.history().await?);
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(impossible_times_and_empty_entries_are_refused_beside_the_field);

/// Nothing that is typed goes to a spelling service, a translator or the browser's memory of forms.
async fn the_form_tells_nobody(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    let leaky = browser
        .run(
            "return [...document.querySelectorAll('.entry-form, .entry-form input, .entry-form textarea')].filter((it) =>\
               it.autocomplete !== 'off' || it.translate || (it.localName === 'textarea' && it.spellcheck)\
               || it.name?.length > 0 && it.type !== 'radio').map((it) => it.outerHTML)",
        )
        .await?;
    ensure!(leaky == json!([]), "{leaky}");
    end(browser, &server).await
}
in_chromium!(the_form_tells_nobody);

/// What cannot be saved is seen, though its field is folded away: the fold opens, and the form says it too.
async fn what_cannot_be_saved_is_seen_in_a_closed_fold(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let fold = "document.getElementById('entry-temperature').closest('details')";
    page.add().await?;
    browser.run(&format!("{fold}.open = true")).await?;
    page.fill("entry-temperature-typed", "warm").await?;
    browser.run(&format!("{fold}.open = false; document.getElementById('entry-notes').focus();")).await?;
    page.press("Save entry").await?;
    page.wait(&format!("{fold}.open && document.activeElement.id === 'entry-temperature-typed'"))
        .await
        .with_context(|| format!("{engine:?}"))?;
    page.wait("document.getElementById('temperature-problem').innerText.includes('such as 38.5')").await?;
    page.wait("document.getElementById('entry-trouble').innerText.startsWith('Something above')").await?;
    let invalid = "[...document.querySelectorAll('.entry-form [aria-invalid=true]')].map((it) => it.id).join()";
    page.wait(&format!("{invalid} === 'entry-temperature-typed'")).await?;
    page.fill("entry-temperature-typed", "37").await?;
    page.fill("entry-when", "").await?;
    page.press("Save entry").await?;
    page.wait(&format!("{invalid} === 'entry-when'")).await.with_context(|| format!("{engine:?}"))?;
    page.fill("entry-when", "2026-10-05T07:08").await?;
    page.save().await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(what_cannot_be_saved_is_seen_in_a_closed_fold);

/// A time that the clocks leap over does not exist; one that they show twice is kept as it was.
async fn clocks_that_change_move_nothing(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "Europe/Berlin" })).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.choose("cramps", "1").await?;
    page.fill("entry-when", "2026-03-29T02:30").await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('entry-when-problem').innerText.includes('clocks went forward')").await?;
    page.fill("entry-when", "2026-03-29T03:30").await?;
    page.save().await?;
    let stored = page.stored().await?["entries"][0].to_string();
    ensure!(stored.contains("2026-03-29T03:30+02:00"), "{stored}");
    // On another continent, it is still half past three.
    browser.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "Pacific/Auckland" })).await?;
    page.reload().await?;
    let history = page.history().await?;
    ensure!(history.contains("Sunday 29 March 2026") && history.contains("03:30"), "{history}");
    page.press("Edit").await?;
    page.wait("document.getElementById('entry-when').value === '2026-03-29T03:30'").await?;
    page.choose("cramps", "2").await?;
    page.save().await?;
    let stored = page.stored().await?["entries"][0].to_string();
    ensure!(stored.contains("2026-03-29T03:30+02:00"), "an edit moved it: {stored}");
    end(browser, &server).await
}
in_chromium!(clocks_that_change_move_nothing);

/// In the hour that the clocks show twice, what is written the second time is not taken for the first.
async fn the_hour_that_comes_twice_is_not_mistaken(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "Europe/Berlin" })).await?;
    let second_time = "const shift = Date.parse('2026-10-25T01:40:00Z') - Date.now();\
        window.Date = class extends Date {\
          constructor(...given) { if (given.length === 0) super(window.Date.now()); else super(...given); }\
          static now() { return super.now() + shift; } };";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": second_time })).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.wait("document.getElementById('entry-when').value.startsWith('2026-10-25T02:4')").await?;
    page.choose("cramps", "1").await?;
    page.fill("entry-when", "2026-10-25T02:35").await?;
    page.save().await?;
    let stored = page.stored().await?["entries"][0].to_string();
    ensure!(stored.contains("2026-10-25T02:35+01:00"), "{stored}");
    browser.run("document.getElementById('waves').click()").await?;
    page.press("Add a pain by hand").await?;
    page.wait("document.getElementById('wave-start')?.value.startsWith('2026-10-25T02:4')").await?;
    page.press("Save").await?;
    page.wait("document.getElementById('wave-said').textContent.startsWith('Saved.')").await?;
    let stored = page.with_database("return (await all(kept.getAll())).join();").await?.to_string();
    ensure!(stored.contains("2026-10-25T02:4") && stored.contains("+01:00") && !stored.contains("+02:00"), "{stored}");
    end(browser, &server).await
}
in_chromium!(the_hour_that_comes_twice_is_not_mistaken);

/// From "Add entry" to "Saved" with the keyboard alone.
async fn the_keyboard_is_enough(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    by_keyboard(&browser, &page).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(the_keyboard_is_enough);

async fn by_keyboard(browser: &Browser, page: &JournalPage<'_>) -> Result<()> {
    let says = |words: &str| format!("document.activeElement.textContent.startsWith('{words}')");
    let is = |id: &str| format!("document.activeElement.id === '{id}'");
    browser.run("document.getElementById('main').focus()").await?;
    tab_until(browser, &is("add-entry")).await?;
    press(browser, Key::Enter.into()).await?;
    page.wait(&is("entry-heading")).await?;
    tab_until(browser, "document.activeElement.name === 'back-pain'").await?;
    // Space chooses, arrows go on.
    press(browser, ' ').await?;
    for _ in 0..3 {
        press(browser, Key::Right.into()).await?;
    }
    page.wait("document.querySelectorAll('#entry-back-pain input')[3].checked").await?;
    tab_until(browser, &is("entry-notes")).await?;
    for letter in "typed".chars() {
        press(browser, letter).await?;
    }
    tab_until(browser, &says("Save entry")).await?;
    press(browser, Key::Enter.into()).await?;
    page.wait_said("Saved.").await?;
    page.wait(&is("add-entry")).await?;
    let history = page.history().await?;
    ensure!(history.contains("Back pain 3") && history.contains("typed"), "{history}");
    tab_until(browser, &says("Delete")).await?;
    press(browser, Key::Enter.into()).await?;
    page.wait(&is("undo-delete")).await?;
    press(browser, Key::Enter.into()).await?;
    page.wait_said_and_shown("Brought back:").await
}
