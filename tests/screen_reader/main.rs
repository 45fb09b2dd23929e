//! What is heard: the built site, read by Orca in Firefox, on the ways that somebody in fear goes.
//!
//! Each way asserts what must be heard, to its end: silence cannot be approved. The rest is compared with a transcript in
//! `tests/snapshots/heard/`; `UPDATE_EXPECT=1` takes over what has changed, and the change is read like code.
//! Where no screen reader could be set up, the tests say so and pass, unless `CI` is set. They run one at a time.

mod harness;
mod journal;
mod reading;

use anyhow::{Result, ensure};

use reading::Reading;

/// From the first heading to the last.
#[test]
fn the_article_by_headings() -> Result<()> {
    let Some(mut reading) = Reading::begin("")? else { return Ok(()) };
    let leaflet = xtask::content::read(&xtask::paths::content())?;
    reading.press_and_hear("h", &leaflet.article.title)?;
    let first = reading.press("h")?;
    ensure!(
        first.times("Call an ambulance or go to an emergency department now if: heading level 2") == 1,
        "{first:?}"
    );
    reading.press_and_hear("Down", "bleeding soaks a pad in an hour or less")?;
    loop {
        let said = reading.press("h")?;
        if said.times("No more headings") + said.times("Wrapping to top") > 0 {
            break;
        }
        said.must("heading level")?;
    }
    reading.approve("article_by_headings")
}

/// A danger, a question, and what nobody has asked: each is answered in words.
#[test]
fn the_search() -> Result<()> {
    let Some(mut reading) = Reading::begin("faq/")? else { return Ok(()) };
    reading.go_to("Tab", "Search")?.must("Focus mode")?;
    reading.type_and_hear("soaking a pad an hour", "Call an ambulance")?;
    reading.press("ctrl+a BackSpace")?;
    reading.type_and_hear("can i take calpol", "question")?;
    reading.press("ctrl+a BackSpace")?;
    let said = reading.type_and_hear("zebra", "Get help")?;
    said.must("No question is like that.")?;
    reading.approve("search")
}

/// By Escape from wherever one is; a screen reader's reading backwards is no way out.
#[test]
fn leaving_by_the_keyboard() -> Result<()> {
    let Some(mut reading) = Reading::begin("faq/")? else { return Ok(()) };
    reading.press("h")?;
    reading.press("h")?;
    reading.press("h")?;
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
    reading.press("h")?.must("heading level")?;
    // More often than needed, as somebody in fear does.
    reading.leave("Escape Escape Escape Escape Escape Escape", NEUTRAL)?;
    reading.approve("leaving")
}

/// Where "Exit this page" leads.
const NEUTRAL: &str = "www.bbc.co.uk";
