// What it costs that no byte is used unhashed: npx tsx bench/integrity.ts, on a quiet machine, with dist/ and data/sample-site built.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { catalogueFile, parseCatalogue } from '../src/core/catalogue.ts'
import { chromiumArgs, chromiumPath } from '../src/platform/node/chromiumOptions.ts'
import { createStaticServer } from '../src/server/static.ts'
import { describeMachine } from './machine.ts'
import { spread } from './stats.ts'

const runs = 5
const libraries = join('data', 'sample-site')
const chunks = 150 // of 1 MiB: a library of some 90,000 records with abstracts

const profile = mkdtempSync(join(tmpdir(), 'biohicl-bench-'))
const context = await chromium.launchPersistentContext(profile, {
  executablePath: chromiumPath,
  headless: true,
  // Beside an install it would fetch the app's own files, too.
  serviceWorkers: 'block',
  args: chromiumArgs,
})
try {
  for (const line of describeMachine()) console.log(line)
  const rates = await times(measureInstall)
  console.log(`install, from the first look at manifests to the commit: ${spread(rates, 'MB/s')}`)
  const [read, hashed] = await measureReading()
  console.log(`read ${chunks} MiB from IndexedDB in a worker: ${spread(read, 'ms')}`)
  console.log(`the same, each MiB hashed: ${spread(hashed, 'ms')}`)
} finally {
  await context.close()
  rmSync(profile, { recursive: true, force: true })
}

async function times(measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = []
  for (let run = 0; run < runs; run++) values.push(await measure())
  return values
}

/**
 * Of the sample notes and their model, on a port of its own, that is for a browser that has nothing of them: from the look at the site's
 * manifests to the commit. Bytes are those of the catalogue.
 */
async function measureInstall(): Promise<number> {
  const server = createStaticServer({
    root: 'dist',
    mounts: { '/models': 'models', '/libraries': libraries },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const page = await context.newPage()
  await page.addInitScript(() => {
    new MutationObserver(() => performance.mark(document.body.dataset.phase ?? '')).observe(document, {
      ...{ subtree: true, attributes: true, attributeFilter: ['data-phase'] },
    })
  })
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?backend=wasm`)
  await page.locator('body[data-phase=ready]').waitFor({ timeout: 120_000 })
  const phases = await page.evaluate(() =>
    performance.getEntriesByType('mark').map(({ name, startTime }) => ({ name, startTime })),
  )
  const begin = phases.findIndex(({ name }) => name === 'installing')
  const [start, end] = [phases[begin], phases[begin + 1]]
  const catalogue = parseCatalogue(readFileSync(join(libraries, catalogueFile), 'utf8'))
  const installed = catalogue.libraries.find(({ id }) => id === catalogue.default)
  if (!start || !end || !installed)
    throw new Error(`Nothing was installed: ${phases.map(({ name }) => name).join(', ')}.`)
  await page.close()
  server.close()
  server.closeAllConnections()
  return (installed.libraryBytes + installed.encoderBytes) / 1e6 / ((end.startTime - start.startTime) / 1000)
}

/**
 * Fills a database as the app does, and reads it in a worker, with hashing and without, in turns: what hashing adds is the difference,
 * whatever the disk holds ready. An opening reads less, as it leaves out the blocks of records.
 */
async function measureReading(): Promise<[number[], number[]]> {
  const worker = `
    const open = new Promise((resolve, reject) => {
      const asking = indexedDB.open('bench', 1)
      asking.onupgradeneeded = () => asking.result.createObjectStore('chunks')
      asking.onsuccess = () => resolve(asking.result)
      asking.onerror = () => reject(asking.error)
    })
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    onmessage = ({ data }) => measure(data).then(postMessage, (error) => postMessage(String(error)))
    async function measure({ isFilling, isHashing }) {
      const db = await open
      const start = performance.now()
      for (let index = 0; index < ${chunks}; index++) {
        const transaction = db.transaction('chunks', isFilling ? 'readwrite' : 'readonly')
        const store = transaction.objectStore('chunks')
        if (isFilling) {
          const bytes = new Uint8Array(1024 * 1024)
          for (let at = 0; at < bytes.length; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536))
          store.put(bytes.buffer, index)
          await new Promise((resolve, reject) => {
            transaction.oncomplete = resolve // the worker ends behind the last one
            transaction.onabort = () => reject(transaction.error)
          })
        } else {
          const bytes = await done(store.get(index))
          if (isHashing) await crypto.subtle.digest('SHA-256', bytes)
        }
      }
      return performance.now() - start
    }`
  const server = createServer(({ url }, response) =>
    response
      .writeHead(200, { 'Content-Type': url === '/' ? 'text/html' : 'text/javascript' })
      .end(url === '/' ? '<title>bench</title>' : worker),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const run = (task: { isFilling?: boolean; isHashing?: boolean }) =>
    page.evaluate(
      (given) =>
        new Promise<number>((resolve, reject) => {
          const started = new Worker('/worker.js')
          started.onerror = ({ message }) => reject(new Error(message))
          started.onmessage = ({ data }: MessageEvent<number | string>) => {
            started.terminate()
            if (typeof data === 'string') reject(new Error(data))
            else resolve(data)
          }
          started.postMessage(given)
        }),
      task,
    )
  await run({ isFilling: true })
  const [read, hashed]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < runs; turn++) {
    read.push(await run({}))
    hashed.push(await run({ isHashing: true }))
  }
  server.close()
  server.closeAllConnections()
  return [read, hashed]
}
