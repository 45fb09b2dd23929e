//! What is typed into the fields for the dates of a pregnancy, and the dates that it is.

use crate::{
    article::CalendarDate,
    journal::{DateField, EmbryoAge, Gestation, Pregnancy, Status},
};

/// What stands in the fields, as it was typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TypedDates {
    pub(super) last_period: String,
    pub(super) due: String,
    pub(super) scan: String,
    pub(super) scan_weeks: String,
    pub(super) scan_days: String,
    pub(super) conception: String,
    pub(super) retrieval: String,
    pub(super) transfer: String,
    pub(super) embryo: Option<EmbryoAge>,
    pub(super) status: Status,
    pub(super) ended: String,
    pub(super) keep_weeks: bool,
}

/// What was typed that is not what its field asks for, or lacks what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// No date of the calendar.
    Date(DateField),
    /// The weeks of a scan are there, and not its day.
    DayOfScan,
    /// The day of a scan is there, and no weeks and days that can be.
    WeeksOfScan,
    /// The day of a transfer is there, and not the embryo's age.
    AgeOfEmbryo,
    /// An embryo's age without the day of its transfer.
    DayOfTransfer,
}

impl Unread {
    /// The date beside which it is told; the weeks of a scan have fields of their own.
    pub(super) fn field(self) -> Option<DateField> {
        match self {
            Self::Date(field) => Some(field),
            Self::DayOfScan => Some(DateField::Scan),
            Self::AgeOfEmbryo | Self::DayOfTransfer => Some(DateField::Transfer),
            Self::WeeksOfScan => None,
        }
    }
}

impl TypedDates {
    pub(super) fn of(pregnancy: &Pregnancy) -> Self {
        let iso = |date: Option<CalendarDate>| date.map(CalendarDate::iso).unwrap_or_default();
        let (ended, keep_weeks) = match pregnancy.status {
            Status::Ended { on, keep_weeks } => (on, keep_weeks),
            // After an end no week is shown, unless that is chosen.
            Status::Ongoing | Status::NotSaid => (None, false),
        };
        let scan = pregnancy.scan.map(|(_, gestation)| gestation);
        Self {
            last_period: iso(pregnancy.last_period),
            due: iso(pregnancy.due),
            scan: iso(pregnancy.scan.map(|(on, _)| on)),
            scan_weeks: scan.map(|scan| scan.weeks().to_string()).unwrap_or_default(),
            scan_days: scan.map(|scan| scan.days().to_string()).unwrap_or_default(),
            conception: iso(pregnancy.conception),
            retrieval: iso(pregnancy.retrieval),
            transfer: iso(pregnancy.transfer.map(|(on, _)| on)),
            embryo: pregnancy.transfer.map(|(_, age)| age),
            status: pregnancy.status,
            ended: iso(ended),
            keep_weeks,
        }
    }

    pub(super) fn date(&self, field: DateField) -> &String {
        match field {
            DateField::LastPeriod => &self.last_period,
            DateField::Due => &self.due,
            DateField::Scan => &self.scan,
            DateField::Conception => &self.conception,
            DateField::Retrieval => &self.retrieval,
            DateField::Transfer => &self.transfer,
            DateField::Ended => &self.ended,
        }
    }

    pub(super) fn date_mut(&mut self, field: DateField) -> &mut String {
        match field {
            DateField::LastPeriod => &mut self.last_period,
            DateField::Due => &mut self.due,
            DateField::Scan => &mut self.scan,
            DateField::Conception => &mut self.conception,
            DateField::Retrieval => &mut self.retrieval,
            DateField::Transfer => &mut self.transfer,
            DateField::Ended => &mut self.ended,
        }
    }

    /// The dates that were typed, or what cannot be read.
    pub(super) fn read(&self, before: &Pregnancy) -> Result<Pregnancy, Vec<Unread>> {
        let mut unread = Vec::new();
        let mut date = |field: DateField| {
            let text = self.date(field);
            let date = CalendarDate::read(text);
            if date.is_none() && !text.is_empty() {
                unread.push(Unread::Date(field));
            }
            date
        };
        let last_period = date(DateField::LastPeriod);
        let due = date(DateField::Due);
        let scanned = date(DateField::Scan);
        let conception = date(DateField::Conception);
        let retrieval = date(DateField::Retrieval);
        let transferred = date(DateField::Transfer);
        let ended = date(DateField::Ended);
        // One without the other is not a date to count from.
        let gestation = Gestation::typed(&self.scan_weeks, &self.scan_days);
        match gestation {
            Ok(Some(_)) if self.scan.is_empty() => unread.push(Unread::DayOfScan),
            Ok(None) if scanned.is_some() => unread.push(Unread::WeeksOfScan),
            Err(_) => unread.push(Unread::WeeksOfScan),
            Ok(_) => {}
        }
        let scan = scanned.zip(gestation.ok().flatten());
        let transfer = transferred.zip(self.embryo);
        if transfer.is_none() && transferred.is_some() {
            unread.push(Unread::AgeOfEmbryo);
        } else if self.transfer.is_empty() && self.embryo.is_some() {
            unread.push(Unread::DayOfTransfer);
        }
        let status = match self.status {
            Status::Ended { .. } => Status::Ended { on: ended, keep_weeks: self.keep_weeks },
            other => other,
        };
        if !unread.is_empty() {
            return Err(unread);
        }
        let after_offered = before.after_offered && matches!(status, Status::Ended { .. });
        Ok(Pregnancy { last_period, due, scan, conception, retrieval, transfer, status, after_offered })
    }
}
