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
} from './site.ts'

const question = 'Why do old people fall after a change of medicine?'

describe('the language of the page', { timeout: 300_000 }, () => {
  let site: Site
  let visit: Visit

  const choice = () => visit.page.getByRole('combobox', { name: /Sprache der Seite|Language of the page/ })
  const spoken = () => visit.page.evaluate(() => document.documentElement.lang)
  const search = (name: string) => visit.page.getByRole('searchbox', { name, exact: true })

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit({ locale: 'de-AT' })
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  it('is that of the browser where the page speaks it', async () => {
    expect(await spoken()).toBe('de')
    await visit.page.getByRole('heading', { name: 'Literatur finden nach dem, was sie bedeutet' }).waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('has all of a search: list, filters, reader, numbers', async () => {
    await search('Suche').fill(question)
    await visit.page.locator(`body[data-answered=${JSON.stringify(question)}]`).waitFor()
    const first = visit.page.locator('article').first()
    expect(await first.innerText()).toMatch(/\b0,\d\d\b/)
    expect(await first.getByRole('heading').getByRole('button').getAttribute('lang')).toBe('en')
    await visit.page.getByRole('tree', { name: 'MeSH' }).waitFor()
    await first.getByRole('button', { name: 'Warum dieser Treffer' }).click()
    await first.getByRole('heading', { name: 'Nächster Satz' }).waitFor()
    await first.getByRole('heading').first().getByRole('button').click()
    await visit.page.getByText('Ähnliche Artikel').first().waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('has the parts that are loaded later', async () => {
    for (const [link, title] of [
      ['Bibliotheken', 'Bibliotheken'],
      ['Sammlungen', 'Sammlungen'],
      ['Karte', 'Karte'],
    ] as const) {
      await visit.page.getByRole('link', { name: link, exact: true }).first().click()
      await visit.page.getByRole('heading', { name: title, exact: true }).waitFor()
      expect(await accessibilityProblems(visit.page)).toEqual([])
    }
  })

  it('is changed at once, keeps what was asked and where one is, and is remembered', async () => {
    await choice().selectOption('English')
    await visit.page.getByRole('heading', { name: 'Map', exact: true }).waitFor()
    expect(await spoken()).toBe('en')
    await expect.poll(() => choice().evaluate((element) => element === document.activeElement)).toBe(true)
    await visit.page.getByRole('link', { name: 'Search', exact: true }).click()
    expect(await search('Search').inputValue()).toBe(question)
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    expect(await spoken()).toBe('en')
    expect((await ask(visit.page, question)).length).toBeGreaterThan(0)
  })

  it('stays as it is where the other one cannot be fetched, and says so', async () => {
    await visit.page.route(/german/, (route) => route.abort())
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    await choice().selectOption('Deutsch')
    await visit.page.getByText('It could not be fetched.').waitFor()
    expect(await spoken()).toBe('en')
    expect(await choice().inputValue()).toBe('en')
  })
})
