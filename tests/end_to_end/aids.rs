//! Reading aids: listening, text size and colours, sharing, links to places, and print.

use anyhow::{Context, Result, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use fantoccini::Locator;
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    server::SiteServer,
};

use crate::{end, start};

async fn button(browser: &Browser, words: &str) -> Result<()> {
    let button = format!("//button[normalize-space(text())='{words}']");
    browser.press(Locator::XPath(&button)).await.with_context(|| words.to_owned())
}

/// No engine here has voices: this stands in for the browser's, keeps what it was asked to say, and says nothing.
fn voices(local: bool) -> Value {
    let source = format!(
        "window.said = []; window.cancelled = 0;\
         class Voice {{ get localService() {{ return {local}; }} get lang() {{ return 'en-GB'; }} get default() {{ return true; }} get name() {{ return 'v'; }} }}\
         window.SpeechSynthesisVoice = Voice;\
         class Utterance {{ constructor(text) {{ this.text = text; }} }}\
         window.SpeechSynthesisUtterance = Utterance;\
         class Synthesis {{ getVoices() {{ return [new Voice()]; }} cancel() {{ window.cancelled += 1; }} speak(it) {{ window.said.push(it); }} }}\
         window.SpeechSynthesis = Synthesis;\
         Object.defineProperty(window, 'speechSynthesis', {{ value: new Synthesis() }});"
    );
    json!({ "source": source })
}

async fn the_article_is_read_aloud_sentence_by_sentence(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", voices(true)).await?;
    browser.open_ready(&server.url()).await?;
    button(&browser, "Listen").await?;
    browser.wait_until("return said.length === 1").await?;
    let marked = "return [...CSS.highlights.get('being-read')].map((it) => it.toString()).join()";
    let mut heard = Vec::new();
    for number in 1..=24 {
        let said = browser.run(&format!("return said[{number} - 1].text")).await?;
        ensure!(browser.run(marked).await? == said, "sentence {number}: {said} is not what is marked");
        heard.push(said.as_str().unwrap_or_default().to_owned());
        browser.run(&format!("said[{number} - 1].onend()")).await?;
        browser.wait_until(&format!("return said.length === {number} + 1")).await?;
    }
    ensure!(heard[0] == "Back pain and miscarriage: what is the connection?", "{heard:?}");
    ensure!(heard.iter().any(|it| it == "pain at the tip of your shoulder"), "{heard:?}");
    // Not the numbers of the sources, nor the dates.
    ensure!(!heard.iter().any(|it| it.contains("Last checked")), "{heard:?}");
    button(&browser, "Pause").await?;
    let paused = browser.run("said.at(-1).onend(); return said.length").await?;
    ensure!(paused == 25, "it reads on while paused");
    button(&browser, "Continue").await?;
    browser.wait_until("return said.length === 26 && said[25].text === said[24].text").await?;
    browser.client.find(Locator::Css("label.choice select")).await?.select_by_value("150").await?;
    browser.wait_until("return said.length === 27 && said[26].rate === 1.5").await?;
    button(&browser, "Stop").await?;
    browser.wait_until("return !CSS.highlights.has('being-read') && document.activeElement.id === 'listen'").await?;
    // Leaving the page stops the voice. Before that it comes to the words beside the first picture of a share.
    button(&browser, "Listen").await?;
    browser
        .wait_until("said.at(-1).onend(); return said.some((it) => it.text.startsWith('About 27 in 100 women bled'))")
        .await?;
    let before = browser.run("return cancelled").await?;
    let after = browser.run("dispatchEvent(new Event('pagehide')); return cancelled").await?;
    ensure!(before.as_u64() < after.as_u64(), "the voice goes on");
    end(browser, &server).await
}
in_chromium!(the_article_is_read_aloud_sentence_by_sentence);

async fn without_a_voice_on_the_device_there_is_no_button(engine: Engine) -> Result<()> {
    for with_remote_voice in [true, false] {
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let browser = start(engine, &server, Wishes::default()).await?;
        if with_remote_voice {
            browser.devtools("Page.addScriptToEvaluateOnNewDocument", voices(false)).await?;
        }
        browser.open_ready(&server.url()).await?;
        let there = browser.run("return document.getElementById('listen') !== null").await?;
        ensure!(there == false, "a voice that is not on the device is offered");
        end(browser, &server).await?;
    }
    Ok(())
}
in_chromium!(without_a_voice_on_the_device_there_is_no_button);

async fn colours_and_size_hold_for_every_page_from_the_first_paint(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}about/#display", server.url())).await?;
    for words in ["Larger", "Dark"] {
        let label = format!("//fieldset[@class='choices']//label[span[text()='{words}']]");
        browser.press(Locator::XPath(&label)).await.with_context(|| format!("{engine:?} {words}"))?;
    }
    let looks =
        "return [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.documentElement).fontSize]";
    let dark = json!(["rgb(17, 23, 20)", "22px"]);
    ensure!(browser.run(looks).await? == dark, "{engine:?}: {}", browser.run(looks).await?);
    // Before the app has started, and on another page.
    browser.client.goto(&format!("{}journal/", server.url())).await?;
    ensure!(browser.run(looks).await? == dark, "{engine:?}: the journal's page is not so");
    browser.open_ready(&server.url()).await?;
    browser.press(Locator::Css(".display summary")).await?;
    for words in ["Normal", "Light"] {
        let label = format!("//fieldset[@class='choices']//label[span[text()='{words}']]");
        browser.press(Locator::XPath(&label)).await.with_context(|| format!("{engine:?} {words}"))?;
    }
    let light = json!(["rgb(251, 250, 246)", "16px"]);
    ensure!(browser.run(looks).await? == light, "{engine:?}: {}", browser.run(looks).await?);
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(colours_and_size_hold_for_every_page_from_the_first_paint);

