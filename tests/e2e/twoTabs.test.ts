import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import { ask, startSite, startVisit, waitForPhase, type Site, type Visit } from './site.ts'

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
