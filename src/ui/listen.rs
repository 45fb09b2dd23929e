//! Listening: the article read aloud by a voice on the device, with the sentence marked.

use std::rc::Rc;

use leptos::prelude::*;

use super::parts::{Look, button, button_with_id, changing, nothing};
use crate::browser::{document, reading_aloud::ReadingText, speech};

/// The speeds to choose from, in hundredths of the voice's own.
const SPEEDS: [(u8, &str); 4] = [(75, "Slower"), (100, "Normal"), (125, "Faster"), (150, "Fastest")];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Silent,
    Aloud,
    Paused,
}

/// What is being read, and where it has come to.
#[derive(Clone, Copy)]
struct Listening {
    reading: RwSignal<Reading>,
    speed: RwSignal<u8>,
    voice: StoredValue<Option<speech::Voice>, LocalStorage>,
    text: StoredValue<Option<Rc<ReadingText>>, LocalStorage>,
    at: StoredValue<usize>,
    /// Each start has a number: what an earlier one still reports is passed over.
    run: StoredValue<usize>,
}

/// A button to listen, where the device has a voice of its own; none elsewhere.
pub(super) fn listen() -> AnyView {
    let has_voice = RwSignal::new(false);
    let listening = Listening {
        reading: RwSignal::new(Reading::Silent),
        speed: RwSignal::new(100),
        voice: StoredValue::new_local(None),
        text: StoredValue::new_local(None),
        at: StoredValue::new(0),
        run: StoredValue::new(0),
    };
    speech::on_local_voice("en", move |voice| {
        listening.voice.set_value(Some(voice));
        has_voice.set(true);
    });
    document::on_leave(speech::stop);
    changing(move || {
        if !has_voice.get() {
            return nothing();
        }
        match listening.reading.get() {
            Reading::Silent => button_with_id(Look::Quiet, Some("listen"), "Listen", "", move || listening.begin()),
            Reading::Aloud => vec![
                button_with_id(Look::Main, Some("listen"), "Pause", " reading aloud", move || listening.pause()),
                button(Look::Quiet, "Stop", " reading aloud", move || listening.end()),
                speeds(listening),
            ]
            .into_any(),
            Reading::Paused => vec![
                button_with_id(Look::Main, Some("listen"), "Continue", " reading aloud", move || listening.go_on()),
                button(Look::Quiet, "Stop", " reading aloud", move || listening.end()),
                speeds(listening),
            ]
            .into_any(),
        }
    })
}

fn speeds(listening: Listening) -> AnyView {
    let now = listening.speed.get_untracked();
    let options: Vec<_> = SPEEDS
        .into_iter()
        .map(|(speed, words)| view! { <option value=speed.to_string() selected={speed == now}>{words}</option> })
        .collect();
    let choose = move |event: leptos::ev::Event| {
        listening.speed.set(event_target_value(&event).parse().unwrap_or(100));
        if listening.reading.get_untracked() == Reading::Aloud {
            listening.go_on();
        }
    };
    view! { <label class="choice">"Speed " <select on:change=choose>{options}</select></label> }.into_any()
}

impl Listening {
    fn begin(self) {
        let Some(text) = ReadingText::of_page() else { return };
        self.text.set_value(Some(Rc::new(text)));
        self.at.set_value(0);
        self.go_on();
    }

    /// Reads on from the sentence that it has come to.
    fn go_on(self) {
        speech::stop();
        self.run.update_value(|run| *run += 1);
        self.show(Reading::Aloud);
        self.say();
    }

    fn pause(self) {
        self.run.update_value(|run| *run += 1);
        speech::stop();
        self.show(Reading::Paused);
    }

    fn end(self) {
        self.run.update_value(|run| *run += 1);
        speech::stop();
        if let Some(text) = self.text.get_value() {
            text.unmark();
        }
        self.show(Reading::Silent);
    }

    /// Buttons are made anew: the first of them keeps the focus.
    fn show(self, reading: Reading) {
        if self.reading.get_untracked() != reading {
            self.reading.set(reading);
            document::focus_soon("listen");
        }
    }

    fn say(self) {
        let at = self.at.get_value();
        let (Some(text), Some(voice)) = (self.text.get_value(), self.voice.get_value()) else { return };
        let Some(sentence) = text.sentence(at) else {
            self.end();
            return;
        };
        text.mark(at);
        let run = self.run.get_value();
        speech::say(&voice, sentence, self.speed.get_untracked(), move || {
            if self.run.get_value() == run && self.reading.get_untracked() == Reading::Aloud {
                self.at.set_value(at + 1);
                self.say();
            }
        });
    }
}
