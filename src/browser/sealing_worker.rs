//! The worker in which a backup is sealed and opened, and a passphrase is made into a key. That takes seconds, during which the page goes
//! on answering; what the worker held of the passphrase goes with it.

use js_sys::{Array, JsString, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::document;
use crate::{
    lock::{SALT_BYTES, SECRET_BYTES, StretchProblem, Work},
    sealed_backup::{Opened, SealProblem},
};

const SEAL: &str = "seal";
const OPEN: &str = "open";
const STRETCH: &str = "stretch";

/// Seals a file with a passphrase, in a worker.
///
/// # Errors
///
/// [`SealProblem`]; [`SealProblem::Refused`] also where the browser has no such workers, the program cannot be had, or there is too
/// little memory.
pub async fn seal(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, SealProblem> {
    ask(SEAL, bytes, passphrase).await.map(|opened| opened.bytes)
}

/// Opens a file that is sealed with a passphrase, in a worker.
///
/// # Errors
///
/// As [`seal`].
pub async fn open(bytes: &[u8], passphrase: &str) -> Result<Opened, SealProblem> {
    ask(OPEN, bytes, passphrase).await
}

/// Makes a passphrase into a key, in a worker. The same letters are the same passphrase, however the keyboard has put them together.
///
/// # Errors
///
/// [`StretchProblem`] also where the browser has no such workers, or the program cannot be had.
pub async fn stretch(
    passphrase: &str,
    salt: &[u8; SALT_BYTES],
    work: Work,
) -> Result<[u8; SECRET_BYTES], StretchProblem> {
    let passphrase = String::from(JsString::from(passphrase).normalize("NFKC"));
    let asked = [&salt[..], &work.memory_kib.to_le_bytes(), &work.passes.to_le_bytes()].concat();
    let answer = ask(STRETCH, &asked, &passphrase).await.map_err(|_| StretchProblem)?;
    answer.bytes.try_into().map_err(|_| StretchProblem)
}

async fn ask(act: &str, bytes: &[u8], passphrase: &str) -> Result<Opened, SealProblem> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let (script, program) = document::sealing_program();
    let worker = Worker::new_with_options(&script, &options).map_err(|_| SealProblem::Refused)?;
    let asked = Array::of4(
        &JsValue::from_str(&program),
        &JsValue::from_str(act),
        &Uint8Array::from(bytes),
        &JsValue::from_str(passphrase),
    );
    let answer = Promise::new(&mut |resolve, reject| {
        worker.set_onmessage(Some(&resolve));
        worker.set_onerror(Some(&reject));
        if worker.post_message(&asked).is_err() {
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    let answer = JsFuture::from(answer).await;
    worker.terminate();
    let message: MessageEvent = answer.ok().and_then(|message| message.dyn_into().ok()).ok_or(SealProblem::Refused)?;
    let data = message.data();
    if let Some(problem) = data.as_string() {
        return Err(SealProblem::named(&problem));
    }
    let data: Array = data.dyn_into().map_err(|_| SealProblem::Refused)?;
    let bytes: Uint8Array = data.get(0).dyn_into().map_err(|_| SealProblem::Refused)?;
    Ok(Opened { bytes: bytes.to_vec(), is_whole: data.get(1).is_truthy() })
}

type Stretch = fn(&[u8], &[u8; SALT_BYTES], Work) -> Result<[u8; SECRET_BYTES], StretchProblem>;

/// What [`stretch`] has asked for.
fn stretched(stretch: Stretch, asked: &[u8], passphrase: &str) -> Option<Vec<u8>> {
    let (salt, work) = asked.split_first_chunk::<SALT_BYTES>()?;
    let (memory, passes) = work.split_first_chunk::<4>()?;
    let work = Work { memory_kib: u32::from_le_bytes(*memory), passes: u32::from_le_bytes(passes.try_into().ok()?) };
    stretch(passphrase.as_bytes(), salt, work).ok().map(|key| key.to_vec())
}

/// Inside the worker: does what the page asks for, and answers.
pub fn serve(
    seal: fn(&[u8], &str) -> Result<Vec<u8>, SealProblem>,
    open: fn(&[u8], &str) -> Result<Opened, SealProblem>,
    stretch: Stretch,
) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let answering = scope.clone();
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        let asked: Array = message.data().unchecked_into();
        let bytes = asked.get(2).dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec()).unwrap_or_default();
        let passphrase = asked.get(3).as_string().unwrap_or_default();
        let whole = |bytes| Opened { bytes, is_whole: true };
        let outcome = match asked.get(1).as_string().as_deref() {
            Some(SEAL) => seal(&bytes, &passphrase).map(whole),
            Some(STRETCH) => stretched(stretch, &bytes, &passphrase).map(whole).ok_or(SealProblem::Refused),
            _ => open(&bytes, &passphrase),
        };
        let answer = match outcome {
            Ok(Opened { bytes, is_whole }) => {
                Array::of2(&Uint8Array::from(bytes.as_slice()), &JsValue::from_bool(is_whole)).into()
            }
            Err(problem) => JsValue::from_str(problem.name()),
        };
        // Where the page is gone, nobody waits.
        let _ = answering.post_message(&answer);
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
}
