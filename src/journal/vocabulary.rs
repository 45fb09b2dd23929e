//! What a leaflet's journal records, and which entries lead to which card: `content/journal.toml` as types.

use serde::{Deserialize, Serialize};

use super::{CardMemory, CountedWeeks, EntryId, Reading, SaidWeeks, Warning, WarningSign, WeekSpan};
use crate::article::Id;

/// The symptoms that a leaflet's journal records, and its warning signs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vocabulary {
    /// What can be recorded, in the order in which it is asked for; never empty in a leaflet that has a journal. The details of a symptom follow it.
    pub symptoms: Vec<Symptom>,
    /// When an entry leads to a care card of the article, the strictest card first.
    pub warning_signs: Vec<WarningSign>,
    /// The passages that stand above or below a card.
    pub companions: Vec<Companion>,
    /// What narrows weeks that are not known; none where the leaflet does not ask.
    pub weeks_question: Option<WeeksQuestion>,
    /// What it says of a pain that it was timed as a wave; none where the leaflet times no waves.
    pub waves: Option<WaveReading>,
    /// The passages of the article with the emergency numbers: they stand below the first emergency card.
    pub emergency_numbers: Vec<Id>,
    /// What a person should say on the telephone besides what the journal sums up.
    pub say_too: Option<String>,
    /// What she should say of the weeks, where the journal counts none of hers and no end is recorded.
    pub say_weeks: Option<String>,
    /// The place on the page "Get help" that tells what to say.
    pub what_to_say: Option<Id>,
    /// Whether it asks for the dates of a pregnancy, and counts its weeks.
    pub counts_weeks: bool,
    /// The section of the article on what comes after a loss.
    pub what_comes_after: Option<Id>,
}

impl Vocabulary {
    /// The symptom with this id.
    #[must_use]
    pub fn symptom(&self, id: &Id) -> Option<&Symptom> {
        self.symptoms.iter().find(|symptom| &symptom.id == id)
    }

    /// How grave a reading is among those of its symptom: the place of the strictest sign that it matches, whatever the weeks and
    /// the days. The smaller, the graver; none where it calls for nothing.
    pub(super) fn gravity(&self, symptom: &Id, reading: &Reading) -> Option<usize> {
        self.warning_signs.iter().position(|sign| &sign.symptom == symptom && sign.matches(reading))
    }

    /// How strict a card is: its place among the cards that signs call for, the strictest first.
    #[must_use]
    pub fn strictness(&self, card: &Id) -> usize {
        self.warning_signs.iter().position(|sign| sign.card == *card).unwrap_or(usize::MAX)
    }

    /// The passages that stand below a card which an entry calls for.
    pub fn below<'a>(&'a self, warning: &'a Warning) -> impl Iterator<Item = &'a Id> {
        let below = self.companions.iter().filter(|companion| companion.side == Side::Below);
        below.filter(move |companion| companion.goes_with(warning)).map(|companion| &companion.passage)
    }

    /// The question that narrows unknown weeks, where it is to stand above these cards: more than one of them depends on the
    /// weeks, or stands beside one that does. A card that asks to call now whatever the weeks needs no weeks; `is_emergency`
    /// tells which do.
    #[must_use]
    pub fn weeks_question_for(
        &self,
        warnings: &[Warning],
        is_emergency: impl Fn(&Id) -> bool,
    ) -> Option<&WeeksQuestion> {
        let is_sure = |warning: &&Warning| warning.only_in.is_empty() && is_emergency(&warning.card);
        let depends = warnings.iter().any(|warning| !warning.only_in.is_empty());
        let count = warnings.iter().filter(|warning| !is_sure(warning)).count();
        self.weeks_question.as_ref().filter(|_| depends && count > 1)
    }

    /// The weeks of an entry, where they are not known but she has narrowed them.
    #[must_use]
    pub fn narrowed(weeks: CountedWeeks, memory: &CardMemory, entry: EntryId) -> CountedWeeks {
        match (weeks, memory.weeks_of(entry)) {
            (CountedWeeks::Unknown, Some(SaidWeeks::Within(span))) => CountedWeeks::Within(span),
            _ => weeks,
        }
    }

    /// Takes a person's own symptoms in, in place of those that it had.
    pub fn take_own(&mut self, own: impl IntoIterator<Item = Symptom>) {
        self.symptoms.retain(|symptom| !symptom.is_own());
        self.symptoms.extend(own);
    }

    /// What stands by itself: the symptoms without the details.
    pub fn whole_symptoms(&self) -> impl Iterator<Item = &Symptom> + Clone {
        self.symptoms.iter().filter(|symptom| symptom.detail_of.is_none())
    }

    /// What is asked more about a symptom, where it was there.
    pub fn details<'a>(&'a self, symptom: &'a Id) -> impl Iterator<Item = &'a Symptom> {
        self.symptoms.iter().filter(move |detail| detail.detail_of.as_ref() == Some(symptom))
    }
}

