//! What a journal holds of a span of time, for a call or a visit: what was recorded, and nothing that was not.

use std::cmp::Ordering;

use super::{
    Entry, EntryId, Gestation, Journal, KeptRecord, Measure, Moment, Pregnancy, Readings, SymptomSummary, Vocabulary,
    Wave, Waves, gestation_on, latest_pregnancy, questions,
};
use crate::{
    article::{CalendarDate, Id},
    sorting::sort_by,
};

/// A part of the summary, which the person can leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummaryPart {
    /// The dates of the pregnancy.
    Dates,
    /// Each symptom: how it is now, at its worst, since when, and what was recorded more about it.
    Symptoms,
    /// Pains that come and go.
    Waves,
    /// Entry by entry.
    ByTime,
    /// The questions that are not answered yet.
    Questions,
    /// The notes.
    Notes,
}

impl SummaryPart {
    /// All parts, in the order in which they are asked on the telephone.
    pub const ALL: [Self; 6] = [Self::Dates, Self::Symptoms, Self::Waves, Self::ByTime, Self::Questions, Self::Notes];

    /// Whether it is told until the person decides otherwise: all but the notes, which may hold what is for nobody else.
    #[must_use]
    pub fn is_told_at_first(self) -> bool {
        self != Self::Notes
    }
}

/// Which part of the journal is summed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummarySpan {
    /// The last so many days, to the minute. What lies ahead of now belongs to it: a clock that was set back hides nothing.
    LastDays(u8),
    /// From one day to another, both whole, by the local dates of the entries.
    Days(CalendarDate, CalendarDate),
    /// All of it.
    Everything,
}

impl SummarySpan {
    /// Where a moment lies: before the span, in it, or after it.
    fn place(self, when: Moment, now: Moment) -> Ordering {
        let day = CalendarDate::from(when.date());
        match self {
            Self::LastDays(days) if when.unix_minutes() < now.unix_minutes() - i64::from(days) * 24 * 60 => {
                Ordering::Less
            }
            Self::Days(from, _) if day < from => Ordering::Less,
            Self::Days(_, to) if day > to => Ordering::Greater,
            _ => Ordering::Equal,
        }
    }
}

/// A span of the journal, summed up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitSummary {
    /// The latest pregnancy, where something is known of it: a date from which its weeks are counted, or that it has ended.
    pub pregnancy: Option<Pregnancy>,
    /// What can be told by its last reading: in the vocabulary's order, which is that of the telephone. What another leaflet
    /// has asked for comes last.
    pub symptoms: Vec<SymptomSummary>,
    /// The waves, the latest session first; in each, the earliest wave first.
    pub sessions: Vec<Vec<(EntryId, Wave)>>,
    /// What was recorded, entry by entry, the earliest first: of the latest entries.
    pub by_time: Vec<(Moment, Readings)>,
    /// How many earlier entries of the span [`VisitSummary::by_time`] and the notes leave out.
    pub left_out: usize,
    /// The questions that are not answered yet. They belong to no span.
    pub questions: Vec<String>,
    /// The notes, the earliest first.
    pub notes: Vec<(Moment, String)>,
    /// How far the pregnancy had come on the days that are listed, where that is known.
    pub weeks: Vec<(CalendarDate, Gestation)>,
}

impl VisitSummary {
    /// How many entries are listed one by one: the latest. The number is ours: more than these nobody reads out, and pages of
    /// them hide what counts.
    pub const LISTED: usize = 200;

    /// Sums up a span of the journal.
    #[must_use]
    pub fn new(
        journal: &Journal,
        kept: &[KeptRecord],
        vocabulary: &Vocabulary,
        now: Moment,
        span: SummarySpan,
    ) -> Self {
        let all_at = |place: Ordering| {
            journal.entries().iter().filter(move |entry| span.place(entry.when(), now) == place).collect::<Vec<_>>()
        };
        let (before, entries) = (all_at(Ordering::Less), all_at(Ordering::Equal));
        let open = questions(kept).into_iter().filter(|(_, question)| !question.is_answered());
        let mut summary = Self {
            pregnancy: latest_pregnancy(kept)
                .map(|(_, latest)| latest)
                .filter(|it| it.due_date().is_some() || it.has_ended())
                .cloned(),
            left_out: entries.len().saturating_sub(Self::LISTED),
            sessions: sessions(kept, |when| span.place(when, now) == Ordering::Equal),
            questions: open.map(|(_, question)| question.text().to_owned()).collect(),
            ..Self::default()
        };
        for (place, entry) in entries.into_iter().enumerate() {
            summary.take(entry, vocabulary);
            if place >= summary.left_out {
                summary.list(entry, kept);
            }
        }
        summary.put_in_order(vocabulary);
        for symptom in &mut summary.symptoms {
            symptom.look_before(&before);
        }
        summary
    }

