//! Waves: one pain that comes and goes.

use std::{error::Error, fmt};

use serde::{Deserialize, Deserializer, Serialize};

use super::{Changed, Entry, EntryId, Instant, Notes, Reading, Readings, WaveReading};

/// One pain that comes and goes: its start and its end. A wave without an end is still there, or its end was not noted.
///
/// Its form is stored: version 1, frozen once released: `{"start":"2026-10-25T01:30:05+01:00","end":null}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wave1", into = "Wave1")]
pub struct Wave {
    start: Instant,
    end: Option<Instant>,
}

impl Wave {
    /// The longest wave, in seconds: 24 hours. A pain that stays for longer does not come and go.
    pub const LONGEST: u32 = 24 * 60 * 60;

    /// The longest wave that ends without a question, in seconds: 30 minutes. Beyond it, the timer was perhaps forgotten, and
    /// the person is asked when the pain went. The number is ours: it decides nothing but whether to ask.
    pub const LONGEST_UNASKED: u32 = 30 * 60;

    /// A wave that begins.
    #[must_use]
    pub fn begun(start: Instant) -> Self {
        Self { start, end: None }
    }

    /// A wave that is over.
    ///
    /// # Errors
    ///
    /// [`ImpossibleWave`] when it ends before it starts, or is longer than [`Wave::LONGEST`].
    pub fn new(start: Instant, end: Instant) -> Result<Self, ImpossibleWave> {
        match end.seconds_since(start) {
            ..0 => Err(ImpossibleWave::EndsBeforeItStarts),
            length if length > i64::from(Self::LONGEST) => Err(ImpossibleWave::TooLong),
            _ => Ok(Self { start, end: Some(end) }),
        }
    }

    /// A wave as a person gives it by hand: when it started, and how long it was, in minutes and seconds as they were typed.
    /// Where neither is given, its end is not known.
    ///
    /// `start` is none where what was typed is no time; `now` is the present.
    ///
    /// # Errors
    ///
    /// Everything that must be mended first, in the order of the fields.
    pub fn by_hand(
        start: Option<Instant>,
        minutes: &str,
        seconds: &str,
        now: Instant,
    ) -> Result<Self, Vec<WaveProblem>> {
        let is_ahead = |instant: Instant| instant.seconds_since(now) > 0;
        let mut problems = Vec::new();
        match start {
            None => problems.push(WaveProblem::NoSuchTime),
            Some(start) if is_ahead(start) => problems.push(WaveProblem::InTheFuture),
            Some(_) => {}
        }
        let length = length(minutes.trim(), seconds.trim());
        problems.extend(length.err());
        let (Some(start), Ok(length), true) = (start, length, problems.is_empty()) else { return Err(problems) };
        let Some(length) = length else { return Ok(Self::begun(start)) };
        match start.later(length).map(|end| (end, Self::new(start, end))) {
            Ok((end, _)) if is_ahead(end) => Err(vec![WaveProblem::EndsInTheFuture]),
            Ok((_, Ok(wave))) => Ok(wave),
            _ => Err(vec![WaveProblem::NoSuchLength]),
        }
    }

    /// When it started.
    #[must_use]
    pub fn start(self) -> Instant {
        self.start
    }

    /// When it ended; none while it is there, or where that was not noted.
    #[must_use]
    pub fn end(self) -> Option<Instant> {
        self.end
    }

    /// Its duration, start to end, in seconds; none without an end.
    #[must_use]
    pub fn duration(self) -> Option<u32> {
        self.end.and_then(|end| u32::try_from(end.seconds_since(self.start)).ok())
    }

    /// Whether it lasted longer than [`Wave::LONGEST_UNASKED`].
    #[must_use]
    pub fn is_to_be_asked_about(self) -> bool {
        self.duration().is_some_and(|seconds| seconds > Self::LONGEST_UNASKED)
    }

    /// What it says of how the person feels, as an entry would say it: so warning signs look at waves as they look at entries.
    /// It is never stored.
    #[must_use]
    pub fn as_entry(self, id: EntryId, says: &WaveReading) -> Option<Entry> {
        let mut readings = Readings::new();
        readings.set(&says.symptom, Some(Reading::Choice(says.choice.clone())));
        Entry::new(id, self.start.minute(), Changed(0), readings, Notes::default()).ok()
    }
}

/// The seconds in so many minutes and seconds; none where neither is given.
fn length(minutes: &str, seconds: &str) -> Result<Option<u32>, WaveProblem> {
    let number = |text: &str| match text {
        "" => Ok(0),
        // More digits than any length within bounds has.
        _ if text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            text.parse::<u32>().map_err(|_| WaveProblem::NoSuchLength)
        }
        _ => Err(WaveProblem::NoSuchLength),
    };
    let (whole, rest) = (number(minutes)?, number(seconds)?);
    let length = whole * 60 + rest;
    match (minutes, seconds) {
        ("", "") => Ok(None),
        _ if length <= Wave::LONGEST => Ok(Some(length)),
        _ => Err(WaveProblem::NoSuchLength),
    }
}

/// Version 1. No field may be added, taken away or read in another way: a change needs a version of its own.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wave1 {
    start: Instant,
    // A record that has lost its end is damaged: it is not a wave that is still there.
    #[serde(deserialize_with = "end_or_null")]
    end: Option<Instant>,
}

fn end_or_null<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Instant>, D::Error> {
    Option::deserialize(from)
}

impl TryFrom<Wave1> for Wave {
    type Error = ImpossibleWave;

    fn try_from(Wave1 { start, end }: Wave1) -> Result<Self, ImpossibleWave> {
        end.map_or_else(|| Ok(Self::begun(start)), |end| Self::new(start, end))
    }
}

impl From<Wave> for Wave1 {
    fn from(Wave { start, end }: Wave) -> Self {
        Self { start, end }
    }
}

/// A start and an end are not those of a wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImpossibleWave {
    /// The end lies before the start.
    EndsBeforeItStarts,
    /// It is longer than [`Wave::LONGEST`].
    TooLong,
}

impl fmt::Display for ImpossibleWave {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EndsBeforeItStarts => "a wave does not end before it starts",
            Self::TooLong => "a wave is 24 hours long or shorter",
        })
    }
}

impl Error for ImpossibleWave {}

/// What keeps a wave that is given by hand from being kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaveProblem {
    /// What was typed for the start is not a time that the calendar and the person's clock have.
    NoSuchTime,
    /// The start has not come yet.
    InTheFuture,
    /// The length is not written in whole minutes and seconds, or is longer than [`Wave::LONGEST`].
    NoSuchLength,
    /// With this length the wave ends later than now.
    EndsInTheFuture,
}

impl WaveProblem {
    /// Whether it is about the start; else it is about the length.
    #[must_use]
    pub fn is_of_start(&self) -> bool {
        matches!(self, Self::NoSuchTime | Self::InTheFuture)
    }
}
