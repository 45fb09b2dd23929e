//! Without the prerender hook, the browser renders the pages itself, from `content.json`: text for text the same.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{PAGES, end, start};

/// The words of the body, as they stand in the document, and the title.
const WORDS: &str = "const copy = document.body.cloneNode(true);\
    copy.querySelectorAll('script, noscript, [data-mount=update], [data-mount=install]').forEach((it) => it.remove());\
    const words = [];\
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);\
    while (walk.nextNode()) words.push(walk.currentNode.data);\
    return document.title + '\\n' + words.join('').replace(/\\s+/g, ' ').trim();";

#[tokio::test]
async fn the_browser_renders_the_same_words_as_the_build() -> Result<()> {
    for engine in Engine::ALL {
        let by_browser = words_of_every_page(engine, BuiltSite::Unrendered).await?;
        let by_build = words_of_every_page(engine, BuiltSite::Main).await?;
        for (((path, _), by_build), by_browser) in PAGES.into_iter().zip(by_build).zip(by_browser) {
            let long = by_build.as_str().is_some_and(|words| words.len() > 600);
            ensure!(long, "{engine:?} /{path}: there are no words to compare: {by_build}");
            ensure!(by_build == by_browser, "{engine:?} /{path}:\n{by_build}\nis not\n{by_browser}");
        }
    }
    Ok(())
}

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
