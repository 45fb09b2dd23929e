//! Reading `content/journal.toml`. `content/README.md` tells writers its vocabulary.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{
    BleedingLevel, Choice, Companion, Count, Measure, PainScore, Reading, Symptom, Temperature, Vocabulary,
    WarningSign, WaveReading, WeekSpan,
    read_cards::{CompanionEntry, NoSignEntry, WeeksQuestionEntry},
    read_signs::{SignEntry, Span},
};
use crate::article::{
    Article, Destination, Id, Page, PageName, plain_language,
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
    #[serde(rename = "say-weeks")]
    say_weeks: Option<Spanned<String>>,
    #[serde(rename = "what-to-say")]
    what_to_say: Option<Spanned<Id>>,
    #[serde(default, rename = "counts-weeks")]
    counts_weeks: bool,
    #[serde(rename = "what-comes-after")]
    what_comes_after: Option<Spanned<Id>>,
    waves: Option<Spanned<WavesEntry>>,
    #[serde(default, rename = "strictest-first")]
    strictest_first: Option<Spanned<Vec<Id>>>,
    #[serde(rename = "days-after-end")]
    days_after_end: Option<Spanned<u16>>,
    #[serde(rename = "weeks-question")]
    weeks_question: Option<Spanned<WeeksQuestionEntry>>,
    #[serde(default)]
    above: Vec<Spanned<CompanionEntry>>,
    #[serde(default)]
    below: Vec<Spanned<CompanionEntry>>,
    #[serde(default)]
    symptom: Vec<SymptomEntry>,
    #[serde(default)]
    detail: Vec<DetailEntry>,
    #[serde(default, rename = "warning-sign")]
    warning_sign: Vec<Spanned<SignEntry>>,
    #[serde(default, rename = "no-sign")]
    no_sign: Vec<Spanned<NoSignEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WavesEntry {
    symptom: Id,
    choice: Id,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SymptomEntry {
    id: Spanned<Id>,
    name: String,
    measure: Spanned<Measure>,
    passage: Spanned<Id>,
    group: Option<String>,
    #[serde(default, rename = "asked-first")]
    asked_first: bool,
    #[serde(default)]
    choices: Vec<Choice>,
    absent: Option<String>,
    #[serde(rename = "offer-absent")]
    offer_absent: Option<Spanned<bool>>,
    most: Option<Count>,
    weeks: Option<Spanned<WeekSpan>>,
    #[serde(rename = "until-end")]
    until_end: Option<Spanned<bool>>,
}

/// What is asked more about some symptoms, where they were there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DetailEntry {
    id: Spanned<Id>,
    of: Vec<Spanned<Id>>,
    name: String,
    measure: Spanned<Measure>,
    #[serde(default)]
    choices: Vec<Choice>,
    absent: Option<String>,
    most: Option<Count>,
}

/// A strength as writers put it: a pain score or a count as a number, a bleeding level by its name, a temperature as text.
#[derive(Clone, Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "no strength: give a number, the name of a bleeding level, or a temperature such as \"38.0 C\""
)]
pub(super) enum Strength {
    Number(u16),
    Level(BleedingLevel),
    Temperature(Temperature),
}

impl Strength {
    /// The reading that it is of a symptom that is measured so; none where it is not.
    pub(super) fn reading(&self, measure: Measure) -> Option<Reading> {
        match (self, measure) {
            (Self::Number(number), Measure::Pain) => {
                let score = u8::try_from(*number).ok().and_then(|score| PainScore::new(score).ok());
                score.map(Reading::Pain)
            }
            (Self::Number(number), Measure::Count) => Count::new(*number).ok().map(Reading::Count),
            (Self::Level(level), Measure::Bleeding) => Some(Reading::Bleeding(*level)),
            (Self::Temperature(temperature), Measure::Temperature) => Some(Reading::Temperature(*temperature)),
            _ => None,
        }
    }
}

