//! The latest waves, session by session: each can be corrected or deleted.

use leptos::prelude::*;

use super::{
    wave_state::{LISTED_AT_ONCE, WaveState},
    wave_words,
};
use crate::{
    journal::{EntryId, Timer, Wave, Waves, summary},
    ui::parts::{Look, actions, boxed, button, changing, list, paragraph},
};

/// The list, the latest session and in it the latest wave first.
pub(super) fn wave_list(waves: WaveState) -> AnyView {
    changing(move || {
        let timed = match waves.timer.get() {
            Timer::Running(id, _) => Some(id),
            Timer::Stopped | Timer::LeftRunning(..) => None,
        };
        let all = waves.journal.kept.with(|kept| Waves::of(kept));
        let mut left = waves.listed.get();
        let hidden = all.all().len().saturating_sub(left);
        let mut parts = vec![actions(vec![button(Look::SmallQuiet, "Add a pain by hand", "", move || {
            waves.add_by_hand();
        })])];
        for session in all.sessions() {
            if left == 0 {
                break;
            }
            parts.push(session_part(waves, session, timed, left));
            left = left.saturating_sub(session.len());
        }
        if hidden > 0 {
            let more = move || waves.listed.update(|listed| *listed += LISTED_AT_ONCE);
            parts.push(actions(vec![button(
                Look::SmallQuiet,
                &format!("Show earlier pains ({hidden} more)"),
                "",
                more,
            )]));
        }
        parts.into_any()
    })
}

/// One session: the day on which it began, its figures, and up to so many of its waves.
fn session_part(waves: WaveState, session: &[(EntryId, Wave)], timed: Option<EntryId>, most: usize) -> AnyView {
    let day = session.first().map(|(_, wave)| wave.start().minute().day_in_words()).unwrap_or_default();
    let rows = session.iter().enumerate().rev().take(most).map(|(place, (id, wave))| {
        let before = place.checked_sub(1).and_then(|place| session.get(place));
        row(waves, *id, *wave, timed == Some(*id), before.map(|(_, before)| *before))
    });
    let rows = rows.collect();
    let figures = paragraph("hint", wave_words::counted(summary(session)));
    view! { <section class="day"><h3>{day}</h3>{figures}{list("", rows)}</section> }.into_any()
}

fn row(waves: WaveState, id: EntryId, wave: Wave, is_timed: bool, before: Option<Wave>) -> AnyView {
    let interval = before.and_then(|before| u32::try_from(wave.start().seconds_since(before.start())).ok());
    let about = wave_words::about(wave);
    let buttons = actions(vec![
        button(Look::SmallQuiet, "Correct", &about, move || waves.correct(id)),
        button(Look::SmallQuiet, "Delete", &about, move || waves.remove(id)),
    ]);
    let words = paragraph("", wave_words::in_list(wave, is_timed, interval));
    view! {
        <article class="wave">
            <time datetime=wave.start().to_string()>{wave.start().minute().clock()}</time>
            {boxed("recorded", "", vec![words])}
            {buttons}
        </article>
    }
    .into_any()
}
