// Whether the journal is locked, before anything of it begins; and when it is live, what can wait begins too.

// The version of a database; none where there is none: it is not made.
function versionOf(name) {
  return new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onsuccess = () => {
      opening.result.close();
      resolve(opening.result.version);
    };
    opening.onerror = () => resolve(0);
  });
}

// A locked journal has a version that no program opens. Where there is none, one that is sealed counts: a page ended while the lock was
// being turned off.
async function isLocked() {
  const version = await versionOf("quietleaf");
  return version > 999 || (!version && ((await versionOf("quietleaf-sealed-1")) || versionOf("quietleaf-sealed-2")));
}

// Looked at early, while the page paints. Where nothing can be stored, the journal's program says so.
const locked = isLocked().catch(() => 0);

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

// What the journal's programs wait for: nothing, or, where it is locked, that it is unlocked. `failed` says that something is missing.
window.quietleafGate = async (failed) => {
  if (!document.querySelector("[data-mount=journal]")) return undefined;
  if (!(await locked)) {
    later().catch(failed);
    return undefined;
  }
  // So the program of the lock knows what it is there for.
  document.documentElement.dataset.locked = "true";
  const unlocked = new Promise((resolve) => addEventListener("quietleaf-unlocked", resolve, { once: true }));
  unlocked.then(later).catch(failed);
  const { ask } = await import("./lock.js");
  await ask();
  return { unlocked };
};
