//! The plain backup: one JSON file with everything that is kept. `docs/backup.md` describes it.

use std::{borrow::Cow, error::Error, fmt};

use serde::{Deserialize, Serialize, de::IgnoredAny};
use serde_json::value::RawValue;

use super::ChosenSettings;
use crate::journal::{
    Contents, Everything, Moment, RecordError, Unreadable, decode, decode_binned, decode_kept, encode, encode_binned,
    encode_kept,
};

/// What the file says of itself.
const FORMAT: &str = "quietleaf-journal";
/// The version that is written.
const VERSION: u64 = 3;
/// The most bytes that a file may have: none that is larger is written or read, so that reading one never ends the page.
pub const MOST_BYTES: usize = 128 * 1024 * 1024;
/// What stands before the key of an earlier version that could not be read.
const OF_VERSIONS: &str = "versions ";

/// What a backup holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backup {
    /// What of it can be read, in the order in which it stands.
    pub contents: Contents,
    /// What in it could not be read.
    pub unreadable: Vec<Unreadable>,
    /// How much the file says that it was written with, where that can still be read.
    pub declared: Option<Counts>,
    /// The settings that were chosen where it was written.
    pub settings: ChosenSettings,
    /// The version that the file says it has, where that is one which only a newer Quietleaf writes.
    pub newer: Option<u64>,
}

/// How much there is of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Entries.
    pub entries: usize,
    /// Earlier versions of entries.
    pub versions: usize,
    /// Deleted entries.
    pub bin: usize,
    /// Kept records.
    pub kept: usize,
}

/// Whether a file is sealed in the `age` format, by what it begins with: plain, or armoured as text. What precedes the armour is not
/// looked at, except for white space.
#[must_use]
pub fn is_sealed(bytes: &[u8]) -> bool {
    let begins = |with: &[u8]| bytes.trim_ascii_start().starts_with(with);
    bytes.starts_with(b"age-encryption.org/") || begins(b"-----BEGIN AGE ENCRYPTED FILE-----")
}

impl Counts {
    /// How much everything is.
    #[must_use]
    pub fn of(everything: &Everything) -> Self {
        Self {
            entries: everything.journal().len(),
            versions: everything.versions().len(),
            bin: everything.bin().len(),
            kept: everything.kept().len(),
        }
    }

    /// How much a file holds.
    #[must_use]
    pub fn of_contents(contents: &Contents) -> Self {
        Self {
            entries: contents.entries.len(),
            versions: contents.versions.len(),
            bin: contents.bin.len(),
            kept: contents.kept.len(),
        }
    }

    /// Whether there is more of anything than elsewhere.
    #[must_use]
    pub fn exceeds(&self, other: &Self) -> bool {
        self.entries > other.entries || self.versions > other.versions || self.bin > other.bin || self.kept > other.kept
    }

    /// How much there is in all.
    #[must_use]
    pub fn sum(&self) -> usize {
        self.entries + self.versions + self.bin + self.kept
    }
}

/// Writes the backup of everything, of the settings that were chosen, and of the records that are kept though they cannot be read.
///
/// Each record stands on a line of its own, so that damage to one leaves the others whole.
#[must_use]
pub fn write_backup(everything: &Everything, settings: &ChosenSettings, exported: Moment) -> String {
    let counts = serde_json::to_string(&Counts::of(everything)).unwrap_or_default();
    let mut file = format!(
        "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"exported\":\"{exported}\",\"counts\":{counts},\"entries\":["
    );
    add(&mut file, everything.journal().entries().iter().map(encode));
    file.push_str("],\"versions\":[");
    // Marked on its own line: an earlier version is never taken for the entry, whatever is damaged around it.
    add(&mut file, everything.versions().iter().map(|version| format!("{{\"earlier\":{}}}", encode(version))));
    file.push_str("],\"bin\":[");
    add(&mut file, everything.bin().iter().map(encode_binned));
    file.push_str("],\"kept\":[");
    add(&mut file, everything.kept().iter().map(encode_kept));
    file.push_str("],\"settings\":[");
    add(&mut file, (!settings.is_empty()).then(|| settings.encode()).into_iter());
    file.push_str("],\"unreadable\":[");
    let unreadable = everything.journal().unreadable().iter();
    let unreadable = unreadable
        .map(|record| UnreadRecord { place: Cow::Borrowed(&record.place), text: Cow::Borrowed(&record.text) });
    add(&mut file, unreadable.map(|record| serde_json::to_string(&record).unwrap_or_default()));
    file.push_str("]}\n");
    file
}

