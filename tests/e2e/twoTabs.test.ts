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
