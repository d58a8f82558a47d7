import { readFileSync } from 'node:fs'
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

const question = 'Does a telephone call after heart failure spare a readmission?'
const words = 'heart failure readmission'

describe.each([
  { name: 'wide and light', isDark: false, width: 1280, height: 800 },
  { name: 'narrow and dark', isDark: true, width: 390, height: 844 },
])('why a record is there, $name', ({ isDark, width, height }) => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit({ isDark, width, height })
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  const cards = () => visit.page.locator('article[data-record-id]')
  const evidence = () => visit.page.getByRole('region', { name: 'Nearest sentences' })
  const reader = () =>
    width >= 1024
      ? visit.page.getByRole('region', { name: 'Record', exact: true })
      : visit.page.getByRole('dialog')

  async function close() {
    await visit.page.keyboard.press('Escape')
    await reader().waitFor({ state: 'detached' })
  }

  it('shows the nearest sentence in place of the beginning, with words of the question marked, and moves nothing', async () => {
    await ask(visit.page, words)
    const before = await cards().first().boundingBox()
    const mark = cards().first().locator('p mark').first()
    await mark.waitFor()
    expect(await cards().first().boundingBox()).toEqual(before)
    expect((await mark.innerText()).toLowerCase()).toMatch(/^(heart|failure|readmissions?|readmitted)$/)
  })

  it('tells in a panel of the article the sentence, the headings and the parts of the score', async () => {
    const [pmid] = await ask(visit.page, words)
    const card = visit.page.locator(`article[data-record-id="${pmid}"]`)
    const why = card.getByRole('button', { name: 'Why this result' })
    expect(await why.getAttribute('aria-expanded')).toBe('false')
    await why.press('Enter')
    const panel = card.locator(`[id="${await why.getAttribute('aria-controls')}"]`)
    await panel.locator('blockquote mark').first().waitFor()
    await panel.getByText('This is evidence of topic, not of quality.').waitFor()
    await panel
      .getByText(/same heading|meet at|lies below|lies above|Your question names|without MeSH|no headings/)
      .first()
      .waitFor()
    expect(await panel.innerText()).toMatch(/Meaning 0\.\d\d[^]*Words 0\.\d\d[^]*Together 0\.\d\d/)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await why.press('Enter')
    expect(await panel.isVisible()).toBe(false)
  })

  it('shows evidence for a question by itself, for words on request, each sentence linked to its place', async () => {
    await ask(visit.page, words)
    expect(await evidence().getByRole('listitem').count()).toBe(0)
    await evidence().getByRole('button', { name: 'Show evidence' }).click()
    await evidence().getByRole('listitem').first().waitFor()

    await ask(visit.page, question)
    await evidence().getByText('Taken word for word from the best records.').waitFor()
    const item = evidence().getByRole('listitem').first()
    const sentence = await item.getByRole('blockquote').innerText()
    const title = await item.getByRole('button').innerText()
    await item.getByRole('button').click()
    const place = reader().locator('[data-read-place]')
    await place.waitFor()
    expect(await place.innerText()).toBe(sentence)
    expect(await reader().getByRole('heading', { level: 2, name: title }).isVisible()).toBe(true)
    await expect.poll(() => place.evaluate(isInView)).toBe(true)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await close()
  })

  it('lists similar articles in the reader, opens them there, and goes back', async () => {
    await ask(visit.page, question)
    await cards().first().getByRole('button').first().click()
    const title = () => reader().locator('h2').last().innerText()
    const first = await title()
    await reader().getByRole('button', { name: 'Similar articles' }).click()
    const similar = reader().locator('ol').getByRole('button')
    await similar.first().waitFor()
    const names = await similar.allInnerTexts()
    expect(names).toHaveLength(10)
    expect(names).not.toContain(first)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await similar.first().click()
    await expect.poll(title).toBe(names[0])
    await reader().getByRole('button', { name: 'Back' }).click()
    await expect.poll(title).toBe(first)
    await close()
  })

  it('moves the list towards what is liked and away from what is not, says so, and goes back to what it was', async () => {
    const before = await ask(visit.page, question)
    const last = before.at(-1) ?? ''
    const order = () =>
      cards().evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.recordId ?? ''))
    const card = (pmid: string) => visit.page.locator(`article[data-record-id="${pmid}"]`)
    await card(last).getByRole('button', { name: 'More like this' }).click()
    const bar = visit.page.getByRole('region', { name: 'The list is adjusted' })
    await bar.waitFor()
    await expect.poll(async () => (await order()).indexOf(last)).toBeLessThan(before.indexOf(last))
    expect(
      await card(last).getByRole('button', { name: 'More like this' }).getAttribute('aria-pressed'),
    ).toBe('true')
    await card(before[0] ?? '')
      .getByRole('button', { name: 'Less like this' })
      .click()
    await bar.getByText('Less like').waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await bar.getByRole('button', { name: 'Clear' }).click()
    await bar.waitFor({ state: 'detached' })
    await expect.poll(order).toEqual(before)
  })

  it('predicts headings for a note without any, and calls them predicted', async () => {
    const [pmid] = await ask(visit.page, withoutHeadings().title)
    expect(pmid).toBe(withoutHeadings().pmid)
    await cards().first().getByRole('button').first().click()
    await reader().getByText('Predicted', { exact: true }).waitFor()
    expect(await reader().getByText('no indexer has seen them').isVisible()).toBe(true)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await close()
    expect(visit.complaints).toEqual([])
  })

  it('filters the list by a heading of a result, by keyboard too, and no longer when it is pressed again', async () => {
    const [pmid = ''] = await ask(visit.page, words)
    const chip = cards().first().getByRole('button', { name: 'Filter by Heart Failure', exact: true })
    const filters = visit.page.getByRole('list', { name: 'Active filters' })
    await chip.press('Enter')
    await filters.getByRole('button', { name: 'Remove filter: Heart Failure' }).waitFor()
    expect(await cards().first().getAttribute('data-record-id')).toBe(pmid)
    await expect.poll(() => chip.getAttribute('aria-pressed')).toBe('true')
    expect(await chip.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await chip.press('Space')
    await filters.waitFor({ state: 'detached' })
    await expect.poll(() => chip.getAttribute('aria-pressed')).toBe('false')
  })

  it('filters the list by a heading of the record that is read', async () => {
    const [pmid = ''] = await ask(visit.page, words)
    await cards().first().getByRole('button').first().click()
    const heading = reader().getByRole('button', { name: 'Filter by Heart Failure' })
    await heading.click()
    await visit.page.locator('article[data-record-id]').first().waitFor()
    await expect.poll(() => heading.getAttribute('aria-pressed')).toBe('true')
    expect(await cards().first().getAttribute('data-record-id')).toBe(pmid)
    await close()
  })
})

function withoutHeadings(): { pmid: string; title: string } {
  const notes = readFileSync('samples/notes.jsonl', 'utf8').trim().split('\n')
  const found = notes
    .map(
      (line) => JSON.parse(line) as { pmid: string; title: string; headings: unknown[]; abstract: unknown[] },
    )
    .find(({ headings, abstract }) => headings.length === 0 && abstract.length > 0)
  if (!found) throw new Error('Every note has headings.')
  return found
}

function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 0 && bottom <= innerHeight
}
