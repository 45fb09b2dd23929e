// Starts the app after the page has painted, keeps the browser's offer to install until it is wanted, and registers
// the service worker. Whatever fails here, the page stays as it is and can be read.

const script = document.querySelector("script[data-wasm]");

addEventListener("beforeinstallprompt", (offer) => {
  offer.preventDefault();
  globalThis.quietleafInstallOffer = offer;
  dispatchEvent(new Event("quietleaf-install-offer"));
});

const painted = () =>
  new Promise((resolve) => {
    // A page in the background never paints: it goes on at once.
    if (document.visibilityState === "hidden") return resolve();
    requestAnimationFrame(() => setTimeout(resolve));
  });

// A page that was not prerendered is rendered here, by a program of its own.
async function renderPage() {
  const rendered = new Promise((resolve) => addEventListener("quietleaf-page", resolve, { once: true }));
  const page = await import(`${script.dataset.base}quietleaf-page.js`);
  await page.default({ module_or_path: `${script.dataset.base}quietleaf-page_bg.wasm` });
  await rendered;
}

async function start() {
  if (document.querySelector("[data-mount=page]")) await renderPage();
  const app = await import(script.dataset.js);
  await app.default({ module_or_path: script.dataset.wasm });
}

async function storeForOffline() {
  if (script.dataset.worker && "serviceWorker" in navigator) {
    await navigator.serviceWorker.register(script.dataset.worker);
  }
}

await painted();
try {
  await start();
} catch {
  document.getElementById("app-note")?.removeAttribute("hidden");
}
// Where the browser stores nothing for sites, the page is still there while the server is.
await storeForOffline().catch(() => {});
