//! What takes too long for every run: many kills at random moments, four tabs at once, thousands of damaged files. `cargo xtask
//! reliability` runs them and prints the figures, for `docs/reliability.md`.
//!
//! The numbers of rounds, and the seed of the chance by which they go, are handed in by the environment.

use std::{
    collections::BTreeSet,
    env, fs,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use quietleaf::exchange::read_backup;
use serde_json::Value;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    paths,
    server::SiteServer,
};

use crate::{
    figure,
    journal::{JournalPage, backup::choose_file, restoring::backup_of},
    start,
};

/// A number that was handed in, or its default.
fn given(name: &str, default: u64) -> Result<u64> {
    env::var(format!("QUIETLEAF_{name}")).map_or(Ok(default), |text| text.parse().with_context(|| name.to_owned()))
}

/// Chance that is the same in each run with the same seed (xorshift).
struct Chance(u64);

impl Chance {
    fn new() -> Result<Self> {
        Ok(Self(given("SEED", 20_261_126)?.max(1)))
    }

    /// A number below another.
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % most.max(1)
    }
}

/// What is stored: the records of each store.
struct Stored {
    entries: BTreeSet<String>,
    bin: BTreeSet<String>,
    versions: BTreeSet<String>,
}

impl Stored {
    async fn look(page: &JournalPage<'_>) -> Result<Self> {
        let stored = page
            .with_database(
                "return [await all(entries.getAll()), await all(bin.getAll()), await all(versions.getAll())];",
            )
            .await?;
        let records = |place: usize| -> Result<BTreeSet<String>> {
            let records = stored[place].as_array().context("no store")?;
            Ok(records.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        };
        Ok(Self { entries: records(0)?, bin: records(1)?, versions: records(2)? })
    }
}

/// What is under way when the browser is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Save,
    Edit,
    Delete,
    Restore,
}

/// How many entries a restored file has.
const RESTORED: usize = 25;

impl Action {
    const ALL: [Self; 4] = [Self::Save, Self::Edit, Self::Delete, Self::Restore];

    /// What the page says when it is done.
    fn said(self) -> &'static str {
        match self {
            Self::Save | Self::Edit => "Saved.",
            Self::Delete => "Deleted:",
            Self::Restore => "Restored:",
        }
    }

    /// Brings the page so far that one more press does it.
    async fn prepare(self, page: &JournalPage<'_>, round: u64) -> Result<()> {
        let notes = format!("round {round}");
        match self {
            Self::Save => {
                page.open_form().await?;
                page.fill("entry-notes", &notes).await
            }
            Self::Edit => {
                page.browser.run("document.querySelector('.entry .actions button').click()").await?;
                page.fill("entry-notes", &notes).await
            }
            Self::Delete => page.wait("document.querySelectorAll('.entry .actions button').length > 1").await,
            Self::Restore => {
                let own = format!("-8{:03x}-", round % 4096);
                choose_file(page.browser, &backup_of(RESTORED).replace("-8def-", &own)).await?;
                page.wait("document.getElementById('restore-preview') !== null").await
            }
        }
    }

    async fn press(self, browser: &Browser) -> Result<()> {
        let button = match self {
            Self::Save | Self::Edit => "document.querySelector('.entry-form [type=submit]')",
            Self::Delete => "document.querySelectorAll('.entry .actions button')[1]",
            Self::Restore => {
                "[...document.querySelectorAll('button')].find((it) => it.textContent === 'Restore these')"
            }
        };
        browser.run(&format!("{button}.click()")).await.map(|_| ())
    }

    /// What is wrong afterwards.
    fn judge(self, before: &Stored, after: &Stored, round: u64, was_acknowledged: bool) -> Vec<String> {
        let notes = format!("\"notes\":\"round {round}\"");
        let gone: Vec<&String> = before.entries.difference(&after.entries).collect();
        let come: Vec<&String> = after.entries.difference(&before.entries).collect();
        let is_done = match self {
            Self::Save => gone.is_empty() && come.len() == 1 && come.iter().all(|it| it.contains(&notes)),
            Self::Edit => {
                let is_kept = gone.iter().all(|it| after.versions.contains(*it));
                gone.len() == 1 && come.len() == 1 && is_kept && come.iter().all(|it| it.contains(&notes))
            }
            Self::Delete => {
                let is_in_bin = |it: &&String| after.bin.iter().any(|binned| binned.contains(it.as_str()));
                gone.len() == 1 && come.is_empty() && gone.iter().all(is_in_bin)
            }
            Self::Restore => gone.is_empty() && come.len() == RESTORED,
        };
        let is_undone = gone.is_empty() && come.is_empty();
        let mut wrong = Vec::new();
        if was_acknowledged && !is_done {
            wrong.push(format!("{self:?} of round {round} was acknowledged, and is lost"));
        }
        if !is_done && !is_undone {
            wrong.push(format!("{self:?} of round {round} left {} gone and {} new", gone.len(), come.len()));
        }
        if !before.bin.is_subset(&after.bin) || !before.versions.is_subset(&after.versions) {
            wrong.push(format!("{self:?} of round {round} harmed the bin or the earlier versions"));
        }
        wrong
    }
}

