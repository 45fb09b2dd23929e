//! The weeks of pregnancy that somebody names: "22w", "22+3", "5 months", "third trimester".

use super::typed::Token;

/// The weeks that what was said allows, from the first to the last; both ends are included.
pub(super) type Weeks = (u16, u16);

/// The longest pregnancy that is understood, in weeks.
const LAST: u16 = 43;

const NUMBERS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const ORDINALS: [&str; 21] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];
const WEEK: [&str; 11] = ["week", "weeks", "wk", "wks", "w", "weeker", "wek", "weks", "wekks", "weeks", "wkz"];
const MONTH: [&str; 6] = ["month", "months", "mth", "mths", "mnths", "mo"];
/// Before a span of time that is no age of a pregnancy.
const FOR: [&str; 16] = [
    "for", "past", "last", "every", "in", "after", "next", "within", "these", "until", "til", "till", "another",
    "since", "few", "other",
];
/// Behind one.
const AGO: [&str; 11] = ["ago", "after", "since", "later", "post", "postpartum", "old", "of", "leave", "on", "apart"];
/// Beside an age of a pregnancy.
const OWN: [&str; 14] = [
    "im",
    "am",
    "at",
    "pregnant",
    "preg",
    "prego",
    "preggo",
    "preggers",
    "gone",
    "along",
    "is",
    "shes",
    "pregnancy",
    "now",
];

/// What can happen in a pregnancy and then bring a sign.
const HAPPENED: [&str; 12] = [
    "sex",
    "intercourse",
    "exercise",
    "exercising",
    "swimming",
    "walking",
    "lifting",
    "falling",
    "slipping",
    "seeing",
    "eating",
    "work",
];
/// Behind an age of a pregnancy, whatever stands before it.
const PREGNANCY: [&str; 6] = ["pregnant", "pregnancy", "gestation", "gone", "along", "preggers"];
/// "Since 13 weeks" is an age from here on; below it is a span of time.
const SINCE_FROM: u16 = 12;

/// The weeks that are named; where several are, those said of the person herself, the highest.
pub(super) fn weeks(tokens: &[Token]) -> Option<Weeks> {
    let mut best: Option<(bool, Weeks)> = None;
    let mut at = 0;
    while at < tokens.len() {
        let Some((weeks, from, to)) = read(tokens, at) else {
            at += 1;
            continue;
        };
        let before = |back: usize| from.checked_sub(back).and_then(|at| tokens.get(at)).map(|it| it.word.as_str());
        let after = |on: usize| tokens.get(to + on).map(|it| it.word.as_str());
        let is_own = [before(1), before(2), after(0), after(1)].into_iter().flatten().any(|word| OWN.contains(&word));
        let is_at = before(1).is_some_and(|word| ["at", "im", "am"].contains(&word))
            || tokens.get(from).is_some_and(|it| WEEK.contains(&it.word.as_str()));
        let is_told = (0..3).filter_map(after).any(|word| PREGNANCY.contains(&word));
        // "27 weeks after sex" is an age: what happened then is no end.
        let is_after_something = after(0) == Some("after") && after(1).is_some_and(|word| HAPPENED.contains(&word));
        let is_span = before(1).is_some_and(|word| FOR.contains(&word))
            || (after(0).is_some_and(|word| AGO.contains(&word))
                && !is_after_something
                && tokens.get(to).is_some_and(|it| !it.after_break));
        let is_over =
            before(1) == Some("past") && before(2).is_some_and(|word| ["just", "am", "im", "now"].contains(&word));
        // "In the ninth month", "in my second trimester".
        let is_part = tokens.get(to - 1).is_some_and(|it| it.word.starts_with("tri") || it.word.ends_with("way"))
            || tokens.get(from).is_some_and(|it| ordinal(&it.word).is_some());
        let is_since = before(1) == Some("since") && weeks.0 >= SINCE_FROM;
        if (is_at || is_told || is_since || is_part || is_over || !is_span)
            && best.is_none_or(|best| (is_own, weeks) > best)
        {
            best = Some((is_own, weeks));
        }
        at = to.max(at + 1);
    }
    best.map(|(_, weeks)| weeks)
}

