//! The page that leads back.

use leptos::prelude::*;

use super::SiteRoot;
use crate::article::PageName;

/// The page's title.
pub(super) const TITLE: &str = "There is no such page";
/// What the page gives.
pub(super) const SUMMARY: &str = "The address leads nowhere. Everything else is still here.";

/// Says so, and leads to every page.
pub(super) fn not_found_page(root: &SiteRoot) -> impl IntoView + use<> {
    view! {
        <div class="narrow">
            <h1>{TITLE}</h1>
            <p class="lede">{SUMMARY}</p>
            <ul class="list">
                <li><a href=root.to(PageName::Help)>"Get help"</a>": who to call, and when"</li>
                <li><a href=root.to(PageName::Article)>"The article"</a></li>
                <li><a href=root.to(PageName::Questions)>"Questions"</a></li>
                <li><a href=root.to(PageName::Journal)>"Journal"</a></li>
            </ul>
        </div>
    }
}
