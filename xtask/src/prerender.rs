//! Rendering every page with the app's own components, and finishing what Trunk has staged.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, ensure};
use leptos::prelude::*;
use lol_html::{RewriteStrSettings, element, html_content::ContentType, rewrite_str};
use quietleaf::{
    article::PageName,
    leaflet::Leaflet,
    ui::{self, SiteRoot},
};

use crate::{digest, policy, worker};

/// Renders the body of a page, natively.
#[must_use]
pub fn body(leaflet: &Leaflet, page: PageName, root: &SiteRoot) -> String {
    let html = Owner::new().with(|| ui::page(leaflet, page, root).to_html());
    // Marks between neighbouring texts, for attaching scripts to them: nothing is attached here.
    html.replace("<!>", "")
}

/// Turns what Trunk has staged into the site: every page rendered, styles inline, policy and service worker filled in.
///
/// # Errors
///
/// When the shell lacks a place that the pages need, or a file cannot be read or written.
pub fn finish(staging: &Path, leaflet: &Leaflet, public_url: &str) -> Result<()> {
    let root = SiteRoot::new(public_url);
    let mut shell = Shell::take(staging, &root)?;
    shell.journal_program = name_by_digest(staging, JOURNAL_PROGRAM)?;
    for page in PageName::ALL {
        let file = staging.join(match page.path() {
            folder if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_owned(),
        });
        fs::create_dir_all(file.parent().context("a page has no folder")?)?;
        fs::write(file, shell.page(leaflet, page, &root)?)?;
    }
    for unused in PAGE_PROGRAM {
        fs::remove_file(staging.join(unused)).with_context(|| format!("{unused} is not staged"))?;
    }
    let hashed = hashed_files(staging)?;
    let policy = policy::with_styles(&shell.policy, shell.styles.values().map(String::as_str));
    fs::write(staging.join("_headers"), policy::headers_file(&policy, root.path(), &hashed))?;
    if let Some(dist) = std::env::var_os("TRUNK_DIST_DIR") {
        let mut sample = dist;
        sample.push(".nginx.conf");
        fs::write(sample, policy::nginx_file(&policy, root.path(), &hashed))?;
    }
    worker::fill(staging)
}

/// The program that renders a page in the browser: prerendered pages have no use for it.
const PAGE_PROGRAM: [&str; 2] = ["quietleaf-page.js", "quietleaf-page_bg.wasm"];

/// The program of the journal's page, which the other pages do not load.
const JOURNAL_PROGRAM: &str = "quietleaf-journal";

/// Gives a program's two files names that bear a digest of its WebAssembly, and returns what they begin with.
fn name_by_digest(staging: &Path, program: &str) -> Result<String> {
    let wasm = staging.join(format!("{program}_bg.wasm"));
    let digest = digest::hexadecimal(&fs::read(&wasm).with_context(|| format!("{program} is not staged"))?);
    let named: String = digest.chars().take(16).collect();
    let named = format!("{program}-{named}");
    fs::rename(wasm, staging.join(format!("{named}_bg.wasm")))?;
    fs::rename(staging.join(format!("{program}.js")), staging.join(format!("{named}.js")))?;
    Ok(named)
}

/// The style files that one page alone needs; every page has the others.
const STYLES_OF_ONE_PAGE: [(&str, PageName); 2] = [("diary", PageName::Journal), ("journal", PageName::Journal)];

/// The page as Trunk has staged it, with the styles taken out.
struct Shell {
    html: String,
    /// The styles of every page, under none, and those of one page alone.
    styles: BTreeMap<Option<PageName>, String>,
    policy: String,
    journal_program: String,
}

