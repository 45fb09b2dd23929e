//! How many passphrases were tried in vain, and how long the next try has to wait.

use serde::{Deserialize, Serialize};

/// The seconds to wait after the fourth wrong passphrase, the fifth, and so on; the last one for all that follow. Whoever has the
/// device's files can try without this page, and is slowed down by [`super::Work`] alone: this is for somebody at the screen.
const WAITS: [u64; 6] = [5, 15, 30, 60, 120, 300];
/// How many tries are free.
const FREE: usize = 3;

/// Tries in vain since the journal was unlocked last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attempts {
    /// How many.
    pub failed: u32,
    /// When the last one was, in milliseconds since 1970 by the device's clock.
    pub last: u64,
}

impl Attempts {
    /// The same after one more at this time.
    #[must_use]
    pub fn failed_at(self, now: u64) -> Self {
        Self { failed: self.failed.saturating_add(1), last: now }
    }

    /// The seconds until the next try, at a time in milliseconds since 1970. A clock that was wrong then, or is now, lets in sooner: it must
    /// not keep her out for as long as it was wrong.
    #[must_use]
    pub fn wait(self, now: u64) -> u64 {
        let failed = usize::try_from(self.failed).unwrap_or(usize::MAX);
        let Some(place) = failed.checked_sub(FREE + 1) else { return 0 };
        let whole = WAITS.get(place).or(WAITS.last()).copied().unwrap_or_default();
        let passed = now.abs_diff(self.last) / 1000;
        whole.saturating_sub(passed)
    }
}
