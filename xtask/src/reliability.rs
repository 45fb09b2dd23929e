//! The figures of `docs/reliability.md`: tests that take too long for every run, each with its number of rounds.

use std::process::Command;

use anyhow::{Result, ensure};
use clap::Args;

use crate::{check::BuiltSite, journal_bench, paths, tools};

/// How often each is done; 0 leaves it out.
#[derive(Args, Clone, Copy, Debug)]
pub struct Rounds {
    /// How often Chromium is killed; 0 leaves it out, here and below
    #[arg(long, default_value_t = 300)]
    chromium: u64,
    /// How often Firefox is killed
    #[arg(long, default_value_t = 100)]
    firefox: u64,
    /// How many entries each of four tabs writes
    #[arg(long, default_value_t = 1000)]
    writes: u64,
    /// How many damaged files are read
    #[arg(long, default_value_t = 10_000)]
    files: u64,
    /// By what chance goes: the same number, the same moments and damages
    #[arg(long, default_value_t = 20_261_126)]
    seed: u64,
}

/// What stands in every run of the tests as well, and has a figure for the page.
const OF_EVERY_RUN: [&str; 4] = [
    "restoring::many_entries_are_restored_stopped_and_taken_back",
    "deletion::everything_is_deleted",
    "locking::a_switch_that_is_cut_short_loses_nothing",
    "locking::what_is_written_behind_the_lock_is_in_no_file",
];

/// Builds the site, and prints the figures.
///
/// # Errors
///
/// When something is lost, or takes too long.
pub fn run(rounds: Rounds) -> Result<()> {
    tools::for_building()?;
    tools::for_browsers()?;
    BuiltSite::Main.build()?;
    tokio::runtime::Runtime::new()?.block_on(journal_bench::locked(&BuiltSite::Main.dist()))?;
    println!("| Figure | Measured |\n| --- | --- |");
    let status = Command::new("cargo")
        .args(["test", "--quiet", "--features", "ssr,built-sites", "--locked", "--test", "end_to_end", "--"])
        .args(["--include-ignored", "--nocapture", "--test-threads=1", "reliability::"])
        .args(OF_EVERY_RUN)
        .current_dir(paths::project())
        .env("QUIETLEAF_KILLS_OF_CHROMIUM", rounds.chromium.to_string())
        .env("QUIETLEAF_KILLS_OF_FIREFOX", rounds.firefox.to_string())
        .env("QUIETLEAF_WRITES_OF_A_TAB", rounds.writes.to_string())
        .env("QUIETLEAF_DAMAGED_FILES", rounds.files.to_string())
        .env("QUIETLEAF_SEED", rounds.seed.to_string())
        .env("QUIETLEAF_TIMES", "within their budgets")
        .status()?;
    ensure!(status.success(), "something was lost, or took too long: see above");
    Ok(())
}
