//! The dates of a pregnancy: which counts, how far it had come on any day, and what cannot be.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use quietleaf::{
    article::CalendarDate,
    journal::{
        Changed, CountedWeeks, DateField, DateProblem, DateSource, EmbryoAge, EntryId, Gestation, KeptRecord,
        KeptThing, Moment, Pregnancy, Status, circumstances_on, counted_weeks_on, decode_kept, encode_kept, end_before,
        gestation_on, has_earlier_pregnancy, latest_pregnancy, pregnancy_on,
    },
};

fn day(text: &str) -> CalendarDate {
    CalendarDate::read(text).unwrap()
}

fn weeks(text: &str) -> Gestation {
    Gestation::try_from(text.to_owned()).unwrap()
}

fn by(source: DateSource, date: CalendarDate) -> Pregnancy {
    let mut pregnancy = Pregnancy::default();
    match source {
        DateSource::Transfer => pregnancy.transfer = Some((date, EmbryoAge::Days5)),
        DateSource::Retrieval => pregnancy.retrieval = Some(date),
        DateSource::Scan => pregnancy.scan = Some((date, weeks("8+3"))),
        DateSource::Due => pregnancy.due = Some(date),
        DateSource::LastPeriod => pregnancy.last_period = Some(date),
        DateSource::Conception => pregnancy.conception = Some(date),
    }
    pregnancy
}

/// The arithmetic of the field, source by source.
#[test]
fn each_date_gives_its_due_date() {
    let transfer = |age| Pregnancy { transfer: Some((day("2026-03-01"), age)), ..Pregnancy::default() };
    for (pregnancy, due) in [
        (by(DateSource::LastPeriod, day("2026-03-01")), "2026-12-06"),
        (by(DateSource::Conception, day("2026-03-01")), "2026-11-22"),
        (by(DateSource::Retrieval, day("2026-03-01")), "2026-11-22"),
        (transfer(EmbryoAge::Days5), "2026-11-17"),
        (transfer(EmbryoAge::Days3), "2026-11-19"),
        (transfer(EmbryoAge::Days6), "2026-11-16"),
        (by(DateSource::Scan, day("2026-03-01")), "2026-10-08"),
        (by(DateSource::Due, day("2026-11-17")), "2026-11-17"),
        // Over a leap day.
        (by(DateSource::LastPeriod, day("2027-06-01")), "2028-03-07"),
    ] {
        assert_eq!(pregnancy.due_date().map(CalendarDate::iso).as_deref(), Some(due), "{pregnancy:?}");
        assert_eq!(pregnancy.gestation_on(day(due)), Some(weeks("40+0")));
    }
    // On the day of its transfer, a pregnancy from an embryo of 5 days has come to 2 weeks and 5 days.
    assert_eq!(transfer(EmbryoAge::Days5).gestation_on(day("2026-03-01")), Some(weeks("2+5")));
    assert_eq!(Pregnancy::default().due_date(), None);
    assert_eq!(Pregnancy::default().gestation_on(day("2026-03-01")), None);
}

/// Assisted conception over a scan over the last period; each alone counts.
#[test]
fn the_surest_date_counts() {
    let mut all = Pregnancy::default();
    // From the last to the first: each takes over from those before.
    for source in DateSource::ALL.into_iter().rev() {
        let one = by(source, day("2026-03-01"));
        assert_eq!(one.source(), Some(source));
        all = Pregnancy {
            last_period: one.last_period.or(all.last_period),
            due: one.due.or(all.due),
            scan: one.scan.or(all.scan),
            conception: one.conception.or(all.conception),
            retrieval: one.retrieval.or(all.retrieval),
            transfer: one.transfer.or(all.transfer),
            ..all
        };
        assert_eq!(all.source(), Some(source));
        assert_eq!(all.beginning(), one.beginning());
    }
}

