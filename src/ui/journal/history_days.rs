//! The days of the history as they are drawn: only those anew of which something else is to be shown, and few at a time.

use leptos::prelude::*;

use super::{
    JournalState,
    history::{ShownDay, day},
};
use crate::{
    app,
    article::CalendarDate,
    browser::idle,
    ui::parts::{changing, nothing},
};

/// A day that is drawn, in the place of its date. It is drawn anew when its number changes, and not at all while it has nothing
/// to show.
struct DrawnDay {
    date: CalendarDate,
    wanted: Option<ShownDay>,
    shown: Option<ShownDay>,
    drawn: ArcRwSignal<usize>,
}

/// Days that stand one after another. All of them are drawn anew when another one comes into them.
#[derive(Clone, Copy)]
pub(super) struct Group {
    /// Changes when they are.
    turn: RwSignal<usize>,
    days: StoredValue<Vec<DrawnDay>>,
    /// Changes when other things are wanted.
    round: StoredValue<usize>,
}

/// How many entries are drawn in one task: a long list keeps nobody from typing.
const DRAWN_AT_ONCE: usize = 3;

/// How many days are to be shown above those that are drawn, where these can stay: none of them goes but the last ones.
pub(super) fn new_above(shown: &[ShownDay], drawn: &[CalendarDate]) -> Option<usize> {
    let first = drawn.first()?;
    let above = shown.iter().position(|day| day.date == *first)?;
    is_beginning(shown.get(above..)?, drawn).then_some(above)
}

/// Whether the days drawn begin with those to be shown.
fn is_beginning(shown: &[ShownDay], drawn: &[CalendarDate]) -> bool {
    shown.len() <= drawn.len() && shown.iter().map(|day| &day.date).eq(drawn.iter().take(shown.len()))
}

impl Group {
    pub(super) fn new() -> Self {
        Self { turn: RwSignal::new(0), days: StoredValue::new(Vec::new()), round: StoredValue::new(0) }
    }

    pub(super) fn dates(self) -> Vec<CalendarDate> {
        self.days.with_value(|days| days.iter().map(|day| day.date).collect())
    }

    /// Shows these days: of those that are drawn already, the ones that changed. The first time, all at once; later, in steps, the
    /// first of which comes later too where what is looked for has changed: finding it has taken long enough.
    pub(super) fn show(self, shown: Vec<ShownDay>, is_search: bool) {
        let is_first = self.turn.get_untracked() == 0;
        if is_beginning(&shown, &self.dates()) {
            let mut shown = shown.into_iter();
            self.days.update_value(|days| days.iter_mut().for_each(|day| day.wanted = shown.next()));
        } else {
            let draw = |wanted: ShownDay| DrawnDay {
                date: wanted.date,
                wanted: Some(wanted),
                shown: None,
                drawn: ArcRwSignal::new(0),
            };
            self.days.set_value(shown.into_iter().map(draw).collect());
            self.turn.update(|turn| *turn += 1);
        }
        self.round.update_value(|round| *round += 1);
        let round = self.round.get_value();
        if !is_search && !self.draw(if is_first { usize::MAX } else { DRAWN_AT_ONCE }) {
            return;
        }
        app::run(async move {
            loop {
                idle::next_task().await;
                if self.round.get_value() != round || !self.draw(DRAWN_AT_ONCE) {
                    return;
                }
            }
        });
    }

    /// Draws days until so many entries are drawn, and says whether more are to be.
    fn draw(self, most: usize) -> bool {
        let (mut changed, mut entries, mut is_left) = (Vec::new(), 0, false);
        self.days.update_value(|days| {
            for day in days.iter_mut().filter(|day| day.shown != day.wanted) {
                if entries >= most {
                    is_left = true;
                    return;
                }
                day.shown.clone_from(&day.wanted);
                entries += day.shown.as_ref().map_or(0, |shown| shown.rows.len());
                changed.push(day.drawn.clone());
            }
        });
        for drawn in changed {
            drawn.update(|drawn| *drawn += 1);
        }
        is_left
    }

    pub(super) fn view(self, state: JournalState) -> AnyView {
        changing(move || {
            self.turn.track();
            let days = self.days.with_value(|days| days.iter().map(|day| day.drawn.clone()).collect::<Vec<_>>());
            let draw = |(place, changes): (usize, ArcRwSignal<usize>)| {
                changing(move || {
                    changes.track();
                    self.days.with_value(|days| {
                        let shown = days.get(place).and_then(|drawn| drawn.shown.as_ref());
                        shown.map_or_else(nothing, |shown| day(state, shown))
                    })
                })
            };
            days.into_iter().enumerate().map(draw).collect::<Vec<_>>().into_any()
        })
    }
}
