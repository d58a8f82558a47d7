import { createServer, type RequestListener } from 'node:http'
import { readFileSync } from 'node:fs'
import type { AddressInfo, Server } from 'node:net'
import { embeddersFile, frameAncestors, parseEmbeddersFile } from '../../src/core/embedders.ts'
import { createStaticServer } from '../../src/server/static.ts'

/** The built site, and pages of other sites around it. */
export interface HostPages {
  /** Of the app, with a slash at its end. */
  app: string
  /** Of a page at another origin, `a`.localhost and so on; all have the same pages. */
  page(site: 'a' | 'b' | 'c', name: string): string
  /** Of the same pages at an origin that may not embed. */
  stranger(name: string): string
  /** What the app's server was asked for, and how many bytes it has sent for it, headers included. */
  sent: { url: string; bytes: number }[]
  stop(): Promise<void>
}

/** @param pages HTML of the body by name; `APP` stands for the app's address. @param headers that the host's pages come with, likewise */
export async function startHostPages(
  libraries: string,
  pages: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<HostPages> {
  const listed = parseEmbeddersFile(readFileSync(`dist/${embeddersFile}`, 'utf8'))
  const server = createStaticServer({
    root: 'dist',
    mounts: { '/libraries': libraries, '/models': 'models' },
    isShared: true,
    ancestors: frameAncestors(listed),
  })
  const sent: HostPages['sent'] = []
  server.on('request', (request, response) => {
    const entry = { url: request.url ?? '', bytes: 0 }
    sent.push(entry)
    const { socket } = request
    const before = socket.bytesWritten
    response.on('close', () => (entry.bytes = socket.bytesWritten - before))
  })
  const app = `http://localhost:${await listen(server)}/`
  const answerHost: RequestListener = (request, response) => {
    const body = pages[(request.url ?? '').slice(1)]
    // Browsers ask for an icon, too.
    const own = Object.entries(headers).map(([name, value]) => [name, value.replaceAll('APP/', app)])
    response.writeHead(body === undefined ? 204 : 200, {
      'Content-Type': 'text/html; charset=utf-8',
      ...(Object.fromEntries(own) as Record<string, string>),
    })
    response.end(`<!doctype html><html lang="en"><title>Host</title>${body?.replaceAll('APP/', app) ?? ''}`)
  }
  const [host, stranger] = [createServer(answerHost), createServer(answerHost)]
  const [port, strangerPort] = [await listen(host), await listen(stranger, '127.0.0.2')]
  return {
    app,
    page: (site, name) => `http://${site}.localhost:${port}/${name}`,
    stranger: (name) => `http://127.0.0.2:${strangerPort}/${name}`,
    sent,
    stop: async () => {
      await Promise.all([server, host, stranger].map(close))
    },
  }
}

async function listen(server: Server, address = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  return (server.address() as AddressInfo).port
}

function close(server: Server & { closeAllConnections(): void }): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
