//! The dates of a pregnancy: which one counts, and how far it had come on a day.
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
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
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
        /// Whether entries up to that day keep their week. Without the day none does: a week after the end would hurt.
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
    /// All sources; the first that is given counts.
    ///
    /// Where two of them stand is ours: a due date that somebody has given comes most often from a scan, so it stands right
    /// after the scan itself; a conception without treatment is the least sure, since an egg can be fertilised days after.
    pub const ALL: [Self; 6] =
        [Self::Transfer, Self::Retrieval, Self::Scan, Self::Due, Self::LastPeriod, Self::Conception];
}

/// How long a pregnancy is counted to last, from its beginning to the due date.
pub(super) const DAYS_TO_DUE: i64 = 280;
/// Conception is counted as this many days after the beginning.
pub(super) const DAYS_TO_CONCEPTION: i64 = 14;

impl Pregnancy {
    /// Day 0 by one source: the first day of the last period, or what replaces it.
    pub(super) fn beginning_by(&self, source: DateSource) -> Option<CalendarDate> {
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

    /// Whether a person has said the same of another: whether what comes after has been offered is not hers to say.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        Self { after_offered: other.after_offered, ..self.clone() } == *other
    }

    /// Whether it came with fertility treatment: a transfer or an egg collection is among its dates.
    #[must_use]
    pub fn is_of_treatment(&self) -> bool {
        self.transfer.is_some() || self.retrieval.is_some()
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

    /// The gestation by which warning signs, and what is asked, are chosen on a day: from the day of its end on there is none,
    /// also where that day keeps its week. Every sign is looked at then, and for which weeks a card speaks no longer matters.
    #[must_use]
    pub fn gestation_before_end(&self, day: CalendarDate) -> Option<Gestation> {
        if self.end().is_some_and(|end| end <= day) { None } else { self.gestation_on(day) }
    }

    /// The day of its end, where the person said that it has ended and gave the day.
    #[must_use]
    pub fn end(&self) -> Option<CalendarDate> {
        match self.status {
            Status::Ended { on, .. } => on,
            Status::Ongoing | Status::NotSaid => None,
        }
    }
}
