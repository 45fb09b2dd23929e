//! What the reader of `content/` accepts, and what it says about everything else.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use quietleaf::leaflet::{self, Files};

/// A leaflet that is sound, as small as one can be.
fn sound() -> Files {
    let article = r#"+++
title = "T"
summary = "S."
last_checked = 2026-01-01
next_check = 2026-07-01
authorship = "A."
+++

## One {#one}

It can ache.[^a] See [below](#two-list).
{#one-answer symptoms=ache}

### Call now if: {#card .urgent}

- it aches

## Two {#two}

It can stop.
{#two-answer}

- rest
- sleep
{#two-list}

## Sources {#sources .sources}

[^a]: Someone. [A title](https://example.org/a) Read.

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
symptom = "ache"
from = 4
to = 6
weeks = { from = "20+0", to = "36+6" }
days = { on = 3, of = 4 }
"#;
    [
        ("article.md", article),
        ("help.md", page),
        ("about.md", about.as_str()),
        ("journal.toml", journal),
        ("site.toml", "words_never_used = [\"never word\"]\n"),
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
            content/article.md:21: unknown mark `color`; use #id, .basis, .numbers, a level such as .urgent, or symptoms=one,two
        "]],
    );
    check(
        "article.md",
        "{#two-answer}",
        "{#two-answer .big}",
        &expect![[r"
        content/article.md:20: unknown mark `.big`; a paragraph takes .basis or none
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
            content/journal.toml:6: unknown variant `smell`, expected `pain` or `bleeding`; see content/README.md for what belongs here
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
        (
            "[\"two-list\"]",
            "[\"nowhere\"]",
            expect![[r"
            content/journal.toml:1: `nowhere` is not a passage of the article; name one
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
            content/journal.toml:11: unknown symptom `itch`; name one of this file, or add it
        "]],
        ),
        (
            "from = 4",
            "from = 11",
            expect![[r"
                content/article.md:11: unknown symptom `ache`; name one of journal.toml, or add it there
                content/journal.toml:12: neither a pain score from 0 to 10 nor the name of a bleeding level; see content/README.md for what belongs here
            "]],
        ),
        (
            "from = 4",
            "from = \"spotting\"",
            expect![[r"
            content/journal.toml:12: a strength that `ache` is not measured by; give a score from 0 to 10
        "]],
        ),
        (
            "from = 4",
            "from = \"a-lot\"",
            expect![[r"
                content/article.md:11: unknown symptom `ache`; name one of journal.toml, or add it there
                content/journal.toml:12: neither a pain score from 0 to 10 nor the name of a bleeding level; see content/README.md for what belongs here
            "]],
        ),
        (
            "from = 4",
            "from = 0",
            expect![[r"
            content/journal.toml:12: a warning sign that matches where nothing was felt; begin above none
        "]],
        ),
        (
            "from = 4",
            "from = 7",
            expect![[r"
            content/journal.toml:12: a warning sign that no reading matches; give `to` no less than `from`
        "]],
        ),
        (
            "to = 6",
            "upto = 6",
            expect![[r"
            content/article.md:11: unknown symptom `ache`; name one of journal.toml, or add it there
            content/journal.toml:13: unknown field `upto`, expected one of `card`, `symptom`, `from`, `to`, `weeks`, `days`; see content/README.md for what belongs here
        "]],
        ),
        (
            "{ from = \"20+0\", to = \"36+6\" }",
            "{}",
            expect![[r#"
            content/journal.toml:14: weeks that hold every day, or none; give weeks such as { from = "20+0", to = "36+6" }
        "#]],
        ),
        (
            "{ from = \"20+0\", to = \"36+6\" }",
            "{ from = \"20+7\" }",
            expect![[r"
            content/article.md:11: unknown symptom `ache`; name one of journal.toml, or add it there
            content/journal.toml:14: a gestation is written as weeks+days, as in 20+0, with at most 45 weeks and 6 days; see content/README.md for what belongs here
        "]],
        ),
        (
            "{ from = \"20+0\", to = \"36+6\" }",
            "{ from = \"37+0\", to = \"36+6\" }",
            expect![[r#"
            content/journal.toml:14: weeks that hold every day, or none; give weeks such as { from = "20+0", to = "36+6" }
        "#]],
        ),
        (
            "{ on = 3, of = 4 }",
            "{ on = 1, of = 4 }",
            expect![[r"
            content/journal.toml:15: days that cannot be; give days such as { on = 3, of = 4 }, with `on` from 2 to `of`
        "]],
        ),
        (
            "{ on = 3, of = 4 }",
            "{ on = 5, of = 4 }",
            expect![[r"
            content/journal.toml:15: days that cannot be; give days such as { on = 3, of = 4 }, with `on` from 2 to `of`
        "]],
        ),
        (
            "{ on = 3, of = 4 }",
            "{ on = 3, of = 40 }",
            expect![[r"
            content/journal.toml:15: days that cannot be; give days such as { on = 3, of = 4 }, with `on` from 2 to `of`
        "]],
        ),
        (
            "[[warning-sign]]",
            "[[warning-sign]]\ncard = \"card\"\nsymptom = \"ache\"\nfrom = 4\n\n[[warning-sign]]\ncard = \"card\"\nsymptom = \"ache\"\nfrom = 4\n\n[[warning-sign]]",
            expect![[r"
                content/journal.toml:14: a warning sign that stands twice; keep one of them
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
        "[^a]: Someone. [A title](https://example.org/a) Read.",
        "[^a]: Someone.",
        &expect![[r"
        content/article.md:11: the source `a` is cited but not listed; add a line `[^a]: …` to the sources, or remove the citation
        content/article.md:29: the source `a` is not publisher, link and note; write: [^key]: Publisher. [Title](https://…) What was read, and when.
    "]],
    );
    check(
        "help.md",
        "Call.",
        "Call.[^a]\n\n[^a]: S. [T](https://example.org) R.\n\nCall",
        &expect![[r"
        content/help.md:7: the section `now` does not open with its short answer; begin it with a paragraph that answers its heading
        content/help.md:9: the paragraph has no id; add one, such as {#some-id} on a line of its own directly below it
        content/help.md:9: the source `a` is cited outside the article; link to it, or to /#sources
        content/help.md:11: a question or a source outside the article; move it to article.md
        content/help.md:11: the source `a` is listed outside the sources; list it in the section marked {#sources .sources}
    "]],
    );
}

#[test]
fn cards() {
    check(
        "article.md",
        "{#card .urgent}",
        "{#card .soon}",
        &expect![[r"
            content/article.md:14: a care card of unknown level `soon`; give it .emergency, .urgent or .routine behind its id
            content/journal.toml:10: `card` is not a care card of the article; name one
            content/help.md:12: `card` is no passage of the article; name the id of a paragraph, a list or a care card of article.md
        "]],
    );
    check(
        "article.md",
        "{#card .urgent}",
        "{#card}",
        &expect![[r"
            content/article.md:14: a care card of unknown level ``; give it .emergency, .urgent or .routine behind its id
            content/journal.toml:10: `card` is not a care card of the article; name one
            content/help.md:12: `card` is no passage of the article; name the id of a paragraph, a list or a care card of article.md
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
        "- a\n- b\n- c\n- d\n- e\n- f",
        &expect![[r"
        content/article.md:16: a care card with 6 signs, which is more than 5; part it into two cards
    "]],
    );
    check(
        "article.md",
        "- it aches",
        "it aches",
        &expect![[r"
            content/article.md:14: a care card without its list of signs; let a list follow its heading
            content/article.md:16: the paragraph has no id; add one, such as {#some-id} on a line of its own directly below it
            content/journal.toml:10: `card` is not a care card of the article; name one
            content/help.md:12: `card` is no passage of the article; name the id of a paragraph, a list or a care card of article.md
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
        content/article.md:3: unknown field `colour`, expected one of `title`, `summary`, `last_checked`, `next_check`, `authorship`; see content/README.md for what belongs here
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
        "2026-02-30",
        &expect![[r"
        content/article.md:5: invalid date, expected day between 01 and 28; see content/README.md for what belongs here
    "]],
    );
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
    check(
        "site.toml",
        "words_never_used",
        "origins = 1\nwords_never_used",
        &expect![[r"
        content/site.toml:1: unknown field `origins`, expected one of `neutral_exit`, `origin`, `corrections`, `words_never_used`; see content/README.md for what belongs here
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
