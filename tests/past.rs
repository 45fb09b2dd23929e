//! What is kept beside and behind the entries: kept records, earlier versions, the bin.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use quietleaf::{
    article::Id,
    journal::{
        BIN_DAYS, Binned, Changed, Contents, Entry, EntryId, Everything, Journal, KeptRecord, KeptThing, Moment, Notes,
        OwnMeasure, OwnSymptom, Question, Readings, RecordError, Step, UnfitText, bring_back, decode_binned,
        decode_kept, delete, delete_for_good, due, encode, encode_binned, encode_kept, plan_kept, put_kept, restore,
        save,
    },
};

/// A kept record of each kind that the first version has written: every later version reads it.
const KEPT_1: [&str; 2] = [
    r#"{"version":1,"id":"019e5b60-7c00-7abc-8def-0123456789ab","changed":1795313045123,"removed":false,"what":{"own-symptom":{"name":"Heartburn","measure":"yes-no"}}}"#,
    r#"{"version":1,"id":"019e5b60-7c00-7abc-8def-0123456789ac","changed":1795313045124,"removed":true,"what":{"question":{"text":"Is this pain expected?","place":"what-it-feels-like","answered":true}}}"#,
];

#[test]
fn kept_records_of_the_first_version_are_read_for_ever() {
    let read = KEPT_1.map(|text| decode_kept(text).unwrap());
    assert_eq!(read.each_ref().map(encode_kept), KEPT_1);
    let [symptom, question] = read;
    let heartburn = OwnSymptom::new("Heartburn", OwnMeasure::YesNo).unwrap();
    assert_eq!((symptom.what(), symptom.is_removed()), (&KeptThing::OwnSymptom(heartburn), false));
    assert_eq!(symptom.key(), "own-symptom 019e5b60-7c00-7abc-8def-0123456789ab");
    let place = Some(Id::new("what-it-feels-like").unwrap());
    let asked = Question::new("Is this pain expected?", place).unwrap().answered(true);
    assert_eq!((question.what(), question.is_removed()), (&KeptThing::Question(asked), true));
    assert_eq!(question.changed(), Changed(1_795_313_045_124));
}

#[test]
fn what_is_not_a_kept_record_is_told_apart() {
    for (record, text, by, is_newer) in [
        (0, "\"version\":1", "\"version\":2", true),
        (0, "\"version\":1", "\"version\":2,\"new\":[1]", true),
        (0, "\"version\":1", "\"version\":\"1\"", false),
        (0, "\"removed\":false,", "", false),
        (0, "\"removed\":false", "\"removed\":0", false),
        (0, "\"what\"", "\"more\":1,\"what\"", false),
        (0, "own-symptom", "own-sign", false),
        (0, "Heartburn", "", false),
        (0, "Heartburn", " Heartburn", false),
        (0, "Heartburn\",", "Heartburn\",\"more\":1,", false),
        (0, "yes-no", "smell", false),
        (0, "019e5b60-7c00-7abc-8def-0123456789ab", "019E5B60-7C00-7ABC-8DEF-0123456789AB", false),
        (1, "\"question\":{", "\"question\":{},\"own-symptom\":{", false),
        (1, "Is this pain expected?", "  ", false),
        (1, "what-it-feels-like", "What it feels like", false),
        (1, "\"answered\":true", "\"answered\":\"yes\"", false),
        (1, "}", "", false),
    ] {
        let sound = KEPT_1[record];
        assert!(sound.contains(text), "{text} is not in {sound}");
        let damaged = sound.replacen(text, by, 1);
        match decode_kept(&damaged) {
            Err(RecordError::Version(2)) => assert!(is_newer, "{damaged}"),
            Err(RecordError::Damaged(_)) => assert!(!is_newer, "{damaged}"),
            other => panic!("{damaged}: {other:?}"),
        }
    }
}

