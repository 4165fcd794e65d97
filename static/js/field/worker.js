// Keeps the page of "Out and about" and its files, so that it opens without a signal. The server puts KEPT before it.
// Nothing else is kept: no answer that is about somebody comes from here or stays here.

const CACHE = `pact-field-${KEPT.version}`;

async function fill() {
  const cache = await caches.open(CACHE);
  await Promise.all([KEPT.page, ...KEPT.files].map(async (address) => {
    const answer = await fetch(address, { cache: "reload" });
    if (!answer.ok || answer.redirected) {
      throw new Error(`${address} is not to be had now`); // signed out, say: the version before goes on
    }
    await cache.put(address, answer);
  }));
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("pact-field-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  return found || fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isOurs = request.method === "GET" && origin === self.location.origin;
  if (isOurs && (pathname === KEPT.page || pathname.startsWith(KEPT.static))) {
    event.respondWith(kept(request));
  }
});