/// Whoever judges the kills finds what is lost.
#[test]
fn what_is_lost_is_found() {
    let set = |records: &[&str]| records.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<String>>();
    let stored = |entries: &[&str], bin: &[&str], versions: &[&str]| Stored {
        entries: set(entries),
        bin: set(bin),
        versions: set(versions),
    };
    let mine = "{\"notes\":\"round 7\"}";
    let before = || stored(&["a", "b"], &["c"], &["d"]);
    for (action, after, was_acknowledged, wrong) in [
        (Action::Save, stored(&["a", "b", mine], &["c"], &["d"]), true, 0),
        (Action::Save, stored(&["a", "b"], &["c"], &["d"]), false, 0),
        (Action::Save, stored(&["a", "b"], &["c"], &["d"]), true, 1),
        (Action::Save, stored(&["a", mine], &["c"], &["d"]), false, 1),
        (Action::Save, stored(&["a", "b", mine], &[], &["d"]), true, 1),
        (Action::Edit, stored(&["a", mine], &["c"], &["d", "b"]), true, 0),
        (Action::Edit, stored(&["a", mine], &["c"], &["d"]), true, 2),
        (Action::Delete, stored(&["a"], &["c", "{b}"], &["d"]), true, 0),
        (Action::Delete, stored(&["a"], &["c"], &["d"]), false, 1),
        (Action::Restore, stored(&["a", "b", "half of it"], &["c"], &["d"]), false, 1),
    ] {
        let found = action.judge(&before(), &after, 7, was_acknowledged);
        assert_eq!(found.len(), wrong, "{action:?}: {found:?}");
    }
}

#[tokio::test]
#[ignore = "takes half an hour: cargo xtask reliability runs it"]
async fn killed_at_random_moments() -> Result<()> {
    for (engine, rounds) in
        [(Engine::Chromium, given("KILLS_OF_CHROMIUM", 300)?), (Engine::Firefox, given("KILLS_OF_FIREFOX", 100)?)]
    {
        if rounds == 0 {
            continue;
        }
        let mut chance = Chance::new()?;
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let profile = paths::target().join("browsers").join(format!("reliability-{engine:?}"));
        if profile.exists() {
            fs::remove_dir_all(&profile)?;
        }
        let (mut acknowledged, mut wrong) = (0_usize, Vec::new());
        let mut last: Option<(Action, Stored, bool)> = None;
        for round in 0..=rounds {
            let wishes = Wishes { profile: Some(profile.clone()), ..Wishes::default() };
            let browser = start(engine, &server, wishes).await?;
            let page =
                JournalPage::open(&browser, &server).await.with_context(|| format!("{engine:?}, round {round}"))?;
            let before = Stored::look(&page).await?;
            if let Some((action, known, was_acknowledged)) = last.take() {
                wrong.extend(action.judge(&known, &before, round - 1, was_acknowledged));
            }
            if round < rounds {
                // Drafts of killed rounds would be offered for ever.
                browser
                    .run("Object.keys(localStorage).filter((it) => it.startsWith('quietleaf.draft')).forEach((it) => localStorage.removeItem(it))")
                    .await?;
                let of = if before.entries.len() < 3 { 1 } else { Action::ALL.len() };
                let action = Action::ALL.get(chance.below(of)).copied().unwrap_or(Action::Save);
                action.prepare(&page, round).await.with_context(|| format!("{engine:?}, round {round}, {action:?}"))?;
                action.press(&browser).await?;
                // Most moments lie early, when it is still under way.
                let most = chance.below(250) + 1;
                tokio::time::sleep(Duration::from_millis(u64::try_from(chance.below(most))?)).await;
                let said = browser.run("return ['journal-said', 'data-said'].map((id) => document.getElementById(id)?.textContent ?? '').join()").await;
                let was_acknowledged =
                    said.is_ok_and(|said| said.as_str().is_some_and(|said| said.contains(action.said())));
                acknowledged += usize::from(was_acknowledged);
                last = Some((action, before, was_acknowledged));
            }
            browser.kill();
        }
        fs::remove_dir_all(&profile)?;
        figure(&format!("{engine:?} killed at a random moment of saving, editing, deleting, restoring"), rounds);
        figure("… of these, after the page had said that it was done", acknowledged);
        figure("… acknowledged changes lost, other entries harmed", wrong.len());
        ensure!(wrong.is_empty(), "{wrong:#?}");
    }
    Ok(())
}

/// Writes entries one after another, as a person would who is very quick.
const WRITE: &str = "window.written = 0; window.stuck = null; (async () => {\
      const until = async (what) => { const begun = performance.now(); for (;;) { const it = what(); if (it) return it;\
        if (performance.now() - begun > 60000) throw new Error(`waited for ${what}`);\
        await new Promise((resolve) => setTimeout(resolve, 1)); } };\
      for (let number = 0; number < WRITES; number += 1) {\
        (await until(() => document.getElementById('add-entry'))).click();\
        const notes = await until(() => document.getElementById('entry-notes'));\
        notes.value = `TAB ${number}`; notes.dispatchEvent(new Event('input', { bubbles: true }));\
        (await until(() => document.querySelector('.entry-form [type=submit]'))).click();\
        await until(() => !document.querySelector('.entry-form'));\
        window.written += 1;\
      }\
    })().catch((error) => { window.stuck = String(error); });";

