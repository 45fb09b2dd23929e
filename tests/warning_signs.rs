//! Warning signs: every row of the rules, both sides of each boundary, and what holds for all of them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod recording;

use std::collections::BTreeSet;

use proptest::prelude::*;
use quietleaf::{
    article::Id,
    journal::{
        BleedingLevel::{self, HeavierThanAPeriod, Light, LikeAPeriod, SoaksAPadAnHour, Spotting},
        Condition, Count, CountedWeeks, EntryId, Gestation, Instant, Measure, Occurrence, PainScore, Reading, Readings,
        Temperature, Vocabulary, WarningSign, Wave, warnings,
    },
    leaflet::{self, JournalWords},
};
use recording::{bleeding, id, moment, pain, readings, words};

/// The cards that readings on 22 November 2026 call for, beside other days' readings; a card for some weeks only, where
/// the person's are not known, bears those weeks.
fn cards(now: &[(&str, Reading)], weeks: Option<&str>, others: &[(&str, &[(&str, Reading)])]) -> String {
    let words = words();
    let gestation = weeks.map(|weeks| Gestation::try_from(weeks.to_owned()).unwrap());
    let on = |day: &str| moment(&format!("{day}T12:00+00:00")).date();
    let others: Vec<_> = others.iter().map(|(day, of)| (on(day), readings(of))).collect();
    let others = others.iter().map(|(date, readings)| Occurrence { date: *date, readings });
    let now = readings(now);
    let occurrence = Occurrence { date: on("2026-11-22"), readings: &now };
    let found = warnings(&words.vocabulary.warning_signs, occurrence, weeks_of(gestation), &others);
    let shown = found.iter().map(|warning| match warning.only_in {
        None => warning.card.to_string(),
        Some(weeks) => {
            let end = |gestation: Option<Gestation>| gestation.map(String::from).unwrap_or_default();
            format!("{} ({}..{})", warning.card, end(weeks.from), end(weeks.to))
        }
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn weeks_of(gestation: Option<Gestation>) -> CountedWeeks {
    gestation.map_or(CountedWeeks::Unknown, CountedWeeks::Known)
}

fn felt(symptom: &str) -> (&str, Reading) {
    (symptom, Reading::Felt(true))
}

fn not_felt(symptom: &str) -> (&str, Reading) {
    (symptom, Reading::Felt(false))
}

fn chosen<'a>(symptom: &'a str, choice: &str) -> (&'a str, Reading) {
    (symptom, Reading::Choice(id(choice)))
}

fn pads(count: u16) -> (&'static str, Reading) {
    ("bleeding-pads", Reading::Count(Count::new(count).unwrap()))
}

fn temperature(text: &str) -> (&'static str, Reading) {
    ("temperature", Reading::Temperature(Temperature::try_from(text.to_owned()).unwrap()))
}

const UNKNOWN_WEEKS: &str = "call-unit-now (20+0..), call-today (..19+6)";
const WAVES: &str = "call-unit-now (20+0..36+6)";

/// Every row of the rules, and both sides of each boundary.
#[test]
fn an_entry_leads_to_its_cards() {
    let heavy_unknown = format!("call-now, {UNKNOWN_WEEKS}");
    for (now, weeks, expected) in [
        // Nothing felt, or nothing recorded: nothing is said.
        (vec![], None, ""),
        (vec![bleeding(BleedingLevel::None), pain("cramps", 0), pain("back-pain", 0)], None, ""),
        (vec![("temperature", Reading::Absent), ("tried", Reading::Absent), pads(0)], None, ""),
        // Bleeding heavier than a period, or soaking a pad in an hour or less.
        (vec![bleeding(HeavierThanAPeriod)], Some("8+0"), "call-now, call-today"),
        (vec![bleeding(SoaksAPadAnHour)], Some("8+0"), "call-now, call-today"),
        (vec![bleeding(LikeAPeriod)], Some("8+0"), "call-today"),
        (vec![bleeding(HeavierThanAPeriod)], Some("20+0"), "call-now, call-unit-now"),
        (vec![bleeding(HeavierThanAPeriod)], None, &heavy_unknown),
        // One or more soaked pads in the last hour.
        (vec![pads(1)], Some("8+0"), "call-now"),
        (vec![pads(0)], Some("8+0"), ""),
        // Large clots; any clots.
        (vec![chosen("bleeding-clots", "large")], Some("8+0"), "call-now, call-today"),
        (vec![chosen("bleeding-clots", "small")], Some("8+0"), "call-today"),
        (vec![("bleeding-clots", Reading::Absent)], Some("8+0"), ""),
        // Cramps, tummy or one-sided pain 7 or more.
        (vec![pain("cramps", 6)], None, ""),
        (vec![pain("cramps", 7)], None, "call-now"),
        (vec![pain("cramps", 10)], Some("30+0"), "call-now"),
        (vec![pain("one-sided-pain", 6)], None, "call-today"),
        (vec![pain("one-sided-pain", 7)], None, "call-now, call-today"),
        // Any pain that is too bad to walk or talk, whatever its score.
        (vec![felt("back-pain-unbearable"), pain("back-pain", 3)], None, "call-now"),
        (vec![not_felt("back-pain-unbearable"), pain("back-pain", 3)], None, ""),
        (vec![felt("cramps-unbearable"), pain("cramps", 3)], None, "call-now"),
        (vec![not_felt("cramps-unbearable"), pain("cramps", 3)], None, ""),
        (vec![felt("one-sided-pain-unbearable"), pain("one-sided-pain", 1)], None, "call-now, call-today"),
        (vec![not_felt("one-sided-pain-unbearable")], None, ""),
        (vec![felt("shoulder-tip-pain-unbearable")], None, "call-now"),
        (vec![not_felt("shoulder-tip-pain-unbearable")], None, ""),
        // Pain at the tip of the shoulder at any score above 0; faint or fainted; numbness, bladder or bowel trouble.
        (vec![pain("shoulder-tip-pain", 1)], None, "call-now"),
        (vec![pain("shoulder-tip-pain", 0)], None, ""),
        (vec![felt("faint")], None, "call-now"),
        (vec![not_felt("faint")], None, ""),
        (vec![felt("nerves")], Some("30+0"), "call-now"),
        (vec![not_felt("nerves")], Some("30+0"), ""),
        // Confusion, fast breathing or blotchy skin: with a fever, and where the temperature was not taken.
        (vec![felt("unwell"), temperature("38.0 C")], None, "call-now-unwell, call-today"),
        (vec![felt("unwell")], None, "call-now-unwell"),
        (vec![not_felt("unwell")], None, ""),
        // Sudden pain with a hard womb.
        (vec![felt("hard-womb")], Some("30+0"), "call-now-unwell"),
        (vec![not_felt("hard-womb")], Some("30+0"), ""),
        // Any bleeding, on either side of 20 weeks, and where the weeks are not known.
        (vec![bleeding(Spotting)], Some("19+6"), "call-today"),
        (vec![bleeding(Spotting)], Some("20+0"), "call-unit-now"),
        (vec![bleeding(Light)], Some("4+0"), "call-today"),
        (vec![bleeding(Light)], Some("41+0"), "call-unit-now"),
        (vec![bleeding(Spotting)], None, UNKNOWN_WEEKS),
        (vec![bleeding(BleedingLevel::None)], Some("20+0"), ""),
        // Fluid; fewer or different movements.
        (vec![felt("fluid")], Some("10+0"), "call-unit-now"),
        (vec![felt("fluid")], None, "call-unit-now"),
        (vec![not_felt("fluid")], None, ""),
        (vec![felt("movements")], Some("30+0"), "call-unit-now"),
        (vec![not_felt("movements")], Some("30+0"), ""),
        // Back pain or cramps that come and go, from 20 weeks to 36 weeks and 6 days.
        (vec![chosen("back-pain-course", "comes-and-goes")], Some("19+6"), ""),
        (vec![chosen("back-pain-course", "comes-and-goes")], Some("20+0"), "call-unit-now"),
        (vec![chosen("back-pain-course", "comes-and-goes")], Some("36+6"), "call-unit-now"),
        (vec![chosen("back-pain-course", "comes-and-goes")], Some("37+0"), ""),
        (vec![chosen("back-pain-course", "comes-and-goes")], None, WAVES),
        (vec![chosen("back-pain-course", "steady")], None, ""),
        (vec![chosen("cramps-course", "comes-and-goes")], Some("19+6"), ""),
        (vec![chosen("cramps-course", "comes-and-goes")], Some("20+0"), "call-unit-now"),
        (vec![chosen("cramps-course", "comes-and-goes")], Some("36+6"), "call-unit-now"),
        (vec![chosen("cramps-course", "comes-and-goes")], Some("37+0"), ""),
        (vec![chosen("cramps-course", "comes-and-goes")], None, WAVES),
        (vec![chosen("cramps-course", "steady")], None, ""),
        // One-sided pain above 0.
        (vec![pain("one-sided-pain", 1)], None, "call-today"),
        (vec![pain("one-sided-pain", 0)], None, ""),
        // Back pain 7 or more, even alone.
        (vec![pain("back-pain", 6)], None, ""),
        (vec![pain("back-pain", 7)], None, "call-today"),
        (vec![pain("back-pain", 10)], Some("12+0"), "call-today"),
        // 38 °C or more, in either unit, or shivering.
        (vec![temperature("37.9 C")], None, ""),
        (vec![temperature("38.0 C")], None, "call-today"),
        (vec![temperature("100.3 F")], None, ""),
        (vec![temperature("100.4 F")], None, "call-today"),
        (vec![felt("shivering")], None, "call-today"),
        (vec![not_felt("shivering")], None, ""),
        // Pain when peeing; smelly discharge.
        (vec![felt("peeing")], None, "call-today"),
        (vec![not_felt("peeing")], None, ""),
        (vec![felt("discharge")], None, "call-today"),
        (vec![not_felt("discharge")], None, ""),
        // Signs of pregnancy that fade; pain that keeps from sleeping.
        (vec![chosen("pregnancy-signs", "fainter")], None, "mention"),
        (vec![chosen("pregnancy-signs", "same")], None, ""),
        (vec![chosen("pregnancy-signs", "stronger")], None, ""),
        (vec![chosen("sleep", "woken")], None, "mention"),
        (vec![chosen("sleep", "no-sleep")], None, "mention"),
        (vec![chosen("sleep", "as-usual")], None, ""),
        (vec![("sleep", Reading::Absent)], None, ""),
        // All that match are shown, the strictest first.
        (vec![felt("hard-womb"), bleeding(Light)], Some("30+0"), "call-now-unwell, call-unit-now"),
        (vec![felt("fluid"), felt("unwell")], None, "call-now-unwell, call-unit-now"),
        (vec![pain("back-pain", 8), pain("cramps", 9), bleeding(Spotting)], Some("10+0"), "call-now, call-today"),
        (vec![pain("back-pain", 8), bleeding(Spotting)], None, "call-unit-now (20+0..), call-today"),
        (
            vec![felt("faint"), felt("unwell"), felt("fluid"), felt("peeing"), chosen("sleep", "woken")],
            None,
            "call-now, call-now-unwell, call-unit-now, call-today, mention",
        ),
    ] {
        assert_eq!(cards(&now, weeks, &[]), expected, "{now:?} at {weeks:?}");
    }
}

/// Back pain of 4 to 6 on three days of any four in a row that hold the entry's day.
#[test]
fn back_pain_that_stays_is_worth_a_mention() {
    let of = |score: u8| vec![pain("back-pain", score)];
    for (now, others, expected) in [
        (4, vec![], ""),
        (4, vec![("2026-11-21", 4)], ""),
        (4, vec![("2026-11-21", 4), ("2026-11-20", 4)], "mention"),
        (4, vec![("2026-11-20", 4), ("2026-11-19", 6)], "mention"),
        // The fourth day before is too far.
        (4, vec![("2026-11-21", 4), ("2026-11-18", 4)], ""),
        // Too weak on one day.
        (3, vec![("2026-11-21", 4), ("2026-11-20", 4)], ""),
        (4, vec![("2026-11-21", 3), ("2026-11-20", 4)], ""),
        // A stronger day counts as well; on the day itself it has a stricter card.
        (6, vec![("2026-11-21", 8), ("2026-11-20", 5)], "mention"),
        (7, vec![("2026-11-21", 5), ("2026-11-20", 5)], "call-today"),
        // Two entries of one day are one day.
        (5, vec![("2026-11-22", 5), ("2026-11-21", 5)], ""),
        // An entry that is added later for a day in between counts from both sides.
        (5, vec![("2026-11-21", 5), ("2026-11-23", 5)], "mention"),
        (5, vec![("2026-11-23", 5), ("2026-11-25", 5)], "mention"),
        (5, vec![("2026-11-24", 5), ("2026-11-26", 5)], ""),
    ] {
        let others: Vec<(&str, Vec<(&str, Reading)>)> = others.iter().map(|(day, score)| (*day, of(*score))).collect();
        let others: Vec<(&str, &[(&str, Reading)])> = others.iter().map(|(day, of)| (*day, of.as_slice())).collect();
        assert_eq!(cards(&of(now), None, &others), expected, "{now} after {others:?}");
    }
}

/// The rows by card and symptom: a new sign needs its rows above, and one that is taken away is seen.
#[test]
fn every_warning_sign_has_a_row() {
    let words = words();
    let signs = &words.vocabulary.warning_signs;
    let named: Vec<String> = signs.iter().map(|sign| format!("{} {}", sign.card, sign.symptom)).collect();
    assert_eq!(
        named,
        [
            "call-now bleeding",
            "call-now bleeding-pads",
            "call-now bleeding-clots",
            "call-now cramps",
            "call-now one-sided-pain",
            "call-now back-pain-unbearable",
            "call-now cramps-unbearable",
            "call-now one-sided-pain-unbearable",
            "call-now shoulder-tip-pain-unbearable",
            "call-now shoulder-tip-pain",
            "call-now faint",
            "call-now nerves",
            "call-now-unwell unwell",
            "call-now-unwell hard-womb",
            "call-unit-now bleeding",
            "call-unit-now fluid",
            "call-unit-now movements",
            "call-unit-now back-pain-course",
            "call-unit-now cramps-course",
            "call-today bleeding",
            "call-today bleeding-clots",
            "call-today one-sided-pain",
            "call-today back-pain",
            "call-today temperature",
            "call-today shivering",
            "call-today peeing",
            "call-today discharge",
            "mention back-pain",
            "mention pregnancy-signs",
            "mention sleep",
        ],
        "a new sign needs its rows above"
    );
    let called_for: BTreeSet<&Id> = signs.iter().map(|sign| &sign.card).collect();
    let cards: BTreeSet<&Id> = words.cards.iter().map(|card| &card.id).collect();
    assert_eq!(called_for, cards);
    assert!(words.is_emergency(&id("call-now")) && !words.is_emergency(&id("call-today")));
    assert_eq!(JournalWords::decode(&words.encode()).as_ref(), Some(&words));
    for broken in ["", "0", "zz", "00", &words.encode()[2..]] {
        assert_ne!(JournalWords::decode(broken).as_ref(), Some(&words));
    }
}

/// The strictest card stands first in whatever order the signs stand in the data: ambulance, maternity unit, today, next time.
#[test]
fn the_order_of_the_data_moves_no_card() {
    let mut files = xtask::content::files(&xtask::paths::content()).unwrap();
    let text = String::from_utf8(files.remove("journal.toml").unwrap()).unwrap();
    let mut parts = text.split("[[warning-sign]]");
    let head = parts.next().unwrap();
    let mut signs: Vec<&str> = parts.collect();
    signs.reverse();
    let reversed: String = signs.iter().flat_map(|sign| ["[[warning-sign]]", sign, "\n"]).collect();
    files.insert("journal.toml".to_owned(), format!("{head}\n{reversed}").into_bytes());
    let (leaflet, problems) = leaflet::read(&files);
    assert!(problems.is_empty(), "{problems:?}");
    let reversed = JournalWords::of(&leaflet.unwrap()).unwrap().vocabulary.warning_signs;
    let of = |signs: &[WarningSign]| {
        let mut cards: Vec<String> = signs.iter().map(|sign| sign.card.to_string()).collect();
        cards.dedup();
        cards
    };
    assert_eq!(of(&reversed), ["call-now", "call-now-unwell", "call-unit-now", "call-today", "mention"]);
    assert_eq!(of(&words().vocabulary.warning_signs), of(&reversed));
}

/// No sign is reached by what says that a symptom was not there, in whatever way that was recorded.
#[test]
fn what_was_not_there_calls_for_nothing() {
    let Vocabulary { symptoms, warning_signs, .. } = words().vocabulary;
    for symptom in &symptoms {
        let mut absent = vec![Reading::Absent];
        absent.extend(match symptom.measure {
            Measure::Pain => Some(Reading::Pain(PainScore::NONE)),
            Measure::Bleeding => Some(Reading::Bleeding(BleedingLevel::None)),
            Measure::YesNo => Some(Reading::Felt(false)),
            Measure::Count => Some(Reading::Count(Count::NONE)),
            Measure::Temperature | Measure::Choice | Measure::Words => None,
        });
        for reading in absent {
            assert!(reading.is_absent());
            let of = readings(&[(symptom.id.as_str(), reading)]);
            let occurrence = Occurrence { date: moment("2026-11-22T12:00+00:00").date(), readings: &of };
            assert_eq!(
                warnings(&warning_signs, occurrence, CountedWeeks::Unknown, &std::iter::empty()),
                [],
                "{}",
                symptom.id
            );
        }
    }
}

/// Where the weeks are not known, every card is shown that any week would show.
#[test]
fn unknown_weeks_have_the_most_cautious_answer() {
    let Vocabulary { warning_signs, .. } = words().vocabulary;
    for sign in &warning_signs {
        let reading = match &sign.when {
            Condition::Strength { from, .. } => from.clone(),
            Condition::OneOf(choices) => Reading::Choice(choices.first().unwrap().clone()),
        };
        let of = readings(&[(sign.symptom.as_str(), reading)]);
        let cards = |gestation: Option<Gestation>| -> BTreeSet<Id> {
            let occurrence = Occurrence { date: moment("2026-11-22T12:00+00:00").date(), readings: &of };
            let found = warnings(&warning_signs, occurrence, weeks_of(gestation), &std::iter::empty());
            found.into_iter().map(|warning| warning.card).collect()
        };
        let days = (0..=Gestation::MOST_WEEKS).flat_map(|weeks| (0..7).map(move |days| (weeks, days)));
        let of_any_week: BTreeSet<Id> =
            days.flat_map(|(weeks, days)| cards(Some(Gestation::new(weeks, days).unwrap()))).collect();
        assert_eq!(cards(None), of_any_week, "{} {}", sign.card, sign.symptom);
        // After an end the same cards, and none speaks of weeks.
        let occurrence = Occurrence { date: moment("2026-11-22T12:00+00:00").date(), readings: &of };
        let ended = warnings(&warning_signs, occurrence, CountedWeeks::NoLonger, &std::iter::empty());
        assert!(ended.iter().all(|warning| warning.only_in.is_none()), "{ended:?}");
        assert_eq!(ended.into_iter().map(|warning| warning.card).collect::<BTreeSet<_>>(), of_any_week);
    }
}

/// A pain that was timed says that pains come and go: it is looked at as an entry of its minute that says so.
#[test]
fn a_wave_leads_to_the_cards_of_pains_that_come_and_go() {
    let words = words();
    let says = words.vocabulary.waves.as_ref().unwrap();
    let (name, start) = (EntryId::from_bytes([1; 16]), "2026-11-22T02:59:30+01:00".to_owned());
    let entry = Wave::begun(Instant::try_from(start).unwrap()).as_entry(name, says).unwrap();
    assert_eq!((entry.id(), entry.when()), (name, moment("2026-11-22T02:59+01:00")));
    let of_wave: Vec<(&str, Reading)> = entry.readings().iter().map(|(id, it)| (id.as_str(), it.clone())).collect();
    for (weeks, expected) in [
        (Some("19+6"), ""),
        (Some("20+0"), "call-unit-now"),
        (Some("36+6"), "call-unit-now"),
        (Some("37+0"), ""),
        (None, WAVES),
    ] {
        assert_eq!(cards(&of_wave, weeks, &[]), expected, "{weeks:?}");
    }
}

proptest! {
    /// Whatever the weeks, a stronger reading never leads to a milder answer.
    #[test]
    fn a_stronger_reading_is_never_answered_more_mildly(
        score in 0_u8..10,
        weeks in 0_u8..45,
        level in 0_usize..5,
        count in 0_u16..20,
        tenths in 300_u16..450,
    ) {
        let Vocabulary { warning_signs, .. } = words().vocabulary;
        let strictest = |of: Readings| {
            let occurrence = Occurrence { date: moment("2026-11-22T12:00+00:00").date(), readings: &of };
            let found = warnings(&warning_signs, occurrence, weeks_of(Gestation::new(weeks, 0).ok()), &std::iter::empty());
            let place = |card: &Id| warning_signs.iter().position(|sign| sign.card == *card).unwrap();
            found.first().map_or(usize::MAX, |first| place(&first.card))
        };
        for symptom in ["back-pain", "cramps", "one-sided-pain", "shoulder-tip-pain"] {
            let of = |score: u8| strictest(readings(&[pain(symptom, score)]));
            prop_assert!(of(score + 1) <= of(score));
        }
        let of = |level: usize| readings(&[bleeding(BleedingLevel::ALL[level])]);
        prop_assert!(strictest(of(level + 1)) <= strictest(of(level)));
        prop_assert!(strictest(readings(&[pads(count + 1)])) <= strictest(readings(&[pads(count)])));
        let warm = |tenths: u16| readings(&[temperature(&format!("{}.{} C", tenths / 10, tenths % 10))]);
        prop_assert!(strictest(warm(tenths + 1)) <= strictest(warm(tenths)));
    }
}
