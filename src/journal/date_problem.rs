//! What cannot be about the dates of a pregnancy, and what does not fit together: explained, never corrected.

use super::{
    DateSource, Gestation, Pregnancy,
    pregnancy::{DAYS_TO_CONCEPTION, DAYS_TO_DUE},
};
use crate::article::CalendarDate;

/// A date that a person gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateField {
    /// The last period.
    LastPeriod,
    /// The due date.
    Due,
    /// The day of a scan.
    Scan,
    /// Conception.
    Conception,
    /// Egg collection.
    Retrieval,
    /// Embryo transfer.
    Transfer,
    /// The end.
    Ended,
}

/// Something about the dates that cannot be, or that does not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// The day has not come yet.
    NotYet(DateField),
    /// The due date lies further ahead than any pregnancy lasts.
    DueTooLate,
    /// The embryo was transferred before the eggs were collected.
    TransferBeforeRetrieval,
    /// So soon after egg collection, the embryo's age is another.
    TransferAge {
        /// The days between the two.
        days: i64,
    },
    /// It ended before it began.
    EndedBeforeBeginning,
    /// The date lies after the end.
    AfterEnd(DateField),
    /// By this date, which counts, it began before an earlier one had ended.
    BeganBeforeEarlierEnd(DateSource),
    /// By this date, which counts, it lasts for more weeks than are counted.
    TooLong(DateSource),
    /// Another date differs from the one that counts.
    Differs {
        /// The other.
        source: DateSource,
        /// By so many days.
        days: u64,
    },
}

impl DateProblem {
    /// Whether it keeps the dates from being saved; else it is only told.
    #[must_use]
    pub fn forbids_saving(self) -> bool {
        match self {
            Self::NotYet(_) | Self::DueTooLate | Self::TransferBeforeRetrieval | Self::EndedBeforeBeginning => true,
            // A scan that looked after the end dates nothing; another date may be the wrong one. She decides.
            Self::AfterEnd(_)
            | Self::TransferAge { .. }
            | Self::BeganBeforeEarlierEnd(_)
            | Self::TooLong(_)
            | Self::Differs { .. } => false,
        }
    }

    /// The field beside which it is told.
    #[must_use]
    pub fn field(self) -> DateField {
        match self {
            Self::NotYet(field) | Self::AfterEnd(field) => field,
            Self::DueTooLate => DateField::Due,
            Self::TransferBeforeRetrieval | Self::TransferAge { .. } => DateField::Transfer,
            Self::EndedBeforeBeginning => DateField::Ended,
            Self::BeganBeforeEarlierEnd(source) | Self::TooLong(source) | Self::Differs { source, .. } => {
                match source {
                    DateSource::Transfer => DateField::Transfer,
                    DateSource::Retrieval => DateField::Retrieval,
                    DateSource::Scan => DateField::Scan,
                    DateSource::Due => DateField::Due,
                    DateSource::LastPeriod => DateField::LastPeriod,
                    DateSource::Conception => DateField::Conception,
                }
            }
        }
    }
}

/// Sources that differ by more than this many days are told: the number is ours.
const MOST_DIFFERENCE: u64 = 7;

impl Pregnancy {
    /// What cannot be, or does not fit together, in the order of the fields. `end_before` is the day on which an earlier one
    /// ended.
    #[must_use]
    pub fn problems(&self, today: CalendarDate, end_before: Option<CalendarDate>) -> Vec<DateProblem> {
        let mut problems = Vec::new();
        let ended = self.end();
        let ends_too_soon = ended.zip(self.beginning()).is_some_and(|(ended, beginning)| ended < beginning);
        for (field, date) in [
            (DateField::LastPeriod, self.last_period),
            (DateField::Scan, self.scan.map(|(on, _)| on)),
            (DateField::Conception, self.conception),
            (DateField::Retrieval, self.retrieval),
            (DateField::Transfer, self.transfer.map(|(on, _)| on)),
            (DateField::Ended, ended),
        ] {
            if date.is_some_and(|date| date > today) {
                problems.push(DateProblem::NotYet(field));
            } else if !ends_too_soon && date.zip(ended).is_some_and(|(date, ended)| date > ended) {
                problems.push(DateProblem::AfterEnd(field));
            }
        }
        if self.due.is_some_and(|due| today.days_until(due) > DAYS_TO_DUE + DAYS_TO_CONCEPTION) {
            problems.push(DateProblem::DueTooLate);
        }
        if let (Some((transfer, age)), Some(retrieval)) = (self.transfer, self.retrieval) {
            let between = retrieval.days_until(transfer);
            if between < 0 {
                problems.push(DateProblem::TransferBeforeRetrieval);
            } else if between < 7 && between != i64::from(age.days()) {
                problems.push(DateProblem::TransferAge { days: between });
            }
        }
        let Some((counting, beginning)) = self.source().zip(self.beginning()) else { return problems };
        if ends_too_soon {
            problems.push(DateProblem::EndedBeforeBeginning);
        }
        if end_before.is_some_and(|end| beginning < end) {
            problems.push(DateProblem::BeganBeforeEarlierEnd(counting));
        }
        let last = if self.has_ended() { ended } else { Some(today) };
        if last.is_some_and(|last| Gestation::of_days(beginning.days_until(last).max(0)).is_none()) {
            problems.push(DateProblem::TooLong(counting));
        }
        for source in DateSource::ALL {
            // An embryo may have been frozen between retrieval and transfer.
            let is_frozen = source == DateSource::Retrieval && self.transfer.is_some();
            let difference = self.beginning_by(source).map_or(0, |other| beginning.days_until(other).unsigned_abs());
            if !is_frozen && difference > MOST_DIFFERENCE {
                problems.push(DateProblem::Differs { source, days: difference });
            }
        }
        problems
    }
}
