//! "Exit this page": by the link, by Escape, offline, and what is left behind.

use anyhow::{Context, Result, ensure};
use fantoccini::{
    Locator,
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, PATIENCE, Wishes},
    check::BuiltSite,
    pictures::{Colours, set_view},
    server::SiteServer,
};

use crate::{PAGES, end, start, wait_until_stored};

/// Presses Escape so often, and nothing else.
async fn press_escape(browser: &Browser, times: usize) -> Result<()> {
    let mut keys = KeyActions::new("keyboard".to_owned());
    for _ in 0..times {
        let escape = char::from(Key::Escape);
        keys = keys.then(KeyAction::Down { value: escape }).then(KeyAction::Up { value: escape });
    }
    Ok(browser.client.perform_actions(keys).await?)
}

/// Lets the link lead to a page of this server: the neutral site itself is outside, where no test goes.
async fn lead_to(browser: &Browser, address: &str) -> Result<()> {
    browser.run(&format!("document.querySelector('a.exit').href = '{address}'")).await?;
    Ok(())
}

async fn the_link_leaves_at_once_and_the_page_is_not_in_the_history(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let (first, away) = (format!("{}help/", server.url()), format!("{}away.html", server.url()));
    browser.open_ready(&first).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    let real = browser.client.find(Locator::Css("a.exit")).await?.attr("href").await?;
    ensure!(real.as_deref() == Some("https://www.bbc.co.uk/weather"), "{engine:?}: {real:?}");
    lead_to(&browser, &away).await?;
    // In the very task of the click the page is covered and says no more what it is.
    let covered = browser
        .run(
            "document.querySelector('a.exit').click();\
             return [getComputedStyle(document.body).visibility, document.title, \
                     getComputedStyle(document.documentElement).backgroundColor]",
        )
        .await?;
    ensure!(covered == json!(["hidden", "Loading", "rgb(255, 255, 255)"]), "{engine:?}: {covered}");
    browser.wait_until("return location.pathname === '/away.html'").await.with_context(|| format!("{engine:?}"))?;
    browser.client.back().await?;
    browser.wait_until("return location.pathname === '/help/'").await.with_context(|| format!("{engine:?}"))?;
    let hidden = browser.run("return getComputedStyle(document.body).visibility").await?;
    ensure!(hidden == "visible", "{engine:?}: the page before stays covered");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(the_link_leaves_at_once_and_the_page_is_not_in_the_history);

async fn escape_three_times_leaves_from_every_page_and_is_told(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    for (path, _) in PAGES {
        browser.open_ready(&format!("{}{path}", server.url())).await?;
        lead_to(&browser, &format!("{}away.html", server.url())).await?;
        press_escape(&browser, 3).await?;
        browser.wait_until("return location.pathname === '/away.html'").await.with_context(|| path.to_owned())?;
    }
    // Where the first press clears the field, as in Chromium, the third leaves all the same.
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    lead_to(&browser, &format!("{}away.html", server.url())).await?;
    browser.press(Locator::Id("search")).await?;
    browser.client.find(Locator::Id("search")).await?.send_keys("ABC").await?;
    press_escape(&browser, 1).await?;
    ensure!(browser.client.current_url().await?.path() == "/faq/", "{engine:?}: left by one press");
    press_escape(&browser, 3).await?;
    browser.wait_until("return location.pathname === '/away.html'").await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_and_firefox!(escape_three_times_leaves_from_every_page_and_is_told);

/// What is done to a page, and whether it is left.
const PRESSES: [(&str, bool); 26] = [
    ("Escape Escape Escape", true),
    ("Escape Escape", false),
    ("a Escape Escape Escape", true),
    ("Escape Escape a Escape", false),
    ("Escape a Escape a Escape", false),
    ("Escape Shift Escape Escape", false),
    ("Escape Escape a Escape Escape Escape", true),
    ("+a Escape Escape Escape -a", false),
    ("+a Escape -a Escape Escape", false),
    ("+a Escape Escape Escape -a Escape Escape Escape", true),
    // A key that went down long ago came up where the page did not see it.
    ("+a wait Escape Escape Escape", true),
    ("+a leave-window Escape Escape Escape", true),
    ("Escape Escape leave-window Escape", false),
    ("shifted shifted shifted", false),
    ("Escape Escape controlled", false),
    ("Escape Escape held", true),
    ("held Escape Escape", false),
    ("composing composing composing", false),
    ("Escape Escape pointer Escape", false),
    ("+pointer Escape Escape Escape -pointer", false),
    ("pointer Escape Escape Escape", true),
    ("Escape Escape wheel Escape", false),
    ("Escape wait Escape wait Escape", false),
    ("Escape Escape wait Escape", false),
    ("Escape wait Escape Escape Escape", true),
    ("Shift Shift Shift", false),
];

/// Does one of these to the page, and returns what is said after each step and whether the page is left.
const PRESS: &str = "const steps = arguments[0].split(' '), root = document.documentElement;\
    document.querySelector('a.exit').href = '#main';\
    const send = (event) => (document.activeElement ?? document.body).dispatchEvent(event);\
    const key = (type, key, more) => send(new KeyboardEvent(type, { key, code: key, bubbles: true, cancelable: true, ...more }));\
    const press = (name, more) => { key('keydown', name, more); key('keyup', name, more); };\
    const pointer = (type) => send(new PointerEvent(type, { bubbles: true }));\
    const doings = {\
      'shifted': () => press('Escape', { shiftKey: true }),\
      'controlled': () => press('Escape', { ctrlKey: true }),\
      'composing': () => press('Escape', { isComposing: true }),\
      'held': () => { key('keydown', 'Escape'); press('Escape', { repeat: true }); },\
      '+a': () => key('keydown', 'a'), '-a': () => key('keyup', 'a'),\
      '+pointer': () => pointer('pointerdown'), '-pointer': () => pointer('pointerup'),\
      'pointer': () => { pointer('pointerdown'); pointer('pointerup'); },\
      'wheel': () => send(new WheelEvent('wheel', { bubbles: true })),\
      'leave-window': () => dispatchEvent(new Event('blur')),\
      'wait': () => new Promise((resolve) => setTimeout(resolve, 2100)),\
    };\
    return (async () => {\
      const said = [];\
      for (const step of steps) {\
        await (doings[step] ?? (() => press(step)))();\
        said.push(document.getElementById('exit-told').textContent);\
      }\
      const left = root.classList.contains('leaving');\
      const stops = key('keydown', 'Escape');\
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));\
      return [said, left, stops];\
    })();";

/// What is said after two presses.
const ONCE_MORE: &str = "Escape: press it once more now to leave this page.";

async fn only_escape_by_itself_counts_and_nothing_stops_what_has_begun(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    for (steps, leaves) in PRESSES {
        let done = browser.client.execute(PRESS, vec![json!(steps)]).await?;
        // A fourth press would stop the loading of the page that is being gone to.
        ensure!(done[1] == leaves && (!leaves || done[2] == false), "{engine:?} {steps}: {done}");
    }
    for (steps, said) in [
        ("Escape Escape wait Escape", ["", ONCE_MORE, "You stay on this page.", "You stay on this page."].as_slice()),
        ("Escape Escape a Escape", &["", ONCE_MORE, "", ""]),
        ("Escape Escape Escape", &["", ONCE_MORE, "Leaving this page."]),
    ] {
        let done = browser.client.execute(PRESS, vec![json!(steps)]).await?;
        ensure!(done[0] == json!(said), "{engine:?} {steps}: {done}");
    }
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(only_escape_by_itself_counts_and_nothing_stops_what_has_begun);

/// Wherever the reader is, and however narrow the window, the link is in sight.
async fn the_link_stays_in_sight(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    for width in [320, 390, 1280] {
        set_view(&browser, width, 700, Colours::Light).await?;
        for (path, _) in PAGES {
            browser.open_ready(&format!("{}{path}", server.url())).await?;
            let in_sight = browser
                .run(
                    "scrollTo(0, document.body.scrollHeight);\
                     const place = document.querySelector('a.exit').getBoundingClientRect();\
                     const met = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);\
                     return place.top >= 0 && place.bottom <= innerHeight && place.right <= innerWidth && met.closest('a.exit') !== null",
                )
                .await?;
            ensure!(in_sight == true, "/{path} at {width} px");
        }
    }
    end(browser, &server).await
}
in_chromium!(the_link_stays_in_sight);

/// A page that the browser brings back from its memory is shown again.
async fn a_page_that_comes_back_is_uncovered(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    let shown = browser
        .run(
            "document.querySelector('a.exit').href = '#main'; document.querySelector('a.exit').click();\
             const covered = getComputedStyle(document.body).visibility;\
             dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));\
             return [covered, getComputedStyle(document.body).visibility, document.title !== 'Loading'];",
        )
        .await?;
    ensure!(shown == json!(["hidden", "visible", true]), "{shown}");
    end(browser, &server).await
}
in_chromium!(a_page_that_comes_back_is_uncovered);

async fn without_a_connection_it_leads_to_the_neutral_page(engine: Engine) -> Result<()> {
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}journal/", server.url())).await?;
    wait_until_stored(&browser).await?;
    server.stop();
    let offline = json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.emulateNetworkConditions", offline).await?;
    browser.wait_until("return navigator.onLine === false").await?;
    press_escape(&browser, 3).await?;
    browser.wait_until("return location.pathname === '/away.html' && document.title === 'No connection'").await?;
    let looks = browser.run("return getComputedStyle(document.querySelector('main').parentElement).maxWidth").await?;
    ensure!(looks == "480px", "the neutral page's style was refused: {looks}");
    browser.end().await
}
in_chromium!(without_a_connection_it_leads_to_the_neutral_page);

/// Without scripts, the link is a link.
async fn without_scripts_the_link_leads_out(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes { without_script: true, ..Wishes::default() }).await?;
    browser.client.goto(&server.url()).await?;
    server.forget();
    browser.client.find(Locator::Css("a.exit")).await?.click().await.ok();
    let begun = std::time::Instant::now();
    while !server.asked().iter().any(|asked| asked.address.contains("www.bbc.co.uk")) {
        ensure!(begun.elapsed() < PATIENCE, "nothing was asked of the neutral site");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    browser.end().await?;
    Ok(())
}
in_firefox!(without_scripts_the_link_leads_out);
