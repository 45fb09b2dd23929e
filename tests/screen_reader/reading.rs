//! A page that is heard, key by key, and the transcript of it.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use expect_test::expect_file;
use xtask::{
    browsers::PATIENCE,
    check::BuiltSite,
    screen_reader::{self, Heard, ScreenReader},
    server::SiteServer,
};

/// A page of the built site that is being read.
pub(crate) struct Reading {
    reader: ScreenReader,
    server: SiteServer,
    transcript: String,
}

/// What one step has brought.
#[derive(Debug)]
pub(crate) struct Said(Vec<Heard>);

impl Reading {
    /// Opens a page of the site; nothing where no screen reader could be set up.
    pub(crate) fn begin(path: &str) -> Result<Option<Self>> {
        if !screen_reader::is_there()? {
            return Ok(None);
        }
        let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
        let reader = ScreenReader::start(&format!("{}{path}", server.url()), &server.authority())?;
        Ok(Some(Self { reader, server, transcript: String::new() }))
    }

    /// Presses keys, by their X names with spaces between, and hears what comes of it.
    pub(crate) fn press(&mut self, keys: &str) -> Result<Said> {
        self.reader.press(&keys.split(' ').collect::<Vec<_>>())?;
        let heard = self.reader.hear()?;
        Ok(self.keep(keys, heard))
    }

    /// The same, and these words must be heard to their end.
    pub(crate) fn press_and_hear(&mut self, keys: &str, words: &str) -> Result<Said> {
        self.reader.press(&keys.split(' ').collect::<Vec<_>>())?;
        let heard = self.reader.hear_until(words).with_context(|| keys.to_owned())?;
        let said = self.keep(keys, heard);
        said.must(words)?;
        Ok(said)
    }

    /// Types quickly.
    pub(crate) fn type_text(&mut self, text: &str) -> Result<Said> {
        self.reader.type_text(text)?;
        let heard = self.reader.hear()?;
        Ok(self.keep(&format!("“{text}” typed"), heard))
    }

    /// Types quickly, and these words must be heard to their end. What is said of a part of the text is not kept: how much of it
    /// there was to answer depends on the machine.
    pub(crate) fn type_and_hear(&mut self, text: &str, words: &str) -> Result<Said> {
        self.reader.type_text(text)?;
        let mut heard = self.reader.hear_until(words).with_context(|| text.to_owned())?;
        let answer = heard.iter().rposition(|heard| heard.words.contains(words)).unwrap_or_default();
        let said = self.keep(&format!("“{text}” typed"), heard.split_off(answer));
        said.must(words)?;
        Ok(said)
    }

    /// Presses keys on the way to something; what is said meanwhile is not kept, because it comes as fast as they do.
    pub(crate) fn pass(&mut self, keys: &str) -> Result<()> {
        self.reader.press(&keys.split(' ').collect::<Vec<_>>())?;
        self.reader.hear()?;
        Ok(())
    }

    /// Presses a key until these words are heard; what lies between is not kept.
    pub(crate) fn go_to(&mut self, key: &str, words: &str) -> Result<Said> {
        let mut passed = Vec::new();
        for _ in 0..40 {
            self.reader.press(&[key])?;
            // Whatever a key leads to is said.
            let heard = self.reader.hear_until("").with_context(|| format!("{key}, on the way to “{words}”"))?;
            if heard.iter().any(|heard| heard.words.contains(words)) {
                return Ok(self.keep(&format!("{key} …"), heard));
            }
            passed.extend(heard.into_iter().map(|heard| heard.words));
        }
        anyhow::bail!("{key} does not lead to “{words}”, but to {passed:#?}")
    }

    /// Presses keys that lead to another site, and waits until the browser asks for it, which no test lets it have. What is said there is
    /// not ours, and not kept.
    pub(crate) fn leave(&mut self, keys: &str, to: &str) -> Result<()> {
        self.reader.press(&keys.split(' ').collect::<Vec<_>>())?;
        let begun = Instant::now();
        while !self.asked_for(to) {
            ensure!(begun.elapsed() < PATIENCE, "it does not lead to {to}, but to {:?}", self.server.asked().last());
            sleep(Duration::from_millis(100));
        }
        self.keep(keys, Vec::new());
        Ok(())
    }

    /// Whether the browser has asked for something there.
    pub(crate) fn asked_for(&self, host: &str) -> bool {
        self.server.asked().iter().any(|asked| asked.address.contains(host))
    }

    /// Compares the transcript with what is approved; `UPDATE_EXPECT=1` takes over what has changed.
    pub(crate) fn approve(&self, name: &str) -> Result<()> {
        let version = screen_reader::version()?;
        if version != screen_reader::APPROVED_VERSION {
            println!(
                "{name}: not compared, because Orca {version} puts it otherwise than {}",
                screen_reader::APPROVED_VERSION
            );
            return Ok(());
        }
        expect_file![format!("{}/tests/snapshots/heard/{name}.txt", env!("CARGO_MANIFEST_DIR"))]
            .assert_eq(&self.transcript);
        Ok(())
    }

    fn keep(&mut self, done: &str, heard: Vec<Heard>) -> Said {
        self.transcript.extend(["[", done, "]\n"]);
        for Heard { words, cut_off } in &heard {
            let words = without_the_day(words);
            let end = if *cut_off { " … (cut off)" } else { "" };
            self.transcript.extend([words.as_str(), end, "\n"]);
        }
        Said(heard)
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        // It is shown where the test fails.
        println!("{}", self.transcript);
    }
}

impl Said {
    /// How often these words were said to their end.
    pub(crate) fn times(&self, words: &str) -> usize {
        self.0.iter().filter(|heard| !heard.cut_off).map(|heard| heard.words.matches(words).count()).sum()
    }

    /// How often these words were begun.
    pub(crate) fn begun(&self, words: &str) -> usize {
        self.0.iter().map(|heard| heard.words.matches(words).count()).sum()
    }

    /// That these words were said to their end.
    pub(crate) fn must(&self, words: &str) -> Result<()> {
        ensure!(self.times(words) > 0, "“{words}” is not heard to its end, but {:#?}", self.0);
        Ok(())
    }

    /// That these words were not even begun.
    pub(crate) fn must_not(&self, words: &str) -> Result<()> {
        ensure!(self.0.iter().all(|heard| !heard.words.contains(words)), "“{words}” is heard: {:#?}", self.0);
        Ok(())
    }
}

/// The words without what changes with the day, the hour and the machine.
fn without_the_day(words: &str) -> String {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = |word: &str| {
        let word = word.trim_end_matches(['.', ',']);
        word.split_once(':')
            .is_some_and(|(hours, minutes)| minutes.len() == 2 && is_number(hours) && is_number(minutes))
    };
    let mut kept: Vec<&str> = Vec::new();
    let mut rest = words.split(' ');
    while let Some(word) = rest.next() {
        if DAYS.contains(&word) {
            // Its number, its month, its year.
            kept.push("DAY");
            rest.by_ref().take(3).for_each(drop);
        } else {
            kept.push(if is_time(word) { "HH:MM" } else { word });
        }
    }
    let words = kept.join(" ");
    // The name of a fold says that it is closed until the fold has the focus, which then says so itself: on a slow machine Orca reads the name
    // of before.
    let words = words.replace(", folded collapsed", " collapsed");
    // How long a pain lasted is how long this machine took.
    match words.split_once("It lasted ") {
        Some((before, after)) => {
            let rest = after.split_once('.').map_or("", |(_, rest)| rest);
            format!("{before}It lasted N seconds.{rest}")
        }
        None => words,
    }
}
