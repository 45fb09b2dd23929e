//! Putting entries from elsewhere into a journal: nothing twice, nothing lost, in any order.

use std::{cmp::Ordering, collections::BTreeMap, mem};

use super::{Entry, EntryId, Journal, encode};

/// What putting entries into a journal changes.
///
/// Of two versions of one entry the later counts; of two that claim the same time, the one whose record is the greater
/// text. So the result is the same in whatever order things come, and however often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// Entries that the journal does not have.
    pub new: Vec<Entry>,
    /// Later versions of entries that it has, each with the one that gives way.
    pub changed: Vec<(Entry, Entry)>,
    /// Versions that give way to a later one, in the journal or among those that come.
    pub older: Vec<Entry>,
    /// How many entries are as the journal has them.
    pub same: usize,
}

impl Merge {
    /// The number of entries that are written.
    #[must_use]
    pub fn written(&self) -> usize {
        self.new.len() + self.changed.len()
    }

    /// Whether the journal stays as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.written() == 0
    }

    /// Carries it out.
    pub fn apply(self, journal: &mut Journal) {
        for entry in self.new.into_iter().chain(self.changed.into_iter().map(|(_, later)| later)) {
            journal.put(entry);
        }
    }
}

/// What putting these entries into the journal changes.
#[must_use]
pub fn plan(journal: &Journal, incoming: impl IntoIterator<Item = Entry>) -> Merge {
    let mut merge = Merge::default();
    let mut latest: Vec<Entry> = Vec::new();
    let mut places = Places::new();
    for entry in incoming {
        let place = places.get(&entry.id()).and_then(|place| latest.get_mut(*place));
        match place.map(|other| (order(other, &entry), other)) {
            Some((Ordering::Equal, _)) => merge.same += 1,
            Some((Ordering::Greater, _)) => merge.older.push(entry),
            Some((Ordering::Less, other)) => merge.older.push(mem::replace(other, entry)),
            None => {
                places.insert(entry.id(), latest.len());
                latest.push(entry);
            }
        }
    }
    let mut here = Places::new();
    for (place, entry) in journal.entries().iter().enumerate() {
        let known = here.get(&entry.id()).and_then(|known| journal.entries().get(*known));
        if known.is_none_or(|known| order(known, entry) == Ordering::Less) {
            here.insert(entry.id(), place);
        }
    }
    for entry in latest {
        match here.get(&entry.id()).and_then(|place| journal.entries().get(*place)) {
            None => merge.new.push(entry),
            Some(known) => match order(known, &entry) {
                Ordering::Less => merge.changed.push((known.clone(), entry)),
                Ordering::Equal => merge.same += 1,
                Ordering::Greater => merge.older.push(entry),
            },
        }
    }
    merge
}

/// Where in a list the entry with an id stands.
pub(super) type Places = BTreeMap<EntryId, usize>;

/// Which of two versions of one entry counts: the greater.
pub(super) fn order(one: &Entry, other: &Entry) -> Ordering {
    one.changed().cmp(&other.changed()).then_with(|| encode(one).cmp(&encode(other)))
}
