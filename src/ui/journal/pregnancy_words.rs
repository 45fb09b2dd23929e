//! What the journal says of the dates of a pregnancy. It never congratulates, and counts nothing that has ended.

use super::typed_dates::Unread;
use crate::{
    article::CalendarDate,
    journal::{DateField, DateProblem, DateSource, Pregnancy, Status},
};

pub(super) const ABOUT_DATES: &str =
    "Everything here is optional. With a date, each entry shows its week, and you see the cards for your week.";
pub(super) const ABOUT_ENDED: &str =
    "No weeks are counted after that day. Care cards still appear when they apply. You can change this at any time.";
pub(super) const NOT_SAVED: &str = "Not saved. Something above needs a change. The message is next to it.";
pub(super) const CHANGED_ELSEWHERE: &str = "Not saved: another tab has changed the dates. What you typed is still here. To keep yours instead, save \
     again.";
pub(super) const ABOUT_END: &str = "You can leave the day empty. Without it, no entry shows its week.";
pub(super) const ABOUT_OTHER_DATES: &str =
    "If you are pregnant again, start here. What you recorded before stays as it is.";
pub(super) const SAVED: &str = "Saved. The dates are kept on this device.";
pub(super) const WHAT_COMES_AFTER: &str = "What comes after, and who can help";

/// A source as it stands in a sentence.
pub(super) fn source(source: DateSource) -> &'static str {
    match source {
        DateSource::Transfer => "your embryo transfer",
        DateSource::Retrieval => "your egg collection",
        DateSource::Scan => "your scan",
        DateSource::Due => "the due date that you were given",
        DateSource::LastPeriod => "your last period",
        DateSource::Conception => "the day of conception",
    }
}

/// Which date counts, and what follows from it; nothing where no date is given, or it has ended.
pub(super) fn counted(pregnancy: &Pregnancy, today: CalendarDate) -> Option<String> {
    let due = pregnancy.due_date()?;
    let source = source(pregnancy.source()?);
    let now = pregnancy.gestation_on(today).map(|gestation| format!(" Today: {gestation}."));
    Some(format!("Counted from {source}. Due date: {due}.{}", now.unwrap_or_default()))
}

/// The same, or that it has ended: what is told on a call.
pub(super) fn counted_or_ended(pregnancy: &Pregnancy, today: CalendarDate) -> Option<String> {
    match pregnancy.status {
        Status::Ended { on: Some(day), keep_weeks } => {
            let weeks = pregnancy.gestation_on(day).filter(|_| keep_weeks);
            let weeks = weeks.map(|weeks| format!(", at {weeks}")).unwrap_or_default();
            Some(format!("This pregnancy ended on {day}{weeks}."))
        }
        Status::Ended { on: None, .. } => Some("This pregnancy has ended.".to_owned()),
        Status::Ongoing | Status::NotSaid => counted(pregnancy, today),
    }
}

pub(super) fn id(field: DateField) -> &'static str {
    match field {
        DateField::LastPeriod => "last-period",
        DateField::Due => "due",
        DateField::Scan => "scan",
        DateField::Conception => "conception",
        DateField::Retrieval => "retrieval",
        DateField::Transfer => "transfer",
        DateField::Ended => "ended",
    }
}

pub(super) fn unread(unread: Unread) -> &'static str {
    match unread {
        Unread::Date(_) => "Enter a full date.",
        Unread::DayOfScan => "Enter the day of the scan too.",
        Unread::WeeksOfScan => "Enter whole weeks, from 0 to 45. Enter days from 0 to 6, or leave them empty.",
        Unread::DayOfTransfer => "Enter the day of the transfer too.",
        Unread::AgeOfEmbryo => "Choose the age of the embryo too.",
    }
}

pub(super) fn problem(problem: DateProblem) -> String {
    match problem {
        DateProblem::NotYet(_) => "This day is in the future. Check the year too.".to_owned(),
        DateProblem::DueTooLate => "This is more than 42 weeks ahead. Check the year.".to_owned(),
        DateProblem::TransferBeforeRetrieval => {
            "The transfer cannot come before egg collection. Check both days.".to_owned()
        }
        DateProblem::TransferAge { days } => {
            format!("This is {} after egg collection. Check the age of the embryo.", counted_days(days.unsigned_abs()))
        }
        DateProblem::EndedBeforeBeginning => "This is before the first week. Check it and the dates above.".to_owned(),
        DateProblem::BeganBeforeEarlierEnd(_) => {
            "Counted from this date, this pregnancy started before the earlier one had ended. Check this date."
                .to_owned()
        }
        DateProblem::AfterEnd(_) => "This is after the day on which the pregnancy ended. Check both days.".to_owned(),
        DateProblem::TooLong(_) => "Counted from this date, it is more than 45 weeks. Check the year.".to_owned(),
        DateProblem::Differs { source: other, days } => {
            format!(
                "Going by {}, the weeks differ by {}. The more reliable date is used.",
                source(other),
                counted_days(days)
            )
        }
    }
}

fn counted_days(days: u64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}
