//! No request leaves the origin: the browser's only way out is this suite's own server, which keeps the record.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::json;
use xtask::{
    browsers::{Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{PAGES, asked_elsewhere, end, outside, start, wait_until_stored};

async fn no_request_leaves_the_origin(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    // The record is kept at all: a request that does leave is on it.
    browser.client.goto("http://outside.test/").await.ok();
    ensure!(!outside(&server).is_empty(), "{engine:?} does not use the server as its proxy");
    browser.client.goto("about:blank").await?;
    server.forget();
    for (path, _) in PAGES {
        browser.open_ready(&format!("{}{path}", server.url())).await.with_context(|| format!("{engine:?} {path}"))?;
        browser.run("window.scrollTo(0, document.body.scrollHeight)").await?;
        let elsewhere = asked_elsewhere(&browser).await?;
        ensure!(elsewhere == json!([]), "{engine:?} /{path} asked elsewhere: {elsewhere}");
    }
    wait_until_stored(&browser).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    for question in browser.client.find_all(Locator::Css(".question > summary")).await?.into_iter().take(3) {
        question.click().await?;
    }
    // A second visit, from what is stored.
    browser.open_ready(&server.url()).await?;
    let asked = server.asked();
    ensure!(asked.iter().any(|it| it.address.ends_with(".wasm")), "{engine:?}: the record holds the visit");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(no_request_leaves_the_origin);

/// What a page asks for until it is ready is stored by the worker afterwards, and asked for no more.
async fn a_second_visit_asks_the_server_for_nothing_but_the_worker(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    wait_until_stored(&browser).await?;
    server.forget();
    for (path, _) in PAGES {
        browser.open_ready(&format!("{}{path}", server.url())).await?;
    }
    let asked: Vec<String> = server.asked().into_iter().filter(|it| it.own).map(|asked| asked.address).collect();
    ensure!(asked.iter().all(|address| address == "/sw.js"), "{asked:?}");
    end(browser, &server).await
}
in_chromium!(a_second_visit_asks_the_server_for_nothing_but_the_worker);
