//! What is heard: the built site, read by Orca in Firefox, on the ways that somebody in fear goes.
//!
//! Each way asserts what must be heard, to its end: silence cannot be approved. The rest is compared with a transcript in
//! `tests/snapshots/heard/`; `UPDATE_EXPECT=1` takes over what has changed, and the change is read like code.
//! Where no screen reader could be set up, the tests say so and pass, unless `CI` is set. Each has a display and a bus of its own, so
//! that several can run at once.

mod harness;
mod journal;
mod reading;

use anyhow::{Context, Result, ensure};
use quietleaf::article::{Body, Id};

use reading::Reading;

/// The heading and the first sign of a card, as the article has them.
fn card(id: &str) -> Result<(String, String)> {
    let leaflet = xtask::content::read(&xtask::paths::content())?;
    let passage = Id::new(id).ok().and_then(|id| leaflet.article.passage(&id)).context("no such card")?;
    ensure!(matches!(passage.body, Body::Card(_)), "`{id}` is no card");
    let words = passage.plain_text();
    let mut lines = words.lines().map(str::to_owned);
    Ok((lines.next().context("no heading")?, lines.next().context("no sign")?))
}

/// From the first heading to the last, and into the first card.
#[test]
fn the_article_by_headings() -> Result<()> {
    let Some(mut reading) = Reading::begin("")? else { return Ok(()) };
    let leaflet = xtask::content::read(&xtask::paths::content())?;
    reading.press_and_hear("h", &leaflet.article.title)?;
    let (heading, sign) = card("call-now")?;
    reading.press_and_hear("h", &heading)?.must("heading level 2")?;
    // The next item of a list is read line by line.
    let begins = sign.split(' ').take(5).collect::<Vec<_>>().join(" ");
    reading.press_and_hear("i", &begins)?;
    reading.press("Down")?;
    loop {
        if reading.press_and_hear("h", "heading level")?.begun("Wrapping to top") > 0 {
            break;
        }
    }
    reading.approve("article_by_headings")
}

/// Types into the search as quickly as somebody in fear, and hears these words.
fn search(text: &str, words: &[&str], name: &str) -> Result<()> {
    let Some(mut reading) = Reading::begin("faq/")? else { return Ok(()) };
    // Orca turns to typing by itself.
    reading.go_to("Tab", "Search the questions")?.must("Focus mode")?;
    let said = reading.type_and_hear(text, words.first().copied().unwrap_or_default())?;
    words.iter().try_for_each(|words| said.must(words))?;
    reading.approve(name)
}

#[test]
fn a_danger_is_typed() -> Result<()> {
    search("soaking a pad an hour", &[&card("call-now")?.0], "search_danger")
}

#[test]
fn a_question_is_typed() -> Result<()> {
    search("can i take calpol", &["the most likely first."], "search_question")
}

/// That nothing was found, and where help is.
#[test]
fn what_is_typed_is_not_found() -> Result<()> {
    search("zebra", &["No question is like that.", "Get help"], "search_nothing")
}

/// By Escape from wherever one is; a screen reader's reading backwards is no way out.
#[test]
fn leaving_by_the_keyboard() -> Result<()> {
    let Some(mut reading) = Reading::begin("faq/")? else { return Ok(()) };
    for _ in 0..3 {
        reading.press_and_hear("h", "heading level")?;
    }
    // One after another as fast as three presses that would leave.
    reading.pass("shift+h shift+h shift+h")?;
    reading.press("Shift_L Shift_L Shift_L")?.must_not("leave")?;
    reading.press("Escape")?.must_not("leave")?;
    // Another key between begins anew.
    reading.press("h")?;
    reading
        .press_and_hear("Escape Escape", "press it once more now to leave this page")?
        .must("You stay on this page.")?;
    ensure!(!reading.asked_for(NEUTRAL), "left by two presses");
    reading.press_and_hear("h", "heading level")?;
    // More often than needed, as somebody in fear does.
    reading.leave("Escape Escape Escape Escape Escape Escape", NEUTRAL)?;
    reading.approve("leaving")
}

/// Where "Exit this page" leads.
const NEUTRAL: &str = "www.bbc.co.uk";
