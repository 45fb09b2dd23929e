//! Deleting for good: some days, what has become old, everything; and what is left of it in the browser's files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    paths,
    server::SiteServer,
};

use super::JournalPage;
use crate::{end, figure, start, wait_until_stored};

async fn write(page: &JournalPage<'_>, when: &str, notes: &str) -> Result<()> {
    page.add().await?;
    page.fill("entry-when", when).await?;
    page.fill("entry-notes", notes).await?;
    page.save().await
}

async fn stored(page: &JournalPage<'_>) -> Result<serde_json::Value> {
    page.with_database("return Promise.all([entries, versions, bin].map((it) => all(it.count())));").await
}

/// Some days go for good, with what is behind them, after it was shown what would go; the rest stays.
async fn some_days_are_deleted_for_good(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    some_days(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(some_days_are_deleted_for_good);

pub(super) async fn some_days(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    for (when, notes) in [
        ("2026-01-05T10:00", "before"),
        ("2026-02-05T10:00", "within"),
        ("2026-02-06T23:59", "deleted"),
        ("2026-02-07T00:00", "after"),
    ] {
        write(&page, when, notes).await?;
    }
    // An earlier version, and a deleted entry.
    let act = |notes: &str, place: usize| {
        format!(
            "[...document.querySelectorAll('.entry')].find((it) => it.textContent.includes('{notes}'))\
             .querySelectorAll('.actions button')[{place}].click()"
        )
    };
    browser.run(&act("within", 0)).await?;
    page.wait("document.getElementById('entry-notes')?.value === 'within'").await?;
    page.fill("entry-notes", "within, edited").await?;
    page.save().await?;
    browser.run(&act("deleted", 1)).await?;
    page.wait_said("Deleted:").await?;
    ensure!(stored(&page).await? == json!([3, 1, 1]));

    page.wait("document.getElementById('delete') !== null").await?;
    browser.run("document.getElementById('delete').open = true").await?;
    page.fill("delete-from", "2026-02-07").await?;
    page.fill("delete-to", "2026-02-05").await?;
    page.press("Check what will be deleted").await?;
    page.wait("document.getElementById('delete-problem').innerText.includes('the earlier one first')").await?;
    page.fill("delete-from", "2026-02-05").await?;
    page.fill("delete-to", "2026-02-06").await?;
    page.press("Check what will be deleted").await?;
    page.wait(
        "document.getElementById('ask-to-delete')?.innerText.includes('1 entry, 1 earlier version, 1 deleted entry')",
    )
    .await?;
    page.press("Keep them").await?;
    page.wait("document.getElementById('ask-to-delete') === null").await?;
    ensure!(stored(&page).await? == json!([3, 1, 1]), "something went without a yes");
    page.press("Check what will be deleted").await?;
    page.press("Yes, delete them for good").await?;
    page.wait_said("Deleted for good: 1 entry, 1 earlier version, 1 deleted entry.").await?;
    ensure!(stored(&page).await? == json!([2, 0, 0]));
    page.wait("document.querySelectorAll('.entry').length === 2").await?;
    page.reload().await?;
    let history = page.history().await?;
    ensure!(history.contains("before") && history.contains("after") && !history.contains("within"), "{history}");
    Ok(())
}

/// What is older than was chosen goes at the second visit on which it is old enough.
async fn what_is_old_deletes_itself(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    write(&page, "2020-01-05T10:00", "old").await?;
    page.add().await?;
    page.fill("entry-notes", "new").await?;
    page.save().await?;
    page.wait("document.getElementById('delete') !== null").await?;
    browser.run("document.getElementById('delete').open = true").await?;
    browser
        .run("[...document.querySelectorAll('#delete label')].find((it) => it.textContent === 'After 1 year').querySelector('input').click()")
        .await?;
    let remembered = |when: &str| {
        format!(
            "const name = 'quietleaf.settings.1'; const settings = JSON.parse(localStorage.getItem(name) ?? '{{}}');\
             settings.bin_looked_into = {when}; localStorage.setItem(name, JSON.stringify(settings));"
        )
    };
    // Not at the first visit, nor after a visit at which the clock was ahead of now.
    for when in ["undefined", "Date.now() - 1000", "Date.now() + 9e10"] {
        browser.run(&remembered(when)).await?;
        page.reload().await?;
        page.wait("document.documentElement.dataset.beside === 'true'").await?;
        ensure!(stored(&page).await? == json!([2, 0, 0]), "it went after {when}");
    }
    browser.run(&remembered("Date.now() - 2 * 86400000")).await?;
    page.reload().await?;
    page.wait_said("Deleted for good, because of their age, as you chose: 1 entry.").await?;
    ensure!(stored(&page).await? == json!([1, 0, 0]));
    page.reload().await?;
    ensure!(page.history().await?.contains("new"));
    end(browser, &server).await
}
in_chromium!(what_is_old_deletes_itself);

/// What nothing but this test writes.
const MARKER: &str = "tremendousheliotrope";

/// Everything that the site has stored goes: journal, settings, drafts, pages, worker. What the browser's files on the disk still hold of
/// it is searched for after the browser has ended, and printed: the page says that traces can stay.
async fn everything_is_deleted(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let profile = paths::target().join("browsers").join(format!("deleted-{engine:?}"));
    if profile.exists() {
        fs::remove_dir_all(&profile)?;
    }
    let kept = (engine != Engine::WebKit).then(|| profile.clone());
    let browser = start(engine, &server, Wishes { profile: kept.clone(), ..Wishes::default() }).await?;
    everything(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    let Some(profile) = kept else { return Ok(()) };
    let found = files_with(&profile, MARKER)?;
    figure(
        &format!(
            "{engine:?}: files of the profile that hold what was written, after \u{201c}Delete everything\u{201d}"
        ),
        names_of(&found, &profile),
    );
    // The search itself finds what is there.
    fs::write(profile.join("control"), format!("x{MARKER}y"))?;
    ensure!(files_with(&profile, MARKER)?.len() == found.len() + 1, "the search finds nothing");
    fs::remove_dir_all(&profile)?;
    Ok(())
}
in_every_engine!(everything_is_deleted);

async fn everything(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    wait_until_stored(browser).await?;
    write(&page, "2026-02-05T10:00", MARKER).await?;
    page.add().await?;
    page.fill("entry-notes", &format!("{MARKER}, a draft")).await?;
    page.wait("document.getElementById('delete') !== null").await?;
    browser.run("document.getElementById('delete').open = true").await?;
    page.press("Delete everything").await?;
    page.wait("document.getElementById('ask-to-delete')?.innerText.includes('cannot be brought back')").await?;
    page.press("Keep it").await?;
    ensure!(stored(&page).await? == json!([1, 0, 0]), "it went without a yes");
    page.press("Delete everything").await?;
    page.press("Yes, delete everything").await?;
    page.wait("document.activeElement.id === 'gone'").await?;
    let said = browser.run("return document.getElementById('main').innerText").await?;
    let said = said.as_str().unwrap_or_default();
    ensure!(
        said.contains("The journal: 1 entry.") && said.contains("What may remain") && !said.contains(MARKER),
        "{said}"
    );
    let left = "const databases = indexedDB.databases ? await indexedDB.databases() : [];\
                const workers = await navigator.serviceWorker.getRegistrations();\
                return [Object.keys(localStorage), Object.keys(sessionStorage), await caches.keys(), workers.length, databases.map((it) => it.name)]";
    let left = browser.run(&format!("return (async () => {{ {left} }})()")).await?;
    ensure!(left == json!([[], [], [], 0, []]), "{left}");
    // The site begins empty, and goes on.
    page.reload().await?;
    ensure!(page.count().await? == 0);
    ensure!(browser.run("return document.getElementById('journal-emptied') === null").await? == true);
    Ok(())
}

/// How many files, and which.
fn names_of(files: &[PathBuf], folder: &Path) -> String {
    let names = files.iter().map(|file| file.strip_prefix(folder).unwrap_or(file).display().to_string());
    let names: Vec<String> = names.collect();
    if names.is_empty() { "0".to_owned() } else { format!("{}: {}", names.len(), names.join(", ")) }
}

/// The files below a folder that hold a text, as UTF-8 or UTF-16.
pub(super) fn files_with(folder: &Path, text: &str) -> Result<Vec<PathBuf>> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let holds = |bytes: &[u8], sought: &[u8]| bytes.windows(sought.len()).any(|part| part == sought);
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = fs::read(&path)
                && (holds(&bytes, text.as_bytes()) || holds(&bytes, &wide))
            {
                found.push(path);
            }
        }
    }
    Ok(found)
}
