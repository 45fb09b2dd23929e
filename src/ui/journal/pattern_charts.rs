//! The drawings of the patterns, each with a sentence above it and a table behind it.

use leptos::prelude::AnyView;

use super::{pattern_words, reading_words, wave_words};
use crate::{
    journal::{
        BleedingLevel, DayPattern, EntryId, HoursPattern, PainScore, Tried, TriedPattern, Wave, WaveSummary, summary,
    },
    ui::{
        chart::{
            Chart, Figures, MEANING_SIDE, Mark, Meaning, bar, circle, figure, line, nothing_to_draw, square, triangle,
        },
        tool_names,
    },
};

/// Where a drawing begins, right of the numbers of its lines.
const LEFT: u32 = 30;
/// What a step of the pain score is high.
const SCORE: u32 = 13;
/// Where the worst score stands.
const TOP: u32 = 12;
/// Where the score 0 stands.
const BOTTOM: u32 = TOP + SCORE * 10;
/// Half of the side of a mark.
const RADIUS: u32 = 5;

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn height_of(score: PainScore) -> u32 {
    BOTTOM - u32::from(score.get()) * SCORE
}

/// A mark in the drawing that explains it.
fn meaning(mark: Mark, shape: fn(u32, u32, u32) -> String, words: String) -> Meaning {
    Meaning { mark, path: shape(MEANING_SIDE / 2, MEANING_SIDE / 2, RADIUS), words }
}

/// The lines by which scores are read.
fn score_lines(chart: &mut Chart, width: u32) {
    for score in [PainScore::NONE, PainScore::WORST].into_iter().chain(PainScore::new(5)) {
        let y = height_of(score);
        chart.mark(Mark::Grid, &line((LEFT, y), (width, y)));
        chart.label(4, y + 4, score.get().to_string());
    }
}

/// One pain by day: from the least score to the worst, with its absences and the bleeding of the day.
pub(super) fn by_day(name: &str, bleeding: Option<&str>, days: &[DayPattern]) -> AnyView {
    let heading = format!("{name}, day by day");
    let is_recorded = |day: &&DayPattern| day.pain.is_some() || day.bleeding.is_some();
    if !days.iter().any(|day| is_recorded(&day)) {
        return nothing_to_draw(&heading, pattern_words::NOTHING_IN_THESE_DAYS.to_owned());
    }
    let step = if days.len() > 28 { 12 } else { 20 };
    let width = LEFT + step * to_u32(days.len()) + 12;
    let floor = BOTTOM + 52;
    let mut chart = Chart::new(width, floor + 24);
    score_lines(&mut chart, width);
    for (place, day) in (0..).zip(days) {
        let x = LEFT + step * place + step / 2;
        match day.pain {
            Some((_, worst)) if worst == PainScore::NONE => chart.mark(Mark::Open, &circle(x, BOTTOM, RADIUS)),
            Some((least, worst)) => {
                chart.mark(Mark::Range, &line((x, height_of(least)), (x, height_of(worst))));
                chart.mark(Mark::Full, &circle(x, height_of(worst), RADIUS));
            }
            None => {}
        }
        match day.bleeding {
            Some(BleedingLevel::None) => chart.mark(Mark::SecondOpen, &square(x, floor - 4, 4)),
            // One square for each level, on top of each other.
            Some(level) => {
                for step in 0..level_number(level) {
                    chart.mark(Mark::Second, &bar(x - 4, floor - 7 - step * 7, 8, 6));
                }
            }
            None => {}
        }
        if place % 7 == 0 {
            chart.label(x.saturating_sub(RADIUS), floor + 18, day.day.short());
        }
    }
    let mut meanings = vec![
        meaning(Mark::Full, circle, "worst score of the day; the line goes down to the least".to_owned()),
        meaning(Mark::Open, circle, "not there".to_owned()),
    ];
    let mut headings = vec!["Day".to_owned(), "Least".to_owned(), "Worst".to_owned()];
    if let Some(bleeding) = bleeding {
        let within = reading_words::within(bleeding);
        meanings.push(meaning(Mark::Second, square, format!("{within}: the more squares, the heavier")));
        meanings.push(meaning(Mark::SecondOpen, square, format!("no {within}")));
        headings.push(bleeding.to_owned());
    }
    let score = |score: Option<PainScore>| score.map(|score| score.get().to_string()).unwrap_or_default();
    let rows = days.iter().filter(is_recorded).map(|day| {
        let mut row = vec![day.day.to_string(), score(day.pain.map(|pain| pain.0)), score(day.pain.map(|pain| pain.1))];
        if bleeding.is_some() {
            row.push(day.bleeding.map(reading_words::level).unwrap_or_default().to_owned());
        }
        row
    });
    let figures = Figures { headings, rows: rows.collect() };
    figure("pattern-days", &heading, pattern_words::by_day(name, days), chart, meanings, figures)
}

