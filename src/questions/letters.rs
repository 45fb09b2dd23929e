//! Letters of the scripts in which a search among English words can be typed: small ones, and what is one at all.
//!
//! The standard library's tables hold those of every script, some kilobytes of program.

/// A letter as a small letter: of the Latin alphabet with its marks, full-width too, of Greek and Cyrillic. Others stay as they are.
pub(super) fn small(letter: char) -> char {
    let code = u32::from(letter);
    let code = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f | 0xff21..=0xff3a => {
            code + 0x20
        }
        0x400..=0x40f => code + 0x50,
        // Capital and small letters take turns.
        0x100..=0x12f | 0x132..=0x137 | 0x14a..=0x177 | 0x1e00..=0x1e95 | 0x1ea0..=0x1eff => code | 1,
        0x139..=0x148 | 0x179..=0x17e => code + code % 2,
        0x178 => 0xff,
        _ => code,
    };
    char::from_u32(code).unwrap_or(letter)
}

/// Whether words are made of it: a letter or a digit of any script. Of signs, spaces and pictures, the blocks that are known are told apart.
pub(super) fn is_part_of_word(c: char) -> bool {
    match u32::from(c) {
        0..=0x7f => c.is_ascii_alphanumeric(),
        0xaa | 0xb2 | 0xb3 | 0xb5 | 0xb9 | 0xba | 0xbc..=0xbe => true,
        0x80..=0xbf
        | 0xd7
        | 0xf7
        | 0x2b9..=0x36f
        | 0x37e
        | 0x387
        | 0x482..=0x489
        | 0x55a..=0x55f
        | 0x589..=0x5cf
        | 0x600..=0x61f
        | 0x64b..=0x65f
        | 0x66a..=0x66d
        | 0x6d4..=0x6ed
        | 0x964..=0x965
        | 0x2000..=0x206f
        | 0x2070..=0x2bff
        | 0x2e00..=0x2fff
        | 0x3000..=0x303f
        | 0xd800..=0xf8ff
        | 0xfe00..=0xfe6f
        | 0xff01..=0xff0f
        | 0xff1a..=0xff20
        | 0xff3b..=0xff40
        | 0xff5b..=0xff65
        | 0xffe0..=0x10000
        | 0x1f000..=0x10_ffff => false,
        _ => true,
    }
}

/// Which letters a word has: one bit for each of the alphabet, one for all others.
pub(super) fn letters(word: &str) -> u32 {
    let bit = |letter: char| if letter.is_ascii_lowercase() { u32::from(letter) - u32::from('a') } else { 26 };
    word.chars().fold(0, |letters, letter| letters | 1 << bit(letter))
}

#[cfg(test)]
mod tests {
    use super::{is_part_of_word, small};

    #[test]
    fn what_makes_words_is_what_the_standard_library_takes_for_it() {
        // Latin, Greek, Cyrillic and Hebrew letters; full-width ones; signs, pictures, kana, Chinese and Hangul.
        for script in [
            0..=0x2b8,
            0x391..=0x3a1,
            0x3a3..=0x3f5,
            0x3f7..=0x481,
            0x48a..=0x52f,
            0x5d0..=0x5ea,
            0x1e00..=0x1eff,
            0x2000..=0x206f,
            0x20a0..=0x20bf,
            0x2190..=0x245f,
            0x2500..=0x2775,
            0x3041..=0x3096,
            0x4e00..=0x9fff,
            0xac00..=0xd7a3,
            0xff01..=0xff5e,
            0x1f300..=0x1faff,
        ] {
            for c in script.filter_map(char::from_u32) {
                assert_eq!(is_part_of_word(c), c.is_alphanumeric(), "{c} {:x}", u32::from(c));
            }
        }
    }

    #[test]
    fn letters_become_what_the_standard_library_makes_of_them() {
        let scripts = [
            0..=0x12f,
            0x132..=0x17f,
            0x391..=0x3ab,
            0x3b1..=0x3c9,
            0x400..=0x45f,
            0x1e00..=0x1e95,
            0x1ea0..=0x1eff,
            0xff21..=0xff5a,
        ];
        let mut changed = 0;
        for letter in scripts.into_iter().flatten().filter_map(char::from_u32) {
            assert_eq!(small(letter).to_string(), letter.to_lowercase().to_string(), "{letter}");
            changed += usize::from(small(letter) != letter);
        }
        assert!(changed > 250, "{changed}");
        assert_eq!(small('\u{4e00}'), '\u{4e00}');
    }
}