#[test]
fn short_texts_have_bounds() {
    let name = |text: &str| OwnSymptom::new(text, OwnMeasure::Count).map(|it| it.name().to_owned());
    let question = |text: &str| Question::new(text, None).map(|it| it.text().to_owned());
    let long = |characters: usize, most: usize| Err(UnfitText::TooLong { characters, most });
    let of = |character: &str, times: usize| character.repeat(times);
    for (text, named, asked) in [
        (String::new(), Err(UnfitText::Empty), Err(UnfitText::Empty)),
        (" \n\t\u{a0} ".to_owned(), Err(UnfitText::Empty), Err(UnfitText::Empty)),
        (" a  b ".to_owned(), Ok("a  b".to_owned()), Ok("a  b".to_owned())),
        (
            "<b>\0\u{202e}\u{1f343}".to_owned(),
            Ok("<b>\0\u{202e}\u{1f343}".to_owned()),
            Ok("<b>\0\u{202e}\u{1f343}".to_owned()),
        ),
        (of("\u{1f343}", 100), Ok(of("\u{1f343}", 100)), Ok(of("\u{1f343}", 100))),
        (of("a", 101), long(101, 100), Ok(of("a", 101))),
        (of("a", 1_000), long(1_000, 100), Ok(of("a", 1_000))),
        (of("a", 1_001), long(1_001, 100), long(1_001, 1_000)),
    ] {
        assert_eq!((name(&text), question(&text)), (named, asked), "{text:?}");
    }
}

#[test]
fn a_later_version_is_later_even_where_the_clock_was_set_back() {
    let what = || KeptThing::Question(Question::new("a", None).unwrap());
    let first = KeptRecord::new(EntryId::from_bytes([1; 16]), Changed(10), what());
    let removed = first.removed(Changed(5));
    let back = removed.holding(what(), Changed(20));
    assert_eq!((removed.changed(), removed.is_removed()), (Changed(11), true));
    assert_eq!((back.changed(), back.is_removed(), back.id()), (Changed(20), false, first.id()));
    assert!(back.is_a_version_of(&first));
}

/// Any kept record that the types allow: few ids and few times, so that versions of one record meet.
fn any_kept() -> impl Strategy<Value = KeptRecord> {
    let text = || prop_oneof![Just("a".to_owned()), "[\\PC\\x00-\\x1f\u{202e}\u{1f343}<>&\"\\\\]{1,40}"];
    let symptom = (text(), 0_usize..3)
        .prop_filter_map("a name", |(name, measure)| OwnSymptom::new(&name, OwnMeasure::ALL[measure]).ok())
        .prop_map(KeptThing::OwnSymptom);
    let question = (text(), any::<bool>(), any::<bool>())
        .prop_filter_map("a text", |(text, placed, answered)| {
            let place = placed.then(|| Id::new("a-place").unwrap());
            Question::new(&text, place).ok().map(|question| question.answered(answered))
        })
        .prop_map(KeptThing::Question);
    let id = prop_oneof![(0_u8..3).prop_map(|id| [id; 16]), any::<[u8; 16]>()];
    let changed = prop_oneof![0_u64..3, any::<u64>()];
    (id, changed, any::<bool>(), prop_oneof![symptom, question]).prop_map(|(id, changed, removed, what)| {
        let record = KeptRecord::new(EntryId::from_bytes(id), Changed(changed), what);
        if removed { record.removed(Changed(changed)) } else { record }
    })
}

fn with_kept(mut here: Vec<KeptRecord>, incoming: &[KeptRecord]) -> Vec<KeptRecord> {
    plan_kept(&here, incoming.iter().cloned()).apply(&mut here);
    here
}

/// A deleted entry as the first version has written it: every later version reads it.
const BINNED_1: &str = r#"{"version":1,"deleted":1795313045999,"entry":{"version":1,"id":"019e5b60-7c00-7abc-8def-0123456789ab","when":"2026-11-22T03:04+01:00","changed":1795313045123,"readings":{"back-pain":{"pain":4}},"notes":"Dull."}}"#;

#[test]
fn deleted_entries_of_the_first_version_are_read_for_ever() {
    let binned = decode_binned(BINNED_1).unwrap();
    assert_eq!((binned.deleted(), binned.entry().notes().as_str()), (Changed(1_795_313_045_999), "Dull."));
    assert_eq!(decode_binned(&encode_binned(&binned)), Ok(binned));
    for (text, by, is_newer) in [
        ("\"version\":1,\"deleted\"", "\"version\":2,\"deleted\"", true),
        ("\"version\":1,\"id\"", "\"version\":99,\"id\"", true),
        ("\"deleted\":1795313045999", "\"deleted\":-1", false),
        ("\"deleted\":1795313045999,", "", false),
        ("\"deleted\"", "\"more\":1,\"deleted\"", false),
        ("{\"pain\":4}", "{\"pain\":11}", false),
        ("}}", "}", false),
    ] {
        assert!(BINNED_1.contains(text), "{text}");
        let damaged = BINNED_1.replacen(text, by, 1);
        match decode_binned(&damaged) {
            Err(RecordError::Version(2 | 99)) => assert!(is_newer, "{damaged}"),
            Err(RecordError::Damaged(_)) => assert!(!is_newer, "{damaged}"),
            other => panic!("{damaged}: {other:?}"),
        }
    }
}

