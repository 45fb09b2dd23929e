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
/// When the clock stands before 1900 or after 9999.
pub fn today() -> Result<CalendarDate> {
    let today = time::OffsetDateTime::now_utc().date();
    Ok(CalendarDate::new(u16::try_from(today.year())?, u8::from(today.month()), today.day())?)
}
