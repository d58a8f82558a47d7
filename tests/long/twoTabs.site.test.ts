import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import {
  accessibilityProblems,
  ask,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from '../e2e/site.ts'

describe('a first visit in two tabs at once', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit()
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  it('F18: downloads everything once, and both tabs answer', async () => {
    const pages = [visit.page, await visit.context.newPage()]
    await Promise.all(pages.map((page) => page.goto(`${site.url}?backend=wasm`)))
    for (const page of pages) expect(await waitForPhase(page, 'ready', 'failed')).toBe('ready')
    const fetched = site.requests.filter(
      (path) => path.endsWith('/vectors.i8') || path.endsWith('/config.json'),
    )
    expect(fetched.toSorted()).toEqual([
      '/libraries/sample-notes/vectors.i8',
      '/models/biohicl-small/config.json',
    ])
    for (const page of pages) {
      await page.bringToFront()
      expect(await ask(page, 'chest pain')).toHaveLength(10)
    }
  })
})

describe('a tab that ends', () => {
  it('F5, F6: in the middle of installing lets another one go on; in the middle of a search leaves nothing behind', async () => {
    const site = await startSite(sampleLibraries)
    const visit = await startVisit()
    try {
      const [first, second] = [await visit.context.newPage(), visit.page]
      await first.goto(`${site.url}?backend=wasm`)
      await first.locator('body[data-phase=installing]').waitFor()
      await second.goto(`${site.url}?backend=wasm`)
      const crashed = first.waitForEvent('crash')
      const cdp = await visit.context.newCDPSession(first)
      void cdp.send('Page.crash').catch(() => {}) // it ends before it could answer
      await crashed
      await first.close()
      expect(await waitForPhase(second, 'ready', 'failed')).toBe('ready')

      const third = await visit.context.newPage()
      await third.goto(`${site.url}?backend=wasm`)
      await waitForPhase(third, 'ready')
      await third.getByRole('searchbox', { name: 'Search', exact: true }).fill('swelling of the ankles')
      await third.close()
      await second.reload()
      await waitForPhase(second, 'ready')
      expect(await ask(second, 'chest pain')).toHaveLength(10)
      expect(visit.complaints).toEqual([])
    } finally {
      await visit.close()
      await site.stop()
    }
  })
})

/** Tells of everything that the transfer worker writes. */
const telling = `
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (...values) {
    new BroadcastChannel('writes').postMessage(this.name)
    return put.apply(this, values)
  }`
/** Half a minute is over soon. */
const hasty = `
  const wait = setTimeout
  self.setTimeout = (run, ms) => wait(run, ms === 30_000 ? 300 : ms)`

describe('a tab that is frozen while it installs', () => {
  it('F21: is taken over by another one, and writes nothing when it wakes', async () => {
    const site = await startSite(sampleLibraries)
    const visit = await startVisit()
    try {
      const [first, second] = [await visit.context.newPage(), visit.page]
      let wake = () => {}
      const awake = new Promise<void>((resolve) => (wake = resolve))
      await breakTransfer(first, telling)
      await second.goto(`${site.url}libraries/catalogue.json`) // a page of this origin that installs nothing
      const heard = second.evaluate(
        () =>
          new Promise<string>((resolve) => {
            new BroadcastChannel('writes').onmessage = ({ data }) => resolve(String(data))
          }),
      )
      await first.route('**/sample-notes/vectors.i8', async (route) => {
        await awake
        await route.continue()
      })
      const isStuck = first.waitForRequest('**/sample-notes/vectors.i8')
      await first.goto(`${site.url}?backend=wasm`)
      await isStuck
      expect(await heard).toBe('bundles') // it does tell
      const cdp = await visit.context.newCDPSession(first)
      await cdp.send('Page.setWebLifecycleState', { state: 'frozen' })

      await breakTransfer(second, hasty)
      await second.goto(`${site.url}?backend=wasm`)
      await second.getByRole('dialog', { name: 'Another tab is installing' }).waitFor()
      expect(await accessibilityProblems(second)).toEqual([])
      await second.getByRole('button', { name: 'Take over' }).click()
      expect(await waitForPhase(second, 'ready', 'failed')).toBe('ready')

      await second.evaluate(() => {
        const writes = new BroadcastChannel('writes')
        writes.onmessage = ({ data }) => void (document.body.dataset.written = String(data))
      })
      wake()
      await cdp.send('Page.setWebLifecycleState', { state: 'active' })
      await first.getByRole('heading', { name: 'Another tab has taken over' }).waitFor()
      await first.getByRole('button', { name: 'Try again' }).click()
      expect(await waitForPhase(first, 'ready')).toBe('ready')
      expect(await second.getAttribute('body', 'data-written')).toBeNull()
      expect(await ask(first, 'chest pain')).toHaveLength(10)
    } finally {
      await visit.close()
      await site.stop()
    }
  })
})

/** Puts code before that of the transfer worker of one page. */
async function breakTransfer(page: Page, code: string): Promise<void> {
  await page.route('**/assets/transfer-*.js', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `${code}\n${await response.text()}` })
  })
}
