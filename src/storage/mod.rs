//! What is kept on the device.

pub mod settings;
