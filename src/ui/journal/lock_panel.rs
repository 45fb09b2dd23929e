//! The fold of the lock. What stands in it is a program of its own, which `beside.js` loads when the fold is opened for the first time.

use leptos::prelude::*;

/// The fold, with the place for that program.
pub(super) fn lock_panel() -> AnyView {
    view! {
        <details class="fold on-screen" id="lock">
            <summary><h2>"Lock with a passphrase"</h2></summary>
            <div data-mount="lock" role="group" aria-label="Lock"><p class="hint">"This is being loaded."</p></div>
        </details>
    }
    .into_any()
}
