//! Formatting, lints and every test, in the order in which they fail soonest. No time is measured here: a busy machine fails nothing.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::Value;

pub use crate::built_sites::{BuiltSite, NEXT_SUMMARY};
use crate::{
    bench, dependencies, paths,
    progress::{Place, Task, first_line},
    site::Build,
    steps::Steps,
    tools, workflows,
};

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
    /// Before a release: the tests that otherwise run in Chromium alone, in every engine
    #[arg(long)]
    every_engine: bool,
}

impl Extent {
    /// Everything, and in every engine.
    #[must_use]
    pub fn in_every_engine() -> Self {
        Self { every_engine: true, ..Self::default() }
    }
}

/// Sets up whatever is missing, then checks and tests. What each step took stands at the end.
///
/// # Errors
///
/// At the first step that fails.
pub fn run(extent: &Extent) -> Result<()> {
    let mut steps = Steps::of(match extent {
        Extent { sites_only: true, .. } => 2,
        Extent { only: Some(_), .. } => 6,
        Extent { quick: true, .. } => 10,
        _ => 12,
    });
    let outcome = all(extent, &mut steps);
    steps.print();
    outcome
}

// The guesses beside the steps are of 27 November 2026, on two cores, with everything compiled.
fn all(extent: &Extent, steps: &mut Steps) -> Result<()> {
    let Extent { sites_only, quick, only, every_engine } = extent;
    if *sites_only {
        steps.run("Tools", 0, tools::for_sites)?;
        return steps.run("Sites", 240, build_sites);
    }
    steps.run("Tools", 0, tools::for_testing)?;
    if only.is_none() {
        steps.run("Dependencies", 5, || dependencies::check(false))?;
        lints(steps)?;
    }
    let only = only.as_deref();
    let targets = Targets::find()?;
    steps.run("Native tests", 150, || {
        let mut all = cargo_test(&targets.native);
        all.args(["--lib", "--bins"]).args(only);
        succeeds(&mut all)
    })?;
    steps.run("Sites", 240, build_sites)?;
    let whole = !quick && only.is_none();
    if whole {
        steps.run("Bytes", 20, || {
            let _task = Task::begin(None, "Measuring in Chromium", "");
            tokio::runtime::Runtime::new()?.block_on(bench::bytes(&BuiltSite::Main.dist()))
        })?;
    }
    steps.run("Tests of the built files", 60, || succeeds(cargo_test(&targets.on_files).args(only)))?;
    let engines = match (quick, every_engine) {
        (true, _) => Engines::Chromium,
        (false, false) => Engines::WhereTheyDecide,
        (false, true) => Engines::Every,
    };
    let seen = steps.run("Browsers", 1200, || in_browsers(only, engines));
    if engines == Engines::Chromium {
        seen?;
    } else {
        // A failure in what is seen hides none in what is heard.
        seen.and(steps.run("What is heard", 350, || heard(only)))?;
    }
    println!("\nAll of it passed.");
    Ok(())
}

fn lints(steps: &mut Steps) -> Result<()> {
    steps.run("Workflows", 5, workflows::check)?;
    steps.run("Format", 1, || cargo(&["fmt", "--all", "--check"]))?;
    let native = ["--workspace", "--all-targets", "--features", FEATURES, "--locked"];
    steps.run("Lints, native", 60, || cargo(&[&["clippy"], &native[..], &["--", "--deny", "warnings"]].concat()))?;
    steps.run("Lints, browser", 30, || {
        let browser =
            ["--target", "wasm32-unknown-unknown", "--lib", "--bins", "--examples", "--features", "csr", "--locked"];
        cargo(&[&["clippy"], &browser[..], &["--", "--deny", "warnings"]].concat())
    })
}

/// Builds every site that the tests need. Programs are compiled and optimised once for all of them.
fn build_sites() -> Result<()> {
    let of = BuiltSite::ALL.len();
    for (index, site) in BuiltSite::ALL.into_iter().enumerate() {
        println!(
            "\n-- {} --",
            first_line(Some(Place { number: index + 1, of }), site.what(), "").trim_end_matches(" …")
        );
        site.build()?;
    }
    Ok(())
}

/// With these, everything is compiled once for all tests.
const FEATURES: &str = "ssr,built-sites";

/// The tests, by what they need, as arguments for cargo.
struct Targets {
    /// Nothing but this machine.
    native: Vec<String>,
    /// The built sites, as files.
    on_files: Vec<String>,
}

/// The tests in browsers, and what is heard in one.
const IN_BROWSERS: &str = "end_to_end";
const HEARD: &str = "screen_reader";

