//! Rendering every page with the app's own components, and finishing what Trunk has staged.

use std::{fs, path::Path};

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
    let shell = Shell::take(staging, &root)?;
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
    fs::write(staging.join("_headers"), policy::headers_file(&shell.policy, root.path(), &hashed))?;
    if let Some(dist) = std::env::var_os("TRUNK_DIST_DIR") {
        let mut sample = dist;
        sample.push(".nginx.conf");
        fs::write(sample, policy::nginx_file(&shell.policy, root.path(), &hashed))?;
    }
    worker::fill(staging)
}

/// The program that renders a page in the browser: prerendered pages have no use for it.
const PAGE_PROGRAM: [&str; 2] = ["quietleaf-page.js", "quietleaf-page_bg.wasm"];

/// The page as Trunk has staged it, with the styles taken out.
struct Shell {
    html: String,
    styles: String,
    policy: String,
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
        let mut styles = String::new();
        for address in addresses {
            let name = address.strip_prefix(root.path()).with_context(|| format!("{address} is outside the site"))?;
            let file = staging.join(name);
            styles.push_str(fs::read_to_string(&file).with_context(|| format!("{name} is not staged"))?.trim());
            fs::remove_file(file)?;
        }
        let policy = policy::with_style(&policy, &digest::sha256(styles.as_bytes()));
        Ok(Self { html, styles, policy })
    }

    fn page(&self, leaflet: &Leaflet, page: PageName, root: &SiteRoot) -> Result<String> {
        let path = root.path();
        let mut head = format!(
            "<style>{}</style><link rel=\"manifest\" href=\"{path}manifest.webmanifest\">\
             <link rel=\"apple-touch-icon\" href=\"{path}icons/leaf-180.png\">",
            self.styles
        );
        if page == PageName::NotFound {
            head.push_str("<meta name=\"robots\" content=\"noindex\">");
        }
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
                        meta.set_attribute("content", &self.policy)?;
                        meta.after(&head, ContentType::Html);
                        Ok(())
                    }),
                    element!("script[data-wasm]", |script| {
                        script.set_attribute("data-worker", &format!("{path}sw.js"))?;
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
