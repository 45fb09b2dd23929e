//! Whether the words are plain: short sentences, short paragraphs, a low reading age.
//!
//! The limits are those of the NHS service manual, as `content/README.md` tells them to writers.

use super::{Body, IconArray, Passage, plain_text, read::Problems, sentences};

/// The most words of a sentence.
pub const MOST_WORDS: usize = 20;
/// The most words of a sign on a care card: signs are phrases whose words are set, and are not parted.
pub const MOST_WORDS_OF_SIGN: usize = 25;
/// The most sentences of a paragraph.
pub const MOST_SENTENCES: usize = 3;
/// The highest Flesch–Kincaid grade of a whole file in tenths: grade 6.0 is a reading age of 11.
pub const HIGHEST_GRADE_TENTHS: usize = 60;
/// The highest grade of a section in tenths: medical words that cannot be replaced gather in some sections.
pub const HIGHEST_GRADE_TENTHS_OF_SECTION: usize = 80;

/// How long a stretch of text is, and how hard to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// How many words it has.
    pub words: usize,
    /// The words of its longest sentence.
    pub longest_sentence: usize,
    /// Its Flesch–Kincaid grade, in tenths.
    pub grade_tenths: usize,
}

impl Measure {
    /// The fewest words of which a grade is judged: the formula was made on samples of 100 words, and in a shorter text one
    /// long word moves it by half a grade.
    pub const FEWEST_JUDGED: usize = 100;

    /// That of texts.
    #[must_use]
    pub fn of(texts: &[String]) -> Self {
        let lengths =
            || texts.iter().flat_map(|text| sentences(text)).map(|sentence| sentence.split_whitespace().count());
        Self {
            words: lengths().sum(),
            longest_sentence: lengths().max().unwrap_or_default(),
            grade_tenths: grade_tenths(texts),
        }
    }

    /// Its grade as it is written, as in "5.8".
    #[must_use]
    pub fn grade(self) -> String {
        in_tenths(self.grade_tenths)
    }

    /// Whether there are enough words for the grade to mean something.
    #[must_use]
    pub fn is_judged(self) -> bool {
        self.words >= Self::FEWEST_JUDGED
    }
}

/// Checks how hard a whole file is to read, which is `thing`.
pub fn check_whole(thing: &str, measure: Measure, problems: &mut Problems) {
    check_grade(thing, 1, measure, HIGHEST_GRADE_TENTHS, problems);
}

/// Checks how hard a section is to read, where it is long enough to tell.
pub fn check_section(heading: &str, line: usize, measure: Measure, problems: &mut Problems) {
    if measure.is_judged() {
        let thing = format!("the section \u{201c}{heading}\u{201d}");
        check_grade(&thing, line, measure, HIGHEST_GRADE_TENTHS_OF_SECTION, problems);
    }
}

fn check_grade(thing: &str, line: usize, measure: Measure, highest: usize, problems: &mut Problems) {
    if measure.grade_tenths > highest {
        let what = format!("{thing} reads at grade {}, which is above {}", measure.grade(), in_tenths(highest));
        problems.note(line, what, "use shorter sentences and shorter words");
    }
}

fn in_tenths(grade: usize) -> String {
    format!("{}.{}", grade / 10, grade % 10)
}

/// Checks the length of every sentence and paragraph.
pub fn check_sentences(passages: &[(&Passage, usize)], problems: &mut Problems) {
    for (passage, line) in passages {
        let most = if matches!(passage.body, Body::Card(_)) { MOST_WORDS_OF_SIGN } else { MOST_WORDS };
        check_length(&passage.plain_text(), *line, most, problems);
        if let Body::Paragraph(words) | Body::Basis(words) | Body::IconArray(IconArray { words, .. }) = &passage.body {
            let count = sentences(&plain_text(words)).count();
            if count > MOST_SENTENCES {
                let what = format!("a paragraph of {count} sentences");
                problems.note(*line, what, format!("part it: {MOST_SENTENCES} sentences or fewer"));
            }
        }
    }
}

/// Checks the length of every sentence of a text that is no passage.
pub fn check_text(text: &str, line: usize, problems: &mut Problems) {
    check_length(text, line, MOST_WORDS, problems);
}

fn check_length(text: &str, line: usize, most: usize, problems: &mut Problems) {
    for sentence in sentences(text) {
        let words = sentence.split_whitespace().count();
        if words > most {
            let beginning: Vec<&str> = sentence.split_whitespace().take(6).collect();
            problems.note(
                line,
                format!("a sentence of {words} words (\u{201c}{} …\u{201d})", beginning.join(" ")),
                format!("part it: {most} words or fewer"),
            );
        }
    }
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
    use super::{grade_tenths, syllables};

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
    fn the_grade_follows_the_formula() {
        // 6 words, 1 sentence, 6 syllables: 0.39 × 6 + 11.8 × 1 − 15.59 is below 0.
        assert_eq!(grade_tenths(&["The cat sat on the mat.".to_owned()]), 0);
        // 3 words, 1 sentence, 7 syllables: 1.17 + 27.53 − 15.59 = 13.11.
        assert_eq!(grade_tenths(&["Pregnancy miscarriage pain.".to_owned()]), 131);
        assert_eq!(grade_tenths(&[]), 0);
    }
}
