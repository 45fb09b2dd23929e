//! Random bytes.

/// Ten random bytes; from the clock alone where the browser has no source: they part entries, and protect nothing.
#[must_use]
pub fn ten_bytes() -> [u8; 10] {
    let mut bytes = [0; 10];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        let clock = js_sys::Math::random().to_bits().to_be_bytes();
        bytes.iter_mut().zip(clock).for_each(|(byte, random)| *byte = random);
    }
    bytes
}
