//! The questions as they stand on their page: reordered and marked by a search, put back by the next.

use std::{cell::RefCell, collections::BTreeMap};

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, Range};

use super::highlights::{self, ReadText};
use crate::{
    article::Id,
    questions::{
        danger::DangerWords,
        search::{Found, Search, SearchWords, Searched, words_in},
    },
};

/// The mark of the words that a search has met.
const MARK: &str = "found";

/// A question on the page.
struct Listed {
    fold: Element,
    searched: Searched,
    texts: Vec<MarkedText>,
}

/// A text, and the places of its words: they are looked up at every key.
struct MarkedText {
    text: ReadText,
    words: Vec<(String, std::ops::Range<usize>)>,
}

/// The questions of this page, in their own order.
pub struct QuestionList {
    document: Document,
    list: Element,
    questions: Vec<Listed>,
    /// What is shown now; none while all are.
    shown: RefCell<Option<Vec<Found>>>,
}

impl QuestionList {
    /// The questions of this page; none where it has no list of them.
    #[must_use]
    pub fn of_page() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let list = document.query_selector(".questions").ok()??;
        let folds = list.children();
        let questions = (0..folds.length()).filter_map(|index| Listed::read(folds.item(index)?)).collect();
        Some(Self { document, list, questions, shown: RefCell::new(None) })
    }

    /// The search among them, by the words that the page understands. Common words are no mistakes for others.
    #[must_use]
    pub fn search(&self, danger: &DangerWords) -> Search {
        let field = self.document.query_selector("[data-same]").ok().flatten();
        let words = |name: &str| field.as_ref().and_then(|field| field.get_attribute(name)).unwrap_or_default();
        let split = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<String>>();
        let mut also = BTreeMap::new();
        for listed in &self.questions {
            let words = listed.fold.get_attribute("data-also").unwrap_or_default();
            also.insert(listed.searched.id.clone(), words);
        }
        let danger = DangerWords { common: danger.common.clone(), ..DangerWords::default() };
        let same = words("data-same").split('|').map(split).collect();
        let searched: Vec<Searched> = self.questions.iter().map(|listed| listed.searched.clone()).collect();
        Search::new(&searched, &SearchWords { same, weak: split(&words("data-weak")), also, danger })
    }

    /// Shows what was found, the best first, with the words that were met marked; hides the others.
    pub fn show(&self, found: Vec<Found>) {
        let order = |found: &[Found]| found.iter().map(|found| found.question).collect::<Vec<_>>();
        let is_same = self.shown.borrow().as_ref().is_some_and(|shown| order(shown) == order(&found));
        // While a word is typed, what is found often stays: then nothing has to be laid out anew.
        if !is_same {
            for (at, listed) in self.questions.iter().enumerate() {
                listed.set_hidden(!found.iter().any(|found| found.question == at));
            }
            for listed in found.iter().filter_map(|found| self.questions.get(found.question)) {
                let _ = self.list.append_child(&listed.fold);
            }
        }
        *self.shown.borrow_mut() = Some(found);
        self.mark();
    }

    /// Marks the words that were met, where they can be seen: in the questions, and in the answers that are open.
    pub fn mark(&self) {
        let mut ranges: Vec<Range> = Vec::new();
        for found in self.shown.borrow().iter().flatten() {
            let Some(listed) = self.questions.get(found.question) else { continue };
            let seen = if listed.fold.has_attribute("open") { listed.texts.len() } else { 1 };
            for text in listed.texts.iter().take(seen) {
                let met = text.words.iter().filter(|(word, _)| found.words.contains(word));
                ranges.extend(met.filter_map(|(_, place)| text.text.range(&self.document, place)));
            }
        }
        // Where the browser has no marks, the order alone tells.
        let _ = highlights::mark(MARK, &ranges);
    }

    /// Shows all of them, in their own order.
    pub fn show_all(&self) {
        highlights::unmark(MARK);
        *self.shown.borrow_mut() = None;
        for listed in &self.questions {
            listed.set_hidden(false);
            let _ = self.list.append_child(&listed.fold);
        }
    }

    /// Calls `act` whenever a question is opened or closed.
    pub fn on_fold(&self, act: impl Fn() + 'static) {
        let listener = Closure::<dyn Fn()>::new(act);
        // It does not rise from the question: it is caught on its way down.
        let _ = self.list.add_event_listener_with_callback_and_bool("toggle", listener.as_ref().unchecked_ref(), true);
        listener.forget();
    }
}

impl Listed {
    fn set_hidden(&self, hidden: bool) {
        let _ = if hidden { self.fold.set_attribute("hidden", "") } else { self.fold.remove_attribute("hidden") };
    }

    fn read(fold: Element) -> Option<Self> {
        let heading = ReadText::of(fold.query_selector("h2").ok()??);
        let answer = fold.query_selector(".answer").ok()??;
        let id = Id::new(&answer.id()).ok()?;
        let passages = answer.children();
        let passages = (0..passages.length()).filter_map(|index| passages.item(index));
        let is_searched = |it: &Element| !["cards", "places"].iter().any(|name| it.class_list().contains(name));
        let texts: Vec<ReadText> = passages.filter(is_searched).map(ReadText::of).collect();
        let lead = texts.first().map(|lead| lead.text().to_owned()).unwrap_or_default();
        let rest = texts.iter().skip(1).map(|text| text.text().to_owned() + "\n").collect();
        let searched = Searched { id, asks: heading.text().to_owned(), lead, rest };
        let marked = |text: ReadText| MarkedText { words: words_in(text.text()).collect(), text };
        let texts = [heading].into_iter().chain(texts).map(marked).collect();
        Some(Self { fold, searched, texts })
    }
}
