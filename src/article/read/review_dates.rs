//! When the words are to be checked again.

use super::{Problems, front_matter};
use crate::article::CalendarDate;

/// The next check comes after the last one, and at most 12 months after it: guidance is revised within years, not decades.
pub(super) fn check(last_checked: CalendarDate, next_check: CalendarDate, text: &str, problems: &mut Problems) {
    let line = front_matter::line_of("next_check", text);
    let latest = last_checked.one_year_later();
    if next_check <= last_checked {
        problems.note(line, "the next check is due before the last one", "set next_check to a later day");
    } else if next_check > latest {
        problems.note(
            line,
            "the next check is due more than 12 months after the last one",
            format!("set next_check to {} or an earlier day", latest.iso()),
        );
    }
}
