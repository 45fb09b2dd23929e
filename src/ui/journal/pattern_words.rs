//! Patterns in words: one sentence for each drawing. It says what was counted, never what that means or where it is going.

use super::wave_words;
use crate::{
    article::CalendarDate,
    journal::{DayPattern, HoursPattern, PainScore, Tried, WaveSummary},
    ui::tool_names,
};

pub(super) const ABOUT_PATTERNS: &str =
    "This counts what you recorded. It does not say what it means, and a day without an entry is left empty.";
pub(super) const NOTHING_IN_THESE_DAYS: &str = "Nothing of this was recorded in these days.";
pub(super) const NOT_SAID: &str = "not said";

/// "Monday 9 November 2026 to Sunday 22 November 2026".
pub(super) fn span((from, to): (CalendarDate, CalendarDate)) -> String {
    format!("{} to {}", from.with_weekday(), to.with_weekday())
}

/// "Back pain was recorded on 5 of 14 days, at worst 7 out of 10 on 22 November 2026, and as not there on 2 days."
pub(super) fn by_day(name: &str, days: &[DayPattern]) -> String {
    let recorded = days.iter().filter(|day| day.pain.is_some()).count();
    let worst_of = |day: &DayPattern| day.pain.map(|(_, worst)| worst).filter(|worst| *worst != PainScore::NONE);
    let absent = days.iter().filter(|day| day.pain.is_some_and(|(_, worst)| worst == PainScore::NONE)).count();
    // Of two days the later.
    let worst = days.iter().filter_map(|day| Some((worst_of(day)?, day.day))).max();
    let mut words = format!("{name} was recorded on {recorded} of {}", count(days.len(), "day"));
    if let Some((worst, day)) = worst {
        words = format!("{words}, at worst {} out of 10 on {day}", worst.get());
    }
    if absent > 0 {
        words = format!("{words}, and as not there on {}", count(absent, "day"));
    }
    format!("{words}.")
}

/// "03:00 to 06:00".
pub(super) fn hours(from: u32, to: u32) -> String {
    format!("{from:02}:00 to {to:02}:00")
}

/// "Back pain was there 12 times, most often from 03:00 to 06:00 (5 times)."
pub(super) fn by_hours(name: &str, parts: &[HoursPattern]) -> String {
    let there: usize = parts.iter().map(|part| part.there).sum();
    let absent: usize = parts.iter().map(|part| part.absent).sum();
    let most = parts.iter().map(|part| part.there).max().unwrap_or(0);
    let mut most_often = (0_u32..).zip(parts).filter(|(_, part)| part.there == most && most > 0);
    let mut words = format!("{name} was recorded as there {}", count(there, "time"));
    // Where several parts of the day have as many, none is named.
    if let (Some((place, _)), None) = (most_often.next(), most_often.next())
        && most < there
    {
        let length = u32::from(HoursPattern::LENGTH);
        let hours = hours(place * length, (place + 1) * length);
        words = format!("{words}, most often from {hours} ({})", count(most, "time"));
    }
    if absent > 0 {
        words = format!("{words}, and as not there {}", count(absent, "time"));
    }
    format!("{words}.")
}

/// "Sunday 22 November 2026, from 03:04: 6 pains, on average 5 minutes from start to start and 50 seconds long."
pub(super) fn waves(from: &str, counted: WaveSummary, others: usize) -> String {
    let averages = [
        counted.interval.map(|interval| format!("{} from start to start", wave_words::length(interval))),
        counted.duration.map(|duration| format!("{} long", wave_words::length(duration))),
    ];
    let averages: Vec<String> = averages.into_iter().flatten().collect();
    let averages = if averages.is_empty() { String::new() } else { format!(", on average {}", averages.join(" and ")) };
    let others = match others {
        0 => String::new(),
        others => format!(
            "; {} of these days, before that, are in the list under \u{201c}{}\u{201d}",
            count(others, "other time"),
            tool_names::WAVES
        ),
    };
    format!("{from}: {}{averages}{others}.", count(counted.count, "pain"))
}

/// What an answer says: "helped: yes".
pub(super) fn helped(answer: &str) -> String {
    format!("helped: {}", super::reading_words::within(answer))
}

/// "3 things were tried, 7 times in all."
pub(super) fn tried(things: &[Tried]) -> String {
    let times: usize = things.iter().map(Tried::times).sum();
    let were = if things.len() == 1 { "was" } else { "were" };
    format!("{} {were} tried, {} in all.", count(things.len(), "thing"), count(times, "time"))
}

/// "1 day", "2 days".
pub(super) fn count(count: usize, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}
