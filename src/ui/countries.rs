//! The countries and their numbers: as what is pressed first on "Get help", as lines of a list, and as a choice.

use leptos::prelude::*;

use super::icons;
use crate::{
    article::dialled,
    leaflet::{AdviceLine, Country, EmergencyNumber, Leaflet},
};

/// What an emergency number brings.
const BRINGS: &str = "Ambulance";

/// What "Get help" begins with: the calls of one country, which `calls.js` and the app show where it is chosen or guessed; then the
/// choice, with the emergency numbers of all. Nothing where the leaflet names no emergency number by country.
pub(super) fn calls(leaflet: &Leaflet) -> Option<AnyView> {
    let countries = &leaflet.countries;
    if countries.is_empty() {
        return None;
    }
    let here: Vec<_> = countries.iter().map(|country| calls_here(country, leaflet.no_advice_line.as_deref())).collect();
    let not_here: Vec<_> = countries
        .iter()
        .map(|country| {
            let words = format!("Not {}? ", country.place());
            view! { <span data-here=country.code.clone() hidden>{words}</span> }
        })
        .collect();
    let known: Vec<String> =
        countries.iter().map(|country| format!("{} {}", country.code, country.all_regions())).collect();
    let calls = view! {
        <div class="calls" data-countries=known.join(";")>
            {here}
            <details class="country" open>
                <summary><span>{not_here}"Choose where you are"</span></summary>
                {all_emergency_numbers(countries)}
                {choice(countries)}
            </details>
        </div>
    };
    Some(calls.into_any())
}

/// The calls of one country, as large as what is pressed first should be.
fn calls_here(country: &Country, no_advice_line: Option<&str>) -> impl IntoView + use<> {
    let emergency: Vec<_> = country.emergency.iter().map(|number| emergency_call(number, country)).collect();
    let note = match (&country.advice, &country.note) {
        (_, Some(note)) => Some(note.as_str()),
        (None, None) => no_advice_line,
        (Some(_), None) => None,
    };
    let note = note.map(|note| view! { <p class="hint">{note.to_owned()}</p> });
    view! {
        <div data-here=country.code.clone() hidden>
            <p class="if-here">{format!("If you are {}:", country.place())}</p>
            {emergency}
            {country.advice.as_ref().map(advice_call)}
            {note}
        </div>
    }
}

fn emergency_call(number: &EmergencyNumber, country: &Country) -> impl IntoView + use<> {
    let from = number.from.as_ref().map(|from| format!(", {from}")).unwrap_or_default();
    call("emergency", &number.number, format!("{BRINGS}, {}{from}", country.name))
}

fn advice_call(advice: &AdviceLine) -> impl IntoView + use<> {
    call("urgent", &advice.number, advice.says.clone())
}

/// A number as a button. It shows the digits that it dials, and no others.
fn call(level: &'static str, number: &str, says: String) -> impl IntoView + use<> {
    view! {
        <a class=format!("call-button {level}") href=format!("tel:{}", dialled(number))>
            <span><b>{format!("Call {number}")}</b> " " <span>{says}</span></span>
            {icons::telephone()}
        </a>
    }
}

/// Every country's emergency numbers, small enough that all can be seen at once on a phone.
fn all_emergency_numbers(countries: &[Country]) -> impl IntoView + use<> {
    let lines: Vec<_> = countries
        .iter()
        .flat_map(|country| country.emergency.iter().map(move |number| (country, number)))
        .map(|(country, number)| {
            let from = number.from.as_ref().map(|from| format!(", {from}")).unwrap_or_default();
            let whose = format!("{}{from}", country.name);
            view! {
                <li>
                    <a href=format!("tel:{}", dialled(&number.number))><b>{number.number.clone()}</b> " " <span>{whose}</span></a>
                </li>
            }
        })
        .collect();
    view! {
        <p>"In an emergency, press the number for where you are. Elsewhere, call your local emergency number."</p>
        <ul class="all-calls">{lines}</ul>
    }
}

/// The choice, for the app to bring to life. Without it, every country's numbers are shown.
fn choice(countries: &[Country]) -> impl IntoView + use<> {
    let options: Vec<_> = countries
        .iter()
        .map(|country| {
            let name = country.name.clone();
            view! { <option value=country.code.clone() data-regions=country.all_regions()>{name}</option> }
        })
        .collect();
    view! {
        <div class="with-script on-screen">
            <label for="country">"Show numbers for"</label>
            <select id="country" autocomplete="off" aria-describedby="country-hint">
                <option value="">"All countries"</option>
                {options}
            </select>
            <p class="hint" id="country-hint">"Kept in this browser only. Nothing is asked of the network."</p>
            <p class="hint" id="country-guess" hidden>
                "This is a guess from your browser\u{2019}s language. Choose where you are: then only those numbers are shown."
            </p>
        </div>
    }
}

/// A country's emergency numbers as a short line of a list, the one to call first before the others.
pub(super) fn emergency_line(country: &Country) -> impl IntoView + use<> {
    let number = |(place, number): (usize, &EmergencyNumber)| {
        // An empty text would be rendered as a space.
        let before = (place > 0).then_some(" or ");
        let address = format!("tel:{}", dialled(&number.number));
        view! { {before}<a class="call" href=address>{number.number.clone()}</a> }
    };
    let numbers: Vec<_> = country.emergency.iter().enumerate().map(number).collect();
    view! { <li data-country=country.code.clone()>{numbers}{format!(" {}", country.name)}</li> }
}

/// The countries whose numbers can stand on a page on which nobody chooses, for its program to guess from.
pub(super) fn known_countries(countries: &[Country]) -> impl IntoView + use<> {
    let known: Vec<_> = countries
        .iter()
        .map(|country| view! { <option value=country.code.clone() data-regions=country.all_regions()></option> })
        .collect();
    view! { <datalist>{known}</datalist> }
}
