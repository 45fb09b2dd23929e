//! The words of the article in the order in which they are read aloud, sentence by sentence.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

use super::highlights::{self, ReadText};
use crate::article::sentences;

/// What is read: headings, paragraphs, items. Not the dates, the contents, the links and the sources.
const READ: &str = "article h1, article .lede, article .section:not(#sources, #changes) h2, article .care-action, \
                    article p[id], article li:not(.meta li, .contents li, .sources li, .related li, #changes li), \
                    article .terms div, article .icon-array p";
/// The mark of the sentence that is being read; the same word marks its element where the browser marks no places.
const MARK: &str = "being-read";

/// A sentence, and where it stands.
struct Sentence {
    block: usize,
    bytes: std::ops::Range<usize>,
}

/// Everything that is read, from the first sentence to the last.
pub struct ReadingText {
    document: Document,
    blocks: Vec<ReadText>,
    sentences: Vec<Sentence>,
}

impl ReadingText {
    /// The words of this page; none where it has none to read.
    #[must_use]
    pub fn of_page() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let found = document.query_selector_all(READ).ok()?;
        let elements = (0..found.length()).filter_map(|index| found.item(index)?.dyn_into::<Element>().ok());
        let blocks: Vec<ReadText> = elements.map(ReadText::of).collect();
        let mut all = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            let mut from = 0;
            for sentence in sentences(block.text()) {
                let Some(at) = block.text().get(from..).and_then(|rest| rest.find(sentence)) else { continue };
                let bytes = from + at..from + at + sentence.len();
                from = bytes.end;
                all.push(Sentence { block: index, bytes });
            }
        }
        (!all.is_empty()).then_some(Self { document, blocks, sentences: all })
    }

    /// The words of a sentence; none behind the last.
    #[must_use]
    pub fn sentence(&self, index: usize) -> Option<&str> {
        let sentence = self.sentences.get(index)?;
        self.blocks.get(sentence.block)?.text().get(sentence.bytes.clone())
    }

    /// Marks a sentence, and brings it into sight where it is not.
    pub fn mark(&self, index: usize) {
        self.unmark();
        let Some(sentence) = self.sentences.get(index) else { return };
        let Some(block) = self.blocks.get(sentence.block) else { return };
        let range = block.range(&self.document, &sentence.bytes);
        let marked = range.is_some_and(|range| highlights::mark(MARK, &[range]));
        if !marked {
            let _ = block.element().class_list().add_1(MARK);
        }
        bring_into_sight(block.element());
    }

    /// Takes the mark away.
    pub fn unmark(&self) {
        highlights::unmark(MARK);
        for block in &self.blocks {
            let _ = block.element().class_list().remove_1(MARK);
        }
    }
}

fn bring_into_sight(element: &Element) {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
    let place = element.get_bounding_client_rect();
    // Between the header and the navigation.
    if place.top() < 80.0 || place.bottom() > height - 90.0 {
        element.scroll_into_view();
    }
}