/// The weeks named from a place on, with the places of their first word and of the one behind their last.
fn read(tokens: &[Token], at: usize) -> Option<(Weeks, usize, usize)> {
    let word = |at: usize| tokens.get(at).map(|it| it.word.as_str());
    let is_one_of = |at: usize, words: &[&str]| word(at).is_some_and(|word| words.contains(&word));
    if is_one_of(at, &["halfway", "midway"]) {
        return Some(((20, 20), at, at + 1));
    }
    if is_one_of(at, &["half", "mid"]) && is_one_of(at + 1, &["way"]) {
        return Some(((20, 20), at, at + 2));
    }
    // "In the fourteenth week"; "the second week" is a span of time.
    if let Some(which) = word(at).and_then(ordinal)
        && which >= SINCE_FROM
        && is_one_of(at + 1, &WEEK)
    {
        return Some(((which, which), at, at + 2));
    }
    if is_one_of(at + 1, &["trimester", "tri", "trimestre"]) {
        let which = ordinal(word(at)?)?;
        let weeks = [(0, 13), (13, 27), (28, LAST)].get(usize::from(which).checked_sub(1)?)?;
        return Some((*weeks, at, at + 2));
    }
    if is_one_of(at, &WEEK) || is_one_of(at, &MONTH) {
        let (number, to) = number(tokens, at + 1)?;
        let weeks = if is_one_of(at, &WEEK) { (number, number) } else { of_months(number, false)? };
        return (weeks.0 <= LAST).then_some((weeks, at, to));
    }
    if let Some(which) = word(at).and_then(ordinal)
        && is_one_of(at + 1, &MONTH)
    {
        return Some((of_months(which, false)?, at, at + 2));
    }
    let (number, mut to) = number(tokens, at)?;
    // "2nd trimester", "20th week".
    if is_one_of(to, &["st", "nd", "rd", "th"]) {
        to += 1;
        if is_one_of(to, &["trimester", "tri"]) {
            let weeks = [(0, 13), (13, 27), (28, LAST)].get(usize::from(number).checked_sub(1)?)?;
            return Some((*weeks, at, to + 1));
        }
    }
    let joined = |at: usize, mark: char| tokens.get(at).is_some_and(|it| it.joined == Some(mark));
    if joined(to, '+') && (4..=LAST).contains(&number) {
        let end = to + 1 + usize::from(is_one_of(to + 1, &WEEK));
        return Some(((number, number), at, end));
    }
    if joined(to, '/') && word(to) == Some("40") && (4..=LAST).contains(&number) {
        return Some(((number, number), at, to + 1));
    }
    let mut half = false;
    // "3 and a half weeks", "3.5 months", "12 or 13 weeks", "12-13 weeks".
    if is_one_of(to, &["and"]) && is_one_of(to + 1, &["a"]) && is_one_of(to + 2, &["half"]) {
        (half, to) = (true, to + 3);
    } else if joined(to, '.') {
        (half, to) = (true, to + 1);
    }
    if is_one_of(to, &["plus"]) {
        to += 1;
    }
    if is_one_of(to, &WEEK) && number <= LAST {
        return Some(((number, number), at, to + 1));
    }
    if is_one_of(to, &MONTH) {
        // "3 months 2 weeks", "3 months and 2 weeks".
        let more = to + 1 + usize::from(is_one_of(to + 1, &["and"]));
        if let Some((weeks, end)) = self::number(tokens, more)
            && weeks < 5
            && is_one_of(end, &WEEK)
            && (1..=9).contains(&number)
        {
            let weeks = (number * 13 / 3 + weeks).min(LAST);
            return Some(((weeks, weeks), at, end + 1));
        }
        return Some((of_months(number, half)?, at, to + 1));
    }
    None
}

fn ordinal(word: &str) -> Option<u16> {
    let place = ORDINALS.iter().position(|it| *it == word && !it.is_empty());
    let place = place.or(match word {
        "1" | "1st" => Some(1),
        "2" | "2nd" => Some(2),
        "3" | "3rd" => Some(3),
        _ => None,
    });
    u16::try_from(place?).ok()
}

/// A number in digits or words, and the place behind it.
fn number(tokens: &[Token], at: usize) -> Option<(u16, usize)> {
    let word = tokens.get(at)?.word.as_str();
    if let Ok(number) = word.parse::<u16>() {
        return (number <= 60).then_some((number, at + 1));
    }
    let tens = match word {
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        _ => {
            let number = NUMBERS.iter().position(|it| *it == word)?;
            return Some((u16::try_from(number).ok()?, at + 1));
        }
    };
    let ones = tokens.get(at + 1).and_then(|it| NUMBERS.iter().position(|one| *one == it.word));
    match ones.and_then(|ones| u16::try_from(ones).ok()) {
        Some(ones @ 1..=9) => Some((tens + ones, at + 2)),
        _ => Some((tens, at + 1)),
    }
}

/// The weeks of a month as people count them: "5 months" may be the fifth month, or five months over.
fn of_months(months: u16, and_half: bool) -> Option<Weeks> {
    let from = match (months, and_half) {
        (1..=9, false) => months * 13 / 3,
        (1..=9, true) => months * 13 / 3 + 2,
        _ => return None,
    };
    Some((from.saturating_sub(u16::from(months < 5)), (from + u16::from(!and_half)).min(LAST)))
}
