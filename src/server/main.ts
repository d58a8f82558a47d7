/** `node --import tsx src/server/main.ts --port 4173 --root dist --mount /models=models`: serves the built site. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { appFolder, demoSiteFile, parseDemoSite } from '../core/demoSite.ts'
import { embeddersFile, frameAncestors, parseEmbeddersFile } from '../core/embedders.ts'
import { createStaticServer, listen } from './static.ts'

const portTries = 20

const usage = `Usage: server [--port 4173] [--host 127.0.0.1] [--root dist] [--mount /path=folder ...] [--share]`

function parseOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4173' },
      host: { type: 'string', default: '127.0.0.1' },
      root: { type: 'string', default: 'dist' },
      mount: { type: 'string', multiple: true, default: [] },
      share: { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port: expected a number from 0 to 65535, got "${values.port}"`)
  }
  const mounts: Record<string, string> = {}
  for (const mount of values.mount) {
    const match = /^(\/[^/=]+)=(.+)$/.exec(mount)
    if (!match?.[1] || !match[2]) throw new Error(`--mount: expected /path=folder, got "${mount}"`)
    mounts[match[1]] = match[2]
  }
  return { port, host: values.host, root: values.root, mounts, isShared: values.share }
}

/** Where the app lies: in a demo site there are pages around it. */
async function findApp(root: string): Promise<{ base: string; app: string }> {
  const file = join(root, demoSiteFile)
  if (!existsSync(file)) return { base: '/', app: '' }
  return { ...parseDemoSite(await readFile(file, 'utf8')), app: appFolder }
}

async function main(): Promise<void> {
  const { port, host, ...served } = parseOptions(process.argv.slice(2))
  const { base, app } = await findApp(served.root)
  // Written by the build, which has put it into the service worker too.
  const embedders = parseEmbeddersFile(await readFile(join(served.root, app, embeddersFile), 'utf8'))
  const server = createStaticServer({ ...served, base, app, ancestors: frameAncestors(embedders) })
  const actual = await listen(server, port, { tries: portTries, host })
  if (actual !== port && port !== 0) {
    console.log(`Port ${port} is in use, so ${actual} was taken.`)
    console.log(
      'A browser keeps libraries apart by address: those installed under the other port are not seen here.',
    )
  }
  const name = host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  console.log(`Open http://${name}:${actual}${base}  (Ctrl-C stops)`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close()
      server.closeAllConnections()
    })
  }
}

main().catch((error: unknown) => {
  console.error(`The server could not start: ${error instanceof Error ? error.message : String(error)}`)
  console.error(usage)
  process.exitCode = 1
})
