//! What fuzzers have found once is tried for ever, with the fixtures that were their seeds.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod fuzzed;

use std::{fs, path::Path};

/// What a fuzzer does with its input.
type Target = fn(&[u8]);

/// Each fuzzer, and where its seeds are beside what it has found.
const TARGETS: [(&str, Target); 4] = [
    ("import", fuzzed::import),
    ("stored_records", fuzzed::stored_records),
    ("content", fuzzed::content),
    ("search", fuzzed::search),
];

#[test]
fn what_was_found_is_found_no_more() {
    let findings = xtask::paths::project().join("tests/fixtures/findings");
    let mut tried = 0;
    for (name, run) in TARGETS {
        for file in files(&findings.join(name)) {
            println!("{name}: {}", file.display());
            run(&fs::read(&file).unwrap());
            tried += 1;
        }
    }
    let known = fs::read_dir(&findings).unwrap().count();
    assert_eq!(known, TARGETS.len(), "a folder of findings belongs to no fuzzer");
    assert!(tried >= TARGETS.len(), "each fuzzer has a finding or a seed");
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The seeds go through as well: they are what the fuzzers begin with.
#[test]
fn the_seeds_are_sound() {
    for (name, run) in TARGETS {
        for bytes in xtask::fuzz::seeds(name).unwrap() {
            run(&bytes);
        }
    }
}
