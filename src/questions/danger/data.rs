//! The signs of danger as a leaflet writes them.

use serde::{Deserialize, Serialize};

/// `[danger]` of `content/search.toml` as a type. `content/README.md` tells how shapes are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DangerWords {
    /// The ids of all help, the strictest first.
    #[serde(default)]
    pub order: Vec<String>,
    /// Words that do not count between others.
    #[serde(default)]
    pub look_past: String,
    /// Words with their other spellings, which mean the same everywhere: the word, then the spellings, parted by commas.
    #[serde(default)]
    pub spelt: Vec<[String; 2]>,
    /// What is written differently and sounds alike, one after another: letters, and those that stand for them, as in "ph=f".
    #[serde(default)]
    pub sounds: String,
    /// Words that deny what follows.
    #[serde(default)]
    pub no: String,
    /// Words at which a denial ends.
    #[serde(default)]
    pub no_ends: String,
    /// Names, in capital letters, with the words that each stands for; one may name those before it.
    #[serde(default)]
    pub groups: Vec<[String; 2]>,
    /// Words for how much: a denial of "heavy bleeding" denies the first alone.
    #[serde(default)]
    pub degrees: String,
    /// What can be denied.
    #[serde(default)]
    pub can_be_denied: String,
    /// Words that speak of something else: a weak shape beside one is none.
    #[serde(default)]
    pub elsewhere: String,
    /// Words that speak of the person all the same.
    #[serde(default)]
    pub own: String,
    /// Shapes that are taken out before anything is looked for.
    #[serde(default)]
    pub harmless: Vec<String>,
    /// Shapes that say that a pregnancy has ended.
    #[serde(default)]
    pub after_loss: Vec<String>,
    /// Shapes that say that one goes on all the same.
    #[serde(default)]
    pub going_on: Vec<String>,
    /// The signs.
    #[serde(default)]
    pub sign: Vec<Sign>,
    /// Common words that come near a word of the signs. The build finds them; nobody writes them.
    #[serde(default)]
    pub common: String,
}

impl DangerWords {
    /// All of it as lines, each with a letter before it that says what it is: less to load than JSON, and nothing to decode it with.
    #[must_use]
    pub fn to_lines(&self) -> String {
        let mut lines = Lines(String::new());
        lines.add('o', &self.order.join(" "));
        for (letter, words) in [
            ('p', &self.look_past),
            ('n', &self.no),
            ('e', &self.no_ends),
            ('d', &self.degrees),
            ('c', &self.can_be_denied),
            ('x', &self.elsewhere),
            ('w', &self.own),
            ('k', &self.common),
            ('l', &self.sounds),
        ] {
            lines.add(letter, words);
        }
        for (letter, pairs) in [('s', &self.spelt), ('g', &self.groups)] {
            for [name, words] in pairs {
                lines.add(letter, &format!("{name}={words}"));
            }
        }
        for (letter, shapes) in [('h', &self.harmless), ('a', &self.after_loss), ('b', &self.going_on)] {
            for shape in shapes {
                lines.add(letter, shape);
            }
        }
        for sign in &self.sign {
            let weeks = |on: &WeeksOn| {
                let to = on.to.map(|to| to.to_string()).unwrap_or_default();
                format!("{},{to},{}", on.from, on.shows)
            };
            let weeks: Vec<String> = sign.weeks.iter().map(weeks).collect();
            let after_loss = sign.after_loss.as_deref().unwrap_or("=");
            let alone = u8::from(sign.stands_on_no_card);
            lines.add('!', &format!("{};{after_loss};{alone};{}", sign.shows, weeks.join("/")));
            sign.said.iter().for_each(|shape| lines.add('+', shape));
        }
        lines.0
    }

    /// Reads what [`to_lines`](Self::to_lines) has written. What is no such line is passed over.
    #[must_use]
    pub fn from_lines(lines: &str) -> Self {
        let mut words = Self::default();
        for line in lines.lines() {
            let mut rest = line.chars();
            let Some(letter) = rest.next() else { continue };
            words.read_line(letter, rest.as_str());
        }
        words
    }

    fn read_line(&mut self, letter: char, line: &str) {
        let owned = || line.to_owned();
        let pair = || line.split_once('=').map(|(name, words)| [name.to_owned(), words.to_owned()]);
        match letter {
            'o' => self.order = line.split_whitespace().map(str::to_owned).collect(),
            'p' => self.look_past = owned(),
            'n' => self.no = owned(),
            'e' => self.no_ends = owned(),
            'd' => self.degrees = owned(),
            'c' => self.can_be_denied = owned(),
            'x' => self.elsewhere = owned(),
            'w' => self.own = owned(),
            'k' => self.common = owned(),
            'l' => self.sounds = owned(),
            's' => self.spelt.extend(pair()),
            'g' => self.groups.extend(pair()),
            'h' => self.harmless.push(owned()),
            'a' => self.after_loss.push(owned()),
            'b' => self.going_on.push(owned()),
            '!' => self.sign.extend(read_sign(line)),
            '+' => self.sign.last_mut().into_iter().for_each(|sign| sign.said.push(owned())),
            _ => {}
        }
    }
}

/// Lines that are written one by one.
struct Lines(String);

impl Lines {
    fn add(&mut self, letter: char, text: &str) {
        self.0.push(letter);
        for (place, word) in text.split_whitespace().enumerate() {
            if place > 0 {
                self.0.push(' ');
            }
            self.0.push_str(word);
        }
        self.0.push('\n');
    }
}

/// A sign without its shapes.
fn read_sign(line: &str) -> Option<Sign> {
    let mut parts = line.split(';');
    let (shows, after_loss, alone, weeks) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let weeks = weeks.split('/').filter_map(|on| {
        let mut parts = on.split(',');
        let (from, to, shows) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok(), parts.next()?.to_owned());
        Some(WeeksOn { from, to, shows })
    });
    Some(Sign {
        shows: shows.to_owned(),
        weeks: weeks.collect(),
        after_loss: (after_loss != "=").then(|| after_loss.to_owned()),
        stands_on_no_card: alone == "1",
        said: Vec::new(),
    })
}

/// A sign of danger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sign {
    /// The ids of the help that it calls for where no weeks are named, parted by spaces.
    pub shows: String,
    /// The help by weeks.
    #[serde(default)]
    pub weeks: Vec<WeeksOn>,
    /// The help after a pregnancy has ended; empty where it then calls for none.
    #[serde(default)]
    pub after_loss: Option<String>,
    /// Whether it stands on no card, so that "Call now" is said by itself.
    #[serde(default)]
    pub stands_on_no_card: bool,
    /// The shapes in which it is told.
    pub said: Vec<String>,
}

/// What a sign calls for in some weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeksOn {
    /// The first week.
    pub from: u16,
    /// The last week; without it, to the end.
    #[serde(default)]
    pub to: Option<u16>,
    /// The id of the help; empty for none.
    pub shows: String,
}
