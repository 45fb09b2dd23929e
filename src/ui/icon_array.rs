//! Icon arrays: 100 dots, of which some are filled, beside the words that name both sides.

use leptos::prelude::*;

use super::passages::{Place, running};
use crate::article::{Body, IconArray, Passage};

/// The empty dots of every icon array on a page: one pattern, which stands once.
const PATTERN: &str = "dots";

/// The dots and the words. The picture's name is short, since the words beside it say what it shows.
pub(super) fn shown(array: &IconArray, id: Option<String>, place: Place<'_>) -> impl IntoView + use<> {
    let name = format!("{} of {} dots", array.filled, IconArray::DOTS);
    view! {
        <div class="icon-array" id=id>
            <svg role="img" aria-label=name viewBox="0 0 10 10">
                <rect width="10" height="10" fill=format!("url(#{PATTERN})")></rect>
                <path d=filled_rows(array.filled)></path>
            </svg>
            <p>{running(&array.words, place)}</p>
        </div>
    }
}

/// The pattern, where a page shows an icon array. It takes no room.
pub(super) fn pattern<'a>(mut passages: impl Iterator<Item = &'a Passage>) -> Option<AnyView> {
    passages.any(|passage| matches!(passage.body, Body::IconArray(_))).then(|| {
        view! {
            <svg class="dots" width="0" height="0" aria-hidden="true" focusable="false">
                <pattern id=PATTERN width="1" height="1" patternUnits="userSpaceOnUse">
                    <circle cx=".5" cy=".5" r=".35"></circle>
                </pattern>
            </svg>
        }
        .into_any()
    })
}

/// A line through the middle of the filled dots of each row, from the top left on. The style cuts it into round dots.
fn filled_rows(filled: u8) -> String {
    let mut path = String::new();
    let mut left = filled;
    for row in 0..IconArray::ROW {
        let dots = left.min(IconArray::ROW);
        if let Some(steps) = dots.checked_sub(1) {
            path.push_str(&["M.5 ", &row.to_string(), ".5h", &steps.to_string(), ".1"].concat());
        }
        left -= dots;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::filled_rows;

    #[test]
    fn the_dots_are_filled_row_by_row() {
        for (filled, path) in [
            (1, "M.5 0.5h0.1"),
            (10, "M.5 0.5h9.1"),
            (15, "M.5 0.5h9.1M.5 1.5h4.1"),
            (27, "M.5 0.5h9.1M.5 1.5h9.1M.5 2.5h6.1"),
        ] {
            assert_eq!(filled_rows(filled), path, "{filled}");
        }
        assert_eq!(filled_rows(99).matches('M').count(), 10);
    }
}
