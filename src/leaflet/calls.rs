//! What is wrong with the numbers of the countries: those that cannot be dialled as they are printed, and those that do not
//! agree with what the leaflet says elsewhere.

use super::{Country, Leaflet};
use crate::article::{Body, Destination, Inline, Passage, Problem, dialled, read::Problems};

/// The keys of `site.toml` whose words a page says. An emergency number stands beside the name of its country.
const SAID: [&str; 5] = ["no_advice_line", "name", "place", "advice", "note"];

/// Everything that is wrong with them.
pub(super) fn problems(leaflet: &Leaflet, site_text: &str) -> Vec<Problem> {
    let mut problems = Problems::of("site.toml");
    for country in &leaflet.countries {
        let line = line_of(country, site_text);
        let numbers = country.emergency.iter().map(|it| &it.number).chain(country.advice.iter().map(|it| &it.number));
        for number in numbers.filter(|number| !is_number(number)) {
            let what = format!("`{number}` is no telephone number");
            problems.note(line, what, "write digits, perhaps parted by spaces or hyphens, as they are printed");
        }
        let words =
            country.advice.iter().map(|it| &it.says).chain(country.emergency.iter().filter_map(|it| it.from.as_ref()));
        for words in words.filter(|words| words.contains(|c: char| c.is_ascii_digit())) {
            let what = format!("digits beside the number (\u{201c}{words}\u{201d})");
            problems.note(
                line,
                what,
                "say it in words, or in `note`: what is pressed shows the digits that it dials alone",
            );
        }
        check_emergency(country, leaflet, line, &mut problems);
        check_advice(country, leaflet, line, &mut problems);
    }
    problems.into_sorted()
}

/// The article's own list and this one name the same numbers.
fn check_emergency(country: &Country, leaflet: &Leaflet, line: usize, problems: &mut Problems) {
    let article = &leaflet.article;
    let listed: Vec<String> = article
        .emergency_numbers
        .iter()
        .filter_map(|id| article.passage(id))
        .flat_map(|passage| dialled_in(passage, &country.code))
        .collect();
    for number in country.emergency.iter().filter(|_| !listed.is_empty()) {
        if !listed.contains(&dialled(&number.number)) {
            let what =
                format!("the emergency number {} of {}, which the article does not list", number.number, country.code);
            problems.note(line, what, format!("the article lists {}: look up which is right", listed.join(", ")));
        }
    }
    if country.emergency.is_empty() && !listed.is_empty() && leaflet.countries.iter().any(|it| !it.emergency.is_empty())
    {
        let what = format!("no emergency number of {}, which the article lists", country.code);
        problems.note(line, what, format!("add it: {}", listed.join(", ")));
    }
}

/// The advice line stands on "Get help", where it is told whose it is.
fn check_advice(country: &Country, leaflet: &Leaflet, line: usize, problems: &mut Problems) {
    let Some(advice) = &country.advice else { return };
    let help = &leaflet.help;
    let passages = help.opening.iter().chain(help.sections.iter().flat_map(|section| &section.passages));
    let is_listed =
        passages.flat_map(|passage| dialled_in(passage, &country.code)).any(|it| it == dialled(&advice.number));
    if !is_listed {
        let what = format!("the advice line {} of {}, which help.md does not list", advice.number, country.code);
        problems.note(line, what, "list it there with its service and a link, or take it away");
    }
}

/// What the lines of a passage dial that are of a country.
fn dialled_in(passage: &Passage, code: &str) -> Vec<String> {
    let Body::Numbers(lines) = &passage.body else { return Vec::new() };
    let own = lines.iter().filter(|line| line.countries.iter().any(|country| country == code));
    let number = |inline: &Inline| match inline {
        Inline::Link { to: Destination::Telephone(number), .. } => Some(number.clone()),
        _ => None,
    };
    own.flat_map(|line| line.words.iter().filter_map(number)).collect()
}

fn is_number(printed: &str) -> bool {
    let digits = printed.strip_prefix('+').unwrap_or(printed);
    let is_of_number = |c: char| c.is_ascii_digit() || c == ' ' || c == '-';
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(is_of_number)
}

/// The lines of `site.toml` that a page says, each in its place.
pub(super) fn said(site_text: &str) -> String {
    let is_said = |line: &&str| line.split_once('=').is_some_and(|(key, _)| SAID.contains(&key.trim()));
    site_text.lines().map(|line| Some(line).filter(is_said).unwrap_or_default().to_owned() + "\n").collect()
}

/// The line on which a country names its code.
fn line_of(country: &Country, site_text: &str) -> usize {
    let is_code = |line: &str| {
        let value = line.split_once('=').filter(|(key, _)| key.trim() == "code").map(|(_, value)| value.trim());
        value.is_some_and(|value| value.trim_matches(['"', '\'']) == country.code)
    };
    site_text.lines().position(is_code).map_or(1, |line| line + 1)
}
