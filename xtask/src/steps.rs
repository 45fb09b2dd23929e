//! The steps of a run, and the table of what each took.

use std::time::Instant;

use anyhow::{Context, Result, ensure};

/// The steps that were begun, each with what it took, in seconds, and whether it passed.
#[derive(Default)]
pub(crate) struct Steps(Vec<(&'static str, u64, bool)>);

impl Steps {
    /// Runs a step, and notes what it took.
    pub(crate) fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) -> Result<()> {
        println!("\n== {name} ==");
        let begun = Instant::now();
        let outcome = step().context(name);
        self.0.push((name, begun.elapsed().as_secs(), outcome.is_ok()));
        outcome
    }

    /// Prints the table of what each took.
    pub(crate) fn print(&self) {
        println!("\n{:<40}{:>8}", "step", "seconds");
        for (name, seconds, passed) in &self.0 {
            println!("{name:<40}{seconds:>8}{}", if *passed { "" } else { "  failed" });
        }
        println!("{:<40}{:>8}", "altogether", self.0.iter().map(|(_, seconds, _)| seconds).sum::<u64>());
    }

    /// Fails where a step failed, and names each that did.
    pub(crate) fn all_passed(&self) -> Result<()> {
        let failed: Vec<&str> = self.0.iter().filter(|(_, _, passed)| !passed).map(|(name, ..)| *name).collect();
        ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
        Ok(())
    }
}
