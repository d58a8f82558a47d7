/**
 * The service worker: keeps the app's own files (page, workers, WebAssembly, icons) and serves them, so that the page opens without
 * a network. Libraries and models lie in IndexedDB, which it never touches. A new version waits until no window has the old one open.
 */
import { PrecacheController } from 'workbox-precaching'
import { fileHeaders } from '../core/siteHeaders.ts'
import type {
  ServiceWorkerContract,
  ServiceWorkerMessage,
  SiteFile,
  StoredSite,
} from '../protocol/serviceWorker.ts'
import { serve } from '../rpc/serve.ts'

declare const self: ServiceWorkerGlobalScope
/** Put in by the build: see vite.config.ts. */
declare const SITE_FILES: SiteFile[]
/** Likewise: who may frame the widget. */
declare const FRAME_ANCESTORS: string

const optionalCache = 'biohicl-optional'
/** On a kept response: its headers are from here, since the site sends none. */
const addedMark = 'X-Headers-Added'
/** A browser ends a service worker whose work takes longer than this. */
const longestCutMs = 4 * 60 * 1000

const scope = new URL(self.registration.scope)
const page = new URL('index.html', scope).href
const files = new Map(SITE_FILES.map((file) => [new URL(file.path, scope).href, file]))

const precache = new PrecacheController({
  plugins: [
    { cacheWillUpdate: ({ response }) => Promise.resolve(response.ok ? addHeaders(response) : null) },
  ],
})
precache.addToCacheList(
  SITE_FILES.filter(({ isOptional }) => !isOptional).map(({ path, integrity }) => ({
    url: path,
    integrity,
    // Names under assets/ hold a hash of their content.
    revision: path.startsWith('assets/') ? null : integrity,
  })),
)

/** The pages that have cut themselves off, with the workers that they have started since. */
const cuts = new Set<Cut>()
interface Cut {
  clients: Set<string>
  answered: number
  refused: string[]
}

self.addEventListener('install', (event) => void precache.install(event))

self.addEventListener('activate', (event) => {
  void precache.activate(event)
  event.waitUntil(Promise.all([removeOldOptional(), self.clients.claim()]))
})

self.addEventListener('fetch', (event) => {
  const { request, clientId, resultingClientId } = event
  const cut = [...cuts].find(({ clients }) => clients.has(clientId))
  if (resultingClientId !== '') cut?.clients.add(resultingClientId)
  const url = addressOf(request)
  const file = request.method === 'GET' ? files.get(url) : undefined
  if (file) event.respondWith(answer(url, file, event, cut))
  else if (cut) event.respondWith(refuse(cut, request.url))
})

self.addEventListener('message', (event) => {
  const message = event.data as ServiceWorkerMessage
  if ('keep' in message) event.waitUntil(Promise.all(message.keep.map(keepOptional)))
  else if (event.source && 'id' in event.source)
    event.waitUntil(serveClient(message.port, event.source.id, event))
})

/** Without what follows `?` for the page itself, whose settings stand there. */
function addressOf({ url, mode }: Request): string {
  const { origin, pathname } = new URL(url)
  if (mode === 'navigate' && origin === scope.origin && pathname === scope.pathname) return page
  return origin + pathname
}

// -- files -----------------------------------------------------------------------------------------------------------

async function answer(
  url: string,
  file: SiteFile,
  event: FetchEvent,
  cut: Cut | undefined,
): Promise<Response> {
  const kept = await findKept(url, file)
  if (kept) {
    if (cut) cut.answered++
    return kept
  }
  if (cut) return refuse(cut, url)
  try {
    return await (file.isOptional ? fetchOptional(url, file) : fetchNeeded(url, file, event))
  } catch {
    return event.request.mode === 'navigate' ? needsNetworkOnce() : Response.error()
  }
}

async function findKept(url: string, { isOptional }: SiteFile): Promise<Response | undefined> {
  if (isOptional) return (await caches.open(optionalCache)).match(url)
  return precache.matchPrecache(url)
}

/** Keeps it as well. @throws TypeError where it cannot be fetched or is not what the build made */
async function fetchNeeded(url: string, { integrity }: SiteFile, event: ExtendableEvent): Promise<Response> {
  const cacheKey = precache.getCacheKeyForURL(url) ?? url
  return precache.strategy.handle({ request: new Request(url), event, params: { cacheKey, integrity } })
}