const DAY: u64 = 86_400_000;
/// A time of day, so that days are not counted from midnight.
const DELETED: u64 = 1_795_313_045_999;

#[test]
fn a_deleted_entry_is_kept_for_thirty_days() {
    let binned = Binned::new(entry(1, 0, 0, "a"), Changed(DELETED));
    for (now, left) in [
        (DELETED, BIN_DAYS),
        (DELETED + DAY - 1, 30),
        (DELETED + DAY, 29),
        (DELETED + 30 * DAY - 1, 1),
        (DELETED + 30 * DAY, 0),
        (u64::MAX, 0),
        // The clock was set back: it is kept for longer, and never said to be.
        (DELETED - DAY, 30),
        (0, 30),
    ] {
        assert_eq!(binned.days_left(Changed(now)), left, "at {now}");
    }
    // Deleted while the clock was years behind: it does not go at once when the clock is set right.
    let written = entry(1, 0, 5, "a");
    assert_eq!(Binned::new(written, Changed(1)).deleted(), Changed(5));
}

/// Visits one after the other, each with what the clock shows in days after the deletion, and whether it goes.
#[test]
fn a_wrong_clock_does_not_empty_the_bin() {
    const YEARS: u64 = 2_000;
    for (visits, goes_at) in [
        // Day by day: it goes a day after its days were over.
        (vec![0, 29, 30, 31], Some(3)),
        (vec![0, 29, 31, 32], Some(3)),
        // After a long absence: not at the first visit.
        (vec![0, 90], None),
        (vec![0, 90, 91], Some(2)),
        (vec![0, 90, 120], Some(2)),
        // Often on one day.
        (vec![30, 30, 30], None),
        // The clock is years ahead for one visit, or for one day.
        (vec![0, YEARS, 1, 2], None),
        (vec![0, YEARS, YEARS, 1, 2, 29, 30], None),
        (vec![0, YEARS, 1, YEARS, 2, YEARS, 3], None),
        // Nothing was remembered: a new browser, or settings that were cleared.
        (vec![YEARS], None),
    ] {
        let bin = [Binned::new(entry(1, 0, 0, "a"), Changed(DELETED))];
        let mut remembered = None;
        let mut gone = None;
        for (place, day) in visits.iter().enumerate() {
            let (goes, remember) = due(&bin, remembered, Changed(DELETED + day * DAY));
            if !goes.is_empty() && gone.is_none() {
                gone = Some(place);
            }
            remembered = Some(remember);
        }
        assert_eq!(gone, goes_at, "{visits:?}");
    }
}

fn entry(number: u8, minutes: i64, changed: u64, notes: &str) -> Entry {
    let when = Moment::from_unix_minutes(29_000_000 + minutes, 60).unwrap();
    let notes = Notes::new(notes.to_owned()).unwrap();
    Entry::new(EntryId::from_bytes([number; 16]), when, Changed(changed), Readings::new(), notes).unwrap()
}

/// Few ids, times and words, so that versions of one entry meet, also two that claim the same time.
fn any_entry() -> impl Strategy<Value = Entry> {
    (0_u8..4, 0_i64..3, 0_u64..4, prop_oneof![Just("a"), Just("b")])
        .prop_map(|(number, minutes, changed, notes)| entry(number, minutes, changed, notes))
}

fn any_contents() -> impl Strategy<Value = Contents> {
    let entries = || proptest::collection::vec(any_entry(), 0..6);
    let binned = (any_entry(), 0_u64..6).prop_map(|(entry, deleted)| Binned::new(entry, Changed(deleted)));
    (entries(), entries(), proptest::collection::vec(binned, 0..4), proptest::collection::vec(any_kept(), 0..4))
        .prop_map(|(entries, versions, bin, kept)| Contents { entries, versions, bin, kept })
}

/// The stores, as simple as they can be.
#[derive(Clone, Debug, Default, PartialEq)]
struct Stores {
    live: BTreeMap<EntryId, Entry>,
    versions: BTreeSet<String>,
    bin: BTreeMap<EntryId, Binned>,
    kept: BTreeMap<String, KeptRecord>,
}

