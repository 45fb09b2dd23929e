//! What is done with bytes that nobody has chosen: the same by the fuzzers (`fuzz/`) and by the tests of what they have found.
//! Each ends quietly, or panics where a law is broken.

#[path = "../stores/mod.rs"]
#[expect(dead_code, reason = "other tests use more of them")]
mod stores;

use std::sync::LazyLock;

use quietleaf::{
    exchange::{MOST_BYTES, is_sealed, read_backup, write_backup},
    journal::{
        Draft, Instant, Moment, decode, decode_binned, decode_kept, decode_month, encode, encode_binned, encode_kept,
        encode_month, restore,
    },
    leaflet::{self, Files, Leaflet},
    questions::{
        self,
        danger::Danger,
        search::{Search, Searched, words_in},
    },
    sealed_backup,
};

use self::stores::Stores;

/// A file that somebody restores: what was read from it is written so that it is read again as the same, and restoring it twice
/// brings nothing new the second time.
pub(crate) fn import(bytes: &[u8]) {
    if is_sealed(bytes) {
        // Sealed files with little work only: a fuzzer has no seconds to wait.
        if !bytes.windows(9).take(4096).any(|window| window == b"-> scrypt") {
            assert!(sealed_backup::open(bytes, "passphrase").is_err(), "what has no passphrase was opened with one");
        }
    }
    let Ok(backup) = read_backup(bytes) else { return };
    // As a person has it who restores the file into an empty journal.
    let everything = Stores::default().with(&backup.contents).everything();
    let Ok(now) = Moment::from_unix_minutes(29_000_000, 60) else { return };
    let written = write_backup(&everything, &backup.settings, now);
    assert!(written.len() <= MOST_BYTES || bytes.len() > 1_000_000, "little became too much");
    let again = read_backup(written.as_bytes()).map(|again| again.holds(&everything, &backup.settings));
    assert_eq!(again, Ok(true), "what was read is not what was written of it");
    let twice = restore(&everything, read_backup(written.as_bytes()).map(|it| it.contents).unwrap_or_default());
    assert!(twice.steps.is_empty(), "a second restore would change {:?}", twice.steps);
}

/// A stored record of any kind: one that is sound is written as it was read.
pub(crate) fn stored_records(bytes: &[u8]) {
    if let Some(entries) = decode_month(bytes) {
        assert_eq!(decode_month(&encode_month(entries.iter())), Some(entries));
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(entry) = decode(text) {
        assert_eq!(decode(&encode(&entry)), Ok(entry));
    }
    if let Ok(binned) = decode_binned(text) {
        assert_eq!(decode_binned(&encode_binned(&binned)), Ok(binned));
    }
    if let Ok(record) = decode_kept(text) {
        assert_eq!(decode_kept(&encode_kept(&record)), Ok(record));
    }
    if let Ok(draft) = serde_json::from_str::<Draft>(text) {
        let again = serde_json::to_string(&draft).map(|written| serde_json::from_str::<Draft>(&written).ok());
        assert_eq!(again.ok().flatten(), Some(draft));
    }
    if let Ok(moment) = Moment::try_from(text.to_owned()) {
        assert_eq!(Moment::try_from(moment.to_string()), Ok(moment));
    }
    if let Ok(instant) = Instant::try_from(text.to_owned()) {
        assert_eq!(Instant::try_from(String::from(instant)), Ok(instant));
    }
}

static LEAFLET: LazyLock<(Files, Option<Leaflet>)> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
    let folder =
        if std::path::Path::new(folder).is_dir() { folder } else { concat!(env!("CARGO_MANIFEST_DIR"), "/../content") };
    let mut files = Files::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        files.insert(name, std::fs::read(entry.path()).unwrap_or_default());
    }
    let (leaflet, _) = leaflet::read(&files);
    (files, leaflet)
});

/// A leaflet with one file of somebody's own, which the first byte chooses: there is a leaflet, or a problem that says why not, and every
/// problem names a file that is there, or that is missing.
pub(crate) fn content(bytes: &[u8]) {
    let Some((chosen, text)) = bytes.split_first() else { return };
    let mut files = LEAFLET.0.clone();
    let Some(name) = files.keys().nth(usize::from(*chosen) % files.len().max(1)).cloned() else { return };
    files.insert(name, text.to_vec());
    let (read, problems) = leaflet::read(&files);
    assert!(read.is_some() || !problems.is_empty(), "no leaflet, and nobody says why");
}

/// Words that somebody looks for: what is found is a question, once, and every word stands where it is said to.
pub(crate) fn search(bytes: &[u8]) {
    static QUESTIONS: LazyLock<(Vec<Searched>, Option<Search>)> = LazyLock::new(|| {
        let Some(leaflet) = &LEAFLET.1 else { return (Vec::new(), None) };
        let questions: Vec<Searched> =
            questions::derive(&leaflet.article).iter().map(questions::AnsweredQuestion::searched).collect();
        let search = Search::new(&questions, &leaflet.search);
        (questions, Some(search))
    });
    static DANGER: LazyLock<Danger> = LazyLock::new(|| {
        Danger::new(&LEAFLET.1.as_ref().map(|leaflet| leaflet.search.danger.clone()).unwrap_or_default())
    });
    let text = String::from_utf8_lossy(bytes);
    for (_, place) in words_in(&text) {
        assert!(text.get(place.clone()).is_some_and(|word| !word.is_empty()), "no word at {place:?}");
    }
    let seen = DANGER.look(&text).ids;
    assert!(seen.iter().enumerate().all(|(at, id)| !seen[..at].contains(id)), "help was shown twice");
    let (questions, search) = &*QUESTIONS;
    let found = search.as_ref().map(|search| search.find(&text)).unwrap_or_default();
    let mut places: Vec<usize> = found.iter().map(|found| found.question).collect();
    assert!(places.iter().all(|place| *place < questions.len()), "a question that is none was found");
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), found.len(), "a question was found twice");
}