/** Keeps it as well. @throws TypeError where it cannot be fetched or is not what the build made */
async function fetchOptional(url: string, { integrity }: SiteFile): Promise<Response> {
  const response = await fetch(new Request(url, { integrity }))
  if (!response.ok) return response
  const complete = addHeaders(response)
  await (await caches.open(optionalCache)).put(url, complete.clone())
  return complete
}

async function keepOptional(url: string): Promise<void> {
  const file = files.get(url)
  // Where it fails, it is kept when it is used the next time.
  if (file?.isOptional && !(await findKept(url, file))) await fetchOptional(url, file).catch(() => undefined)
}

async function removeOldOptional(): Promise<void> {
  const cache = await caches.open(optionalCache)
  const outdated = (await cache.keys()).filter(({ url }) => !files.get(url)?.isOptional)
  await Promise.all(outdated.map((request) => cache.delete(request)))
}

/** A host that sends no policy gets the one that our server sends. */
function addHeaders(response: Response): Response {
  if (response.headers.has('Content-Security-Policy')) return response
  const headers = new Headers(response.headers)
  const path = `/${new URL(response.url).pathname.slice(scope.pathname.length)}`
  for (const [name, value] of Object.entries(fileHeaders(path, FRAME_ANCESTORS))) headers.set(name, value)
  headers.set(addedMark, '1')
  return new Response(response.body, { status: response.status, headers })
}

/** The browser has cleared the app's files away, and there is no network: its own page would not say what helps. */
function needsNetworkOnce(): Response {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>BioHiCL Search</title><h1>BioHiCL Search needs the network once</h1>
<p>Your browser has removed the files of this app. Libraries, models and collections are kept apart from them and may still be there.
Connect to the network and open this page again.</p>
<p lang="de">Ihr Browser hat die Dateien dieser App gelöscht. Bibliotheken, Suchmodelle und Sammlungen liegen woanders und können noch
da sein. Verbinden Sie sich einmal mit dem Netz und öffnen Sie diese Seite erneut.</p></html>`
  return new Response(html, {
    status: 503,
    headers: { ...fileHeaders('/index.html', FRAME_ANCESTORS), 'Cache-Control': 'no-store' },
  })
}

// -- what the page asks ----------------------------------------------------------------------------------------------

/** @returns when the page has been answered; while it has the network cut, the browser must not end this worker */
function serveClient(port: MessagePort, clientId: string, event: ExtendableEvent): Promise<void> {
  let cut: Cut | undefined
  return new Promise((resolve) => {
    serve<ServiceWorkerContract>(port, {
      store: () => storeAll(event).finally(resolve),
      takeOver: () => takeOver().finally(resolve),
      cut() {
        cut = { clients: new Set([clientId]), answered: 0, refused: [] }
        cuts.add(cut)
        setTimeout(end, longestCutMs)
        return {}
      },
      restore() {
        const { answered, refused } = cut ?? { answered: 0, refused: [] }
        end()
        return { answered, refused }
      },
    })

    function end() {
      if (cut) cuts.delete(cut)
      resolve()
    }
  })
}

function refuse(cut: Cut, url: string): Response {
  cut.refused.push(new URL(url).pathname)
  return Response.error()
}

async function storeAll(event: ExtendableEvent): Promise<StoredSite> {
  const needed = [...files].filter(([, { isOptional }]) => !isOptional)
  const missing: string[] = []
  for (const [url, file] of needed) {
    if (await isWhole(await findKept(url, file), file)) continue
    await caches
      .open(precache.strategy.cacheName)
      .then((cache) => cache.delete(precache.getCacheKeyForURL(url) ?? url))
    const fetched = await fetchNeeded(url, file, event).catch(() => undefined)
    if (!fetched?.ok) missing.push(file.path)
  }
  const document = await precache.matchPrecache(page)
  return {
    files: needed.length,
    bytes: needed.reduce((sum, [, { bytes }]) => sum + bytes, 0),
    missing,
    sendsHeaders: document !== undefined && !document.headers.has(addedMark),
  }
}

async function isWhole(response: Response | undefined, { integrity }: SiteFile): Promise<boolean> {
  try {
    const bytes = await response?.arrayBuffer()
    if (!bytes) return false
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    return integrity === `sha256-${btoa(String.fromCharCode(...hash))}`
  } catch {
    return false // so says Chromium of a body that was changed on the disk
  }
}

/** An open page would ask for files that only its own version has. */
async function takeOver(): Promise<{ isDone: boolean }> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const isDone = windows.length <= 1
  if (isDone) await self.skipWaiting()
  return { isDone }
}
