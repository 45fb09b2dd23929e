//! Whole pages, as the build renders them.
//!
//! `UPDATE_EXPECT=1 cargo test --features ssr --test pages` takes over what has changed.

use expect_test::expect_file;
use quietleaf::{
    article::PageName,
    ui::{self, SiteRoot},
};

#[test]
fn pages_are_as_they_were_approved() {
    let leaflet = xtask::content::read(&xtask::paths::project().join("content")).expect("the words are sound");
    for (page, name) in [
        (PageName::Article, "article"),
        (PageName::Questions, "questions"),
        (PageName::Journal, "journal"),
        (PageName::Help, "help"),
        (PageName::About, "about"),
        (PageName::NotFound, "not_found"),
    ] {
        let body = xtask::prerender::body(&leaflet, page, &SiteRoot::new("/"));
        let head = format!("<!-- {} | {} -->", ui::title(&leaflet, page), ui::description(&leaflet, page));
        // One element a line, so that a change can be read.
        let lines = body.replace("><", ">\n<");
        expect_file![format!("{}/tests/snapshots/{name}.html", env!("CARGO_MANIFEST_DIR"))]
            .assert_eq(&format!("{head}\n{lines}\n"));
    }
}

#[test]
fn pages_below_a_path_link_only_below_it() {
    let leaflet = xtask::content::read(&xtask::paths::project().join("content")).expect("the words are sound");
    for page in PageName::ALL {
        let body = xtask::prerender::body(&leaflet, page, &SiteRoot::new("/quietleaf/"));
        for link in body.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let stays = ["/quietleaf/", "#", "tel:", "https://", "mailto:"].iter().any(|start| link.starts_with(start));
            assert!(stays, "{page:?} links to {link}");
        }
    }
}
