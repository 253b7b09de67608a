/// <reference lib="webworker" />
// Keeps the whole site in the browser, so that it opens without a network. The build says which
// files it consists of, and gives each version of it a name.

declare const self: ServiceWorkerGlobalScope
/** Paths below the scope. */
declare const FILES: readonly string[]
declare const VERSION: string

const PREFIX = 'glasspod '
const OURS = `${PREFIX}${VERSION}`
const PAGE = 'index.html'

// All or nothing. A page that is open keeps the version that it began with: the new one takes over
// when the last page of the old one is closed.
self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(OURS).then((cache) => cache.addAll(FILES.map(addressOf))))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method === 'GET' && request.url.startsWith(self.registration.scope))
    event.respondWith(answer(request))
})

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(OURS)
  const wanted = request.mode === 'navigate' ? addressOf(PAGE) : request
  return (await cache.match(wanted)) ?? fetch(request)
}

async function dropOlder(): Promise<void> {
  const names = await caches.keys()
  const older = names.filter((name) => name.startsWith(PREFIX) && name !== OURS)
  await Promise.all(older.map((name) => caches.delete(name)))
}

function addressOf(file: string): string {
  return new URL(file, self.registration.scope).href
}
