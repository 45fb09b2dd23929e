//! The dates of a pregnancy: which one counts, how far it had come on a day, and what cannot be.
//!
//! Days of the calendar only: clocks and journeys move nothing. The arithmetic and the order of the sources are those of the
//! field: last period + 280 days, conception or egg retrieval + 266, transfer of an embryo of 5 days + 261, of 3 days + 263,
//! of 6 days + 260; assisted conception counts before a scan, and a scan before the last period.

use serde::{Deserialize, Serialize};

use super::Gestation;
use crate::article::CalendarDate;

/// What a person said of one pregnancy. Every date is optional.
///
/// Its form is stored: version 1, frozen once released.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pregnancy {
    /// The first day of the last period.
    pub last_period: Option<CalendarDate>,
    /// The due date that somebody has given.
    pub due: Option<CalendarDate>,
    /// A scan, and how far the pregnancy had come on its day.
    pub scan: Option<(CalendarDate, Gestation)>,
    /// The day of conception.
    pub conception: Option<CalendarDate>,
    /// The day on which eggs were collected.
    pub retrieval: Option<CalendarDate>,
    /// The day on which an embryo was transferred, and its age.
    pub transfer: Option<(CalendarDate, EmbryoAge)>,
    /// Whether it goes on.
    pub status: Status,
    /// Whether the article's section on what comes after has been offered: it is offered once.
    pub after_offered: bool,
}

/// How old an embryo was when it was transferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EmbryoAge {
    /// 3 days.
    Days3,
    /// 5 days.
    Days5,
    /// 6 days.
    Days6,
}

impl EmbryoAge {
    /// All ages.
    pub const ALL: [Self; 3] = [Self::Days3, Self::Days5, Self::Days6];

    /// The age in days.
    #[must_use]
    pub fn days(self) -> u8 {
        match self {
            Self::Days3 => 3,
            Self::Days5 => 5,
            Self::Days6 => 6,
        }
    }
}

/// Whether a pregnancy goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The person has not said, or would rather not.
    #[default]
    NotSaid,
    /// It goes on.
    Ongoing,
    /// It has ended: every counter stops.
    Ended {
        /// The day; none where the person does not give it.
        on: Option<CalendarDate>,
        /// Whether entries up to that day keep their week.
        keep_weeks: bool,
    },
}

/// From what the weeks are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    /// The transfer of an embryo.
    Transfer,
    /// The day on which eggs were collected.
    Retrieval,
    /// A scan.
    Scan,
    /// The due date that somebody has given: most often from a scan.
    Due,
    /// The last period.
    LastPeriod,
    /// The day of conception, as the person knows it.
    Conception,
}

impl DateSource {
    /// All sources; the first that is given counts. Where a due date and a conception without treatment stand is ours.
    pub const ALL: [Self; 6] =
        [Self::Transfer, Self::Retrieval, Self::Scan, Self::Due, Self::LastPeriod, Self::Conception];
}

/// How long a pregnancy is counted to last, from its beginning to the due date.
const DAYS_TO_DUE: i64 = 280;
/// Conception is counted as this many days after the beginning.
const DAYS_TO_CONCEPTION: i64 = 14;
/// Sources that differ by more than this many days are told: the number is ours.
const MOST_DIFFERENCE: u64 = 7;

impl Pregnancy {
    /// Day 0 by one source: the first day of the last period, or what replaces it.
    fn beginning_by(&self, source: DateSource) -> Option<CalendarDate> {
        match source {
            DateSource::Transfer => {
                let (on, age) = self.transfer?;
                on.days_later(-DAYS_TO_CONCEPTION - i64::from(age.days()))
            }
            DateSource::Retrieval => self.retrieval?.days_later(-DAYS_TO_CONCEPTION),
            DateSource::Scan => {
                let (on, gestation) = self.scan?;
                on.days_later(-gestation.in_days())
            }
            DateSource::Due => self.due?.days_later(-DAYS_TO_DUE),
            DateSource::LastPeriod => self.last_period,
            DateSource::Conception => self.conception?.days_later(-DAYS_TO_CONCEPTION),
        }
    }

    /// The source that counts; none where no date is given.
    #[must_use]
    pub fn source(&self) -> Option<DateSource> {
        DateSource::ALL.into_iter().find(|source| self.beginning_by(*source).is_some())
    }

    /// Day 0 of the weeks; none where no date is given.
    #[must_use]
    pub fn beginning(&self) -> Option<CalendarDate> {
        DateSource::ALL.into_iter().find_map(|source| self.beginning_by(source))
    }

    /// The due date; none where no date is given, or it has ended.
    #[must_use]
    pub fn due_date(&self) -> Option<CalendarDate> {
        if self.has_ended() { None } else { self.beginning()?.days_later(DAYS_TO_DUE) }
    }

    /// Whether the person said that it has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        matches!(self.status, Status::Ended { .. })
    }

    /// How far it had come on a day: none where that is not known, before its beginning, beyond
    /// [`Gestation::MOST_WEEKS`] weeks and 6 days, and from its end on. Of a pregnancy that has ended, only days up to its
    /// end have a week, where the person keeps them.
    #[must_use]
    pub fn gestation_on(&self, day: CalendarDate) -> Option<Gestation> {
        let counts = match self.status {
            Status::Ended { on, keep_weeks } => keep_weeks && on.is_some_and(|on| day <= on),
            Status::Ongoing | Status::NotSaid => true,
        };
        let days = self.beginning()?.days_until(day);
        if counts && days >= 0 { Gestation::of_days(days) } else { None }
    }

    /// Whether a day lies after its end, or in it where the end has no day.
    #[must_use]
    pub fn is_over_on(&self, day: CalendarDate) -> bool {
        matches!(self.status, Status::Ended { on, .. } if on.is_none_or(|on| on < day))
    }

    /// What cannot be, or does not fit together, in the order of the fields.
    #[must_use]
    pub fn problems(&self, today: CalendarDate) -> Vec<DateProblem> {
        let mut problems = Vec::new();
        let ended = match self.status {
            Status::Ended { on, .. } => on,
            Status::Ongoing | Status::NotSaid => None,
        };
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
        let Some(beginning) = self.beginning() else { return problems };
        if ended.is_some_and(|ended| ended < beginning) {
            problems.push(DateProblem::EndedBeforeBeginning);
        }
        if !self.has_ended() && Gestation::of_days(beginning.days_until(today).max(0)).is_none() {
            problems.push(DateProblem::TooLongAgo);
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
    /// By the date that counts, more weeks have passed than are counted.
    TooLongAgo,
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
            Self::TransferAge { .. } | Self::TooLongAgo | Self::Differs { .. } => false,
        }
    }

    /// The field beside which it is told.
    #[must_use]
    pub fn field(self) -> DateField {
        match self {
            Self::NotYet(field) => field,
            Self::DueTooLate => DateField::Due,
            Self::TransferBeforeRetrieval | Self::TransferAge { .. } => DateField::Transfer,
            Self::EndedBeforeBeginning => DateField::Ended,
            Self::TooLongAgo => DateField::LastPeriod,
            Self::Differs { source, .. } => match source {
                DateSource::Transfer => DateField::Transfer,
                DateSource::Retrieval => DateField::Retrieval,
                DateSource::Scan => DateField::Scan,
                DateSource::Due => DateField::Due,
                DateSource::LastPeriod => DateField::LastPeriod,
                DateSource::Conception => DateField::Conception,
            },
        }
    }
}