/// Something that a person can feel, see or do, and how it is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of its own, and all can hold at once")]
pub struct Symptom {
    /// Its lasting name. That of a detail begins with that of its symptom: `cramps-course`.
    pub id: Id,
    /// Its name as the person says it.
    pub name: String,
    /// How it is measured.
    pub measure: Measure,
    /// The passage of the article that tells about it; none of a person's own symptom.
    pub passage: Option<Id>,
    /// The symptom about which it tells more. It is asked for, and recorded, only where that was there.
    pub detail_of: Option<Id>,
    /// The part of the form in which it is asked for; none where it always shows.
    pub group: Option<String>,
    /// Whether it is shown at once until the person has used others.
    pub asked_first: bool,
    /// What can be chosen, from the least to the most where there is an order; only of [`Measure::Choice`].
    pub choices: Vec<Choice>,
    /// What to press where it was not there, in words of its own.
    pub absent: Option<String>,
    /// Whether that can be pressed. Where it no longer can, entries that hold it are shown with its words.
    pub offers_absent: bool,
    /// The highest count that can be; only of [`Measure::Count`].
    pub most: Option<u16>,
    /// The weeks in which it is asked for; without them, in all.
    pub weeks: Option<WeekSpan>,
    /// Whether it is about a pregnancy that goes on: from its end on it is not asked for.
    pub until_end: bool,
    /// Whether it is no longer asked for: entries still hold it.
    pub retired: bool,
}

impl Symptom {
    /// How the ids of a person's own symptoms begin: no leaflet's do.
    pub const OWN: &str = "own-";

    /// Whether the person has added it.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.id.as_str().starts_with(Self::OWN)
    }

    /// The place on the journal's page at which it is noted: the article leads there.
    #[must_use]
    pub fn place_in_journal(&self) -> String {
        format!("note-{}", self.id)
    }

    /// Whether it is asked for in these weeks. Where they are not known, it is. After an end, what is asked in some weeks
    /// only is not, and what is about a pregnancy that goes on neither.
    #[must_use]
    pub fn is_asked_in(&self, weeks: CountedWeeks) -> bool {
        let is_of_weeks = match weeks {
            CountedWeeks::Unknown | CountedWeeks::Within(_) => true,
            CountedWeeks::Known(gestation) => self.weeks.is_none_or(|span| span.holds(gestation)),
            CountedWeeks::NoLonger(_) => self.weeks.is_none() && !self.until_end,
        };
        is_of_weeks && !self.retired
    }

    /// The words to press where it was not there, if that is offered. A detail has them only where the leaflet gives them.
    /// What was recorded already, `held`, can be seen and taken back.
    #[must_use]
    pub fn absent_choice(&self, held: Option<&Reading>) -> Option<&str> {
        let words = self.absent.as_deref().or_else(|| self.detail_of.is_none().then_some("None"));
        words.filter(|_| self.offers_absent || held == Some(&Reading::Absent))
    }

    /// What a choice is called; none where the symptom does not offer it.
    #[must_use]
    pub fn choice(&self, id: &Id) -> Option<&str> {
        self.choices.iter().find(|choice| &choice.id == id).map(|choice| choice.name.as_str())
    }
}

/// One of the things that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its lasting name.
    pub id: Id,
    /// Its name as the person says it.
    pub name: String,
}

/// A passage of the article, or of "Get help", that stands beside a card in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companion {
    /// The passage.
    pub passage: Id,
    /// Where it stands.
    pub side: Side,
    /// The cards beside which it stands.
    pub cards: Vec<Id>,
    /// It stands there only where nothing but these symptoms calls for the card; empty where that does not matter.
    pub only_for: Vec<Id>,
    /// It stands there only where the weeks for which the card speaks may not be hers.
    pub weeks_unknown: bool,
}

impl Companion {
    /// Whether it goes with a card that an entry calls for.
    fn goes_with(&self, warning: &Warning) -> bool {
        self.cards.contains(&warning.card)
            && (self.only_for.is_empty() || warning.signs.iter().all(|(symptom, _)| self.only_for.contains(symptom)))
            && !(self.weeks_unknown && warning.only_in.is_empty())
    }
}

/// Where a passage stands beside a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Above it, where a warning sign calls for the passage.
    Above,
    /// Below it.
    Below,
}

/// The one question that narrows weeks that are not known, for one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeeksQuestion {
    /// What is asked.
    pub asks: String,
    /// What can be answered: two or more.
    pub answers: Vec<WeeksAnswer>,
    /// The words of whoever is not sure.
    pub not_sure: String,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeksAnswer {
    /// Its words.
    pub name: String,
    /// The weeks that it means.
    pub weeks: WeekSpan,
}

/// What a pain that was timed as a wave says of a symptom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaveReading {
    /// The symptom, or the detail.
    pub symptom: Id,
    /// What was chosen.
    pub choice: Id,
}

/// How a symptom is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// A pain score from 0 to 10: the numeric rating scale.
    Pain,
    /// How much blood: none, spotting, light, like a period, heavier than a period, or a pad an hour.
    Bleeding,
    /// Whether it was there.
    YesNo,
    /// A temperature in °C or °F.
    Temperature,
    /// How many, or how often.
    Count,
    /// One of several things.
    Choice,
    /// A few words.
    Words,
}

impl Measure {
    /// The measure of a reading; none where the reading only says that the symptom was not there.
    #[must_use]
    pub fn of(reading: &Reading) -> Option<Self> {
        match reading {
            Reading::Pain(_) => Some(Self::Pain),
            Reading::Bleeding(_) => Some(Self::Bleeding),
            Reading::Felt(_) => Some(Self::YesNo),
            Reading::Temperature(_) => Some(Self::Temperature),
            Reading::Count(_) => Some(Self::Count),
            Reading::Choice(_) => Some(Self::Choice),
            Reading::Words(_) => Some(Self::Words),
            Reading::Absent => None,
        }
    }
}
