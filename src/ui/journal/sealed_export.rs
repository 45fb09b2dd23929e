//! The backup that is sealed with a passphrase: the fold in which one is made, and what asks for the passphrase of one.

use leptos::prelude::*;

use super::{messages, restoring::Restoring, safety::SafetyState, sealing_words as words};
use crate::{
    app,
    browser::{document, files::PreparedFile, sealing_worker},
    exchange::{MOST_BYTES, read_backup},
    journal::check_new_passphrase,
    ui::{
        parts::{Look, actions, boxed, button, changing, live, nothing, paragraph, wrong},
        passphrase_field::{passphrase_field, shows, take_typed, unfit_passphrase},
    },
};

const NEW: &str = "passphrase-new";
const AGAIN: &str = "passphrase-again";
const KNOWN: &str = "passphrase-known";

/// The fold in which a sealed backup is made.
pub(super) fn sealed_export(state: SafetyState) -> AnyView {
    let is_shown = RwSignal::new(false);
    let problem = RwSignal::new(String::new());
    let told = live("problem", "passphrase-problem", "alert", move || problem.get().into_any());
    let seals = changing(move || {
        if state.seals.get() { live("notice", "sealing", "status", || words::SEALING.into_any()) } else { nothing() }
    });
    let export = move |_| {
        if !state.seals.get_untracked() {
            state.export_sealed(problem);
        }
    };
    let button = view! {
        <button class="button quiet" type="button" aria-disabled=wrong(move || state.seals.get()) on:click=export>
            "Export encrypted"
        </button>
    };
    view! {
        <details class="fold" id="sealed-export">
            <summary><h3>"Export with a passphrase"</h3></summary>
            {paragraph("hint", words::ABOUT.to_owned())}
            {passphrase_field(NEW, "Passphrase", "passphrase-problem", is_shown, problem)}
            {passphrase_field(AGAIN, "Type it again", "passphrase-problem", is_shown, problem)}
            {shows(is_shown)}
            {told}
            {actions(vec![button.into_any()])}
            {seals}
        </details>
    }
    .into_any()
}

/// Asks for the passphrase of a sealed file.
pub(super) fn asks_for_passphrase(state: SafetyState, problem: &str) -> AnyView {
    let is_shown = RwSignal::new(false);
    let problem = RwSignal::new(problem.to_owned());
    let told = live("problem", "known-problem", "alert", move || problem.get().into_any());
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.open_sealed();
    };
    let buttons = vec![
        view! { <button class="button" type="submit">"Open it"</button> }.into_any(),
        button(Look::Quiet, "Do not restore", "", move || state.close_restoring()),
    ];
    let form = view! {
        <form novalidate autocomplete="off" on:submit=open>
            {passphrase_field(KNOWN, "Passphrase", "known-problem", is_shown, problem)}
            {shows(is_shown)}
            {told}
            {actions(buttons)}
        </form>
    };
    boxed("notice", "sealed-file", vec![paragraph("", words::ASKS.to_owned()), form.into_any()])
}

impl SafetyState {
    /// Seals everything with what is typed twice, opens it again, and only then hands it to the browser.
    fn export_sealed(self, problem: RwSignal<String>) {
        self.journal.quiet();
        if let Err(unfit) = check_new_passphrase(&document::typed(NEW), &document::typed(AGAIN)) {
            problem.set(unfit_passphrase(unfit));
            return document::focus_soon(NEW);
        }
        problem.set(String::new());
        let passphrase = take_typed(NEW);
        document::set_typed(AGAIN, "");
        self.seals.set(true);
        app::run(async move {
            let made = self.seal(&passphrase).await;
            self.seals.set(false);
            match made {
                Ok(said) => {
                    self.after_backup().await;
                    self.journal.said.set(said);
                    document::focus_soon("data-said");
                }
                Err(failed) => self.journal.failed.set(failed.to_owned()),
            }
        });
    }

    async fn seal(self, passphrase: &str) -> Result<String, &'static str> {
        let written = self.write_everything().await?;
        let sealed = sealing_worker::seal(written.text.as_bytes(), passphrase).await.map_err(|_| words::NOT_SEALED)?;
        let file = PreparedFile::of_bytes(format!("{}.age", written.name), &sealed).ok_or(messages::NOT_EXPORTED)?;
        // What is opened again are the bytes of the file itself.
        let bytes = file.bytes().await.ok_or(messages::NOT_EXPORTED)?;
        let opened = sealing_worker::open(&bytes, passphrase).await.map_err(|_| words::NOT_SEALED)?;
        let read = Some(opened.bytes).filter(|bytes| opened.is_whole && bytes.len() <= MOST_BYTES);
        let read = read.and_then(|bytes| read_backup(&bytes).ok());
        let is_whole = read.is_some_and(|read| read.holds(&written.everything, &written.settings));
        if is_whole && file.download() {
            Ok(words::exported(&written.everything, file.name()))
        } else {
            Err(messages::NOT_EXPORTED)
        }
    }

    /// Opens the sealed file with what is typed.
    fn open_sealed(self) {
        let Restoring::Sealed(bytes, _) = self.restoring.get_untracked() else { return };
        let passphrase = take_typed(KNOWN);
        self.restoring.set(Restoring::Opening);
        document::focus_soon("sealed-opening");
        app::run(async move {
            match sealing_worker::open(&bytes, &passphrase).await {
                Ok(opened) => self.look_into_plain(opened.bytes, !opened.is_whole).await,
                Err(problem) => {
                    self.restoring.set(Restoring::Sealed(bytes, words::not_opened(problem)));
                    document::focus_soon(KNOWN);
                }
            }
        });
    }
}

/// The sealed file is being opened.
pub(super) fn opening() -> AnyView {
    live("notice", "sealed-opening", "status", || words::OPENING.into_any())
}
