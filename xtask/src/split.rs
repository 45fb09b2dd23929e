//! The journal's program in two modules: what a frightened person needs first, and the chunk `tools`, which the first loads when it is
//! live. Trunk cannot do this, so it leaves this program out.
//!
//! `wasm_split_cli_support` takes a linked program apart along the functions that are marked `#[wasm_split]`. It needs the linker's
//! relocations for that, which wasm-bindgen and wasm-opt then take away. As one module (`--unsplit`) the program is built of the same code
//! without it.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{self, Command},
};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

use crate::{by_digest, paths, tools};

/// The program.
pub(crate) const PROGRAM: &str = "quietleaf-journal";

/// Its chunk, as it is staged.
pub(crate) const CHUNK: &str = "quietleaf-tools";

/// The environment variable that, set to `off`, leaves the program in one module.
pub const SPLIT: &str = "QUIETLEAF_SPLIT";

/// What Trunk asks of wasm-opt for the other programs: see `index.html`.
const OPTIMISING: [&str; 7] =
    ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--converge", "--reorder-functions-by-name"];

/// The name that the splitter gives the chunk.
const SPLITTERS_CHUNK: &str = "split_tools.wasm";

/// The script with which the splitter loads it, until it is put into the program's.
const LOADER: &str = "loader.js";

/// Whether the program is to be taken apart.
#[must_use]
pub fn is_wanted() -> bool {
    !env::var(SPLIT).is_ok_and(|wanted| wanted == "off")
}

/// Compiles the program, takes it apart where that is wanted, and puts its files into Trunk's staging folder: `quietleaf-journal.js`,
/// `quietleaf-journal_bg.wasm`, and the chunk. Without `release` it is quick to build, large, and in one module.
///
/// # Errors
///
/// When a tool fails.
pub fn stage(staging: &Path, release: bool) -> Result<()> {
    let is_split = release && is_wanted();
    let linked = compile(is_split, release)?;
    let scratch = paths::target().join(format!("split.{}", process::id()));
    fs::create_dir_all(&scratch)?;
    let staged = assemble(&scratch, staging, &linked, is_split, release);
    fs::remove_dir_all(&scratch)?;
    staged
}

/// Puts a linked program together for the browser, in a scratch folder, and stages it.
fn assemble(scratch: &Path, staging: &Path, linked: &Path, is_split: bool, release: bool) -> Result<()> {
    let main = scratch.join("main.wasm");
    let chunk = scratch.join(SPLITTERS_CHUNK);
    if is_split {
        take_apart(scratch, &main, linked)?;
        ensure!(chunk.is_file(), "the splitter has made no chunk");
    } else {
        fs::copy(linked, &main)?;
    }
    bind(scratch, &main, is_split)?;
    let named = scratch.join(format!("{PROGRAM}_bg.wasm"));
    let staged = staging.join(format!("{PROGRAM}_bg.wasm"));
    let script = format!("{PROGRAM}.js");
    if !release {
        fs::copy(named, staged)?;
        fs::copy(scratch.join(&script), staging.join(script))?;
        return Ok(());
    }
    optimise(&named, &staged)?;
    if !is_split {
        fs::copy(scratch.join(&script), staging.join(script))?;
        return Ok(());
    }
    optimise(&chunk, &staging.join(format!("{CHUNK}.wasm")))?;
    finish_loader(&scratch.join(LOADER))?;
    bundle(scratch, &staging.join(script))
}

/// Links the program, with the relocations that the splitter needs.
fn compile(is_split: bool, release: bool) -> Result<PathBuf> {
    let mut command = Command::new("cargo");
    command.args(["rustc", "--quiet", "--locked", "--package", "quietleaf", "--bin", PROGRAM]);
    command.args(["--target", TARGET, "--features", "csr"]);
    if release {
        command.arg("--release");
    }
    // Only the program's own file is compiled in another way: what it is linked from is the same.
    command.args(if is_split { ["--", "-C", "link-args=--emit-relocs"] } else { ["--", "--cfg", "unsplit"] });
    let status = command.current_dir(paths::project()).status()?;
    ensure!(status.success(), "{PROGRAM} could not be compiled");
    let profile = if release { "release" } else { "debug" };
    Ok(paths::target().join(TARGET).join(profile).join(PROGRAM).with_extension("wasm"))
}

