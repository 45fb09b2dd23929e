//! Gathering the problems of one file.

use crate::article::Problem;

/// The problems found in one file so far.
#[derive(Debug)]
pub struct Problems {
    file: String,
    found: Vec<Problem>,
}

impl Problems {
    /// No problems yet in this file of `content/`.
    #[must_use]
    pub fn of(file: &str) -> Self {
        Self { file: file.to_owned(), found: Vec::new() }
    }

    /// The file's name below `content/`.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Notes a problem on a line, counted from 1: what is wrong, and how to mend it.
    pub fn note(&mut self, line: usize, what: impl Into<String>, remedy: impl Into<String>) {
        self.found.push(Problem { file: self.file.clone(), line, what: what.into(), remedy: remedy.into() });
    }

    /// All of them, in the order of their lines.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Problem> {
        self.found.sort();
        self.found
    }
}
