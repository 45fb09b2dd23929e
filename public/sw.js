// Serves every page of the site from this device, also with the server gone.
//
// The build fills in the lines below: a digest of all bytes shipped, which names the cache, and the files to store,
// each with its own digest. A file that is not the one built is not stored: then the version before it stays.
const DIGEST = "unfilled";
const FILES = [];
// Those that are stored when they are first asked for, and from then on with every version.
const LATER = [];

const ROOT = new URL("./", self.location).pathname;
const OURS = `quietleaf ${ROOT} `;
const CACHE = OURS + DIGEST;

async function storeFile(cache, [path, integrity]) {
  const response = await fetch(ROOT + path, { integrity, cache: "no-cache" });
  // Some hosts send the page for missing pages as missing, also under its own name: its digest says that it is right.
  if (!response.ok && path !== "404.html") throw new Error(`${path}: ${response.status}`);
  await cache.put(ROOT + path, withoutRedirect(response));
}

// The files to store: those that are stored later too, where any version has stored one. Its name without the digest tells it.
async function wanted() {
  const names = LATER.map(([path]) => nameOf(path));
  for (const name of (await caches.keys()).filter((known) => known.startsWith(OURS))) {
    const requests = await (await caches.open(name)).keys();
    if (requests.some(({ url }) => names.includes(nameOf(new URL(url).pathname.slice(ROOT.length))))) return FILES.concat(LATER);
  }
  return FILES;
}

function nameOf(path) {
  return path.replace(/-[0-9a-f]{16}(?=[_.])/, "");
}

async function store() {
  // After a host has gone back to an older version, this may be the very cache that is in use.
  const inUse = await caches.has(CACHE);
  const cache = await caches.open(CACHE);
  const files = await wanted();
  const stored = await Promise.allSettled(files.map((file) => storeFile(cache, file)));
  const missing = stored.find((file) => file.status === "rejected");
  if (missing) {
    if (!inUse) await caches.delete(CACHE);
    throw missing.reason;
  }
}

// Another version's clean-up may have taken a file between storing and now: it is fetched again where that can be.
async function complete() {
  const cache = await caches.open(CACHE);
  const gone = [];
  for (const file of await wanted()) {
    if (!(await cache.match(ROOT + file[0], { ignoreVary: true }))) gone.push(file);
  }
  await Promise.allSettled(gone.map((file) => storeFile(cache, file)));
}

// A redirected response may not answer a navigation.
function withoutRedirect(response) {
  if (!response.redirected && response.ok) return response;
  return new Response(response.body, { status: 200, headers: response.headers });
}

async function removeOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

// What is stored for a path; nothing where the browser's storage does not answer: the network is asked then.
async function stored(path, isPage) {
  try {
    const cache = await caches.open(CACHE);
    const found = await cache.match(path, { ignoreVary: true });
    if (found || !isPage || path.endsWith("/")) return found;
    return await cache.match(`${path}/`, { ignoreVary: true });
  } catch {
    return undefined;
  }
}

async function answer(request, url) {
  const isPage = request.mode === "navigate";
  const found = await stored(url.pathname.replace(/index\.html$/, ""), isPage);
  if (found) return found;
  if (LATER.some(([path]) => ROOT + path === url.pathname)) {
    // All of them: one alone is of no use without a connection. What cannot be stored is asked for as ever.
    await caches.open(CACHE).then((cache) => Promise.all(LATER.map((file) => storeFile(cache, file)))).catch(() => {});
    const now = await stored(url.pathname, false);
    if (now) return now;
  }
  try {
    return await fetch(request);
  } catch (error) {
    const notFound = isPage && (await stored(`${ROOT}404.html`, false));
    if (!notFound) throw error;
    return new Response(notFound.body, { status: 404, headers: notFound.headers });
  }
}

self.addEventListener("install", (event) => event.waitUntil(store()));

self.addEventListener("activate", (event) => event.waitUntil(complete().then(removeOlder).then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.origin === self.location.origin && url.pathname.startsWith(ROOT);
  if (ours && event.request.method === "GET") event.respondWith(answer(event.request, url));
});

// A new version waits until the person says that it may begin, or every tab has been closed.
self.addEventListener("message", (event) => {
  if (event.data === "begin") event.waitUntil(self.skipWaiting());
});
