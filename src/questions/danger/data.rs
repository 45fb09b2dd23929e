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
