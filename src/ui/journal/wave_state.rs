//! What the timer of waves shares, and what it can be asked to do. A pain that is being timed is a kept record without an end:
//! so it is there after a reload, in another tab, and after a night.

use std::ops::Deref;

use leptos::prelude::*;

use super::{
    JournalState,
    card_state::{AskedWeeks, DraftCards},
    kept_panel::{KeptPanel, PanelPlaces},
    messages, wave_words,
};
use crate::{
    app,
    browser::{clock, document, seconds},
    journal::{
        EntryId, Instant, KeptRecord, KeptThing, Showing, Standing, Timer, Wave, WaveProblem, WaveSummary, Waves,
    },
};

/// How many waves the list shows at first, and how many more each time.
pub(super) const LISTED_AT_ONCE: usize = 20;

/// The form for one wave.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WaveForm {
    /// The record that is corrected, and its wave; none for a new one.
    pub(super) corrects: Option<(KeptRecord, Wave)>,
    /// What stands in the field for the start.
    pub(super) start: Instant,
}

/// Everything that the timer's parts share. It is a handle, and there until the page is left.
#[derive(Clone, Copy)]
pub(super) struct WaveState(&'static Shared);

impl Deref for WaveState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        self.0
    }
}

/// What a [`WaveState`] leads to.
pub(super) struct Shared {
    pub(super) journal: JournalState,
    pub(super) panel: &'static KeptPanel,
    pub(super) timer: RwSignal<Timer>,
    pub(super) last_hour: RwSignal<WaveSummary>,
    /// The cards that the last wave calls for, where it began within 24 hours.
    pub(super) cards: RwSignal<DraftCards>,
    /// The present second, while a pain is being timed.
    pub(super) now: RwSignal<Option<Instant>>,
    /// Which of the loops that follow the clock is the present one.
    round: StoredValue<usize>,
    pub(super) form: RwSignal<Option<WaveForm>>,
    pub(super) problems: RwSignal<Vec<WaveProblem>>,
    pub(super) listed: RwSignal<usize>,
}

impl WaveState {
    pub(super) fn new(journal: JournalState) -> Self {
        Self(Box::leak(Box::new(Shared {
            journal,
            panel: KeptPanel::new(
                journal,
                PanelPlaces { said: "wave-said", failure: "wave-failure", undo: "wave-undo" },
            ),
            timer: RwSignal::new(Timer::Stopped),
            last_hour: RwSignal::new(WaveSummary::default()),
            cards: RwSignal::new(DraftCards::default()),
            now: RwSignal::new(None),
            round: StoredValue::new(0),
            form: RwSignal::new(None),
            problems: RwSignal::new(Vec::new()),
            listed: RwSignal::new(LISTED_AT_ONCE),
        })))
    }

    /// Looks at what is kept now, and goes on looking as long as time changes what is shown.
    pub(super) fn follow(self) {
        self.round.update_value(|round| *round += 1);
        let own = self.round.get_value();
        if !self.look() {
            return;
        }
        app::run(async move {
            loop {
                let is_timing = self.timer.with_untracked(|timer| matches!(timer, Timer::Running(..)));
                seconds::wait(if is_timing { 1 } else { 20 }).await;
                if self.round.get_value() != own || !self.look() {
                    return;
                }
            }
        });
    }

    /// Shows what is kept, as it is at this second. Only what has changed is shown anew. Says whether time goes on to change it.
    fn look(self) -> bool {
        let Some(now) = clock::instant() else { return false };
        let waves = self.journal.kept.with_untracked(|kept| Waves::of(kept));
        let (timer, last_hour) = (waves.timer(now), waves.last_hour(now));
        let cards = waves.all().last().and_then(|(id, wave)| self.cards_of(*id, *wave)).unwrap_or_default();
        // Before the rest: what is shown anew counts from here.
        self.now.set(Some(now));
        if self.timer.with_untracked(|known| *known != timer) {
            self.timer.set(timer);
        }
        if self.last_hour.with_untracked(|known| *known != last_hour) {
            self.last_hour.set(last_hour);
        }
        if self.cards.with_untracked(|known| *known != cards) {
            self.cards.set(cards);
        }
        timer != Timer::Stopped || last_hour.count > 0
    }

