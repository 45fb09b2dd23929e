//! A table to print and to fill in by hand.

use leptos::prelude::*;

use crate::journal::{Measure, Symptom};

const ROWS: usize = 8;

/// One row for each time, one column for each symptom that is measured by its strength, and a list of all the others.
pub(super) fn paper_diary(symptoms: &[Symptom]) -> impl IntoView + use<> {
    let whole = symptoms.iter().filter(|symptom| symptom.detail_of.is_none());
    let strength = |symptom: &Symptom| match symptom.measure {
        Measure::Pain => Some("0 to 10"),
        Measure::Bleeding => Some("level, colour, clots"),
        Measure::YesNo | Measure::Temperature | Measure::Count | Measure::Choice | Measure::Words => None,
    };
    let (in_columns, others): (Vec<_>, Vec<_>) = whole.partition(|symptom| strength(symptom).is_some());
    let columns = in_columns
        .iter()
        .map(|symptom| {
            let (id, name, measure) = (symptom.place_in_journal(), symptom.name.clone(), strength(symptom));
            view! { <th scope="col" id=id>{name} " " <span class="hint">{measure}</span></th> }
        })
        .collect_view();
    let worth_noting = (!others.is_empty()).then(|| {
        let items = others.iter().map(|symptom| {
            view! { <li id=symptom.place_in_journal()>{symptom.name.clone()}</li> }
        });
        let items = items.collect_view();
        view! { <p>"Under \u{201c}Notes\u{201d}, you can write about these too:"</p><ul class="list in-columns">{items}</ul> }
    });
    let has = |measure: Measure| symptoms.iter().any(|symptom| symptom.measure == measure);
    let pads = has(Measure::Bleeding).then(|| {
        view! { <th scope="col">"Pads " <span class="hint">"soaked in the last hour"</span></th> }
    });
    let of_pain = has(Measure::Pain).then(|| {
        view! {
            <li>"Pain: 0 is none, 10 is the worst you can imagine."</li>
            <li>"Pain that comes and goes: note when each one starts and ends."</li>
        }
    });
    let of_bleeding = has(Measure::Bleeding).then(|| {
        view! {
            <li>
                "Bleeding: none, spotting, light, like a period, heavier than a period, or soaks a pad in an hour or less."
            </li>
        }
    });
    let columns_to_fill = in_columns.len() + 1 + usize::from(pads.is_some());
    let rows = (1..=ROWS)
        .map(|row| {
            let cells = (0..columns_to_fill).map(|_| view! { <td></td> }).collect_view();
            view! { <tr><th scope="row"><span class="visually-hidden">{format!("Entry {row}")}</span></th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <ul class="list">
            {of_pain}
            {of_bleeding}
            <li>"Write \u{201c}none\u{201d} when something was not there. An empty box means that you did not note it."</li>
        </ul>
        {worth_noting}
        <div class="diary" role="region" aria-label="Paper diary" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Day and time"</th>
                        {columns}
                        {pads}
                        <th scope="col">"Notes"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
