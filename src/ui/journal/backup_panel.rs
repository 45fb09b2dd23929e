//! Export, restore, and what could not be read.

use leptos::prelude::*;

use super::{
    messages,
    restoring::{Preview, Restoring},
    safety::SafetyState,
    sealed_export::{asks_for_passphrase, opening, sealed_export},
    sealing_words,
    state::Stored,
};
use crate::{
    app,
    browser::files,
    exchange::{Counts, MOST_BYTES},
    storage::restoring::Progress,
    ui::parts::{Look, actions, boxed, button, changing, list, nothing, paragraph},
};

/// The part of the page that keeps the journal safe.
pub(super) fn backup_panel(state: SafetyState) -> AnyView {
    changing(move || {
        if state.journal.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let parts = vec![
            paragraph("", messages::ABOUT_EXPORT.to_owned()),
            actions(vec![button(Look::Quiet, "Export", "", move || state.export()), choose_file(state)]),
            sealed_export(state),
            changing(move || {
                state.restoring.with(|restoring| match restoring {
                    Restoring::Nothing => nothing(),
                    Restoring::Sealed(_, problem) => asks_for_passphrase(state, problem),
                    Restoring::Opening => opening(),
                    Restoring::ReadingFile => paragraph("notice", messages::FILE_IS_READ.to_owned()),
                    Restoring::Preview(shown) => preview(state, shown),
                    Restoring::Running(progress) => running(state, *progress),
                    Restoring::Done(_) => done(state),
                })
            }),
        ];
        view! {
            <section class="backup on-screen" aria-labelledby="journal-data">
                <h2 id="journal-data" tabindex="-1">"Your data"</h2>
                {parts}
            </section>
        }
        .into_any()
    })
}

fn choose_file(state: SafetyState) -> AnyView {
    let chosen = move |event: leptos::ev::Event| {
        app::run(async move {
            if let Some(bytes) = files::chosen(&event, MOST_BYTES).await {
                state.look_into(bytes);
            }
        });
    };
    view! {
        <label class="button quiet file">
            <input type="file" id="restore-file" accept=".json,.age,application/json" autocomplete="off" on:change=chosen/>
            <span>"Restore"<span class="visually-hidden">" (choose a file)"</span></span>
        </label>
    }
    .into_any()
}

fn preview(state: SafetyState, preview: &Preview) -> AnyView {
    const REASONS_SHOWN: usize = 20;
    let Preview { backup, restore, settings, is_cut } = preview;
    let merge = &restore.entries;
    let mut counts = vec![
        format!("{} new", merge.new.len()),
        format!("{} the same as here", merge.same),
        format!("{} changed: the file has a later version", merge.changed.len()),
        format!("{} unreadable", backup.unreadable.len()),
    ];
    for (count, words) in [
        (merge.older.len(), "older than yours: yours stays"),
        (restore.versions, "more earlier versions"),
        (restore.binned, "more under \u{201c}Recently deleted\u{201d}"),
        (restore.kept.new.len(), "other records new"),
        (restore.kept.changed.len(), "other records changed: the file has a later version"),
        (settings.len(), "settings that you have not chosen here"),
    ] {
        if count > 0 {
            counts.push(format!("{count} {words}"));
        }
    }
    let counts = counts.into_iter().map(IntoAny::into_any).collect();
    let mut parts = vec![list("list", counts)];
    if *is_cut {
        parts.push(paragraph("", sealing_words::CUT.to_owned()));
    }
    if let Some(version) = backup.newer {
        parts.push(paragraph("", messages::from_the_future(version)));
    }
    let found = Counts::of_contents(&backup.contents);
    if let Some(declared) = backup.declared.filter(|declared| declared.exceeds(&found)) {
        parts.push(paragraph(
            "",
            format!("The file was made with {}, but some of that is missing.", messages::counts(&declared)),
        ));
    }
    if !backup.unreadable.is_empty() {
        let reasons = backup.unreadable.iter().take(REASONS_SHOWN);
        let reasons = reasons.map(|record| format!("{}: {}", record.place, record.reason).into_any()).collect();
        let reasons = list("list", reasons);
        parts.push(view! { <details><summary>"What could not be read"</summary>{reasons}</details> }.into_any());
    }
    let nothing_to_do = preview.changes_nothing();
    let (words, close) = if nothing_to_do && found.sum() == 0 && !backup.unreadable.is_empty() {
        (messages::NOTHING_READABLE, "Close")
    } else if nothing_to_do {
        ("There is nothing to restore: your journal already has everything in this file.", "Close")
    } else {
        (messages::about_restoring(merge), "Do not restore")
    };
    parts.push(paragraph("", words.to_owned()));
    let mut buttons = Vec::new();
    if !nothing_to_do {
        buttons.push(button(Look::Main, "Restore these", "", move || state.restore()));
    }
    buttons.push(button(Look::Quiet, close, "", move || state.close_restoring()));
    parts.push(actions(buttons));
    view! {
        <div class="notice" id="restore-preview" tabindex="-1" role="group" aria-labelledby="restore-name">
            <h3 id="restore-name">"This file holds"</h3>
            {parts}
        </div>
    }
    .into_any()
}

/// How far it is, and the way to stop it.
fn running(state: SafetyState, progress: Progress) -> AnyView {
    let (words, done, of) = match progress {
        Progress::Reading => (messages::JOURNAL_IS_READ.to_owned(), 0, 1),
        Progress::Writing { done, of } => (messages::restoring(done, of), done, of),
        Progress::Checking => (messages::RESTORE_IS_CHECKED.to_owned(), 1, 1),
    };
    let can_stop = progress != Progress::Checking;
    let stop =
        can_stop.then(|| actions(vec![button(Look::Quiet, "Stop", " restoring", move || state.stop_restoring())]));
    view! {
        <div class="notice" id="restore-running" tabindex="-1">
            <p>{words}</p>
            <progress max=of.to_string() value=done.to_string() aria-label="Restoring"></progress>
            {stop}
        </div>
    }
    .into_any()
}

/// The way back.
fn done(state: SafetyState) -> AnyView {
    let parts = vec![
        paragraph("", messages::CAN_BE_UNDONE.to_owned()),
        actions(vec![
            button(Look::SmallQuiet, "Undo this restore", "", move || state.undo_restore()),
            button(Look::SmallQuiet, "Close", "", move || state.close_restoring()),
        ]),
    ];
    boxed("notice on-screen", "restored", parts)
}
