//! The journal's storage, side by side with Dexie in one browser, and the budgets that fail the build.
//!
//! Both store the same entries, those of `examples/journal_bench.rs`, in the same `IndexedDB`: ours from the
//! WebAssembly that is shipped, Dexie as objects. They take turns, and the median of each counts.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::{Value, json};

use crate::{
    bench::median,
    browsers::{Browser, Engine, Wishes},
    figures::{Figure, Table, grouped, over_budget},
    lock_bench, paths,
    server::SiteServer,
    tools, worker,
};

/// The most that saving one entry may take, in hundredths of what Dexie takes.
const SAVE_BUDGET_HUNDREDTHS: u64 = 100;
/// The same for reading everything, with every month's record made.
const READ_BUDGET_HUNDREDTHS: u64 = 30;
/// The same for reading everything without the months' records.
const READ_ENTRIES_BUDGET_HUNDREDTHS: u64 = 120;
/// The same for reading one month.
const MONTH_BUDGET_HUNDREDTHS: u64 = 50;

/// The same for finding words in the notes.
const SEARCH_BUDGET_HUNDREDTHS: u64 = 10;
/// The most that opening the page may take at each size, in hundredths of what it takes with few entries.
const OPEN_BUDGETS_HUNDREDTHS: [u64; 2] = [150, 300];
/// The longest task while an entry is written and saved, and while words are looked for, in milliseconds, with the processor
/// four times slower.
const TASK_BUDGET: u64 = 50;

/// How the shipped programs are made small: `index.html` says the same to Trunk.
const OPTIMISED: [&str; 7] =
    ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--converge", "--reorder-functions-by-name"];

/// How many entries the journal has when it is measured.
const SIZES: [u64; 2] = [10_000, 50_000];
/// Few entries: what opening the page is compared with.
const FEW: u64 = 100;
/// How often each figure is measured: the median counts.
pub(crate) const RUNS: u64 = 5;
/// How many entries one run saves, one after another: the median counts.
const SAVES: u64 = 20;
/// The months that one run reads, one after another: the mean counts. The made-up entries have them at every size.
const MONTHS_READ: [&str; 12] = [
    "2010-01", "2010-02", "2010-03", "2010-04", "2010-05", "2010-06", "2010-07", "2010-08", "2010-09", "2010-10",
    "2010-11", "2010-12",
];

/// How often a figure is measured that is over its budget: something else on the machine can touch one side alone.
const ATTEMPTS: usize = 3;

/// Measures the journal of a built site and writes the README's table of it; again, as long as a figure has been over its budget each
/// time.
///
/// # Errors
///
/// When a figure is over its budget each time, or cannot be measured.
pub async fn all(dist: &Path) -> Result<()> {
    let mut figures = measure(dist).await?;
    let mut over = over_budget(&figures);
    for _ in 1..ATTEMPTS {
        if over.is_empty() {
            break;
        }
        println!("over budget: {}; again:", over.join(", "));
        figures = measure(dist).await?;
        let again = over_budget(&figures);
        over.retain(|name| again.contains(name));
    }
    ensure!(over.is_empty(), "over budget each time: {}", over.join(", "));
    Table::Journal.record(&figures)
}

/// Measures how long a locked journal takes, and prints it: once, for the figures of reliability.
///
/// # Errors
///
/// When a figure is over its budget, or cannot be measured.
pub(crate) async fn locked(dist: &Path) -> Result<()> {
    let site = write_site(dist)?;
    let over = over_budget(&lock_bench::measure(&SiteServer::start(&site, "/", 0)?, SIZES[0]).await?);
    ensure!(over.is_empty(), "over budget: {}", over.join(", "));
    Ok(())
}