#[test]
fn an_ended_pregnancy_counts_no_more() {
    let ongoing = Pregnancy { status: Status::Ongoing, ..by(DateSource::LastPeriod, day("2026-03-01")) };
    let ended = |on: Option<&str>, keep_weeks| Pregnancy {
        status: Status::Ended { on: on.map(day), keep_weeks },
        ..ongoing.clone()
    };
    for (pregnancy, on, expected) in [
        (ongoing.clone(), "2026-02-28", None),
        (ongoing.clone(), "2026-03-01", Some("0+0")),
        (ongoing.clone(), "2026-05-10", Some("10+0")),
        (ongoing.clone(), "2027-01-16", Some("45+6")),
        (ongoing.clone(), "2027-01-17", None),
        (ended(Some("2026-05-10"), true), "2026-05-10", Some("10+0")),
        (ended(Some("2026-05-10"), true), "2026-05-09", Some("9+6")),
        (ended(Some("2026-05-10"), true), "2026-05-11", None),
        (ended(Some("2026-05-10"), false), "2026-05-10", None),
        (ended(Some("2026-05-10"), false), "2026-05-11", None),
        (ended(None, true), "2026-05-10", None),
    ] {
        assert_eq!(pregnancy.gestation_on(day(on)), expected.map(weeks), "{on} {pregnancy:?}");
        assert_eq!(pregnancy.due_date().is_some(), !pregnancy.has_ended());
        // From the day of the end on, signs for all weeks are looked at.
        let expected = expected.filter(|_| pregnancy.end() != Some(day(on)));
        assert_eq!(pregnancy.gestation_before_end(day(on)), expected.map(weeks), "{on} {pregnancy:?}");
    }
    // It can be undone: nothing else has changed.
    assert_eq!(Pregnancy { status: Status::Ongoing, ..ended(Some("2026-05-10"), false) }, ongoing);
}

