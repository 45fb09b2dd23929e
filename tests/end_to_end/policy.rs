//! No page breaks its own policy: a browser refuses nothing that stands in it, the data for machines included.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::json;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    paths,
    server::SiteServer,
};

use crate::{PAGES, end, offline::copy_site, start};

const RECORD_REFUSALS: &str = "window.refused = [];\
    addEventListener('securitypolicyviolation', (event) => refused.push(`${event.effectiveDirective} ${event.blockedURI}`), true);";

async fn a_browser_refuses_nothing_that_stands_in_a_page(engine: Engine) -> Result<()> {
    for site in [BuiltSite::Main, BuiltSite::Next] {
        let server = SiteServer::start(&site.dist(), site.root(), 0)?;
        let browser = start(engine, &server, Wishes::default()).await?;
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
        // The record is kept: a script that does stand in the page is refused, and so is a style, which is on it.
        let inline = "const script = document.createElement('script'); script.append('window.ran = true');\
                      document.body.append(script); document.body.setAttribute('style', 'color: red'); return window.ran === undefined;";
        ensure!(browser.run(inline).await? == json!(true));
        browser.wait_until("return refused.length > 0").await?;
        end(browser, &server).await?;
    }
    Ok(())
}
in_chromium!(a_browser_refuses_nothing_that_stands_in_a_page);

/// What tries to put HTML and scripts into a page, as a script of the page itself would: a browser's driver runs its scripts beside the
/// page's rules.
const PROBE: &str = r#"const refused = (act) => { try { act(); return false; } catch (error) { return error instanceof TypeError; } };
const box = document.createElement("div");
const runs = ["<img src=x onerror=alert(1)>", "<script>alert(1)</scr" + "ipt>", "<iframe src=/></iframe>", "<a href=\"javascript:alert(1)\">x</a>"];
document.documentElement.dataset.probed = JSON.stringify([
  ...runs.map((html) => refused(() => { box.innerHTML = html; })),
  refused(() => { document.createElement("script").src = "https://example.org/x.js"; }),
  refused(() => trustedTypes.createPolicy("another", {})),
  refused(() => { box.innerHTML = "<b>words</b>"; }),
  box.innerHTML,
]);"#;

/// HTML that could run something, and a script of another origin, are refused by the page's own filter wherever they come from.
async fn html_that_could_run_is_refused(engine: Engine) -> Result<()> {
    let probed = paths::target().join(format!("sites/probed-{engine:?}"));
    copy_site(&BuiltSite::Main.dist(), &probed)?;
    fs::write(probed.join("probe.js"), PROBE)?;
    let server = SiteServer::start(&probed, "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}journal/", server.url())).await?;
    browser
        .run("const script = document.createElement('script'); script.src = '/probe.js'; document.head.append(script)")
        .await?;
    browser.wait_until("return document.documentElement.dataset.probed !== undefined").await?;
    let refused = browser.run("return JSON.parse(document.documentElement.dataset.probed)").await?;
    let expected = json!([true, true, true, true, true, true, false, "<b>words</b>"]);
    ensure!(refused == expected, "{engine:?}: {refused}");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(html_that_could_run_is_refused);
