//! Warning signs: every row of the rules, both sides of each boundary, and what holds for all of them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod recording;

use std::collections::BTreeSet;

use expect_test::expect_file;
use proptest::prelude::*;
use quietleaf::{
    article::Id,
    journal::{
        BleedingLevel::{self, HeavierThanAPeriod, Light, LikeAPeriod, SoaksAPadAnHour, Spotting},
        CardMemory, Changed, Circumstances, Condition, Count, CountedWeeks, Entry, EntryId, Gestation, Instant,
        Measure, Notes, Occurrence, PainScore, Reading, Readings, SaidWeeks, Showing, Standing, Temperature,
        Vocabulary, Warning, WarningSign, Wave, WeekSpan, Weeks, standing, warnings,
    },
    leaflet::{self, JournalWords},
};
use recording::{bleeding, id, moment, pain, readings, words};

/// The cards that readings on 22 November 2026 call for, beside other days' readings; a card for some weeks only, where
/// the person's are not known, bears those weeks.
fn cards(now: &[(&str, Reading)], stage: &str, others: &[(&str, &[(&str, Reading)])]) -> String {
    let words = words();
    let on = |day: &str| moment(&format!("{day}T12:00+00:00")).date();
    let others: Vec<_> = others.iter().map(|(day, of)| (on(day), readings(of))).collect();
    let others = others.iter().map(|(date, readings)| Occurrence { date: *date, readings });
    let now = readings(now);
    let occurrence = Occurrence { date: on("2026-11-22"), readings: &now };
    named(&warnings(&words.vocabulary.warning_signs, occurrence, circumstances(stage), &others))
}

