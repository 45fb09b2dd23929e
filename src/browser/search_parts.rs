//! What the search can show first, as it stands on the page: chosen by id, shown above the questions, and said to a screen reader.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

use super::speaking;

/// The help of the search, and its voice.
pub struct SearchParts {
    document: Document,
    region: Element,
    /// The ids that are shown, and whether "Call now" stands by itself.
    shown: RefCell<(Vec<String>, bool)>,
    /// What was said last.
    last: RefCell<String>,
}

impl SearchParts {
    /// Those of this page; none where it has none.
    #[must_use]
    pub fn of_page() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let region = document.get_element_by_id("search-help")?;
        Some(Self { document, region, shown: RefCell::default(), last: RefCell::default() })
    }

    /// The address of the signs of danger.
    #[must_use]
    pub fn signs_address(&self) -> Option<String> {
        self.document.query_selector("[data-signs]").ok()??.get_attribute("data-signs")
    }

    /// Shows help by its ids: the first in full with the emergency numbers, the others as one line each. None hides all.
    pub fn show(&self, ids: &[String], stands_on_no_card: bool) {
        if self.shown.borrow().0 == ids && self.shown.borrow().1 == stands_on_no_card {
            return;
        }
        *self.shown.borrow_mut() = (ids.to_vec(), stands_on_no_card);
        self.region.set_text_content(None);
        let _ = if ids.is_empty() {
            self.region.remove_attribute("data-search-help")
        } else {
            self.region.set_attribute("data-search-help", &ids.join(" "))
        };
        for (at, id) in ids.iter().enumerate() {
            let Some(part) = self.part(&format!("[data-help='{id}']")) else { continue };
            if at == 0 {
                if stands_on_no_card {
                    self.add(self.part("[data-part=alone]"));
                    self.add_numbers();
                }
                self.add(part.first_element_child());
                if !stands_on_no_card {
                    self.add_numbers();
                }
            } else {
                self.add(part.last_element_child());
            }
        }
    }

    /// What a screen reader is told of the help that is shown; none where none is.
    fn said(&self) -> Option<String> {
        let (ids, stands_on_no_card) = &*self.shown.borrow();
        let says = self.part(&format!("[data-help='{}']", ids.first()?))?.get_attribute("data-says")?;
        let emergency = self.document.get_element_by_id("search-emergency");
        let emergency = emergency.and_then(|line| line.dyn_into::<web_sys::HtmlElement>().ok());
        let call = emergency.map(|line| line.inner_text()).unwrap_or_default();
        let now = if *stands_on_no_card { "Call now. " } else { "" };
        Some(format!("{now}{says} {call}"))
    }

    /// Says, once typing rests, what help is shown, or else `instead`. What was said last is not said again.
    pub fn say(&self, instead: String) {
        let danger = self.said();
        let is_urgent = danger.is_some();
        let words = danger.unwrap_or(instead);
        if self.last.replace(words.clone()) != words {
            speaking::say_latest(&words, is_urgent);
        }
    }

    fn part(&self, what: &str) -> Option<Element> {
        self.document.query_selector(&format!("#search-parts {what}")).ok()?
    }

    fn add(&self, part: Option<Element>) {
        if let Some(copy) = part.and_then(|part| part.clone_node_with_deep(true).ok()) {
            let _ = self.region.append_child(&copy);
        }
    }

    fn add_numbers(&self) {
        self.add(self.part("[data-part=numbers]"));
    }
}
