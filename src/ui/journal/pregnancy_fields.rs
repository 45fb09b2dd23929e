//! The fields for the dates of a pregnancy and its status.

use leptos::prelude::*;

use super::{
    pregnancy_words as words,
    typed_dates::{TypedDates, Unread},
};
use crate::{
    journal::{DateField, DateProblem, EmbryoAge, Status},
    ui::parts::{changing, nothing, said, wrong},
};

pub(super) fn place_of(field: DateField) -> String {
    format!("date-{}", words::id(field))
}

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct DateFields {
    pub(super) typed: RwSignal<TypedDates>,
    pub(super) problems: RwSignal<Vec<DateProblem>>,
    pub(super) unread: RwSignal<Vec<Unread>>,
}

impl DateFields {
    fn unread_in(self, field: Option<DateField>) -> Option<Unread> {
        self.unread.with(|unread| unread.iter().copied().find(|unread| unread.field() == field))
    }

    fn problem_in(self, field: DateField) -> Option<DateProblem> {
        self.problems.with(|problems| problems.iter().copied().find(|problem| problem.field() == field))
    }
}

/// The place of the first thing that keeps the dates from being saved; none where nothing does.
pub(super) fn first_to_mend(unread: &[Unread], problems: &[DateProblem]) -> Option<String> {
    let unread = unread.first().map(|unread| unread.field().map_or_else(|| SCAN_WEEKS.to_owned(), place_of));
    unread.or_else(|| problems.iter().find(|it| it.forbids_saving()).map(|problem| place_of(problem.field())))
}

/// The field for the weeks of a scan.
const SCAN_WEEKS: &str = "scan-weeks";

pub(super) fn date_field(fields: DateFields, field: DateField, label: &'static str, hint: &'static str) -> AnyView {
    let typed = fields.typed;
    let id = place_of(field);
    let problem_id = format!("{id}-problem");
    let problem =
        said(problem_id.clone(), true, move || match (fields.unread_in(Some(field)), fields.problem_in(field)) {
            (Some(unread), _) => words::unread(unread).into_any(),
            (None, Some(problem)) => words::problem(problem).into_any(),
            (None, None) => nothing(),
        });
    let invalid = move || {
        fields.unread_in(Some(field)).is_some() || fields.problem_in(field).is_some_and(DateProblem::forbids_saving)
    };
    let initial = typed.with_untracked(|typed| typed.date(field).clone());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <p class="hint">{hint}</p>
            <input type="date" id=id value=initial autocomplete="off" aria-describedby=problem_id.clone()
                aria-invalid=wrong(invalid) on:input=move |event| {
                    let text = event_target_value(&event);
                    typed.update(|typed| *typed.date_mut(field) = text);
                }/>
            <div class="problem" id=problem_id>{problem}</div>
        </div>
    }
    .into_any()
}

pub(super) fn scan_weeks(fields: DateFields) -> AnyView {
    let typed = fields.typed;
    let invalid = move || fields.unread_in(None).is_some();
    let problem = said("scan-weeks-problem".to_owned(), true, move || {
        fields.unread_in(None).map_or_else(nothing, |it| words::unread(it).into_any())
    });
    let (weeks, days) = typed.with_untracked(|typed| (typed.scan_weeks.clone(), typed.scan_days.clone()));
    view! {
        <div class="weeks-and-days">
            <div class="field">
                <label for="scan-weeks">"Weeks on that day"</label>
                <input type="text" class="short" inputmode="numeric" id=SCAN_WEEKS value=weeks autocomplete="off"
                    aria-describedby="scan-weeks-problem" aria-invalid=wrong(invalid)
                    on:input=move |event| typed.update(|typed| typed.scan_weeks = event_target_value(&event))/>
            </div>
            <div class="field">
                <label for="scan-days">"And days"</label>
                <input type="text" class="short" inputmode="numeric" id="scan-days" value=days autocomplete="off"
                    aria-describedby="scan-weeks-problem" aria-invalid=wrong(invalid)
                    on:input=move |event| typed.update(|typed| typed.scan_days = event_target_value(&event))/>
            </div>
        </div>
        <div class="problem" id="scan-weeks-problem">{problem}</div>
    }
    .into_any()
}

pub(super) fn embryo(typed: RwSignal<TypedDates>) -> AnyView {
    let ages: Vec<AnyView> = EmbryoAge::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .map(|age| {
            let words = age.map_or_else(|| "No transfer".to_owned(), |age| format!("{} days", age.days()));
            let is_chosen = move || typed.with(|typed| typed.embryo == age);
            radio("embryo", &words, is_chosen, move || typed.update(|typed| typed.embryo = age))
        })
        .collect();
    view! { <fieldset class="symptom"><legend>"Age of the embryo then"</legend><div class="chips">{ages}</div></fieldset> }.into_any()
}

fn radio(
    name: &'static str,
    words: &str,
    is_chosen: impl Fn() -> bool + Send + 'static,
    choose: impl Fn() + 'static,
) -> AnyView {
    let is_chosen: Box<dyn Fn() -> bool + Send> = Box::new(is_chosen);
    let choose: Box<dyn Fn()> = Box::new(choose);
    let words = words.to_owned();
    view! {
        <label>
            <input type="radio" name=name prop:checked=is_chosen on:change=move |_| choose() autocomplete="off"/>
            <span>{words}</span>
        </label>
    }
    .into_any()
}

pub(super) fn status(fields: DateFields) -> AnyView {
    let typed = fields.typed;
    let ended = move || typed.with(|typed| matches!(typed.status, Status::Ended { .. }));
    let set = move |status: Status| typed.update(|typed| typed.status = status);
    let choices = vec![
        radio(
            "status",
            "Ongoing",
            move || typed.with(|typed| typed.status == Status::Ongoing),
            move || set(Status::Ongoing),
        ),
        radio("status", "It has ended", ended, move || set(Status::Ended { on: None, keep_weeks: true })),
        radio(
            "status",
            "I would rather not say",
            move || typed.with(|typed| typed.status == Status::NotSaid),
            move || {
                set(Status::NotSaid);
            },
        ),
    ];
    let is_ended = Memo::new(move |_| ended());
    let more = changing(move || {
        if !is_ended.get() {
            return nothing();
        }
        let keep = move || typed.with(|typed| typed.keep_weeks);
        let toggle = move |event: leptos::ev::Event| {
            let kept = event_target_checked(&event);
            typed.update(|typed| typed.keep_weeks = kept);
        };
        view! {
            {date_field(fields, DateField::Ended, "When it ended", words::ABOUT_END)}
            <label class="check">
                <input type="checkbox" prop:checked=keep on:change=toggle autocomplete="off"/>
                <span>"Go on showing the week on earlier entries"</span>
            </label>
            <p class="hint">{words::ABOUT_ENDED}</p>
        }
        .into_any()
    });
    view! {
        <fieldset class="symptom"><legend>"Pregnancy"</legend><div class="chips">{choices}</div></fieldset>
        {more}
    }
    .into_any()
}
