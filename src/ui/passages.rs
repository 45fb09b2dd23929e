//! Passages: paragraphs, lists, care cards, and the running text in them.

use leptos::prelude::*;

use super::{SiteRoot, countries, icon_array, icons};
use crate::{
    article::{
        Body, CareCard, Destination, Id, Inline, NumberLine, PageName, Passage, Section, Table, Term, plain_text,
    },
    journal::{Question, Symptom},
    leaflet::{Country, Leaflet},
};

/// Where passages are shown: the links, the anchors and the level of the headings depend on it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The page that shows them.
    pub(super) page: PageName,
    /// The root of the site.
    pub(super) root: &'a SiteRoot,
    /// Whether the passages bear their ids. They do where each stands once.
    pub(super) anchors: bool,
    /// Whether the headings of cards are of the second level; else of the third.
    pub(super) cards_lead: bool,
    /// The symptoms that can be noted in the journal: a passage that tells about one leads there.
    pub(super) symptoms: &'a [Symptom],
    /// Whether each section leads to the journal, where a question about it can be written down.
    pub(super) asks: bool,
    /// The leaflet whose countries can be told apart on this page; none where each list of numbers stands as it is.
    pub(super) by_country: Option<&'a Leaflet>,
}

impl<'a> Place<'a> {
    /// A page on which every passage stands once.
    pub(super) fn with_anchors(page: PageName, root: &'a SiteRoot) -> Self {
        Self { page, root, anchors: true, cards_lead: false, symptoms: &[], asks: false, by_country: None }
    }

    /// The same, where each number says in which country it works, so that one country's can be shown alone.
    pub(super) fn by_country(self, leaflet: &'a Leaflet) -> Self {
        Self { by_country: Some(leaflet), ..self }
    }

    /// The same, before the first section.
    pub(super) fn opening(self) -> Self {
        Self { cards_lead: true, ..self }
    }
}

/// A headed section. Its first passage is set as the short answer. `all` are the sections of its page.
pub(super) fn section(section: &Section, all: &[Section], place: Place<'_>) -> impl IntoView + use<> {
    let heading = section.heading.clone();
    let mut shown = section.passages.iter().map(|shown| passage(shown, place));
    let answer = shown.next();
    let rest = shown.collect_view();
    view! {
        <section class="section" id=section.id.to_string()>
            <h2>{heading}</h2>
            <div class="short-answer">{answer}</div>
            {rest}
            {place.asks.then(|| to_question(&section.id, place))}
            {related(section, all)}
        </section>
    }
}

/// Where a reader may want to go next.
fn related(section: &Section, all: &[Section]) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = section
        .related
        .iter()
        .filter_map(|id| all.iter().find(|other| other.id == *id))
        .map(|other| {
            let heading = other.heading.clone();
            view! { <li><a href=format!("#{}", other.id)>{heading}</a></li> }
        })
        .collect();
    (!links.is_empty()).then(|| view! { <div class="related"><p>"Related"</p><ul>{links}</ul></div> })
}

/// One passage, and below it the way to the journal for each symptom that it tells about. What stands below a care card
/// leads nowhere: the card says what to do first.
pub(super) fn passage(passage: &Passage, place: Place<'_>) -> AnyView {
    let is_below_card = matches!(passage.body, Body::Basis(_));
    let told = place.symptoms.iter().filter(|symptom| !is_below_card && passage.symptoms.contains(&symptom.id));
    let ways: Vec<_> = told.map(|symptom| to_journal(symptom, place)).collect();
    let words = words_of(passage, place);
    if ways.is_empty() { words } else { (words, ways).into_any() }
}

fn to_journal(symptom: &Symptom, place: Place<'_>) -> impl IntoView + use<> {
    let address = format!("{}#{}", place.root.to(PageName::Journal), symptom.place_in_journal());
    let words = format!("Note {} in the journal", symptom.name.to_lowercase());
    view! { <p class="to-journal"><a href=address>{words}</a></p> }
}

/// The way to the journal, where a question about a section can be written down.
fn to_question(section: &Id, place: Place<'_>) -> impl IntoView + use<> {
    let address = format!("{}#{}", place.root.to(PageName::Journal), Question::place_in_journal(section));
    view! { <p class="to-journal"><a href=address>"Ask about this"</a></p> }
}

fn words_of(passage: &Passage, place: Place<'_>) -> AnyView {
    let id = place.anchors.then(|| passage.id.to_string());
    match &passage.body {
        Body::Paragraph(words) => view! { <p id=id>{running(words, place)}</p> }.into_any(),
        Body::IconArray(array) => icon_array::shown(array, id, place).into_any(),
        Body::Basis(words) => view! { <p class="basis" id=id>{running(words, place)}</p> }.into_any(),
        Body::List { numbered: true, items, .. } => {
            view! { <ol class="list" id=id>{list(items, place)}</ol> }.into_any()
        }
        Body::List { to_fill_in: true, items, .. } => {
            view! { <ul class="list fill-in" id=id>{list(items, place)}</ul> }.into_any()
        }
        Body::List { items, .. } => view! { <ul class="list" id=id>{list(items, place)}</ul> }.into_any(),
        Body::Numbers(lines) => {
            view! { <ul class="numbers" id=id>{numbers(&passage.id, lines, place)}</ul> }.into_any()
        }
        Body::Card(card) => care_card(card, id, place).into_any(),
        Body::Terms(terms) => view! { <dl class="terms" id=id>{terms_of(terms, place)}</dl> }.into_any(),
        Body::Table(rows) => table(rows, id, place).into_any(),
    }
}

