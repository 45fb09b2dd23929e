// Starts the journal's second program, once its first is live. It brings what can wait: what to say on the telephone, the
// bin, backups. Where it cannot be had, entries can be written and read all the same.

import { begin, dressed } from "./lock.js";

addEventListener("toggle", (event) => {
  if (event.target.id !== "lock" || !event.target.open) return;
  begin("lock").catch(() => {
    document.getElementById("app-note").hidden = false;
  });
}, true);

if (document.querySelector("[data-mount=journal-tools]")) {
  await dressed();
  await begin("beside");
}
