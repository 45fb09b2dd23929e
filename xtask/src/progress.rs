//! Saying what is done, how far it is, and about how long it takes.
//!
//! A stretch of work that may take more than a few seconds is a [`Task`]. It prints one line when it begins and one when it ends:
//!
//! ```text
//! [2 of 6] Compiling trunk 0.21.14: about 3 minutes …
//!          143 of 312: serde, tokio; 1 min 20 s so far
//! [2 of 6] took 2 min 51 s
//! ```
//!
//! On a terminal the line between them is cargo's own bar. Elsewhere it is a line every [`EVERY`].

use std::{
    fmt, fs,
    io::{self, IsTerminal, Read, stderr},
    path::PathBuf,
    process::{Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::Result;

use crate::paths;

/// So often a task says how far it is.
pub const EVERY: Duration = Duration::from_secs(20);

/// The place of a task among others. Both count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which it is.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "[{} of {}]", self.number, self.of)
    }
}

/// A time for people: seconds below two minutes, else minutes and seconds, else hours and minutes.
#[must_use]
pub fn spoken(time: Duration) -> String {
    match time.as_secs() {
        seconds @ ..120 => format!("{seconds} s"),
        seconds @ 120..7200 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        seconds => format!("{} h {:02} min", seconds / 3600, seconds / 60 % 60),
    }
}

/// What a line of a program's output is for somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// It says how far the program is, in these words.
    HowFar(String),
    /// It says the same, and is to be read too.
    Step(String),
    /// It says what the program does just now, and matters only where it fails.
    Passing,
    /// A warning, an error, or something else to be read.
    ToRead,
}

/// What a line of cargo's is. Its bar reads `Building [==>   ] 143/312: serde, tokio`; what it does stands right-aligned in twelve columns.
#[must_use]
pub fn line_of_cargo(line: &str) -> Line {
    let line = without_colour(line);
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return Line::Passing;
    }
    // Its name can be lost where another program writes at the same time.
    let bar = trimmed.split_once("] ").filter(|(before, _)| before.contains(" [") || before.starts_with("[="));
    if let Some((done, rest)) = bar.and_then(|(_, after)| after.split_once('/')) {
        let (all, names) = rest.split_once(':').unwrap_or((rest, ""));
        if let (Ok(done), Ok(all)) = (done.trim().parse::<u32>(), all.trim().parse::<u32>()) {
            let names = names.trim().trim_end_matches("...");
            return Line::HowFar(if names.is_empty() {
                format!("{done} of {all}")
            } else {
                format!("{done} of {all}: {names}")
            });
        }
    }
    let verb = trimmed.split(' ').next().unwrap_or_default();
    let indent = line.chars().take_while(|character| *character == ' ').count();
    let is_status = indent + verb.len() == 12 && verb.starts_with(char::is_uppercase);
    if is_status { Line::Passing } else { Line::ToRead }
}

/// Takes the codes for colours and for clearing a line out of a line.
fn without_colour(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // A code ends with its first letter.
        plain.push_str(part.split_once(char::is_alphabetic).map_or("", |(_, rest)| rest));
    }
    plain
}

/// What a line of Trunk's is, or of a program that it runs: ours end with `…`, the others are cargo's.
#[must_use]
pub fn line_of_trunk(line: &str) -> Line {
    line.trim().strip_suffix(" …").map_or_else(|| line_of_cargo(line), |step| Line::Step(step.to_owned()))
}

/// What a line of an installer's is: all that it says tells how far it is.
#[must_use]
pub fn line_of_installer(line: &str) -> Line {
    let words = without_colour(line).trim().chars().take(70).collect::<String>();
    if words.is_empty() { Line::Passing } else { Line::HowFar(words) }
}

/// How long something takes, as a first guess, for people.
#[must_use]
pub fn about(seconds: u64) -> String {
    match seconds {
        0 => String::new(),
        1..20 => "some seconds".to_owned(),
        20..45 => "about half a minute".to_owned(),
        45..90 => "about a minute".to_owned(),
        _ => format!("about {} minutes", (seconds + 30) / 60),
    }
}

/// What some work took the last time that it succeeded in this checkout: a better guess than one for all machines.
pub struct Known(PathBuf);

impl Known {
    /// The work of this name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let file: String = name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
        Self(paths::target().join("took").join(file))
    }

    /// How long it took the last time, in words, else the guess.
    #[must_use]
    pub fn or_about(&self, seconds: u64) -> String {
        let last = fs::read_to_string(&self.0).ok().and_then(|took| took.trim().parse().ok());
        last.map_or_else(|| about(seconds), |took| format!("{} the last time", spoken(Duration::from_secs(took))))
    }

    /// Notes what it took. It is a guess: where it cannot be written, nothing is lost.
    pub fn note(&self, took: Duration) {
        if let Some(folder) = self.0.parent() {
            let _ = fs::create_dir_all(folder).and_then(|()| fs::write(&self.0, took.as_secs().to_string()));
        }
    }
}

/// The line with which a task begins. `about` is how long it takes, as "about 3 minutes"; it may be empty.
#[must_use]
pub fn first_line(place: Option<Place>, what: &str, about: &str) -> String {
    let place = place.map_or_else(String::new, |place| format!("{place} "));
    if about.is_empty() { format!("{place}{what} …") } else { format!("{place}{what}: {about} …") }
}

