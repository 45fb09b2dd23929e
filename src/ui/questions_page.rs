//! The questions, derived from the article.

use leptos::prelude::*;

use super::{
    SiteRoot, icon_array,
    passages::{Place, passage},
};
use crate::{
    article::PageName,
    leaflet::Leaflet,
    questions::{self, AnsweredQuestion, search::SearchWords},
};

/// The page's title.
pub(super) const TITLE: &str = "Questions";
/// What the page gives.
pub(super) const SUMMARY: &str = "Each answer is taken word for word from the article.";

/// Every question with its answer, folded until it is opened.
pub(super) fn questions_page(leaflet: &Leaflet, root: &SiteRoot) -> impl IntoView + use<> {
    let article = &leaflet.article;
    let questions =
        questions::derive(article).iter().map(|question| answered(question, &leaflet.search, root)).collect_view();
    view! {
        <div class="narrow">
            <h1>{TITLE}</h1>
            <p class="lede">{SUMMARY}</p>
            <ul class="meta">
                <li>
                    "Last checked " <time datetime=article.last_checked.iso()>{article.last_checked.to_string()}</time>
                </li>
                <li><a href=root.to(PageName::Help)>"Worried now? Get help"</a></li>
            </ul>
            {search(&leaflet.search)}
            <div class="questions">{questions}</div>
            {icon_array::pattern(article.passages())}
        </div>
    }
}

/// The field of the search, and the words it understands. The app brings it to life where it stands, so that what is
/// typed before is not lost.
fn search(words: &SearchWords) -> impl IntoView + use<> {
    let same: Vec<String> = words.same.iter().map(|group| group.join(" ")).collect();
    view! {
        <div class="search with-script" role="search" data-same=same.join("|") data-weak=words.weak.join(" ")>
            <label for="search">"Search the questions"</label>
            <input type="search" id="search" autocomplete="off" autocapitalize="none" enterkeyhint="search"
                aria-describedby="search-count"/>
            <div data-mount="search"></div>
        </div>
    }
}

fn answered(answered: &AnsweredQuestion<'_>, words: &SearchWords, root: &SiteRoot) -> impl IntoView + use<> {
    let place = Place { anchors: false, ..Place::with_anchors(PageName::Questions, root) };
    let question = answered.question;
    let passages = answered.answer.iter().map(|shown| passage(shown, place)).collect_view();
    let first =
        answered.answer.first().map(|passage| root.to_place(PageName::Questions, PageName::Article, &passage.id));
    let places = answered
        .answer
        .iter()
        .skip(1)
        .enumerate()
        .map(|(index, passage)| {
            let place = root.to_place(PageName::Questions, PageName::Article, &passage.id);
            let label = format!("Part {} of the answer to: {}", index + 2, question.asks);
            view! { ", " <a href=place aria-label=label>{(index + 2).to_string()}</a> }
        })
        .collect_view();
    let label = format!("Part 1 of the answer to: {}", question.asks);
    // The anchor stands within the fold: a link to it opens the question.
    view! {
        <details class="question" data-also=words.also.get(&question.id).cloned()>
            <summary><h2>{question.asks.clone()}</h2></summary>
            <div class="answer" id=question.id.to_string()>
                {passages}
                <p class="places">
                    "In the article: part " <a href=first aria-label=label>"1"</a> {places}
                </p>
            </div>
        </details>
    }
}
