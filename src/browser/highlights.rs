//! Marking words on the page without changing it: the browser's own highlights, styled by `::highlight(name)`.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node, Range};

/// Elements whose text is parted from what follows.
const PARTED: [&str; 8] = ["P", "LI", "DT", "DD", "H2", "H3", "UL", "DIV"];

/// Text in one piece, as the document holds it, and where it begins in the text of its element: in UTF-16 units.
struct Piece {
    node: Node,
    begins: usize,
    length: usize,
}

/// The text of an element without its citations, and where its parts stand.
pub struct ReadText {
    element: Element,
    pieces: Vec<Piece>,
    text: String,
}

impl ReadText {
    /// The text of an element.
    #[must_use]
    pub fn of(element: Element) -> Self {
        let mut read = Self { pieces: Vec::new(), text: String::new(), element };
        let element = read.element.clone();
        read.gather(&element, &mut 0);
        read
    }

    fn gather(&mut self, node: &Node, length: &mut usize) {
        let children = node.child_nodes();
        for child in (0..children.length()).filter_map(|index| children.item(index)) {
            if child.node_type() == Node::TEXT_NODE {
                let text = child.text_content().unwrap_or_default();
                let units = text.encode_utf16().count();
                self.pieces.push(Piece { node: child, begins: *length, length: units });
                self.text.push_str(&text);
                *length += units;
            } else if child.node_name() != "SUP" {
                self.gather(&child, length);
                if PARTED.contains(&child.node_name().as_str()) {
                    self.text.push('\n');
                    *length += 1;
                }
            }
        }
    }

    /// The element.
    #[must_use]
    pub fn element(&self) -> &Element {
        &self.element
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of a part of the text, by its bytes.
    #[must_use]
    pub fn range(&self, document: &Document, bytes: &std::ops::Range<usize>) -> Option<Range> {
        let units = |end: usize| self.text.get(..end).map(|before| before.encode_utf16().count());
        let (from, to) = (units(bytes.start)?, units(bytes.end)?);
        let first = self.pieces.iter().find(|piece| from < piece.begins + piece.length)?;
        let last = self.pieces.iter().find(|piece| to <= piece.begins + piece.length)?;
        let offset = |units: usize, piece: &Piece| u32::try_from(units.saturating_sub(piece.begins)).ok();
        let range = document.create_range().ok()?;
        range.set_start(&first.node, offset(from, first)?).ok()?;
        range.set_end(&last.node, offset(to, last)?).ok()?;
        Some(range)
    }
}

/// Marks these places under a name, in place of those it had; says whether the browser can.
pub fn mark(name: &str, ranges: &[Range]) -> bool {
    let Some(registry) = registry() else { return false };
    let Some(constructor) = function(&js_sys::global(), "Highlight") else { return false };
    let ranges: Array = ranges.iter().map(JsValue::from).collect();
    let Ok(highlight) = Reflect::construct(&constructor, &ranges) else { return false };
    let set = function(&registry, "set");
    set.is_some_and(|set| set.call2(&registry, &JsValue::from_str(name), &highlight).is_ok())
}

/// Takes the marks of a name away.
pub fn unmark(name: &str) {
    if let Some(registry) = registry()
        && let Some(delete) = function(&registry, "delete")
    {
        // What cannot be taken away was not there.
        let _ = delete.call1(&registry, &JsValue::from_str(name));
    }
}

/// Not in every browser.
fn registry() -> Option<JsValue> {
    let css = Reflect::get(&js_sys::global(), &JsValue::from_str("CSS")).ok()?;
    let registry = Reflect::get(&css, &JsValue::from_str("highlights")).ok()?;
    registry.is_object().then_some(registry)
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &JsValue::from_str(name)).ok()?.dyn_into().ok()
}
