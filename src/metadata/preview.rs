//! What is shown where somebody shares a link: nothing that tells what the leaflet is about.

use super::SiteAddress;
use crate::article::PageName;

/// The picture of a preview, below the site's root: 1200 by 630 pixels.
pub const PREVIEW_PICTURE: &str = "preview.png";

const TITLE: &str = "Quietleaf";
const DESCRIPTION: &str = "A leaflet that lives on your own device.";

/// A `<meta>` of a page's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The attribute that bears the name.
    pub attribute: &'static str,
    /// The name.
    pub name: &'static str,
    /// What it says.
    pub content: String,
}

/// The preview of a page, in Open Graph's words, the same for every page.
///
/// Without an address the title and the description alone stand there: they keep a preview from showing the page's own.
#[must_use]
pub fn preview(page: PageName, language: &str, address: Option<&SiteAddress>) -> Vec<Tag> {
    let mut tags = vec![
        Tag { attribute: "property", name: "og:title", content: TITLE.to_owned() },
        Tag { attribute: "property", name: "og:description", content: DESCRIPTION.to_owned() },
    ];
    if let Some(address) = address {
        for (name, content) in [
            ("og:type", "website".to_owned()),
            ("og:locale", language.replace('-', "_")),
            ("og:url", address.page(page)),
            ("og:image", address.file(PREVIEW_PICTURE)),
            ("og:image:alt", "A leaf".to_owned()),
        ] {
            tags.push(Tag { attribute: "property", name, content });
        }
        tags.push(Tag { attribute: "name", name: "twitter:card", content: "summary_large_image".to_owned() });
    }
    tags
}
