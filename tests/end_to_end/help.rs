//! Get help: what is pressed first, and one country's numbers, chosen once.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use quietleaf::{
    article::dialled,
    leaflet::{Country, Leaflet},
};
use serde_json::{Value, json};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    pictures::{Colours, set_view},
    server::SiteServer,
};

use crate::{PAGES, end, start};

/// The numbers that are shown, first to last.
pub(crate) const SHOWN: &str =
    "return [...document.querySelectorAll('.numbers li:not([hidden]) a.call')].map((it) => it.getAttribute('href'))";

/// Chooses a country by the keyboard: its name is typed.
pub(crate) async fn choose(browser: &Browser, name: &str) -> Result<()> {
    browser.run("document.querySelector('details.country').open = true").await?;
    let field = browser.client.find(Locator::Id("country")).await?;
    field.send_keys(name).await?;
    let chosen =
        format!("const field = document.getElementById('country'); return field.selectedOptions[0].text === '{name}'");
    browser.wait_until(&chosen).await.with_context(|| name.to_owned())
}

async fn a_country_is_chosen_once_and_its_numbers_are_shown_alone(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}help/", server.url())).await?;
    let all = browser.run(SHOWN).await?;
    let count = all.as_array().map(Vec::len).unwrap_or_default();
    ensure!(count > 20, "{engine:?}: a guess hides numbers: {all}");
    // Storing the pages for offline reading asks for files of its own.
    crate::wait_until_stored(&browser).await.with_context(|| format!("{engine:?}"))?;
    server.forget();
    choose(&browser, "Australia").await?;
    let australian = json!(["tel:000", "tel:1800882436", "tel:1300726306", "tel:131114", "tel:1800737732"]);
    browser
        .wait_until("return document.querySelectorAll('.numbers li:not([hidden])').length < 10")
        .await
        .with_context(|| format!("{engine:?}"))?;
    let shown = browser.run(SHOWN).await?;
    ensure!(shown == australian, "{engine:?}: {shown}");
    let asked = crate::asked_by_pages(&server);
    ensure!(asked.is_empty(), "{engine:?}: the network was asked: {asked:?}");
    browser.open_ready(&format!("{}help/", server.url())).await?;
    ensure!(browser.run(SHOWN).await? == australian, "{engine:?}: forgotten");
    let chosen = browser.run("return document.getElementById('country').value").await?;
    ensure!(chosen == "AU", "{engine:?}: {chosen}");
    choose(&browser, "All countries").await?;
    browser.wait_until("return document.querySelectorAll('.numbers li[hidden]').length === 0").await?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_country_is_chosen_once_and_its_numbers_are_shown_alone);

/// The browser's language only says what comes first: it can be wrong.
async fn a_guess_comes_first_and_hides_nothing(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    for (languages, chosen, first) in [
        ("['en-NZ']", "NZ", "tel:111"),
        ("['fr', 'fr-FR']", "EU", "tel:112"),
        ("['en']", "", "tel:999"),
        ("['xx-\"]']", "", "tel:999"),
    ] {
        let speak =
            format!("Object.defineProperty(navigator, 'languages', {{ get: () => {languages}, configurable: true }});");
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": speak })).await?;
        browser.open_ready(&format!("{}help/", server.url())).await?;
        let guess = browser
            .run(
                "return [document.getElementById('country').value, document.querySelector('.numbers a.call').getAttribute('href'), \
                 document.querySelectorAll('.numbers li[hidden]').length, document.getElementById('country-guess').hidden]",
            )
            .await?;
        ensure!(guess == json!([chosen, first, 0, chosen.is_empty()]), "{languages}: {guess}");
    }
    end(browser, &server).await
}
in_chromium!(a_guess_comes_first_and_hides_nothing);

/// A phone's window.
async fn on_a_phone(browser: &Browser) -> Result<()> {
    set_view(browser, 390, 844, Colours::Light).await
}

/// The links to call that can be pressed in the first screen, between what stays at its top and at its foot: what each dials, and
/// what it shows.
const FIRST_SCREEN: &str = "const top = document.querySelector('.top').getBoundingClientRect().bottom;\
    const foot = document.querySelector('.main-nav').getBoundingClientRect().top;\
    return [...document.querySelectorAll('a[href^=\"tel:\"]')].filter((it) => {\
      const place = it.getBoundingClientRect();\
      const met = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);\
      return place.height >= 44 && place.width >= 44 && place.top >= top && place.bottom <= foot && it.contains(met);\
    }).map((it) => [it.getAttribute('href'), it.innerText.replace(/\\s+/g, ' ')]);";

