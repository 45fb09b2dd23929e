//! The search on the questions' page, with all that it can show first: rendered by the build, so that nothing is fetched and nothing
//! is written twice. The program only chooses among it.

use leptos::prelude::*;

use super::{
    SiteRoot,
    passages::{Place, care_line, passage},
};
use crate::{
    article::{Body, Level, PageName, Passage, Section, dialled},
    leaflet::{Country, Leaflet},
};

/// The file in which the program finds the signs of danger, beside the pages.
pub const SIGNS_FILE: &str = "search-signs.txt";

/// The field of the search, and the words it understands. The app brings it to life where it stands, so that what is
/// typed before is not lost.
pub(super) fn search_block(leaflet: &Leaflet, root: &SiteRoot) -> impl IntoView + use<> {
    let words = &leaflet.search;
    let same: Vec<String> = words.same.iter().map(|group| group.join(" ")).collect();
    let place = Place { anchors: false, ..Place::with_anchors(PageName::Questions, root) }.by_country(leaflet);
    let help = root.to(PageName::Help);
    let numbers = || -> Vec<AnyView> {
        let ids = &leaflet.article.emergency_numbers;
        ids.iter().filter_map(|id| leaflet.article.passage(id)).map(|shown| passage(shown, place)).collect()
    };
    let parts: Vec<_> = words.danger.order.iter().filter_map(|id| part(id, leaflet, place)).collect();
    let is_emergency = |shown: &&Passage| matches!(&shown.body, Body::Card(card) if card.level == Level::Emergency);
    let first_card = leaflet.article.passages().find(is_emergency).map(|card| (passage(card, place), numbers()));
    view! {
        <div class="search with-script" role="search" data-same=same.join("|") data-weak=words.weak.join(" ")
            data-signs=format!("{}{SIGNS_FILE}", root.path())>
            <label for="search">"Search the questions"</label>
            <input type="search" id="search" autocomplete="off" autocapitalize="none" enterkeyhint="search"
                aria-describedby="search-count"/>
            <p class="search-emergency" id="search-emergency">
                "In an emergency: " {calls(&leaflet.countries)} <a href=help.clone()>"Get help"</a>
            </p>
            <div id="search-help"></div>
            <p class="hint" id="search-count"></p>
            <div class="nothing-found" id="search-nothing" hidden>
                <h2>"Nothing found"</h2>
                <p>"If you are worried, call somebody. You do not need the right word."</p>
                <p><a class="button" href=help>"Get help"</a></p>
                {first_card}
            </div>
            <p class="on-screen"><button class="button quiet small" type="button" id="search-all" hidden>"Show all questions"</button></p>
            <div id="search-parts" hidden>
                <p class="call-alone" data-part="alone">"Call now"</p>
                {parts}
                <div data-part="numbers">{numbers()}</div>
            </div>
        </div>
    }
}

/// The emergency numbers of each country: those of the country that is chosen or guessed are shown.
fn calls(countries: &[Country]) -> Vec<AnyView> {
    let here = |country: &Country| {
        let number = |(at, number): (usize, &crate::leaflet::EmergencyNumber)| {
            let before = if at == 0 { "call " } else { " or " };
            let address = format!("tel:{}", dialled(&number.number));
            view! { {before}<a class="call" href=address>{number.number.clone()}</a> }.into_any()
        };
        let numbers: Vec<_> = country.emergency.iter().enumerate().map(number).collect();
        view! { <span data-here=country.code.clone() hidden>{numbers}", or "</span> }.into_any()
    };
    countries.iter().filter(|country| !country.emergency.is_empty()).map(here).collect()
}

/// What an id of the search's help shows: in full where it is the strictest, and as one line that opens.
fn part(id: &str, leaflet: &Leaflet, place: Place<'_>) -> Option<AnyView> {
    let card = leaflet.article.passages().find(|shown| shown.id.as_str() == id);
    if let Some(shown) = card {
        let Body::Card(card) = &shown.body else { return None };
        let says = card.action.clone();
        return Some(
            view! {
                <div data-help=id.to_owned() data-says=says>
                    {passage(shown, place.opening())} {care_line(shown, false, Vec::new(), place)}
                </div>
            }
            .into_any(),
        );
    }
    let section = leaflet.help.sections.iter().find(|section| section.id.as_str() == id)?;
    let [says, heading, folded] = [(); 3].map(|()| section.heading.clone());
    Some(
        view! {
            <div data-help=id.to_owned() data-says=says>
                <div class="care urgent">
                    <h2 class="care-action"><span>{heading}</span></h2>
                    {section_words(section, place)}
                </div>
                <details class="care care-line urgent">
                    <summary>
                        <h3 class="care-action">
                            <span>{folded}<span class="visually-hidden folded">" (folded)"</span></span>
                        </h3>
                    </summary>
                    {section_words(section, place)}
                </details>
            </div>
        }
        .into_any(),
    )
}

fn section_words(section: &Section, place: Place<'_>) -> Vec<AnyView> {
    let place = Place { page: PageName::Questions, ..place };
    section.passages.iter().map(|shown| passage(shown, place)).collect()
}