#[test]
fn what_cannot_be_is_told_beside_its_field() {
    use DateProblem::{
        AfterEnd, BeganBeforeEarlierEnd, Differs, DueTooLate, EndedBeforeBeginning, NotYet, TooLong, TransferAge,
        TransferBeforeRetrieval,
    };
    let today = day("2026-11-23");
    let with = |change: &dyn Fn(&mut Pregnancy)| {
        let mut pregnancy = Pregnancy::default();
        change(&mut pregnancy);
        pregnancy.problems(today, None)
    };
    assert_eq!(with(&|_| {}), []);
    assert_eq!(with(&|it| it.last_period = Some(today)), []);
    assert_eq!(with(&|it| it.last_period = Some(day("2026-11-24"))), [NotYet(DateField::LastPeriod)]);
    assert_eq!(with(&|it| it.scan = Some((day("2026-11-24"), weeks("8+0")))), [NotYet(DateField::Scan)]);
    assert_eq!(with(&|it| it.conception = Some(day("2026-11-24"))), [NotYet(DateField::Conception)]);
    assert_eq!(with(&|it| it.retrieval = Some(day("2026-11-24"))), [NotYet(DateField::Retrieval)]);
    assert_eq!(with(&|it| it.transfer = Some((day("2026-11-24"), EmbryoAge::Days3))), [NotYet(DateField::Transfer)]);
    // 42 weeks ahead, and a day more.
    assert_eq!(with(&|it| it.due = Some(day("2027-09-13"))), []);
    assert_eq!(with(&|it| it.due = Some(day("2027-09-14"))), [DueTooLate]);
    // 45 weeks and 6 days ago, and a day more.
    assert_eq!(with(&|it| it.last_period = Some(day("2026-01-06"))), []);
    assert_eq!(with(&|it| it.last_period = Some(day("2026-01-05"))), [TooLong(DateSource::LastPeriod)]);
    let transfer = |on: &'static str| {
        with(&|it| (it.retrieval, it.transfer) = (Some(day("2026-09-05")), Some((day(on), EmbryoAge::Days5))))
    };
    assert_eq!(transfer("2026-09-04"), [TransferBeforeRetrieval]);
    assert_eq!(transfer("2026-09-09"), [TransferAge { days: 4 }]);
    assert_eq!(transfer("2026-09-10"), []);
    // An embryo that was frozen.
    assert_eq!(transfer("2026-11-10"), []);
    let both = |scan: &'static str| {
        with(&|it| (it.last_period, it.scan) = (Some(day("2026-09-01")), Some((day(scan), weeks("8+0")))))
    };
    assert_eq!(both("2026-10-27"), []);
    assert_eq!(both("2026-11-03"), []);
    assert_eq!(both("2026-11-04"), [Differs { source: DateSource::LastPeriod, days: 8 }]);
    let ended = |on: &'static str| {
        with(&|it| {
            it.last_period = Some(day("2026-09-01"));
            it.status = Status::Ended { on: Some(day(on)), keep_weeks: true };
        })
    };
    assert_eq!(ended("2026-09-01"), []);
    assert_eq!(ended("2026-08-31"), [EndedBeforeBeginning]);
    let long_ended = |on: Option<&'static str>| {
        with(&|it| {
            it.retrieval = Some(day("2025-03-15"));
            it.status = Status::Ended { on: on.map(day), keep_weeks: true };
        })
    };
    // However long ago it was, only the time until its end counts: 45 weeks and 6 days, and a day more.
    assert_eq!(long_ended(None), []);
    assert_eq!(long_ended(Some("2026-01-16")), []);
    assert_eq!(long_ended(Some("2026-01-17")), [TooLong(DateSource::Retrieval)]);
    assert_eq!(ended("2026-11-24"), [NotYet(DateField::Ended)]);
    // Anything that is said to have been after the end is told.
    let after_end = |change: &dyn Fn(&mut Pregnancy)| {
        with(&|it| {
            it.status = Status::Ended { on: Some(day("2026-09-01")), keep_weeks: true };
            change(it);
        })
    };
    assert_eq!(after_end(&|it| it.scan = Some((day("2026-09-01"), weeks("8+0")))), []);
    assert_eq!(after_end(&|it| it.scan = Some((day("2026-09-02"), weeks("8+0")))), [AfterEnd(DateField::Scan)]);
    assert_eq!(after_end(&|it| it.conception = Some(day("2026-09-20"))), [EndedBeforeBeginning]);
    assert_eq!(
        after_end(&|it| (it.last_period, it.retrieval) = (Some(day("2026-07-01")), Some(day("2026-09-02")))),
        [AfterEnd(DateField::Retrieval), Differs { source: DateSource::LastPeriod, days: 49 }]
    );
    // It began on the day on which the one before had ended, and a day earlier.
    let after = |end: &str| by(DateSource::LastPeriod, day("2026-09-01")).problems(today, Some(day(end)));
    assert_eq!(after("2026-09-01"), []);
    assert_eq!(after("2026-09-02"), [BeganBeforeEarlierEnd(DateSource::LastPeriod)]);
    assert_eq!(Pregnancy::default().problems(today, Some(today)), []);
    for (problem, forbids, field) in [
        (NotYet(DateField::Scan), true, DateField::Scan),
        (DueTooLate, true, DateField::Due),
        (TransferBeforeRetrieval, true, DateField::Transfer),
        (EndedBeforeBeginning, true, DateField::Ended),
        (TransferAge { days: 4 }, false, DateField::Transfer),
        (AfterEnd(DateField::Retrieval), false, DateField::Retrieval),
        (TooLong(DateSource::Scan), false, DateField::Scan),
        (BeganBeforeEarlierEnd(DateSource::Conception), false, DateField::Conception),
        (Differs { source: DateSource::Due, days: 9 }, false, DateField::Due),
    ] {
        assert_eq!((problem.forbids_saving(), problem.field()), (forbids, field));
    }
}

fn kept(made: &str, pregnancy: Pregnancy) -> KeptRecord {
    let days = u64::try_from(day("1970-01-01").days_until(day(made))).unwrap();
    let made = Changed(days * 86_400_000);
    KeptRecord::new(EntryId::new(made, [7; 10]), made, KeptThing::Pregnancy(pregnancy))
}

