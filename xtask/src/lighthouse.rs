//! What Lighthouse says of each page, and the budgets that fail the build.
//!
//! Lighthouse uses a Chromium that [`Browser`] has started, so that the journal can be filled before, by the storage that is shipped. It
//! emulates a phone, and works out from what it records how long the page would take on one with a slow connection.

use std::{array, fs, path::Path};

use anyhow::{Context, Result, bail, ensure};
use quietleaf::article::PageName;
use serde_json::Value;
use tokio::process::Command;

use crate::{
    bench::median,
    browsers::{Browser, Engine, Wishes},
    figures::{Budget, Figure, Table, grouped, over_budget},
    journal_bench, lock_bench, paths,
    server::SiteServer,
    tools,
};

/// The least of each score, of 100.
const SCORE_BUDGET: u64 = 98;
/// The same for the article, with which most readers begin.
const ARTICLE_BUDGET: u64 = 99;
/// How many entries the journal has, where it has some.
const ENTRIES: u64 = 1000;
/// How often a page is measured of which a score is under its budget: the median counts.
const RUNS: usize = 3;

/// What Lighthouse scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// How soon the page is painted, can be used, and lies still.
    Performance,
    /// The rules of axe-core that a program can check.
    Accessibility,
    /// Errors, outdated interfaces, what endangers a reader.
    BestPractices,
    /// Whether search engines find the page, and what they show of it.
    Seo,
}

impl Category {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Performance, Self::Accessibility, Self::BestPractices, Self::Seo];

    /// Its name in a report.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Performance => "performance",
            Self::Accessibility => "accessibility",
            Self::BestPractices => "best-practices",
            Self::Seo => "seo",
        }
    }

    /// Its name among the figures.
    const fn name(self) -> &'static str {
        match self {
            Self::Performance => "performance",
            Self::Accessibility => "accessibility",
            Self::BestPractices => "best practices",
            Self::Seo => "SEO",
        }
    }
}

/// What is measured of a page.
struct Visit {
    page: PageName,
    name: &'static str,
    /// How many entries the journal has.
    entries: u64,
    budget: u64,
    left_out: Option<LeftOut>,
}

/// An audit that does not apply to a page, although Lighthouse thinks so.
struct LeftOut {
    audit: &'static str,
    of: Category,
    because: &'static str,
}

const VISITS: [Visit; 7] = [
    Visit { budget: ARTICLE_BUDGET, ..Visit::of(PageName::Article, "article") },
    Visit::of(PageName::Questions, "questions"),
    Visit::of(PageName::Journal, "journal without entries"),
    Visit { entries: ENTRIES, ..Visit::of(PageName::Journal, "journal with 1,000 entries") },
    Visit::of(PageName::Help, "get help"),
    Visit::of(PageName::About, "about"),
    Visit {
        left_out: Some(LeftOut {
            audit: "is-crawlable",
            of: Category::Seo,
            because: "search engines are asked not to list a page that says that there is none",
        }),
        ..Visit::of(PageName::NotFound, "404.html")
    },
];

impl Visit {
    const fn of(page: PageName, name: &'static str) -> Self {
        Self { page, name, entries: 0, budget: SCORE_BUDGET, left_out: None }
    }

    /// What one of its figures is called. An audit that is left out is named.
    fn figure(&self, category: Category) -> String {
        let without = self.left_out.as_ref().filter(|left_out| left_out.of == category);
        let without = without.map(|left_out| format!(" without {}", left_out.audit)).unwrap_or_default();
        format!("{}: {}{without}, of 100", self.name, category.name())
    }
}

/// One category in one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Of 100.
    pub points: u64,
    /// The audits that cost points, each with its own score and what it has found.
    pub lost_by: Vec<String>,
}

/// The scores of one run, in the order of [`Category::ALL`].
pub type Scores = [Score; 4];

/// Measures every page of a built site and writes the README's table of it. The table is written where a score is under its budget too:
/// an older one would say more than is so.
///
/// # Errors
///
/// When a score is under its budget, or cannot be measured.
pub async fn all(dist: &Path) -> Result<()> {
    let filling = journal_bench::write_site(dist)?;
    let reports = paths::target().join("lighthouse");
    fs::create_dir_all(&reports)?;
    let mut figures = Vec::new();
    Figure::print_head();
    for visit in &VISITS {
        if let Some(LeftOut { audit, because, .. }) = &visit.left_out {
            println!("{}: without {audit}: {because}", visit.name);
        }
        let points = settle(visit.budget, async |run| {
            let report = reports.join(format!("{}-{run}.json", visit.name.replace(' ', "-")));
            // Now and then Lighthouse misses the start of a page, and says so (`NO_NAVSTART`): nothing has been measured then.
            if let Err(error) = measure(visit, dist, &filling, &report).await {
                println!("{error:#}; once more:");
                measure(visit, dist, &filling, &report).await?;
            }
            let scores = read(&fs::read_to_string(&report)?).with_context(|| format!("{}", report.display()))?;
            explain(visit, &scores);
            Ok(scores)
        })
        .await?;
        for (category, points) in Category::ALL.into_iter().zip(points) {
            figures.push(Figure::print_score(visit.figure(category), points, visit.budget));
        }
    }
    Table::Lighthouse.record(&figures)?;
    let under = over_budget(&figures);
    ensure!(under.is_empty(), "under budget: {}", under.join("; "));
    Ok(())
}

