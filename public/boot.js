// Starts the app after the page has painted, keeps the browser's offer to install until it is wanted, registers
// the service worker, and says what the reader must know without the app too. Whatever fails here, the page stays as
// it is and can be read.
// No syntax newer than modules themselves: where modules run, this runs.

// Where the headers ask for Trusted Types, all HTML and the address of every script pass here. HTML that could run something is
// refused, and so is a script of another origin.
if (window.trustedTypes) {
  window.trustedTypes.createPolicy("default", {
    createHTML: (html) => (/<(script|iframe|object|embed)|\son\w+\s*=|javascript:/i.test(html) ? null : html),
    createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
  });
}

const script = document.querySelector("script[data-wasm]");

addEventListener("beforeinstallprompt", (offer) => {
  offer.preventDefault();
  window.quietleafInstallOffer = offer;
  dispatchEvent(new Event("quietleaf-install-offer"));
});

// A screen reader hears what comes into a region that was there before, once the page around it has come to rest.
function say(region, notice) {
  setTimeout(() => {
    const place = document.getElementById(region);
    if (place) place.textContent = notice.textContent;
    setTimeout(() => place && (place.textContent = ""), 3000);
  }, 600);
}

function show(id, region) {
  const notice = document.getElementById(id);
  if (!notice) return;
  notice.hidden = false;
  say(region, notice);
}

// What has to be said also where the app does not run: that there is no connection, and that the words are overdue.
function tellConnection() {
  const note = document.getElementById("offline-note");
  if (!note) return;
  try {
    note.hidden = navigator.onLine || !navigator.serviceWorker.controller;
  } catch (blocked) {
    // Nothing is stored here, so there is nothing to promise.
    note.hidden = true;
  }
}
addEventListener("online", tellConnection);
addEventListener("offline", () => {
  tellConnection();
  const note = document.getElementById("offline-note");
  if (note && !note.hidden) say("told", note);
});

function tellOverdue() {
  const note = document.getElementById("overdue-note");
  // Days as in 2026-11-22 stand in the order of time.
  if (note && note.dataset.due < new Date().toISOString().slice(0, 10)) note.hidden = false;
}

// Styles that nothing needs before the app has started.
function useLaterStyles() {
  document.querySelectorAll('link[rel=stylesheet][media="not all"]').forEach((styles) => {
    styles.media = "all";
  });
}

function painted() {
  return new Promise((resolve) => {
    // A page in the background never paints: it goes on at once.
    if (document.visibilityState === "hidden") resolve();
    else requestAnimationFrame(() => setTimeout(resolve));
  });
}

function run(program, wasm) {
  return import(program).then((app) => app.default({ module_or_path: wasm }));
}

// A page that was not prerendered is rendered here, by a program of its own.
function renderPage() {
  if (!document.querySelector("[data-mount=page]")) return Promise.resolve();
  const rendered = new Promise((resolve) => addEventListener("quietleaf-page", resolve, { once: true }));
  const base = script.dataset.base;
  return run(`${base}quietleaf-page.js`, `${base}quietleaf-page_bg.wasm`).then(() => rendered);
}

function storeForOffline() {
  if (!script.dataset.worker || !("serviceWorker" in navigator)) return Promise.resolve();
  return navigator.serviceWorker.register(script.dataset.worker);
}

// Where the app does not run, this asks in its place whether a new version may begin: nobody is to be left with an old one.
function askWithoutApp(registration) {
  if (!registration) return;
  const ask = () => {
    if (registration.waiting && navigator.serviceWorker.controller) show("update-without-app", "told");
  };
  const button = document.querySelector("#update-without-app button");
  if (button) {
    button.addEventListener("click", () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
      if (registration.waiting) registration.waiting.postMessage("begin");
      else location.reload();
    });
  }
  const watch = () => {
    if (registration.installing) registration.installing.addEventListener("statechange", ask);
  };
  registration.addEventListener("updatefound", watch);
  watch();
  ask();
}

// The pages that have a program of their own, by the part that they alone have.
const PROGRAMS = [["journal", "quietleaf-journal"], ["search", "quietleaf-questions"]];

// A page that was prerendered names its program; else the program bears the name that it was built with.
function appAddresses() {
  const own = PROGRAMS.find(([part]) => document.querySelector(`[data-mount=${part}]`));
  if (script.dataset.worker || !own) return [script.dataset.js, script.dataset.wasm];
  const program = script.dataset.base + own[1];
  return [`${program}.js`, `${program}_bg.wasm`];
}

function startApp(compiled) {
  const [program, wasm] = appAddresses();
  return run(program, compiled || wasm);
}

// The app's program, made ready while somebody types what unlocks it. Nothing, where that cannot be: it is asked for again then.
function compileApp() {
  const [program, wasm] = appAddresses();
  import(program).catch(() => undefined);
  return WebAssembly.compileStreaming ? WebAssembly.compileStreaming(fetch(wasm)).catch(() => undefined) : Promise.resolve();
}

function tellBroken() {
  show("app-note", "told-now");
}

// A journal that is locked begins when it is unlocked; what else the page does waits for nobody.
function startUnlocked() {
  const gate = window.quietleafGate;
  // Without its gate, a journal that is locked would be taken for none.
  if (!gate) return document.querySelector("[data-mount=journal]") ? Promise.reject() : startApp();
  return gate(tellBroken).then((locked) => {
    if (!locked) return startApp();
    const compiled = compileApp();
    locked.unlocked.then(() => compiled).then(startApp).catch(tellBroken);
    return undefined;
  });
}

tellConnection();
painted()
  .then(renderPage)
  .then(tellOverdue)
  .then(useLaterStyles)
  .then(startUnlocked)
  .then(
    () => true,
    () => {
      tellBroken();
      return false;
    },
  )
  .then((started) => storeForOffline().then((registration) => started || askWithoutApp(registration)))
  // Where the browser stores nothing for sites, the page is still there while the server is.
  .catch(() => {});
