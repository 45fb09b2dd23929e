//! Everything that is kept, and putting everything from elsewhere into it: nothing twice, nothing lost, in any order.

use std::cmp::Ordering;

use super::{
    Binned, Changed, Entry, EntryId, Journal, KeptMerge, KeptRecord, Merge, Step,
    merge::{Places, order},
    plan, plan_kept,
};
use crate::sorting::sort;

/// Everything that is kept: entries, what was before them, what was deleted, and what stands beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Everything {
    journal: Journal,
    versions: Vec<Entry>,
    bin: Vec<Binned>,
    kept: Vec<KeptRecord>,
}

impl Everything {
    /// All of it: `bin` and `kept` in the order of their keys, `versions` in any. A version that is the entry itself is no
    /// earlier version of it.
    #[must_use]
    pub fn new(journal: Journal, mut versions: Vec<Entry>, bin: Vec<Binned>, kept: Vec<KeptRecord>) -> Self {
        sort_versions(&mut versions);
        let mut heads = Heads::default();
        heads.add(bin.iter().map(Binned::entry));
        heads.add(journal.entries());
        versions.retain(|version| heads.get(version.id()) != Some(version));
        Self { journal, versions, bin, kept }
    }

    /// The entries, and whatever could not be read.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Earlier versions, by entry, the earliest first.
    #[must_use]
    pub fn versions(&self) -> &[Entry] {
        &self.versions
    }

    /// The deleted entries, by id.
    #[must_use]
    pub fn bin(&self) -> &[Binned] {
        &self.bin
    }

    /// What is kept beside the entries, in the order of keys; removed records too.
    #[must_use]
    pub fn kept(&self) -> &[KeptRecord] {
        &self.kept
    }

    /// What is kept under this key.
    #[must_use]
    pub fn kept_under(&self, key: &str) -> Option<&KeptRecord> {
        let place = self.kept.binary_search_by(|record| record.key().as_str().cmp(key)).ok()?;
        self.kept.get(place)
    }

    /// When anything of it was last written; none where there is nothing.
    #[must_use]
    pub fn last_changed(&self) -> Option<Changed> {
        let entries = self.journal.entries().iter().map(Entry::changed);
        let deleted = self.bin.iter().map(Binned::deleted);
        entries.chain(deleted).chain(self.kept.iter().map(KeptRecord::changed)).max()
    }

    /// Whether a step has left what it is to leave.
    #[must_use]
    pub fn shows(&self, step: &Step) -> bool {
        match step {
            Step::Put { entry, .. } => self.journal.holds(entry),
            Step::Take(entry) => !self.journal.holds(entry),
            Step::PutInBin(binned) => self.binned(binned.id()) == Some(binned),
            Step::TakeFromBin(id) => self.binned(*id).is_none(),
            Step::PutVersion(entry) => self.has_version(entry),
            Step::TakeVersion(entry) => !self.has_version(entry),
            Step::ForgetVersions(id) => {
                let from = self.versions.partition_point(|version| version.id() < *id);
                self.versions.get(from).is_none_or(|next| next.id() != *id)
            }
            Step::Keep(record) => self.kept_under(&record.key()) == Some(record),
            Step::TakeKept(record) => self.kept_under(&record.key()).is_none(),
        }
    }

    /// What is in the bin of an entry.
    #[must_use]
    pub fn binned(&self, id: EntryId) -> Option<&Binned> {
        find(&self.bin, id)
    }

    fn has_version(&self, entry: &Entry) -> bool {
        let from = self.versions.partition_point(|version| place(version) < place(entry));
        let mut of_its_time = self.versions.iter().skip(from).take_while(|version| place(version) == place(entry));
        of_its_time.any(|version| version == entry)
    }
}

/// One of these, which are in order.
fn find(bin: &[Binned], id: EntryId) -> Option<&Binned> {
    let place = bin.partition_point(|other| other.id() < id);
    bin.get(place).filter(|binned| binned.id() == id)
}

/// By entry, the earliest first, each once.
fn sort_versions(versions: &mut Vec<Entry>) {
    sort(versions, &|one, other| one.id().cmp(&other.id()).then_with(|| order(one, other)));
    versions.dedup();
}

/// Where a version stands among the others.
fn place(version: &Entry) -> (EntryId, Changed) {
    (version.id(), version.changed())
}

/// The version of each entry that counts.
#[derive(Default)]
struct Heads<'a> {
    entries: Vec<&'a Entry>,
    places: Places,
}

