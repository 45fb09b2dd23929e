//! Reading: with scripts switched off, by keyboard, on a narrow screen, with large text, below a path.

use anyhow::{Context, Result, ensure};
use fantoccini::{Locator, key::Key};
use serde_json::json;
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    pictures::{Colours, set_view},
    server::SiteServer,
};

use crate::{PAGES, end, heading, start};

/// What can be seen on each page when nothing runs.
const SEEN: [(&str, &str); 6] = [
    ("", "numb legs, numb or tingling bottom or genitals, you cannot pee, or you lose control of pee or poo"),
    ("faq/", "My doctor is away. Should I wait?"),
    ("journal/", "Paper diary"),
    ("help/", "Someone to talk to"),
    ("about/", "There are no adverts"),
    ("404.html", "Everything else is still here"),
];

/// All that the page shows. WebKit's driver fails on the text of an element with an `<option>` outside a `<select>`, so that each
/// part is asked for by itself.
async fn text(browser: &Browser) -> Result<String> {
    let mut text = String::new();
    for part in browser.client.find_all(Locator::Css("body > *, main > *, main > * > *")).await? {
        if !matches!(&*part.tag_name().await?, "main" | "script" | "datalist")
            && part.find(Locator::Css("datalist")).await.is_err()
        {
            text.push_str(&part.text().await?);
            text.push('\n');
        }
    }
    Ok(text)
}

async fn every_page_reads_with_scripts_switched_off(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes { without_script: true, ..Wishes::default() }).await?;
    server.forget();
    for ((path, title), (_, seen)) in PAGES.into_iter().zip(SEEN) {
        browser.client.goto(&format!("{}{path}", server.url())).await?;
        ensure!(heading(&browser).await? == title, "{engine:?} {path}");
        let body = text(&browser).await.with_context(|| format!("{engine:?} {path}"))?;
        ensure!(body.contains(seen), "{engine:?} {path} does not show \u{201c}{seen}\u{201d}: {body}");
        ensure!(body.contains("no clinician has reviewed it yet"), "{engine:?} {path} does not say who wrote it");
    }
    let scripts = server.asked().into_iter().filter(|asked| asked.address.ends_with(".wasm")).count();
    ensure!(scripts == 0, "{engine:?} ran scripts although they were switched off");
    // A question opens without a script.
    browser.client.goto(&format!("{}faq/", server.url())).await?;
    let question = browser.client.find(Locator::Css("details.question")).await?;
    ensure!(question.attr("open").await?.is_none(), "{engine:?}: the question is open");
    question.find(Locator::Css("summary")).await?.click().await?;
    ensure!(question.attr("open").await?.is_some(), "{engine:?}: the question does not open");
    ensure!(question.text().await?.contains("tip of your shoulder"), "{engine:?}: the answer is not shown");
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(every_page_reads_with_scripts_switched_off);

async fn a_link_to_a_question_opens_it(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}faq/#q-doctor-away", server.url())).await?;
    let open = "return document.getElementById('q-doctor-away').closest('details').open \
                && document.querySelectorAll('details[open]').length === 1";
    browser.wait_until(open).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_link_to_a_question_opens_it);

