//! What a site tells to machines, in its pages and as files of its own.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use quietleaf::{
    article::PageName,
    leaflet::{Addresses, Leaflet},
    metadata::{self, PREVIEW_PICTURE, SiteAddress},
    ui::SiteRoot,
};

use crate::paths;

const FEED: &str = Addresses::FEED;
const SITEMAP: &str = "sitemap.xml";
const ROBOTS: &str = "robots.txt";

/// The files that machines alone ask for.
pub const FILES: [&str; 4] = [FEED, SITEMAP, ROBOTS, PREVIEW_PICTURE];

/// What stands in a page's head for machines. The page that leads back has nothing to tell.
#[must_use]
pub fn head(page: PageName, language: &str, address: Option<&SiteAddress>, root: &SiteRoot) -> String {
    if page == PageName::NotFound {
        return String::new();
    }
    let mut head: Vec<String> = metadata::preview(page, language, address)
        .into_iter()
        .map(|tag| format!("<meta {}=\"{}\" content=\"{}\">", tag.attribute, tag.name, quoted(&tag.content)))
        .collect();
    if let Some(address) = address {
        head.push(format!("<link rel=\"canonical\" href=\"{}\">", quoted(&address.page(page))));
        if matches!(page, PageName::Article | PageName::About) {
            head.push(format!(
                "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{}\" href=\"{}{FEED}\">",
                quoted(metadata::FEED_TITLE),
                root.path()
            ));
        }
    }
    head.concat()
}

/// A page's structured data, which stand last in its body: nothing waits for them. They are not executed, so that the policy
/// need not allow them.
#[must_use]
pub fn structured_data(
    leaflet: &Leaflet,
    page: PageName,
    language: &str,
    address: Option<&SiteAddress>,
) -> Option<String> {
    let data = metadata::structured_data(leaflet, page, language, address)?;
    Some(format!("<script type=\"application/ld+json\">{}</script>", metadata::embedded(&data)))
}

/// Writes the files of a site whose address is known.
///
/// # Errors
///
/// When a file cannot be written, or the picture of previews is missing.
pub fn write_files(
    staging: &Path,
    leaflet: &Leaflet,
    language: &str,
    address: &SiteAddress,
    root: &SiteRoot,
) -> Result<()> {
    fs::write(staging.join(FEED), metadata::feed(leaflet, language, address)?)?;
    fs::write(staging.join(SITEMAP), metadata::sitemap(leaflet, address)?)?;
    if root.path() == "/" {
        fs::write(staging.join(ROBOTS), metadata::robots(address))?;
    }
    let picture = paths::project().join("public").join(PREVIEW_PICTURE);
    fs::copy(&picture, staging.join(PREVIEW_PICTURE)).with_context(|| format!("{} is missing", picture.display()))?;
    Ok(())
}

/// The value of an attribute, as it is written between quotation marks.
fn quoted(value: &str) -> String {
    value.replace('&', "&amp;").replace('"', "&quot;")
}
