//! The pages, for those who search the web (sitemaps.org, version 0.9).

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::SiteAddress;
use crate::{
    article::{CalendarDate, PageName},
    leaflet::Leaflet,
};

/// The text of `sitemap.xml`: every page that a link leads to, with the day on which its words last changed.
///
/// # Errors
///
/// None in practice: writing to memory does not fail.
pub fn sitemap(leaflet: &Leaflet, address: &SiteAddress) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let urls = xml.create_element("urlset").with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    urls.write_inner_content(|xml| {
        for page in PageName::ALL.into_iter().filter(|page| *page != PageName::NotFound) {
            xml.create_element("url").write_inner_content(|xml| {
                xml.create_element("loc").write_text_content(BytesText::new(&address.page(page)))?;
                xml.create_element("lastmod").write_text_content(BytesText::new(&changed(leaflet, page).iso()))?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(xml.into_inner())
}

/// The text of `robots.txt`, which robots look for at the root of a host only: everything may be read, and where the sitemap is.
#[must_use]
pub fn robots(address: &SiteAddress) -> String {
    format!("User-agent: *\nDisallow:\n\nSitemap: {}\n", address.file("sitemap.xml"))
}

/// The day on which a page's words last changed. Every page shows words of the article, or tells of its changes.
fn changed(leaflet: &Leaflet, page: PageName) -> CalendarDate {
    let own = match page {
        PageName::Help => Some(leaflet.help.last_checked),
        PageName::About => Some(leaflet.about.last_checked),
        PageName::Article | PageName::Questions | PageName::Journal | PageName::NotFound => None,
    };
    leaflet.article.changed().max(own.unwrap_or(leaflet.article.changed()))
}
