//! "Saved" means stored: a browser that is killed right after it has lost nothing.

use std::fs;

use anyhow::{Context, Result, ensure};
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    paths,
    server::SiteServer,
};

use super::JournalPage;
use crate::start;

/// How often each browser is killed.
const KILLS: usize = 20;

#[tokio::test]
async fn a_killed_browser_has_lost_nothing() -> Result<()> {
    for engine in [Engine::Chromium, Engine::Firefox] {
        // One server, so that the origin stays the same.
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let profile = paths::target().join("browsers").join(format!("kept-{engine:?}"));
        if profile.exists() {
            fs::remove_dir_all(&profile)?;
        }
        for kill in 0..=KILLS {
            let browser =
                start(engine, &server, Wishes { profile: Some(profile.clone()), ..Wishes::default() }).await?;
            let page =
                JournalPage::open(&browser, &server).await.with_context(|| format!("{engine:?}, kill {kill}"))?;
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
    }
    Ok(())
}
