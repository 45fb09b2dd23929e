//! The plain backup: one JSON file with everything that the journal holds. `docs/backup.md` describes it.

use std::{borrow::Cow, error::Error, fmt};

use serde::{Deserialize, Serialize, de::IgnoredAny};
use serde_json::value::RawValue;

use crate::journal::{Entry, Journal, Moment, Unreadable, decode, encode};

/// What the file says of itself.
const FORMAT: &str = "quietleaf-journal";
/// The version that is written.
const VERSION: u64 = 1;

/// What a backup holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backup {
    /// Its entries, in the order in which they stand.
    pub entries: Vec<Entry>,
    /// What in it could not be read.
    pub unreadable: Vec<Unreadable>,
    /// How many entries the file says that it was written with, where that can still be read.
    pub declared: Option<usize>,
}

/// Writes the backup of a journal: its entries, and the records that it keeps though they cannot be read.
///
/// Each entry stands on a line of its own, so that damage to one leaves the others whole.
#[must_use]
pub fn write_backup(journal: &Journal, exported: Moment) -> String {
    let entries: Vec<String> = journal.entries().iter().map(encode).collect();
    let kept = journal
        .unreadable()
        .iter()
        .map(|record| KeptRecord { place: Cow::Borrowed(&record.place), text: Cow::Borrowed(&record.text) });
    let kept: Vec<String> = kept.map(|record| serde_json::to_string(&record).unwrap_or_default()).collect();
    format!(
        "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"exported\":\"{exported}\",\"count\":{},\"entries\":[\n{}\n],\
         \"unreadable\":[\n{}\n]}}\n",
        entries.len(),
        entries.join(",\n"),
        kept.join(",\n"),
    )
}

/// A stored record that could not be read, as a backup holds it.
#[derive(Serialize, Deserialize)]
struct KeptRecord<'a> {
    place: Cow<'a, str>,
    text: Cow<'a, str>,
}

/// The file as a whole. Its parts are read one by one, so that one that is damaged does not take the others along.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BackupFile<'a> {
    format: String,
    version: u64,
    #[serde(rename = "exported")]
    _exported: IgnoredAny,
    count: usize,
    #[serde(borrow)]
    entries: Vec<&'a RawValue>,
    #[serde(borrow)]
    unreadable: Vec<&'a RawValue>,
}

/// Reads a backup, whole or damaged: everything in it that is an entry is found.
///
/// # Errors
///
/// [`NotABackup`] when nothing in the file says that it is one, and no entry stands in it.
pub fn read_backup(bytes: &[u8]) -> Result<Backup, NotABackup> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    match serde_json::from_str::<BackupFile<'_>>(text) {
        Ok(file) if file.format == FORMAT && file.version == VERSION => Ok(whole(&file)),
        _ => by_line(bytes),
    }
}

fn whole(file: &BackupFile<'_>) -> Backup {
    let mut backup = Backup { declared: Some(file.count), ..Backup::default() };
    for (index, value) in file.entries.iter().enumerate() {
        backup.take(format!("entry {}", index + 1), value.get());
    }
    for (index, value) in file.unreadable.iter().enumerate() {
        let record = serde_json::from_str::<KeptRecord<'_>>(value.get());
        // What an older Quietleaf could not read, this one perhaps can.
        backup.take(format!("record {}", index + 1), record.as_ref().map_or(value.get(), |record| &record.text));
    }
    backup
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
        is_ours |= text.contains(FORMAT);
        if matches!(text, "" | "]}" | "],\"unreadable\":[") || text.starts_with("{\"format\":") {
            continue;
        }
        backup.take(place, text);
    }
    if is_ours || !backup.entries.is_empty() { Ok(backup) } else { Err(NotABackup) }
}

impl Backup {
    /// Takes what stands at a place in the file: an entry, or something that cannot be read.
    fn take(&mut self, place: String, text: &str) {
        match decode(text) {
            Ok(entry) => self.entries.push(entry),
            Err(error) => {
                self.unreadable.push(Unreadable { place, text: text.to_owned(), reason: error.to_string() });
            }
        }
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
