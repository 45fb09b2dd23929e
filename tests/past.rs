//! What is kept beside and behind the entries: kept records, earlier versions, the bin.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use quietleaf::{
    article::Id,
    journal::{
        Changed, EntryId, KeptRecord, KeptThing, OwnMeasure, OwnSymptom, Question, RecordError, UnfitText, decode_kept,
        encode_kept, plan_kept, put_kept,
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
}
