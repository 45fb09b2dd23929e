//! What the journal says when something was done, or could not be: what happened, what was kept, what to do next.

use crate::{
    exchange::Counts,
    journal::{
        BIN_DAYS, Count, Draft, DraftProblem, Entry, Everything, Measure, Merge, Moment, Notes, Restore, Symptom, Words,
    },
    storage::StorageProblem,
};

pub(super) const CLOCK_IS_WRONG: &str =
    "This device's clock shows a year that cannot be. Set it right, then try again.";
pub(super) const DRAFT_IN_THE_WAY: &str =
    "Save or delete what is in the form first: this browser cannot keep it for later.";
pub(super) const NOT_DELETED_CHANGED: &str =
    "The entry was not deleted: it was changed in another tab. It is shown here as it is now.";
pub(super) const NOT_KEPT_CHANGED: &str =
    "Your change was not saved: another tab has changed this. It is shown here as it is now.";
pub(super) const SAVING: &str = "Saving…";
pub(super) const KEPT: &str = "Saved.";
pub(super) const REMOVED: &str = "Deleted. You can bring it back for 30 days, under \u{201c}Recently deleted\u{201d}.";
pub(super) const BROUGHT_BACK: &str = "Brought back.";
pub(super) const NOT_EXPORTED: &str =
    "The file could not be made. Your journal is as it was. Try again, or try another browser.";
pub(super) const FILE_UNREADABLE: &str = "The file could not be opened. Your journal is as it was. Check that the file is on this device, then choose it again.";
pub(super) const FILE_TOO_LARGE: &str = "This file is larger than any backup of a journal. It was not opened, and your journal is as it was. Choose another file.";
pub(super) const FILE_IS_READ: &str = "The file is being read.";
pub(super) const JOURNAL_IS_READ: &str = "Your journal is being compared with the file.";
pub(super) const RESTORE_IS_CHECKED: &str = "Everything is written. It is being checked now.";
pub(super) const RESTORE_STOPPED: &str = "Stopped. Your journal is as it was.";
pub(super) const CAN_BE_UNDONE: &str =
    "You can undo this restore until you leave this page. What you have changed since then stays.";
pub(super) const NOTHING_READABLE: &str = "Nothing in this file can be read here. Your journal is as it was.";
pub(super) const NOT_A_BACKUP: &str =
    "This file is not a Quietleaf backup. Your journal is as it was. Choose a file that you made with Export.";

pub(super) const FIRST_USE: &str = "Your journal is empty. What you write is stored in this browser on this device, and is sent to nobody. You can delete \
     each entry here, or everything.";
pub(super) const ABOUT_EXPORT: &str = "Export writes everything into one file, which you can restore here or on another device. Anyone who opens the file \
     can read it.";

/// An entry's moment: "Sunday 22 November 2026, 03:04".
pub(super) fn moment(entry: &Entry) -> String {
    format!("{}, {}", entry.when().day_in_words(), entry.when().clock())
}

pub(super) fn left_draft(draft: &Draft) -> String {
    let about = draft.when.map(|when| format!(" about {}, {}", when.day_in_words(), when.clock()));
    format!("An entry{} was not saved. It may still be open in another tab.", about.unwrap_or_default())
}

pub(super) fn unreadable(count: usize) -> String {
    let kept = if count == 1 { "It is kept as it is" } else { "They are kept as they are" };
    format!(
        "{} could not be read. {kept}, and all others are untouched. You can save what is stored to a file.",
        entries(count)
    )
}

pub(super) fn changed_elsewhere(still_there: bool) -> &'static str {
    if still_there {
        "Not saved: this entry was saved or changed in another tab. What you typed is still here."
    } else {
        "Not saved: this entry was deleted in the meantime. What you typed is still here."
    }
}

pub(super) fn saved(entry: &Entry) -> String {
    format!("Saved. {}.", moment(entry))
}

pub(super) fn deleted(entry: &Entry) -> String {
    format!("Deleted: {}.", moment(entry))
}

pub(super) fn can_be_brought_back(count: usize) -> String {
    let what = if count == 1 { "it".to_owned() } else { entries(count) };
    format!("You can bring {what} back for {BIN_DAYS} days, under \u{201c}Recently deleted\u{201d} below.")
}

pub(super) fn about_bin() -> String {
    format!("Deleted entries are kept here for {BIN_DAYS} days. Then they are deleted for good.")
}

pub(super) fn days_left(days: u64) -> String {
    match days {
        0 => "Will be deleted for good soon.".to_owned(),
        1 => "Kept for 1 more day.".to_owned(),
        _ => format!("Kept for {days} more days."),
    }
}

pub(super) const ASK_FOR_GOOD: &str =
    "Delete this entry for good, with its earlier versions? It cannot be brought back after that.";