/// Measures each figure once.
async fn measure(dist: &Path) -> Result<Vec<Figure>> {
    let site = write_site(dist)?;
    let server = SiteServer::start(&site, "/", 0)?;
    let browser = start_browser().await?;
    Figure::print_head();
    let until_usable = |entries: u64, time| {
        Figure::print(format!("{} entries: the journal's page until it can be used, ms", grouped(entries)), time, None)
    };
    let mut figures = vec![until_usable(0, open_page(&browser, &server).await?)];
    fill(&browser, &server, FEW).await?;
    let few = open_page(&browser, &server).await?;
    figures.push(until_usable(FEW, few));
    for (entries, budget) in SIZES.into_iter().zip(OPEN_BUDGETS_HUNDREDTHS) {
        figures.extend(beside_dexie(&browser, &server, entries).await?);
        figures.push(memory(&browser, &server, entries).await?);
        let time = open_page(&browser, &server).await?;
        figures.push(until_usable(entries, time));
        let name = format!("  {} against {FEW} entries, hundredths", grouped(entries));
        figures.push(Figure::print(name, (time * 100).div_ceil(few.max(1)), Some(budget)));
        figures.extend(looking_back(&browser, &server, entries).await?);
    }
    browser.end().await?;
    figures.push(longest_task(&server, SIZES[0]).await?);
    figures.extend(lock_bench::measure(&server, SIZES[0]).await?);
    Ok(figures)
}

pub(crate) async fn start_browser() -> Result<Browser> {
    let browser = Browser::start(Engine::Chromium, &Wishes::default()).await?;
    // Storing every page for later would go on beside what is measured.
    let script = "Object.defineProperty(navigator.serviceWorker, 'register', { value: () => new Promise(() => {}) });";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORD_READY })).await?;
    Ok(browser)
}

/// Notes, in `window.readyAt`, when the page could be used: in milliseconds from when it was asked for.
const RECORD_READY: &str = "new MutationObserver(() => \
     { if (document.documentElement.dataset.ready === 'true') window.readyAt ??= performance.now(); }) \
     .observe(document, { attributes: true, attributeFilter: ['data-ready'], subtree: true });";

/// How long the journal's page takes until it can be used, in milliseconds.
pub(crate) async fn open_page(browser: &Browser, server: &SiteServer) -> Result<u64> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        browser.open_ready(&format!("{}journal/", server.url())).await?;
        browser.wait_until("return window.readyAt !== undefined").await?;
        let time = browser.run("return Math.round(window.readyAt)").await?;
        times.push(time.as_u64().context("the page's time was not measured")?);
    }
    Ok(median(times))
}

/// The folds among the tools that look at the whole journal, and what is there when they show what they have. In the
/// summary, everything is chosen.
const FOLDS: [(&str, &str); 3] = [("calendar", "table.month"), ("patterns", "svg"), ("visit-summary", ".told")];

/// How long it takes until each of those folds shows what it has, with what it needs of the entries.
async fn looking_back(browser: &Browser, server: &SiteServer, entries: u64) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (fold, content) in FOLDS {
        let mut times = Vec::new();
        for _ in 0..RUNS {
            browser.open_ready(&format!("{}journal/", server.url())).await?;
            settle(browser).await?;
            let script = format!(
                "return new Promise((resolve) => {{\
                   const begun = performance.now();\
                   const look = () => {{\
                     const everything = document.querySelectorAll('#{fold} [name=span]')[3];\
                     if (everything && !everything.checked) everything.click();\
                     if (document.querySelector('#{fold} {content}')) resolve(Math.ceil(performance.now() - begun));\
                     else if (performance.now() - begun > 20000) resolve('nothing came');\
                     else setTimeout(look);\
                   }};\
                   document.getElementById('{fold}').open = true;\
                   look();\
                 }})"
            );
            let took = browser.run(&script).await?;
            times.push(took.as_u64().with_context(|| format!("{fold}: {took}"))?);
        }
        let name = format!("{} entries: {fold} until it shows them, ms", grouped(entries));
        figures.push(Figure::print(name, median(times), None));
    }
    Ok(figures)
}

/// Opens the page on which both storages are.
async fn open_bench<'a>(browser: &'a Browser, server: &SiteServer) -> Result<Page<'a>> {
    browser.client.goto(&format!("{}bench/", server.url())).await?;
    browser.wait_until("return document.documentElement.dataset.ready === 'true'").await?;
    Ok(Page(browser))
}

