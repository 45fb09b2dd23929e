//! Reading the warning signs of `content/journal.toml`.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{
    Companion, Condition, DaySpan, Days, Measure, Reading, Side, Symptom, WarningSign, WeekSpan, Weeks,
    read::{Check, Strength, strength_of},
};
use crate::article::{Body, Id};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignEntry {
    card: Spanned<Id>,
    bullet: Option<Spanned<Id>>,
    symptom: Spanned<Id>,
    from: Option<Spanned<Strength>>,
    to: Option<Spanned<Strength>>,
    #[serde(rename = "one-of")]
    one_of: Option<Spanned<Vec<Id>>>,
    weeks: Option<Spanned<WeekSpan>>,
    days: Option<Spanned<Days>>,
    #[serde(default, rename = "worse-than-the-day-before")]
    is_worse: bool,
    #[serde(rename = "after-treatment")]
    is_of_treatment: Option<Spanned<bool>>,
    #[serde(default, rename = "even-if-stopped")]
    even_if_stopped: bool,
    #[serde(rename = "after-end")]
    after_end: Option<Spanned<AfterEnd>>,
    #[serde(rename = "days-after-end")]
    days_after_end: Option<Spanned<DaySpan>>,
}

/// What becomes of a sign when a pregnancy has ended. Without it, a sign with weeks is quiet, and every other stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum AfterEnd {
    /// It is quiet.
    Quiet,
    /// It holds only then, and only while the span after an end lasts.
    Only,
    /// It stays, but only once that span is over: until then another card names the sign.
    Later,
}

/// The span after an end.
#[derive(Clone, Copy)]
pub(super) struct Span {
    /// How many days it lasts; none where the leaflet does not say.
    pub(super) days: Option<u16>,
    /// Whether the journal records ends.
    pub(super) ends_are_recorded: bool,
}

/// Something is wrong, and was noted.
struct Noted;

