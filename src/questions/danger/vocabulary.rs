//! The words that signs of danger are told in, and which of them a typed word is: itself, a form, or a slip of the finger.

use std::collections::{BTreeMap, BTreeSet};

use crate::questions::letters::letters;

/// The place of a word in the vocabulary.
pub(super) type WordId = usize;

/// A word, or the beginning of some.
#[derive(Clone, Debug)]
struct Entry {
    text: String,
    length: usize,
    /// Which letters it has.
    letters: u32,
    is_stem: bool,
    /// Whether a slip of it is forgiven.
    is_forgiven: bool,
    /// Another entry that sounds like it.
    like: Option<WordId>,
}

/// Every word of the signs, once.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    entries: Vec<Entry>,
    /// The whole words.
    words: BTreeMap<String, WordId>,
    /// The beginnings of words.
    stems: BTreeMap<String, WordId>,
    /// The places of the entries by their first letter: slips are looked for among those alone.
    by_first: BTreeMap<char, Vec<WordId>>,
    /// Common words, which are never taken for a slip.
    common: BTreeSet<String>,
    /// What a word means that is another's spelling, or two words that stand for one.
    spellings: BTreeMap<String, String>,
    /// What is written differently and sounds alike, one after another: the letters, and those in their place, as in "ph=f".
    sounds: String,
    /// The place of an entry by what it sounds like; it leads to the others.
    by_sound: BTreeMap<String, WordId>,
}

/// What may follow a beginning that is mistyped.
const ENDINGS: [&str; 14] = ["", "e", "s", "es", "d", "ed", "ing", "in", "er", "y", "ly", "ness", "ful", "ion"];
/// What follows a beginning that is typed right has no more letters than this: "watersbroke" is no form of "water".
const LONGEST_ENDING: usize = 5;
/// Words that are joined without a space have at least this many letters each, but for "i".
const LEAST_PART: usize = 2;
/// What is shorter than this is not two words without a space.
const LEAST_JOINED: usize = 7;
/// What is shorter than this, or sounds shorter, is known by its letters alone.
const LEAST_HEARD: usize = 5;
const LEAST_SOUND: usize = 4;
/// No more words than this are looked for in one.
const MOST_PARTS: usize = 8;

impl Vocabulary {
    /// The place of a word; one that ends in `*` stands for all that begin so. Slips of words with `forgiven_from` letters
    /// or more are forgiven.
    pub(super) fn add(&mut self, written: &str, forgiven_from: usize) -> WordId {
        let text = written.strip_suffix('*').unwrap_or(written);
        let is_stem = text.len() < written.len();
        let known = if is_stem { &mut self.stems } else { &mut self.words };
        let length = text.chars().count();
        let is_forgiven = length >= forgiven_from;
        if let Some(id) = known.get(text).copied() {
            self.entries.get_mut(id).into_iter().for_each(|entry| entry.is_forgiven |= is_forgiven);
            return id;
        }
        let id = self.entries.len();
        self.entries.push(Entry {
            text: text.to_owned(),
            length,
            letters: letters(text),
            is_stem,
            is_forgiven,
            like: None,
        });
        known.insert(text.to_owned(), id);
        if let Some(first) = text.chars().next() {
            self.by_first.entry(first).or_default().push(id);
        }
        id
    }

    /// Takes up what sounds alike, after all words.
    pub(super) fn set_sounds(&mut self, sounds: &str) {
        sounds.clone_into(&mut self.sounds);
        for id in 0..self.entries.len() {
            let heard =
                self.entries.get(id).filter(|entry| entry.is_forgiven).and_then(|entry| self.sound(&entry.text));
            if let Some(heard) = heard {
                let like = self.by_sound.insert(heard, id);
                self.entries.get_mut(id).into_iter().for_each(|entry| entry.like = like);
            }
        }
    }

    /// What a word sounds like, with `$` for its end; none where it is too short to tell.
    fn sound(&self, word: &str) -> Option<String> {
        if word.len() < LEAST_HEARD {
            return None;
        }
        let mut sound = word.to_owned();
        sound.push('$');
        for (written, heard) in self.sounds.split([' ', '\n']).filter_map(|pair| pair.split_once('=')) {
            if let Some(replaced) = replaced(&sound, written, heard) {
                sound = replaced;
            }
        }
        let sound = squeeze(&sound, 1);
        (sound.len() >= LEAST_SOUND).then_some(sound)
    }

