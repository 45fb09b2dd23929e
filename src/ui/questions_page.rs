//! The questions, derived from the article.

use leptos::prelude::*;

use super::{
    SiteRoot,
    countries::known_countries,
    icon_array,
    passages::{Place, care_line, passage},
    search_block::search_block,
};
use crate::{
    article::{Body, PageName, Passage},
    leaflet::Leaflet,
    questions::{self, AnsweredCard, AnsweredQuestion},
};

/// The page's title.
pub(super) const TITLE: &str = "Questions";
/// What the page gives.
pub(super) const SUMMARY: &str = "Each answer is taken word for word from the article.";

/// Every question with its answer, folded until it is opened.
pub(super) fn questions_page(leaflet: &Leaflet, root: &SiteRoot) -> impl IntoView + use<> {
    let article = &leaflet.article;
    let questions = questions::derive(article).iter().map(|question| answered(question, leaflet, root)).collect_view();
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
            {search_block(leaflet, root)}
            <div class="questions">{questions}</div>
            {known_countries(&leaflet.countries)}
            {icon_array::pattern(article.passages())}
        </div>
    }
}

/// A question with its answer: first what answers it, then the cards, the strictest in full with the emergency numbers.
fn answered(answered: &AnsweredQuestion<'_>, leaflet: &Leaflet, root: &SiteRoot) -> impl IntoView + use<> {
    let place = Place { anchors: false, ..Place::with_anchors(PageName::Questions, root) }.by_country(leaflet);
    let question = answered.question;
    let words = answered.words.iter().map(|shown| passage(shown, place)).collect_view();
    let cards = (!answered.cards.is_empty()).then(|| cards(answered, place));
    let parts: Vec<&Passage> = answered.shown().filter(|shown| !answered.numbers.contains(shown)).collect();
    let first = parts.first().map(|passage| root.to_place(PageName::Questions, PageName::Article, &passage.id));
    let places = parts
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
        <details class="question" data-also=leaflet.search.also.get(&question.id).cloned()>
            <summary><h2>{question.asks.clone()}</h2></summary>
            <div class="answer" id=question.id.to_string()>
                {words}
                {cards}
                <p class="places">
                    "In the article: part " <a href=first aria-label=label>"1"</a> {places}
                </p>
            </div>
        </details>
    }
}

/// The cards of an answer.
fn cards(answered: &AnsweredQuestion<'_>, place: Place<'_>) -> impl IntoView + use<> {
    let notes =
        |card: &AnsweredCard<'_>| -> Vec<AnyView> { card.notes.iter().map(|note| passage(note, place)).collect() };
    let strictest = answered.cards.first().map(|card| {
        let numbers = answered.numbers.iter().map(|shown| passage(shown, place)).collect_view();
        (passage(card.card, place), numbers, notes(card))
    });
    let action = |card: &AnsweredCard<'_>| match &card.card.body {
        Body::Card(card) => Some(card.action.clone()),
        _ => None,
    };
    let line = |(at, card): (usize, &AnsweredCard<'_>)| {
        let more = answered.cards.iter().take(at).any(|above| action(above) == action(card));
        care_line(card.card, more, notes(card), place)
    };
    let others: Vec<_> = answered.cards.iter().enumerate().skip(1).map(line).collect();
    view! {
        <div class="cards">{strictest} {others}</div>
    }
}
