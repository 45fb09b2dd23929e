//! The words of a file, sentence by sentence, without the marks of Markdown.

/// A word in small letters, and the line on which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) line: usize,
}

/// The sentences of a file. Headings, items of lists, and lines of TOML end one.
///
/// Left out are the addresses of links, citations, ids, and the list of sources: their titles are not the leaflet's words.
pub(super) fn sentences(file: &str, text: &str) -> Vec<Vec<Word>> {
    let mut reader = Reader::default();
    let is_markdown = file.ends_with(".md");
    let has_front_matter = is_markdown && text.trim_start_matches('\u{feff}').starts_with("+++");
    let mut is_toml = !is_markdown || has_front_matter;
    let mut is_source = false;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let trimmed = line.trim();
        if is_toml {
            let is_fence = is_markdown && index > 0 && trimmed == "+++";
            is_toml = !is_fence;
            reader.line(line, number);
            reader.end_block();
            continue;
        }
        if trimmed.is_empty() || begins_block(trimmed) {
            reader.end_block();
            is_source = false;
        }
        is_source |= trimmed.starts_with("[^") && trimmed.contains("]:");
        if !is_source && !is_mention(trimmed) {
            reader.line(&without_marks(trimmed), number);
        }
        if trimmed.starts_with('#') {
            reader.end_block();
        }
    }
    reader.end_block();
    reader.sentences
}

/// The words of a phrase, in small letters.
pub(super) fn words(phrase: &str) -> Vec<String> {
    let mut reader = Reader::default();
    reader.line(phrase, 1);
    reader.end_block();
    reader.sentences.into_iter().flatten().map(|word| word.text).collect()
}

fn begins_block(line: &str) -> bool {
    let is_numbered = || line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(". ");
    line.starts_with(['#', '>', '{']) || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark)) || is_numbered()
}

/// Whether a line is an item of a list that names a passage by its id.
fn is_mention(line: &str) -> bool {
    line.strip_prefix(['-', '*', '+']).is_some_and(|item| item.trim_start().starts_with('#'))
}

/// A line of Markdown without its ids, its citations and the addresses of its links.
fn without_marks(line: &str) -> String {
    let line = match line.rfind('{') {
        Some(at) if line.ends_with('}') => line.get(..at).unwrap_or_default(),
        _ => line,
    };
    let mut text = String::new();
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        let skipped = match character {
            '[' if rest.starts_with("[^") => rest.find(']').map(|end| end + 1),
            ']' if rest.starts_with("](") => rest.find(')').map(|end| end + 1),
            '[' | ']' | '*' => Some(1),
            _ => None,
        };
        if skipped.is_none() {
            text.push(character);
        }
        rest = rest.get(skipped.unwrap_or(character.len_utf8())..).unwrap_or_default();
    }
    text
}

#[derive(Default)]
struct Reader {
    sentences: Vec<Vec<Word>>,
    sentence: Vec<Word>,
}

impl Reader {
    /// Reads a line, in which sentences may end, and which may go on with one.
    fn line(&mut self, line: &str, number: usize) {
        let mut word = String::new();
        let mut characters = line.chars().chain([' ']).peekable();
        while let Some(character) = characters.next() {
            let next = characters.peek().copied().unwrap_or(' ');
            let is_apostrophe = matches!(character, '\'' | '\u{2019}') && !word.is_empty() && next.is_alphanumeric();
            if is_apostrophe {
                word.push('\'');
            } else if character.is_alphanumeric() {
                word.extend(character.to_lowercase());
            } else {
                self.end_word(&mut word, number);
            }
            if character == '%' {
                word.push('%');
                self.end_word(&mut word, number);
            }
            if matches!(character, '.' | '?' | '!') && !next.is_alphanumeric() {
                self.end_block();
            }
        }
    }

    fn end_word(&mut self, word: &mut String, line: usize) {
        if !word.is_empty() {
            self.sentence.push(Word { text: std::mem::take(word), line });
        }
    }

    fn end_block(&mut self) {
        if !self.sentence.is_empty() {
            self.sentences.push(std::mem::take(&mut self.sentence));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_file_is_read_sentence_by_sentence() {
        let text = "+++\ntitle = \"One. Two\"\nday = 2026-11-22\n+++\n\n## Why? It is {#why-now}\n\nIt’s **14.3%** of\nall.[^a-b] [Call *111*](tel:111) (now!) then\n{#answer .basis}\n\n- #call-now\n- stay\n- go on\n{#list}\n\n[^a-b]: Someone. [A title](https://example.org) Read.\nAnd on.\n\n> Quoted\n";
        let read: Vec<String> = sentences("article.md", text)
            .iter()
            .map(|sentence| {
                let words: Vec<&str> = sentence.iter().map(|word| word.text.as_str()).collect();
                format!("{} {}", sentence.first().map_or(0, |word| word.line), words.join(" "))
            })
            .collect();
        assert_eq!(
            read,
            [
                "2 title one",
                "2 two",
                "3 day 2026 11 22",
                "6 why",
                "6 it is",
                "8 it's 14 3 % of all",
                "9 call 111 now",
                "9 then",
                "13 stay",
                "14 go on",
                "20 quoted",
            ]
        );
    }
}
