//! Quietleaf: a health leaflet that lives on the reader's own device.
//!
//! # Map
//!
//! | Module | What it is |
//! | --- | --- |
//! | [`article`] | the article, its passages, care cards and sources; reading it from `content/article.md`; its problems |
//! | [`questions`] | the questions, derived from the article, and the search among them |
//! | [`journal`] | what can be recorded, entries, drafts, warning signs, merging, the stored forms |
//! | [`exchange`] | the journal to and from other forms: the backup |
//! | [`sealed_backup`] | the backup that a passphrase opens |
//! | [`lock`] | the lock of the journal: sealed records, what a passphrase opens, the recovery code |
//! | [`leaflet`] | everything that `content/` says, checked as a whole |
//! | [`sorting`] | a sort, of which there is one |
//! | `metadata` | what the pages tell to machines: structured data, previews, sitemap, feed (feature `ssr`) |
//! | [`ui`] | the Leptos components: one file per page and per interactive part |
//! | `app` | starting the interactive parts on a page (feature `csr`) |
//! | `browser` | the only home of the browser's own interfaces (feature `csr`) |
//! | `storage` | what is kept on the device (feature `csr`) |
//!
//! # Invariants
//!
//! 1. `article`, `questions`, `journal`, `exchange`, `leaflet` and `metadata` do no input or output and know no DOM, no clock, no randomness.
//! 2. Only `browser` and `storage` name `web_sys`, `js_sys` or `gloo_storage`.
//! 3. `ui` holds no rule of the domain.
//! 4. The words are not compiled into the WebAssembly: they stand in the prerendered pages and in `content.json`.
//! 5. No request leaves the origin.
//!
//! # Features
//!
//! `ssr` is the native build: it reads `content/` and renders whole pages. `csr` is the browser build.

pub mod article;
pub mod exchange;
pub mod journal;
pub mod leaflet;
pub mod lock;
#[cfg(feature = "ssr")]
pub mod metadata;
pub mod questions;
pub mod sealed_backup;
pub mod sorting;
pub mod ui;

#[cfg(feature = "csr")]
pub mod app;
#[cfg(feature = "csr")]
pub mod browser;
#[cfg(feature = "csr")]
pub mod storage;
