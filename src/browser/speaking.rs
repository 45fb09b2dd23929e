//! Saying to a screen reader what has changed on the page.
//!
//! Every page has two empty regions for it, `told` and `told-now`, and no other part of a page speaks by itself: a screen reader
//! passes over a region that comes into the page with its words, that changes together with others, or that is filled while the page
//! around it changes. So one of the two is filled, once the page has come to rest, with all that has been told since.
//! Firefox exposes nothing live for a bare `role="alert"`: `aria-live` stands beside it.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, Node};

use super::idle;

/// How many milliseconds a page has been at rest before something is said. Orca and Firefox, tried in November 2026, drop
/// what comes in the first half of a second after a change.
const REST: i32 = 600;
/// For how many milliseconds what was said stays in its region.
const HEARD: i32 = 3000;

/// The region that waits for what is being said.
const IN_PASSING: &str = "told";
/// The region that does not.
const AT_ONCE: &str = "told-now";

/// Something to be said.
struct Told {
    what: What,
    is_urgent: bool,
}

enum What {
    /// These words.
    Words(String),
    /// These words, in place of those that were told before them and are not said yet: what was typed on has another answer.
    Latest(String),
    /// What the element with this id then says, and what had the focus when that was told.
    Element(String, Option<Element>),
}

thread_local! {
    static TOLD: RefCell<Vec<Told>> = const { RefCell::new(Vec::new()) };
    static ROUND: Cell<usize> = const { Cell::new(0) };
    /// The round whose words this program is saying; none is 0.
    static SAYS: Cell<usize> = const { Cell::new(0) };
}

/// Says these words in passing.
pub fn say(words: &str) {
    tell(What::Words(words.to_owned()), false);
}

/// Says the latest answer to what is being typed, once typing rests, and no answer before it: in passing, or, where that `is_urgent`, at
/// once.
pub fn say_latest(words: &str, is_urgent: bool) {
    tell(What::Latest(words.to_owned()), is_urgent);
}

/// Says what the element with this id says when the page has come to rest: in passing, or, where that `is_urgent`, at once. Nothing,
/// where it is empty then or folded away, or where the focus has come to it, or to what it describes or names: then that has said it.
pub fn say_element(id: &str, is_urgent: bool) {
    let focused = document().and_then(|document| document.active_element());
    tell(What::Element(id.to_owned(), focused), is_urgent);
}

fn tell(what: What, is_urgent: bool) {
    TOLD.with_borrow_mut(|told| {
        told.retain(|other| match (&what, &other.what) {
            (What::Element(id, _), What::Element(known, _)) => known != id,
            (What::Latest(_), What::Latest(_)) => false,
            _ => true,
        });
        told.push(Told { what, is_urgent });
    });
    ROUND.set(ROUND.get() + 1);
    let round = ROUND.get();
    spawn_local(async move {
        idle::pause(REST).await;
        // The page has another program, which may be saying something.
        while round == ROUND.get() && SAYS.get() == 0 && is_speaking() {
            idle::pause(REST).await;
        }
        // What has come since is said together with this.
        if round == ROUND.get() {
            speak(round).await;
        }
    });
}

/// Says everything that was told: first what was done, then what it calls for.
async fn speak(round: usize) {
    let (at_once, mut told): (Vec<Told>, Vec<Told>) = TOLD.take().into_iter().partition(|one| one.is_urgent);
    told.extend(at_once);
    let mut words: Vec<String> = Vec::new();
    let mut is_urgent = false;
    for one in told {
        let said = match one.what {
            What::Words(words) => sentence(&words).unwrap_or_default(),
            What::Latest(words) => words,
            What::Element(id, before) => words_of(&id, before.as_ref()).unwrap_or_default(),
        };
        if !said.is_empty() && !words.contains(&said) {
            words.push(said);
            is_urgent |= one.is_urgent;
        }
    }
    let Some(region) = region(if is_urgent { AT_ONCE } else { IN_PASSING }).filter(|_| !words.is_empty()) else {
        return;
    };
    // What this program said before may stand in the other region, and the page's other program would wait for it.
    if SAYS.get() != 0 {
        fall_silent();
    }
    region.set_text_content(Some(&words.join(" ")));
    SAYS.set(round);
    idle::pause(HEARD).await;
    if SAYS.get() == round {
        SAYS.set(0);
        fall_silent();
    }
}

/// Empties both regions.
fn fall_silent() {
    for region in [IN_PASSING, AT_ONCE].into_iter().filter_map(region) {
        region.set_text_content(None);
    }
}

fn region(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn is_speaking() -> bool {
    [IN_PASSING, AT_ONCE].into_iter().filter_map(region).any(|region| region.has_child_nodes())
}

/// The paragraphs, headings and lines of an element, or its text where it has none: without what can be pressed, without the numbers of
/// sources, of the telephone numbers the first, which is that of the country that is chosen or guessed, and of several cards the first
/// in full and the headings of the others: three cards take more than a minute to hear.
fn words_of(id: &str, focused_before: Option<&Element>) -> Option<String> {
    const CARD: &str = ".care";
    const PARTS: &str = ":is(h2, h3, p, li, legend, summary):not([hidden], .visually-hidden, .numbers :not(:first-child), .actions *, li p, \
                         details:not([open]) > :not(summary), details:not([open]) > :not(summary) *)";
    let document = document()?;
    let element = document.get_element_by_id(id)?;
    // What is folded away is not told of.
    if element.closest("details:not([open])").ok().flatten().is_some() {
        return None;
    }
    if let Some(focused) = document.active_element() {
        let has_come = focused_before.is_none_or(|before| !before.is_same_node(Some(&focused)));
        let names =
            |attribute: &str| focused.get_attribute(attribute).is_some_and(|ids| ids.split(' ').any(|it| it == id));
        // Of an element that has others in it, the focus says nothing.
        let is_itself = || focused.is_same_node(Some(&element)) && element.child_element_count() == 0;
        if has_come && (names("aria-describedby") || names("aria-labelledby") || is_itself()) {
            return None;
        }
    }
    let parts = element.query_selector_all(PARTS).ok()?;
    let first_card = element.query_selector(CARD).ok().flatten();
    let mut words: Vec<String> = (0..parts.length())
        .filter_map(|place| parts.item(place)?.dyn_into::<Element>().ok())
        .filter(|part| {
            let card = part.closest(CARD).ok().flatten();
            part.matches(".care-action").is_ok_and(|is_heading| is_heading)
                || card.is_none_or(|card| card.is_same_node(first_card.as_deref()))
        })
        .filter_map(|part| sentence(&without_sources(&part)?))
        .collect();
    if words.is_empty() {
        words.extend(element.text_content().and_then(|text| sentence(&text)));
    }
    Some(words.join(" "))
}

/// What a part says without the numbers of its sources.
fn without_sources(part: &Node) -> Option<String> {
    let copy: Element = part.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let sources = copy.query_selector_all("sup").ok()?;
    for source in (0..sources.length()).filter_map(|place| sources.item(place)) {
        source.parent_node()?.remove_child(&source).ok()?;
    }
    copy.text_content()
}

/// With an end, at which a voice pauses.
fn sentence(words: &str) -> Option<String> {
    let words = words.trim();
    let last = words.chars().next_back()?;
    let is_ended = last.is_ascii_punctuation() || matches!(last, '\u{2026}' | '\u{201d}' | '\u{2019}');
    Some(if is_ended { words.to_owned() } else { format!("{words}.") })
}
