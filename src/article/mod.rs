//! The article: the single source of everything that the leaflet says.

mod calendar_date;
mod id;
mod model;
#[cfg(feature = "ssr")]
mod problem;

#[cfg(feature = "ssr")]
pub mod plain_language;
#[cfg(feature = "ssr")]
pub mod read;

pub use calendar_date::{CalendarDate, ImpossibleDate};
pub use id::{Id, InvalidId};
pub use model::{
    Article, Body, CareCard, Destination, Inline, Level, Page, PageName, Passage, Question, Section, Source, plain_text,
};
#[cfg(feature = "ssr")]
pub use problem::Problem;
