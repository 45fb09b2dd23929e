//! The summary for a call or a visit.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod recording;

use quietleaf::{
    article::CalendarDate,
    journal::{
        BleedingLevel, Changed, Count, Entry, EntryId, Instant, Journal, KeptRecord, KeptThing, Moment, Notes,
        Pregnancy, Question, Reading, Status, SummaryPart, SummarySpan, SymptomSummary, Temperature, VisitSummary,
        Wave, Words,
    },
};
use recording::{bleeding, id, moment, pain, readings, words};

fn entry(number: u8, when: &str, of: &[(&str, Reading)], notes: &str) -> Entry {
    let notes = Notes::new(notes.to_owned()).unwrap();
    Entry::new(EntryId::from_bytes([number; 16]), moment(when), Changed(1), readings(of), notes).unwrap()
}

fn choice(symptom: &str, of: &str) -> (String, Reading) {
    (symptom.to_owned(), Reading::Choice(id(of)))
}

fn kept(number: u8, what: KeptThing) -> KeptRecord {
    KeptRecord::new(EntryId::from_bytes([number; 16]), Changed(u64::from(number)), what)
}

fn asked(number: u8, text: &str) -> KeptRecord {
    kept(number, KeptThing::Question(Question::new(text, None).unwrap()))
}

fn wave(number: u8, start: &str) -> KeptRecord {
    kept(number, KeptThing::Wave(Wave::begun(Instant::try_from(start.to_owned()).unwrap())))
}

fn sum_up(entries: Vec<Entry>, kept: &[KeptRecord], days: Option<u8>) -> VisitSummary {
    let journal = Journal::new(entries, Vec::new());
    let span = days.map_or(SummarySpan::Everything, SummarySpan::LastDays);
    VisitSummary::new(&journal, kept, &words().vocabulary, moment("2026-11-22T03:10+00:00"), span)
}

/// "7 at 01:00", without the day.
fn told(reading: &(Reading, Moment)) -> String {
    format!("{:?} {}", reading.0, reading.1.local())
}

fn line(it: &SymptomSummary) -> String {
    let moment = |moment: Option<Moment>| moment.map_or_else(|| "never".to_owned(), Moment::local);
    let worst = it.worst.as_ref().map_or_else(|| "none".to_owned(), told);
    let details: Vec<String> = it.details.iter().map(line).collect();
    format!(
        "{} since {}, before {}, worst {worst}, last {} [{}]",
        it.symptom,
        moment(it.since),
        moment(it.before),
        told(&it.last),
        details.join("; ")
    )
}

/// What is read out on the telephone holds first, worst and last, and only of the days that are asked for.
#[test]
fn a_summary_holds_first_worst_and_last_of_its_days() {
    let entries = || {
        vec![
            entry(1, "2026-11-18T12:00+00:00", &[pain("back-pain", 10)], ""),
            entry(2, "2026-11-20T12:00+00:00", &[pain("back-pain", 0), bleeding(BleedingLevel::None)], ""),
            entry(3, "2026-11-21T12:00+01:00", &[pain("back-pain", 7)], ""),
            entry(4, "2026-11-22T01:00+00:00", &[pain("back-pain", 7), pain("cramps", 2)], ""),
            entry(5, "2026-11-22T03:00+00:00", &[pain("back-pain", 4)], ""),
        ]
    };
    let shown: Vec<String> = sum_up(entries(), &[], Some(3)).symptoms.iter().map(line).collect();
    assert_eq!(
        shown,
        [
            "back-pain since 2026-11-21T12:00, before 2026-11-18T12:00, worst Pain(PainScore(7)) 2026-11-22T01:00, last Pain(PainScore(4)) 2026-11-22T03:00 []",
            "cramps since 2026-11-22T01:00, before never, worst Pain(PainScore(2)) 2026-11-22T01:00, last Pain(PainScore(2)) 2026-11-22T01:00 []",
            "bleeding since never, before never, worst Bleeding(None) 2026-11-20T12:00, last Bleeding(None) 2026-11-20T12:00 []",
        ]
    );
    let worst = |days| {
        let summary = sum_up(entries(), &[], days);
        summary.symptoms.iter().find(|it| it.symptom == id("back-pain")).and_then(|it| it.worst.clone()).map(|it| it.0)
    };
    for (days, expected) in [(Some(1), 7), (Some(4), 10), (None, 10)] {
        assert_eq!(worst(days), Some(pain("back-pain", expected).1), "{days:?}");
    }
}

