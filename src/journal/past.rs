//! What a change of an entry leaves behind: its earlier version, or its place in the bin.

use super::{Binned, Changed, Entry, EntryId, KeptRecord};

/// One thing that a change writes. All steps of a change are written together, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An entry comes into the journal, in place of the version that it was made from, if there is one.
    Put {
        /// The entry.
        entry: Entry,
        /// The version that gives way, which may stand under another moment.
        in_place_of: Option<Entry>,
    },
    /// An entry leaves the journal.
    Take(Entry),
    /// An entry comes into the bin, in place of any version of it that is there.
    PutInBin(Binned),
    /// An entry leaves the bin.
    TakeFromBin(EntryId),
    /// A version of an entry is kept behind it.
    PutVersion(Entry),
    /// One version of an entry is no longer kept behind it.
    TakeVersion(Entry),
    /// All earlier versions of an entry go for good.
    ForgetVersions(EntryId),
    /// A kept record comes in, in place of any version of it that is there.
    Keep(KeptRecord),
    /// A kept record goes, without a mark.
    TakeKept(KeptRecord),
}

/// An entry is saved: the version that it was made from stays behind it. So does one in the bin, which is there where the same
/// draft was saved and deleted in another tab.
#[must_use]
pub fn save(entry: &Entry, replaces: Option<&Entry>, in_bin: Option<&Binned>) -> Vec<Step> {
    let mut steps = vec![Step::Put { entry: entry.clone(), in_place_of: replaces.cloned() }];
    steps.extend(in_bin.map(|binned| Step::TakeFromBin(binned.id())));
    let behind = replaces.into_iter().chain(in_bin.map(Binned::entry)).filter(|other| *other != entry);
    steps.extend(behind.cloned().map(Step::PutVersion));
    steps
}

/// An entry is deleted now: it goes into the bin. What is in the bin of it already, which should not be, stays behind it.
#[must_use]
pub fn delete(entry: &Entry, in_bin: Option<&Binned>, now: Changed) -> Vec<Step> {
    let behind = in_bin.map(Binned::entry).filter(|other| *other != entry).cloned().map(Step::PutVersion);
    let binned = Binned::new(entry.clone(), now);
    [Step::Take(entry.clone()), Step::PutInBin(binned)].into_iter().chain(behind).collect()
}

/// A deleted entry is brought back. Where a version of it is in the journal again, that one counts, and the deleted one stays
/// behind it.
#[must_use]
pub fn bring_back(binned: &Binned, live: Option<&Entry>) -> Vec<Step> {
    let entry = binned.entry();
    let put = match live {
        None => Some(Step::Put { entry: entry.clone(), in_place_of: None }),
        Some(live) => (live != entry).then(|| Step::PutVersion(entry.clone())),
    };
    [Step::TakeFromBin(binned.id())].into_iter().chain(put).collect()
}

/// A deleted entry goes for good, and its earlier versions with it.
#[must_use]
pub fn delete_for_good(id: EntryId) -> Vec<Step> {
    vec![Step::TakeFromBin(id), Step::ForgetVersions(id)]
}
