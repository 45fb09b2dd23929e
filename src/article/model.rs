//! The article as types: what a leaflet can consist of, and nothing else.

use serde::{Deserialize, Serialize};

use super::{CalendarDate, Id};

/// The leaflet's text, with the questions asked of it and the sources it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The title, the page's only first-level heading.
    pub title: String,
    /// One or two sentences that answer the title.
    pub summary: String,
    /// The day on which the words were last checked against the sources.
    pub last_checked: CalendarDate,
    /// The day by which they are to be checked again.
    pub next_check: CalendarDate,
    /// Who wrote it, from what, and who has reviewed it.
    pub authorship: String,
    /// The clinician's review of the words; none where nobody has reviewed them.
    pub reviewed_by: Option<Review>,
    /// What has changed in the words, the newest first; never empty.
    pub changes: Vec<Change>,
    /// What stands before the first section.
    pub opening: Vec<Passage>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The sources, in the order of their numbers: the first is number 1.
    pub sources: Vec<Source>,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// The passages with the emergency numbers, which stand below the first emergency card; empty where the leaflet names none.
    pub emergency_numbers: Vec<Id>,
}

impl Article {
    /// All passages in the order in which they stand.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.opening.iter().chain(self.sections.iter().flat_map(|section| &section.passages))
    }

    /// The passage with this id.
    #[must_use]
    pub fn passage(&self, id: &Id) -> Option<&Passage> {
        self.passages().find(|passage| &passage.id == id)
    }

    /// The passages that rest on a source, by its number, in order.
    #[must_use]
    pub fn citing(&self, number: usize) -> Vec<&Passage> {
        self.passages().filter(|passage| passage.cites(number)).collect()
    }

    /// The number of words of the opening and the sections.
    #[must_use]
    pub fn word_count(&self) -> usize {
        let headings = self.sections.iter().map(|section| section.heading.split_whitespace().count());
        let passages = self.passages().map(|passage| passage.plain_text().split_whitespace().count());
        headings.chain(passages).sum()
    }

    /// The day on which the words were first published: that of the oldest change.
    #[must_use]
    pub fn published(&self) -> CalendarDate {
        self.changes.last().map_or(self.last_checked, |change| change.date)
    }

    /// The day on which the words last changed. A check that changed nothing does not count.
    #[must_use]
    pub fn changed(&self) -> CalendarDate {
        self.changes.first().map_or(self.last_checked, |change| change.date)
    }

    /// How long the article takes to read, in minutes, at 250 words a minute, rounded up.
    #[must_use]
    pub fn reading_minutes(&self) -> usize {
        self.word_count().div_ceil(250)
    }
}

/// A clinician's review of the article's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The clinician's name.
    pub name: String,
    /// What the clinician is, as in "midwife".
    pub role: String,
    /// The day of the review.
    pub on: CalendarDate,
}

/// A change of the words that readers should know of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The day of the change. No two changes share a day: it is the change's lasting name.
    pub date: CalendarDate,
    /// What has changed, in one or two sentences.
    pub what: String,
}

impl Change {
    /// The change's anchor on the page "About".
    #[must_use]
    pub fn anchor(&self) -> String {
        format!("changed-{}", self.date.iso())
    }
}

/// A page beside the article: "Get help" or "About".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The title, the page's only first-level heading.
    pub title: String,
    /// One or two sentences that say what the page gives.
    pub summary: String,
    /// The day on which the words were last checked.
    pub last_checked: CalendarDate,
    /// What stands before the first section.
    pub opening: Vec<Passage>,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

impl Page {
    /// The passage of one of its sections with this id.
    #[must_use]
    pub fn passage(&self, id: &Id) -> Option<&Passage> {
        self.sections.iter().flat_map(|section| &section.passages).find(|passage| &passage.id == id)
    }
}

/// A headed part. Its first passage is its short answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The section's anchor.
    pub id: Id,
    /// The second-level heading.
    pub heading: String,
    /// The sections of the same page that a reader may want next.
    pub related: Vec<Id>,
    /// What it says.
    pub passages: Vec<Passage>,
}

