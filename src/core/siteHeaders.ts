/**
 * Which headers each kind of response carries; a pure table. Policies are per file because workers take theirs from their own response.
 * The server sends them; where another one does not, the service worker adds them to what it keeps.
 */

type ResponseKind =
  | 'document'
  | 'configurator'
  | 'widget'
  | 'engine-worker'
  | 'site-worker'
  | 'transfer-worker'
  | 'service-worker'
  | 'other'

const shared = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'Connection-Allowlist': '(response-origin)',
}

/** What the user may give the address of: any site over HTTPS, and servers on the same device. */
const ownHosts = ['localhost', '127.0.0.1']
const anySite = ['https:', ...ownHosts.map((host) => `http://${host}:*`)]
const anySitePatterns = ['https://*:*/*', ...ownHosts.map((host) => `http://${host}:*/*`)]
const scripts = "script-src 'self' 'wasm-unsafe-eval'"

/** @param ancestors who may frame the page @param more directives */
const documentPolicy = (ancestors: string, ...more: string[]) =>
  [
    "default-src 'none'",
    scripts,
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    `frame-ancestors ${ancestors}`,
    "require-trusted-types-for 'script'",
    'trusted-types app-worker',
    ...more,
  ].join('; ')

const policies: Record<Exclude<ResponseKind, 'widget'>, string> = {
  document: documentPolicy("'none'"),
  // Shows the widget as other pages will.
  configurator: documentPolicy("'none'", "frame-src 'self'"),
  // Holds the query and its vector, so it has no network; worker-src lets ORT start its threads.
  'engine-worker': ["default-src 'none'", scripts, "connect-src 'none'", "worker-src 'self'"].join('; '),
  // The only worker with a network; a local query never passes through it. From NLM it fetches records for new libraries, and
  // from wherever the user says, libraries.
  'transfer-worker': ["default-src 'none'", scripts, `connect-src 'self' ${anySite.join(' ')}`].join('; '),
  // Reads a library of this site in parts, for embedded pages. What it fetches tells the site which words a query touches.
  'site-worker': ["default-src 'none'", scripts, "connect-src 'self'"].join('; '),
  // Fetches the site's own files. What other workers fetch from elsewhere does not pass through it.
  'service-worker': ["default-src 'none'", "script-src 'self'", "connect-src 'self'"].join('; '),
  other: [
    "default-src 'none'",
    scripts,
    "connect-src 'none'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
}

const yearSeconds = 365 * 24 * 60 * 60

/** By file extension, lower case; what is not listed is sent as bytes. */
const mimeTypes: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  webmanifest: 'application/manifest+json',
  wasm: 'application/wasm',
  onnx: 'application/octet-stream',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
}

function responseKind(path: string): ResponseKind {
  if (path === '/widget.html') return 'widget'
  if (path === '/configure.html') return 'configurator'
  if (path.endsWith('.html')) return 'document'
  if (/^\/assets\/engine-[^/]*\.js$/.test(path)) return 'engine-worker'
  if (/^\/assets\/transfer-[^/]*\.js$/.test(path)) return 'transfer-worker'
  if (/^\/assets\/words-[^/]*\.js$/.test(path)) return 'site-worker'
  if (path === '/service-worker.js') return 'service-worker'
  return 'other'
}

/** Names under /assets hold a hash of their content; everything else is asked for again (ETag). */
function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? `public, max-age=${yearSeconds}, immutable` : 'no-cache'
}

/** What pages of other sites load: scripts that make a frame, the page in it, and, where that is sandboxed, its files as well. */
const isEmbedded = (path: string) =>
  /^\/(assets\/(widget|words|style)-[^/]*|widget\.html|embed\.js|biohicl-search\.js|embedders\.json|icon\.svg)$/.test(
    path,
  )

const embedded = { 'Cross-Origin-Resource-Policy': 'cross-origin', 'Access-Control-Allow-Origin': '*' }

/** A frame has threads by it where the page around is not isolated, in browsers that know it. */
const isolation = { 'Document-Isolation-Policy': 'isolate-and-require-corp' }

/**
 * Headers of a file that was found.
 * @param path decoded, `/index.html` for `/`
 * @param ancestors who may frame the widget: sources of `frame-ancestors`, see embedders.ts
 */
export function fileHeaders(path: string, ancestors: string): Record<string, string> {
  const extension = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
  const kind = responseKind(path)
  return {
    ...shared,
    ...(isEmbedded(path) && embedded),
    ...((kind === 'widget' || kind === 'site-worker') && isolation),
    ...(kind === 'transfer-worker' && {
      'Connection-Allowlist': `(response-origin ${anySitePatterns.map((pattern) => `"${pattern}"`).join(' ')})`,
    }),
    'Content-Security-Policy': kind === 'widget' ? documentPolicy(ancestors) : policies[kind],
    'Cache-Control': cacheControl(path),
    'Content-Type': mimeTypes[extension] ?? 'application/octet-stream',
  }
}

/**
 * Headers of a file of the pages around the app in a demo site: they may show the widget of their own site.
 * @param path decoded, `/index.html` for `/`
 */
export function pageHeaders(path: string): Record<string, string> {
  const headers = fileHeaders(path, "'none'")
  if (!path.endsWith('.html')) return headers
  return { ...headers, 'Content-Security-Policy': `${documentPolicy("'none'")}; frame-src 'self'` }
}

/** Headers of an answer in words (404, 405, 416 …): never kept, never HTML. */
export function messageHeaders(): Record<string, string> {
  return {
    ...shared,
    'Content-Security-Policy': policies.other,
    'Cache-Control': 'no-store',
    'Content-Type': 'text/plain; charset=utf-8',
  }
}