/// A new pregnancy has dates of its own; each day belongs to the latest that had begun.
#[test]
fn a_day_belongs_to_the_latest_pregnancy() {
    let first = Pregnancy {
        status: Status::Ended { on: Some(day("2026-05-10")), keep_weeks: true },
        ..by(DateSource::LastPeriod, day("2026-03-01"))
    };
    let second = by(DateSource::LastPeriod, day("2026-08-01"));
    let all = [kept("2026-04-01", first.clone()), kept("2026-09-01", second.clone())];
    for (on, pregnancy, expected) in [
        ("2026-02-28", None, None),
        ("2026-05-10", Some(&first), Some("10+0")),
        ("2026-07-31", Some(&first), None),
        ("2026-08-01", Some(&second), Some("0+0")),
        ("2026-10-10", Some(&second), Some("10+0")),
    ] {
        assert_eq!(pregnancy_on(&all, day(on)), pregnancy, "{on}");
        assert_eq!(gestation_on(&all, day(on)), expected.map(weeks), "{on}");
    }
    assert_eq!(latest_pregnancy(&all).map(|(_, latest)| latest), Some(&second));
    assert_eq!([0, 1].map(|place: usize| end_before(&all, all[place].id())), [None, Some(day("2026-05-10"))]);
    assert_eq!([&all[..], &all[..1], &[]].map(has_earlier_pregnancy), [true, false, false]);
    // Without dates, it begins on the day on which it was written down, wherever on earth that was: at midnight in
    // Greenwich the day before goes on in America.
    let without = [kept("2026-04-01", first.clone()), kept("2026-09-01", Pregnancy::default())];
    assert_eq!(pregnancy_on(&without, day("2026-08-30")), Some(&first));
    assert_eq!(pregnancy_on(&without, day("2026-08-31")), Some(&Pregnancy::default()));
    // An end that is told later is no later for that.
    let status = Status::Ended { on: Some(day("2026-08-20")), keep_weeks: true };
    let ended = [kept("2026-09-01", Pregnancy { status, ..Pregnancy::default() })];
    assert_eq!(pregnancy_on(&ended, day("2026-08-19")), None);
    assert!(pregnancy_on(&ended, day("2026-08-20")).is_some_and(Pregnancy::has_ended));
    let [one, other] = all;
    let removed = [one, other.removed(Changed(1))];
    assert_eq!(pregnancy_on(&removed, day("2026-10-10")), Some(&first));
    assert_eq!(latest_pregnancy(&removed).map(|(_, latest)| latest), Some(&first));
    assert!(!has_earlier_pregnancy(&removed));
}

/// Dates that were entered again before a backup came back: what is said of the one counts for both.
#[test]
fn nothing_counts_on_by_another_record_of_a_pregnancy_that_has_ended() {
    for (earlier, keep_weeks) in
        [("2026-02-26", false), ("2026-03-01", true), ("2026-03-04", false), ("2026-03-04", true)]
    {
        let status = Status::Ended { on: Some(day("2026-05-10")), keep_weeks };
        let ended = Pregnancy { status, ..by(DateSource::LastPeriod, day("2026-03-01")) };
        let restored = Pregnancy { status: Status::Ongoing, ..by(DateSource::LastPeriod, day(earlier)) };
        let all = [kept("2026-04-01", restored), kept("2026-04-15", ended.clone())];
        assert_eq!(latest_pregnancy(&all).map(|(_, latest)| latest), Some(&ended));
        for after in 3..600 {
            let on = day("2026-03-01").days_later(after).unwrap();
            assert_eq!(gestation_on(&all, on), ended.gestation_on(on), "{earlier}: {on}");
            assert!(keep_weeks || gestation_on(&all, on).is_none(), "{earlier}: {on}");
            assert_eq!(counted_weeks_on(&all, on), counted_weeks_on(&all[1..], on), "{earlier}: {on}");
        }
    }
}

