//! Invariants of the code that a reader could otherwise only hope for.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

/// Every Rust file below a folder, with its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let root = xtask::paths::project().join(folder);
    let files = xtask::worker::shipped(&root).expect("the folder can be read");
    let rust = files.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    rust.map(|path| {
        let text = fs::read_to_string(root.join(&path)).expect("the file can be read");
        (path.to_string_lossy().into_owned(), text)
    })
    .collect()
}

fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn only_browser_and_storage_name_the_browsers_interfaces() {
    let sources = sources("src");
    assert!(sources.len() > 20, "the sources were found");
    for (path, text) in sources
        .iter()
        .filter(|(path, _)| !["browser/", "storage/", "lock_app/"].iter().any(|home| path.starts_with(home)))
    {
        for name in ["web_sys", "js_sys", "gloo_storage", "wasm_bindgen"] {
            assert!(!code_lines(text).any(|line| line.contains(name)), "{path} names {name}");
        }
    }
}

/// What the core may not know: the modules of the standard library that reach outside, crates that do, and the clock of
/// the crate `time`, whose calendar it uses.
const OUTSIDE: [&str; 6] = ["fs", "net", "time", "env", "process", "thread"];
const OUTSIDE_CRATES: [&str; 3] = ["leptos", "rand", "getrandom"];
const CLOCKS: [&str; 2] = ["now_utc", "now_local"];

/// The words that a file takes from `std` or from a crate, one by one or in braces.
fn reaches_outside(text: &str) -> Option<&'static str> {
    let code: String = code_lines(text).collect::<Vec<_>>().join(" ");
    let from_std = code.split("std::").skip(1).map(|rest| rest.split(';').next().unwrap_or_default());
    let from_std: Vec<&str> = from_std
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(braced) => {
                braced.split('}').next().unwrap_or_default().split([',', ' ', ':', '{']).collect::<Vec<_>>()
            }
            None => rest.split([':', ',', ' ', '(', ')', '<', '>']).take(1).collect(),
        })
        .collect();
    let crates: Vec<&str> = code.split("use ").skip(1).filter_map(|rest| rest.split([':', ';', ' ']).next()).collect();
    let from_crates = OUTSIDE_CRATES.into_iter().find(|outside| crates.contains(outside));
    let clock = CLOCKS.into_iter().find(|clock| code.contains(clock));
    OUTSIDE.into_iter().find(|outside| from_std.contains(outside)).or(from_crates).or(clock)
}

#[test]
fn the_core_knows_no_clock_no_disk_no_network() {
    // The check itself finds what it is to find.
    for (code, found) in [
        ("use std::{fs, io};", Some("fs")),
        ("use std::{\n    collections::BTreeMap,\n    time::Instant,\n};", Some("time")),
        ("let x = std::env::var(\"A\");", Some("env")),
        ("use leptos::prelude::*;", Some("leptos")),
        ("use time::Date;", None),
        ("let now = time::OffsetDateTime::now_utc();", Some("now_utc")),
        ("use std::{collections::BTreeSet, fmt};", None),
    ] {
        assert_eq!(reaches_outside(code), found, "{code}");
    }
    for (path, text) in sources("src") {
        let is_core = ["article/", "questions/", "journal/", "exchange/", "leaflet/", "metadata/", "sorting.rs"]
            .iter()
            .any(|core| path.starts_with(core));
        assert_eq!(reaches_outside(&text).filter(|_| is_core), None, "{path}");
    }
}

#[test]
fn nothing_unwraps_what_a_browser_or_a_person_decides() {
    for (path, text) in sources("src") {
        let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
        for name in [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!("] {
            assert!(!before_tests.contains(name), "{path} has {name}");
        }
    }
}

#[test]
fn every_style_file_is_in_the_shell() {
    let shell = fs::read_to_string(xtask::paths::project().join("index.html")).expect("the shell can be read");
    let styles = fs::read_dir(xtask::paths::project().join("style")).expect("the styles can be read");
    for style in styles {
        let path = style.expect("an entry can be read").path();
        let name = Path::new("style").join(path.file_name().unwrap_or_default());
        assert!(shell.contains(&format!("href=\"{}\"", name.display())), "{} is not in the shell", name.display());
    }
}
