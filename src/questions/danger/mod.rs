//! Danger in what somebody types into the search: looked for before any question is.
//!
//! Pure. What counts as danger is data: shapes of words in `content/search.toml`, whose grammar `content/README.md` tells.
//! A slip of the finger is forgiven only where what was typed is no common word itself.

mod data;
mod pattern;
mod said;
mod typed;
mod vocabulary;
mod weeks;

pub use data::{DangerWords, Sign, WeeksOn};

use pattern::{Pattern, Patterns};
use said::Said;
use vocabulary::Vocabulary;

use crate::sorting::sort_by;

/// The least letters of a word of a group of which slips are forgiven.
const FORGIVEN_IN_GROUPS: usize = 4;
/// The same of a word that stands in a sign itself.
const FORGIVEN_IN_SIGNS: usize = 4;

/// Signs of danger, prepared to be looked for.
#[derive(Clone, Debug, Default)]
pub struct Danger {
    vocabulary: Vocabulary,
    patterns: Patterns,
    roles: said::Roles,
    order: Vec<String>,
    signs: Vec<Looked>,
    harmless: Vec<Pattern>,
    after_loss: Vec<Pattern>,
    going_on: Vec<Pattern>,
}

/// A sign, as it is looked for.
#[derive(Clone, Debug)]
struct Looked {
    patterns: Vec<Pattern>,
    shows: Vec<String>,
    weeks: Vec<WeeksOn>,
    after_loss: Option<String>,
    stands_on_no_card: bool,
}

/// What was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The ids of the help to show, the strictest first.
    pub ids: Vec<String>,
    /// Whether the strictest stands for a danger that its card does not name, such as a seizure.
    pub stands_on_no_card: bool,
}

impl Danger {
    /// Prepares the signs of a leaflet.
    #[must_use]
    pub fn new(words: &DangerWords) -> Self {
        let mut danger = Self { order: words.order.clone(), ..Self::default() };
        let (patterns, vocabulary) = (&mut danger.patterns, &mut danger.vocabulary);
        for [meant, spellings] in &words.spelt {
            for spelling in spellings.split(',') {
                vocabulary.add_spelling(spelling.trim(), meant, FORGIVEN_IN_GROUPS);
            }
        }
        patterns.forgiven_from = usize::MAX;
        danger.roles = said::Roles {
            past: patterns.element(&words.look_past, vocabulary),
            no: patterns.element(&words.no, vocabulary),
            no_ends: patterns.element(&words.no_ends, vocabulary),
            ..said::Roles::default()
        };
        patterns.forgiven_from = FORGIVEN_IN_GROUPS;
        for [name, group] in &words.groups {
            patterns.group(name, group, vocabulary);
        }
        patterns.forgiven_from = usize::MAX;
        danger.roles.degrees = patterns.element(&words.degrees, vocabulary);
        danger.roles.can_be_denied = patterns.element(&words.can_be_denied, vocabulary);
        danger.roles.elsewhere = patterns.element(&words.elsewhere, vocabulary);
        danger.roles.own = patterns.element(&words.own, vocabulary);
        let mut read = |all: &[String], forgiven_from: usize| -> Vec<Pattern> {
            patterns.forgiven_from = forgiven_from;
            all.iter().map(|written| patterns.pattern(written, vocabulary)).collect()
        };
        danger.harmless = read(&words.harmless, usize::MAX);
        danger.harmless.iter_mut().for_each(|pattern| pattern.is_tight = true);
        danger.after_loss = read(&words.after_loss, FORGIVEN_IN_SIGNS);
        danger.going_on = read(&words.going_on, usize::MAX);
        for sign in &words.sign {
            danger.signs.push(Looked {
                patterns: read(&sign.said, FORGIVEN_IN_SIGNS),
                shows: sign.shows.split_whitespace().map(str::to_owned).collect(),
                weeks: sign.weeks.clone(),
                after_loss: sign.after_loss.clone(),
                stands_on_no_card: sign.stands_on_no_card,
            });
        }
        danger.vocabulary.set_sounds(&words.sounds);
        danger.vocabulary.set_common(words.common.split(' '));
        danger
    }

    /// The common words among `all` that come so near a word of the signs that they could be taken for a slip of it.
    #[must_use]
    pub fn near<'a>(&self, all: &[&'a str]) -> Vec<&'a str> {
        let is_near = |word: &&&str| {
            self.vocabulary.exact(word).is_empty()
                && (!self.vocabulary.mistyped(word).is_empty() || self.vocabulary.parts(word).is_some())
        };
        all.iter().filter(is_near).copied().collect()
    }

    /// The shapes that match: for each the place of its sign, and its own in the sign. For those who write them.
    #[must_use]
    pub fn matching(&self, typed: &str) -> Vec<(usize, usize)> {
        let said = self.read(typed);
        let mut matching = Vec::new();
        for (sign, looked) in self.signs.iter().enumerate() {
            let shapes = looked.patterns.iter().enumerate();
            matching.extend(shapes.filter(|(_, shape)| shape.find(&said).is_some()).map(|(shape, _)| (sign, shape)));
        }
        matching
    }

    /// What was typed, without what is harmless in it.
    fn read(&self, typed: &str) -> Said {
        let mut said = Said::new(typed, &self.vocabulary, &self.patterns, &self.roles);
        for pattern in &self.harmless {
            while let Some(span) = pattern.find(&said) {
                said.take_out(span);
            }
        }
        said
    }

    /// What danger somebody tells of; no ids where there is none.
    #[must_use]
    pub fn look(&self, typed: &str) -> Seen {
        if self.signs.is_empty() {
            return Seen::default();
        }
        let said = self.read(typed);
        let weeks = said.weeks();
        let is = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.find(&said).is_some());
        let is_after_loss = is(&self.after_loss) && !is(&self.going_on);
        let mut seen: Vec<(usize, &str, bool)> = Vec::new();
        for sign in self.signs.iter().filter(|sign| is(&sign.patterns)) {
            for id in sign.ids(weeks, is_after_loss) {
                let place = self.order.iter().position(|other| other == id).unwrap_or(usize::MAX);
                match seen.iter_mut().find(|seen| seen.1 == id) {
                    Some(seen) => seen.2 |= sign.stands_on_no_card,
                    None => seen.push((place, id, sign.stands_on_no_card)),
                }
            }
        }
        sort_by(&mut seen, |(place, ..)| *place);
        Seen {
            stands_on_no_card: seen.first().is_some_and(|first| first.2),
            ids: seen.into_iter().map(|(_, id, _)| id.to_owned()).collect(),
        }
    }
}

impl Looked {
    /// The help that it calls for in the weeks that may hold.
    fn ids(&self, weeks: Option<weeks::Weeks>, is_after_loss: bool) -> Vec<&str> {
        if let Some(after_loss) = self.after_loss.as_ref().filter(|_| is_after_loss) {
            return Some(after_loss.as_str()).filter(|id| !id.is_empty()).into_iter().collect();
        }
        let Some((first, last)) = weeks.filter(|_| !self.weeks.is_empty()) else {
            return self.shows.iter().map(String::as_str).collect();
        };
        let mut ids = Vec::new();
        for on in &self.weeks {
            let is_over = on.to.is_some_and(|to| to < first);
            if on.from <= last && !is_over && !on.shows.is_empty() {
                ids.push(on.shows.as_str());
            }
        }
        ids
    }
}
