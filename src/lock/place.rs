//! Where a sealed record stands: a place that shows no more of its key than the month.
//!
//! The place of an entry, and of the derived record of a month, begins with the month, so that a month can be read without the others.
//! What follows is a keyed hash of the key. Nothing else of a key can be told from its place, but that two places are two keys.

/// How many bytes of the keyed hash stand in a place.
pub const TOKEN_BYTES: usize = 16;

/// What the place of a key that bears no month begins with: it stands behind all months.
const NO_MONTH: char = '~';
/// Stands behind everything that a month's places go on with.
const END: char = '~';

/// The place of the record with this key. `token` is the keyed hash of the store and the key.
#[must_use]
pub fn place(is_by_month: bool, key: &str, token: &[u8; TOKEN_BYTES]) -> String {
    let digits = token.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let token: String = digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect();
    match month(key) {
        _ if !is_by_month => token,
        Some(month) => format!("{month}.{token}"),
        None => format!("{NO_MONTH}{token}"),
    }
}

/// The month with which a key begins, as in `2026-03`.
fn month(key: &str) -> Option<&str> {
    let month = key.get(..7)?;
    let is_month =
        month.bytes().enumerate().all(|(place, byte)| if place == 4 { byte == b'-' } else { byte.is_ascii_digit() });
    is_month.then_some(month)
}

/// Keys that are asked for, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyRange {
    /// The first one, and whether it is left out itself; none where there is no first one.
    pub from: Option<(String, bool)>,
    /// The last one, likewise.
    pub to: Option<(String, bool)>,
}

impl KeyRange {
    /// One key alone.
    #[must_use]
    pub fn only(key: &str) -> Self {
        Self { from: Some((key.to_owned(), false)), to: Some((key.to_owned(), false)) }
    }

    /// Whether a key is among them.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        let is_after =
            |(from, is_open): &(String, bool)| if *is_open { from.as_str() < key } else { from.as_str() <= key };
        let is_before = |(to, is_open): &(String, bool)| if *is_open { key < to.as_str() } else { key <= to.as_str() };
        self.from.as_ref().is_none_or(is_after) && self.to.as_ref().is_none_or(is_before)
    }

    /// The key, where it is one alone.
    #[must_use]
    pub fn only_key(&self) -> Option<&str> {
        match (&self.from, &self.to) {
            (Some((from, false)), Some((to, false))) if from == to => Some(from),
            _ => None,
        }
    }

    /// The places among which all of their records are; others can be among them too.
    #[must_use]
    pub fn places(&self, is_by_month: bool) -> PlaceRange {
        let of_month = |bound: &Option<(String, bool)>| {
            bound.as_ref().filter(|_| is_by_month).and_then(|(key, _)| month(key)).map(str::to_owned)
        };
        // A place without a month can be that of any key, also of one between two months.
        PlaceRange { from: of_month(&self.from), to: of_month(&self.to).map(|month| format!("{month}{END}")) }
    }
}

/// Places that are looked through: of months, between these; and those without a month, all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRange {
    /// The first one; none where there is no first one.
    pub from: Option<String>,
    /// The last one; none where there is no last one.
    pub to: Option<String>,
}

impl PlaceRange {
    /// From where all places without a month are.
    pub const WITHOUT_MONTH: &'static str = "~";

    /// Whether a place is among them.
    #[must_use]
    pub fn contains(&self, place: &str) -> bool {
        let is_after = self.from.as_deref().is_none_or(|from| from <= place);
        let is_before = self.to.as_deref().is_none_or(|to| place <= to);
        place.starts_with(NO_MONTH) || (is_after && is_before)
    }
}
