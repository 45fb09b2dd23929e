//! "Get help": whom to call, when, and on which number.

use leptos::prelude::*;

use super::{SiteRoot, text_page::text_page};
use crate::{
    article::PageName,
    leaflet::{Country, Leaflet},
};

/// The page, with the choice of the country before its first section.
pub(super) fn help_page(leaflet: &Leaflet, root: &SiteRoot) -> impl IntoView + use<> {
    let countries = (!leaflet.countries.is_empty()).then(|| country(&leaflet.countries)).into_any();
    text_page(&leaflet.help, PageName::Help, root, countries)
}

/// The choice, for the app to bring to life. Without it, every country's numbers are shown.
fn country(countries: &[Country]) -> impl IntoView + use<> {
    let options: Vec<_> = countries
        .iter()
        .map(|country| {
            let name = country.name.clone();
            view! { <option value=country.code.clone() data-regions=country.all_regions()>{name}</option> }
        })
        .collect();
    view! {
        <div class="country with-script on-screen">
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