/// Prints what cost points where a score is under its budget.
fn explain(visit: &Visit, scores: &Scores) {
    for (category, score) in Category::ALL.into_iter().zip(scores) {
        if !Budget::AtLeast(visit.budget).is_kept_by(score.points) {
            println!("{}: {}: {}; by {}", visit.name, category.name(), score.points, score.lost_by.join(", "));
        }
    }
}

/// A page's points: of its first run, or, where one of these is under its budget, the medians of three runs.
///
/// # Errors
///
/// When a run fails.
pub async fn settle(budget: u64, run: impl AsyncFn(usize) -> Result<Scores>) -> Result<[u64; 4]> {
    let points = async |number| anyhow::Ok(run(number).await?.map(|score| score.points));
    let mut runs = vec![points(1).await?];
    if runs.concat().iter().any(|points| !Budget::AtLeast(budget).is_kept_by(*points)) {
        for number in 2..=RUNS {
            runs.push(points(number).await?);
        }
    }
    Ok(array::from_fn(|category| median(runs.iter().map(|points| points[category]).collect())))
}

/// Has Lighthouse visit a page once, as a reader's first visit, but for the entries of the journal, and write its report.
async fn measure(visit: &Visit, dist: &Path, filling: &Path, report: &Path) -> Result<()> {
    let server = SiteServer::start(filling, "/", 0)?;
    let browser = if visit.entries > 0 {
        let browser = journal_bench::start_browser().await?;
        journal_bench::fill(&browser, &server, visit.entries).await?;
        browser
    } else {
        Browser::start(Engine::Chromium, &Wishes::default()).await?
    };
    // The page that has filled the journal goes; what is measured is the site as it is shipped.
    browser.clear().await?;
    server.replace(dist, "/");
    let mut command = Command::new("node");
    command
        .arg(tools::lighthouse())
        .arg(format!("{}{}", server.url(), visit.page.path()))
        .args(["--form-factor=mobile", "--output=json", "--locale=en-US", "--quiet"])
        // Nobody outside is told of its errors.
        .arg("--no-enable-error-reporting")
        .args(["--hostname=127.0.0.1", &format!("--port={}", browser.devtools_port()?)])
        .arg("--output-path")
        .arg(report)
        .kill_on_drop(true);
    if let Some(left_out) = &visit.left_out {
        command.arg(format!("--skip-audits={}", left_out.audit));
    }
    // What another run has left is not taken for this one's.
    if report.exists() {
        fs::remove_file(report)?;
    }
    let status = command.status().await.context("Node.js did not start")?;
    ensure!(status.success() && report.is_file(), "{}: Lighthouse did not succeed: {status}", visit.name);
    if visit.entries > 0 {
        // Lighthouse clears caches before it begins, and has to leave what is written.
        browser.client.goto(&format!("{}journal/", server.url())).await?;
        let stored = browser.run(&lock_bench::count_of("entries")).await?;
        ensure!(stored == visit.entries, "the journal has {stored} entries, not {}", grouped(visit.entries));
    }
    browser.end().await
}

/// Reads a report.
///
/// # Errors
///
/// When Lighthouse could not look at the page, or could not score a category; the message says why.
pub fn read(report: &str) -> Result<Scores> {
    let report: Value = serde_json::from_str(report).context("this is no report")?;
    if let Some(error) = report.get("runtimeError") {
        bail!("Lighthouse could not look at the page: {}", error["message"].as_str().unwrap_or_default());
    }
    let [performance, accessibility, best_practices, seo] = Category::ALL.map(|category| score(&report, category));
    Ok([performance?, accessibility?, best_practices?, seo?])
}

fn score(report: &Value, category: Category) -> Result<Score> {
    let found = &report["categories"][category.id()];
    let audits = found["auditRefs"].as_array().with_context(|| format!("{} was not looked at", category.id()))?;
    let (mut lost_by, mut failed) = (Vec::new(), Vec::new());
    for listed in audits.iter().filter(|listed| listed["weight"].as_f64().is_some_and(|weight| weight > 0.0)) {
        let id = listed["id"].as_str().context("an audit has no name")?;
        let audit = &report["audits"][id];
        if audit["scoreDisplayMode"] == "error" {
            failed.push(format!("{id} ({})", audit["errorMessage"].as_str().unwrap_or_default()));
        } else if let Some(points) = points_of(audit).filter(|points| *points < FULL) {
            let value = audit["displayValue"]
                .as_str()
                .map(|value| format!(", {}", value.replace('\u{a0}', " ")))
                .unwrap_or_default();
            lost_by.push(format!("{id} ({points}{value})"));
        }
    }
    ensure!(failed.is_empty(), "{} has no score, because of {}", category.id(), failed.join(", "));
    let points = points_of(found).with_context(|| format!("{} has no score", category.id()))?;
    Ok(Score { points, lost_by })
}

/// The most points.
const FULL: u64 = 100;

/// The points of a category or an audit; one that does not apply has none.
fn points_of(scored: &Value) -> Option<u64> {
    let score = scored["score"].as_f64()?;
    // A report has no more than hundredths.
    format!("{:.0}", score * 100.0).parse().ok()
}
