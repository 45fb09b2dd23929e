//! Every page after one visit, with the server gone.

use anyhow::{Context, Result, ensure};
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{PAGES, end, heading, start, wait_until_stored};

async fn every_page_is_there_after_one_visit_with_the_server_stopped(engine: Engine) -> Result<()> {
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    wait_until_stored(&browser).await.with_context(|| format!("{engine:?}"))?;
    server.stop();
    let paths = PAGES.into_iter().chain([
        ("help/index.html", "Get help"),
        ("faq", "Questions"),
        ("?from=home", PAGES[0].1),
        ("no/such/page", "There is no such page"),
    ]);
    for (path, title) in paths {
        let address = format!("{}{path}", server.url());
        browser.open_ready(&address).await.with_context(|| format!("{engine:?} {path}, offline"))?;
        ensure!(heading(&browser).await? == title, "{engine:?} {path}, offline");
    }
    let quiet = browser.run("return document.getElementById('app-note').hidden").await?;
    ensure!(quiet == true, "{engine:?}: the app did not start offline");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(every_page_is_there_after_one_visit_with_the_server_stopped);

/// What a visit stores is what was built: a file that another has changed on its way is not taken.
async fn a_file_that_was_tampered_with_is_not_stored(engine: Engine) -> Result<()> {
    let tampered = broken_copy("tampered")?;
    let server = SiteServer::start(&tampered, "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    // The worker has been asked for, and what it was to store: then it is given up.
    while !["/sw.js", "/help/", "/about/"].iter().all(|path| server.asked().iter().any(|asked| asked.address == *path))
    {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    browser
        .wait_until(
            "return navigator.serviceWorker.getRegistration().then((it) => it === undefined || it.installing === null)",
        )
        .await?;
    let controlled = browser.run("return navigator.serviceWorker.controller !== null").await?;
    ensure!(controlled == false, "the tampered site was stored");
    let caches = browser.run("return caches.keys()").await?;
    ensure!(caches == serde_json::json!([]), "something was left in a cache: {caches}");
    end(browser, &server).await
}
in_chromium!(a_file_that_was_tampered_with_is_not_stored);

/// A copy of the site in which one page is not the one built.
pub(crate) fn broken_copy(name: &str) -> Result<std::path::PathBuf> {
    let folder = xtask::paths::target().join("sites").join(name);
    copy_site(&BuiltSite::Main.dist(), &folder)?;
    let help = folder.join("help/index.html");
    let text = std::fs::read_to_string(&help)?.replace("Call today", "Wait");
    std::fs::write(&help, text)?;
    Ok(folder)
}

pub(crate) fn copy_site(from: &std::path::Path, to: &std::path::Path) -> Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    for path in xtask::worker::shipped(from)? {
        // Without the compressed copies: the changed file itself is to be served.
        let is_copy = path.extension().is_some_and(|ending| ending == "br" || ending == "gz");
        let target = to.join(&path);
        std::fs::create_dir_all(target.parent().context("a file has no folder")?)?;
        if !is_copy {
            std::fs::copy(from.join(&path), target)?;
        }
    }
    Ok(())
}
