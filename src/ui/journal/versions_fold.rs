//! Earlier versions of an entry, loaded when they are asked for.

use leptos::prelude::*;

use super::{JournalState, history::recorded, messages};
use crate::{
    app,
    browser::clock,
    journal::{Entry, EntryId},
    storage::StorageProblem,
    ui::parts::{boxed, list, nothing, paragraph},
};

/// What is shown of an entry's earlier versions.
#[derive(Clone, PartialEq)]
pub(super) enum ShownVersions {
    /// It has none.
    None,
    /// That there are some.
    Folded,
    /// All of them, once they are loaded: the latest first, and how many of them cannot be read.
    Open(Option<Result<(Vec<Entry>, usize), StorageProblem>>),
}

impl ShownVersions {
    pub(super) fn of(state: JournalState, entry: &Entry) -> Self {
        let id = entry.id();
        state.past.with(|past| match past.edited.binary_search(&id) {
            Err(_) => Self::None,
            Ok(_) if past.shown == Some(id) => Self::Open(past.versions.clone()),
            Ok(_) => Self::Folded,
        })
    }
}

/// What an entry was before it was edited, folded until it is wanted; nothing where it never was.
// Not the element `details`: a day of the history is drawn anew when an entry comes in, and would leave another one's fold open.
pub(super) fn versions_fold(state: JournalState, entry: &Entry, shown: &ShownVersions) -> AnyView {
    let id = entry.id();
    let (is_open, parts) = match shown {
        ShownVersions::None => return nothing(),
        ShownVersions::Folded => (false, nothing()),
        ShownVersions::Open(None) => (true, nothing()),
        ShownVersions::Open(Some(Ok((versions, unreadable)))) => (true, earlier(state, entry, versions, *unreadable)),
        ShownVersions::Open(Some(Err(problem))) => (true, paragraph("", messages::storage(problem))),
    };
    let about = format!(" of {}", messages::moment(entry));
    view! {
        <div class="versions on-screen">
            <b>"Edited"</b>
            <button class="link" type="button" aria-expanded=is_open.to_string() on:click=move |_| state.show_versions(id)>
                "Earlier versions" <span class="visually-hidden">{about}</span>
            </button>
            {parts}
        </div>
    }
    .into_any()
}

fn earlier(state: JournalState, entry: &Entry, versions: &[Entry], unreadable: usize) -> AnyView {
    let earlier = versions.iter().filter(|version| *version != entry);
    let mut parts = vec![list("plain", earlier.map(|version| row(state, entry, version)).collect())];
    if unreadable > 0 {
        parts.push(paragraph("", messages::unreadable_versions(unreadable)));
    }
    parts.into_any()
}

fn row(state: JournalState, entry: &Entry, version: &Entry) -> AnyView {
    let mut parts = Vec::new();
    if let Some(written) = clock::moment_of(version.changed()) {
        parts.push(paragraph("when", messages::written(written)));
    }
    if version.when() != entry.when() {
        parts.push(paragraph("hint", messages::was_about(version)));
    }
    parts.extend(recorded(state, version));
    boxed("version", "", parts)
}

impl JournalState {
    /// Shows the earlier versions of an entry, or no more.
    fn show_versions(self, of: EntryId) {
        let is_open = self.past.with_untracked(|past| past.shown == Some(of));
        self.past.update(|past| (past.shown, past.versions) = ((!is_open).then_some(of), None));
        if is_open {
            return;
        }
        app::run(async move {
            let loaded = match self.store.get_value() {
                Some(store) => store.versions_of(of).await,
                None => Err(self.why_not_open()),
            };
            let loaded = loaded.map(|(versions, unreadable)| (versions, unreadable.len()));
            // Another entry's may have been asked for meanwhile.
            self.past.update(|past| {
                if past.shown == Some(of) {
                    past.versions = Some(loaded);
                }
            });
        });
    }
}
