//! The Leptos components: one file per page and per interactive part.
//!
//! The same components render whole pages natively (`ssr`) and in the browser (`csr`). They read the
//! [`Leaflet`] and hold no rule of the domain.

mod about_page;
mod article_page;
mod countries;
mod frame;
mod help_page;
mod icon_array;
mod icons;
mod journal_page;
mod not_found_page;
mod paper_diary;
mod passages;
mod questions_page;
mod search_block;
mod site_root;
mod text_page;
mod tool_names;

#[cfg(feature = "csr")]
mod chart;
#[cfg(feature = "csr")]
pub mod country_choice;
#[cfg(feature = "csr")]
pub mod display_settings;
#[cfg(feature = "csr")]
pub mod install_offer;
#[cfg(feature = "csr")]
pub mod journal;
#[cfg(feature = "csr")]
mod listen;
#[cfg(feature = "csr")]
pub mod lock;
#[cfg(feature = "csr")]
mod parts;
#[cfg(feature = "csr")]
mod passphrase_field;
#[cfg(feature = "csr")]
pub mod question_search;
#[cfg(feature = "csr")]
pub mod reading_aids;
#[cfg(feature = "csr")]
pub mod update_notice;

use leptos::prelude::*;

pub use search_block::SIGNS_FILE;
pub use site_root::SiteRoot;

use crate::{article::PageName, leaflet::Leaflet};

/// The body of a page: header, words, footer.
#[must_use]
pub fn page(leaflet: &Leaflet, page: PageName, root: &SiteRoot) -> AnyView {
    let words = match page {
        PageName::Article => article_page::article_page(leaflet, root).into_any(),
        PageName::Questions => questions_page::questions_page(leaflet, root).into_any(),
        PageName::Journal => journal_page::journal_page(leaflet, root).into_any(),
        PageName::Help => help_page::help_page(leaflet, root).into_any(),
        PageName::About => about_page::about_page(leaflet, root).into_any(),
        PageName::NotFound => not_found_page::not_found_page(root).into_any(),
    };
    frame::frame(leaflet, page, root, words).into_any()
}

/// What stands in a page's `<title>`.
#[must_use]
pub fn title(leaflet: &Leaflet, page: PageName) -> String {
    let name = match page {
        PageName::Article => &leaflet.article.title,
        PageName::Help => &leaflet.help.title,
        PageName::About => return leaflet.about.title.clone(),
        PageName::Questions => questions_page::TITLE,
        PageName::Journal => journal_page::TITLE,
        PageName::NotFound => not_found_page::TITLE,
    };
    format!("{name} – Quietleaf")
}

/// What stands in a page's description.
#[must_use]
pub fn description(leaflet: &Leaflet, page: PageName) -> String {
    match page {
        PageName::Article => leaflet.article.summary.clone(),
        PageName::Help => leaflet.help.summary.clone(),
        PageName::About => leaflet.about.summary.clone(),
        PageName::Questions => questions_page::SUMMARY.to_owned(),
        PageName::Journal if leaflet.journal.is_none() => journal_page::NO_JOURNAL.to_owned(),
        PageName::Journal => journal_page::SUMMARY.to_owned(),
        PageName::NotFound => not_found_page::SUMMARY.to_owned(),
    }
}
