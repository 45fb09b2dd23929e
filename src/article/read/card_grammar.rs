//! What a care card may look like: one action, a few signs, each a phrase, and nothing that leads away.

use super::{Problems, attributes::id_or_problem};
use crate::article::{Body, CareCard, Destination, Id, Inline, Level, Passage, plain_text, sentences};

/// Checks the heading of a card, which stands on a line.
pub(super) fn check_action(action: &str, level: Option<Level>, line: usize, problems: &mut Problems) {
    if let Some(more) = second_action(action) {
        problems.note(
            line,
            format!("a care card with more than one action (\u{201c}{more}\u{201d})"),
            "give a card one action, in one phrase that ends with a colon",
        );
    }
    let asks_to_call = match level {
        Some(Level::Emergency) => Some("an emergency"),
        Some(Level::Urgent) => Some("an urgent"),
        Some(Level::Routine) | None => None,
    };
    if let Some(kind) = asks_to_call
        && action.split_whitespace().next() != Some("Call")
    {
        problems.note(
            line,
            format!("{kind} card that does not begin with \u{201c}Call\u{201d} (\u{201c}{action}\u{201d})"),
            "say first who to call",
        );
    }
}

/// Takes the ids off the ends of the signs, as in `- any bleeding {#bleeding}`: one for each sign, none where it bears none.
pub(super) fn take_bullets(signs: &mut [(Vec<Inline>, usize)], problems: &mut Problems) -> Vec<Option<Id>> {
    let mut bullets: Vec<Option<Id>> = Vec::new();
    for (sign, line) in signs {
        let bullet = take_bullet(sign, *line, problems);
        if let Some(id) = bullet.as_ref().filter(|_| bullets.contains(&bullet)) {
            problems.note(
                *line,
                format!("a second sign `{id}` on a card"),
                "give each sign of a card an id of its own",
            );
        }
        bullets.push(bullet);
    }
    bullets
}

fn take_bullet(sign: &mut [Inline], line: usize, problems: &mut Problems) -> Option<Id> {
    let Some(Inline::Text(text)) = sign.last_mut() else { return None };
    let (words, id) = text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let (words, id) = (words.trim_end().to_owned(), id_or_problem(id, line, problems));
    *text = words;
    id
}

/// Every sign has an id where the journal must name it.
pub(super) fn check_bullets(passages: &[(&Passage, usize)], problems: &mut Problems) {
    for (passage, line) in passages {
        let Body::Card(card) = &passage.body else { continue };
        for (sign, _) in card.signs.iter().zip(&card.bullets).filter(|(_, bullet)| bullet.is_none()) {
            problems.note(
                *line,
                format!("a sign without an id (\u{201c}{}\u{201d})", plain_text(sign)),
                "add one behind it, such as {#some-id}: journal.toml names it",
            );
        }
    }
}

/// Checks the signs of a card, each with its line; the list begins on a line of its own.
pub(super) fn check_signs(signs: &[(Vec<Inline>, usize)], list_line: usize, problems: &mut Problems) {
    let most = CareCard::MOST_SIGNS;
    if signs.len() > most {
        let what = format!("a care card with {} signs, which is more than {most}", signs.len());
        problems.note(list_line, what, "part it into two cards");
    }
    for (sign, line) in signs {
        if sign.iter().any(leads_away) {
            problems.note(
                *line,
                "a care card with a citation or a link that is no telephone number",
                "say it in the card, and cite below it in a .basis paragraph",
            );
        }
        check_phrase(&plain_text(sign), *line, problems);
    }
}

/// A sign ends the sentence that the heading begins: it is a phrase, and no sentence of its own.
fn check_phrase(sign: &str, line: usize, problems: &mut Problems) {
    if sign.is_empty() {
        problems.note(line, "a sign without words", "say what the sign is, or take it off the card");
    }
    if sentences(sign).count() > 1 {
        problems.note(line, "a sign with a second sentence", "make it one phrase, or two signs");
    } else if sign.ends_with(['.', '!', '?']) {
        problems.note(line, "a sign that ends like a sentence", "leave the mark at its end out");
    }
    if begins_with_capital(sign) {
        problems.note(
            line,
            "a sign that begins with a capital letter",
            "begin it small; if it is a name of one word, let another word stand before it",
        );
    }
}

/// Whether a sign begins with a capital letter and not with a name, as far as letters tell: "NHS" has more than one
/// capital, and "Braxton Hicks" is two words with one.
fn begins_with_capital(sign: &str) -> bool {
    let mut words = sign.split_whitespace();
    let first = words.next().unwrap_or_default();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_name = first.chars().filter(|c| c.is_uppercase()).count() > 1 || words.next().is_some_and(is_capital);
    is_capital(first) && !is_name
}

/// No two cards of a file say the same. Two may share their heading, where the signs are too many for one.
pub(super) fn check_twins(passages: &[(&Passage, usize)], problems: &mut Problems) {
    let cards: Vec<(&Passage, &CareCard, usize)> = passages
        .iter()
        .filter_map(
            |(passage, line)| if let Body::Card(card) = &passage.body { Some((*passage, card, *line)) } else { None },
        )
        .collect();
    for (at, (_, card, line)) in cards.iter().enumerate() {
        let earlier = cards.iter().take(at).find(|(_, other, _)| says_the_same(card, other));
        if let Some((twin, ..)) = earlier {
            let what = format!("a care card that says what the card `{}` says", twin.id);
            problems.note(*line, what, "keep one of them, and link to it or show it by its id");
        }
    }
}

fn says_the_same(card: &CareCard, other: &CareCard) -> bool {
    let signs = |card: &CareCard| {
        let mut signs: Vec<String> = card.signs.iter().map(|sign| plain_text(sign)).collect();
        signs.sort();
        signs
    };
    card.level == other.level && card.action == other.action && signs(card) == signs(other)
}

fn leads_away(inline: &Inline) -> bool {
    match inline {
        Inline::Text(_) => false,
        Inline::Strong(words) | Inline::Emphasis(words) => words.iter().any(leads_away),
        Inline::Link { to, words } => !matches!(to, Destination::Telephone(_)) || words.iter().any(leads_away),
        Inline::Citation(_) => true,
    }
}

/// What in a card's heading is a second action; or that it does not end with its colon.
fn second_action(action: &str) -> Option<&str> {
    let Some(phrase) = action.strip_suffix(':') else { return Some(action) };
    let joints = [". ", "; ", "! ", ": ", " and then ", ", then ", " then ", " and "];
    joints.into_iter().find_map(|joint| phrase.find(joint).and_then(|at| phrase.get(at..))).map(str::trim)
}
