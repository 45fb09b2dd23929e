//! Whose telephone numbers are shown: chosen once, and guessed until then.

use crate::{
    browser::{country_lines, document},
    leaflet::region,
    storage::settings,
};

/// The id of the choice, which stands on the page.
const FIELD: &str = "country";

/// Brings the choice to life. A guess only puts its country first: it can be wrong, so nothing is hidden until the person
/// has chosen.
pub fn country_choice() {
    let (now, is_chosen) = country();
    tell_of_guess(!is_chosen && now.is_some());
    if let Some(code) = &now {
        country_lines::choose(FIELD, code);
    }
    show(now.as_deref().unwrap_or_default(), is_chosen);
    document::on_input(FIELD, |chosen| {
        tell_of_guess(false);
        show(&chosen, true);
        settings::change(|settings| settings.country = Some(chosen));
    });
}

/// Shows the numbers of the country that was chosen, or guessed, on a page without the choice; and again when the page comes
/// back: meanwhile it may have been chosen elsewhere.
pub fn follow_country() {
    let follow = || {
        let (now, is_chosen) = country();
        show(now.as_deref().unwrap_or_default(), is_chosen);
    };
    follow();
    document::on_return(follow);
}

/// The code of the country that was chosen, else of the one that the browser's languages let guess, and whether it was chosen.
fn country() -> (Option<String>, bool) {
    // What the page has no numbers of would hide those of all others.
    let kept = settings::country().filter(|code| code.is_empty() || country_lines::is_known(code));
    let is_chosen = kept.is_some();
    let guessed = || country_lines::languages().iter().find_map(|it| country_lines::code_of_region(&region(it)?));
    (kept.or_else(guessed), is_chosen)
}

fn show(code: &str, alone: bool) {
    let code = Some(code).filter(|code| !code.is_empty());
    country_lines::show(code, alone && code.is_some());
}

fn tell_of_guess(is_guess: bool) {
    document::set_shown("country-guess", is_guess);
    document::set_shown("country-hint", !is_guess);
}
