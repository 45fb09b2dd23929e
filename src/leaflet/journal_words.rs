//! What the journal needs of the leaflet: the browser is handed it with the journal's page.

use serde::{Deserialize, Serialize};

use super::Leaflet;
use crate::{
    article::{Body, Id, Level, sentences},
    journal::{Question, Side, Vocabulary},
};

/// The vocabulary, the names of the cards that the journal shows, and those of the article's sections. The cards themselves
/// stand on its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalWords {
    /// What is recorded, and the warning signs.
    pub vocabulary: Vocabulary,
    /// The care cards, and the passages above them, that a warning sign can call for.
    pub cards: Vec<CardName>,
    /// The sections of the article, about which questions can be asked.
    pub sections: Vec<SectionName>,
}

/// A care card of the article, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardName {
    /// The card's anchor.
    pub id: Id,
    /// Whether it asks to call now.
    pub is_emergency: bool,
    /// What it asks to do: its heading.
    pub action: String,
}

/// A section of the article, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionName {
    /// The section's anchor.
    pub id: Id,
    /// Its heading.
    pub heading: String,
}

impl JournalWords {
    /// Those of a leaflet; none where it has no journal.
    #[must_use]
    pub fn of(leaflet: &Leaflet) -> Option<Self> {
        let vocabulary = leaflet.journal.clone()?;
        let mut cards = Vec::new();
        for passage in leaflet.article.passages() {
            let is_above = |id: &Id| vocabulary.companions.iter().any(|it| it.side == Side::Above && it.passage == *id);
            if is_above(&passage.id) {
                let text = passage.plain_text();
                let action = sentences(&text).next().unwrap_or_default().to_owned();
                cards.push(CardName { id: passage.id.clone(), is_emergency: false, action });
            }
            if let Body::Card(card) = &passage.body
                && vocabulary.warning_signs.iter().any(|sign| sign.card == passage.id)
            {
                let is_emergency = card.level == Level::Emergency;
                cards.push(CardName { id: passage.id.clone(), is_emergency, action: card.action.clone() });
            }
        }
        let sections = leaflet.article.sections.iter();
        let sections =
            sections.map(|section| SectionName { id: section.id.clone(), heading: section.heading.clone() }).collect();
        Some(Self { vocabulary, cards, sections })
    }

    /// The words as the page hands them over: postcard in hexadecimal digits, which costs the journal's program less than
    /// JSON would.
    #[must_use]
    pub fn encode(&self) -> String {
        // Texts, numbers and lists: nothing in it can fail to be written.
        let bytes = postcard::to_allocvec(self).unwrap_or_default();
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
        bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }

    /// The words that were handed over; none where that is not what the text is.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let digit = |digit: &u8| char::from(*digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let pairs = text.as_bytes().chunks(2);
        let bytes =
            pairs.map(|pair| Some(digit(pair.first()?)? << 4 | digit(pair.get(1)?)?)).collect::<Option<Vec<u8>>>();
        postcard::from_bytes(&bytes?).ok()
    }

    /// The card with this id.
    #[must_use]
    pub fn card(&self, id: &Id) -> Option<&CardName> {
        self.cards.iter().find(|card| &card.id == id)
    }

    /// The section with this id; none where the article no longer has it.
    #[must_use]
    pub fn section(&self, id: &Id) -> Option<&SectionName> {
        self.sections.iter().find(|section| &section.id == id)
    }

    /// The section about which a question is asked at a place of the journal's page.
    #[must_use]
    pub fn section_asked_at(&self, place: &str) -> Option<&SectionName> {
        self.sections.iter().find(|section| Question::place_in_journal(&section.id) == place)
    }

    /// Whether a card asks to call now.
    #[must_use]
    pub fn is_emergency(&self, id: &Id) -> bool {
        self.card(id).is_some_and(|card| card.is_emergency)
    }
}
