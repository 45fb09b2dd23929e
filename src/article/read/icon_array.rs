//! Reading an icon array: a share of 100 as dots, with words that name both sides.

use super::Problems;
use crate::article::{Body, IconArray, Inline, plain_text};

/// The paragraph's words with the dots that `filled=` asks for; a paragraph alone, and a problem, where these do not agree.
pub(super) fn read(words: Vec<Inline>, filled: Option<u8>, line: usize, problems: &mut Problems) -> Body {
    let Some(filled) = filled.filter(|filled| (1..IconArray::DOTS).contains(filled)) else {
        let how_many = "say how many of the 100 dots are filled, from 1 to 99, as in {#some-id .icon-array filled=15}";
        problems.note(line, "an icon array without its share", how_many);
        return Body::Paragraph(words);
    };
    let text = plain_text(&words);
    let numbers: Vec<&str> = text.split(|letter: char| !letter.is_ascii_digit()).collect();
    for side in [filled, IconArray::DOTS - filled] {
        if !numbers.contains(&side.to_string().as_str()) {
            problems.note(
                line,
                format!("an icon array whose words do not say {side}"),
                "name both sides, as in: about 15 in 100 do, and about 85 do not",
            );
        }
    }
    Body::IconArray(IconArray { filled, words })
}