impl Targets {
    fn find() -> Result<Self> {
        let listed = Command::new("cargo")
            .args(["metadata", "--no-deps", "--format-version=1", "--offline", "--locked"])
            .current_dir(paths::project())
            .output()?;
        ensure!(
            listed.status.success(),
            "cargo does not know this checkout: {}",
            String::from_utf8_lossy(&listed.stderr)
        );
        let listed: Value = serde_json::from_slice(&listed.stdout)?;
        let all = |of: &Value, what: &str| of[what].as_array().cloned().unwrap_or_default();
        let targets = all(&listed, "packages").into_iter().flat_map(|package| all(&package, "targets"));
        let mut found = Self { native: Vec::new(), on_files: Vec::new() };
        let mut in_browsers = 0;
        for target in targets.filter(|target| all(target, "kind").contains(&Value::from("test"))) {
            let needs_sites = all(&target, "required-features").contains(&Value::from("built-sites"));
            let name = target["name"].as_str().context("a test without a name")?;
            if [IN_BROWSERS, HEARD].contains(&name) {
                in_browsers += 1;
                continue;
            }
            let named = if needs_sites { &mut found.on_files } else { &mut found.native };
            named.extend(["--test".to_owned(), name.to_owned()]);
        }
        ensure!(found.native.len() > 20 && found.on_files.len() >= 4 && in_browsers == 2, "tests are missing");
        Ok(found)
    }
}

/// In which engines browsers are tested.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Engines {
    /// In Chromium alone, without the screen reader, which reads in Firefox.
    Chromium,
    /// Everything in Chromium; in the others what the engine decides.
    WhereTheyDecide,
    /// Everything in every engine.
    Every,
}

/// So many tests run at once in browsers: more only time out on two cores.
const AT_ONCE: &str = "--test-threads=2";

/// Runs the tests in browsers.
fn in_browsers(only: Option<&str>, engines: Engines) -> Result<()> {
    let mut tests = cargo_test(&["--test", IN_BROWSERS].map(str::to_owned));
    tests.args(only).args(["--", AT_ONCE]);
    match engines {
        // Tests of an engine bear its name.
        Engines::Chromium => tests.args(["--skip=::firefox", "--skip=::webkit"]),
        Engines::WhereTheyDecide => &mut tests,
        Engines::Every => tests.args(["--include-ignored", "--skip=reliability::"]),
    };
    succeeds(&mut tests)
}

/// Tests the journal once more in every engine, with its program in one module: the same code, not taken apart. The site as it is shipped
/// stands in its place again afterwards.
///
/// # Errors
///
/// When a tool, a build or a test fails.
pub fn in_one_module() -> Result<()> {
    tools::for_testing()?;
    Build { split: false, ..Build::into(BuiltSite::Main.dist()) }.run()?;
    let mut tests = cargo_test(&["--test", IN_BROWSERS].map(str::to_owned));
    // A chunk that there is not cannot be missing.
    tests.args(["journal::", "--", AT_ONCE, "--include-ignored", "--skip=::without_the_tools"]);
    let tested = succeeds(&mut tests);
    BuiltSite::Main.build()?;
    tested
}

/// So many screen readers are heard at once: most of their time goes into speaking.
const HEARD_AT_ONCE: &str = "--test-threads=3";

/// Runs what is heard, by itself: beside other browsers, what a screen reader says comes so late that the next key cuts it off.
fn heard(only: Option<&str>) -> Result<()> {
    let mut tests = cargo_test(&["--test", HEARD].map(str::to_owned));
    succeeds(tests.args(only).args(["--", HEARD_AT_ONCE]))
}

/// Runs tests, to the end of all of them.
fn cargo_test(targets: &[String]) -> Command {
    let mut command = Command::new("cargo");
    command.args(["test", "--workspace", "--features", FEATURES, "--locked", "--no-fail-fast"]).args(targets);
    // A failure prints its chain of causes, which says more than where in this program they were put together.
    command.env("RUST_LIB_BACKTRACE", "0").current_dir(paths::project());
    command
}

fn succeeds(command: &mut Command) -> Result<()> {
    ensure!(command.status()?.success(), "some tests failed: see above");
    Ok(())
}

fn cargo(arguments: &[&str]) -> Result<()> {
    let status = Command::new("cargo").args(arguments).current_dir(Path::new(&paths::project())).status()?;
    ensure!(status.success(), "cargo {} did not succeed", arguments.join(" "));
    Ok(())
}