/// Every link to call of the page, whether it is shown or not.
const EVERY_CALL: &str = "return [...document.querySelectorAll('a[href^=\"tel:\"]')].map((it) => [it.getAttribute('href'), it.textContent]);";

fn links(found: &Value) -> Result<Vec<(String, String)>> {
    Ok(serde_json::from_value(found.clone())?)
}

/// Sets what the browser says of its languages.
async fn speak(browser: &Browser, languages: &str) -> Result<Value> {
    let speak =
        format!("Object.defineProperty(navigator, 'languages', {{ get: () => [{languages}], configurable: true }});");
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": speak })).await
}

/// A language of the country, as a browser names it.
fn language(country: &Country) -> String {
    let region = country.all_regions().split(' ').next().unwrap_or_default().to_owned();
    format!("'en-{region}'")
}

/// What a country's first screen must begin with: its emergency numbers, and its advice line.
fn first_calls(country: &Country) -> Vec<(String, String)> {
    let numbers = country.emergency.iter().map(|it| &it.number).chain(country.advice.iter().map(|it| &it.number));
    numbers.map(|number| (format!("tel:{}", dialled(number)), format!("Call {number} "))).collect()
}

fn begins_with(found: &[(String, String)], expected: &[(String, String)]) -> bool {
    let is_same = |((address, shown), (dials, begins)): (&(String, String), &(String, String))| {
        address == dials && shown.starts_with(begins.as_str())
    };
    found.len() >= expected.len() && found.iter().zip(expected).all(is_same)
}

fn leaflet() -> Result<Leaflet> {
    xtask::content::read(&xtask::paths::content())
}

/// Keeps what of the layout of a page shifts, when, and from where to where: anything, once the page is read; before that, what can be
/// pressed. A browser that paints a page in parts may move the rest while it reads.
const RECORD_SHIFTS: &str = "window.shifts = []; new PerformanceObserver((list) => { for (const it of list.getEntries()) {\
       const nodes = it.sources.map((source) => source.node?.parentElement ?? source.node?.parentNode);\
       const isRead = it.startTime > performance.getEntriesByType('navigation')[0].domContentLoadedEventStart;\
       if (isRead && document.readyState !== 'loading' || nodes.some((node) => node?.closest?.('.calls')))\
         shifts.push([it.value, Math.round(it.startTime), ...it.sources.map((source, at) => [nodes[at]?.outerHTML?.slice(0, 90), \
           source.previousRect.top, source.previousRect.height, source.currentRect.top, source.currentRect.height])]); } })\
     .observe({ type: 'layout-shift', buffered: true });";

/// On a phone, the first screen holds what can be pressed: for a country that was chosen, and for one that is guessed. It does so before
/// the app is there, and nothing moves when it comes.
async fn the_first_screen_holds_the_calls_of_every_country(engine: Engine) -> Result<()> {
    for country in leaflet()?.countries {
        // Another origin has kept nothing of the country before.
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let address = format!("{}help/", server.url());
        let browser = start(engine, &server, Wishes::default()).await?;
        on_a_phone(&browser).await?;
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORD_SHIFTS })).await?;
        speak(&browser, &language(&country)).await?;
        let code = &country.code;
        let expected = first_calls(&country);
        for chosen in [false, true] {
            if chosen {
                let keep =
                    format!("localStorage.setItem('quietleaf.settings.1', JSON.stringify({{ country: '{code}' }}))");
                browser.run(&keep).await?;
                // Another language guesses another country: what was chosen wins.
                speak(&browser, if code == "NZ" { "'en-AU'" } else { "'en-NZ'" }).await?;
            }
            let mut seen = Vec::new();
            for is_blocked in [true, false] {
                let urls = if is_blocked { json!(["*.wasm"]) } else { json!([]) };
                browser.devtools("Network.enable", json!({})).await?;
                browser.devtools("Network.setBlockedURLs", json!({ "urls": urls })).await?;
                if is_blocked {
                    browser.client.goto(&address).await?;
                } else {
                    browser.open_ready(&address).await?;
                }
                let place = format!("{code}, chosen: {chosen}, without the app: {is_blocked}");
                let found = links(&browser.run(FIRST_SCREEN).await?)?;
                ensure!(begins_with(&found, &expected), "{place}: {found:?}");
                // A guess hides nothing; what was chosen stands alone, and the others are a press away.
                let state = browser
                    .run(
                        "const fold = document.querySelector('details.country');\
                         return [fold.open, document.querySelector('.if-here:not([hidden])') !== null && \
                           [...document.querySelectorAll('.if-here')].some((it) => it.checkVisibility()), \
                           [...document.querySelectorAll('.all-calls a')].filter((it) => it.checkVisibility()).length > 12, \
                           fold.querySelector('summary').innerText]",
                    )
                    .await?;
                let summary = format!("Not {}? Choose where you are", country.place());
                ensure!(state == json!([!chosen, !chosen, !chosen, summary]), "{place}: {state}");
                seen.push(found);
                if !is_blocked {
                    let shifts = browser.run("return shifts").await?;
                    ensure!(shifts == json!([]), "{place}: it moves: {shifts}");
                }
            }
            // Without the app a note says so, which takes some of the first screen.
            let of_page = &seen[0];
            ensure!(
                seen[1].starts_with(of_page) || of_page.starts_with(&seen[1]),
                "{code}: the app shows other calls than the page before it: {seen:?}"
            );
        }
        browser.run("document.querySelector('details.country summary').click()").await?;
        let all =
            "return [...document.querySelectorAll('.all-calls a')].filter((it) => it.checkVisibility()).length > 12";
        browser.wait_until(all).await.context("the others cannot be reached")?;
        end(browser, &server).await?;
    }
    Ok(())
}
in_chromium!(the_first_screen_holds_the_calls_of_every_country);

