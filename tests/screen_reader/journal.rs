//! The journal: an entry that calls for a card, a timed pain, the lock.

use anyhow::{Result, ensure};
use quietleaf::journal::SHORTEST_PASSPHRASE;

use crate::{
    card,
    reading::{Reading, Said},
};

/// That a card was heard, to the end of its first sign.
fn must_hear_card(said: &Said, id: &str) -> Result<()> {
    let (heading, sign) = card(id)?;
    said.must(&heading)?;
    said.must(&sign)
}

/// Severe pain is written down: its card is heard at once; "Saved" after saving, and the card once more.
#[test]
fn an_entry_of_7_is_saved() -> Result<()> {
    let Some(mut reading) = Reading::begin("journal/")? else { return Ok(()) };
    reading.go_to("b", "Add entry")?;
    reading.press_and_hear("Return", "How are you now?")?;
    reading.go_to("Tab", "radio button")?;
    // Back pain is asked first, then cramps.
    reading.go_to("Tab", "radio button")?;
    reading.press_and_hear("Insert+a", "Focus mode")?;
    let (heading, _) = card("call-now")?;
    reading.pass("Right Right Right Right Right Right")?;
    let chosen = reading.press_and_hear("Right", &heading)?;
    chosen.must("7.")?;
    must_hear_card(&chosen, "call-now")?;
    reading.go_to("Tab", "Save entry")?;
    let saved = reading.press_and_hear("Return", "Saved")?;
    must_hear_card(&saved, "call-now")?;
    reading.approve("entry_of_7")
}

/// A pain that comes and goes: that it is timed, the card that it calls for, and how long it lasted.
#[test]
fn a_timed_pain() -> Result<()> {
    let Some(mut reading) = Reading::begin("journal/")? else { return Ok(()) };
    reading.go_to("b", "Pains that come and go")?;
    reading.press_and_hear("Return", "expanded")?;
    reading.go_to("Tab", "Pain started")?;
    let started = reading.press_and_hear("Return", "started at")?;
    must_hear_card(&started, "call-unit-now")?;
    // It stands there still, and is not said once more.
    let stopped = reading.press_and_hear("Return", "It lasted")?;
    stopped.must_not(&card("call-unit-now")?.0)?;
    reading.approve("timed_pain")
}

/// The lock's first error is heard, and once.
#[test]
fn a_passphrase_that_is_too_short() -> Result<()> {
    let Some(mut reading) = Reading::begin("journal/")? else { return Ok(()) };
    reading.go_to("b", "Lock")?;
    reading.press_and_hear("Return", "expanded")?;
    reading.go_to("Tab", "New passphrase")?;
    reading.type_text("short")?;
    reading.go_to("Tab", "Type it again")?;
    reading.type_text("short")?;
    reading.go_to("Tab", "Continue")?;
    let problem = format!("Use at least {SHORTEST_PASSPHRASE} characters.");
    let said = reading.press_and_hear("Return", &problem)?;
    ensure!(said.begun(&problem) == 1, "not once: {said:?}");
    reading.approve("passphrase_too_short")
}
