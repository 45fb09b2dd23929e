//! The browser entry of the questions' page.
//!
//! It is a program of its own, so that the article's page does not load the search. It has no components: what it shows stands on
//! its page.

use quietleaf::{
    browser::{document, update},
    ui::{country_choice::follow_country, question_search::question_search},
};

fn main() {
    std::panic::set_hook(Box::new(|_| document::show_app_note()));
    update::offer();
    document::follow_anchor();
    follow_country();
    question_search();
    document::set_ready();
}
