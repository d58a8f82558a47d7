/**
 * Static file server on node:http for the built site, models and libraries. Not sirv: its 3.0.2 dies on
 * `Range: bytes=5-2` and answers `bytes=0-0` and `bytes=-3` with other bytes. Keeps no request log.
 */
import { open, type FileHandle } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileHeaders, messageHeaders, pageHeaders } from '../core/siteHeaders.ts'
import { chooseEncoding, createCompressor } from './compress.ts'
import { parseRange } from './range.ts'

export interface StaticServerOptions {
  /** Folder of the built site; `/` is its index.html. */
  root: string
  /** Folders served under a path of their own, e.g. `{ '/models': 'models' }`. */
  mounts?: Record<string, string>
  /** Whether pages of other sites may read the mounted folders, so that their users install libraries from here. */
  isShared?: boolean
  /** Path below which the site lies, with a slash at both ends. */
  base?: string
  /** Folder of the app within the site, with a slash at its end, where there are pages around it; empty where the app is the site. */
  app?: string
  /** Who may frame the widget, as in `frame-ancestors`; nobody but the site itself where nothing is said. */
  ancestors?: string
}

export function createStaticServer({
  root,
  mounts = {},
  isShared = false,
  base = '/',
  app = '',
  ancestors = "'self'",
}: StaticServerOptions): Server {
  const compress = createCompressor()
  return createServer((request, response) => {
    answer(request, response, { root, mounts, isShared, base, app, ancestors, compress }).catch(
      (error: unknown) => {
        // Aborted downloads end here as well; the connection is gone then and there is nobody to tell.
        if (request.destroyed || response.destroyed) return
        if (response.headersSent) return response.destroy()
        console.error('The server could not read a file:', error)
        sendMessage(response, 500, 'The server could not read this file.\n')
      },
    )
  })
}

interface Served extends Required<StaticServerOptions> {
  compress: ReturnType<typeof createCompressor>
}

async function answer(request: IncomingMessage, response: ServerResponse, options: Served) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sendMessage(response, 405, 'Only GET and HEAD are answered.\n', { Allow: 'GET, HEAD' })
  }
  const path = parsePath(request.url ?? '/', options.base)
  const handle = path && (await openFile(resolveFile(path, options)))
  const isForAll = options.isShared && path !== undefined && findMount(path, options) !== undefined
  const reach = isForAll ? { 'Access-Control-Allow-Origin': '*' } : {}
  if (!path || !handle) return sendMessage(response, 404, 'Not found.\n', reach)
  try {
    await sendFile(request, response, { path, reach, ...options }, handle)
  } finally {
    await handle.close()
  }
}

/** The decoded path within the site, or `undefined` for one that could leave the folder or reach a hidden file. */
function parsePath(url: string, base: string): string | undefined {
  const raw = /^[^?#]*/.exec(url)?.[0] ?? ''
  let path: string
  try {
    path = decodeURIComponent(raw)
  } catch {
    return undefined
  }
  if (!path.startsWith(base)) return undefined
  const file = path.slice(base.length - 1).replace(/\/$/, '/index.html')
  const segments = file.split('/').slice(1)
  const isPlain = segments.every((segment) => segment !== '' && !segment.startsWith('.'))
  return isPlain && !/[\\\0]/.test(file) ? file : undefined
}

function findMount(path: string, { mounts }: Required<StaticServerOptions>): string | undefined {
  return Object.keys(mounts).find((candidate) => path.startsWith(`${candidate}/`))
}

function resolveFile(path: string, options: Required<StaticServerOptions>): string {
  const { root, mounts } = options
  const prefix = findMount(path, options)
  return prefix === undefined ? join(root, path) : join(mounts[prefix] ?? root, path.slice(prefix.length))
}

async function openFile(file: string): Promise<FileHandle | undefined> {
  let handle: FileHandle
  try {
    handle = await open(file, 'r')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined
    throw error
  }
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  return undefined
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { path, reach, app, ancestors, compress }: { path: string; reach: Record<string, string> } & Served,
  handle: FileHandle,
) {
  const { size, mtime } = await handle.stat()
  const isPart = request.headers.range !== undefined
  const encoding = isPart ? undefined : chooseEncoding(path, size, request.headers['accept-encoding'])
  const version = `${size.toString(16)}-${mtime.getTime().toString(16)}`
  const etag = encoding ? `"${version}-${encoding}"` : `"${version}"`
  const lastModified = mtime.toUTCString()
  const headers = {
    ...(path.startsWith(`/${app}`) ? fileHeaders(path.slice(app.length), ancestors) : pageHeaders(path)),
    ...reach,
    ...(encoding ? { 'Content-Encoding': encoding } : { 'Accept-Ranges': 'bytes' }),
    Vary: 'Accept-Encoding',
    ETag: etag,
    'Last-Modified': lastModified,
  }

  if (hasTag(request.headers['if-none-match'], etag)) {
    response.writeHead(304, headers).end()
    return
  }
  if (encoding) {
    const packed = await compress(`${path} ${version}`, encoding, () => handle.readFile())
    response.writeHead(200, { ...headers, 'Content-Length': packed.byteLength })
    response.end(request.method === 'HEAD' ? undefined : packed)
    return
  }
  const ifRange = request.headers['if-range']
  const isFresh = ifRange === undefined || ifRange === etag || ifRange === lastModified
  const range = request.method === 'GET' && isFresh ? parseRange(request.headers.range, size) : undefined
  if (range === 'unsatisfiable') {
    sendMessage(response, 416, 'The file is shorter than that.\n', { 'Content-Range': `bytes */${size}` })
    return
  }
  if (range) {
    const { start, end } = range
    const partHeaders = {
      'Content-Range': `bytes ${start}-${end}/${size}`,
      'Content-Length': end - start + 1,
    }
    response.writeHead(206, { ...headers, ...partHeaders })
  } else {
    response.writeHead(200, { ...headers, 'Content-Length': size })
  }
  if (request.method === 'HEAD' || size === 0) {
    response.end()
    return
  }
  await pipeline(
    handle.createReadStream({ ...range, autoClose: false, highWaterMark: 1024 * 1024 }),
    response,
  )
}

function hasTag(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return tags.includes(etag) || tags.includes('*')
}

function sendMessage(
  response: ServerResponse,
  status: number,
  text: string,
  extra: Record<string, string> = {},
) {
  const headers = { ...messageHeaders(), 'Content-Length': Buffer.byteLength(text), ...extra }
  response.writeHead(status, headers).end(text)
}

/** Listens on `port` or, where it is taken, on one of the next `tries` ports; resolves to the port in use. */
export async function listen(
  server: Server,
  port: number,
  { tries = 0, host = '127.0.0.1' }: { tries?: number; host?: string } = {},
): Promise<number> {
  for (let candidate = port; ; candidate++) {
    try {
      return await listenOnce(server, candidate, host)
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!isTaken || candidate >= port + tries || candidate >= 65_535) throw error
    }
  }
}

function listenOnce(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const onListening = () => {
      server.off('error', onError)
      // A server on a TCP port always has an AddressInfo.
      resolve((server.address() as AddressInfo).port)
    }
    const onError = (error: Error) => {
      server.off('listening', onListening)
      reject(error)
    }
    server.once('listening', onListening).once('error', onError)
    server.listen(port, host)
  })
}
