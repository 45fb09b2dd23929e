//! Without the prerender hook, the browser renders the pages itself, from `content.json`: text for text the same.

use anyhow::{Context, Result, ensure};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::PAGES;

/// The words of the body, as they stand in the document, and the title.
const WORDS: &str = "const copy = document.body.cloneNode(true);\
    copy.querySelectorAll('script, noscript, [data-mount=update], [data-mount=install]').forEach((it) => it.remove());\
    const words = [];\
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);\
    while (walk.nextNode()) words.push(walk.currentNode.data);\
    return document.title + '\\n' + words.join('').replace(/\\s+/g, ' ').trim();";

#[tokio::test]
async fn the_browser_renders_the_same_words_as_the_build() -> Result<()> {
    let rendered = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let unrendered = SiteServer::start(&BuiltSite::Unrendered.dist(), "/", 0)?;
    for engine in Engine::ALL {
        let browser = Browser::start(engine, &Wishes::default()).await?;
        for (path, _) in PAGES {
            browser.open_ready(&format!("{}{path}", rendered.url())).await?;
            let by_build = browser.run(WORDS).await?;
            // Where there is no such file the server sends the shell, as Trunk's own server does.
            let address = format!("{}{path}", unrendered.url());
            browser.open_ready(&address).await.with_context(|| format!("{engine:?} /{path}"))?;
            let by_browser = browser.run(WORDS).await?;
            let long = by_build.as_str().is_some_and(|words| words.len() > 600);
            ensure!(long, "{engine:?} /{path}: there are no words to compare: {by_build}");
            ensure!(by_build == by_browser, "{engine:?} /{path}:\n{by_build}\nis not\n{by_browser}");
        }
        browser.end().await?;
    }
    Ok(())
}
