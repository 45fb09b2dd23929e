//! Stands in the place of the crate `wasm-streams` (`[patch.crates-io]` in the workspace's `Cargo.toml`), which Leptos brings for what its server
//! functions send and receive piece by piece.
//!
//! This site has no server functions. But the real crate exports three classes to JavaScript, and what is exported stays in every program, with all that it
//! calls: nothing can tell that nobody calls it. This one has what `server_fn` needs to compile, and nothing of it does anything.

use futures_util::{
    Stream,
    stream::{self, Empty},
};
use wasm_bindgen::{JsCast, JsValue};

/// A stream that has nothing to read.
#[derive(Clone, Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// The browser's stream.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// No stream: what is given is not read.
    #[must_use]
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// The end of a stream.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        stream::empty()
    }
}
