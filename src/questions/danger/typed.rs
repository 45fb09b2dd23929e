//! What somebody has typed, as words: in small letters, without accents and apostrophes, numbers parted from letters.

use crate::questions::letters::{is_part_of_word, small};

/// A word of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The word, never empty.
    pub(super) word: String,
    /// Whether a sentence or a clause ends before it.
    pub(super) after_break: bool,
    /// Whether it follows the word before without a space, as "w" in "22w", or after a plus, as "3" in "22+3".
    pub(super) joined: Option<char>,
}

/// A longer word is cut: none that is known comes near it.
const LONGEST_WORD: usize = 48;

/// The words of what was typed.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut word = String::new();
    let mut after_break = true;
    let mut joined = None;
    let mut letters = 0_usize;
    let mut push = |word: &mut String, after_break: &mut bool, joined: &mut Option<char>| {
        if !word.is_empty() {
            tokens.push(Token { word: std::mem::take(word), after_break: *after_break, joined: joined.take() });
            *after_break = false;
        }
    };
    for c in text.chars().map(small) {
        let c = plain(c);
        match c {
            // Apostrophes, and marks that are not seen.
            '\'' | '\0' => {}
            '+' | '/' | '.' if word.ends_with(|c: char| c.is_ascii_digit()) => {
                push(&mut word, &mut after_break, &mut joined);
                joined = Some(c);
            }
            // "d&c" is one word.
            '&' if !word.is_empty() => {}
            _ if is_picture(c) => {
                push(&mut word, &mut after_break, &mut joined);
                joined = None;
                word.push(c);
                push(&mut word, &mut after_break, &mut joined);
            }
            _ if is_part_of_word(c) => {
                let was_digit = word.chars().next_back().map(|last| last.is_ascii_digit());
                if was_digit.is_some_and(|was| was != c.is_ascii_digit()) {
                    push(&mut word, &mut after_break, &mut joined);
                    joined = Some(c);
                    letters = 0;
                } else if joined.is_some_and(|_| word.is_empty()) && !c.is_ascii_digit() {
                    joined = None;
                }
                letters = if word.is_empty() { 1 } else { letters + 1 };
                if letters <= LONGEST_WORD {
                    word.push(c);
                }
            }
            _ => {
                push(&mut word, &mut after_break, &mut joined);
                joined = None;
                after_break |=
                    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '\n' | '\u{2014}' | '\u{2013}');
            }
        }
    }
    push(&mut word, &mut after_break, &mut joined);
    tokens
}

/// Pictures that stand for a word, such as a drop of blood.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}')
}

/// The letter without its accent, an apostrophe in any form as `'`, and `\0` for what is not seen.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            let plain = u32::from(c) - 0xfee0;
            char::from_u32(plain).map_or(c, |c| c.to_ascii_lowercase())
        }
        '\u{2019}' | '\u{2018}' | '`' | '\u{b4}' | '\u{2bc}' | '\u{2032}' => '\'',
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{300}'..='\u{36f}'
        | '\u{fe0f}' => '\0',
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'š' | 'ś' | 'ş' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ł' => 'l',
        'đ' | 'ď' => 'd',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn what_is_typed_becomes_plain_words() {
        for (typed, expected) in [
            ("I can\u{2019}t", "i cant"),
            ("BLÉEDING!!", "bleeding"),
            ("\u{ff22}leeding", "bleeding"),
            ("22w 22+3 26weeks", "22 w 22 3 26 weeks"),
            ("d&c", "dc"),
            ("\u{1fa78}help\u{1f198}", "\u{1fa78} help \u{1f198}"),
            ("38.5 a.b", "38 5 a b"),
            ("bleed\u{200b}ing", "bleeding"),
            ("   \u{202e}", ""),
        ] {
            let words: Vec<String> = tokens(typed).into_iter().map(|token| token.word).collect();
            assert_eq!(words.join(" "), expected, "{typed}");
        }
    }
}
