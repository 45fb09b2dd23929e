//! The dates of a pregnancy and whether it goes on: entered, explained, and taken back.

use leptos::prelude::*;

use super::{JournalState, messages, pregnancy_words as words, state::Stored, typed_dates::TypedDates};
use crate::{
    app,
    article::{CalendarDate, PageName},
    browser::{clock, document},
    journal::{DateField, DateProblem, EmbryoAge, KeptRecord, KeptThing, Pregnancy, Status, latest_pregnancy},
    ui::parts::{Look, actions, boxed, button, changing, live, nothing, paragraph},
};

/// The panel, folded until it is wanted.
pub(super) fn pregnancy_panel(state: JournalState) -> AnyView {
    changing(move || {
        let is_asked = state.words.with_value(|words| words.vocabulary.counts_weeks);
        if !is_asked || state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let told = changing(move || state.kept.with(|kept| told(latest_pregnancy(kept).map(|(_, latest)| latest))));
        // The form is made anew only where another version of the dates is stored.
        let latest =
            Memo::new(move |_| state.kept.with(|kept| latest_pregnancy(kept).map(|(record, _)| record.clone())));
        let form = changing(move || form(state, latest.get().as_ref()));
        view! {
            <details class="fold dates on-screen">
                <summary id="pregnancy-dates"><h2>"Pregnancy dates"</h2></summary>
                {told}
                {form}
                {live("said", "dates-said", "status", move || state.said.get().into_any())}
                {live("", "dates-failure", "alert", move || super::notices::failure(state))}
            </details>
        }
        .into_any()
    })
}

/// The article's section on what comes after, offered once where a pregnancy has ended.
pub(super) fn what_comes_after(state: JournalState) -> AnyView {
    changing(move || {
        let latest =
            state.kept.with(|kept| latest_pregnancy(kept).map(|(record, latest)| (record.clone(), latest.clone())));
        let Some((record, pregnancy)) = latest.filter(|(_, latest)| latest.has_ended() && !latest.after_offered) else {
            return nothing();
        };
        let Some(section) = state.words.with_value(|words| words.vocabulary.what_comes_after.clone()) else {
            return nothing();
        };
        let address = state.root.with_value(|root| root.to_place(PageName::Journal, PageName::Article, &section));
        let settle = move || {
            let settled = Pregnancy { after_offered: true, ..pregnancy.clone() };
            state.keep(record.holding(KeptThing::Pregnancy(settled), clock::changed()));
            document::focus_soon("pregnancy-dates");
        };
        let link = view! { <p><a href=address>{words::WHAT_COMES_AFTER}</a></p> }.into_any();
        boxed("notice on-screen", "what-comes-after", vec![link, button(Look::SmallQuiet, "Put this away", "", settle)])
    })
}

/// Which date counts, the due date and today's weeks.
fn told(latest: Option<&Pregnancy>) -> AnyView {
    let today = clock::now().map(|now| CalendarDate::from(now.date()));
    let told = latest.zip(today).and_then(|(latest, today)| words::counted(latest, today));
    told.map_or_else(nothing, |told| paragraph("dates-told", told))
}

fn form(state: JournalState, record: Option<&KeptRecord>) -> AnyView {
    let pregnancy = match record.map(KeptRecord::what) {
        Some(KeptThing::Pregnancy(pregnancy)) => pregnancy.clone(),
        _ => Pregnancy::default(),
    };
    let typed = RwSignal::new(TypedDates::of(&pregnancy));
    // What kept the dates from being saved, and what is only told of them.
    let problems = RwSignal::new(Vec::<DateProblem>::new());
    let unread = RwSignal::new(Vec::<DateField>::new());
    let has_ended = pregnancy.has_ended();
    let date = move |field: DateField, label: &'static str, hint: &'static str| {
        date_field(typed, problems, unread, field, label, hint)
    };
    let mut parts = vec![
        paragraph("hint", words::ABOUT_DATES.to_owned()),
        date(DateField::LastPeriod, "First day of your last period", ""),
        date(DateField::Due, "Due date", "As you were given it"),
        view! {
            <details class="more" open=pregnancy.scan.is_some()>
                <summary>"From a scan"</summary>
                {date(DateField::Scan, "Day of the scan", "")}
                {scan_weeks(typed)}
            </details>
        }
        .into_any(),
        view! {
            <details class="more" open=pregnancy.conception.or(pregnancy.retrieval).is_some() || pregnancy.transfer.is_some()>
                <summary>"Conception, or treatment such as IVF"</summary>
                {date(DateField::Conception, "Day of conception", "")}
                {date(DateField::Retrieval, "Day of egg collection", "")}
                {date(DateField::Transfer, "Day of embryo transfer", "")}
                {embryo(typed)}
            </details>
        }
        .into_any(),
        status(typed, problems, unread),
    ];
    let replaces = record.cloned();
    let save = move || {
        let today = clock::now().map(|now| CalendarDate::from(now.date()));
        let Some(today) = today else {
            state.failed.set(messages::CLOCK_IS_WRONG.to_owned());
            return;
        };
        let read = typed.with_untracked(|typed| typed.read(&pregnancy));
        let (read, missing) = match read {
            Ok(read) => (Some(read), Vec::new()),
            Err(missing) => (None, missing),
        };
        let found = read.as_ref().map(|read| read.problems(today)).unwrap_or_default();
        let forbidden = found.iter().copied().find(|problem| problem.forbids_saving()).map(DateProblem::field);
        let first = missing.first().copied().or(forbidden);
        unread.set(missing);
        problems.set(found);
        if let Some(field) = first {
            document::focus_soon(&place_of(field));
            return;
        }
        if let Some(read) = read {
            keep(state, replaces.clone(), read);
        }
    };
    let mut buttons = vec![button(Look::Main, "Save dates", "", save)];
    if has_ended {
        let begin = move || keep(state, None, Pregnancy { status: Status::Ongoing, ..Pregnancy::default() });
        buttons.push(button(Look::Quiet, "Begin a new pregnancy", "", begin));
    }
    parts.push(actions(buttons));
    boxed("dates-form", "", parts)
}

