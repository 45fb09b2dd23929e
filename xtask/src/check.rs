//! Formatting, lints and every test, in the order in which they fail soonest. No time is measured here: a busy machine fails nothing.

use std::{path::Path, process::Command, time::Instant};

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::Value;

pub use crate::built_sites::{BuiltSite, NEXT_SUMMARY};
use crate::{bench, dependencies, paths, reproduce, tools};

/// How much of it to run; without any of these, everything.
#[derive(Args, Clone, Debug, Default)]
pub struct Extent {
    /// Only builds the sites that the tests of built sites need
    #[arg(long)]
    sites_only: bool,
    /// For the hand: lints, native tests, and the browser tests in Chromium alone
    #[arg(long)]
    quick: bool,
    /// Runs only the tests whose names contain this, without lints and figures
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

/// Sets up whatever is missing, then checks and tests. What each step took stands at the end.
///
/// # Errors
///
/// At the first step that fails.
pub fn run(extent: &Extent) -> Result<()> {
    let mut steps = Steps::default();
    let outcome = all(extent, &mut steps);
    steps.print();
    outcome
}

fn all(extent: &Extent, steps: &mut Steps) -> Result<()> {
    let Extent { sites_only, quick, only } = extent;
    if *sites_only {
        steps.run("Tools", tools_of_sites)?;
        return steps.run("Sites", build_sites);
    }
    steps.run("Tools", || {
        tools::for_checking()?;
        tools_of_sites()?;
        tools::for_dependencies()
    })?;
    if only.is_none() {
        steps.run("Dependencies", || dependencies::check(false))?;
        lints(steps)?;
    }
    let (native, mut on_sites) = test_targets()?;
    if *quick {
        // It reads in Firefox.
        on_sites =
            on_sites.chunks(2).filter(|it| !it.contains(&"screen_reader".to_owned())).flatten().cloned().collect();
    }
    steps.run("Native tests", || {
        test(&[&["--lib".to_owned(), "--bins".to_owned()], &native[..]].concat(), only.as_deref(), In::Native)
    })?;
    steps.run("Sites", build_sites)?;
    let whole = !quick && only.is_none();
    if whole {
        steps.run("Bytes and layout shift", || {
            tokio::runtime::Runtime::new()?.block_on(bench::bytes_and_shift(&BuiltSite::Main.dist()))
        })?;
    }
    let place = if *quick { In::Chromium } else { In::EveryEngine };
    steps.run("Tests of the built sites", || test(&on_sites, only.as_deref(), place))?;
    if whole {
        steps.run("Built once more, elsewhere", || reproduce::compare(&BuiltSite::Main.dist()))?;
    }
    println!("\nAll of it passed.");
    Ok(())
}

fn tools_of_sites() -> Result<()> {
    tools::for_building()?;
    tools::for_browsers()?;
    tools::for_conformance()?;
    tools::for_screen_reader()
}

fn lints(steps: &mut Steps) -> Result<()> {
    steps.run("Format", || cargo(&["fmt", "--all", "--check"]))?;
    let native = ["--workspace", "--all-targets", "--features", FEATURES, "--locked"];
    steps.run("Lints, native", || cargo(&[&["clippy"], &native[..], &["--", "--deny", "warnings"]].concat()))?;
    steps.run("Lints, browser", || {
        let browser =
            ["--target", "wasm32-unknown-unknown", "--lib", "--bins", "--examples", "--features", "csr", "--locked"];
        cargo(&[&["clippy"], &browser[..], &["--", "--deny", "warnings"]].concat())
    })
}

/// Builds every site that the tests need. Programs are compiled and optimised once for all of them.
fn build_sites() -> Result<()> {
    BuiltSite::ALL.into_iter().try_for_each(BuiltSite::build)
}

/// With these, everything is compiled once for all tests.
const FEATURES: &str = "ssr,built-sites";

/// The arguments that name the tests, as cargo knows them: those that run natively, and those that need built sites.
fn test_targets() -> Result<(Vec<String>, Vec<String>)> {
    let listed = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version=1", "--offline", "--locked"])
        .current_dir(paths::project())
        .output()?;
    ensure!(listed.status.success(), "cargo does not know this checkout: {}", String::from_utf8_lossy(&listed.stderr));
    let listed: Value = serde_json::from_slice(&listed.stdout)?;
    let all = |of: &Value, what: &str| of[what].as_array().cloned().unwrap_or_default();
    let targets = all(&listed, "packages").into_iter().flat_map(|package| all(&package, "targets"));
    let (mut native, mut on_sites) = (Vec::new(), Vec::new());
    for target in targets.filter(|target| all(target, "kind").contains(&Value::from("test"))) {
        let needs_sites = all(&target, "required-features").contains(&Value::from("built-sites"));
        let name = target["name"].as_str().context("a test without a name")?;
        let named = if needs_sites { &mut on_sites } else { &mut native };
        named.extend(["--test".to_owned(), name.to_owned()]);
    }
    ensure!(native.len() > 20 && on_sites.len() >= 6, "tests are missing");
    Ok((native, on_sites))
}

/// What some tests run in.
#[derive(Clone, Copy)]
enum In {
    /// Nothing but this machine: on all cores.
    Native,
    /// Browsers of every engine, one at a time: two at once on two cores only time out.
    EveryEngine,
    /// Chromium alone, without the screen reader.
    Chromium,
}

/// Runs tests, all or those whose names contain a part.
fn test(targets: &[String], only: Option<&str>, place: In) -> Result<()> {
    let mut command = Command::new("cargo");
    command.args(["test", "--workspace", "--features", FEATURES, "--locked", "--no-fail-fast"]).args(targets);
    command.args(only).current_dir(paths::project());
    match place {
        In::Native => &mut command,
        In::EveryEngine => command.args(["--", "--test-threads=1"]),
        // Tests of an engine bear its name.
        In::Chromium => command.args(["--", "--test-threads=1", "--skip=::firefox", "--skip=::webkit"]),
    };
    ensure!(command.status()?.success(), "some tests failed: see above");
    Ok(())
}

/// The steps that were begun, each with what it took, in seconds, and whether it passed.
#[derive(Default)]
struct Steps(Vec<(&'static str, u64, bool)>);

impl Steps {
    fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) -> Result<()> {
        println!("\n== {name} ==");
        let begun = Instant::now();
        let outcome = step().context(name);
        self.0.push((name, begun.elapsed().as_secs(), outcome.is_ok()));
        outcome
    }

    /// The table of what each took.
    fn print(&self) {
        println!("\n{:<40}{:>8}", "step", "seconds");
        for (name, seconds, passed) in &self.0 {
            println!("{name:<40}{seconds:>8}{}", if *passed { "" } else { "  failed" });
        }
        println!("{:<40}{:>8}", "altogether", self.0.iter().map(|(_, seconds, _)| seconds).sum::<u64>());
    }
}

fn cargo(arguments: &[&str]) -> Result<()> {
    let status = Command::new("cargo").args(arguments).current_dir(Path::new(&paths::project())).status()?;
    ensure!(status.success(), "cargo {} did not succeed", arguments.join(" "));
    Ok(())
}
