// Starts the journal's second program, once its first is live. It brings what can wait: what to say on the telephone, the
// bin, backups. Where it cannot be had, entries can be written and read all the same.

const script = document.querySelector("script[data-wasm]");
const own = document.querySelector("script[data-beside]");

function firstIsLive() {
  const root = document.documentElement;
  return new Promise((resolve) => {
    const look = () => {
      if (!root.dataset.ready) return;
      watch.disconnect();
      resolve();
    };
    const watch = new MutationObserver(look);
    watch.observe(root, { attributes: true });
    look();
  });
}

if (script) {
  firstIsLive()
    .then(() => {
      if (!document.querySelector("[data-mount=journal-tools]")) return undefined;
      // A page that was not prerendered has the name with which the program was built.
      const program = own.dataset.beside || `${script.dataset.base}quietleaf-beside`;
      return import(`${program}.js`).then((app) => app.default({ module_or_path: `${program}_bg.wasm` }));
    })
    .catch(() => {
      const note = document.getElementById("app-note");
      if (note) note.hidden = false;
    });
}
