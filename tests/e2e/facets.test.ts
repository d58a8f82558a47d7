import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PubmedRecord } from '../../src/core/record.ts'
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

const notes = readFileSync('samples/notes.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as PubmedRecord)
const treeNumbers = new Map(
  readFileSync('samples/headings.tsv', 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([ui = '', , numbers = '']) => [ui, numbers.split('|')]),
)
/** Notes with a heading at the place or below it. */
const notesAt = (treeNumber: string) =>
  notes.filter(({ headings }) =>
    headings.some(({ ui = '' }) =>
      treeNumbers.get(ui)?.some((number) => number === treeNumber || number.startsWith(`${treeNumber}.`)),
    ),
  )
const inBoth = (a: string, b: string) => notesAt(a).filter((note) => notesAt(b).includes(note))

describe('filters beside the results', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
    await ask(visit.page, 'heart failure')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  const tree = () => visit.page.getByRole('tree', { name: 'MeSH' })
  const place = (treeNumber: string) => tree().locator(`[data-tree-number="${treeNumber}"]`)
  const countAt = async (treeNumber: string) =>
    parseInt(await place(treeNumber).locator('.numbers').innerText())
  const title = () => visit.page.locator('#results-title').innerText()
  const chips = () => visit.page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')
  const chipNames = async () =>
    (await chips().allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').replace('Remove filter: ', ''))
  const pmids = () =>
    visit.page
      .locator('article[data-record-id]')
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.recordId ?? ''))
  /** Until the list tells of so many that match: the answer with the change that was made. */
  const total = (count: number) =>
    visit.page.locator('#results-title', { hasText: new RegExp(`(of |^)${count}( |$)`) }).waitFor()
  const picture = (name: string) =>
    process.env.BIOHICL_PICTURES &&
    visit.page.screenshot({ path: join(process.env.BIOHICL_PICTURES, `facets-${name}.png`) })

  it('stand there without a click: the tree of headings, each with its number and a box', async () => {
    await tree().waitFor()
    const items = tree().getByRole('treeitem')
    expect(await items.count()).toBeGreaterThan(5)
    for (const item of await items.all()) {
      expect(await item.getAttribute('data-tree-number')).toMatch(/^[A-Z]$/)
      expect(await item.getByRole('checkbox').count()).toBe(1)
    }
    // Without a filter the whole list is counted: fewer notes than are counted at most.
    expect(await countAt('C')).toBe(notes.filter((note) => isUnder(note, 'C')).length)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('start')
  })

  it('narrow to a heading and all below it; of one branch one is enough, of two both are needed', async () => {
    await place('C').focus()
    await visit.page.keyboard.press('ArrowRight')
    await place('C14').getByRole('checkbox').check()
    await total(notesAt('C14').length)
    expect(await chipNames()).toEqual(['Cardiovascular Diseases'])
    expect((await pmids()).every((pmid) => notesAt('C14').some((note) => note.pmid === pmid))).toBe(true)

    await place('C08').getByRole('checkbox').check()
    await total(new Set([...notesAt('C14'), ...notesAt('C08')]).size)
    await place('C08').getByRole('checkbox').uncheck()
    await total(notesAt('C14').length)

    await place('E').focus()
    await visit.page.keyboard.press('ArrowRight')
    expect(await countAt('E02')).toBe(inBoth('C14', 'E02').length)
    await place('E02').getByRole('checkbox').check()
    await total(inBoth('C14', 'E02').length)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('two-branches')
    await place('E02').getByRole('checkbox').uncheck()
  })

  it('take a heading by itself, as a major topic, or out', async () => {
    const button = place('C14').getByRole('button', { name: 'Options' })
    await button.click()
    const menu = visit.page.getByRole('menu')
    expect(await menu.getByRole('menuitemradio').allInnerTexts()).toHaveLength(4)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    const about = menu.getByRole('menuitem', { name: 'About this heading' })
    expect(await about.getAttribute('href')).toBe('#heading/D002318')
    await menu.getByRole('menuitemradio', { name: 'Exclude' }).click()
    await total(notes.length - notesAt('C14').length)
    expect(await chipNames()).toEqual(['not Cardiovascular Diseases'])
    await visit.page.getByRole('button', { name: 'Clear all' }).click()
    await chips().first().waitFor({ state: 'detached' })
  })

  it('find a heading by what it is also called', async () => {
    const box = visit.page.getByRole('combobox', { name: 'MeSH heading' })
    await box.fill('heart fail')
    const option = visit.page.getByRole('option', { name: /^Heart Failure/ })
    await option.waitFor()
    expect(await option.innerText()).toMatch(/Diseases › Cardiovascular Diseases/)
    await picture('heading')
    await visit.page.keyboard.press('ArrowDown')
    await visit.page.keyboard.press('Enter')
    const number = treeNumbers.get('D006333')?.[0] ?? ''
    await total(notesAt(number).length)
    expect(await chipNames()).toEqual(['Heart Failure'])
  })

  it('stand in the address and outlive a reload, without the query', async () => {
    expect(visit.page.url()).toContain('#filters=')
    expect(decodeURIComponent(visit.page.url())).not.toContain('heart failure')
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    await chips().first().waitFor()
    expect(await title()).toMatch(/newest first$/)
    expect(site.requests.every((path) => !path.includes('D006333'))).toBe(true)
    await ask(visit.page, 'heart failure')
    expect(await title()).toMatch(/^\d+ records? nearest/)
  })

  it('say which of them leaves nothing, and take it away', async () => {
    await visit.page.getByRole('spinbutton', { name: 'From' }).fill('1900')
    await visit.page.getByRole('spinbutton', { name: 'to', exact: true }).fill('1901')
    await visit.page.keyboard.press('Enter')
    const note = visit.page.getByRole('status').filter({ hasText: 'No record meets all of the filters' })
    await note.waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('nothing')
    await note.getByRole('button', { name: 'Without “1900 to 1901”' }).click()
    await note.waitFor({ state: 'detached' })
    expect(await chipNames()).toEqual(['Heart Failure'])
    await visit.page.getByRole('button', { name: 'Clear all' }).click()
  })

  it('count by clinical queries when they are opened, and put the newest first when asked', async () => {
    const group = visit.page.locator('details').filter({ hasText: 'Clinical query' })
    await group.locator('summary').click()
    const narrow = group.getByRole('radio', { name: /^Therapy, narrow/ })
    await group.locator('.numbers').first().waitFor()
    await narrow.check()
    await chips().filter({ hasText: 'Therapy, narrow' }).waitFor()
    await visit.page.getByLabel('Sort').selectOption('date')
    await visit.page.locator('#results-title', { hasText: 'newest first' }).waitFor()
    const years = (await pmids()).map((pmid) => notes.find((note) => note.pmid === pmid)?.date?.year ?? 0)
    expect(years).toEqual(years.toSorted((a, b) => b - a))
    await visit.page.getByRole('button', { name: 'Clear all' }).click()
    await visit.page.getByLabel('Sort').selectOption('relevance')
  })

  it('open over the list on a phone, in the dark', async () => {
    await visit.page.emulateMedia({ colorScheme: 'dark' })
    await visit.page.setViewportSize({ width: 390, height: 844 })
    await visit.page.getByRole('button', { name: /^Filters/ }).click()
    await tree().waitFor()
    await place('C').getByRole('checkbox').check()
    await visit.page.getByRole('dialog').getByText('Diseases').first().waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('phone')
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await visit.page.getByRole('button', { name: 'Filters (1)' }).waitFor()
    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await searchBox(visit.page).fill('')
    await visit.page.getByRole('heading', { name: /that meet the filters, newest first/ }).waitFor()
  })

  it('never broke the site’s policy', () => {
    expect(visit.complaints.filter((text) => /Content Security Policy|Trusted/i.test(text))).toEqual([])
  })
})

/** A note with a heading of the category. */
function isUnder({ headings }: PubmedRecord, letter: string): boolean {
  return headings.some(({ ui = '' }) => treeNumbers.get(ui)?.some((number) => number.startsWith(letter)))
}
