import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import {
  accessibilityProblems,
  ask,
  breakEngine,
  searchBox,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from '../e2e/site.ts'
import { expectOnlyMissingAgain } from './chunksOfModel.ts'

let site: Site
let visit: Visit
let profile: string
let url: string

beforeEach(async () => {
  profile = mkdtempSync(join(tmpdir(), 'biohicl-profile-'))
  site = await startSite(sampleLibraries)
  url = `${site.url}?backend=wasm`
  visit = await startVisit({ profile })
})
afterEach(async () => {
  await visit.close()
  await site.stop()
  rmSync(profile, { recursive: true, force: true })
})

async function open(page: Page = visit.page): Promise<void> {
  await page.goto(url)
  await waitForPhase(page, 'ready')
}

async function clearStorage(storageTypes: string): Promise<void> {
  const cdp = await visit.context.newCDPSession(visit.page)
  await cdp.send('Storage.clearDataForOrigin', { origin: site.url.slice(0, -1), storageTypes })
}

describe('a browser that has lost what was installed', () => {
  it('R18, F15: is told apart from a first visit, names what is gone, and gets it back', async () => {
    await open()
    await visit.page.waitForFunction(() => localStorage.getItem('installed') !== null)
    await clearStorage('indexeddb,cache_storage,file_systems')
    await visit.page.reload()
    await waitForPhase(visit.page, 'needs-library')
    await visit.page
      .getByRole('alert')
      .filter({ hasText: /has lost what was installed here: “Sample notes” \([\d.]+ [kM]B\), last seen \d/ })
      .waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await visit.page.getByRole('button', { name: 'Install Sample notes' }).click()
    await waitForPhase(visit.page, 'ready')
    expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
  })

  it('R20, F16: while it is open, ends a search in words or by fetching anew, and hangs in neither', async () => {
    await open()
    await clearStorage('indexeddb')
    await searchBox(visit.page).fill('chest pain')
    await searchBox(visit.page).press('Enter')
    await visit.page
      .getByRole('alert')
      .or(visit.page.locator('body[data-answered="chest pain"]'))
      .or(visit.page.locator('body[data-phase="needs-library"]'))
      .first()
      .waitFor()
    expect(visit.complaints.filter((each) => /unhandled|uncaught/i.test(each))).toEqual([])
  })

  it.each([
    ['R19, F13: an unreadable database', 7],
    ['F12: a database of which one byte was changed', Infinity],
  ])('%s does not look like a first visit', async (_what, every) => {
    await open()
    await visit.page.waitForFunction(() => localStorage.getItem('installed') !== null)
    await visit.close()
    damageDatabases(profile, every)
    visit = await startVisit({ profile })
    await visit.page.goto(url)
    const phase = await waitForPhase(visit.page, 'ready', 'failed', 'needs-library')
    // Chromium may read over the damage; then everything must be as it was.
    if (phase === 'ready') return expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
    await visit.page
      .getByRole('alert')
      .filter({ hasText: 'has lost what was installed here: “Sample notes”' })
      .waitFor()
  })
})

/** Changes every n-th byte of each of IndexedDB's logs and tables, or one in the middle of the longest. */
function damageDatabases(folder: string, every: number): void {
  const root = join(folder, 'Default', 'IndexedDB')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /leveldb[\\/].*\.(log|ldb)$/.test(path))
    .map((path) => ({ path: join(root, path), bytes: readFileSync(join(root, path)) }))
    .sort((a, b) => b.bytes.length - a.bytes.length)
  expect(files.length).toBeGreaterThan(0)
  for (const { path, bytes } of Number.isFinite(every) ? files : files.slice(0, 1)) {
    const step = Number.isFinite(every) ? every : bytes.length
    for (let at = Math.floor(step / 2); at < bytes.length; at += step) bytes[at] = (bytes[at] ?? 0) ^ 0x5a
    writeFileSync(path, bytes)
  }
}

describe('a page that was put away', () => {
  it('R20, F59, F60: goes on where it was, frozen or kept for going back', async () => {
    await open()
    const { page } = visit
    const before = await ask(page, 'chest pain')
    const cdp = await visit.context.newCDPSession(page)
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' })
    await cdp.send('Page.setWebLifecycleState', { state: 'active' })
    expect(await ask(page, 'swelling of the ankles')).toHaveLength(10)
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await page.locator('body[data-phase=loading]').waitFor()
    await waitForPhase(page, 'ready')
    // What stood in the field is asked again.
    await page.locator('body[data-answered="swelling of the ankles"]').waitFor()
    expect(await ask(page, 'chest pain')).toEqual(before)
  })
})

