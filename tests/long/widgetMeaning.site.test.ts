import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogueFile, parseCatalogue } from '../../src/core/catalogue.ts'
import { sampleLibraries } from '../globalSetup.ts'
import { startHostPages, type HostPages } from '../e2e/hostPages.ts'
import { startVisit, type Visit } from '../e2e/site.ts'
import { askFrame, expectNothingForAxe, idsIn, openFrame } from '../e2e/widgetFrame.ts'

const element = (attributes = '') =>
  `<h1>Host</h1><script src="APP/biohicl-search.js"></script>
   <biohicl-search backend="wasm" max-results="3" ${attributes}></biohicl-search>`

const pages = {
  asks: element(),
  always: element('allow-download="always" share="results"'),
  never: element('allow-download="never"'),
  none: element('allow-download="always" encoder="none"'),
  other: element('allow-download="always" encoder="someone-elses"'),
}

/** Nothing of it is worded as the notes are, so that words find less than meaning does. */
const question = 'tired and out of breath'
const isMeaning = ({ url }: { url: string }) => /models|ort-wasm|assets\/(engine|transfer)/.test(url)

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

const agree = (shown: FrameLocator) => shown.getByRole('button', { name: 'Search by meaning too' }).click()

const waitForMeaning = (shown: FrameLocator) =>
  shown.locator('body[data-stage=semantic]').waitFor({ timeout: 120_000 })

describe('searching by meaning in a page of another site', () => {
  it('R53: says what it costs and fetches it when one agrees, then replaces the list, and stays with that page alone', async () => {
    const shown = await openFrame(page, host.page('a', 'asks'))
    await askFrame(shown, question)
    const button = shown.getByRole('button', { name: 'Search by meaning too' })
    const [, megabytes] = /\(([\d.]+) MB, once\)/.exec((await button.textContent()) ?? '') ?? []
    // Model and library, and what runs the model, which the server packs.
    const { libraries } = parseCatalogue(readFileSync(join(sampleLibraries, catalogueFile), 'utf8'))
    const least = ((libraries[0]?.libraryBytes ?? 0) + (libraries[0]?.encoderBytes ?? 0)) / 1e6
    expect(Number(megabytes)).toBeGreaterThan(least)
    expect(Number(megabytes)).toBeLessThan(least + 15)
    expect(host.sent.filter(({ url }) => /models.*onnx|vectors|graph/.test(url))).toEqual([])
    const before = await idsIn(shown)
    await button.click()
    await shown.getByRole('progressbar').waitFor()
    await expectNothingForAxe(page)
    await waitForMeaning(shown)
    await expectNothingForAxe(page)
    expect(await shown.locator('body').getAttribute('data-answered')).toBe(question)
    expect(await idsIn(shown)).not.toEqual(before)
    await expect
      .poll(() => shown.getByRole('status').first().textContent())
      .toMatch(/nearest 3 of \d+ records/)

    // On the same site's pages it is there from now on; at another site it is not.
    host.sent.length = 0
    await page.reload()
    await shown.locator('body[data-phase=ready]').waitFor()
    await askFrame(shown, 'swollen ankles')
    await waitForMeaning(shown)
    expect(host.sent.filter(({ url }) => /onnx$|vectors/.test(url))).toEqual([])
    const elsewhere = await openFrame(page, host.page('b', 'asks'))
    await askFrame(elsewhere, question)
    await elsewhere.getByRole('button', { name: 'Search by meaning too' }).waitFor()
    expect(visit.complaints).toEqual([])
  })

  it('fetches unasked where the page around is told to, and tells it of the better answer', async () => {
    await page.goto(host.page('a', 'always'))
    const stages = await page.evaluate(async (text) => {
      const found = document.querySelector('biohicl-search') as HTMLElement & {
        search(query: string): Promise<unknown>
      }
      const heard: string[] = []
      return new Promise<string[]>((resolve) => {
        found.addEventListener('biohicl-results', (event) => {
          heard.push((event as CustomEvent<{ stage: string }>).detail.stage)
          if (heard.length === 2) resolve(heard)
        })
        void found.search(text)
      })
    }, question)
    expect(stages).toEqual(['lexical', 'semantic'])
  })

  it.each(['never', 'none', 'other'] as const)('goes by words where it is to: %s', async (name) => {
    const shown = await openFrame(page, host.page('a', name))
    await askFrame(shown, question)
    // Behind the second answer, whatever the first has set off has begun.
    await askFrame(shown, 'sepsis')
    expect(await shown.locator('body').getAttribute('data-stage')).toBe('lexical')
    expect(await shown.getByRole('button', { name: 'Search by meaning too' }).count()).toBe(0)
    expect(await shown.getByRole('progressbar').count()).toBe(0)
    if (name !== 'never') expect(host.sent.filter(isMeaning)).toEqual([])
    const warnings = shown.getByRole('region', { name: 'For whoever embeds' }).getByRole('listitem')
    expect(await warnings.allTextContents()).toEqual(
      name === 'other' ? [expect.stringContaining('someone-elses')] : [],
    )
  })

  it('leaves a list alone in which somebody reads, and offers the better one', async () => {
    const shown = await openFrame(page, host.page('a', 'asks'))
    await askFrame(shown, question)
    const before = await idsIn(shown)
    await agree(shown)
    await shown.getByRole('article').first().getByRole('button').click()
    const better = shown.getByRole('button', { name: 'Show what is nearest by meaning' })
    await better.waitFor({ timeout: 120_000 })
    expect(await idsIn(shown)).toEqual(before)
    await better.click()
    await waitForMeaning(shown)
    expect(await idsIn(shown)).not.toEqual(before)
  })

  it('can be stopped, and goes on by words', async () => {
    const shown = await openFrame(page, host.page('a', 'asks'))
    await askFrame(shown, question)
    await agree(shown)
    await shown.getByRole('button', { name: 'Cancel' }).click()
    await shown.getByRole('button', { name: 'Search by meaning too' }).waitFor()
    expect(await shown.locator('body').getAttribute('data-stage')).toBe('lexical')
  })

  it('says so where the model cannot be had, goes on by words, and tries again when it is asked to', async () => {
    const shown = await openFrame(page, host.page('a', 'asks'))
    await askFrame(shown, question)
    await shown.getByRole('button', { name: 'Search by meaning too' }).waitFor()
    let isGone = true
    await page.route(/models\/.*onnx$/, (route) =>
      isGone ? route.fulfill({ status: 404 }) : route.continue(),
    )
    await agree(shown)
    const alert = shown.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toContain('It is searched by words.')
    await askFrame(shown, 'sepsis')
    expect(await shown.locator('body').getAttribute('data-stage')).toBe('lexical')
    isGone = false
    await alert.getByRole('button', { name: 'Try again' }).click()
    await waitForMeaning(shown)
    expect(await shown.locator('body').getAttribute('data-answered')).toBe('sepsis')
  })

  it('F49, R29: is held in memory where the browser stores nothing for the frame', async () => {
    await visit.close()
    const profile = mkdtempSync(join(tmpdir(), 'biohicl-profile-'))
    try {
      mkdirSync(join(profile, 'Default'))
      const settings = { profile: { default_content_setting_values: { cookies: 2 } } }
      writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(settings))
      visit = await startVisit({ profile })
      page = visit.page
      const shown = await openFrame(page, host.page('a', 'asks'))
      await askFrame(shown, question)
      await shown.getByText('held until this page is closed').waitFor()
      await agree(shown)
      await waitForMeaning(shown)
    } finally {
      rmSync(profile, { recursive: true, force: true })
    }
  })
})