/// Fills our storage up to so many entries, and makes the months' records.
pub(crate) async fn fill(browser: &Browser, server: &SiteServer, entries: u64) -> Result<()> {
    let page = open_bench(browser, server).await?;
    page.call("ours", "fill", &json!([entries])).await?;
    page.call("ours", "rebuild", &json!([])).await?;
    Ok(())
}

/// What the program's memory grows by when it reads the entries: those that it keeps, and what reading them took.
async fn memory(browser: &Browser, server: &SiteServer, entries: u64) -> Result<Figure> {
    let page = open_bench(browser, server).await?;
    let before = page.memory().await?;
    page.measure("ours", "read", &json!([]), entries).await?;
    let grown = page.memory().await? - before;
    let name = format!("{} entries: the program's memory, bytes an entry", grouped(entries));
    Ok(Figure::print(name, grown / entries, None))
}

/// Keeps, in `window.longest`, the longest task that the page has had, in milliseconds; the browser tells of those over 50.
const RECORD_TASKS: &str = "window.longest = 0; new PerformanceObserver((list) => { for (const task of list.getEntries()) \
     window.longest = Math.max(window.longest, task.duration); }).observe({ type: 'longtask' });";

/// The longest task while an entry is written and saved, and words are looked for, with the processor four times slower.
async fn longest_task(server: &SiteServer, entries: u64) -> Result<Figure> {
    // What is saved here is in nothing else that is measured.
    let browser = start_browser().await?;
    fill(&browser, server, entries).await?;
    let mut longest = Vec::new();
    for _ in 0..RUNS {
        browser.open_ready(&format!("{}journal/", server.url())).await?;
        // What goes on beside, once the page is opened, is not what is measured.
        settle(&browser).await?;
        browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
        browser.run(RECORD_TASKS).await?;
        browser.press(Locator::Id("add-entry")).await?;
        browser.wait_until("return document.getElementById('entry-notes') !== null").await?;
        browser.run("document.querySelectorAll('.entry-form .scale input')[5].click()").await?;
        type_letter_by_letter(&browser, "entry-notes", "woke up from it, better on my side").await?;
        browser.press(Locator::XPath("//button[text()='Save entry']")).await?;
        browser.wait_until("return document.getElementById('journal-said').innerText.startsWith('Saved')").await?;
        settle(&browser).await?;
        browser.run("document.querySelector('.find').open = true").await?;
        type_letter_by_letter(&browser, "find-words", "better warm").await?;
        browser.wait_until("return document.querySelector('.found').innerText.includes(' of ')").await?;
        settle(&browser).await?;
        longest.push(browser.run("return Math.ceil(longest)").await?.as_u64().context("no task was measured")?);
        browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await?;
    }
    let name = format!(
        "{} entries: longest task over 50 ms while writing and finding, processor 4 × slower, ms",
        grouped(entries)
    );
    Ok(Figure::print(name, median(longest), Some(TASK_BUDGET)))
}

/// Waits until the page has had nothing to do for a while.
async fn settle(browser: &Browser) -> Result<()> {
    let idle = "return new Promise((resolve) => { let left = 5; const wait = () => { left -= 1; \
         if (left === 0) resolve(true); else requestIdleCallback(wait); }; requestIdleCallback(wait); })";
    browser.run(idle).await.map(|_| ())
}

async fn type_letter_by_letter(browser: &Browser, field: &str, words: &str) -> Result<()> {
    browser.run(&format!("document.getElementById('{field}').focus()")).await?;
    let field = browser.client.active_element().await?;
    for letter in words.chars() {
        field.send_keys(&letter.to_string()).await?;
        browser.run("return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))").await?;
    }
    Ok(())
}

/// One storage's times of each figure, in microseconds.
#[derive(Default)]
struct Times {
    save: Vec<u64>,
    save_without_reading_back: Vec<u64>,
    read: Vec<u64>,
    read_entries: Vec<u64>,
    month: Vec<u64>,
    search: Vec<u64>,
}

