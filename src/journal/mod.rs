//! The journal: what can be recorded of how a person feels, what was recorded, and which warning signs it holds.
//!
//! Nothing here reads a clock, makes up an id or stores anything: the moment, the random bytes and the stored text are
//! handed in.

mod bin;
mod call_script;
mod draft;
mod entry;
mod everything;
mod gestation;
mod instant;
mod kept;
mod kept_record;
mod kept_text;
mod merge;
mod moment;
mod month_record;
mod own_question;
mod own_symptom;
mod past;
#[cfg(feature = "ssr")]
mod read;
mod reading;
mod readings;
mod record;
mod vocabulary;
mod warning_sign;
mod wave;
mod waves;

pub use bin::{BIN_DAYS, Binned, decode_binned, due, encode_binned};
pub use call_script::{DAYS as CALL_SCRIPT_DAYS, SymptomSummary, call_script};
pub use draft::{Draft, DraftProblem};
pub use entry::{Changed, Entry, EntryId, EntryKey, InvalidEntryId, Notes, NothingRecorded, TooLong};
pub use everything::{Contents, Everything, Restore, restore};
pub use gestation::{Gestation, ImpossibleGestation};
pub use instant::Instant;
pub use kept::{Journal, Unreadable};
pub use kept_record::{KeptMerge, KeptRecord, KeptThing, decode_kept, encode_kept, plan_kept, put_kept};
pub use kept_text::UnfitText;
pub use merge::{Merge, plan};
pub use moment::{ImpossibleMoment, Moment, Month};
pub use month_record::{decode_month, encode_month};
pub use own_question::Question;
pub use own_symptom::{OwnMeasure, OwnSymptom};
pub use past::{Step, bring_back, delete, delete_for_good, save};
#[cfg(feature = "ssr")]
pub(crate) use read::JournalFile;
pub use reading::{BleedingLevel, ImpossibleScore, PainScore, Reading};
pub use readings::Readings;
pub use record::{RecordError, decode, encode};
pub use vocabulary::{Measure, Symptom, Vocabulary};
pub use warning_sign::{Days, Occurrence, Warning, WarningSign, WeekSpan, warnings};
pub use wave::{ImpossibleWave, Wave, WaveProblem};
pub use waves::{Timer, WaveSummary, Waves, summary};
