//! The journal as a person uses it, in real browsers with real storage.

pub(crate) mod backup;
mod clock;
mod crash;
mod deletion;
mod details;
mod drafts;
mod faults;
mod files;
mod form;
mod keyboard;
mod locking;
mod looking_back;
mod names;
mod own;
mod past;
mod pregnancy;
mod questions;
mod recording;
pub(crate) mod restoring;
mod saying;
mod sealing;
mod states;
mod stopping;
mod storage;
mod summary;
mod tabs;
mod warnings;
mod waves;

pub(crate) use states::State;

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::Value;
use xtask::{
    browsers::{Browser, PATIENCE},
    server::SiteServer,
};

/// Everything that the journal's tests do with a page.
pub(crate) struct JournalPage<'a> {
    pub(crate) browser: &'a Browser,
    pub(crate) address: String,
}

/// Waits for two paints.
const AT_REST: &str = "const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));\
    return painted().then(painted)";

impl<'a> JournalPage<'a> {
    /// Opens the journal's page, and waits until it is live. Where a test runs behind the lock, the journal is locked first.
    pub(crate) async fn open(browser: &'a Browser, server: &SiteServer) -> Result<Self> {
        let page = Self { browser, address: format!("{}journal/", server.url()) };
        browser.open_ready(&page.address).await?;
        if locking::BEHIND_LOCK.get() && !locking::is_locked(browser).await? {
            locking::lock(&page, locking::PASSPHRASE).await?;
            browser.open_ready(&page.address).await?;
            anyhow::ensure!(locking::is_locked(browser).await?, "the journal is not locked");
        }
        if locking::BEHIND_LOCK.get() {
            locking::unlock(&page, locking::PASSPHRASE).await?;
        }
        Ok(page)
    }

    /// Opens the page again, and unlocks the journal where a test runs behind the lock.
    pub(crate) async fn reload(&self) -> Result<()> {
        self.browser.open_ready(&self.address).await?;
        // Where the address has led to another place of the same page, it stays unlocked.
        if locking::BEHIND_LOCK.get() && locking::is_locked(self.browser).await? {
            return locking::unlock(self, locking::PASSPHRASE).await;
        }
        Ok(())
    }

    /// Opens the form for a new entry, with the fields of its folded parts made: see [`Self::make_folded_fields`].
    pub(crate) async fn add(&self) -> Result<()> {
        self.open_form().await?;
        self.make_folded_fields().await
    }

    /// Opens the form for a new entry, as a person sees it.
    pub(crate) async fn open_form(&self) -> Result<()> {
        self.browser.press(Locator::Id("add-entry")).await?;
        self.wait("document.getElementById('entry-notes') !== null").await
    }

    /// Opens each folded part of the form once, so that its fields are made, and leaves it as it was.
    pub(crate) async fn make_folded_fields(&self) -> Result<()> {
        self.wait("document.getElementById('entry-notes') !== null").await?;
        self.browser
            .run(
                "window.folded = [...document.querySelectorAll('.entry-form .more')].filter((it) => !it.open);\
                 folded.forEach((it) => { it.open = true; });",
            )
            .await?;
        self.wait(
            "[...document.querySelectorAll('.entry-form .more')].every((it) => it.querySelector('fieldset') !== null)",
        )
        .await?;
        self.browser.run("folded.forEach((it) => { it.open = false; })").await?;
        Ok(())
    }

    /// Chooses a score or a level by its words.
    pub(crate) async fn choose(&self, symptom: &str, words: &str) -> Result<()> {
        let label = format!("//fieldset[@id='entry-{symptom}']//label[span[text()='{words}']]");
        self.browser.press(Locator::XPath(&label)).await?;
        let chosen = format!(
            "[...document.querySelectorAll('#entry-{symptom} label')].some((it) => \
             it.querySelector('input').checked && it.textContent === '{words}')"
        );
        self.wait(&chosen).await.with_context(|| format!("{symptom}: {words}"))?;
        // A card that it calls for comes, and into sight, with the next paint: what is pressed while the page moves is missed.
        self.browser.run(AT_REST).await?;
        Ok(())
    }

    /// Puts a text into a field at once, as pasting does.
    pub(crate) async fn fill(&self, field: &str, text: &str) -> Result<()> {
        let text = serde_json::to_string(text)?;
        self.wait(&format!("document.getElementById('{field}') !== null")).await?;
        self.browser
            .run(&format!(
                "const field = document.getElementById('{field}'); field.value = {text};\
                 field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
            ))
            .await?;
        Ok(())
    }

    /// Presses the button with these words.
    pub(crate) async fn press(&self, words: &str) -> Result<()> {
        let button = format!("//button[normalize-space(text())='{words}']");
        self.browser.press(Locator::XPath(&button)).await.with_context(|| words.to_owned())
    }

