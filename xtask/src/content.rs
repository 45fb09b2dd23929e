//! Reading `content/` from disk, and reporting its problems.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail, ensure};
use quietleaf::{
    article::{CalendarDate, Problem},
    leaflet::{self, Files, Leaflet, Review},
    questions::{self, AnsweredQuestion, danger::Danger, search::Search},
};

/// Reads the leaflet in a folder. Problems are printed; with any, there is no leaflet.
///
/// # Errors
///
/// When a file cannot be read, or there are problems.
pub fn read(folder: &Path) -> Result<Leaflet> {
    let (leaflet, mut problems) = leaflet::read(&files(folder)?);
    problems.sort();
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
        let is_words = path.extension().is_some_and(|ending| ending == "md" || ending == "toml" || ending == "txt");
        if is_words && name != "README.md" {
            let bytes = fs::read(&path).with_context(|| format!("could not read content/{name}"))?;
            files.insert(name, bytes);
        }
    }
    Ok(files)
}

/// Common English words: those of SCOWL's levels up to 35, whose licence stands beside them.
pub const COMMON_WORDS: &str = include_str!("../data/common-words.txt");

/// The file of a leaflet that holds the common words that come near a word which its search knows.
pub const NEAR_WORDS: &str = "near-words.txt";

/// What [`NEAR_WORDS`] has to hold: the search takes none of these for a slip of another word.
#[must_use]
pub fn near_words(leaflet: &Leaflet) -> String {
    let all: Vec<&str> = COMMON_WORDS.lines().collect();
    let mut words = leaflet.search.clone();
    words.danger.common = String::new();
    let questions: Vec<_> = questions::derive(&leaflet.article).iter().map(AnsweredQuestion::searched).collect();
    let mut near = Danger::new(&words.danger).near(&all);
    near.extend(Search::new(&questions, &words).near(&all));
    near.sort_unstable();
    near.dedup();
    near.join("\n") + "\n"
}

/// The report on the words in a folder, and whether they are sound.
///
/// # Errors
///
/// When a file cannot be read.
pub fn report(folder: &Path, today: CalendarDate) -> Result<(String, bool)> {
    let survey = leaflet::survey(&files(folder)?);
    Ok((leaflet::report(&survey, today), survey.problems.is_empty()))
}

/// Warns when the article's next check is due within 30 days of today, or was due before.
pub fn warn_if_due(leaflet: &Leaflet, today: CalendarDate) {
    let review = Review::seen_from(today, leaflet.article.next_check);
    if review.is_near() {
        eprintln!("warning: {review}");
    }
}

/// Stops a release when the article's next check was due before today.
///
/// # Errors
///
/// When it was.
pub fn refuse_if_overdue(leaflet: &Leaflet, today: CalendarDate) -> Result<()> {
    let review = Review::seen_from(today, leaflet.article.next_check);
    ensure!(!review.is_overdue(), "{review}");
    Ok(())
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
