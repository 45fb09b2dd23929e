//! The offer to install, where the browser makes one.

use leptos::prelude::*;

use crate::{browser::install, storage::settings};

/// Offers to put the app on the home screen, until it is declined.
#[must_use]
pub fn install_offer() -> impl IntoView {
    let offered = RwSignal::new(false);
    if !settings::load().install_declined {
        install::on_offer(move || offered.set(true));
    }
    let accept = move |_| {
        offered.set(false);
        install::accept();
    };
    let decline = move |_| {
        offered.set(false);
        let declined = settings::Settings { install_declined: true };
        // Where it cannot be kept, the offer is made again on the next visit.
        let _ = settings::save(&declined);
    };
    view! {
        <Show when=move || offered.get()>
            <section class="notice" aria-labelledby="install-name">
                <h2 id="install-name">"Keep this on your device"</h2>
                <p>"You can already read it without a connection. Installed, it also has an icon: a leaf named Quietleaf. \
                    Anyone who uses this device can see it."</p>
                <p class="actions">
                    <button class="button" type="button" on:click=accept>"Install"</button>
                    " "
                    <button class="button quiet" type="button" on:click=decline>"Do not ask again"</button>
                </p>
            </section>
        </Show>
    }
}
