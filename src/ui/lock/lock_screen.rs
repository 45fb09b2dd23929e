//! What stands in the place of a journal that is locked.

use leptos::prelude::*;

use super::{BROKEN, BY_CODE, BY_PASSPHRASE, Lock, OUT_OF_REACH, lock_words as words};
use crate::{
    app,
    article::PageName,
    browser::document,
    storage::deleting,
    ui::{
        journal::everything_gone,
        parts::{Look, actions, anew, boxed, button, changing, live, nothing, paragraph, submit_button},
        passphrase_field::{passphrase_field, shows},
    },
};

/// The field for what opens it.
pub(super) const TYPED: &str = "unlock-with";
const TOLD: &str = "unlock-problem";

/// The screen.
pub(super) fn lock_screen(lock: Lock) -> AnyView {
    let asks = changing(move || anew(lock.way.get(), form(lock, lock.way.get())));
    let deletes = changing(move || if lock.asks_to_delete.get() { ask_to_delete(lock) } else { nothing() });
    let help = document::site_root().to(PageName::Help);
    view! {
        <section class="entry-form locked" aria-labelledby="locked-heading">
            <h2 id="locked-heading" tabindex="-1">"Your journal is locked"</h2>
            <p class="hint">
                "Enter the passphrase to open it. You can see when to call without it: further down, and under "
                <a href=help>"Get help"</a> "."
            </p>
            {asks}
            {deletes}
        </section>
    }
    .into_any()
}

fn form(lock: Lock, way: usize) -> AnyView {
    let is_shown = RwSignal::new(way == BY_CODE);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !lock.opens.get_untracked() {
            lock.unlock();
        }
    };
    let opens =
        live("said", "unlocking", "status", move || if lock.opens.get() { words::OPENS.into_any() } else { nothing() });
    let unlock = submit_button("Unlock", "Unlock", move || lock.opens.get());
    let (words, other) = match way {
        BY_CODE => ("Use the passphrase", BY_PASSPHRASE),
        _ => ("I have forgotten it", BY_CODE),
    };
    let other = button(Look::Quiet, words, "", move || {
        if !lock.opens.get_untracked() {
            turn_to(lock, other);
        }
    });
    let buttons = actions(vec![unlock, other]);
    let told = live("problem", TOLD, "alert", move || lock.problem.get().into_any());
    let name = if way == BY_CODE { "Recovery code" } else { "Passphrase" };
    if way == OUT_OF_REACH {
        return vec![told, actions(vec![button(Look::Main, "Load again", "", document::reload)])].into_any();
    }
    let mut parts = Vec::new();
    if way != BY_PASSPHRASE {
        parts.push(paragraph("", words::FORGOTTEN.to_owned()));
        parts.push(actions(vec![button(Look::SmallQuiet, "Delete everything here", "", move || {
            lock.asks_to_delete.set(true);
            document::focus_soon("ask-to-delete");
        })]));
    }
    if way == BROKEN {
        return vec![told, parts.into_any()].into_any();
    }
    view! {
        <form novalidate autocomplete="off" on:submit=submit>
            {passphrase_field(TYPED, name, TOLD, is_shown, lock.problem)}
            {shows(is_shown)}
            {told}
            {opens}
            {buttons}
            {parts}
        </form>
    }
    .into_any()
}

fn turn_to(lock: Lock, way: usize) {
    lock.problem.set(String::new());
    lock.asks_to_delete.set(false);
    lock.way.set(way);
    document::focus_soon(TYPED);
}

fn ask_to_delete(lock: Lock) -> AnyView {
    let buttons = vec![
        button(Look::SmallMain, "Yes, delete everything", "", move || {
            // The page stays when the database goes.
            lock.is_held.set_value(true);
            app::run(async move {
                match deleting::remove_everything().await {
                    Ok(removed) => app::replace_page(move || everything_gone(None, removed)),
                    Err(problem) => {
                        lock.is_held.set_value(false);
                        lock.problem.set(words::not_deleted(&problem));
                    }
                }
            });
        }),
        button(Look::SmallQuiet, "Keep it", "", move || {
            lock.asks_to_delete.set(false);
            document::focus_soon(TYPED);
        }),
    ];
    boxed(
        "ask notice problem-notice",
        "ask-to-delete",
        vec![paragraph("", words::ASK_TO_DELETE.to_owned()), actions(buttons)],
    )
}
