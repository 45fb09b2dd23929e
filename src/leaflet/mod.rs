//! Everything that `content/` says: the article, the pages beside it, the symptoms and the addresses.

mod addresses;
#[cfg(feature = "ssr")]
mod read;

use serde::{Deserialize, Serialize};

pub use addresses::Addresses;
#[cfg(feature = "ssr")]
pub use read::{Files, read};

use crate::{
    article::{Article, Page},
    journal::Symptom,
};

/// The leaflet, whole. As JSON it is the `content.json` that a page without prerendered words fetches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaflet {
    /// The article, with its questions and sources.
    pub article: Article,
    /// The page "Get help".
    pub help: Page,
    /// The page "About".
    pub about: Page,
    /// What the journal records, in order; empty where the leaflet has no journal.
    pub symptoms: Vec<Symptom>,
    /// Addresses outside the leaflet.
    pub addresses: Addresses,
}
