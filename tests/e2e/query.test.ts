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
} from './site.ts'

function openSite(libraries: string): { visit(): Visit; site(): Site } {
  let [site, visit]: [Site | undefined, Visit | undefined] = [undefined, undefined]
  beforeAll(async () => {
    site = await startSite(libraries)
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit?.close()
    await site?.stop()
  })
  const opened = <T>(thing: T | undefined): T => thing ?? raise()
  return { visit: () => opened(visit), site: () => opened(site) }
}

function raise(): never {
  throw new Error('The site is not open.')
}

describe('a query in PubMed’s language, on the sample notes', () => {
  const { visit, site } = openSite(sampleLibraries)
  const reading = () => visit().page.locator('details', { hasText: 'How your query was read' })
  const textOf = async () => (await reading().innerText()).replace(/\s+/g, ' ')

  it('filters by a heading with all below it, ranks by the plain text, and says so', async () => {
    const all = await ask(visit().page, 'fatigue at night')
    const found = await ask(visit().page, '"heart failure"[mh] AND (fatigue at night)')
    expect(found.length).toBeGreaterThan(0)
    expect(found).not.toEqual(all)
    for (const card of await visit().page.locator('article[data-record-id]').all())
      expect(await card.innerText()).toMatch(/heart failure/i)
    await reading().waitFor()
    const text = await textOf()
    expect(text).toContain('Filters by heading “Heart Failure”')
    expect(text).toContain('Ranks by nearness in meaning and words (fatigue at night)')
  })

  it('opens on PubMed by the user’s own click alone, and says that it leaves the device', async () => {
    const seen: string[] = []
    visit().context.on('request', (request) => seen.push(request.url()))
    await ask(visit().page, 'asthma[mh] NOT 1900:1950[dp]')
    const link = reading().getByRole('link', { name: /PubMed/ })
    expect(await link.getAttribute('href')).toBe(
      'https://pubmed.ncbi.nlm.nih.gov/?term=asthma%5Bmh%5D%20NOT%201900%3A1950%5Bdp%5D',
    )
    expect(await link.getAttribute('target')).toBe('_blank')
    expect(await link.getAttribute('rel')).toContain('noreferrer')
    expect(await textOf()).toContain('leaves this device')
    expect(seen.filter((url) => !url.startsWith(site().url))).toEqual([])
  })

  it('as plain text is explained only where one asks for it', async () => {
    await ask(visit().page, 'chest pain')
    await reading().waitFor()
    expect(await reading().evaluate((element) => (element as HTMLDetailsElement).open)).toBe(false)
  })

  it('with a fault is shown with its place marked, and mended by one press', async () => {
    const { page } = visit()
    await searchBox(page).fill('')
    await searchBox(page).fill('asthma[titel] AND cough')
    await searchBox(page).press('Enter')
    const mark = page.getByRole('status').locator('mark')
    await mark.waitFor()
    expect(await mark.textContent()).toContain('[titel]')
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('button', { name: /asthma\[ti\] AND cough/ }).click()
    await page.locator('body[data-answered="asthma[ti] AND cough"]').waitFor()
    expect(await searchBox(page).inputValue()).toBe('asthma[ti] AND cough')
    expect(await mark.count()).toBe(0)
  })

  it('with a heading that the library does not know offers those written nearly so', async () => {
    const { page } = visit()
    expect(await ask(page, '"heart failur"[mh]')).toEqual([])
    await reading().waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('button', { name: 'Heart Failure', exact: true }).click()
    await page.locator(`body[data-answered='"Heart Failure"[mh]']`).waitFor()
    expect(await page.locator('article[data-record-id]').count()).toBeGreaterThan(0)
  })

  it('is explained in a list of signs and tags, from the field and from the keys', async () => {
    const { page } = visit()
    await page.getByRole('button', { name: 'Query language' }).click()
    const dialog = page.getByRole('dialog', { name: 'Query language' })
    await dialog.waitFor()
    expect(await dialog.innerText()).toContain('[tiab]')
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /Keys/ }).click()
    const keys = page.getByRole('dialog', { name: 'Keyboard' })
    await keys.getByRole('button', { name: 'Query language' }).click()
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await keys.isVisible()).toBe(true)
    await page.keyboard.press('Escape')
  })
})
