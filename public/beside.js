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

// Its styles, in the place of those of the page. What it brings is shown without them where they cannot be had.
function dressed() {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.onload = link.onerror = resolve;
    link.rel = "stylesheet";
    link.href = own.dataset.style;
    document.querySelector("head > style:last-of-type").after(link);
  });
}

if (script) {
  firstIsLive()
    .then(() => {
      if (!document.querySelector("[data-mount=journal-tools]")) return undefined;
      // A page that was not prerendered has the name with which the program was built.
      const program = own.dataset.beside || `${script.dataset.base}quietleaf-beside`;
      const styles = own.dataset.style ? dressed() : undefined;
      return Promise.all([import(`${program}.js`), styles]).then(([app]) => app.default({ module_or_path: `${program}_bg.wasm` }));
    })
    .catch(() => {
      const note = document.getElementById("app-note");
      if (note) note.hidden = false;
    });
}