/// A line while a task is under way.
#[must_use]
pub fn line_between(how_far: &str, so_far: Duration) -> String {
    let so_far = spoken(so_far);
    if how_far.is_empty() { format!("{INDENT}{so_far} so far") } else { format!("{INDENT}{how_far}; {so_far} so far") }
}

/// The line with which a task ends.
#[must_use]
pub fn last_line(place: Option<Place>, took: Duration) -> String {
    let place = place.map_or_else(String::new, |place| place.to_string());
    format!("{place:width$} took {}", spoken(took), width = INDENT.len() - 1)
}

const INDENT: &str = "         ";

/// How far a task is, in words; empty while nothing is known.
#[derive(Clone, Default)]
pub struct HowFar {
    words: Arc<Mutex<String>>,
    /// Something else says it just now.
    is_hushed: Arc<AtomicBool>,
}

impl HowFar {
    /// Notes how far it is.
    pub fn set(&self, words: impl Into<String>) {
        *self.words.lock().unwrap_or_else(PoisonError::into_inner) = words.into();
    }

    fn tell(&self, so_far: Duration) {
        if !self.is_hushed.load(Ordering::Relaxed) {
            eprintln!("{}", line_between(&self.words.lock().unwrap_or_else(PoisonError::into_inner), so_far));
        }
    }
}

/// Work that is under way, and that says so until it is dropped.
pub struct Task {
    place: Option<Place>,
    begun: Instant,
    how_far: HowFar,
    /// Tells how far it is until nobody holds the other end.
    teller: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Task {
    /// Begins a task.
    #[must_use]
    pub fn begin(place: Option<Place>, what: &str, about: &str) -> Self {
        eprintln!("{}", first_line(place, what, about));
        let (begun, how_far) = (Instant::now(), HowFar::default());
        let (end, ended) = mpsc::channel();
        let told = how_far.clone();
        let teller = thread::spawn(move || {
            while ended.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                told.tell(begun.elapsed());
            }
        });
        Self { place, begun, how_far, teller: Some((end, teller)) }
    }

    /// Where to note how far it is.
    #[must_use]
    pub fn how_far(&self) -> &HowFar {
        &self.how_far
    }

    /// Leaves it to the programs that it runs to say how far they are.
    pub fn hush(&self) {
        self.how_far.is_hushed.store(true, Ordering::Relaxed);
    }

    /// Ends it, and says what it took.
    pub fn end(self) {
        let (place, took) = (self.place, self.begun.elapsed());
        drop(self);
        eprintln!("{}", last_line(place, took));
    }

    /// Runs cargo, or a program that runs cargo. On a terminal its bar is seen. Elsewhere its lines become ours, of which warnings and
    /// errors are passed on whole.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub fn cargo(&self, command: &mut Command, meaning: fn(&str) -> Line) -> Result<ExitStatus> {
        if stderr().is_terminal() {
            self.hush();
            return Ok(command.status()?);
        }
        command.env("CARGO_TERM_PROGRESS_WHEN", "always").env("CARGO_TERM_PROGRESS_WIDTH", "100");
        let (status, _) = self.read(command, meaning)?;
        Ok(status)
    }

    /// Runs an installer. What it says is passed on where it fails.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub fn installer(&self, command: &mut Command) -> Result<ExitStatus> {
        let (status, said) = self.read(command, line_of_installer)?;
        if !status.success() {
            eprint!("{said}");
        }
        Ok(status)
    }

    /// Runs a program, notes how far it says it is, passes on what is to be read, and returns all that it said.
    fn read(&self, command: &mut Command, meaning: fn(&str) -> Line) -> Result<(ExitStatus, String)> {
        let (mut output, input) = io::pipe()?;
        command.stdin(Stdio::null()).stdout(input.try_clone()?).stderr(input);
        let mut child = command.spawn()?;
        // The command holds ends of the pipe, which would never be at its end.
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let (mut said, mut has_failed) = (String::new(), false);
        let (mut line, mut some) = (Vec::new(), [0; 4096]);
        loop {
            let length = output.read(&mut some)?;
            for byte in &some[..length] {
                // A bar ends with a return, and is drawn over itself.
                if !matches!(byte, b'\n' | b'\r') {
                    line.push(*byte);
                    continue;
                }
                let words = String::from_utf8_lossy(&line).into_owned();
                line.clear();
                match meaning(&words) {
                    Line::HowFar(words) => self.how_far.set(words),
                    Line::Step(step) => {
                        eprintln!("{words}");
                        self.how_far.set(step);
                    }
                    // Below an error, nothing is left out.
                    Line::Passing if !has_failed => {}
                    Line::Passing | Line::ToRead => {
                        has_failed |= words.starts_with("error");
                        eprintln!("{words}");
                    }
                }
                said.push_str(&words);
                said.push('\n');
            }
            if length == 0 {
                break;
            }
        }
        // What was said last may lack an end; of a bar it is only how far it was.
        let rest = String::from_utf8_lossy(&line);
        if meaning(&rest) == Line::ToRead {
            eprintln!("{rest}");
        }
        Ok((child.wait()?, said))
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        if let Some((end, teller)) = self.teller.take() {
            drop(end);
            // It only waits and prints: it cannot have failed.
            let _ = teller.join();
        }
    }
}
