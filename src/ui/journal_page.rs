//! The journal page: a place for the journal on the device, and a diary on paper below it.

use leptos::prelude::*;

use super::{
    SiteRoot,
    countries::known_countries,
    paper_diary::paper_diary,
    passages::{Place, passage},
    tool_names,
};
use crate::{
    article::{Body, PageName, Passage},
    journal::{Companion, Side, Vocabulary},
    leaflet::{JournalWords, Leaflet},
};

/// The page's title.
pub(super) const TITLE: &str = "Journal";
/// What the page gives.
pub(super) const SUMMARY: &str =
    "Write down how you feel, for yourself and for when you call. It is kept only on this device.";

/// What the page says in its place where the leaflet has none.
pub(super) const NO_JOURNAL: &str = "This leaflet has no journal.";

/// The place of the journal and the paper diary, where the leaflet has a journal.
pub(super) fn journal_page(leaflet: &Leaflet, root: &SiteRoot) -> impl IntoView + use<> {
    let words = match (JournalWords::of(leaflet), &leaflet.journal) {
        (Some(words), Some(vocabulary)) => {
            let places = places_of_journal(&words, vocabulary).into_any();
            let on_paper = on_paper(vocabulary, root);
            let on_call = when_to_call(leaflet, vocabulary, root);
            let countries = known_countries(&leaflet.countries).into_any();
            vec![places, on_paper.into_any(), on_call.into_any(), countries]
        }
        _ => vec![view! { <p>{NO_JOURNAL}</p> }.into_any()],
    };
    view! {
        <div class="narrow">
            <h1>{TITLE}</h1>
            {leaflet.journal.is_some().then(|| view! { <p class="meta">"Kept only on this device"</p> })}
            {words}
        </div>
    }
}

/// Where the program of this page mounts its parts. Its words are handed over here, so that nothing has to be fetched.
fn places_of_journal(words: &JournalWords, vocabulary: &Vocabulary) -> impl IntoView + use<> {
    view! {
        <div class="journal">
            <div data-mount="journal" data-words=words.encode()>
                <p class="with-script">"Your journal opens here."</p>
                <noscript>
                    <p>"The journal needs JavaScript, which is off. You can use the paper diary below."</p>
                </noscript>
            </div>
            <div data-mount="journal-tools">{tools_to_come(vocabulary)}</div>
            <div data-mount="journal-history"></div>
            <div data-mount="journal-data"></div>
        </div>
    }
}

/// The tools' folds as the build writes them: closed, at the height of those that take their places. Nothing moves when these come.
fn tools_to_come(vocabulary: &Vocabulary) -> impl IntoView + use<> {
    let names = [
        vocabulary.waves.is_some().then_some(tool_names::WAVES),
        Some(tool_names::SUMMARY),
        Some(tool_names::CALENDAR),
        Some(tool_names::PATTERNS),
        Some(tool_names::QUESTIONS),
        vocabulary.counts_weeks.then_some(tool_names::DATES),
    ];
    let fold = |name| {
        view! {
            <details class="fold on-screen">
                <summary><h2>{name}</h2></summary>
                <p class="hint">"This part is still being loaded."</p>
            </details>
        }
    };
    names.into_iter().flatten().map(fold).collect::<Vec<_>>()
}

fn on_paper(vocabulary: &Vocabulary, root: &SiteRoot) -> impl IntoView + use<> {
    view! {
        <section class="section" id="paper-diary">
            <h2>"Paper diary"</h2>
            <p class="on-screen">
                "If you would rather write by hand, print this page or copy the lines. What you write stays with you."
            </p>
            <p>
                "If you are worried, do not wait to fill it in: " <a href=root.to(PageName::Help)>"get help"</a> "."
            </p>
            {paper_diary(&vocabulary.symptoms)}
        </section>
    }
}

/// The article's cards that call for somebody now or today, with the numbers and with what stands beside a card: a diary that
/// is filled in must not hide them.
fn when_to_call(leaflet: &Leaflet, vocabulary: &Vocabulary, root: &SiteRoot) -> impl IntoView + use<> {
    let article = &leaflet.article;
    let place = Place::with_anchors(PageName::Journal, root).by_country(leaflet);
    let mut cards: Vec<&Passage> = article.passages().filter(|passage| matches!(passage.body, Body::Card(_))).collect();
    cards.sort_by_key(|card| vocabulary.strictness(&card.id));
    let mut numbers = Some(vocabulary.emergency_numbers.iter().filter_map(|id| article.passage(id)));
    // Each stands once: beside the first card to which it belongs.
    let mut left: Vec<&Companion> = vocabulary.companions.iter().collect();
    let mut shown = Vec::new();
    for card in cards {
        let mut own = Vec::new();
        left.retain(|companion| {
            let is_own = companion.cards.contains(&card.id);
            if is_own {
                own.push(*companion);
            }
            !is_own
        });
        let beside = |side: Side| {
            own.iter().filter(move |it| it.side == side).filter_map(|it| leaflet.passage_beside(&it.passage))
        };
        shown.extend(beside(Side::Above).map(|above| passage(above, place)));
        shown.push(passage(card, place));
        shown.extend(numbers.take().into_iter().flatten().map(|numbers| passage(numbers, place)));
        shown.extend(beside(Side::Below).map(|below| passage(below, place)));
    }
    view! {
        <section class="section" id="when-to-call">
            <h2>"When to call"</h2>
            <p>"If no card fits, that does not mean that all is well. If you are worried, call."</p>
            {shown}
        </section>
    }
}
