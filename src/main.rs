//! The browser entry of every page but the journal's.

use quietleaf::{
    app,
    browser::{document, reading_position},
    ui::install_offer::install_offer,
};

fn main() {
    app::start();
    app::mount("install", install_offer);
    reading_position::mark_in_contents();
    document::set_ready();
}
