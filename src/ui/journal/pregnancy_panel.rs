//! The dates of a pregnancy and whether it goes on: entered, explained, and taken back.

use leptos::prelude::*;

use super::{
    JournalState, messages,
    pregnancy_fields::{DateFields, date_field, embryo, first_to_mend, scan_weeks, status},
    pregnancy_words as words,
    state::Stored,
    typed_dates::TypedDates,
};
use crate::{
    app,
    article::{CalendarDate, PageName},
    browser::{clock, document},
    journal::{
        DateField, KeptRecord, KeptThing, Pregnancy, Status, end_before, has_earlier_pregnancy, latest_pregnancy,
    },
    ui::{
        parts::{Look, actions, anew, boxed, button, changing, live, nothing, paragraph},
        tool_names,
    },
};

/// What the panel's parts share.
#[derive(Clone, Copy)]
struct Dates {
    state: JournalState,
    typed: RwSignal<TypedDates>,
    /// How often the form was laid out, and for which version; none where there is none yet.
    opened: RwSignal<(usize, Option<KeptRecord>)>,
    /// The version that saving replaces: a later one than the form was opened with, where what is typed stood through a change.
    replaces: StoredValue<Option<KeptRecord>>,
    said: RwSignal<&'static str>,
    failed: RwSignal<String>,
}

/// The panel, folded until it is wanted.
pub(super) fn pregnancy_panel(state: JournalState) -> AnyView {
    changing(move || {
        let is_asked = state.words.with_value(|words| words.vocabulary.counts_weeks);
        if !is_asked || state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let told = changing(move || {
            // The weeks are those of today, also where the page was open overnight.
            state.returned.track();
            state.kept.with(|kept| told(latest_pregnancy(kept).map(|(_, latest)| latest)))
        });
        let latest = Memo::new(move |_| latest(state));
        let now = latest.get_untracked();
        let dates = Dates {
            state,
            typed: RwSignal::new(TypedDates::of(&said_of(now.as_ref()))),
            opened: RwSignal::new((0, now.clone())),
            replaces: StoredValue::new(now),
            said: RwSignal::new(""),
            failed: RwSignal::new(String::new()),
        };
        let follow = changing(move || {
            dates.follow(latest.get());
            nothing()
        });
        let form = changing(move || {
            let (turn, opened) = dates.opened.get();
            anew(turn, form(dates, opened.as_ref()))
        });
        view! {
            <details class="fold dates on-screen">
                <summary id="pregnancy-dates"><h2>{tool_names::DATES}</h2></summary>
                {follow}
                {told}
                {form}
                {live("said", "dates-said", "status", move || dates.said.get().into_any())}
                {live("", "dates-failure", "alert", move || super::notices::problem(dates.failed.get()))}
            </details>
        }
        .into_any()
    })
}

fn latest(state: JournalState) -> Option<KeptRecord> {
    state.kept.with(|kept| latest_pregnancy(kept).map(|(record, _)| record.clone()))
}

fn said_of(record: Option<&KeptRecord>) -> Pregnancy {
    match record.map(KeptRecord::what) {
        Some(KeptThing::Pregnancy(pregnancy)) => pregnancy.clone(),
        _ => Pregnancy::default(),
    }
}

impl Dates {
    /// Lays the form out for this version.
    fn open(self, record: Option<KeptRecord>) {
        self.typed.set(TypedDates::of(&said_of(record.as_ref())));
        self.replaces.set_value(record.clone());
        self.opened.update(|(turn, opened)| (*turn, *opened) = (*turn + 1, record));
    }

    /// Another version is stored. What was typed and is not saved stands through it.
    fn follow(self, latest: Option<KeptRecord>) {
        let replaces = self.replaces.get_value();
        let known = said_of(replaces.as_ref());
        if self.typed.with_untracked(|typed| *typed == TypedDates::of(&known)) {
            if replaces != latest {
                self.open(latest);
            }
        } else if said_of(latest.as_ref()).says_the_same_as(&known) {
            self.replaces.set_value(latest);
        }
    }

    /// Stores the dates, and says so.
    fn keep(self, replaces: Option<KeptRecord>, pregnancy: Pregnancy) {
        let what = KeptThing::Pregnancy(pregnancy);
        let record = match &replaces {
            Some(record) => record.holding(what, clock::changed()),
            None => KeptRecord::new(super::state::new_id(), clock::changed(), what),
        };
        self.store(replaces, record);
    }

    fn store(self, replaces: Option<KeptRecord>, record: KeptRecord) {
        let state = self.state;
        app::run(async move {
            state.quiet();
            self.said.set("");
            self.failed.set(String::new());
            if state.keep_in_place_of(replaces, record).await {
                self.open(untrack(|| latest(state)));
                self.said.set(words::SAVED);
                document::focus_soon("pregnancy-dates");
                return;
            }
            // It is said where the person is, and once.
            let why = state.failed.get_untracked();
            state.failed.set(String::new());
            let now = untrack(|| latest(state));
            if now == self.replaces.get_value() {
                self.failed.set(why);
            } else {
                self.replaces.set_value(now);
                self.failed.set(words::CHANGED_ELSEWHERE.to_owned());
            }
        });
    }

