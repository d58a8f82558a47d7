import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportLibrary } from '../../src/cli/archive.ts'
import { sampleLibraries } from '../globalSetup.ts'
import { walkByTab } from './focusWalk.ts'
import { goTo, pageStates, question, showResults } from './pageStates.ts'
import {
  accessibilityProblems,
  ask,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from './site.ts'

interface Look {
  name: string
  width: number
  height: number
  isDark?: boolean
  isRtl?: boolean
  isAudited?: boolean
}

const desktop: Look = { name: 'light, wide', width: 1280, height: 800, isAudited: true }
const looks: Look[] = [
  desktop,
  { name: 'dark phone', width: 390, height: 844, isDark: true, isAudited: true },
  { name: 'zoomed to 200 %', width: 640, height: 400 },
  { name: 'zoomed to 400 %', width: 320, height: 640 },
  { name: 'right to left, wide', width: 1280, height: 800, isRtl: true },
  { name: 'right to left, narrow', width: 320, height: 640, isRtl: true },
]

async function put(page: Page, { width, height, isDark = false, isRtl = false }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' })
  await page.setViewportSize({ width, height })
  await page.evaluate((dir) => (document.documentElement.dir = dir), isRtl ? 'rtl' : 'ltr')
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Nothing in any look that axe finds, and no look in which the page scrolls sideways. */
async function problemsOf(page: Page): Promise<string[]> {
  const problems: string[] = []
  for (const look of looks) {
    await put(page, look)
    const wider = await sideways(page)
    if (wider > 0) problems.push(`${look.name}: ${wider} pixels too wide`)
    if (look.isAudited)
      problems.push(...(await accessibilityProblems(page)).map((problem) => `${look.name}: ${problem}`))
  }
  await put(page, desktop)
  return problems
}

const focused = (page: Page) => page.locator(':focus')

describe('the page with a library', () => {
  let site: Site
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit()
    page = visit.page
    page.setDefaultTimeout(20_000)
    await page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  describe('has nothing that axe finds, and never scrolls sideways', () => {
    it.each(pageStates)('$name', async ({ enter, leave }) => {
      await enter(page)
      const problems = await problemsOf(page)
      await leave?.(page)
      expect(problems).toEqual([])
    })
  })

  it('has nothing that axe finds in the filters of a phone, and gives the focus back to their button', async () => {
    await showResults(page)
    await put(page, { ...desktop, width: 390, height: 844 })
    const filters = page.getByRole('button', { name: 'Filters' })
    await filters.press('Enter')
    await page.getByRole('treeitem').first().waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    expect(await walkByTab(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => filters.evaluate((element) => element === document.activeElement)).toBe(true)
    await put(page, desktop)
  })

  describe('can be gone through by the Tab key, every stop in view and with a ring', () => {
    const open = (name: string) => pageStates.find((state) => state.name === name)
    it.each(['a record with similar articles', 'a new library', 'collections', 'the map', 'libraries'])(
      '%s',
      async (name) => {
        const state = open(name)
        if (name !== 'collections') await state?.enter(page)
        else await goTo(page, 'collections')
        const problems = await walkByTab(page)
        await state?.leave?.(page)
        expect(problems).toEqual([])
      },
    )

    it('results, also where the header stays above them and where it doesn’t', async () => {
      await showResults(page)
      expect(await walkByTab(page)).toEqual([])
      await put(page, { ...desktop, width: 640, height: 400 })
      expect(await walkByTab(page)).toEqual([])
      await put(page, desktop)
    })
  })

  describe('never loses the focus', () => {
    beforeAll(() => showResults(page))
    const hasFocus = () =>
      page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body)

    it('when a filter is removed, or all of them', async () => {
      const chips = page.getByRole('list', { name: 'Active filters' }).getByRole('button')
      const box = (place: string) => page.locator(`[data-tree-number=${place}]`)
      await box('C').press('Space')
      await chips.nth(0).waitFor()
      await box('N').press('Space')
      await chips.nth(1).press('Enter')
      await chips.nth(1).waitFor({ state: 'detached' })
      await expect.poll(() => focused(page).innerText()).toMatch(/^Remove filter:/)
      await page.getByRole('button', { name: 'Clear all' }).press('Enter')
      await chips.first().waitFor({ state: 'detached' })
      await expect.poll(hasFocus).toBe(true)
    })

    it('when the years are set, and when the list is no longer adjusted', async () => {
      await page.getByRole('spinbutton', { name: 'From' }).fill('2010')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Clear all' }).waitFor()
      await expect.poll(hasFocus).toBe(true)
      await page.getByRole('button', { name: 'Clear all' }).press('Enter')
      await page.getByRole('button', { name: 'More like this' }).first().press('Enter')
      const bar = page.getByRole('region', { name: 'The list is adjusted' })
      await bar.getByRole('button', { name: 'Clear' }).press('Enter')
      await bar.waitFor({ state: 'detached' })
      await expect.poll(hasFocus).toBe(true)
    })

    it('when a dialog closes: it goes back to where it was', async () => {
      const title = page.locator('article[data-record-id] h3 button').nth(2)
      const text = await title.innerText()
      for (const [key, name] of [
        ['?', 'Keyboard'],
        ['Control+k', 'Commands'],
      ] as const) {
        await title.press(key)
        const dialog = page.getByRole('dialog', { name })
        await dialog.waitFor()
        await dialog.getByRole('button', { name: 'Close' }).press('Enter')
        await dialog.waitFor({ state: 'detached' })
        await expect.poll(() => focused(page).innerText()).toBe(text)
      }
    })

    it('when a record closes that was reached from another one', async () => {
      const titles = page.locator('article[data-record-id] h3 button')
      await put(page, { ...desktop, width: 390, height: 844 })
      await titles.first().press('Enter')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('j')
      const second = await titles.nth(1).innerText()
      await page.getByRole('dialog').getByRole('heading', { name: second }).waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => focused(page).innerText()).toBe(second)
      await put(page, desktop)
    })
  })

  it('shows in forced colours what is chosen', async () => {
    await page.emulateMedia({ forcedColors: 'active' })
    const borders = await page
      .getByRole('radiogroup', { name: 'Rank by' })
      .locator('label')
      .evaluateAll((labels) => labels.map((label) => getComputedStyle(label).borderTopColor))
    expect(new Set(borders.slice(1)).size).toBe(1)
    expect(borders[0]).not.toBe(borders[1])
    await page.emulateMedia({ forcedColors: 'none' })
  })

  it('has the arrows of the tree point the way that one reads', async () => {
    await showResults(page)
    const mirrored = () =>
      page
        .locator('[role=treeitem][aria-expanded=false] svg')
        .first()
        .evaluate((arrow) => getComputedStyle(arrow).transform)
    expect(await mirrored()).toBe('none')
    await put(page, { ...desktop, isRtl: true })
    expect(await mirrored()).toBe('matrix(-1, 0, 0, 1, 0, 0)')
    await put(page, desktop)
  })

  it('fills its bars so that they stand out with more contrast', async () => {
    await showResults(page)
    await page.emulateMedia({ contrast: 'more' })
    const track = () =>
      page
        .locator('article meter')
        .first()
        .evaluate((meter) => getComputedStyle(meter).backgroundColor)
    const ink = await page.evaluate(() => getComputedStyle(document.documentElement).color)
    expect(await track()).not.toBe(ink)
    await page.emulateMedia({ contrast: 'no-preference' })
  })

  it('does not move for those who want no motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await showResults(page)
    const isMoving = () => document.getAnimations().some(({ playState }) => playState === 'running')
    expect(await page.evaluate(isMoving)).toBe(false)
    await page.emulateMedia({ reducedMotion: 'no-preference' })
  })

  it('is printed without what can only be pressed', async () => {
    await showResults(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('heading', { level: 2 }).first().isVisible()).toBe(true)
    expect(await page.locator('article[data-record-id]').first().isVisible()).toBe(true)
    for (const name of ['Why this result', 'Export', /^Keys/])
      expect(await page.getByRole('button', { name }).first().isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
  })

  it('is printed as the record that is open, without the list', async () => {
    await showResults(page)
    await page.locator('article[data-record-id] h3 button').first().click()
    const record = page.getByRole('region', { name: 'Record', exact: true })
    await record.waitFor()
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 700, height: 990 }) // of a sheet of paper
    expect(await record.getByRole('heading', { level: 2 }).isVisible()).toBe(true)
    expect(await page.locator('article[data-record-id]').first().isVisible()).toBe(false)
    expect(await page.locator('dialog').count()).toBe(0)
    expect(await sideways(page)).toBe(0)
    await page.emulateMedia({ media: 'screen' })
    await put(page, desktop)
    await page.keyboard.press('Escape')
  })

  it('can be used when the site is gone', async () => {
    await site.stop()
    await goTo(page, 'libraries')
    await page.getByRole('alert').filter({ hasText: 'No connection' }).waitFor()
    expect(await problemsOf(page)).toEqual([])
    await goTo(page, '')
    await ask(page, question)
  })
})

