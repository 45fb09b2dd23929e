//! Formatting, lints and every test, in the order in which they fail soonest.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use anyhow::{Context, Result, ensure};

use crate::{bench, journal_bench, paths, site::Build, tools};

/// The sites that the tests need, each in a folder of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltSite {
    /// As it is shipped.
    Main,
    /// With other words: the version after it.
    Next,
    /// Below the path `/quietleaf/`.
    Below,
    /// Without the prerender hook.
    Unrendered,
}

impl BuiltSite {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Main, Self::Next, Self::Below, Self::Unrendered];

    /// The folder of the built site.
    #[must_use]
    pub fn dist(self) -> PathBuf {
        sites().join(match self {
            Self::Main => "main",
            Self::Next => "next",
            Self::Below => "below",
            Self::Unrendered => "unrendered",
        })
    }

    /// The path below which it stands.
    #[must_use]
    pub fn root(self) -> &'static str {
        if self == Self::Below { "/quietleaf/" } else { "/" }
    }

    /// Builds it.
    ///
    /// # Errors
    ///
    /// When the build fails.
    pub fn build(self) -> Result<()> {
        let mut build = Build { public_url: self.root().to_owned(), ..Build::into(self.dist()) };
        match self {
            Self::Main | Self::Below => {}
            Self::Next => build.content = next_words()?,
            Self::Unrendered => build.prerender = false,
        }
        build.run()
    }
}

/// What the next version's summary says in place of this one's.
pub const NEXT_SUMMARY: &str = "These are the words of the next version.";

fn sites() -> PathBuf {
    paths::target().join("sites")
}

/// A copy of the words in which the article's summary is another.
fn next_words() -> Result<PathBuf> {
    let folder = sites().join("next-content");
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(paths::content())? {
        let path = entry?.path();
        fs::copy(&path, folder.join(path.file_name().unwrap_or_default()))?;
    }
    let article = folder.join("article.md");
    let text = fs::read_to_string(&article)?;
    let summary = text.lines().find(|line| line.starts_with("summary = ")).context("the article has no summary")?;
    fs::write(&article, text.replace(summary, &format!("summary = \"{NEXT_SUMMARY}\"")))?;
    Ok(folder)
}

/// Builds every site that the tests need, after setting up whatever is missing.
///
/// # Errors
///
/// When a tool or a build fails.
pub fn build_sites() -> Result<()> {
    tools::for_building()?;
    tools::for_browsers()?;
    BuiltSite::ALL.into_iter().try_for_each(BuiltSite::build)
}

/// Sets up whatever is missing, then checks and tests everything.
///
/// # Errors
///
/// At the first step that fails.
pub fn all() -> Result<()> {
    let begun = Instant::now();
    step("Tools", || {
        tools::for_checking()?;
        tools::for_building()?;
        tools::for_browsers()
    })?;
    step("Format", || cargo(&["fmt", "--all", "--check"]))?;
    let native = ["--workspace", "--all-targets", "--features", "ssr,built-sites", "--locked"];
    step("Lints, native", || cargo(&[&["clippy"], &native[..], &["--", "--deny", "warnings"]].concat()))?;
    step("Lints, browser", || {
        let browser = [
            "clippy",
            "--target",
            "wasm32-unknown-unknown",
            "--lib",
            "--bins",
            "--examples",
            "--features",
            "csr",
            "--locked",
        ];
        cargo(&[&browser[..], &["--", "--deny", "warnings"]].concat())
    })?;
    step("Sites", || BuiltSite::ALL.into_iter().try_for_each(BuiltSite::build))?;
    step("Figures", || tokio::runtime::Runtime::new()?.block_on(bench::all(&BuiltSite::Main.dist())))?;
    step("Figures of the journal", || {
        let runtime = tokio::runtime::Runtime::new()?;
        let measure = || runtime.block_on(journal_bench::all(&BuiltSite::Main.dist()));
        // Something else on the machine can touch one side alone: what is over its budget is measured once more.
        measure().or_else(|error| {
            println!("{error:#}; once more:");
            measure()
        })
    })?;
    // Browsers are driven one at a time: two at once on two cores only time out.
    step("Tests", || {
        cargo(&[
            "test",
            "--workspace",
            "--features",
            "ssr,built-sites",
            "--locked",
            "--no-fail-fast",
            "--",
            "--test-threads=1",
        ])
    })?;
    println!("\nAll of it passed, in {} min.", begun.elapsed().as_secs().div_ceil(60));
    Ok(())
}

fn step(name: &str, run: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("\n== {name} ==");
    let begun = Instant::now();
    run().with_context(|| name.to_owned())?;
    println!("== {name}: {} s ==", begun.elapsed().as_secs());
    Ok(())
}

fn cargo(arguments: &[&str]) -> Result<()> {
    let status = Command::new("cargo").args(arguments).current_dir(Path::new(&paths::project())).status()?;
    ensure!(status.success(), "cargo {} did not succeed", arguments.join(" "));
    Ok(())
}
