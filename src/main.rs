//! The browser entry of every page but the questions' and the journal's.

use quietleaf::{
    app,
    browser::{citations, document, reading_position},
    ui::{
        country_choice::country_choice, display_settings::display_settings, install_offer::install_offer,
        reading_aids::reading_aids,
    },
};

fn main() {
    app::start();
    app::mount("aids", reading_aids);
    app::mount("display", display_settings);
    country_choice();
    app::mount("install", install_offer);
    reading_position::mark_in_contents();
    citations::lead_back();
    document::set_ready();
}