/// What a writer can put right where a strength does not fit the measure.
pub(super) fn strength_of(measure: Measure) -> &'static str {
    match measure {
        Measure::Pain => "give a score from 0 to 10",
        Measure::Bleeding => "give the name of a level, such as \"spotting\"",
        Measure::Temperature => "give a temperature, such as \"38.0 C\"",
        Measure::Count => "give a number",
        Measure::YesNo => "leave `from`, `to` and `one-of` out: it matches where the symptom was there",
        Measure::Choice => "give `one-of` with choices of the symptom, and neither `from` nor `to`",
        Measure::Words => "name another symptom: words cannot be compared",
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

    /// The vocabulary, checked against the article, and against the page "Get help" where it is there; none where no symptom
    /// is recorded.
    pub(crate) fn vocabulary(
        &self,
        article: &Article,
        help: Option<&Page>,
        text: &str,
        problems: &mut Problems,
    ) -> Option<Vocabulary> {
        let mut check = Check { article, help, text, problems };
        let mut symptoms: Vec<Symptom> = Vec::new();
        for entry in &self.symptom {
            let symptom = check.symptom(entry);
            if let Some(at) = entry.until_end.as_ref().filter(|_| !self.counts_weeks) {
                let what = "`until-end` where no end is ever recorded";
                check.note(at.span(), what, "leave it out, or set `counts-weeks = true`");
            }
            check.add(symptom, &entry.id, &mut symptoms);
            for detail in
                self.detail.iter().filter(|detail| detail.of.iter().any(|of| of.get_ref() == entry.id.get_ref()))
            {
                check.detail(entry, detail, &mut symptoms);
            }
        }
        for of in self.detail.iter().flat_map(|detail| &detail.of) {
            if !self.symptom.iter().any(|symptom| symptom.id.get_ref() == of.get_ref()) {
                check.note(
                    of.span(),
                    format!("unknown symptom `{}`", of.get_ref()),
                    "name one of this file, or add it",
                );
            }
        }
        let waves = self.waves.as_ref().and_then(|waves| check.waves(waves, &symptoms));
        let companions: Vec<Companion> = check.companions(&self.above, &self.below, &symptoms);
        let order = check.order(self.strictest_first.as_ref());
        let span = Span {
            days: self.days_after_end.as_ref().map(|days| *days.get_ref()),
            ends_are_recorded: self.counts_weeks,
        };
        let mut signs: Vec<WarningSign> = Vec::new();
        for entry in &self.warning_sign {
            if let Some(sign) = check.sign(entry.get_ref(), &symptoms, &companions, span) {
                if signs.contains(&sign) {
                    check.note(entry.span(), "a warning sign that stands twice", "keep one of them");
                }
                signs.push(sign);
            }
        }
        if !symptoms.is_empty() && signs.len() == self.warning_sign.len() {
            check.bullets(&signs, &self.no_sign, &companions);
        }
        signs.sort_by_key(|sign| check.strictness(&sign.card, &order, &companions));
        let weeks_question = self.weeks_question.as_ref().map(|asked| check.weeks_question(asked));
        let emergency_numbers = check.numbers(&self.emergency_numbers);
        let mut said = |name: &str, words: &Option<Spanned<String>>| {
            let words = words.as_ref()?;
            let line = line_at(text, words.span().start);
            if words.get_ref().trim().is_empty() {
                check.problems.note(line, format!("`{name}` without words"), "say it, or leave the line out");
            }
            plain_language::check_text(words.get_ref(), line, check.problems);
            Some(words.get_ref().clone())
        };
        let say_too = said("say-too", &self.say_too);
        let say_weeks = said("say-weeks", &self.say_weeks);
        if let Some(words) = self.say_weeks.as_ref().filter(|_| !self.counts_weeks) {
            check.note(words.span(), "`say-weeks` where no weeks are counted".to_owned(), "say it in `say-too`");
        }
        let what_to_say = self.what_to_say.as_ref().map(|id| id.get_ref().clone());
        let what_comes_after = self.what_comes_after.as_ref().map(|id| id.get_ref().clone());
        if let Some(id) = &self.what_comes_after
            && !article.sections.iter().any(|section| section.id == *id.get_ref())
        {
            check.note(id.span(), format!("`{}` is not a section of the article", id.get_ref()), "name one");
        }
        let has_symptoms = !symptoms.is_empty();
        has_symptoms.then_some(Vocabulary {
            symptoms,
            warning_signs: signs,
            companions,
            weeks_question,
            waves,
            emergency_numbers,
            say_too,
            say_weeks,
            what_to_say,
            counts_weeks: self.counts_weeks,
            what_comes_after,
        })
    }
}

/// The line of a place in a text.
fn line_at(text: &str, at: usize) -> usize {
    1 + text.get(..at).unwrap_or_default().matches('\n').count()
}

pub(super) struct Check<'a> {
    pub(super) article: &'a Article,
    /// The page "Get help".
    pub(super) help: Option<&'a Page>,
    text: &'a str,
    problems: &'a mut Problems,
}

