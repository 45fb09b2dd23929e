//! Export, restore, and what could not be read.

use leptos::prelude::*;

use super::{
    JournalState, messages,
    state::{Preview, Stored},
};
use crate::{
    app,
    browser::files,
    exchange::Counts,
    ui::parts::{Look, actions, button, changing, list, nothing, paragraph},
};

/// The part of the page that keeps the journal safe.
pub(super) fn backup_panel(state: JournalState) -> AnyView {
    changing(move || {
        if state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let parts = vec![
            paragraph("", messages::ABOUT_EXPORT.to_owned()),
            actions(vec![button(Look::Quiet, "Export", "", move || state.export()), choose_file(state)]),
            changing(move || {
                state.preview.with(|shown| shown.as_ref().map_or_else(nothing, |shown| preview(state, shown)))
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

fn choose_file(state: JournalState) -> AnyView {
    let chosen = move |event: leptos::ev::Event| {
        app::run(async move {
            if let Some(bytes) = files::chosen(&event).await {
                state.look_into(bytes.ok());
            }
        });
    };
    view! {
        <label class="button quiet file">
            <input type="file" id="restore-file" accept=".json,application/json" autocomplete="off" on:change=chosen/>
            <span>"Restore"<span class="visually-hidden">": choose a file"</span></span>
        </label>
    }
    .into_any()
}

fn preview(state: JournalState, preview: &Preview) -> AnyView {
    const REASONS_SHOWN: usize = 20;
    let Preview { backup, restore } = preview;
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
    ] {
        if count > 0 {
            counts.push(format!("{count} {words}"));
        }
    }
    let counts = counts.into_iter().map(IntoAny::into_any).collect();
    let mut parts = vec![list("list", counts)];
    let found = Counts::of_contents(&backup.contents);
    if let Some(declared) = backup.declared.filter(|declared| declared.exceeds(&found)) {
        parts.push(paragraph(
            "",
            format!("The file was written with {}: it is not whole.", messages::counts(&declared)),
        ));
    }
    if !backup.unreadable.is_empty() {
        let reasons = backup.unreadable.iter().take(REASONS_SHOWN);
        let reasons = reasons.map(|record| format!("{}: {}", record.place, record.reason).into_any()).collect();
        let reasons = list("list", reasons);
        parts.push(view! { <details><summary>"What could not be read"</summary>{reasons}</details> }.into_any());
    }
    let nothing_to_do = restore.is_empty();
    let (words, close) = if nothing_to_do {
        ("There is nothing to restore: your journal has it all.", "Close")
    } else {
        (messages::about_restoring(merge), "Do not restore")
    };
    parts.push(paragraph("", words.to_owned()));
    let mut buttons = Vec::new();
    if !nothing_to_do {
        buttons.push(button(Look::Main, "Restore these", "", move || state.restore()));
    }
    buttons.push(button(Look::Quiet, close, "", move || state.close_preview()));
    parts.push(actions(buttons));
    view! {
        <div class="notice" id="restore-preview" tabindex="-1" role="group" aria-labelledby="restore-name">
            <h3 id="restore-name">"This file holds"</h3>
            {parts}
        </div>
    }
    .into_any()
}
