//! The journal: an entry that calls for a card, a timed pain, the lock.

use anyhow::{Result, ensure};

use crate::reading::Reading;

/// Severe pain is written down: the card is heard, "Saved" too, and the card once more, where the reading goes on.
#[test]
fn an_entry_of_7_is_saved() -> Result<()> {
    let Some(mut reading) = Reading::begin("journal/")? else { return Ok(()) };
    reading.go_to("b", "Add entry")?;
    reading.press("Return")?;
    reading.approve("entry_of_7")
}
