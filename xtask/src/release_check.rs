//! Everything that a release has to pass. It takes hours: `cargo xtask test` is what every change has to pass.

use anyhow::Result;
use clap::Args;

use crate::{
    bench,
    check::{self, Extent},
    fuzz, reliability, reproduce, site,
    steps::Steps,
};

/// How much of what chance decides is tried.
#[derive(Args, Clone, Copy, Debug)]
pub struct Depth {
    #[command(flatten)]
    rounds: reliability::Rounds,
    /// For how many seconds each fuzzer runs
    #[arg(long, default_value_t = fuzz::SECONDS)]
    seconds: u64,
}

/// A step by its name.
pub type Step<'a> = (&'static str, Box<dyn FnOnce() -> Result<()> + 'a>);

/// Runs every test in every engine, those of the journal once more with its program in one module, the figures, the second build, the rounds of reliability and the fuzzers.
///
/// # Errors
///
/// As [`run_all`].
pub fn run(depth: Depth) -> Result<()> {
    run_all(vec![
        ("Tests", Box::new(|| check::run(&Extent::in_every_engine()))),
        ("The journal in one module", Box::new(check::in_one_module)),
        ("Figures", Box::new(|| bench::run(None))),
        ("Built once more, elsewhere", Box::new(|| reproduce::compare(&site::build("/", true)?.dist))),
        ("Reliability", Box::new(move || reliability::run(depth.rounds))),
        ("Fuzzers", Box::new(move || fuzz::run(depth.seconds))),
    ])
}

/// Runs every step, those after a failed one too, and prints what each took.
///
/// # Errors
///
/// When a step failed; the message names each that did.
pub fn run_all(listed: Vec<Step<'_>>) -> Result<()> {
    let mut steps = Steps::of(listed.len());
    for (name, step) in listed {
        if let Err(error) = steps.run(name, 0, step) {
            eprintln!("error: {error:#}");
        }
    }
    steps.print();
    steps.all_passed()
}
