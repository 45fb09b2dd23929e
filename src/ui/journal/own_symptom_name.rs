//! Another name for a symptom of the person's own: what was recorded of it goes with it.

use leptos::prelude::*;

use super::{JournalState, messages};
use crate::{
    app,
    browser::{clock, document},
    journal::{EntryId, KeptRecord, KeptThing, OwnSymptom},
    ui::parts::{Look, actions, button, live},
};

/// What is typed while a symptom is being renamed: it stays when another tab stores something.
#[derive(Clone, Copy)]
pub(super) struct Renaming {
    /// The symptom's record; none while none is being renamed.
    pub(super) of: RwSignal<Option<EntryId>>,
    name: RwSignal<String>,
    problem: RwSignal<&'static str>,
}

impl Renaming {
    pub(super) fn new() -> Self {
        Self { of: RwSignal::new(None), name: RwSignal::new(String::new()), problem: RwSignal::new("") }
    }

    /// Opens the field for the other name.
    pub(super) fn begin(self, id: EntryId, name: &str) {
        self.name.set(name.to_owned());
        self.problem.set("");
        self.of.set(Some(id));
        document::focus_soon("own-renamed");
    }

    fn end(self) {
        self.of.set(None);
        document::focus_soon("own-symptoms");
    }

    fn save(self, state: JournalState, record: KeptRecord, own: &OwnSymptom) {
        let renamed = own.renamed(&self.name.get_untracked());
        self.problem.set(if renamed.is_err() { messages::OWN_SYMPTOM_UNFIT } else { "" });
        let Ok(renamed) = renamed else {
            document::focus_soon("own-renamed");
            return;
        };
        let later = record.holding(KeptThing::OwnSymptom(renamed), clock::changed());
        app::run(async move {
            state.quiet();
            if state.keep_in_place_of(Some(record), later).await {
                state.said.set(messages::OWN_SYMPTOM_RENAMED.to_owned());
                self.end();
            }
        });
    }
}

/// The field for the other name, in place of the symptom's row.
pub(super) fn field(state: JournalState, record: &KeptRecord, own: &OwnSymptom, renaming: Renaming) -> AnyView {
    let (record, own) = (record.clone(), own.clone());
    let save = move || renaming.save(state, record.clone(), &own);
    let Renaming { name, problem, .. } = renaming;
    view! {
        <div class="field">
            <label for="own-renamed">"The new name"</label>
            <input type="text" id="own-renamed" prop:value=move || name.get() dir="auto" autocomplete="off" spellcheck="false"
                translate="no" data-gramm="false" aria-describedby="own-renamed-problem"
                aria-invalid=move || (!problem.get().is_empty()).then_some("true")
                on:input=move |event| name.set(event_target_value(&event))/>
            {live("problem", "own-renamed-problem", "alert", move || problem.get().into_any())}
        </div>
        {actions(vec![
            button(Look::SmallMain, "Save", " the new name", save),
            button(Look::SmallQuiet, "Leave it as it was", "", move || renaming.end()),
        ])}
    }
    .into_any()
}
