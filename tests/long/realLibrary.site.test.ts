import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataDir } from '../fixtures/dataDir.ts'
import { makeEditions, type Editions } from './real/editions.ts'
import { testEverywhere } from './real/everywhere.ts'
import { testFilters } from './real/filters.ts'
import { testFinding } from './real/finding.ts'
import { listNews, testKeeping } from './real/keeping.ts'
import { readListPage } from './real/listPage.ts'
import { testReading } from './real/reading.ts'
import { readRealRecords } from './real/records.ts'
import { openRealVectors } from './real/vectors.ts'
import type { RealVisit } from './real/visit.ts'
import { startSite, startVisit, waitForPhase, type Site } from '../e2e/site.ts'

// One visit for all of it: installing and opening take as long as many of the tests.
describe.skipIf(!dataDir)('the library of real records', () => {
  let editions: Editions
  let site: Site
  let opened: RealVisit

  beforeAll(async () => {
    const real = await readRealRecords(dataDir ?? '')
    editions = makeEditions(listNews(real))
    const vectors = await openRealVectors()
    site = await startSite(editions.libraries)
    const visit = await startVisit()
    const { page } = visit
    opened = { visit, page, list: readListPage(page), real, vectors }
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(page, 'ready')
  })
  afterAll(async () => {
    await opened.visit.close()
    await opened.vectors.close()
    await site.stop()
    await editions.close()
  })

  const get = () => opened
  describe('is searched', () => testFinding(get))
  describe('is narrowed', () => testFilters(get))
  describe('is read', () => testReading(get))
  describe('is at hand', () => testEverywhere(get))
  describe('is kept', () => testKeeping(get, () => editions.offerNext()))

  it('complained of nothing, and no policy was broken', () => {
    expect(opened.visit.complaints).toEqual([])
  })
})
