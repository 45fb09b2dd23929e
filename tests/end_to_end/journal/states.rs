//! Every state in which the journal can be seen.

use anyhow::Result;
use xtask::{browsers::Browser, server::SiteServer};

use super::{JournalPage, locking, sealing::choose_bytes};

/// A state. Each is reached from the one before it, in this order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum State {
    FirstUse,
    Form,
    FormWithWarnings,
    FormWithProblems,
    SavedWithWarnings,
    History,
    Unfolded,
    Editing,
    NotSaved,
    EarlierVersions,
    Deleted,
    Bin,
    LeftDraft,
    Unreadable,
    Preview,
    Restored,
    SealedExport,
    SealedFile,
    LockSetUp,
    RecoveryCode,
    Switched,
    Locked,
    PassphraseForgotten,
    Unlocked,
    AskedToDelete,
    Persistence,
    ClosedByTheBrowser,
    Emptied,
    Gone,
}

impl State {
    pub(crate) const ALL: [Self; 29] = [
        Self::FirstUse,
        Self::Form,
        Self::FormWithWarnings,
        Self::FormWithProblems,
        Self::SavedWithWarnings,
        Self::History,
        Self::Unfolded,
        Self::Editing,
        Self::NotSaved,
        Self::EarlierVersions,
        Self::Deleted,
        Self::Bin,
        Self::LeftDraft,
        Self::Unreadable,
        Self::Preview,
        Self::Restored,
        Self::SealedExport,
        Self::SealedFile,
        Self::LockSetUp,
        Self::RecoveryCode,
        Self::Switched,
        Self::Locked,
        Self::PassphraseForgotten,
        Self::Unlocked,
        Self::AskedToDelete,
        Self::Persistence,
        Self::ClosedByTheBrowser,
        Self::Emptied,
        Self::Gone,
    ];

