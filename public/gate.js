// Whether the journal is locked, before anything of it begins; and when it is live, what can wait begins too.

const SEALED = ["quietleaf-sealed-1", "quietleaf-sealed-2"];

// The version of a database; none where there is none: it is not made.
function versionOf(name) {
  return new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onsuccess = () => {
      opening.result.close();
      resolve([name, opening.result.version]);
    };
    opening.onerror = () => resolve([name, 0]);
  });
}

// Asked for in a list where the browser has one: nothing is opened then, and so nothing waits for another tab.
async function versions() {
  if (!indexedDB.databases) return Promise.all(["quietleaf", ...SEALED].map(versionOf));
  return (await indexedDB.databases()).map(({ name, version }) => [name, version]);
}

// A locked journal has a version that no program opens. Where there is none, one that is sealed counts: a page ended while the lock was
// being turned on or off.
async function isLocked() {
  const version = new Map(await versions());
  const open = version.get("quietleaf");
  return open ? open > 999 : SEALED.some((name) => version.get(name));
}

// Looked at early, while the page paints. Where nothing can be stored, or no answer comes, the journal's program says why.
const locked = Promise.race([isLocked(), new Promise((resolve) => setTimeout(resolve, 5000))]).catch(() => false);

function live() {
  const root = document.documentElement;
  return new Promise((resolve) => {
    const look = () => root.dataset.ready && resolve();
    new MutationObserver(look).observe(root, { attributes: true });
    look();
  });
}

function later() {
  return live().then(() => import("./beside.js"));
}

// Where it cannot be, the journal is as it would be without.
function beginNewLog() {
  return import("./new-log.js").then((log) => log.beginNewLog()).catch(() => undefined);
}

// A program that has stopped in the middle of its work says nothing any more, and what it shows may be wrong: this says it in its place.
// What was typed is kept with every letter, and is there when the page is loaded again.
function watch(failed) {
  const look = (error) => window.WebAssembly && error instanceof WebAssembly.RuntimeError && failed();
  addEventListener("error", ({ error }) => look(error));
  addEventListener("unhandledrejection", ({ reason }) => look(reason));
}

// What the journal's programs wait for: nothing, or, where it is locked, that it is unlocked. `failed` says that something is missing.
window.quietleafGate = async (failed) => {
  if (!document.querySelector("[data-mount=journal]")) return undefined;
  watch(failed);
  if (!(await locked)) {
    live().then(beginNewLog);
    later().catch(failed);
    return undefined;
  }
  // So the program of the lock knows what it is there for.
  document.documentElement.dataset.locked = "true";
  const unlocked = new Promise((resolve) => addEventListener("quietleaf-unlocked", resolve, { once: true }));
  unlocked.then(later).catch(failed);
  beginNewLog();
  const { ask } = await import("./lock.js");
  await ask();
  return { unlocked };
};