    /// Whether nothing was recorded in the span. The dates and the questions belong to no span.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_time.is_empty() && self.notes.is_empty() && self.sessions.is_empty()
    }

    /// Whether it tells of the weeks, or of an end: then nobody need be reminded to say them.
    #[must_use]
    pub fn knows_dates(&self) -> bool {
        self.pregnancy.is_some()
    }

    /// Whether there is nothing to tell at all.
    #[must_use]
    pub fn has_nothing_to_tell(&self) -> bool {
        self.is_empty() && self.questions.is_empty() && self.pregnancy.is_none()
    }

    fn take(&mut self, entry: &Entry, vocabulary: &Vocabulary) {
        for (id, reading) in entry.readings().iter() {
            let symptom = vocabulary.symptom(id);
            match symptom.and_then(|symptom| symptom.detail_of.as_ref()) {
                // Of a detail that stands alone, there is no symptom to tell it with: it is told by its time.
                Some(whole) => self.with(whole, |known| known.take_detail(id, entry, reading, vocabulary)),
                // Words are told by their time: the last of them says nothing of those before.
                None if symptom.is_some_and(|symptom| symptom.measure == Measure::Words) => {}
                None if self.symptoms.iter().any(|known| known.symptom == *id) => {
                    self.with(id, |known| known.take(entry, reading, vocabulary));
                }
                None => self.symptoms.push(SymptomSummary::begin(id, entry, reading, vocabulary)),
            }
        }
    }

    /// How far the pregnancy had come on a day that is listed.
    #[must_use]
    pub fn week_on(&self, day: CalendarDate) -> Option<Gestation> {
        self.weeks.iter().find(|(of, _)| *of == day).map(|(_, gestation)| *gestation)
    }

    fn list(&mut self, entry: &Entry, kept: &[KeptRecord]) {
        let day = CalendarDate::from(entry.when().date());
        if self.weeks.last().is_none_or(|(last, _)| *last != day) {
            self.weeks.extend(gestation_on(kept, day).map(|gestation| (day, gestation)));
        }
        if !entry.readings().is_empty() {
            self.by_time.push((entry.when(), entry.readings().clone()));
        }
        if !entry.notes().as_str().is_empty() {
            self.notes.push((entry.when(), entry.notes().as_str().to_owned()));
        }
    }

    fn with(&mut self, symptom: &Id, act: impl FnOnce(&mut SymptomSummary)) {
        if let Some(known) = self.symptoms.iter_mut().find(|known| known.symptom == *symptom) {
            act(known);
        }
    }

    fn put_in_order(&mut self, vocabulary: &Vocabulary) {
        let place = |id: &Id| {
            let place = vocabulary.symptoms.iter().position(|symptom| symptom.id == *id);
            place.unwrap_or(vocabulary.symptoms.len())
        };
        sort_by(&mut self.symptoms, |known| place(&known.symptom));
        for symptom in &mut self.symptoms {
            sort_by(&mut symptom.details, |detail| place(&detail.symptom));
        }
    }
}

/// The sessions that reach into the span, whole.
fn sessions(kept: &[KeptRecord], is_in: impl Fn(Moment) -> bool) -> Vec<Vec<(EntryId, Wave)>> {
    let waves = Waves::of(kept);
    let reaches_in = |session: &&[(EntryId, Wave)]| session.iter().any(|(_, wave)| is_in(wave.start().minute()));
    waves.sessions().filter(reaches_in).map(<[_]>::to_vec).collect()
}
