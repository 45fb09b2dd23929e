//! The journal's program stops in the middle of its work, or a part of it cannot be had: nothing that was typed is lost, and the page says
//! what has stopped.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
    worker,
};

use super::JournalPage;
use crate::{end, offline::copy_site, start};

const NOTE: &str = "document.getElementById('app-note')";

/// From now on, no element can be made: the part of the program that makes one panics.
const BREAK: &str = "Document.prototype.createElement = () => { throw new Error('broken'); };";

/// What each module of the program then makes elements for: a fold of the form, which is in the first, and one of the tools, in the chunk.
const STOPPING: [(&str, &str); 2] = [
    ("the form", "document.querySelectorAll('.entry-form .more').forEach((it) => { it.open = true; });"),
    ("the tools", "document.getElementById('visit-summary').open = true;"),
];

async fn a_panic_in_either_module_takes_no_words_with_it(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.open_form().await?;
    for (part, act) in STOPPING {
        let told = async {
            let typed = format!("typed before {part} stopped");
            page.fill("entry-notes", &typed).await?;
            ensure!(browser.run(&format!("return {NOTE}.hidden")).await? == true, "the note is shown before");
            browser.run(&format!("{BREAK}{act}")).await?;
            page.wait(&format!("{NOTE}.hidden === false")).await?;
            page.reload().await?;
            page.wait(&format!("document.getElementById('entry-notes')?.value === '{typed}'")).await
        };
        told.await.with_context(|| format!("{part} in {engine:?}"))?;
    }
    // What has come back can be saved.
    page.save().await?;
    ensure!(page.history().await?.contains("typed before the tools stopped"));
    end(browser, &server).await
}
in_every_engine!(a_panic_in_either_module_takes_no_words_with_it);

/// A program that is stopped by its machine says nothing: the page's own script does. Here another program traps, which has one instruction
/// for that.
async fn what_stops_without_a_word_is_told_by_a_script(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let trap = "const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, \
                10, 5, 1, 3, 0, 0, 11]);\
                return window.WebAssembly.instantiate(bytes).then(({ instance }) => { window.setTimeout(instance.exports.trap); return true; })";
    ensure!(browser.run(&format!("return {NOTE}.hidden")).await? == true);
    ensure!(browser.run(trap).await? == true);
    page.wait(&format!("{NOTE}.hidden === false")).await.with_context(|| format!("{engine:?}"))?;
    // It is said to who does not see it.
    page.wait("document.getElementById('told-now').textContent.includes('has stopped')").await?;
    end(browser, &server).await
}
in_every_engine!(what_stops_without_a_word_is_told_by_a_script);

/// The site without the chunk that holds the tools, which stands beside it.
fn without_tools(engine: Engine) -> Result<(PathBuf, PathBuf)> {
    let folder = xtask::paths::target().join(format!("sites/without-tools-{engine:?}"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    copy_site(&BuiltSite::Main.dist(), &folder)?;
    let is_chunk = |path: &PathBuf| {
        let name = path.to_string_lossy();
        name.starts_with("quietleaf-tools-") && name.ends_with(".wasm")
    };
    let chunk = worker::shipped(&folder)?.into_iter().find(is_chunk).context("the site has no chunk")?;
    fs::remove_file(folder.join(&chunk))?;
    Ok((folder, chunk))
}

/// Without the chunk, what is needed first works, and the page says that something is missing; the next visit brings it.
async fn without_the_tools_the_journal_is_written_all_the_same(engine: Engine) -> Result<()> {
    let (site, chunk) = without_tools(engine)?;
    let server = SiteServer::start(&site, "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage { browser: &browser, address: format!("{}journal/", server.url()) };
    browser.client.goto(&page.address).await?;
    page.wait("document.documentElement.dataset.ready === 'true'").await?;
    page.wait(&format!("{NOTE}.hidden === false")).await.with_context(|| format!("{engine:?}"))?;
    page.open_form().await?;
    page.fill("entry-notes", "written without the tools").await?;
    page.save().await?;
    ensure!(page.history().await?.contains("written without the tools"), "{engine:?}");
    ensure!(browser.run("return document.documentElement.dataset.beside ?? 'no'").await? == "no", "{engine:?}");
    // When the site has it again, it comes.
    fs::copy(BuiltSite::Main.dist().join(&chunk), site.join(&chunk))?;
    page.reload().await.with_context(|| format!("{engine:?}: it does not come back"))?;
    page.wait("document.documentElement.dataset.beside === 'true'").await?;
    fs::remove_dir_all(&site)?;
    end(browser, &server).await
}
in_every_engine!(without_the_tools_the_journal_is_written_all_the_same);

/// Holds the chunk back until it is let go.
const HOLD: &str = "{ const { fetch } = window; const let_go = new Promise((resolve) => { window.let_go = resolve; });\
    window.fetch = (what, ...how) => (/quietleaf-tools-.*wasm/.test(what) ? let_go.then(() => fetch(what, ...how)) : fetch(what, ...how)); }";

/// Whoever is quicker than the chunk finds open what she has opened, and the focus where it was: the folds that it brings are those that
/// stood there, by name and in order.
async fn what_was_opened_before_the_tools_came_stays_open(engine: Engine) -> Result<()> {
    const NAMES: &str = "return [...document.querySelectorAll('[data-mount=journal-tools] > details > summary')].map((it) => it.innerText)";
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage { browser: &browser, address: format!("{}journal/", server.url()) };
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": HOLD })).await?;
    browser.client.goto(&page.address).await?;
    page.wait("document.documentElement.dataset.ready === 'true'").await?;
    let before = browser.run(NAMES).await?;
    ensure!(before.as_array().is_some_and(|names| names.len() == 6), "{before}");
    browser
        .run(
            "const folds = document.querySelectorAll('[data-mount=journal-tools] > details');\
             folds[2].open = true; folds[3].querySelector('summary').focus();",
        )
        .await?;
    ensure!(
        browser.run("return document.documentElement.dataset.beside ?? 'no'").await? == "no",
        "it was not held back"
    );
    browser.run("window.let_go()").await?;
    page.wait("document.documentElement.dataset.beside === 'true'").await?;
    ensure!(browser.run(NAMES).await? == before, "other folds came than stood there: {}", browser.run(NAMES).await?);
    page.wait("document.querySelector('#calendar[open] .hint, #calendar[open] .month') !== null").await?;
    let kept = "return [[...document.querySelectorAll('[data-mount=journal-tools] > details')].map((it) => it.open),\
                document.activeElement.parentElement.id]";
    let kept = browser.run(kept).await?;
    ensure!(kept == json!([[false, false, true, false, false, false], "patterns"]), "{kept}");
    end(browser, &server).await
}
in_chromium!(what_was_opened_before_the_tools_came_stays_open);
