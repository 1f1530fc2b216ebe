// Keeps the build's files, so that the page works offline after the first visit. The build fills in the two constants.
const version = 'VERSION';
const files = ['FILES'];
const cacheName = `bilayer-${version}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      // Past the browser's own cache, which may have files of an older build.
      .then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: 'reload' }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith('bilayer-') && name !== cacheName && name !== 'bilayer-data';
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  // Views and settings are in the query, and the page is the same for all of them.
  const wanted = request.mode === 'navigate' ? './' : request;
  event.respondWith(
    caches
      .open(cacheName)
      .then((cache) => cache.match(wanted))
      .then((found) => found ?? fetch(request)),
  );
});
