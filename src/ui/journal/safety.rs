//! What is known of the journal's safety: its last backup, whether the browser keeps it, and whether it is as full as it was.

use std::ops::Deref;

use leptos::prelude::*;

use super::{JournalState, restoring::Restoring};
use crate::{
    app,
    browser::{clock, document, persistence},
    journal::{BackupAge, Changed},
    storage::safekeeping::{self, Safekeeping},
};

/// What is known of the journal's safety.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Safety {
    /// When the last backup was made that was verified.
    pub(super) last_backup: Option<Changed>,
    /// Whether to remind of backups.
    pub(super) reminds: bool,
    /// Whether it is time to remind now: the last backup is old, and something was written since.
    pub(super) is_due: bool,
    /// When the journal was last seen with entries, and how many it had, where it has none now and nobody has deleted them here.
    pub(super) emptied: Option<(Changed, u32)>,
    /// Whether the browser keeps what is stored until the person removes it; none where it does not say.
    pub(super) is_kept: Option<bool>,
    /// The bytes that this site uses, and those that it may use in all; none where the browser does not say.
    pub(super) space: Option<(u64, u64)>,
}

/// Everything that the parts for the journal's safety share. It is a handle, and there until the page is left. Only the tools
/// have them.
#[derive(Clone, Copy)]
pub struct SafetyState(&'static Shared);

impl Deref for SafetyState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        self.0
    }
}

/// What a [`SafetyState`] leads to.
pub struct Shared {
    pub(super) journal: JournalState,
    /// What is known of the journal's safety.
    pub(super) safety: RwSignal<Safety>,
    /// How far a restore is, and whether the person has stopped it.
    pub(super) restoring: RwSignal<Restoring>,
    pub(super) restoring_stopped: StoredValue<bool>,
    /// Whether a backup is being sealed.
    pub(super) seals: RwSignal<bool>,
}

impl SafetyState {
    /// Nothing is known yet of this journal's safety.
    #[must_use]
    pub fn new(journal: JournalState) -> Self {
        Self(Box::leak(Box::new(Shared {
            journal,
            safety: RwSignal::new(Safety::default()),
            restoring: RwSignal::new(Restoring::default()),
            restoring_stopped: StoredValue::new(false),
            seals: RwSignal::new(false),
        })))
    }

    /// Looks at the journal's safety once it is open, and deletes what is due to go.
    pub async fn begin(self) {
        self.look_at_safety().await;
        app::run(async move {
            let looked_into = self.journal.empty_bin().await;
            self.delete_old(looked_into).await;
        });
    }

    /// Looks at what is known of the journal's safety, and remembers how full it is.
    pub(super) async fn look_at_safety(self) {
        let Some(store) = self.journal.store.get_value() else { return };
        let Ok(entries) = store.count().await else { return };
        let known = safekeeping::load();
        let has_marks = self.journal.kept.with_untracked(|kept| !kept.is_empty())
            || self.journal.past.with_untracked(|past| !past.bin.is_empty())
            || self.journal.journal.with_untracked(|journal| !journal.unreadable().is_empty());
        let emptied = (entries == 0 && !has_marks && known.entries > 0)
            .then(|| known.last_seen.map(|seen| (seen, known.entries)))
            .flatten();
        if emptied.is_none() {
            remember_entries(entries);
        }
        let known = safekeeping::load();
        let is_due = self.is_backup_due(&known).await;
        let (is_kept, space) = (persistence::is_kept().await, persistence::space().await);
        self.safety.set(Safety {
            last_backup: known.last_backup,
            reminds: known.remind_of_backup != Some(false),
            is_due,
            emptied,
            is_kept,
            space,
        });
    }

    async fn is_backup_due(self, known: &Safekeeping) -> bool {
        let Safekeeping { last_backup, first_seen, put_off, remind_of_backup, .. } = known;
        let age = BackupAge { last_backup: *last_backup, first_seen: *first_seen, put_off: *put_off };
        if *remind_of_backup == Some(false) || !age.is_old(clock::changed()) {
            return false;
        }
        let Some(store) = self.journal.store.get_value() else { return false };
        // Read only where the last backup is old: most visits do without.
        let last_changed = store.load_everything().await.ok().and_then(|everything| everything.last_changed());
        last_changed > *last_backup
    }

    /// The reminder stays away for some days.
    pub(super) fn put_reminder_off(self) {
        safekeeping::change(|known| known.put_off = Some(clock::changed()));
        self.look_again("journal-data");
    }

    /// Whether to remind of backups from now on.
    pub(super) fn remind(self, reminds: bool) {
        safekeeping::change(|known| known.remind_of_backup = Some(reminds));
        self.look_again("");
    }

    /// The person knows why the journal is empty.
    pub(super) fn accept_empty(self) {
        remember_entries(0);
        self.look_again("add-entry");
    }

    /// Looks again after something was chosen; the focus goes to a place, where one is named.
    fn look_again(self, place: &'static str) {
        app::run(async move {
            self.look_at_safety().await;
            if !place.is_empty() {
                document::focus_soon(place);
            }
        });
    }
}

/// Remembers how many entries the journal has, and since when it has any.
fn remember_entries(entries: u32) {
    let now = clock::changed();
    safekeeping::change(|known| {
        known.entries = entries;
        (known.first_seen, known.last_seen) =
            if entries > 0 { (known.first_seen.or(Some(now)), Some(now)) } else { (None, None) };
    });
}
