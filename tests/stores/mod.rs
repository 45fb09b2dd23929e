//! The stores of the journal, as simple as they can be, for the tests of what is written into them.

use std::collections::{BTreeMap, BTreeSet};

use quietleaf::journal::{
    Binned, Contents, Entry, EntryId, Everything, Journal, KeptRecord, Step, decode, encode, restore,
};

/// The stores, as simple as they can be.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Stores {
    pub(crate) live: BTreeMap<EntryId, Entry>,
    pub(crate) versions: BTreeSet<String>,
    pub(crate) bin: BTreeMap<EntryId, Binned>,
    pub(crate) kept: BTreeMap<String, KeptRecord>,
}

impl Stores {
    /// Carries out what a restore or a change asks for.
    pub(crate) fn carry_out(&mut self, steps: &[Step]) {
        for step in steps {
            match step {
                Step::Put { entry, in_place_of } => {
                    assert_eq!(self.live.get(&entry.id()), in_place_of.as_ref(), "what gives way is not what is there");
                    self.live.insert(entry.id(), entry.clone());
                }
                Step::Take(entry) => assert_eq!(self.live.remove(&entry.id()).as_ref(), Some(entry)),
                Step::PutInBin(binned) => {
                    self.bin.insert(binned.id(), binned.clone());
                }
                Step::TakeFromBin(id) => assert!(self.bin.remove(id).is_some()),
                Step::PutVersion(entry) => {
                    self.versions.insert(encode(entry));
                }
                Step::ForgetVersions(id) => self.versions.retain(|text| !text.contains(&id.to_string())),
                Step::TakeVersion(entry) => assert!(self.versions.remove(&encode(entry))),
                Step::Keep(record) => {
                    self.kept.insert(record.key(), record.clone());
                }
                Step::TakeKept(record) => assert_eq!(self.kept.remove(&record.key()).as_ref(), Some(record)),
            }
        }
    }

    /// All of it, as the app reads it.
    pub(crate) fn everything(&self) -> Everything {
        let versions = self.versions.iter().map(|text| decode(text).unwrap());
        Everything::new(
            Journal::new(self.live.values().cloned().collect(), Vec::new()),
            versions.collect(),
            self.bin.values().cloned().collect(),
            self.kept.values().cloned().collect(),
        )
    }

    /// What is there after a file was restored.
    pub(crate) fn with(&self, file: &Contents) -> Self {
        let mut after = self.clone();
        let planned = restore(&self.everything(), file.clone());
        after.carry_out(&planned.steps);
        // Each step changes something, and is found afterwards.
        let (before, everything) = (self.everything(), after.everything());
        assert!(!planned.steps.iter().any(|step| before.shows(step)), "{:?}", planned.steps);
        assert!(planned.steps.iter().all(|step| everything.shows(step)), "{:?}", planned.steps);
        after
    }

    /// Every version of every entry that is anywhere.
    pub(crate) fn texts(&self) -> BTreeSet<String> {
        let entries = self.live.values().chain(self.bin.values().map(Binned::entry));
        entries.map(encode).chain(self.versions.iter().cloned()).collect()
    }
}
