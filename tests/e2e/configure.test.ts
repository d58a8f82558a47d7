import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultOptions, optionNames } from '../../src/widget/options.ts'
import { sampleLibraries } from '../globalSetup.ts'
import { accessibilityProblems, startSite, startVisit, type Site, type Visit } from './site.ts'

let site: Site
let visit: Visit
let page: Page

beforeAll(async () => {
  site = await startSite(sampleLibraries)
})
afterAll(() => site.stop())
afterEach(() => visit.close())

/** @returns the search that the page shows, ready */
async function open(options: Parameters<typeof startVisit>[0] = {}): Promise<FrameLocator> {
  visit = await startVisit(options)
  page = visit.page
  await page.goto(`${site.url}configure.html`)
  const preview = page.frameLocator('iframe')
  await preview.locator('body[data-phase=ready]').waitFor()
  return preview
}

const snippet = () => page.locator('pre').first().textContent()
const field = (name: string) => page.locator(`[name="${name}"]`)

describe('the configurator', () => {
  it('has a field for each option, each with its default', async () => {
    await open()
    for (const name of optionNames) {
      const shown = await field(name).evaluate(
        (found: HTMLInputElement | HTMLSelectElement) =>
          found.value || (found as HTMLInputElement).placeholder,
      )
      expect(shown, name).toBe(String(defaultOptions[name]))
      expect(await field(name).evaluate((found: HTMLInputElement) => found.labels?.length), name).toBe(1)
    }
  })

  it('changes lines and preview with each option', async () => {
    const preview = await open()
    expect(await snippet()).toBe(`<script src="${site.url}embed.js" async></script>`)
    await field('query').fill('pain')
    await field('max-results').fill('2')
    await field('theme').selectOption('dark')
    await expect
      .poll(snippet)
      .toBe(
        `<script src="${site.url}embed.js" data-theme="dark" data-query="pain" data-max-results="2" async></script>`,
      )
    await preview.locator('body[data-answered=pain]').waitFor()
    await expect.poll(() => preview.locator('article[data-record-id]').count()).toBe(2)
    await preview.locator('html[data-theme=dark]').waitFor()
    await field('theme').selectOption('auto')
    await preview.locator('html:not([data-theme])').waitFor()
    // By a key: the lines stand below the preview, which may still be growing.
    await page.getByRole('radio', { name: 'React' }).press('Space')
    expect(await snippet()).toContain(`<BioHiCLSearch site="${site.url}" query="pain" maxResults={2} />`)
    await field('mode').selectOption('link')
    await page.locator('biohicl-search').getByRole('link').waitFor()
    expect(page.frames()).toHaveLength(1)
    expect(visit.complaints).toEqual([])
  })

  it('says beside the field what does not fit, and leaves it out of lines and preview', async () => {
    const preview = await open()
    await field('max-results').fill('900')
    const fault = page.getByRole('alert')
    expect(await fault.textContent()).toBe('max-results is “900”: expected a whole number from 1 to 50.')
    expect(await field('max-results').getAttribute('aria-invalid')).toBe('true')
    const described = (await field('max-results').getAttribute('aria-describedby')) ?? ''
    expect(described.split(' ')).toContain(await fault.getAttribute('id'))
    expect(await snippet()).not.toContain('900')
    // Told to the preview behind it.
    await field('lang').selectOption('de')
    await preview.getByRole('searchbox', { name: 'Suche' }).waitFor()
    expect(await preview.getByRole('listitem').count()).toBe(0)
    await field('max-results').fill('')
    expect(await fault.count()).toBe(0)
  })

  it('copies the lines', async () => {
    await open()
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await field('library').fill('asthma-2026')
    await page.getByRole('button', { name: 'Copy: Lines for your page' }).click()
    await page.getByText('Copied', { exact: true }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await snippet())
    expect(await snippet()).toContain('data-library="asthma-2026"')
    await field('library').fill('')
    expect(await page.getByText('Copied', { exact: true }).count()).toBe(0)
  })

  it.each([
    ['in light', {}],
    ['in dark', { isDark: true }],
    ['on a phone, in German', { width: 390, height: 844, locale: 'de-DE' }],
  ])('leaves axe nothing to find and scrolls no page sideways: %s', async (_where, options) => {
    await open(options)
    await field('height').fill('1')
    await page.getByRole('alert').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return { scrollWidth, clientWidth }
    })
    expect(scrollWidth).toBe(clientWidth)
    expect(visit.complaints).toEqual([])
  })

  it('is operated by keys alone', async () => {
    await open()
    await field('library').focus()
    for (const name of optionNames.slice(1)) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(name)
    }
    await page.getByRole('radio', { name: 'HTML' }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await snippet()).toContain('<biohicl-search></biohicl-search>')
  })
})
