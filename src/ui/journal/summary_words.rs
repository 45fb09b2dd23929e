//! The summary for a call or a visit in words: the same on the screen, on paper and as plain text.

use super::{messages, pregnancy_words, reading_words, wave_words};
use crate::{
    article::CalendarDate,
    journal::{
        EntryId, Moment, Reading, SummaryPart, SymptomSummary, VisitSummary, Vocabulary, Wave, summary as sum_up,
    },
    ui::tool_names,
};

/// A part of the summary, and its lines: those of a day stand below its name.
pub(super) type Part = (SummaryPart, Vec<OfDay>);

/// A day in words, where the lines are parted by days, and its lines.
pub(super) type OfDay = (Option<String>, Vec<String>);

pub(super) fn heading(part: SummaryPart) -> &'static str {
    match part {
        SummaryPart::Dates => "Dates",
        SummaryPart::Symptoms => "Symptoms",
        SummaryPart::Waves => tool_names::WAVES,
        SummaryPart::ByTime => "By time",
        SummaryPart::Questions => "My questions",
        SummaryPart::Notes => "Notes",
    }
}

pub(super) fn written_on(now: Moment) -> String {
    format!("Written on {}, {}", now.day_in_words(), now.clock())
}

/// The parts that have something to say, in their order.
pub(super) fn parts(summary: &VisitSummary, vocabulary: &Vocabulary, now: Moment) -> Vec<Part> {
    if summary.has_nothing_to_tell() {
        return Vec::new();
    }
    let today = CalendarDate::from(now.date());
    let lines = |part: SummaryPart| match part {
        SummaryPart::Dates => {
            let counted = |pregnancy| pregnancy_words::counted_or_ended(pregnancy, today);
            undated(summary.pregnancy.iter().filter_map(counted))
        }
        SummaryPart::Symptoms => undated(summary.symptoms.iter().map(|it| symptom(it, now, vocabulary))),
        SummaryPart::Waves => undated(summary.sessions.iter().map(|session| waves(session, now))),
        SummaryPart::ByTime => {
            let listed = by_day(summary, &summary.by_time, |readings| reading_words::all(vocabulary, readings));
            left_out(summary.left_out).into_iter().chain(listed).collect()
        }
        SummaryPart::Questions => undated(summary.questions.iter().cloned()),
        SummaryPart::Notes => by_day(summary, &summary.notes, Clone::clone),
    };
    let told = SummaryPart::ALL.into_iter().map(|part| (part, lines(part)));
    told.filter(|(_, days): &Part| days.iter().any(|(_, lines)| !lines.is_empty())).collect()
}

/// What is said of the entries that are not listed.
fn left_out(count: usize) -> Option<OfDay> {
    let said = format!("{} from these days, the earlier ones, are not listed here.", messages::entries(count));
    (count > 0).then(|| (None, vec![said]))
}

fn undated(lines: impl Iterator<Item = String>) -> Vec<OfDay> {
    vec![(None, lines.collect())]
}

/// "Sunday 22 November 2026, 8 weeks and 3 days", and below it "03:10: …".
fn by_day<T>(summary: &VisitSummary, told: &[(Moment, T)], words: impl Fn(&T) -> String) -> Vec<OfDay> {
    let heading = |when: &Moment| match summary.week_on(CalendarDate::from(when.date())) {
        Some(gestation) => format!("{}, {gestation}", when.day_in_words()),
        None => when.day_in_words(),
    };
    let days = told.chunk_by(|(one, _), (next, _)| one.date() == next.date());
    let of_day = |day: &[(Moment, T)]| {
        let lines = day.iter().map(|(when, it)| format!("{}: {}", when.clock(), words(it))).collect();
        (day.first().map(|(when, _)| heading(when)), lines)
    };
    days.map(of_day).collect()
}

/// The same as plain text.
pub(super) fn in_text(parts: &[Part], now: Moment) -> String {
    let mut text = vec![format!("Summary. {}", written_on(now))];
    for (part, days) in parts {
        text.push(format!("\n{}", heading(*part)));
        for (day, lines) in days {
            text.extend(day.clone());
            text.extend(lines.iter().map(|line| format!("- {line}")));
        }
    }
    text.join("\n")
}

/// A moment beside others: today's as a time of day alone.
fn at(moment: Moment, now: Moment) -> String {
    if moment.date() == now.date() { moment.clock() } else { format!("{}, {}", moment.day_in_words(), moment.clock()) }
}

/// One session, and what it comes to.
fn waves(session: &[(EntryId, Wave)], now: Moment) -> String {
    let begun = session.first().map(|(_, wave)| format!("From {}: ", at(wave.start().minute(), now)));
    format!("{}{}", begun.unwrap_or_default(), wave_words::counted(sum_up(session)))
}

/// "Headache 4 (at 03:10). Worst: 7 out of 10 (at 01:00). First noted in these days: … Where: left side."
fn symptom(summary: &SymptomSummary, now: Moment, vocabulary: &Vocabulary) -> String {
    let (last, last_at) = &summary.last;
    let mut sentences =
        vec![format!("{} (at {})", reading_words::reading(vocabulary, &summary.symptom, last), at(*last_at, now))];
    sentences.extend(worst(summary, now, vocabulary));
    if let Some(since) = summary.since.filter(|since| since != last_at || summary.before.is_some()) {
        let these_days = if summary.before.is_some() { " in these days" } else { "" };
        sentences.push(format!("First noted{these_days}: {}", at(since, now)));
    }
    if let Some(before) = summary.before {
        sentences.push(format!("Noted before that too, last {}", at(before, now)));
    }
    for detail in &summary.details {
        let (reading, when) = &detail.last;
        let words = reading_words::reading(vocabulary, &detail.symptom, reading);
        let is_later_known = when != last_at;
        sentences.push(if is_later_known { format!("{words} (at {})", at(*when, now)) } else { words });
        sentences.extend(worst(detail, now, vocabulary));
    }
    sentences.join(". ")
}

/// The strongest reading, where the last was not as strong.
fn worst(summary: &SymptomSummary, now: Moment, vocabulary: &Vocabulary) -> Option<String> {
    let (worst, when) = summary.worst.as_ref().filter(|(worst, _)| *worst != summary.last.0)?;
    let symptom = vocabulary.symptom(&summary.symptom);
    let amount = reading_words::amount(symptom, worst);
    let when = at(*when, now);
    Some(match worst {
        Reading::Felt(true) => format!("Last there: {when}"),
        Reading::Temperature(_) => format!("Highest: {amount} (at {when})"),
        Reading::Count(_) => format!("Most: {amount} (at {when})"),
        _ => format!("Worst: {amount} (at {when})"),
    })
}
