//! Reading aloud, by voices that are on the device: a voice on a server would hear what is read.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// A voice on the device.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice(SpeechSynthesisVoice);

/// Calls `found` with a voice for a language once the browser has told that it has one on the device; never, where it
/// has none.
pub fn on_local_voice(language: &'static str, found: impl Fn(Voice) + 'static) {
    let Some(speech) = speech() else { return };
    if let Some(voice) = local_voice(&speech, language) {
        found(voice);
        return;
    }
    let listener = {
        let speech = speech.clone();
        Closure::<dyn Fn()>::new(move || {
            if let Some(voice) = local_voice(&speech, language) {
                found(voice);
            }
        })
    };
    speech.set_onvoiceschanged(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
}

fn local_voice(speech: &SpeechSynthesis, language: &str) -> Option<Voice> {
    let voices = speech.get_voices();
    let voices = voices.iter().filter_map(|voice| voice.dyn_into::<SpeechSynthesisVoice>().ok());
    let mut local = voices.filter(|voice| voice.local_service() && voice.lang().starts_with(language));
    let first = local.next()?;
    // The one that the person has set as the device's own comes before the others.
    let own = if first.default() { None } else { local.find(SpeechSynthesisVoice::default) };
    Some(Voice(own.unwrap_or(first)))
}

/// Says a sentence; `ended` is called when it has been said, not when it was stopped.
///
/// `hundredths` is the speed: 100 is the voice's own.
pub fn say(voice: &Voice, sentence: &str, hundredths: u8, ended: impl FnOnce() + 'static) {
    let (Some(speech), Ok(utterance)) = (speech(), SpeechSynthesisUtterance::new_with_text(sentence)) else { return };
    utterance.set_voice(Some(&voice.0));
    utterance.set_lang(&voice.0.lang());
    utterance.set_rate(f32::from(hundredths) / 100.0);
    let ended: Box<dyn FnOnce()> = Box::new(ended);
    let ended = Closure::once_into_js(ended);
    utterance.set_onend(Some(ended.unchecked_ref()));
    speech.speak(&utterance);
}

/// Stops what is being said.
pub fn stop() {
    if let Some(speech) = speech() {
        speech.cancel();
    }
}

/// Missing in some browsers.
fn speech() -> Option<SpeechSynthesis> {
    let window = web_sys::window()?;
    let speech = Reflect::get(&window, &JsValue::from_str("speechSynthesis")).ok()?;
    speech.dyn_into().ok()
}
