//! The search among the questions. It looks for danger before it looks for questions.
//!
//! All that it shows stands on the page already, so that this program needs no components: it is the one that has to be there first.

use std::{cell::Cell, rc::Rc};

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

/// The questions, the search among them, and the signs of danger.
struct QuestionSearch {
    list: QuestionList,
    search: Search,
    danger: Danger,
    parts: Rc<SearchParts>,
    /// Whether something is searched; else all questions are shown.
    is_searching: Cell<bool>,
    /// Whether the search is about to look at what was typed.
    is_waiting: Cell<bool>,
}

/// Brings the field to life, once the signs of danger are there: no search is answered without them.
///
/// # Errors
///
/// When they cannot be had.
pub async fn question_search() -> Result<(), content::ContentError> {
    let (Some(list), Some(parts)) = (QuestionList::of_page(), SearchParts::of_page()) else { return Ok(()) };
    let lines = content::fetch_text(&parts.signs_address().unwrap_or_default()).await?;
    let words = DangerWords::from_lines(&lines);
    let search = Rc::new(QuestionSearch {
        search: list.search(&words),
        danger: Danger::new(&words),
        list,
        parts: Rc::new(parts),
        is_searching: Cell::new(false),
        is_waiting: Cell::new(false),
    });
    let typed = document::typed(FIELD);
    if !typed.is_empty() {
        search.look(&typed);
    }
    let (folded, keyed, cleared, followed) = (search.clone(), search.clone(), search.clone(), search.clone());
    search.list.on_fold(move || folded.list.mark());
    document::on_input(FIELD, move |_| look_soon(&keyed));
    document::on_press(SHOW_ALL, move || cleared.clear());
    // A link to a question, followed while others are shown, finds it.
    document::on_anchor(move || {
        if followed.is_searching.get() {
            followed.clear();
            document::follow_anchor();
        }
    });
    Ok(())
}

/// Looks at what stands in the field once it is on the screen: letters that come faster are looked at together.
fn look_soon(search: &Rc<QuestionSearch>) {
    if search.is_waiting.replace(true) {
        return;
    }
    let search = search.clone();
    document::after_paint(move || {
        search.is_waiting.set(false);
        search.look(&document::typed(FIELD));
    });
}

impl QuestionSearch {
    fn look(&self, typed: &str) {
        let is_searching = !typed.trim().is_empty();
        self.is_searching.set(is_searching);
        let seen = self.danger.look(typed);
        self.parts.show(&seen.ids, seen.stands_on_no_card);
        let (told, found) = if is_searching {
            let found = self.search.find(typed);
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
        self.parts.say_soon(format!("{told}{help}"));
    }

    fn clear(&self) {
        document::set_typed(FIELD, "");
        self.look("");
        document::focus_soon(FIELD);
    }
}