const TARGET: &str = "wasm32-unknown-unknown";

fn take_apart(scratch: &Path, main: &Path, linked: &Path) -> Result<()> {
    let linked = fs::read(linked)?;
    let mut options = Options::new(&linked);
    let (link_name, main_module) = (format!("./{LOADER}"), format!("./{PROGRAM}.js"));
    options.output_dir = scratch;
    options.main_out_path = main;
    options.link_name = &link_name;
    options.main_module = &main_module;
    options.emit_dwarf = false;
    let split =
        transform(options).map_err(|error| anyhow!("{error:#}")).context("the program cannot be taken apart")?;
    let made: Vec<_> = split.split_modules.iter().filter_map(|path| path.file_name()).collect();
    ensure!(made == [SPLITTERS_CHUNK], "the splitter has made other chunks: {made:?}");
    Ok(())
}

/// Has wasm-bindgen write the script that a module speaks through.
fn bind(scratch: &Path, main: &Path, is_split: bool) -> Result<()> {
    let mut command = Command::new(tools::wasm_bindgen());
    command.args(["--target", "web", "--no-typescript", "--out-name", PROGRAM, "--out-dir"]).arg(scratch).arg(main);
    if is_split {
        // The chunk knows what it needs of the main module by the linker's names.
        command.args(["--keep-lld-exports", "--no-demangle"]);
    }
    let status = command.status().context("wasm-bindgen did not start")?;
    ensure!(status.success(), "wasm-bindgen did not succeed");
    Ok(())
}

/// Has wasm-opt make a module small, once for the same input.
fn optimise(from: &Path, to: &Path) -> Result<()> {
    let mut output = OsString::from("--output=");
    output.push(to);
    let mut arguments = vec![output, from.as_os_str().to_owned()];
    arguments.extend(OPTIMISING.map(OsString::from));
    by_digest::optimise(&arguments)?;
    Ok(())
}

/// What the loader says of a chunk that comes as it should, and what takes one too that a host does not send as WebAssembly: the script of
/// wasm-bindgen does so for the program.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
const STREAMED_OR_NOT: &str = "src.then((sent) => sent.headers.get('content-type') === 'application/wasm' \
     ? WebAssembly.instantiateStreaming(sent, imports) \
     : sent.arrayBuffer().then((bytes) => WebAssembly.instantiate(bytes, imports)))";

/// How the loader asks for the chunk, and so that it is asked for anew: an answer that it is missing can have come with leave to keep it for ever.
const ASKED: &str = "import.meta.url))";
const ASKED_ANEW: &str = "import.meta.url), { cache: 'no-cache' })";

/// Finishes the script that loads the chunk: under the name that it has in the site, and however it is sent.
fn finish_loader(loader: &Path) -> Result<()> {
    let mut script = fs::read_to_string(loader)?;
    for (from, to) in [(SPLITTERS_CHUNK, &*format!("{CHUNK}.wasm")), (STREAMED, STREAMED_OR_NOT), (ASKED, ASKED_ANEW)] {
        ensure!(script.matches(from).count() == 1, "the loader has not `{from}` once");
        script = script.replace(from, to);
    }
    Ok(fs::write(loader, script)?)
}

/// Puts the loader into the program's script: as a file of its own it would cost a round trip.
fn bundle(scratch: &Path, to: &Path) -> Result<()> {
    let mut output = OsString::from("--outfile=");
    output.push(to);
    // What it writes names the files as they are named here: not the folder.
    let status = Command::new(tools::esbuild())
        .arg(format!("./{PROGRAM}.js"))
        .current_dir(scratch)
        .args(["--bundle", "--format=esm", "--log-level=warning", "--charset=utf8"])
        .arg(output)
        .status()
        .context("esbuild did not start")?;
    ensure!(status.success(), "esbuild did not put the loader into {PROGRAM}.js");
    Ok(())
}
