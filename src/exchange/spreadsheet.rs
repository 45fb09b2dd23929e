//! The journal as a table for spreadsheet programs: comma-separated values (RFC 4180), one row a reading.
//!
//! Written by hand: the writer of `csv-core` is sound, but its tables are 16 kB of WebAssembly (brotli), this is one.

use crate::{
    article::{CalendarDate, Id},
    journal::{BleedingLevel, Entry, Gestation, Instant, Journal, Moment, Reading, Symptom, Vocabulary, Waves},
};

/// What things are called in the cells.
#[derive(Clone, Copy)]
pub struct CellWords<'a> {
    /// The leaflet's symptoms.
    pub vocabulary: &'a Vocabulary,
    /// What a symptom of the person's own is called; one that is in neither has its id for a name.
    pub own_symptom: &'a dyn Fn(&Id) -> Option<String>,
    /// What a bleeding level is called.
    pub level: fn(BleedingLevel) -> &'static str,
    /// How far the pregnancy had come on a day; none where that is not known, or not to be shown.
    pub gestation: &'a dyn Fn(CalendarDate) -> Option<Gestation>,
}

/// The table: a row of headings, then every reading, the notes of each entry, and every wave with its duration, the earliest
/// first. Local times and offsets are those of the person's clock. A gestation is written as clinicians do, in completed weeks and
/// days: "8+3".
///
/// It begins with a byte order mark: without one, Excel takes the file for text in an old code page, and spoils every letter
/// beyond ASCII. A cell that a spreadsheet program would take for a formula begins with an apostrophe.
#[must_use]
pub fn write_spreadsheet(journal: &Journal, waves: &Waves, words: CellWords<'_>) -> String {
    let mut sheet = Sheet { text: "\u{feff}".to_owned(), gestation: words.gestation };
    sheet.row(&["Date", "Time", "UTC offset", "Gestation", "Symptom", "Detail", "Value", "Unit"]);
    let mut waves = waves.all().iter().map(|(_, wave)| wave).peekable();
    for entry in journal.entries() {
        let begins = entry.when().unix_minutes() * 60;
        while let Some(wave) = waves.next_if(|wave| wave.start().unix_seconds() < begins) {
            sheet.wave(wave.start(), wave.duration());
        }
        sheet.entry(entry, words);
    }
    for wave in waves {
        sheet.wave(wave.start(), wave.duration());
    }
    sheet.text
}

/// The value of a reading and its unit, each for a cell of its own. A kind of reading that is new must say here what it is.
fn cells(symptom: Option<&Symptom>, reading: &Reading, words: CellWords<'_>) -> (String, &'static str) {
    match reading {
        Reading::Pain(score) => (score.get().to_string(), "of 10"),
        Reading::Bleeding(level) => ((words.level)(*level).to_owned(), ""),
        Reading::Felt(felt) => (if *felt { "Yes" } else { "No" }.to_owned(), ""),
        Reading::Temperature(temperature) => {
            (temperature.degrees(), if temperature.unit().letter() == 'C' { "°C" } else { "°F" })
        }
        Reading::Count(count) => (count.get().to_string(), ""),
        Reading::Choice(choice) => {
            let name = symptom.and_then(|symptom| symptom.choice(choice));
            (name.map_or_else(|| choice.to_string(), str::to_owned), "")
        }
        Reading::Words(words) => (words.as_str().to_owned(), ""),
        Reading::Absent => {
            let absent = symptom.and_then(|symptom| symptom.absent.as_deref());
            (absent.unwrap_or("None").to_owned(), "")
        }
    }
}

/// The table as it is being written.
struct Sheet<'a> {
    text: String,
    gestation: &'a dyn Fn(CalendarDate) -> Option<Gestation>,
}

impl Sheet<'_> {
    fn entry(&mut self, entry: &Entry, words: CellWords<'_>) {
        for (id, reading) in entry.readings().iter() {
            let symptom = words.vocabulary.symptom(id);
            let of = symptom.and_then(|symptom| symptom.detail_of.as_ref());
            let (value, unit) = cells(symptom, reading, words);
            match of {
                Some(of) => self.moment(entry.when(), &[&name(of, words), &name(id, words), &value, unit]),
                None => self.moment(entry.when(), &[&name(id, words), "", &value, unit]),
            }
        }
        if !entry.notes().as_str().is_empty() {
            self.moment(entry.when(), &["Notes", "", entry.notes().as_str(), ""]);
        }
    }

    fn wave(&mut self, start: Instant, duration: Option<u32>) {
        let (seconds, unit) = duration.map_or_else(|| (String::new(), ""), |seconds| (seconds.to_string(), "seconds"));
        self.at(start.minute(), start.local().get(11..), &["Pain that comes and goes", "Duration", &seconds, unit]);
    }

    fn moment(&mut self, when: Moment, rest: &[&str; 4]) {
        self.at(when, None, rest);
    }

    /// A row. A clock time without seconds is that of the moment.
    fn at(&mut self, when: Moment, clock: Option<&str>, [symptom, detail, value, unit]: &[&str; 4]) {
        let (minute, offset) = (when.clock(), format!("UTC{}", when.offset()));
        let gestation = (self.gestation)(CalendarDate::from(when.date())).map(String::from).unwrap_or_default();
        self.row(&[
            &when.date().to_string(),
            clock.unwrap_or(&minute),
            &offset,
            &gestation,
            symptom,
            detail,
            value,
            unit,
        ]);
    }

    fn row(&mut self, cells: &[&str; 8]) {
        for (column, cell) in cells.iter().enumerate() {
            if column > 0 {
                self.text.push(',');
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    fn cell(&mut self, text: &str) {
        let apostrophe = if is_taken_for_a_formula(text) { "'" } else { "" };
        // More than RFC 4180 asks for: some programs part cells at semicolons or tabs.
        if text.contains([',', ';', '"', '\t', '\r', '\n']) {
            self.text.extend(["\"", apostrophe, &text.replace('"', "\"\""), "\""]);
        } else {
            self.text.extend([apostrophe, text]);
        }
    }
}

fn name(id: &Id, words: CellWords<'_>) -> String {
    let known = words.vocabulary.symptom(id).map(|symptom| symptom.name.clone());
    known.or_else(|| (words.own_symptom)(id)).unwrap_or_else(|| id.to_string())
}

/// Whether a spreadsheet program may take a cell for a formula, after OWASP ("CSV injection"): it begins with a sign of one, or
/// with a tab or a line break. Spaces and apostrophes before the sign do not count, so that taking one apostrophe away always
/// gives the text back.
fn is_taken_for_a_formula(text: &str) -> bool {
    let signs = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    let rest = text.trim_start_matches('\'');
    rest.starts_with(['\t', '\r', '\n'])
        || rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter.is_control()).starts_with(signs)
}