fn add(file: &mut String, records: impl Iterator<Item = String>) {
    let mut before = "\n";
    for record in records {
        file.push_str(before);
        file.push_str(&record);
        before = ",\n";
    }
    file.push('\n');
}

/// An earlier version of an entry, as a backup holds it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Earlier<'a> {
    #[serde(borrow)]
    earlier: &'a RawValue,
}

/// A stored record that could not be read, as a backup holds it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnreadRecord<'a> {
    place: Cow<'a, str>,
    text: Cow<'a, str>,
}

/// The file as a whole, of version 1, 2 or 3. Its parts are read one by one, so that one that is damaged does not take the others
/// along.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BackupFile<'a> {
    format: String,
    version: u64,
    #[serde(rename = "exported")]
    _exported: IgnoredAny,
    /// Version 1: the number of entries, and nothing else.
    count: Option<usize>,
    /// From version 2 on.
    counts: Option<Counts>,
    #[serde(borrow)]
    entries: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    versions: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    bin: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    kept: Vec<&'a RawValue>,
    /// From version 3 on.
    #[serde(borrow, default)]
    settings: Vec<&'a RawValue>,
    #[serde(borrow)]
    unreadable: Vec<&'a RawValue>,
}

/// Reads a backup, whole or damaged: everything in it that can be read is found.
///
/// # Errors
///
/// [`NotABackup`] when nothing in the file says that it is one, and nothing of a journal stands in it.
pub fn read_backup(bytes: &[u8]) -> Result<Backup, NotABackup> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    match serde_json::from_str::<BackupFile<'_>>(text) {
        Ok(file) if file.format == FORMAT && (1..=VERSION).contains(&file.version) => Ok(whole(&file, text)),
        // One digit that is damaged must not hide what the file holds: it is read all the same.
        _ => by_line(bytes).map(|backup| Backup { newer: newer_version(bytes), ..backup }),
    }
}

/// The version that the beginning of a file claims, where it is a later one.
fn newer_version(bytes: &[u8]) -> Option<u64> {
    let rest = bytes.trim_ascii_start().strip_prefix(format!("{{\"format\":\"{FORMAT}\",\"version\":").as_bytes())?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let version = std::str::from_utf8(rest.get(..digits)?).ok()?.parse().ok()?;
    (version > VERSION).then_some(version)
}

fn whole(file: &BackupFile<'_>, text: &str) -> Backup {
    let declared = file.counts.or(file.count.map(|entries| Counts { entries, ..Counts::default() }));
    let mut backup = Backup { declared, ..Backup::default() };
    let mut lines = Lines { text, passed: 0, line: 1 };
    for (name, values) in [
        ("entry", &file.entries),
        ("earlier version", &file.versions),
        ("deleted entry", &file.bin),
        ("kept record", &file.kept),
        ("settings", &file.settings),
        ("record", &file.unreadable),
    ] {
        for (index, value) in values.iter().enumerate() {
            let place = format!("line {}, {name} {}", lines.line_of(value.get()), index + 1);
            backup.take(place, value.get());
        }
    }
    backup
}

/// The lines of a text, counted on from the last one that was asked for.
struct Lines<'a> {
    text: &'a str,
    /// So many bytes are counted.
    passed: usize,
    line: usize,
}

impl Lines<'_> {
    /// In which line a part of the text begins.
    fn line_of(&mut self, part: &str) -> usize {
        let begin = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        if begin < self.passed {
            (self.passed, self.line) = (0, 1);
        }
        let passed = self.text.get(self.passed..begin).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.passed = begin;
        self.line
    }
}