/// Of choices, the one that calls for the strictest card is the worst: a large clot is told after smaller ones.
#[test]
fn the_gravest_choice_is_told() {
    let clots = |id: u8, when: &str, size: &str| {
        let (clots, chosen) = choice("bleeding-clots", size);
        entry(id, when, &[bleeding(BleedingLevel::Light), (clots.as_str(), chosen)], "")
    };
    let worst = |sizes: [&str; 3]| {
        let times = ["2026-11-22T01:00+00:00", "2026-11-22T02:00+00:00", "2026-11-22T03:00+00:00"];
        let entries = (1..).zip(times).zip(sizes).map(|((id, when), size)| clots(id, when, size)).collect();
        let summary = sum_up(entries, &[], Some(1));
        summary.symptoms[0].details[0].worst.as_ref().map(|(worst, at)| (worst.clone(), at.clock()))
    };
    let large = |at: &str| Some((choice("bleeding-clots", "large").1, at.to_owned()));
    assert_eq!(worst(["large", "small", "small"]), large("01:00"));
    assert_eq!(worst(["small", "large", "small"]), large("02:00"));
    assert_eq!(worst(["large", "small", "large"]), large("03:00"));
}

/// Every line of what to say on the telephone that the journal can know, in its order: where it hurts, whether it comes and
/// goes, pads, colour, clots and their size, fever, feeling faint, shoulder pain, fluid, movements.
#[test]
fn what_is_asked_on_the_telephone_is_told_in_its_order() {
    let temperature = |text: &str| Reading::Temperature(Temperature::try_from(text.to_owned()).unwrap());
    let words_of = |text: &str| Reading::Words(Words::new(text.to_owned()).unwrap());
    let count = |count: u16| Reading::Count(Count::new(count).unwrap());
    let (course, clots, colour) = (
        choice("cramps-course", "in-waves"),
        choice("bleeding-clots", "large"),
        choice("bleeding-colour", "bright-red"),
    );
    let first = [
        ("movements", Reading::Felt(true)),
        ("fluid", Reading::Felt(true)),
        ("faint", Reading::Felt(true)),
        ("temperature", temperature("38.5 C")),
        bleeding(BleedingLevel::Light),
        ("bleeding-pads", count(3)),
        ("bleeding-clot-size", words_of("a plum")),
        (clots.0.as_str(), clots.1),
        (colour.0.as_str(), colour.1),
        pain("shoulder-tip-pain", 1),
        pain("cramps", 5),
        ("cramps-place", words_of("left side")),
        (course.0.as_str(), course.1),
        ("tried", words_of("a bath")),
        ("tried-helped", Reading::Absent),
    ];
    let second = [
        ("temperature", Reading::Absent),
        bleeding(BleedingLevel::Spotting),
        ("bleeding-pads", count(1)),
        ("bleeding-clots", Reading::Absent),
        ("faint", Reading::Felt(false)),
    ];
    let entries = vec![entry(1, "2026-11-22T01:00+00:00", &first, ""), entry(2, "2026-11-22T02:00+00:00", &second, "")];
    let summary = sum_up(entries, &[], Some(1));
    let mut names = Vec::new();
    for it in &summary.symptoms {
        names.push(it.symptom.as_str());
        names.extend(it.details.iter().map(|detail| detail.symptom.as_str()));
    }
    assert_eq!(
        names,
        [
            "cramps",
            "cramps-course",
            "cramps-place",
            "shoulder-tip-pain",
            "bleeding",
            "bleeding-pads",
            "bleeding-clots",
            "bleeding-clot-size",
            "bleeding-colour",
            "fluid",
            "faint",
            "temperature",
            "movements",
        ]
    );
    let of = |name: &str| {
        let all = summary.symptoms.iter().flat_map(|it| [it].into_iter().chain(&it.details));
        all.into_iter().find(|it| it.symptom == id(name)).map(line).unwrap()
    };
    // A highest temperature stays the highest where none was taken after it; what has no strength has no worst.
    assert!(of("temperature").ends_with("last Absent 2026-11-22T02:00 []"), "{}", of("temperature"));
    assert!(of("temperature").contains("worst Temperature("), "{}", of("temperature"));
    assert!(of("bleeding-pads").contains("worst Count(Count(3)) 2026-11-22T01:00, last Count(Count(1))"));
    assert!(of("bleeding-clots").contains("large") && of("bleeding-clots").contains("last Absent"));
    assert!(of("faint").contains("worst Felt(true) 2026-11-22T01:00, last Felt(false)"));
    // Words stand with their entry alone.
    assert_eq!(summary.by_time.len(), 2);
    assert!(summary.by_time.iter().all(|(_, readings)| !readings.is_empty()));
    assert!(summary.by_time.first().unwrap().1.get(&id("tried")).is_some());
}

