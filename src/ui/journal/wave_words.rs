//! Waves in words: what was counted, and nothing that was not.

use crate::journal::{Instant, Wave, WaveProblem, WaveSummary};

pub(super) const ABOUT: &str = "Press when a pain starts, and again when it stops. The times are kept on this device, even when you close this page.";
pub(super) const BEGIN: &str = "Pain started";
pub(super) const END: &str = "Pain stopped";
pub(super) const NO_LENGTH: &str =
    "Leave this empty if the pain is still there, or if you do not know when it stopped.";

/// A length of time: "1 minute 5 seconds".
pub(super) fn length(seconds: u32) -> String {
    let parts = [(seconds / 3600, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second")];
    let shown: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, unit)| of(count, unit)).collect();
    if shown.is_empty() { of(0, "second") } else { shown.join(" ") }
}

/// "1 pain", "2 pains".
fn of(count: u32, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

/// How long a pain has been there.
pub(super) fn elapsed(since: Instant, now: Instant) -> String {
    length(u32::try_from(now.seconds_since(since)).unwrap_or(0))
}

pub(super) fn begun(wave: Wave) -> String {
    format!("Pain started at {}.", wave.start().minute().clock())
}

pub(super) fn ended(wave: Wave) -> String {
    let lasted = wave.duration().map(|seconds| format!(" It lasted {}.", length(seconds)));
    format!("Pain stopped.{}", lasted.unwrap_or_default())
}

/// The question about a pain without an end.
pub(super) fn asked(wave: Wave, now: Instant) -> String {
    let clock = wave.start().minute().clock();
    if now.seconds_since(wave.start()) < 0 {
        return format!("A pain is recorded at {clock}, which is later than now. Was this device's clock changed?");
    }
    format!("A pain started at {clock} and has no end yet. That is {} ago. Has it stopped?", elapsed(wave.start(), now))
}

/// The last hour: "In the last hour: 3 pains. …". Nothing where there was none.
pub(super) fn last_hour(summary: WaveSummary) -> String {
    if summary.count == 0 { String::new() } else { format!("In the last hour: {}", counted(summary)) }
}

/// "3 pains. On average, 5 minutes from start to start. On average, each lasted 50 seconds. 1 without an end."
pub(super) fn counted(summary: WaveSummary) -> String {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut words = format!("{}.", of(count(summary.count), "pain"));
    if let Some(interval) = summary.interval {
        words = format!("{words} On average, {} from start to start.", length(interval));
    }
    if let Some(duration) = summary.duration {
        words = format!("{words} On average, each lasted {}.", length(duration));
    }
    if summary.without_end > 0 {
        words = format!("{words} {} without an end.", summary.without_end);
    }
    words
}

/// A wave in the list: how long it was, and how long after the one before it started.
pub(super) fn in_list(wave: Wave, is_timed: bool, interval: Option<u32>) -> String {
    let lasted = match wave.duration() {
        Some(seconds) => format!("Lasted {}.", length(seconds)),
        None if is_timed => "Still there.".to_owned(),
        None => "No end noted.".to_owned(),
    };
    interval
        .map_or_else(|| lasted.clone(), |seconds| format!("{lasted} Started {} after the one before.", length(seconds)))
}

/// What a button acts on.
pub(super) fn about(wave: Wave) -> String {
    let minute = wave.start().minute();
    format!(" the pain of {}, {}", minute.day_in_words(), minute.clock())
}

pub(super) fn problem(problem: WaveProblem) -> &'static str {
    match problem {
        WaveProblem::NoSuchTime => {
            "Enter a day and a time that exist. If the clocks went forward just then, choose a later time."
        }
        WaveProblem::InTheFuture => "This time is in the future. Choose now or earlier.",
        WaveProblem::NoSuchLength => "Enter the length in whole minutes and seconds, 24 hours at most.",
        WaveProblem::EndsInTheFuture => "With this length, the pain would end later than now. Choose a shorter one.",
    }
}
