//! `cargo xtask`: everything that is not the app.

use std::{env, ffi::OsString, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use xtask::{
    bench, by_digest, check, content, dependencies, fuzz, paths, pictures, progress, release,
    release_check::{self, Depth},
    reliability::{self, Rounds},
    reproduce,
    server::SiteServer,
    site::{self, Build},
    tools,
};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, serves, tests and measures Quietleaf")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Sets up whatever is missing, builds the site and serves it on this machine
    Serve {
        /// The port on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// The path below which the site stands
        #[arg(long, default_value = "/")]
        public_url: String,
        /// The journal's program in one module
        #[arg(long)]
        unsplit: bool,
    },
    /// Builds the site into dist/, with brotli and gzip copies and dist.sha256
    Build {
        /// The path below which the site will stand
        #[arg(long, default_value = "/")]
        public_url: String,
        /// The journal's program in one module
        #[arg(long)]
        unsplit: bool,
        /// For readers: stops where the next check of the words was due before today
        #[arg(long)]
        release: bool,
    },
    /// Sets up whatever is missing, then checks and tests everything
    Test {
        #[command(flatten)]
        extent: check::Extent,
    },
    /// Builds the site and measures it against its budgets
    Bench {
        /// Measures only this
        only: Option<bench::Part>,
    },
    /// Runs everything that a release has to pass: every test, the figures, the second build, reliability, the fuzzers
    ReleaseCheck {
        #[command(flatten)]
        depth: Depth,
    },
    /// Prints the notes of a release: the section of CHANGELOG.md for its tag
    ReleaseNotes {
        /// The tag: v, and the version of Cargo.toml
        tag: String,
        /// Adds the digest of dist.sha256, as the last build wrote it
        #[arg(long)]
        digest: bool,
    },
    /// Packs dist/ into dist.tar.gz: the same files give the same bytes
    Archive,
    /// Writes what the programs are made of into dist.cdx.json, as `CycloneDX`
    BillOfMaterials,
    /// Asks what is known against the dependencies: advisories, licences, sources
    Dependencies {
        /// Asks the database of today, and not what is in the checkout
        #[arg(long)]
        online: bool,
        /// Takes the advisories over into the checkout from a clone of the database
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// Prints the figures of docs/reliability.md: kills at random moments, four tabs at once, damaged files
    Reliability {
        #[command(flatten)]
        rounds: Rounds,
    },
    /// Builds into dist/, builds a copy of the checkout elsewhere from nothing, and compares every byte
    Reproduce,
    /// Runs each fuzzer for a bounded time
    Fuzz {
        /// For how many seconds each
        #[arg(long, default_value_t = fuzz::SECONDS)]
        seconds: u64,
    },
    /// Checks the words of content/, and reports how they stand
    Content,
    /// Writes anew which common words come near a word that the search knows
    NearWords,
    /// Serves the app on port 8081, rendered in the browser, and rebuilds on every change: load the page again to see it
    Dev,
    /// Draws the icons and takes the pictures of the README and the manifest from the built site
    Pictures {
        /// Takes every page at two widths, light and dark, into this folder instead
        #[arg(long)]
        sheet: Option<PathBuf>,
    },
    /// What Trunk calls while it builds
    #[command(hide = true)]
    Hook {
        #[command(subcommand)]
        hook: Hook,
    },
}

#[derive(Subcommand)]
enum Hook {
    /// Before the build
    Content,
    /// After the build
    Prerender,
    /// In place of wasm-opt: the same program is optimised once
    Optimise {
        /// What Trunk asks of wasm-opt
        #[arg(last = true)]
        arguments: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode> {
    let done = match task {
        Task::Serve { port, public_url, unsplit } => serve(port, &public_url, !unsplit),
        Task::Build { public_url, unsplit, release } => {
            if release {
                content::refuse_if_overdue(&content::read(&paths::content())?, content::today()?)?;
            }
            site::build(&public_url, !unsplit).map(|_| ())
        }
        Task::Test { extent } => check::run(&extent),
        Task::Bench { only } => bench::run(only),
        Task::ReleaseCheck { depth } => release_check::run(depth),
        Task::ReleaseNotes { tag, digest } => release::notes_of(&tag, digest).map(|notes| println!("{notes}")),
        Task::Archive => release::archive(&paths::project().join("dist"), &paths::project().join("dist.tar.gz")),
        Task::BillOfMaterials => release::bill_of_materials(&paths::project().join("dist.cdx.json")),
        Task::Dependencies { online, from } => {
            from.as_deref().map(dependencies::take_over).transpose()?;
            dependencies::check(online)
        }
        Task::Reliability { rounds } => reliability::run(rounds),
        Task::Reproduce => reproduce::compare(&site::build("/", true)?.dist),
        Task::Fuzz { seconds } => fuzz::run(seconds),
        Task::NearWords => {
            let folder = paths::content();
            let near = content::near_words(&content::read(&folder)?);
            Ok(std::fs::write(folder.join(content::NEAR_WORDS), near)?)
        }
        Task::Content => {
            let (report, is_sound) = content::report(&paths::content(), content::today()?)?;
            print!("{report}");
            return Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Task::Dev => {
            tools::for_building()?;
            let build = Build { prerender: false, ..Build::into(paths::target().join("dev")) };
            let arguments =
                ["serve", "--offline", "--release=false", "--minify=never", "--port=8081", "--no-autoreload=true"];
            let task =
                progress::Task::begin(None, "Compiling the programs, and serving them at http://127.0.0.1:8081", "");
            task.hush();
            site::trunk(&build, &arguments, &task)
        }
        Task::Pictures { sheet } => {
            tools::for_browsers()?;
            let dist = paths::project().join("dist");
            let runtime = tokio::runtime::Runtime::new()?;
            match sheet {
                Some(folder) => runtime.block_on(pictures::contact_sheet(&dist, &folder)),
                None => runtime.block_on(pictures::take_all(&dist)),
            }
        }
        Task::Hook { hook: Hook::Content } => site::content_hook(&staging()?),
        Task::Hook { hook: Hook::Prerender } => {
            let public_url = env::var("TRUNK_PUBLIC_URL").unwrap_or_else(|_| "/".to_owned());
            site::prerender_hook(&staging()?, &public_url)
        }
        Task::Hook { hook: Hook::Optimise { arguments } } => return by_digest::optimise(&arguments),
    };
    done.map(|()| ExitCode::SUCCESS)
}

/// The folder in which Trunk puts a site together.
fn staging() -> Result<PathBuf> {
    env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).context("Trunk calls this, not you")
}

fn serve(port: u16, public_url: &str, split: bool) -> Result<()> {
    let build = site::build(public_url, split)?;
    let root = quietleaf::ui::SiteRoot::new(public_url);
    let server = SiteServer::start(&build.dist, root.path(), port)?;
    println!("\nQuietleaf is at {} (Ctrl+C ends it)", server.url());
    let runtime = tokio::runtime::Runtime::new()?;
    Ok(runtime.block_on(tokio::signal::ctrl_c())?)
}
