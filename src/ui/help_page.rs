//! "Get help": first what can be pressed, then who to call, when, and on which number.

use leptos::prelude::*;

use super::{
    SiteRoot,
    countries::calls,
    passages::Place,
    text_page::{last_checked, words},
};
use crate::{article::PageName, leaflet::Leaflet};

/// The page. Nothing stands above the calls but its heading.
pub(super) fn help_page(leaflet: &Leaflet, root: &SiteRoot) -> impl IntoView + use<> {
    let page = &leaflet.help;
    let place = Place::with_anchors(PageName::Help, root).by_country(leaflet);
    view! {
        <div class="narrow">
            <h1>{page.title.clone()}</h1>
            {calls(leaflet)}
            <p class="lede">{page.summary.clone()}</p>
            {words(page, None, place)}
            {last_checked(page)}
        </div>
    }
}
