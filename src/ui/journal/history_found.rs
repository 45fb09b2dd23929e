//! Looking through the entries for what is to be found: a part of them in each task, so that a long journal keeps nobody from typing.

use std::mem;

use leptos::prelude::*;

use super::JournalState;
use crate::{
    app,
    browser::idle,
    journal::{Entry, HistoryFilter, Journal},
};

/// How many entries are looked through in one task.
const LOOKED_THROUGH_AT_ONCE: usize = 2_000;

/// What the last search has found.
#[derive(Clone, Copy)]
pub(super) struct Found {
    /// Which search it was; none while nothing is looked for.
    pub(super) search: RwSignal<usize>,
    /// Changes when another search begins.
    round: StoredValue<usize>,
    /// The newest of them, as many as are shown, and how many there are.
    newest: StoredValue<(Vec<Entry>, usize)>,
}

impl Found {
    /// What is found from now on for what is looked for.
    pub(super) fn of(state: JournalState, filter: RwSignal<HistoryFilter>) -> Self {
        let found =
            Self { search: RwSignal::new(0), round: StoredValue::new(0), newest: StoredValue::new((Vec::new(), 0)) };
        Effect::new(move |_| {
            let filter = filter.get();
            let most = state.shown.get();
            state.journal.track();
            // Own symptoms have names too.
            state.kept.track();
            found.round.update_value(|round| *round += 1);
            if !filter.is_empty() {
                app::run(found.look_for(state, filter, most));
            } else if found.search.get_untracked() != 0 {
                found.search.set(0);
            }
        });
        found
    }

    /// The newest entries found, and how many there are.
    pub(super) fn with<T>(self, act: impl FnOnce(&[Entry], usize) -> T) -> T {
        self.newest.with_value(|(newest, count)| act(newest, *count))
    }

    async fn look_for(self, state: JournalState, filter: HistoryFilter, most: usize) {
        let round = self.round.get_value();
        let (mut newest, mut count) = (Vec::new(), 0);
        let mut end = state.journal.with_untracked(Journal::len);
        while end > 0 {
            let start = end.saturating_sub(LOOKED_THROUGH_AT_ONCE);
            let part = start..mem::replace(&mut end, start);
            state.journal.with_untracked(|journal| {
                let entries = journal.entries().get(part).unwrap_or_default();
                let found = state.words.with_value(|words| filter.find(entries, &words.vocabulary));
                count += found.len();
                newest.extend(found.into_iter().take(most - newest.len()).cloned());
            });
            if end > 0 {
                idle::next_task().await;
            }
            // Another search has begun.
            if self.round.get_value() != round {
                return;
            }
        }
        self.newest.set_value((newest, count));
        self.search.set(round);
    }
}
