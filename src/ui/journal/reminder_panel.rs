//! Reminders: a file for the calendar of the phone, which tells nothing of what it is for.

use leptos::prelude::*;
use time::Weekday;

use super::{JournalState, messages};
use crate::{
    browser::{clock, document, files::PreparedFile, random},
    exchange::{REMINDERS_FILE, ReminderProblem, Reminders, write_reminders},
    ui::parts::{list, live, nothing, paragraph, wrong},
};

const ABOUT: &str = "This makes a file for the calendar of your phone. The calendar will say only \u{201c}Reminder\u{201d}, and nothing about this \
     leaflet. It follows your phone\u{2019}s own clock, wherever you are. To stop it, delete it in your calendar.";

/// The fields for times of day.
const TIMES: [&str; 4] = ["reminder-1", "reminder-2", "reminder-3", "reminder-4"];

const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// What was found with the fields.
type Problems = RwSignal<Vec<ReminderProblem>>;

/// What can be wrong with the last day.
const OF_LAST_DAY: [ReminderProblem; 2] = [ReminderProblem::NoSuchLastDay, ReminderProblem::EndsBeforeTheFirst];

/// The fold in which reminders are made. The browser itself tells of a time or a day that is typed only in part: such a field
/// would count as empty.
pub(super) fn reminder_panel(state: JournalState) -> AnyView {
    let chosen = RwSignal::new(DAYS.to_vec());
    let problems: Problems = RwSignal::new(Vec::new());
    let today = clock::now().map(|now| now.date().to_string());
    let make = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        make(state, chosen, problems);
    };
    let times: Vec<AnyView> = TIMES.into_iter().zip(1..).map(|(id, number)| time_field(problems, id, number)).collect();
    let days: Vec<AnyView> = DAYS.into_iter().map(|day| day_choice(chosen, day)).collect();
    let told = live("problem", "reminder-problems", "alert", move || {
        let told: Vec<AnyView> = problems.get().into_iter().map(|problem| in_words(problem).into_any()).collect();
        if told.is_empty() { nothing() } else { list("plain", told) }
    });
    view! {
        <details class="fold on-screen">
            <summary id="reminders"><h2>"Reminders"</h2></summary>
            {paragraph("", ABOUT.to_owned())}
            <form class="reminders" autocomplete="off" on:submit=make>
                <fieldset class="symptom">
                    <legend>"At which times of day"</legend>
                    <p class="hint">"Leave the fields that you do not need empty."</p>
                    <div class="field typed">{times}</div>
                </fieldset>
                <fieldset class="symptom">
                    <legend>"On which days"</legend>
                    <div class="chips">{days}</div>
                </fieldset>
                {date_field(problems, "reminder-from", "From", today, &[ReminderProblem::NoSuchFirstDay])}
                {date_field(problems, "reminder-until", "Until (optional)", None, &OF_LAST_DAY)}
                {told}
                <div class="actions"><button class="button quiet" type="submit">"Make the file"</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn time_field(problems: Problems, id: &'static str, number: u8) -> AnyView {
    let invalid = of_field(problems, &[ReminderProblem::Times, ReminderProblem::NoSuchTime]);
    view! {
        <input class="short" type="time" id=id autocomplete="off" aria-label=format!("Time {number}")
            aria-describedby="reminder-problems" aria-invalid=invalid/>
    }
    .into_any()
}

/// Whether one of these problems was found with a field.
fn of_field(problems: Problems, own: &'static [ReminderProblem]) -> Box<dyn Fn() -> Option<&'static str> + Send> {
    wrong(move || problems.with(|problems| problems.iter().any(|problem| own.contains(problem))))
}

fn day_choice(chosen: RwSignal<Vec<Weekday>>, day: Weekday) -> AnyView {
    let change = move |event: leptos::ev::Event| {
        let is_chosen = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|other| *other != day);
            if is_chosen {
                chosen.push(day);
            }
        });
    };
    view! { <label><input type="checkbox" checked autocomplete="off" on:change=change/><span>{day.to_string()}</span></label> }
        .into_any()
}

fn date_field(
    problems: Problems,
    id: &'static str,
    name: &'static str,
    value: Option<String>,
    own: &'static [ReminderProblem],
) -> AnyView {
    let invalid = of_field(problems, own);
    view! {
        <div class="field">
            <label for=id>{name}</label>
            <input type="date" id=id value=value autocomplete="off" aria-describedby="reminder-problems" aria-invalid=invalid/>
        </div>
    }
    .into_any()
}

fn make(state: JournalState, chosen: RwSignal<Vec<Weekday>>, problems: Problems) {
    state.quiet();
    problems.set(Vec::new());
    let Some(now) = clock::now() else {
        state.failed.set(messages::CLOCK_IS_WRONG.to_owned());
        return;
    };
    let times = TIMES.map(document::typed);
    let times = times.each_ref().map(String::as_str);
    let (from, until) = (document::typed("reminder-from"), document::typed("reminder-until"));
    match chosen.with_untracked(|chosen| Reminders::new(&times, chosen, &from, &until)) {
        Err(found) => {
            problems.set(found);
            document::focus_soon("reminder-problems");
        }
        Ok(reminders) => {
            let text = write_reminders(&reminders, now, random::ten_bytes());
            let file = PreparedFile::text("text/calendar;charset=utf-8", REMINDERS_FILE.to_owned(), &text);
            if file.is_some_and(|file| file.download()) {
                state.said.set(format!("File made: {REMINDERS_FILE}. Open it to put it into your calendar."));
            } else {
                state.failed.set(messages::NOT_EXPORTED.to_owned());
            }
        }
    }
}

fn in_words(problem: ReminderProblem) -> &'static str {
    match problem {
        ReminderProblem::Times => "Enter at least one time of day.",
        ReminderProblem::NoSuchTime => "Enter times of day as the clock shows them, such as 09:30.",
        ReminderProblem::NoDay => "Choose at least one day.",
        ReminderProblem::NoSuchFirstDay => "Enter a first day that is in the calendar.",
        ReminderProblem::NoSuchLastDay => "Enter a last day that is in the calendar, or leave it empty.",
        ReminderProblem::EndsBeforeTheFirst => "No reminder would ring by the last day. Choose a later last day.",
    }
}
