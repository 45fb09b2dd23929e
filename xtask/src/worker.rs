//! The service worker: the files it stores, each with its digest, and the digest of everything, which names its cache.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use walkdir::WalkDir;

use crate::{
    digest, machines,
    prerender::{LOCK, SEALING},
};

/// The service worker.
pub(crate) const FILE: &str = "sw.js";
const DIGEST_LINE: &str = "const DIGEST = \"unfilled\";";
const FILES_LINE: &str = "const FILES = [];";
const LATER_LINE: &str = "const LATER = [];";

/// Fills the service worker of a staged site.
///
/// # Errors
///
/// When a file cannot be read, or the worker has not the lines to fill.
pub fn fill(staging: &Path) -> Result<()> {
    let worker_file = staging.join(FILE);
    let worker = fs::read_to_string(&worker_file).with_context(|| format!("{FILE} is not staged"))?;
    for line in [DIGEST_LINE, FILES_LINE, LATER_LINE] {
        ensure!(worker.matches(line).count() == 1, "{FILE} has not the line `{line}` once");
    }
    let mut everything = String::new();
    let (mut stored, mut later) = (Vec::new(), Vec::new());
    for path in shipped(staging)? {
        let bytes = fs::read(staging.join(&path))?;
        let name = path.to_string_lossy().replace('\\', "/");
        everything.push_str(&name);
        everything.push('\n');
        everything.push_str(&digest::hexadecimal(&bytes));
        everything.push('\n');
        if is_stored(&name) {
            let list = if is_stored_later(&name) { &mut later } else { &mut stored };
            list.push((address(&name).to_owned(), digest::sha256(&bytes)));
        }
    }
    let whole = digest::hexadecimal(everything.as_bytes());
    let version: String = whole.chars().take(32).collect();
    let filled = worker
        .replace(DIGEST_LINE, &format!("const DIGEST = \"{version}\";"))
        .replace(FILES_LINE, &format!("const FILES = {};", serde_json::to_string(&stored)?))
        .replace(LATER_LINE, &format!("const LATER = {};", serde_json::to_string(&later)?));
    fs::write(worker_file, filled)?;
    Ok(())
}

/// Every file of a folder, in a fixed order, as paths below it.
///
/// # Errors
///
/// When a folder cannot be read.
pub fn shipped(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            paths.push(entry.path().strip_prefix(folder)?.to_owned());
        }
    }
    Ok(paths)
}

/// Whether the worker stores a file: all that a visit needs, and not what only machines or the browser's install dialog read.
fn is_stored(name: &str) -> bool {
    let is_for_others = [FILE, "_headers", "content.json"].contains(&name) || machines::FILES.contains(&name);
    !is_for_others && !name.starts_with("screenshots/")
}

/// Whether it stores a file at the first visit.
pub(crate) fn is_stored_at_first(name: &str) -> bool {
    is_stored(name) && !is_stored_later(name)
}

/// Whether it stores it when it is asked for the first time: what few need, and is large.
fn is_stored_later(name: &str) -> bool {
    name == "sealing.js" || name.starts_with(SEALING) || name.starts_with(LOCK)
}

/// The address of a file: a page is asked for by its folder.
fn address(name: &str) -> &str {
    name.strip_suffix("index.html").unwrap_or(name)
}
