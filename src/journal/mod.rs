//! The journal: what can be recorded of how a person feels.

mod symptom;

#[cfg(feature = "ssr")]
pub use symptom::read;
pub use symptom::{Measure, Symptom};
