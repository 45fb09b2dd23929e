//! The journal as a whole: everything that is stored, in order.

use super::{Entry, EntryId, Moment};
use crate::article::CalendarDate;
use crate::sorting::sort;

/// All entries in the order of their moments, and what could not be read beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// In the order of [`Entry::order`], each once.
    entries: Vec<Entry>,
    unreadable: Vec<Unreadable>,
}

/// A stored record that is not an entry. It is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The key under which it is stored, or where it stands in a file.
    pub place: String,
    /// What is stored.
    pub text: String,
    /// Why it could not be read.
    pub reason: String,
}

impl Journal {
    /// A journal of these entries and records.
    #[must_use]
    pub fn new(mut entries: Vec<Entry>, unreadable: Vec<Unreadable>) -> Self {
        let each_once_in_order = entries.iter().map(Entry::order).is_sorted_by(|one, next| one < next);
        if !each_once_in_order {
            if !entries.is_sorted_by_key(Entry::order) {
                sort(&mut entries, &|one, next| one.order().cmp(&next.order()));
            }
            entries.dedup_by_key(|entry| entry.order());
        }
        Self { entries, unreadable }
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, the earliest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What could not be read.
    #[must_use]
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.unreadable
    }

    /// Adds what could not be read elsewhere.
    pub fn report(&mut self, mut unreadable: Vec<Unreadable>) {
        self.unreadable.append(&mut unreadable);
    }

    /// Whether the journal has the entry, as it is.
    #[must_use]
    pub fn holds(&self, entry: &Entry) -> bool {
        let place = self.entries.binary_search_by_key(&entry.order(), Entry::order);
        place.ok().and_then(|place| self.entries.get(place)) == Some(entry)
    }

    /// An entry as it is now; none where it is no longer here.
    #[must_use]
    pub fn as_it_is_now(&self, entry: &Entry) -> Option<&Entry> {
        let place = self.entries.binary_search_by_key(&entry.order(), Entry::order);
        place.ok().and_then(|place| self.entries.get(place)).or_else(|| self.find(entry.id()))
    }

    /// The entry with this id.
    #[must_use]
    pub fn find(&self, id: EntryId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id() == id)
    }

    /// The entries that lie at most so many days from a moment, before or after it.
    pub fn near(&self, moment: Moment, days: u8) -> impl Iterator<Item = &Entry> + Clone {
        let reach = i64::from(days) * 24 * 60;
        let (first, last) = (moment.unix_minutes() - reach, moment.unix_minutes() + reach);
        let from = self.entries.partition_point(|entry| entry.when().unix_minutes() < first);
        self.entries.iter().skip(from).take_while(move |entry| entry.when().unix_minutes() <= last)
    }

    /// The entries of these days of the person's calendar, both included, the earliest first.
    pub fn between(&self, from: CalendarDate, to: CalendarDate) -> impl Iterator<Item = &Entry> + Clone {
        // A day by the person's clock lies at most a day from the same one by universal time.
        let noon = |day: CalendarDate| Moment::from_local(&format!("{}T12:00", day.iso()), 0);
        let minutes = |day: CalendarDate, otherwise: i64| noon(day).map_or(otherwise, Moment::unix_minutes);
        let (first, last) = (minutes(from, i64::MIN), minutes(to, i64::MAX));
        let reach = 2 * 24 * 60;
        let place = self.entries.partition_point(|entry| entry.when().unix_minutes() < first.saturating_sub(reach));
        let near = self.entries.iter().skip(place);
        let near = near.take_while(move |entry| entry.when().unix_minutes() <= last.saturating_add(reach));
        near.filter(move |entry| (from..=to).contains(&CalendarDate::from(entry.when().date())))
    }

    /// Puts an entry in. Another version of it, at whatever moment, gives way.
    pub fn put(&mut self, entry: Entry) {
        self.remove(entry.id());
        let place = self.entries.partition_point(|other| other.order() < entry.order());
        self.entries.insert(place, entry);
    }

    /// Takes an entry out.
    pub fn remove(&mut self, id: EntryId) {
        self.entries.retain(|other| other.id() != id);
    }
}

/// Entries by day of the person's calendar: the newest day first, and in it the newest entry first, as they come.
#[must_use]
pub fn by_day<'a>(newest_first: &[&'a Entry]) -> Vec<Vec<&'a Entry>> {
    let mut days: Vec<Vec<&Entry>> = Vec::new();
    for entry in newest_first {
        let date = |entry: &Entry| entry.when().date();
        let is_of = |day: &&mut Vec<&Entry>| day.first().is_some_and(|first| date(first) == date(entry));
        if let Some(day) = days.iter_mut().find(is_of) {
            day.push(entry);
        } else {
            // After travel, an earlier moment can lie on a later day.
            let is_later = |day: &Vec<&Entry>| day.first().is_some_and(|first| date(first) > date(entry));
            days.insert(days.partition_point(is_later), vec![entry]);
        }
    }
    days
}