describe('the page without a library', () => {
  const libraries = mkdtempSync(join(tmpdir(), 'biohicl-site-'))
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    cpSync(sampleLibraries, libraries, { recursive: true })
    rmSync(join(libraries, 'catalogue.json'))
    site = await startSite(libraries)
    visit = await startVisit()
    visit.page.setDefaultTimeout(20_000)
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    rmSync(libraries, { recursive: true, force: true })
  })

  it('R51: has nothing that axe finds while it opens, and where there is no library', async () => {
    const { page } = visit
    let letGo = () => {}
    const held = new Promise<void>((resolve) => (letGo = resolve))
    await page.route('**/assets/engine-*.js', async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${site.url}?backend=wasm`)
    await page.locator('body[data-phase=loading]').waitFor()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    expect(await problemsOf(page)).toEqual([])
    letGo()
    await waitForPhase(page, 'needs-library')
    expect(await problemsOf(page)).toEqual([])
    expect(await walkByTab(page)).toEqual([])
  })

  it('nor without the model for meaning', async () => {
    const { page } = visit
    const out = join(libraries, 'notes.biohicl')
    await exportLibrary(
      { folder: join(libraries, 'sample-notes'), out, hasEncoder: false },
      { out() {}, progress() {}, now: () => 0, signal: new AbortController().signal },
    )
    await page.locator('input[type=file]').setInputFiles(out)
    await waitForPhase(page, 'ready')
    await page.getByRole('alert').filter({ hasText: 'Searches go by words only' }).waitFor()
    expect(await problemsOf(page)).toEqual([])
  })
})
