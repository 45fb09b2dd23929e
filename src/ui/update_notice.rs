//! "A new version is ready".

use leptos::prelude::*;

use super::parts::{Look, actions, boxed, button, live, nothing, paragraph};
use crate::{
    app,
    browser::{document, service_worker},
};

/// Asks before a new version begins. Until then, and without an answer, the one in use stays.
#[must_use]
pub fn update_notice() -> AnyView {
    let waiting = RwSignal::new(false);
    app::run(service_worker::on_new_version(move || waiting.set(true)));
    let begin = || app::run(service_worker::begin_new_version(document::reload));
    live("", "update-told", "status", move || {
        if !waiting.get() {
            return nothing();
        }
        boxed(
            "notice",
            "update-notice",
            vec![
                paragraph("", "A new version is ready. You choose when it starts.".to_owned()),
                actions(vec![
                    button(Look::Main, "Use it now", "", begin),
                    button(Look::Quiet, "Later", "", move || waiting.set(false)),
                ]),
            ],
        )
    })
}