/// The lines of a list of numbers. The article names the emergency numbers of some countries: where one can be chosen, those of
/// the others follow.
fn numbers(id: &Id, lines: &[NumberLine], place: Place<'_>) -> Vec<AnyView> {
    let line = |line: &NumberLine| {
        let countries = (place.by_country.is_some() && !line.countries.is_empty()).then(|| line.countries.join(" "));
        view! { <li data-country=countries>{running(&line.words, place)}</li> }.into_any()
    };
    let named = lines.iter().map(line);
    let Some(leaflet) = place.by_country.filter(|leaflet| leaflet.article.emergency_numbers.contains(id)) else {
        return named.collect();
    };
    let is_named = |country: &&Country| lines.iter().any(|line| line.countries.contains(&country.code));
    let others = leaflet.countries.iter().filter(|country| !is_named(country) && !country.emergency.is_empty());
    named.chain(others.map(|country| countries::emergency_line(country).into_any())).collect()
}

fn terms_of(terms: &[Term], place: Place<'_>) -> Vec<AnyView> {
    let term = |term: &Term| {
        let name = term.name.clone();
        view! { <div><dt>{name}</dt><dd>{running(&term.meaning, place)}</dd></div> }.into_any()
    };
    terms.iter().map(term).collect()
}

/// A table that becomes a list of rows where it is too narrow: each cell then bears its column's heading.
fn table(table: &Table, id: Option<String>, place: Place<'_>) -> impl IntoView + use<> {
    let headings: Vec<_> =
        table.headings.iter().map(|words| view! { <th scope="col">{running(words, place)}</th> }).collect();
    let names: Vec<String> = table.headings.iter().map(|words| plain_text(words)).collect();
    let row = |row: &Vec<Vec<Inline>>| {
        let cells: Vec<AnyView> = row
            .iter()
            .enumerate()
            .map(|(column, words)| {
                let words = running(words, place);
                if column == 0 {
                    return view! { <th scope="row">{words}</th> }.into_any();
                }
                view! { <td data-column=names.get(column).cloned()>{words}</td> }.into_any()
            })
            .collect();
        view! { <tr>{cells}</tr> }
    };
    let rows: Vec<_> = table.rows.iter().map(row).collect();
    view! {
        <table class="table" id=id>
            <thead>
                <tr>{headings}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A care card folded to its heading, which says that it is folded: it opens in place, without a script too. Where a card above it has
/// the same heading, it has `more` signs.
pub(super) fn care_line(folded: &Passage, more: bool, below: Vec<AnyView>, place: Place<'_>) -> Option<AnyView> {
    let Body::Card(card) = &folded.body else { return None };
    let class = format!("care care-line {}", card.level.word());
    let line = view! {
        <details class=class>
            <summary>
                <h3 class="care-action">
                    {icons::of_level(card.level)}
                    <span>
                        {card.action.clone()}
                        {more.then_some(" more signs")}
                        <span class="visually-hidden folded">" (folded)"</span>
                    </span>
                </h3>
            </summary>
            <ul>{list(&card.signs, place)}</ul>
            {below}
        </details>
    };
    Some(line.into_any())
}

/// A box that says what to do.
fn care_card(card: &CareCard, id: Option<String>, place: Place<'_>) -> impl IntoView + use<> {
    let action = (icons::of_level(card.level), view! { <span>{card.action.clone()}</span> });
    let heading = if place.cards_lead {
        view! { <h2 class="care-action">{action}</h2> }.into_any()
    } else {
        view! { <h3 class="care-action">{action}</h3> }.into_any()
    };
    view! {
        <div class=format!("care {}", card.level.word()) id=id>
            {heading}
            <ul>{list(&card.signs, place)}</ul>
        </div>
    }
}

fn list(items: &[Vec<Inline>], place: Place<'_>) -> Vec<AnyView> {
    items.iter().map(|words| view! { <li>{running(words, place)}</li> }.into_any()).collect()
}

/// Running text.
pub(super) fn running(words: &[Inline], place: Place<'_>) -> Vec<AnyView> {
    let mut after_citation = false;
    let mut shown = Vec::with_capacity(words.len());
    for inline in words {
        let is_citation = matches!(inline, Inline::Citation(_));
        if is_citation && after_citation {
            shown.push(view! { <sup>" "</sup> }.into_any());
        }
        after_citation = is_citation;
        shown.push(piece(inline, place));
    }
    shown
}

fn piece(inline: &Inline, place: Place<'_>) -> AnyView {
    match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Strong(words) => view! { <strong>{running(words, place)}</strong> }.into_any(),
        Inline::Emphasis(words) => view! { <em>{running(words, place)}</em> }.into_any(),
        Inline::Link { to, words } => link(to, words, place),
        Inline::Citation(number) => {
            let before = if place.page == PageName::Article { String::new() } else { place.root.to(PageName::Article) };
            view! {
                <sup>
                    <a href=format!("{before}#source-{number}") aria-label=format!("Source {number}")>
                        {number.to_string()}
                    </a>
                </sup>
            }
            .into_any()
        }
    }
}

fn link(to: &Destination, words: &[Inline], place: Place<'_>) -> AnyView {
    let words = running(words, place);
    match to {
        Destination::Place { page, id: Some(id) } => {
            view! { <a href=place.root.to_place(place.page, *page, id)>{words}</a> }.into_any()
        }
        Destination::Place { page, id: None } => view! { <a href=place.root.to(*page)>{words}</a> }.into_any(),
        Destination::Telephone(number) => view! { <a class="call" href=format!("tel:{number}")>{words}</a> }.into_any(),
        Destination::Elsewhere(address) => view! { <a href=address.clone() rel="noreferrer">{words}</a> }.into_any(),
    }
}