    fn cards_of(self, id: EntryId, wave: Wave) -> Option<DraftCards> {
        let state = self.journal;
        let says = state.words.with_value(|words| words.vocabulary.waves.clone())?;
        let entry = wave.as_entry(id, &says).filter(|entry| !JournalState::is_past(entry.when()))?;
        let (warnings, asked) =
            untrack(|| (state.warnings_of(&entry), state.asks_weeks(entry.id(), entry.when(), entry.readings())));
        let now = warnings.into_iter().map(|warning| (warning, Showing::Full)).collect();
        let asked = asked.map(|asked| AskedWeeks { about: None, ..asked });
        Some(DraftCards { standing: Standing { now, past: Vec::new() }, with_numbers: true, asked })
    }

    /// The one button: what it does is what it says. While the person is to be asked about a pain, it leads to the question: else a
    /// press that is meant to end that pain would begin another, a second after the question came.
    pub(super) fn press(self) {
        match self.timer.get_untracked() {
            Timer::Running(id, _) => self.end(id, false),
            Timer::LeftRunning(..) => document::focus_soon("wave-asked"),
            Timer::Stopped => self.begin(|_| {}),
        }
    }

    /// A pain begins just now, whatever was there before.
    pub(super) fn begin(self, then: impl FnOnce(&KeptRecord) + 'static) {
        let Some(start) = self.present() else { return };
        let wave = Wave::begun(start);
        self.panel.keep(None, KeptThing::Wave(wave), wave_words::begun(wave), then);
    }

    /// The pain has gone just now. Where it may have gone long ago, the person is asked before; where it cannot end now, she says
    /// how long it was.
    pub(super) fn end(self, id: EntryId, was_asked: bool) {
        let (Some(end), Some((record, wave))) = (self.present(), self.find(id)) else { return };
        let over = Wave::new(wave.start(), end).ok().filter(|over| was_asked || !over.is_to_be_asked_about());
        match over {
            Some(over) => {
                let then = move |_: &KeptRecord| {
                    if was_asked {
                        document::focus_soon("wave-button");
                    }
                };
                self.panel.keep(Some(record), KeptThing::Wave(over), wave_words::ended(over), then);
            }
            None if was_asked => self.correct(id),
            None => {
                self.follow();
                document::focus_soon("wave-asked");
            }
        }
    }

    /// Opens the form for a wave that is kept.
    pub(super) fn correct(self, id: EntryId) {
        if let Some((record, wave)) = self.find(id) {
            self.open_form(WaveForm { start: wave.start(), corrects: Some((record, wave)) });
        }
    }

    /// Opens the form for a wave that was not timed.
    pub(super) fn add_by_hand(self) {
        if let Some(start) = self.present() {
            self.open_form(WaveForm { start, corrects: None });
        }
    }

    fn open_form(self, form: WaveForm) {
        self.problems.set(Vec::new());
        self.form.set(Some(form));
        document::focus_soon("wave-form-heading");
    }

    pub(super) fn close_form(self) {
        self.form.set(None);
        document::focus_soon("wave-button");
    }

    /// Keeps what stands in the form.
    pub(super) fn save_form(self, start: Option<Instant>, minutes: &str, seconds: &str) {
        let (Some(form), Some(now)) = (self.form.get_untracked(), self.present()) else { return };
        match Wave::by_hand(start, minutes, seconds, now) {
            Err(problems) => {
                self.problems.set(problems);
                document::focus_soon("wave-problems");
            }
            Ok(wave) => {
                self.problems.set(Vec::new());
                let replaces = form.corrects.map(|(record, _)| record);
                let said = messages::KEPT.to_owned();
                self.panel.keep(replaces, KeptThing::Wave(wave), said, move |_| self.close_form());
            }
        }
    }

    pub(super) fn remove(self, id: EntryId) {
        if let Some((record, _)) = self.find(id) {
            self.panel.remove(record);
        }
    }

    fn find(self, id: EntryId) -> Option<(KeptRecord, Wave)> {
        self.journal.kept.with_untracked(|kept| {
            kept.iter().find_map(|record| match record.what() {
                KeptThing::Wave(wave) if record.id() == id && !record.is_removed() => Some((record.clone(), *wave)),
                _ => None,
            })
        })
    }

    fn present(self) -> Option<Instant> {
        let now = clock::instant();
        if now.is_none() {
            self.panel.fail(messages::CLOCK_IS_WRONG.to_owned());
        }
        now
    }
}
