//! "Saved" means stored: a browser that is killed right after it has lost nothing.

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    paths,
    server::SiteServer,
};

use super::JournalPage;
use crate::start;

/// How often each browser is killed.
const KILLS: usize = 20;

#[tokio::test]
async fn a_killed_browser_has_lost_nothing() -> Result<()> {
    for engine in [Engine::Chromium, Engine::Firefox] {
        // One server, so that the origin stays the same.
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let profile = paths::target().join("browsers").join(format!("kept-{engine:?}"));
        if profile.exists() {
            fs::remove_dir_all(&profile)?;
        }
        for kill in 0..=KILLS {
            let browser =
                start(engine, &server, Wishes { profile: Some(profile.clone()), ..Wishes::default() }).await?;
            let page =
                JournalPage::open(&browser, &server).await.with_context(|| format!("{engine:?}, kill {kill}"))?;
            let stored = page.stored().await?["entries"].as_array().cloned().unwrap_or_default();
            for earlier in 0..kill {
                let notes = format!("\"notes\":\"kill {earlier}\"");
                let found = stored.iter().filter(|it| it.as_str().is_some_and(|it| it.contains(&notes))).count();
                ensure!(found == 1, "{engine:?}: entry {earlier} stands {found} times after kill {kill}");
            }
            let left = browser.run("return document.getElementById('left-drafts').innerText").await?;
            ensure!(left == "", "{engine:?}: what was saved is offered as a draft: {left}");
            ensure!(stored.len() == kill, "{engine:?}: {} entries after {kill} kills", stored.len());
            if kill < KILLS {
                page.add().await?;
                page.fill("entry-notes", &format!("kill {kill}")).await?;
                page.choose("back-pain", "3").await?;
                page.save().await?;
            }
            browser.kill();
        }
        fs::remove_dir_all(&profile)?;
    }
    Ok(())
}

/// A pain that is being timed goes on, from the second at which it began, in a browser that was killed right after the timer said so.
#[tokio::test]
async fn a_killed_browser_goes_on_timing() -> Result<()> {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let profile = paths::target().join("browsers").join(format!("timed-{engine:?}"));
        if profile.exists() {
            fs::remove_dir_all(&profile)?;
        }
        let kept_profile = || Wishes { profile: Some(profile.clone()), ..Wishes::default() };
        let browser = start(engine, &server, kept_profile()).await?;
        let page = JournalPage::open(&browser, &server).await?;
        page.wait("document.getElementById('waves') !== null").await?;
        browser.run("document.getElementById('waves').click()").await?;
        page.wait("document.getElementById('wave-button')?.textContent === 'A pain begins'").await?;
        browser.run("document.getElementById('wave-button').click()").await?;
        page.wait("document.getElementById('wave-said').textContent.startsWith('A pain began at ')").await?;
        browser.kill();

        let browser = start(engine, &server, kept_profile()).await?;
        let page = JournalPage::open(&browser, &server).await?;
        let records = page.with_database("return all(kept.getAll());").await?;
        let records: Vec<Value> = records
            .as_array()
            .context("the store holds records")?
            .iter()
            .filter_map(Value::as_str)
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        let [record] = records.as_slice() else { bail!("{engine:?}: {records:?}") };
        ensure!(record["what"]["wave"]["end"].is_null(), "{engine:?}: {record}");
        page.wait("document.getElementById('wave-button')?.textContent === 'It has gone'").await?;
        // The time that is shown is counted from the start that was kept, not from now.
        let start = &record["what"]["wave"]["start"];
        let counts = format!(
            "(() => {{ const parts = document.querySelector('.elapsed').textContent.match(/\\d+/g).map(Number);\
               const shown = parts.reduce((sum, part) => sum * 60 + part, 0);\
               return Math.abs((Date.now() - Date.parse({start})) / 1000 - shown) <= 2; }})()"
        );
        page.wait(&counts).await.with_context(|| format!("{engine:?}"))?;
        browser.kill();
        fs::remove_dir_all(&profile)?;
    }
    Ok(())
}
