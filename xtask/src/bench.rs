//! The figures, and the budgets that fail the build.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::compress;

/// The most bytes, brotli, of the article's page with all the styles that it needs to paint: one round trip.
const FIRST_PAINT_BUDGET: usize = 14_600;
/// The most bytes, brotli, of the article's HTML and CSS altogether.
const HTML_AND_CSS_BUDGET: usize = 20_000;

/// The sizes of a built site, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// The article's page, whose styles are all inline, brotli.
    pub article_page: usize,
    /// The WebAssembly, brotli.
    pub wasm: usize,
    /// The WebAssembly, uncompressed.
    pub wasm_raw: usize,
    /// The JavaScript, brotli.
    pub script: usize,
}

/// Measures the sizes of a built site against their budgets, and prints them.
///
/// # Errors
///
/// When one is over its budget.
pub fn sizes(dist: &Path) -> Result<Sizes> {
    let mut sizes = Sizes { article_page: 0, wasm: 0, wasm_raw: 0, script: 0 };
    let mut styles = 0;
    for path in crate::worker::shipped(dist)? {
        let name = path.to_string_lossy().into_owned();
        let bytes = std::fs::read(dist.join(&path))?;
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
        let compressed = || compress::brotli(&bytes).map(|compressed| compressed.len());
        match (name.as_str(), ending.as_str()) {
            ("index.html", _) => sizes.article_page = compressed()?,
            (_, "css") => styles += compressed()?,
            (_, "wasm") => {
                sizes.wasm += compressed()?;
                sizes.wasm_raw += bytes.len();
            }
            ("boot.js", _) => sizes.script += compressed()?,
            (name, "js") if name.starts_with("quietleaf-") => sizes.script += compressed()?,
            _ => {}
        }
    }
    ensure!(sizes.article_page > 0 && sizes.wasm > 0, "the site is not built");
    println!("{:<58}{:>9}{:>9}", "bytes, brotli", "figure", "budget");
    println!(
        "{:<58}{:>9}{:>9}",
        "article page with the styles it needs to paint", sizes.article_page, FIRST_PAINT_BUDGET
    );
    println!(
        "{:<58}{:>9}{:>9}",
        "all HTML and CSS of the article page",
        sizes.article_page + styles,
        HTML_AND_CSS_BUDGET
    );
    println!("{:<58}{:>9}", "WebAssembly", sizes.wasm);
    println!("{:<58}{:>9}", "WebAssembly, uncompressed", sizes.wasm_raw);
    println!("{:<58}{:>9}", "JavaScript", sizes.script);
    ensure!(sizes.article_page <= FIRST_PAINT_BUDGET, "the article page is over its budget");
    ensure!(sizes.article_page + styles <= HTML_AND_CSS_BUDGET, "HTML and CSS are over their budget");
    Ok(sizes)
}
