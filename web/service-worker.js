// Keeps every file of this site after the first visit, so that the page also works without a connection.
const files = self.__files; // written in by the build, with a version made of their contents
const cacheName = `cslint-${files.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files.list)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("cslint-") && name !== cacheName);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

// what is fetched only when it is needed is kept once the page is ready, for a visit without a connection
self.addEventListener("message", (event) => {
  if (event.data === "keep the rest") event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files.rest)));
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" && event.request.method !== "HEAD") return;
  const answer = async () => {
    const cache = await caches.open(cacheName);
    const known = await cache.match(event.request.url, { ignoreSearch: true });
    if (known) return event.request.method === "HEAD" ? new Response(null, known) : known;
    const fresh = await fetch(event.request);
    if (fresh.ok && event.request.method === "GET") await cache.put(event.request.url, fresh.clone());
    return fresh;
  };
  event.respondWith(answer());
});
