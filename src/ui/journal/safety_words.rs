//! The safety of the journal in words.

use super::messages;
use crate::journal::{BACKUP_DAYS, Moment, PATIENCE_DAYS};

/// Safari's rule for sites that are not installed, and what to do about it.
pub(super) const DELETED_AFTER_A_WEEK: &str = "Safari deletes what a site has stored when you have not opened the site for 7 days of using Safari. It keeps it \
     when the site is on the Home Screen or in the Dock. Until then, export a backup each week.";

pub(super) fn emptied(entries: u32, day: &str) -> String {
    let entries = messages::entries(usize::try_from(entries).unwrap_or(usize::MAX));
    format!(
        "On {day} it held {entries}. The browser may have cleared what this site had stored. If you have a backup, you can \
         restore it."
    )
}

pub(super) fn reminder(last: Option<&str>) -> String {
    let since = match last {
        Some(day) => format!("Your last backup was made on {day}, and you have written since."),
        None => "You have no backup yet.".to_owned(),
    };
    format!(
        "{since} If the browser loses the journal, only a backup brings it back. Anyone who opens the file can read it."
    )
}

pub(super) fn last_backup(last: Option<Moment>) -> String {
    match last {
        Some(moment) => format!("Last verified backup: {}, {}.", moment.day_in_words(), moment.clock()),
        None => "No backup has been made here yet.".to_owned(),
    }
}

pub(super) fn kept(is_kept: Option<bool>) -> &'static str {
    match is_kept {
        Some(true) => "The browser keeps it until you remove it.",
        Some(false) => "The browser may clear it when the device runs out of space.",
        None => "This browser does not say whether it keeps it.",
    }
}

pub(super) fn space(space: Option<(u64, u64)>) -> String {
    let Some((used, all)) = space else { return "This browser does not say how much space there is.".to_owned() };
    format!("This site uses {}, with its pages. It can use {} more.", size(used), size(all.saturating_sub(used)))
}

/// "1.2 MB", "340 kB".
fn size(bytes: u64) -> String {
    const KILO: u64 = 1000;
    let of = |unit: u64| (bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..=999_949 => format!("{} kB", bytes.div_ceil(KILO)),
        999_950..=999_949_999 => {
            let (whole, tenths) = of(KILO * KILO);
            format!("{whole}.{tenths} MB")
        }
        _ => {
            let (whole, tenths) = of(KILO * KILO * KILO);
            format!("{whole}.{tenths} GB")
        }
    }
}

pub(super) fn unreadable(count: usize) -> String {
    match count {
        0 => "Everything that is stored could be read.".to_owned(),
        count => format!("{} could not be read. It is kept as it is stored.", messages::records(count)),
    }
}

pub(super) fn installed(is_installed: bool) -> &'static str {
    if is_installed {
        "You are using the installed app."
    } else {
        "You are using it in a browser, not as an installed app."
    }
}

pub(super) fn about_reminders() -> String {
    format!(
        "Remind me to make a backup when my last one is {BACKUP_DAYS} days old, or after {PATIENCE_DAYS} days without one"
    )
}
