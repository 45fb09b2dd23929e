//! The browser entry of the questions' page.
//!
//! It is a program of its own, so that the article's page does not load the search.

use quietleaf::{
    app,
    browser::document,
    ui::{country_choice::follow_country, question_search::question_search},
};

fn main() {
    app::start();
    follow_country();
    app::mount("search", || question_search(&document::site_root()));
    document::set_ready();
}
