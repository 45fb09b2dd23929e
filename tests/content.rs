//! What the reader of `content/` accepts, and what it says about everything else.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use quietleaf::{
    article::{CalendarDate, ImpossibleDate},
    leaflet::{self, Files, Review},
};

/// A leaflet that is sound, as small as one can be.
fn sound() -> Files {
    let article = r#"+++
title = "T"
summary = "S."
last_checked = 2026-01-01
next_check = 2026-07-01
authorship = "A."
changes = [{ date = 2026-01-01, what = "More." }, { date = 2025-12-01, what = "First version." }]
+++
## One {#one}

It can ache.[^a] See [below](#two-list).
{#one-answer symptoms=ache}

### Call now if: {#card .urgent}

- it aches {#aches}

## Two {#two}

It can stop.
{#two-answer}

- rest
- sleep
{#two-list}

## Sources {#sources .sources}

[^a]: Someone. [A title](https://example.org/a) Read on 1 January 2026.

## Questions {#questions .questions}

### Does it ache? {#q-ache}

- #one-answer
"#;
    let page = "+++\ntitle = \"H\"\nsummary = \"S.\"\nlast_checked = 2026-01-01\n+++\n\n## Now {#now}\n\nCall.\n{#now-answer}\n\n- #card\n";
    let about = page.replace("- #card\n", "");
    let journal = r#"emergency-numbers = ["two-list"]

[[symptom]]
id = "ache"
name = "Ache"
measure = "pain"
passage = "one-answer"

[[warning-sign]]
card = "card"
bullet = "aches"
symptom = "ache"
from = 4
to = 6
weeks = { from = "20+0", to = "36+6" }
days = { on = 3, of = 4 }
"#;
    let site = r#"words_never_used = ["never word"]

[[never]]
words = ["rest … cure*", "1 in 4"]
unless = ["not cure", "England, Scotland"]
why = "rest cures nothing"
instead = "say that it eases"
"#;
    [
        ("article.md", article),
        ("help.md", page),
        ("about.md", about.as_str()),
        ("journal.toml", journal),
        ("site.toml", site),
    ]
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_owned()))
    .into()
}

/// Replaces a text in a file of the sound leaflet, and compares the problems.
fn check(file: &str, text: &str, by: &str, problems: &Expect) {
    let mut files = sound();
    let whole = text_of(&files, file);
    assert!(whole.matches(text).count() == 1, "`{text}` does not stand once in {file}");
    files.insert(file.to_owned(), whole.replace(text, by).into_bytes());
    problems.assert_eq(&problems_of(&files));
}

fn text_of(files: &Files, file: &str) -> String {
    String::from_utf8_lossy(files.get(file).map_or(&[], Vec::as_slice)).into_owned()
}

fn problems_of(files: &Files) -> String {
    let (_, problems) = leaflet::read(files);
    problems.iter().map(ToString::to_string).map(|line| line + "\n").collect()
}

#[test]
fn the_sound_leaflet_has_no_problems() {
    let (leaflet, problems) = leaflet::read(&sound());
    assert_eq!(problems, []);
    let leaflet = leaflet.expect("a sound leaflet is there");
    assert_eq!(leaflet.article.sections.len(), 2);
    assert_eq!(leaflet.article.sources.len(), 1);
    assert_eq!(leaflet.article.questions.len(), 1);
    assert_eq!(leaflet.article.changed().iso(), "2026-01-01");
    assert_eq!(leaflet.article.published().iso(), "2025-12-01");
    assert_eq!(leaflet.article.reviewed_by, None);
    assert_eq!(leaflet.help.sections[0].passages.len(), 2, "the card of the article is shown");
}

#[test]
fn ids() {
    check(
        "article.md",
        "{#two-answer}",
        "{#one-answer}",
        &expect![[r"
        content/article.md:18: the section `two` does not open with its short answer; begin it with a paragraph that answers its heading
        content/article.md:20: the id `one-answer` is taken; give each place an id of its own
    "]],
    );
    check(
        "article.md",
        "\n{#two-answer}",
        "",
        &expect![[r"
        content/article.md:18: the section `two` does not open with its short answer; begin it with a paragraph that answers its heading
        content/article.md:20: the paragraph has no id; add one, such as {#some-id} on a line of its own directly below it
    "]],
    );
    check(
        "article.md",
        "## Two {#two}",
        "## Two",
        &expect![[r"
        content/article.md:18: the section has no id; add one, such as ## Heading {#some-id}
    "]],
    );
    check(
        "article.md",
        "{#two-answer}",
        "{#Two}",
        &expect![[r"
            content/article.md:18: the section `two` does not open with its short answer; begin it with a paragraph that answers its heading
            content/article.md:20: the paragraph has no id; add one, such as {#some-id} on a line of its own directly below it
            content/article.md:21: `Two` is not an id; an id is made of small letters, digits and hyphens, begins with a letter, and has at most 64
        "]],
    );
    check(
        "article.md",
        "{#two-answer}",
        "{#source-1}",
        &expect![[r"
        content/article.md:18: the section `two` does not open with its short answer; begin it with a paragraph that answers its heading
        content/article.md:20: the id `source-1` is taken; give each place an id of its own
    "]],
    );
    check(
        "article.md",
        "{#two-answer}",
        "{#two-answer color=red}",
        &expect![[r"
            content/article.md:21: unknown mark `color`; use #id, .basis, .icon-array, filled=15, .numbers, .terms, .fill-in, a level such as .urgent, symptoms=one,two or related=one,two
        "]],
    );
    check(
        "article.md",
        "{#two-answer}",
        "{#two-answer .big}",
        &expect![[r"
            content/article.md:20: unknown mark `.big`; a paragraph takes .basis, .icon-array or none
        "]],
    );
}

#[test]
fn marks() {
    check(
        "article.md",
        "{#two-answer}",
        "{#two-answer .basis .more}",
        &expect![[r"
        content/article.md:18: the section `two` does not open with its short answer; begin it with a paragraph that answers its heading
        content/article.md:21: a second mark, `.more`; give each place at most one mark with a dot
    "]],
    );
    check(
        "article.md",
        "{#two-answer}",
        "{#two-answer #again}",
        &expect![[r"
        content/article.md:21: a second id, `again`; give each place one id
    "]],
    );
    check(
        "article.md",
        "## Two {#two}",
        "## Two {#two symptoms=ache}",
        &expect![[r"
        content/article.md:18: symptoms marked on a section; mark the passage that tells about them
    "]],
    );
    check(
        "article.md",
        "{#card .urgent}",
        "{#card .urgent .routine}",
        &expect![[r"
        content/article.md:14: a second mark, `.routine`; give each place at most one mark with a dot
    "]],
    );
    check(
        "article.md",
        "{#two-answer}",
        "{#app-note}",
        &expect![[r"
        content/article.md:18: the section `two` does not open with its short answer; begin it with a paragraph that answers its heading
        content/article.md:20: the id `app-note` is taken; give each place an id of its own
    "]],
    );
    check(
        "help.md",
        "- #card",
        "- #card\n- #card",
        &expect![[r"
        content/help.md:13: the id `card` is taken on this page; show each passage once, and give the page's own places other ids
    "]],
    );
    check(
        "help.md",
        "{#now-answer}",
        "{#card}",
        &expect![[r"
        content/help.md:12: the id `card` is taken on this page; show each passage once, and give the page's own places other ids
    "]],
    );
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_line() {
    let mut files = sound();
    let mut bytes = files.remove("about.md").unwrap_or_default();
    bytes.extend(b"more\n\xff\n{#more}\n");
    files.insert("about.md".to_owned(), bytes);
    expect![[r"
        content/about.md:13: bytes that are not text in UTF-8; save the file as UTF-8
    "]]
    .assert_eq(&problems_of(&files));
}

#[test]
fn a_mark_at_the_beginning_of_a_file_is_no_problem() {
    let mut files = sound();
    let text = format!("\u{feff}{}", text_of(&files, "about.md"));
    files.insert("about.md".to_owned(), text.into_bytes());
    assert_eq!(problems_of(&files), "");
}

#[test]
fn deep_nesting_is_a_problem_and_no_more() {
    let mut files = sound();
    let deep = format!("{}word{}", "*a **b ".repeat(2_000), "** *".repeat(2_000));
    let article = text_of(&files, "article.md").replace("It can stop.", &deep);
    files.insert("article.md".to_owned(), article.into_bytes());
    assert!(!problems_of(&files).is_empty());
}

#[test]
fn icon_arrays() {
    let share = "About 15 in 100 do, and about 85 do not.[^a]\n{#two-answer .icon-array filled=15}";
    for (written, problems) in [
        (share.to_owned(), expect![]),
        (
            share.replace("85", "84"),
            expect![[r"
            content/article.md:20: an icon array whose words do not say 85; name both sides, as in: about 15 in 100 do, and about 85 do not
        "]],
        ),
        (
            share.replace(" filled=15", ""),
            expect![[r"
            content/article.md:20: an icon array without its share; say how many of the 100 dots are filled, from 1 to 99, as in {#some-id .icon-array filled=15}
        "]],
        ),
        (
            share.replace("filled=15", "filled=100"),
            expect![[r"
            content/article.md:20: an icon array without its share; say how many of the 100 dots are filled, from 1 to 99, as in {#some-id .icon-array filled=15}
        "]],
        ),
        (
            share.replace("filled=15", "filled=some"),
            expect![[r"
            content/article.md:20: an icon array without its share; say how many of the 100 dots are filled, from 1 to 99, as in {#some-id .icon-array filled=15}
            content/article.md:21: unknown mark `filled`; use #id, .basis, .icon-array, filled=15, .numbers, .terms, .fill-in, a level such as .urgent, symptoms=one,two or related=one,two
        "]],
        ),
        (
            share.replace(".icon-array ", ""),
            expect![[r"
            content/article.md:20: `filled` on what is no icon array; add .icon-array, or take it off
        "]],
        ),
        (
            share.replace("[^a]", ""),
            expect![[r"
            content/article.md:20: a paragraph with a figure (“15”) and no source; cite what it rests on, as in 15 in 100.[^key], or leave the figure out
        "]],
        ),
        (
            share.replace("#two-answer", "#dots"),
            expect![[r"
            content/article.md:18: the section `two` does not open with its short answer; begin it with a paragraph that answers its heading
            content/article.md:20: the id `dots` is taken; give each place an id of its own
        "]],
        ),
    ] {
        check("article.md", "It can stop.\n{#two-answer}", &written, &problems);
    }
}

#[test]
fn symptoms() {
    check(
        "article.md",
        "symptoms=ache",
        "symptoms=ache,itch",
        &expect![[r"
        content/article.md:11: unknown symptom `itch`; name one of journal.toml, or add it there
    "]],
    );
    check(
        "article.md",
        " symptoms=ache",
        "",
        &expect![[r"
            content/article.md:1: no passage tells about the symptom `ache` of journal.toml; mark one with {#some-id symptoms=ache}
            content/journal.toml:7: `one-answer` does not tell about the symptom `ache`; name a passage that is marked symptoms=ache
        "]],
    );
    check(
        "journal.toml",
        "measure = \"pain\"",
        "measure = \"smell\"",
        &expect![[r"
            content/article.md:11: unknown symptom `ache`; name one of journal.toml, or add it there
            content/journal.toml:6: unknown variant `smell`, expected one of `pain`, `bleeding`, `yes-no`, `temperature`, `count`, `choice`, `words`; see content/README.md for what belongs here
        "]],
    );
    check(
        "journal.toml",
        "[[warning-sign]]",
        "[[symptom]]\nid = \"ache\"\nname = \"B\"\nmeasure = \"pain\"\npassage = \"one-answer\"\n\n[[warning-sign]]",
        &expect![[r"
            content/journal.toml:10: the symptom `ache` stands twice; keep one of them
        "]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table")]
fn the_journal() {
    for (text, by, problems) in [
        (
            "passage = \"one-answer\"",
            "passage = \"two-list\"",
            expect![[r"
            content/journal.toml:7: `two-list` does not tell about the symptom `ache`; name a passage that is marked symptoms=ache
        "]],
        ),
        (
            "passage = \"one-answer\"",
            "",
            expect![[r"
            content/article.md:11: unknown symptom `ache`; name one of journal.toml, or add it there
            content/journal.toml:3: missing field `passage`; see content/README.md for what belongs here
        "]],
        ),
        ("[\"two-list\"]", "[\"two-list\"]\nsay-too = \"Say when.\"\nwhat-to-say = \"now\"", expect![]),
        ("[\"two-list\"]", "[\"two-list\"]\nwhat-to-say = \"now-answer\"", expect![]),
        (
            "[\"two-list\"]",
            "[\"two-list\"]\nwhat-to-say = \"one\"",
            expect![[r"
            content/journal.toml:2: a dead link: /help/#one; link to an id that stands there, or give the place this id
        "]],
        ),
        (
            "[\"two-list\"]",
            "[\"two-list\"]\nsay-weeks = \"Say how far.\"",
            expect![[r"
            content/journal.toml:2: `say-weeks` where no weeks are counted; say it in `say-too`
        "]],
        ),
        ("[\"two-list\"]", "[\"two-list\"]\nsay-weeks = \"Say how far.\"\ncounts-weeks = true", expect![]),
        (
            "[\"two-list\"]",
            "[\"two-list\"]\n\nsay-too = \" \"",
            expect![[r"
            content/journal.toml:3: `say-too` without words; say it, or leave the line out
        "]],
        ),
        (
            "[\"two-list\"]",
            "[\"two-list\"]\n\nsay-too = \"Say one two three four five six seven eight nine ten one two three four five six seven eight nine ten.\"",
            expect![[r"
                content/journal.toml:3: a sentence of 21 words (“Say one two three four five …”); part it: 20 words or fewer
            "]],
        ),
        (
            "[\"two-list\"]",
            "[\"nowhere\"]",
            expect![[r"
            content/journal.toml:1: `nowhere` is not a passage of the article; name one
        "]],
        ),
        (
            "name = \"Ache\"",
            "name = \"Ache\"\noffer-absent = false",
            expect![[r#"
            content/journal.toml:6: `offer-absent` of what has no words to press; leave it out, or give the measure "choice" and the words of `absent` that entries hold
        "#]],
        ),
        (
            "name = \"Ache\"",
            "name = \"Ache\"\nuntil-end = true",
            expect![[r"
            content/journal.toml:6: `until-end` where no end is ever recorded; leave it out, or set `counts-weeks = true`
        "]],
        ),
        (
            "card = \"card\"",
            "card = \"two-list\"",
            expect![[r"
            content/journal.toml:10: `two-list` is not a care card of the article; name one
        "]],
        ),
        (
            "symptom = \"ache\"",
            "symptom = \"itch\"",
            expect![[r"
                content/journal.toml:12: unknown symptom `itch`; name one of this file, or add it
            "]],
        ),
        (
            "from = 4",
            "from = 11",
            expect![[r"
                content/journal.toml:13: a strength that `ache` is not measured by; give a score from 0 to 10
            "]],
        ),
        (
            "from = 4",
            "from = \"spotting\"",
            expect![[r"
                content/journal.toml:13: a strength that `ache` is not measured by; give a score from 0 to 10
            "]],
        ),
        (
            "from = 4",
            "from = \"a-lot\"",
            expect![[r#"
                content/article.md:11: unknown symptom `ache`; name one of journal.toml, or add it there
                content/journal.toml:13: no strength: give a number, the name of a bleeding level, or a temperature such as "38.0 C"; see content/README.md for what belongs here
            "#]],
        ),
        (
            "from = 4",
            "from = 0",
            expect![[r"
                content/journal.toml:13: a warning sign that matches where nothing was felt; begin above none
            "]],
        ),
        (
            "from = 4",
            "from = 7",
            expect![[r"
                content/journal.toml:13: a warning sign that no reading matches; give `to` no less than `from`
            "]],
        ),
        (
            "to = 6",
            "upto = 6",
            expect![[r"
                content/article.md:11: unknown symptom `ache`; name one of journal.toml, or add it there
                content/journal.toml:14: unknown field `upto`, expected one of `card`, `bullet`, `symptom`, `from`, `to`, `one-of`, `weeks`, `days`, `worse-than-the-day-before`, `after-treatment`, `even-if-stopped`, `after-end`, `days-after-end`; see content/README.md for what belongs here
            "]],
        ),
        (
            "{ from = \"20+0\", to = \"36+6\" }",
            "{}",
            expect![[r#"
                content/journal.toml:15: weeks that hold every day, or none; give weeks such as { from = "20+0", to = "36+6" }
            "#]],
        ),
        (
            "{ from = \"20+0\", to = \"36+6\" }",
            "{ from = \"20+7\" }",
            expect![[r"
                content/article.md:11: unknown symptom `ache`; name one of journal.toml, or add it there
                content/journal.toml:15: a gestation is written as weeks+days, as in 20+0, with at most 45 weeks and 6 days; see content/README.md for what belongs here
            "]],
        ),
        (
            "{ from = \"20+0\", to = \"36+6\" }",
            "{ from = \"37+0\", to = \"36+6\" }",
            expect![[r#"
                content/journal.toml:15: weeks that hold every day, or none; give weeks such as { from = "20+0", to = "36+6" }
            "#]],
        ),
        (
            "{ on = 3, of = 4 }",
            "{ on = 1, of = 4 }",
            expect![[r"
                content/journal.toml:16: days that cannot be; give days such as { on = 3, of = 4 }, with `on` from 2 to `of`
            "]],
        ),
        (
            "{ on = 3, of = 4 }",
            "{ on = 5, of = 4 }",
            expect![[r"
                content/journal.toml:16: days that cannot be; give days such as { on = 3, of = 4 }, with `on` from 2 to `of`
            "]],
        ),
        (
            "{ on = 3, of = 4 }",
            "{ on = 3, of = 40 }",
            expect![[r"
                content/journal.toml:16: days that cannot be; give days such as { on = 3, of = 4 }, with `on` from 2 to `of`
            "]],
        ),
        (
            "[[warning-sign]]",
            "[[warning-sign]]\ncard = \"card\"\nbullet = \"aches\"\nsymptom = \"ache\"\nfrom = 4\n\n[[warning-sign]]\ncard = \"card\"\nbullet = \"aches\"\nsymptom = \"ache\"\nfrom = 4\n\n[[warning-sign]]",
            expect![[r"
                content/journal.toml:15: a warning sign that stands twice; keep one of them
            "]],
        ),
    ] {
        check("journal.toml", text, by, &problems);
    }
}

#[test]
fn sources() {
    check(
        "article.md",
        "ache.[^a]",
        "ache.[^b]",
        &expect![[r"
        content/article.md:11: the source `b` is cited but not listed; add a line `[^b]: …` to the sources, or remove the citation
        content/article.md:29: the source `a` is listed but never cited; cite it as [^a] where a sentence rests on it, or take it off the list
    "]],
    );
    check(
        "article.md",
        "ache.[^a]",
        "ache.",
        &expect![[r"
        content/article.md:29: the source `a` is listed but never cited; cite it as [^a] where a sentence rests on it, or take it off the list
    "]],
    );
    check(
        "article.md",
        "[^a]: Someone. [A title](https://example.org/a) Read on 1 January 2026.",
        "[^a]: Someone.",
        &expect![[r"
            content/article.md:29: the source `a` is not publisher, link and note; write: [^key]: Publisher. [Title](https://…) What was read, as in: Read on 22 November 2026.
        "]],
    );
    for (read, problems) in [
        (
            "Read.",
            expect![[r"
                content/article.md:29: the source `a` does not say when it was read; end its note with the day, as in: Read on 22 November 2026.
            "]],
        ),
        (
            "Read on 1 January 2026. With care.",
            expect![[r"
                content/article.md:29: the source `a` does not say when it was read; end its note with the day, as in: Read on 22 November 2026.
            "]],
        ),
        (
            "Seen on 1 January 2026.",
            expect![[r"
                content/article.md:29: the source `a` does not say when it was read; end its note with the day, as in: Read on 22 November 2026.
            "]],
        ),
        (
            "Read by 1 January 2026.",
            expect![[r"
                content/article.md:29: the source `a` does not say when it was read; end its note with the day, as in: Read on 22 November 2026.
            "]],
        ),
        (
            "Read on 30 February 2025.",
            expect![[r"
                content/article.md:29: the source `a` was read on 30 February 2025, which is no day; write the day as in 22 November 2026
            "]],
        ),
        (
            "Read on 1 Janvier 2026.",
            expect![[r"
                content/article.md:29: the source `a` was read on 1 Janvier 2026, which is no day; write the day as in 22 November 2026
            "]],
        ),
        (
            "Read on 2 January 2026.",
            expect![[r"
                content/article.md:29: the source `a` was read on 2 January 2026, after the words were last checked; correct the day, or check the words against it and set last_checked
            "]],
        ),
        ("An excerpt, read on 31 December 2025", expect![]),
    ] {
        check("article.md", "Read on 1 January 2026.", read, &problems);
    }
    check(
        "help.md",
        "Call.",
        "Call.[^a]\n\n[^a]: S. [T](https://example.org) R.\n\nCall",
        &expect![[r"
            content/help.md:7: the section `now` does not open with its short answer; begin it with a paragraph that answers its heading
            content/help.md:9: the paragraph has no id; add one, such as {#some-id} on a line of its own directly below it
            content/help.md:9: the source `a` is cited outside the article; link to it, or to /#sources
            content/help.md:11: a question or a source outside the article; move it to article.md
            content/help.md:11: the source `a` does not say when it was read; end its note with the day, as in: Read on 22 November 2026.
            content/help.md:11: the source `a` is listed outside the sources; list it in the section marked {#sources .sources}
        "]],
    );
}

#[test]
fn figures() {
    for (words, problems) in [
        (
            "It can stop in 3 days.",
            expect![[r"
                content/article.md:20: a paragraph with a figure (“3”) and no source; cite what it rests on, as in 15 in 100.[^key], or leave the figure out
            "]],
        ),
        (
            "For one in **seven** it can stop.",
            expect![[r"
                content/article.md:20: a paragraph with a figure (“one in seven”) and no source; cite what it rests on, as in 15 in 100.[^key], or leave the figure out
            "]],
        ),
        ("In one place, for two in one day. There are three kinds.", expect![]),
        ("It can stop in 3 days.[^a]", expect![]),
        ("It can stop *in 3 days[^a]*.", expect![]),
    ] {
        check("article.md", "It can stop.", words, &problems);
    }
    check(
        "article.md",
        "- rest\n- sleep",
        "- rest[^a]\n- sleep for 8 hours\n- 7 walks[^a]",
        &expect![[r"
            content/article.md:24: a list item with a figure (“8”) and no source; cite what it rests on, as in 15 in 100.[^key], or leave the figure out
        "]],
    );
    check(
        "article.md",
        "- rest\n- sleep",
        "- [999](tel:999) Here",
        &expect![[r"
            content/article.md:23: a list item with a figure (“999”) and no source; cite what it rests on, as in 15 in 100.[^key], or leave the figure out
        "]],
    );
    check("article.md", "- rest\n- sleep\n{#two-list}", "- [999](tel:999) Here\n{#two-list .numbers}", &expect![]);
    check("article.md", "- it aches", "- it aches, 7 out of 10", &expect![]);
    check("help.md", "Call.", "Call in 3 days.", &expect![]);
}

#[test]
fn cards() {
    check(
        "article.md",
        "{#card .urgent}",
        "{#card .soon}",
        &expect![[r"
            content/article.md:14: a care card of unknown level `soon`; give it .emergency, .urgent or .routine behind its id
            content/help.md:12: `card` is no passage of the article; name the id of a paragraph, a list or a care card of article.md
            content/journal.toml:10: `card` is not a care card of the article; name one
        "]],
    );
    check(
        "article.md",
        "{#card .urgent}",
        "{#card}",
        &expect![[r"
            content/article.md:14: a care card of unknown level ``; give it .emergency, .urgent or .routine behind its id
            content/help.md:12: `card` is no passage of the article; name the id of a paragraph, a list or a care card of article.md
            content/journal.toml:10: `card` is not a care card of the article; name one
        "]],
    );
    check(
        "article.md",
        "### Call now if:",
        "### Call now. Then rest if:",
        &expect![[r"
        content/article.md:14: a care card with more than one action (“. Then rest if”); give a card one action, in one phrase that ends with a colon
    "]],
    );
    check(
        "article.md",
        "### Call now if:",
        "### Call now and rest if:",
        &expect![[r"
        content/article.md:14: a care card with more than one action (“and rest if”); give a card one action, in one phrase that ends with a colon
    "]],
    );
    check(
        "article.md",
        "### Call now if:",
        "### Call now",
        &expect![[r"
        content/article.md:14: a care card with more than one action (“Call now”); give a card one action, in one phrase that ends with a colon
    "]],
    );
    check(
        "article.md",
        "- it aches",
        "- a {#a}\n- b {#b}\n- c {#c}\n- d {#d}\n- e {#e}\n- f",
        &expect![[r"
            content/article.md:16: a care card with 6 signs, which is more than 5; part it into two cards
            content/journal.toml:1: no warning sign stands for `a` of the care card `card`; add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why
            content/journal.toml:1: no warning sign stands for `b` of the care card `card`; add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why
            content/journal.toml:1: no warning sign stands for `c` of the care card `card`; add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why
            content/journal.toml:1: no warning sign stands for `d` of the care card `card`; add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why
            content/journal.toml:1: no warning sign stands for `e` of the care card `card`; add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why
        "]],
    );
    check(
        "article.md",
        "- it aches",
        "it aches",
        &expect![[r"
            content/article.md:14: a care card without its list of signs; let a list follow its heading
            content/article.md:16: the paragraph has no id; add one, such as {#some-id} on a line of its own directly below it
            content/help.md:12: `card` is no passage of the article; name the id of a paragraph, a list or a care card of article.md
            content/journal.toml:10: `card` is not a care card of the article; name one
        "]],
    );
    check(
        "article.md",
        "- it aches",
        "- it aches[^a]",
        &expect![[r"
        content/article.md:16: a care card with a citation or a link that is no telephone number; say it in the card, and cite below it in a .basis paragraph
    "]],
    );
    check(
        "article.md",
        "- it aches",
        "- it aches: [look](https://example.org/)",
        &expect![[r"
        content/article.md:16: a care card with a citation or a link that is no telephone number; say it in the card, and cite below it in a .basis paragraph
    "]],
    );
}

#[test]
fn the_signs_of_cards() {
    for (sign, problems) in [
        (
            "- it aches.",
            expect![[r"
                content/article.md:16: a sign that ends like a sentence; leave the mark at its end out
            "]],
        ),
        (
            "- does it ache?",
            expect![[r"
                content/article.md:16: a sign that ends like a sentence; leave the mark at its end out
            "]],
        ),
        (
            "- it aches {#first}\n- it aches. It does not stop",
            expect![[r"
                content/article.md:17: a sign with a second sentence; make it one phrase, or two signs
                content/journal.toml:1: no warning sign stands for `first` of the care card `card`; add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why
            "]],
        ),
        (
            "- It aches",
            expect![[r"
                content/article.md:16: a sign that begins with a capital letter; begin it small; if it is a name of one word, let another word stand before it
            "]],
        ),
        (
            "- it aches {#first}\n-",
            expect![[r"
                content/article.md:17: a sign without words; say what the sign is, or take it off the card
                content/journal.toml:1: no warning sign stands for `first` of the care card `card`; add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why
            "]],
        ),
        (
            "- RhD-negative blood {#a}\n- Braxton Hicks pains {#b}\n- 38.5 °C or more {#c}\n- [999](tel:999) told you to",
            expect![[r"
                content/journal.toml:1: no warning sign stands for `a` of the care card `card`; add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why
                content/journal.toml:1: no warning sign stands for `b` of the care card `card`; add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why
                content/journal.toml:1: no warning sign stands for `c` of the care card `card`; add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why
            "]],
        ),
    ] {
        check("article.md", "- it aches", sign, &problems);
    }
    check(
        "article.md",
        "### Call now if: {#card .urgent}",
        "### Go now if: {#card .emergency}",
        &expect![[r"
            content/article.md:14: an emergency card that does not begin with “Call” (“Go now if:”); say first who to call
        "]],
    );
    check("article.md", "{#card .urgent}", "{#card .emergency}", &expect![]);
    check(
        "article.md",
        "### Call now if: {#card .urgent}",
        "### Go now if: {#card .urgent}",
        &expect![[r"
        content/article.md:14: an urgent card that does not begin with “Call” (“Go now if:”); say first who to call
    "]],
    );
    check("article.md", "### Call now if: {#card .urgent}", "### Go now if: {#card .routine}", &expect![]);
}

/// Each sign of a card has an id, a warning sign that stands for it, or a reason why it has none.
#[test]
fn the_signs_of_cards_and_the_journal() {
    for (file, text, by, problems) in [
        (
            "article.md",
            "- it aches {#aches}",
            "- it aches",
            expect![[r"
            content/article.md:14: a sign without an id (“it aches”); add one behind it, such as {#some-id}: journal.toml names it
            content/journal.toml:11: `aches` is no sign of the care card `card`; name the id of one of its signs
        "]],
        ),
        (
            "article.md",
            "- it aches {#aches}",
            "- it aches {#Aches}",
            expect![[r"
            content/article.md:14: a sign without an id (“it aches”); add one behind it, such as {#some-id}: journal.toml names it
            content/article.md:16: `Aches` is not an id; an id is made of small letters, digits and hyphens, begins with a letter, and has at most 64
            content/journal.toml:11: `aches` is no sign of the care card `card`; name the id of one of its signs
        "]],
        ),
        (
            "article.md",
            "- it aches {#aches}",
            "- it aches {#aches}\n- it itches {#aches}",
            expect![[r"
            content/article.md:17: a second sign `aches` on a card; give each sign of a card an id of its own
        "]],
        ),
        (
            "article.md",
            "- it aches {#aches}",
            "- it aches {#aches}\n- it itches {#itches}",
            expect![[r"
            content/journal.toml:1: no warning sign stands for `itches` of the care card `card`; add a [[warning-sign]] with this `bullet`, or a [[no-sign]] that says why
        "]],
        ),
        (
            "article.md",
            "- it aches {#aches}",
            "- it aches {#itches}",
            expect![[r"
            content/journal.toml:11: `aches` is no sign of the care card `card`; name the id of one of its signs
        "]],
        ),
        (
            "journal.toml",
            "bullet = \"aches\"\n",
            "",
            expect![[r"
            content/journal.toml:10: a warning sign of `card` without its `bullet`; name the sign of the card that it stands for, by its id
        "]],
        ),
        (
            "journal.toml",
            "bullet = \"aches\"",
            "bullet = \"itches\"",
            expect![[r"
            content/journal.toml:11: `itches` is no sign of the care card `card`; name the id of one of its signs
        "]],
        ),
        (
            "journal.toml",
            "[[warning-sign]]",
            "[[no-sign]]\ncard = \"card\"\nbullet = \"aches\"\nwhy = \"Nobody asks.\"\n\n[[warning-sign]]",
            expect![[r"
                content/journal.toml:10: a reason for no warning sign of `aches` on `card`, which has one; keep one of them
            "]],
        ),
        (
            "journal.toml",
            "[[warning-sign]]",
            "[[no-sign]]\ncard = \"card\"\nbullet = \"itches\"\nwhy = \" \"\n\n[[warning-sign]]",
            expect![[r"
                content/journal.toml:10: `itches` is no sign of a care card `card`; name a card, and the id of one of its signs
                content/journal.toml:12: `why` without words; say why the journal cannot look at it
            "]],
        ),
    ] {
        check(file, text, by, &problems);
    }
    // Where the words say why, no warning sign is needed; and without a journal, no id.
    let mut files = sound();
    let article = text_of(&files, "article.md").replace("{#aches}", "{#aches}\n- it itches {#itches}");
    let journal = text_of(&files, "journal.toml")
        + "\n[[no-sign]]\ncard = \"card\"\nbullet = \"itches\"\nwhy = \"Nobody asks.\"\n";
    files.insert("article.md".to_owned(), article.into_bytes());
    files.insert("journal.toml".to_owned(), journal.into_bytes());
    assert_eq!(problems_of(&files), "");
}

/// What the journal says of cards, of an end, of treatment and of unknown weeks.
#[test]
#[expect(clippy::too_many_lines, reason = "one table")]
fn the_cards_of_the_journal() {
    let counted = "[\"two-list\"]\ncounts-weeks = true";
    for (top, sign, problems) in [
        ("strictest-first = [\"card\"]", "", expect![]),
        (
            "strictest-first = []",
            "",
            expect![[r"
            content/journal.toml:3: an order of cards that leaves one out, or names what is no card; name each care card of the article once
        "]],
        ),
        (
            "strictest-first = [\"card\", \"two-list\"]",
            "",
            expect![[r"
            content/journal.toml:3: an order of cards that leaves one out, or names what is no card; name each care card of the article once
        "]],
        ),
        ("", "even-if-stopped = true\nworse-than-the-day-before = true\nafter-treatment = true", expect![]),
        // An end.
        ("days-after-end = 42", "after-end = \"only\"", expect![]),
        ("days-after-end = 42", "after-end = \"later\"", expect![]),
        ("", "after-end = \"quiet\"", expect![]),
        (
            "",
            "after-end = \"only\"",
            expect![[r"
            content/journal.toml:16: a span after an end that is not given; set `days-after-end` at the top of this file
        "]],
        ),
        (
            "",
            "after-end = \"never\"",
            expect![[r"
            content/article.md:11: unknown symptom `ache`; name one of journal.toml, or add it there
            content/journal.toml:16: unknown variant `never`, expected one of `quiet`, `only`, `later`; see content/README.md for what belongs here
        "]],
        ),
        ("days-after-end = 42", "after-end = \"only\"\ndays-after-end = { from = 11, to = 21 }", expect![]),
        (
            "days-after-end = 42",
            "after-end = \"only\"\ndays-after-end = { from = 21, to = 11 }",
            expect![[r#"
            content/journal.toml:17: days after an end that cannot be; give days such as { from = 11, to = 21 }, beside `after-end = "only"`
        "#]],
        ),
        (
            "days-after-end = 42",
            "after-end = \"later\"\ndays-after-end = { from = 11, to = 21 }",
            expect![[r#"
            content/journal.toml:17: days after an end that cannot be; give days such as { from = 11, to = 21 }, beside `after-end = "only"`
        "#]],
        ),
        (
            "",
            "weeks = { to = \"11+6\" }\nafter-end = \"quiet\"",
            expect![[r"
            content/journal.toml:17: `after-end` of a sign with weeks; leave it out: such a sign is quiet after an end
        "]],
        ),
        // Passages beside cards, of the article and of "Get help".
        (
            "[[below]]\npassage = \"two-list\"\ncards = [\"card\"]\nonly-for = [\"ache\"]\nweeks-unknown = true",
            "",
            expect![],
        ),
        ("[[below]]\npassage = \"now-answer\"\ncards = [\"card\"]", "", expect![]),
        (
            "[[below]]\npassage = \"nowhere\"\ncards = [\"two-list\"]\nonly-for = [\"itch\"]",
            "",
            expect![[r"
            content/journal.toml:4: `nowhere` is no passage of the article, and none of “Get help”; name one
            content/journal.toml:5: `two-list` is not a care card of the article; name one
            content/journal.toml:6: unknown symptom `itch`; name one of this file, or add it
        "]],
        ),
        (
            "[[below]]\npassage = \"card\"\ncards = [\"card\"]",
            "",
            expect![[r"
            content/journal.toml:4: `card` is a care card; name a passage that stands beside one
        "]],
        ),
        (
            "[[above]]\npassage = \"two-answer\"\ncards = [\"card\"]",
            "",
            expect![[r"
            content/journal.toml:1: no warning sign leads to the passage `two-answer`; add a [[warning-sign]] that calls for it, or take it away
        "]],
        ),
        // The question that narrows the weeks.
        (
            "[weeks-question]\nasks = \"How far?\"\nnot-sure = \"Not sure\"\nanswer = [{ name = \"Early\", weeks = { to = \"11+6\" } }, { name = \"Late\", weeks = { from = \"12+0\" } }]",
            "",
            expect![],
        ),
        (
            "[weeks-question]\nasks = \"How far?\"\nnot-sure = \"Not sure\"\nanswer = [{ name = \"Early\", weeks = { to = \"12+0\" } }, { name = \"Late\", weeks = { from = \"12+0\" } }]",
            "",
            expect![[r"
                content/journal.toml:3: a question about the weeks that does not part them; give two or more answers, each with its words and with weeks of its own
            "]],
        ),
        (
            "[weeks-question]\nasks = \"How far?\"\nnot-sure = \" \"\nanswer = [{ name = \"Early\", weeks = { to = \"11+6\" } }]",
            "",
            expect![[r"
                content/journal.toml:3: a question about the weeks that does not part them; give two or more answers, each with its words and with weeks of its own
            "]],
        ),
    ] {
        let mut files = sound();
        let journal = text_of(&files, "journal.toml");
        let journal = journal.replace("[\"two-list\"]", &format!("{counted}\n{top}"));
        let plain = "from = 4\nto = 6\nweeks = { from = \"20+0\", to = \"36+6\" }\ndays = { on = 3, of = 4 }";
        let journal = if sign.is_empty() { journal } else { journal.replace(plain, &format!("from = 4\n{sign}")) };
        files.insert("journal.toml".to_owned(), journal.into_bytes());
        problems.assert_eq(&problems_of(&files));
    }
    // A passage above a card is called for like one; it stands for no sign of a card.
    let mut files = sound();
    let above = "[[above]]\npassage = \"two-answer\"\ncards = [\"card\"]\n\n[[warning-sign]]\ncard = \"two-answer\"\nsymptom = \"ache\"\nfrom = 1\n";
    let journal = format!("{}\n{above}", text_of(&files, "journal.toml"));
    files.insert("journal.toml".to_owned(), journal.clone().into_bytes());
    assert_eq!(problems_of(&files), "");
    let (leaflet, _) = leaflet::read(&files);
    let signs = leaflet.and_then(|leaflet| leaflet.journal).expect("it has a journal").warning_signs;
    let cards: Vec<&str> = signs.iter().map(|sign| sign.card.as_str()).collect();
    assert_eq!(cards, ["two-answer", "card"], "the passage stands above its card");
    let journal = journal.replace("symptom = \"ache\"\nfrom = 1", "bullet = \"aches\"\nsymptom = \"ache\"\nfrom = 1");
    files.insert("journal.toml".to_owned(), journal.into_bytes());
    expect![[r"
        content/journal.toml:24: a `bullet` of `two-answer`, which is no care card; leave it out
    "]]
    .assert_eq(&problems_of(&files));
    // Nothing of it where no end and no dates are recorded.
    for (sign, problems) in [
        (
            "after-end = \"quiet\"",
            expect![[r"
        content/journal.toml:16: `after-end` of a sign with weeks; leave it out: such a sign is quiet after an end
        content/journal.toml:16: `after-end` where no end is ever recorded; set `counts-weeks = true`
    "]],
        ),
        (
            "after-treatment = true",
            expect![[r"
        content/journal.toml:16: `after-treatment` where no dates are asked for; set `counts-weeks = true`
    "]],
        ),
    ] {
        check("journal.toml", "days = { on = 3, of = 4 }\n", &format!("{sign}\n"), &problems);
    }
}

/// A milder card never comes before a stricter one.
#[test]
fn the_order_of_the_cards() {
    let mut files = sound();
    let twin = "{#aches}\n\n### Call them now if: {#worse .emergency}\n\n- it aches a lot {#aches}\n";
    let article = text_of(&files, "article.md").replacen("{#aches}\n", twin, 1);
    let sign = "\n[[warning-sign]]\ncard = \"worse\"\nbullet = \"aches\"\nsymptom = \"ache\"\nfrom = 7\n";
    let journal = text_of(&files, "journal.toml") + sign;
    files.insert("article.md".to_owned(), article.into_bytes());
    for (order, problems) in [
        ("[\"worse\", \"card\"]", expect![]),
        (
            "[\"card\", \"worse\"]",
            expect![[r"
            content/journal.toml:1: a milder card before a stricter one; emergency cards come before urgent ones, and these before routine ones
        "]],
        ),
        (
            "[\"worse\"]",
            expect![[r"
            content/journal.toml:1: an order of cards that leaves one out, or names what is no card; name each care card of the article once
        "]],
        ),
        (
            "[\"worse\", \"worse\"]",
            expect![[r"
            content/journal.toml:1: an order of cards that leaves one out, or names what is no card; name each care card of the article once
        "]],
        ),
    ] {
        let text = format!("strictest-first = {order}\n{journal}");
        files.insert("journal.toml".to_owned(), text.into_bytes());
        problems.assert_eq(&problems_of(&files));
    }
}

#[test]
fn cards_that_say_the_same() {
    let card = "### Call now if: {#card .urgent}\n\n- it aches {#aches}\n";
    for (twin, problems) in [
        (
            "### Call now if: {#twin .urgent}\n\n- it aches {#aches}\n",
            expect![[r"
                content/article.md:18: a care card that says what the card `card` says; keep one of them, and link to it or show it by its id
                content/journal.toml:1: no warning sign leads to the care card `twin`; add a [[warning-sign]] that calls for it
            "]],
        ),
        (
            "### Call now if: {#twin .emergency}\n\n- it aches {#aches}\n",
            expect![[r"
            content/journal.toml:1: no warning sign leads to the care card `twin`; add a [[warning-sign]] that calls for it
        "]],
        ),
        (
            "### Call them if: {#twin .urgent}\n\n- it aches {#aches}\n",
            expect![[r"
            content/journal.toml:1: no warning sign leads to the care card `twin`; add a [[warning-sign]] that calls for it
        "]],
        ),
        (
            "### Call now if: {#twin .urgent}\n\n- it aches a lot {#aches}\n",
            expect![[r"
            content/journal.toml:1: no warning sign leads to the care card `twin`; add a [[warning-sign]] that calls for it
        "]],
        ),
    ] {
        check("article.md", card, &format!("{card}\n{twin}"), &problems);
    }
}

#[test]
fn links() {
    check(
        "article.md",
        "(#two-list)",
        "(#nowhere)",
        &expect![[r"
        content/article.md:11: a dead link: /#nowhere; link to an id that stands there, or give the place this id
    "]],
    );
    check("article.md", "(#two-list)", "(/help/#now)", &expect![]);
    check(
        "article.md",
        "(#two-list)",
        "(/help/#then)",
        &expect![[r"
        content/article.md:11: a dead link: /help/#then; link to an id that stands there, or give the place this id
    "]],
    );
    check(
        "article.md",
        "(#two-list)",
        "(/nowhere/)",
        &expect![[r"
        content/article.md:11: a link to `/nowhere/`, which is no place that a leaflet can link to; link to #id, /#id, /faq/, /journal/, /help/, /about/, tel:… or https://…
    "]],
    );
    check(
        "article.md",
        "(#two-list)",
        "(http://example.org/)",
        &expect![[r"
        content/article.md:11: a link to `http://example.org/`, which is no place that a leaflet can link to; link to #id, /#id, /faq/, /journal/, /help/, /about/, tel:… or https://…
    "]],
    );
    check(
        "article.md",
        "(#two-list)",
        "(javascript:alert)",
        &expect![[r"
        content/article.md:11: a link to `javascript:alert`, which is no place that a leaflet can link to; link to #id, /#id, /faq/, /journal/, /help/, /about/, tel:… or https://…
    "]],
    );
    check(
        "article.md",
        "(#two-list)",
        "(tel:one)",
        &expect![[r"
        content/article.md:11: a link to `tel:one`, which is no place that a leaflet can link to; link to #id, /#id, /faq/, /journal/, /help/, /about/, tel:… or https://…
    "]],
    );
    check("article.md", "(#two-list)", "(/faq/#q-ache)", &expect![]);
    check("article.md", "(#two-list)", "(/about/#changes)", &expect![]);
}

/// What is pressed dials what it shows.
#[test]
fn a_number_that_is_dialled_is_the_one_printed() {
    for (link, problem) in [
        ("[999](tel:999)", ""),
        ("[0800 611-116](tel:0800611116)", ""),
        ("[+44 20 7733 2653](tel:+442077332653)", ""),
        ("[**999**](tel:999)", ""),
        ("[999](tel:998)", "a link that shows 999 and dials 998"),
        ("[0800 611 116](tel:800611116)", "a link that shows 0800611116 and dials 800611116"),
        ("[44 20](tel:+4420)", "a link that shows 4420 and dials +4420"),
        ("[call us](tel:999)", "a link that shows  and dials 999"),
        ("[999, in 2 minutes](tel:999)", "a link that shows 9992 and dials 999"),
        ("[1800 RESPECT](tel:1800737732)", "a link that shows 1800 and dials 1800737732"),
    ] {
        let mut files = sound();
        let article = text_of(&files, "article.md").replace("[below](#two-list)", link);
        files.insert("article.md".to_owned(), article.into_bytes());
        let expected = if problem.is_empty() {
            String::new()
        } else {
            let remedy = "print the number that is dialled, and no other digits: [0800 611 116](tel:0800611116)";
            format!("content/article.md:11: {problem}; {remedy}\n")
        };
        assert_eq!(problems_of(&files), expected, "{link}");
    }
}

/// The numbers of a country, which are pressed first, agree with what the leaflet says elsewhere.
#[test]
fn the_numbers_of_countries() {
    for (country, problem) in [
        ("emergency = [{ number = \"112\" }]", ""),
        ("emergency = [{ number = \"113\", from = \"from a mobile\" }, { number = \"112\" }]", ""),
        ("advice = { number = \"0800 1\", says = \"A line\" }", "advice"),
        ("emergency = [{ number = \"112\" }]\nadvice = { number = \"0800 2\", says = \"A line, day and night\" }", ""),
        (
            "emergency = [{ number = \"114\" }]",
            "the emergency number 114 of XX, which the article does not list; the article lists 112, 113: look up which is right",
        ),
        (
            "emergency = [{ number = \"one\" }]",
            "`one` is no telephone number; write digits, perhaps parted by spaces or hyphens, as they are printed",
        ),
        ("emergency = [{ number = \"112 \" }]", "number"),
        (
            "emergency = [{ number = \"112\" }]\nadvice = { number = \"0800 2\", says = \"A line, 9 to 5\" }",
            "digits beside the number (\u{201c}A line, 9 to 5\u{201d}); say it in words, or in `note`: what is pressed shows the digits that it dials alone",
        ),
        ("emergency = [{ number = \"112\" }]\nnote = \"Rest will cure it.\"", "rest cures nothing"),
        (
            "emergency = [{ number = \"112\" }]\nadvice = { number = \"0800 2\", says = \"Rest cures\" }",
            "rest cures nothing",
        ),
        ("emergency = [{ number = \"112\" }]\nnote = \"A never word.\"", "never word"),
    ] {
        let mut files = sound();
        let edits = [
            (
                "article.md",
                "- rest\n- sleep\n{#two-list}",
                "- [112](tel:112) or [113](tel:113) X {country=XX}\n{#two-list .numbers}",
            ),
            ("help.md", "- #card", "- [0800 2](tel:08002) A line {country=XX}\n{#lines .numbers}"),
        ];
        for (file, text, by) in edits {
            let whole = text_of(&files, file);
            assert!(whole.contains(text), "{file}");
            files.insert(file.to_owned(), whole.replace(text, by).into_bytes());
        }
        let site = text_of(&files, "site.toml") + "\n[[country]]\ncode = \"XX\"\nname = \"X\"\n" + country + "\n";
        files.insert("site.toml".to_owned(), site.into_bytes());
        let problems = problems_of(&files);
        assert!(problems.is_empty() == problem.is_empty() && problems.contains(problem), "{country}: {problems}");
    }
}

#[test]
fn questions() {
    check(
        "article.md",
        "- #one-answer",
        "- #nothing",
        &expect![[r"
        content/article.md:35: an answer with `nothing`, which is no passage of the article; name the id of a paragraph, a list or a care card
    "]],
    );
    check(
        "article.md",
        "- #one-answer",
        "",
        &expect![[r"
        content/article.md:33: the question `q-ache` has no answer; list the ids of its passages
    "]],
    );
    check(
        "article.md",
        "- #one-answer",
        "It does ache.\n{#own-words}",
        &expect![[r"
        content/article.md:33: the question `q-ache` has no answer; list the ids of its passages
        content/article.md:35: words of its own among the questions; answer with a list of ids, such as - #some-id: the answer is what the article says
    "]],
    );
    check(
        "article.md",
        "- rest\n- sleep\n{#two-list}",
        "- #one-answer",
        &expect![[r"
            content/article.md:23: a list of ids in the article's own text; write the passage once, and link to it
            content/journal.toml:1: `two-list` is not a passage of the article; name one
            content/article.md:11: a dead link: /#two-list; link to an id that stands there, or give the place this id
        "]],
    );
    check(
        "help.md",
        "- #card",
        "- #two",
        &expect![[r"
        content/help.md:12: `two` is no passage of the article; name the id of a paragraph, a list or a care card of article.md
    "]],
    );
}

#[test]
fn form() {
    check(
        "article.md",
        "It can stop.\n{#two-answer}",
        "- stop\n{#two-answer}",
        &expect![[r"
        content/article.md:18: the section `two` does not open with its short answer; begin it with a paragraph that answers its heading
    "]],
    );
    check(
        "article.md",
        "It can stop.",
        "It can `stop`.",
        &expect![[r"
        content/article.md:20: a kind of text that a passage cannot hold; use only words, **bold**, *emphasis*, links and citations
    "]],
    );
    check(
        "article.md",
        "It can stop.",
        "It can <b>stop</b>.",
        &expect![[r"
        content/article.md:20: a kind of text that a passage cannot hold; use only words, **bold**, *emphasis*, links and citations
        content/article.md:20: a kind of text that a passage cannot hold; use only words, **bold**, *emphasis*, links and citations
    "]],
    );
    check(
        "article.md",
        "It can stop.",
        "![stop](https://example.org/a.png)",
        &expect![[r"
        content/article.md:20: a kind of text that a passage cannot hold; use only words, **bold**, *emphasis*, links and citations
    "]],
    );
    check(
        "article.md",
        "It can stop.\n",
        "It can stop.\n{#x}\n\n> quoted\n\nMore.\n",
        &expect![[r"
        content/article.md:23: a kind of block that a leaflet does not have; use paragraphs, lists of one level, and headings
    "]],
    );
    check(
        "article.md",
        "- rest\n",
        "- rest\n  - more\n",
        &expect![[r"
        content/article.md:24: a kind of text that a passage cannot hold; use only words, **bold**, *emphasis*, links and citations
    "]],
    );
    check(
        "article.md",
        "## Two {#two}",
        "# Two {#two}",
        &expect![[r"
        content/article.md:18: a heading of a level that a leaflet does not have: Two; use ## for a section and ### for a care card or a question
    "]],
    );
    check(
        "article.md",
        "- rest\n- sleep\n{#two-list}",
        "- rest\n- sleep\n{#two-list .numbers}",
        &expect![[r"
        content/article.md:23: a list of numbers with an item that does not begin with one; begin each item with a link such as [999](tel:999)
    "]],
    );
}

#[test]
fn front_matter() {
    check(
        "article.md",
        "+++\ntitle",
        "title",
        &expect![[r"
        content/article.md:1: the paragraph has no id; add one, such as {#some-id} on a line of its own directly below it
        content/article.md:1: there is no front matter; begin the file with a block between two lines `+++`
    "]],
    );
    check(
        "article.md",
        "title = \"T\"\n",
        "",
        &expect![[r"
        content/article.md:2: missing field `title`; see content/README.md for what belongs here
    "]],
    );
    check(
        "article.md",
        "title = \"T\"",
        "title = T",
        &expect![[r"
        content/article.md:2: invalid boolean, expected `true`; see content/README.md for what belongs here
    "]],
    );
    check(
        "article.md",
        "title = \"T\"",
        "title = \"T\"\ncolour = \"red\"",
        &expect![[r"
            content/article.md:3: unknown field `colour`, expected one of `title`, `summary`, `last_checked`, `next_check`, `authorship`, `reviewed_by`, `changes`; see content/README.md for what belongs here
        "]],
    );
    check(
        "article.md",
        "2026-07-01",
        "\"2026-07-01\"",
        &expect![[r#"
        content/article.md:5: invalid type: string "2026-07-01", expected a TOML datetime; see content/README.md for what belongs here
    "#]],
    );
    check(
        "article.md",
        "2026-07-01",
        "2025-07-01",
        &expect![[r"
            content/article.md:5: the next check is due before the last one; set next_check to a later day
        "]],
    );
    check(
        "article.md",
        "2026-07-01",
        "2027-01-02",
        &expect![[r"
            content/article.md:5: the next check is due more than 12 months after the last one; set next_check to 2027-01-01 or an earlier day
        "]],
    );
    check("article.md", "2026-07-01", "2027-01-01", &expect![]);
    check(
        "article.md",
        "2026-07-01",
        "2026-02-30",
        &expect![[r"
        content/article.md:5: invalid date, expected day between 01 and 28; see content/README.md for what belongs here
    "]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table")]
fn changes_and_review() {
    let both = "{ date = 2026-01-01, what = \"More.\" }, { date = 2025-12-01, what = \"First version.\" }";
    let change = "\n[[changes]]\ndate = 2025-12-01\nwhat = ";
    let reviewed = "\"A.\"\nreviewed_by = ";
    for (text, by, problems) in [
        (
            "date = 2025-12-01",
            "date = 2026-01-01",
            expect![[r"
            content/article.md:7: a change that is not older than the one before it; put the newest first, and what changed on one day into one entry
        "]],
        ),
        (
            "date = 2025-12-01",
            "date = 2026-01-02",
            expect![[r"
            content/article.md:7: a change after the words were last checked; set last_checked to the day on which the changed words were checked
            content/article.md:7: a change that is not older than the one before it; put the newest first, and what changed on one day into one entry
        "]],
        ),
        (
            "date = 2025-12-01, ",
            "",
            expect![[r"
            content/article.md:7: missing field `date`; see content/README.md for what belongs here
        "]],
        ),
        (
            "date = 2025-12-01",
            "date = \"2025-12-01\"",
            expect![[r#"
            content/article.md:7: invalid type: string "2025-12-01", expected a TOML datetime; see content/README.md for what belongs here
        "#]],
        ),
        (
            "date = 2025-12-01",
            "date = 12:00:00",
            expect![[r"
            content/article.md:7: `date` is not a date; write it as 2026-11-22, without quotation marks
        "]],
        ),
        (
            "date = 2025-12-01",
            "date = 2025-12-01, who = \"A.\"",
            expect![[r"
            content/article.md:7: unknown field `who`, expected `date` or `what`; see content/README.md for what belongs here
        "]],
        ),
        (
            "\"First version.\"",
            "\" \"",
            expect![[r"
            content/article.md:7: a change that does not say what has changed; say it in one or two sentences
        "]],
        ),
        (
            "\"First version.\"",
            "\"One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty more.\"",
            expect![[r"
            content/article.md:7: a sentence of 21 words (“One two three four five six …”); part it: 20 words or fewer
        "]],
        ),
        (
            both,
            "",
            expect![[r#"
            content/article.md:4: no changes are listed; add a block [[changes]] with a date and what = "First version."
        "#]],
        ),
        (
            &format!("changes = [{both}]"),
            &format!("{change}\"Something.\"\n{change}\"First version.\""),
            expect![[r"
            content/article.md:13: a change that is not older than the one before it; put the newest first, and what changed on one day into one entry
        "]],
        ),
        ("\"A.\"", &format!("{reviewed}{{ name = \"B. C.\", role = \"midwife\", on = 2025-12-24 }}"), expect![]),
        (
            "\"A.\"",
            &format!("{reviewed}{{ name = \"\", role = \" \", on = 2026-01-02 }}"),
            expect![[r"
            content/article.md:7: a review after the words were last checked; set last_checked to that day or later, or mend the review's day
            content/article.md:7: a review with an empty `name`; say who has reviewed the words, or leave `reviewed_by` out
            content/article.md:7: a review with an empty `role`; say who has reviewed the words, or leave `reviewed_by` out
        "]],
        ),
        (
            "\"A.\"",
            &format!("{reviewed}{{ name = \"B. C.\", role = \"midwife\" }}"),
            expect![[r"
            content/article.md:7: missing field `on`; see content/README.md for what belongs here
        "]],
        ),
        (
            "\"A.\"",
            &format!("{reviewed}\"B. C.\""),
            expect![[r#"
            content/article.md:7: invalid type: string "B. C.", expected struct ReviewEntry; see content/README.md for what belongs here
        "#]],
        ),
    ] {
        check("article.md", text, by, &problems);
    }
}

#[test]
fn plain_language() {
    check(
        "article.md",
        "It can stop.",
        "It can stop one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen.",
        &expect![[r"
            content/article.md:20: a sentence of 21 words (“It can stop one two three …”); part it: 20 words or fewer
        "]],
    );
    check(
        "article.md",
        "It can stop.",
        "It can. It may. It did. It does.",
        &expect![[r"
        content/article.md:20: a paragraph of 4 sentences; part it: 3 sentences or fewer
    "]],
    );
    check(
        "article.md",
        "It can stop.",
        "Extraordinary complications necessitate multidisciplinary investigation.",
        &expect![[r"
        content/article.md:1: the article reads at grade 11.7, which is above 6.0; use shorter sentences and shorter words
    "]],
    );
    check(
        "article.md",
        "It can stop.",
        "It can Never Words stop.",
        &expect![[r"
        content/article.md:20: the words “never word”, which the leaflet never uses; say it in other words
    "]],
    );
}

/// A text of a grade above 8, with this many words, which is a multiple of 4.
fn hard(words: usize) -> String {
    let paragraphs: Vec<String> =
        (0..words / 4).map(|at| format!("Investigations take {at} months.[^a]\n{{#hard-{at}}}\n\n")).collect();
    paragraphs.concat()
}

#[test]
fn the_grade_of_a_section() {
    let easy: Vec<String> = (0..300).map(|at| format!("It can go. It can be. It can.\n{{#easy-{at}}}\n\n")).collect();
    let easy = easy.concat();
    // The section holds 96 hard words, the list of two, and these.
    for (more, problems) in [
        ("Rest.", expect![]),
        (
            "Rest now.",
            expect![[r"
                content/article.md:923: the section “Three” reads at grade 8.9, which is above 8.0; use shorter sentences and shorter words
            "]],
        ),
    ] {
        let three = format!("## Three {{#three}}\n\n{}{more}\n{{#three-more}}\n", hard(96));
        let two = format!("It can stop.\n{{#two-answer}}\n\n{easy}{three}");
        check("article.md", "It can stop.\n{#two-answer}", &two, &problems);
    }
    check(
        "help.md",
        "Call.",
        "Extraordinary complications necessitate investigation.",
        &expect![[r"
            content/help.md:1: the page reads at grade 39.0, which is above 6.0; use shorter sentences and shorter words
        "]],
    );
}

#[test]
fn the_report_on_a_sound_leaflet() -> Result<(), ImpossibleDate> {
    let survey = leaflet::survey(&sound());
    let report = leaflet::report(&survey, CalendarDate::new(2026, 3, 1)?);
    expect![[r"
        about.md
          line  words  longest sentence  grade  section
             7      1                 1  (0.0)  Now
                    1                 1   0.0   (the whole file)

        article.md
          line  words  longest sentence  grade  section
             9     10                 3  (0.0)  One
            18      5                 3  (0.0)  Two
                   15                 3   0.0   (the whole file)

        help.md
          line  words  longest sentence  grade  section
             7      1                 1  (0.0)  Now
                    1                 1   0.0   (the whole file)

        Grades are Flesch–Kincaid. One in brackets is not judged: it is of fewer than 100 words.

        Sources
          place          cited  read on         source
          article.md:29      1  1 January 2026  Someone. A title

        Care cards
          place          signs  level   card
          article.md:14      1  urgent  Call now if:

        Questions
          place          passages  question
          article.md:33         1  Does it ache?

        Symptoms of the journal
          passages  warning signs  symptom
                 1              1  Ache

        The words were last checked on 1 January 2026; the next check is due on 1 July 2026, in 122 days.

        The words are sound.
    "]]
    .assert_eq(&report);
    Ok(())
}

#[test]
fn the_report_on_a_leaflet_with_problems() -> Result<(), ImpossibleDate> {
    let mut files = sound();
    let article = text_of(&files, "article.md").replace("It can stop.", "It can stop in 3 days.");
    let article = article.replace("title = \"T\"\n", "") + "\n## Four\n";
    files.insert("article.md".to_owned(), article.into_bytes());
    files.remove("help.md");
    let journal = text_of(&files, "journal.toml").replace("\"Ache\"", "\"Rest, and be cured\"");
    files.insert("journal.toml".to_owned(), journal.into_bytes());
    expect![[r"
        about.md
          line  words  longest sentence  grade  section
             7      1                 1  (0.0)  Now
                    1                 1   0.0   (the whole file)

        article.md
          line  words  longest sentence  grade  section
             8     10                 3  (0.0)  One
            17      8                 6  (0.0)  Two
                   18                 6   0.0   (the whole file)

        Grades are Flesch–Kincaid. One in brackets is not judged: it is of fewer than 100 words.

        Sources
          place          cited  read on         source
          article.md:28      1  1 January 2026  Someone. A title

        Care cards
          place          signs  level   card
          article.md:13      1  urgent  Call now if:

        Questions
          place          passages  question
          article.md:32         1  Does it ache?

        content/article.md:2: missing field `title`; see content/README.md for what belongs here
        content/article.md:19: a paragraph with a figure (“3”) and no source; cite what it rests on, as in 15 in 100.[^key], or leave the figure out
        content/article.md:36: the section has no id; add one, such as ## Heading {#some-id}
        content/help.md:1: the file is missing; write it; content/README.md tells how
        content/journal.toml:5: the words “rest and be cured”: rest cures nothing; say that it eases

        The words have 5 problems.
    "]]
    .assert_eq(&leaflet::report(&leaflet::survey(&files), CalendarDate::new(2026, 3, 1)?));
    Ok(())
}

/// What is said of a check that is due on 1 July 2026, and whether the words may be released.
#[test]
fn the_next_check_seen_from_a_day() -> Result<(), ImpossibleDate> {
    let leaflet = leaflet::read(&sound()).0.expect("a sound leaflet is there");
    let due = leaflet.article.next_check;
    for ((year, month, day), is_near, may_be_released, says) in [
        ((2026, 3, 1), false, true, "is due on 1 July 2026, in 122 days"),
        ((2026, 5, 31), false, true, "is due on 1 July 2026, in 31 days"),
        ((2026, 6, 1), true, true, "is due on 1 July 2026, in 30 days: check the words"),
        ((2026, 6, 30), true, true, "is due on 1 July 2026, tomorrow: check the words"),
        ((2026, 7, 1), true, true, "is due on 1 July 2026, today: check the words"),
        ((2026, 7, 2), true, false, "was due on 1 July 2026, yesterday: check the words"),
        ((2027, 7, 1), true, false, "was due on 1 July 2026, 365 days ago: check the words"),
    ] {
        let today = CalendarDate::new(year, month, day)?;
        let review = Review::seen_from(today, due);
        assert!(review.to_string().contains(says), "{review}");
        assert_eq!(review.is_near(), is_near, "{review}");
        assert_eq!(xtask::content::refuse_if_overdue(&leaflet, today).is_ok(), may_be_released, "{review}");
    }
    Ok(())
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table")]
fn what_must_never_be_said() {
    for (words, problems) in [
        (
            "Some Rest, they say, often *cures* it.",
            expect![[r"
                content/article.md:20: the words “rest they say often cures”: rest cures nothing; say that it eases
            "]],
        ),
        (
            "It can stop. It can ache,\nor be 1\nin 4.[^a]",
            expect![[r"
                content/article.md:21: the words “1 in 4”: rest cures nothing; say that it eases
            "]],
        ),
        (
            "Rest cures it, and it is 1 in 4.[^a] Rest cures it. It is not cured.",
            expect![[r"
                content/article.md:20: the words “rest cures”: rest cures nothing; say that it eases
                content/article.md:20: the words “rest cures”: rest cures nothing; say that it eases
            "]],
        ),
        ("Rest does not cure it. To arrest is to cure. [Or](https://example.org/rest-cures)", expect![]),
        ("Will it rest? Will it cure?", expect![]),
        ("In England, in Scotland: rest.", expect![]),
        (
            "In England and Scotland rest cures.",
            expect![[r"
                content/article.md:20: the words “rest cures”: rest cures nothing; say that it eases
            "]],
        ),
        ("In England or **Scotland** no rest. In [England](#one), Scotland, 1 in 4.[^a]", expect![]),
        ("It is 1 in 40, or 11 in 4.[^a]", expect![]),
    ] {
        check("article.md", "It can stop.", words, &problems);
    }
    for (file, text, by, problems) in [
        (
            "article.md",
            "- rest\n- sleep",
            "- rest\n- cure\n- rest and cure\n- sleep",
            expect![[r"
                content/article.md:25: the words “rest and cure”: rest cures nothing; say that it eases
            "]],
        ),
        (
            "article.md",
            "### Does it ache?",
            "### Does rest cure it?",
            expect![[r"
                content/article.md:33: the words “rest cure”: rest cures nothing; say that it eases
            "]],
        ),
        (
            "article.md",
            "summary = \"S.\"",
            "summary = \"Rest cures.\"",
            expect![[r"
                content/article.md:3: the words “rest cures”: rest cures nothing; say that it eases
            "]],
        ),
        ("article.md", "[A title]", "[Rest cures]", expect![]),
        (
            "journal.toml",
            "name = \"Ache\"",
            "name = \"Rest or cure\"",
            expect![[r"
                content/journal.toml:5: the words “rest or cure”: rest cures nothing; say that it eases
            "]],
        ),
        (
            "site.toml",
            "\"1 in 4\"",
            "\"1 … … 4\"",
            expect![[r"
                content/site.toml:4: a phrase that cannot be looked for (“1 … … 4”); write words, with … between them where others may stand
            "]],
        ),
        (
            "site.toml",
            "\"not cure\"",
            "\"*\"",
            expect![[r"
                content/site.toml:5: a phrase that cannot be looked for (“*”); write words, with … between them where others may stand
            "]],
        ),
        (
            "site.toml",
            "[\"rest … cure*\", \"1 in 4\"]",
            "[]",
            expect![[r"
                content/site.toml:6: a rule that forbids no words; name them in `words`
            "]],
        ),
        (
            "site.toml",
            "\"say that it eases\"",
            "\" \"",
            expect![[r"
                content/site.toml:7: a rule that does not explain itself; tell the writer why, and what to say instead
            "]],
        ),
        (
            "site.toml",
            "why =",
            "because =",
            expect![[r"
                content/site.toml:6: unknown field `because`, expected one of `words`, `unless`, `why`, `instead`; see content/README.md for what belongs here
            "]],
        ),
    ] {
        check(file, text, by, &problems);
    }
}

#[test]
fn files() {
    for missing in ["article.md", "help.md", "about.md"] {
        let mut files = sound();
        files.remove(missing);
        let problems = problems_of(&files);
        assert!(problems.contains(&format!("content/{missing}:1: the file is missing")), "{problems}");
    }
    {
        let optional = "site.toml";
        let mut files = sound();
        files.remove(optional);
        assert_eq!(problems_of(&files), "");
    }
    check(
        "site.toml",
        "words_never_used",
        "neutral_exit = \"ftp://example.org\"\nwords_never_used",
        &expect![[r"
        content/site.toml:1: an address that does not begin with https://; write it whole, or leave the line out
    "]],
    );
    for origin in ["https://example.org", "https://example.org/", "https://example.org:8443"] {
        check("site.toml", "words_never_used", &format!("origin = \"{origin}\"\nwords_never_used"), &expect![]);
    }
    let no_origin = expect![[r"
        content/site.toml:1: an origin that is more than a scheme and a host; write https:// and the host alone, in small letters; a path is given to the build: --public-url /path/
    "]];
    for origin in [
        "https://example.org/quietleaf/",
        "https://",
        "https://Example.org",
        "https://a@example.org",
        "https://example.org?a",
    ] {
        check("site.toml", "words_never_used", &format!("origin = \"{origin}\"\nwords_never_used"), &no_origin);
    }
    check(
        "site.toml",
        "words_never_used",
        "origins = 1\nwords_never_used",
        &expect![[r"
            content/site.toml:1: unknown field `origins`, expected one of `neutral_exit`, `origin`, `corrections`, `words_never_used`, `no_advice_line`, `country`, `never`; see content/README.md for what belongs here
        "]],
    );
}

#[test]
fn a_leaflet_without_a_journal_has_no_symptoms() {
    let mut files = sound();
    files.remove("journal.toml");
    let article = text_of(&files, "article.md").replace(" symptoms=ache", "");
    files.insert("article.md".to_owned(), article.into_bytes());
    let (leaflet, problems) = leaflet::read(&files);
    assert_eq!(problems, []);
    assert_eq!(leaflet.map(|leaflet| leaflet.journal), Some(None));
}

/// Pieces of which a broken file can be made.
const PIECES: [&str; 26] = [
    "+++\n",
    "## H {#h}\n",
    "### C: {#c .urgent}\n",
    "- a\n",
    "* b\n",
    "{#id}\n",
    "{#id .x y=z}",
    "[^k]",
    "[^k]: ",
    "[l](#h)",
    "[l](https://a.b)",
    "\n\n",
    "**b",
    "_e_",
    "`c`",
    "<b>",
    "- #h\n",
    "1. one\n",
    "é",
    "\u{0}",
    "\u{202e}",
    "title = 1\n",
    "{",
    "}",
    "### Q? {#q}\n",
    "## S {#s .sources}\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any bytes: no panic, and what is wrong is told with a line of the file.
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400), file in 0_usize..5) {
        read_in_place_of(file, &bytes)?;
    }

    /// Any arrangement of the pieces that mean something.
    #[test]
    fn any_pieces_are_read(picks in proptest::collection::vec(0..PIECES.len(), 0..60), file in 0_usize..5) {
        read_in_place_of(file, picks.into_iter().map(|pick| PIECES[pick]).collect::<String>().as_bytes())?;
    }

    /// A sound file with one stretch of it replaced by anything.
    #[test]
    fn damaged_files_are_read(start in 0_usize..700, length in 0_usize..60, by in ".{0,12}", file in 0_usize..5) {
        let files = sound();
        let name = files.keys().nth(file).cloned().unwrap_or_default();
        let text = text_of(&files, &name);
        let characters: Vec<char> = text.chars().collect();
        let start = start.min(characters.len());
        let end = (start + length).min(characters.len());
        let damaged: String = characters[..start].iter().copied().chain(by.chars()).chain(characters[end..].iter().copied()).collect();
        read_in_place_of(file, damaged.as_bytes())?;
    }
}

fn read_in_place_of(file: usize, bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut files = sound();
    let name = files.keys().nth(file).cloned().unwrap_or_default();
    files.insert(name.clone(), bytes.to_owned());
    let (leaflet, problems) = leaflet::read(&files);
    prop_assert!(leaflet.is_some() || !problems.is_empty(), "no leaflet, and nothing said");
    for problem in problems.iter().filter(|problem| problem.file == name) {
        let lines = String::from_utf8_lossy(bytes).lines().count().max(1);
        prop_assert!((1..=lines).contains(&problem.line), "{problem} is beyond line {lines}");
    }
    Ok(())
}

#[test]
fn terms_tables_related_sections_countries_and_the_words_of_the_search() {
    check(
        "article.md",
        "{#two-list}",
        "{#two-list .terms}",
        &expect![[r"
            content/article.md:23: a list of terms with an item that does not begin with one; begin each item with its term, such as **Anti-D**: an injection.
        "]],
    );
    check(
        "article.md",
        "## Two {#two}",
        "## Two {#two related=one,three}",
        &expect![[r"
            content/article.md:18: a dead link: /#three; link to an id that stands there, or give the place this id
        "]],
    );
    check(
        "help.md",
        "- #card",
        "- [112](tel:112) Here {country=XX}\n{#lines .numbers}",
        &expect![[r"
            content/help.md:12: unknown country `XX`; name the code of a country of site.toml, or list it there
        "]],
    );
    check(
        "about.md",
        "Call.\n{#now-answer}",
        "Call.\n{#now-answer}\n\n| A | B |\n| --- | --- |\n| one | two |\n",
        &expect![[r"
            content/about.md:12: the table has no id; add one, such as {#some-id} on a line of its own directly below it
        "]],
    );
    let with_search = |text: &str| {
        let mut files = sound();
        files.insert("search.toml".to_owned(), text.as_bytes().to_owned());
        problems_of(&files)
    };
    assert_eq!(with_search("same = [[\"ache\", \"hurt\"]]\nweak = [\"it\"]\n[also]\nq-ache = \"sore\"\n"), "");
    expect![[r"
        content/search.toml:3: `q-none` is no question of the article; name the id of a question, or take the line away
    "]]
    .assert_eq(&with_search("[also]\nq-ache = \"sore\"\nq-none = \"x\"\n"));
    expect![[r"
        content/search.toml:1: invalid type: integer `1`, expected a sequence; see content/README.md for what belongs here
    "]]
    .assert_eq(&with_search("same = 1\n"));
}

/// A table is read row by row, a list of terms term by term, and a number with its countries.
#[test]
fn terms_tables_and_numbers_are_read() {
    let mut files = sound();
    let about = "| A | B |\n| --- | --- |\n| one | **two** |\n| three | [four](/help/) |\n\n{#rows}\n\n- **Scan**: a picture.\n{#words .terms}\n\n\
                 * [112](tel:112) Here {country=XX, YY}\n* [113](tel:113) There\n{#lines .numbers}\n";
    let text = text_of(&files, "about.md") + about;
    files.insert("about.md".to_owned(), text.into_bytes());
    let site = text_of(&files, "site.toml")
        + "\n[[country]]\ncode = \"XX\"\nname = \"X\"\n[[country]]\ncode = \"YY\"\nname = \"Y\"\nregions = [\"ZZ\"]\n";
    files.insert("site.toml".to_owned(), site.into_bytes());
    assert_eq!(problems_of(&files), "");
    let leaflet = leaflet::read(&files).0.expect("a sound leaflet is there");
    let passages = &leaflet.about.sections[0].passages;
    let texts: Vec<String> = passages.iter().skip(1).map(quietleaf::article::Passage::plain_text).collect();
    assert_eq!(texts, ["A\nB\none\ntwo\nthree\nfour", "Scan: a picture.", "112 Here\n113 There"]);
    let quietleaf::article::Body::Numbers(lines) = &passages[3].body else { panic!("no numbers") };
    assert_eq!(lines[0].countries, ["XX", "YY"]);
    assert!(lines[1].countries.is_empty());
    assert_eq!(leaflet.countries[1].regions, ["ZZ"]);
}
