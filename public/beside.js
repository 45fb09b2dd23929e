// What can wait until the journal is live: the styles of what its program then brings, what to say on the telephone, the bin, backups,
// and the program of the lock, when it is wanted. Where they cannot be had, entries can be written and read all the same.

import { begin, dressed } from "./lock.js";

addEventListener("toggle", (event) => {
  if (event.target.id !== "lock" || !event.target.open) return;
  begin("lock").catch(() => {
    document.getElementById("app-note").hidden = false;
  });
}, true);

if (document.querySelector("[data-mount=journal-tools]")) {
  await dressed();
  // Nothing is mounted without its styles.
  document.documentElement.dataset.dressed = "true";
  dispatchEvent(new Event("quietleaf-dressed"));
}
