//! Building the site with Trunk.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use anyhow::{Context, Result, ensure};

use quietleaf::ui::SIGNS_FILE;

use crate::{
    by_digest, compress, content, digest, paths, prerender,
    progress::{Known, Place, Task, about, first_line, line_of_cargo, line_of_trunk},
    split, tools,
};

/// The environment variable that, set to `off`, leaves the pages to be rendered in the browser.
pub const PRERENDER: &str = "QUIETLEAF_PRERENDER";

/// What to build, and where.
#[derive(Clone, Debug)]
pub struct Build {
    /// The folder that becomes the site.
    pub dist: PathBuf,
    /// The path below which the site will stand.
    pub public_url: String,
    /// The folder of the words.
    pub content: PathBuf,
    /// Whether the pages are rendered by the build.
    pub prerender: bool,
    /// Whether the journal's program has a chunk that is loaded later.
    pub split: bool,
}

impl Build {
    /// The site of this checkout's words, below `/`, in a folder.
    #[must_use]
    pub fn into(dist: PathBuf) -> Self {
        Self { dist, public_url: "/".to_owned(), content: paths::content(), prerender: true, split: true }
    }

    /// Builds it. The tools must be there.
    ///
    /// # Errors
    ///
    /// When Trunk, a hook or the words fail.
    pub fn run(&self) -> Result<()> {
        let of = if self.prerender { 2 } else { 1 };
        let known = Known::of("Trunk");
        let begun = Instant::now();
        let what = "Compiling the programs for the browser, and rendering the pages";
        let task = Task::begin(Some(Place { number: 1, of }), what, &known.or_about(TRUNK_TAKES));
        trunk(self, &["--log", TRUNK_SAYS, "build", "--offline"], &task)?;
        known.note(begun.elapsed());
        task.end();
        if self.prerender {
            let task = Task::begin(Some(Place { number: 2, of }), "Compressing", &about(COMPRESSION_TAKES));
            compress::copies(&self.dist, task.how_far())?;
            task.end();
            let file = compress::digests(&self.dist)?;
            println!("{} has the digest {}", file.display(), digest::hexadecimal(&std::fs::read(&file)?));
        }
        Ok(())
    }
}

/// Brings the tools, and builds the site of this checkout into `dist/`, with the journal's program in its two modules or in one.
///
/// # Errors
///
/// When a tool cannot be installed, or as [`Build::run`].
pub fn build(public_url: &str, split: bool) -> Result<Build> {
    tools::for_building()?;
    let build = Build { public_url: public_url.to_owned(), split, ..Build::into(paths::project().join("dist")) };
    build.run()?;
    println!("The site is in dist/, its digests in dist.sha256, a sample of headers for nginx in dist.nginx.conf.");
    Ok(build)
}

/// How many seconds Trunk takes the first time, on two cores, and how many compression does.
const TRUNK_TAKES: u64 = 300;
const COMPRESSION_TAKES: u64 = 15;

/// What Trunk says of a build: errors with their causes, which it tells as information. Our own lines say the rest.
const TRUNK_SAYS: &str = "error,trunk=info,trunk::build=error,trunk::hooks=error,trunk::processing=error";

/// Runs Trunk for a build: `build`, `serve` or `watch`.
///
/// # Errors
///
/// When it fails.
pub fn trunk(build: &Build, arguments: &[&str], task: &Task) -> Result<()> {
    let project = paths::project();
    // Trunk may not go online: cargo brings what it needs before.
    let fetched = task.cargo(Command::new("cargo").args(["fetch", "--locked"]).current_dir(&project), line_of_cargo)?;
    ensure!(fetched.success(), "cargo could not fetch the dependencies");
    let mut command = Command::new(tools::trunk());
    command
        .args(arguments)
        .arg("--dist")
        .arg(&build.dist)
        .args(["--public-url", &build.public_url])
        .current_dir(&project)
        .env("PATH", tools::search_path(by_digest::program_folder()?)?)
        .env("QUIETLEAF_CONTENT", &build.content)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", compiler_flags()?)
        .env(PRERENDER, if build.prerender { "on" } else { "off" })
        .env(split::SPLIT, if build.split { "on" } else { "off" })
        .env_remove("NO_COLOR");
    let status = task.cargo(&mut command, line_of_trunk).context("trunk could not be started")?;
    ensure!(status.success(), "trunk did not build the site");
    Ok(())
}

/// The compiler's flags for the programs, which cargo adds to those of `.cargo/config.toml`. They keep this machine's folders out of
/// the programs: a panic names the file that it came from, and what is shipped has to be the same wherever it is built.
fn compiler_flags() -> Result<String> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let user_home = || env::home_dir().map(|home| home.join(".cargo"));
    let sources = cargo_home.or_else(user_home).context("cargo's folder is unknown")?.join("registry").join("src");
    let mut flags = Vec::new();
    // Without dependencies from a registry there is nothing to rename.
    for registry in sources.read_dir().into_iter().flatten() {
        let folder = registry?.path();
        let folder = folder.to_str().context("cargo's folder has a name that is not Unicode")?;
        // Cargo takes these flags apart at spaces.
        if folder.contains(char::is_whitespace) {
            eprintln!("warning: {folder} has a space in its name: the programs will name this machine's folders");
        } else {
            flags.push(format!("--remap-path-prefix={folder}="));
        }
    }
    flags.sort();
    Ok(flags.join(" "))
}

/// The hook before a build: checks the words, and writes `content.json` into Trunk's staging folder.
///
/// # Errors
///
/// When the words have problems.
pub fn content_hook(staging: &Path) -> Result<()> {
    let leaflet = content::read(&paths::content())?;
    content::warn_if_due(&leaflet, content::today()?);
    std::fs::write(staging.join("content.json"), serde_json::to_vec(&leaflet)?)?;
    std::fs::write(staging.join(SIGNS_FILE), leaflet.search.danger.to_lines())?;
    Ok(())
}

/// The hook after a build: builds the journal's program and renders every page, both into Trunk's staging folder.
///
/// # Errors
///
/// When the program cannot be built, the words have problems, or the shell lacks a place that the pages need.
pub fn prerender_hook(staging: &Path, public_url: &str) -> Result<()> {
    let release = !env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug");
    split::stage(staging, release)?;
    if env::var(PRERENDER).is_ok_and(|wanted| wanted == "off") {
        return Ok(());
    }
    let leaflet = content::read(&paths::content())?;
    eprintln!("{}", first_line(None, "         Rendering every page", ""));
    prerender::finish(staging, &leaflet, public_url, content::today()?)
}
