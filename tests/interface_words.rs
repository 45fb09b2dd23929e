//! Words that the interface never uses: archaic, cold, or such that a tired reader must decode them. What the leaflet itself says is in
//! `content/`, and has checks of its own.

use std::fs;

/// What is never said, in small letters, and what is said instead.
const NEVER: [(&str, &str); 37] = [
    ("put this away", "I have read this"),
    ("put it away", "I have read this"),
    ("throw away", "Delete this draft"),
    ("throw it away", "delete it"),
    ("look what", "Check what"),
    ("would go", "will be deleted"),
    ("goes for good", "is deleted for good"),
    ("go for good", "are deleted for good"),
    ("by themselves", "automatically"),
    ("delete themselves", "are deleted automatically"),
    ("locks itself", "locks"),
    ("passphrase until now", "Current passphrase"),
    ("the same again", "Type it again"),
    ("small and capital letters", "capital letters"),
    ("a pain begins", "Pain started"),
    ("it has gone", "Pain stopped"),
    ("has it gone", "Has it stopped?"),
    ("begin a new", "Start with new"),
    ("new pregnancy", "other dates"),
    ("the one before had", "the earlier one had"),
    ("whom", "who"),
    ("shall", "should, will"),
    ("need not", "do not have to"),
    ("anew", "again"),
    ("meanwhile", "in the meantime"),
    ("hitherto", "until now"),
    ("thereof", "of it"),
    ("upon", "on"),
    ("give a", "Enter a"),
    ("give the", "Enter the"),
    ("give whole", "Enter whole"),
    ("give two", "Enter two"),
    ("stands beside", "is next to"),
    ("put in twice", "added twice"),
    ("taken away", "removed"),
    ("you failed", "what happened, and what to do"),
    ("invalid", "what happened, and what to do"),
];

/// Attributes whose value is no word that anybody reads.
const NOT_SHOWN: [&str; 2] = ["aria-invalid", "[aria-invalid"];

/// What stands in quotation marks in a source, line by line; a text that goes on in the next line is one. Comments are left out.
fn quoted(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut text: Option<(char, String)> = None;
    let mut letters = source.chars().peekable();
    while let Some(letter) = letters.next() {
        match &mut text {
            None if letter == '/' && letters.peek() == Some(&'/') => {
                letters.by_ref().find(|letter| *letter == '\n');
            }
            // A character, or a lifetime: no text.
            None if letter == '\'' && source.contains("fn ") => {
                if letters.peek() == Some(&'\\') {
                    letters.nth(1);
                } else if letters.peek() == Some(&'"') {
                    letters.next();
                }
            }
            None if matches!(letter, '"' | '\'' | '`') => text = Some((letter, String::new())),
            None => {}
            Some((end, _)) if letter == *end => found.extend(text.take().map(|(_, text)| text)),
            Some((_, text)) if letter == '\\' => match letters.next() {
                Some('\n') => while letters.next_if(|next| next.is_whitespace()).is_some() {},
                Some(escaped) => text.push(escaped),
                None => text.push(letter),
            },
            Some((_, text)) => text.push(letter),
        }
    }
    found
}

/// The first of the words above that a text uses, as words of their own.
fn used(text: &str) -> Option<(&'static str, &'static str)> {
    let text = text.to_lowercase();
    let is_word = |at: usize, of: &str| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + of.len()..).and_then(|text| text.chars().next());
        [before, after].into_iter().flatten().all(|letter| !letter.is_alphanumeric() && letter != '_' && letter != '-')
    };
    NEVER.into_iter().find(|(never, _)| text.match_indices(never).any(|(at, _)| is_word(at, never)))
}

#[test]
fn the_check_finds_what_it_is_to_find() {
    for (source, found) in [
        ("fn a() { button(\"Throw away\") }", Some("throw away")),
        ("fn a() { b(\"What is here would \\\n     go.\") }", Some("would go")),
        ("// Throw away\nfn a() { b('\"', \"well\") }", None),
        ("fn a<'a>(b: &'a str) { c(\"Whom to call\") }", Some("whom")),
        ("fn a() { b(\"marshalled\") }", None),
        ("tell('It shall');", Some("shall")),
        ("tell(`you ${need} not`, \"it\\\"s anew\")", Some("anew")),
    ] {
        let texts = quoted(source);
        assert_eq!(texts.iter().find_map(|text| used(text)).map(|(never, _)| never), found, "{source}: {texts:?}");
    }
}

#[test]
fn the_interface_never_uses_these_words() {
    let root = xtask::paths::project();
    let mut sources = vec![root.join("index.html")];
    for folder in ["src/ui", "public"] {
        let files = xtask::worker::shipped(&root.join(folder)).expect("the folder can be read");
        sources.extend(files.into_iter().map(|path| root.join(folder).join(path)));
    }
    let (mut texts, mut said) = (0, Vec::new());
    for path in sources {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if !["rs", "js", "html"].contains(&ending) {
            continue;
        }
        let source = fs::read_to_string(&path).expect("the file can be read");
        let shown = if ending == "html" { vec![source] } else { quoted(&source) };
        for text in shown.iter().filter(|text| !NOT_SHOWN.contains(&text.as_str())) {
            texts += 1;
            if let Some((never, instead)) = used(text) {
                let path = path.strip_prefix(&root).unwrap_or(&path).display();
                said.push(format!(
                    "{path}: \u{201c}{text}\u{201d} says \u{201c}{never}\u{201d}, not \u{201c}{instead}\u{201d}"
                ));
            }
        }
    }
    assert!(texts > 1000, "the texts were found: {texts}");
    assert!(said.is_empty(), "{}", said.join("\n"));
}