/// Cards as they are written in the tables: `call-today (12+0..19+6)`.
fn named(found: &[Warning]) -> String {
    let end = |gestation: Option<Gestation>| gestation.map(String::from).unwrap_or_default();
    let shown = found.iter().map(|warning| {
        let weeks: Vec<String> =
            warning.only_in.iter().map(|span| format!("{}..{}", end(span.from), end(span.to))).collect();
        if weeks.is_empty() { warning.card.to_string() } else { format!("{} ({})", warning.card, weeks.join(" ")) }
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// What is known of the pregnancy, as the tables write it: nothing, `8+0`, `12+0..19+6` as she has narrowed it, `8+0 treatment`,
/// or so many days after its end.
fn circumstances(stage: &str) -> Circumstances {
    let (weeks, is_of_treatment) = stage.strip_suffix(" treatment").map_or((stage, false), |weeks| (weeks, true));
    let gestation = |text: &str| Gestation::try_from(text.to_owned()).unwrap();
    let end = |text: &str| (!text.is_empty()).then(|| gestation(text));
    let weeks = match (weeks.strip_prefix("ended "), weeks.split_once("..")) {
        (Some(days), _) => CountedWeeks::NoLonger(days.parse().unwrap()),
        (None, Some((from, to))) => CountedWeeks::Within(WeekSpan { from: end(from), to: end(to) }),
        (None, None) if weeks.is_empty() => CountedWeeks::Unknown,
        (None, None) => CountedWeeks::Known(gestation(weeks)),
    };
    Circumstances { weeks, is_of_treatment }
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

/// What could be meant by any bleeding, or by pains in waves, where the weeks are not known.
const UNKNOWN: &str = "call-unit-now (20+0..), call-from-twelve (12+0..19+6), call-today";
const UNKNOWN_WAVES: &str = "call-unit-now (20+0..36+6), call-from-twelve (12+0..19+6), call-today";

/// The readings, the stages, and the cards that they call for at each of these.
type Row = (Vec<(&'static str, Reading)>, &'static [(&'static str, &'static str)]);

/// Rows that hold in a pregnancy, whatever its weeks: one after the other, and both sides of each boundary.
fn rows_of_any_week() -> Vec<Row> {
    vec![
        // Nothing felt, or nothing recorded: nothing is said.
        (vec![], &[("", ""), ("30+0", ""), ("ended 5", "")]),
        (vec![bleeding(BleedingLevel::None), pain("cramps", 0), pain("back-pain", 0)], &[("", ""), ("30+0", "")]),
        (vec![("temperature", Reading::Absent), ("tried", Reading::Absent), pads(0)], &[("", "")]),
        // Bleeding heavier than a period, or soaking a pad in an hour or less.
        (
            vec![bleeding(HeavierThanAPeriod)],
            &[
                ("8+0", "call-now, call-today"),
                ("14+0", "call-now, call-from-twelve, call-today"),
                ("20+0", "call-now, call-unit-now, call-today"),
                ("", "call-now, call-unit-now (20+0..), call-from-twelve (12+0..19+6), call-today"),
            ],
        ),
        (vec![bleeding(SoaksAPadAnHour)], &[("8+0", "call-now, call-today")]),
        (vec![bleeding(LikeAPeriod)], &[("8+0", "call-today")]),
        // One or more soaked pads in the last hour.
        (vec![pads(1)], &[("8+0", "call-now"), ("", "call-now"), ("ended 5", "call-now")]),
        (vec![pads(0)], &[("8+0", "")]),
        // Large clots; any clots.
        (vec![chosen("bleeding-clots", "large")], &[("8+0", "call-now, call-today"), ("", "call-now, call-today")]),
        (vec![chosen("bleeding-clots", "small")], &[("8+0", "call-today")]),
        (vec![("bleeding-clots", Reading::Absent)], &[("8+0", "")]),
        // Cramps, tummy or one-sided pain 7 or more; any pain that is too bad to walk or talk, whatever its score.
        (vec![pain("cramps", 6)], &[("8+0", "call-today")]),
        (vec![pain("cramps", 7)], &[("8+0", "call-now, call-today"), ("30+0", "call-now, call-today")]),
        (vec![pain("one-sided-pain", 6)], &[("8+0", "call-today")]),
        (vec![pain("one-sided-pain", 7)], &[("8+0", "call-now, call-today"), ("ended 50", "call-now, call-today")]),
        (vec![felt("back-pain-unbearable"), pain("back-pain", 3)], &[("", "call-now"), ("ended 5", "call-now")]),
        (vec![not_felt("back-pain-unbearable"), pain("back-pain", 3)], &[("", "")]),
        (vec![felt("cramps-unbearable"), pain("cramps", 3)], &[("8+0", "call-now, call-today")]),
        (vec![not_felt("cramps-unbearable")], &[("", "")]),
        (vec![felt("one-sided-pain-unbearable")], &[("", "call-now")]),
        (vec![not_felt("one-sided-pain-unbearable")], &[("", "")]),
        (vec![felt("shoulder-tip-pain-unbearable")], &[("", "call-now")]),
        (vec![not_felt("shoulder-tip-pain-unbearable")], &[("", "")]),
        // Shoulder-tip pain at any score above 0; faint; nerves; cannot pee.
        (vec![pain("shoulder-tip-pain", 1)], &[("", "call-now"), ("ended 5", "call-now")]),
        (vec![pain("shoulder-tip-pain", 0)], &[("", "")]),
        (vec![felt("faint")], &[("", "call-now"), ("ended 5", "call-now")]),
        (vec![not_felt("faint")], &[("", "")]),
        (vec![felt("nerves")], &[("", "call-now"), ("ended 5", "call-now")]),
        (vec![not_felt("nerves")], &[("", "")]),
        (vec![felt("cannot-pee")], &[("", "call-now"), ("ended 5", "call-now")]),
        (vec![not_felt("cannot-pee")], &[("", "")]),
        // Unwell, whatever the temperature.
        (vec![felt("chest")], &[("", "call-now-unwell"), ("ended 5", "call-now-unwell")]),
        (vec![not_felt("chest")], &[("", "")]),
        (vec![felt("head-or-sight")], &[("", "call-now-unwell"), ("ended 5", "call-now-unwell")]),
        (vec![not_felt("head-or-sight")], &[("", "")]),
        (vec![felt("unwell"), temperature("36.5 C")], &[("", "call-now-unwell"), ("ended 50", "call-now-unwell")]),
        (vec![felt("unwell"), temperature("38.0 C")], &[("", "call-now-unwell, call-today")]),
        (vec![not_felt("unwell")], &[("", "")]),
        (vec![felt("no-pee")], &[("", "call-now-unwell"), ("ended 5", "call-now-unwell")]),
        (vec![not_felt("no-pee")], &[("", "")]),
        (vec![felt("hard-womb")], &[("", "call-now-unwell"), ("30+0", "call-now-unwell")]),
        (vec![not_felt("hard-womb")], &[("30+0", "")]),
        // One-sided pain above 0, and back pain 7 or more, even alone: also after an end.
        (vec![pain("one-sided-pain", 1)], &[("", "call-today"), ("30+0", "call-today"), ("ended 5", "call-today")]),
        (vec![pain("one-sided-pain", 0)], &[("", "")]),
        (vec![pain("back-pain", 6)], &[("", ""), ("30+0", "")]),
        (vec![pain("back-pain", 7)], &[("", "call-today"), ("12+0", "call-today"), ("ended 5", "call-today")]),
        // 38 °C or more, in either unit, or shivering; pain when peeing; smelly discharge; one leg.
        (vec![temperature("37.9 C")], &[("", ""), ("ended 5", "")]),
        (vec![temperature("38.0 C")], &[("", "call-today"), ("30+0", "call-today")]),
        (vec![temperature("100.3 F")], &[("", "")]),
        (vec![temperature("100.4 F")], &[("", "call-today")]),
        (vec![felt("shivering")], &[("", "call-today")]),
        (vec![not_felt("shivering")], &[("", "")]),
        (vec![felt("peeing")], &[("", "call-today"), ("ended 5", "call-today"), ("ended 43", "call-today")]),
        (vec![not_felt("peeing")], &[("", "")]),
        (vec![felt("discharge")], &[("", "call-today")]),
        (vec![not_felt("discharge")], &[("", "")]),
        (vec![felt("leg")], &[("", "call-today"), ("30+0", "call-today")]),
        (vec![not_felt("leg")], &[("", "")]),
        // Signs of pregnancy that fade; pain that keeps from sleeping.
        (vec![chosen("pregnancy-signs", "fainter")], &[("", "mention"), ("8+0", "mention"), ("ended 0", "")]),
        (vec![chosen("pregnancy-signs", "same")], &[("", "")]),
        (vec![chosen("pregnancy-signs", "stronger")], &[("", "")]),
        (vec![chosen("sleep", "woken")], &[("", "mention"), ("ended 5", "mention")]),
        (vec![chosen("sleep", "no-sleep")], &[("", "mention")]),
        (vec![chosen("sleep", "as-usual")], &[("", "")]),
        (vec![("sleep", Reading::Absent)], &[("", "")]),
    ]
}

/// Rows that hold in some weeks: both sides of 12+0, 20+0 and 37+0.
fn rows_of_some_weeks() -> Vec<Row> {
    const ANY: &[(&str, &str)] = &[
        ("4+0", "call-today"),
        ("11+6", "call-today"),
        ("12+0", "call-from-twelve, call-today"),
        ("19+6", "call-from-twelve, call-today"),
        ("20+0", "call-unit-now, call-today"),
        ("36+6", "call-unit-now, call-today"),
        ("37+0", "call-unit-now, call-today"),
        ("41+0", "call-unit-now, call-today"),
        ("", UNKNOWN),
    ];
    const WAVES: &[(&str, &str)] = &[
        ("4+0", "call-today"),
        ("11+6", "call-today"),
        ("12+0", "call-from-twelve, call-today"),
        ("19+6", "call-from-twelve, call-today"),
        ("20+0", "call-unit-now, call-today"),
        ("36+6", "call-unit-now, call-today"),
        ("37+0", "call-today"),
        ("", UNKNOWN_WAVES),
    ];
    vec![
        // Any bleeding; fluid; a blow or a fall.
        (vec![bleeding(Spotting)], ANY),
        (vec![bleeding(Light)], ANY),
        (vec![bleeding(BleedingLevel::None)], &[("15+0", ""), ("20+0", "")]),
        (vec![felt("fluid")], ANY),
        (vec![not_felt("fluid")], &[("", ""), ("30+0", "")]),
        (vec![felt("blow")], ANY),
        (vec![not_felt("blow")], &[("", ""), ("30+0", "")]),
        // Fewer or different movements.
        (vec![felt("movements")], &[("19+6", ""), ("20+0", "call-unit-now"), ("41+0", "call-unit-now")]),
        (vec![felt("movements")], &[("", "call-unit-now (20+0..)"), ("ended 0", "")]),
        (vec![not_felt("movements")], &[("30+0", "")]),
        // Back pain or cramps in waves; what comes when she moves, or stays, is an everyday backache.
        (vec![chosen("back-pain-course", "in-waves")], WAVES),
        (vec![chosen("back-pain-course", "on-moving")], &[("", ""), ("30+0", "")]),
        (vec![chosen("back-pain-course", "steady")], &[("", ""), ("30+0", "")]),
        (vec![chosen("cramps-course", "in-waves")], WAVES),
        (vec![chosen("cramps-course", "on-moving")], &[("", ""), ("30+0", "")]),
        (vec![chosen("cramps-course", "steady")], &[("", ""), ("30+0", "")]),
        // Cramps or tummy pain above 0.
        (vec![pain("cramps", 0)], &[("8+0", ""), ("12+0", "")]),
        (
            vec![pain("cramps", 1)],
            &[
                ("8+0", "call-today"),
                ("11+6", "call-today"),
                ("12+0", "call-from-twelve, call-today"),
                ("19+6", "call-from-twelve, call-today"),
                ("20+0", "call-today"),
                ("", "call-from-twelve (12+0..19+6), call-today"),
            ],
        ),
        (vec![pain("cramps", 7)], &[("17+0", "call-now, call-from-twelve, call-today")]),
        // Pain when pooing, before 12 weeks.
        (vec![felt("pooing")], &[("11+6", "call-today"), ("12+0", ""), ("", "call-today (..11+6)")]),
        (vec![not_felt("pooing")], &[("8+0", "")]),
        // All that match are shown, the strictest first.
        (vec![felt("hard-womb"), bleeding(Light)], &[("30+0", "call-now-unwell, call-unit-now, call-today")]),
        (
            vec![pain("back-pain", 8), pain("cramps", 9), bleeding(Spotting)],
            &[("10+0", "call-now, call-today"), ("15+0", "call-now, call-from-twelve, call-today")],
        ),
        (
            vec![felt("faint"), felt("unwell"), felt("fluid"), felt("peeing"), chosen("sleep", "woken")],
            &[(
                "",
                "call-now, call-now-unwell, call-unit-now (20+0..), call-from-twelve (12+0..19+6), call-today, mention",
            )],
        ),
        // One sign for all weeks makes the card one for all weeks.
        (vec![felt("pooing"), felt("peeing")], &[("", "call-today"), ("12+0", "call-today")]),
    ]
}

/// Rows after an end: what is quiet, what stays, and what the card for that time says while its 6 weeks last.
fn rows_after_an_end() -> Vec<Row> {
    const NAMED: &[(&str, &str)] = &[
        ("ended 0", "after-loss"),
        ("ended 1", "after-loss"),
        ("ended 42", "after-loss"),
        ("ended 43", "call-today"),
        ("ended 400", "call-today"),
    ];
    vec![
        (vec![temperature("38.0 C")], NAMED),
        (vec![felt("shivering")], NAMED),
        (vec![felt("discharge")], NAMED),
        (vec![felt("leg")], NAMED),
        (vec![felt("pooing")], &[("ended 0", "after-loss"), ("ended 42", "after-loss"), ("ended 43", "")]),
        // Bleeding like a period or lighter is quiet, but for the days 11 to 21.
        (vec![bleeding(Spotting)], &[("ended 0", ""), ("ended 11", ""), ("ended 21", ""), ("ended 43", "")]),
        (vec![bleeding(Light)], &[("ended 0", ""), ("ended 11", ""), ("ended 21", "")]),
        (
            vec![bleeding(LikeAPeriod)],
            &[
                ("ended 0", ""),
                ("ended 1", ""),
                ("ended 10", ""),
                ("ended 11", "after-loss"),
                ("ended 21", "after-loss"),
                ("ended 22", ""),
                ("ended 43", ""),
            ],
        ),
        (
            vec![bleeding(HeavierThanAPeriod)],
            &[
                ("ended 0", "call-now, after-loss"),
                ("ended 15", "call-now, after-loss"),
                ("ended 42", "call-now, after-loss"),
                ("ended 43", "call-now, call-today"),
            ],
        ),
        // Small clots, fluid, cramps below 7, movements and timed waves are quiet; the rest stays.
        (vec![chosen("bleeding-clots", "small")], &[("ended 0", ""), ("ended 50", "")]),
        (vec![chosen("bleeding-clots", "large")], &[("ended 0", "call-now, call-today")]),
        (vec![felt("fluid")], &[("ended 0", ""), ("ended 50", "")]),
        (vec![pain("cramps", 6)], &[("ended 0", ""), ("ended 50", "")]),
        (vec![pain("cramps", 7)], &[("ended 0", "call-now, call-today"), ("ended 50", "call-now, call-today")]),
        (vec![chosen("cramps-course", "in-waves")], &[("ended 0", ""), ("ended 50", "")]),
        (vec![chosen("back-pain-course", "in-waves")], &[("ended 0", "call-today"), ("ended 50", "call-today")]),
        (vec![felt("blow")], &[("ended 0", "call-today"), ("ended 50", "call-today")]),
        (vec![felt("hard-womb")], &[("ended 0", "call-now-unwell")]),
        // A loss and light bleeding: no maternity unit, and no word about a baby.
        (vec![bleeding(Light), felt("movements"), felt("fluid"), pain("cramps", 4)], &[("ended 2", "")]),
    ]
}

/// Every row of the rules, and both sides of each boundary.
#[test]
fn an_entry_leads_to_its_cards() {
    let rows = [rows_of_any_week(), rows_of_some_weeks(), rows_after_an_end()];
    for (now, stages) in rows.into_iter().flatten() {
        for (stage, expected) in stages {
            assert_eq!(cards(&now, stage, &[]), *expected, "{now:?} at `{stage}`");
        }
    }
}

/// Backache that does not let up: 4 or more on three days of any four in a row that hold the entry's day. From 14 weeks it is
/// for today, before for the next appointment.
#[test]
fn back_pain_that_stays_is_told() {
    let of = |score: u8| vec![pain("back-pain", score)];
    for (now, others, stays) in [
        (4, vec![], false),
        (4, vec![("2026-11-21", 4)], false),
        (4, vec![("2026-11-21", 4), ("2026-11-20", 4)], true),
        (4, vec![("2026-11-20", 4), ("2026-11-19", 6)], true),
        // The fourth day before is too far.
        (4, vec![("2026-11-21", 4), ("2026-11-18", 4)], false),
        // Too weak on one day.
        (3, vec![("2026-11-21", 4), ("2026-11-20", 4)], false),
        (4, vec![("2026-11-21", 3), ("2026-11-20", 4)], false),
        // A stronger day counts as well.
        (6, vec![("2026-11-21", 8), ("2026-11-20", 5)], true),
        // Two entries of one day are one day.
        (5, vec![("2026-11-22", 5), ("2026-11-21", 5)], false),
        // An entry that is added later for a day in between counts from both sides.
        (5, vec![("2026-11-21", 5), ("2026-11-23", 5)], true),
        (5, vec![("2026-11-23", 5), ("2026-11-25", 5)], true),
        (5, vec![("2026-11-24", 5), ("2026-11-26", 5)], false),
    ] {
        let others: Vec<(&str, Vec<(&str, Reading)>)> = others.iter().map(|(day, score)| (*day, of(*score))).collect();
        let others: Vec<(&str, &[(&str, Reading)])> = others.iter().map(|(day, of)| (*day, of.as_slice())).collect();
        for (stage, expected) in [
            ("13+6", "mention"),
            ("14+0", "call-today"),
            ("", "call-today (14+0..), mention (..13+6)"),
            ("..11+6", "mention"),
            ("12+0..19+6", "call-today (14+0..19+6), mention (12+0..13+6)"),
            ("20+0..", "call-today"),
            ("ended 43", ""),
        ] {
            let expected = if stays { expected } else { "" };
            assert_eq!(cards(&of(now), stage, &others), expected, "{now} after {others:?} at `{stage}`");
        }
    }
    let others: [(&str, &[(&str, Reading)]); 2] = [("2026-11-21", &of(5)), ("2026-11-20", &of(5))];
    assert_eq!(cards(&of(7), "13+6", &others), "call-today, mention", "on the day itself it has a stricter card too");
}

/// After an end, what is worse than the day before.
#[test]
fn what_is_worse_than_the_day_before_after_an_end_is_told() {
    let before = |of: Vec<(&'static str, Reading)>| vec![("2026-11-21", of)];
    for (now, others, expected) in [
        // Above 3, and worse.
        (pain("cramps", 3), before(vec![pain("cramps", 2)]), ""),
        (pain("cramps", 4), before(vec![pain("cramps", 3)]), "after-loss"),
        (pain("cramps", 4), before(vec![pain("cramps", 4)]), ""),
        (pain("cramps", 6), before(vec![pain("cramps", 0)]), "after-loss"),
        (pain("back-pain", 4), before(vec![pain("back-pain", 3)]), "after-loss"),
        (pain("back-pain", 4), before(vec![pain("back-pain", 5)]), ""),
        (pain("one-sided-pain", 4), before(vec![pain("one-sided-pain", 3)]), "call-today, after-loss"),
        (pain("one-sided-pain", 3), before(vec![pain("one-sided-pain", 2)]), "call-today"),
        // The worst of the day before counts; another day does not; what was not recorded cannot be compared.
        (pain("cramps", 5), vec![("2026-11-21", vec![pain("cramps", 1)]), ("2026-11-21", vec![pain("cramps", 6)])], ""),
        (pain("cramps", 5), vec![("2026-11-20", vec![pain("cramps", 1)])], ""),
        (pain("cramps", 5), vec![("2026-11-22", vec![pain("cramps", 1)])], ""),
        (pain("cramps", 5), before(vec![pain("back-pain", 1)]), ""),
        (pain("cramps", 5), vec![], ""),
        // Bleeding that is stronger.
        (bleeding(Spotting), before(vec![bleeding(BleedingLevel::None)]), "after-loss"),
        (bleeding(Light), before(vec![bleeding(Spotting)]), "after-loss"),
        (bleeding(Light), before(vec![bleeding(Light)]), ""),
        (bleeding(Light), before(vec![bleeding(LikeAPeriod)]), ""),
    ] {
        let others: Vec<(&str, &[(&str, Reading)])> = others.iter().map(|(day, of)| (*day, of.as_slice())).collect();
        for stage in ["ended 0", "ended 1", "ended 5", "ended 42"] {
            assert_eq!(
                cards(std::slice::from_ref(&now), stage, &others),
                expected,
                "{now:?} after {others:?} at `{stage}`"
            );
        }
        let after_the_span = cards(std::slice::from_ref(&now), "ended 43", &others);
        assert!(!after_the_span.contains("after-loss"), "{now:?} after {others:?}: {after_the_span}");
        let ongoing = cards(std::slice::from_ref(&now), "8+0", &others);
        assert!(!ongoing.contains("after-loss"), "{now:?} after {others:?}: {ongoing}");
    }
}

/// After a transfer or an egg collection, any pain or bleeding before 12 weeks: who should call at once stands above the card.
#[test]
fn after_treatment_any_pain_or_bleeding_is_for_now() {
    for (now, stage, expected) in [
        (bleeding(Spotting), "5+0 treatment", "call-at-once, call-today"),
        (bleeding(Spotting), "11+6 treatment", "call-at-once, call-today"),
        (bleeding(Spotting), "12+0 treatment", "call-from-twelve, call-today"),
        (bleeding(Spotting), "5+0", "call-today"),
        (bleeding(BleedingLevel::None), "5+0 treatment", ""),
        (pain("back-pain", 1), "5+0 treatment", "call-at-once"),
        (pain("back-pain", 1), "5+0", ""),
        (pain("back-pain", 0), "5+0 treatment", ""),
        (pain("cramps", 1), "5+0 treatment", "call-at-once, call-today"),
        (pain("cramps", 7), "5+0 treatment", "call-now, call-at-once, call-today"),
        (pain("one-sided-pain", 1), "5+0 treatment", "call-at-once, call-today"),
        (pain("shoulder-tip-pain", 1), "5+0 treatment", "call-now, call-at-once"),
        (chosen("cramps-course", "in-waves"), "5+0 treatment", "call-at-once, call-today"),
        (temperature("38.0 C"), "5+0 treatment", "call-today"),
        (bleeding(Light), "ended 5 treatment", ""),
    ] {
        assert_eq!(cards(std::slice::from_ref(&now), stage, &[]), expected, "{now:?} at `{stage}`");
    }
}

/// Where the weeks are not known, one question narrows an entry's cards, where it stands above more than one.
#[test]
fn one_question_narrows_unknown_weeks() {
    let words = words();
    let question = words.vocabulary.weeks_question.clone().unwrap();
    let answers: Vec<&str> = question.answers.iter().map(|answer| answer.name.as_str()).collect();
    assert_eq!((answers, question.not_sure.as_str()), (vec!["Under 12", "12 to 19", "20 or more"], "Not sure"));
    for (now, is_asked, narrowed) in [
        (vec![bleeding(Light)], true, ["call-today", "call-from-twelve, call-today", "call-unit-now, call-today"]),
        (
            vec![chosen("cramps-course", "in-waves")],
            true,
            ["call-today", "call-from-twelve, call-today", "call-unit-now (20+0..36+6), call-today"],
        ),
        (vec![pain("cramps", 3)], true, ["call-today", "call-from-twelve, call-today", "call-today"]),
        (vec![felt("movements"), felt("peeing")], true, ["call-today", "call-today", "call-unit-now, call-today"]),
        // One such card, or none: nothing is asked.
        (vec![felt("movements")], false, ["", "", "call-unit-now"]),
        (vec![felt("movements"), felt("faint")], false, ["call-now", "call-now", "call-now, call-unit-now"]),
        (vec![felt("pooing")], false, ["call-today", "", ""]),
        (vec![felt("faint"), felt("peeing")], false, ["call-now, call-today"; 3]),
        (vec![], false, [""; 3]),
    ] {
        let of = readings(&now);
        let occurrence = Occurrence { date: moment("2026-11-22T12:00+00:00").date(), readings: &of };
        let unknown =
            warnings(&words.vocabulary.warning_signs, occurrence, CountedWeeks::Unknown.into(), &std::iter::empty());
        let asked = words.vocabulary.weeks_question_for(&unknown, |card| words.is_emergency(card));
        assert_eq!(asked.is_some(), is_asked, "{now:?}");
        for (stage, expected) in ["..11+6", "12+0..19+6", "20+0.."].into_iter().zip(narrowed) {
            assert_eq!(cards(&now, stage, &[]), expected, "{now:?} at `{stage}`");
        }
    }
    // An answer narrows its own entry, and only where the weeks are not known.
    let (own, other) = (EntryId::from_bytes([1; 16]), EntryId::from_bytes([2; 16]));
    let mut memory = CardMemory::default();
    let now = moment("2026-11-22T12:00+00:00");
    let (narrow, known) = (CountedWeeks::Within(question.answers[1].weeks), circumstances("30+0").weeks);
    memory.say_weeks(own, SaidWeeks::Within(question.answers[1].weeks), now);
    assert_eq!(Vocabulary::narrowed(CountedWeeks::Unknown, &memory, own), narrow);
    assert_eq!(Vocabulary::narrowed(CountedWeeks::Unknown, &memory, other), CountedWeeks::Unknown);
    for weeks in [known, CountedWeeks::NoLonger(3)] {
        assert_eq!(Vocabulary::narrowed(weeks, &memory, own), weeks);
    }
    memory.say_weeks(own, SaidWeeks::NotSure, now);
    assert_eq!(Vocabulary::narrowed(CountedWeeks::Unknown, &memory, own), CountedWeeks::Unknown);
    assert_eq!((memory.weeks_of(own), memory.weeks_of(other)), (Some(SaidWeeks::NotSure), None));
}

/// What stands below a card, by what calls for it.
#[test]
fn what_stands_below_a_card_depends_on_its_signs() {
    let vocabulary = words().vocabulary;
    for (now, stage, expected) in [
        (vec![bleeding(HeavierThanAPeriod)], "8+0", "call-now: clot-size treatment-line; call-today:"),
        (vec![pain("cramps", 7)], "8+0", "call-now: treatment-line; call-today:"),
        (vec![pads(1)], "ended 3", "call-now: clot-size treatment-line"),
        // Never for the tip of the shoulder, fainting or fever, nor where one of them is there as well.
        (vec![pain("shoulder-tip-pain", 3)], "8+0", "call-now:"),
        (vec![felt("faint")], "8+0", "call-now:"),
        (vec![felt("faint"), pads(1)], "8+0", "call-now:"),
        (vec![temperature("38.5 C")], "ended 3", "after-loss:"),
        (vec![bleeding(LikeAPeriod)], "ended 12", "after-loss: treatment-line"),
        (vec![bleeding(LikeAPeriod), felt("leg")], "ended 12", "after-loss:"),
        (vec![felt("chest")], "", "call-now-unwell: crisis-lines"),
        // Before 20 weeks nobody has a maternity unit.
        (vec![felt("movements")], "", "call-unit-now: else-early"),
        (vec![felt("movements")], "20+0..", "call-unit-now:"),
        (vec![felt("movements")], "30+0", "call-unit-now:"),
    ] {
        let of = readings(&now);
        let occurrence = Occurrence { date: moment("2026-11-22T12:00+00:00").date(), readings: &of };
        let found = warnings(&vocabulary.warning_signs, occurrence, circumstances(stage), &std::iter::empty());
        let shown: Vec<String> = found
            .iter()
            .map(|warning| {
                let below: Vec<&str> = vocabulary.below(warning).map(Id::as_str).collect();
                format!("{}: {}", warning.card, below.join(" ")).trim_end().to_owned()
            })
            .collect();
        assert_eq!(shown.join("; "), expected, "{now:?} at `{stage}`");
    }
}

/// The rows for which somebody should call even if it has stopped.
#[test]
fn some_cards_stand_even_if_it_has_stopped() {
    for (now, stage, is_marked) in [
        (bleeding(Spotting), "8+0", true),
        (bleeding(Spotting), "15+0", true),
        (bleeding(Spotting), "25+0", true),
        (bleeding(HeavierThanAPeriod), "8+0", true),
        (bleeding(LikeAPeriod), "ended 12", true),
        (pads(1), "8+0", true),
        (chosen("bleeding-clots", "small"), "8+0", true),
        (chosen("bleeding-clots", "large"), "8+0", true),
        (felt("fluid"), "8+0", true),
        (felt("fluid"), "15+0", true),
        (felt("fluid"), "25+0", true),
        (felt("faint"), "", true),
        (felt("chest"), "", true),
        (felt("head-or-sight"), "", true),
        (felt("unwell"), "", true),
        (felt("nerves"), "", true),
        (felt("movements"), "25+0", true),
        (felt("blow"), "8+0", true),
        (felt("blow"), "15+0", true),
        (felt("blow"), "25+0", true),
        (pain("cramps", 8), "8+0", false),
        (pain("shoulder-tip-pain", 8), "8+0", false),
        (felt("cannot-pee"), "", false),
        (felt("no-pee"), "", false),
        (felt("hard-womb"), "", false),
        (temperature("39.0 C"), "8+0", false),
        (felt("leg"), "8+0", false),
        (felt("peeing"), "8+0", false),
        (chosen("cramps-course", "in-waves"), "25+0", false),
        (chosen("sleep", "woken"), "8+0", false),
    ] {
        let of = readings(std::slice::from_ref(&now));
        let occurrence = Occurrence { date: moment("2026-11-22T12:00+00:00").date(), readings: &of };
        let found = warnings(&words().vocabulary.warning_signs, occurrence, circumstances(stage), &std::iter::empty());
        assert!(!found.is_empty(), "{now:?} at `{stage}`");
        for warning in found {
            assert_eq!(warning.even_if_stopped, is_marked, "{now:?} at `{stage}`: {}", warning.card);
        }
    }
}

/// How a card of an entry stands, comes back and goes: by when the entry was, what was read of which entry, and now.
#[test]
fn the_life_of_a_card() {
    let words = words();
    let name = |byte: u8| EntryId::from_bytes([byte; 16]);
    let entry = |byte: u8, when: &str, of: &[(&str, Reading)]| {
        Entry::new(name(byte), moment(when), Changed(0), readings(of), Notes::default()).unwrap()
    };
    let called = |entry: &Entry| {
        let occurrence = Occurrence { date: entry.when().date(), readings: entry.readings() };
        let signs = &words.vocabulary.warning_signs;
        warnings(signs, occurrence, circumstances("8+0"), &std::iter::empty())
    };
    let shown = |entries: &[Entry], looked_at: &[EntryId], memory: &CardMemory, now: &str| {
        let called: Vec<_> = entries.iter().map(|entry| (entry.clone(), called(entry))).collect();
        let order = |card: &Id| words.vocabulary.strictness(card);
        let Standing { now, past } = standing(&called, looked_at, memory, &order, moment(now));
        let now = now.iter().map(|(warning, showing)| match showing {
            Showing::Full => warning.card.to_string(),
            Showing::Line => format!("[{}]", warning.card),
        });
        let past = past.iter().map(|warning| format!("{}?", warning.card));
        now.chain(past).collect::<Vec<_>>().join(", ")
    };
    let nothing_read = CardMemory::default();
    // 24 hours, and 7 days where it is to be called even if it has stopped; then only while it is looked at.
    let (pained, bled) = ([pain("back-pain", 8)], [bleeding(Light)]);
    for (of, now, stands, looked_at) in [
        (&pained, "2026-11-22T12:00+00:00", "call-today", "call-today"),
        (&pained, "2026-11-23T12:00+00:00", "call-today", "call-today"),
        (&pained, "2026-11-23T12:01+00:00", "", "call-today?"),
        (&bled, "2026-11-23T12:01+00:00", "call-today", "call-today"),
        (&bled, "2026-11-29T12:00+00:00", "call-today", "call-today"),
        (&bled, "2026-11-29T12:01+00:00", "", "call-today?"),
        // A clock that was set back hides nothing.
        (&pained, "2026-11-20T12:00+00:00", "call-today", "call-today"),
        // The same moment on another clock.
        (&pained, "2026-11-23T13:00+01:00", "call-today", "call-today"),
        (&pained, "2026-11-23T13:01+01:00", "", "call-today?"),
    ] {
        let entries = [entry(1, "2026-11-22T12:00+00:00", of)];
        assert_eq!(shown(&entries, &[], &nothing_read, now), stands, "{of:?} at {now}");
        assert_eq!(shown(&entries, &[name(1)], &nothing_read, now), looked_at, "{of:?} at {now}");
    }
    // What is read goes. It comes back as one line that day, and in full where something rises or is new, or on another day.
    let first = entry(1, "2026-11-22T08:00+00:00", &[pain("back-pain", 8), bleeding(Light)]);
    let mut memory = CardMemory::default();
    memory.mark_read(name(1), &called(&first), moment("2026-11-22T09:00+00:00"));
    let later = "2026-11-22T20:00+00:00";
    assert_eq!(shown(std::slice::from_ref(&first), &[], &memory, later), "");
    for (of, when, expected) in [
        (vec![pain("back-pain", 8)], later, "[call-today]"),
        (vec![pain("back-pain", 7)], later, "[call-today]"),
        (vec![pain("back-pain", 9)], later, "call-today"),
        (vec![bleeding(Spotting)], later, "[call-today]"),
        (vec![bleeding(Light)], later, "[call-today]"),
        (vec![bleeding(LikeAPeriod)], later, "call-today"),
        (vec![bleeding(HeavierThanAPeriod)], later, "call-now, call-today"),
        (vec![felt("peeing")], later, "call-today"),
        (vec![pain("back-pain", 8), felt("peeing")], later, "call-today"),
        (vec![pain("back-pain", 8), felt("faint")], later, "call-now, [call-today]"),
        (vec![pain("back-pain", 8)], "2026-11-22T23:59+00:00", "[call-today]"),
        (vec![pain("back-pain", 8)], "2026-11-23T00:00+00:00", "call-today"),
    ] {
        let entries = [first.clone(), entry(2, when, &of)];
        assert_eq!(shown(&entries, &[], &memory, when), expected, "{of:?} at {when}");
    }
    // An edit of what was read is judged by what it says now.
    for (of, expected) in [
        (vec![pain("back-pain", 7), bleeding(Light)], ""),
        (vec![pain("back-pain", 9), bleeding(Light)], "call-today"),
        (vec![pain("back-pain", 8), bleeding(Light), felt("faint")], "call-now"),
    ] {
        let edited = [entry(1, "2026-11-22T08:00+00:00", &of)];
        assert_eq!(shown(&edited, &[], &memory, later), expected, "{of:?}");
    }
    // Two entries call for one card: in full where one of them does. Both are marked when it is read.
    let both = [first, entry(2, later, &[pain("back-pain", 9)])];
    assert_eq!(shown(&both, &[], &nothing_read, later), "call-today");
    memory.mark_read(name(2), &called(&both[1]), moment(later));
    assert_eq!(shown(&both, &[], &memory, later), "");
    // What is kept of it can be read again, and is forgotten when no card can stand any more.
    let text = serde_json::to_string(&memory).unwrap();
    assert_eq!(serde_json::from_str::<CardMemory>(&text).unwrap(), memory);
    memory.say_weeks(name(3), SaidWeeks::NotSure, moment("2026-12-01T09:00+00:00"));
    assert!(!serde_json::to_string(&memory).unwrap().contains("back-pain"), "{memory:?}");
}

/// The rows by card and symptom: a new sign needs its rows above, and one that is taken away is seen.
#[test]
fn every_warning_sign_has_a_row() {
    let words = words();
    let signs = &words.vocabulary.warning_signs;
    let named: Vec<String> = signs
        .iter()
        .map(|sign| {
            let bullet = sign.bullet.as_ref().map(|bullet| format!("#{bullet}")).unwrap_or_default();
            format!("{}{bullet} {}", sign.card, sign.symptom)
        })
        .collect();
    expect_file!["snapshots/warning_signs.txt"].assert_eq(&(named.join("\n") + "\n"));
    let passages: BTreeSet<&Id> = signs.iter().filter(|sign| sign.bullet.is_none()).map(|sign| &sign.card).collect();
    assert_eq!(passages, BTreeSet::from([&id("call-at-once")]));
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
    // What follows the last sign goes with it.
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
    assert_eq!(
        of(&reversed),
        [
            "call-now",
            "call-now-unwell",
            "call-unit-now",
            "call-from-twelve",
            "call-at-once",
            "call-today",
            "after-loss",
            "mention"
        ]
    );
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
                warnings(&warning_signs, occurrence, CountedWeeks::Unknown.into(), &std::iter::empty()),
                [],
                "{}",
                symptom.id
            );
        }
    }
}

/// Where the weeks are not known, every card is shown that any week would show, with just the weeks that would show it.
#[test]
fn unknown_weeks_have_the_most_cautious_answer() {
    let Vocabulary { warning_signs, .. } = words().vocabulary;
    let signs = warning_signs.iter().filter(|sign| sign.days.is_none() && !sign.is_worse && !sign.is_of_treatment);
    for sign in signs.filter(|sign| sign.weeks != Weeks::None) {
        let reading = match &sign.when {
            Condition::Strength { from, .. } => from.clone(),
            Condition::OneOf(choices) => Reading::Choice(choices.first().unwrap().clone()),
        };
        let of = readings(&[(sign.symptom.as_str(), reading)]);
        let found = |weeks: CountedWeeks| {
            let occurrence = Occurrence { date: moment("2026-11-22T12:00+00:00").date(), readings: &of };
            warnings(&warning_signs, occurrence, weeks.into(), &std::iter::empty())
        };
        let unknown = found(CountedWeeks::Unknown);
        assert!(unknown.iter().any(|warning| warning.card == sign.card), "{} {}", sign.card, sign.symptom);
        let days = (0..=Gestation::MOST_WEEKS).flat_map(|weeks| (0..7).map(move |days| (weeks, days)));
        for gestation in days.map(|(weeks, days)| Gestation::new(weeks, days).unwrap()) {
            let then: BTreeSet<Id> =
                found(CountedWeeks::Known(gestation)).into_iter().map(|warning| warning.card).collect();
            let speaks = |warning: &&Warning| {
                warning.only_in.is_empty() || warning.only_in.iter().any(|span| span.holds(gestation))
            };
            let told: BTreeSet<Id> = unknown.iter().filter(speaks).map(|warning| warning.card.clone()).collect();
            assert_eq!(told, then, "{} {} at {gestation}", sign.card, sign.symptom);
        }
        // After an end, none speaks of weeks.
        for day in [0, 11, 43] {
            let ended = found(CountedWeeks::NoLonger(day));
            assert!(ended.iter().all(|warning| warning.only_in.is_empty()), "{ended:?}");
        }
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
    for (stage, expected) in [
        ("11+6", "call-today"),
        ("12+0", "call-from-twelve, call-today"),
        ("19+6", "call-from-twelve, call-today"),
        ("20+0", "call-unit-now, call-today"),
        ("36+6", "call-unit-now, call-today"),
        ("37+0", "call-today"),
        ("", UNKNOWN_WAVES),
        ("ended 0", ""),
    ] {
        assert_eq!(cards(&of_wave, stage, &[]), expected, "{stage}");
    }
}

proptest! {
    /// Whatever the weeks, a stronger reading never leads to a milder answer.
    #[test]
    fn a_stronger_reading_is_never_answered_more_mildly(
        score in 0_u8..10,
        weeks in 0_u8..60,
        days in 0_u16..60,
        level in 0_usize..5,
        count in 0_u16..20,
        tenths in 300_u16..450,
    ) {
        let Vocabulary { warning_signs, .. } = words().vocabulary;
        let stage = if weeks < 45 {
            CountedWeeks::Known(Gestation::new(weeks, 0).unwrap())
        } else {
            CountedWeeks::NoLonger(days)
        };
        let strictest = |of: Readings| {
            let occurrence = Occurrence { date: moment("2026-11-22T12:00+00:00").date(), readings: &of };
            let found = warnings(&warning_signs, occurrence, stage.into(), &std::iter::empty());
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
