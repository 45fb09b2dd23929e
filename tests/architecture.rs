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
    for (path, text) in
        sources.iter().filter(|(path, _)| !path.starts_with("browser/") && !path.starts_with("storage/"))
    {
        for name in ["web_sys", "js_sys", "gloo_storage", "wasm_bindgen"] {
            assert!(!code_lines(text).any(|line| line.contains(name)), "{path} names {name}");
        }
    }
}

#[test]
fn the_core_knows_no_clock_no_disk_no_network() {
    for (path, text) in sources("src") {
        let is_core = ["article/", "questions/", "journal/", "leaflet/"].iter().any(|core| path.starts_with(core));
        for name in ["std::fs", "std::net", "std::time", "std::env", "std::process", "leptos"] {
            assert!(!is_core || !code_lines(&text).any(|line| line.contains(name)), "{path} names {name}");
        }
    }
}

#[test]
fn nothing_unwraps_what_a_browser_or_a_person_decides() {
    for (path, text) in sources("src") {
        let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
        for name in [".unwrap()", ".expect(", "panic!("] {
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