    /// Takes a spelling up: one word, or two with a space between, that mean another.
    pub(super) fn add_spelling(&mut self, spelling: &str, meant: &str, forgiven_from: usize) {
        if !spelling.contains(' ') {
            self.add(spelling, forgiven_from);
        }
        self.spellings.insert(spelling.to_owned(), meant.to_owned());
    }

    /// What a spelling means; none where it is none.
    pub(super) fn meant(&self, spelling: &str) -> Option<&str> {
        self.spellings.get(spelling).map(String::as_str)
    }

    /// The word at a place.
    pub(super) fn word(&self, id: WordId) -> &str {
        self.entries.get(id).map_or("", |entry| entry.text.as_str())
    }

    /// The place of a word that stands in a shape: of what it means, where it is another's spelling.
    pub(super) fn add_meant(&mut self, written: &str, forgiven_from: usize) -> WordId {
        let meant = self.meant(written).unwrap_or(written).to_owned();
        self.add(&meant, forgiven_from)
    }

    /// Takes common words up, which are never taken for a slip.
    pub(super) fn set_common<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        // One after another: collecting would bring a sort of its own.
        self.common.extend(words.map(str::to_owned));
    }

    /// The entries that a word is, letter by letter.
    pub(super) fn exact(&self, word: &str) -> Vec<WordId> {
        let mut found: Vec<WordId> = self.words.get(word).copied().into_iter().collect();
        for id in self.beside(word) {
            if self.entries.get(*id).is_some_and(|entry| entry.begins(word)) {
                found.push(*id);
            }
        }
        found
    }

    fn beside(&self, word: &str) -> &[WordId] {
        let first = word.chars().next();
        first.and_then(|first| self.by_first.get(&first)).map_or(&[], Vec::as_slice)
    }

    /// Whether a word is too common to be a slip for another.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// The entries that a word is with a slip: the first letter is right, one mistake in four letters or more, two from nine on.
    /// Only the nearest count; where none is near, those that it sounds like.
    pub(super) fn mistyped(&self, word: &str) -> Vec<WordId> {
        if self.is_common(word) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut nearest = usize::MAX;
        let (length, letters) = (word.chars().count(), letters(word));
        for id in self.beside(word) {
            let Some(distance) = self.entries.get(*id).and_then(|entry| entry.distance(word, length, letters)) else {
                continue;
            };
            if distance < nearest {
                nearest = distance;
                found.clear();
            }
            if distance == nearest {
                found.push(*id);
            }
        }
        if found.is_empty() {
            return self.sounding(word);
        }
        found
    }

    /// The entries that a word sounds like.
    fn sounding(&self, word: &str) -> Vec<WordId> {
        let mut found = Vec::new();
        for ending in ENDINGS {
            let heard = word.strip_suffix(ending).and_then(|beginning| self.by_sound.get(&self.sound(beginning)?));
            let mut next = heard.copied();
            while let Some((id, entry)) = next.and_then(|id| Some((id, self.entries.get(id)?))) {
                if ending.is_empty() || entry.is_stem {
                    found.push(id);
                }
                next = entry.like;
            }
        }
        found
    }

    /// The words that stand in one without a space, as in "cantbreathe"; none where they are not all known.
    pub(super) fn parts(&self, word: &str) -> Option<Vec<String>> {
        (word.len() >= LEAST_JOINED && !self.is_common(word)).then(|| self.split(word, MOST_PARTS)).flatten()
    }

    /// A word whose "ing" is written "in", in full: "thinkin".
    pub(super) fn in_full(&self, word: &str) -> Option<String> {
        let mut full = word.strip_suffix("in")?.to_owned();
        full.push_str("ing");
        (self.words.contains_key(&full) && !self.words.contains_key(word)).then_some(full)
    }

    /// Whether it is a word by itself: not only a beginning with some ending.
    pub(super) fn is_whole(&self, word: &str) -> bool {
        self.words.contains_key(word) || self.is_inflected(word)
    }

    fn split(&self, word: &str, most: usize) -> Option<Vec<String>> {
        for at in (1..word.len()).rev().filter(|at| word.is_char_boundary(*at)) {
            let (first, rest) = word.split_at(at);
            let is_part = |part: &str| (part.len() >= LEAST_PART || part == "i") && self.is_whole(part);
            if !is_part(first) {
                continue;
            }
            if is_part(rest) {
                return Some(vec![first.to_owned(), rest.to_owned()]);
            }
            if let Some(mut parts) = (most > 2).then(|| self.split(rest, most - 1)).flatten() {
                parts.insert(0, first.to_owned());
                return Some(parts);
            }
        }
        None
    }

    /// Whether it is a beginning with a usual ending.
    fn is_inflected(&self, word: &str) -> bool {
        self.beside(word).iter().filter_map(|id| self.entries.get(*id)).any(|entry| {
            let rest = word.strip_prefix(entry.text.as_str());
            entry.is_stem && entry.length >= 4 && rest.is_some_and(|rest| ENDINGS.contains(&rest))
        })
    }
}

