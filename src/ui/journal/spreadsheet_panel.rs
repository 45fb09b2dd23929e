//! The journal as a table for a spreadsheet program.

use leptos::prelude::*;

use super::{JournalState, messages, reading_words, state::Stored};
use crate::{
    app,
    article::Id,
    browser::{clock, files::PreparedFile},
    exchange::{CellWords, write_spreadsheet},
    journal::{KeptThing, Waves, gestation_on},
    ui::parts::{Look, actions, button, changing, nothing, paragraph},
};

const ABOUT: &str = "The table has one row for each thing that you recorded. It opens in a spreadsheet program. It cannot be restored: \
     use Export for that. Anyone who opens the file can read it.";

/// The fold from which the table is saved.
pub(super) fn spreadsheet_panel(state: JournalState) -> AnyView {
    changing(move || {
        if state.stored.with(|stored| *stored != Stored::Open) {
            return nothing();
        }
        let parts = vec![
            paragraph("", ABOUT.to_owned()),
            actions(vec![button(Look::Quiet, "Save the table", "", move || state.save_table())]),
        ];
        view! {
            <details class="fold on-screen">
                <summary><h2>"Table for a spreadsheet"</h2></summary>
                {parts}
            </details>
        }
        .into_any()
    })
}

impl JournalState {
    fn save_table(self) {
        app::run(async move {
            self.quiet();
            let Some(now) = clock::now() else {
                self.failed.set(messages::CLOCK_IS_WRONG.to_owned());
                return;
            };
            if !self.reload().await {
                self.failed.set(messages::NOT_EXPORTED.to_owned());
                return;
            }
            let name = format!("quietleaf-table-{}.csv", now.date());
            match PreparedFile::text("text/csv;charset=utf-8", name, &self.table()) {
                Some(file) if file.download() => self.said.set(format!(
                    "Table made: {}. Check that it is among your downloads. Anyone who opens it can read it.",
                    file.name()
                )),
                _ => self.failed.set(messages::NOT_EXPORTED.to_owned()),
            }
        });
    }

    fn table(self) -> String {
        let kept = self.kept.get_untracked();
        let own_symptom = |symptom: &Id| {
            let of_record = symptom.as_str().strip_prefix("own-")?;
            kept.iter().find_map(|record| match record.what() {
                KeptThing::OwnSymptom(own) if record.id().to_string() == of_record => Some(own.name().to_owned()),
                _ => None,
            })
        };
        self.words.with_value(|words| {
            let cell_words = CellWords {
                vocabulary: &words.vocabulary,
                own_symptom: &own_symptom,
                level: reading_words::level,
                gestation: &|day| gestation_on(&kept, day),
            };
            self.journal.with_untracked(|journal| write_spreadsheet(journal, &Waves::of(&kept), cell_words))
        })
    }
}
