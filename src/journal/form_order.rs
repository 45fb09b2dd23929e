//! In what order the form asks: a few symptoms at once, the others folded away in groups.

use super::{CountedWeeks, Entry, Readings, Vocabulary};
use crate::article::Id;

/// What the form shows at once, and what it folds away. Every symptom that is asked for stands in it once; details stand
/// with their symptoms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormOrder {
    /// What is shown at once: what the person came for, what was used last, or what the leaflet asks first.
    pub first: Vec<Id>,
    /// The others, by the parts of the form.
    pub groups: Vec<SymptomGroup>,
}

/// A part of the form that is folded until it is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SymptomGroup {
    /// Its name.
    pub name: String,
    /// What it asks for, in the leaflet's order; never empty.
    pub symptoms: Vec<Id>,
}

impl FormOrder {
    /// How many symptoms with a group are shown at once.
    pub const FIRST: usize = 3;
    /// How many entries are looked at for what was used last.
    const LOOKED_AT: usize = 50;

    /// The order for a draft with these readings.
    ///
    /// `entries` are the journal's, the earliest first. `wanted` is the symptom for which the person came from the article.
    /// `weeks` are those of the draft's day. A symptom that is not asked for in them stands in it only where
    /// the draft holds it, or the person came for it.
    #[must_use]
    pub fn new(
        vocabulary: &Vocabulary,
        draft: &Readings,
        entries: &[Entry],
        weeks: CountedWeeks,
        wanted: Option<&Id>,
    ) -> Self {
        let asked: Vec<_> = vocabulary
            .whole_symptoms()
            .filter(|it| it.is_asked_in(weeks) || draft.get(&it.id).is_some() || wanted == Some(&it.id))
            .collect();
        let in_groups = || asked.iter().filter(|symptom| symptom.group.is_some());
        let mut first: Vec<&Id> = in_groups().map(|symptom| &symptom.id).filter(|id| wanted == Some(*id)).collect();
        let newest = entries.iter().rev().take(Self::LOOKED_AT);
        let used = newest.flat_map(|entry| in_groups().filter(|symptom| entry.readings().get(&symptom.id).is_some()));
        let asked_first = in_groups().filter(|symptom| symptom.asked_first);
        for symptom in used.chain(asked_first) {
            if first.len() < Self::FIRST && !first.contains(&&symptom.id) {
                first.push(&symptom.id);
            }
        }
        let mut groups: Vec<SymptomGroup> = Vec::new();
        for symptom in &asked {
            match &symptom.group {
                _ if first.contains(&&symptom.id) => {}
                None => first.push(&symptom.id),
                Some(name) => match groups.iter_mut().find(|group| group.name == *name) {
                    Some(group) => group.symptoms.push(symptom.id.clone()),
                    None => groups.push(SymptomGroup { name: name.clone(), symptoms: vec![symptom.id.clone()] }),
                },
            }
        }
        Self { first: first.into_iter().cloned().collect(), groups }
    }

    /// Every symptom, as the form shows them from the top.
    pub fn all(&self) -> impl Iterator<Item = &Id> {
        self.first.iter().chain(self.groups.iter().flat_map(|group| &group.symptoms))
    }
}
