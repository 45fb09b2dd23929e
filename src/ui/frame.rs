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
                {leaflet.addresses.neutral_exit.clone().map(exit)}
            </div>
        </header>
        <main id="main" class="wrap" tabindex="-1">
            <div data-mount="update"></div>
            <p class="notice" id="app-note" role="status" hidden>{app_note(page)}</p>
            <div class="notice" id="update-without-app" role="status" hidden>
                <p>"A new version is ready. It begins when you say so."</p>
                <p class="actions"><button class="button" type="button">"Use it now"</button></p>
            </div>
            {words}
        </main>
        <footer class="bottom">
            <div class="wrap">
                <p>{authorship}</p>
                <p>"Quietleaf gives information. It is not a medical device, and it cannot tell you what is wrong."</p>
                <ul>
                    <li><a href=root.to(PageName::About) aria-current=current(page, PageName::About)>"About"</a></li>
                    <li><a href=format!("{}#sources", root.to(PageName::Article))>"Sources"</a></li>
                </ul>
            </div>
        </footer>
    }
}

/// What does not work where the app does not start, or has stopped.
fn app_note(page: PageName) -> &'static str {
    if page == PageName::Journal {
        "The journal does not work in this browser, or has stopped. What was saved is still stored. Load the page again, or \
         use the paper diary below."
    } else {
        "You can read everything here. Two small extras do not work in this browser: \
         the offer to install, and the mark at the section you are reading."
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

fn exit(address: String) -> impl IntoView {
    view! { <a class="exit" href=address rel="noreferrer nofollow">"Exit this page"</a> }
}
