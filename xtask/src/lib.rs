//! Everything that is not the app: set-up, build, prerender, serve, test, bench.
//!
//! | Module | What it does |
//! | --- | --- |
//! | [`tools`] | brings every tool at its pinned version into a cache outside the checkout |
//! | [`progress`] | says what is done, how far it is, and about how long it takes |
//! | [`content`] | reads `content/` and reports its problems |
//! | [`site`] | builds the site with Trunk |
//! | [`split`] | builds the journal's program, in two modules |
//! | [`prerender`] | renders every page and finishes what Trunk has staged |
//! | [`scripts`] | makes the scripts of a site small |
//! | [`machines`] | what a site tells to machines, in the pages' heads and as files |
//! | [`worker`] | fills the service worker with the files and their digest |
//! | [`policy`] | the security headers, in pages and in samples |
//! | [`built_sites`] | the sites that the tests need |
//! | [`by_digest`] | does what costs much once for the same input |
//! | [`compress`] | brotli and gzip copies, and the digests of everything shipped |
//! | [`dependencies`] | what is known against the dependencies |
//! | [`digest`] | digests of bytes, in the forms that files, pages and policies need |
//! | [`server`] | serves a built site on this machine, and records what is asked for |
//! | [`browsers`] | drives Chromium, Firefox and WebKit |
//! | [`screen_reader`] | hears a page as a person without sight does |
//! | [`check`] | formatting, lints and every test |
//! | [`bench`] | the figures and their budgets |
//! | [`figures`] | what is measured, in the README and in `docs/figures/` |
//! | [`fuzz`] | runs the fuzzers for a bounded time |
//! | [`journal_bench`] | the journal's storage beside Dexie, and its budgets |
//! | [`lighthouse`] | what Lighthouse says of each page, and the least that it has to say |
//! | [`reliability`] | the figures that take too long for every run |
//! | [`release`] | the notes of a release, its archive, and what the programs are made of |
//! | [`release_check`] | everything that a release has to pass |
//! | [`reproduce`] | builds a copy elsewhere, and compares it byte for byte |
//! | [`workflows`] | reads the workflows of GitHub for mistakes and weak places |
//! | [`pictures`] | icons, screenshots |

pub mod bench;
pub mod browsers;
pub mod built_sites;
pub mod by_digest;
pub mod check;
pub mod compress;
pub mod content;
pub mod dependencies;
pub mod digest;
pub mod figures;
pub mod fuzz;
pub mod journal_bench;
pub mod lighthouse;
mod lock_bench;
pub mod machines;
pub mod paths;
pub mod pictures;
pub mod policy;
pub mod prerender;
pub mod progress;
pub mod release;
pub mod release_check;
pub mod reliability;
pub mod reproduce;
pub mod screen_reader;
pub mod scripts;
pub mod server;
pub mod site;
pub mod split;
mod steps;
pub mod tools;
pub mod worker;
pub mod workflows;
