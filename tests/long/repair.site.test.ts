import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import {
  accessibilityProblems,
  ask,
  searchBox,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from '../e2e/site.ts'
import { flipStoredBit, storedBundles } from '../e2e/storedBits.ts'

describe('a library that was damaged after it was installed', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  it('R7: is repaired at the next start, by fetching only the damaged chunk', async () => {
    const before = await ask(visit.page, 'chest pain')
    await flipStoredBit(visit.page, 'vectors.i8')
    const asked = site.requests.length
    await visit.page.reload()
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    expect(await ask(visit.page, 'chest pain')).toEqual(before)
    const fetched = site.requests
      .slice(asked)
      .filter((path) => /^\/(models|libraries)\/.*\.(?!json)/.test(path))
    expect(fetched).toEqual(['/libraries/sample-notes/vectors.i8'])
  })

  it('F10: so is a model of which one bit has changed, and until then nothing is searched by it', async () => {
    const before = await ask(visit.page, 'chest pain')
    await flipStoredBit(visit.page, 'onnx/model_quantized.onnx', 'encoder')
    const asked = site.requests.length
    await visit.page.reload()
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    await visit.page.locator('body[data-backend=wasm]').waitFor()
    expect(await ask(visit.page, 'chest pain')).toEqual(before)
    const fetched = site.requests.slice(asked).filter((path) => path.endsWith('.onnx'))
    expect(fetched).toEqual(['/models/biohicl-small/onnx/model_quantized.onnx'])
  })

  it('is repaired on request when a record proves damaged in the middle of a search', async () => {
    await flipStoredBit(visit.page, 'records.blocks')
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    await searchBox(visit.page).fill('chest pain')
    await searchBox(visit.page).press('Enter')
    const alert = visit.page.getByRole('alert').filter({ hasText: 'damaged' })
    await alert.waitFor()
    await visit.page.getByRole('button', { name: 'Try again' }).click()
    await alert.waitFor({ state: 'detached' })
    await visit.page.locator('body[data-answered="chest pain"]').waitFor() // asked again by itself
    expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
  })

  it('F11: stays open for what is not damaged when the site cannot be reached to repair a record', async () => {
    await flipStoredBit(visit.page, 'records.blocks')
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    await visit.context.route(/\/libraries\//, (route) => route.abort())
    await searchBox(visit.page).fill('chest pain')
    await searchBox(visit.page).press('Enter')
    const alert = visit.page.getByRole('alert').filter({ hasText: 'damaged' })
    await alert.waitFor()
    await visit.page.getByRole('button', { name: 'Try again' }).click()
    await alert.waitFor()
    expect(await visit.page.getAttribute('body', 'data-phase')).toBe('ready')
    await visit.context.unroute(/\/libraries\//)
    await visit.page.getByRole('button', { name: 'Try again' }).click()
    await visit.page.locator('body[data-answered="chest pain"]').waitFor()
  })

  it('R7: is read again while nothing else goes on, and told of by name before anyone searches for it', async () => {
    const asked = site.requests.length
    await flipStoredBit(visit.page, 'records.blocks')
    const key = (await storedBundles(visit.page)).find((bundle) => bundle.startsWith('library/')) ?? ''
    // As if it had been found whole a long time ago.
    await visit.page.evaluate(
      (hash) => localStorage.setItem('scrub', JSON.stringify({ [hash]: { date: 0, next: 0 } })),
      key.slice(key.indexOf('@') + 1),
    )
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    const alert = visit.page.getByRole('alert').filter({ hasText: '1 damaged piece in records.blocks.' })
    await alert.waitFor()
    expect(await visit.page.locator('aside', { has: alert }).innerText()).toMatch(
      /was damaged on this device.*This site has/s,
    )
    expect(await accessibilityProblems(visit.page)).toEqual([])
    if (process.env.BIOHICL_PICTURES)
      await visit.page.screenshot({ path: join(process.env.BIOHICL_PICTURES, 'scrub.png') })
    await visit.page.getByRole('button', { name: /^Repair/ }).click()
    await visit.page.getByText('Repaired, and checked').waitFor()
    const fetched = site.requests
      .slice(asked)
      .filter((path) => /^\/(models|libraries)\/.*\.(?!json)/.test(path))
    expect(fetched).toEqual(['/libraries/sample-notes/records.blocks'])
    await waitForPhase(visit.page, 'ready')
    expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
  })

  it('is searched by words alone, and says why, when the site cannot be reached to repair its vectors', async () => {
    await flipStoredBit(visit.page, 'vectors.i8')
    await visit.context.route(/\/libraries\//, (route) => route.abort())
    await visit.page.reload()
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    const alert = visit.page.getByRole('alert').filter({ hasText: 'Searches go by words only' })
    expect(await alert.innerText()).toMatch(/damaged/i)
    expect((await ask(visit.page, 'chest pain')).length).toBeGreaterThan(0)
    expect(await visit.page.locator('main').innerText()).toContain('that match the words of')
    expect(await accessibilityProblems(visit.page)).toEqual([])

    await visit.context.unroute(/\/libraries\//)
    await visit.page.getByRole('button', { name: 'Try again' }).click()
    await visit.page.locator('body[data-encoder="ready"]').waitFor()
    expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
  })
})
