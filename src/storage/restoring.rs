//! Putting the contents of a file into the stored journal, and taking that back.

use super::{
    database::{Access, StorageProblem},
    journal_store::{ALL, JournalStore, load_entries, with_the_rest},
    steps::write_watched,
};
use crate::journal::{Contents, Everything, Restore, Step, Undoable, restore, undo, undoable};

/// How far a change of many records has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// What is here is read.
    Reading,
    /// So many steps of so many are written.
    Writing {
        /// Those written.
        done: usize,
        /// All of them.
        of: usize,
    },
    /// What was written is read back.
    Checking,
}

/// What a restore has changed, and what takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What has changed.
    pub restore: Restore,
    /// What takes it back.
    pub undoable: Vec<Undoable>,
}

impl JournalStore {
    /// Puts the contents of a file in, all or nothing. `watch` is told how far it is, and says whether to go on; nothing is
    /// returned where it has said no: then nothing has changed.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`]: then nothing has changed, except where [`StorageProblem::NotKept`] says that it is not known.
    pub async fn restore(
        &self,
        contents: Contents,
        watch: &dyn Fn(Progress) -> bool,
    ) -> Result<Option<Restored>, StorageProblem> {
        let plan = |here: &Everything| {
            let restore = restore(here, contents);
            let undoable = undoable(here, &restore.steps);
            (restore.steps.clone(), Restored { restore, undoable })
        };
        self.change_all(plan, watch).await
    }

    /// Takes a restore back, all or nothing, and returns how much stays as it is because it was changed since.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`]: then nothing has changed, except where [`StorageProblem::NotKept`] says that it is not known.
    pub async fn undo(&self, undoable: &[Undoable]) -> Result<usize, StorageProblem> {
        let plan = |here: &Everything| {
            let undo = undo(here, undoable);
            (undo.steps, undo.left)
        };
        Ok(self.change_all(plan, &|_| true).await?.unwrap_or(undoable.len()))
    }

    /// Reads everything, writes what a plan makes of it, and finds it again.
    pub(super) async fn change_all<T>(
        &self,
        plan: impl FnOnce(&Everything) -> (Vec<Step>, T),
        watch: &dyn Fn(Progress) -> bool,
    ) -> Result<Option<T>, StorageProblem> {
        if !watch(Progress::Reading) {
            return Ok(None);
        }
        let transaction = self.0.begin(&ALL, Access::WriteStrictly)?;
        let journal = load_entries(&transaction).await?;
        let here = with_the_rest(&transaction, journal).await?;
        let (steps, planned) = plan(&here);
        let writing = |done| watch(Progress::Writing { done, of: steps.len() });
        if !writing(0) || !write_watched(&transaction, &steps, here.journal().unreadable(), &writing).await? {
            // Dropped, the transaction is taken back.
            return Ok(None);
        }
        // From here on it can no longer be stopped: the answer is not asked for.
        watch(Progress::Checking);
        transaction.finished().await?;
        // From here on it is written: what cannot be read back now is not known.
        let later = self.0.begin(&ALL, Access::Read).map_err(|_| StorageProblem::NotKept)?;
        let journal = load_entries(&later).await.map_err(|_| StorageProblem::NotKept)?;
        let now = with_the_rest(&later, journal).await.map_err(|_| StorageProblem::NotKept)?;
        let all_kept = steps.iter().all(|step| now.shows(step));
        if all_kept { Ok(Some(planned)) } else { Err(StorageProblem::NotKept) }
    }
}
