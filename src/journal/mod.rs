//! The journal: what can be recorded of how a person feels.

mod symptom;

pub use symptom::{Measure, Symptom};
#[cfg(feature = "ssr")]
pub use symptom::read;
