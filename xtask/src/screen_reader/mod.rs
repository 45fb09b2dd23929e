//! Hears a page as a person without sight does: Orca reads Firefox, keys are pressed, and what would be said comes back.
//!
//! There is no display and no sound. Whatever is started ends with the [`ScreenReader`], also where a test panics.

mod session;

use std::{
    env,
    fmt::Write as _,
    fs::File,
    io::{Read, Seek, SeekFrom},
    mem,
    process::Command,
    thread::sleep,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::tools;
use session::Session;

/// How long nothing may be said, with every program idle, until what was done has had its effect.
const QUIET: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_mins(2);

/// The version of Orca whose words are approved: another puts them otherwise.
pub const APPROVED_VERSION: &str = "43.1";

/// An utterance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The words.
    pub words: String,
    /// Whether Orca stopped before it had said them to their end.
    pub cut_off: bool,
}

/// A line of what the voice writes.
#[derive(Deserialize)]
struct Line {
    number: Option<u64>,
    says: Option<String>,
    /// Seconds since 1970.
    until: Option<f64>,
    #[serde(default)]
    cut: Vec<u64>,
}

/// A screen reader in a browser. Both end when it is dropped.
#[derive(Debug)]
pub struct ScreenReader {
    session: Session,
    read: u64,
    /// With the number of each.
    heard: Vec<(u64, Heard)>,
    /// Whether something was said since the last look.
    came: bool,
    /// Seconds since 1970.
    speaks_until: f64,
}

/// Whether everything is there that a screen reader needs; where not, says so.
///
/// # Errors
///
/// When something is missing and this is a run that decides (`CI` is set).
pub fn is_there() -> Result<bool> {
    let missing = tools::missing_for_screen_reader();
    if missing.is_empty() {
        return Ok(true);
    }
    let missing =
        format!("the screen reader could not be set up, and nothing was heard; missing: {}", missing.join(", "));
    ensure!(env::var_os("CI").is_none_or(|ci| ci.is_empty()), missing);
    println!("{missing}");
    Ok(false)
}

/// The version of Orca.
///
/// # Errors
///
/// When it does not run.
pub fn version() -> Result<String> {
    let asked = Command::new("orca").arg("--version").output().context("Orca does not run")?;
    Ok(String::from_utf8_lossy(&asked.stdout).trim().to_owned())
}

impl ScreenReader {
    /// Starts everything and opens an address; what is said until the page rests is not kept.
    /// Firefox can reach nothing but the proxy (host and port).
    ///
    /// # Errors
    ///
    /// When a program does not start, or the page is not read.
    pub fn start(address: &str, proxy: &str) -> Result<Self> {
        // Something can be too slow for something else on a busy machine; what is tested has not begun then.
        let once_more = |error| {
            println!("Started once more: {error:#}");
            Self::try_start(address, proxy)
        };
        Self::try_start(address, proxy).or_else(once_more).or_else(once_more)
    }

    fn try_start(address: &str, proxy: &str) -> Result<Self> {
        let session = Session::start()?;
        let mut reader = Self { session, read: 0, heard: Vec::new(), came: false, speaks_until: 0.0 };
        reader.wait_for("Screen reader on").context("Orca")?;
        reader.session.open_firefox(proxy)?;
        reader.hear_until("frame").context("Firefox")?;
        // A page that is there before Orca knows the window is not read.
        reader.press(&["ctrl+l"])?;
        reader.hear_until("address").context("Firefox's field for addresses")?;
        reader.type_text(address)?;
        reader.press(&["Return"])?;
        reader.hear_until("Finished loading").context("the page")?;
        Ok(reader)
    }

    /// What stands in the environment of each of its processes, and of no other.
    #[must_use]
    pub fn mark(&self) -> String {
        self.session.mark()
    }

    /// Presses keys one after another, each by its X name (`Tab`, `h`, `shift+h`), some 0.1 s apart.
    ///
    /// # Errors
    ///
    /// When a key has no such name.
    pub fn press(&self, keys: &[&str]) -> Result<()> {
        self.session.keyboard(&[&["key", "--delay", "100"], keys].concat())
    }

    /// Types letters as a quick typist does.
    ///
    /// # Errors
    ///
    /// When a letter cannot be typed.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.session.keyboard(&["type", "--delay", "80", text])
    }

    /// What has been said since it was asked for last, once nothing more comes and the voice has finished.
    ///
    /// # Errors
    ///
    /// When there is no end to it.
    pub fn hear(&mut self) -> Result<Vec<Heard>> {
        let mut rested = Instant::now();
        let mut worked = false;
        self.session.find_processes()?;
        self.wait(move |reader| {
            let works = reader.session.is_working();
            // One look can meet a timer; two meet work.
            if mem::take(&mut reader.came) || (works && worked) {
                rested = Instant::now();
            }
            worked = works;
            rested.elapsed() >= QUIET && !reader.is_speaking()
        })?;
        Ok(mem::take(&mut self.heard).into_iter().map(|(_, heard)| heard).collect())
    }

    /// The same, but not before these words have been said.
    ///
    /// # Errors
    ///
    /// When they are not said; the message tells what was.
    pub fn hear_until(&mut self, words: &str) -> Result<Vec<Heard>> {
        self.wait_for(words)?;
        self.hear()
    }

    /// Waits until these words begin to be said.
    ///
    /// # Errors
    ///
    /// When they are not; the message tells what was.
    pub fn wait_for(&mut self, words: &str) -> Result<()> {
        let said = |reader: &mut Self| reader.heard.iter().any(|(_, heard)| heard.words.contains(words));
        self.wait(said).with_context(|| format!("waiting for “{words}”"))
    }

    /// Reads on until it is so.
    fn wait(&mut self, mut is_so: impl FnMut(&mut Self) -> bool) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            self.read_on()?;
            if is_so(self) {
                return Ok(());
            }
            sleep(STEP);
        }
        let mut heard = String::new();
        for (_, Heard { words, .. }) in &self.heard {
            let _ = write!(heard, "\n  {words}");
        }
        bail!("not after {} s; heard meanwhile:{heard}", PATIENCE.as_secs())
    }

    fn read_on(&mut self) -> Result<()> {
        let Ok(mut file) = File::open(self.session.words()) else { return Ok(()) };
        file.seek(SeekFrom::Start(self.read))?;
        let mut new = Vec::new();
        file.read_to_end(&mut new)?;
        // A line that is still being written waits for its end.
        new.truncate(new.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1));
        self.read += u64::try_from(new.len())?;
        for line in String::from_utf8(new)?.lines() {
            let Line { number, says, until, cut } = serde_json::from_str(line)?;
            if let (Some(number), Some(words)) = (number, says) {
                self.heard.push((number, Heard { words, cut_off: false }));
                self.speaks_until = until.unwrap_or_default();
                self.came = true;
            }
            if !cut.is_empty() {
                self.speaks_until = 0.0;
            }
            for (_, heard) in self.heard.iter_mut().filter(|(number, _)| cut.contains(number)) {
                heard.cut_off = true;
            }
        }
        Ok(())
    }

    fn is_speaking(&self) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        now.as_secs_f64() < self.speaks_until
    }
}
