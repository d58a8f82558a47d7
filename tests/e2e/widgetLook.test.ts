import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import { startHostPages, type HostPages } from './hostPages.ts'
import { startVisit, type Visit } from './site.ts'
import { askFrame, expectNothingForAxe, idsIn, openFrame } from './widgetFrame.ts'

const element = (attributes = '') =>
  `<h1>Host</h1><script src="APP/biohicl-search.js"></script>
   <biohicl-search backend="wasm" max-results="3" ${attributes}></biohicl-search>`

const pages = {
  never: element('allow-download="never"'),
  recent: element(`filters='{"years":{"from":2022}}' query="pain" max-results="50"`),
  coloured: `<style>biohicl-search { --biohicl-accent: #7a0060; --biohicl-background: #fff7fb; --biohicl-text: #201018; --biohicl-radius: 0 }</style>
    ${element('theme="light"')}`,
  pale: element('theme="light" look="accent: #ffff00; radius: 3px"'),
  alien: element(
    'look="accent: url(https://c.example/); colour: red; font: var(--x); text: #111 } body { display: none"',
  ),
  debug: element('debug allow-download="never"'),
  wrong: element(`filters='{"years":"all"}'`),
}

let host: HostPages
let visit: Visit
let page: Page

beforeAll(async () => {
  host = await startHostPages(sampleLibraries, pages)
})
afterAll(() => host.stop())

beforeEach(async () => {
  visit = await startVisit()
  page = visit.page
  host.sent.length = 0
})
afterEach(() => visit.close())

describe('how it looks in a page of another site', () => {
  const token = (shown: FrameLocator, name: string) =>
    shown.locator('html').evaluate((html, of) => getComputedStyle(html).getPropertyValue(of), name)
  const warnings = (shown: FrameLocator) =>
    shown.getByRole('region', { name: 'For whoever embeds' }).getByRole('listitem').allTextContents()

  it('takes colours and corners from variables of the page around', async () => {
    const shown = await openFrame(page, host.page('a', 'coloured'))
    const html = shown.locator('html')
    expect(await html.evaluate((of) => getComputedStyle(of).backgroundColor)).toBe('rgb(255, 247, 251)')
    expect(await html.evaluate((of) => getComputedStyle(of).color)).toBe('rgb(32, 16, 24)')
    const link = shown.getByRole('link').first()
    expect(await link.evaluate((of) => getComputedStyle(of).color)).toBe('rgb(122, 0, 96)')
    const field = shown.getByRole('searchbox')
    expect(await field.evaluate((of) => getComputedStyle(of).borderRadius)).toBe('0px')
    await askFrame(shown, 'pain')
    await expectNothingForAxe(page)
  })

  it('takes no colours that are hard to read, and says so', async () => {
    const shown = await openFrame(page, host.page('a', 'pale'))
    expect(await token(shown, '--radius')).toBe('')
    expect(await warnings(shown)).toEqual([expect.stringContaining('accent on background has 1.')])
  })

  it('takes values of CSS and nothing else', async () => {
    const shown = await openFrame(page, host.page('a', 'alien'))
    expect(await warnings(shown)).toEqual([expect.stringContaining('look is “')])
    await page
      .locator('biohicl-search')
      .evaluate((of) =>
        of.setAttribute('look', 'accent: url(https://c.example/); colour: red; font: var(--x)'),
      )
    await expect.poll(() => warnings(shown)).toHaveLength(3)
    expect((await shown.locator('html').getAttribute('style')) ?? '').toBe('')
    expect(host.sent.filter(({ url }) => url.includes('c.example'))).toEqual([])
  })

  it('tells whoever embeds it what it does, where it is asked to', async () => {
    const shown = await openFrame(page, host.page('a', 'debug'))
    await askFrame(shown, 'sepsis')
    const facts = await shown.getByRole('region', { name: 'For whoever embeds' }).textContent()
    expect(facts).toContain('library/sample-notes@')
    expect(facts).toContain('lexical')
  })
})

describe('queries and filters in a page of another site', () => {
  it('has filters from the first answer on', async () => {
    const shown = await openFrame(page, host.page('a', 'recent'))
    await shown.locator('body[data-answered=pain]').waitFor()
    const years = await shown.locator('article').allTextContents()
    expect(years.length).toBeGreaterThan(0)
    for (const text of years) expect(text).toMatch(/202[2-9]/)
  })

  it('says which filters it cannot read, and filters nothing', async () => {
    const shown = await openFrame(page, host.page('a', 'wrong'))
    const warning = shown.getByRole('region', { name: 'For whoever embeds' }).getByRole('listitem')
    expect(await warning.textContent()).toContain('filters is “{"years":"all"}”: expected filters in JSON')
  })

  it('61: reads the language of PubMed, and says where a question cannot be read', async () => {
    const shown = await openFrame(page, host.page('a', 'never'))
    await askFrame(shown, '"heart failure"[mh] AND diet')
    await askFrame(shown, 'pain NOT pain')
    expect(await idsIn(shown)).toEqual([])
    await shown.getByRole('searchbox').fill('pain AND (')
    await shown.getByRole('searchbox').press('Enter')
    await shown.getByRole('alert').getByText('cannot be read').waitFor()
  })

  it('hands the question over to the app, where it leaves the address', async () => {
    const shown = await openFrame(page, host.page('a', 'never'))
    await askFrame(shown, 'chest pain at night')
    const [app] = await Promise.all([
      page.context().waitForEvent('page'),
      shown.getByRole('link', { name: 'Go on with this question in the app' }).click(),
    ])
    await app.locator('body[data-answered="chest pain at night"]').waitFor({ timeout: 120_000 })
    expect(app.url()).toBe(host.app)
    expect(host.sent.filter(({ url }) => url.includes('night'))).toEqual([])
  })
})
