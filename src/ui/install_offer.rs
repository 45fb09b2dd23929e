//! The offer to install, where the browser makes one.

use leptos::prelude::*;

use super::parts::{Look, actions, button, changing, nothing, paragraph};
use crate::{browser::install, storage::settings};

/// Offers to put the app on the home screen, until it is declined.
#[must_use]
pub fn install_offer() -> AnyView {
    let offered = RwSignal::new(false);
    if !settings::load().install_declined {
        install::on_offer(move || offered.set(true));
    }
    let accept = move || {
        offered.set(false);
        install::accept();
    };
    let decline = move || {
        offered.set(false);
        let declined = settings::Settings { install_declined: true, ..settings::load() };
        // Where it cannot be kept, the offer is made again on the next visit.
        let _ = settings::save(&declined);
    };
    changing(move || {
        if !offered.get() {
            return nothing();
        }
        let parts = vec![
            paragraph("", ABOUT.to_owned()),
            actions(vec![
                button(Look::Main, "Install", "", accept),
                button(Look::Quiet, "Do not ask again", "", decline),
            ]),
        ];
        view! {
            <section class="notice" aria-labelledby="install-name">
                <h2 id="install-name">"Keep this on your device"</h2>
                {parts}
            </section>
        }
        .into_any()
    })
}

const ABOUT: &str = "You can already read it without a connection. Installed, it also has an icon: a leaf named Quietleaf. \
                     Anyone who uses this device can see it.";
