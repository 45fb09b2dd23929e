//! What is typed and not saved yet: where nothing is locked, it stands in `localStorage` and `sessionStorage` as plain text; behind the
//! lock, it is sealed like everything else.

use web_sys::Storage;

/// What the names begin with in `localStorage`: those of drafts.
const DRAFTS: &str = "quietleaf.draft.1.";
/// The name in `localStorage` of what was said of the care cards.
const CARDS: &str = "quietleaf.cards.1";
/// The name in `sessionStorage`: that of a question.
const QUESTION: &str = "quietleaf.question.1";
/// What stands before the names of `sessionStorage`, where both are kept together.
const OF_SESSION: &str = "session ";

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `localStorage`.
    Local,
    /// `sessionStorage`.
    Session,
}

impl Place {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Local, Self::Session];

    /// The browser's own; none where it refuses.
    #[must_use]
    pub fn storage(self) -> Option<Storage> {
        let window = web_sys::window()?;
        match self {
            Self::Local => window.local_storage(),
            Self::Session => window.session_storage(),
        }
        .ok()
        .flatten()
    }

    /// Whether what has this name is typed text: everything else is a setting.
    #[must_use]
    pub fn holds_typed(self, name: &str) -> bool {
        match self {
            Self::Local => name.starts_with(DRAFTS) || name == CARDS,
            Self::Session => name == QUESTION,
        }
    }

    /// The key under which it is kept behind the lock.
    #[must_use]
    pub fn key(self, name: &str) -> String {
        match self {
            Self::Local => name.to_owned(),
            Self::Session => format!("{OF_SESSION}{name}"),
        }
    }

    /// The name, of such a key; none where the key is one of the other place.
    #[must_use]
    pub fn name(self, key: &str) -> Option<&str> {
        match (self, key.strip_prefix(OF_SESSION)) {
            (Self::Session, name) => name,
            (Self::Local, None) => Some(key),
            (Self::Local, Some(_)) => None,
        }
    }
}

/// The browser's own two, as the page had them at first: what takes their place later seals what it is given.
#[derive(Clone, Debug)]
pub struct PlainTexts(Vec<(Place, Storage)>);

impl PlainTexts {
    /// Those that the page has now.
    #[must_use]
    pub fn of_page() -> Self {
        Self(Place::ALL.into_iter().filter_map(|place| Some((place, place.storage()?))).collect())
    }

    fn names(&self) -> impl Iterator<Item = (Place, &Storage, String)> {
        self.0.iter().flat_map(|(place, storage)| {
            let names = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
            let typed: Vec<String> = names.filter(|name| place.holds_typed(name)).collect();
            typed.into_iter().map(move |name| (*place, storage, name))
        })
    }

    /// All that stands there, by the keys that it has behind the lock.
    #[must_use]
    pub fn all(&self) -> Vec<(String, String)> {
        let text = |(place, storage, name): (Place, &Storage, String)| {
            Some((place.key(&name), storage.get_item(&name).ok().flatten()?))
        };
        self.names().filter_map(text).collect()
    }

    /// Takes these away, where they still stand there as they are known.
    pub fn forget(&self, texts: &[(String, String)]) {
        for (place, storage, name) in self.names() {
            let text = storage.get_item(&name).ok().flatten();
            if text.is_some_and(|text| texts.contains(&(place.key(&name), text))) {
                let _ = storage.remove_item(&name);
            }
        }
    }

    /// Puts texts back. Returns how many find no room.
    #[must_use]
    pub fn put_back(&self, texts: &[(String, String)]) -> usize {
        let is_put = |(key, text): &&(String, String)| {
            self.0
                .iter()
                .any(|(place, storage)| place.name(key).is_some_and(|name| storage.set_item(name, text).is_ok()))
        };
        texts.len() - texts.iter().filter(is_put).count()
    }
}