pub(super) const NOT_IN_BIN: &str =
    "The entry was not brought back. Another tab has brought it back already, or deleted it for good.";
pub(super) const NOT_DELETED_FOR_GOOD_CHANGED: &str =
    "The entry is still here: it was deleted again in another tab. It is shown as it is now.";

pub(super) fn deleted_for_good(entry: &Entry) -> String {
    format!("Deleted for good: {}.", moment(entry))
}

pub(super) fn not_deleted_for_good(problem: &StorageProblem) -> String {
    format!("The entry was not deleted for good. {}", storage(problem))
}

/// When an earlier version was written.
pub(super) fn written(when: Moment) -> String {
    format!("Written {}, {}", when.day_in_words(), when.clock())
}

/// What moment an earlier version tells about.
pub(super) fn was_about(version: &Entry) -> String {
    format!("About {}", moment(version))
}

pub(super) fn unreadable_versions(count: usize) -> String {
    let what = if count == 1 { "1 earlier version".to_owned() } else { format!("{count} earlier versions") };
    format!("{what} could not be read, and stays as it is stored.")
}

pub(super) fn brought_back(entry: &Entry) -> String {
    format!("Brought back: {}.", moment(entry))
}

pub(super) fn exported(everything: &Everything, name: &str) -> String {
    let kept = match everything.journal().unreadable().len() {
        0 => String::new(),
        more => format!(" It also holds {more} that could not be read, as stored."),
    };
    format!(
        "Backup verified: {name}. It was read again and holds all {}.{kept} Anyone who opens the file can read it. \
         Check that it is among your downloads.",
        counts(&Counts::of(everything))
    )
}

/// "3 entries, 1 earlier version, 2 deleted entries": the entries, and of the rest what there is.
pub(super) fn counts(counts: &Counts) -> String {
    let mut words = vec![entries(counts.entries)];
    words.extend(others(counts.versions, counts.bin, counts.kept));
    words.join(", ")
}

fn others(versions: usize, bin: usize, kept: usize) -> impl Iterator<Item = String> {
    let named = [
        (versions, "earlier version", "earlier versions"),
        (bin, "deleted entry", "deleted entries"),
        (kept, "other record", "other records"),
    ];
    let named = named.into_iter().filter(|(count, ..)| *count > 0);
    named.map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
}

/// "2 records".
pub(super) fn records(count: usize) -> String {
    if count == 1 { "1 record".to_owned() } else { format!("{count} records") }
}

pub(super) fn restoring(done: usize, of: usize) -> String {
    format!("{done} of {} are written.", records(of))
}

pub(super) fn from_the_future(version: u64) -> String {
    format!(
        "A newer Quietleaf wrote this file, in the form {version}. What this version can read is listed here. To get the newer \
         version first, load this page again."
    )
}

pub(super) fn restore_undone(left: usize) -> String {
    let left = match left {
        0 => String::new(),
        1 => " 1 record stays as it is: it was changed since.".to_owned(),
        left => format!(" {left} records stay as they are: they were changed since."),
    };
    format!("The restore is undone. What it had added is gone.{left}")
}

pub(super) fn not_undone(problem: &StorageProblem) -> String {
    match problem {
        StorageProblem::NotKept => {
            "It is not known whether all of the restore was undone. Load the page again and look at your journal."
                .to_owned()
        }
        _ => format!("The restore was not undone. {}", storage(problem)),
    }
}

pub(super) fn restored(restored: &Restore, settings: usize) -> String {
    let Merge { new, changed, .. } = &restored.entries;
    let mut others: Vec<String> = others(restored.versions, restored.binned, restored.kept.written().count()).collect();
    others.extend(
        (settings > 0).then(|| if settings == 1 { "1 setting".to_owned() } else { format!("{settings} settings") }),
    );
    let others = if others.is_empty() { String::new() } else { format!(" Also: {}.", others.join(", ")) };
    format!("Restored: {} new, {} changed.{others}", new.len(), entries(changed.len()))
}

pub(super) fn persistence(kept: bool) -> &'static str {
    if kept {
        "The browser will keep your journal until you remove it."
    } else {
        "The browser did not agree. Your journal is stored, but export a backup now and then."
    }
}

pub(super) fn about_restoring(merge: &Merge) -> &'static str {
    if merge.changed.is_empty() {
        "Nothing is removed, and nothing is added twice."
    } else {
        "Where an entry differs, the later version is used. Yours stays as an earlier version. Nothing is removed, and \
         nothing is added twice."
    }
}

pub(super) const ENTRIES_ARE_READ: &str = "Your entries are being opened.";
pub(super) const DAYS_ARE_CROSSED: &str = "The first day is later than the last one, so no entry fits.";

/// "12 of 340 entries": what a search shows.
pub(super) fn found(count: usize, of: usize) -> String {
    if count == 0 { format!("None of {}.", entries(of)) } else { format!("{count} of {}.", entries(of)) }
}