/// A paragraph, a list or a care card, with an id by which it can be linked, quoted and shown elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The passage's anchor.
    pub id: Id,
    /// The symptoms of the journal that it tells about.
    pub symptoms: Vec<Id>,
    /// What it says.
    pub body: Body,
}

impl Passage {
    /// The words alone, without marks and citations: items of a list are parted by line breaks.
    #[must_use]
    pub fn plain_text(&self) -> String {
        match &self.body {
            Body::Paragraph(words) | Body::Basis(words) | Body::IconArray(IconArray { words, .. }) => plain_text(words),
            Body::List { items, .. } => lines(items),
            Body::Numbers(numbers) => numbers.iter().map(|line| plain_text(&line.words)).collect::<Vec<_>>().join("\n"),
            Body::Card(card) => format!("{}\n{}", card.action, lines(&card.signs)),
            Body::Terms(terms) => {
                let lines: Vec<_> =
                    terms.iter().map(|term| format!("{}: {}", term.name, plain_text(&term.meaning))).collect();
                lines.join("\n")
            }
            Body::Table(table) => {
                let rows = [&table.headings].into_iter().chain(&table.rows);
                rows.map(|row| lines(row)).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// The running texts that it holds: its one text, or its items, or its cells.
    pub fn texts(&self) -> impl Iterator<Item = &[Inline]> {
        let texts: Vec<&Vec<Inline>> = match &self.body {
            Body::Paragraph(words) | Body::Basis(words) | Body::IconArray(IconArray { words, .. }) => vec![words],
            Body::List { items, .. } => items.iter().collect(),
            Body::Numbers(numbers) => numbers.iter().map(|line| &line.words).collect(),
            Body::Card(card) => card.signs.iter().collect(),
            Body::Terms(terms) => terms.iter().map(|term| &term.meaning).collect(),
            Body::Table(table) => table.headings.iter().chain(table.rows.iter().flatten()).collect(),
        };
        texts.into_iter().map(Vec::as_slice)
    }

    /// Whether it cites the source of this number.
    #[must_use]
    pub fn cites(&self, number: usize) -> bool {
        self.texts().any(|words| cites(words, number))
    }
}

/// What a [`Passage`] consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A small note that says what the card above it rests on.
    Basis(Vec<Inline>),
    /// A list of one level.
    List {
        /// Whether its items are numbered.
        numbered: bool,
        /// Whether each item is followed by a line on paper, to be filled in by hand.
        to_fill_in: bool,
        /// The items.
        items: Vec<Vec<Inline>>,
    },
    /// Terms that the passages before it use, each explained.
    Terms(Vec<Term>),
    /// Rows of cells, under a row of headings.
    Table(Table),
    /// A share of 100 as a picture of 100 dots, and in words.
    IconArray(IconArray),
    /// A list of telephone numbers: each item begins with at least one link to call.
    Numbers(Vec<NumberLine>),
    /// A box that says what to do.
    Card(CareCard),
}

/// A share as a picture of 100 dots, of which some are filled: both sides are seen, and said in words beside it.
///
/// One denominator for all of them, so that they can be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IconArray {
    /// How many of the dots are filled: 1 to 99.
    pub filled: u8,
    /// The words, which name both sides.
    pub words: Vec<Inline>,
}

impl IconArray {
    /// How many dots there are.
    pub const DOTS: u8 = 100;
    /// How many dots there are in a row, and how many rows.
    pub const ROW: u8 = 10;
}

/// A telephone number and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberLine {
    /// What it says; it begins with a link to call.
    pub words: Vec<Inline>,
    /// The codes of the countries in which it works, as `content/site.toml` lists them; empty where that is not said.
    pub countries: Vec<String>,
}

/// A term of the field, and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The term.
    pub name: String,
    /// What it means.
    pub meaning: Vec<Inline>,
}

