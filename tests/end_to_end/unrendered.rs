//! Without the prerender hook, the browser renders the pages itself, from `content.json`: text for text the same.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{PAGES, end, start};

/// The words of the body, as they stand in the document, and the title; without what the journal says of the space that is left.
const WORDS: &str = "const copy = document.body.cloneNode(true);\
    copy.querySelectorAll('script, noscript, [data-mount=update], [data-mount=install], #safety .list').forEach((it) => it.remove());\
    const words = [];\
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);\
    while (walk.nextNode()) words.push(walk.currentNode.data);\
    return document.title + '\\n' + words.join('').replace(/\\s+/g, ' ').trim();";

async fn the_browser_renders_the_same_words_as_the_build(engine: Engine) -> Result<()> {
    let by_browser = words_of_every_page(engine, BuiltSite::Unrendered).await?;
    let by_build = words_of_every_page(engine, BuiltSite::Main).await?;
    for (((path, _), by_build), by_browser) in PAGES.into_iter().zip(by_build).zip(by_browser) {
        let long = by_build.as_str().is_some_and(|words| words.len() > 600);
        ensure!(long, "{engine:?} /{path}: there are no words to compare: {by_build}");
        ensure!(by_build == by_browser, "{engine:?} /{path}:\n{by_build}\nis not\n{by_browser}");
    }
    Ok(())
}
in_every_engine!(the_browser_renders_the_same_words_as_the_build);

/// Where the unrendered site has no such file the server sends the shell, as Trunk's own server does.
async fn words_of_every_page(engine: Engine, site: BuiltSite) -> Result<Vec<Value>> {
    let server = SiteServer::start(&site.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let mut words = Vec::new();
    for (path, _) in PAGES {
        let opened = browser.open_ready(&format!("{}{path}", server.url())).await;
        opened.with_context(|| format!("{engine:?}, {site:?}, /{path}"))?;
        words.push(browser.run(WORDS).await?);
    }
    end(browser, &server).await?;
    Ok(words)
}

/// A page that was prerendered needs no `content.json`; one that was not says that it is damaged or missing, and whom to call.
async fn damaged_words_leave_a_prerendered_page_whole(engine: Engine) -> Result<()> {
    for (site, words) in [
        (BuiltSite::Main, Some("{\"article\": ")),
        (BuiltSite::Unrendered, Some("{\"article\": ")),
        (BuiltSite::Unrendered, None),
    ] {
        let folder = xtask::paths::target().join("sites/damaged");
        crate::offline::copy_site(&site.dist(), &folder)?;
        let file = folder.join("content.json");
        match words {
            Some(words) => std::fs::write(&file, words)?,
            None => std::fs::remove_file(&file)?,
        }
        let server = SiteServer::start(&folder, "/", 0)?;
        let browser = start(engine, &server, Wishes::default()).await?;
        browser.client.goto(&server.url()).await?;
        if site == BuiltSite::Main {
            browser.wait_until("return document.documentElement.dataset.ready === 'true'").await?;
            ensure!(crate::heading(&browser).await? == PAGES[0].1, "the page is not whole");
        } else {
            browser
                .wait_until("return document.querySelector('h1')?.textContent === 'The words could not be loaded'")
                .await?;
            let said = browser.run("return document.querySelector('main').innerText").await?;
            ensure!(said.as_str().is_some_and(|said| said.contains("call your local emergency number")), "{said}");
        }
        end(browser, &server).await?;
    }
    Ok(())
}
in_chromium!(damaged_words_leave_a_prerendered_page_whole);
