//! The whole form: what is folded away, details of what was there, fields that are typed into, what was used last.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, start};

async fn everything_that_is_asked_can_be_recorded(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    record(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_first!(everything_that_is_asked_can_be_recorded);

/// Opens every fold of the form.
async fn unfold(page: &JournalPage<'_>) -> Result<()> {
    page.wait("document.querySelector('.entry-form .more') !== null").await?;
    page.make_folded_fields().await?;
    page.browser.run("document.querySelectorAll('.entry-form .more').forEach((it) => { it.open = true; })").await?;
    Ok(())
}

/// The readings of the entry that was made last.
async fn stored(page: &JournalPage<'_>) -> Result<Value> {
    let stored = page.stored().await?;
    let records = stored["entries"].as_array().context("nothing is stored")?;
    let records = records.iter().filter_map(|it| serde_json::from_str::<Value>(it.as_str()?).ok());
    let last = records.max_by_key(|it| it["changed"].as_u64()).context("nothing is stored")?;
    Ok(last["readings"].clone())
}

async fn record(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    page.open_form().await?;
    let folded = "return document.querySelectorAll('.entry-form .more fieldset').length";
    ensure!(browser.run(folded).await? == 0, "folded fields are made though nobody has asked for them");
    let shown = "return [...document.querySelectorAll('.entry-form > .symptom')].map((it) => it.id)";
    ensure!(browser.run(shown).await? == json!(["entry-back-pain", "entry-cramps", "entry-bleeding"]));
    unfold(&page).await?;

    // Details only where the symptom was there.
    let details = "document.getElementById('entry-bleeding-pads-typed')";
    ensure!(browser.run(&format!("return {details} === null")).await? == true);
    page.choose("bleeding", "Spotting").await?;
    page.wait(&format!("{details} !== null")).await?;
    page.choose("bleeding-colour", "Brown").await?;
    page.choose("bleeding-clots", "None").await?;
    page.choose("bleeding", "None").await?;
    page.wait(&format!("{details} === null")).await?;
    page.choose("bleeding", "Light").await?;
    page.wait("[...document.querySelectorAll('#entry-bleeding-colour label')].some((it) => it.querySelector('input').checked && it.textContent === 'Brown')").await?;

    // What is typed and no reading is refused beside its field, and kept.
    for (pads, message) in [("-1", "0 to 20"), ("10000", "0 to 20"), ("two", "0 to 20"), ("1.5", "0 to 20")] {
        page.fill("entry-bleeding-pads-typed", pads).await?;
        page.press("Save entry").await?;
        page.wait(&format!("document.getElementById('bleeding-pads-problem').innerText.includes('{message}')")).await?;
        page.wait("document.activeElement.id === 'entry-bleeding-pads-typed'").await?;
    }
    page.reload().await?;
    unfold(&page).await?;
    ensure!(browser.run("return document.getElementById('entry-bleeding-pads-typed').value").await? == "1.5");
    page.fill("entry-bleeding-pads-typed", "1").await?;
    page.wait("document.querySelector('#warning-bleeding-pads .care.emergency') !== null").await?;
    page.fill("entry-bleeding-pads-typed", "0").await?;

    // A temperature in either unit, as it was read.
    for wrong in ["385", "hot", "-38", "101.3"] {
        page.fill("entry-temperature-typed", wrong).await?;
        page.press("Save entry").await?;
        page.wait("document.getElementById('temperature-problem').innerText.includes('30 to 45')").await?;
    }
    page.choose("temperature", "°F").await?;
    let place = "<b>left</b> \u{202e}hip\u{0} 🍃 וجع";
    page.choose("back-pain", "3").await?;
    page.wait("document.getElementById('entry-back-pain-place-typed') !== null").await?;
    page.fill("entry-back-pain-place-typed", &"x".repeat(5000)).await?;
    page.press("Save entry").await?;
    page.wait("document.getElementById('back-pain-place-problem').innerText.includes('1000')").await?;
    page.fill("entry-back-pain-place-typed", place).await?;
    page.choose("back-pain-unbearable", "Yes").await?;
    page.wait("document.querySelector('#warning-back-pain-unbearable .care.emergency') !== null").await?;
    page.choose("back-pain-unbearable", "No").await?;
    page.choose("shivering", "No").await?;
    page.choose("tried", "Nothing").await?;
    page.choose("pregnancy-signs", "Stronger").await?;
    page.save().await?;
    let expected = json!({
        "back-pain": { "pain": 3 }, "back-pain-place": { "words": place }, "back-pain-unbearable": { "felt": false },
        "bleeding": { "bleeding": "light" }, "bleeding-clots": "absent", "bleeding-colour": { "choice": "brown" },
        "bleeding-pads": { "count": 0 }, "pregnancy-signs": { "choice": "stronger" }, "shivering": { "felt": false },
        "temperature": { "temperature": "101.3 F" }, "tried": "absent",
    });
    let found = stored(&page).await?;
    ensure!(found == expected, "{found}");
    let history = page.history().await?;
    for words in [
        "Back pain 3",
        "too bad to walk or talk: no",
        "where: <b>left</b>",
        "Bleeding: light",
        "pads soaked in the last hour: 0",
        "clots: none",
        "colour: brown",
        "Temperature: 101.3 °F",
        "Shivering: no",
        "What you tried: nothing",
        "Signs of pregnancy: stronger",
    ] {
        ensure!(history.contains(words), "{words} is missing: {history}");
    }

    // What was used last stands first; an edit shows what it holds.
    page.add().await?;
    page.wait("document.querySelector('.entry-form .more') !== null").await?;
    ensure!(browser.run(shown).await? == json!(["entry-back-pain", "entry-bleeding", "entry-temperature"]));
    ensure!(
        browser.run("return document.querySelectorAll('#entry-temperature input[type=radio]')[3].checked").await?
            == true
    );
    page.press("Delete this draft").await?;
    page.press("Edit").await?;
    page.wait("document.getElementById('entry-temperature-typed')?.value === '101.3'").await?;
    page.wait("[...document.querySelectorAll('.entry-form .more[open]')].length >= 3").await?;
    page.press("Leave it as it was").await
}

/// At most three presses to a saved pain score, and none of them needs the page to be moved.
async fn a_pain_score_is_saved_with_three_presses(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let phone = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", phone).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let in_sight = |selector: &str| {
        format!(
            "return (() => {{ const it = document.querySelector('{selector}'); const box = it.getBoundingClientRect();\
               const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);\
               return met !== null && (it === met || it.contains(met) || met.contains(it)); }})()"
        )
    };
    ensure!(browser.run(&in_sight("#add-entry")).await? == true, "the button is out of sight");
    page.open_form().await?;
    browser.run("scrollTo(0, 0)").await?;
    ensure!(browser.run(&in_sight("#entry-back-pain .scale label")).await? == true, "the scale is out of sight");
    ensure!(browser.run(&in_sight(".entry-form [type=submit]")).await? == true, "Save is out of sight");
    page.choose("back-pain", "4").await?;
    page.save().await?;
    ensure!(stored(&page).await? == json!({ "back-pain": { "pain": 4 } }));
    end(browser, &server).await
}
in_chromium!(a_pain_score_is_saved_with_three_presses);
