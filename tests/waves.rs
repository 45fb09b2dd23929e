//! Waves: instants to the second, the stored form, the timer, intervals and durations under changes of the clocks.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use quietleaf::journal::{
    Changed, EntryId, ImpossibleWave, Instant, KeptRecord, KeptThing, OwnMeasure, OwnSymptom, Timer, Wave,
    WaveProblem::{self, EndsInTheFuture, InTheFuture, NoSuchLength, NoSuchTime},
    WaveSummary, Waves, summary,
};

fn at(text: &str) -> Instant {
    Instant::try_from(text.to_owned()).unwrap()
}

/// Waves from lines such as `2026-11-22T03:00:00+00:00 65`: the start, and the length in seconds where there is one.
fn waves(lines: &[&str]) -> Waves {
    let wave = |(number, line): (usize, &&str)| {
        let (start, length) = line.split_once(' ').unwrap_or((line, ""));
        let start = at(start);
        let id = EntryId::new(Changed(number as u64), [0; 10]);
        let end = length.parse().ok().map(|length| start.later(length).unwrap());
        (id, end.map_or_else(|| Wave::begun(start), |end| Wave::new(start, end).unwrap()))
    };
    Waves::new(lines.iter().enumerate().map(wave).collect())
}

/// "2 waves, 1 without end, every 300, for 65".
fn shown(summary: WaveSummary) -> String {
    let WaveSummary { count, without_end, interval, duration } = summary;
    let seconds = |seconds: Option<u32>| seconds.map_or("-".to_owned(), |seconds| seconds.to_string());
    format!("{count} waves, {without_end} without end, every {}, for {}", seconds(interval), seconds(duration))
}

#[test]
fn an_instant_keeps_its_local_time_and_offset() {
    for (text, unix) in [
        ("1970-01-01T00:00:00+00:00", 0),
        ("1969-12-31T23:59:59+00:00", -1),
        ("1970-01-01T13:45:01+13:45", 1),
        ("2026-10-25T01:30:05+01:00", 1_792_888_205),
        ("2026-10-25T01:30:05+00:00", 1_792_891_805),
        ("2026-11-22T03:04:59-09:30", 1_795_350_899),
    ] {
        let instant = at(text);
        assert_eq!((instant.to_string().as_str(), instant.unix_seconds()), (text, unix));
        assert_eq!(Instant::from_unix_seconds(unix, instant.minute().offset_minutes()), Ok(instant));
        assert_eq!(Instant::from_local(&instant.local(), instant.minute().offset_minutes()), Ok(instant));
        assert_eq!(instant.minute().to_string(), format!("{}{}", &text[..16], &text[19..]));
    }
    // At the full minute, browsers leave the seconds out.
    assert_eq!(Instant::from_local("2026-10-25T01:30", 60), Ok(at("2026-10-25T01:30:00+01:00")));
    for impossible in [
        "",
        "2026-10-25T01:30+01:00",
        "2026-10-25T01:30:05",
        "2026-10-25T01:30:05Z",
        "2026-10-25T01:30:60+01:00",
        "2026-10-25T01:30:5+01:00",
        "2026-10-25T01:30:+5+01:00",
        "2026-10-25T01:30:05.1+01:00",
        "2026-10-25T01:30:05-00:00",
        "2026-10-25T01:30:0\u{e9}+01:00",
        "2026-02-29T01:30:05+01:00",
        "1899-12-31T23:59:59+00:00",
    ] {
        assert!(Instant::try_from(impossible.to_owned()).is_err(), "{impossible}");
    }
    for impossible in ["", "2026-10-25", "2026-10-25T01:30:", "2026-10-25T01:30:61", "2026-10-25T01:30:05.5"] {
        assert!(Instant::from_local(impossible, 0).is_err(), "{impossible}");
    }
    assert!(Instant::from_unix_seconds(i64::MAX, 0).is_err() && Instant::from_unix_seconds(i64::MIN, 0).is_err());
    assert!(at("9999-12-31T23:59:59+00:00").later(1).is_err());
}