impl Stores {
    fn carry_out(&mut self, steps: &[Step]) {
        for step in steps {
            match step {
                Step::Put { entry, in_place_of } => {
                    assert_eq!(self.live.get(&entry.id()), in_place_of.as_ref(), "what gives way is not what is there");
                    self.live.insert(entry.id(), entry.clone());
                }
                Step::Take(entry) => assert_eq!(self.live.remove(&entry.id()).as_ref(), Some(entry)),
                Step::PutInBin(binned) => {
                    self.bin.insert(binned.id(), binned.clone());
                }
                Step::TakeFromBin(id) => assert!(self.bin.remove(id).is_some()),
                Step::PutVersion(entry) => {
                    self.versions.insert(encode(entry));
                }
                Step::ForgetVersions(id) => self.versions.retain(|text| !text.contains(&id.to_string())),
                Step::Keep(record) => {
                    self.kept.insert(record.key(), record.clone());
                }
            }
        }
    }

    fn everything(&self) -> Everything {
        let versions = self.versions.iter().map(|text| quietleaf::journal::decode(text).unwrap());
        Everything::new(
            Journal::new(self.live.values().cloned().collect(), Vec::new()),
            versions.collect(),
            self.bin.values().cloned().collect(),
            self.kept.values().cloned().collect(),
        )
    }

    fn with(&self, file: &Contents) -> Self {
        let mut after = self.clone();
        let planned = restore(&self.everything(), file.clone());
        after.carry_out(&planned.steps);
        let everything = after.everything();
        assert!(planned.steps.iter().all(|step| everything.shows(step)), "{:?}", planned.steps);
        after
    }

    /// Every version of every entry that is anywhere.
    fn texts(&self) -> BTreeSet<String> {
        let entries = self.live.values().chain(self.bin.values().map(Binned::entry));
        entries.map(encode).chain(self.versions.iter().cloned()).collect()
    }
}