    /// Brings the page from the state before into this one.
    #[expect(clippy::too_many_lines, reason = "one arm for each state")]
    pub(crate) async fn reach(self, browser: &Browser, server: &SiteServer) -> Result<()> {
        let page = JournalPage { browser, address: format!("{}journal/", server.url()) };
        match self {
            Self::FirstUse => page.reload().await,
            Self::Form => {
                page.add().await?;
                page.choose("back-pain", "4").await
            }
            Self::FormWithWarnings => {
                page.choose("cramps", "8").await?;
                page.choose("bleeding", "Heavier than a period").await?;
                page.wait("document.querySelectorAll('.entry-form .care').length >= 3").await
            }
            Self::FormWithProblems => {
                page.fill("entry-when", "").await?;
                page.fill("entry-notes", &"x".repeat(100_001)).await?;
                page.press("Save entry").await?;
                page.wait("document.getElementById('entry-notes-problem').innerText !== ''").await
            }
            Self::SavedWithWarnings => {
                page.fill("entry-when", "2026-11-02T03:04").await?;
                page.fill("entry-notes", "Woke up from it. Better when I lay on my side.").await?;
                page.save().await?;
                page.wait("document.querySelector('#warning-after-saving .care') !== null").await
            }
            Self::History => {
                for (when, score) in [("2026-10-30T14:20", "4"), ("2026-10-30T08:05", "6"), ("2026-10-29T22:10", "2")] {
                    page.add().await?;
                    page.fill("entry-when", when).await?;
                    page.choose("back-pain", score).await?;
                    page.choose("bleeding", "None").await?;
                    page.save().await?;
                }
                page.reload().await
            }
            Self::Unfolded => {
                page.add().await?;
                page.choose("back-pain", "6").await?;
                page.choose("bleeding", "Light").await?;
                browser.run("document.querySelectorAll('details').forEach((it) => { it.open = true; })").await?;
                page.wait("document.querySelector('.call-script .chips') !== null").await?;
                browser.run("document.querySelectorAll('.call-script [name=span]')[3].click()").await?;
                page.wait("document.querySelector('.call-script h3') !== null").await?;
                // The calendar with a day of it, and the patterns with their tables.
                page.wait("document.querySelector('.month button') !== null && document.querySelector('.pattern svg') !== null")
                    .await?;
                browser.run("document.querySelector('.month button').click()").await?;
                browser.run("document.querySelectorAll('.behind').forEach((it) => { it.open = true; })").await?;
                page.wait("document.querySelector('#calendar-day h3') !== null").await?;
                browser
                    .run(
                        "[...document.querySelectorAll('.dates label')].find((it) => it.textContent === 'It has ended')\
                         .querySelector('input').click();",
                    )
                    .await?;
                page.wait("document.getElementById('date-ended') !== null").await?;
                problems(&page).await?;
                own_things(&page).await
            }
            Self::Editing => {
                page.press("Delete this draft").await?;
                // What was kept beside the entries is gone: the buttons below are those of entries alone.
                browser.run("sessionStorage.removeItem('quietleaf.question.1')").await?;
                page.with_database("await all(kept.clear()); return true;").await?;
                page.reload().await?;
                page.press("Edit").await?;
                page.wait("document.getElementById('entry-notes') !== null").await
            }
            Self::NotSaved => {
                browser
                    .run("IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };")
                    .await?;
                page.press("Save entry").await?;
                page.wait("document.getElementById('entry-trouble').innerText !== ''").await
            }
            Self::EarlierVersions => {
                page.press("Leave it as it was").await?;
                page.reload().await?;
                page.press("Edit").await?;
                page.fill("entry-when", "2026-11-02T02:50").await?;
                page.save().await?;
                page.press("Earlier versions").await?;
                page.wait("document.querySelector('.version .readings') !== null").await
            }
            Self::Deleted => {
                page.press("Delete").await?;
                page.wait_said("Deleted:").await
            }
            Self::Bin => {
                page.open_bin().await?;
                page.press("Delete for good").await?;
                page.wait("document.activeElement.id === 'ask-for-good'").await
            }
            Self::LeftDraft => {
                page.press("Undo").await?;
                page.wait_said_and_shown("Brought back:").await?;
                page.add().await?;
                page.fill("entry-notes", "not saved").await?;
                browser.run("sessionStorage.clear()").await?;
                page.reload().await?;
                page.wait("document.getElementById('left-drafts').innerText !== ''").await
            }
            Self::Unreadable => {
                page.press("Delete this draft").await?;
                page.with_database("await all(entries.put('damaged', '2026-11-01T00:00Z x')); return true;").await?;
                page.reload().await?;
                page.wait("document.getElementById('unreadable') !== null").await
            }
            Self::Preview => {
                super::backup::choose_file(
                    browser,
                    "{\"format\":\"quietleaf-journal\",\"version\":1,\"exported\":\"\",\"count\":3,\"entries\":[\n\
                     {\"version\":1,\"id\":\"019e5b60-7c00-7abc-8def-0123456789ab\",\"when\":\"2026-11-01T03:04+01:00\",\"changed\":1,\"readings\":{\"cramps\":{\"pain\":1}},\"notes\":\"\"},\n\
                     damaged\n],\"unreadable\":[\n]}",
                )
                .await?;
                page.wait("document.getElementById('restore-preview') !== null").await?;
                browser.run("document.querySelector('#restore-preview details').open = true").await?;
                Ok(())
            }
            Self::Restored => {
                page.press("Restore these").await?;
                page.wait("document.getElementById('restored') !== null").await?;
                browser.run("document.getElementById('safety').open = true").await?;
                Ok(())
            }
            Self::SealedExport => {
                browser.run("document.getElementById('sealed-export').open = true").await?;
                page.fill("passphrase-new", "too short").await?;
                page.press("Export encrypted").await?;
                page.wait("document.getElementById('passphrase-problem').innerText !== ''").await
            }
            Self::SealedFile => {
                choose_bytes(browser, b"age-encryption.org/v1\n").await?;
                page.wait("document.getElementById('sealed-file') !== null").await?;
                page.press("Open it").await?;
                page.wait("(document.getElementById('known-problem')?.innerText ?? '') !== ''").await
            }
            Self::LockSetUp => {
                locking::open_fold(&page).await?;
                page.fill("lock-passphrase", "too short").await?;
                page.press("Continue").await?;
                page.wait("document.getElementById('lock-problem').innerText !== ''").await
            }
            Self::RecoveryCode => {
                locking::new_passphrase(&page, locking::PASSPHRASE, "Continue").await?;
                page.press("Lock the journal").await?;
                page.wait("document.getElementById('lock-problem').innerText !== ''").await
            }
            Self::Switched => locking::switch(&page, "Lock the journal").await,
            Self::Locked => {
                page.press("Open the journal").await?;
                page.wait("document.getElementById('unlock-with') !== null").await?;
                locking::refused(&page, "not the passphrase", "This is not the passphrase").await
            }
            Self::PassphraseForgotten => {
                page.press("I have forgotten it").await?;
                page.press("Delete everything here").await?;
                page.wait("document.getElementById('ask-to-delete') !== null").await
            }
            Self::Unlocked => {
                page.press("Keep it").await?;
                page.press("Use the passphrase").await?;
                locking::unlock(&page, locking::PASSPHRASE).await?;
                locking::open_fold(&page).await
            }
            Self::AskedToDelete => {
                locking::turn_off(&page, locking::PASSPHRASE).await?;
                browser.run("document.getElementById('delete').open = true").await?;
                page.fill("delete-from", "2026-11-02").await?;
                page.press("Check what will be deleted").await?;
                page.wait("document.getElementById('delete-problem').innerText !== ''").await?;
                page.fill("delete-to", "2026-11-03").await?;
                page.press("Check what will be deleted").await?;
                page.wait("document.getElementById('ask-to-delete')?.innerText.includes('will be deleted for good')")
                    .await
            }
            Self::Persistence => {
                // Chromium decides by itself, and here says no: the question is made to appear anew.
                browser.run("localStorage.removeItem('quietleaf.settings.1'); navigator.storage.persisted = async () => false;").await?;
                page.press("Keep them").await?;
                page.with_database("await all(entries.clear()); await all(months.clear()); return true;").await?;
                page.reload().await?;
                browser.run("navigator.storage.persisted = async () => false;").await?;
                page.add().await?;
                page.choose("cramps", "1").await?;
                page.save().await?;
                page.wait("document.getElementById('persistence-name') !== null").await
            }
            Self::ClosedByTheBrowser => {
                browser
                    .run(
                        "return new Promise((resolve, reject) => { const opening = indexedDB.open('quietleaf', 3);\
                         opening.onsuccess = () => { opening.result.close(); indexedDB.deleteDatabase('quietleaf').onsuccess = () => resolve(true); };\
                         opening.onerror = () => reject(opening.error); })",
                    )
                    .await?;
                page.wait("document.getElementById('journal-failing').innerText !== ''").await
            }
            Self::Emptied => {
                browser
                    .run("localStorage.setItem('quietleaf.safekeeping.1', JSON.stringify({ entries: 3, first_seen: 1e12, last_seen: 1.7e12 }))")
                    .await?;
                page.reload().await?;
                page.wait("document.getElementById('journal-emptied') !== null").await
            }
            Self::Gone => {
                browser.run("document.getElementById('delete').open = true").await?;
                page.press("Delete everything").await?;
                page.press("Yes, delete everything").await?;
                page.wait("document.activeElement.id === 'gone'").await
            }
        }
    }
}