#[tokio::test]
#[ignore = "takes minutes: cargo xtask reliability runs it"]
async fn four_tabs_write_at_once() -> Result<()> {
    const TABS: u64 = 4;
    let writes = given("WRITES_OF_A_TAB", 1000)?;
    if writes == 0 {
        return Ok(());
    }
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let mut tabs = vec![browser.client.window().await?];
    for _ in 1..TABS {
        tabs.push(browser.client.new_window(false).await?.handle);
    }
    for (number, tab) in tabs.iter().enumerate() {
        browser.client.switch_to_window(tab.clone()).await?;
        page.reload().await?;
        let script = WRITE.replace("WRITES", &writes.to_string()).replace("TAB", &format!("tab {number}"));
        browser.run(&script).await?;
    }
    let begun = Instant::now();
    for tab in &tabs {
        browser.client.switch_to_window(tab.clone()).await?;
        loop {
            let progress = browser.run("return [window.written, window.stuck]").await?;
            ensure!(progress[1].is_null(), "{progress}");
            if progress[0] == writes {
                break;
            }
            ensure!(begun.elapsed() < Duration::from_hours(1), "{progress}");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
    let all = TABS * writes;
    let stored = page.with_database("return (await all(entries.getAll())).map((it) => JSON.parse(it).notes);").await?;
    let distinct: BTreeSet<&str> = stored.as_array().context("no entries")?.iter().filter_map(Value::as_str).collect();
    ensure!(u64::try_from(distinct.len())? == all, "{} entries are stored", distinct.len());
    for tab in &tabs {
        browser.client.switch_to_window(tab.clone()).await?;
        // Those that are shown, and those that can be.
        page.wait(&format!(
            "document.querySelectorAll('.history .entry').length\
             + Number([...document.querySelectorAll('button')].map((it) => it.textContent.match(/earlier entries \\((\\d+) more/)?.[1]).find(Boolean) ?? 0)\
             === {all}"
        ))
        .await?;
    }
    figure("tabs that wrote at once, entries of each", format!("{TABS} × {writes}"));
    figure("… entries in every tab and in the store", all);
    figure("… seconds", begun.elapsed().as_secs());
    browser.kill();
    Ok(())
}

#[test]
#[ignore = "takes a minute: cargo xtask reliability runs it"]
fn thousands_of_damaged_files() -> Result<()> {
    let files = given("DAMAGED_FILES", 10_000)?;
    let mut chance = Chance::new()?;
    let whole = backup_of(40);
    let mut intact_entries = 0_usize;
    for number in 0..files {
        let mut bytes = whole.clone().into_bytes();
        for _ in 0..=chance.below(6) {
            damage(&mut bytes, &mut chance);
        }
        // A file that is not even begun like one is refused as a whole.
        let Ok(read) = read_backup(&bytes) else {
            let begins = bytes.starts_with(whole.lines().next().unwrap_or_default().as_bytes());
            ensure!(!begins, "file {number} is refused though it begins like a backup");
            continue;
        };
        let text = String::from_utf8_lossy(&bytes);
        let lines: BTreeSet<&str> = text.lines().map(|line| line.trim_end_matches(',')).collect();
        for line in
            whole.lines().map(|line| line.trim_end_matches(',')).filter(|line| line.starts_with("{\"version\":2"))
        {
            if lines.contains(line) {
                let entry = quietleaf::journal::decode(line)?;
                if !read.contents.entries.iter().any(|it| it.id() == entry.id()) {
                    bail!("file {number} has lost an intact entry: {line}");
                }
                intact_entries += 1;
            }
        }
    }
    figure("damaged backup files that were read, without a panic", files);
    figure("… intact entries in them, all of which were found", intact_entries);
    Ok(())
}

/// One accident: a bit, a byte too many or too few, a part that is missing, twice there, or overwritten, or an end too early.
fn damage(bytes: &mut Vec<u8>, chance: &mut Chance) {
    if bytes.is_empty() {
        return;
    }
    let at = chance.below(bytes.len());
    let to = (at + 1 + chance.below(200)).min(bytes.len());
    match chance.below(7) {
        0 => bytes[at] ^= 1 << chance.below(8),
        1 => bytes.insert(at, u8::try_from(chance.below(256)).unwrap_or(0)),
        2 => drop(bytes.remove(at)),
        3 => drop(bytes.drain(at..to)),
        4 => {
            let part = bytes[at..to].to_vec();
            bytes.splice(at..at, part);
        }
        5 => bytes[at..to].fill(0),
        _ => bytes.truncate(bytes.len() - chance.below(bytes.len() / 4)),
    }
}