fn texts_of(file: &Contents) -> BTreeSet<String> {
    let entries = file.entries.iter().chain(&file.versions).chain(file.bin.iter().map(Binned::entry));
    entries.map(encode).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_kept_record_round_trips(record in any_kept(), other in any_kept()) {
        let text = encode_kept(&record);
        prop_assert!(!text.contains('\n'), "a record stands on one line");
        prop_assert_eq!(decode_kept(&text).unwrap(), record.clone());
        prop_assert_eq!(record.key() == other.key(), record.is_a_version_of(&other));
        let kind = serde_json::from_str::<serde_json::Value>(&text).unwrap();
        prop_assert!(kind["what"].get(record.what().kind()).is_some());
    }

    #[test]
    fn any_bytes_are_read_as_a_kept_record(bytes in proptest::collection::vec(any::<u8>(), 0..200), record in any_kept(), at in any::<prop::sample::Index>()) {
        let _ = decode_kept(&String::from_utf8_lossy(&bytes));
        let whole = encode_kept(&record);
        let cut: String = whole.chars().take(at.index(whole.chars().count())).collect();
        prop_assert!(decode_kept(&cut).is_err());
    }

    #[test]
    fn merging_kept_records_obeys_its_laws(here in proptest::collection::vec(any_kept(), 0..8), one in proptest::collection::vec(any_kept(), 0..8), other in proptest::collection::vec(any_kept(), 0..8)) {
        let start = with_kept(Vec::new(), &here);
        let after_one = with_kept(start.clone(), &one);
        let merge = plan_kept(&start, one.iter().cloned());
        prop_assert_eq!(merge.written().count() + merge.same + merge.older, one.len());
        prop_assert_eq!(plan_kept(&after_one, one.iter().cloned()).written().count(), 0);
        prop_assert_eq!(with_kept(after_one.clone(), &one), after_one.clone());
        let both = with_kept(after_one, &other);
        prop_assert_eq!(&both, &with_kept(with_kept(start.clone(), &other), &one));
        prop_assert_eq!(&both, &with_kept(start, &with_kept(with_kept(Vec::new(), &one), &other)));
        // Each stands once, in order, in the latest version that was ever seen; removed ones stay as marks.
        prop_assert!(both.is_sorted_by(|one, next| one.key() < next.key()));
        for seen in here.iter().chain(&one).chain(&other) {
            let kept = both.iter().find(|kept| kept.is_a_version_of(seen)).unwrap();
            prop_assert!(kept.changed() >= seen.changed());
        }
        let mut put = both.clone();
        for record in both.iter().rev() {
            put_kept(&mut put, record.clone());
        }
        prop_assert_eq!(put, both);
    }
    #[test]
    fn every_deleted_entry_round_trips(entry in any_entry(), deleted in any::<u64>(), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let binned = Binned::new(entry, Changed(deleted));
        let text = encode_binned(&binned);
        prop_assert!(!text.contains('\n'), "a record stands on one line");
        prop_assert_eq!(decode_binned(&text), Ok(binned));
        let _ = decode_binned(&String::from_utf8_lossy(&bytes));
    }

    /// Files in any order, and however often, lead to the same; nothing that was ever seen is lost, and nothing is both
    /// in the journal and in the bin.
    #[test]
    fn restoring_everything_obeys_its_laws(here in any_contents(), one in any_contents(), other in any_contents()) {
        let start = Stores::default().with(&here);
        let after_one = start.with(&one);
        prop_assert!(restore(&after_one.everything(), one.clone()).is_empty());
        let both = after_one.with(&other);
        let turned = start.with(&other).with(&one);
        prop_assert_eq!(both.everything(), turned.everything());
        let at_once = Contents {
            entries: [one.entries.clone(), other.entries.clone()].concat(),
            versions: [one.versions.clone(), other.versions.clone()].concat(),
            bin: [one.bin.clone(), other.bin.clone()].concat(),
            kept: [one.kept.clone(), other.kept.clone()].concat(),
        };
        prop_assert_eq!(both.everything(), start.with(&at_once).everything());

        let seen: BTreeSet<String> = [&here, &one, &other].into_iter().flat_map(texts_of).collect();
        prop_assert_eq!(both.texts(), seen);
        prop_assert!(both.bin.keys().all(|id| !both.live.contains_key(id)), "an entry is in both");
        for file in [&here, &one, &other] {
            // What is in the journal anywhere is in it afterwards, no earlier than it was.
            for entry in &file.entries {
                prop_assert!(both.live[&entry.id()].changed() >= entry.changed());
            }
            for binned in &file.bin {
                let kept = both.bin.get(&binned.id());
                prop_assert!(kept.map_or_else(|| both.live.contains_key(&binned.id()), |kept| kept.deleted() >= binned.deleted()));
            }
        }
    }

    /// What was deleted and brought back is as it was; what was edited leaves what it was behind it; what was deleted for
    /// good is nowhere.
    #[test]
    fn deleting_can_be_undone(here in any_contents(), at in any::<prop::sample::Index>(), now in any::<u64>()) {
        let before = Stores::default().with(&here);
        prop_assume!(!before.live.is_empty());
        let entry = before.live.values().nth(at.index(before.live.len())).unwrap().clone();
        let mut stores = before.clone();
        stores.carry_out(&delete(&entry, None, Changed(now)));
        prop_assert!(!stores.live.contains_key(&entry.id()) && stores.bin[&entry.id()].entry() == &entry);
        prop_assert_eq!(stores.texts(), before.texts());
        let binned = stores.bin[&entry.id()].clone();

        let mut back = stores.clone();
        back.carry_out(&bring_back(&binned, None));
        prop_assert_eq!(&back, &before);

        let edited = self::entry(99, 0, 0, "edited");
        let edited = Entry::new(entry.id(), edited.when(), entry.changed().after(Changed(now)), Readings::new(), edited.notes().clone()).unwrap();
        back.carry_out(&save(&edited, Some(&entry)));
        prop_assert_eq!(&back.live[&entry.id()], &edited);
        prop_assert!(back.versions.contains(&encode(&entry)));

        stores.carry_out(&delete_for_good(entry.id()));
        prop_assert!(!stores.texts().iter().any(|text| text.contains(&entry.id().to_string())));
        prop_assert_eq!(stores.live.len() + 1, before.live.len());
    }

    /// Should an entry ever be in both, the one in the journal counts, and the other stays behind it.
    #[test]
    fn an_entry_that_is_in_both_is_in_one_afterwards(live in any_entry(), other in any_entry(), now in 0_u64..9) {
        let other = Entry::new(live.id(), other.when(), other.changed(), Readings::new(), other.notes().clone()).unwrap();
        let binned = Binned::new(other.clone(), Changed(now));
        let both = Stores {
            live: [(live.id(), live.clone())].into(),
            bin: [(live.id(), binned.clone())].into(),
            ..Stores::default()
        };
        let mut brought_back = both.clone();
        brought_back.carry_out(&bring_back(&binned, Some(&live)));
        let restored = both.with(&Contents::default());
        let mut deleted = both.clone();
        deleted.carry_out(&delete(&live, Some(&binned), Changed(now)));
        for (stores, is_live) in [(brought_back, true), (restored, true), (deleted, false)] {
            prop_assert_eq!(stores.texts(), both.texts());
            prop_assert_eq!(stores.live.get(&live.id()), is_live.then_some(&live));
            prop_assert_eq!(stores.bin.get(&live.id()).map(Binned::entry), (!is_live).then_some(&live));
        }
    }
}
