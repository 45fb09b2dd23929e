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
/// The weeks of a pregnancy that is over on its due date.
const DUE: u16 = 40;
/// What may stand between "due" and how long that is.
const TO_DUE: [&str; 15] = [
    "in", "for", "is", "isnt", "not", "date", "another", "only", "about", "until", "till", "just", "its", "like",
    "around",
];
/// Before what is left.
const REMAINS: [&str; 3] = ["remain", "remains", "remaining"];
/// What may follow "left", "early" and "to go".
const BEHIND_LEFT: [&str; 12] = ["and", "but", "until", "till", "til", "before", "then", "i", "with", "so", "of", "or"];
/// Behind "on": no span of time, but a day.
const DAYS: [&str; 17] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tues",
    "tue",
    "weds",
    "wed",
    "thurs",
    "thur",
    "fri",
    "sat",
    "sun",
];
/// Where a part of the pregnancy has only begun.
const BEGUN: [&str; 10] =
    ["just", "hit", "early", "start", "beginning", "entered", "entering", "newly", "reached", "into"];
/// How many weeks of a trimester are its beginning.
const BEGINNING: u16 = 3;

/// The weeks that are named; where several are, those said of the person herself: what they have in common, else the highest.
pub(super) fn weeks(tokens: &[Token]) -> Option<Weeks> {
    let mut best: Option<(bool, Weeks)> = None;
    let mut implied = None;
    let mut at = 0;
    while at < tokens.len() {
        let Some((weeks, from, to)) = read(tokens, at) else {
            implied = implied.or_else(|| phrase(tokens, at, &IMPLIED).map(|(weeks, _)| weeks));
            at += 1;
            continue;
        };
        if let Some(found) = said_of(tokens, weeks, from, to) {
            best = Some(match best {
                None => found,
                Some(known) => both(known, found),
            });
        }
        at = to.max(at + 1);
    }
    best.map(|(_, weeks)| weeks).or(implied)
}

/// Of two, those said of the person herself; of two that are, what they have in common, else the higher.
fn both(one: (bool, Weeks), other: (bool, Weeks)) -> (bool, Weeks) {
    let common = (one.1.0.max(other.1.0), one.1.1.min(other.1.1));
    if one.0 == other.0 && common.0 <= common.1 { (one.0, common) } else { one.max(other) }
}

/// The weeks of the pregnancy that a span from a place to another names, and whether they are said of the person herself; none where it is
/// a span of time.
fn said_of(tokens: &[Token], weeks: Weeks, from: usize, to: usize) -> Option<(bool, Weeks)> {
    let word = |at: usize| tokens.get(at).map(|it| it.word.as_str());
    let before = |back: usize| from.checked_sub(back).and_then(word);
    let after = |on: usize| word(to + on);
    let is_span_of_time = word(to - 1).is_some_and(|it| WEEK.contains(&it) || MONTH.contains(&it));
    let is_told = (0..3).filter_map(after).any(|word| PREGNANCY.contains(&word));
    // "Due in 9 weeks", "9 weeks to go", "9 weeks before my due date"; but "due in June, 9 weeks" and "9 weeks, left side".
    let is_joined = |at: usize| tokens.get(at).is_some_and(|it| !it.after_break);
    let links =
        (1..=5).take_while(|back| is_joined(from + 1 - back) && before(*back).is_some_and(|it| TO_DUE.contains(&it)));
    let linked = links.count() + 1;
    let leads_to_it = is_joined(from + 1 - linked)
        && (before(linked).is_some_and(|word| ["due", "edd"].contains(&word))
            || (before(1) == Some("in") && before(2) == Some("expecting"))
            || before(1).is_some_and(|word| REMAINS.contains(&word)));
    let ends = |on: usize| !is_joined(to + on) || after(on).is_some_and(|word| BEHIND_LEFT.contains(&word));
    let is_due = |word: &str| ["due", "edd", "date", "section", "induction"].contains(&word);
    let is_left = is_joined(to)
        && match after(0) {
            Some("left" | "early" | "ahead") => ends(1),
            Some("to") => after(1) == Some("go") && ends(2),
            Some("before" | "until" | "till" | "til" | "from" | "off") => (1..=3).filter_map(after).any(is_due),
            _ => false,
        };
    if is_span_of_time && !is_told && (leads_to_it || is_left) && after(0) != Some("ago") && weeks.1 <= DUE {
        return Some((true, (DUE - weeks.1, DUE - weeks.0)));
    }
    let is_own = [before(1), before(2), after(0), after(1)].into_iter().flatten().any(|word| OWN.contains(&word));
    // "In 26 weeks" is an age, "in 2 weeks" a span of time.
    let is_in = before(1) == Some("in") && weeks.0 >= SINCE_FROM;
    let is_at = is_in
        || before(1).is_some_and(|word| ["at", "im", "am"].contains(&word))
        || word(from).is_some_and(|word| WEEK.contains(&word) || MONTH.contains(&word));
    // "27 weeks after sex" is an age: what happened then is no end. So is "27 weeks since my last period".
    let is_after_something = after(0) == Some("after") && after(1).is_some_and(|word| HAPPENED.contains(&word));
    let is_counted =
        after(0) == Some("since") && (1..=3).filter_map(after).any(|word| ["period", "lmp"].contains(&word));
    let is_day = after(0) == Some("on") && after(1).is_some_and(|word| DAYS.contains(&word));
    let is_span = before(1).is_some_and(|word| FOR.contains(&word))
        || (after(0).is_some_and(|word| AGO.contains(&word))
            && !is_after_something
            && !is_counted
            && !is_day
            && tokens.get(to).is_some_and(|it| !it.after_break));
    let is_over =
        before(1) == Some("past") && before(2).is_some_and(|word| ["just", "am", "im", "now"].contains(&word));
    // "In the ninth month", "in my second trimester".
    let is_part = [from, to - 1].into_iter().filter_map(word).any(|it| is_trimester(it) || it.ends_with("way"))
        || word(from).is_some_and(|it| ordinal(it).is_some())
        || word(from + 1).is_some_and(|it| ENDINGS.contains(&it));
    let is_since = before(1) == Some("since") && weeks.0 >= SINCE_FROM;
    let is_begun =
        word(to - 1).is_some_and(is_trimester) && (1..=4).filter_map(before).any(|word| BEGUN.contains(&word));
    let weeks = if is_begun { (weeks.0, weeks.0 + BEGINNING) } else { weeks };
    (is_at || is_told || is_since || is_part || is_over || is_counted || !is_span).then_some((is_own, weeks))
}