/// Fills both up to so many entries, and measures them in turns.
async fn beside_dexie(browser: &Browser, server: &SiteServer, entries: u64) -> Result<Vec<Figure>> {
    let page = open_bench(browser, server).await?;
    let before_saves = entries - RUNS * SAVES;
    page.call("ours", "fill", &json!([before_saves])).await?;
    page.call("dexie", "fill", &json!([before_saves])).await?;
    let (mut ours, mut dexie) = (Times::default(), Times::default());
    for run in 0..RUNS {
        page.call("ours", "rebuild", &json!([])).await?;
        let from = before_saves + run * SAVES;
        let numbers = json!([from, from + SAVES]);
        ours.save.push(page.measure("ours", "save", &numbers, SAVES).await?.took);
        let saved = page.measure("dexie", "save", &numbers, SAVES).await?;
        dexie.save.push(saved.took);
        dexie.save_without_reading_back.push(saved.took_first);
    }
    page.call("ours", "rebuild", &json!([])).await?;
    for _ in 0..RUNS {
        ours.read.push(page.measure("ours", "read", &json!([]), entries).await?.took);
        dexie.read.push(page.measure("dexie", "read", &json!([]), entries).await?.took);
        ours.read_entries.push(page.measure("ours", "readEntries", &json!([]), entries).await?.took);
    }
    let months = json!([MONTHS_READ]);
    for _ in 0..RUNS {
        let ours_read = page.call("ours", "readMonths", &months).await?;
        let dexie_read = page.call("dexie", "readMonths", &months).await?;
        ensure!(ours_read.entries > 0 && ours_read.entries == dexie_read.entries, "a month was not read whole");
        ours.month.push(ours_read.took);
        dexie.month.push(dexie_read.took);
    }
    for words in SOUGHT {
        let words = json!([words]);
        // What is looked through has been read before: the page holds it.
        page.measure("ours", "read", &json!([]), entries).await?;
        let ours_found = page.call_on("ours", "search", &words).await?;
        let dexie_found = page.call("dexie", "search", &words).await?;
        ensure!(ours_found.entries > 0 && ours_found.entries == dexie_found.entries, "the searches differ: {words}");
        ours.search.push(ours_found.took);
        dexie.search.push(dexie_found.took);
    }
    Ok(print(entries, ours, dexie))
}

/// The words that are looked for, each once: in many notes, in few, and two together.
const SOUGHT: [&str; 5] = ["warm", "didn't", "slept badly", "Standing", "walk water"];

fn print(entries: u64, ours: Times, dexie: Times) -> Vec<Figure> {
    let entries = grouped(entries);
    let mut figures = Vec::new();
    let dexie_read = median(dexie.read);
    let compared = [
        ("save one, and read it back", median(ours.save), median(dexie.save), SAVE_BUDGET_HUNDREDTHS),
        ("read all by months", median(ours.read), dexie_read, READ_BUDGET_HUNDREDTHS),
        ("read all one by one", median(ours.read_entries), dexie_read, READ_ENTRIES_BUDGET_HUNDREDTHS),
        ("read one month", median(ours.month), median(dexie.month), MONTH_BUDGET_HUNDREDTHS),
        ("find words in notes", median(ours.search), median(dexie.search), SEARCH_BUDGET_HUNDREDTHS),
    ];
    for (name, ours, dexie, budget) in compared {
        figures.push(Figure::print(format!("{entries} entries: {name}, µs"), ours, None));
        figures.push(Figure::print("  the same with Dexie, µs", dexie, None));
        let name = format!("{entries} entries: {name}, against Dexie, hundredths");
        figures.push(Figure::print(name, (ours * 100).div_ceil(dexie.max(1)), Some(budget)));
    }
    let without_reading_back = median(dexie.save_without_reading_back);
    let name = format!("{entries} entries: save one with Dexie, not read back, µs");
    figures.push(Figure::print(name, without_reading_back, None));
    figures
}

