//! Files that the person saves from the page, or opens in it.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, HtmlAnchorElement, HtmlInputElement, Url};

/// A file that stands ready to be saved.
#[derive(Clone, Debug)]
pub struct PreparedFile {
    blob: Blob,
    name: String,
}

impl PreparedFile {
    /// A file of JSON with this text; none where the browser makes no files.
    #[must_use]
    pub fn json(name: String, text: &str) -> Option<Self> {
        Self::text("application/json", name, text)
    }

    /// A file of some media type with this text; none where the browser makes no files.
    #[must_use]
    pub fn text(media_type: &str, name: String, text: &str) -> Option<Self> {
        let kind = BlobPropertyBag::new();
        kind.set_type(media_type);
        let parts = Array::of1(&JsValue::from_str(text));
        let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).ok()?;
        Some(Self { blob, name })
    }

    /// A file of these bytes; none where the browser makes no files.
    #[must_use]
    pub fn of_bytes(name: String, bytes: &[u8]) -> Option<Self> {
        let kind = BlobPropertyBag::new();
        kind.set_type("application/octet-stream");
        let parts = Array::of1(&Uint8Array::from(bytes));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()?;
        Some(Self { blob, name })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its bytes, read back; none where that fails.
    pub async fn bytes(&self) -> Option<Vec<u8>> {
        bytes_of(&self.blob).await
    }

    /// Hands it to the browser, which saves it or asks where to; says whether that began.
    #[must_use]
    pub fn download(&self) -> bool {
        let Ok(address) = Url::create_object_url_with_blob(&self.blob) else { return false };
        let document = web_sys::window().and_then(|window| window.document());
        let link = document.and_then(|document| document.create_element("a").ok());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return false };
        link.set_href(&address);
        link.set_download(&self.name);
        // The address is not taken back: a browser may begin to read only after it has asked where to save. It goes
        // with the page.
        link.click();
        true
    }
}

/// The bytes of the file that was chosen in a field, which is emptied so that the same file can be chosen again. A file with more than
/// `most` bytes is not opened.
pub async fn chosen(event: &Event, most: usize) -> Option<Result<Vec<u8>, NotRead>> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    let is_too_large = u32::try_from(most).is_ok_and(|most| file.size() > f64::from(most));
    let bytes = if is_too_large { Err(NotRead::TooLarge) } else { bytes_of(&file).await.ok_or(NotRead::Refused) };
    field.set_value("");
    Some(bytes)
}

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It has more bytes than anything that is wanted.
    TooLarge,
    /// The browser could not read it.
    Refused,
}

async fn bytes_of(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
