//! Deleting for good: some days, what has become old, or everything that is stored here.

use leptos::prelude::*;

use super::{deleting_words as words, messages, safety::SafetyState, state::Stored};
use crate::{
    app,
    article::CalendarDate,
    browser::{clock, document, idle},
    exchange::Counts,
    journal::{Changed, Deletion, delete_days, last_day_to_go},
    storage::{deleting, journal_changes, safekeeping},
    ui::parts::{Look, actions, boxed, button, changing, live, nothing, paragraph, wrong},
};

/// After how many days entries can delete themselves, and what that is called.
const AGES: [(Option<u32>, &str); 5] = [
    (None, "Never"),
    (Some(92), "After 3 months"),
    (Some(183), "After 6 months"),
    (Some(365), "After 1 year"),
    (Some(730), "After 2 years"),
];

/// What the person is asked before something goes.
#[derive(Clone, Debug, Default, PartialEq)]
enum Asked {
    /// Nothing.
    #[default]
    Nothing,
    /// Whether these days are to go, and what goes with them.
    Days(CalendarDate, CalendarDate, Deletion),
    /// Whether everything is to go.
    Everything,
}

/// The fold in which things are deleted for good.
pub(super) fn deleting_panel(state: SafetyState) -> AnyView {
    let asked = RwSignal::new(Asked::default());
    let problem = RwSignal::new("");
    changing(move || {
        if state.journal.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let questions = changing(move || match asked.get() {
            Asked::Nothing => nothing(),
            Asked::Days(from, to, deletion) => ask_about_days(state, asked, (from, to), &deletion),
            Asked::Everything => ask_about_everything(state, asked),
        });
        let told = live("problem", "delete-problem", "alert", move || problem.get().into_any());
        let look = button(Look::Quiet, "Check what will be deleted", "", move || state.look_what_goes(asked, problem));
        let everything = button(Look::Quiet, "Delete everything", "", move || {
            asked.set(Asked::Everything);
            document::focus_soon("ask-to-delete");
        });
        view! {
            <details class="fold on-screen" id="delete">
                <summary><h2>"Delete for good"</h2></summary>
                <h3>"Some days"</h3>
                {paragraph("hint", words::ABOUT_DAYS.to_owned())}
                <div class="find-fields">{day_field(problem, "delete-from", "From")}{day_field(problem, "delete-to", "To")}</div>
                {told}
                {actions(vec![look])}
                <h3>"Delete old entries automatically"</h3>
                {paragraph("hint", words::ABOUT_AGES.to_owned())}
                {ages()}
                <h3>"Everything"</h3>
                {paragraph("hint", words::ABOUT_EVERYTHING.to_owned())}
                {actions(vec![everything])}
                {questions}
            </details>
        }
        .into_any()
    })
}

fn day_field(problem: RwSignal<&'static str>, id: &'static str, name: &'static str) -> AnyView {
    let invalid = wrong(move || !problem.get().is_empty());
    view! {
        <div class="field">
            <label for=id>{name}</label>
            <input type="date" id=id autocomplete="off" aria-describedby="delete-problem" aria-invalid=invalid/>
        </div>
    }
    .into_any()
}

