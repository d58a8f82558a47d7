import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStaticServer } from '../../src/server/static.ts'
import { sampleLibraries } from '../globalSetup.ts'
import {
  accessibilityProblems,
  ask,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from './site.ts'

const pictures = process.env.BIOHICL_PICTURES

async function checkOffline(page: Page): Promise<{ verdict: string; text: string }> {
  await page.evaluate(() => void (location.hash = '#offline'))
  await page.getByRole('button', { name: /^Check (now|again)$/ }).click()
  const report = page.locator('section[data-offline]')
  await report.waitFor({ timeout: 120_000 })
  return { verdict: (await report.getAttribute('data-offline')) ?? '', text: await report.innerText() }
}

/** Until the service worker has stored the app and answers for the page. */
const waitForControl = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null)

describe('the app without a network', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit({ keepsApp: true })
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
    await waitForControl(visit.page)
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  it('R15: is shown to be ready by a search with the network cut off', async () => {
    const before = site.requests.length
    const { verdict, text } = await checkOffline(visit.page)
    expect(text).toMatch(/App holds\s+\d+ files \([\d.]+ MB\) kept and whole/)
    expect(text).toMatch(/Library “Sample notes” holds/)
    expect(text).toMatch(/Search holds\s+With the network cut off.*\(\d+ files of the app read/)
    expect(text).toMatch(/Computing holds\s+WebAssembly/)
    expect(verdict).toBe('ready')
    // The browser looks for a newer service worker now and then, by itself.
    expect(site.requests.slice(before).filter((path) => path !== '/service-worker.js')).toEqual([])
    expect(await accessibilityProblems(visit.page)).toEqual([])
    if (pictures) await visit.page.screenshot({ path: join(pictures, 'offline.png'), fullPage: true })
    await visit.page.locator('footer summary', { hasText: 'ready offline' }).waitFor()
  })

  it('R15, F23: opens and searches with the server stopped, on every page', async () => {
    await site.stop()
    const page = await visit.context.newPage()
    await page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(page, 'ready')
    expect(await ask(page, 'chest pain')).toHaveLength(10)
    for (const [hash, title] of [
      ['#libraries', 'Libraries'],
      ['#collections', 'Collections'],
      ['#map', 'Map'],
      ['#models', 'Models'],
      ['#benchmark', 'Benchmark'],
    ] as const) {
      await page.evaluate((to) => void (location.hash = to), hash)
      await page.locator('main').getByRole('heading', { name: title, exact: true, level: 2 }).waitFor()
    }
    expect((await checkOffline(page)).verdict).toBe('ready')
    await page.close()
  })

  it('R10: says what is missing, and does not call itself ready', async () => {
    const page = await visit.context.newPage()
    await page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(page, 'ready')
    await page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        const requests = await cache.keys()
        await Promise.all(
          requests.filter(({ url }) => url.includes('/icon-192.png')).map((each) => cache.delete(each)),
        )
      }
    })
    const { verdict, text } = await checkOffline(page)
    expect(verdict).toBe('not-ready')
    expect(text).toMatch(/App fails\s+1 file is missing and could not be fetched: icon-192.png/)
    expect(text).toMatch(/Search fails\s+Not tried/)
    await page.close()
  })

  it('F17: with the app’s files cleared away says that it needs the network once, and is whole after that', async () => {
    const page = await visit.context.newPage()
    const cdp = await visit.context.newCDPSession(page)
    const origin = site.url.slice(0, -1)
    await page.goto(site.url)
    await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cache_storage' })
    await page.goto(site.url)
    await page.getByRole('heading', { name: 'BioHiCL Search needs the network once' }).waitFor()

    site = await startSite(sampleLibraries, 'models', Number(new URL(site.url).port))
    await page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(page, 'ready')
    expect(await ask(page, 'chest pain')).toHaveLength(10) // the library was never gone
    expect((await checkOffline(page)).verdict).toBe('ready') // and what was missing has been fetched
    await page.close()
  })
})

