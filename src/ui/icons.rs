//! The pictures: drawn in lines, decorative, hidden from screen readers.

use leptos::prelude::*;

use crate::article::{Level, PageName};

/// The leaf of the name.
pub(super) fn leaf() -> impl IntoView {
    drawn("M5 19c0-9 5-14 15-14 0 10-5 15-14 14M4 20c2-5 5-8 9-10")
}

/// The picture of a page in the navigation.
pub(super) fn of_page(page: PageName) -> impl IntoView {
    drawn(match page {
        PageName::Questions => {
            "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7M12 16.5v.5"
        }
        PageName::Journal => "M6 3h12v18H6ZM10 8h5M10 12h5",
        PageName::Help => "M12 4 21 20H3ZM12 10v5M12 17v.5",
        _ => "M5 4h14v16H5ZM9 9h6M9 12h6M9 15h4",
    })
}

/// The shape of a care card's level: an octagon, a triangle, a circle.
pub(super) fn of_level(level: Level) -> impl IntoView {
    drawn(match level {
        Level::Emergency => "M8 3h8l5 5v8l-5 5H8l-5-5V8ZM12 7.5v6M12 16v.5",
        Level::Urgent => "M12 4 21 20H3ZM12 10v5M12 17v.5",
        Level::Routine => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 8v.5M12 11v5.5",
    })
}

/// A telephone.
pub(super) fn telephone() -> impl IntoView {
    drawn("M6 3h4l2 5-2.5 1.5a11 11 0 0 0 5 5L16 12l5 2v4a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3Z")
}

fn drawn(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path></path>
        </svg>
    }
}