/// Rows of cells, each row as long as the row of headings. The first cell of a row names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The headings of the columns.
    pub headings: Vec<Vec<Inline>>,
    /// The rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A box that says what to do, and the signs that call for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareCard {
    /// How soon.
    pub level: Level,
    /// The heading: one action.
    pub action: String,
    /// One to [`CareCard::MOST_SIGNS`] signs.
    pub signs: Vec<Vec<Inline>>,
    /// The lasting names of the signs, in their order, by which the journal's warning signs name them: none of a sign without one.
    pub bullets: Vec<Option<Id>>,
}

impl CareCard {
    /// A card has no more signs than this, so that it can be taken in at a glance.
    pub const MOST_SIGNS: usize = 5;
}

/// How soon a care card asks to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// Now.
    Emergency,
    /// Today.
    Urgent,
    /// At the next appointment.
    Routine,
}

impl Level {
    /// All levels, the most urgent first.
    pub const ALL: [Self; 3] = [Self::Emergency, Self::Urgent, Self::Routine];

    /// The word that stands for it in `content/` and in the styles.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Urgent => "urgent",
            Self::Routine => "routine",
        }
    }
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words that matter most.
    Strong(Vec<Inline>),
    /// Words with stress.
    Emphasis(Vec<Inline>),
    /// A link.
    Link {
        /// Where it leads.
        to: Destination,
        /// The words to follow.
        words: Vec<Inline>,
    },
    /// The number of the [`Source`] on which the sentence before it rests, counted from 1.
    Citation(usize),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Destination {
    /// A page of the leaflet, or a place on it.
    Place {
        /// The page.
        page: PageName,
        /// The place; without it, the top.
        id: Option<Id>,
    },
    /// A telephone number: digits, perhaps with a `+` in front.
    Telephone(String),
    /// Another site, by its whole address.
    Elsewhere(String),
}

/// The pages of the leaflet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PageName {
    /// `/`
    Article,
    /// `/faq/`
    Questions,
    /// `/journal/`
    Journal,
    /// `/help/`
    Help,
    /// `/about/`
    About,
    /// `/404.html`, which no link leads to.
    NotFound,
}

impl PageName {
    /// All pages.
    pub const ALL: [Self; 6] = [Self::Article, Self::Questions, Self::Journal, Self::Help, Self::About, Self::NotFound];

    /// The page's path below the root of the site, without a leading slash.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Article => "",
            Self::Questions => "faq/",
            Self::Journal => "journal/",
            Self::Help => "help/",
            Self::About => "about/",
            Self::NotFound => "404.html",
        }
    }

    /// The page that stands at a path below the root of the site; [`PageName::NotFound`] where there is none.
    #[must_use]
    pub fn at(path: &str) -> Self {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let slashed = if path.is_empty() || path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
        Self::ALL.into_iter().find(|page| page.path() == slashed).unwrap_or(Self::NotFound)
    }
}

/// Something that was read for the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Who published it, or its authors.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub address: String,
    /// What of it was read, and when.
    pub note: String,
    /// The day on which it was read, as the note tells.
    pub read_on: CalendarDate,
}

/// A question, and the passages of the article that answer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question's anchor.
    pub id: Id,
    /// The question as a reader would ask it.
    pub asks: String,
    /// The ids of the passages that answer it, in order; never empty.
    pub answer: Vec<Id>,
}

/// The words of running text, without marks and citations.
#[must_use]
pub fn plain_text(words: &[Inline]) -> String {
    words
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Strong(words) | Inline::Emphasis(words) | Inline::Link { words, .. } => plain_text(words),
            Inline::Citation(_) => String::new(),
        })
        .collect()
}

fn cites(words: &[Inline], number: usize) -> bool {
    words.iter().any(|inline| match inline {
        Inline::Citation(cited) => *cited == number,
        Inline::Strong(words) | Inline::Emphasis(words) | Inline::Link { words, .. } => cites(words, number),
        Inline::Text(_) => false,
    })
}

fn lines(items: &[Vec<Inline>]) -> String {
    items.iter().map(|item| plain_text(item)).collect::<Vec<_>>().join("\n")
}
