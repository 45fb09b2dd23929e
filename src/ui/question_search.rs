//! The search among the questions. It looks for danger before it looks for questions.
//!
//! All that it shows stands on the page already, so that this program needs no components: it is the one that has to be there first.

use std::{
    cell::{Cell, OnceCell},
    rc::Rc,
};

use crate::{
    browser::{content, document, question_list::QuestionList, search_parts::SearchParts},
    questions::{
        danger::{Danger, DangerWords},
        search::Search,
    },
};

/// The ids of the field, and of what stands below it on the page.
const FIELD: &str = "search";
const COUNT: &str = "search-count";
const NOTHING: &str = "search-nothing";
const SHOW_ALL: &str = "search-all";

/// The questions, and what looks at what is typed.
struct QuestionSearch {
    list: QuestionList,
    parts: SearchParts,
    /// There once the signs of danger are: no search is answered without them.
    looking: OnceCell<Looking>,
    /// Whether the signs of danger are being fetched.
    is_fetching: Cell<bool>,
    /// Whether something is searched; else all questions are shown.
    is_searching: Cell<bool>,
    /// Whether the search is about to look at what was typed.
    is_waiting: Cell<bool>,
}

/// The search among the questions, and the signs of danger.
struct Looking {
    search: Search,
    danger: Danger,
}

/// Brings the field to life. The signs of danger are fetched when the field is first used: they are not needed to read.
pub fn question_search() {
    let (Some(list), Some(parts)) = (QuestionList::of_page(), SearchParts::of_page()) else { return };
    let search = Rc::new(QuestionSearch {
        list,
        parts,
        looking: OnceCell::new(),
        is_fetching: Cell::new(false),
        is_searching: Cell::new(false),
        is_waiting: Cell::new(false),
    });
    // What was typed before the program had come is looked at too.
    if !document::typed(FIELD).is_empty() || document::is_focused(FIELD) {
        look_soon(&search);
    }
    let (folded, entered, keyed, cleared, followed) =
        (search.clone(), search.clone(), search.clone(), search.clone(), search.clone());
    search.list.on_fold(move || folded.list.mark());
    document::on_focus(FIELD, move || look_soon(&entered));
    document::on_input(FIELD, move |_| look_soon(&keyed));
    document::on_press(SHOW_ALL, move || cleared.clear());
    // A link to a question, followed while others are shown, finds it.
    document::on_anchor(move || {
        if followed.is_searching.get() {
            followed.clear();
            document::follow_anchor();
        }
    });
}

/// Looks at what stands in the field once it is on the screen: letters that come faster are looked at together.
fn look_soon(search: &Rc<QuestionSearch>) {
    if search.looking.get().is_none() {
        fetch_signs(search);
        return;
    }
    if search.is_waiting.replace(true) {
        return;
    }
    let search = search.clone();
    document::after_paint(move || {
        search.is_waiting.set(false);
        search.look(&document::typed(FIELD));
    });
}

/// Fetches the signs of danger, once, and then looks at what was typed meanwhile. Where they cannot be had, the emergency card is shown,
/// and the next key tries again.
fn fetch_signs(search: &Rc<QuestionSearch>) {
    if search.is_fetching.replace(true) {
        return;
    }
    let search = search.clone();
    document::run(async move {
        let lines = content::fetch_text(&search.parts.signs_address().unwrap_or_default()).await;
        search.is_fetching.set(false);
        let Ok(lines) = lines else {
            document::set_shown(NOTHING, true);
            document::show_app_note();
            return;
        };
        let words = DangerWords::from_lines(&lines);
        let looking = Looking { search: search.list.search(&words), danger: Danger::new(&words) };
        if search.looking.set(looking).is_ok() {
            document::set_shown("app-note", false);
            search.look(&document::typed(FIELD));
        }
    });
}

impl QuestionSearch {
    fn look(&self, typed: &str) {
        let Some(Looking { search, danger }) = self.looking.get() else { return };
        let is_searching = !typed.trim().is_empty();
        self.is_searching.set(is_searching);
        let seen = danger.look(typed);
        self.parts.show(&seen.ids, seen.stands_on_no_card);
        let (told, found) = if is_searching {
            let found = search.find(typed);
            let count = found.len();
            self.list.show(found);
            let told = match count {
                0 => "No question is like that.".to_owned(),
                1 => "1 question fits.".to_owned(),
                count => format!("{count} questions, the most likely first."),
            };
            (told, count)
        } else {
            self.list.show_all();
            (String::new(), 1)
        };
        let is_nothing = found == 0 && seen.ids.is_empty();
        document::set_text(COUNT, &told);
        document::set_shown(NOTHING, is_nothing);
        document::set_shown(SHOW_ALL, is_searching);
        let help = if is_nothing { " If you are worried, call somebody: Get help follows." } else { "" };
        self.parts.say(format!("{told}{help}"));
    }

    fn clear(&self) {
        document::set_typed(FIELD, "");
        self.look("");
        document::focus_soon(FIELD);
    }
}