#[test]
fn a_detail_that_stands_alone_and_what_nobody_asks_for_lose_nothing() {
    let alone = [("bleeding-pads", Reading::Count(Count::new(2).unwrap()))];
    let entries = vec![
        entry(1, "2026-11-22T01:00+00:00", &alone, ""),
        entry(2, "2026-11-22T02:00+00:00", &[("unheard-of", Reading::Felt(true)), pain("cramps", 1)], ""),
    ];
    let summary = sum_up(entries, &[], Some(1));
    let names: Vec<_> = summary.symptoms.iter().map(|it| it.symptom.as_str()).collect();
    assert_eq!(names, ["cramps", "unheard-of"]);
    assert_eq!(summary.by_time.len(), 2);
}

/// Dates, waves, questions and notes: what belongs to no span is told with every span.
#[test]
fn dates_waves_questions_and_notes_are_in_it() {
    let date = |text: &str| CalendarDate::from(moment(&format!("{text}T12:00+00:00")).date());
    let dated = |status| {
        kept(
            9,
            KeptThing::Pregnancy(Pregnancy { last_period: Some(date("2026-10-01")), status, ..Pregnancy::default() }),
        )
    };
    let answered = KeptThing::Question(Question::new("Answered?", None).unwrap().answered(true));
    let all = [
        dated(Status::Ongoing),
        asked(1, "First?"),
        kept(2, answered),
        asked(3, "Gone?").removed(Changed(9)),
        asked(4, "Second?"),
        wave(5, "2026-11-19T03:00:00+00:00"),
        wave(6, "2026-11-22T01:00:00+00:00"),
        wave(7, "2026-11-22T01:10:00+00:00"),
        wave(8, "2026-11-22T02:00:00+00:00").removed(Changed(9)),
    ];
    let noted = || vec![entry(1, "2026-11-20T01:00+00:00", &[], "A note.")];
    for (days, sessions, notes) in [(Some(1), 1, 0), (Some(3), 1, 1), (Some(7), 2, 1), (None, 2, 1)] {
        let summary = sum_up(noted(), &all, days);
        assert!(summary.pregnancy.is_some(), "{days:?}");
        assert_eq!(summary.questions, ["First?", "Second?"], "{days:?}");
        assert_eq!((summary.sessions.len(), summary.notes.len()), (sessions, notes), "{days:?}");
        assert!(summary.by_time.is_empty() && !summary.is_empty(), "{days:?}");
    }
    // Nothing counts the weeks of a pregnancy that has ended: that is what is told of it.
    let ended = dated(Status::Ended { on: None, keep_weeks: true });
    let ended = sum_up(Vec::new(), &[ended], None).pregnancy.unwrap();
    assert_eq!((ended.has_ended(), ended.due_date()), (true, None));
    // Questions alone are something to tell, and so are dates.
    let only = |record: KeptRecord| sum_up(Vec::new(), &[record], None);
    for (record, is_empty, is_nothing) in [
        (dated(Status::NotSaid), true, false),
        (asked(1, "Why?"), true, false),
        (wave(1, "2026-11-22T01:00:00+00:00"), false, false),
    ] {
        let summary = only(record);
        assert_eq!((summary.is_empty(), summary.has_nothing_to_tell()), (is_empty, is_nothing), "{summary:?}");
    }
    let told_at_first: Vec<_> = SummaryPart::ALL.into_iter().filter(|part| !part.is_told_at_first()).collect();
    assert_eq!(told_at_first, [SummaryPart::Notes]);
}

