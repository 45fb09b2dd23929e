//! The journal: what can be recorded of how a person feels, what was recorded, and which warning signs it holds.
//!
//! Nothing here reads a clock, makes up an id or stores anything: the moment, the random bytes and the stored text are
//! handed in.

mod bleeding_level;
mod call_script;
mod count;
mod draft;
mod entry;
mod form_order;
mod gestation;
mod instant;
mod kept;
mod merge;
mod moment;
mod month_record;
mod pain_score;
#[cfg(feature = "ssr")]
mod read;
mod reading;
mod readings;
mod record;
mod temperature;
mod typing;
mod vocabulary;
mod warning_sign;
mod wave;
mod waves;
mod words;

pub use bleeding_level::BleedingLevel;
pub use call_script::{DAYS as CALL_SCRIPT_DAYS, SymptomSummary, call_script};
pub use count::{Count, ImpossibleCount};
pub use draft::{Draft, DraftProblem};
pub use entry::{Changed, Entry, EntryId, EntryKey, InvalidEntryId, NothingRecorded};
pub use form_order::{FormOrder, SymptomGroup};
pub use gestation::{Gestation, ImpossibleGestation};
pub use instant::Instant;
pub use kept::{Journal, Unreadable};
pub use merge::{Merge, plan};
pub use moment::{ImpossibleMoment, Moment, Month};
pub use month_record::{decode_month, encode_month};
pub use pain_score::{ImpossibleScore, PainScore};
#[cfg(feature = "ssr")]
pub(crate) use read::JournalFile;
pub use reading::Reading;
pub use readings::Readings;
pub use record::{RecordError, decode, encode};
pub use temperature::{ImpossibleTemperature, Temperature, TemperatureUnit};
pub use typing::{read_typed, written};
pub use vocabulary::{Choice, Measure, Symptom, Vocabulary, WaveReading};
pub use warning_sign::{Condition, Days, Occurrence, Warning, WarningSign, WeekSpan, warnings};
pub use wave::{ImpossibleWave, Wave, WaveProblem};
pub use waves::{Timer, WaveSummary, Waves, summary};
pub use words::{Notes, TooLong, Words};
