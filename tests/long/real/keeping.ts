/// <reference path="../../fixtures/citationJs.d.ts" />

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-ris'
import { expect, it } from 'vitest'
import { createNbibParser } from '../../../src/core/pubmed/nbib.ts'
import type { PubmedRecord } from '../../../src/core/record.ts'
import { parseAll } from '../../fixtures/parseAll.ts'
import { ask, waitForPhase } from '../../e2e/site.ts'
import { newestFirst, pmidsOf, type RealRecords } from './records.ts'
import { goTo, question, type Opened } from './visit.ts'

const query = 'Kukafka R[au]'
const collection = 'Kukafka & others'

/** The records of files that the query finds, the newest first: they have all that a reference needs. */
const findKept = ({ records }: RealRecords) =>
  newestFirst(
    records.filter(({ authors }) =>
      authors.some(({ name, initials }) => name === 'Kukafka' && initials?.startsWith('R')),
    ),
  ).slice(0, 10)

/** What the next edition of the library brings: a retraction, and a record that the saved search is after. */
export function listNews(real: RealRecords): Partial<PubmedRecord>[] {
  const [first] = findKept(real)
  const notice = { kind: 'retraction', source: 'J Biomed Inform. 2024;1(1):1' } as const
  return [
    { ...first, notices: [notice] },
    {
      pmid: '40000001',
      title: 'Maps of a city as its patients draw them.',
      abstract: [{ text: 'Patients drew where they had been ill.' }],
      authors: [{ name: 'Kukafka', initials: 'R' }],
      date: { year: 2024 },
    },
  ]
}

