//! A table to print and to fill in by hand.

use leptos::prelude::*;

use crate::journal::{Measure, Symptom};

const ROWS: usize = 8;

/// One row for each time, one column for each symptom.
pub(super) fn paper_diary(symptoms: &[Symptom]) -> impl IntoView + use<> {
    let columns = symptoms
        .iter()
        .map(|symptom| {
            let measure = match symptom.measure {
                Measure::Pain => "0 to 10",
                Measure::Bleeding => "level, colour, clots",
            };
            view! { <th scope="col" id=symptom.place_in_journal()>{symptom.name.clone()} " " <span class="hint">{measure}</span></th> }
        })
        .collect_view();
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
    let columns_to_fill = symptoms.len() + 1 + usize::from(pads.is_some());
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
