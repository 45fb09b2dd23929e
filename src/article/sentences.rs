//! Sentences: the build counts their words, and listening reads one after the other.

/// The sentences of a text: they end with a full stop, a question mark or an exclamation mark before white space,
/// or with the line.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split_inclusive(". ")).flat_map(|part| part.split_inclusive("? ")).flat_map(
        |part| part.split_inclusive("! ").map(str::trim).filter(|sentence| sentence.contains(char::is_alphanumeric)),
    )
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_with_a_mark_before_space_or_with_the_line() {
        let found: Vec<&str> = sentences("It is 38.5 °C. Is it? Yes\n one more ").collect();
        assert_eq!(found, ["It is 38.5 °C.", "Is it?", "Yes", "one more"]);
    }
}
