//! What is read from Lighthouse's reports, and how its scores are held to their budgets.

use std::cell::Cell;

use anyhow::anyhow;
use serde_json::{Value, json};
use xtask::{
    figures::Budget,
    lighthouse::{Category, Score, Scores, read, settle},
};

/// A report with a category of one audit for each score.
fn report(scores: [f64; 4]) -> Value {
    let mut report = json!({ "categories": {}, "audits": {} });
    for (category, score) in Category::ALL.into_iter().zip(scores) {
        let audit = format!("audit-of-{}", category.id());
        report["categories"][category.id()] =
            json!({ "score": score, "auditRefs": [{ "id": audit, "weight": 1 }, { "id": "told-only", "weight": 0 }] });
        report["audits"][audit] = json!({ "score": score, "scoreDisplayMode": "numeric" });
    }
    report["audits"]["told-only"] = json!({ "score": 0, "scoreDisplayMode": "informative" });
    report
}

/// The points of a run whose audits are of no interest.
fn run_of(points: [u64; 4]) -> Scores {
    points.map(|points| Score { points, lost_by: Vec::new() })
}

#[test]
fn scores_are_read_with_what_cost_points() {
    let mut shifting = report([0.65, 1.0, 0.96, 0.0]);
    shifting["audits"]["audit-of-performance"]["displayValue"] = json!("0.44\u{a0}s");
    let score = |points, lost_by: &[&str]| Score { points, lost_by: lost_by.iter().map(ToString::to_string).collect() };
    assert_eq!(
        read(&shifting.to_string()).expect("the report is whole"),
        [
            score(65, &["audit-of-performance (65, 0.44 s)"]),
            score(100, &[]),
            score(96, &["audit-of-best-practices (96)"]),
            score(0, &["audit-of-seo (0)"]),
        ]
    );
    let mut inapplicable = report([0.29, 0.57, 0.58, 1.0]);
    inapplicable["audits"]["audit-of-seo"] = json!({ "score": null, "scoreDisplayMode": "notApplicable" });
    let read = read(&inapplicable.to_string()).expect("the report is whole");
    assert_eq!(read.map(|score| score.points), [29, 57, 58, 100], "hundredths are not cut off");
}

#[test]
fn a_report_without_every_score_is_refused() {
    let whole = report([1.0; 4]);
    let with = |pointer: &str, value: Value| {
        let mut report = whole.clone();
        *report.pointer_mut(pointer).expect("it stands in the report") = value;
        report.to_string()
    };
    let mut failed = whole.clone();
    failed["runtimeError"] = json!({ "code": "ERRORED_DOCUMENT_REQUEST", "message": "Status code: 404" });
    let error = json!({ "score": null, "scoreDisplayMode": "error", "errorMessage": "no trace" });
    for (report, says) in [
        (String::new(), "this is no report"),
        (failed.to_string(), "Lighthouse could not look at the page: Status code: 404"),
        (with("/categories/seo", Value::Null), "seo was not looked at"),
        (with("/categories/seo/score", Value::Null), "seo has no score"),
        (
            with("/audits/audit-of-performance", error),
            "performance has no score, because of audit-of-performance (no trace)",
        ),
    ] {
        assert_eq!(read(&report).expect_err(says).to_string(), says);
    }
}

#[test]
fn a_score_has_a_least_and_other_figures_a_most() {
    for (budget, measured, is_kept, shown) in [
        (Budget::AtLeast(98), 97, false, "at least 98"),
        (Budget::AtLeast(98), 98, true, "at least 98"),
        (Budget::AtLeast(98), 100, true, "at least 98"),
        (Budget::AtMost(24_000), 24_001, false, "24,000"),
        (Budget::AtMost(24_000), 24_000, true, "24,000"),
        (Budget::AtMost(24_000), 0, true, "24,000"),
    ] {
        assert_eq!(budget.is_kept_by(measured), is_kept, "{budget}: {measured}");
        assert_eq!(budget.to_string(), shown);
    }
}

#[tokio::test]
async fn a_page_under_budget_is_measured_three_times() {
    let cases: [(&[[u64; 4]], [u64; 4]); 4] = [
        (&[[98, 99, 100, 98]], [98, 99, 100, 98]),
        // A busy moment.
        (&[[60, 100, 100, 100], [99, 100, 100, 100], [98, 100, 100, 100]], [98, 100, 100, 100]),
        // A page that is slow.
        (&[[97, 100, 100, 100], [100, 100, 100, 100], [65, 100, 100, 100]], [97, 100, 100, 100]),
        // What the other runs show counts too, of every category.
        (&[[97, 98, 100, 100], [99, 50, 100, 100], [99, 50, 100, 100]], [99, 50, 100, 100]),
    ];
    for (runs, settled) in cases {
        let done = Cell::new(0);
        let points = settle(98, async |number| {
            done.set(done.get() + 1);
            assert_eq!(number, done.get(), "runs are numbered");
            runs.get(number - 1).map(|points| run_of(*points)).ok_or_else(|| anyhow!("a run too many"))
        });
        assert_eq!(points.await.expect("as many runs as there are"), settled, "{runs:?}");
        assert_eq!(done.get(), runs.len(), "{runs:?}");
    }
    let failing = settle(98, async |_| Err(anyhow!("no browser"))).await;
    assert_eq!(failing.expect_err("the run failed").to_string(), "no browser");
}