/// What the cards and the form know of the weeks: after an end, and where they are no longer shown, none are counted.
#[test]
fn the_cards_know_the_weeks_until_the_end() {
    let ended = |on: Option<&str>, keep_weeks| Pregnancy {
        status: Status::Ended { on: on.map(day), keep_weeks },
        ..by(DateSource::LastPeriod, day("2026-03-01"))
    };
    let ongoing = by(DateSource::LastPeriod, day("2026-03-01"));
    let known = |text: &str| CountedWeeks::Known(weeks(text));
    for (pregnancy, on, expected) in [
        (ongoing.clone(), "2026-02-28", CountedWeeks::Unknown),
        (ongoing.clone(), "2026-05-10", known("10+0")),
        (ongoing.clone(), "2028-05-10", CountedWeeks::Unknown),
        (Pregnancy::default(), "2026-05-10", CountedWeeks::Unknown),
        (ended(Some("2026-05-10"), true), "2026-05-09", known("9+6")),
        (ended(Some("2026-05-10"), true), "2026-05-10", CountedWeeks::NoLonger(0)),
        (ended(Some("2026-05-10"), true), "2026-05-11", CountedWeeks::NoLonger(1)),
        (ended(Some("2026-05-10"), true), "2026-06-21", CountedWeeks::NoLonger(42)),
        (ended(Some("2026-05-10"), true), "2026-06-22", CountedWeeks::NoLonger(43)),
        (ended(Some("2026-05-10"), true), "9999-12-31", CountedWeeks::NoLonger(u16::MAX)),
        (ended(Some("2026-05-10"), false), "2026-05-09", CountedWeeks::NoLonger(0)),
    ] {
        assert_eq!(counted_weeks_on(&[kept("2026-04-01", pregnancy.clone())], day(on)), expected, "{on} {pregnancy:?}");
    }
    assert_eq!(counted_weeks_on(&[], day("2026-05-10")), CountedWeeks::Unknown);
    // Where the day of the end is not given, the days count from when it was last written down.
    for (written, on, expected) in [
        ("2026-05-10T23:30Z", "2026-05-09", 0),
        ("2026-05-10T23:30Z", "2026-05-10", 0),
        ("2026-05-10T23:30Z", "2026-05-11", 1),
        ("2026-05-10T23:30Z", "2026-06-21", 42),
        ("2026-05-10T23:30Z", "2026-06-22", 43),
    ] {
        let at = Moment::try_from(written.replace('Z', "+00:00")).unwrap().unix_minutes() * 60_000;
        let record = kept("2026-04-01", ongoing.clone());
        let ended = record.holding(KeptThing::Pregnancy(ended(None, true)), Changed(u64::try_from(at).unwrap()));
        assert_eq!(counted_weeks_on(&[ended], day(on)), CountedWeeks::NoLonger(expected), "{written}: {on}");
    }
    // Fertility treatment is known by its dates.
    for (source, is_of_treatment) in [
        (DateSource::Transfer, true),
        (DateSource::Retrieval, true),
        (DateSource::Conception, false),
        (DateSource::LastPeriod, false),
        (DateSource::Scan, false),
        (DateSource::Due, false),
    ] {
        let kept = [kept("2026-04-01", by(source, day("2026-03-20")))];
        let circumstances = circumstances_on(&kept, day("2026-12-20"));
        assert_eq!(circumstances.is_of_treatment, is_of_treatment, "{source:?}");
        assert_eq!(circumstances.weeks, counted_weeks_on(&kept, day("2026-12-20")));
    }
    // Of one of which only the end is known, no day speaks of weeks, however long ago; others' days stay theirs.
    let only_ended = |keep_weeks| Pregnancy { status: Status::Ended { on: None, keep_weeks }, ..Pregnancy::default() };
    for on in ["1900-01-01", "2025-05-10", "2026-03-30", "2026-04-01", "2028-01-01"] {
        for keep_weeks in [false, true] {
            let alone = [kept("2026-04-01", only_ended(keep_weeks))];
            assert!(matches!(counted_weeks_on(&alone, day(on)), CountedWeeks::NoLonger(_)), "{on}");
        }
    }
    let before = Pregnancy {
        status: Status::Ended { on: Some(day("2025-05-10")), keep_weeks: true },
        ..by(DateSource::LastPeriod, day("2025-03-01"))
    };
    let after = by(DateSource::LastPeriod, day("2026-06-01"));
    let all = [kept("2025-04-01", before), kept("2026-04-01", only_ended(true)), kept("2026-07-01", after)];
    for (on, expected) in [
        ("2024-01-01", CountedWeeks::NoLonger(0)),
        ("2025-05-09", known("9+6")),
        ("2025-05-10", CountedWeeks::NoLonger(0)),
        ("2026-05-31", CountedWeeks::NoLonger(60)),
        ("2026-08-10", known("10+0")),
    ] {
        assert_eq!(counted_weeks_on(&all, day(on)), expected, "{on}");
    }
}

/// Days since 1 January of the year 1, counted by hand: another way than the one that is tested.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let before = year - 1;
    before * 365 + before / 4 - before / 100
        + before / 400
        + lengths.iter().take(usize::try_from(month - 1).unwrap()).sum::<i64>()
        + day
}

fn number_of(date: CalendarDate) -> i64 {
    let iso = date.iso();
    let part = |range: std::ops::Range<usize>| iso.get(range).unwrap().parse::<i64>().unwrap();
    day_number(part(0..4), part(5..7), part(8..10))
}