impl Check<'_> {
    pub(super) fn note(&mut self, at: Range<usize>, what: impl Into<String>, remedy: impl Into<String>) {
        self.problems.note(line_at(self.text, at.start), what, remedy);
    }

    /// Takes a symptom in, once, with what can be said of its measure.
    fn add(&mut self, symptom: Symptom, at: &Spanned<Id>, symptoms: &mut Vec<Symptom>) {
        if symptoms.iter().any(|earlier| earlier.id == symptom.id) {
            self.note(at.span(), format!("the symptom `{}` stands twice", symptom.id), "keep one of them");
        }
        if symptom.id.as_str().starts_with(Symptom::OWN) {
            self.note(
                at.span(),
                format!("an id that begins with `{}`", Symptom::OWN),
                "choose another: it is kept for a person's own symptoms",
            );
        }
        let choices = &symptom.choices;
        if (symptom.measure == Measure::Choice) != (choices.len() > 1) {
            self.note(
                at.span(),
                "choices that do not fit the measure",
                "give two or more where the measure is \"choice\", else none",
            );
        }
        if choices
            .iter()
            .enumerate()
            .any(|(place, choice)| choices.iter().skip(place + 1).any(|other| other.id == choice.id))
        {
            self.note(at.span(), "a choice that stands twice", "keep one of them");
        }
        if symptom.most.is_some() && symptom.measure != Measure::Count {
            self.note(at.span(), "`most` of what is not counted", "leave it out, or give the measure \"count\"");
        }
        symptoms.push(symptom);
    }

    fn symptom(&mut self, entry: &SymptomEntry) -> Symptom {
        let (id, passage) = (entry.id.get_ref(), entry.passage.get_ref());
        let tells = self.article.passage(passage).is_some_and(|passage| passage.symptoms.contains(id));
        if !tells {
            let remedy = format!("name a passage that is marked symptoms={id}");
            self.note(entry.passage.span(), format!("`{passage}` does not tell about the symptom `{id}`"), remedy);
        }
        let weeks = self.weeks(entry.weeks.as_ref());
        let offers_absent = entry.offer_absent.as_ref().is_none_or(|offered| *offered.get_ref());
        let is_choice = *entry.measure.get_ref() == Measure::Choice;
        if let Some(at) =
            entry.offer_absent.as_ref().filter(|_| !offers_absent && (!is_choice || entry.absent.is_none()))
        {
            self.note(
                at.span(),
                "`offer-absent` of what has no words to press",
                "leave it out, or give the measure \"choice\" and the words of `absent` that entries hold",
            );
        }
        Symptom {
            id: id.clone(),
            name: entry.name.clone(),
            measure: *entry.measure.get_ref(),
            passage: Some(passage.clone()),
            detail_of: None,
            group: entry.group.clone(),
            asked_first: entry.asked_first,
            choices: entry.choices.clone(),
            absent: entry.absent.clone(),
            offers_absent,
            most: entry.most.map(Count::get),
            weeks,
            until_end: entry.until_end.as_ref().is_some_and(|until_end| *until_end.get_ref()),
            retired: false,
        }
    }

    /// A detail of a symptom, under an id that begins with the symptom's.
    fn detail(&mut self, of: &SymptomEntry, entry: &DetailEntry, symptoms: &mut Vec<Symptom>) {
        let (symptom, detail) = (of.id.get_ref(), entry.id.get_ref());
        let Ok(id) = Id::new(&format!("{symptom}-{detail}")) else {
            self.note(entry.id.span(), format!("`{symptom}-{detail}` is no id"), "choose a shorter one");
            return;
        };
        let detail = Symptom {
            id,
            name: entry.name.clone(),
            measure: *entry.measure.get_ref(),
            passage: Some(of.passage.get_ref().clone()),
            detail_of: Some(symptom.clone()),
            group: of.group.clone(),
            asked_first: false,
            choices: entry.choices.clone(),
            absent: entry.absent.clone(),
            offers_absent: true,
            most: entry.most.map(Count::get),
            weeks: None,
            until_end: false,
            retired: false,
        };
        self.add(detail, &entry.id, symptoms);
    }

    fn waves(&mut self, entry: &Spanned<WavesEntry>, symptoms: &[Symptom]) -> Option<WaveReading> {
        let WavesEntry { symptom, choice } = entry.get_ref();
        let is_offered = symptoms.iter().any(|known| known.id == *symptom && known.choice(choice).is_some());
        if !is_offered {
            self.note(
                entry.span(),
                format!("`{symptom}` does not offer the choice `{choice}`"),
                "name a symptom, or a detail, and one of its choices",
            );
        }
        is_offered.then(|| WaveReading { symptom: symptom.clone(), choice: choice.clone() })
    }

    /// Notes a problem of the article or of the whole file.
    pub(super) fn note_whole(&mut self, what: impl Into<String>, remedy: impl Into<String>) {
        self.problems.note(1, what, remedy);
    }

    /// Checks the length of every sentence of some words.
    pub(super) fn check_words(&mut self, at: Range<usize>, words: &str) {
        plain_language::check_text(words, line_at(self.text, at.start), self.problems);
    }

    pub(super) fn weeks(&mut self, at: Option<&Spanned<WeekSpan>>) -> Option<WeekSpan> {
        let (at, span) = at.map(|at| (at, *at.get_ref()))?;
        let empty = span.from.is_none() && span.to.is_none();
        if empty || span.from.zip(span.to).is_some_and(|(from, to)| to < from) {
            let remedy = "give weeks such as { from = \"20+0\", to = \"36+6\" }";
            self.note(at.span(), "weeks that hold every day, or none", remedy);
        }
        Some(span)
    }

    fn numbers(&mut self, mentioned: &[Spanned<Id>]) -> Vec<Id> {
        for id in mentioned.iter().filter(|id| self.article.passage(id.get_ref()).is_none()).collect::<Vec<_>>() {
            self.note(id.span(), format!("`{}` is not a passage of the article", id.get_ref()), "name one");
        }
        mentioned.iter().map(|id| id.get_ref().clone()).collect()
    }
}