describe('a new version of the app', () => {
  const next = mkdtempSync(join(tmpdir(), 'biohicl-next-'))
  let visit: Visit
  let server: Server
  let root = 'dist'
  let url: string

  beforeAll(async () => {
    makeNextVersion(next)
    const mounts = { '/models': 'models', '/libraries': sampleLibraries }
    server = createStaticServer({ root, mounts })
    server.removeAllListeners('request')
    server.on('request', (request, response) => {
      createStaticServer({ root, mounts }).emit('request', request, response)
    })
    url = await listen(server)
    visit = await startVisit({ keepsApp: true })
    await visit.page.goto(`${url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
    await waitForControl(visit.page)
  })
  afterAll(async () => {
    await visit.close()
    await stop(server)
    rmSync(next, { recursive: true, force: true })
  })

  it('R22, F53: does not take the parts of the open one away', async () => {
    root = next
    await visit.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
    await visit.page.getByText('A new version of this app is here.').waitFor()
    // A part that was never opened, whose file the site has no more.
    await visit.page.evaluate(() => void (location.hash = '#map'))
    await visit.page.locator('main').getByRole('heading', { name: 'Map', level: 2 }).waitFor()
    await visit.page.getByRole('img', { name: /map/i }).or(visit.page.locator('canvas')).first().waitFor()
  })

  it('R22: is taken by one’s choice, and by no window while another has the old one', async () => {
    const other = await visit.context.newPage()
    await other.goto(`${url}?backend=wasm`)
    await waitForPhase(other, 'ready')
    await visit.page.getByRole('button', { name: 'Use it now' }).click()
    await visit.page.getByText('Close its other tabs and windows first').waitFor()
    await other.close()

    await visit.page.getByRole('button', { name: 'Use it now' }).click()
    await visit.page.locator('meta[name="version"][content="next"]').waitFor({ state: 'attached' })
    await waitForPhase(visit.page, 'ready')
    await visit.page.evaluate(() => void (location.hash = '#'))
    expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
    expect((await checkOffline(visit.page)).text).toMatch(/^Ready offline/)
  })
})

describe('on a host that sends no headers', () => {
  let visit: Visit
  let server: Server

  beforeAll(async () => {
    const mounts = { '/models': 'models', '/libraries': sampleLibraries }
    server = createStaticServer({ root: 'dist', mounts })
    server.prependListener('request', (_request, response) => {
      const writeHead = response.writeHead.bind(response) as (
        status: number,
        headers: object,
      ) => typeof response
      response.writeHead = ((status: number, headers: Record<string, string | number>) => {
        const few = ['Content-Type', 'Content-Encoding', 'Content-Length', 'Content-Range', 'ETag']
        return writeHead(
          status,
          Object.fromEntries(few.flatMap((name) => (name in headers ? [[name, headers[name]]] : []))),
        )
      }) as typeof response.writeHead
    })
    visit = await startVisit({ keepsApp: true })
    await visit.page.goto(`${await listen(server)}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
    await waitForControl(visit.page)
  })
  afterAll(async () => {
    await visit.close()
    await stop(server)
  })

  it('R33, R50, F48: adds its policies, and with them threads, from the second visit on, and says so', async () => {
    const { page } = visit
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
    await page.reload()
    await waitForPhase(page, 'ready')
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    const policy = await page.evaluate(async () => {
      const engine = performance
        .getEntriesByType('resource')
        .find(({ name }) => /\/engine-[^/]*\.js$/.test(name))
      return (await fetch(engine?.name ?? '')).headers.get('Content-Security-Policy')
    })
    expect(policy).toContain("connect-src 'none'")
    expect(await ask(page, 'chest pain')).toHaveLength(10)
    const { verdict, text } = await checkOffline(page)
    expect(text).toMatch(/Protection to know\s+This site does not send the headers/)
    expect(verdict).toBe('ready')
  })
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** The built site as a later build would be: another page, other names for all of its scripts, and a service worker that lists these. */
function makeNextVersion(folder: string): void {
  cpSync('dist', folder, { recursive: true })
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(js|html)$/.test(path),
  )
  const scripts = paths.flatMap((path) => /^assets\/(.*)\.js$/.exec(path)?.[1] ?? [])
  const rename = (text: string) =>
    scripts.reduce((all, name) => all.replaceAll(`${name}.js`, `${name}-next.js`), text)
  let worker = rename(readFileSync('dist/service-worker.js', 'utf8'))
  for (const path of paths.filter((each) => each !== 'service-worker.js')) {
    const before = readFileSync(join('dist', path), 'utf8')
    const now = rename(before).replace('<head>', '<head><meta name="version" content="next" />')
    rmSync(join(folder, path))
    writeFileSync(join(folder, rename(path)), now)
    worker = worker.replaceAll(integrityOf(before), integrityOf(now))
  }
  writeFileSync(join(folder, 'service-worker.js'), worker)
}

const integrityOf = (content: string) => `sha256-${createHash('sha256').update(content).digest('base64')}`
