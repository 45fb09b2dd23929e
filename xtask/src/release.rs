//! What a release brings: its notes, the archive of the site, and the list of what the programs are made of.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, ensure};
use flate2::{Compression, write::GzEncoder};
use tar::{Builder, EntryType, Header};

use crate::{digest, paths, tools, worker::shipped};

/// When every file of an archive was last changed, in seconds since 1970: 1 January 1980, which every format knows.
const CHANGED: u64 = 315_532_800;

/// The notes of a tag: the section of `CHANGELOG.md` for its version, and the digest of `dist.sha256`, where a site was built.
///
/// # Errors
///
/// When the tag is not `v` and the version of `Cargo.toml`, or there are no notes for it.
pub fn notes_of(tag: &str, with_digest: bool) -> Result<String> {
    let version = env!("CARGO_PKG_VERSION");
    ensure!(tag == format!("v{version}"), "{tag} does not name the version of Cargo.toml, which is {version}");
    let changes = fs::read_to_string(paths::project().join("CHANGELOG.md"))?;
    let mut notes = notes(&changes, tag)?.to_owned();
    if with_digest {
        let digests = fs::read(paths::project().join("dist.sha256")).context("dist.sha256 is missing: build first")?;
        notes.push_str("\n\nSHA-256 of `dist.sha256`, which names the digest of every file of the site: `");
        notes.push_str(&digest::hexadecimal(&digests));
        notes.push('`');
    }
    Ok(notes)
}

/// The section for a tag's version: what stands below `## 0.1.0`, with or without a date behind it, up to the next such heading.
///
/// # Errors
///
/// When there is no such section, or nothing is in it.
pub fn notes<'changes>(changes: &'changes str, tag: &str) -> Result<&'changes str> {
    let version = tag.strip_prefix('v').context("a tag begins with v")?;
    let section = changes
        .split("\n## ")
        .skip(1)
        .find_map(|section| {
            let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
            (heading.split_whitespace().next() == Some(version)).then(|| body.trim())
        })
        .with_context(|| format!("CHANGELOG.md has no section \"## {version}\""))?;
    ensure!(!section.is_empty(), "CHANGELOG.md says nothing about {version}");
    Ok(section)
}

/// Packs a built site into an archive. The same files give the same bytes, on whatever machine and whenever they were written.
///
/// # Errors
///
/// When the site is not there, or a file cannot be read or written.
pub fn archive(site: &Path, place: &Path) -> Result<()> {
    let folder = Path::new(site.file_name().context("the site has no folder name")?);
    let files = shipped(site).with_context(|| format!("{} is not there: build first", site.display()))?;
    ensure!(!files.is_empty(), "{} is empty: build first", site.display());
    let mut archive = Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for path in files {
        let bytes = fs::read(site.join(&path))?;
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(0o644);
        header.set_mtime(CHANGED);
        header.set_uid(0);
        header.set_gid(0);
        header.set_size(bytes.len().try_into()?);
        archive.append_data(&mut header, folder.join(&path), bytes.as_slice())?;
    }
    let packed = archive.into_inner()?.finish()?;
    fs::write(place, &packed)?;
    println!("{} has the digest {}", place.display(), digest::hexadecimal(&packed));
    Ok(())
}

/// Writes what the programs are made of, as `CycloneDX`: every crate that is compiled for the browser, or compiles them.
///
/// # Errors
///
/// When the tool cannot be installed, or does not know the programs' manifest.
pub fn bill_of_materials(place: &Path) -> Result<()> {
    tools::for_releasing()?;
    let project = paths::project();
    let folder = paths::target().join("bill-of-materials");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    // The file names the day and the folder in which it was made, unless both are told.
    let committed = Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(&project).output()?;
    ensure!(committed.status.success(), "git does not know this checkout");
    for path in shipped(&project.join("src"))? {
        let copy = folder.join("src").join(&path);
        fs::create_dir_all(copy.parent().context("a file without a folder")?)?;
        fs::copy(project.join("src").join(&path), copy)?;
    }
    fs::write(folder.join("Cargo.toml"), programs_alone(&fs::read_to_string(project.join("Cargo.toml"))?)?)?;
    fs::copy(project.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let status = Command::new(tools::cargo_cyclonedx())
        .args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5"])
        .args(["--target", "wasm32-unknown-unknown", "--no-default-features", "--features", "csr"])
        .current_dir(&folder)
        .env("SOURCE_DATE_EPOCH", String::from_utf8(committed.stdout)?.trim())
        // Every version is that of Cargo.lock: none may be looked up.
        .env("CARGO_NET_OFFLINE", "true")
        .status()
        .context("cargo-cyclonedx did not start")?;
    ensure!(status.success(), "cargo-cyclonedx did not list the crates");
    let written = fs::read_to_string(folder.join("quietleaf.cdx.json"))?;
    let folder = folder.to_str().context("the target folder has a name that is not Unicode")?;
    fs::write(place, written.replace(folder, "/quietleaf"))?;
    println!("{} lists what the programs are made of.", place.display());
    Ok(())
}

/// The app's manifest without `xtask` and the tests: cargo resolves the features of a whole workspace as one, and would list the crates
/// of the native build with those of the programs.
///
/// # Errors
///
/// When it is not the app's manifest.
pub fn programs_alone(manifest: &str) -> Result<String> {
    let mut manifest: toml::Table = toml::from_str(manifest)?;
    manifest.remove("test").context("the manifest has no tests")?;
    manifest.remove("example").context("the manifest has no examples")?;
    table(&mut manifest, "workspace")?.remove("members").context("the workspace has no members")?;
    for (_, platform) in table(&mut manifest, "target")? {
        platform.as_table_mut().context("a platform without a table")?.remove("dev-dependencies");
    }
    Ok(toml::to_string(&manifest)?)
}

fn table<'manifest>(manifest: &'manifest mut toml::Table, name: &str) -> Result<&'manifest mut toml::Table> {
    let found = manifest.get_mut(name).and_then(toml::Value::as_table_mut);
    found.with_context(|| format!("the manifest has no table {name}"))
}
