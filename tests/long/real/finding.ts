import { expect, it } from 'vitest'
import type { PubmedRecord } from '../../../src/core/record.ts'
import { toTerms } from '../../../src/core/text/terms.ts'
import { ask, searchBox } from '../../e2e/site.ts'
import { findSlowly, findUnder, newestFirst, pmidsOf, uiOf } from './records.ts'
import {
  chooseMode,
  expectFalling,
  formatted,
  question,
  textOf,
  together,
  tolerance,
  type Opened,
} from './visit.ts'

export function testFinding(opened: Opened): void {
  const exactSwitch = () => opened().page.getByRole('switch', { name: 'Exact search' })
  const timing = (how: string) =>
    opened()
      .page.locator('#results-title + details summary', { hasText: ` · ${how} · ` })
      .waitFor()
  const reading = () => opened().page.locator('details', { hasText: 'How your query was read' })

  it('while one types, without the Enter key', async () => {
    const { page, list } = opened()
    await searchBox(page).pressSequentially('migraine attack')
    await page.locator('body[data-answered="migraine attack"]').waitFor()
    expect(await list.pmids()).toHaveLength(10)
  })

  it('exactly: of all records the nearest in meaning', async () => {
    const { page, list, vectors } = opened()
    await chooseMode(page, 'Meaning')
    await exactSwitch().focus()
    await page.keyboard.press('Space')
    await ask(page, question)
    await timing('exact')
    const cosines = await vectors.toQuestion(question)
    const hits = await list.scores()
    expect(hits).toHaveLength(10)
    for (const { pmid, meaning = 0 } of hits)
      expect(Math.abs(meaning - (cosines.get(pmid) ?? 0))).toBeLessThan(tolerance)
    const last = hits.at(-1)?.meaning ?? 0
    const listed = new Set(hits.map(({ pmid }) => pmid))
    const missed = [...cosines].filter(([pmid, cosine]) => !listed.has(pmid) && cosine > last + tolerance)
    expect(missed).toEqual([])
  })

  it('by date among the best 200 of a plain question', async () => {
    const { page, list, real } = opened()
    const ten = await list.pmids()
    await list.showMore(200)
    const best = await list.pmids()
    expect(best).toHaveLength(200)
    expect(best.slice(0, 10)).toEqual(ten)
    expectFalling((await list.scores()).map(({ meaning = 0 }) => meaning))
    await page.getByLabel('Sort').selectOption('date')
    await page.locator('#results-title', { hasText: 'newest first' }).waitFor()
    const newest = newestFirst(real.records.filter(({ pmid }) => best.includes(pmid)))
    expect(await list.pmids()).toEqual(pmidsOf(newest).slice(0, 10))
    await page.getByLabel('Sort').selectOption('relevance')
    await page.locator('#results-title', { hasNotText: 'newest first' }).waitFor()
  })

  it('with nearly the same answer where the index is approximate', async () => {
    const { page, list } = opened()
    const exact = await ask(page, question)
    await exactSwitch().focus()
    await page.keyboard.press('Space')
    await timing('approximate')
    const found = await list.pmids()
    expect(found.filter((pmid) => exact.includes(pmid)).length).toBeGreaterThanOrEqual(9)
  })

  it('by words, which each record has one of, and by both, in the order of the mean score', async () => {
    const { page, list, real } = opened()
    await chooseMode(page, 'Words')
    await page.locator('#results-title', { hasText: 'that match the words of' }).waitFor()
    const terms = new Set(toTerms(question))
    const texts = new Map(real.records.map((record) => [record.pmid, textOf(record)]))
    const byWords = await list.scores()
    for (const { pmid } of byWords)
      expect(toTerms(texts.get(pmid) ?? '').some((term) => terms.has(term))).toBe(true)
    expectFalling(byWords.map(({ words = 0 }) => words))

    await chooseMode(page, 'Both')
    await page.locator('#results-title', { hasText: 'in meaning and words' }).waitFor()
    const byBoth = await list.scores()
    expect(pmidsOf(byBoth)).not.toEqual(pmidsOf(byWords))
    expectFalling(byBoth.map(together))
  })

  it.each([
    'cardiac failure[mh]',
    'Neoplasms[mh] AND Mice[mh] NOT Humans[mh]',
    'Neoplasms[mh:noexp]',
    'Neoplasms[majr]',
    '"quality of life" AND (Hypertension[mh] OR Asthma[mh])',
    '(asthma[ti] OR migraine[ti]) AND 1990:2005[dp]',
    'diabet*[tiab] AND Insulin[mh:noexp] NOT mice[ti]',
    'drug therapy[sh] AND eng[la]',
    'case reports[pt] OR randomized controlled trial[pt]',
  ])('by %s: the newest of those that meet it when each is looked at', async (query) => {
    const { page, list, real } = opened()
    const wanted = newestFirst(findSlowly(query, real))
    expect(wanted.length).toBeGreaterThan(0)
    expect(await ask(page, query)).toEqual(pmidsOf(wanted).slice(0, 10))
    expect(await list.total()).toBe(wanted.length)
    const left = `${formatted(wanted.length)} records left, the newest first.`
    await reading().getByText(left).waitFor()
  })

  it('by authors, journals and PMIDs, which the records of files have', async () => {
    const { page, list, real } = opened()
    const isKukafka = ({ name, initials = '' }: PubmedRecord['authors'][number]) =>
      name === 'Kukafka' && initials.startsWith('R')
    const queries: [string, (record: PubmedRecord) => boolean][] = [
      ['Kukafka R[au]', ({ authors }) => authors.some(isKukafka)],
      ['J Biomed Inform[ta]', ({ journal }) => journal?.abbreviation === 'J Biomed Inform'],
      ['30073290 2[pmid]', ({ pmid }) => pmid === '30073290' || pmid === '2'],
    ]
    for (const [query, isWanted] of queries) {
      const wanted = newestFirst(real.records.filter(isWanted))
      expect(wanted.length, query).toBeGreaterThan(1)
      expect(await ask(page, query), query).toEqual(pmidsOf(wanted).slice(0, 10))
      expect(await list.total(), query).toBe(wanted.length)
    }
  })

  it('by a query of which a part filters and the other ranks, and says so', async () => {
    const { page, list, real } = opened()
    const query = '"heart diseases"[mh] AND (fatigue at night)'
    const heading = uiOf('Heart Diseases', real.mesh)
    const wanted = findUnder(heading, real)
    const found = await ask(page, query)
    expect(await list.total()).toBe(wanted.length)
    expect(found.filter((pmid) => !pmidsOf(wanted).includes(pmid))).toEqual([])
    expectFalling((await list.scores()).map(together))
    // Below it are those of the library alone: what its records have, and what stands above that.
    const used = new Set(wanted.flatMap(({ headings }) => headings.map(({ ui }) => ui)))
    const below = real.mesh
      .descendants(heading)
      .filter((ui) => real.mesh.explode(ui).some((each) => used.has(each)))
    const text = (await reading().innerText()).replace(/\s+/g, ' ')
    expect(text).toContain(`Filters by heading “Heart Diseases” and ${below.length} headings below it`)
    expect(text).toContain('Ranks by nearness in meaning and words (fatigue at night)')
    const link = await reading()
      .getByRole('link', { name: /PubMed/ })
      .getAttribute('href')
    expect(new URL(link ?? '').searchParams.get('term')).toBe('"heart diseases"[mh] AND fatigue at night')
  })

  it('not by a faulty query, whose place is marked and mended by one press', async () => {
    const { page, list, real } = opened()
    await searchBox(page).fill('Hypertension[mh] AND (atenolol[ti] OR metoprolol[titel])')
    await searchBox(page).press('Enter')
    const mark = page.getByRole('status').locator('mark')
    await mark.waitFor()
    expect(await mark.innerText()).toContain('[titel]')
    const mended = 'Hypertension[mh] AND (atenolol[ti] OR metoprolol[ti])'
    await page.getByRole('button', { name: mended }).click()
    await page.locator(`body[data-answered="${mended}"]`).waitFor()
    expect(await list.total()).toBe(findSlowly(mended, real).length)
  })

  it('for more of what is liked and less of what is not, and as before when that is cleared', async () => {
    const { page, list } = opened()
    const before = await ask(page, question)
    const last = before.at(-1) ?? ''
    const card = (pmid: string) => page.locator(`article[data-record-id="${pmid}"]`)
    const placeOfLast = async () => (await list.pmids()).indexOf(last)
    await card(last).getByRole('button', { name: 'More like this' }).click()
    await expect.poll(placeOfLast, { timeout: 20_000 }).toBeLessThan(3)
    await card(before[0] ?? '')
      .getByRole('button', { name: 'Less like this' })
      .click()
    const bar = page.getByRole('region', { name: 'The list is adjusted' })
    await bar.getByText('Less like').waitFor()
    await bar.getByRole('button', { name: 'Clear' }).click()
    await expect.poll(list.pmids, { timeout: 20_000 }).toEqual(before)
  })
}