/// Without a country, and without a script, every country's emergency number can be pressed in the first screen.
async fn without_a_country_the_first_screen_holds_every_emergency_number(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let countries = leaflet()?.countries;
    let numbers = countries.iter().flat_map(|country| &country.emergency);
    let expected: Vec<String> = numbers.map(|it| format!("tel:{}", dialled(&it.number))).collect();
    for without_script in [true, false] {
        for chosen in [None, Some("''"), Some("'XX'")] {
            if without_script && chosen.is_some() {
                continue;
            }
            let browser = start(engine, &server, Wishes { without_script, ..Wishes::default() }).await?;
            on_a_phone(&browser).await?;
            speak(&browser, "'en'").await?;
            let address = format!("{}help/", server.url());
            if without_script {
                browser.client.goto(&address).await?;
            } else {
                browser.open_ready(&address).await?;
            }
            if let Some(chosen) = chosen {
                let keep =
                    format!("localStorage.setItem('quietleaf.settings.1', JSON.stringify({{ country: {chosen} }}))");
                browser.run(&keep).await?;
                browser.open_ready(&address).await?;
            }
            let found = links(&browser.run(FIRST_SCREEN).await?)?;
            let dials: Vec<&String> = found.iter().map(|(address, _)| address).collect();
            let place = format!("without a script: {without_script}, chosen: {chosen:?}");
            ensure!(expected.iter().eq(dials.iter().copied()), "{place}: {found:?}");
            let hidden = browser.run("return document.querySelectorAll('.numbers li[hidden]').length").await?;
            ensure!(hidden == 0, "{place}: {hidden} numbers are hidden");
            end(browser, &server).await?;
        }
    }
    Ok(())
}
in_chromium!(without_a_country_the_first_screen_holds_every_emergency_number);

/// What is pressed dials what it shows, on every page, whichever country's calls stand there.
async fn every_number_that_is_dialled_is_the_one_shown(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let codes: Vec<String> = leaflet()?.countries.into_iter().map(|country| country.code).collect();
    let mut compared = 0;
    for code in codes.iter().map(String::as_str).chain([""]) {
        browser.client.goto(&format!("{}404.html", server.url())).await?;
        let keep = format!("localStorage.setItem('quietleaf.settings.1', JSON.stringify({{ country: '{code}' }}))");
        browser.run(&keep).await?;
        for (path, _) in PAGES {
            browser.open_ready(&format!("{}{path}", server.url())).await?;
            for (address, shown) in links(&browser.run(EVERY_CALL).await?)? {
                let printed = shown.strip_prefix("Call ").unwrap_or(&shown);
                ensure!(address == format!("tel:{}", dialled(printed)), "/{path}, {code}: {shown} dials {address}");
                compared += 1;
            }
        }
    }
    ensure!(compared > 1000, "only {compared} links to call were compared");
    end(browser, &server).await
}
in_chromium!(every_number_that_is_dialled_is_the_one_shown);

/// How high a phone's window is that shows an answer, in pixels: two of them hold nine answers of ten, and three hold every one.
const WINDOW: u64 = 844;

