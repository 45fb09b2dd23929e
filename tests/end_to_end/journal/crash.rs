//! "Saved" means stored: a browser that is killed right after it has lost nothing.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use xtask::{
    browsers::{Engine, PATIENCE, Wishes},
    check::BuiltSite,
    paths,
    server::SiteServer,
};

use super::JournalPage;
use crate::start;

/// How often each browser is killed.
const KILLS: usize = 8;

async fn a_killed_browser_has_lost_nothing(engine: Engine) -> Result<()> {
    // One server, so that the origin stays the same.
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let profile = paths::target().join("browsers").join(format!("kept-{engine:?}"));
    if profile.exists() {
        fs::remove_dir_all(&profile)?;
    }
    for kill in 0..=KILLS {
        let browser = start(engine, &server, Wishes { profile: Some(profile.clone()), ..Wishes::default() }).await?;
        let page = JournalPage::open(&browser, &server).await.with_context(|| format!("{engine:?}, kill {kill}"))?;
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
    Ok(())
}
in_chromium_and_firefox!(a_killed_browser_has_lost_nothing);

/// What a killed Chromium can leave at the end of its log: the head of a record (checksum, length, kind) whose body was still to be
/// written.
const HALF_A_RECORD: [u8; 7] = [0x12, 0x34, 0x56, 0x78, 120, 0, 1];

/// Chromium writes on behind half a record, and at the next start but one takes everything for damaged and removes it, unless the page
/// has made it begin a new log.
async fn half_a_record_in_the_log_harms_nothing(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let profile = paths::target().join("browsers").join("half-a-record");
    if profile.exists() {
        fs::remove_dir_all(&profile)?;
    }
    let mut torn: Option<PathBuf> = None;
    for visit in 0..4 {
        let kept_profile = Wishes { profile: Some(profile.clone()), ..Wishes::default() };
        let browser = start(engine, &server, kept_profile).await?;
        let page = JournalPage::open(&browser, &server).await?;
        let stored = page.stored().await?["entries"].as_array().cloned().unwrap_or_default();
        ensure!(stored.len() == visit, "{} of {visit} entries are there", stored.len());
        let begun = Instant::now();
        while torn.as_ref().is_some_and(|log| log.exists()) {
            ensure!(begun.elapsed() < PATIENCE, "Chromium goes on with the torn log on visit {visit}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        page.add().await?;
        page.fill("entry-notes", &format!("visit {visit}")).await?;
        page.choose("back-pain", "3").await?;
        page.save().await?;
        browser.kill();
        let log = newest_log(&profile)?.context("Chromium has a log")?;
        fs::OpenOptions::new().append(true).open(&log)?.write_all(&HALF_A_RECORD)?;
        torn = Some(log);
    }
    fs::remove_dir_all(&profile)?;
    Ok(())
}
in_chromium!(half_a_record_in_the_log_harms_nothing);

/// The log to which Chromium appends what is stored, in its profile.
fn newest_log(profile: &Path) -> Result<Option<PathBuf>> {
    let databases = profile.join("Default").join("IndexedDB");
    let mut logs = Vec::new();
    for of_a_site in fs::read_dir(&databases).with_context(|| format!("{} is missing", databases.display()))? {
        for file in fs::read_dir(of_a_site?.path())? {
            let file = file?.path();
            logs.extend(file.extension().is_some_and(|it| it == "log").then_some(file));
        }
    }
    Ok(logs.into_iter().max())
}

/// A pain that is being timed goes on, from the second at which it began, in a browser that was killed right after the timer said so.
async fn a_killed_browser_goes_on_timing(engine: Engine) -> Result<()> {
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
    page.wait("document.getElementById('wave-button')?.textContent === 'Pain started'").await?;
    browser.run("document.getElementById('wave-button').click()").await?;
    page.wait("document.getElementById('wave-said').textContent.startsWith('Pain started at ')").await?;
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
    page.wait("document.getElementById('wave-button')?.textContent === 'Pain stopped'").await?;
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
    Ok(())
}
in_chromium_and_firefox!(a_killed_browser_goes_on_timing);