async fn links_to_the_page_and_to_places_are_copied(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes { alone: true, ..Wishes::default() }).await?;
    let allowed = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.devtools("Browser.grantPermissions", allowed).await?;
    browser.open_ready(&server.url()).await?;
    button(&browser, "Copy the link").await?;
    let copied = "return navigator.clipboard.readText()";
    browser.wait_until("return document.querySelector('.aids .said').textContent.includes('copied')").await?;
    ensure!(browser.run(copied).await? == server.url(), "{}", browser.run(copied).await?);
    browser.press(Locator::Css(".display summary")).await?;
    button(&browser, "Show links to places").await?;
    // Every section and every passage has one.
    let missing = "return [...document.querySelectorAll('article section[id], article p[id], article ul[id], article ol[id], article dl[id], article .care[id], article .icon-array[id]')]\
        .filter((it) => it.id !== 'sources' && document.querySelector(`.place-link a[href=\"#${it.id}\"]`) === null).map((it) => it.id)";
    ensure!(browser.run(missing).await? == json!([]), "{}", browser.run(missing).await?);
    browser.press(Locator::Css(".place-link a[href='#alone-answer']")).await?;
    browser.wait_until("return document.querySelector('.aids .said').textContent.includes('this place')").await?;
    ensure!(browser.run(copied).await? == format!("{}#alone-answer", server.url()));
    button(&browser, "Hide links to places").await?;
    browser.wait_until("return document.querySelector('.place-link') === null").await?;
    // Where the device shares, it is asked to, under a name that says nothing.
    let sharing = "navigator.share = (shared) => { window.shared = shared; return Promise.resolve(); };";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": sharing })).await?;
    browser.open_ready(&server.url()).await?;
    button(&browser, "Share").await?;
    browser.wait_until("return window.shared !== undefined").await?;
    let shared = browser.run("return window.shared").await?;
    ensure!(shared == json!({ "title": "Quietleaf", "url": server.url() }), "{shared}");
    end(browser, &server).await
}
in_chromium!(links_to_the_page_and_to_places_are_copied);

/// The pages of a PDF of this page, on A4.
async fn printed(browser: &Browser) -> Result<Vec<u8>> {
    let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": false });
    let pdf = browser.devtools("Page.printToPDF", paper).await?;
    Ok(BASE64_STANDARD.decode(pdf["data"].as_str().context("Chromium printed nothing")?)?)
}

/// How many pages a PDF of Chromium has.
fn pages(pdf: &[u8]) -> usize {
    let marks = [&b"/Type /Page\n"[..], b"/Type /Page "];
    marks.iter().map(|mark| pdf.windows(mark.len()).filter(|window| window == mark).count()).sum()
}

async fn the_article_prints_as_a_leaflet_of_four_pages(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&server.url()).await?;
    let short = printed(&browser).await?;
    ensure!((1..=4).contains(&pages(&short)), "{} pages", pages(&short));
    // Every card with its signs, every heading with its first answer, the numbers, the sources and the dates.
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let missing = browser
        .run(
            "const shown = (it) => it !== null && it.getClientRects().length > 0;\
             const kept = ['article .care', '.section > h2', '.short-answer', '.sources li', '.numbers li', '.meta time', '#cards-hold', '.icon-array svg', '.icon-array p', '.on-paper'];\
             const gone = ['.main-nav', '.exit', '.contents', '.aids', '.back', '.related', '.to-journal', '.page-opening .basis', '.section:not(#sources) .basis', '#tilted-womb'];\
             const missing = kept.flatMap((what) => [...document.querySelectorAll(what)].filter((it) => !shown(it)).map((it) => it.outerHTML.slice(0, 80)));\
             const left = gone.filter((what) => [...document.querySelectorAll(what)].some(shown));\
             return [document.querySelectorAll('article .care').length, missing, left]",
        )
        .await?;
    ensure!(missing == json!([7, [], []]), "{missing}");
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
    browser.run("window.print = () => {}").await?;
    button(&browser, "Print all of it").await?;
    let whole = printed(&browser).await?;
    ensure!(pages(&whole) > pages(&short), "{} pages", pages(&whole));
    button(&browser, "Print the short form").await?;
    ensure!(pages(&printed(&browser).await?) == pages(&short));
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    let questions = printed(&browser).await?;
    ensure!(pages(&questions) > 3, "{} pages: the answers are not printed", pages(&questions));
    if let Some(folder) = std::env::var_os("QUIETLEAF_PICTURES") {
        for (name, pdf) in [("article", &short), ("article-whole", &whole), ("questions", &questions)] {
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), pdf)?;
        }
    }
    end(browser, &server).await
}
in_chromium!(the_article_prints_as_a_leaflet_of_four_pages);