/// The file is not what it was: each line for itself.
fn by_line(bytes: &[u8]) -> Result<Backup, NotABackup> {
    let mut backup = Backup::default();
    let mut is_ours = false;
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let place = format!("line {}", index + 1);
        let Ok(text) = std::str::from_utf8(line) else {
            let text = String::from_utf8_lossy(line).into_owned();
            backup.unreadable.push(Unreadable { place, text, reason: "it is not text in UTF-8".to_owned() });
            continue;
        };
        let text = text.trim().trim_end_matches(',');
        let is_head = text.strip_prefix("{\"format\":\"").is_some_and(|rest| rest.starts_with(FORMAT));
        is_ours |= text.contains(FORMAT);
        let is_between = text.starts_with("],\"") && text.ends_with("\":[");
        if is_head || is_between || matches!(text, "" | "]}") {
            continue;
        }
        backup.take(place, text);
    }
    if is_ours || Counts::of_contents(&backup.contents).sum() > 0 { Ok(backup) } else { Err(NotABackup) }
}

impl Backup {
    /// Whether it holds everything, and the settings, as they are: what was written is compared with what was to be written.
    #[must_use]
    pub fn holds(&self, everything: &Everything, settings: &ChosenSettings) -> bool {
        let Contents { entries, versions, bin, kept } = &self.contents;
        let (counts, unreadable) = (Counts::of(everything), everything.journal().unreadable().len());
        // What cannot be read here stands behind all else: in the file, some of it may be an entry.
        let all = Counts::of_contents(&self.contents).sum() + self.unreadable.len();
        self.declared == Some(counts)
            && self.settings == *settings
            && entries.get(..counts.entries) == Some(everything.journal().entries())
            && versions.get(..counts.versions) == Some(everything.versions())
            && bin.get(..counts.bin) == Some(everything.bin())
            && kept.get(..counts.kept) == Some(everything.kept())
            && all == counts.sum() + unreadable
    }

    /// Takes what stands at a place in the file, whatever it is. Each form says itself which it is.
    fn take(&mut self, place: String, text: &str) {
        let taken = match serde_json::from_str::<UnreadRecord<'_>>(text) {
            // What an older Quietleaf could not read, this one perhaps can.
            Ok(record) if record.place.starts_with(OF_VERSIONS) => self.take_version(&record.text),
            Ok(record) => self.take_record(&record.text),
            Err(_) => self.take_record(text),
        };
        if let Err(error) = taken {
            let unread = serde_json::from_str::<UnreadRecord<'_>>(text);
            let text = unread.map_or_else(|_| text.to_owned(), |record| record.text.into_owned());
            self.unreadable.push(Unreadable { place, text, reason: error.to_string() });
        }
    }

    fn take_record(&mut self, text: &str) -> Result<(), RecordError> {
        if let Ok(Earlier { earlier }) = serde_json::from_str(text) {
            return self.take_version(earlier.get());
        }
        match decode(text) {
            Ok(entry) => self.contents.entries.push(entry),
            Err(of_entry) => match (decode_binned(text), decode_kept(text)) {
                (Ok(binned), _) => self.contents.bin.push(binned),
                (_, Ok(record)) => self.contents.kept.push(record),
                (Err(of_bin), Err(of_kept)) => match ChosenSettings::decode(text) {
                    Ok(settings) => self.settings = settings,
                    Err(of_settings) if text.contains("\"settings\":") => {
                        return Err(RecordError::Damaged(of_settings.to_string()));
                    }
                    Err(_) => return Err(likeliest(text, of_entry, of_bin, of_kept)),
                },
            },
        }
        Ok(())
    }

    fn take_version(&mut self, text: &str) -> Result<(), RecordError> {
        self.contents.versions.push(decode(text)?);
        Ok(())
    }
}

/// Why a record could not be read, by what it seems to be.
fn likeliest(text: &str, of_entry: RecordError, of_bin: RecordError, of_kept: RecordError) -> RecordError {
    if text.contains("\"deleted\":") {
        of_bin
    } else if text.contains("\"what\":") {
        of_kept
    } else {
        of_entry
    }
}

/// The file is not a backup of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotABackup;

impl fmt::Display for NotABackup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the file is not a backup of a Quietleaf journal")
    }
}

impl Error for NotABackup {}
