//! Reading `content/*.md`: from Markdown to [`Article`] and [`Page`], with every [`Problem`] found on the way.
//!
//! The conventions are told to writers in `content/README.md`. Reading never panics: whatever the bytes are, the
//! result is a document, or none, and the problems.

mod article;
mod attributes;
mod card_grammar;
mod changes;
mod document;
mod figures;
mod front_matter;
mod icon_array;
mod inline;
mod outline;
mod page;
mod problems;
mod review_dates;
mod source_dates;

pub use article::{ArticleReading, article};
pub(crate) use front_matter::toml_problem;
pub use outline::{CardPlace, Outline, Part, QuestionPlace, SourcePlace};
pub use page::{PageReading, page};
pub use problems::Problems;

use super::{Destination, Id};

/// A link within the leaflet, and the line on which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InnerLink {
    /// The file, below `content/`.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// Where it leads.
    pub to: Destination,
}

/// A passage's id in a list that shows or answers with it, and the line on which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The id.
    pub id: Id,
    /// The line, counted from 1.
    pub line: usize,
}