/// The place of a level among all: none is 0.
fn level_number(level: BleedingLevel) -> u32 {
    to_u32(BleedingLevel::ALL.into_iter().position(|known| known == level).unwrap_or(0))
}

/// How often one pain was recorded in each part of the day.
pub(super) fn by_hours(name: &str, parts: &[HoursPattern]) -> AnyView {
    const STEP: u32 = 40;
    const TALLEST: u32 = 110;
    let heading = format!("{name}, by the time of day");
    let most = parts.iter().map(|part| part.there + part.absent).max().unwrap_or(0);
    if most == 0 {
        return nothing_to_draw(&heading, pattern_words::NOTHING_IN_THESE_DAYS.to_owned());
    }
    let width = STEP * to_u32(parts.len()) + 8;
    let floor = TALLEST + 24;
    let mut chart = Chart::new(width, floor + 24);
    chart.mark(Mark::Grid, &line((0, floor), (width, floor)));
    let tall = |count: usize| to_u32(count) * TALLEST / to_u32(most);
    let hour = |part: u32| part * u32::from(HoursPattern::LENGTH);
    let mut rows = Vec::new();
    for (place, part) in (0..).zip(parts) {
        let x = STEP * place + 8;
        let (there, absent) = (tall(part.there), tall(part.absent));
        if there > 0 {
            chart.mark(Mark::Full, &bar(x, floor - there, STEP - 14, there));
        }
        if absent > 0 {
            chart.mark(Mark::Open, &bar(x, floor - there - absent, STEP - 14, absent));
        }
        if part.there > 0 {
            chart.label_around(x + STEP / 2 - 7, floor - there - absent - 6, part.there.to_string());
        }
        chart.label_around(x + STEP / 2 - 7, floor + 18, format!("{:02}\u{2013}{:02}", hour(place), hour(place + 1)));
        if part.there + part.absent > 0 {
            let worst = part.worst.map(|worst| worst.get().to_string()).unwrap_or_default();
            let hours = pattern_words::hours(hour(place), hour(place + 1));
            rows.push(vec![hours, part.there.to_string(), worst, part.absent.to_string()]);
        }
    }
    let meanings = vec![
        meaning(Mark::Full, square, "how often it was there".to_owned()),
        meaning(Mark::Open, square, "how often it was recorded as not there".to_owned()),
    ];
    let headings = ["Time of day", "There", "Worst", "Not there"].map(str::to_owned).to_vec();
    figure("pattern-hours", &heading, pattern_words::by_hours(name, parts), chart, meanings, Figures { headings, rows })
}

/// The waves of one session: how long each was, and how long after the one before it started.
pub(super) fn waves(session: &[(EntryId, Wave)], others: usize) -> AnyView {
    const STEP: u32 = 28;
    const TALLEST: u32 = 120;
    /// More than these are not drawn: the latest are.
    const DRAWN: usize = 60;
    let intervals = session.iter().zip(session.iter().skip(1));
    let intervals = intervals.map(|((_, one), (_, next))| u32::try_from(next.start().seconds_since(one.start())).ok());
    let intervals: Vec<Option<u32>> = std::iter::once(None).chain(intervals).collect();
    let drawn: Vec<(Wave, Option<u32>)> = session.iter().map(|(_, wave)| *wave).zip(intervals).collect();
    let drawn = drawn.get(drawn.len().saturating_sub(DRAWN)..).unwrap_or_default();
    let lengths = drawn.iter().flat_map(|(wave, interval)| [wave.duration(), *interval]).flatten();
    // A line for each whole part of the longest.
    let part = part_of_minutes(lengths.max().unwrap_or(0));
    let tallest = part * 60 * 4;
    let floor = TALLEST + 12;
    let width = LEFT + 14 + STEP * to_u32(drawn.len()) + 12;
    let mut chart = Chart::new(width, floor + 24);
    for step in 0..=4 {
        let y = floor - TALLEST / 4 * step;
        chart.mark(Mark::Grid, &line((LEFT + 14, y), (width, y)));
        chart.label(0, y + 4, format!("{} min", part * step));
    }
    let height = |seconds: u32| floor - seconds.min(tallest) * TALLEST / tallest.max(1);
    let mut rows = Vec::new();
    for (place, (wave, interval)) in (0..).zip(drawn) {
        let x = LEFT + 14 + STEP * place + STEP / 2;
        if let Some(duration) = wave.duration() {
            chart.mark(Mark::Full, &circle(x, height(duration), RADIUS));
        }
        if let Some(interval) = interval {
            chart.mark(Mark::SecondOpen, &triangle(x, height(*interval), RADIUS));
        }
        if place % 3 == 0 {
            chart.label_around(x, floor + 18, wave.start().minute().clock());
        }
        let length = |seconds: Option<u32>| seconds.map(wave_words::length).unwrap_or_default();
        rows.push(vec![wave.start().minute().clock(), length(wave.duration()), length(*interval)]);
    }
    let meanings = vec![
        meaning(Mark::Full, circle, "how long it lasted".to_owned()),
        meaning(Mark::SecondOpen, triangle, "how long after the one before it started".to_owned()),
    ];
    let headings = ["Started at", "Lasted", "After the one before"].map(str::to_owned).to_vec();
    let told = told_of_waves(session, summary(session), others);
    figure("pattern-waves", tool_names::WAVES, told, chart, meanings, Figures { headings, rows })
}

