//! The journal: what can be recorded of how a person feels, what was recorded, and which warning signs it holds.
//!
//! Nothing here reads a clock, makes up an id or stores anything: the moment, the random bytes and the stored text are
//! handed in.

mod backup_reminder;
mod bin;
mod bleeding_level;
mod calendar_month;
mod count;
mod date_problem;
mod deletion;
mod draft;
mod entry;
mod everything;
mod form_order;
mod gestation;
mod history_filter;
mod instant;
mod kept;
mod kept_record;
mod kept_text;
mod letters;
mod merge;
mod moment;
mod month_record;
mod own_question;
mod own_symptom;
mod pain_score;
mod passphrase;
mod past;
mod patterns;
mod pregnancies;
mod pregnancy;
#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
mod read_cards;
#[cfg(feature = "ssr")]
mod read_signs;
mod reading;
mod readings;
mod record;
mod standing;
mod symptom_summary;
mod temperature;
mod typed_clock;
mod typing;
mod undo;
mod visit_summary;
mod vocabulary;
mod warning_sign;
mod warnings;
mod wave;
mod waves;
mod words;

pub use backup_reminder::{BACKUP_DAYS, BackupAge, PATIENCE_DAYS};
pub use bin::{BIN_DAYS, Binned, decode_binned, due, due_marks, encode_binned};
pub use bleeding_level::BleedingLevel;
pub use calendar_month::{DayMarks, day_marks, weeks_of_month};
pub use count::{Count, ImpossibleCount};
pub use date_problem::{DateField, DateProblem};
pub use deletion::{Deletion, delete_days, last_day_to_go};
pub use draft::{Draft, DraftProblem};
pub use entry::{Changed, Entry, EntryId, EntryKey, InvalidEntryId, NothingRecorded};
pub use everything::{Contents, Everything, Restore, restore};
pub use form_order::{FormOrder, SymptomGroup};
pub use gestation::{Gestation, ImpossibleGestation};
pub use history_filter::{HistoryFilter, Presence};
pub use instant::Instant;
pub use kept::{Journal, Unreadable, by_day};
pub use kept_record::{KeptMerge, KeptRecord, KeptThing, decode_kept, encode_kept, plan_kept, put_kept};
pub use kept_text::UnfitText;
pub use merge::{Merge, plan};
pub use moment::{ImpossibleMoment, Moment, Month};
pub use month_record::{decode_month, encode_month};
pub use own_question::{Question, questions};
pub use own_symptom::{OwnMeasure, OwnSymptom, own_symptoms};
pub use pain_score::{ImpossibleScore, PainScore};
pub use passphrase::{PassphraseProblem, SHORTEST_PASSPHRASE, check_new_passphrase};
pub use past::{Step, bring_back, delete, delete_for_good, save};
pub use patterns::{DayPattern, HoursPattern, Tried, TriedPattern, hours, pain_by_day, tried};
pub use pregnancies::{
    circumstances_on, counted_weeks_on, end_before, gestation_on, has_earlier_pregnancy, latest_pregnancy, pregnancy_on,
};
pub use pregnancy::{DateSource, EmbryoAge, Pregnancy, Status};
#[cfg(feature = "ssr")]
pub(crate) use read::JournalFile;
pub use reading::Reading;
pub use readings::Readings;
pub use record::{RecordError, decode, encode};
pub use standing::{CardMemory, SaidWeeks, Showing, Standing, standing};
pub use symptom_summary::SymptomSummary;
pub use temperature::{ImpossibleTemperature, Temperature, TemperatureUnit};
pub use typed_clock::clock_of_typed;
pub use typing::{read_typed, written};
pub use undo::{Undo, Undoable, undo, undoable};
pub use visit_summary::{SummaryPart, SummarySpan, VisitSummary};
pub use vocabulary::{Choice, Companion, Measure, Side, Symptom, Vocabulary, WaveReading, WeeksAnswer, WeeksQuestion};
pub use warning_sign::{Condition, DaySpan, Days, WarningSign, WeekSpan, Weeks};
pub use warnings::{Circumstances, CountedWeeks, Occurrence, Warning, warnings};
pub use wave::{ImpossibleWave, Wave, WaveProblem};
pub use waves::{Timer, WaveSummary, Waves, summary};
pub use words::{Notes, TooLong, Words};
