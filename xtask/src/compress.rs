//! Brotli and gzip copies of every kind of file that gets smaller by it, and the digests of everything shipped.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{by_digest, digest, progress::HowFar, worker::shipped};

const COMPRESSED: [&str; 9] = ["html", "css", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Writes a `.br` and a `.gz` copy beside every file of a kind that gets smaller by it.
///
/// # Errors
///
/// When a file cannot be read or written.
pub fn copies(dist: &Path, how_far: &HowFar) -> Result<()> {
    let files = shipped(dist)?;
    for (index, path) in files.iter().enumerate() {
        how_far.set(format!("{index} of {} files", files.len()));
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
        if COMPRESSED.contains(&ending.as_str()) {
            let file = dist.join(path);
            let bytes = fs::read(&file)?;
            fs::write(with_ending(&file, "br"), brotli(&bytes)?)?;
            fs::write(with_ending(&file, "gz"), gzip(&bytes)?)?;
        }
    }
    Ok(())
}

/// Compresses as a host would that keeps compressed copies.
///
/// # Errors
///
/// When a result that was kept cannot be read or written.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    by_digest::once("brotli 11 22", bytes, || {
        let mut compressed = Vec::new();
        let mut writer = brotli::CompressorWriter::new(&mut compressed, 4096, 11, 22);
        writer.write_all(bytes)?;
        drop(writer);
        Ok(compressed)
    })
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Writes the digest of every file of a site beside its folder, as `sha256sum --check` reads it, and returns the file.
///
/// # Errors
///
/// When a file cannot be read or written.
pub fn digests(dist: &Path) -> Result<PathBuf> {
    let folder = dist.file_name().context("the site has no folder name")?.to_string_lossy().into_owned();
    let mut lines = Vec::new();
    for path in shipped(dist)? {
        let digest = digest::hexadecimal(&fs::read(dist.join(&path))?);
        lines.push(format!("{digest}  {folder}/{}\n", path.display()));
    }
    let file = with_ending(dist, "sha256");
    fs::write(&file, lines.concat())?;
    Ok(file)
}
