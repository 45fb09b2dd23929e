//! The security headers: as `<meta>` in every page, and as headers in samples for hosts.

use std::path::Path;

use anyhow::{Context, Result};

use crate::digest;

/// The policy of the shell with these inline styles and scripts allowed by their digests.
#[must_use]
pub fn with_digests<'a>(
    policy: &str,
    styles: impl Iterator<Item = &'a str>,
    scripts: impl Iterator<Item = &'a str>,
) -> String {
    let digest = |text: &str| format!("'{}'", digest::sha256(text.as_bytes()));
    let styles: Vec<String> = ["style-src 'self'".to_owned()].into_iter().chain(styles.map(digest)).collect();
    let scripts: Vec<String> = ["script-src 'self'".to_owned()].into_iter().chain(scripts.map(digest)).collect();
    policy.replace("style-src 'self'", &styles.join(" ")).replace("script-src 'self'", &scripts.join(" "))
}

/// What the policy says in a header only: `<meta>` may not say the first, and the second is not worth its bytes in every page.
pub const ONLY_IN_HEADERS: &str = "; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";

/// Every header but the policy and the caching.
const HEADERS: [(&str, &str); 6] = [
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("X-Frame-Options", "DENY"),
];

/// A file whose name changes with its bytes may be kept for ever; every other is asked for anew.
const FOREVER: &str = "public, max-age=31536000, immutable";
const ASK_ANEW: &str = "no-cache";

/// The kind of a feed, which the ending of its name does not tell.
const FEED_KIND: &str = "application/atom+xml";

/// The text of `_headers`, as Netlify and Cloudflare Pages read it, and this project's own server.
#[must_use]
pub fn headers_file(policy: &str, root: &str, hashed: &[String], feed: Option<&str>) -> String {
    let mut lines = vec![format!("{root}*"), format!("  Content-Security-Policy: {policy}{ONLY_IN_HEADERS}")];
    lines.extend(HEADERS.iter().map(|(name, value)| format!("  {name}: {value}")));
    lines.push(format!("  Cache-Control: {ASK_ANEW}"));
    for path in hashed {
        lines.push(format!("{root}{path}\n  ! Cache-Control\n  Cache-Control: {FOREVER}"));
    }
    lines.extend(feed.map(|path| format!("{root}{path}\n  Content-Type: {FEED_KIND}; charset=utf-8")));
    lines.join("\n") + "\n"
}

/// What nginx needs to know of the files, whatever their headers.
const NGINX_FILES: &str = "\
# For nginx: include this file in the server block that serves the site.
# Its root must be the folder below which the site's path is found: for a site at / the folder itself, for a site at
# /quietleaf/ the folder that holds it under the name quietleaf. Headers that the server block adds are not inherited here.
# gzip_static sends the .gz copies; with the brotli module, brotli_static sends the .br copies.
charset utf-8;
gzip_static on;
# brotli_static on;
types {
    text/html html;
    text/css css;
    text/javascript js;
    application/wasm wasm;
    application/json json;
    application/manifest+json webmanifest;
    image/svg+xml svg;
    image/png png;
    application/xml xml;
    text/plain txt;
}
";

/// A sample for nginx, to be included in a `server` block.
#[must_use]
pub fn nginx_file(policy: &str, root: &str, hashed: &[String], feed: Option<&str>) -> String {
    let header = |name: &str, value: &str| format!("    add_header {name} \"{value}\" always;\n");
    let policy = header("Content-Security-Policy", &format!("{policy}{ONLY_IN_HEADERS}"));
    let common = HEADERS.iter().map(|(name, value)| header(name, value)).fold(policy, |all, line| all + &line);
    let ask_anew = header("Cache-Control", ASK_ANEW);
    let forever = header("Cache-Control", FOREVER);
    let pages = format!("location {root} {{\n    index index.html;\n{common}{ask_anew}}}\n");
    let without_slash = root.trim_end_matches('/');
    let redirect = format!("location = {without_slash} {{\n    return 301 {root};\n}}\n");
    let redirect = if without_slash.is_empty() { String::new() } else { redirect };
    let hashed = hashed.iter().map(|path| format!("location = {root}{path} {{\n{common}{forever}}}\n"));
    let feed = feed.map(|path| {
        format!("location = {root}{path} {{\n    types {{ }}\n    default_type {FEED_KIND};\n{common}{ask_anew}}}\n")
    });
    let others: String = hashed.chain(feed).collect();
    format!("{NGINX_FILES}error_page 404 {root}404.html;\n{redirect}{pages}{others}")
}

/// One header, with the paths it is for: a path, or the beginning of paths with `*` behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderRule {
    /// The path, or its beginning and `*`.
    pub paths: String,
    /// The header's name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl HeaderRule {
    /// Whether it is for this path.
    #[must_use]
    pub fn is_for(&self, path: &str) -> bool {
        match self.paths.strip_suffix('*') {
            Some(beginning) => path.starts_with(beginning),
            None => path == self.paths,
        }
    }
}

/// Reads the `_headers` of a built site.
///
/// # Errors
///
/// When it is missing.
pub fn read_headers(dist: &Path) -> Result<Vec<HeaderRule>> {
    let file = dist.join("_headers");
    let text = std::fs::read_to_string(&file).with_context(|| format!("{} is missing", file.display()))?;
    let mut rules = Vec::new();
    let mut paths = "";
    for line in text.lines() {
        match line.strip_prefix("  ") {
            None => paths = line,
            Some(header) => {
                if let Some((name, value)) = header.split_once(": ") {
                    rules.push(HeaderRule { paths: paths.to_owned(), name: name.to_owned(), value: value.to_owned() });
                }
            }
        }
    }
    Ok(rules)
}
