//! The only home of the browser's own interfaces.

pub mod content;
pub mod document;
pub mod install;
pub mod reading_position;
pub mod service_worker;
