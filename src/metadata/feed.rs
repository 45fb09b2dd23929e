//! The changes of the words, for those who want to hear of them (Atom, RFC 4287).

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::SiteAddress;
use crate::{
    article::{CalendarDate, Change, PageName},
    leaflet::{Addresses, Leaflet},
};

/// The feed's title. It stands in a list that others may see, and does not tell what the leaflet is about.
pub const FEED_TITLE: &str = "Quietleaf: changes";

/// The text of `feed.xml`: an entry for each change, the newest first.
///
/// An entry's id is the address of its line on the page "About", which stays as long as the site stays where it is.
///
/// # Errors
///
/// None in practice: writing to memory does not fail.
pub fn feed(leaflet: &Leaflet, language: &str, address: &SiteAddress) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let feed = xml.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
    feed.with_attribute(("xml:lang", language)).write_inner_content(|xml| {
        let own = address.file(Addresses::FEED);
        text(xml, "id", &own)?;
        text(xml, "title", FEED_TITLE)?;
        text(xml, "updated", &moment(leaflet.article.changed()))?;
        link(xml, "self", "application/atom+xml", &own)?;
        link(xml, "alternate", "text/html", &address.place(PageName::About, "changes"))?;
        xml.create_element("author").write_inner_content(|xml| text(xml, "name", "Quietleaf"))?;
        leaflet.article.changes.iter().try_for_each(|change| entry(xml, change, address))
    })?;
    Ok(xml.into_inner())
}

fn entry(xml: &mut Writer<Vec<u8>>, change: &Change, address: &SiteAddress) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "id", &address.place(PageName::About, &change.anchor()))?;
        text(xml, "title", &change.date.to_string())?;
        text(xml, "updated", &moment(change.date))?;
        link(xml, "alternate", "text/html", &address.page(PageName::Article))?;
        text(xml, "content", &change.what)
    })?;
    Ok(())
}

fn text(xml: &mut Writer<Vec<u8>>, name: &str, words: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(words))?;
    Ok(())
}

fn link(xml: &mut Writer<Vec<u8>>, relation: &str, kind: &str, address: &str) -> io::Result<()> {
    let link = xml.create_element("link").with_attribute(("rel", relation));
    link.with_attribute(("type", kind)).with_attribute(("href", address)).write_empty()?;
    Ok(())
}

/// The beginning of a day in universal time: Atom wants a moment, and the words know days.
fn moment(date: CalendarDate) -> String {
    format!("{}T00:00:00Z", date.iso())
}