/// The stored form: what version 1 has written is read for ever, and nothing else is.
#[test]
fn the_form_of_version_1_is_strict() {
    let running = r#"{"start":"2026-10-25T01:30:05+01:00","end":null}"#;
    let over = r#"{"start":"2026-10-25T01:30:05+01:00","end":"2026-10-25T01:31:10+01:00"}"#;
    let read = |text: &str| serde_json::from_str::<Wave>(text);
    assert_eq!(read(running).unwrap(), Wave::begun(at("2026-10-25T01:30:05+01:00")));
    assert_eq!(read(over).unwrap().duration(), Some(65));
    for text in [running, over] {
        assert_eq!(serde_json::to_string(&read(text).unwrap()).unwrap(), text);
    }
    for (text, by) in [
        (r#","end":"2026-10-25T01:31:10+01:00""#, ""),
        ("}", r#","notes":""}"#),
        ("01:31:10+01:00", "01:30:04+01:00"),
        ("01:31:10+01:00", "01:31:10+02:00"),
        ("\"2026-10-25T01:31:10+01:00\"", "65"),
        ("2026-10-25T01:31:10", "2026-10-26T01:30:06"),
        ("2026-10-25T01:31:10", "2026-10-25T01:31"),
        ("2026-10-25T01:31:10", "9999-10-25T01:31:10"),
        ("\"start\"", "\"begin\""),
        ("{\"start", "{\"start\":\"2026-10-25T01:30:05+01:00\",\"start"),
    ] {
        assert!(over.contains(text), "{text}");
        assert!(read(&over.replacen(text, by, 1)).is_err(), "{text} by {by}");
    }
}

#[test]
fn a_wave_ends_after_it_starts_and_within_a_day() {
    let start = at("2026-10-25T01:30:00+01:00");
    for (end, expected) in [
        ("2026-10-25T01:30:00+01:00", Ok(Some(0))),
        ("2026-10-25T01:29:59+01:00", Err(ImpossibleWave::EndsBeforeItStarts)),
        // The clock went back: by the clock the end lies before the start.
        ("2026-10-25T01:10:00+00:00", Ok(Some(40 * 60))),
        ("2026-10-25T01:30:00+02:00", Err(ImpossibleWave::EndsBeforeItStarts)),
        ("2026-10-26T00:30:00+00:00", Ok(Some(Wave::LONGEST))),
        ("2026-10-26T00:30:01+00:00", Err(ImpossibleWave::TooLong)),
        ("9999-01-01T00:00:00+00:00", Err(ImpossibleWave::TooLong)),
    ] {
        assert_eq!(Wave::new(start, at(end)).map(Wave::duration), expected, "{end}");
    }
    for (end, is_asked) in [("2026-10-25T01:00:00+00:00", false), ("2026-10-25T01:00:01+00:00", true)] {
        assert_eq!(Wave::new(start, at(end)).unwrap().is_to_be_asked_about(), is_asked, "{end}");
    }
    assert!(!Wave::begun(start).is_to_be_asked_about());
}

#[test]
fn a_wave_by_hand_is_kept_only_when_it_is_sound() {
    let now = at("2026-11-22T03:00:00+00:00");
    let hour_ago = Some(at("2026-11-22T03:00:00+01:00"));
    let given = |start, minutes: &str, seconds: &str| Wave::by_hand(start, minutes, seconds, now).map(Wave::duration);
    for (start, minutes, seconds, expected) in [
        (hour_ago, "1", "5", Ok(Some(65))),
        (hour_ago, "", "50", Ok(Some(50))),
        (hour_ago, " 2 ", "", Ok(Some(120))),
        (hour_ago, "0", "90", Ok(Some(90))),
        (hour_ago, "0", "0", Ok(Some(0))),
        // Its end was not noted.
        (hour_ago, "", " ", Ok(None)),
        (hour_ago, "60", "", Ok(Some(3600))),
        (hour_ago, "60", "1", Err(vec![EndsInTheFuture])),
        (Some(now), "", "", Ok(None)),
        (Some(at("2026-11-22T03:00:01+00:00")), "", "", Err(vec![InTheFuture])),
        (None, "1", "", Err(vec![NoSuchTime])),
        (None, "x", "", Err(vec![NoSuchTime, NoSuchLength])),
        (Some(at("2026-11-21T03:00:00+00:00")), "1440", "", Ok(Some(Wave::LONGEST))),
        (Some(at("2026-11-20T03:00:00+00:00")), "1440", "1", Err(vec![NoSuchLength])),
        (Some(at("2026-11-20T03:00:00+00:00")), "99999", "99999", Err(vec![NoSuchLength])),
    ] {
        assert_eq!(given(start, minutes, seconds), expected, "{start:?} {minutes} {seconds}");
    }
    for number in ["-1", "+1", "1.5", "1,5", "1e3", "999999", "99999999999999999999", "one", "\u{0661}", "1\0"] {
        assert_eq!(given(hour_ago, number, ""), Err(vec![WaveProblem::NoSuchLength]), "{number}");
        assert_eq!(given(hour_ago, "", number), Err(vec![WaveProblem::NoSuchLength]), "{number}");
    }
}

/// In London on 25 October 2026 the hour from 01:00 to 02:00 comes twice. Waves five minutes apart stay five minutes apart.
#[test]
fn figures_are_counted_in_universal_time() {
    for (lines, now, expected) in [
        (&[][..], "2026-11-22T03:00:00+00:00", "0 waves, 0 without end, every -, for -"),
        (&["2026-11-22T02:59:00+00:00 40"], "2026-11-22T03:00:00+00:00", "1 waves, 0 without end, every -, for 40"),
        (
            &["2026-10-25T01:50:00+01:00 60", "2026-10-25T01:55:00+01:00 60", "2026-10-25T01:00:00+00:00 60"],
            "2026-10-25T01:05:00+00:00",
            "3 waves, 0 without end, every 300, for 60",
        ),
        // One wave over the change: 01:59:30 to 01:00:30.
        (
            &["2026-10-25T01:50:00+01:00 30", "2026-10-25T01:59:30+01:00 60"],
            "2026-10-25T01:01:00+00:00",
            "2 waves, 0 without end, every 570, for 45",
        ),
        // The same time by the clock, an hour later: not of the last hour.
        (
            &["2026-10-25T01:10:00+01:00 30", "2026-10-25T01:10:00+00:00 50"],
            "2026-10-25T01:10:50+00:00",
            "1 waves, 0 without end, every -, for 50",
        ),
        // The clocks go forward: 00:58 and 02:03 are five minutes apart.
        (
            &["2027-03-28T00:58:00+00:00 10", "2027-03-28T02:03:00+01:00 10"],
            "2027-03-28T02:10:00+01:00",
            "2 waves, 0 without end, every 300, for 10",
        ),
        // A flight east: the clock is set on by 9 hours between two waves.
        (
            &["2026-11-22T23:50:00+00:00 10", "2026-11-23T09:00:00+09:00 20"],
            "2026-11-23T09:10:00+09:00",
            "2 waves, 0 without end, every 600, for 15",
        ),
        // An hour has two ends: one wave exactly an hour ago, one a second later, one now, one that is yet to come.
        (
            &[
                "2026-11-22T02:00:00+00:00 10",
                "2026-11-22T02:00:01+00:00 10",
                "2026-11-22T03:00:00+00:00",
                "2026-11-22T03:00:01+00:00 50",
            ],
            "2026-11-22T03:00:00+00:00",
            "2 waves, 1 without end, every 3599, for 10",
        ),
        // Averages are rounded to the nearest second, a half up: intervals 100 and 101, durations 1, 1, 3.
        (
            &["2026-11-22T02:50:00+00:00 1", "2026-11-22T02:51:40+00:00 1", "2026-11-22T02:53:21+00:00 3"],
            "2026-11-22T03:00:00+00:00",
            "3 waves, 0 without end, every 101, for 2",
        ),
        (
            &["2026-11-22T02:50:00+00:00 1", "2026-11-22T02:51:00+00:00 1", "2026-11-22T02:52:00+00:00 2"],
            "2026-11-22T03:00:00+00:00",
            "3 waves, 0 without end, every 60, for 1",
        ),
        // Waves that overlap, or start together, count each for itself; so does one that is still there.
        (
            &[
                "2026-11-22T02:50:00+00:00 300",
                "2026-11-22T02:52:00+00:00 60",
                "2026-11-22T02:52:00+00:00 30",
                "2026-11-22T02:59:00+00:00",
            ],
            "2026-11-22T03:00:00+00:00",
            "4 waves, 1 without end, every 180, for 130",
        ),
    ] {
        assert_eq!(shown(waves(lines).last_hour(at(now))), expected, "{lines:?} at {now}");
    }
}

#[test]
fn sessions_are_parted_by_two_hours_and_a_second() {
    let waves = waves(&[
        "2026-10-25T03:00:00+00:00",
        "2026-10-25T01:30:00+01:00 60",
        "2026-10-25T05:00:01+00:00 20",
        "2026-10-25T01:00:00+00:00 60",
    ]);
    let sessions: Vec<String> = waves.sessions().map(|waves| shown(summary(waves))).collect();
    assert_eq!(sessions, ["1 waves, 0 without end, every -, for 20", "3 waves, 1 without end, every 4500, for 60"]);
    assert_eq!(waves.all().len(), 4);
    assert_eq!(Waves::default().sessions().count(), 0);
}

#[test]
fn a_forgotten_timer_is_asked_about() {
    let now = "2026-11-22T03:00:00+00:00";
    for (lines, expected) in [
        (&[][..], "stopped"),
        (&["2026-11-22T02:59:00+00:00 30"], "stopped"),
        (&["2026-11-22T02:59:00+00:00"], "running 02:59"),
        (&["2026-11-22T03:00:00+00:00"], "running 03:00"),
        // By another clock, after a journey.
        (&["2026-11-22T05:59:00+03:00"], "running 05:59"),
        (&["2026-11-22T02:30:00+00:00"], "running 02:30"),
        (&["2026-11-22T02:29:59+00:00"], "asked about 02:29"),
        // For a day: then it cannot have an end any more.
        (&["2026-11-21T03:00:00+00:00"], "asked about 03:00"),
        (&["2026-11-21T02:59:59+00:00"], "stopped"),
        // A clock that was set back: it is kept, shown and asked about, and a new pain can be timed beside it.
        (&["2026-11-22T03:00:01+00:00"], "asked about 03:00"),
        (&["2026-11-22T08:00:00+00:00", "2026-11-22T02:59:00+00:00"], "running 02:59"),
        (&["2026-11-22T08:00:00+00:00 30"], "stopped"),
        // One that was not ended before the next began: its end was not noted, and the next counts.
        (&["2026-11-22T02:40:00+00:00", "2026-11-22T02:50:00+00:00"], "running 02:50"),
        (&["2026-11-22T01:00:00+00:00", "2026-11-22T02:50:00+00:00 60"], "stopped"),
        // Two tabs have begun one each: the earlier is timed once the later is over.
        (&["2026-11-22T02:50:00+00:00", "2026-11-22T02:50:01+00:00 60"], "running 02:50"),
    ] {
        let clock = |wave: Wave| wave.start().minute().clock();
        let timer = match waves(lines).timer(at(now)) {
            Timer::Stopped => "stopped".to_owned(),
            Timer::Running(_, wave) => format!("running {}", clock(wave)),
            Timer::LeftRunning(_, wave) => format!("asked about {}", clock(wave)),
        };
        assert_eq!(timer, expected, "{lines:?}");
    }
}

/// What was removed is not counted, and what was brought back is.
#[test]
fn waves_are_found_among_what_is_kept() {
    let wave = Wave::begun(at("2026-11-22T02:59:00+00:00"));
    let record = |number: u8, what: KeptThing| KeptRecord::new(EntryId::from_bytes([number; 16]), Changed(1), what);
    let (one, other) = (record(1, KeptThing::Wave(wave)), record(2, KeptThing::Wave(wave)));
    let symptom = record(3, KeptThing::OwnSymptom(OwnSymptom::new("Legs", OwnMeasure::Pain).unwrap()));
    let removed = other.removed(Changed(2));
    let back = removed.holding(KeptThing::Wave(wave), Changed(3));
    let found = |kept: &[KeptRecord]| Waves::of(kept).all().iter().map(|(id, _)| *id).collect::<Vec<_>>();
    assert_eq!(found(&[one.clone(), symptom.clone(), removed]), [one.id()]);
    assert_eq!(found(&[back, symptom, one.clone()]), [one.id(), other.id()]);
}

/// An instant of these years, on any clock.
fn any_instant() -> impl Strategy<Value = Instant> {
    (1_700_000_000_i64..1_900_000_000, -1080_i16..=1080)
        .prop_map(|(seconds, offset)| Instant::from_unix_seconds(seconds, offset).unwrap())
}

/// The clock was changed to another one.
fn on_another_clock(instant: Instant, offset: i16) -> Instant {
    Instant::from_unix_seconds(instant.unix_seconds(), offset).unwrap()
}

fn any_wave() -> impl Strategy<Value = Wave> {
    let length = prop_oneof![Just(None), (0_u32..7200).prop_map(Some), (0..=Wave::LONGEST).prop_map(Some)];
    (any_instant(), length, -1080_i16..=1080).prop_map(|(start, length, offset)| match length {
        None => Wave::begun(start),
        Some(length) => Wave::new(start, on_another_clock(start.later(length).unwrap(), offset)).unwrap(),
    })
}

/// Waves within some hours of each other.
fn any_waves() -> impl Strategy<Value = Vec<(EntryId, Wave)>> {
    let wave = (0_i64..20_000, -1080_i16..=1080, prop_oneof![Just(None), (0_u32..4000).prop_map(Some)]);
    proptest::collection::vec(wave, 0..20).prop_map(|waves| {
        let kept = waves.into_iter().enumerate().map(|(number, (seconds, offset, length))| {
            let start = Instant::from_unix_seconds(1_792_880_000 + seconds, offset).unwrap();
            let end = length.map(|length| start.later(length).unwrap());
            let wave = end.map_or_else(|| Wave::begun(start), |end| Wave::new(start, end).unwrap());
            (EntryId::new(Changed(number as u64), [1; 10]), wave)
        });
        kept.collect()
    })
}

/// All that is shown of waves at a moment, without local times.
fn figures(waves: &Waves, now: Instant) -> (String, Vec<String>, String) {
    let sessions = waves.sessions().map(|waves| shown(summary(waves))).collect();
    let timer = match waves.timer(now) {
        Timer::Stopped => "stopped".to_owned(),
        Timer::Running(id, _) => format!("running {id}"),
        Timer::LeftRunning(id, _) => format!("asked about {id}"),
    };
    (shown(waves.last_hour(now)), sessions, timer)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_instant_and_wave_round_trips(wave in any_wave()) {
        prop_assert_eq!(Instant::try_from(wave.start().to_string()), Ok(wave.start()));
        let record = serde_json::to_string(&wave).unwrap();
        prop_assert!(!record.contains('\n'));
        prop_assert_eq!(serde_json::from_str::<Wave>(&record).unwrap(), wave);
    }

    #[test]
    fn any_text_is_read_as_a_wave(text in ".{0,60}", start in ".{0,30}") {
        let _ = serde_json::from_str::<Wave>(&text);
        let _ = Instant::try_from(start.clone());
        let _ = Instant::from_local(&start, 0);
        let _ = Wave::by_hand(None, &text, &start, at("2026-11-22T03:00:00+00:00"));
    }

    /// Neither a clock change, nor travel, nor the order in which records come, nor a reload changes a figure.
    #[test]
    fn nothing_but_the_instants_counts(waves in any_waves(), offsets in proptest::collection::vec(-1080_i16..=1080, 20), turn in any::<prop::sample::Index>(), now in 1_792_870_000_i64..1_792_910_000) {
        let now = Instant::from_unix_seconds(now, 0).unwrap();
        let expected = figures(&Waves::new(waves.clone()), now);
        let elsewhere = waves.iter().zip(&offsets).map(|((id, wave), offset)| {
            let start = on_another_clock(wave.start(), *offset);
            let end = wave.end().map(|end| on_another_clock(end, -*offset));
            (*id, end.map_or_else(|| Wave::begun(start), |end| Wave::new(start, end).unwrap()))
        });
        prop_assert_eq!(&figures(&Waves::new(elsewhere.collect()), on_another_clock(now, offsets[0])), &expected);
        let mut turned = waves.clone();
        turned.reverse();
        if !turned.is_empty() {
            let place = turn.index(turned.len());
            turned.rotate_left(place);
        }
        prop_assert_eq!(&Waves::new(turned), &Waves::new(waves.clone()));
        let reloaded = waves.iter().map(|(id, wave)| {
            (*id, serde_json::from_str(&serde_json::to_string(wave).unwrap()).unwrap())
        });
        prop_assert_eq!(figures(&Waves::new(reloaded.collect()), now), expected);
    }

    /// The figures by another way: every interval and duration for itself, rounded with a half up.
    #[test]
    fn averages_are_those_of_all_intervals_and_durations(waves in any_waves(), now in 1_792_880_000_i64..1_792_905_000) {
        let mut starts: Vec<i64> = Vec::new();
        let mut durations: Vec<i64> = Vec::new();
        for (_, wave) in &waves {
            let start = wave.start().unix_seconds();
            if (now - 3599..=now).contains(&start) {
                starts.push(start);
                durations.extend(wave.end().map(|end| end.unix_seconds() - start));
            }
        }
        starts.sort_unstable();
        let intervals: Vec<i64> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let average = |of: &[i64]| {
            let (total, count) = (of.iter().sum::<i64>(), i64::try_from(of.len()).unwrap());
            (count > 0).then(|| u32::try_from(total / count + i64::from(total % count * 2 >= count)).unwrap())
        };
        let expected = WaveSummary {
            count: starts.len(),
            without_end: starts.len() - durations.len(),
            interval: average(&intervals),
            duration: average(&durations),
        };
        prop_assert_eq!(Waves::new(waves).last_hour(Instant::from_unix_seconds(now, 0).unwrap()), expected);
    }
}