impl Check<'_> {
    pub(super) fn sign(
        &mut self,
        entry: &SignEntry,
        symptoms: &[Symptom],
        companions: &[Companion],
        span: Span,
    ) -> Option<WarningSign> {
        let bullet = self.card_and_bullet(entry, companions).ok()?;
        let id = entry.symptom.get_ref();
        let Some(symptom) = symptoms.iter().find(|symptom| &symptom.id == id) else {
            self.note(entry.symptom.span(), format!("unknown symptom `{id}`"), "name one of this file, or add it");
            return None;
        };
        let when = self.condition(entry, symptom)?;
        let week_span = self.weeks(entry.weeks.as_ref());
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
        if let Some(at) = entry.is_of_treatment.as_ref().filter(|_| !span.ends_are_recorded) {
            self.note(at.span(), "`after-treatment` where no dates are asked for", "set `counts-weeks = true`");
        }
        let (weeks, after_end) = self.after_end(entry, week_span, span);
        Some(WarningSign {
            card: entry.card.get_ref().clone(),
            bullet,
            symptom: id.clone(),
            when,
            weeks,
            after_end,
            days,
            is_worse: entry.is_worse,
            is_of_treatment: entry.is_of_treatment.as_ref().is_some_and(|it| *it.get_ref()),
            even_if_stopped: entry.even_if_stopped,
        })
    }

    /// The sign of the card; none where a passage is called for. [`Noted`] where there is no such card, or no such sign on it.
    fn card_and_bullet(&mut self, entry: &SignEntry, companions: &[Companion]) -> Result<Option<Id>, Noted> {
        let id = entry.card.get_ref();
        let article = self.article;
        let is_above = companions.iter().any(|it| it.side == Side::Above && it.passage == *id);
        let card = article.passage(id).and_then(|passage| match &passage.body {
            Body::Card(card) => Some(card),
            _ => None,
        });
        match (card, &entry.bullet) {
            (None, None) if is_above => Ok(None),
            (None, Some(bullet)) if is_above => {
                self.note(bullet.span(), format!("a `bullet` of `{id}`, which is no care card"), "leave it out");
                Err(Noted)
            }
            (None, _) => {
                self.note(entry.card.span(), format!("`{id}` is not a care card of the article"), "name one");
                Err(Noted)
            }
            (Some(_), None) => {
                let remedy = "name the sign of the card that it stands for, by its id";
                self.note(entry.card.span(), format!("a warning sign of `{id}` without its `bullet`"), remedy);
                Err(Noted)
            }
            (Some(card), Some(bullet)) => {
                let named = bullet.get_ref();
                let is_on_card = card.bullets.iter().flatten().any(|known| known == named);
                if !is_on_card {
                    let what = format!("`{named}` is no sign of the care card `{id}`");
                    self.note(bullet.span(), what, "name the id of one of its signs");
                }
                if is_on_card { Ok(Some(named.clone())) } else { Err(Noted) }
            }
        }
    }

    /// In which weeks a sign holds, and on which days after an end.
    fn after_end(&mut self, entry: &SignEntry, weeks: Option<WeekSpan>, span: Span) -> (Weeks, Option<DaySpan>) {
        let chosen = entry.after_end.as_ref();
        if let Some(at) = chosen.filter(|_| !span.ends_are_recorded) {
            self.note(at.span(), "`after-end` where no end is ever recorded", "set `counts-weeks = true`");
        }
        if let Some(at) = chosen.filter(|_| weeks.is_some()) {
            self.note(at.span(), "`after-end` of a sign with weeks", "leave it out: such a sign is quiet after an end");
        }
        let chosen_is = chosen.map(|chosen| *chosen.get_ref());
        if let Some(at) = chosen.filter(|_| span.days.is_none() && chosen_is != Some(AfterEnd::Quiet)) {
            self.note(
                at.span(),
                "a span after an end that is not given",
                "set `days-after-end` at the top of this file",
            );
        }
        let own = entry.days_after_end.as_ref().map(|days| *days.get_ref());
        if let (Some(at), Some(days)) = (&entry.days_after_end, own) {
            let is_empty = days.to.is_some_and(|to| to < days.from);
            if chosen_is != Some(AfterEnd::Only) || is_empty {
                let remedy = "give days such as { from = 11, to = 21 }, beside `after-end = \"only\"`";
                self.note(at.span(), "days after an end that cannot be", remedy);
            }
        }
        let last = span.days.unwrap_or_default();
        match (chosen_is, weeks) {
            (Some(AfterEnd::Quiet), _) => (Weeks::All, None),
            (Some(AfterEnd::Only), _) => (Weeks::None, Some(own.unwrap_or(DaySpan { from: 0, to: Some(last) }))),
            (Some(AfterEnd::Later), _) => (Weeks::All, Some(DaySpan { from: last.saturating_add(1), to: None })),
            (None, Some(weeks)) => (Weeks::Some(weeks), None),
            (None, None) => (Weeks::All, Some(DaySpan::default())),
        }
    }

    /// The readings that match; none where what is given does not fit the symptom's measure.
    fn condition(&mut self, entry: &SignEntry, symptom: &Symptom) -> Option<Condition> {
        let unfit = |check: &mut Self, at: Range<usize>| {
            check.note(
                at,
                format!("a strength that `{}` is not measured by", symptom.id),
                strength_of(symptom.measure),
            );
            None
        };
        match (&entry.from, &entry.one_of) {
            (None, Some(choices)) if symptom.measure == Measure::Choice && entry.to.is_none() => {
                for choice in choices.get_ref().iter().filter(|choice| symptom.choice(choice).is_none()) {
                    let what = format!("`{}` does not offer the choice `{choice}`", symptom.id);
                    self.note(choices.span(), what, "name one of its choices");
                }
                if choices.get_ref().is_empty() {
                    self.note(choices.span(), "a warning sign that no reading matches", "name a choice");
                }
                Some(Condition::OneOf(choices.get_ref().clone()))
            }
            (None, None) if symptom.measure == Measure::YesNo && entry.to.is_none() => {
                Some(Condition::Strength { from: Reading::Felt(true), to: None })
            }
            (Some(from), None) => {
                let Some(weakest) = from.get_ref().reading(symptom.measure) else { return unfit(self, from.span()) };
                let strongest = match &entry.to {
                    None => None,
                    Some(to) => match to.get_ref().reading(symptom.measure) {
                        None => return unfit(self, to.span()),
                        strongest => strongest,
                    },
                };
                if weakest.is_absent() {
                    self.note(from.span(), "a warning sign that matches where nothing was felt", "begin above none");
                }
                if strongest.as_ref().is_some_and(|strongest| *strongest < weakest) {
                    self.note(from.span(), "a warning sign that no reading matches", "give `to` no less than `from`");
                }
                Some(Condition::Strength { from: weakest, to: strongest })
            }
            _ => unfit(self, entry.symptom.span()),
        }
    }
}