/// What makes an ordinal of a number.
const ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];

/// Words, and the weeks that they name.
type Phrase = (&'static [&'static str], Weeks);

/// What belongs to weeks, where none are named.
const IMPLIED: [Phrase; 5] = [
    (&["on", "maternity", "leave"], (24, LAST)),
    (&["on", "mat", "leave"], (24, LAST)),
    (&["antenatal", "class"], (24, LAST)),
    (&["antenatal", "classes"], (24, LAST)),
    (&["growth", "scan"], (24, LAST)),
];

/// Weeks that are named without a number.
const PHRASES: [Phrase; 9] = [
    (&["second", "half", "of", "pregnancy"], (20, LAST)),
    (&["whole", "trimester", "to", "go"], (26, 28)),
    (&["halfway"], (20, 20)),
    (&["midway"], (20, 20)),
    (&["half", "way"], (20, 20)),
    (&["mid", "way"], (20, 20)),
    (&["viability", "weeks"], (24, 24)),
    (&["two", "thirds", "of", "the", "way"], (26, 27)),
    (&["due", "next", "month"], (34, 39)),
];

/// The weeks of the phrase that begins at a place, and the place behind it.
fn phrase(tokens: &[Token], at: usize, phrases: &[Phrase]) -> Option<(Weeks, usize)> {
    let is_there = |words: &[&str]| {
        words.iter().enumerate().all(|(on, word)| tokens.get(at + on).is_some_and(|it| it.word == *word))
    };
    let (words, weeks) = phrases.iter().find(|(words, _)| is_there(words))?;
    Some((*weeks, at + words.len()))
}

/// The weeks named from a place on, with the places of their first word and of the one behind their last.
fn read(tokens: &[Token], at: usize) -> Option<(Weeks, usize, usize)> {
    let word = |at: usize| tokens.get(at).map(|it| it.word.as_str());
    let is_one_of = |at: usize, words: &[&str]| word(at).is_some_and(|word| words.contains(&word));
    if let Some((weeks, to)) = phrase(tokens, at, &PHRASES) {
        return Some((weeks, at, to));
    }
    // "In the fourteenth week"; "the second week" is a span of time.
    if let Some(which) = word(at).and_then(ordinal)
        && which >= SINCE_FROM
        && is_one_of(at + 1, &WEEK)
    {
        return Some(((which, which), at, at + 2));
    }
    if word(at + 1).is_some_and(is_trimester) && is_one_of(at, &["last", "final"]) {
        return Some((of_trimester(3)?, at, at + 2));
    }
    if word(at + 1).is_some_and(is_trimester) {
        let which = ordinal(word(at)?).or_else(|| word(at)?.parse().ok())?;
        return Some((of_trimester(which)?, at, at + 2));
    }
    if word(at).is_some_and(is_trimester) {
        let (which, to) = number(tokens, at + 1)?;
        return Some((of_trimester(which)?, at, to));
    }
    let joined = |at: usize, mark: char| tokens.get(at).is_some_and(|it| it.joined == Some(mark));
    if (is_one_of(at, &WEEK) || is_one_of(at, &MONTH)) && !joined(at + 2, '+') {
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
    if is_one_of(to, &ENDINGS) {
        to += 1;
        if is_one_of(to, &MONTH) {
            return Some((of_months(number, false)?, at, to + 1));
        }
        if word(to).is_some_and(is_trimester) {
            return Some((of_trimester(number)?, at, to + 1));
        }
    }
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
    } else if is_one_of(to, &["and"]) && is_one_of(to + 1, &["a"]) && is_one_of(to + 2, &["bit"]) {
        to += 3;
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

/// "Trimester", as it is written: "trimeter", "trimster", "tri".
fn is_trimester(word: &str) -> bool {
    word == "tri" || word.starts_with("trim")
}

fn of_trimester(which: u16) -> Option<Weeks> {
    [(0, 13), (13, 27), (28, LAST)].get(usize::from(which).checked_sub(1)?).copied()
}

fn ordinal(word: &str) -> Option<u16> {
    let place = ORDINALS.iter().position(|it| *it == word && !it.is_empty());
    let place = place.or(match word {
        "1st" => Some(1),
        "2nd" => Some(2),
        "3rd" => Some(3),
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
