//! The backup that a passphrase opens: round trips, damage, and what is no such file. The programs of others are asked in
//! `tests/end_to_end/journal/sealing.rs`.

use proptest::prelude::*;
use quietleaf::{
    exchange::is_sealed,
    journal::{PassphraseProblem, SHORTEST_PASSPHRASE, check_new_passphrase},
    sealed_backup::{Opened, SealProblem, WORK_FACTOR, open, seal, seal_with},
};

/// Little work: these tests are about the file.
const QUICK: u8 = 2;

#[test]
fn what_is_sealed_here_takes_the_work_that_was_promised() {
    let sealed = seal(b"{}", "four words and more").unwrap();
    let text = String::from_utf8_lossy(&sealed);
    let header: Vec<&str> = text.lines().take(2).collect();
    assert_eq!(header[0], "age-encryption.org/v1");
    assert!(header[1].starts_with("-> scrypt ") && header[1].ends_with(&format!(" {WORK_FACTOR}")), "{}", header[1]);
    assert!(is_sealed(&sealed));
    assert_eq!(open(&sealed, "four words and more").unwrap(), Opened { bytes: b"{}".to_vec(), is_whole: true });
    assert_eq!(open(&sealed, "four words and more "), Err(SealProblem::OtherPassphrase));
}

#[test]
fn what_is_no_such_file_is_told() {
    for (bytes, expected) in [
        (b"".to_vec(), SealProblem::NotSealed),
        (b"{\"format\":\"quietleaf-journal\"}".to_vec(), SealProblem::NotSealed),
        (b"age-encryption.org/v1\n".to_vec(), SealProblem::NotSealed),
        (b"age-encryption.org/v2\n-> scrypt AAAA 1\n".to_vec(), SealProblem::NotSealed),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\nnot it\n".to_vec(), SealProblem::NotSealed),
    ] {
        assert_eq!(open(&bytes, "pass"), Err(expected), "{:?}", String::from_utf8_lossy(&bytes));
    }
    // A file that asks for more memory than any browser has is refused before it takes any.
    let sealed = seal_with(b"x", "pass", QUICK).unwrap();
    let mut greedy = sealed.clone();
    let place = sealed.windows(3).position(|three| three == [b' ', b'0' + QUICK, b'\n']).unwrap();
    greedy.splice(place + 1..=place + 1, *b"40");
    assert_eq!(open(&greedy, "pass"), Err(SealProblem::TooMuchWork));
    // One for a key is not for a passphrase.
    let key = b"age-encryption.org/v1\n-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n0123456789abcdef0123456789abcdef";
    assert_eq!(open(key, "pass"), Err(SealProblem::NotSealed));
    for problem in ["other-passphrase", "not-sealed", "too-much-work", "refused"] {
        assert_eq!(SealProblem::named(problem).name(), problem);
    }
    assert_eq!(SealProblem::named("something new"), SealProblem::Refused);
}

#[test]
fn a_new_passphrase_is_long_enough_and_typed_twice() {
    let twelve = "ä".repeat(SHORTEST_PASSPHRASE);
    for (typed, again, expected) in [
        ("", "", Err(PassphraseProblem::TooShort)),
        ("elf letters", "elf letters", Err(PassphraseProblem::TooShort)),
        ("twelve letters", "twelve letter", Err(PassphraseProblem::NotTheSame)),
        ("twelve letters", "twelve letters ", Err(PassphraseProblem::NotTheSame)),
        ("twelve letters", "twelve letters", Ok(())),
        (twelve.as_str(), twelve.as_str(), Ok(())),
    ] {
        assert_eq!(check_new_passphrase(typed, again), expected, "{typed}");
    }
}

#[test]
fn only_what_begins_like_one_is_taken_for_sealed() {
    for (bytes, expected) in [
        (&b""[..], false),
        (b"{\"format\":", false),
        (b"age", false),
        (b"age-encryption.org/v1\n", true),
        (b"age-encryption.org/v9\n", true),
        (b"\n -----BEGIN AGE ENCRYPTED FILE-----\n", true),
        (b"text -----BEGIN AGE ENCRYPTED FILE-----\n", false),
    ] {
        assert_eq!(is_sealed(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever was sealed is opened as it was; and of a file that was cut off or damaged, never a byte that was not in it.
    #[test]
    fn a_damaged_file_gives_back_its_beginning_or_nothing(
        length in 0_usize..200_000,
        seed in any::<u8>(),
        passphrase in ".{0,40}",
        at in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let bytes: Vec<u8> = (0..length).map(|place| seed.wrapping_add(u8::try_from(place % 251).unwrap_or(0))).collect();
        let sealed = seal_with(&bytes, &passphrase, QUICK).unwrap();
        prop_assert_eq!(open(&sealed, &passphrase).unwrap(), Opened { bytes: bytes.clone(), is_whole: true });
        let mut damaged = sealed.clone();
        if cuts {
            damaged.truncate(at.index(sealed.len()));
        } else {
            damaged[at.index(sealed.len())] ^= 1;
        }
        if let Ok(opened) = open(&damaged, &passphrase) {
            prop_assert!(!opened.is_whole || opened.bytes == bytes);
            prop_assert!(bytes.starts_with(&opened.bytes));
        }
    }
}
