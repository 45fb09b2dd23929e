//! Deleting for good, in words: what would go, what is gone, and what may remain.

use leptos::prelude::*;

use super::{messages, pattern_words::count};
use crate::{
    article::CalendarDate,
    exchange::Counts,
    journal::Deletion,
    storage::{StorageProblem, deleting::Removed},
    ui::parts::{list, paragraph},
};

pub(super) const ABOUT_DAYS: &str =
    "This deletes everything that was recorded on these days, with its earlier versions. It cannot be brought back.";
pub(super) const ABOUT_AGES: &str = "Older entries are deleted for good when you open the journal, on the second day on which they are old enough: a \
     clock that is wrong for a moment deletes nothing. Dates, questions and symptoms of your own stay.";
pub(super) const ABOUT_EVERYTHING: &str =
    "The journal, what you were writing, your settings, and the pages that are stored for reading offline.";
pub(super) const ASK_EVERYTHING: &str = "Delete everything that Quietleaf has stored in this browser? It cannot be brought back. Backups that you have \
     exported stay where you saved them.";

pub(super) fn would_go(from: CalendarDate, to: CalendarDate, deletion: &Deletion) -> String {
    if deletion.is_empty() {
        return format!("Nothing was recorded from {from} to {to}.");
    }
    format!("From {from} to {to}, this will be deleted for good: {}.", counted(deletion))
}

pub(super) fn gone(deletion: &Deletion) -> String {
    format!("Deleted for good: {}.", counted(deletion))
}

pub(super) fn gone_by_age(deletion: &Deletion) -> String {
    format!("Deleted for good, because of their age, as you chose: {}.", counted(deletion))
}

fn counted(deletion: &Deletion) -> String {
    let Deletion { entries, versions, binned, waves, .. } = deletion;
    let mut words = vec![messages::entries(*entries)];
    for (number, of) in [(versions, "earlier version"), (binned, "deleted entry"), (waves, "timed pain")] {
        if *number > 0 {
            words.push(if of == "deleted entry" && *number > 1 {
                format!("{number} deleted entries")
            } else {
                count(*number, of)
            });
        }
    }
    words.join(", ")
}

pub(super) fn not_deleted(problem: &StorageProblem) -> String {
    match problem {
        StorageProblem::NotKept => {
            "It is not known whether all of it was deleted. Load the page again and look.".to_owned()
        }
        StorageProblem::HeldOpen => {
            "Another tab still has the journal open. Close the other tabs of this site, then press again.".to_owned()
        }
        _ => format!("Nothing was deleted. {}", messages::storage(problem)),
    }
}

/// What stands on the page when nothing is left of the journal.
pub(in crate::ui) fn everything_gone(counted: Option<Counts>, removed: Removed) -> AnyView {
    let mut gone = vec![match counted {
        Some(counts) => format!("The journal: {}.", messages::counts(&counts)),
        None => "The journal.".to_owned(),
    }];
    gone.push(match removed.settings {
        1 => "1 setting or draft.".to_owned(),
        settings => format!("{settings} settings and drafts."),
    });
    if removed.caches > 0 || removed.workers > 0 {
        gone.push("The pages that were stored for reading offline.".to_owned());
    }
    let gone = gone.into_iter().map(IntoAny::into_any).collect();
    let remains = [
        "The browser\u{2019}s history says that this site was visited.",
        "Backups, tables and calendar files stay where you saved them.",
        "Traces can stay in the browser\u{2019}s files on the disk until the browser writes over them. Clearing the site\u{2019}s data in the \
         browser\u{2019}s settings, and closing the browser, takes more of them away.",
        "This page holds it in memory until you close it.",
    ];
    let remains = remains.into_iter().map(IntoAny::into_any).collect();
    view! {
        <h1 id="gone" tabindex="-1">"Everything is deleted"</h1>
        {paragraph("", "This was removed from this browser:".to_owned())}
        {list("list", gone)}
        <h2>"What may remain"</h2>
        {list("list", remains)}
        {paragraph("", "Close this tab now. If you open the site again, it starts empty.".to_owned())}
    }
    .into_any()
}
