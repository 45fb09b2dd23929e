//! The journal page: at present a diary on paper.

use leptos::prelude::*;

use super::{SiteRoot, paper_diary::paper_diary};
use crate::{article::PageName, leaflet::Leaflet};

/// The page's title.
pub(super) const TITLE: &str = "Journal";
/// What the page gives.
pub(super) const SUMMARY: &str = "A paper diary to print, for how you feel and what you want to tell when you call.";

/// The paper diary, where the leaflet records symptoms.
pub(super) fn journal_page(leaflet: &Leaflet, root: &SiteRoot) -> impl IntoView + use<> {
    let diary = if leaflet.symptoms.is_empty() {
        view! { <p>"This leaflet has no diary."</p> }.into_any()
    } else {
        paper_diary(&leaflet.symptoms).into_any()
    };
    view! {
        <div class="narrow">
            <h1>{TITLE}</h1>
            <p class="lede">{SUMMARY}</p>
            <p class="on-screen">
                "Print this page, or copy the lines onto paper. What you write stays with you. "
                "If you are worried, do not wait to fill it in: " <a href=root.to(PageName::Help)>"get help"</a> "."
            </p>
            {diary}
        </div>
    }
}