/// A quarter of the height of the drawing, in minutes: so much that the longest fits in.
fn part_of_minutes(longest: u32) -> u32 {
    const PARTS: [u32; 6] = [1, 2, 5, 10, 15, 30];
    let fits = |part: &u32| part * 4 * 60 >= longest;
    PARTS.into_iter().find(fits).unwrap_or(longest.div_ceil(4 * 60))
}

fn told_of_waves(session: &[(EntryId, Wave)], counted: WaveSummary, others: usize) -> String {
    let first = session.first().map(|(_, wave)| wave.start().minute());
    let from = first.map(|first| format!("{}, from {}", first.day_in_words(), first.clock())).unwrap_or_default();
    pattern_words::waves(&from, counted, others)
}

/// What was tried, and how often it helped.
pub(super) fn tried(name: &str, tried: &TriedPattern) -> AnyView {
    const ROW: u32 = 46;
    const STEP: u32 = 18;
    /// More things than these are in the table only, and more marks of one.
    const ROWS: usize = 8;
    const MARKS: usize = 16;
    if tried.things.is_empty() {
        return nothing_to_draw(name, pattern_words::NOTHING_IN_THESE_DAYS.to_owned());
    }
    let shown: Vec<&Tried> = tried.things.iter().take(ROWS).collect();
    let mut chart = Chart::new(LEFT + STEP * to_u32(MARKS), ROW * to_u32(shown.len()));
    for (row, thing) in (0..).zip(&shown) {
        let y = ROW * row;
        chart.label(0, y + 14, shortened(&thing.what));
        let counted = thing.answered.iter().enumerate().map(|(answer, count)| (Some(answer), *count));
        // The fullest answer first.
        let marks = counted.rev().chain([(None, thing.unanswered)]);
        let marks = marks.flat_map(|(answer, count)| std::iter::repeat_n(answer, count));
        for (place, answer) in (0..).zip(marks.take(MARKS)) {
            let (mark, shape) = answer_mark(answer, tried.answers.len());
            chart.mark(mark, &shape(8 + STEP * place, y + 28, RADIUS));
        }
        if let Some(more) = thing.times().checked_sub(MARKS).filter(|more| *more > 0) {
            chart.label(8 + STEP * to_u32(MARKS), y + 32, format!("+{more}"));
        }
    }
    let explain = |answer: Option<usize>, words: String| {
        let (mark, shape) = answer_mark(answer, tried.answers.len());
        meaning(mark, shape, words)
    };
    let answers = tried.answers.iter().enumerate().rev();
    let mut meanings: Vec<Meaning> =
        answers.map(|(answer, words)| explain(Some(answer), pattern_words::helped(words))).collect();
    meanings.push(explain(None, pattern_words::NOT_SAID.to_owned()));
    let mut headings = vec![name.to_owned(), "How often".to_owned()];
    headings.extend(tried.answers.iter().rev().map(|words| pattern_words::helped(words)));
    headings.push(pattern_words::NOT_SAID.to_owned());
    let rows = tried.things.iter().map(|thing| {
        let mut row = vec![thing.what.clone(), thing.times().to_string()];
        row.extend(thing.answered.iter().rev().map(usize::to_string));
        row.push(thing.unanswered.to_string());
        row
    });
    let figures = Figures { headings, rows: rows.collect() };
    figure("pattern-tried", name, pattern_words::tried(&tried.things), chart, meanings, figures)
}

/// Each answer has a shape of its own: the fullest is full.
fn answer_mark(answer: Option<usize>, of: usize) -> (Mark, fn(u32, u32, u32) -> String) {
    match answer.map(|answer| of - answer.min(of)) {
        None => (Mark::Open, square),
        Some(1) => (Mark::Full, circle),
        Some(place) if place == of => (Mark::Open, circle),
        Some(2) => (Mark::Second, triangle),
        Some(_) => (Mark::SecondOpen, square),
    }
}

/// The beginning of a long text; the table has it whole.
fn shortened(words: &str) -> String {
    const SHOWN: usize = 36;
    let line: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    match line.char_indices().nth(SHOWN) {
        None => line,
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
    }
}
