// The program of the lock, and the styles that come with it and with what the journal's program brings later. Where the journal is locked,
// they come before all others; else when they are wanted.

// The names of the programs and of the styles; the build fills them in. A page that was not prerendered has the names with which the
// programs were built, and all styles.
const NAMES = {};
const base = document.querySelector("script[data-base]").dataset.base;
// Where the programs find the one that works with passphrases.
document.querySelector("script[data-gate]").dataset.sealing = `${base}${NAMES.sealing || "quietleaf-sealing"}`;

const begun = {};
export function begin(name) {
  const program = `${base}${NAMES[name] || `quietleaf-${name}`}`;
  begun[name] ??= import(`${program}.js`)
    .then((app) => app.default({ module_or_path: `${program}_bg.wasm` }))
    .catch((failed) => {
      // Without a connection it cannot be had: it is tried again.
      delete begun[name];
      throw failed;
    });
  return begun[name];
}

// In the place of those of the page. What they are for is shown without them where they cannot be had.
let styles;
export function dressed() {
  styles ??= NAMES.style && new Promise((resolve) => {
    const link = document.createElement("link");
    link.onload = link.onerror = resolve;
    link.rel = "stylesheet";
    link.href = base + NAMES.style;
    document.querySelector("head > style:last-of-type").after(link);
  });
  return styles;
}

// Asks for the passphrase.
export function ask() {
  return Promise.all([begin("lock"), dressed()]);
}
