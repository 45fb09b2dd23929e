//! "Get help" and "About": pages that are words, with one part that the page brings itself.

use leptos::prelude::*;

use super::{
    SiteRoot,
    passages::{Place, passage, section},
};
use crate::article::{Page, PageName};

/// A page of sections, with a part of its own after the opening.
pub(super) fn text_page(page: &Page, name: PageName, root: &SiteRoot, after_opening: AnyView) -> impl IntoView + use<> {
    let place = Place::with_anchors(name, root);
    let opening = page.opening.iter().map(|shown| passage(shown, place.opening())).collect_view();
    let sections = page.sections.iter().map(|shown| section(shown, &page.sections, place)).collect_view();
    view! {
        <div class="narrow">
            <h1>{page.title.clone()}</h1>
            <p class="lede">{page.summary.clone()}</p>
            <ul class="meta">
                <li>"Last checked " <time datetime=page.last_checked.iso()>{page.last_checked.to_string()}</time></li>
            </ul>
            {opening}
            {after_opening}
            {sections}
        </div>
    }
}