    /// Saves what is typed, or says what keeps it from being saved.
    fn save(self, fields: DateFields) {
        self.said.set("");
        let Some(today) = clock::now().map(|now| CalendarDate::from(now.date())) else {
            self.failed.set(messages::CLOCK_IS_WRONG.to_owned());
            return;
        };
        let replaces = self.replaces.get_value();
        let (read, unread) = match self.typed.with_untracked(|typed| typed.read(&said_of(replaces.as_ref()))) {
            Ok(read) => (Some(read), Vec::new()),
            Err(unread) => (None, unread),
        };
        let found =
            read.as_ref().map(|read| read.problems(today, self.end_before(replaces.as_ref()))).unwrap_or_default();
        let first = first_to_mend(&unread, &found);
        fields.unread.set(unread);
        fields.problems.set(found);
        match (first, read) {
            (None, Some(read)) => self.keep(replaces, read),
            (first, _) => {
                self.failed.set(words::NOT_SAVED.to_owned());
                document::focus_soon(&first.unwrap_or_default());
            }
        }
    }

    fn end_before(self, record: Option<&KeptRecord>) -> Option<CalendarDate> {
        self.state.kept.with_untracked(|kept| end_before(kept, record?.id()))
    }
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
        let settled = Pregnancy { after_offered: true, ..pregnancy };
        let settled = record.holding(KeptThing::Pregnancy(settled), clock::changed());
        let link = after_link(state, address, record, settled.clone());
        let put_away = move || {
            state.keep(settled.clone());
            document::focus_soon("pregnancy-dates");
        };
        let about = format!(": {}", words::WHAT_COMES_AFTER);
        let put_away = button(Look::SmallQuiet, "I have read this", &about, put_away);
        boxed("notice on-screen", "what-comes-after", vec![link, put_away])
    })
}

/// The link to it. Whoever follows it is not offered it again.
fn after_link(state: JournalState, address: String, record: KeptRecord, settled: KeptRecord) -> AnyView {
    let goes_to = address.clone();
    let follow = move |event: leptos::ev::MouseEvent| {
        // Where the link opens elsewhere, this page stays.
        let leaves = !(event.ctrl_key() || event.meta_key() || event.shift_key());
        if leaves {
            event.prevent_default();
        }
        let (record, settled, goes_to) = (record.clone(), settled.clone(), goes_to.clone());
        app::run(async move {
            state.keep_in_place_of(Some(record), settled).await;
            if leaves {
                document::follow(&goes_to);
            }
        });
    };
    view! { <p><a href=address on:click=follow>{words::WHAT_COMES_AFTER}</a></p> }.into_any()
}

/// Which date counts, the due date and today's weeks.
fn told(latest: Option<&Pregnancy>) -> AnyView {
    let today = clock::now().map(|now| CalendarDate::from(now.date()));
    let told = latest.zip(today).and_then(|(latest, today)| words::counted(latest, today));
    told.map_or_else(nothing, |told| paragraph("dates-told", told))
}

fn form(dates: Dates, record: Option<&KeptRecord>) -> AnyView {
    let state = dates.state;
    let pregnancy = said_of(record);
    // What kept the dates from being saved, and what is only told of them: that is told of the saved dates too, but not
    // after an end.
    let told = clock::now().filter(|_| !pregnancy.has_ended());
    let told = told.map(|now| pregnancy.problems(CalendarDate::from(now.date()), dates.end_before(record)));
    let problems = RwSignal::new(told.unwrap_or_default());
    let fields = DateFields { typed: dates.typed, problems, unread: RwSignal::new(Vec::new()) };
    let has_ended = pregnancy.has_ended();
    let may_go_back = !has_ended && pregnancy.source().is_none();
    let date = move |field: DateField, label: &'static str, hint: &'static str| date_field(fields, field, label, hint);
    let mut parts = vec![
        paragraph("hint", words::ABOUT_DATES.to_owned()),
        date(DateField::LastPeriod, "First day of your last period", ""),
        date(DateField::Due, "Due date", "As you were given it"),
        view! {
            <details class="more" open=pregnancy.scan.is_some()>
                <summary>"From a scan"</summary>
                {date(DateField::Scan, "Day of the scan", "")}
                {scan_weeks(fields)}
            </details>
        }
        .into_any(),
        view! {
            <details class="more" open=pregnancy.conception.or(pregnancy.retrieval).is_some() || pregnancy.transfer.is_some()>
                <summary>"Conception, or treatment such as IVF"</summary>
                {date(DateField::Conception, "Day of conception", "")}
                {date(DateField::Retrieval, "Day of egg collection", "")}
                {date(DateField::Transfer, "Day of embryo transfer", "")}
                {embryo(dates.typed)}
            </details>
        }
        .into_any(),
        status(fields),
    ];
    let mut buttons = vec![button(Look::Main, "Save dates", "", move || dates.save(fields))];
    // A new one that was begun by mistake holds nothing yet, and must not hide the one before.
    if let Some(record) = record.filter(|_| may_go_back)
        && state.kept.with_untracked(|kept| has_earlier_pregnancy(kept))
    {
        let record = record.clone();
        let back = move || dates.store(Some(record.clone()), record.removed(clock::changed()));
        buttons.push(button(Look::Quiet, "Go back to the earlier pregnancy", "", back));
    }
    parts.push(actions(buttons));
    if has_ended {
        parts.push(another_pregnancy(dates));
    }
    boxed("dates-form", "", parts)
}

/// The way to record another pregnancy. It is folded away, under words that do not speak of one: nobody who has come to write down an end
/// is offered a beginning.
fn another_pregnancy(dates: Dates) -> AnyView {
    let begin = move || dates.keep(None, Pregnancy { status: Status::Ongoing, ..Pregnancy::default() });
    let parts = vec![
        paragraph("hint", words::ABOUT_OTHER_DATES.to_owned()),
        actions(vec![button(Look::Quiet, "Start with new dates", "", begin)]),
    ];
    view! { <details class="more"><summary>"Other dates"</summary>{parts}</details> }.into_any()
}