async fn the_site_works_below_a_path(engine: Engine) -> Result<()> {
    let site = BuiltSite::Below;
    let mut server = SiteServer::start(&site.dist(), site.root(), 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    for (name, title) in
        [("Questions", "Questions"), ("Get help", "Get help"), ("Journal", "Journal"), ("About", "About Quietleaf")]
    {
        browser.press(Locator::LinkText(name)).await?;
        browser.wait_until("return document.documentElement.dataset.ready === 'true'").await?;
        ensure!(heading(&browser).await? == title, "{name}");
        ensure!(browser.client.current_url().await?.path().starts_with("/quietleaf/"), "{name} left the path");
    }
    // A path without its slash leads on within the site.
    browser.open_ready(&format!("{}faq", server.url())).await?;
    ensure!(heading(&browser).await? == "Questions");
    crate::wait_until_stored(&browser).await?;
    server.stop();
    for (path, title) in PAGES {
        browser.open_ready(&format!("{}{path}", server.url())).await.with_context(|| path.to_owned())?;
        ensure!(heading(&browser).await? == title, "{path}, offline");
    }
    end(browser, &server).await
}
in_chromium!(the_site_works_below_a_path);

async fn the_keyboard_skips_to_the_words_and_reaches_every_place(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    let focused = "return document.activeElement.textContent.trim()";
    let mut reached = Vec::new();
    for _ in 0..7 {
        press(&browser, &char::from(Key::Tab).to_string()).await?;
        reached.push(browser.run(focused).await?);
    }
    let expected =
        ["Skip to main content", "Quietleaf", "Article", "Questions", "Journal", "Get help", "Exit this page"];
    ensure!(json!(reached) == json!(expected), "{engine:?} reaches {reached:?}");
    browser.open_ready(&server.url()).await?;
    press(&browser, &char::from(Key::Tab).to_string()).await?;
    press(&browser, &char::from(Key::Enter).to_string()).await?;
    browser.wait_until("return document.activeElement.id === 'main'").await?;
    end(browser, &server).await?;
    Ok(())
}
in_chromium_and_firefox!(the_keyboard_skips_to_the_words_and_reaches_every_place);

/// Presses a key, wherever the focus is.
async fn press(browser: &Browser, key: &str) -> Result<()> {
    let focused = browser.client.active_element().await?;
    focused.send_keys(key).await?;
    Ok(())
}

/// Narrow windows and large text: nothing is cut off or scrolls sideways, and targets are large.
async fn nothing_overflows_at_320_pixels_and_at_twice_the_text(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    for (width, text) in [(320, "100%"), (390, "200%"), (640, "200%"), (1280, "200%")] {
        set_view(&browser, width, 800, Colours::Light).await?;
        for (path, _) in PAGES {
            browser.open_ready(&format!("{}{path}", server.url())).await?;
            browser.run(&format!("document.documentElement.style.fontSize = '{text}'")).await?;
            browser.run("document.querySelectorAll('details').forEach((it) => { it.open = true; })").await?;
            let wide = browser
                .run(
                    "const inside = (it) => it.closest('.diary, .visually-hidden, .skip, .contents');\
                     return [...document.querySelectorAll('body *')].filter((it) => !inside(it) \
                     && it.getBoundingClientRect().right > document.documentElement.clientWidth + 1) \
                     .map((it) => it.outerHTML.slice(0, 120));",
                )
                .await?;
            ensure!(wide == json!([]), "/{path} at {width} px and {text} overflows: {wide}");
            let small = browser
                .run(
                    "const targets = document.querySelectorAll('.main-nav a, .exit, .brand, .button, summary, .call, .bottom li a');\
                     return [...targets].filter((it) => it.getClientRects().length > 0 && it.getBoundingClientRect().height < 44) \
                     .map((it) => it.outerHTML.slice(0, 120));",
                )
                .await?;
            ensure!(small == json!([]), "/{path} at {width} px has small targets: {small}");
        }
    }
    end(browser, &server).await
}
in_chromium!(nothing_overflows_at_320_pixels_and_at_twice_the_text);

/// The mark in the contents follows the reading.
async fn the_section_being_read_is_marked(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    browser.run("document.documentElement.style.scrollBehavior = 'auto'").await?;
    for section in ["why-backs-ache", "other-signs"] {
        browser.run(&format!("document.getElementById('{section}').scrollIntoView()")).await?;
        let marked = format!(
            "const marked = [...document.querySelectorAll('.contents [aria-current]')].map((it) => it.hash);\
             return marked.length === 1 && marked[0] === '#{section}'"
        );
        browser.wait_until(&marked).await.with_context(|| format!("{engine:?} {section}"))?;
    }
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(the_section_being_read_is_marked);
