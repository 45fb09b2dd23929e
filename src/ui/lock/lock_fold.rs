//! The fold of the lock: where it is set up, changed, and turned off.

use leptos::prelude::*;

use super::{Lock, leaving, lock_words as words};
use crate::{
    app,
    browser::{clock, document, idle},
    journal::check_new_passphrase,
    lock::RecoveryCode,
    storage::{
        journal_changes::{Changed, JournalChanges},
        lock_settings,
        sealed::{
            keeper::NewLock,
            switching::SwitchProblem,
            unlocking::{UnlockProblem, new_code},
        },
    },
    ui::{
        parts::{Look, actions, boxed, button, changing, list, live, nothing, paragraph},
        passphrase_field::{passphrase_field, shows, take_typed, unfit_passphrase},
    },
};

/// The fold's name, and that of the place in it.
const FOLD: &str = "lock";
const NEW: &str = "lock-passphrase";
const AGAIN: &str = "lock-passphrase-again";
const KNOWN: &str = "lock-passphrase-known";
const TOLD: &str = "lock-problem";
const CODE: &str = "recovery-code";
const WRITTEN_DOWN: &str = "code-is-written-down";

/// After how many minutes in which nothing is done the journal can lock itself.
const IDLE_MINUTES: [(u32, &str); 4] = [(1, "1 minute"), (5, "5 minutes"), (15, "15 minutes"), (60, "1 hour")];

/// How far a person has come.
#[derive(Clone, Copy)]
struct Steps {
    lock: Lock,
    is_shown: RwSignal<bool>,
    problem: RwSignal<String>,
    /// Whether something is being made, for which she waits.
    makes: RwSignal<bool>,
    /// The recovery code, in groups; empty while there is none to be written down.
    code: RwSignal<String>,
    /// The lock that it opens.
    new: StoredValue<Option<NewLock>, LocalStorage>,
}

/// Shows what stands in the fold, when it is opened for the first time.
pub(super) fn show_when_opened(lock: Lock) {
    let is_there = StoredValue::new(false);
    document::on_opened(FOLD, move || {
        if !is_there.get_value() {
            is_there.set_value(true);
            app::mount(FOLD, move || lock_fold(lock));
        }
    });
}

/// Says in the fold that it cannot be told whether the journal is locked.
pub(super) fn show_problem(problem: String) {
    app::mount(FOLD, move || paragraph("problem", problem));
}

fn lock_fold(lock: Lock) -> AnyView {
    let steps = Steps {
        lock,
        is_shown: RwSignal::new(false),
        problem: RwSignal::new(String::new()),
        makes: RwSignal::new(false),
        code: RwSignal::new(String::new()),
        new: StoredValue::new_local(None),
    };
    let told = live("problem", TOLD, "alert", move || steps.problem.get().into_any());
    let makes =
        live(
            "said",
            "lock-makes",
            "status",
            move || {
                if steps.makes.get() { words::MAKES.into_any() } else { nothing() }
            },
        );
    let asked = changing(move || {
        let code = steps.code.get();
        match (code.is_empty(), lock.is_unlocked.get_value()) {
            (false, _) => write_code_down(steps, code),
            (true, false) => set_up(steps),
            (true, true) => choices(steps),
        }
    });
    let not_done = changing(move || if steps.code.with(String::is_empty) { what_it_does_not_do() } else { nothing() });
    boxed("lock", "", vec![asked, told, makes, not_done])
}

fn set_up(steps: Steps) -> AnyView {
    let parts = vec![
        paragraph("hint", words::ABOUT.to_owned()),
        new_passphrase(steps),
        actions(vec![button(Look::Quiet, "Continue", "", move || steps.make_new())]),
    ];
    parts.into_any()
}

fn new_passphrase(steps: Steps) -> AnyView {
    vec![
        passphrase_field(NEW, "New passphrase", TOLD, steps.is_shown, steps.problem),
        passphrase_field(AGAIN, "Type it again", TOLD, steps.is_shown, steps.problem),
        shows(steps.is_shown),
    ]
    .into_any()
}

fn what_it_does_not_do() -> AnyView {
    let readable = words::READABLE.into_iter().map(IntoAny::into_any).collect();
    vec![
        view! { <h3>"What can still be read here"</h3> }.into_any(),
        list("list", readable),
        paragraph("hint", words::TRACES.to_owned()),
    ]
    .into_any()
}

fn write_code_down(steps: Steps, code: String) -> AnyView {
    let is_change = steps.lock.is_unlocked.get_value();
    let act = if is_change { "Change the passphrase" } else { "Lock the journal" };
    let buttons = vec![
        button(Look::Quiet, act, "", move || steps.switch(is_change)),
        button(Look::Quiet, "Not now", "", move || {
            steps.lock.is_held.set_value(false);
            steps.new.set_value(None);
            steps.problem.set(String::new());
            steps.code.set(String::new());
            document::focus_soon(if is_change { KNOWN } else { NEW });
        }),
    ];
    view! {
        <h3 id=CODE tabindex="-1">"Write this code down"</h3>
        {paragraph("", words::ABOUT_CODE.to_owned())}
        <p class="recovery-code" translate="no"><code>{code}</code></p>
        <label class="check">
            <input type="checkbox" id=WRITTEN_DOWN autocomplete="off" aria-describedby=TOLD/>
            <span>"I have written it down"</span>
        </label>
        {actions(buttons)}
    }
    .into_any()
}

