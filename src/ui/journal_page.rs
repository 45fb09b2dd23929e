//! The journal page: at present a diary on paper.

use leptos::prelude::*;

use super::{
    SiteRoot,
    paper_diary::paper_diary,
    passages::{Place, passage},
};
use crate::{
    article::{Article, Body, Level, PageName},
    leaflet::Leaflet,
};

/// The page's title.
pub(super) const TITLE: &str = "Journal";
/// What the page gives.
pub(super) const SUMMARY: &str = "A paper diary to print, for how you feel and what you want to tell when you call.";

/// The paper diary, where the leaflet records symptoms.
pub(super) fn journal_page(leaflet: &Leaflet, root: &SiteRoot) -> impl IntoView + use<> {
    let diary = if leaflet.symptoms.is_empty() {
        view! { <p>"This leaflet has no diary."</p> }.into_any()
    } else {
        (paper_diary(&leaflet.symptoms), when_to_call(&leaflet.article, root)).into_any()
    };
    view! {
        <div class="narrow">
            <h1>{TITLE}</h1>
            <p class="lede">{SUMMARY}</p>
            <p class="on-screen">"Print this page, or copy the lines onto paper. What you write stays with you."</p>
            <p>
                "If you are worried, do not wait to fill it in: " <a href=root.to(PageName::Help)>"get help"</a> "."
            </p>
            {diary}
        </div>
    }
}

/// The article's cards that call for somebody now or today, with the numbers: a diary that is filled in must not hide them.
fn when_to_call(article: &Article, root: &SiteRoot) -> impl IntoView + use<> {
    let place = Place::with_anchors(PageName::Journal, root);
    let cards_of = |level: Level| {
        article.passages().filter(move |passage| matches!(&passage.body, Body::Card(card) if card.level == level))
    };
    let numbers = article.passages().filter(|passage| matches!(passage.body, Body::Numbers(_)));
    let shown = cards_of(Level::Emergency).chain(numbers).chain(cards_of(Level::Urgent));
    let shown = shown.map(|shown| passage(shown, place)).collect_view();
    view! {
        <section class="section" id="when-to-call">
            <h2>"When to call"</h2>
            {shown}
        </section>
    }
}
