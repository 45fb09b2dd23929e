//! Small letters, of the scripts in which a search among English words can be typed.
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

#[cfg(test)]
mod tests {
    use super::small;

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
