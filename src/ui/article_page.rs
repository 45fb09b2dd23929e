//! The article.

use leptos::prelude::*;

use super::{
    SiteRoot, icon_array,
    passages::{Place, passage, section},
};
use crate::{
    article::{Article, PageName, Review, Source},
    leaflet::Leaflet,
};

/// The article with its dates, its contents and its sources.
pub(super) fn article_page(leaflet: &Leaflet, root: &SiteRoot) -> impl IntoView + use<> {
    let article = &leaflet.article;
    let symptoms = leaflet.journal.as_ref().map_or(&[][..], |journal| &journal.symptoms);
    let place = Place { symptoms, asks: leaflet.journal.is_some(), ..Place::with_anchors(PageName::Article, root) };
    let minutes = format!("{} minute read", article.reading_minutes());
    let opening = article.opening.iter().map(|shown| passage(shown, place.opening())).collect_view();
    let sections = article.sections.iter().map(|shown| section(shown, &article.sections, place)).collect_view();
    let sources = (1..).zip(&article.sources).map(|(number, shown)| source(number, shown, article)).collect_view();
    view! {
        <article class="page">
            <div class="page-opening">
                <h1>{article.title.clone()}</h1>
                <ul class="meta">
                    <li>
                        "Last checked " <time datetime=article.last_checked.iso()>{article.last_checked.to_string()}</time>
                    </li>
                    <li>"Next check due " <time datetime=article.next_check.iso()>{article.next_check.to_string()}</time></li>
                    {article.reviewed_by.as_ref().map(reviewed)}
                    <li>{minutes}</li>
                    <li><a href=root.to(PageName::About)>"Who wrote this"</a></li>
                </ul>
                <p class="lede">{article.summary.clone()}</p>
                {opening}
                <p class="actions">
                    {leaflet.journal.is_some().then(|| to_journal(root))}
                    <a class="button quiet" href=root.to(PageName::Questions)>"Read the questions"</a>
                </p>
                <div class="aids on-screen with-script" data-mount="aids"></div>
            </div>
            {contents(article)}
            <div class="page-sections">
                {sections}
                <section class="section" id="sources">
                    <h2>"Sources"</h2>
                    <ol class="sources">{sources}</ol>
                    {history(article, root)}
                </section>
                <p class="on-paper">"This is the short form: the cards, and the first answer of each section. The whole article says more."</p>
                <div data-mount="install"></div>
                {icon_array::pattern(article.passages())}
            </div>
        </article>
    }
}

fn to_journal(root: &SiteRoot) -> impl IntoView + use<> {
    view! { <a class="button" href=root.to(PageName::Journal)>"Note how you feel"</a> " " }
}

fn reviewed(review: &Review) -> impl IntoView + use<> {
    view! {
        <li>
            "Reviewed by " {review.name.clone()} ", " {review.role.clone()} ", on "
            <time datetime=review.on.iso()>{review.on.to_string()}</time>
        </li>
    }
}

/// When the words were published and last changed.
fn history(article: &Article, root: &SiteRoot) -> impl IntoView + use<> {
    let (published, changed) = (article.published(), article.changed());
    let last = (published != changed).then(|| {
        view! { " Last changed: " <time datetime=changed.iso()>{changed.to_string()}</time> "." }
    });
    view! {
        <p class="basis">
            "First version: " <time datetime=published.iso()>{published.to_string()}</time> "." {last} " "
            <a href=format!("{}#changes", root.to(PageName::About))>"What has changed"</a>
        </p>
    }
}

fn contents(article: &Article) -> impl IntoView + use<> {
    let links = article
        .sections
        .iter()
        .map(|section| {
            let heading = section.heading.clone();
            view! { <li><a href=format!("#{}", section.id)>{heading}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="contents" id="contents" aria-labelledby="contents-name">
            <h2 id="contents-name">"On this page"</h2>
            <ol>{links}<li><a href="#sources">"Sources"</a></li></ol>
        </nav>
    }
}

/// A source, and the ways back to the passages that rest on it. When a citation leads to it, it is shown at the foot of the
/// window, and the reader stays where she was.
fn source(number: usize, source: &Source, article: &Article) -> impl IntoView + use<> {
    let places = (1..)
        .zip(article.citing(number))
        .map(|(place, passage)| view! { " " <a href=format!("#{}", passage.id)>{place.to_string()}</a> })
        .collect_view();
    view! {
        <li id=format!("source-{number}")>
            {source.publisher.clone()} ". "
            <a href=source.address.clone() rel="noreferrer">{source.title.clone()}</a>
            ". " {source.note.clone()}
            <span class="back">" Back to the text:" {places}</span>
        </li>
    }
}