impl Shell {
    fn take(staging: &Path, root: &SiteRoot) -> Result<Self> {
        let staged = fs::read_to_string(staging.join("index.html")).context("Trunk has staged no index.html")?;
        let mut addresses = Vec::new();
        let mut policy = String::new();
        let html = rewrite_str(
            &staged,
            RewriteStrSettings {
                element_content_handlers: vec![
                    element!("link[rel=stylesheet]", |link| {
                        addresses.extend(link.get_attribute("href"));
                        link.remove();
                        Ok(())
                    }),
                    element!("meta[http-equiv=Content-Security-Policy]", |meta| {
                        policy = meta.get_attribute("content").unwrap_or_default();
                        Ok(())
                    }),
                ],
                ..RewriteStrSettings::new()
            },
        )?;
        ensure!(!addresses.is_empty(), "index.html links to no styles");
        ensure!(policy.contains("style-src 'self'"), "index.html has no policy for styles");
        let mut styles: BTreeMap<Option<PageName>, String> = BTreeMap::new();
        for address in addresses {
            let name = address.strip_prefix(root.path()).with_context(|| format!("{address} is outside the site"))?;
            let file = staging.join(name);
            let style = fs::read_to_string(&file).with_context(|| format!("{name} is not staged"))?;
            let is_of = |(of, _): &&(&str, PageName)| name.strip_prefix(of).is_some_and(|rest| rest.starts_with('-'));
            let page = STYLES_OF_ONE_PAGE.iter().find(is_of).map(|(_, page)| *page);
            styles.entry(page).or_default().push_str(style.trim());
            fs::remove_file(file)?;
        }
        Ok(Self { html, styles, policy, journal_program: String::new() })
    }

    /// The styles that a page needs, in order.
    fn styles_of(&self, page: PageName) -> impl Iterator<Item = &str> {
        [None, Some(page)].into_iter().filter_map(|of| self.styles.get(&of)).map(String::as_str)
    }

    fn page(&self, leaflet: &Leaflet, page: PageName, root: &SiteRoot) -> Result<String> {
        let path = root.path();
        let policy = policy::with_styles(&self.policy, self.styles_of(page));
        let mut head: Vec<String> = self.styles_of(page).map(|style| format!("<style>{style}</style>")).collect();
        head.push(format!(
            "<link rel=\"manifest\" href=\"{path}manifest.webmanifest\">\
             <link rel=\"apple-touch-icon\" href=\"{path}icons/leaf-180.png\">"
        ));
        if page == PageName::NotFound {
            head.push("<meta name=\"robots\" content=\"noindex\">".to_owned());
        }
        let head = head.concat();
        let mut filled = 0;
        let html = rewrite_str(
            &self.html,
            RewriteStrSettings {
                element_content_handlers: vec![
                    element!("title", |title| {
                        title.set_inner_content(&ui::title(leaflet, page), ContentType::Text);
                        Ok(())
                    }),
                    element!("meta[name=description]", |meta| {
                        meta.set_attribute("content", &ui::description(leaflet, page))?;
                        Ok(())
                    }),
                    element!("meta[http-equiv=Content-Security-Policy]", |meta| {
                        meta.set_attribute("content", &policy)?;
                        meta.after(&head, ContentType::Html);
                        Ok(())
                    }),
                    element!("script[data-wasm]", |script| {
                        script.set_attribute("data-worker", &format!("{path}sw.js"))?;
                        if page == PageName::Journal {
                            let program = &self.journal_program;
                            script.set_attribute("data-js", &format!("{path}{program}.js"))?;
                            script.set_attribute("data-wasm", &format!("{path}{program}_bg.wasm"))?;
                        }
                        Ok(())
                    }),
                    element!("[data-mount=page]", |place| {
                        filled += 1;
                        place.replace(&body(leaflet, page, root), ContentType::Html);
                        Ok(())
                    }),
                ],
                ..RewriteStrSettings::new()
            },
        )?;
        ensure!(filled == 1, "index.html has not one place data-mount=\"page\"");
        Ok(html)
    }
}

/// The files whose names bear a digest of their bytes.
fn hashed_files(staging: &Path) -> Result<Vec<String>> {
    let names = worker::shipped(staging)?.into_iter().map(|path| path.to_string_lossy().into_owned());
    let is_hashed = |name: &String| {
        let stem = name.split('.').next().unwrap_or_default();
        let digest = stem.rsplit('-').next().unwrap_or_default().trim_end_matches("_bg");
        (12..=16).contains(&digest.len()) && digest.chars().all(|c| c.is_ascii_hexdigit())
    };
    // The script bears the digest of the WebAssembly, not its own.
    Ok(names.filter(is_hashed).filter(|name| !name.ends_with(".js")).collect())
}
