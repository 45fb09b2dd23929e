//! The steps of a run, and the table of what each took.

use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::progress::{Known, Place, first_line};

/// The steps that were begun, each with what it took, in seconds, and whether it passed.
#[derive(Default)]
pub(crate) struct Steps {
    /// How many there will be.
    of: usize,
    begun: Vec<(&'static str, u64, bool)>,
}

impl Steps {
    /// So many steps, of which none was begun.
    pub(crate) fn of(of: usize) -> Self {
        Self { of, begun: Vec::new() }
    }

    /// Runs a step, and notes what it took. `takes` is a first guess of its seconds, 0 for unknown: from the second run on, the time of
    /// the run before is told.
    pub(crate) fn run(&mut self, name: &'static str, takes: u64, step: impl FnOnce() -> Result<()>) -> Result<()> {
        let place = Place { number: self.begun.len() + 1, of: self.of };
        let known = Known::of(name);
        println!("\n== {} ==", first_line(Some(place), name, &known.or_about(takes)).trim_end_matches(" …"));
        let begun = Instant::now();
        let outcome = step().context(name);
        if outcome.is_ok() {
            known.note(begun.elapsed());
        }
        self.begun.push((name, begun.elapsed().as_secs(), outcome.is_ok()));
        outcome
    }

    /// Prints the table of what each took.
    pub(crate) fn print(&self) {
        println!("\n{:<40}{:>8}", "step", "seconds");
        for (name, seconds, passed) in &self.begun {
            println!("{name:<40}{seconds:>8}{}", if *passed { "" } else { "  failed" });
        }
        println!("{:<40}{:>8}", "altogether", self.begun.iter().map(|(_, seconds, _)| seconds).sum::<u64>());
    }

    /// Fails where a step failed, and names each that did.
    pub(crate) fn all_passed(&self) -> Result<()> {
        let failed: Vec<&str> = self.begun.iter().filter(|(_, _, passed)| !passed).map(|(name, ..)| *name).collect();
        ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
        Ok(())
    }
}
