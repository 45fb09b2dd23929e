//! "A new version is ready".

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{document, service_worker};

/// Asks before a new version begins. Until then, and without an answer, the one in use stays.
#[must_use]
pub fn update_notice() -> impl IntoView {
    let waiting = RwSignal::new(false);
    spawn_local(service_worker::on_new_version(move || waiting.set(true)));
    let begin = move |_| spawn_local(service_worker::begin_new_version(document::reload));
    view! {
        <div role="status">
            <Show when=move || waiting.get()>
                <div class="notice" id="update-notice">
                    <p>"A new version is ready. It begins when you say so."</p>
                    <p class="actions">
                        <button class="button" type="button" on:click=begin>"Use it now"</button>
                        " "
                        <button class="button quiet" type="button" on:click=move |_| waiting.set(false)>"Later"</button>
                    </p>
                </div>
            </Show>
        </div>
    }
}
