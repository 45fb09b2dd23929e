//! `cargo xtask`: says what is done while the commands themselves are compiled, then becomes them.
//!
//! It has no dependencies, so that a fresh checkout shows it within a second.

use std::{
    env, io,
    os::unix::process::CommandExt,
    process::{Command, ExitCode},
    time::Instant,
};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: the commands of this checkout could not be started: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<ExitCode> {
    // Cargo puts the programs of a workspace into one folder.
    let commands = env::current_exe()?.with_file_name("xtask");
    let is_first = !commands.is_file();
    if is_first {
        eprintln!(
            "Quietleaf brings what it needs by itself. First its own commands (xtask) are compiled, once: \
             about 2 minutes on two cores …"
        );
    }
    let begun = Instant::now();
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo).args(["build", "--locked", "--package", "xtask"]).status()?;
    if !built.success() {
        return Ok(ExitCode::FAILURE);
    }
    if is_first {
        eprintln!("… took {} s", begun.elapsed().as_secs());
    }
    Err(Command::new(commands).args(env::args_os().skip(1)).exec())
}
