//! The journal's storage as it is shipped, for a page that measures it: `cargo xtask bench journal`.
//!
//! It makes up entries, always the same, which the page also stores by other means.

use std::cell::RefCell;

use quietleaf::{
    article::Id,
    journal::{
        BleedingLevel, Changed, Contents, Entry, EntryId, HistoryFilter, Journal, Moment, Month, Notes, PainScore,
        Reading, Readings, Vocabulary, encode,
    },
    storage::journal_store::{Extent, JournalStore, SaveProblem},
};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

fn main() {}

/// The stored journal, and what was read from it last.
#[wasm_bindgen]
pub struct JournalBench {
    store: JournalStore,
    /// Kept until it is asked to forget: a page, too, goes on with what it has read.
    read: RefCell<Journal>,
    /// No symptom has a name: words are found in notes alone, as the other storage finds them.
    vocabulary: Vocabulary,
}

/// How large the program's memory is, in bytes.
#[wasm_bindgen]
#[must_use]
pub fn memory_size() -> usize {
    const PAGE: usize = 65_536;
    core::arch::wasm32::memory_size::<0>() * PAGE
}

#[wasm_bindgen]
impl JournalBench {
    /// Opens the journal.
    ///
    /// # Errors
    ///
    /// When the browser stores nothing.
    pub async fn open() -> Result<Self, JsError> {
        let store = JournalStore::open(|| {}).await?;
        Ok(Self { store, read: RefCell::default(), vocabulary: Vocabulary::default() })
    }

    /// Stores the entries of these numbers, all at once.
    ///
    /// # Errors
    ///
    /// When they are not stored.
    pub async fn fill(&self, from: u32, to: u32) -> Result<usize, JsError> {
        let contents = Contents { entries: entries(from, to)?, ..Contents::default() };
        let restored = self.store.restore(contents, &|_| true).await?;
        Ok(restored.map_or(0, |restored| restored.restore.entries.new.len()))
    }

    /// Makes every month's record that is missing, and tells how many were.
    ///
    /// # Errors
    ///
    /// When one cannot be made.
    pub async fn rebuild(&self) -> Result<u32, JsError> {
        let journal = self.store.load_entries().await?;
        let mut made = 0;
        while self.store.rebuild_one_month(&journal).await? {
            made += 1;
        }
        Ok(made)
    }

    /// Saves a new entry.
    ///
    /// # Errors
    ///
    /// When it is not saved.
    pub async fn save(&self, entry: &MadeUpEntry) -> Result<(), JsError> {
        self.store.save(&entry.0, None).await.map_err(|problem| match problem {
            SaveProblem::ChangedElsewhere(_) => JsError::new("the key is taken"),
            SaveProblem::Storage(problem) => problem.into(),
        })
    }

    /// Reads everything, as the journal's page does, and tells the number of entries.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub async fn read(&self) -> Result<usize, JsError> {
        self.keep(self.store.load(Extent::Everything).await?.journal.unwrap_or_default())
    }

    /// The same without the months' records.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub async fn read_entries(&self) -> Result<usize, JsError> {
        self.keep(self.store.load_entries().await?)
    }

    /// The same of one month, as in `2026-11`.
    ///
    /// # Errors
    ///
    /// When it is no month, or cannot be read.
    pub async fn read_month(&self, month: &str) -> Result<usize, JsError> {
        let month = Month::read(month).ok_or_else(|| JsError::new("it is no month"))?;
        self.keep(self.store.load_month(&month).await?)
    }

    /// Looks for words in the notes of what was read last, as the history does, and tells the number of entries that have them.
    #[must_use]
    pub fn search(&self, words: &str) -> usize {
        let filter = HistoryFilter { words: words.to_owned(), ..HistoryFilter::default() };
        filter.find(self.read.borrow().entries(), &self.vocabulary).len()
    }

    /// Forgets what was read last.
    pub fn forget(&self) {
        self.read.take();
    }

    fn keep(&self, journal: Journal) -> Result<usize, JsError> {
        if !journal.unreadable().is_empty() {
            return Err(JsError::new("a record cannot be read"));
        }
        let entries = journal.len();
        self.read.replace(journal);
        Ok(entries)
    }
}

/// An entry that was made up before it is saved.
#[wasm_bindgen]
pub struct MadeUpEntry(Entry);

#[wasm_bindgen]
impl MadeUpEntry {
    /// The entry of a number: of two, the greater is the later.
    ///
    /// # Errors
    ///
    /// When the calendar has no more room.
    #[wasm_bindgen(constructor)]
    pub fn new(number: u32) -> Result<Self, JsError> {
        entry(number).map(Self)
    }

    /// The key under which it is stored.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.key().as_str().to_owned()
    }

    /// Its record.
    #[must_use]
    pub fn record(&self) -> String {
        encode(&self.0)
    }
}

fn entries(from: u32, to: u32) -> Result<Vec<Entry>, JsError> {
    (from..to).map(entry).collect()
}

/// The beginning of 2009, in minutes from that of 1970.
const FIRST_MINUTE: i64 = 20_512_800;
/// One entry is made in every stretch of so many minutes.
const STRETCH: u32 = 180;

fn entry(number: u32) -> Result<Entry, JsError> {
    let mut chance = Chance(u64::from(number));
    let minutes = FIRST_MINUTE + i64::from(number) * i64::from(STRETCH) + i64::from(chance.below(STRETCH));
    let when = Moment::from_unix_minutes(minutes, 60)?;
    let changed = Changed(u64::try_from(minutes)? * 60_000 + u64::from(chance.below(60_000)));
    let id = EntryId::new(changed, [(); 10].map(|()| chance.byte()));
    let mut readings = Readings::new();
    for symptom in ["back-pain", "cramps"] {
        let score = PainScore::all().nth(usize::from(chance.byte() % 11)).unwrap_or(PainScore::NONE);
        readings.set(&Id::new(symptom)?, Some(Reading::Pain(score)));
    }
    if chance.below(2) == 0 {
        let level = BleedingLevel::ALL.get(usize::from(chance.byte() % 6)).copied().unwrap_or(BleedingLevel::None);
        readings.set(&Id::new("bleeding")?, Some(Reading::Bleeding(level)));
    }
    Ok(Entry::new(id, when, changed, readings, Notes::new(notes(&mut chance))?)?)
}

/// What notes are made of; one has a letter that takes more than a byte.
const WORDS: [&str; 32] = [
    "walked", "slowly", "to", "the", "shop", "and", "back", "then", "lay", "down", "for", "an", "hour", "it", "eased",
    "after", "a", "warm", "bath", "worse", "when", "standing", "at", "work", "today", "slept", "badly", "drank",
    "water", "felt", "better", "didn’t",
];

/// Words of up to 200 characters altogether.
fn notes(chance: &mut Chance) -> String {
    let most = chance.below(201);
    let mut notes = String::new();
    let mut characters = 0;
    loop {
        let word = WORDS.get(usize::from(chance.byte() % 32)).copied().unwrap_or_default();
        characters += 1 + word.chars().count();
        if characters > usize::try_from(most).unwrap_or_default() {
            return notes;
        }
        notes.push_str(word);
        notes.push(' ');
    }
}

/// Numbers without a pattern that are the same each time: `SplitMix64`.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[7]
    }

    /// Less than a bound.
    fn below(&mut self, bound: u32) -> u32 {
        u32::try_from(self.next() % u64::from(bound)).unwrap_or_default()
    }
}
