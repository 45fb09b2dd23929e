//! The lock, as far as it needs no browser: forms that are stored, places, the recovery code, waiting. What a browser does with them
//! is tested in `tests/end_to_end/journal/locking.rs`.

use proptest::prelude::*;
use quietleaf::lock::{
    Attempts, Content, Envelope, EnvelopeProblem, KeyRange, LockProblem, LockRecord, PlaceRange, Record, RecoveryCode,
    RecoveryCodeProblem, StretchProblem, Way, Work, Wrapped, bound_to, place, stretch,
};

fn wrapped(byte: u8, work: Work) -> Wrapped {
    Wrapped { salt: [byte; 16], work, nonce: [byte; 12], secret: [byte; 48] }
}

#[test]
fn the_stored_lock_keeps_its_form() {
    let lock = LockRecord::new(wrapped(0xa1, Work::NEW), wrapped(0xb2, Work::NEW));
    let work = r#""work":{"memory_kib":47104,"passes":2}"#;
    let way = |byte: &str| {
        let digits = |count: usize| byte.repeat(count);
        format!(r#"{{"salt":"{}",{work},"nonce":"{}","secret":"{}"}}"#, digits(16), digits(12), digits(48))
    };
    let text = format!(r#"{{"version":1,"passphrase":{},"recovery":{}}}"#, way("a1"), way("b2"));
    assert_eq!(lock.encode(), text);
    let read = LockRecord::decode(&text).unwrap();
    assert_eq!(read, lock);
    assert_eq!(read.wrapped(Way::RecoveryCode).nonce, [0xb2; 12]);
    assert_ne!(Way::Passphrase.bound_to(), Way::RecoveryCode.bound_to());
}

#[test]
fn a_lock_that_is_damaged_or_made_to_harm_is_told() {
    let text = LockRecord::new(wrapped(1, Work::NEW), wrapped(2, Work::NEW)).encode();
    for (from, to, expected) in [
        ("\"version\":1", "\"version\":2", LockProblem::Newer),
        ("\"version\":1", "\"version\":0", LockProblem::Damaged),
        ("\"memory_kib\":47104", "\"memory_kib\":1", LockProblem::Damaged),
        ("\"memory_kib\":47104", "\"memory_kib\":4294967295", LockProblem::Damaged),
        ("\"passes\":2", "\"passes\":0", LockProblem::Damaged),
        ("\"passes\":2", "\"passes\":1000", LockProblem::Damaged),
        ("\"salt\":\"01", "\"salt\":\"", LockProblem::Damaged),
        ("\"salt\":\"01", "\"salt\":\"+1", LockProblem::Damaged),
        ("\"nonce\":\"01", "\"nonce\":\"éé", LockProblem::Damaged),
        ("{\"version\"", "[\"version\"", LockProblem::Damaged),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        assert_eq!(LockRecord::decode(&changed), Err(expected), "{to}");
    }
    assert_eq!(LockRecord::decode(""), Err(LockProblem::Damaged));
}

#[test]
fn a_sealed_record_keeps_its_form() {
    let content = Content { key: "key".to_owned(), record: Record::Text("text".to_owned()) };
    assert_eq!(content.to_bytes(), *b"\0\x03\0\0\0keytext");
    let envelope = Envelope { revision: 258, nonce: [7; 12], sealed: vec![9, 8] };
    let bytes = envelope.to_bytes();
    assert_eq!(bytes, [&[1_u8, 2, 1, 0, 0][..], &[7; 12], &[9, 8]].concat());
    assert_eq!(Envelope::read(&bytes), Ok(envelope));
    assert_eq!(Envelope::read(&[2; 40]), Err(EnvelopeProblem::Newer));
    for length in 0..17 {
        assert_eq!(Envelope::read(&bytes[..length]), Err(EnvelopeProblem::TooShort), "{length}");
    }
    assert_eq!(bound_to("entries", "2026-03.00", 4), *b"quietleaf sealed record 1\nentries\n2026-03.00\n4");
    for damaged in
        [&b""[..], b"\0\x03\0\0", b"\0\x04\0\0\0key", b"\x02\0\0\0\0", b"\0\x01\0\0\0\xff", b"\0\0\0\0\0\xff"]
    {
        assert_eq!(Content::read(damaged), Err(EnvelopeProblem::NoContent), "{damaged:?}");
    }
}

#[test]
fn a_place_tells_the_month_and_nothing_else() {
    let token = [0xab; 16];
    let digits = "ab".repeat(16);
    assert_eq!(place(true, "2026-03-05T10:00Z 019e5b60", &token), format!("2026-03.{digits}"));
    assert_eq!(place(true, "2026-03", &token), format!("2026-03.{digits}"));
    assert_eq!(place(true, "2026-3-5", &token), format!("~{digits}"));
    assert_eq!(place(true, "", &token), format!("~{digits}"));
    assert_eq!(place(true, "éééé", &token), format!("~{digits}"));
    assert_eq!(place(false, "2026-03-05T10:00Z 019e5b60", &token), digits);
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        (2024_u32..2028, 1_u32..13, 1_u32..29, 0_u32..24)
            .prop_map(|(year, month, day, hour)| format!("{year}-{month:02}-{day:02}T{hour:02}:00Z id")),
        (2024_u32..2028, 1_u32..13).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (2024_u32..2028, 1_u32..13).prop_map(|(year, month)| format!("{year}-{month:02}~")),
        "[ -~]{0,9}",
    ]
}

fn bound() -> impl Strategy<Value = Option<(String, bool)>> {
    proptest::option::of((key(), any::<bool>()))
}

proptest! {
    /// Whatever is asked for: the places that are looked through hold every key that is asked for.
    #[test]
    fn no_key_is_passed_over(from in bound(), to in bound(), key in key(), is_by_month in any::<bool>()) {
        let range = KeyRange { from, to };
        if range.contains(&key) {
            let place = place(is_by_month, &key, &[0xcd; 16]);
            prop_assert!(range.places(is_by_month).contains(&place), "{range:?} {place}");
        }
    }

    #[test]
    fn only_one_key_is_one_key(key in key(), other in key()) {
        let range = KeyRange::only(&key);
        prop_assert_eq!(range.only_key(), Some(key.as_str()));
        prop_assert_eq!(range.contains(&other), key == other);
    }

    #[test]
    fn envelopes_and_contents_come_back(revision in any::<u32>(), nonce in any::<[u8; 12]>(), key in "\\PC{0,20}", bytes in any::<Vec<u8>>()) {
        for record in [Record::Bytes(bytes.clone()), Record::Text(String::from_utf8_lossy(&bytes).into_owned())] {
            let content = Content { key: key.clone(), record };
            prop_assert_eq!(Content::read(&content.to_bytes()), Ok(content.clone()));
            let envelope = Envelope { revision, nonce, sealed: content.to_bytes() };
            prop_assert_eq!(Envelope::read(&envelope.to_bytes()), Ok(envelope));
        }
    }

    #[test]
    fn nothing_that_is_read_panics(bytes in any::<Vec<u8>>(), text in "\\PC{0,80}") {
        let _ = Envelope::read(&bytes);
        let _ = Content::read(&bytes);
        let _ = LockRecord::decode(&text);
        let _ = RecoveryCode::read(&text);
    }

    /// A code comes back as it is typed from paper; one wrong letter, or two neighbours swapped, are told.
    #[test]
    fn a_recovery_code_is_read_as_it_was_written(random in any::<[u8; 15]>(), place in 0_usize..25, other in 0_usize..32) {
        let code = RecoveryCode::new(random);
        let written = code.to_string();
        prop_assert_eq!(written.len(), 29);
        prop_assert_eq!(RecoveryCode::read(&written.to_lowercase().replace('-', " ")), Ok(code.clone()));
        prop_assert_eq!(RecoveryCode::read(&written.replace('0', "o").replace('1', "l").replace('-', "–")), Ok(code.clone()));
        let letters = code.as_passphrase().as_bytes();
        let letter = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[other];
        let mut mistyped = letters.to_vec();
        mistyped[place] = letter;
        let differs_by_31 = |one: u8, two: u8| [one, two] == *b"0Z" || [one, two] == *b"Z0";
        if letter != letters[place] && !differs_by_31(letter, letters[place]) {
            let mistyped = String::from_utf8(mistyped).unwrap();
            prop_assert_eq!(RecoveryCode::read(&mistyped), Err(RecoveryCodeProblem::Mistyped));
        }
        let mut swapped = letters.to_vec();
        let before = place.min(22);
        swapped.swap(before, before + 1);
        if swapped != letters && !differs_by_31(letters[before], letters[before + 1]) {
            let swapped = String::from_utf8(swapped).unwrap();
            prop_assert_eq!(RecoveryCode::read(&swapped), Err(RecoveryCodeProblem::Mistyped));
        }
    }
}

#[test]
fn what_is_no_code_is_told() {
    for (typed, expected) in [
        ("", RecoveryCodeProblem::Length),
        ("ABCDE-ABCDE", RecoveryCodeProblem::Length),
        ("AAAAA-AAAAA-AAAAA-AAAAA-AAAAU", RecoveryCodeProblem::Mistyped),
        ("ААААА-ААААА-ААААА-ААААА-ААААА", RecoveryCodeProblem::Mistyped),
    ] {
        assert_eq!(RecoveryCode::read(typed), Err(expected), "{typed}");
    }
    // The form of the code, for ever: all zeroes, and all ones.
    assert_eq!(RecoveryCode::new([0; 15]).to_string(), "00000-00000-00000-00000-00000");
    assert_eq!(RecoveryCode::new([255; 15]).to_string(), "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZ0");
}

#[test]
fn tries_in_vain_slow_down() {
    const NOW: u64 = 1_800_000_000_000;
    let mut attempts = Attempts::default();
    let mut waits = Vec::new();
    for _ in 0..11 {
        attempts = attempts.failed_at(NOW);
        waits.push(attempts.wait(NOW));
    }
    assert_eq!(waits, [0, 0, 0, 5, 15, 30, 60, 120, 300, 300, 300]);
    assert_eq!(attempts.wait(NOW + 299_000), 1);
    assert_eq!(attempts.wait(NOW + 300_000), 0);
    // A clock that was ahead when she tried, and is put right: nobody waits for longer than without that.
    assert_eq!(attempts.wait(NOW - 86_400_000), 0);
    assert_eq!(attempts.wait(NOW - 100_000), 200);
    assert_eq!(attempts.wait(u64::MAX), 0);
    assert_eq!(Attempts { failed: u32::MAX, last: NOW }.failed_at(NOW).wait(NOW), 300);
    // What stands there already is read, whatever else is missing.
    assert_eq!(serde_json::from_str::<Attempts>("{}").unwrap(), Attempts::default());
}

#[test]
fn a_place_range_holds_what_has_no_month() {
    let range = KeyRange { from: Some(("2026-03".to_owned(), false)), to: Some(("2026-04".to_owned(), true)) };
    assert_eq!(range.places(true), PlaceRange { from: Some("2026-03".to_owned()), to: Some("2026-04~".to_owned()) });
    assert!(range.places(true).contains(&format!("{}00", PlaceRange::WITHOUT_MONTH)));
    assert!(!range.places(true).contains("2026-05.00"));
    assert_eq!(range.places(false), PlaceRange { from: None, to: None });
}

/// Against the reference implementation (<https://github.com/P-H-C/phc-winner-argon2>), as its command prints it:
/// `echo -n "password" | argon2 somesaltsomesalt -id -v 13 -t 2 -k 65536 -p 1 -l 32 -r`.
#[test]
fn a_passphrase_is_stretched_as_the_standard_says() {
    let work = Work { memory_kib: 65_536, passes: 2 };
    let key = stretch(b"password", b"somesaltsomesalt", work).unwrap();
    let digits = "fc33b78139231d34b71626bd6245c1d72efa190ad605c3d8166a72adcedfa2c2";
    let expected: Vec<u8> = (0..64).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect();
    assert_eq!(key.to_vec(), expected);
    assert_eq!(stretch(b"password", b"somesaltsomesalt", Work { memory_kib: 1, passes: 0 }), Err(StretchProblem));
}