fn ages() -> AnyView {
    let chosen = safekeeping::load().delete_after_days;
    let chips: Vec<AnyView> = AGES
        .into_iter()
        .map(|(days, name)| {
            let choose = move |_| safekeeping::change(|known| known.delete_after_days = days);
            view! {
                <label>
                    <input type="radio" name="delete-after" checked={days == chosen} autocomplete="off" on:change=choose/>
                    <span>{name}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! { <fieldset class="symptom"><legend>"Delete entries"</legend><div class="chips">{chips}</div></fieldset> }
        .into_any()
}

fn ask_about_days(
    state: SafetyState,
    asked: RwSignal<Asked>,
    (from, to): (CalendarDate, CalendarDate),
    deletion: &Deletion,
) -> AnyView {
    let mut parts = vec![paragraph("", words::would_go(from, to, deletion))];
    let keep = button(Look::SmallQuiet, if deletion.is_empty() { "Close" } else { "Keep them" }, "", move || {
        asked.set(Asked::Nothing);
        document::focus_soon("delete-from");
    });
    let mut buttons = Vec::new();
    if !deletion.is_empty() {
        buttons.push(button(Look::SmallMain, "Yes, delete them for good", "", move || {
            asked.set(Asked::Nothing);
            state.delete_span(from, to);
        }));
    }
    buttons.push(keep);
    parts.push(actions(buttons));
    boxed("ask notice", "ask-to-delete", parts)
}

fn ask_about_everything(state: SafetyState, asked: RwSignal<Asked>) -> AnyView {
    let parts = vec![
        paragraph("", words::ASK_EVERYTHING.to_owned()),
        actions(vec![
            button(Look::SmallMain, "Yes, delete everything", "", move || {
                asked.set(Asked::Nothing);
                state.delete_everything();
            }),
            button(Look::SmallQuiet, "Export a backup first", "", move || state.export()),
            button(Look::SmallQuiet, "Keep it", "", move || {
                asked.set(Asked::Nothing);
                document::focus_soon("delete-from");
            }),
        ]),
    ];
    boxed("ask notice problem-notice", "ask-to-delete", parts)
}

impl SafetyState {
    /// Counts what goes with the days in the fields, and asks.
    fn look_what_goes(self, asked: RwSignal<Asked>, problem: RwSignal<&'static str>) {
        self.journal.quiet();
        let day = |id: &str| CalendarDate::read(&document::typed(id));
        let (from, to) = (day("delete-from"), day("delete-to"));
        let Some((from, to)) = from.zip(to).filter(|(from, to)| from <= to) else {
            problem.set(messages::NO_SUCH_DAYS);
            return document::focus_soon("delete-problem");
        };
        problem.set("");
        app::run(async move {
            let Some(store) = self.journal.store.get_value() else { return };
            match store.load_everything().await {
                Ok(everything) => {
                    let deletion = delete_days(&everything, &|day| (from..=to).contains(&day));
                    asked.set(Asked::Days(from, to, deletion));
                    document::focus_soon("ask-to-delete");
                }
                Err(problem) => self.journal.failed.set(words::not_deleted(&problem)),
            }
        });
    }

    /// Deletes some days for good.
    fn delete_span(self, from: CalendarDate, to: CalendarDate) {
        app::run(async move {
            self.journal.quiet();
            let Some(store) = self.journal.store.get_value() else { return };
            match store.delete_days(&|day| (from..=to).contains(&day)).await {
                Ok(deletion) => {
                    self.after_deleting().await;
                    self.journal.said.set(words::gone(&deletion));
                    document::focus_soon("data-said");
                }
                Err(problem) => self.journal.failed.set(words::not_deleted(&problem)),
            }
        });
    }

    async fn after_deleting(self) {
        self.journal.reload().await;
        self.look_at_safety().await;
        self.journal.announce();
        app::run(self.journal.rebuild_months());
    }

    /// Deletes what has become older than was chosen. `remembered` is an earlier visit at which it was looked at.
    pub(super) async fn delete_old(self, remembered: Option<Changed>) {
        let Some(days) = safekeeping::load().delete_after_days else { return };
        let remembered = remembered.and_then(|earlier| {
            let day = CalendarDate::from(clock::moment_of(earlier)?.date());
            Some((earlier, day))
        });
        let last = last_day_to_go(days, remembered, clock::changed());
        let (Some(last), Some(store)) = (last, self.journal.store.get_value()) else { return };
        // What cannot go now goes on another visit.
        let Ok(deletion) = store.delete_days(&|day| day <= last).await else { return };
        if !deletion.is_empty() {
            self.after_deleting().await;
            self.journal.said.set(words::gone_by_age(&deletion));
        }
    }

    /// Deletes everything that is stored here, and shows what is gone.
    fn delete_everything(self) {
        app::run(async move {
            self.journal.quiet();
            let counted = match self.journal.store.get_value() {
                Some(store) => store.load_everything().await.ok(),
                None => None,
            };
            let counted = counted.map(|everything| Counts::of(&everything));
            // Another tab must not keep its draft again.
            self.journal.announce_change(journal_changes::Changed::EverythingGoes);
            self.journal.forget_everything();
            idle::next_task().await;
            idle::next_task().await;
            match deleting::remove_everything().await {
                // What the program of this page still holds is shown no more, and goes when it is closed.
                Ok(removed) => app::replace_page(move || words::everything_gone(counted, removed)),
                Err(problem) => self.journal.failed.set(words::not_deleted(&problem)),
            }
        });
    }
}
