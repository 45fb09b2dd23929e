//! No page breaks its own policy: a browser refuses nothing that stands in it, the data for machines included.

use anyhow::{Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{PAGES, end, start};

const RECORD_REFUSALS: &str = "window.refused = [];\
    addEventListener('securitypolicyviolation', (event) => refused.push(`${event.effectiveDirective} ${event.blockedURI}`), true);";

#[tokio::test]
async fn a_browser_refuses_nothing_that_stands_in_a_page() -> Result<()> {
    for site in [BuiltSite::Main, BuiltSite::Next] {
        let server = SiteServer::start(&site.dist(), site.root(), 0)?;
        let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORD_REFUSALS })).await?;
        for (path, _) in PAGES {
            browser.open_ready(&format!("{}{path}", server.url())).await?;
            let refused = browser.run("return refused").await?;
            ensure!(refused == json!([]), "{site:?} /{path}: {refused}");
        }
        browser.open_ready(&server.url()).await?;
        let data =
            "return JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@type']";
        ensure!(browser.run(data).await? == "MedicalWebPage");
        // The record is kept: a script that does stand in the page is refused, and is on it.
        let inline = "const script = document.createElement('script'); script.textContent = 'window.ran = true';\
                      document.body.append(script); return window.ran === undefined;";
        ensure!(browser.run(inline).await? == json!(true));
        browser.wait_until("return refused.length > 0").await?;
        end(browser, &server).await?;
    }
    Ok(())
}
