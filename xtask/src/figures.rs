//! What is measured: printed, kept in `docs/figures/`, and shown by the README.

use std::{fmt, fs, path::PathBuf, thread};

use anyhow::{Context, Result};

use crate::{content, paths};

/// A table of figures. A command writes it into its file, and into the README between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// What does not depend on how busy the machine is.
    Bytes,
    /// How long the pages take.
    Times,
    /// How long the journal takes.
    Journal,
    /// What Lighthouse says of each page.
    Lighthouse,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Bytes, Self::Times, Self::Journal, Self::Lighthouse];

    /// Its name, in the README's marks and in that of its file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Times => "times",
            Self::Journal => "journal",
            Self::Lighthouse => "lighthouse",
        }
    }

    /// The command that writes it.
    fn command(self) -> &'static str {
        match self {
            Self::Bytes => "cargo xtask test",
            Self::Times => "cargo xtask bench",
            Self::Journal => "cargo xtask bench journal",
            Self::Lighthouse => "cargo xtask bench lighthouse",
        }
    }

    /// Its file.
    #[must_use]
    pub fn file(self) -> PathBuf {
        paths::project().join("docs/figures").join(format!("{}.md", self.name()))
    }

    /// What stands of it in a document, between its marks.
    #[must_use]
    pub fn shown_in(self, document: &str) -> Option<&str> {
        let (_, rest) = document.split_once(&self.mark())?;
        Some(rest.split_once(END)?.0)
    }

    /// The document, with this in the place of what stands between the marks; none where it has no marks.
    #[must_use]
    pub fn put_into(self, document: &str, text: &str) -> Option<String> {
        let (before, rest) = document.split_once(&self.mark())?;
        let (_, after) = rest.split_once(END)?;
        Some([before, &self.mark(), text, END, after].concat())
    }

    fn mark(self) -> String {
        format!("<!-- figures: {} -->\n", self.name())
    }

    /// Writes it anew, with the day, where a figure has changed.
    ///
    /// # Errors
    ///
    /// When a file cannot be written, or the README has no place for it.
    pub(crate) fn record(self, figures: &[Figure]) -> Result<()> {
        let rows: String = figures.iter().map(Figure::row).collect();
        let table = format!("| Figure | Measured | Budget |\n| --- | ---: | ---: |\n{rows}");
        if fs::read_to_string(self.file()).is_ok_and(|known| known.ends_with(&format!("\n\n{table}"))) {
            return Ok(());
        }
        let cores = thread::available_parallelism()?;
        let said = format!("Measured by `{}` on {}, {cores} cores.\n\n{table}", self.command(), content::today()?);
        let readme = paths::project().join("README.md");
        let shown = self.put_into(&fs::read_to_string(&readme)?, &said);
        fs::write(&readme, shown.with_context(|| format!("the README has no place for {}", self.name()))?)?;
        Ok(fs::write(self.file(), said)?)
    }
}

/// Where a table ends in the README.
const END: &str = "<!-- end -->";

/// The bound that a figure has to keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// For what costs a reader something: bytes, times.
    AtMost(u64),
    /// For a score.
    AtLeast(u64),
}

impl Budget {
    /// Whether a figure keeps to it.
    #[must_use]
    pub const fn is_kept_by(self, measured: u64) -> bool {
        match self {
            Self::AtMost(most) => measured <= most,
            Self::AtLeast(least) => measured >= least,
        }
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => formatter.pad(&grouped(*most)),
            Self::AtLeast(least) => formatter.pad(&format!("at least {}", grouped(*least))),
        }
    }
}

/// One figure, and its budget.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    name: String,
    measured: u64,
    budget: Option<Budget>,
}

impl Figure {
    /// A figure with the most that it may be, which is printed.
    pub(crate) fn print(name: impl Into<String>, measured: u64, most: Option<u64>) -> Self {
        Self::print_with(name.into(), measured, most.map(Budget::AtMost))
    }

    /// A score with the least that it has to be, which is printed.
    pub(crate) fn print_score(name: impl Into<String>, measured: u64, least: u64) -> Self {
        Self::print_with(name.into(), measured, Some(Budget::AtLeast(least)))
    }

    fn print_with(name: String, measured: u64, budget: Option<Budget>) -> Self {
        let figure = Self { name, measured, budget };
        println!("{:<70}{:>10}{:>14}", figure.name, grouped(measured), figure.shown_budget("none"));
        figure
    }

    /// The head of what is printed.
    pub(crate) fn print_head() {
        println!("{:<70}{:>10}{:>14}", "figure", "measured", "budget");
    }

    fn shown_budget(&self, without: &str) -> String {
        self.budget.map_or_else(|| without.to_owned(), |budget| budget.to_string())
    }

    fn row(&self) -> String {
        format!("| {} | {} | {} |\n", self.name.trim(), grouped(self.measured), self.shown_budget(""))
    }
}

/// The names of the figures that do not keep to their budgets.
pub(crate) fn over_budget(figures: &[Figure]) -> Vec<String> {
    let is_over = |figure: &&Figure| figure.budget.is_some_and(|budget| !budget.is_kept_by(figure.measured));
    figures.iter().filter(is_over).map(|figure| figure.name.clone()).collect()
}

/// A number with a comma between each three digits.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
