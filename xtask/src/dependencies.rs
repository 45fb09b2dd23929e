//! What is known against the dependencies: advisories, licences, and where they come from, by `cargo deny`.
//!
//! Without a network it asks the advisories in `xtask/advisories/`: of each crate in `Cargo.lock`, those that the `RustSec` database had on the
//! day that stands there, without their prose. A crate that was not looked up then fails the check.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use anyhow::{Context, Result, bail, ensure};

use crate::{paths, tools};

/// The crates that were looked up, one on each line, after the lines that say when and where.
const LOOKED_UP: &str = "looked-up.txt";
/// The folder in which `cargo deny` looks for the database of `RustSec`: its name, and a digest of its address.
const DATABASE: &str = "advisory-db-3157b0e258782691";

/// Checks the dependencies against what is in the checkout, or, `online`, against the databases of today.
///
/// # Errors
///
/// When something is known against one of them, or one was never looked up.
pub fn check(online: bool) -> Result<()> {
    tools::for_dependencies()?;
    let mut command = Command::new(tools::cargo_deny());
    command.current_dir(paths::project()).args(["--all-features", "--locked"]);
    if !online {
        all_were_looked_up()?;
        lay_out(&paths::target().join("advisories").join(DATABASE))?;
        // Without a network, what is there has to do.
        let _ = Command::new("cargo").args(["fetch", "--quiet", "--locked"]).current_dir(paths::project()).status();
        command.arg("--offline");
    }
    let status = command
        .args(["check", "--hide-inclusion-graph", "advisories", "bans", "licenses", "sources"])
        .status()
        .context("cargo-deny did not start")?;
    ensure!(status.success(), "something is known against a dependency");
    Ok(())
}

/// Takes the advisories of the crates in `Cargo.lock` over from a clone of the database.
///
/// # Errors
///
/// When the clone or a file cannot be read or written.
pub fn take_over(clone: &Path) -> Result<()> {
    let git = |arguments: &[&str]| -> Result<String> {
        let output = Command::new("git").arg("-C").arg(clone).args(arguments).output()?;
        ensure!(output.status.success(), "git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8(output.stdout)?)
    };
    let crates = crates()?;
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let listed = git(&["ls-tree", "-r", "--name-only", "HEAD", "crates/"])?;
    for path in listed.lines() {
        let name = path.split('/').nth(1).unwrap_or_default();
        if crates.contains(name) {
            let place = folder.join(path);
            fs::create_dir_all(place.parent().context("a path without a folder")?)?;
            fs::write(place, without_prose(&git(&["show", &format!("HEAD:{path}")])?)?)?;
        }
    }
    let mut looked_up = format!("# RustSec advisory-db {}", git(&["log", "-1", "--format=%H of %cs", "HEAD"])?);
    for name in crates {
        looked_up.push_str(&name);
        looked_up.push('\n');
    }
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(LOOKED_UP), looked_up)?;
    Ok(())
}

/// The data of an advisory, with its id for a title.
fn without_prose(advisory: &str) -> Result<String> {
    let data = advisory.strip_prefix("```toml\n").and_then(|rest| rest.split_once("\n```"));
    let (data, _) = data.context("an advisory without data")?;
    let id = data.lines().find_map(|line| line.strip_prefix("id = ")).context("an advisory without an id")?;
    Ok(format!("```toml\n{data}\n```\n\n# {}\n", id.trim_matches('"')))
}

fn folder() -> std::path::PathBuf {
    paths::project().join("xtask/advisories")
}

/// The crates in `Cargo.lock` that are not this project's own.
fn crates() -> Result<BTreeSet<String>> {
    let lock: toml::Table = toml::from_str(&fs::read_to_string(paths::project().join("Cargo.lock"))?)?;
    let packages = lock.get("package").and_then(toml::Value::as_array).context("Cargo.lock has no packages")?;
    let foreign = packages.iter().filter(|package| package.get("source").is_some());
    Ok(foreign.filter_map(|package| package.get("name")?.as_str().map(str::to_owned)).collect())
}

fn all_were_looked_up() -> Result<()> {
    let known = fs::read_to_string(folder().join(LOOKED_UP)).context("no crate was looked up")?;
    let known: BTreeSet<&str> = known.lines().filter(|line| !line.starts_with('#')).collect();
    let missing: Vec<String> = crates()?.into_iter().filter(|name| !known.contains(name.as_str())).collect();
    if !missing.is_empty() {
        bail!(
            "{} were not looked up in the advisory database: clone github.com/rustsec/advisory-db, then \
             cargo xtask dependencies --from FOLDER",
            missing.join(", ")
        );
    }
    Ok(())
}

/// The advisories as `cargo deny` expects them: in a clone, of which it asks only when it was fetched.
fn lay_out(database: &Path) -> Result<()> {
    if database.exists() {
        fs::remove_dir_all(database)?;
    }
    for path in crate::worker::shipped(&folder())? {
        let place = database.join(&path);
        fs::create_dir_all(place.parent().context("a path without a folder")?)?;
        fs::copy(folder().join(&path), place)?;
    }
    fs::create_dir_all(database.join(".git"))?;
    fs::write(database.join(".git/FETCH_HEAD"), "")?;
    Ok(())
}
