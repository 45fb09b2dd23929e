//! The only home of the browser's own interfaces.

pub mod citations;
pub mod clock;
pub mod content;
pub mod country_lines;
pub mod document;
pub mod files;
pub mod highlights;
pub mod idle;
pub mod install;
pub mod numbers;
pub mod persistence;
pub mod place_links;
pub mod platform;
pub mod question_list;
pub mod random;
pub mod reading_aloud;
pub mod reading_position;
pub mod sealing_worker;
pub mod search_parts;
pub mod seconds;
pub mod service_worker;
pub mod share;
pub mod speaking;
pub mod speech;
pub mod update;
