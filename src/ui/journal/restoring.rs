//! Looking into a file, putting what it holds into the journal, and taking that back.

use leptos::prelude::*;

use super::{messages, safety::SafetyState};
use crate::{
    app,
    browser::{document, files::NotRead, idle, speaking},
    exchange::{Backup, ChosenSettings, is_sealed, read_backup},
    journal::{Merge, Restore, Undoable, restore},
    storage::{StorageProblem, restoring::Progress, safekeeping},
};

/// How far a restore is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Restoring {
    /// None is under way.
    #[default]
    Nothing,
    /// The file is read.
    ReadingFile,
    /// The file is sealed: its passphrase is asked for; with what was wrong with the last one, or nothing.
    Sealed(Vec<u8>, &'static str),
    /// It is being opened with what was typed.
    Opening,
    /// What the file would change is shown.
    Preview(Preview),
    /// It is being carried out; it can be stopped until what was written is read back.
    Running(Progress),
    /// It has been carried out, and can be taken back.
    Done(Done),
}

/// What was read from a file, before it is put into the journal.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Preview {
    pub(super) backup: Backup,
    pub(super) restore: Restore,
    /// The settings that the file has and that are not chosen here.
    pub(super) settings: ChosenSettings,
    /// Whether the sealed file is damaged from some place on.
    pub(super) is_cut: bool,
}

impl Preview {
    /// Whether all that the file holds is here.
    pub(super) fn changes_nothing(&self) -> bool {
        self.restore.is_empty() && self.settings.is_empty()
    }
}

/// What takes a restore back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Done {
    undoable: Vec<Undoable>,
    /// The settings before, and those that were chosen by the restore.
    settings: (ChosenSettings, ChosenSettings),
}

impl SafetyState {
    /// Looks into a file and tells what putting it into the journal would change.
    pub(super) fn look_into(self, bytes: Result<Vec<u8>, NotRead>) {
        self.journal.quiet();
        self.restoring.set(Restoring::Nothing);
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(NotRead::TooLarge) => return self.journal.failed.set(messages::FILE_TOO_LARGE.to_owned()),
            Err(NotRead::Refused) => return self.journal.failed.set(messages::FILE_UNREADABLE.to_owned()),
        };
        if is_sealed(&bytes) {
            self.restoring.set(Restoring::Sealed(bytes, ""));
            return document::focus_soon("sealed-file");
        }
        app::run(async move { self.look_into_plain(bytes, false).await });
    }

    /// The same with the bytes of a plain backup, or what is whole of them.
    pub(super) async fn look_into_plain(self, bytes: Vec<u8>, is_cut: bool) {
        self.restoring.set(Restoring::ReadingFile);
        // What is said of it is shown first.
        idle::next_task().await;
        let Ok(backup) = read_backup(&bytes) else {
            self.restoring.set(Restoring::Nothing);
            return self.journal.failed.set(messages::NOT_A_BACKUP.to_owned());
        };
        let everything = match self.journal.store.get_value() {
            Some(store) => store.load_everything().await,
            None => Err(StorageProblem::Unavailable),
        };
        match everything {
            Ok(everything) => {
                let restore = restore(&everything, backup.contents.clone());
                let settings = backup.settings.clone().missing_in(&safekeeping::chosen_settings());
                self.restoring.set(Restoring::Preview(Preview { backup, restore, settings, is_cut }));
                document::focus_soon("restore-preview");
            }
            Err(problem) => {
                self.restoring.set(Restoring::Nothing);
                self.journal.failed.set(messages::not_restored(&problem));
            }
        }
    }

    /// Puts away what is shown of a file.
    pub(super) fn close_restoring(self) {
        self.restoring.set(Restoring::Nothing);
        document::focus_soon("journal-data");
    }

    /// Puts what was looked into into the journal.
    pub(super) fn restore(self) {
        // Taken away at once: a second press finds nothing to do.
        let Restoring::Preview(preview) = self.restoring.get_untracked() else { return };
        self.restoring.set(Restoring::Running(Progress::Reading));
        self.restoring_stopped.set_value(false);
        document::focus_soon("restore-running");
        speaking::say_element("restore-running", false);
        app::run(async move {
            self.journal.quiet();
            let watch = |progress| {
                self.restoring.set(Restoring::Running(progress));
                !self.restoring_stopped.get_value()
            };
            let outcome = match self.journal.store.get_value() {
                Some(store) => store.restore(preview.backup.contents.clone(), &watch).await,
                None => Err(StorageProblem::Unavailable),
            };
            match outcome {
                Ok(Some(restored)) => {
                    let before = safekeeping::chosen_settings();
                    if !preview.settings.is_empty() {
                        let all = before.clone().with(preview.settings.clone());
                        follow(&all);
                        safekeeping::choose_settings(all);
                    }
                    let settings = (before, safekeeping::chosen_settings());
                    self.restoring.set(Restoring::Done(Done { undoable: restored.undoable, settings }));
                    self.journal.reload().await;
                    self.look_at_safety().await;
                    self.journal.said.set(messages::restored(&restored.restore, preview.settings.len()));
                    self.journal.announce();
                    let Merge { new, changed, .. } = restored.restore.entries;
                    let warned =
                        self.journal.look_at(new.into_iter().chain(changed.into_iter().map(|(_, later)| later)));
                    document::focus_soon(if warned { self.journal.place_of_warnings } else { "restored" });
                    app::run(self.journal.rebuild_months());
                }
                Ok(None) => {
                    self.restoring.set(Restoring::Preview(preview));
                    self.journal.said.set(messages::RESTORE_STOPPED.to_owned());
                    document::focus_soon("restore-preview");
                }
                Err(problem) => {
                    self.restoring.set(Restoring::Preview(preview));
                    self.journal.failed.set(messages::not_restored(&problem));
                }
            }
        });
    }

    /// Stops a restore, where it still can be stopped.
    pub(super) fn stop_restoring(self) {
        self.restoring_stopped.set_value(true);
    }

    /// Takes the last restore back.
    pub(super) fn undo_restore(self) {
        let Restoring::Done(done) = self.restoring.get_untracked() else { return };
        self.restoring.set(Restoring::Nothing);
        app::run(async move {
            self.journal.quiet();
            let outcome = match self.journal.store.get_value() {
                Some(store) => store.undo(&done.undoable).await,
                None => Err(StorageProblem::Unavailable),
            };
            match outcome {
                Ok(left) => {
                    let (before, chosen) = &done.settings;
                    if safekeeping::chosen_settings() == *chosen {
                        safekeeping::choose_settings(before.clone());
                        follow(before);
                    }
                    self.journal.looked_at.set(Vec::new());
                    self.journal.reload().await;
                    self.look_at_safety().await;
                    self.journal.said.set(messages::restore_undone(left));
                    self.journal.announce();
                    document::focus_soon("journal-data");
                    app::run(self.journal.rebuild_months());
                }
                Err(problem) => {
                    self.restoring.set(Restoring::Done(done));
                    self.journal.failed.set(messages::not_undone(&problem));
                }
            }
        });
    }
}

/// Shows the page as it is chosen.
fn follow(chosen: &ChosenSettings) {
    document::set_choice("text", chosen.text.as_deref());
    document::set_choice("theme", chosen.theme.as_deref());
}
