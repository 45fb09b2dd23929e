//! What makes a release: everything it has to pass, its notes, its archive.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    cell::RefCell,
    fs,
    io::Read,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use anyhow::anyhow;
use flate2::read::GzDecoder;
use xtask::{release, release_check};

/// A step that notes that it ran, and then passes or fails.
fn step<'ran>(ran: &'ran RefCell<Vec<&'static str>>, name: &'static str, passes: bool) -> release_check::Step<'ran> {
    let run = move || {
        ran.borrow_mut().push(name);
        if passes { Ok(()) } else { Err(anyhow!("it was to fail")) }
    };
    (name, Box::new(run))
}

#[test]
fn a_failed_step_hides_no_later_one() {
    let ran = RefCell::new(Vec::new());
    let steps = vec![step(&ran, "one", false), step(&ran, "two", true), step(&ran, "three", false)];
    let outcome = release_check::run_all(steps);
    assert_eq!(*ran.borrow(), ["one", "two", "three"]);
    assert_eq!(outcome.expect_err("two steps failed").to_string(), "failed: one, three");
    assert!(release_check::run_all(vec![step(&ran, "four", true)]).is_ok(), "a run without a failed step passes");
}

const CHANGES: &str = "\
# Changes

## Not yet released

- Something to come.

## 0.2.0 (3 May 2027)

- Something new.

### The journal

- Something else.

## 0.1.10

## 0.1.1

- A repair.
";

#[test]
fn the_notes_of_a_tag_are_its_section() {
    let cases: [(&str, Result<&str, &str>); 7] = [
        ("v0.2.0", Ok("- Something new.\n\n### The journal\n\n- Something else.")),
        ("v0.1.1", Ok("- A repair.")),
        ("v0.1.10", Err("CHANGELOG.md says nothing about 0.1.10")),
        ("v0.1", Err("CHANGELOG.md has no section \"## 0.1\"")),
        ("v0.3.0", Err("CHANGELOG.md has no section \"## 0.3.0\"")),
        ("v", Err("CHANGELOG.md has no section \"## \"")),
        ("0.2.0", Err("a tag begins with v")),
    ];
    for (tag, expected) in cases {
        let found = release::notes(CHANGES, tag).map_err(|error| error.to_string());
        assert_eq!(found, expected.map_err(str::to_owned), "{tag}");
    }
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("release").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder is this test's own");
    }
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// Writes a site of three files in an order, as of a time, and packs it.
fn packed(name: &str, order: [usize; 3], written: SystemTime) -> Vec<u8> {
    const FILES: [(&str, &str); 3] =
        [("index.html", "a page"), ("faq/index.html", "questions"), ("app.js", "a program")];
    let folder = folder(name);
    let site = folder.join("dist");
    for (path, text) in order.map(|place| FILES[place]) {
        let file = site.join(path);
        fs::create_dir_all(file.parent().expect("a file stands in a folder")).expect("the folder can be made");
        fs::write(&file, text).expect("the file can be written");
        let file = fs::File::options().write(true).open(&file).expect("the file can be opened");
        file.set_modified(written).expect("the file's time can be set");
    }
    let place = folder.join("dist.tar.gz");
    release::archive(&site, &place).expect("the site can be packed");
    fs::read(place).expect("the archive was written")
}

#[test]
fn the_same_site_gives_the_same_archive() {
    let first = packed("first", [0, 1, 2], SystemTime::now());
    let second = packed("second", [2, 0, 1], SystemTime::now() - Duration::from_hours(24));
    assert!(first == second, "the archives differ");
    assert_eq!(first[4..8], [0; 4], "the time in the head of a gzip file");

    let mut archive = tar::Archive::new(GzDecoder::new(first.as_slice()));
    let mut listed = Vec::new();
    for entry in archive.entries().expect("the archive can be read") {
        let mut entry = entry.expect("the entry can be read");
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("the file is text");
        let path = entry.path().expect("the entry has a path").display().to_string();
        let header = entry.header();
        let owner = (header.uid().ok(), header.gid().ok(), header.username().ok().flatten().map(str::to_owned));
        assert_eq!(owner, (Some(0), Some(0), Some(String::new())), "{path}");
        listed.push((path, text, header.mode().ok(), header.mtime().ok()));
    }
    let expected = [("dist/app.js", "a program"), ("dist/faq/index.html", "questions"), ("dist/index.html", "a page")];
    let expected = expected.map(|(path, text)| (path.to_owned(), text.to_owned(), Some(0o644), Some(315_532_800)));
    assert_eq!(listed, expected);
}

#[test]
fn no_archive_is_made_of_nothing() {
    let folder = folder("nothing");
    let place = folder.join("dist.tar.gz");
    let site = folder.join("dist");
    assert!(release::archive(&site, &place).is_err(), "there is no site");
    fs::create_dir(&site).expect("the folder can be made");
    assert!(release::archive(&site, &place).is_err(), "the site is empty");
    assert!(!place.exists());
}

#[test]
fn the_programs_stand_alone_in_their_bill_of_materials() {
    let manifest = fs::read_to_string(xtask::paths::project().join("Cargo.toml")).expect("the manifest can be read");
    assert!(manifest.contains("xtask = { path") && manifest.contains("members"), "it names what is to be left out");
    let alone = release::programs_alone(&manifest).expect("it is the app's manifest");
    for name in ["xtask", "members", "dev-dependencies", "[[test]]", "[[example]]"] {
        assert!(!alone.contains(name), "{name} is left in");
    }
    for name in ["leptos", "wasm-bindgen", "getrandom", "quietleaf-journal"] {
        assert!(alone.contains(name), "{name} is missing");
    }
    assert!(release::programs_alone("[package]\nname = \"another\"").is_err(), "this is another manifest");
}
