//! The offer to install: where the browser makes one, and from the second day on where the person has to do it herself.

use leptos::prelude::*;

use super::parts::{Look, actions, button, changing, nothing, paragraph};
use crate::{
    browser::{
        clock, install,
        platform::{self, Platform},
    },
    storage::settings,
};

/// What is offered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    Nothing,
    /// The browser asks when the person agrees.
    ByBrowser,
    /// How the person does it.
    Help(&'static str),
}

/// Offers to put the app on the home screen, until it is declined.
#[must_use]
pub fn install_offer() -> AnyView {
    let offered = RwSignal::new(Offer::Nothing);
    let settings = settings::load();
    if !settings.install_declined && !platform::is_installed() {
        if count_days() >= 2
            && let Some(help) = help()
        {
            offered.set(Offer::Help(help));
        }
        install::on_offer(move || offered.set(Offer::ByBrowser));
    }
    let accept = move || {
        offered.set(Offer::Nothing);
        install::accept();
    };
    let decline = move || {
        offered.set(Offer::Nothing);
        // Where it cannot be kept, the offer is made again on the next visit.
        settings::change(|settings| settings.install_declined = true);
    };
    changing(move || {
        let mut buttons = Vec::new();
        let mut parts = vec![paragraph("", ABOUT.to_owned())];
        match offered.get() {
            Offer::Nothing => return nothing(),
            Offer::ByBrowser => buttons.push(button(Look::Main, "Install", "", accept)),
            Offer::Help(help) => parts.push(paragraph("", help.to_owned())),
        }
        buttons.push(button(Look::Quiet, "Do not ask again", "", decline));
        parts.push(actions(buttons));
        view! {
            <section class="notice" aria-labelledby="install-name">
                <h2 id="install-name">"Keep this on your device"</h2>
                {parts}
            </section>
        }
        .into_any()
    })
}

/// On how many days the site has been opened: nothing more is kept of them than the last one, and no more than two count.
fn count_days() -> u8 {
    let today = clock::today();
    let mut settings = settings::load();
    if settings.last_opened != today && settings.days_opened < 2 {
        settings.days_opened += 1;
        settings.last_opened = today;
        // Where it cannot be kept, each day is the first.
        let _ = settings::save(&settings);
    }
    settings.days_opened
}

fn help() -> Option<&'static str> {
    match platform::platform() {
        Platform::Apple => Some("On this device: tap Share, then \u{201c}Add to Home Screen\u{201d}."),
        Platform::Android => Some(
            "On this device: open the browser\u{2019}s menu, then \u{201c}Install app\u{201d} or \u{201c}Add to Home screen\u{201d}.",
        ),
        Platform::MacSafari => Some("On this Mac: open the File menu, then \u{201c}Add to Dock\u{201d}."),
        Platform::ComputerChromium => Some("On this computer: press the install icon at the end of the address bar."),
        Platform::Other => None,
    }
}

const ABOUT: &str = "You can already read it without a connection. Installed, it also has an icon: a leaf named Quietleaf. \
                     Anyone who uses this device can see it.";