/// What is told beside the fields of the timer, of the dates, of the reminders and of the search; and a pain that is being timed.
async fn problems(page: &JournalPage<'_>) -> Result<()> {
    page.browser.run("document.getElementById('wave-button').click()").await?;
    page.wait("document.querySelector('.elapsed') !== null").await?;
    page.press("Add a pain by hand").await?;
    page.wait("document.querySelector('.wave-form') !== null").await?;
    page.fill("wave-minutes", "-1").await?;
    page.press("Save").await?;
    page.wait("document.getElementById('wave-problems').textContent !== ''").await?;
    page.fill("date-ended", "2999-01-01").await?;
    page.press("Save dates").await?;
    page.wait("document.getElementById('date-ended-problem').textContent !== ''").await?;
    page.press("Make the file").await?;
    page.wait("document.getElementById('reminder-problems').textContent !== ''").await?;
    page.fill("find-words", "nothing that was ever written").await?;
    page.wait("document.querySelector('.found').textContent.includes('None of')").await
}

/// Questions in every state, and an own symptom that is being renamed.
async fn own_things(page: &JournalPage<'_>) -> Result<()> {
    for (number, text) in [
        "Is this pain expected?",
        "\u{5d4}\u{5d0}\u{5dd} \u{5de}\u{5d5}\u{5ea}\u{5e8} \u{5dc}\u{5e8}\u{5d5}\u{5e5}?",
        "When do I call again?",
    ]
    .into_iter()
    .enumerate()
    {
        page.browser.run("location.hash = '#ask-what-it-feels-like'").await?;
        page.wait("document.querySelector('#question-about a') !== null").await?;
        page.fill("question-text", text).await?;
        page.press("Add it").await?;
        page.wait(&format!("document.querySelectorAll('.questions .asked').length === {}", number + 1)).await?;
    }
    page.press("Answered").await?;
    page.wait("document.querySelector('.questions .answered') !== null").await?;
    page.press("Change").await?;
    page.fill("question-reworded", "").await?;
    page.browser.run("[...document.querySelectorAll('.questions article button')][0].click()").await?;
    page.wait("document.getElementById('question-reworded-problem').innerText !== ''").await?;
    page.browser.run("location.hash = '#ask-what-it-feels-like'").await?;
    page.wait("document.querySelector('#question-about a') !== null").await?;
    page.fill("question-text", &"x".repeat(1001)).await?;
    page.browser.run("[...document.querySelectorAll('.questions > .actions button')][0].click()").await?;
    page.wait("document.getElementById('question-problem').innerText !== ''").await?;
    page.fill("own-name", "Heartburn").await?;
    page.browser.run("[...document.querySelectorAll('.own > .actions button')].at(-1).click()").await?;
    page.wait("document.querySelector('.own .when') !== null").await?;
    page.press("Rename").await?;
    page.wait("document.getElementById('own-renamed') !== null").await
}
