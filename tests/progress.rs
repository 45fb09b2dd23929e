//! The words in which a command says what it does, how far it is, and about how long it takes.

use std::time::Duration;

use xtask::progress::{
    Line::{self, HowFar, Passing, Step, ToRead},
    Place, about, first_line, last_line, line_between, line_of_cargo, line_of_installer, line_of_trunk, spoken,
};

#[test]
fn a_time_is_told_as_people_tell_it() {
    for (seconds, words) in [
        (0, "0 s"),
        (119, "119 s"),
        (120, "2 min 00 s"),
        (185, "3 min 05 s"),
        (7199, "119 min 59 s"),
        (7200, "2 h 00 min"),
        (9305, "2 h 35 min"),
    ] {
        assert_eq!(spoken(Duration::from_secs(seconds)), words);
    }
    for (seconds, words) in [
        (0, ""),
        (1, "some seconds"),
        (20, "about half a minute"),
        (89, "about a minute"),
        (90, "about 2 minutes"),
        (149, "about 2 minutes"),
        (150, "about 3 minutes"),
    ] {
        assert_eq!(about(seconds), words, "{seconds}");
    }
}

#[test]
fn a_task_says_what_it_is_how_far_and_what_it_took() {
    let place = Some(Place { number: 2, of: 6 });
    let minutes = Duration::from_secs(171);
    for (line, words) in [
        (first_line(place, "Compiling trunk", "about 3 minutes"), "[2 of 6] Compiling trunk: about 3 minutes …"),
        (first_line(None, "Measuring", ""), "Measuring …"),
        (line_between("143 of 312: serde", minutes), "         143 of 312: serde; 2 min 51 s so far"),
        (line_between("", minutes), "         2 min 51 s so far"),
        (last_line(place, minutes), "[2 of 6] took 2 min 51 s"),
        (last_line(None, minutes), "         took 2 min 51 s"),
    ] {
        assert_eq!(line, words);
    }
}

/// What a line of a program's is.
type Meaning = fn(&str) -> Line;

#[test]
fn of_what_cargo_says_only_what_matters_is_passed_on() {
    let how_far = |words: &str| HowFar(words.to_owned());
    let step = |words: &str| Step(words.to_owned());
    let table: [(Meaning, &str, Line); 18] = [
        (line_of_cargo, "    Building [====>      ] 143/312: serde, tokio", how_far("143 of 312: serde, tokio")),
        (
            line_of_cargo,
            "    Building [====>      ] 143/312: serde, quietleaf(bin)...",
            how_far("143 of 312: serde, quietleaf(bin)"),
        ),
        (line_of_cargo, "    Building [           ] 0/3", how_far("0 of 3")),
        (line_of_cargo, "[=======> ] 389/390: quietleaf(bin)   ", how_far("389 of 390: quietleaf(bin)")),
        (line_of_cargo, "\u{1b}[1m\u{1b}[36m    Building\u{1b}[0m [=> ] 1/3: a", how_far("1 of 3: a")),
        (line_of_cargo, "   Compiling serde v1.0.0", Passing),
        (line_of_cargo, "\u{1b}[1m\u{1b}[32m   Compiling\u{1b}[0m serde v1.0.0\u{1b}[K", Passing),
        (line_of_cargo, "    Finished `release` profile [optimized] target(s) in 1m 02s", Passing),
        (line_of_cargo, "    Blocking waiting for file lock on build directory", Passing),
        (line_of_cargo, "", Passing),
        (line_of_cargo, "warning: unused variable: `x`", ToRead),
        (line_of_cargo, "error[E0425]: cannot find value `x` in this scope", ToRead),
        (line_of_cargo, "  --> src/main.rs:12/3", ToRead),
        (line_of_cargo, "12 |     let [a] = 3/4;", ToRead),
        (
            line_of_trunk,
            "         Making quietleaf-journal smaller: up to a minute …",
            step("Making quietleaf-journal smaller: up to a minute"),
        ),
        (line_of_trunk, "   Compiling serde v1.0.0", Passing),
        (line_of_trunk, "2026-11-27T19:20:58.235219Z ERROR error from build pipeline", ToRead),
        (line_of_installer, "Setting up chromium (150.0) ...", how_far("Setting up chromium (150.0) ...")),
    ];
    for (meaning, line, expected) in table {
        assert_eq!(meaning(line), expected, "{line}");
    }
}
