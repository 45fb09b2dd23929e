//! Charts: drawn as SVG, with marks that differ in shape. Above each stands a sentence that says what was counted, behind it a
//! table that holds every number.

use leptos::prelude::*;

use super::parts::{nothing, paragraph};

/// A drawing in whole pixels.
pub(super) struct Chart {
    width: u32,
    height: u32,
    marks: Vec<(Mark, String)>,
    labels: Vec<(u32, u32, &'static str, String)>,
}

/// A kind of mark. The styles tell its colour; its shape says the same without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A line to measure by.
    Grid,
    /// A filled shape.
    Full,
    /// The outline of a shape.
    Open,
    /// A line from one value to another.
    Range,
    /// A filled shape in the second colour.
    Second,
    /// The outline of a shape in the second colour.
    SecondOpen,
}

impl Mark {
    fn class(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Full => "full",
            Self::Open => "open",
            Self::Range => "range",
            Self::Second => "second",
            Self::SecondOpen => "second-open",
        }
    }
}

impl Chart {
    pub(super) fn new(width: u32, height: u32) -> Self {
        Self { width, height, marks: Vec::new(), labels: Vec::new() }
    }

    /// Draws a mark. Those of one kind are one shape.
    pub(super) fn mark(&mut self, mark: Mark, path: &str) {
        match self.marks.iter_mut().find(|(known, _)| *known == mark) {
            Some((_, known)) => known.push_str(path),
            None => self.marks.push((mark, path.to_owned())),
        }
    }

    /// Writes words with their beginning at a place.
    pub(super) fn label(&mut self, x: u32, y: u32, words: String) {
        self.labels.push((x, y, "start", words));
    }

    /// Writes words around a place.
    pub(super) fn label_around(&mut self, x: u32, y: u32, words: String) {
        self.labels.push((x, y, "middle", words));
    }

    /// The drawing. `named_by` is the id of the sentence that says the same; empty where the drawing only explains a mark.
    fn view(self, named_by: &str) -> AnyView {
        let marks: Vec<AnyView> = self
            .marks
            .into_iter()
            .map(|(mark, path)| view! { <path class=mark.class() d=path></path> }.into_any())
            .collect();
        let labels: Vec<AnyView> = self
            .labels
            .into_iter()
            .map(|(x, y, anchor, words)| {
                view! { <text x=x.to_string() y=y.to_string() text-anchor=anchor>{words}</text> }.into_any()
            })
            .collect();
        let is_named = !named_by.is_empty();
        view! {
            <svg viewBox=format!("0 0 {} {}", self.width, self.height) width=self.width.to_string() height=self.height.to_string()
                role=is_named.then_some("img") aria-labelledby=is_named.then(|| named_by.to_owned())
                aria-hidden=(!is_named).then_some("true")>
                {marks}
                {labels}
            </svg>
        }
        .into_any()
    }
}

/// A circle around a place.
pub(super) fn circle(x: u32, y: u32, radius: u32) -> String {
    let across = radius * 2;
    format!("M{} {y}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 -{across} 0z", x.saturating_sub(radius))
}

/// A square around a place.
pub(super) fn square(x: u32, y: u32, radius: u32) -> String {
    bar(x.saturating_sub(radius), y.saturating_sub(radius), radius * 2, radius * 2)
}

/// A square around a place, on its corner.
pub(super) fn diamond(x: u32, y: u32, radius: u32) -> String {
    format!("M{x} {}l{radius} {radius}l-{radius} {radius}l-{radius} -{radius}z", y.saturating_sub(radius))
}

/// A triangle around a place.
pub(super) fn triangle(x: u32, y: u32, radius: u32) -> String {
    let across = radius * 2;
    format!("M{x} {}l{radius} {across}h-{across}z", y.saturating_sub(radius))
}

/// A bar with its upper left corner at a place.
pub(super) fn bar(x: u32, y: u32, width: u32, height: u32) -> String {
    format!("M{x} {y}h{width}v{height}h-{width}z")
}

/// A line from one place to another.
pub(super) fn line(from: (u32, u32), to: (u32, u32)) -> String {
    format!("M{} {}L{} {}", from.0, from.1, to.0, to.1)
}

/// One mark by itself, 12 pixels wide and high, for eyes only.
pub(super) fn small(mark: Mark, path: &str) -> AnyView {
    let mut chart = Chart::new(12, 12);
    chart.mark(mark, path);
    chart.view("")
}

/// What a mark means: one mark, and words.
pub(super) struct Meaning {
    pub(super) mark: Mark,
    pub(super) path: String,
    pub(super) words: String,
}

/// The side of the drawing in which [`Meaning::path`] stands: the middle is at half of it.
pub(super) const MEANING_SIDE: u32 = 20;

/// Rows of words below headings. The first cell of each row names it.
pub(super) struct Figures {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// A chart with all that belongs to it. `id` is used for the parts of it.
pub(super) fn figure(
    id: &str,
    heading: &str,
    summary: String,
    chart: Chart,
    meanings: Vec<Meaning>,
    figures: Figures,
) -> AnyView {
    let summary_id = format!("{id}-summary");
    let named_by = summary_id.clone();
    let heading = heading.to_owned();
    let scrolled = format!("{heading}, drawn");
    let table_of = format!("Table: {heading}");
    let table_named = table_of.clone();
    let meanings: Vec<AnyView> = meanings
        .into_iter()
        .map(|Meaning { mark, path, words }| {
            let mut chart = Chart::new(MEANING_SIDE, MEANING_SIDE);
            chart.mark(mark, &path);
            view! { <li>{chart.view("")} " " {words}</li> }.into_any()
        })
        .collect();
    let meanings =
        if meanings.is_empty() { nothing() } else { view! { <ul class="meanings">{meanings}</ul> }.into_any() };
    view! {
        <section class="pattern" id=id.to_owned()>
            <h3>{heading}</h3>
            <p id=summary_id>{summary}</p>
            <div class="chart" tabindex="0" role="group" aria-label=scrolled>{chart.view(&named_by)}</div>
            {meanings}
            <details class="behind">
                <summary>{table_of}</summary>
                <div class="scrolled" tabindex="0" role="group" aria-label=table_named>{table(figures)}</div>
            </details>
        </section>
    }
    .into_any()
}

/// The numbers of a chart.
fn table(Figures { headings, rows }: Figures) -> AnyView {
    let headings: Vec<AnyView> =
        headings.into_iter().map(|words| view! { <th scope="col">{words}</th> }.into_any()).collect();
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|row| {
            let cells: Vec<AnyView> = row
                .into_iter()
                .enumerate()
                .map(|(column, words)| {
                    if column == 0 {
                        view! { <th scope="row" dir="auto">{words}</th> }.into_any()
                    } else {
                        view! { <td>{words}</td> }.into_any()
                    }
                })
                .collect();
            view! { <tr>{cells}</tr> }.into_any()
        })
        .collect();
    view! {
        <table class="figures">
            <thead>
                <tr>{headings}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A figure that has nothing to draw.
pub(super) fn nothing_to_draw(heading: &str, words: String) -> AnyView {
    let heading = heading.to_owned();
    view! { <section class="pattern"><h3>{heading}</h3>{paragraph("", words)}</section> }.into_any()
}
