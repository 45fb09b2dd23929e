//! Pages that are words: "Get help" and "About".

use leptos::prelude::*;

use super::{
    SiteRoot, icon_array,
    passages::{Place, passage, section},
};
use crate::article::{Page, PageName};

/// A page of sections, with a part of its own after the opening.
pub(super) fn text_page(page: &Page, name: PageName, root: &SiteRoot, after_opening: AnyView) -> impl IntoView + use<> {
    view! {
        <div class="narrow">
            <h1>{page.title.clone()}</h1>
            <p class="lede">{page.summary.clone()}</p>
            {last_checked(page)}
            {words(page, Some(after_opening), Place::with_anchors(name, root))}
        </div>
    }
}

/// The opening and the sections.
pub(super) fn words(page: &Page, after_opening: Option<AnyView>, place: Place<'_>) -> impl IntoView + use<> {
    let opening = page.opening.iter().map(|shown| passage(shown, place.opening())).collect_view();
    let sections = page.sections.iter().map(|shown| section(shown, &page.sections, place)).collect_view();
    let passages = page.opening.iter().chain(page.sections.iter().flat_map(|section| &section.passages));
    let dots = icon_array::pattern(passages);
    (opening, after_opening, sections, dots)
}

/// When the words were last checked.
pub(super) fn last_checked(page: &Page) -> impl IntoView + use<> {
    view! {
        <ul class="meta">
            <li>"Last checked " <time datetime=page.last_checked.iso()>{page.last_checked.to_string()}</time></li>
        </ul>
    }
}
