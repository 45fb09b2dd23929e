//! Making the scripts of a site small: those that were written, and those that come with each program.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

use crate::{tools, worker};

/// What has to run in browsers that are older than WebAssembly programs, and the language of those.
const OLDER: [(&str, &str); 3] = [("no-modules.js", "es5"), ("exit.js", "es2015"), ("boot.js", "es2017")];

/// What all others are written in: browsers that run the programs read it.
const NEWER: &str = "es2022";

/// Makes all scripts of a staged site smaller. The service worker keeps its lines, which are still to be filled in.
///
/// # Errors
///
/// When a script cannot be read, or uses what its browsers do not know.
pub fn shorten(staging: &Path) -> Result<()> {
    let is_script = |path: &PathBuf| path.extension().is_some_and(|it| it == "js") && path != Path::new(worker::FILE);
    let scripts: Vec<PathBuf> = worker::shipped(staging)?.into_iter().filter(is_script).collect();
    for (name, _) in OLDER {
        ensure!(scripts.iter().any(|path| path == Path::new(name)), "{name} is not staged");
    }
    for (name, language) in OLDER {
        minify(staging, &[PathBuf::from(name)], language)?;
    }
    let is_newer = |path: &PathBuf| OLDER.iter().all(|(name, _)| path != Path::new(name));
    minify(staging, &scripts.into_iter().filter(is_newer).collect::<Vec<_>>(), NEWER)?;
    shorten_worker(staging)
}

/// Writes scripts anew, so that they say the same in fewer letters. In what is no module, the names of the whole page stay.
fn minify(staging: &Path, scripts: &[PathBuf], language: &str) -> Result<()> {
    let status = Command::new(tools::esbuild())
        .args(scripts)
        .args(["--minify", "--legal-comments=none", "--log-level=warning", "--allow-overwrite", "--outdir=."])
        .args(["--outbase=.", &format!("--target={language}")])
        .current_dir(staging)
        .status()
        .context("esbuild did not start")?;
    ensure!(status.success(), "esbuild did not make {scripts:?} smaller");
    Ok(())
}

/// Takes the remarks and the indents out of the service worker. A text over several lines would lose its indents, and is refused.
fn shorten_worker(staging: &Path) -> Result<()> {
    let file = staging.join(worker::FILE);
    let script = fs::read_to_string(&file).with_context(|| format!("{} is not staged", worker::FILE))?;
    let is_whole = |line: &str| line.matches('`').count().is_multiple_of(2);
    ensure!(script.lines().all(is_whole), "{} has a text over several lines", worker::FILE);
    Ok(fs::write(file, lines_of_code(&script).join("\n"))?)
}

/// The lines of a script without indents, empty lines and the lines that are remarks.
pub(crate) fn lines_of_code(script: &str) -> Vec<&str> {
    script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).collect()
}