/// "1 entry", "2 entries".
pub(super) fn entries(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}

/// Why nothing can be stored, and what to do.
pub(super) fn storage(problem: &StorageProblem) -> String {
    match problem {
        StorageProblem::Unavailable => {
            "This browser does not let this site store anything. That can be a private window, or a setting that blocks \
             site data. Open this page in a normal window, or allow site data for it."
                .to_owned()
        }
        StorageProblem::Newer => {
            "A newer version of Quietleaf has used this journal. Nothing is lost. Load the page again to get that version.".to_owned()
        }
        StorageProblem::HeldOpen => {
            "The journal does not open. Quietleaf may be open in another tab, in an older version. Nothing is lost. Close the \
             other tabs, then load this page again.".to_owned()
        }
        StorageProblem::Closed => {
            "The browser has closed the journal. That happens when site data is cleared, or when it is locked or a newer \
             version starts in another tab. Load the page again."
                .to_owned()
        }
        StorageProblem::Full => {
            "There is no room left for this site. Free some space on the device, then try again.".to_owned()
        }
        StorageProblem::NotKept => {
            "The browser could not read back what was written. Copy what you typed onto paper, then load the page again."
                .to_owned()
        }
        StorageProblem::Failed(name) => {
            format!("The browser reports a problem with its storage ({name}). Try again, or load the page again.")
        }
    }
}

pub(super) fn not_saved(problem: &StorageProblem) -> String {
    format!("Not saved. What you typed is still here. {}", storage(problem))
}

pub(super) fn not_kept(problem: &StorageProblem) -> String {
    format!("Your change was not saved. {}", storage(problem))
}

pub(super) fn not_deleted(problem: &StorageProblem) -> String {
    format!("The entry was not deleted. {}", storage(problem))
}

pub(super) fn not_brought_back(problem: &StorageProblem) -> String {
    format!("The entry was not brought back yet. {}", storage(problem))
}

pub(super) fn not_restored(problem: &StorageProblem) -> String {
    match problem {
        StorageProblem::NotKept => {
            "It is not known whether all was restored. The file is as it was. Load the page again, and restore it once more: \
             nothing is added twice."
                .to_owned()
        }
        _ => format!("Nothing was restored. Your journal is as it was, and so is the file. {}", storage(problem)),
    }
}

/// What can be typed for a symptom, where something else was.
pub(super) fn not_a_reading(symptom: &Symptom) -> String {
    match symptom.measure {
        Measure::Temperature => {
            "Enter the degrees on the thermometer, such as 38.5. From 30 to 45 °C or from 86 to 113 °F \
             can be saved. Check the unit too."
                .to_owned()
        }
        Measure::Count => format!("Enter a whole number from 0 to {}.", symptom.most.unwrap_or(Count::MOST)),
        _ => format!("Up to {} characters can be saved here. Shorten it, or use the notes.", Words::MOST),
    }
}

pub(super) fn draft(problem: &DraftProblem) -> String {
    match problem {
        DraftProblem::NotAReading(_) => {
            "Something above cannot be saved as it is. The message is next to it.".to_owned()
        }
        DraftProblem::NoSuchTime => {
            "Enter a day and a time that exist. If the clocks went forward just then, choose a later time.".to_owned()
        }
        DraftProblem::InTheFuture => "This time is in the future. Choose now or earlier.".to_owned(),
        DraftProblem::NotesTooLong { characters } => {
            format!(
                "The notes have {characters} characters. Up to {} can be saved. Shorten them, or split them.",
                Notes::MOST
            )
        }
        DraftProblem::NothingRecorded => {
            "Nothing is recorded yet. Choose a score or a level, or write a note.".to_owned()
        }
    }
}

pub(super) const NOTHING_TO_SAY_YET: &str = "There are no entries for these days.";
pub(super) const ABOUT_OWN_SYMPTOMS: &str = "The form asks for them under \u{201c}Your own\u{201d}. They bring up no care card. What you recorded stays if you stop.";
pub(super) const OWN_SYMPTOM_UNFIT: &str = "Enter a name of 1 to 100 characters.";
pub(super) const OWN_SYMPTOM_RENAMED: &str = "Renamed. What you recorded before shows the new name too.";
pub(super) const OWN_SYMPTOM_STOPPED: &str = "The form no longer asks for it.";
pub(super) const OWN_SYMPTOM_ADDED: &str = "Added. The form asks for it from now on.";
pub(super) const NO_SUCH_DAYS: &str = "Enter two dates, the earlier one first.";
pub(super) const NOTHING_CHOSEN: &str = "Choose above what to include.";
pub(super) const COPIED: &str = "Copied. Other apps on this device may see what is copied.";
pub(super) const NOT_COPIED: &str = "This browser cannot copy. Select the text, then copy it yourself.";
