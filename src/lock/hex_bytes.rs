//! Bytes in JSON as hexadecimal digits.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

pub(super) fn serialize<const N: usize, S: Serializer>(bytes: &[u8; N], serializer: S) -> Result<S::Ok, S::Error> {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits: String = digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect();
    serializer.serialize_str(&digits)
}

pub(super) fn deserialize<'de, const N: usize, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; N], D::Error> {
    let digits = String::deserialize(deserializer)?;
    let read = || {
        let mut bytes = [0; N];
        if digits.len() != 2 * N || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        for (byte, place) in bytes.iter_mut().zip((0..).step_by(2)) {
            *byte = u8::from_str_radix(digits.get(place..place + 2)?, 16).ok()?;
        }
        Some(bytes)
    };
    read().ok_or_else(|| D::Error::custom("no hexadecimal digits of this length"))
}