/// Stores the dates, and says so.
fn keep(state: JournalState, replaces: Option<KeptRecord>, pregnancy: Pregnancy) {
    let what = KeptThing::Pregnancy(pregnancy);
    let record = match &replaces {
        Some(record) => record.holding(what, clock::changed()),
        None => KeptRecord::new(super::state::new_id(), clock::changed(), what),
    };
    app::run(async move {
        state.quiet();
        if state.keep_in_place_of(replaces, record).await {
            state.said.set(words::SAVED.to_owned());
            document::focus_soon("pregnancy-dates");
        }
    });
}

fn place_of(field: DateField) -> String {
    format!("date-{}", words::id(field))
}

fn date_field(
    typed: RwSignal<TypedDates>,
    problems: RwSignal<Vec<DateProblem>>,
    unread: RwSignal<Vec<DateField>>,
    field: DateField,
    label: &'static str,
    hint: &'static str,
) -> AnyView {
    let id = place_of(field);
    let problem_id = format!("{id}-problem");
    let problem = changing(move || {
        if unread.with(|unread| unread.contains(&field)) {
            return words::NOT_A_DATE.into_any();
        }
        let of_field = problems.with(|problems| problems.iter().copied().find(|problem| problem.field() == field));
        of_field.map_or_else(nothing, |problem| words::problem(problem).into_any())
    });
    let initial = typed.with_untracked(|typed| typed.date(field).clone());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <p class="hint">{hint}</p>
            <input type="date" id=id value=initial autocomplete="off" aria-describedby=problem_id.clone()
                on:input=move |event| {
                    let text = event_target_value(&event);
                    typed.update(|typed| *typed.date_mut(field) = text);
                }/>
            <div class="problem" id=problem_id role="alert">{problem}</div>
        </div>
    }
    .into_any()
}

fn scan_weeks(typed: RwSignal<TypedDates>) -> AnyView {
    let (weeks, days) = typed.with_untracked(|typed| (typed.scan_weeks.clone(), typed.scan_days.clone()));
    view! {
        <div class="weeks-and-days">
            <div class="field">
                <label for="scan-weeks">"Weeks on that day"</label>
                <input type="text" class="short" inputmode="numeric" id="scan-weeks" value=weeks autocomplete="off"
                    on:input=move |event| typed.update(|typed| typed.scan_weeks = event_target_value(&event))/>
            </div>
            <div class="field">
                <label for="scan-days">"And days"</label>
                <input type="text" class="short" inputmode="numeric" id="scan-days" value=days autocomplete="off"
                    on:input=move |event| typed.update(|typed| typed.scan_days = event_target_value(&event))/>
            </div>
        </div>
    }
    .into_any()
}

fn embryo(typed: RwSignal<TypedDates>) -> AnyView {
    let ages: Vec<AnyView> = EmbryoAge::ALL
        .into_iter()
        .map(|age| {
            let words = format!("{} days", age.days());
            let is_chosen = move || typed.with(|typed| typed.embryo == Some(age));
            radio("embryo", &words, is_chosen, move || typed.update(|typed| typed.embryo = Some(age)))
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

fn status(
    typed: RwSignal<TypedDates>,
    problems: RwSignal<Vec<DateProblem>>,
    unread: RwSignal<Vec<DateField>>,
) -> AnyView {
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
            {date_field(typed, problems, unread, DateField::Ended, "When it ended", "If you want to give the day")}
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
