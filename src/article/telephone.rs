//! Telephone numbers: as they are printed, and as they are dialled.

/// What a telephone dials for a number as it is printed: its digits, with a `+` in front where it begins with one.
///
/// ```
/// use quietleaf::article::dialled;
/// assert_eq!(dialled("0800 611 116"), "0800611116");
/// assert_eq!(dialled("+44 20 7733-2653"), "+442077332653");
/// ```
#[must_use]
pub fn dialled(printed: &str) -> String {
    let abroad = if printed.trim_start().starts_with('+') { "+" } else { "" };
    abroad.chars().chain(printed.chars().filter(char::is_ascii_digit)).collect()
}
