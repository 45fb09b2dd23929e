//! Browsers that one test takes over from another: starting one takes longer than most tests.

use std::{
    future::Future,
    sync::{LazyLock, Mutex, PoisonError},
};

use anyhow::{Context, Result};
use tokio::runtime::Runtime;
use xtask::{
    browsers::{Browser, Engine},
    server::SiteServer,
};

/// A browser's session lives on the runtime that has begun it, so that all tests share one.
static RUNTIME: LazyLock<std::io::Result<Runtime>> = LazyLock::new(Runtime::new);

/// Browsers that no test uses. They end with this process.
static IDLE: Mutex<Vec<Browser>> = Mutex::new(Vec::new());

/// After so many tests, a browser has grown enough.
const ENOUGH: usize = 40;

/// Runs a test on the runtime of all tests.
pub(crate) fn run(test: impl Future<Output = Result<()>>) -> Result<()> {
    RUNTIME.as_ref().context("no runtime")?.block_on(test)
}

/// A browser as it is after its start, turned to a server of which it knows nothing.
pub(crate) async fn take(engine: Engine, server: &SiteServer) -> Result<Browser> {
    let idle = {
        let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
        let place = idle.iter().position(|browser| browser.engine == engine && !browser.knows(server));
        place.map(|place| idle.swap_remove(place))
    };
    let mut browser = match idle {
        Some(browser) => browser,
        None => Browser::start_shared(engine).await?,
    };
    browser.turn_to(server);
    Ok(browser)
}

/// Leaves a browser to the next test, or ends it where nobody else may use it. A test that fails keeps its own, which ends with it.
pub(crate) async fn give_back(browser: Browser) -> Result<()> {
    if !browser.is_shared() || browser.uses() >= ENOUGH {
        return browser.end().await;
    }
    // What cannot be cleared ends here: what was tested in it is over.
    if browser.clear().await.is_ok() {
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(browser);
    }
    Ok(())
}
