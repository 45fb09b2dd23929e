//! The words, for a page that was not prerendered.

use std::{error::Error, fmt};

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::{leaflet::Leaflet, ui::SiteRoot};

/// Why the words could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentError {
    /// The file could not be fetched: no network, or no such file.
    Unreachable,
    /// What came is not a leaflet.
    Unreadable(String),
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable => f.write_str("the words could not be fetched"),
            Self::Unreadable(cause) => write!(f, "the words could not be read: {cause}"),
        }
    }
}

impl Error for ContentError {}

impl From<JsValue> for ContentError {
    fn from(_: JsValue) -> Self {
        Self::Unreachable
    }
}

/// Fetches `content.json`, once, from this site.
///
/// # Errors
///
/// [`ContentError`] where it cannot be fetched or is not a leaflet.
pub async fn fetch(root: &SiteRoot) -> Result<Leaflet, ContentError> {
    let text = fetch_text(&format!("{}content.json", root.path())).await?;
    serde_json::from_str(&text).map_err(|error| ContentError::Unreadable(error.to_string()))
}

/// Fetches a file of this site, as text.
///
/// # Errors
///
/// [`ContentError::Unreachable`] where it cannot be had.
pub async fn fetch_text(address: &str) -> Result<String, ContentError> {
    let window = web_sys::window().ok_or(ContentError::Unreachable)?;
    let response: Response = JsFuture::from(window.fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(ContentError::Unreachable);
    }
    JsFuture::from(response.text()?).await?.as_string().ok_or(ContentError::Unreachable)
}
