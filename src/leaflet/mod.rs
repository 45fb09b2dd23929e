//! Everything that `content/` says: the article, the pages beside it, what the journal records, and the addresses.

mod addresses;
#[cfg(feature = "ssr")]
mod calls;
mod countries;
mod journal_words;
#[cfg(feature = "ssr")]
mod never;
#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
mod report;
#[cfg(feature = "ssr")]
mod review;
#[cfg(feature = "ssr")]
mod wording;

use serde::{Deserialize, Serialize};

pub use addresses::Addresses;
pub use countries::{AdviceLine, Country, EmergencyNumber, region};
pub use journal_words::{CardName, JournalWords, SectionName};
#[cfg(feature = "ssr")]
pub use read::{Files, Survey, read, survey};
#[cfg(feature = "ssr")]
pub use report::report;
#[cfg(feature = "ssr")]
pub use review::Review;

use crate::{
    article::{Article, Id, Page, Passage},
    journal::Vocabulary,
    questions::search::SearchWords,
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
    /// How the search among the questions understands words.
    pub search: SearchWords,
    /// The countries whose telephone numbers can be chosen.
    pub countries: Vec<Country>,
    /// What is said below the emergency number of a country whose advice line the leaflet does not know.
    pub no_advice_line: Option<String>,
    /// Addresses outside the leaflet.
    pub addresses: Addresses,
}

impl Leaflet {
    /// The passage with this id that can stand beside a card: of the article, else of a section of "Get help".
    #[must_use]
    pub fn passage_beside(&self, id: &Id) -> Option<&Passage> {
        self.article.passage(id).or_else(|| self.help.passage(id))
    }
}