/// What one measurement showed.
struct Measured {
    /// In microseconds.
    took: u64,
    /// The same without its last step, where it has several.
    took_first: u64,
    /// How many entries were stored or read.
    entries: u64,
}

/// The page on which both storages are.
struct Page<'a>(&'a Browser);

impl Page<'_> {
    /// Has a storage do something, and makes sure that it was done with so many entries.
    async fn measure(&self, storage: &str, task: &str, arguments: &Value, entries: u64) -> Result<Measured> {
        let measured = self.call(storage, task, arguments).await?;
        let done = measured.entries;
        ensure!(done == entries, "{storage}, {task}: {done} entries, not {entries}");
        Ok(measured)
    }

    /// Has a storage do something, after everything that was left by the one before has been cleared away.
    async fn call(&self, storage: &str, task: &str, arguments: &Value) -> Result<Measured> {
        self.0.run("bench.forget()").await?;
        self.call_on(storage, task, arguments).await
    }

    /// Has a storage do something with what was read before.
    async fn call_on(&self, storage: &str, task: &str, arguments: &Value) -> Result<Measured> {
        self.0.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        let script = format!("return bench.{storage}.{task}(...{arguments})");
        let answer = self.0.run(&script).await.with_context(|| format!("{storage}, {task}"))?;
        let number = |name: &str| answer.get(name).and_then(Value::as_u64).context("the page did not measure");
        Ok(Measured { took: number("took")?, took_first: number("tookFirst")?, entries: number("entries")? })
    }
}

impl Page<'_> {
    /// How large our program's memory is, in bytes.
    async fn memory(&self) -> Result<u64> {
        self.0.run("return bench.memory()").await?.as_u64().context("the memory was not measured")
    }
}

/// Makes the site that is measured: the built one, and beside it the page with both storages, under the same policy.
pub(crate) fn write_site(dist: &Path) -> Result<PathBuf> {
    let site = paths::target().join("sites/journal-bench");
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    for path in worker::shipped(dist)? {
        let copy = site.join(&path);
        fs::create_dir_all(copy.parent().unwrap_or(&site))?;
        fs::copy(dist.join(&path), copy)?;
    }
    ensure!(site.join("journal/index.html").is_file(), "the site is not built, or has no journal");
    // Its clock then counts in 5 microseconds, in place of 100.
    let headers = fs::read_to_string(site.join("_headers"))?;
    let isolated = "/bench/*\n  Cross-Origin-Embedder-Policy: require-corp\n";
    fs::write(site.join("_headers"), headers + isolated)?;
    let page = site.join("bench");
    fs::create_dir_all(&page)?;
    fs::copy(tools::dexie_module(), page.join("dexie.js")).context("dexie is not set up")?;
    fs::write(page.join("index.html"), PAGE)?;
    fs::write(page.join("bench.js"), SCRIPT)?;
    build_program(&page)?;
    Ok(site)
}

/// Builds the storage into a folder, as Trunk builds what is shipped.
fn build_program(folder: &Path) -> Result<()> {
    let run = |command: &mut Command| {
        let status = command.current_dir(paths::project()).status()?;
        ensure!(status.success(), "{} did not succeed", command.get_program().display());
        Ok(())
    };
    let target = ["--target", "wasm32-unknown-unknown"];
    let example = ["--example", "journal_bench", "--features", "csr"];
    run(Command::new("cargo").args(["build", "--quiet", "--release", "--locked"]).args(target).args(example))?;
    let built = paths::target().join("wasm32-unknown-unknown/release/examples/journal_bench.wasm");
    run(Command::new(tools::wasm_bindgen())
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .arg(folder)
        .arg(built))?;
    let program = folder.join("journal_bench_bg.wasm");
    run(Command::new(tools::wasm_opt()).args(OPTIMISED).arg("--output").arg(&program).arg(&program))
}

const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Bench</title>\
     <script type=\"module\" src=\"bench.js\"></script></head><body></body></html>";

