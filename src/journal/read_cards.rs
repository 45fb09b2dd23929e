//! Reading what `content/journal.toml` says of the cards: their order, the passages beside them, the signs that the journal
//! does not look at, and the question that narrows unknown weeks.

use serde::Deserialize;
use toml::Spanned;

use super::{Companion, Side, Symptom, WarningSign, WeeksAnswer, WeeksQuestion, read::Check};
use crate::article::{Body, Id, Level};

/// A passage above or below cards.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CompanionEntry {
    passage: Spanned<Id>,
    cards: Vec<Spanned<Id>>,
    #[serde(default, rename = "only-for")]
    only_for: Vec<Spanned<Id>>,
    #[serde(default, rename = "weeks-unknown")]
    weeks_unknown: bool,
}

/// A sign of a card that no warning sign stands for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoSignEntry {
    card: Spanned<Id>,
    bullet: Id,
    why: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WeeksQuestionEntry {
    asks: Spanned<String>,
    #[serde(rename = "not-sure")]
    not_sure: String,
    answer: Vec<WeeksAnswer>,
}

impl Check<'_> {
    /// The passages above and below cards.
    pub(super) fn companions(
        &mut self,
        above: &[Spanned<CompanionEntry>],
        below: &[Spanned<CompanionEntry>],
        symptoms: &[Symptom],
    ) -> Vec<Companion> {
        let above = above.iter().map(|entry| (Side::Above, entry.get_ref()));
        let below = below.iter().map(|entry| (Side::Below, entry.get_ref()));
        above.chain(below).map(|(side, entry)| self.companion(side, entry, symptoms)).collect()
    }

    fn companion(&mut self, side: Side, entry: &CompanionEntry, symptoms: &[Symptom]) -> Companion {
        let id = entry.passage.get_ref();
        let (article, help) = (self.article, self.help);
        let passage = article.passage(id).or_else(|| help.and_then(|page| page.passage(id)));
        match passage.map(|passage| &passage.body) {
            None => {
                let what = format!("`{id}` is no passage of the article, and none of \u{201c}Get help\u{201d}");
                self.note(entry.passage.span(), what, "name one");
            }
            Some(Body::Card(_)) => {
                self.note(
                    entry.passage.span(),
                    format!("`{id}` is a care card"),
                    "name a passage that stands beside one",
                );
            }
            Some(_) => {}
        }
        for card in entry.cards.iter().filter(|card| !self.is_card(card.get_ref())).collect::<Vec<_>>() {
            self.note(card.span(), format!("`{}` is not a care card of the article", card.get_ref()), "name one");
        }
        for symptom in &entry.only_for {
            if !symptoms.iter().any(|known| known.id == *symptom.get_ref()) {
                let what = format!("unknown symptom `{}`", symptom.get_ref());
                self.note(symptom.span(), what, "name one of this file, or add it");
            }
        }
        Companion {
            passage: id.clone(),
            side,
            cards: entry.cards.iter().map(|card| card.get_ref().clone()).collect(),
            only_for: entry.only_for.iter().map(|symptom| symptom.get_ref().clone()).collect(),
            weeks_unknown: entry.weeks_unknown,
        }
    }

    fn is_card(&self, id: &Id) -> bool {
        self.article.passage(id).is_some_and(|passage| matches!(passage.body, Body::Card(_)))
    }

    /// The cards, the strictest first: as the file says it, else by their levels, and then as they stand in the article.
    pub(super) fn order(&mut self, given: Option<&Spanned<Vec<Id>>>) -> Vec<Id> {
        let mut cards: Vec<(usize, Id)> = Vec::new();
        for passage in self.article.passages() {
            if let Body::Card(card) = &passage.body {
                let level = Level::ALL.iter().position(|level| *level == card.level).unwrap_or_default();
                cards.push((level, passage.id.clone()));
            }
        }
        cards.sort_by_key(|(level, _)| *level);
        let Some(given) = given else { return cards.into_iter().map(|(_, card)| card).collect() };
        let listed = given.get_ref();
        let is_whole = listed.len() == cards.len() && cards.iter().all(|(_, card)| listed.contains(card));
        if !is_whole {
            let remedy = "name each care card of the article once";
            self.note(given.span(), "an order of cards that leaves one out, or names what is no card", remedy);
        }
        let level_of = |id: &Id| cards.iter().find(|(_, card)| card == id).map(|(level, _)| *level);
        if !listed.iter().filter_map(level_of).is_sorted() {
            let remedy = "emergency cards come before urgent ones, and these before routine ones";
            self.note(given.span(), "a milder card before a stricter one", remedy);
        }
        listed.clone()
    }

    /// How strict a card is: its place in the order. A passage stands right above the strictest of its cards.
    #[expect(clippy::unused_self, reason = "one of the checks of this file")]
    pub(super) fn strictness(&self, id: &Id, order: &[Id], companions: &[Companion]) -> (usize, bool) {
        let place = |card: &Id| order.iter().position(|known| known == card).unwrap_or(usize::MAX);
        let passage = companions.iter().find(|it| it.side == Side::Above && it.passage == *id);
        match passage {
            Some(passage) => (passage.cards.iter().map(place).min().unwrap_or(usize::MAX), false),
            None => (place(id), true),
        }
    }

    /// Every sign of every card has a warning sign, or the file says why it has none.
    pub(super) fn bullets(&mut self, signs: &[WarningSign], none: &[Spanned<NoSignEntry>], companions: &[Companion]) {
        let article = self.article;
        let is_named = |card: &Id, bullet: &Id| {
            signs.iter().any(|sign| sign.card == *card && sign.bullet.as_ref() == Some(bullet))
        };
        for entry in none.iter().map(Spanned::get_ref) {
            let (card, bullet) = (entry.card.get_ref(), &entry.bullet);
            let is_there = article.passage(card).is_some_and(|passage| match &passage.body {
                Body::Card(known) => known.bullets.iter().flatten().any(|known| known == bullet),
                _ => false,
            });
            if !is_there {
                let what = format!("`{bullet}` is no sign of a care card `{card}`");
                self.note(entry.card.span(), what, "name a card, and the id of one of its signs");
            } else if is_named(card, bullet) {
                let what = format!("a reason for no warning sign of `{bullet}` on `{card}`, which has one");
                self.note(entry.card.span(), what, "keep one of them");
            }
            if entry.why.get_ref().trim().is_empty() {
                self.note(entry.why.span(), "`why` without words", "say why the journal cannot look at it");
            }
        }
        for passage in article.passages() {
            let Body::Card(card) = &passage.body else { continue };
            let id = &passage.id;
            if !signs.iter().any(|sign| sign.card == *id) {
                let what = format!("no warning sign leads to the care card `{id}`");
                self.note_whole(what, "add a [[warning-sign]] that calls for it");
                continue;
            }
            for bullet in card.bullets.iter().flatten() {
                let is_told = none.iter().any(|it| it.get_ref().card.get_ref() == id && it.get_ref().bullet == *bullet);
                if !is_told && !is_named(id, bullet) {
                    let what = format!("no warning sign stands for `{bullet}` of the care card `{id}`");
                    self.note_whole(what, "add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why");
                }
            }
        }
        for companion in companions.iter().filter(|companion| companion.side == Side::Above) {
            if !signs.iter().any(|sign| sign.card == companion.passage) {
                let what = format!("no warning sign leads to the passage `{}`", companion.passage);
                self.note_whole(what, "add a [[warning-sign]] that calls for it, or take it away");
            }
        }
    }

    pub(super) fn weeks_question(&mut self, entry: &Spanned<WeeksQuestionEntry>) -> WeeksQuestion {
        let WeeksQuestionEntry { asks, not_sure, answer } = entry.get_ref();
        self.check_words(asks.span(), asks.get_ref());
        let has_words = |words: &str| !words.trim().is_empty();
        let all_have_words =
            has_words(asks.get_ref()) && has_words(not_sure) && answer.iter().all(|answer| has_words(&answer.name));
        let are_parts = answer.len() > 1
            && answer
                .iter()
                .enumerate()
                .all(|(place, one)| answer.iter().skip(place + 1).all(|other| one.weeks.within(other.weeks).is_none()));
        if !all_have_words || !are_parts {
            let remedy = "give two or more answers, each with its words and with weeks of its own";
            self.note(entry.span(), "a question about the weeks that does not part them", remedy);
        }
        WeeksQuestion { asks: asks.get_ref().clone(), answers: answer.clone(), not_sure: not_sure.clone() }
    }
}
