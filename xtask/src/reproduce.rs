//! The same checkout, built elsewhere from nothing, gives the same bytes.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

use crate::paths;

/// Builds a copy of this checkout in another folder, with nothing that was compiled before, and compares every file with those of a
/// site that was built here.
///
/// # Errors
///
/// When a file differs, or the copy cannot be made or built.
pub fn compare(built: &Path) -> Result<()> {
    let copy = paths::target().join("reproduced").join("elsewhere");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    for path in checked_in()? {
        let place = copy.join(&path);
        fs::create_dir_all(place.parent().context("a path without a folder")?)?;
        fs::copy(paths::project().join(&path), place).with_context(|| path.display().to_string())?;
    }
    let status = Command::new("cargo")
        .args(["xtask", "build"])
        .current_dir(&copy)
        .env("CARGO_TARGET_DIR", copy.join("target"))
        .env_remove("CARGO_MANIFEST_DIR")
        .status()?;
    ensure!(status.success(), "the copy could not be built");
    let (here, there) = (digests(built)?, digests(&copy.join("dist"))?);
    ensure!(here.len() > 10, "the site has too few files");
    let differing: Vec<&str> = here.symmetric_difference(&there).map(String::as_str).collect();
    ensure!(differing.is_empty(), "built elsewhere, these differ:\n{}", differing.join("\n"));
    println!("{} files are the same, byte for byte.", here.len());
    fs::remove_dir_all(&copy)?;
    Ok(())
}

/// The files of the checkout as git knows them, with what is changed and not committed yet.
fn checked_in() -> Result<Vec<PathBuf>> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(paths::project()).output()?;
    ensure!(listed.status.success(), "git does not know this checkout");
    let names = String::from_utf8(listed.stdout)?;
    let paths = names.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from);
    Ok(paths.filter(|path| paths::project().join(path).is_file()).collect())
}

/// The lines beside a site: a digest, and the path below the site.
fn digests(site: &Path) -> Result<BTreeSet<String>> {
    let mut file = site.as_os_str().to_owned();
    file.push(".sha256");
    let lines = fs::read_to_string(PathBuf::from(file))?;
    let line = |line: &str| {
        let (digest, path) = line.split_once("  ").context("a line without a digest")?;
        let (_, path) = path.split_once('/').context("a path outside the site")?;
        Ok(format!("{digest}  {path}"))
    };
    lines.lines().map(line).collect()
}
