//! The sites that the tests need, each in a folder of its own. They are made of the same programs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{paths, site::Build};

/// One of the sites that the tests need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltSite {
    /// As it is shipped.
    Main,
    /// With other words: the version after it. Its address is known.
    Next,
    /// Below the path `/quietleaf/` of an address that is known.
    Below,
    /// Without the prerender hook.
    Unrendered,
    /// Another leaflet: other words, on another subject.
    Another,
}

impl BuiltSite {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Main, Self::Next, Self::Below, Self::Unrendered, Self::Another];

    /// Those whose pages are rendered by the build.
    pub const RENDERED: [Self; 4] = [Self::Main, Self::Next, Self::Below, Self::Another];

    /// The folder of the built site.
    #[must_use]
    pub fn dist(self) -> PathBuf {
        sites().join(match self {
            Self::Main => "main",
            Self::Next => "next",
            Self::Below => "below",
            Self::Unrendered => "unrendered",
            Self::Another => "another",
        })
    }

    /// The folder of its words: the other leaflet's, the checkout's, or a copy of these that gives an origin.
    #[must_use]
    pub fn words(self) -> PathBuf {
        if self == Self::Another {
            return paths::project().join("tests/fixtures/another-leaflet");
        }
        if self.origin().is_none() {
            return paths::content();
        }
        let mut folder = self.dist().into_os_string();
        folder.push("-content");
        folder.into()
    }

    /// What it is, for whoever waits for it.
    #[must_use]
    pub fn what(self) -> &'static str {
        match self {
            Self::Main => "The site as it is shipped",
            Self::Next => "The next version of it",
            Self::Below => "The same below a path",
            Self::Unrendered => "The same without rendered pages",
            Self::Another => "Another leaflet",
        }
    }

    /// The path below which it stands.
    #[must_use]
    pub fn root(self) -> &'static str {
        if self == Self::Below { "/quietleaf/" } else { "/" }
    }

    /// Its origin, where the words give one.
    #[must_use]
    pub fn origin(self) -> Option<&'static str> {
        match self {
            Self::Main | Self::Unrendered | Self::Another => None,
            Self::Next => Some("https://leaflet.example.org"),
            Self::Below => Some("https://example.org"),
        }
    }

    /// Builds it.
    ///
    /// # Errors
    ///
    /// When the build fails.
    pub fn build(self) -> Result<()> {
        let mut build = Build { public_url: self.root().to_owned(), content: self.words(), ..Build::into(self.dist()) };
        if let Some(origin) = self.origin() {
            build.content = words_with_origin(self.words(), origin)?;
        }
        if self == Self::Next {
            change_words(&build.content)?;
        }
        build.prerender = self != Self::Unrendered;
        build.run()
    }
}

/// What the next version's summary says in place of this one's.
pub const NEXT_SUMMARY: &str = "These are the words of the next version.";

/// What stands before the next version's older changes.
const NEXT_CHANGES: &str = r#"
reviewed_by = { name = "Test Person", role = "midwife", on = 2098-12-30 }

[[changes]]
date = 2098-12-31
what = 'The summary is another: <shorter> & "plainer".'

[[changes]]"#;

fn sites() -> PathBuf {
    paths::target().join("sites")
}

/// A copy of the words that gives an origin.
fn words_with_origin(folder: PathBuf, origin: &str) -> Result<PathBuf> {
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(paths::content())? {
        let path = entry?.path();
        fs::copy(&path, folder.join(path.file_name().unwrap_or_default()))?;
    }
    let file = folder.join("site.toml");
    let text = fs::read_to_string(&file)?;
    fs::write(&file, format!("origin = \"{origin}\"\n{text}"))?;
    Ok(folder)
}

/// Puts the next version's words in place of this one's: another summary, a second change, and a review.
fn change_words(folder: &Path) -> Result<()> {
    let article = folder.join("article.md");
    let mut text = fs::read_to_string(&article)?;
    for (begins, by) in [
        ("summary = ", format!("summary = \"{NEXT_SUMMARY}\"")),
        ("last_checked = ", "last_checked = 2098-12-31".to_owned()),
        ("next_check = ", "next_check = 2099-12-31".to_owned()),
        ("[[changes]]", NEXT_CHANGES.to_owned()),
    ] {
        let line = text.lines().find(|line| line.starts_with(begins));
        let line = line.with_context(|| format!("the article has no line `{begins}`"))?.to_owned();
        text = text.replacen(&line, &by, 1);
    }
    fs::write(&article, text)?;
    Ok(())
}
