//! `WebCrypto`, as far as the lock needs it. No key can be read out again: they are handles, and go with the page.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

use crate::lock::{NONCE_BYTES, SECRET_BYTES, TOKEN_BYTES};

/// What `WebCrypto` does not do here: the browser has none, refuses, or what is to be opened was sealed with another key, for another
/// place, or is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CryptoProblem;

const CIPHER: &str = "AES-GCM";

fn crypto() -> Result<Crypto, CryptoProblem> {
    web_sys::window().and_then(|window| window.crypto().ok()).ok_or(CryptoProblem)
}

/// Only where the page came safely: over HTTPS, or from this device.
fn subtle() -> Result<SubtleCrypto, CryptoProblem> {
    let crypto = crypto()?;
    let subtle = Reflect::get(&crypto, &JsValue::from_str("subtle")).map_err(|_| CryptoProblem)?;
    if subtle.is_object() { Ok(subtle.unchecked_into()) } else { Err(CryptoProblem) }
}

/// Random bytes for keys, nonces and codes.
///
/// # Errors
///
/// [`CryptoProblem`] where the browser has no source of them. Nothing takes their place.
pub fn random<const N: usize>() -> Result<[u8; N], CryptoProblem> {
    let mut bytes = [0; N];
    crypto()?.get_random_values_with_u8_array(&mut bytes).map_err(|_| CryptoProblem)?;
    Ok(bytes)
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

async fn promised(promise: Result<Promise, JsValue>) -> Result<JsValue, CryptoProblem> {
    JsFuture::from(promise.map_err(|_| CryptoProblem)?).await.map_err(|_| CryptoProblem)
}

async fn import(raw: &[u8], algorithm: &Object, uses: &[&str]) -> Result<CryptoKey, CryptoProblem> {
    let uses: Array = uses.iter().map(|name| JsValue::from_str(name)).collect();
    let raw = Uint8Array::from(raw);
    let key = promised(subtle()?.import_key_with_object("raw", &raw, algorithm, false, &uses)).await;
    // What was copied out of this program's memory does not stay.
    raw.fill(0, 0, raw.length());
    Ok(key?.unchecked_into())
}

/// A key that seals and opens.
#[derive(Clone, Debug)]
pub struct SealKey(CryptoKey);

impl SealKey {
    /// The key of these bytes.
    ///
    /// # Errors
    ///
    /// [`CryptoProblem`].
    pub async fn new(raw: &[u8; SECRET_BYTES]) -> Result<Self, CryptoProblem> {
        import(raw, &object(&[("name", JsValue::from_str(CIPHER))]), &["encrypt", "decrypt"]).await.map(Self)
    }

    fn parameters(nonce: &[u8; NONCE_BYTES], bound_to: &[u8]) -> Object {
        object(&[("name", JsValue::from_str(CIPHER)), ("iv", bytes(nonce)), ("additionalData", bytes(bound_to))])
    }

    /// Begins to seal content; it can be opened only with the same nonce, bound to the same.
    #[must_use]
    pub fn begin_to_seal(&self, content: &[u8], nonce: &[u8; NONCE_BYTES], bound_to: &[u8]) -> Begun {
        let parameters = Self::parameters(nonce, bound_to);
        Begun::begin(|subtle| subtle.encrypt_with_object_and_u8_array(&parameters, &self.0, content))
    }

    /// Begins to open what was sealed.
    #[must_use]
    pub fn begin_to_open(&self, sealed: &[u8], nonce: &[u8; NONCE_BYTES], bound_to: &[u8]) -> Begun {
        let parameters = Self::parameters(nonce, bound_to);
        Begun::begin(|subtle| subtle.decrypt_with_object_and_u8_array(&parameters, &self.0, sealed))
    }
}

/// What the browser has begun: much can be begun before the first is waited for.
#[derive(Debug)]
pub struct Begun(Result<JsFuture, CryptoProblem>);

impl Begun {
    fn begin(ask: impl FnOnce(&SubtleCrypto) -> Result<Promise, JsValue>) -> Self {
        Self(subtle().and_then(|subtle| ask(&subtle).map_err(|_| CryptoProblem)).map(JsFuture::from))
    }

    /// What has come of it.
    ///
    /// # Errors
    ///
    /// [`CryptoProblem`].
    pub async fn done(self) -> Result<Vec<u8>, CryptoProblem> {
        let done = self.0?.await.map_err(|_| CryptoProblem)?;
        Ok(Uint8Array::new(&done).to_vec())
    }
}

/// A keyed hash that is being made.
#[derive(Debug)]
pub struct Token(Begun);

impl Token {
    /// The hash.
    ///
    /// # Errors
    ///
    /// [`CryptoProblem`].
    pub async fn made(self) -> Result<[u8; TOKEN_BYTES], CryptoProblem> {
        self.0.done().await?.first_chunk().copied().ok_or(CryptoProblem)
    }
}

/// The keys of the records: one seals them, the other hides their keys.
#[derive(Clone, Debug)]
pub struct RecordKeys {
    /// Seals records.
    pub seal: SealKey,
    place: CryptoKey,
}

impl RecordKeys {
    /// The keys that come from a secret, by HKDF with SHA-256.
    ///
    /// # Errors
    ///
    /// [`CryptoProblem`].
    pub async fn from_secret(secret: &[u8; SECRET_BYTES]) -> Result<Self, CryptoProblem> {
        let base = import(secret, &object(&[("name", JsValue::from_str("HKDF"))]), &["deriveBits"]).await?;
        let mut seal = derive(&base, b"quietleaf lock 1 records").await?;
        let mut place = derive(&base, b"quietleaf lock 1 places").await?;
        let hmac = object(&[("name", JsValue::from_str("HMAC")), ("hash", JsValue::from_str("SHA-256"))]);
        let keys = Self { seal: SealKey::new(&seal).await?, place: import(&place, &hmac, &["sign"]).await? };
        seal.fill(0);
        place.fill(0);
        Ok(keys)
    }

    /// Begins to make the keyed hash that stands in the place of a key.
    #[must_use]
    pub fn begin_token(&self, store: &str, key: &str) -> Token {
        let hmac = object(&[("name", JsValue::from_str("HMAC"))]);
        let named = format!("{store}\n{key}");
        Token(Begun::begin(|subtle| subtle.sign_with_object_and_u8_array(&hmac, &self.place, named.as_bytes())))
    }
}

async fn derive(base: &CryptoKey, purpose: &[u8]) -> Result<[u8; SECRET_BYTES], CryptoProblem> {
    let parameters = object(&[
        ("name", JsValue::from_str("HKDF")),
        ("hash", JsValue::from_str("SHA-256")),
        ("salt", bytes(&[])),
        ("info", bytes(purpose)),
    ]);
    let length = u32::try_from(SECRET_BYTES * 8).map_err(|_| CryptoProblem)?;
    let derived = promised(subtle()?.derive_bits_with_object(&parameters, base, length)).await?;
    Uint8Array::new(&derived).to_vec().try_into().map_err(|_| CryptoProblem)
}