describe('a browser without room', () => {
  it('R17, F7, F9: is told of in words, goes on where it stopped once there is room, and reads what is there without any', async () => {
    const cdp = await visit.context.newCDPSession(visit.page)
    const limit = (quotaSize?: number) =>
      cdp.send('Storage.overrideQuotaForOrigin', {
        origin: site.url.slice(0, -1),
        ...(quotaSize !== undefined && { quotaSize }),
      })
    await visit.page.goto(`${site.url}libraries/catalogue.json`) // a page of this origin that installs nothing
    await limit(12_000_000)
    await visit.page.goto(url)
    await waitForPhase(visit.page, 'failed')
    await visit.page
      .getByRole('alert')
      .filter({ hasText: /Not enough space on this device.*At least [\d.]+ MB are still to be stored/s })
      .waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])

    await limit()
    await visit.page.getByRole('button', { name: 'Try again' }).click()
    await waitForPhase(visit.page, 'ready')
    expectOnlyMissingAgain(site.requests)

    await limit(1_000_000)
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
  })
})

describe('a page that ends while it opens', () => {
  it('R25, F45: is opened more carefully each time, at last not at all, and whole when one asks for it', async () => {
    await open()
    let isHeld = true
    await visit.context.route('**/assets/engine-*.js', async (route) => {
      if (!isHeld) await route.continue() // else it is never answered, and the page stays at opening
    })
    for (let time = 0; time < 3; time++) {
      const page = await visit.context.newPage()
      await page.goto(url)
      await page.locator('body[data-phase=loading]').waitFor()
      const crashed = page.waitForEvent('crash')
      const cdp = await visit.context.newCDPSession(page)
      void cdp.send('Page.crash').catch(() => {}) // it ends before it could answer
      await crashed
      await page.close()
    }
    isHeld = false
    const page = await visit.context.newPage()
    await page.goto(url)
    await page.getByRole('heading', { name: 'This page has ended while it opened, more than once' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.reload() // stays so
    await page.getByRole('heading', { name: 'This page has ended while it opened, more than once' }).waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await waitForPhase(page, 'ready')
    expect(await ask(page, 'chest pain')).toHaveLength(10)
  })

  it('R25: searches by words where the model was what it ended with', async () => {
    await open()
    await visit.page.evaluate(() =>
      localStorage.setItem('opening', JSON.stringify({ ended: 1, isOpening: true, time: Date.now() })),
    )
    const page = await visit.context.newPage()
    await page.goto(url)
    await page.locator('body[data-phase=ready][data-encoder=failed]').waitFor()
    await page.getByRole('alert').filter({ hasText: 'This page has ended while it opened' }).waitFor()
    expect((await ask(page, 'chest pain')).length).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Try again' }).click()
    await waitForPhase(page, 'ready')
    await page.locator('body[data-backend=wasm]').waitFor()
  })
})

describe('a search worker that dies without a word', () => {
  it.each([
    ['ends itself', 'close()'],
    ['loops for ever', 'for (;;);'],
  ])('R47, F46: and %s is replaced, and the question answered', async (_how, death) => {
    // Only the first one that is asked: the word is put into a cache, which the worker that comes after it sees.
    await breakEngine(
      visit.context,
      `addEventListener('message', (event) => {
         if (event.data.method !== 'search') return
         event.stopImmediatePropagation()
         caches.has('has-died').then(async (hasDied) => {
           if (hasDied) return dispatchEvent(new MessageEvent('message', { data: { ...event.data, method: 'search ' } }))
           await caches.open('has-died')
           ${death}
         })
       })`,
    )
    await visit.page.clock.install()
    await open()
    await searchBox(visit.page).fill('chest pain')
    await searchBox(visit.page).press('Enter')
    await visit.page.waitForFunction(() => caches.has('has-died'))
    await visit.context.unroute('**/assets/engine-*.js')
    await visit.page.clock.fastForward(31_000)
    await visit.page.clock.fastForward(31_000)
    await visit.page.clock.resume()
    await visit.page.locator('body[data-answered="chest pain"]').waitFor({ timeout: 120_000 })
    await visit.page.locator('article[data-record-id]').first().waitFor()
  })
})
