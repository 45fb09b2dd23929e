//! The article: the single source of everything that the leaflet says.

mod calendar_date;
mod id;
mod model;
#[cfg(feature = "ssr")]
mod problem;
mod sentences;
mod telephone;

#[cfg(feature = "ssr")]
pub mod plain_language;
#[cfg(feature = "ssr")]
pub mod read;

pub use calendar_date::{CalendarDate, ImpossibleDate};
pub use id::{Id, InvalidId};
pub use model::{
    Article, Body, CareCard, Change, Destination, IconArray, Inline, Level, NumberLine, Page, PageName, Passage,
    Question, Review, Section, Source, Table, Term, plain_text,
};
#[cfg(feature = "ssr")]
pub use problem::Problem;
pub use sentences::sentences;
pub use telephone::dialled;
