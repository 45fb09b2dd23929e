//! Deleting for good what was recorded on some days, with everything that is behind it.

use std::collections::BTreeSet;

use super::{Changed, Entry, EntryId, Everything, KeptRecord, KeptThing, Step};
use crate::article::CalendarDate;

const DAY: u64 = 24 * 60 * 60 * 1000;

/// What is deleted for good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deletion {
    /// How many entries go.
    pub entries: usize,
    /// How many earlier versions of them go.
    pub versions: usize,
    /// How many deleted entries go.
    pub binned: usize,
    /// How many waves go, removed ones too.
    pub waves: usize,
    /// What is written.
    pub steps: Vec<Step>,
}

impl Deletion {
    /// Whether nothing goes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

/// What goes when the days for which `goes` says so are deleted: their entries, deleted ones too, with all earlier versions, and the
/// waves that began on them. An entry that was moved to another day in an edit is of the day on which it is now. Days are those of the
/// person's calendar. What cannot be read stays: nobody knows of what day it is.
#[must_use]
pub fn delete_days(here: &Everything, goes: &dyn Fn(CalendarDate) -> bool) -> Deletion {
    let of_day = |entry: &Entry| goes(CalendarDate::from(entry.when().date()));
    let mut deletion = Deletion::default();
    let mut gone: BTreeSet<EntryId> = BTreeSet::new();
    for entry in here.journal().entries().iter().filter(|entry| of_day(entry)) {
        deletion.entries += 1;
        gone.insert(entry.id());
        deletion.steps.push(Step::Take(entry.clone()));
    }
    for binned in here.bin().iter().filter(|binned| of_day(binned.entry())) {
        deletion.binned += 1;
        gone.insert(binned.id());
        deletion.steps.push(Step::TakeFromBin(binned.id()));
    }
    deletion.versions = here.versions().iter().filter(|version| gone.contains(&version.id())).count();
    deletion.steps.extend(gone.into_iter().map(Step::ForgetVersions));
    for record in here.kept().iter().filter(|record| is_wave_of(record, goes)) {
        deletion.waves += 1;
        deletion.steps.push(Step::TakeKept(record.clone()));
    }
    deletion
}

fn is_wave_of(record: &KeptRecord, goes: &dyn Fn(CalendarDate) -> bool) -> bool {
    matches!(record.what(), KeptThing::Wave(wave) if goes(CalendarDate::from(wave.start().minute().date())))
}

/// The last day that goes where everything goes that is older than so many days; none where nothing goes yet. `remembered` is an earlier
/// visit, and its day.
///
/// A clock that is wrong by years must not empty the journal: a day goes only if it was old enough at a remembered visit as well, which
/// was a day earlier or more; [`super::due`] says what to remember.
#[must_use]
pub fn last_day_to_go(days: u32, remembered: Option<(Changed, CalendarDate)>, now: Changed) -> Option<CalendarDate> {
    let (_, day) = remembered.filter(|(earlier, _)| now.0 >= earlier.0.saturating_add(DAY))?;
    day.days_later(-i64::from(days) - 1)
}