/** @param offerNext from then on the site has the next edition */
export function testKeeping(opened: Opened, offerNext: () => Promise<void>): void {
  const button = (name: string | RegExp) => opened().page.getByRole('button', { name, exact: true })
  const press = (name: string | RegExp) => button(name).first().click()
  const said = (text: string | RegExp) => opened().page.getByText(text).first().waitFor()

  async function download(start: () => Promise<void>): Promise<{ path: string; text: string }> {
    const downloading = opened().page.waitForEvent('download')
    await start()
    const path = await (await downloading).path()
    return { path, text: readFileSync(path, 'utf8') }
  }
  const exportAs = async (format: string) => {
    const { text } = await download(async () => {
      await press('Export')
      await opened().page.getByRole('menuitem', { name: format, exact: true }).click()
    })
    return text
  }

  it('in a collection with a note, which other programs read in each format', async () => {
    const { page, real } = opened()
    const kept = findKept(real)
    await goTo(page, 'Search')
    expect(await ask(page, query)).toEqual(pmidsOf(kept))
    await press('Add all to a collection')
    const dialog = page.getByRole('dialog', { name: 'Add to a collection' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(collection)
    await dialog.getByRole('button', { name: 'Add 10 records' }).click()
    await said(`10 records in “${collection}”.`)
    await goTo(page, 'Collections')
    await page.getByRole('link', { name: collection }).click()
    await page
      .getByRole('button', { name: /^Add a note/ })
      .first()
      .click()
    await page.getByRole('textbox', { name: 'Note', exact: true }).first().fill('Read the methods.')
    await press('Keep the note')
    await said('The note is kept.')

    for (const format of ['RIS', 'BibTeX', 'CSL-JSON']) {
      const items = plugins.input.chain(await exportAs(format), { generateGraph: false })
      expect(
        items.map(({ DOI }) => DOI),
        format,
      ).toEqual(kept.map(({ doi }) => doi))
      expect(
        items.map(({ author = [] }) => author.map(({ family }) => family)),
        format,
      ).toEqual(kept.map(({ authors }) => authors.map(({ name }) => name)))
      expect(
        items.map(({ issued }) => issued?.['date-parts'][0]?.[0]),
        format,
      ).toEqual(kept.map(({ date }) => date?.year))
    }
    const nbib = parseAll(createNbibParser, await exportAs('NBIB')).records
    expect(pmidsOf(nbib)).toEqual(pmidsOf(kept))
    expect(nbib.map(({ headings }) => headings.map(({ name }) => name).sort())).toEqual(
      kept.map(({ headings }) => headings.map(({ name }) => name).sort()),
    )
    const table = await exportAs('CSV')
    expect(table).toContain('Read the methods.')
    expect(table.match(/^\d+,/gm)?.map((cell) => cell.slice(0, -1))).toEqual(pmidsOf(kept))
    for (const style of ['Vancouver', 'AMA']) {
      await press('Export')
      await page.getByRole('menuitem', { name: `Copy as ${style}` }).click()
      await said('Copied: 10 records.')
      const references = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
      expect(references).toHaveLength(10)
      for (const [at, { authors, date }] of kept.entries()) {
        expect(references[at]?.startsWith(`${at + 1}. ${authors[0]?.name} ${authors[0]?.initials}`)).toBe(
          true,
        )
        expect(references[at]).toContain(String(date?.year))
      }
    }
  })

  it('as a report, whose hash is that of what was asked and found, and stays the same', async () => {
    const { page } = opened()
    await goTo(page, 'Search')
    const report = page.getByRole('region', { name: 'Search report' })
    const pmids = await ask(page, question)
    await goTo(page, 'Report')
    const hash = await report.getAttribute('data-result-hash')
    const { text } = await download(() => press('Save as JSON'))
    const saved = JSON.parse(text) as { inputs: Record<string, unknown>; results: { pmid: string }[] }
    expect(pmidsOf(saved.results)).toEqual(pmids)
    expect(saved.inputs).toMatchObject({
      query: question,
      mode: 'both',
      k: 10,
      libraries: [{ id: 'starter' }],
    })
    const hashed = sortedJson({ ...saved.inputs, pmids })
    expect(createHash('sha256').update(hashed).digest('hex')).toBe(hash)

    await goTo(page, 'Search')
    await ask(page, `${question} `.repeat(2).trim())
    await ask(page, question)
    await goTo(page, 'Report')
    await report.waitFor()
    expect(await report.getAttribute('data-result-hash')).toBe(hash)
  })

  it('and searches, all of which go through a file after everything was forgotten', async () => {
    const { page } = opened()
    await goTo(page, 'Search')
    await ask(page, query)
    await press('Save this search')
    await button('Search saved').waitFor()
    await goTo(page, 'Collections')
    expect(await page.getByRole('switch', { name: 'Keep a history of searches' }).isChecked()).toBe(false)
    const { path } = await download(() => press('Save as a file'))
    await press('Forget everything')
    const dialog = page.getByRole('dialog', { name: 'Forget everything?' })
    expect(await dialog.innerText()).toMatch(/collections: 1, with 10 records.*saved searches: 1/s)
    await dialog.getByRole('button', { name: 'Forget', exact: true }).click()
    await said('No collection yet.')
    const choosing = page.waitForEvent('filechooser')
    await press('Add from a file')
    await (await choosing).setFiles(path)
    await page.getByRole('link', { name: collection }).waitFor()
    await button(`Search: ${query}`).waitFor()
  })

  it('so that an update tells what is new to a saved search, and what of it was retracted', async () => {
    const { page, real } = opened()
    const [retracted] = findKept(real)
    await goTo(page, 'Search')
    await offerNext()
    await page.reload()
    await press('Update library')
    await page
      .getByText('The library was updated: 2 of your saved searches and records have news.')
      .waitFor({ timeout: 120_000 })
    await page.getByRole('link', { name: 'Look at it' }).click()
    const news = page.getByRole('region', { name: 'News after an update' })
    await news.waitFor()
    const told = await news.innerText()
    // Of the record that is kept, and of the search that finds it.
    expect(told.split(`Retraction: ${retracted?.title}`)).toHaveLength(3)
    expect(told).toContain('Maps of a city as its patients draw them.')
    await press('I have seen this')
    await news.waitFor({ state: 'detached' })
    await goTo(page, 'Search')
    await waitForPhase(page, 'ready')
    expect((await ask(page, query))[0]).toBe('40000001')
    const card = page.locator(`article[data-record-id="${retracted?.pmid}"]`)
    await card.getByText('Retracted', { exact: true }).waitFor()
  })
}

/** Canonical JSON: members in the order of their names, no spaces. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}