#[test]
fn gestation_is_exact_on_a_hundred_thousand_dates() {
    let mut runner = TestRunner::new(Config { cases: 100_000, failure_persistence: None, ..Config::default() });
    let days_in_all = day("1900-01-01").days_until(day("9999-12-31"));
    let strategy = (0..=days_in_all, -400_i64..400, 0_usize..6, 0_u8..3);
    runner
        .run(&strategy, |(at, after, source, age)| {
            let date = day("1900-01-01").days_later(at).unwrap();
            let Some(asked) = date.days_later(after) else { return Ok(()) };
            let source = DateSource::ALL[source];
            let mut pregnancy = by(source, date);
            // From the date that is given to day 0, by the sums that the field publishes.
            let to_beginning = match source {
                DateSource::Transfer => {
                    pregnancy.transfer = Some((date, EmbryoAge::ALL[usize::from(age)]));
                    [263, 261, 260][usize::from(age)] - 280
                }
                DateSource::Retrieval | DateSource::Conception => 266 - 280,
                DateSource::Scan => -(8 * 7 + 3),
                DateSource::Due => -280,
                DateSource::LastPeriod => 0,
            };
            if date.days_later(to_beginning).is_none() {
                return Ok(());
            }
            let passed = number_of(asked) - (number_of(date) + to_beginning);
            let expected = (0..=45 * 7 + 6).contains(&passed).then(|| format!("{}+{}", passed / 7, passed % 7));
            prop_assert_eq!(
                pregnancy.gestation_on(asked).map(String::from),
                expected,
                "{:?} on {}",
                pregnancy,
                asked.iso()
            );
            Ok(())
        })
        .unwrap();
}

/// Any pregnancy at all, from one end of the calendar to the other, whether its dates fit together or not.
fn any_pregnancy() -> impl Strategy<Value = Pregnancy> {
    let first = day("1900-01-01");
    let date = move || (0..=first.days_until(day("9999-12-31"))).prop_map(move |at| first.days_later(at).unwrap());
    // Mostly dates near each other.
    let base = date();
    let near = || prop::option::of(-400_i64..400);
    let weeks = (0_i64..=45 * 7 + 6).prop_map(|days| Gestation::of_days(days).unwrap());
    let status = (0_u8..3, near(), any::<bool>());
    let dates = (near(), near(), near(), near(), near(), near());
    (base, dates, weeks, 0_usize..3, status, any::<bool>()).prop_map(
        |(base, (last_period, due, scan, conception, retrieval, transfer), weeks, age, status, after_offered)| {
            let at = |days: Option<i64>| days.and_then(|days| base.days_later(days));
            Pregnancy {
                last_period: at(last_period),
                due: at(due),
                scan: at(scan).map(|on| (on, weeks)),
                conception: at(conception),
                retrieval: at(retrieval),
                transfer: at(transfer).map(|on| (on, EmbryoAge::ALL[age])),
                status: match status {
                    (0, ..) => Status::NotSaid,
                    (1, ..) => Status::Ongoing,
                    (_, on, keep_weeks) => Status::Ended { on: at(on), keep_weeks },
                },
                after_offered,
            }
        },
    )
}

#[test]
fn laws_of_every_pregnancy() {
    let mut runner = TestRunner::new(Config { cases: 5_000, failure_persistence: None, ..Config::default() });
    runner
        .run(&(any_pregnancy(), -400_i64..400, -400_i64..400), |(pregnancy, after, today)| {
            // It is stored and read as it is.
            let record = kept("2026-04-01", pregnancy.clone());
            prop_assert_eq!(&decode_kept(&encode_kept(&record)).unwrap(), &record);
            let ongoing = Pregnancy { status: Status::Ongoing, ..pregnancy.clone() };
            let Some(beginning) = pregnancy.beginning() else {
                prop_assert_eq!(ongoing.due_date(), None);
                return Ok(());
            };
            // Whatever its source, the due date lies 280 days after day 0.
            if let Some(due) = ongoing.due_date() {
                prop_assert_eq!(number_of(due) - number_of(beginning), 280);
            }
            let Some(asked) = beginning.days_later(after) else { return Ok(()) };
            // An end takes weeks away, and changes none.
            let (week, undone) = (pregnancy.gestation_on(asked), ongoing.gestation_on(asked));
            match pregnancy.status {
                Status::Ended { on: Some(on), keep_weeks: true } if asked <= on => prop_assert_eq!(week, undone),
                Status::Ended { .. } => prop_assert_eq!((week, pregnancy.due_date()), (None, None)),
                Status::Ongoing | Status::NotSaid => prop_assert_eq!(week, undone),
            }
            let before_end = pregnancy.gestation_before_end(asked);
            let is_over = pregnancy.end().is_some_and(|end| end <= asked);
            prop_assert_eq!(before_end, week.filter(|_| !is_over));
            // The date that counts does not differ from itself.
            let Some(today) = beginning.days_later(today) else { return Ok(()) };
            for problem in pregnancy.problems(today, None) {
                let DateProblem::Differs { source, .. } = problem else { continue };
                prop_assert_ne!(Some(source), pregnancy.source());
            }
            Ok(())
        })
        .unwrap();
}