    /// Saves the form, and returns as soon as the page says that it is saved.
    pub(crate) async fn save(&self) -> Result<()> {
        self.press("Save entry").await?;
        self.wait_said("Saved.").await
    }

    /// Waits for what the page says of what was done last, looking at every frame.
    pub(crate) async fn wait_said(&self, beginning: &str) -> Result<()> {
        let said = format!(
            "return new Promise((resolve) => {{\
               const begun = performance.now();\
               const look = () => {{\
                 const said = ['journal-said', 'data-said'].map((id) => document.getElementById(id)?.textContent ?? '');\
                 if (said.some((it) => it.startsWith('{beginning}'))) resolve(true);\
                 else if (performance.now() - begun > 20000) resolve(said.join() + document.querySelector('main').innerText);\
                 else setTimeout(look, 5);\
               }};\
               look();\
             }})"
        );
        // A driver lets no script run for longer than half a minute.
        let begun = Instant::now();
        loop {
            let said = self.browser.run(&said).await?;
            if said == true {
                return Ok(());
            }
            ensure!(begun.elapsed() < PATIENCE, "waited for \u{201c}{beginning}\u{201d}: {said}");
        }
    }

    /// Waits for what the page says of something that was done in either half of it, and until the history shows what
    /// is stored.
    pub(crate) async fn wait_said_and_shown(&self, beginning: &str) -> Result<()> {
        self.wait_said(beginning).await?;
        let stored = self.stored().await?;
        let records = stored["entries"].as_array().context("no entries are stored")?;
        let sound = records.iter().filter_map(|it| serde_json::from_str::<Value>(it.as_str()?).ok());
        let notes: Vec<String> = sound.map(|it| it["notes"].as_str().unwrap_or_default().to_owned()).collect();
        self.wait(&format!(
            "(() => {{ const notes = {};\
               const shown = [...document.querySelectorAll('.history .entry .notes:first-of-type')].map((it) => it.textContent);\
               return document.querySelectorAll('.history .entry').length === notes.length\
                 && notes.every((it) => it === '' || it.length > 600 || shown.includes(it)); }})()",
            serde_json::to_string(&notes)?
        ))
        .await
        .with_context(|| format!("{beginning}: the history does not show {notes:?}"))
    }

    /// Waits until something is so.
    pub(crate) async fn wait(&self, condition: &str) -> Result<()> {
        self.browser.wait_until(&format!("return {condition}")).await
    }

    /// Opens the fold with the deleted entries.
    pub(crate) async fn open_bin(&self) -> Result<()> {
        self.wait("document.querySelector('.bin') !== null").await?;
        self.browser.run("document.querySelector('.bin').open = true").await?;
        Ok(())
    }

    /// Everything that the history says, line by line, without the search above it. What is out of sight is laid out first: some
    /// browsers take only what they have laid out for text.
    pub(crate) async fn history(&self) -> Result<String> {
        let script = "const parts = [...(document.querySelector('.history')?.children ?? [])].filter((it) => !it.matches('.find, .found'));\
                      parts.forEach((it) => { it.style.contentVisibility = 'visible'; });\
                      const text = parts.map((it) => it.innerText).join('\\n');\
                      parts.forEach((it) => { it.style.contentVisibility = ''; });\
                      return text";
        let text = self.browser.run(script).await?;
        let text = text.as_str().context("the history is not text")?;
        Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
    }

    /// The number of entries that the history shows.
    pub(crate) async fn count(&self) -> Result<u64> {
        let count = self.browser.run("return document.querySelectorAll('.entry').length").await?;
        count.as_u64().context("no number of entries")
    }

    /// What stands in the stores: the records of the entries as text, in order, and the months that have a record.
    pub(crate) async fn stored(&self) -> Result<Value> {
        self.with_database("return { entries: await all(entries.getAll()), months: await all(months.getAllKeys()) };")
            .await
    }

    /// Runs a script with the stores `entries`, `months`, `kept`, `versions` and `bin` of one transaction; `all` waits for a request's result.
    pub(crate) async fn with_database(&self, script: &str) -> Result<Value> {
        let whole = format!(
            "const all = (request) => new Promise((resolve, reject) => {{\
               request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); }});\
             const database = await all(indexedDB.open('quietleaf'));\
             try {{\
               const transaction = database.transaction(['entries', 'months', 'kept', 'versions', 'bin'], 'readwrite');\
               const ended = new Promise((resolve) => {{ transaction.oncomplete = resolve; }});\
               const [entries, months, kept, versions, bin] = ['entries', 'months', 'kept', 'versions', 'bin']\
                 .map((name) => transaction.objectStore(name));\
               const answer = await (async () => {{ {script} }})();\
               await ended;\
               return answer;\
             }} finally {{ database.close(); }}"
        );
        self.browser.run(&format!("return (async () => {{ {whole} }})()")).await
    }
}
