//! Reading `content/` from disk, and reporting its problems.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use quietleaf::{
    article::{CalendarDate, Problem},
    leaflet::{self, Files, Leaflet},
};

/// Reads the leaflet in a folder. Problems are printed; with any, there is no leaflet.
///
/// # Errors
///
/// When a file cannot be read, or there are problems.
pub fn read(folder: &Path) -> Result<Leaflet> {
    let (leaflet, problems) = leaflet::read(&files(folder)?);
    for problem in &problems {
        eprintln!("{problem}");
    }
    match leaflet {
        Some(leaflet) if problems.is_empty() => Ok(leaflet),
        _ => bail!("the words have {}", counted(&problems)),
    }
}

fn counted(problems: &[Problem]) -> String {
    match problems.len() {
        1 => "1 problem".to_owned(),
        more => format!("{more} problems"),
    }
}

/// The files of a folder of words, by name.
///
/// # Errors
///
/// When a file cannot be read.
pub fn files(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_words = path.extension().is_some_and(|ending| ending == "md" || ending == "toml");
        if is_words && name != "README.md" {
            let bytes = fs::read(&path).with_context(|| format!("could not read content/{name}"))?;
            files.insert(name, bytes);
        }
    }
    Ok(files)
}

/// Warns when the article's next check was due before today.
pub fn warn_if_overdue(leaflet: &Leaflet, today: CalendarDate) {
    if leaflet.article.next_check < today {
        eprintln!(
            "warning: the words were to be checked by {}: check them against the sources, and set the dates",
            leaflet.article.next_check
        );
    }
}

/// Today, by the machine's clock, in universal time.
///
/// # Errors
///
/// When the clock stands before 1970 or after 9999.
pub fn today() -> Result<CalendarDate> {
    let since_epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    let mut days = since_epoch.as_secs() / 86_400;
    let mut year: u16 = 1970;
    let length = |year: u16| {
        if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) { 366 } else { 365 }
    };
    while days >= length(year) {
        days -= length(year);
        year += 1;
    }
    let mut month = 1;
    loop {
        let month_length = (28..=31).rev().find(|day| CalendarDate::new(year, month, *day).is_ok()).unwrap_or(31);
        if days < u64::from(month_length) {
            return Ok(CalendarDate::new(year, month, u8::try_from(days)? + 1)?);
        }
        days -= u64::from(month_length);
        month += 1;
    }
}
