//! What surrounds the words of every page: header, navigation, notices, footer.

use leptos::prelude::*;

use super::{SiteRoot, icons};
use crate::{article::PageName, leaflet::Leaflet};

const NAMES: [(PageName, &str); 4] = [
    (PageName::Article, "Article"),
    (PageName::Questions, "Questions"),
    (PageName::Journal, "Journal"),
    (PageName::Help, "Get help"),
];

/// The whole body of a page around its words.
pub(super) fn frame(leaflet: &Leaflet, page: PageName, root: &SiteRoot, words: AnyView) -> impl IntoView + use<> {
    let authorship = leaflet.article.authorship.clone();
    view! {
        <a class="skip" href="#main">"Skip to main content"</a>
        <header class="top">
            <div class="wrap">
                <a class="brand" href=root.to(PageName::Article)>{icons::leaf()}<span>"Quietleaf"</span></a>
                {navigation(page, root)}
                {leaflet.addresses.neutral_exit.clone().map(|address| exit(address, root))}
            </div>
        </header>
        <div class="visually-hidden" id="exit-told" aria-live="assertive"></div>
        {regions_that_speak()}
        <main id="main" class="wrap" tabindex="-1">
            <div data-mount="update"></div>
            <p class="notice" id="app-note" hidden>{app_note(page)}</p>
            <div class="notice" id="update-without-app" hidden>
                <p>"A new version is ready. You choose when it starts."</p>
                <p class="actions"><button class="button" type="button">"Use it now"</button></p>
            </div>
            <p class="notice" id="offline-note" hidden>
                "You are offline. Everything here is stored on this device and can be read."
            </p>
            {overdue_note(leaflet, page)}
            {words}
        </main>
        <footer class="bottom">
            <div class="wrap">
                <p>{authorship}</p>
                <p>"Quietleaf gives information. It is not a medical device, and it cannot tell you what is wrong."</p>
                {leaflet.addresses.neutral_exit.is_some().then(|| after_exit(root))}
                <ul>
                    <li><a href=root.to(PageName::About) aria-current=current(page, PageName::About)>"About"</a></li>
                    <li><a href=format!("{}#sources", root.to(PageName::Article))>"Sources"</a></li>
                    <li><a href=format!("{}#display", root.to(PageName::About))>"Text size and colours"</a></li>
                    <li><a href=format!("{}#install", root.to(PageName::About))>"Keep it on your device"</a></li>
                </ul>
            </div>
        </footer>
    }
}

/// The two places from which a screen reader is told what has changed: in passing, and at once. They are there, empty, before anything is
/// to be said, and have no role that a reader would stop at. `speaking.rs` and `boot.js` fill them.
fn regions_that_speak() -> impl IntoView {
    view! {
        <div class="visually-hidden" id="told" aria-live="polite"></div>
        <div class="visually-hidden" id="told-now" role="alert" aria-live="assertive"></div>
    }
}

/// What is said from the day on which the words should have been checked again: `boot.js` shows it, and the build where
/// that day has passed.
fn overdue_note(leaflet: &Leaflet, page: PageName) -> Option<impl IntoView + use<>> {
    let due = leaflet.article.next_check;
    let has_advice = !matches!(page, PageName::About | PageName::NotFound);
    has_advice.then(|| {
        view! {
            <p class="notice" id="overdue-note" data-due=due.iso() hidden>
                {format!("This leaflet was due to be checked again by {due}. That day has passed, so parts may be out of date. If you are worried, call.")}
            </p>
        }
    })
}

/// What does not work where the app does not start, or has stopped.
fn app_note(page: PageName) -> &'static str {
    if page == PageName::Journal {
        "The journal does not work in this browser, or has stopped. What was saved is still stored. Load the page again, or \
         use the paper diary below."
    } else if page == PageName::Questions {
        "You can read everything here. The search does not work in this browser: open the questions below."
    } else {
        "You can read everything here. Some extras do not work in this browser, such as listening, sharing, choosing a country, \
         and the mark at the section you are reading."
    }
}

fn navigation(page: PageName, root: &SiteRoot) -> impl IntoView + use<> {
    let links = NAMES.map(|(to, name)| {
        view! {
            <li>
                <a href=root.to(to) aria-current=current(page, to)>{icons::of_page(to)}<span>{name}</span></a>
            </li>
        }
    });
    view! {
        <nav class="main-nav" aria-label="Main">
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
}

fn current(page: PageName, of: PageName) -> Option<&'static str> {
    (page == of).then_some("page")
}

/// What leaving does not do, said once on each page.
fn after_exit(root: &SiteRoot) -> impl IntoView + use<> {
    view! {
        <p class="on-screen">
            "To leave fast, press \u{201c}Exit this page\u{201d} or press Escape three times quickly. The browser\u{2019}s history still shows that you were here: "
            <a href=format!("{}#leaving", root.to(PageName::About))>"how to clear it"</a> "."
        </p>
    }
}

/// `exit.js` leaves at once, and for a page of our own where there is no connection.
fn exit(address: String, root: &SiteRoot) -> impl IntoView + use<> {
    let offline = format!("{}away.html", root.path());
    view! { <a class="exit" href=address data-offline=offline rel="noreferrer nofollow">"Exit this page"</a> }
}
