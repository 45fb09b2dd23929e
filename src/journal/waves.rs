//! Waves together: the timer, the last hour, one after the other.

use super::{EntryId, Instant, KeptRecord, KeptThing, Wave};
use crate::sorting::sort_by;

/// Waves in the order of their starts, each with the id of its record.
///
/// Intervals go from start to start, durations from start to end. Both are differences of universal time, so that no change
/// of the clocks can move them. Waves that overlap, or start together, count each for itself: nothing is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waves(Vec<(EntryId, Wave)>);

/// What the timer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// No pain is being timed.
    Stopped,
    /// A pain is being timed.
    Running(EntryId, Wave),
    /// The last pain has no end, and the person is to be asked about it: it began longer ago than
    /// [`Wave::LONGEST_UNASKED`], but not than [`Wave::LONGEST`]; or later than now, which means that a clock was set back.
    LeftRunning(EntryId, Wave),
}

/// Some waves in numbers. Nothing in it says what they mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaveSummary {
    /// How many waves there are, with an end or without.
    pub count: usize,
    /// How many of them have no end: they count for the intervals, and for no duration.
    pub without_end: usize,
    /// The average interval from start to start, in seconds; none below two waves.
    pub interval: Option<u32>,
    /// The average duration from start to end, in seconds; none where no wave has an end.
    pub duration: Option<u32>,
}

impl Waves {
    /// What lies further apart than this, start to start, in seconds, is not one session: 2 hours. No interval is counted
    /// between sessions. The number is ours: it only groups the list.
    pub const SESSION_GAP: u32 = 2 * 60 * 60;

    /// What the summary of the last hour looks back on, in seconds.
    pub const LAST_HOUR: u32 = 60 * 60;

    /// These waves, which may come in any order.
    #[must_use]
    pub fn new(mut waves: Vec<(EntryId, Wave)>) -> Self {
        sort_by(&mut waves, |(id, wave)| (wave.start().unix_seconds(), *id));
        Self(waves)
    }

    /// The waves among what is kept; those that were removed are left out.
    #[must_use]
    pub fn of(kept: &[KeptRecord]) -> Self {
        let waves = kept.iter().filter(|record| !record.is_removed()).filter_map(|record| match record.what() {
            KeptThing::Wave(wave) => Some((record.id(), *wave)),
            _ => None,
        });
        Self::new(waves.collect())
    }

    /// All waves, the earliest first. One that lies in the future, because a clock was set back, is among them.
    #[must_use]
    pub fn all(&self) -> &[(EntryId, Wave)] {
        &self.0
    }

    /// What the timer shows now: of the waves without an end the one that began last. One that began earlier, before another
    /// wave, is not asked about: its end was not noted.
    #[must_use]
    pub fn timer(&self, now: Instant) -> Timer {
        let since = |wave: Wave| now.seconds_since(wave.start());
        let is_timed = |(_, wave): &&(EntryId, Wave)| {
            wave.end().is_none() && (0..=i64::from(Wave::LONGEST_UNASKED)).contains(&since(*wave))
        };
        match (self.0.iter().rev().find(is_timed), self.0.last()) {
            (Some((id, wave)), _) => Timer::Running(*id, *wave),
            (None, Some((id, wave))) if wave.end().is_none() && since(*wave) <= i64::from(Wave::LONGEST) => {
                Timer::LeftRunning(*id, *wave)
            }
            _ => Timer::Stopped,
        }
    }

    /// The waves that started within the hour before now, and now at the latest.
    #[must_use]
    pub fn last_hour(&self, now: Instant) -> WaveSummary {
        let until = now.unix_seconds();
        let from = until - i64::from(Self::LAST_HOUR);
        let place = |bound: i64| self.0.partition_point(|(_, wave)| wave.start().unix_seconds() <= bound);
        summary(self.0.get(place(from)..place(until)).unwrap_or_default())
    }

    /// The sessions, the latest first; in each, the earliest wave first.
    pub fn sessions(&self) -> impl Iterator<Item = &[(EntryId, Wave)]> {
        self.0.chunk_by(|(_, one), (_, next)| interval(*one, *next) <= i64::from(Self::SESSION_GAP)).rev()
    }
}

/// From the start of one wave to the start of the next, in seconds.
fn interval(one: Wave, next: Wave) -> i64 {
    next.start().seconds_since(one.start())
}

/// Waves in the order of their starts, in numbers. Averages are rounded to the nearest second, a half second up.
#[must_use]
pub fn summary(waves: &[(EntryId, Wave)]) -> WaveSummary {
    let durations = waves.iter().filter_map(|(_, wave)| wave.duration());
    let (ended, total) = durations.fold((0, 0), |(count, total), length| (count + 1, total + i64::from(length)));
    let span = match waves {
        [(_, first), .., (_, last)] => interval(*first, *last),
        _ => 0,
    };
    WaveSummary {
        count: waves.len(),
        without_end: waves.len() - ended,
        // All intervals together reach from the first start to the last.
        interval: average(span, waves.len().saturating_sub(1)),
        duration: average(total, ended),
    }
}

fn average(total: i64, of: usize) -> Option<u32> {
    let of = i64::try_from(of).ok()?;
    let doubled = (total * 2 + of).checked_div(of * 2)?;
    u32::try_from(doubled).ok()
}
