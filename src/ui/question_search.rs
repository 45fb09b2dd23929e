//! The search among the questions.

use std::rc::Rc;

use leptos::prelude::*;

use super::parts::{Look, actions, boxed, button, changing, live, nothing, paragraph};
use crate::{
    article::PageName,
    browser::{
        document,
        question_list::{QuestionList, emergency_card},
    },
    questions::search::Search,
    ui::SiteRoot,
};

/// The id of the field, which stands on the page.
const FIELD: &str = "search";

/// The questions, the search among them, and what it has come to.
#[derive(Clone, Copy)]
struct QuestionSearch {
    list: StoredValue<Rc<(QuestionList, Search)>, LocalStorage>,
    /// How many were found; none while nothing is searched and all are shown.
    found: RwSignal<Option<usize>>,
    /// Whether the search is about to look at what was typed.
    is_waiting: StoredValue<bool>,
}

/// Brings the field to life; what it finds is told below it.
#[must_use]
pub fn question_search(root: &SiteRoot) -> AnyView {
    let Some(list) = QuestionList::of_page() else { return nothing() };
    let search = list.search();
    let state = QuestionSearch {
        list: StoredValue::new_local(Rc::new((list, search))),
        found: RwSignal::new(None),
        is_waiting: StoredValue::new(false),
    };
    let typed = document::typed(FIELD);
    if !typed.is_empty() {
        state.look(&typed);
    }
    state.list.with_value(|list| list.0.on_fold(move || state.list.get_value().0.mark()));
    document::on_input(FIELD, move |_| state.look_soon());
    // A link to a question, followed while others are shown, finds it.
    document::on_anchor(move || {
        if state.found.get_untracked().is_some() {
            state.clear();
            document::follow_anchor();
        }
    });
    let help = root.to(PageName::Help);
    let count = live("hint", "search-count", "status", move || match state.found.get() {
        None => nothing(),
        Some(0) => "No question is like that.".into_any(),
        Some(1) => "1 question fits.".into_any(),
        Some(count) => format!("{count} questions, the most likely first.").into_any(),
    });
    let below = changing(move || {
        let Some(found) = state.found.get() else { return nothing() };
        let show_all = button(Look::SmallQuiet, "Show all questions", "", move || state.clear());
        if found > 0 {
            return show_all;
        }
        let help = help.clone();
        boxed(
            "nothing-found",
            "",
            vec![
                view! { <h2>"Nothing found"</h2> }.into_any(),
                paragraph("", "If you are worried, call somebody. You do not need the right word.".to_owned()),
                view! { <p><a class="button" href=help>"Get help"</a></p> }.into_any(),
                view! { <div inner_html=emergency_card()></div> }.into_any(),
                actions(vec![show_all]),
            ],
        )
    });
    vec![count, below].into_any()
}

impl QuestionSearch {
    /// Looks at what stands in the field once it is on the screen: letters that come faster are looked at together.
    fn look_soon(self) {
        if self.is_waiting.get_value() {
            return;
        }
        self.is_waiting.set_value(true);
        document::after_paint(move || {
            self.is_waiting.set_value(false);
            self.look(&document::typed(FIELD));
        });
    }

    fn look(self, typed: &str) {
        let list = self.list.get_value();
        let (list, search) = list.as_ref();
        if typed.trim().is_empty() {
            list.show_all();
            self.found.set(None);
        } else {
            let found = search.find(typed);
            if self.found.get_untracked() != Some(found.len()) {
                self.found.set(Some(found.len()));
            }
            list.show(found);
        }
    }

    fn clear(self) {
        document::set_typed(FIELD, "");
        self.look("");
        document::focus_soon(FIELD);
    }
}
