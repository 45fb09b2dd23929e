//! The only home of the browser's own interfaces.

pub mod clock;
pub mod content;
pub mod document;
pub mod files;
pub mod idle;
pub mod install;
pub mod persistence;
pub mod random;
pub mod reading_position;
pub mod service_worker;
