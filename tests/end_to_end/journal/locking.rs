//! The lock: sealed with a passphrase, opened again, changed, turned off; and that nothing can be read meanwhile.

use std::{cell::Cell, fs, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    paths,
    server::SiteServer,
};

use super::{
    JournalPage, backup, deletion, looking_back, own, past, pregnancy, questions, recording, restoring, storage, tabs,
    waves,
};
use crate::{end, figure, start, wait_until_stored};

thread_local! {
    /// Whether the tests of this thread run behind the lock.
    pub(super) static BEHIND_LOCK: Cell<bool> = const { Cell::new(false) };
}

pub(super) const PASSPHRASE: &str = "Löwe unter  7 Monden";
const IS_LOCKED: &str = "document.documentElement.dataset.locked === 'true'";
const OTHER: &str = "another one, as long";
const NOTES: &str = "quokka in the rain";
const DRAFT: &str = "numbat not saved yet";

/// Opens the fold of the lock, and waits for what stands in it.
pub(super) async fn open_fold(page: &JournalPage<'_>) -> Result<()> {
    page.wait("document.getElementById('lock') !== null").await?;
    page.browser.run("document.getElementById('lock').open = true").await?;
    page.wait("document.querySelector('#lock .lock') !== null").await
}

/// Types a new passphrase twice, goes on, and returns the code once it is shown.
pub(super) async fn new_passphrase(page: &JournalPage<'_>, passphrase: &str, go_on: &str) -> Result<String> {
    page.fill("lock-passphrase", passphrase).await?;
    page.fill("lock-passphrase-again", passphrase).await?;
    page.press(go_on).await?;
    page.wait("document.querySelector('.recovery-code') !== null").await?;
    let code = page.browser.run("return document.querySelector('.recovery-code').innerText.trim()").await?;
    Ok(code.as_str().context("no code")?.to_owned())
}

/// Says that the code is written down, and switches.
pub(super) async fn switch(page: &JournalPage<'_>, act: &str) -> Result<()> {
    page.browser.run("document.getElementById('code-is-written-down').click()").await?;
    page.press(act).await?;
    page.wait("document.getElementById('gone')?.textContent === 'Done'").await.with_context(|| act.to_owned())
}

/// Locks the journal, and returns the recovery code.
pub(super) async fn lock(page: &JournalPage<'_>, passphrase: &str) -> Result<String> {
    open_fold(page).await?;
    let code = new_passphrase(page, passphrase, "Continue").await?;
    switch(page, "Lock the journal").await?;
    Ok(code)
}

/// Turns the lock off, where its fold is open.
pub(super) async fn turn_off(page: &JournalPage<'_>, passphrase: &str) -> Result<()> {
    page.fill("lock-passphrase-known", passphrase).await?;
    page.press("Turn the lock off").await?;
    page.wait("document.getElementById('gone')?.textContent === 'Done'").await?;
    page.press("Open the journal").await?;
    page.wait("document.getElementById('gone') === null").await?;
    page.browser.wait_until(xtask::browsers::READY).await?;
    ensure!(!is_locked(page.browser).await?, "it is still locked");
    Ok(())
}

/// Whether the page asks for the passphrase.
pub(super) async fn is_locked(browser: &Browser) -> Result<bool> {
    Ok(browser.run(&format!("return {IS_LOCKED}")).await? == true)
}

/// Types what opens the journal, and waits until it is live.
pub(super) async fn unlock(page: &JournalPage<'_>, typed: &str) -> Result<()> {
    page.wait("document.documentElement.dataset.locked === 'true'").await?;
    page.fill("unlock-with", typed).await?;
    page.press("Unlock").await?;
    page.browser
        .wait_until(&format!(
            "if (document.documentElement.dataset.locked === 'true') return document.getElementById('unlock-problem').innerText; {}",
            xtask::browsers::READY
        ))
        .await
}

/// What the page says of an attempt.
pub(super) async fn refused(page: &JournalPage<'_>, typed: &str, expected: &str) -> Result<()> {
    page.fill("unlock-with", typed).await?;
    page.press("Unlock").await?;
    page.wait(&format!("document.getElementById('unlock-problem').innerText.startsWith('{expected}')"))
        .await
        .with_context(|| typed.to_owned())
}

