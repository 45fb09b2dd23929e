//! Everything that `content/` says: the article, the pages beside it, what the journal records, and the addresses.

mod addresses;
mod journal_words;
#[cfg(feature = "ssr")]
mod read;

use serde::{Deserialize, Serialize};

pub use addresses::Addresses;
pub use journal_words::{CardName, JournalWords};
#[cfg(feature = "ssr")]
pub use read::{Files, read};

use crate::{
    article::{Article, Page},
    journal::Vocabulary,
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
    /// What the journal records, and its warning signs; none where the leaflet has no journal.
    pub journal: Option<Vocabulary>,
    /// Addresses outside the leaflet.
    pub addresses: Addresses,
}
