//! The article.

use leptos::prelude::*;

use super::{
    SiteRoot,
    passages::{Place, passage, section},
};
use crate::article::{Article, PageName, Source};

/// The article with its dates, its contents and its sources.
pub(super) fn article_page(article: &Article, root: &SiteRoot) -> impl IntoView + use<> {
    let place = Place::with_anchors(PageName::Article, root);
    let minutes = format!("{} minute read", article.reading_minutes());
    let opening = article.opening.iter().map(|shown| passage(shown, place.opening())).collect_view();
    let sections = article.sections.iter().map(|shown| section(shown, place)).collect_view();
    let sources = article.sources.iter().enumerate().map(|(index, shown)| source(index + 1, shown)).collect_view();
    view! {
        <article class="page">
            <div class="page-opening">
                <h1>{article.title.clone()}</h1>
                <ul class="meta">
                    <li>
                        "Last checked " <time datetime=article.last_checked.iso()>{article.last_checked.to_string()}</time>
                    </li>
                    <li>"Next check due " <time datetime=article.next_check.iso()>{article.next_check.to_string()}</time></li>
                    <li>{minutes}</li>
                    <li><a href=root.to(PageName::About)>"Who wrote this"</a></li>
                </ul>
                <p class="lede">{article.summary.clone()}</p>
                {opening}
                <p class="actions">
                    <a class="button" href=root.to(PageName::Journal)>"Note how you feel"</a>
                    " "
                    <a class="button quiet" href=root.to(PageName::Questions)>"Read the questions"</a>
                </p>
            </div>
            {contents(article)}
            <div class="page-sections">
                {sections}
                <section class="section" id="sources">
                    <h2>"Sources"</h2>
                    <ol class="sources">{sources}</ol>
                </section>
                <div data-mount="install"></div>
            </div>
        </article>
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

fn source(number: usize, source: &Source) -> impl IntoView + use<> {
    view! {
        <li id=format!("source-{number}")>
            {source.publisher.clone()} ". "
            <a href=source.address.clone() rel="noreferrer">{source.title.clone()}</a>
            ". " {source.note.clone()}
        </li>
    }
}