impl Entry {
    /// Whether a word begins so.
    fn begins(&self, word: &str) -> bool {
        let rest = word.strip_prefix(self.text.as_str()).filter(|_| self.is_stem);
        rest.is_some_and(|rest| rest.chars().count() <= LONGEST_ENDING)
    }

    /// How many mistakes lie between it and a word; none where they are too many.
    fn distance(&self, word: &str, length: usize, letters: u32) -> Option<usize> {
        if !self.is_forgiven {
            return None;
        }
        let most = match self.length {
            0..=3 => return None,
            4..=8 => 1,
            _ => 2,
        };
        // Each of its letters that the word lacks is a mistake: most are told apart without counting.
        if (self.letters & !letters).count_ones() as usize > most {
            return None;
        }
        if !self.is_stem {
            let near = length.abs_diff(self.length) <= most;
            return near.then(|| strsim::osa_distance(word, &self.text)).filter(|distance| *distance <= most);
        }
        if self.length < 5 || length + most < self.length {
            return None;
        }
        let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]).skip(self.length - most);
        ends.take(2 * most + 1)
            .filter_map(|at| word.split_at_checked(at))
            .filter(|(_, rest)| ENDINGS.contains(rest))
            .map(|(beginning, _)| strsim::osa_distance(beginning, &self.text))
            .filter(|distance| *distance <= most)
            .min()
    }
}

/// A text with some letters in place of others; none where those do not stand in it. The standard library's own is larger to load.
fn replaced(text: &str, written: &str, heard: &str) -> Option<String> {
    let mut replaced = String::new();
    let mut rest = text.chars();
    let mut has_any = false;
    loop {
        if let Some(after) = rest.as_str().strip_prefix(written).filter(|_| !written.is_empty()) {
            replaced.push_str(heard);
            rest = after.chars();
            has_any = true;
        } else if let Some(letter) = rest.next() {
            replaced.push(letter);
        } else {
            return has_any.then_some(replaced);
        }
    }
}

/// A word with no letter more than so many times in a row.
pub(super) fn squeeze(word: &str, most: usize) -> String {
    let mut squeezed = String::with_capacity(word.len());
    let mut last = ('\0', 0);
    for letter in word.chars() {
        last = if letter == last.0 && !letter.is_ascii_digit() { (letter, last.1 + 1) } else { (letter, 1) };
        if last.1 <= most {
            squeezed.push(letter);
        }
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    /// A vocabulary of some words of which slips are forgiven, and how they sound.
    fn vocabulary(words: &[&str]) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for word in words {
            vocabulary.add(word, 4);
        }
        vocabulary.set_sounds("tious=shus scious=shus ph=f ce=se c=k e$=$ e=a o=a");
        vocabulary
    }

    #[test]
    fn what_sounds_alike_is_one_word_and_a_common_one_is_not() {
        let mut vocabulary = vocabulary(&["unconscious", "paracetamol*", "photo"]);
        let heard = |vocabulary: &Vocabulary, word: &str| -> Vec<String> {
            vocabulary.mistyped(word).into_iter().map(|id| vocabulary.word(id).to_owned()).collect()
        };
        assert_eq!(heard(&vocabulary, "uncontious"), ["unconscious"]);
        assert_eq!(heard(&vocabulary, "parasetamals"), ["paracetamol"]);
        assert_eq!(heard(&vocabulary, "fota"), [""; 0], "four letters are known by their letters alone");
        assert_eq!(heard(&vocabulary, "fotoo"), ["photo"]);
        vocabulary.set_common(["fotoo"].into_iter());
        assert_eq!(heard(&vocabulary, "fotoo"), [""; 0]);
    }

    #[test]
    fn an_ending_that_is_written_as_spoken_is_read_in_full() {
        let vocabulary = vocabulary(&["thinking", "pain", "paining"]);
        assert_eq!(vocabulary.in_full("thinkin").as_deref(), Some("thinking"));
        assert_eq!(vocabulary.in_full("pain"), None, "it is a word by itself");
        assert_eq!(vocabulary.in_full("begin"), None);
    }
}
