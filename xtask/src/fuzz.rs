//! Running the fuzzers for a bounded time.
//!
//! They are built with stable Rust: `cargo fuzz` needs nightly only for the sanitizers, which find what `unsafe` code does wrong; there
//! is none here.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use crate::{paths, tools};

/// The fuzzers, as `fuzz/Cargo.toml` names them.
pub const TARGETS: [&str; 4] = ["import", "stored_records", "content", "search"];

/// For how many seconds each runs, unless it is told otherwise.
pub const SECONDS: u64 = 60;

/// The longest input, in bytes.
const LONGEST: u64 = 20_000;

/// Runs each fuzzer for so many seconds. What one finds stands in `fuzz/artifacts/`; the message says how to keep it.
///
/// # Errors
///
/// When something is found, or the fuzzers cannot be built.
pub fn run(seconds: u64) -> Result<()> {
    tools::for_fuzzing()?;
    let mut found = Vec::new();
    for target in TARGETS {
        let corpus = paths::target().join("fuzz").join(target);
        plant(target, &corpus)?;
        let status = Command::new(tools::cargo_fuzz())
            .args(["fuzz", "run", "--sanitizer", "none", "--target-dir"])
            .arg(paths::target().join("fuzz-build"))
            .arg(target)
            .arg(&corpus)
            .args(["--", &format!("-max_total_time={seconds}"), &format!("-max_len={LONGEST}"), "-timeout=20"])
            .current_dir(paths::project())
            .status()
            .context("cargo-fuzz did not start")?;
        if !status.success() {
            found.push(target);
        }
    }
    ensure!(
        found.is_empty(),
        "{}: something was found, or it did not build. Mend it, and copy the file from fuzz/artifacts/ to \
         tests/fixtures/findings/, where tests/findings.rs tries it from then on",
        found.join(", ")
    );
    println!("Nothing was found in {seconds} s of each of {}.", TARGETS.join(", "));
    Ok(())
}

/// Puts what a fuzzer begins with into a folder.
fn plant(target: &str, corpus: &Path) -> Result<()> {
    fs::create_dir_all(corpus)?;
    for (number, bytes) in seeds(target)?.into_iter().enumerate() {
        fs::write(corpus.join(format!("seed-{number}")), bytes)?;
    }
    Ok(())
}

/// What a fuzzer begins with: the fixtures of the tests, what it has found before, the words of the leaflet.
///
/// # Errors
///
/// When a fixture cannot be read.
pub fn seeds(target: &str) -> Result<Vec<Vec<u8>>> {
    let fixtures = paths::project().join("tests/fixtures");
    let mut seeds = Vec::new();
    for entry in fs::read_dir(fixtures.join("findings").join(target))? {
        seeds.push(fs::read(entry?.path())?);
    }
    let mut fixture = |name: &str| -> Result<()> {
        seeds.push(fs::read(fixtures.join(name)).with_context(|| name.to_owned())?);
        Ok(())
    };
    match target {
        "import" => ["backup-1.json", "backup-2.json", "backup-3.json"].into_iter().try_for_each(&mut fixture)?,
        "stored_records" => {
            ["entry-1.json", "entry-2.json", "draft-1.json"].into_iter().try_for_each(&mut fixture)?;
            // The records of a backup are the stored ones.
            let backup = fs::read_to_string(fixtures.join("backup-3.json"))?;
            seeds.extend(backup.lines().map(|line| line.trim_end_matches(',').as_bytes().to_vec()));
        }
        "content" => {
            let names = fs::read_dir(paths::content())?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
            let mut names: Vec<_> = names.into_iter().filter(|path| path.is_file()).collect();
            names.sort();
            for (place, path) in (0_u8..).zip(names) {
                seeds.push([&[place], fs::read(path)?.as_slice()].concat());
            }
        }
        _ => {
            let phrasings = fs::read_to_string(fixtures.join("phrasings/tuned.toml"))?;
            let asked = phrasings.lines().filter_map(|line| line.strip_prefix("asks = "));
            seeds.extend(asked.map(|asked| asked.trim_matches('"').as_bytes().to_vec()));
        }
    }
    Ok(seeds)
}