/// Everything that the browser's databases and storages hold, as one text; bytes as Latin-1.
async fn everything_stored(browser: &Browser) -> Result<String> {
    let script = "const all = (request) => new Promise((resolve, reject) => {\
          request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });\
        const own = Object.getOwnPropertyDescriptor(window, 'indexedDB')?.value ? null : indexedDB;\
        const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];\
        for (const name of ['quietleaf', 'quietleaf-sealed-1', 'quietleaf-sealed-2']) {\
          const request = own.open(name);\
          request.onupgradeneeded = () => request.transaction.abort();\
          const database = await all(request).catch(() => null);\
          if (!database) continue;\
          for (const store of database.objectStoreNames) {\
            const at = database.transaction(store).objectStore(store);\
            const [keys, records] = [await all(at.getAllKeys()), await all(at.getAll())];\
            found.push(name, store, ...keys, ...records.map((it) => it instanceof Uint8Array\
              ? [...it].map((byte) => String.fromCharCode(byte)).join('') : JSON.stringify(it)));\
          }\
          database.close();\
        }\
        return found.join('\\n');";
    let found = browser.run(&format!("return (async () => {{ {script} }})()")).await?;
    Ok(found.as_str().context("nothing is stored")?.to_owned())
}

async fn a_journal_is_locked_and_opened_again(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    lock_and_open(&browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_journal_is_locked_and_opened_again);

async fn lock_and_open(browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    for (when, notes) in [("2026-01-05T10:00", NOTES), ("2026-03-05T10:00", "the second one")] {
        page.add().await?;
        page.fill("entry-when", when).await?;
        page.fill("entry-notes", notes).await?;
        page.save().await?;
    }
    page.add().await?;
    page.fill("entry-notes", DRAFT).await?;
    let stored = everything_stored(browser).await?;
    ensure!(stored.contains(NOTES) && stored.contains(DRAFT), "the search finds nothing: {stored}");
    // Nothing happens before the code is written down.
    open_fold(&page).await?;
    page.fill("lock-passphrase", "short").await?;
    page.press("Continue").await?;
    page.wait("document.getElementById('lock-problem').innerText === 'Use at least 12 characters.'").await?;
    let code = new_passphrase(&page, PASSPHRASE, "Continue").await?;
    page.press("Lock the journal").await?;
    page.wait("document.getElementById('lock-problem').innerText.startsWith('Write the code down first')").await?;
    switch(&page, "Lock the journal").await?;
    let stored = everything_stored(browser).await?;
    for hidden in [NOTES, DRAFT, "second", "2026-01-05", "readings", "quietleaf.draft.1"] {
        ensure!(!stored.contains(hidden), "{hidden} can be read: {stored}");
    }
    ensure!(stored.contains("2026-01."), "the month of an entry: {stored}");
    // It stays locked, for whoever does not know the passphrase.
    page.press("Open the journal").await?;
    page.wait(
        "document.documentElement.dataset.locked === 'true' && document.documentElement.dataset.ready === 'true'",
    )
    .await?;
    let shown = browser.run("return document.body.innerText").await?;
    let shown = shown.as_str().context("no page")?;
    ensure!(!shown.contains(NOTES) && shown.contains("Your journal is locked"), "{shown}");
    let in_emergency = "return document.getElementById('call-now').getBoundingClientRect().height > 0";
    ensure!(browser.run(in_emergency).await? == true, "what to do in an emergency is not there");
    refused(&page, "", "Type the passphrase first").await?;
    refused(&page, "Löwe unter 7 Monden", "This is not the passphrase").await?;
    unlock(&page, PASSPHRASE).await?;
    let history = page.history().await?;
    ensure!(history.contains(NOTES) && history.contains("the second one"), "{history}");
    page.wait(&format!("document.getElementById('entry-notes')?.value === '{DRAFT}'")).await?;
    // What is written behind the lock is sealed too, and found again.
    page.fill("entry-notes", "bilby behind the lock").await?;
    page.save().await?;
    page.wait("[...document.querySelectorAll('.history .notes')].some((it) => it.textContent.includes('bilby'))")
        .await?;
    page.reload().await?;
    let stored = everything_stored(browser).await?;
    ensure!(!stored.contains("bilby") && !stored.contains(DRAFT), "it can be read: {stored}");
    // The code opens it too.
    page.press("I have forgotten it").await?;
    refused(&page, &code.replace(|letter: char| letter != '-', "A"), "A letter or digit").await?;
    unlock(&page, &format!(" {}", code.to_lowercase())).await?;
    let history = page.history().await?;
    ensure!(history.contains("bilby behind the lock") && history.contains(NOTES), "{history}");
    // Another passphrase: the one before, and its code, open nothing any more.
    open_fold(&page).await?;
    page.fill("lock-passphrase-known", "not the passphrase").await?;
    page.fill("lock-passphrase", OTHER).await?;
    page.fill("lock-passphrase-again", OTHER).await?;
    page.press("Continue with a new passphrase").await?;
    page.wait("document.getElementById('lock-problem').innerText.startsWith('This is not the current passphrase')")
        .await?;
    // The code serves as well: who has forgotten the passphrase chooses another one.
    page.fill("lock-passphrase-known", &code).await?;
    let new_code = new_passphrase(&page, OTHER, "Continue with a new passphrase").await?;
    ensure!(new_code != code, "the code is the same");
    switch(&page, "Change the passphrase").await?;
    page.press("Open the journal").await?;
    page.wait("document.documentElement.dataset.locked === 'true'").await?;
    refused(&page, PASSPHRASE, "This is not the passphrase").await?;
    unlock(&page, OTHER).await?;
    // Without the lock, everything is as it was, what is not saved too.
    page.add().await?;
    page.fill("entry-notes", "potoroo not saved").await?;
    open_fold(&page).await?;
    turn_off(&page, OTHER).await?;
    let history = page.history().await?;
    for notes in [NOTES, "the second one", "bilby behind the lock"] {
        ensure!(history.contains(notes), "{notes}: {history}");
    }
    page.wait("document.body.textContent.includes('potoroo not saved') || document.getElementById('entry-notes')?.value === 'potoroo not saved'")
        .await
        .context("the draft is lost")?;
    let stored = page.stored().await?;
    ensure!(stored["entries"].as_array().map(Vec::len) == Some(3), "{stored}");
    let databases = everything_stored(browser).await?;
    ensure!(!databases.contains("sealed"), "a sealed database is left: {databases}");
    Ok(())
}

/// A tab that is closed, left, or forgotten locks the journal; a page that comes back from the browser's memory too.
async fn a_journal_locks_itself(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    locks_itself(engine, &browser, &server).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_journal_locks_itself);

async fn locks_itself(engine: Engine, browser: &Browser, server: &SiteServer) -> Result<()> {
    let page = JournalPage::open(browser, server).await?;
    page.add().await?;
    page.fill("entry-notes", NOTES).await?;
    page.save().await?;
    lock(&page, PASSPHRASE).await?;
    page.press("Open the journal").await?;
    unlock(&page, PASSPHRASE).await?;
    // Left and come back to.
    browser.open_ready(&server.url()).await?;
    browser.run("history.back()").await?;
    page.wait(&format!("{IS_LOCKED} && location.pathname.endsWith('/journal/')")).await?;
    ensure!(!browser.run("return document.body.textContent").await?.to_string().contains(NOTES), "it comes back open");
    unlock(&page, PASSPHRASE).await?;
    // Nothing is done for as long as was chosen: what is done then comes too late.
    open_fold(&page).await?;
    page.browser.run("[...document.querySelectorAll('[name=lock-after]')][0].click()").await?;
    // Only Chromium lets a script of its driver set the clock of the page.
    if engine == Engine::Chromium {
        let do_something = "document.dispatchEvent(new Event('pointerdown'));";
        browser
            .run(&format!("const now = Date.now; Date.now = () => now() + 59000; {do_something} Date.now = now;"))
            .await?;
        ensure!(!is_locked(browser).await?, "it is locked too early");
        browser.run(&format!("const now = Date.now; Date.now = () => now() + 122000; {do_something}")).await?;
        page.wait(IS_LOCKED).await.context("slept")?;
        unlock(&page, PASSPHRASE).await?;
    }
    let at_once = "const lock = JSON.parse(localStorage.getItem('quietleaf.lock.1')); lock.idle_minutes = 0;\
                   localStorage.setItem('quietleaf.lock.1', JSON.stringify(lock));";
    browser.run(at_once).await?;
    page.wait(IS_LOCKED).await.context("idle")?;
    browser.run(&at_once.replace("= 0", "= 5")).await?;
    unlock(&page, PASSPHRASE).await?;
    // Asked for.
    open_fold(&page).await?;
    page.press("Lock now").await?;
    page.wait(IS_LOCKED).await.context("asked for")?;
    // Exit this page.
    unlock(&page, PASSPHRASE).await?;
    browser.run("document.querySelector('a.exit').href = '/about/'; document.querySelector('a.exit').click()").await?;
    page.wait("location.pathname === '/about/'").await?;
    page.reload().await?;
    page.wait(IS_LOCKED).await.context("left fast")
}

/// Whoever tries at the screen is slowed down; who has waited is let in.
async fn wrong_passphrases_slow_down(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    lock(&page, PASSPHRASE).await?;
    page.press("Open the journal").await?;
    page.wait(IS_LOCKED).await?;
    for _ in 0..4 {
        refused(&page, "not the passphrase", "This is not the passphrase").await?;
        browser.run("document.getElementById('unlock-problem').firstChild?.remove?.()").await?;
        page.reload().await?;
    }
    refused(&page, PASSPHRASE, "Too many tries. Wait").await?;
    browser
        .run(
            "const lock = JSON.parse(localStorage.getItem('quietleaf.lock.1')); lock.attempts.last -= 6000;\
             localStorage.setItem('quietleaf.lock.1', JSON.stringify(lock));",
        )
        .await?;
    unlock(&page, PASSPHRASE).await?;
    page.reload().await?;
    refused(&page, "not the passphrase", "This is not the passphrase").await?;
    unlock(&page, PASSPHRASE).await?;
    end(browser, &server).await
}
in_chromium!(wrong_passphrases_slow_down);

/// Runs the body of a test of the open journal behind the lock, in a browser that knows nothing of the one before.
macro_rules! behind_the_lock {
    ($engine:expr, $body:path $(, $more:expr)*) => {
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let browser = start($engine, &server, Wishes::default()).await?;
        $body(&browser, &server $(, $more)*).await.with_context(|| stringify!($body))?;
        end(browser, &server).await?;
    };
}

/// Behind the lock, what is written, changed, shared between tabs and restored works as without it.
async fn behind_the_lock_everything_is_kept(engine: Engine) -> Result<()> {
    BEHIND_LOCK.set(true);
    behind_the_lock!(engine, recording::record);
    behind_the_lock!(engine, past::edit_and_delete);
    behind_the_lock!(engine, tabs::two_tabs);
    behind_the_lock!(engine, restoring::many, 2_000);
    Ok(())
}
in_every_engine!(behind_the_lock_everything_is_kept);

/// And so does what looks at it.
async fn behind_the_lock_everything_works(engine: Engine) -> Result<()> {
    BEHIND_LOCK.set(true);
    behind_the_lock!(engine, looking_back::find);
    behind_the_lock!(engine, looking_back::calendar);
    behind_the_lock!(engine, looking_back::patterns);
    behind_the_lock!(engine, backup::restore);
    behind_the_lock!(engine, deletion::some_days);
    behind_the_lock!(engine, storage::damaged);
    behind_the_lock!(engine, waves::time_a_pain);
    behind_the_lock!(engine, questions::collect);
    behind_the_lock!(engine, pregnancy::count);
    behind_the_lock!(engine, own::add);
    Ok(())
}
in_chromium_first!(behind_the_lock_everything_works);

/// How many entries the journal has in which a switch is cut short.
const ENTRIES: usize = 400;

/// Puts entries into the journal, as it does itself.
const FILL: &str = "for (let number = 0; number < ENTRIES; number += 1) {\
    const when = new Date(Date.UTC(2026, 0, 1) + number * 7200e3).toISOString().slice(0, 16);\
    const id = `019e5b60-7c00-7abc-8def-${String(number).padStart(12, '0')}`;\
    entries.put(JSON.stringify({ version: 2, id, when: `${when}+00:00`, changed: 1000, readings: {}, notes: `number ${number}` }),\
      `${when}Z ${id}`);\
  } return true;";

/// Opens the journal with whichever of these passphrases is the right one; says which. None where it is not locked.
async fn open_with_any<'a>(page: &JournalPage<'_>, passphrases: &[&'a str]) -> Result<Option<&'a str>> {
    page.browser.open_ready(&page.address).await?;
    if !is_locked(page.browser).await? {
        return Ok(None);
    }
    for passphrase in passphrases {
        page.fill("unlock-with", passphrase).await?;
        page.press("Unlock").await?;
        page.wait(&format!(
            "!({IS_LOCKED}) || (document.getElementById('unlocking').innerText === '' && document.getElementById('unlock-problem').innerText !== '')"
        ))
        .await?;
        if !is_locked(page.browser).await? {
            page.browser.wait_until(xtask::browsers::READY).await?;
            return Ok(Some(passphrase));
        }
        page.browser.run("document.getElementById('unlock-problem').textContent = ''; localStorage.removeItem('quietleaf.lock.1')").await?;
    }
    anyhow::bail!("nothing opens it")
}

/// A browser that is killed at any moment of a switch has all entries afterwards, under the lock of before or of after it.
async fn a_switch_that_is_cut_short_loses_nothing(engine: Engine) -> Result<()> {
    let kills = if engine == Engine::Chromium { 12 } else { 6 };
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let profile = paths::target().join("browsers").join(format!("switched-{engine:?}"));
    if profile.exists() {
        fs::remove_dir_all(&profile)?;
    }
    let mut outcomes = Vec::new();
    for kill in 0..=kills {
        let wishes = Wishes { profile: Some(profile.clone()), ..Wishes::default() };
        let browser = start(engine, &server, wishes).await?;
        let page = JournalPage { browser: &browser, address: format!("{}journal/", server.url()) };
        let context = || format!("{engine:?}, kill {kill}: {outcomes:?}");
        let known = open_with_any(&page, &[PASSPHRASE, OTHER]).await.with_context(context)?;
        if kill == 0 {
            page.with_database(&FILL.replace("ENTRIES", &ENTRIES.to_string())).await?;
            page.reload().await?;
        }
        let counted = page.with_database("return all(entries.count());").await.with_context(context)?;
        ensure!(counted == ENTRIES, "{}: {counted} entries", context());
        let history = page.history().await?;
        ensure!(history.contains(&format!("number {}", ENTRIES - 1)), "{}: {history}", context());
        open_fold(&page).await?;
        // From open to locked, to another passphrase, and back, each cut short at another moment.
        let act = match known {
            None => {
                new_passphrase(&page, PASSPHRASE, "Continue").await?;
                "Lock the journal"
            }
            Some(passphrase) if kill % 2 == 0 => {
                page.fill("lock-passphrase-known", passphrase).await?;
                let next = if passphrase == OTHER { PASSPHRASE } else { OTHER };
                new_passphrase(&page, next, "Continue with a new passphrase").await?;
                "Change the passphrase"
            }
            Some(passphrase) => {
                page.fill("lock-passphrase-known", passphrase).await?;
                "Turn the lock off"
            }
        };
        let click = format!(
            "document.getElementById('code-is-written-down')?.click();\
             [...document.querySelectorAll('button')].find((it) => it.innerText.trim() === '{act}').click()"
        );
        browser.run(&click).await?;
        if act == "Turn the lock off" {
            page.wait("document.getElementById('gone') !== null").await?;
        }
        outcomes.push((act, known));
        // The last one runs through.
        if kill == kills {
            page.wait("document.getElementById('gone')?.textContent === 'Done'").await.with_context(|| act)?;
        } else {
            tokio::time::sleep(Duration::from_millis(u64::try_from(kill * 631 % 900)?)).await;
        }
        browser.kill();
    }
    figure(
        &format!("{engine:?} killed while the lock is turned on, changed or turned off; entries lost"),
        format!("{kills}; 0"),
    );
    fs::remove_dir_all(&profile)?;
    Ok(())
}
in_chromium_and_firefox!(a_switch_that_is_cut_short_loses_nothing);

/// What nothing but this test writes.
const MARKER: &str = "unmistakableheliograph";

/// Nothing that is written behind the lock stands readable in the browser's files. What was written before there was a lock is gone from
/// Firefox's files with its database; Chromium keeps it until it writes its store anew, so that it is only printed: the page says that
/// traces can stay.
async fn what_is_written_behind_the_lock_is_in_no_file(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let profile = paths::target().join("browsers").join(format!("locked-{engine:?}"));
    if profile.exists() {
        fs::remove_dir_all(&profile)?;
    }
    let browser = start(engine, &server, Wishes { profile: Some(profile.clone()), ..Wishes::default() }).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", &format!("{MARKER} written before")).await?;
    page.save().await?;
    lock(&page, PASSPHRASE).await?;
    page.press("Open the journal").await?;
    unlock(&page, PASSPHRASE).await?;
    page.add().await?;
    page.fill("entry-notes", &format!("{MARKER} written behind")).await?;
    page.save().await?;
    page.add().await?;
    page.fill("entry-notes", &format!("{MARKER} typed behind")).await?;
    ensure!(page.history().await?.contains(&format!("{MARKER} written behind")));
    page.browser.open_ready(&page.address).await?;
    ensure!(is_locked(&browser).await?);
    end(browser, &server).await?;
    for never in ["written behind", "typed behind", "written before"] {
        let found = deletion::files_with(&profile, &format!("{MARKER} {never}"))?;
        let is_printed_only = engine == Engine::Chromium && never == "written before";
        ensure!(found.is_empty() || is_printed_only, "{engine:?}: what was {never} the lock stands in {found:?}");
        figure(&format!("{engine:?}: files of the profile that hold what was {never} the lock"), found.len());
    }
    // The search itself finds what is there.
    fs::write(profile.join("control"), format!("x{MARKER} written behindy"))?;
    ensure!(
        deletion::files_with(&profile, &format!("{MARKER} written behind"))?.len() == 1,
        "the search finds nothing"
    );
    fs::remove_dir_all(&profile)?;
    Ok(())
}
in_chromium_and_firefox!(what_is_written_behind_the_lock_is_in_no_file);

/// What is damaged is told, and kept; the lock is neither turned off nor changed meanwhile. A damaged lock says so.
async fn what_is_damaged_behind_the_lock_is_told_and_kept(engine: Engine) -> Result<()> {
    const RAW: &str = "const all = (request) => new Promise((resolve, reject) => {\
          request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });\
        const database = await all(indexedDB.open('quietleaf-sealed-1'));\
        const store = (name) => database.transaction(name, 'readwrite').objectStore(name);";
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    for notes in [NOTES, "the second one"] {
        page.add().await?;
        page.fill("entry-notes", notes).await?;
        page.save().await?;
    }
    lock(&page, PASSPHRASE).await?;
    page.press("Open the journal").await?;
    page.wait(IS_LOCKED).await?;
    // One byte of a sealed record is another; and a record stands in a place that is not its own.
    let damage = "const [place] = await all(store('entries').getAllKeys());\
        const record = await all(store('entries').get(place)); record[record.length - 1] ^= 1;\
        await all(store('entries').put(record, place));\
        const [, other] = await all(store('entries').getAll());\
        await all(store('entries').put(other, '2026-01.00')); database.close(); return [...record].join()";
    let damaged = browser.run(&format!("return (async () => {{ {RAW} {damage} }})()")).await?;
    unlock(&page, PASSPHRASE).await?;
    page.wait("document.getElementById('unreadable')?.innerText.startsWith('2 entries could not be read')").await?;
    ensure!(page.count().await? == 1, "more or fewer entries");
    open_fold(&page).await?;
    page.fill("lock-passphrase-known", PASSPHRASE).await?;
    page.press("Turn the lock off").await?;
    page.wait("document.getElementById('gone')?.textContent === 'Nothing was changed'").await?;
    ensure!(browser.run("return document.querySelector('main').innerText").await?.to_string().contains("2 records"));
    page.press("Open the journal").await?;
    page.wait(IS_LOCKED).await?;
    let kept = "const records = await all(store('entries').getAll()); database.close(); return records.map((it) => [...it].join())";
    let kept = browser.run(&format!("return (async () => {{ {RAW} {kept} }})()")).await?;
    ensure!(kept.as_array().is_some_and(|kept| kept.contains(&damaged)), "the damaged record is gone");
    // The lock itself.
    for (lock, told) in [
        ("'{}'", "The journal is locked, and what opens it is damaged"),
        ("'{\"version\":9}'", "A newer version of this app"),
    ] {
        let damage = format!("await all(store('lock').put({lock}, 'lock')); database.close(); return true");
        browser.run(&format!("return (async () => {{ {RAW} {damage} }})()")).await?;
        page.browser.open_ready(&page.address).await?;
        page.wait(&format!("document.getElementById('unlock-problem').innerText.startsWith('{told}')")).await?;
    }
    end(browser, &server).await
}
in_chromium!(what_is_damaged_behind_the_lock_is_told_and_kept);

/// The lock works without a connection, once it was used; and in a locked journal everything can be deleted.
async fn a_locked_journal_opens_offline_and_can_be_deleted(engine: Engine) -> Result<()> {
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    wait_until_stored(&browser).await?;
    page.reload().await?;
    page.add().await?;
    page.fill("entry-notes", NOTES).await?;
    page.save().await?;
    lock(&page, PASSPHRASE).await?;
    server.stop();
    page.press("Open the journal").await?;
    unlock(&page, PASSPHRASE).await.with_context(|| format!("{engine:?}"))?;
    ensure!(page.history().await?.contains(NOTES), "{engine:?}");
    page.reload().await?;
    page.press("I have forgotten it").await?;
    page.press("Delete everything here").await?;
    page.press("Yes, delete everything").await?;
    page.wait("document.activeElement.id === 'gone'").await?;
    let left =
        "return (async () => [localStorage.length, indexedDB.databases ? (await indexedDB.databases()).length : 0])()";
    let left = browser.run(left).await?;
    ensure!(left == json!([0, 0]), "{engine:?}: {left}");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_locked_journal_opens_offline_and_can_be_deleted);

/// A browser that has no list of databases finds the lock, and none where there is none. One that gives no answer goes on: the journal's
/// program says why, and opens nothing that is locked.
async fn the_lock_is_found_without_a_list_of_databases(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let before = |source: &str| browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    before("delete IDBFactory.prototype.databases;").await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", NOTES).await?;
    page.save().await?;
    page.reload().await?;
    ensure!(!is_locked(&browser).await?);
    lock(&page, PASSPHRASE).await?;
    page.reload().await?;
    ensure!(is_locked(&browser).await?);
    unlock(&page, PASSPHRASE).await?;
    ensure!(page.history().await?.contains(NOTES));
    before("IDBFactory.prototype.databases = () => new Promise(() => {});").await?;
    page.reload().await?;
    page.wait("document.getElementById('journal-failing')?.innerText.includes('newer version')").await?;
    ensure!(!page.browser.run("return document.body.innerText").await?.to_string().contains(NOTES));
    // What would be typed would be kept readable.
    page.press("Add entry").await?;
    page.wait("document.getElementById('journal-failure').innerText.includes('newer version')").await?;
    ensure!(
        browser.run("return document.querySelector('.entry-form') === null").await? == true,
        "it can be typed into"
    );
    end(browser, &server).await
}
in_chromium!(the_lock_is_found_without_a_list_of_databases);

/// A locked journal that the browser does not give out just now is not called damaged, and nobody is led to delete it.
async fn a_locked_journal_out_of_reach_is_not_called_damaged(engine: Engine) -> Result<()> {
    const REFUSES: &str = "const open = IDBFactory.prototype.open;\
         IDBFactory.prototype.open = function (name, ...rest) {\
           if (String(name).startsWith('quietleaf-sealed') && !localStorage.getItem('reached')) throw new DOMException('', 'UnknownError');\
           return open.call(this, name, ...rest); };";
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", NOTES).await?;
    page.save().await?;
    lock(&page, PASSPHRASE).await?;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": REFUSES })).await?;
    page.press("Open the journal").await?;
    page.wait("document.querySelector('.locked')?.innerText.includes('could not be reached')").await?;
    let shown = browser.run("return document.querySelector('.locked').innerText").await?.to_string();
    ensure!(!shown.contains("damaged") && !shown.contains("Delete"), "{shown}");
    if let Some(folder) = std::env::var_os("QUIETLEAF_PICTURES") {
        std::fs::write(std::path::Path::new(&folder).join("out-of-reach.png"), browser.client.screenshot().await?)?;
    }
    browser.run("localStorage.setItem('reached', 'yes')").await?;
    page.press("Load again").await?;
    page.wait("document.getElementById('unlock-with') !== null").await?;
    unlock(&page, PASSPHRASE).await?;
    ensure!(page.history().await?.contains(NOTES), "the journal is gone");
    end(browser, &server).await
}
in_chromium!(a_locked_journal_out_of_reach_is_not_called_damaged);

/// A tab that asks for the passphrase of before asks for the one that counts, once another tab has changed it, and takes nothing away.
async fn a_tab_that_asks_for_an_old_passphrase_takes_nothing_away(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", NOTES).await?;
    page.save().await?;
    lock(&page, PASSPHRASE).await?;
    page.press("Open the journal").await?;
    page.wait("document.getElementById('unlock-with') !== null").await?;
    let first = browser.client.window().await?;
    let second = browser.client.new_window(false).await?.handle;
    browser.client.switch_to_window(second.clone()).await?;
    page.reload().await?;
    unlock(&page, PASSPHRASE).await?;
    open_fold(&page).await?;
    page.fill("lock-passphrase-known", PASSPHRASE).await?;
    new_passphrase(&page, OTHER, "Continue with a new passphrase").await?;
    switch(&page, "Change the passphrase").await?;
    browser.client.switch_to_window(first).await?;
    page.wait("document.getElementById('unlock-with') !== null").await?;
    refused(&page, PASSPHRASE, "This is not the passphrase").await?;
    unlock(&page, OTHER).await.with_context(|| format!("{engine:?}"))?;
    ensure!(page.history().await?.contains(NOTES), "{engine:?}: the journal is gone");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_tab_that_asks_for_an_old_passphrase_takes_nothing_away);

/// The same where nothing has told the tab: it looks what counts before it takes anything away.
async fn a_lock_that_does_not_count_any_more_opens_nothing(engine: Engine) -> Result<()> {
    const OTHER_COUNTS: &str = "const all = (request) => new Promise((resolve, reject) => {\
          request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });\
        const pointer = await all(indexedDB.open('quietleaf'));\
        const at = pointer.transaction('lock', 'readwrite').objectStore('lock');\
        await all(at.put('NAME', 'database')); pointer.close();\
        const opening = indexedDB.open('quietleaf-sealed-2', 1);\
        opening.onupgradeneeded = () => opening.result.createObjectStore('lock').put(true, 'whole');\
        const other = await all(opening);\
        const whole = await all(other.transaction('lock').objectStore('lock').get('whole'));\
        other.close(); return whole === true;";
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", NOTES).await?;
    page.save().await?;
    lock(&page, PASSPHRASE).await?;
    page.press("Open the journal").await?;
    page.wait("document.getElementById('unlock-with') !== null").await?;
    let counts = |name: &str| format!("return (async () => {{ {} }})()", OTHER_COUNTS.replace("NAME", name));
    ensure!(browser.run(&counts("quietleaf-sealed-2")).await? == true);
    browser.run("window.stale = true").await?;
    page.fill("unlock-with", PASSPHRASE).await?;
    page.press("Unlock").await?;
    page.wait("window.stale === undefined && document.querySelector('.locked') !== null").await?;
    // The other one is there, and so is this one.
    ensure!(browser.run(&counts("quietleaf-sealed-1")).await? == true, "the one that counts was removed");
    page.browser.open_ready(&page.address).await?;
    unlock(&page, PASSPHRASE).await?;
    ensure!(page.history().await?.contains(NOTES), "the journal is gone");
    end(browser, &server).await
}
in_chromium!(a_lock_that_does_not_count_any_more_opens_nothing);

/// What a page had left to do when it ended, after the journal was locked, is done when it is unlocked: the database in which it stood open
/// is not there any more.
async fn a_lock_whose_page_ended_is_finished(engine: Engine) -> Result<()> {
    const ALL: &str = "const all = (request) => new Promise((resolve, reject) => {\
          request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });";
    // Before the pointer was made anew, and before the database in which the journal stood open was deleted.
    const ENDED: [&str; 2] = [
        "await all(indexedDB.deleteDatabase('quietleaf')); return true;",
        "const pointer = await all(indexedDB.open('quietleaf'));\
         await all(pointer.transaction('lock', 'readwrite').objectStore('lock').delete('anew')); pointer.close(); return true;",
    ];
    const IS_ANEW: &str = "const pointer = await all(indexedDB.open('quietleaf'));\
         const anew = await all(pointer.transaction('lock').objectStore('lock').get('anew')); pointer.close();\
         return [pointer.version, anew];";
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", NOTES).await?;
    page.save().await?;
    lock(&page, PASSPHRASE).await?;
    for ended in ENDED {
        let run = async |script: &str| browser.run(&format!("return (async () => {{ {ALL}{script} }})()")).await;
        ensure!(run(IS_ANEW).await? == json!([1000, true]), "{engine:?}: the old database is there");
        ensure!(run(ended).await? == true);
        page.reload().await?;
        ensure!(is_locked(&browser).await?, "{engine:?}: the journal is open");
        unlock(&page, PASSPHRASE).await.with_context(|| format!("{engine:?}"))?;
        ensure!(page.history().await?.contains(NOTES), "{engine:?}: the journal is gone");
        // The page's own storage is behind the lock: looked at on a page without it.
        page.reload().await?;
        ensure!(run(IS_ANEW).await? == json!([1000, true]), "{engine:?}: it was not made anew");
    }
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_lock_whose_page_ended_is_finished);

/// A tab that still shows the open journal is told, and keeps nothing readable when another one locks it.
async fn another_tab_keeps_nothing_open(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", DRAFT).await?;
    let first = browser.client.window().await?;
    let second = browser.client.new_window(false).await?.handle;
    browser.client.switch_to_window(second).await?;
    page.reload().await?;
    lock(&page, PASSPHRASE).await?;
    browser.client.switch_to_window(first).await?;
    page.wait("document.getElementById('journal-failing').innerText !== ''")
        .await
        .with_context(|| format!("{engine:?}"))?;
    page.wait("document.getElementById('entry-notes') === null")
        .await
        .with_context(|| format!("{engine:?}: the form is open"))?;
    let stored = everything_stored(&browser).await?;
    ensure!(!stored.contains(DRAFT), "{engine:?}: {stored}");
    page.browser.open_ready(&page.address).await?;
    unlock(&page, PASSPHRASE).await?;
    page.wait(&format!(
        "document.body.textContent.includes('{DRAFT}') || document.getElementById('entry-notes')?.value === '{DRAFT}'"
    ))
    .await
    .with_context(|| format!("{engine:?}: the draft is lost"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(another_tab_keeps_nothing_open);
