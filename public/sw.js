// Serves every page of the site from this device, also with the server gone.
//
// The build fills in the two lines below: a digest of all bytes shipped, which names the cache, and the files to store,
// each with its own digest. A file that is not the one built is not stored: then the version before it stays.
const DIGEST = "unfilled";
const FILES = [];

const ROOT = new URL("./", self.location).pathname;
const OURS = `quietleaf ${ROOT} `;
const CACHE = OURS + DIGEST;

async function store() {
  const cache = await caches.open(CACHE);
  const stored = await Promise.allSettled(
    FILES.map(async ([path, integrity]) => {
      const response = await fetch(ROOT + path, { integrity, cache: "no-cache" });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      await cache.put(ROOT + path, withoutRedirect(response));
    }),
  );
  const missing = stored.find((file) => file.status === "rejected");
  if (missing) {
    await caches.delete(CACHE);
    throw missing.reason;
  }
}

// A redirected response may not answer a navigation.
function withoutRedirect(response) {
  if (!response.redirected) return response;
  return new Response(response.body, { status: response.status, headers: response.headers });
}

async function removeOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

async function answer(request, url) {
  const cache = await caches.open(CACHE);
  const path = url.pathname.replace(/index\.html$/, "");
  const isPage = request.mode === "navigate";
  const stored = await cache.match(path, { ignoreVary: true });
  if (stored) return stored;
  if (isPage && !path.endsWith("/")) {
    const page = await cache.match(`${path}/`, { ignoreVary: true });
    if (page) return page;
  }
  try {
    return await fetch(request);
  } catch (error) {
    const notFound = isPage && (await cache.match(`${ROOT}404.html`, { ignoreVary: true }));
    if (!notFound) throw error;
    return new Response(notFound.body, { status: 404, headers: notFound.headers });
  }
}

self.addEventListener("install", (event) => event.waitUntil(store()));

self.addEventListener("activate", (event) => event.waitUntil(removeOlder().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.origin === self.location.origin && url.pathname.startsWith(ROOT);
  if (ours && event.request.method === "GET") event.respondWith(answer(event.request, url));
});

// A new version waits until the person says that it may begin, or every tab has been closed.
self.addEventListener("message", (event) => {
  if (event.data === "begin") event.waitUntil(self.skipWaiting());
});
