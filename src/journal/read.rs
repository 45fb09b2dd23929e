//! Reading `content/journal.toml`. `content/README.md` tells writers its vocabulary.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{BleedingLevel, Days, Measure, PainScore, Reading, Symptom, Vocabulary, WarningSign, WeekSpan};
use crate::article::{
    Article, Body, Destination, Id, Level, PageName, plain_language,
    read::{InnerLink, Problems, toml_problem},
};

/// `journal.toml`, whole, before it is checked against the article.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct JournalFile {
    #[serde(default, rename = "emergency-numbers")]
    emergency_numbers: Vec<Spanned<Id>>,
    #[serde(rename = "say-too")]
    say_too: Option<Spanned<String>>,
    #[serde(rename = "what-to-say")]
    what_to_say: Option<Spanned<Id>>,
    #[serde(default)]
    symptom: Vec<SymptomEntry>,
    #[serde(default, rename = "warning-sign")]
    warning_sign: Vec<Spanned<SignEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SymptomEntry {
    id: Spanned<Id>,
    name: String,
    measure: Measure,
    passage: Spanned<Id>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignEntry {
    card: Spanned<Id>,
    symptom: Spanned<Id>,
    from: Spanned<Strength>,
    to: Option<Spanned<Strength>>,
    weeks: Option<Spanned<WeekSpan>>,
    days: Option<Spanned<Days>>,
}

/// A strength as writers put it: a pain score as a number, a bleeding level by its name.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged, expecting = "neither a pain score from 0 to 10 nor the name of a bleeding level")]
enum Strength {
    Score(PainScore),
    Level(BleedingLevel),
}

impl Strength {
    fn reading(self) -> Reading {
        match self {
            Self::Score(score) => Reading::Pain(score),
            Self::Level(level) => Reading::Bleeding(level),
        }
    }
}

impl JournalFile {
    /// Reads the text of `journal.toml`.
    pub(crate) fn read(text: &str, problems: &mut Problems) -> Self {
        toml::from_str(text).unwrap_or_else(|error| {
            toml_problem(&error, text, 1, problems);
            Self::default()
        })
    }

    /// The ids of the symptoms, which passages of the article may name.
    pub(crate) fn symptom_ids(&self) -> Vec<Id> {
        self.symptom.iter().map(|symptom| symptom.id.get_ref().clone()).collect()
    }

    /// The place on the page "Get help" to which the journal leads, as a link that must not be dead.
    pub(crate) fn link(&self, text: &str) -> Option<InnerLink> {
        let id = self.what_to_say.as_ref()?;
        let to = Destination::Place { page: PageName::Help, id: Some(id.get_ref().clone()) };
        Some(InnerLink { file: "journal.toml".to_owned(), line: line_at(text, id.span().start), to })
    }

    /// The vocabulary, checked against the article; none where no symptom is recorded.
    pub(crate) fn vocabulary(&self, article: &Article, text: &str, problems: &mut Problems) -> Option<Vocabulary> {
        let mut check = Check { article, text, problems };
        let mut symptoms: Vec<Symptom> = Vec::new();
        for entry in &self.symptom {
            let symptom = check.symptom(entry);
            if symptoms.iter().any(|earlier| earlier.id == symptom.id) {
                check.note(entry.id.span(), format!("the symptom `{}` stands twice", symptom.id), "keep one of them");
            }
            symptoms.push(symptom);
        }
        let mut signs: Vec<(Strictness, WarningSign)> = Vec::new();
        for entry in &self.warning_sign {
            if let Some(sign) = check.sign(entry.get_ref(), &symptoms) {
                if signs.iter().any(|(_, earlier)| *earlier == sign.1) {
                    check.note(entry.span(), "a warning sign that stands twice", "keep one of them");
                }
                signs.push(sign);
            }
        }
        signs.sort_by_key(|(strictness, _)| *strictness);
        let warning_signs = signs.into_iter().map(|(_, sign)| sign).collect();
        let emergency_numbers = check.numbers(&self.emergency_numbers);
        if let Some(words) = &self.say_too {
            let line = line_at(text, words.span().start);
            if words.get_ref().trim().is_empty() {
                check.problems.note(line, "`say-too` without words", "say it, or leave the line out");
            }
            plain_language::check_text(words.get_ref(), line, check.problems);
        }
        let say_too = self.say_too.as_ref().map(|words| words.get_ref().clone());
        let what_to_say = self.what_to_say.as_ref().map(|id| id.get_ref().clone());
        let has_symptoms = !symptoms.is_empty();
        has_symptoms.then_some(Vocabulary { symptoms, warning_signs, emergency_numbers, say_too, what_to_say })
    }
}

/// The line of a place in a text.
fn line_at(text: &str, at: usize) -> usize {
    1 + text.get(..at).unwrap_or_default().matches('\n').count()
}

/// The level of a card, then its place in the article.
type Strictness = (usize, usize);

struct Check<'a> {
    article: &'a Article,
    text: &'a str,
    problems: &'a mut Problems,
}