const STORED: &str = "{\"version\":1,\"id\":\"019e5b60-7c00-7abc-8def-0123456789ab\",\"changed\":5,\"removed\":false,\"what\":{\"pregnancy\":{\
    \"last_period\":[2026,3,1],\"due\":null,\"scan\":[[2026,5,1],\"8+3\"],\"conception\":null,\"retrieval\":[2026,3,14],\
    \"transfer\":[[2026,3,19],\"days5\"],\"status\":{\"ended\":{\"on\":[2026,6,1],\"keep_weeks\":true}},\"after_offered\":false}}}";

/// What version 1 has written is read for ever.
#[test]
fn the_stored_form_is_frozen() {
    let record = decode_kept(STORED).unwrap();
    assert_eq!(encode_kept(&record), STORED);
    let KeptThing::Pregnancy(pregnancy) = record.what() else { panic!("{record:?}") };
    assert_eq!(pregnancy.source(), Some(DateSource::Transfer));
    assert_eq!(pregnancy.status, Status::Ended { on: Some(day("2026-06-01")), keep_weeks: true });
    for status in [Status::NotSaid, Status::Ongoing, Status::Ended { on: None, keep_weeks: false }] {
        let other = record.holding(KeptThing::Pregnancy(Pregnancy { status, ..Pregnancy::default() }), Changed(9));
        assert_eq!(decode_kept(&encode_kept(&other)).unwrap(), other);
    }
    for (text, by) in [
        ("[2026,3,1]", "[2026,2,29]"),
        ("[2026,3,1]", "\"2026-03-01\""),
        ("\"8+3\"", "\"8+7\""),
        ("\"days5\"", "\"days4\""),
        ("\"due\":null", "\"due\":null,\"new\":1"),
        ("\"keep_weeks\":true", "\"keep_weeks\":1"),
        ("\"keep_weeks\":true", "\"keep_weeks\":true,\"new\":1"),
    ] {
        assert!(STORED.contains(text), "{text}");
        assert!(decode_kept(&STORED.replacen(text, by, 1)).is_err(), "{by}");
    }
}

/// Weeks and days as they are typed beside a scan.
#[test]
fn weeks_and_days_are_typed_whole() {
    for (typed, expected) in [
        (("12", "3"), Ok(Some("12+3"))),
        ((" 12 ", ""), Ok(Some("12+0"))),
        (("0", "0"), Ok(Some("0+0"))),
        (("45", "6"), Ok(Some("45+6"))),
        (("", " "), Ok(None)),
        (("46", ""), Err(())),
        (("50", "0"), Err(())),
        (("12", "7"), Err(())),
        (("12.5", ""), Err(())),
        (("12", "-1"), Err(())),
        (("+12", ""), Err(())),
        (("", "3"), Err(())),
        (("999999", ""), Err(())),
        (("twelve", ""), Err(())),
    ] {
        let read = Gestation::typed(typed.0, typed.1).map_err(|_| ());
        assert_eq!(read, expected.map(|gestation| gestation.map(weeks)), "{typed:?}");
    }
}

/// Whether what comes after has been offered is not what a person says of a pregnancy.
#[test]
fn an_offer_changes_nothing_that_was_said() {
    let said = by(DateSource::LastPeriod, day("2026-03-01"));
    let offered = Pregnancy { after_offered: true, ..said.clone() };
    assert!(said.says_the_same_as(&offered) && offered.says_the_same_as(&said) && said != offered);
    assert!(!said.says_the_same_as(&Pregnancy { status: Status::Ongoing, ..said.clone() }));
    assert!(!offered.says_the_same_as(&by(DateSource::LastPeriod, day("2026-03-02"))));
}