fn choices(steps: Steps) -> AnyView {
    let chosen = lock_settings::load().idle_minutes;
    let chips: Vec<AnyView> = IDLE_MINUTES
        .into_iter()
        .map(|(minutes, name)| {
            let choose = move |_| lock_settings::change(|settings| settings.idle_minutes = minutes);
            view! {
                <label>
                    <input type="radio" name="lock-after" checked={minutes == chosen} autocomplete="off" on:change=choose/>
                    <span>{name}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        {paragraph("hint", words::ABOUT_UNLOCKED.to_owned())}
        {actions(vec![button(Look::Quiet, "Lock now", "", leaving::lock_now)])}
        <fieldset class="symptom"><legend>"Lock it when nothing happens for"</legend><div class="chips">{chips}</div></fieldset>
        <h3>"Change the passphrase, or turn the lock off"</h3>
        {paragraph("hint", words::ABOUT_CHANGE.to_owned())}
        {passphrase_field(KNOWN, "Current passphrase, or recovery code", TOLD, steps.is_shown, steps.problem)}
        {actions(vec![button(Look::Quiet, "Turn the lock off", "", move || steps.turn_off())])}
        {new_passphrase(steps)}
        {actions(vec![button(Look::Quiet, "Continue with a new passphrase", "", move || steps.make_new())])}
    }
    .into_any()
}

impl Steps {
    fn refuse(self, why: String, field: &'static str) {
        self.makes.set(false);
        self.problem.set(why);
        document::focus_soon(field);
    }

    /// Makes the lock for what is typed twice, and shows its code.
    fn make_new(self) {
        if self.makes.get_untracked() {
            return;
        }
        if let Err(unfit) = check_new_passphrase(&document::typed(NEW), &document::typed(AGAIN)) {
            return self.refuse(unfit_passphrase(unfit), NEW);
        }
        let known = self.lock.is_unlocked.get_value().then(|| take_typed(KNOWN));
        if known.is_some() && self.has_to_wait() {
            return;
        }
        let typed = take_typed(NEW);
        document::set_typed(AGAIN, "");
        self.problem.set(String::new());
        self.makes.set(true);
        app::run(async move {
            if let Some(known) = known
                && !self.is_right(&known).await
            {
                return;
            }
            match make(&typed).await {
                Ok((new, code)) => {
                    self.makes.set(false);
                    // While she writes it down, nothing locks itself.
                    self.lock.is_held.set_value(true);
                    self.new.set_value(Some(new));
                    self.code.set(code.to_string());
                    document::focus_soon(CODE);
                }
                Err(_) => self.refuse(words::REFUSED.to_owned(), NEW),
            }
        });
    }

    /// Whether the next try must wait; then that is said.
    fn has_to_wait(self) -> bool {
        let wait = lock_settings::load().attempts.wait(clock::changed().0);
        if wait > 0 {
            self.refuse(words::wait(wait), KNOWN);
        }
        wait > 0
    }

    /// Whether a passphrase is that of the lock; where it is not, that is said, and counted.
    async fn is_right(self, known: &str) -> bool {
        match self.lock.keeper().check(known).await {
            Ok(()) => {
                lock_settings::change(|settings| settings.attempts = <_>::default());
                true
            }
            Err(UnlockProblem::Wrong) => {
                lock_settings::change(|settings| settings.attempts = settings.attempts.failed_at(clock::changed().0));
                self.refuse(words::WRONG_KNOWN.to_owned(), KNOWN);
                false
            }
            Err(UnlockProblem::Refused | UnlockProblem::Outdated) => {
                self.refuse(words::REFUSED.to_owned(), KNOWN);
                false
            }
        }
    }

    /// Locks the journal, or seals it anew, once the code is written down.
    fn switch(self, is_change: bool) {
        if !document::is_checked(WRITTEN_DOWN) {
            return self.refuse(words::NOT_WRITTEN_DOWN.to_owned(), WRITTEN_DOWN);
        }
        let Some(new) = self.new.get_value() else { return };
        let keeper = self.lock.keeper();
        app::run(async move {
            show_progress(words::LOCKS).await;
            let outcome = if is_change { keeper.change(&new).await } else { keeper.turn_on(&new).await };
            show_outcome(outcome.map(|()| words::LOCKED.to_owned()));
        });
    }

    /// Turns the lock off, for whoever knows the passphrase.
    fn turn_off(self) {
        if self.makes.get_untracked() || self.has_to_wait() {
            return;
        }
        let known = take_typed(KNOWN);
        self.problem.set(String::new());
        self.makes.set(true);
        let keeper = self.lock.keeper();
        app::run(async move {
            if !self.is_right(&known).await {
                return;
            }
            self.lock.is_held.set_value(true);
            show_progress(words::UNLOCKS).await;
            show_outcome(keeper.turn_off().await.map(|()| words::TURNED_OFF.to_owned()));
        });
    }
}

async fn make(typed: &str) -> Result<(NewLock, RecoveryCode), UnlockProblem> {
    let code = new_code()?;
    Ok((NewLock::make(typed, &code).await?, code))
}

/// Nothing else is done meanwhile, on this page and in other tabs: their programs hold the journal that goes, and must keep no draft of it
/// again.
async fn show_progress(what: &'static str) {
    JournalChanges::listen(|_| {}).announce(Changed::EverythingGoes);
    app::replace_page(move || {
        view! {
            <h1 id="gone" tabindex="-1">{what}</h1>
            {live("said", "keep-open", "status", || words::KEEP_OPEN.into_any())}
        }
        .into_any()
    });
    idle::next_task().await;
    idle::next_task().await;
}

fn show_outcome(outcome: Result<String, SwitchProblem>) {
    let (heading, told) = match outcome {
        Ok(told) => ("Done", told),
        Err(problem) => ("Nothing was changed", words::not_switched(&problem)),
    };
    app::replace_page(move || {
        view! {
            <h1 id="gone" tabindex="-1">{heading}</h1>
            {paragraph("", told)}
            {actions(vec![button(Look::Main, "Open the journal", "", document::reload)])}
        }
        .into_any()
    });
}