/// Each task returns how long it took and with how many entries it was done. What is stored is made up before the time
/// begins; what was read is kept until it has ended, as a page would keep it.
const SCRIPT: &str = r#"
import Dexie from "./dexie.js";
import start, { JournalBench, MadeUpEntry, memory_size } from "./journal_bench.js";

// On this machine's own address it would record stacks for debugging, which costs time.
Dexie.debug = false;
await start();
const journal = await JournalBench.open();
const peer = new Dexie("peer", { chromeTransactionDurability: "strict" });
peer.version(1).stores({ entries: "key" });
await peer.open();
if (!crossOriginIsolated || Dexie.debug || peer._options.chromeTransactionDurability !== "strict") throw new Error("not as wished");

let read = null;

const answer = (milliseconds, entries, first = milliseconds) =>
  ({ took: Math.round(milliseconds * 1000), tookFirst: Math.round(first * 1000), entries });
const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

async function timed(work) {
  const begun = performance.now();
  const entries = await work();
  return answer(performance.now() - begun, entries);
}

function madeUp(from, to) {
  const entries = [];
  for (let number = from; number < to; number += 1) entries.push(new MadeUpEntry(number));
  return entries;
}

function object(entry) {
  const { version, ...rest } = JSON.parse(entry.record());
  const made = { key: entry.key(), ...rest };
  entry.free();
  return made;
}

const monthsOf = (months, entries, began) => {
  if (entries.some((count) => count === 0)) throw new Error("a month has no entries");
  const took = (performance.now() - began) / months.length;
  return answer(took, entries.reduce((sum, count) => sum + count));
};

const ours = {
  fill: async (to) => {
    const from = await journal.read_entries();
    return timed(() => journal.fill(from, to));
  },
  rebuild: () => timed(() => journal.rebuild()),
  save: async (from, to) => {
    const times = [];
    for (const entry of madeUp(from, to)) {
      const begun = performance.now();
      await journal.save(entry);
      times.push(performance.now() - begun);
      entry.free();
    }
    return answer(median(times), times.length);
  },
  read: () => timed(() => journal.read()),
  readEntries: () => timed(() => journal.read_entries()),
  search: (words) => timed(() => journal.search(words)),
  readMonths: async (months) => {
    const entries = [];
    const begun = performance.now();
    for (const month of months) entries.push(await journal.read_month(month));
    return monthsOf(months, entries, begun);
  },
};

const dexie = {
  fill: async (to) => {
    const made = madeUp(await peer.entries.count(), to).map(object);
    return timed(() => peer.entries.bulkPut(made).then(() => made.length));
  },
  save: async (from, to) => {
    const times = [];
    const acknowledged = [];
    for (const entry of madeUp(from, to).map(object)) {
      const begun = performance.now();
      await peer.entries.put(entry);
      acknowledged.push(performance.now() - begun);
      const kept = await peer.entries.get(entry.key);
      times.push(performance.now() - begun);
      if (kept?.id !== entry.id) throw new Error("it was not kept");
    }
    return answer(median(times), times.length, median(acknowledged));
  },
  read: () => timed(async () => {
    read = await peer.entries.toArray();
    return read.length;
  }),
  search: (words) => timed(async () => {
    const sought = words.toLowerCase().split(" ");
    const holds = (notes, word) => notes.toLowerCase().replaceAll("’", "'").includes(word);
    read = await peer.entries.filter((entry) => sought.every((word) => holds(entry.notes, word))).toArray();
    return read.length;
  }),
  readMonths: async (months) => {
    const entries = [];
    const begun = performance.now();
    for (const month of months) {
      read = await peer.entries.where("key").between(month, `${month}~`, true, true).toArray();
      entries.push(read.length);
    }
    return monthsOf(months, entries, begun);
  },
};

function forget() {
  journal.forget();
  read = null;
}

window.bench = { ours, dexie, forget, memory: () => memory_size() };
document.documentElement.dataset.ready = "true";
"#;