/// Answers begin with what answers and are short, for a phone; the cards that are folded open in place.
async fn answers_fit_two_screens_of_a_phone(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    for (without_script, country) in [(true, None), (false, None), (false, Some("GB"))] {
        let browser = start(engine, &server, Wishes { without_script, ..Wishes::default() }).await?;
        on_a_phone(&browser).await?;
        let address = format!("{}faq/", server.url());
        if let Some(country) = country {
            browser.client.goto(&address).await?;
            let keep =
                format!("localStorage.setItem('quietleaf.settings.1', JSON.stringify({{ country: '{country}' }}))");
            browser.run(&keep).await?;
        }
        if without_script {
            browser.client.goto(&address).await?;
        } else {
            browser.open_ready(&address).await?;
        }
        let place = format!("without a script: {without_script}, {country:?}");
        let heights = browser
            .run(
                "return [...document.querySelectorAll('.question')].map((it) => {\
                   it.open = true;\
                   return [Math.ceil(it.getBoundingClientRect().height), it.querySelector('.answer').id];\
                 })",
            )
            .await?;
        let mut heights: Vec<(u64, String)> = serde_json::from_value(heights)?;
        heights.sort();
        ensure!(heights.len() > 20, "{place}: {heights:?}");
        let over_two = heights.iter().filter(|(height, _)| *height > 2 * WINDOW).count();
        ensure!(over_two * 10 <= heights.len(), "{place}: {over_two} of {} are too high: {heights:?}", heights.len());
        ensure!(heights.iter().all(|(height, _)| *height <= 3 * WINDOW), "{place}: {heights:?}");
        println!("{place}: the highest answers: {:?}", heights.iter().rev().take(5).collect::<Vec<_>>());
        // Every folded card opens in place, and says what it asks to do when it is folded and when it is open.
        let lines = browser
            .run(
                "return [...document.querySelectorAll('.answer .care-line')].map((it) => {\
                   const text = () => it.innerText.replace(/\\s+/g, ' ');\
                   const folded = [it.open, text().includes('(folded)'), it.querySelector('li').checkVisibility()];\
                   it.querySelector('summary').click();\
                   return [...folded, it.open, text().includes('(folded)'), it.querySelector('li').checkVisibility(), \
                     it.querySelector('summary h3') !== null, it.querySelector('summary').getBoundingClientRect().height >= 44].join();\
                 })",
            )
            .await?;
        let lines: Vec<String> = serde_json::from_value(lines)?;
        ensure!(lines.len() > 20, "{place}: {} lines", lines.len());
        ensure!(lines.iter().all(|it| it == "false,true,false,true,false,true,true,true"), "{place}: {lines:?}");
        // The numbers: of the country that was chosen alone, else of all.
        let numbers = browser
            .run(
                "return [...document.querySelectorAll('.cards')].map((it) => \
                   [...it.querySelectorAll('.care + .numbers > li')].filter((line) => line.checkVisibility()).length)",
            )
            .await?;
        let numbers: Vec<u64> = serde_json::from_value(numbers)?;
        let is_right = |count: &u64| if country.is_some() { *count == 1 } else { *count > 5 };
        ensure!(numbers.len() > 15 && numbers.iter().all(is_right), "{place}: {numbers:?}");
        end(browser, &server).await?;
    }
    Ok(())
}
in_chromium!(answers_fit_two_screens_of_a_phone);

/// On paper the strictest card of an answer stands in full, and of the others what they say to do; "Get help" prints every emergency number.
async fn what_is_folded_is_on_paper_as_it_should_be(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    browser.open_ready(&format!("{}faq/", server.url())).await?;
    browser.run("document.querySelector('.answer .care-line').open = true").await?;
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let shown = browser
        .run(
            "const seen = (what) => [...document.querySelectorAll(what)].filter((it) => it.getClientRects().length > 0).length;\
             const all = (what) => document.querySelectorAll(what).length;\
             return [seen('.cards > div.care li') === all('.cards > div.care li'), seen('.answer .care-line h3') === all('.answer .care-line h3'), \
               seen('.care-line li'), all('.answer .care-line li') > 20]",
        )
        .await?;
    ensure!(shown == json!([true, true, 0, true]), "{shown}");
    let keep = "localStorage.setItem('quietleaf.settings.1', JSON.stringify({ country: 'GB' }))";
    browser.run(keep).await?;
    browser.open_ready(&format!("{}help/", server.url())).await?;
    let shown = browser
        .run(
            "const seen = (what) => [...document.querySelectorAll(what)].filter((it) => it.getClientRects().length > 0).length;\
             return [seen('.all-calls a') === document.querySelectorAll('.all-calls a').length, seen('.call-button'), seen('#country')]",
        )
        .await?;
    ensure!(shown == json!([true, 0, 0]), "{shown}");
    end(browser, &server).await
}
in_chromium!(what_is_folded_is_on_paper_as_it_should_be);
