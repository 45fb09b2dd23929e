//! That what hears the pages hears, does not hear what is silent, and leaves nothing behind.

use std::{fs, path::PathBuf};

use anyhow::{Result, ensure};
use xtask::{
    paths,
    screen_reader::{self, ScreenReader},
    server::SiteServer,
};

const WORDS: &str = "These are the words, and there are so many of them that they take their time.";

/// The processes that bear a screen reader's mark.
fn left_behind(mark: &str) -> Result<Vec<PathBuf>> {
    let processes = fs::read_dir("/proc")?.filter_map(|entry| Some(entry.ok()?.path()));
    let is_marked = |process: &PathBuf| {
        let environment = fs::read(process.join("environ")).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|variable| variable == mark.as_bytes())
    };
    Ok(processes.filter(is_marked).collect())
}

#[test]
fn it_hears_what_is_said_and_nothing_else() -> Result<()> {
    if !screen_reader::is_there()? {
        return Ok(());
    }
    let server = SiteServer::start(&paths::project().join("tests/fixtures/heard"), "/", 0)?;
    let mut reader = ScreenReader::start(&server.url(), &server.authority())?;
    let to_the_end = |heard: &[screen_reader::Heard]| heard.iter().any(|it| it.words.contains(WORDS) && !it.cut_off);
    reader.press(&["b"])?;
    let button = reader.hear()?;
    ensure!(button.iter().any(|heard| heard.words == "Speak push button."), "{button:?}");
    reader.press(&["Return"])?;
    let spoken = reader.hear_until(WORDS)?;
    ensure!(to_the_end(&spoken), "{spoken:?}");
    reader.press(&["b"])?;
    reader.hear_until("Stay silent")?;
    reader.press(&["Return"])?;
    let silent = reader.hear()?;
    ensure!(silent.iter().all(|heard| !heard.words.contains("words")), "{silent:?}");
    // The next key cuts off what is being said.
    reader.press(&["shift+b"])?;
    reader.hear_until("Speak")?;
    reader.press(&["Return"])?;
    reader.wait_for(WORDS)?;
    reader.press(&["h"])?;
    let cut = reader.hear_until("What is heard")?;
    ensure!(cut.iter().any(|heard| heard.words == WORDS && heard.cut_off), "{cut:?}");
    let mark = reader.mark();
    ensure!(!left_behind(&mark)?.is_empty(), "nothing bears the mark");
    drop(reader);
    let left = left_behind(&mark)?;
    ensure!(left.is_empty(), "left behind: {left:?}");
    Ok(())
}