impl<'a> Heads<'a> {
    /// Adds versions, which count more than those before them.
    fn add(&mut self, entries: impl IntoIterator<Item = &'a Entry>) {
        for entry in entries {
            self.places.insert(entry.id(), self.entries.len());
            self.entries.push(entry);
        }
    }

    fn get(&self, id: EntryId) -> Option<&'a Entry> {
        self.places.get(&id).and_then(|place| self.entries.get(*place)).copied()
    }
}

/// What a file holds: in any order, and perhaps the same several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Entries of the journal.
    pub entries: Vec<Entry>,
    /// Earlier versions of entries.
    pub versions: Vec<Entry>,
    /// Deleted entries.
    pub bin: Vec<Binned>,
    /// What is kept beside the entries.
    pub kept: Vec<KeptRecord>,
}

/// What putting the contents of a file into everything that is here changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restore {
    /// What comes into the journal.
    pub entries: Merge,
    /// What comes beside it.
    pub kept: KeptMerge,
    /// How many deleted entries come into the bin, or in another version.
    pub binned: usize,
    /// How many earlier versions come behind entries.
    pub versions: usize,
    /// All that is written.
    pub steps: Vec<Step>,
}

impl Restore {
    /// Whether everything stays as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

/// What putting the contents of a file into everything that is here changes.
///
/// What is in the journal, here or there, is in it afterwards: of two versions the later counts ([`plan`]). What is only in a
/// bin is in the bin. Any other version stays behind the one that counts: nothing that was ever seen goes.
#[must_use]
pub fn restore(here: &Everything, file: Contents) -> Restore {
    let entries = plan(&here.journal, file.entries);
    let kept = plan_kept(&here.kept, file.kept);
    let mut steps = Vec::new();
    let mut live = Heads::default();
    live.add(here.journal.entries());
    live.add(entries.new.iter().chain(entries.changed.iter().map(|(_, later)| later)));
    let mut behind = file.versions;
    behind.extend(entries.older.iter().cloned());
    behind.extend(entries.changed.iter().map(|(known, _)| known.clone()));
    let mut in_bin: Vec<Binned> = Vec::new();
    for binned in &here.bin {
        if live.get(binned.id()).is_some() {
            steps.push(Step::TakeFromBin(binned.id()));
            behind.push(binned.entry().clone());
        } else {
            in_bin.push(binned.clone());
        }
    }
    for binned in file.bin {
        if live.get(binned.id()).is_some() {
            behind.push(binned.entry().clone());
            continue;
        }
        let place = in_bin.partition_point(|other| other.id() < binned.id());
        match in_bin.get_mut(place).filter(|known| known.id() == binned.id()) {
            Some(known) => *known = join(known, &binned, &mut behind),
            None => in_bin.insert(place, binned),
        }
    }
    let binned = in_bin.iter().filter(|binned| here.binned(binned.id()) != Some(*binned));
    let binned: Vec<Step> = binned.cloned().map(Step::PutInBin).collect();
    let is_head = |version: &Entry| {
        let in_bin = find(&in_bin, version.id()).map(Binned::entry);
        live.get(version.id()).or(in_bin) == Some(version)
    };
    behind.retain(|version| !is_head(version) && !here.has_version(version));
    sort_versions(&mut behind);
    let (binned_count, versions) = (binned.len(), behind.len());
    steps.extend(entries.new.iter().map(|entry| Step::Put { entry: entry.clone(), in_place_of: None }));
    let changed = entries.changed.iter();
    steps.extend(changed.map(|(known, later)| Step::Put { entry: later.clone(), in_place_of: Some(known.clone()) }));
    steps.extend(binned);
    steps.extend(behind.into_iter().map(Step::PutVersion));
    steps.extend(kept.written().cloned().map(Step::Keep));
    Restore { entries, kept, binned: binned_count, versions, steps }
}

/// Of two deleted versions of one entry the later counts, and the other stays behind it. It is kept as long as either.
fn join(known: &Binned, other: &Binned, behind: &mut Vec<Entry>) -> Binned {
    let (counts, gives_way) =
        if order(known.entry(), other.entry()) == Ordering::Less { (other, known) } else { (known, other) };
    if counts.entry() != gives_way.entry() {
        behind.push(gives_way.entry().clone());
    }
    counts.clone().deleted_no_earlier(gives_way.deleted())
}