impl Check<'_> {
    fn note(&mut self, at: Range<usize>, what: impl Into<String>, remedy: impl Into<String>) {
        self.problems.note(line_at(self.text, at.start), what, remedy);
    }

    fn symptom(&mut self, entry: &SymptomEntry) -> Symptom {
        let (id, passage) = (entry.id.get_ref(), entry.passage.get_ref());
        let tells = self.article.passage(passage).is_some_and(|passage| passage.symptoms.contains(id));
        if !tells {
            let remedy = format!("name a passage that is marked symptoms={id}");
            self.note(entry.passage.span(), format!("`{passage}` does not tell about the symptom `{id}`"), remedy);
        }
        Symptom { id: id.clone(), name: entry.name.clone(), measure: entry.measure, passage: passage.clone() }
    }

    fn sign(&mut self, entry: &SignEntry, symptoms: &[Symptom]) -> Option<(Strictness, WarningSign)> {
        let card = entry.card.get_ref();
        let Some(strictness) = self.strictness(card) else {
            self.note(entry.card.span(), format!("`{card}` is not a care card of the article"), "name one");
            return None;
        };
        let id = entry.symptom.get_ref();
        let Some(symptom) = symptoms.iter().find(|symptom| &symptom.id == id) else {
            self.note(entry.symptom.span(), format!("unknown symptom `{id}`"), "name one of this file, or add it");
            return None;
        };
        for strength in [Some(&entry.from), entry.to.as_ref()].into_iter().flatten() {
            if Measure::of(strength.get_ref().reading()) != symptom.measure {
                let remedy = match symptom.measure {
                    Measure::Pain => "give a score from 0 to 10",
                    Measure::Bleeding => "give the name of a level, such as \"spotting\"",
                };
                self.note(strength.span(), format!("a strength that `{id}` is not measured by"), remedy);
                return None;
            }
        }
        let from = entry.from.get_ref().reading();
        let to = entry.to.as_ref().map(|to| to.get_ref().reading());
        if from.is_absent() {
            self.note(entry.from.span(), "a warning sign that matches where nothing was felt", "begin above none");
        }
        if to.is_some_and(|to| to < from) {
            self.note(entry.from.span(), "a warning sign that no reading matches", "give `to` no less than `from`");
        }
        let weeks = entry.weeks.as_ref().map(|weeks| *weeks.get_ref());
        if let (Some(at), Some(span)) = (&entry.weeks, weeks) {
            let empty = span.from.is_none() && span.to.is_none();
            if empty || span.from.zip(span.to).is_some_and(|(from, to)| to < from) {
                let remedy = "give weeks such as { from = \"20+0\", to = \"36+6\" }";
                self.note(at.span(), "weeks that hold every day, or none", remedy);
            }
        }
        let days = entry.days.as_ref().map(|days| *days.get_ref());
        if let (Some(at), Some(days)) = (&entry.days, days)
            && !(2 <= days.on && days.on <= days.of && days.of <= Days::MOST)
        {
            self.note(
                at.span(),
                "days that cannot be",
                "give days such as { on = 3, of = 4 }, with `on` from 2 to `of`",
            );
        }
        Some((strictness, WarningSign { card: card.clone(), symptom: id.clone(), from, to, weeks, days }))
    }

    fn numbers(&mut self, mentioned: &[Spanned<Id>]) -> Vec<Id> {
        for id in mentioned.iter().filter(|id| self.article.passage(id.get_ref()).is_none()).collect::<Vec<_>>() {
            self.note(id.span(), format!("`{}` is not a passage of the article", id.get_ref()), "name one");
        }
        mentioned.iter().map(|id| id.get_ref().clone()).collect()
    }

    fn strictness(&self, card: &Id) -> Option<Strictness> {
        let (place, passage) = self.article.passages().enumerate().find(|(_, passage)| &passage.id == card)?;
        let Body::Card(card) = &passage.body else { return None };
        let level = Level::ALL.iter().position(|level| *level == card.level)?;
        Some((level, place))
    }
}
