//! How long a locked journal takes: until the passphrase has become a key, and from then on until the journal can be used.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;

use crate::{
    bench::median,
    browsers::{Browser, READY},
    figures::{Figure, grouped},
    journal_bench::{RUNS, fill, open_page, start_browser},
    server::SiteServer,
};

/// The most milliseconds from the press of "Unlock" until the keys are there.
const UNLOCK_BUDGET: u64 = 1500;
/// The most that a locked journal may take until it can be used, without the typing and the key, in hundredths of what it takes open.
const LOCKED_BUDGET_HUNDREDTHS: u64 = 200;
const PASSPHRASE: &str = "five words or six of them";

/// A script that counts the records of a kind, by whatever database the page has. Of `months`, each has one derived record.
pub(crate) fn count_of(kind: &str) -> String {
    format!(
        "return new Promise((resolve, reject) => {{ const opening = indexedDB.open('quietleaf'); opening.onerror = reject;\
         opening.onsuccess = () => {{ const counting = opening.result.transaction(['{kind}'], 'readonly').objectStore('{kind}').count();\
           counting.onerror = reject; counting.onsuccess = () => {{ opening.result.close(); resolve(counting.result); }}; }}; }})"
    )
}

/// Measures both with so many entries.
pub(crate) async fn measure(server: &SiteServer, entries: u64) -> Result<Vec<Figure>> {
    let browser = start_browser().await?;
    fill(&browser, server, entries).await?;
    let open = open_page(&browser, server).await?;
    let count = count_of("months");
    let months = browser.run(&count).await?;
    ensure!(months.as_u64().is_some_and(|months| months > 0), "the open journal has no months' records");
    lock(&browser).await?;
    let (mut keys, mut usable) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        browser.open_ready(&format!("{}journal/", server.url())).await?;
        let (made, used) = unlock(&browser).await?;
        keys.push(made);
        usable.push(used);
        if run == 0 {
            // As in the open journal, the months' derived records count: behind the lock they are made while nothing else is done.
            browser.wait_until(&format!("return (await (async () => {{ {count} }})()) === {months}")).await?;
        }
    }
    browser.end().await?;
    let first = usable.remove(0);
    let (keys, usable) = (median(keys), median(usable));
    let name = |what: &str| format!("{} entries: {what}", grouped(entries));
    Ok(vec![
        Figure::print("from \u{201c}Unlock\u{201d} until the keys are there, ms", keys, Some(UNLOCK_BUDGET)),
        Figure::print(name("the first time after it was locked, without typing and key, ms"), first, None),
        Figure::print(name("the open journal until it can be used, ms"), open, None),
        Figure::print(name("the locked journal until it can be used, without typing and key, ms"), usable, None),
        Figure::print(
            name("  against the open journal, hundredths"),
            (usable * 100).div_ceil(open.max(1)),
            Some(LOCKED_BUDGET_HUNDREDTHS),
        ),
    ])
}

async fn lock(browser: &Browser) -> Result<()> {
    browser.run("document.getElementById('lock').open = true").await?;
    browser.wait_until("return document.getElementById('lock-passphrase') !== null").await?;
    browser
        .run(&format!(
            "for (const id of ['lock-passphrase', 'lock-passphrase-again']) document.getElementById(id).value = '{PASSPHRASE}'"
        ))
        .await?;
    browser.press(Locator::XPath("//button[text()='Go on']")).await?;
    browser.press(Locator::Id("code-is-written-down")).await?;
    browser.press(Locator::XPath("//button[text()='Lock the journal']")).await?;
    browser.wait_until("return document.getElementById('gone')?.textContent === 'Done'").await
}

/// Unlocks the journal, and returns how long the keys took, and how long everything else took that nobody types.
async fn unlock(browser: &Browser) -> Result<(u64, u64)> {
    browser
        .run(&format!(
            "window.asked = window.readyAt; window.readyAt = undefined;\
             document.getElementById('unlock-with').value = '{PASSPHRASE}';\
             addEventListener('quietleaf-unlocked', () => {{ window.keysAt = performance.now(); }});\
             window.pressedAt = performance.now();\
             document.querySelector('.locked form button[type=submit]').click()"
        ))
        .await?;
    browser.wait_until("return window.readyAt !== undefined").await?;
    browser.wait_until(READY).await?;
    let times = "return [Math.round(keysAt - pressedAt), Math.round(asked + readyAt - keysAt)]";
    let times = browser.run(times).await?;
    times[0].as_u64().zip(times[1].as_u64()).context("nothing was measured")
}