/// After an end the summary says so, and of many entries it lists the latest.
#[test]
fn a_summary_tells_an_end_and_lists_the_latest_entries() {
    let ended = |on: Option<&str>| {
        let status = Status::Ended { on: on.map(|on| CalendarDate::read(on).unwrap()), keep_weeks: true };
        kept(1, KeptThing::Pregnancy(Pregnancy { status, ..Pregnancy::default() }))
    };
    for of in [ended(None), ended(Some("2026-11-20"))] {
        assert!(sum_up(Vec::new(), &[of], None).pregnancy.is_some_and(|pregnancy| pregnancy.has_ended()));
    }
    let not_said = kept(1, KeptThing::Pregnancy(Pregnancy::default()));
    assert_eq!(sum_up(Vec::new(), &[not_said], None).pregnancy, None);

    let many = |count: u16| {
        let of_minute = |minute: u16| {
            let when = Moment::from_unix_minutes(29_000_000 + i64::from(minute), 0).unwrap();
            let [high, low] = minute.to_be_bytes();
            let id = EntryId::from_bytes([high, low, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            let notes = Notes::new(format!("note {minute}")).unwrap();
            Entry::new(id, when, Changed(1), readings(&[pain("back-pain", u8::from(minute == 0) * 9)]), notes).unwrap()
        };
        sum_up((0..count).map(of_minute).collect(), &[], None)
    };
    let listed = u16::try_from(VisitSummary::LISTED).unwrap();
    for (count, left_out) in [(0, 0), (listed, 0), (listed + 3, 3)] {
        let summary = many(count);
        assert_eq!((summary.left_out, summary.by_time.len()), (left_out, usize::from(count) - left_out), "{count}");
        assert_eq!(summary.notes.len(), summary.by_time.len());
        assert!(count == 0 || summary.notes.last().unwrap().1 == format!("note {}", count - 1));
    }
    // What is left out of the list is still counted.
    assert_eq!(many(listed + 3).symptoms[0].worst.as_ref().unwrap().0, pain("back-pain", 9).1);
}

/// Some days are told whole, by the dates of her own clock, with their weeks; what lies before and after them is not told as theirs.
#[test]
fn a_summary_of_some_days_holds_them_whole() {
    let journal = Journal::new(
        vec![
            entry(1, "2026-11-18T23:59+00:00", &[pain("back-pain", 9)], "before"),
            // In universal time, this is the day before.
            entry(2, "2026-11-19T00:30+01:00", &[pain("back-pain", 3)], "first"),
            entry(3, "2026-11-20T23:59+00:00", &[pain("back-pain", 5)], "last"),
            entry(4, "2026-11-21T00:00+00:00", &[pain("back-pain", 10)], "after"),
        ],
        Vec::new(),
    );
    let day = |text: &str| CalendarDate::read(text).unwrap();
    let dates = Pregnancy { last_period: Some(day("2026-09-24")), ..Pregnancy::default() };
    let records = [
        kept(9, KeptThing::Pregnancy(dates)),
        wave(1, "2026-11-18T23:59:00+00:00"),
        wave(2, "2026-11-20T12:00:00+00:00"),
        wave(3, "2026-11-21T12:00:00+00:00"),
    ];
    let now = moment("2026-11-22T03:10+00:00");
    let span = SummarySpan::Days(day("2026-11-19"), day("2026-11-20"));
    let summary = VisitSummary::new(&journal, &records, &words().vocabulary, now, span);
    let notes: Vec<&str> = summary.notes.iter().map(|(_, notes)| notes.as_str()).collect();
    assert_eq!(notes, ["first", "last"]);
    assert_eq!(
        summary.symptoms.iter().map(line).collect::<Vec<_>>(),
        [
            "back-pain since 2026-11-19T00:30, before 2026-11-18T23:59, worst Pain(PainScore(5)) 2026-11-20T23:59, last Pain(PainScore(5)) 2026-11-20T23:59 []"
        ]
    );
    assert_eq!(summary.sessions.len(), 1);
    let weeks = |text: &str| summary.week_on(day(text)).map(|gestation| gestation.to_string());
    assert_eq!(weeks("2026-11-19").as_deref(), Some("8 weeks"));
    assert_eq!(weeks("2026-11-20").as_deref(), Some("8 weeks and 1 day"));
    assert_eq!(weeks("2026-11-18"), None, "no day that is not listed");
}
