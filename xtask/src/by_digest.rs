//! What costs much and depends only on its input is done once: kept below cargo's target folder, by the digest of input and
//! parameters.
//!
//! The sites that the tests need are made of the same programs. wasm-opt takes minutes for them, and brotli tens of seconds.

use std::{
    ffi::OsString,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{self, Command, ExitCode},
};

use anyhow::{Context, Result, ensure};

use crate::{digest, paths, progress::first_line, tools};

/// The result of some work on these bytes, done now or kept from before. `parameters` are all else that it depends on.
///
/// # Errors
///
/// When the work fails, or a file cannot be read or written.
pub fn once(parameters: &str, input: &[u8], work: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let key = digest::hexadecimal(&[parameters.as_bytes(), b"\0", input].concat());
    let place = folder().join(&key);
    if let Ok(kept) = fs::read(&place) {
        return Ok(kept);
    }
    let result = work()?;
    fs::create_dir_all(folder())?;
    // Written beside its place and moved there: what was cut off is not taken for done.
    let partial = place.with_extension(process::id().to_string());
    fs::write(&partial, &result)?;
    fs::rename(&partial, &place)?;
    Ok(result)
}

fn folder() -> PathBuf {
    paths::target().join("by-digest")
}

/// A folder whose `wasm-opt` does its work once for the same input: to stand first in `PATH` while Trunk runs.
///
/// # Errors
///
/// When it cannot be written.
pub fn program_folder() -> Result<PathBuf> {
    let folder = folder().join("bin");
    fs::create_dir_all(&folder)?;
    let manifest = paths::project().join("Cargo.toml");
    let manifest = manifest.to_str().context("the checkout's path is not Unicode")?.replace('\'', r"'\''");
    let partial = folder.join(format!("wasm-opt.{}", process::id()));
    let call =
        format!("cargo run --quiet --locked --package xtask --manifest-path '{manifest}' -- hook optimise -- \"$@\"");
    fs::write(&partial, format!("#!/bin/sh\nexec {call}\n"))?;
    fs::set_permissions(&partial, fs::Permissions::from_mode(0o755))?;
    fs::rename(&partial, folder.join("wasm-opt"))?;
    Ok(folder)
}

/// Does what `wasm-opt` does with these arguments, once for the same program and parameters.
///
/// # Errors
///
/// When `wasm-opt` fails, or a file cannot be read or written.
pub fn optimise(arguments: &[OsString]) -> Result<ExitCode> {
    let text = |argument: &OsString| argument.to_str().map(str::to_owned).context("an argument is not Unicode");
    let arguments = arguments.iter().map(text).collect::<Result<Vec<String>>>()?;
    let output = arguments.iter().find_map(|argument| argument.strip_prefix("--output="));
    let input = arguments.iter().find(|argument| Path::new(argument).is_file());
    let (Some(output), Some(input)) = (output, input) else {
        // It asks for the version, for instance.
        let status = Command::new(tools::wasm_opt()).args(&arguments).status()?;
        return Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    };
    let is_parameter = |argument: &&String| *argument != input && !argument.starts_with("--output=");
    let parameters: Vec<&str> = arguments.iter().filter(is_parameter).map(String::as_str).collect();
    let parameters = format!("{} {}", tools::wasm_opt().display(), parameters.join(" "));
    let name = Path::new(input).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let optimised = once(&parameters, &fs::read(input)?, || {
        // It is one of the programs of a task that says how far it is: this line says what the time goes into.
        eprintln!("{}", first_line(None, &format!("         Making {name} smaller"), "up to a minute"));
        let status = Command::new(tools::wasm_opt()).args(&arguments).status()?;
        ensure!(status.success(), "wasm-opt did not succeed");
        Ok(fs::read(output)?)
    })?;
    fs::write(output, optimised)?;
    Ok(ExitCode::SUCCESS)
}
