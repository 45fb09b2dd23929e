//! Whether the words are plain: short sentences, short paragraphs, a low reading age.
//!
//! The limits are those of the NHS service manual, as `content/README.md` tells them to writers.

use super::{Body, Passage, plain_text, read::Problems};

/// The most words of a sentence.
pub const MOST_WORDS: usize = 20;
/// The most words of a sign on a care card: signs are phrases whose words are set, and are not parted.
pub const MOST_WORDS_OF_SIGN: usize = 25;
/// The most sentences of a paragraph.
pub const MOST_SENTENCES: usize = 3;
/// The highest Flesch–Kincaid grade of the article in tenths: grade 6.0 is a reading age of 11.
pub const HIGHEST_GRADE_TENTHS: usize = 60;

/// Checks the whole article: its sentences, its paragraphs, and how hard it is to read.
pub fn check(passages: &[(&Passage, usize)], problems: &mut Problems) {
    check_sentences(passages, problems);
    let texts: Vec<String> = passages.iter().map(|(passage, _)| passage.plain_text()).collect();
    let grade = grade_tenths(&texts);
    if grade > HIGHEST_GRADE_TENTHS {
        problems.note(
            1,
            format!("the article reads at grade {}.{}, which is above 6.0", grade / 10, grade % 10),
            "use shorter sentences and shorter words",
        );
    }
}

/// Checks the length of every sentence and paragraph.
pub fn check_sentences(passages: &[(&Passage, usize)], problems: &mut Problems) {
    for (passage, line) in passages {
        let most = if matches!(passage.body, Body::Card(_)) { MOST_WORDS_OF_SIGN } else { MOST_WORDS };
        let text = passage.plain_text();
        for sentence in sentences(&text) {
            let words = sentence.split_whitespace().count();
            if words > most {
                let beginning: Vec<&str> = sentence.split_whitespace().take(6).collect();
                problems.note(
                    *line,
                    format!("a sentence of {words} words (\u{201c}{} …\u{201d})", beginning.join(" ")),
                    format!("part it: {most} words or fewer"),
                );
            }
        }
        if let Body::Paragraph(words) | Body::Basis(words) = &passage.body {
            let count = sentences(&plain_text(words)).count();
            if count > MOST_SENTENCES {
                let what = format!("a paragraph of {count} sentences");
                problems.note(*line, what, format!("part it: {MOST_SENTENCES} sentences or fewer"));
            }
        }
    }
}

/// The sentences of a text: they end with a full stop, a question mark or an exclamation mark before white space,
/// or with the line.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split_inclusive(". ")).flat_map(|part| part.split_inclusive("? ")).flat_map(
        |part| part.split_inclusive("! ").map(str::trim).filter(|sentence| sentence.contains(char::is_alphanumeric)),
    )
}

/// The Flesch–Kincaid grade of texts, in tenths, 0 at least:
/// 0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid and others, 1975).
#[must_use]
pub fn grade_tenths(texts: &[String]) -> usize {
    let sentence_count: usize = texts.iter().map(|text| sentences(text).count()).sum();
    let words =
        || texts.iter().flat_map(|text| text.split_whitespace()).filter(|word| word.contains(char::is_alphanumeric));
    let word_count = words().count();
    let syllable_count: usize = words().map(syllables).sum();
    if sentence_count == 0 || word_count == 0 {
        return 0;
    }
    // In ten-thousandths, so that whole numbers suffice.
    let long_sentences = 3_900 * word_count / sentence_count;
    let long_words = 118_000 * syllable_count / word_count;
    (long_sentences + long_words).saturating_sub(155_900) / 1_000
}

/// The syllables of an English word, counted by its groups of vowels; 1 at least.
#[must_use]
pub fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let is_vowel = |c: &char| "aeiouy".contains(*c);
    let mut groups = 0;
    let mut after_vowel = false;
    for letter in &letters {
        let vowel = is_vowel(letter);
        if vowel && !after_vowel {
            groups += 1;
        }
        after_vowel = vowel;
    }
    let silent_ending = match letters.as_slice() {
        // "table" keeps its last syllable, "home" and "homes" do not; "ended" does, "bled" and "called" do not.
        [.., 'l', 'e'] => letters.iter().rev().nth(2).is_some_and(is_vowel),
        [.., before, 'e'] => !is_vowel(before),
        [.., before, 'e', 's'] => !is_vowel(before) && !"sxzcg".contains(*before),
        [.., before, 'e', 'd'] => !is_vowel(before) && !"td".contains(*before),
        _ => false,
    };
    if silent_ending && groups > 1 { groups - 1 } else { groups.max(1) }
}

#[cfg(test)]
mod tests {
    use super::{grade_tenths, sentences, syllables};

    #[test]
    fn syllables_are_counted_as_spoken() {
        for (word, count) in [
            ("pain", 1),
            ("back", 1),
            ("miscarriage", 3),
            ("bleeding", 2),
            ("home", 1),
            ("table", 2),
            ("called", 1),
            ("ended", 2),
            ("sources", 2),
            ("weeks", 1),
            ("midwife", 2),
            ("the", 1),
            ("pregnancy", 3),
            ("14", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn sentences_end_with_a_mark_before_space_or_with_the_line() {
        let found: Vec<&str> = sentences("It is 38.5 °C. Is it? Yes\n one more ").collect();
        assert_eq!(found, ["It is 38.5 °C.", "Is it?", "Yes", "one more"]);
    }

    #[test]
    fn the_grade_follows_the_formula() {
        // 6 words, 1 sentence, 6 syllables: 0.39 × 6 + 11.8 × 1 − 15.59 is below 0.
        assert_eq!(grade_tenths(&["The cat sat on the mat.".to_owned()]), 0);
        // 3 words, 1 sentence, 7 syllables: 1.17 + 27.53 − 15.59 = 13.11.
        assert_eq!(grade_tenths(&["Pregnancy miscarriage pain.".to_owned()]), 131);
        assert_eq!(grade_tenths(&[]), 0);
    }
}
