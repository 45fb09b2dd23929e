//! Taking a restore back: what it has put in goes out again, where nobody has changed it since.

use std::collections::BTreeSet;

use super::{EntryId, Everything, Step};

/// A step of a restore, and the one that takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undoable {
    done: Step,
    back: Step,
}

/// For the steps of a restore into what was there before it, those that take them back.
#[must_use]
pub fn undoable(before: &Everything, steps: &[Step]) -> Vec<Undoable> {
    let undoable = |done: &Step| back(before, done).map(|back| Undoable { done: done.clone(), back });
    steps.iter().filter_map(undoable).collect()
}

/// The step that leaves what was there before another; none where that step is none of a restore.
fn back(before: &Everything, done: &Step) -> Option<Step> {
    Some(match done {
        Step::Put { entry, in_place_of: None } => Step::Take(entry.clone()),
        Step::Put { entry, in_place_of: Some(known) } => {
            Step::Put { entry: known.clone(), in_place_of: Some(entry.clone()) }
        }
        Step::PutInBin(binned) => before
            .binned(binned.id())
            .map_or_else(|| Step::TakeFromBin(binned.id()), |known| Step::PutInBin(known.clone())),
        Step::TakeFromBin(id) => Step::PutInBin(before.binned(*id)?.clone()),
        Step::PutVersion(version) => Step::TakeVersion(version.clone()),
        Step::Keep(record) => before
            .kept_under(&record.key())
            .map_or_else(|| Step::TakeKept(record.clone()), |known| Step::Keep(known.clone())),
        Step::Take(_) | Step::TakeVersion(_) | Step::ForgetVersions(_) | Step::TakeKept(_) => return None,
    })
}

/// What takes a restore back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undo {
    /// What is written.
    pub steps: Vec<Step>,
    /// How many entries and kept records stay as they are, because they were changed since.
    pub left: usize,
}

/// What takes a restore back, as things are now. Of an entry that was changed, deleted or brought back since, everything stays as it
/// is: what the person did last counts.
#[must_use]
pub fn undo(now: &Everything, undoable: &[Undoable]) -> Undo {
    let mut undo = Undo::default();
    let mut changed: BTreeSet<EntryId> = BTreeSet::new();
    // One after another: collecting would bring a sort of its own.
    changed.extend(undoable.iter().filter(|step| !now.shows(&step.done)).filter_map(|step| entry_of(&step.done)));
    undo.left = changed.len();
    for Undoable { done, back } in undoable {
        match entry_of(done) {
            Some(id) if changed.contains(&id) => {}
            Some(_) => undo.steps.push(back.clone()),
            None if now.shows(done) => undo.steps.push(back.clone()),
            None => undo.left += 1,
        }
    }
    undo
}

/// The entry that a step is about; none where it is about a kept record.
fn entry_of(step: &Step) -> Option<EntryId> {
    match step {
        Step::Put { entry, .. } | Step::Take(entry) | Step::PutVersion(entry) | Step::TakeVersion(entry) => {
            Some(entry.id())
        }
        Step::PutInBin(binned) => Some(binned.id()),
        Step::TakeFromBin(id) | Step::ForgetVersions(id) => Some(*id),
        Step::Keep(_) | Step::TakeKept(_) => None,
    }
}
