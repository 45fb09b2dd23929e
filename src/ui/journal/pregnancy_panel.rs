//! The dates of a pregnancy and whether it goes on: entered, explained, and taken back.

use leptos::prelude::*;

use super::{
    JournalState, messages,
    pregnancy_fields::{date_field, embryo, place_of, scan_weeks, status},
    pregnancy_words as words,
    state::Stored,
    typed_dates::TypedDates,
};
use crate::{
    app,
    article::{CalendarDate, PageName},
    browser::{clock, document},
    journal::{
        DateField, DateProblem, KeptRecord, KeptThing, Pregnancy, Status, has_earlier_pregnancy, latest_pregnancy,
    },
    ui::parts::{Look, actions, boxed, button, changing, live, nothing, paragraph},
};

/// The panel, folded until it is wanted.
pub(super) fn pregnancy_panel(state: JournalState) -> AnyView {
    let said = RwSignal::new("");
    changing(move || {
        let is_asked = state.words.with_value(|words| words.vocabulary.counts_weeks);
        if !is_asked || state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let told = changing(move || state.kept.with(|kept| told(latest_pregnancy(kept).map(|(_, latest)| latest))));
        // The form is made anew only where another version of the dates is stored.
        let latest =
            Memo::new(move |_| state.kept.with(|kept| latest_pregnancy(kept).map(|(record, _)| record.clone())));
        let form = changing(move || form(state, said, latest.get().as_ref()));
        view! {
            <details class="fold dates on-screen">
                <summary id="pregnancy-dates"><h2>"Pregnancy dates"</h2></summary>
                {told}
                {form}
                {live("said", "dates-said", "status", move || said.get().into_any())}
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

fn form(state: JournalState, said: RwSignal<&'static str>, record: Option<&KeptRecord>) -> AnyView {
    let pregnancy = match record.map(KeptRecord::what) {
        Some(KeptThing::Pregnancy(pregnancy)) => pregnancy.clone(),
        _ => Pregnancy::default(),
    };
    let typed = RwSignal::new(TypedDates::of(&pregnancy));
    // What kept the dates from being saved, and what is only told of them: that is told of the saved dates too, but not
    // after an end.
    let told = clock::now().filter(|_| !pregnancy.has_ended());
    let told = told.map(|now| pregnancy.problems(CalendarDate::from(now.date())));
    let problems = RwSignal::new(told.unwrap_or_default());
    let unread = RwSignal::new(Vec::<DateField>::new());
    let has_ended = pregnancy.has_ended();
    let may_go_back = !has_ended && pregnancy.source().is_none();
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
            keep(state, said, replaces.clone(), read);
        }
    };
    let mut buttons = vec![button(Look::Main, "Save dates", "", save)];
    if has_ended {
        let begin = move || keep(state, said, None, Pregnancy { status: Status::Ongoing, ..Pregnancy::default() });
        buttons.push(button(Look::Quiet, "Begin a new pregnancy", "", begin));
    }
    // A new one that was begun by mistake holds nothing yet, and must not hide the one before.
    if let Some(record) = record.filter(|_| may_go_back)
        && state.kept.with_untracked(|kept| has_earlier_pregnancy(kept))
    {
        let record = record.clone();
        let back = move || store(state, said, Some(record.clone()), record.removed(clock::changed()));
        buttons.push(button(Look::Quiet, "Go back to the one before", "", back));
    }
    parts.push(actions(buttons));
    boxed("dates-form", "", parts)
}

/// Stores the dates, and says so.
fn keep(state: JournalState, said: RwSignal<&'static str>, replaces: Option<KeptRecord>, pregnancy: Pregnancy) {
    let what = KeptThing::Pregnancy(pregnancy);
    let record = match &replaces {
        Some(record) => record.holding(what, clock::changed()),
        None => KeptRecord::new(super::state::new_id(), clock::changed(), what),
    };
    store(state, said, replaces, record);
}

fn store(state: JournalState, said: RwSignal<&'static str>, replaces: Option<KeptRecord>, record: KeptRecord) {
    app::run(async move {
        state.quiet();
        said.set("");
        if state.keep_in_place_of(replaces, record).await {
            said.set(words::SAVED);
            document::focus_soon("pregnancy-dates");
        }
    });
}
